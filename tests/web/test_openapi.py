"""docs/openapi.yaml is whole, and agrees with the types by which the server reads requests.

That it agrees with what the server answers is looked at in every other test of it: see DescribedClient.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import schemathesis
from flask import Flask
from hypothesis import given

from hinge_pwa.accounts import account, pairings, passkeys
from hinge_pwa.sharing import health_links
from hinge_pwa.sync import records, request
from hinge_pwa.sync.kinds import check, fields, plan, session
from hinge_pwa.web import errors

from ..support.fuzzing import examples
from ..support.made_up import nearly_valid
from ..support.openapi import DOCUMENT, PATH, Json, component, operations, resolve, validator
from ..support.reading import problem_of

SCHEMA = schemathesis.openapi.from_path(PATH)

TYPES = {
    "SyncRequest": request.SyncRequest, "SessionRecord": records.SessionRecord,
    "CheckRecord": records.CheckRecord, "PlanRecord": records.PlanRecord, "Tombstone": records.Tombstone,
    "Session": session.Session, "Set": session.Set, "Check": check.Check, "Score": check.Score, "Plan": plan.Plan,
    "PlanItem": plan.PlanItem, "NewAccount": account.NewAccount, "TypedCode": pairings.TypedCode,
    "NewPasskey": passkeys.NewPasskey, "NewLabel": passkeys.NewLabel, "PasskeySignIn": passkeys.PasskeySignIn,
    "NewHealthLink": health_links.NewHealthLink,
}  # fmt: skip
"""Schemas of the document, and the types of the server for the same."""

TIME = "^" + fields.TIME.pattern.removeprefix(r"\A").removesuffix(r"\Z").replace(r"\d", "[0-9]") + "$"
STORABLE = {"pattern": r"^[^\u0000]*$"}
CLOSER: dict[tuple[str, str], Json] = {
    ("SyncRequest", "cursor"): {"pattern": r"^([0-9a-f]{16}\.(0|[1-9][0-9]{0,17}))?$"},
    ("SyncRequest", "changes"): {"items": {"$ref": "#/components/schemas/Record"}},
    ("SessionRecord", "deleted"): {"type": None, "const": False},
    ("CheckRecord", "deleted"): {"type": None, "const": False},
    ("PlanRecord", "deleted"): {"type": None, "const": False},
    ("Tombstone", "deleted"): {"type": None, "const": True},
    ("Session", "started_at"): {"pattern": TIME},
    ("Session", "ended_at"): {"pattern": TIME},
    ("Session", "note"): STORABLE,
    ("Check", "at"): {"pattern": TIME},
    ("Check", "note"): STORABLE,
    ("Score", "text"): STORABLE,
    ("PlanItem", "days"): {"uniqueItems": True},
    ("Plan", "given_by"): STORABLE,
    ("Plan", "words"): STORABLE,
    ("Plan", "activities"): {
        "items": {"type": "string", "minLength": 1, "maxLength": 80} | STORABLE,
        "uniqueItems": True,
    },
    ("Set", "seconds"): {"anyOf": None, "type": "number", "minimum": 0, "maximum": 86400},
}
"""Where the document says more than the types: the server looks at the rest by itself."""


def test_it_is_openapi() -> None:
    SCHEMA.validate()


def test_it_names_every_address_and_method_and_no_other(app: Flask) -> None:
    described = {(each.method, each.path) for each in operations()}
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(("/api/", "/healthz"))]
    actual = {
        (method, re.sub(r"<(\w+)>", r"{\1}", rule.rule))
        for rule in rules
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
    }
    assert described == actual


def test_every_error_has_its_code_and_every_code_its_error() -> None:
    codes = {status: code for status, (code, _) in errors.MESSAGES.items()} | {409: "resync"}
    found: dict[int, str] = {}
    for each in operations():
        for status, response in each.described["responses"].items():
            if int(status) >= 400 and each.path != "/healthz":
                schema = resolve(response)["content"]["application/json"]["schema"]
                assert schema["allOf"][0] == {"$ref": "#/components/schemas/Error"}
                described = schema["allOf"][1]["properties"]["error"]["properties"]["code"]
                code, *others = [described["const"]] if "const" in described else described["enum"]
                assert set(others) <= {"unreadable_cookie"}
                assert found.setdefault(int(status), code) == code
    assert found == {status: code for status, code in codes.items() if status != 405}


def test_all_that_is_declared_is_used() -> None:
    text = json.dumps(DOCUMENT)
    for kind in ("schemas", "responses", "headers"):
        for name in DOCUMENT["components"][kind]:
            assert f'"#/components/{kind}/{name}"' in text, name


def media_types() -> Iterator[tuple[str, Json]]:
    for each in operations():
        bodies = {"request": each.described.get("requestBody", {}), **each.described["responses"]}
        for name, body in bodies.items():
            for content in resolve(body).get("content", {}).values():
                yield f"{each.method} {each.path} {name}", content


EXAMPLES = [pytest.param(content, id=name) for name, content in media_types() if "example" in content]


@pytest.mark.parametrize("content", EXAMPLES)
def test_every_example_is_valid(content: Json) -> None:
    validator(content["schema"]).validate(content["example"])


def test_every_json_body_that_is_sent_has_an_example() -> None:
    for name, content in media_types():
        assert "example" in content or not name.endswith("request"), name


def declared(type_: type) -> Json:
    """The schema that msgspec makes of a type, in the words of the document."""
    _, found = msgspec.json.schema_components([type_], ref_template="#/components/schemas/{name}")
    schema: Json = written(found[type_.__name__])
    for (of, name), closer in CLOSER.items():
        if TYPES[of] is type_:
            both = {**schema["properties"][name], **closer}
            schema["properties"][name] = {key: value for key, value in both.items() if value is not None}
    return schema


def written(schema: Any) -> Any:
    if isinstance(schema, list):
        return [written(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: written(value) for key, value in schema.items() if key not in ("title", "description", "default")}
    if isinstance(pattern := kept.get("pattern"), str):
        kept["pattern"] = re.sub(r"\A\\A(.*)\\Z\Z", r"^\1$", pattern).replace(r"\ud800-\udfff", "")
    if kept.get("required") == []:
        del kept["required"]
    return kept


def described(name: str) -> Json:
    """A schema of the document, with what it refers to in its place, but for other types of the server."""

    def inlined(part: Any) -> Any:
        if isinstance(part, list):
            return [inlined(each) for each in part]
        if not isinstance(part, dict):
            return part
        reference = part.get("$ref", "").removeprefix("#/components/schemas/")
        if reference and reference not in {*TYPES, "Record"}:
            return inlined(resolve(part))
        return {key: inlined(value) for key, value in part.items()}

    found: Json = written(inlined(DOCUMENT["components"]["schemas"][name]))
    return found


@pytest.mark.parametrize("name", TYPES)
def test_a_schema_is_what_the_server_reads_by(name: str) -> None:
    assert described(name) == declared(TYPES[name])


@examples(300)
@given(nearly_valid())
def test_the_server_takes_what_the_schema_allows_and_nothing_else(request: Any) -> None:
    changes = request.get("changes")
    for change in changes if isinstance(changes, list) else []:
        agree(change)


@examples(50)
@given(SCHEMA["/api/sync"]["POST"].as_strategy())
def test_the_server_takes_what_is_made_by_the_schema(case: Any) -> None:
    for change in case.body["changes"]:
        agree(change)


def agree(change: Any) -> None:
    problem = problem_of(change)
    try:
        allowed = component("Record").is_valid(json.loads(json.dumps(change)))
    except UnicodeEncodeError:  # half a surrogate pair
        allowed = False
    if allowed:
        assert problem == "" or is_beyond_schemas(change, problem), problem
    else:
        assert problem


def is_beyond_schemas(change: Any, problem: str) -> bool:
    """Whether it is a rule that the document tells in words."""
    field = problem.split()[0].removeprefix("data.")
    if problem.endswith(fields.TIME_DESCRIPTION):
        return bool(fields.TIME.match(str(change["data"][field])))  # of no calendar or clock
    return problem.endswith((plan.DAYS, fields.DAY_DESCRIPTION, "those before it")) or any(
        words in problem for words in ("must not be before", "at most 24 hours", "must have at least one of")
    )
