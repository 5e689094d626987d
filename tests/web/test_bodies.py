"""Bodies that no phone sends: each gets a plain 4xx from every address that reads one, and both readers agree."""

import gzip

import pytest

from hinge_pwa.accounts.limits import limiter

from ..support.phones import Phone
from .test_errors import has_the_shape

ADDRESSES = (
    ("POST", "/api/account"), ("POST", "/api/sync"), ("POST", "/api/pairings/redeem"), ("POST", "/api/pairings/qr"),
    ("POST", "/api/passkeys"), ("POST", "/api/passkeys/sign-in"), ("PATCH", "/api/passkeys/AAAA"),
)  # fmt: skip


def nested(depth: int, inner: bytes = b"1") -> bytes:
    return b'{"credential":' + b'{"id":' * depth + inner + b"}" * depth + b"}"


SYNC = b'{"cursor":"","changes":[]}'
BODIES = {
    "deep arrays": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": nested(100_000),
    "as deep as can be read": nested(900),
    "an integer of 5,000 digits": nested(1, b"9" * 5_000),
    "an integer of 4,000 digits": nested(1, b"9" * 4_000),
    "a number beyond all": nested(1, b"1e999"),
    "not a number": nested(1, b"NaN"),
    "half an emoji": b'{"credential": "\\ud83d"}',
    "half an emoji for a name": b'{"\\ud83d": 1}',
    "the end of a string": b'{"credential": "\\u0000"}',
    "a name of C": b'{"__proto__": {"code": "ABCDE-FGHJK"}, "constructor": 1}',
    "two bodies": b"{}{}",
    "not UTF-8": b'{"credential": "\xff"}',
    "another encoding": '{"credential": 1}'.encode("utf-16"),
    "a number": b"1",
    "nothing": b"null",
}
REFUSED = [(400, "invalid_request"), (404, "not_found")]  # a passkey that names no account is not found


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_no_phone_sends_is_refused_in_one_sentence(phone: Phone, name: str) -> None:
    for method, path in ADDRESSES:
        limiter.reset()
        phone.client.post("/api/passkeys/sign-in/options")
        answer = phone.client.open(path, method=method, data=BODIES[name], content_type="application/json")
        error = answer.get_json()["error"]
        assert (answer.status_code, error["code"]) in REFUSED, path
        assert error["message"].count(".") == 1, path


@pytest.mark.parametrize(("changes", "rejected"), [(b"[]", 0), (b"[1]", 1)], ids=["fast", "thorough"])
def test_of_two_fields_with_one_name_the_last_counts_for_every_reader(
    phone: Phone, changes: bytes, rejected: int
) -> None:
    """What one reader had checked and another took would be a way around the check."""
    start = b'{"cursor":"nonsense","changes":7,"changes":' + changes
    fine = phone.client.post("/api/sync", data=start + b',"cursor":""}', content_type="application/json")
    assert (fine.status_code, len(fine.get_json()["rejected"])) == (200, rejected)
    again = start + b',"cursor":"","cursor":"nonsense"}'
    assert phone.client.post("/api/sync", data=again, content_type="application/json").status_code == 400


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "br", "deflate", "zstd", "x-made-up", "identity, gzip", "gzip,"])
def test_a_body_that_is_compressed_is_refused_in_one_sentence(phone: Phone, coding: str) -> None:
    for method, path in ADDRESSES:
        for body in (gzip.compress(SYNC), SYNC):
            headers = {"Content-Encoding": coding}
            answer = phone.client.open(path, method=method, data=body, headers=headers, content_type="application/json")
            has_the_shape(answer, 415, "not_json")
            assert "without Content-Encoding" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("coding", ["identity", "Identity", "", "identity, identity"])
def test_a_body_that_says_that_it_is_not_compressed_is_read(phone: Phone, coding: str) -> None:
    headers = {"Content-Encoding": coding}
    answer = phone.client.post("/api/sync", data=SYNC, headers=headers, content_type="application/json")
    assert answer.status_code == 200


def test_a_body_that_a_form_could_send_is_refused(phone: Phone) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        for method, path in ADDRESSES:
            answer = phone.client.open(path, method=method, data=b'{"code":"x"}', content_type=content_type)
            has_the_shape(answer, 415, "not_json")
