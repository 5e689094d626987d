"""What the application is told of a request."""

from types import SimpleNamespace
from typing import Any

import pytest

from hinge_pwa.serving.environ import UNREADABLE_COOKIE, make_environ, split


class Headers(dict[str, list[str]]):
    """As granian gives them: names in lower case, each with its values."""

    def get_all(self, name: str) -> list[str]:
        return self[name]


def described(**headers: list[str]) -> dict[str, Any]:
    named = Headers({name.replace("__", "-"): values for name, values in headers.items()})
    scope = SimpleNamespace(
        method="POST", path="/é", query_string="a=1", http_version="1.1", scheme="http",
        server="[::1]:8000", client="192.0.2.1:50000", headers=named,
    )  # fmt: skip
    return make_environ(scope)


def test_the_address_is_told_as_wsgi_has_it() -> None:
    environ = described(content__type=["application/json"], content__length=["2"])
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/é"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"], environ["REMOTE_ADDR"]) == ("::1", "8000", "192.0.2.1")
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("application/json", "2")


def test_headers_that_come_more_than_once_are_one() -> None:
    environ = described(cookie=["a=1", "b=2"], x__forwarded__for=["192.0.2.7", "192.0.2.8"])
    assert environ["HTTP_COOKIE"] == "a=1;b=2"
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.7,192.0.2.8"


def test_a_header_with_an_underscore_is_not_taken_for_the_one_of_a_proxy() -> None:
    for headers in ({"x_forwarded_for": ["evil"], "x__forwarded__for": ["192.0.2.7"]},
                    {"x__forwarded__for": ["192.0.2.7"], "x_forwarded_for": ["evil"]}):  # fmt: skip
        assert described(**headers)["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert "HTTP_SEC_FETCH_SITE" not in described(sec_fetch_site=["same-origin"])


def test_cookies_that_are_hidden_are_told_from_none() -> None:
    """granian names a header whose value is not ASCII, and gives no value."""
    assert described(cookie=[])[UNREADABLE_COOKIE]
    for headers in ({}, {"cookie": [""]}, {"cookie": ["a=1"]}, {"x__other": []}):
        assert UNREADABLE_COOKIE not in described(**headers)


@pytest.mark.parametrize(("address", "parts"), [("127.0.0.1:80", ("127.0.0.1", "80")), ("[::1]:80", ("::1", "80"))])
def test_an_address_has_a_host_and_a_port(address: str, parts: tuple[str, str]) -> None:
    assert split(address) == parts
