"""POST /api/sync, as "One request" of docs/sync.md has it."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from hinge_pwa.web.program import program_digest

from ..support import record_vectors
from ..support.phones import Phone, record, session, tombstone
from ..support.remote import Remote
from .sentences import PROTOCOL, covers


def ids(answer: Any) -> list[str]:
    return [change["id"] for change in answer["changes"]]


def is_refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (status, code)


@covers("cursor is the empty string at first", "POST /api/sync, Content-Type: application/json", "Answer, 200:")
def test_the_empty_cursor_brings_everything(phone: Phone, tablet: Phone) -> None:
    first, second = record(), record()
    phone.push(first, second)
    answer = tablet.pull()
    assert answer["changes"] == [first, second]
    assert answer["more"] is False
    assert answer["rejected"] == []


@covers("The offset keeps the person", "What comes back is the same JSON value")
def test_a_record_is_given_back_as_it_was_sent(phone: Phone, tablet: Phone) -> None:
    sent = record(data=session(started_at="2026-11-22T23:59:00.5+05:45", ended_at="2026-11-23T00:30:00z".upper()))
    sent["data"]["sets"][0]["seconds"] = 0.1
    phone.push(sent)
    assert tablet.pull()["changes"] == [sent]


@covers("Of a field that stands twice")
def test_of_a_field_that_stands_twice_the_last_one_counts(phone: Phone, tablet: Phone) -> None:
    sent = record()
    text = json.dumps({"cursor": "", "changes": [sent]}).replace('"pain_before"', '"pain_before": 9, "pain_before"', 1)
    phone.client.post("/api/sync", data=text.encode(), content_type="application/json")
    assert tablet.pull()["changes"] == [sent]


def test_an_answer_has_the_documented_keys_alone(phone: Phone) -> None:
    answer = phone.push(record(), {"kind": "other", "id": "x"})
    assert answer.keys() == {"cursor", "changes", "more", "rejected"}
    assert answer["rejected"][0].keys() == {"id", "error", "code", "field"}
    assert phone.pull()["changes"][0].keys() == {"kind", "id", "stamp", "device", "deleted", "data"}


@covers("changes in the answer holds the account")
def test_changes_come_in_the_order_in_which_the_server_took_them(phone: Phone, tablet: Phone) -> None:
    late, early = record("ffffffff-0000-7000-8000-000000000000"), record("00000000-0000-7000-8000-000000000000")
    phone.push(late)
    phone.push(early)
    phone.push({**late, "stamp": 2})
    assert ids(tablet.pull()) == [early["id"], late["id"]]


@covers("changes in the answer holds the account")
def test_a_cursor_brings_only_what_came_after_it(phone: Phone, tablet: Phone) -> None:
    first, second = record(), record()
    phone.push(first)
    cursor = tablet.pull()["cursor"]
    phone.push(second)
    assert ids(tablet.pull(cursor)) == [second["id"]]


@covers("A second sync right after a quiet one")
def test_a_second_sync_right_after_a_quiet_one_moves_nothing(phone: Phone, tablet: Phone) -> None:
    phone.push(record(), record())
    first = tablet.pull()
    second = tablet.pull(first["cursor"])
    assert second["changes"] == []
    assert second["cursor"] == first["cursor"]


@covers("A record that this same request brought and won")
def test_a_record_that_won_is_not_sent_back(phone: Phone) -> None:
    answer = phone.push(record())
    assert answer["changes"] == []
    assert phone.pull(answer["cursor"])["changes"] == []


@covers("A record that this same request brought and won")
def test_a_record_that_lost_is_answered_by_the_winner(phone: Phone, tablet: Phone) -> None:
    winner = record(stamp=9)
    phone.push(winner)
    answer = tablet.push(record(winner["id"], 8, "tablet"))
    assert answer["changes"] == [winner]


@covers("A record that this same request brought and won")
def test_a_record_that_lost_is_answered_even_if_the_cursor_is_past_the_winner(phone: Phone, tablet: Phone) -> None:
    winner, later = record(stamp=9), record()
    phone.push(winner)
    phone.push(later)
    cursor = tablet.pull()["cursor"]
    answer = tablet.push(record(winner["id"], 8, "tablet"), cursor=cursor)
    assert answer["changes"] == [winner]
    assert answer["cursor"] == cursor


@covers("Repeating a request", "A record that this same request brought and won")
def test_a_repeated_request_changes_nothing(phone: Phone, tablet: Phone) -> None:
    changes = [record(), record(), tombstone(str(uuid.uuid4()))]
    first = phone.push(*changes)
    for repeat in (changes, changes[::-1], changes[1:]):
        answer = phone.push(*repeat)  # with the old cursor, as after a lost answer
        assert not set(ids(answer)) & {change["id"] for change in repeat}
        assert answer["cursor"] == first["cursor"]
    assert tablet.pull()["changes"] == changes


@covers("Equal triples are the same change")
def test_an_equal_triple_is_the_same_change(phone: Phone) -> None:
    sent = record(stamp=3)
    phone.push(sent)
    answer = phone.push({**sent, "data": session(note="another")})
    assert answer["changes"] == []
    assert phone.pull()["changes"] == [sent]


@covers("Several changes of one record")
def test_the_best_of_several_changes_of_one_record_in_a_request_wins(phone: Phone, tablet: Phone) -> None:
    id = str(uuid.uuid4())
    old, best, middle = (record(id, stamp) for stamp in (1, 3, 2))
    answer = phone.push(old, best, middle)
    assert answer["changes"] == []
    assert tablet.pull()["changes"] == [best]


@covers("Several changes of one record")
def test_a_request_may_bring_a_winner_and_a_loser_of_the_same_record(phone: Phone, tablet: Phone) -> None:
    stored = record(stamp=2)
    phone.push(stored)
    best = record(stored["id"], 3, "tablet")
    assert tablet.push(record(stored["id"], 1, "tablet"), best)["changes"] == []
    assert phone.pull()["changes"] == [best]


@covers("deleted | boolean", "Which change wins")
def test_a_tombstone_wins_at_the_same_stamp_and_loses_to_a_later_change(phone: Phone, tablet: Phone) -> None:
    living = record(stamp=5)
    phone.push(living)
    gone = tombstone(living["id"], 5, "a")
    tablet.push(gone)
    assert phone.pull()["changes"] == [gone]
    back = record(living["id"], 6)
    phone.push(back)
    assert tablet.pull()["changes"] == [back]


@covers("Valid records are stored even where", "Its id is what the record called itself")
def test_valid_records_are_stored_where_others_are_invalid(phone: Phone, tablet: Phone) -> None:
    good, bad = record(), record(data=session(pain_before=11))
    answer = phone.push(bad, good, "text", {"id": 5}, None)
    assert [tuple(each.values()) for each in answer["rejected"]] == [
        (bad["id"], "data.pain_before must be 0 to 10, or null", "invalid", "data.pain_before"),
        (None, "a record must be an object", "no_record", ""),
        (None, "kind is missing", "missing", "kind"),
        (None, "a record must be an object", "no_record", ""),
    ]
    assert tablet.pull()["changes"] == [good]


@covers("Its id is what the record called itself")
def test_a_rejected_record_is_named_by_what_it_calls_itself(phone: Phone) -> None:
    for id in ("", "not a uuid", "\0", "x" * 1000, "ÄÖ🦵"):
        (rejected,) = phone.push(record(id))["rejected"]
        assert (rejected["id"], rejected["error"]) == (id, "id must be a UUID in lower case")


@covers(
    "Its code and field say the same", "no_record | empty", "missing | the field", "unknown | the field",
    "invalid | the field", "no_such_time |", "before_start |", "over_24_hours |", "twice |", "says_nothing |",
    "nul, half_character", "unknown_kind |",
    "A field is named by its way", "Where several things are wrong",
)  # fmt: skip
def test_the_reasons_are_those_of_the_table(phone: Phone) -> None:
    found = {vector["expected"][0] for vector in record_vectors.vectors() if vector["expected"]}
    _, _, rest = PROTOCOL.read_text("utf-8").partition("### Why a record was rejected\n")
    documented = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", rest.partition("\n## ")[0], re.MULTILINE)
    assert found | {"no_record", "account_full"} == set(re.findall(r"\w+", " ".join(documented)))
    record_of = {**record(), "id": 1, "stamp": -1, "data": session(sets=[{}], note="\0")}
    assert [(each["code"], each["field"]) for each in phone.push(record_of, 1)["rejected"]] == [
        ("invalid", "id"),
        ("no_record", ""),
    ]


@covers("The header Hinge-Program of the answer")
def test_the_answer_names_the_program(phone: Phone) -> None:
    names = {phone.post(changes=changes).headers["Hinge-Program"] for changes in ([], [record()], [1])}
    assert len(names) == 1
    assert re.fullmatch("[0-9a-f]{16}", names.pop())


def test_a_program_has_another_name_when_anything_in_it_is_another(tmp_path: Path) -> None:
    for name in ("hinge_pwa", "static", "templates"):
        (tmp_path / name / "more").mkdir(parents=True)
    files = [tmp_path / "hinge_pwa" / "a.py", tmp_path / "static" / "more" / "a.js", tmp_path / "templates" / "a.html"]
    names = {program_digest.__wrapped__(tmp_path)}
    for file in files:
        file.write_text("one")
        names.add(program_digest.__wrapped__(tmp_path))
        file.write_text("two")
        names.add(program_digest.__wrapped__(tmp_path))
    (tmp_path / "hinge_pwa" / "a.pyc").write_text("left by Python")
    names.add(program_digest.__wrapped__(tmp_path))
    assert len(names) == 7


def test_a_rejected_record_changes_nothing_about_the_stored_one(phone: Phone, tablet: Phone) -> None:
    stored = record()
    phone.push(stored)
    phone.push(record(stored["id"], 2, data=session(guide="")))
    assert tablet.pull()["changes"] == [stored]


@covers("changes in the answer holds the account")
def test_an_answer_holds_at_most_500_and_says_that_there_is_more(phone: Phone, tablet: Phone) -> None:
    everything = [record() for _ in range(1203)]
    for start in range(0, len(everything), 500):
        phone.push(*everything[start : start + 500])
    got, cursor, pages = [], "", []
    while True:
        answer = tablet.pull(cursor)
        got += answer["changes"]
        pages.append(len(answer["changes"]))
        cursor = answer["cursor"]
        if not answer["more"]:
            break
    assert pages == [500, 500, 203]
    assert got == everything
    assert tablet.pull(cursor)["changes"] == []


@covers("changes in the answer holds the account")
def test_exactly_500_are_one_page(phone: Phone, tablet: Phone) -> None:
    phone.push(*[record() for _ in range(500)])
    answer = tablet.pull()
    assert (len(answer["changes"]), answer["more"]) == (500, False)


@covers("It never skips a record")
def test_500_lost_records_and_more_news_still_all_arrive(phone: Phone, tablet: Phone) -> None:
    winners = [record(stamp=9) for _ in range(500)]
    phone.push(*winners)
    cursor = tablet.pull()["cursor"]
    news = [record() for _ in range(3)]
    phone.push(*news)
    answer = tablet.push(*[record(each["id"], 1, "tablet") for each in winners], cursor=cursor)
    assert answer["changes"] == winners
    assert answer["more"] is True
    assert tablet.pull(answer["cursor"])["changes"] == news


@covers("It never skips a record")
def test_the_cursor_of_a_full_page_stands_where_the_page_ends(phone: Phone, tablet: Phone) -> None:
    """Not after the records that the same request brought: what lies between would be skipped."""
    phone.push(*[record() for _ in range(500)])
    phone.push(record())
    mine = record(device="tablet")
    answer = tablet.push(mine)
    assert (len(answer["changes"]), answer["more"]) == (500, True)
    rest = tablet.pull(answer["cursor"])
    assert len(rest["changes"]) == 2
    assert rest["changes"][1] == mine
    assert tablet.pull(rest["cursor"])["changes"] == []


@covers("cursor is valid for ever")
def test_a_device_that_was_away_goes_on_from_its_own_cursor(phone: Phone, tablet: Phone) -> None:
    old = record()
    phone.push(old)
    cursor = tablet.pull()["cursor"]
    for stamp in range(2, 40):
        phone.push(record(old["id"], stamp))
    new = record()
    phone.push(new)
    assert ids(tablet.pull(cursor)) == [old["id"], new["id"]]


@pytest.mark.parametrize("cursor", [
    "x", "1", ".", "0.0", "é", "\0", " ", "0" * 16 + ".", "g" * 16 + ".1", "0" * 16 + ".01", "0" * 16 + ".-1",
    "0" * 16 + ".1\n", "0" * 16 + "." + "9" * 30, "0" * 100000,
])  # fmt: skip
@covers("400 | invalid_request")
def test_a_cursor_that_no_server_made_is_refused(phone: Phone, cursor: str) -> None:
    is_refused(phone.post(cursor), 400, "invalid_request")


@covers("409 | resync", "Its restore command changes the epoch")
def test_a_cursor_ahead_of_the_server_asks_to_resync(phone: Phone) -> None:
    generation, _, sequence = phone.push(record())["cursor"].partition(".")
    is_refused(phone.post(f"{generation}.{int(sequence) + 1}"), 409, "resync")
    is_refused(phone.post(f"{generation}.{10**18 - 1}"), 409, "resync")


@covers("A cursor of another account")
def test_a_cursor_of_another_account_asks_to_resync(phone: Phone, stranger: Phone) -> None:
    stranger.push(record())
    phone.push(record())
    is_refused(stranger.post(phone.pull()["cursor"]), 409, "resync")


def test_a_refused_cursor_stores_nothing(phone: Phone) -> None:
    stale = phone.pull()["cursor"].replace(".0", ".7")
    is_refused(phone.post(stale, [record()]), 409, "resync")
    is_refused(phone.post("nonsense", [record()]), 400, "invalid_request")
    assert phone.pull()["changes"] == []


@covers("A record belongs to the account", "The same id under another account")
def test_the_same_id_under_another_account_is_another_record(phone: Phone, stranger: Phone) -> None:
    mine = record()
    theirs = record(mine["id"], 99, "stranger", data=session(note="theirs"))
    phone.push(mine)
    assert stranger.push(theirs)["changes"] == []
    assert phone.pull()["changes"] == [mine]
    assert stranger.pull()["changes"] == [theirs]


@pytest.mark.parametrize("body", [
    {}, [], 1, None, "text", {"cursor": ""}, {"changes": []}, {"cursor": None, "changes": []},
    {"cursor": 0, "changes": []},
    {"cursor": "", "changes": {}}, {"cursor": "", "changes": None}, {"cursor": "", "changes": [], "more": 1},
    {"cursor": "", "changes": [{}] * 501}, {"cursor": "", "changes": [], "\ud800": 1},
])  # fmt: skip
@covers("400 | invalid_request")
def test_a_wrong_envelope_is_refused(phone: Phone, body: Any) -> None:
    answer = phone.client.post("/api/sync", data=json.dumps(body), content_type="application/json")
    is_refused(answer, 400, "invalid_request")
    assert answer.get_json()["error"]["message"].endswith(".")


@pytest.mark.parametrize("body", [
    b"", b"{", b"\xff", b'{"cursor": "", "changes": [NaN]}', b'{"cursor": "", "changes": [-Infinity]}',
    b'{"cursor":"","changes":[' + b"9" * 5000 + b"]}", b"[" * 200_000, b'{"cursor":"","changes":' + b'[{"a":' * 50_000,
    b'\xef\xbb\xbf{"cursor":"","changes":[]}', '{"cursor":"","changes":[]}'.encode("utf-16"),
])  # fmt: skip
@covers("400 | invalid_request")
def test_a_body_that_is_no_json_is_refused(phone: Phone, body: bytes) -> None:
    is_refused(phone.client.post("/api/sync", data=body, content_type="application/json"), 400, "invalid_request")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"])
@covers("415 | not_json")
def test_another_content_type_is_refused(phone: Phone, content_type: str) -> None:
    answer = phone.client.post("/api/sync", data=b'{"cursor":"","changes":[]}', content_type=content_type)
    is_refused(answer, 415, "not_json")


def test_a_content_type_may_name_its_charset(phone: Phone) -> None:
    answer = phone.client.post(
        "/api/sync", data=b'{"cursor":"","changes":[]}', content_type="application/json; charset=utf-8"
    )
    assert answer.status_code == 200


@covers("413 | too_large")
def test_a_body_over_1_mib_is_refused_and_one_of_1_mib_is_not(phone: Phone) -> None:
    empty = b'{"cursor":"","changes":[]}'
    whole = empty + b" " * (1024 * 1024 - len(empty))
    assert phone.client.post("/api/sync", data=whole, content_type="application/json").status_code == 200
    is_refused(phone.client.post("/api/sync", data=whole + b" ", content_type="application/json"), 413, "too_large")


@covers("401 | not_signed_in")
def test_who_is_not_signed_in_is_refused(client: Remote) -> None:
    is_refused(client.post("/api/sync", json={"cursor": "", "changes": []}), 401, "not_signed_in")


@covers("401 | not_signed_in")
def test_a_deleted_account_is_not_signed_in(phone: Phone, tablet: Phone) -> None:
    phone.client.delete("/api/account")
    is_refused(tablet.post(), 401, "not_signed_in")
    is_refused(tablet.post("", [record()]), 401, "not_signed_in")
