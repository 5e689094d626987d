"""The FHIR bundle of a report: static/js/report/fhir.js, run by Node and validated as R4B by fhir.resources.

What R4 has otherwise than R4B is checked by hand: of the resources here, R4B changed none, so every element must be one
that R4 defines. docs/fhir.md says where the codes come from.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
import pytest
from fhir.resources.R4B.bundle import Bundle

from ..browser.logbook import NOW
from ..browser.months import a_month, day, felt, planned, practised

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = Path(__file__).parent / "support" / "bundle.mjs"

# https://hl7.org/fhir/R4/datatypes.html
R4_DATE_TIME = re.compile(
    r"([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?"
)
R4_STRING = re.compile(r"[ \r\n\t\S]+")
TIMES = {"start", "end", "effectiveDateTime", "authored", "timestamp"}
R4_ELEMENTS = {
    "Patient": set(),
    "Observation": {
        "identifier", "status", "category", "code", "subject", "effectiveDateTime", "effectivePeriod", "performer",
        "valueQuantity", "valueCodeableConcept", "valueString", "note", "method", "hasMember", "component", "extension",
    },
    "CarePlan": {"identifier", "status", "intent", "subject", "period", "author", "activity", "note"},
    "Questionnaire": {"url", "title", "status", "subjectType", "item"},
    "QuestionnaireResponse": {"questionnaire", "status", "subject", "authored", "source", "item"},
}  # fmt: skip
VALUES = {
    "Observation": {"final"},
    "CarePlan": {"active", "revoked", "completed", "unknown"},
    "Questionnaire": {"active"},
    "QuestionnaireResponse": {"completed"},
}
CODES = {
    ("http://loinc.org", "73985-4"): "Exercise activity",
    ("http://loinc.org", "55411-3"): "Exercise duration",
    ("http://loinc.org", "72514-3"): "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    ("http://snomed.info/sct", "307166007"): "Before exercise",
    ("http://snomed.info/sct", "255214003"): "After exercise",
    ("http://terminology.hl7.org/CodeSystem/observation-category", "activity"): "Activity",
    ("http://terminology.hl7.org/CodeSystem/observation-category", "survey"): "Survey",
    ("http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes", "PAPanel"): "Physical Activity Panel",
    ("http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes", "PhysicalActivity"): "Physical Activity",
}
UNITS = {"min", "deg", "{score}", "{repetition}"}

Resource = dict[str, Any]


def bundle_of(*records: Any, weeks: int = 4, notes: tuple[str, ...] = (), now: str = NOW) -> Resource:
    given = json.dumps({"records": records, "weeks": weeks, "now": now, "notes": notes})
    done = subprocess.run([NODE, SCRIPT], input=given, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    bundle: Resource = json.loads(done.stdout)
    return bundle


def resources(bundle: Resource, kind: str = "Observation") -> list[Resource]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def coded(bundle: Resource, code: str) -> list[Resource]:
    return [one for one in resources(bundle) if one["code"].get("coding", [{}])[0].get("code") == code]


def values(tree: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no object or array, with the name of its element."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from values(value, key)
    elif isinstance(tree, list):
        assert tree, f"{name} is an empty array"
        for value in tree:
            yield from values(value, name)
    else:
        yield name, tree


def codings(tree: Any) -> Iterator[Resource]:
    if isinstance(tree, dict):
        yield from tree.get("coding", [])
        for value in tree.values():
            yield from codings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from codings(value)


def check_as_r4(bundle: Resource) -> None:
    """What the validator for R4B does not see, or what R4 has otherwise."""
    names = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(names)) == len(names)
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        assert set(resource) - {"resourceType"} <= R4_ELEMENTS[kind], kind
        assert resource.get("status") in VALUES.get(kind, {None})
    for name, value in values(bundle):
        assert value is not None
        if name in TIMES:
            assert R4_DATE_TIME.fullmatch(value), value
        if name == "reference":
            assert value in names
        if isinstance(value, str):
            assert R4_STRING.fullmatch(value), (name, value)
            assert value.strip(), name
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", value)
    for one in codings(bundle):
        assert CODES[one["system"], one["code"]] == one.get("display")
    for observation in resources(bundle):
        for part in (observation, *observation.get("component", ())):
            if quantity := part.get("valueQuantity"):
                assert quantity["system"] == "http://unitsofmeasure.org"
                assert quantity["code"] in UNITS


def test_a_month_is_a_valid_bundle_in_which_all_that_was_recorded_is_found() -> None:
    bundle = bundle_of(*a_month())
    assert Bundle.model_validate_json(json.dumps(bundle)).type == "collection"
    check_as_r4(bundle)
    assert len(coded(bundle, "PAPanel")) == 9
    assert [one["valueQuantity"]["value"] for one in coded(bundle, "55411-3")][:2] == [3, 3]
    assert {one["valueCodeableConcept"]["text"] for one in coded(bundle, "73985-4")} == {"Title of hip-hinge"}
    assert len(resources(bundle, "QuestionnaireResponse")) == 3
    assert len(resources(bundle, "Questionnaire")) == 1
    assert len(resources(bundle, "CarePlan")) == 1


def test_a_validator_that_takes_everything_would_be_noticed() -> None:
    broken = bundle_of(*a_month())
    resources(broken)[0]["status"] = None
    del resources(broken)[0]["code"]
    with pytest.raises(ValueError, match="code"):
        Bundle.model_validate_json(json.dumps(broken))


def test_nobody_is_named_and_no_two_files_share_a_patient() -> None:
    bundle = bundle_of(*a_month())
    assert resources(bundle, "Patient") == [{"resourceType": "Patient"}]
    (patient,) = [entry["fullUrl"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Patient"]
    subjects = {one["resource"]["subject"]["reference"] for one in bundle["entry"] if "subject" in one["resource"]}
    assert subjects == {patient}


def test_pain_tells_when_and_how_it_was_asked() -> None:
    one = practised(2, pain_before=0, pain_after=3)
    bundle = bundle_of(one, felt(1, session=one["id"], pain=2), felt(0, pain=7))
    told = [
        (
            pain["effectiveDateTime"],
            pain["valueQuantity"]["value"],
            pain.get("extension", [{}])[0].get("valueCodeableConcept", {}).get("coding", [{}])[0].get("display"),
            [note["text"] for note in pain.get("note", ())],
        )
        for pain in coded(bundle, "72514-3")
    ]
    assert told == [
        (f"{day(2)}T18:00:00.000+01:00", 0, "Before exercise", []),
        (f"{day(2)}T18:04:00.000+01:00", 3, "After exercise", []),
        (f"{day(1)}T08:00:00.000+01:00", 2, None, ["next-day"]),
        (f"{day(0)}T08:00:00.000+01:00", 7, None, []),
    ]
    assert {pain["method"]["text"] for pain in coded(bundle, "72514-3")} == {"asked"}


def test_what_was_not_answered_is_not_there() -> None:
    bundle = bundle_of(practised(2, pain_before=None, pain_after=None))
    check_as_r4(bundle)
    assert coded(bundle, "72514-3") == []


def test_a_set_tells_its_side_its_counter_and_its_correction() -> None:
    sets = [{"side": "left", "reps": 0, "target": None, "seconds": 0, "counter": "pace", "counted": 9}]
    bundle = bundle_of(practised(2, sets=sets))
    check_as_r4(bundle)
    Bundle.model_validate_json(json.dumps(bundle))
    (reps,) = [one for one in resources(bundle) if one["code"].get("text") == "reps"]
    assert reps["valueQuantity"]["value"] == 0
    assert reps["method"]["text"] == "pace"
    parts = {part["code"]["text"]: part for part in reps["component"]}
    assert parts["side"]["valueCodeableConcept"] == {"text": "left"}
    assert parts["counted"]["valueQuantity"]["value"] == 9
    assert "target" not in parts
    assert coded(bundle, "55411-3") == [], "no time was measured"


def test_only_chosen_notes_go_along() -> None:
    kept, given = practised(3, note="mine alone"), practised(2, note="for her")
    check, other = felt(1, note="a word"), felt(1, pain=3, note="a secret")
    bundle = bundle_of(kept, given, check, other, notes=(given["id"], check["id"]))
    check_as_r4(bundle)
    text = json.dumps(bundle)
    assert "for her" in text
    assert "a word" in text
    assert "mine alone" not in text
    assert "a secret" not in text


@pytest.mark.parametrize(
    ("written", "in_fhir"),
    [
        ("2026-11-20t18:00:00z", "2026-11-20T18:00:00Z"),
        ("2026-11-20T18:00:00.123456789+05:45", "2026-11-20T18:00:00.123456789+05:45"),
        ("2026-11-20T18:00:00.500-14:00", "2026-11-20T18:00:00.500-14:00"),
        ("2026-11-20T18:00:00.000+23:59", "2026-11-19T18:01:00.000+00:00"),
    ],
)
def test_moments_keep_the_offset_of_the_phone_that_fhir_knows(written: str, in_fhir: str) -> None:
    bundle = bundle_of(practised(2, started_at=written, ended_at=written))
    check_as_r4(bundle)
    Bundle.model_validate_json(json.dumps(bundle))
    assert coded(bundle, "PAPanel")[0]["effectivePeriod"]["start"] == in_fhir


def test_text_that_fhir_does_not_take_is_mended() -> None:
    scored = [{"text": " ", "score": 3}, {"text": "a\u000bb\u0085c", "score": 0}]
    note = practised(2, note="\u0007\u000c")
    plan = planned(20, words="\u001b", given_by=" ", activities=[" "])
    bundle = bundle_of(felt(1, activities=scored), note, plan, notes=(note["id"],))
    check_as_r4(bundle)
    Bundle.model_validate_json(json.dumps(bundle))
    items = resources(bundle, "QuestionnaireResponse")[0]["item"]
    assert [item["item"][0]["answer"][0]["valueString"] for item in items] == ["?", "abc"]
    assert [item["item"][1]["answer"][0]["valueInteger"] for item in items] == [3, 0]


def test_a_plan_tells_its_days_its_dose_and_who_gave_it() -> None:
    plans = [
        planned(27, ended_on=day(20), review_on=day(10)),
        planned(20, ended_on=day(10), review_on=day(10)),
        planned(10, ended_on=day(5)),
        planned(5, (2, 7), given_by="A. Example", words="Slowly.", activities=["socks", "shoes"], review_on=day(-9)),
    ]
    bundle = bundle_of(*plans)
    check_as_r4(bundle)
    Bundle.model_validate_json(json.dumps(bundle))
    found = {one["period"]["start"]: one for one in resources(bundle, "CarePlan")}
    assert [found[day(ago)]["status"] for ago in (27, 20, 10, 5)] == ["revoked", "completed", "unknown", "active"]
    last = found[day(5)]
    assert last["author"] == {"display": "A. Example"}
    assert last["note"] == [{"authorString": "A. Example", "text": "Slowly."}, {"text": "again socks; shoes"}]
    detail = last["activity"][0]["detail"]
    assert detail["scheduledTiming"]["repeat"]["dayOfWeek"] == ["tue", "sun"]
    assert detail["scheduledTiming"]["repeat"]["boundsPeriod"] == {"start": day(5), "end": day(-9)}
    assert detail["description"] == "dose 15 1 100%"


def test_nothing_recorded_is_a_bundle_too() -> None:
    bundle = bundle_of(weeks=12)
    Bundle.model_validate_json(json.dumps(bundle))
    check_as_r4(bundle)
    assert len(bundle["entry"]) == 1
