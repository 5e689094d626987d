"""What checks and plans may hold: "Records" of docs/sync.md."""

from typing import Any

import pytest

from ..support.phones import Envelope, Phone, assert_converged, check, plan, record, session, tombstone
from .sentences import covers
from .test_records import rejects, takes

ID = "0193537e-6f77-7000-8000-00000000000a"
ITEM = plan()["data"]["items"][0]
SILENT: Envelope = {"pain": None, "activities": [], "tilts": [], "note": ""}


def items(*changes: Envelope) -> list[Envelope]:
    return [{**ITEM, "guide": f"guide-{at}", **each} for at, each in enumerate(changes)]


@covers("Version 2 adds check, plan")
def test_kinds_and_optional_fields_of_version_2_travel_beside_what_version_1_had(phone: Phone, tablet: Phone) -> None:
    new = session(effort=4, plan=ID)
    new["sets"][0] |= {"counted": 16, "tilts": [40, None], "hips": [80], "knees": [20]}
    for made in (record(), record(data=new), check(), plan()):
        phone.edit(made["id"], 1, kind=made["kind"], data=made["data"])
    tablet.sync()
    phone.sync()
    tablet.sync()
    changed = next(id for id, each in tablet.records.items() if each["kind"] == "plan")
    tablet.edit(changed, 5, kind="plan", data=plan(ended_on="2026-12-24")["data"])
    gone = next(id for id, each in phone.records.items() if each["kind"] == "check")
    phone.edit(gone, 5, kind="check", deleted=True, data=None)
    assert_converged(phone, tablet)


@covers("at | RFC 3339")
def test_a_check_has_a_time_with_its_offset(phone: Phone) -> None:
    takes(phone, *(check(at=at) for at in ("2026-11-23t08:15:00z", "2024-02-29T23:30:00.123456789-12:00")))
    wrong = ("2026-11-23", "2026-11-23T08:15:00", "2026-02-29T08:15:00Z", "2026-11-23T24:00:00Z", None, 1)
    rejects(phone, "data.at", *(check(at=at) for at in wrong))


@covers("session | UUID or null")
def test_a_check_may_look_back_on_a_practice(phone: Phone) -> None:
    takes(phone, check(session=None), check(session=ID))
    rejects(phone, "data.session", *(check(session=id) for id in ("", ID.upper(), 1)))


@covers("pain | integer 0-10 or null")
def test_pain_of_a_check_is_a_numeric_rating_or_nothing(phone: Phone) -> None:
    takes(phone, *(check(pain=pain) for pain in (0, 10, None)))
    rejects(phone, "data.pain", *(check(pain=pain) for pain in (-1, 11, 2.5, "3", False)))


@covers("activities | array, 0-5 | of {text, score}")
def test_a_check_scores_up_to_five_activities(phone: Phone) -> None:
    def scored(*scores: Any) -> Envelope:
        return check(activities=list(scores))

    one: Envelope = {"text": "socks", "score": 0}
    takes(phone, scored(), scored(*[one] * 5), scored(one | {"score": 10}), scored(one | {"text": "🦵" * 80}))
    rejects(phone, "data.activities", scored(*[one] * 6), check(activities=None))
    rejects(phone, "data.activities[0]", scored("socks"), scored({**one, "more": 1}), scored({"text": "socks"}))
    rejects(phone, "data.activities[0].text", *(scored({**one, "text": text}) for text in ("", "x" * 81, None)))
    rejects(phone, "data.activities[1].score", *(scored(one, {**one, "score": score}) for score in (-1, 11, 0.5, None)))


@covers("tilts | array, 0-10")
def test_a_check_holds_the_bows_of_a_retest(phone: Phone) -> None:
    takes(phone, check(tilts=[]), check(tilts=[0, 180] * 5))
    rejects(phone, "data.tilts", check(tilts=[1] * 11), check(tilts=None))
    rejects(phone, "data.tilts[1]", *(check(tilts=[1, tilt]) for tilt in (-1, 181, 1.5, None)))


@covers("At least one of pain, activities", "A note of spaces says something")
def test_a_check_says_something(phone: Phone) -> None:
    said: Envelope = {"pain": 0, "activities": check()["data"]["activities"], "tilts": [0], "note": " "}
    takes(phone, *(check(**(SILENT | {name: value})) for name, value in said.items()))
    rejects(phone, "data must have at least one of", check(**SILENT), check(**SILENT, session=ID))


@covers("items | array, 1-6", "items[].guide", "items[].reps", "items[].rounds", "items[].tempo")
def test_items_of_a_plan_are_within_their_limits(phone: Phone) -> None:
    takes(phone, plan(items=items({})), plan(items=items(*[{}] * 6)))
    takes(phone, *(plan(items=items({"reps": reps, "rounds": rounds, "tempo": tempo}))
                   for reps, rounds, tempo in ((1, 1, 50), (100, 10, 200))))  # fmt: skip
    rejects(phone, "data.items", plan(items=[]), plan(items=items(*[{}] * 7)), plan(items=None))
    for name, wrong in {
        "guide": ("", "x" * 65, "Hip", None), "reps": (0, 101, 1.5, None), "rounds": (0, 11, None),
        "tempo": (49, 201, "100", None), "weight": (5,),
    }.items():  # fmt: skip
        rejects(phone, f"data.items[1].{name}", *(plan(items=items({}, {name: value})) for value in wrong))
    rejects(phone, "data.items[1].guide must be another", plan(items=items({"guide": "a"}, {"guide": "a"})))


@covers("items[].days")
def test_days_of_an_item_are_distinct_and_ascending(phone: Phone) -> None:
    takes(phone, *(plan(items=items({"days": days})) for days in ([1], [7], [2, 4], [1, 2, 3, 4, 5, 6, 7])))
    wrong: list[Any] = [[], [1, 1], [2, 1], [0], [8], [1, 2, 3, 4, 5, 6, 7, 7], ["1"], None]
    rejects(phone, "data.items[0].days", *(plan(items=items({"days": days})) for days in wrong))


@covers("starts_on, review_on, ended_on", "A day is one of the calendar")
def test_a_plan_ends_and_is_looked_back_on_no_sooner_than_it_starts(phone: Phone) -> None:
    takes(phone, plan(review_on=None, ended_on=None), plan(review_on="2026-11-30", ended_on="2026-11-30"))
    takes(phone, plan(starts_on="2024-02-29"), plan(starts_on="0001-01-01", ended_on="9999-12-31"))
    for name in ("starts_on", "review_on", "ended_on"):
        for day in ("", "2026-2-1", "2026-02-29", "0000-01-01", "2026-11-30T00:00:00Z", "20261130", 1):
            rejects(phone, f"data.{name}", plan(**{name: day}))
    rejects(phone, "data.starts_on", plan(starts_on=None))
    rejects(phone, "data.review_on", plan(review_on="2026-11-29"))
    rejects(phone, "data.ended_on", plan(ended_on="2026-11-29"))


@covers("remind_at | HH:MM")
def test_a_plan_reminds_at_a_time_of_day(phone: Phone) -> None:
    takes(phone, *(plan(remind_at=time) for time in ("00:00", "23:59", None)))
    rejects(phone, "data.remind_at", *(plan(remind_at=time) for time in ("24:00", "7:30", "07:60", "07:30:00", "", 7)))


@covers("activities | array, 0-5 | of distinct strings", "given_by | string", "words | string", "Two texts or guides")
def test_texts_of_a_plan_are_within_their_limits(phone: Phone) -> None:
    takes(phone, plan(activities=[]), plan(activities=["🦵" * 80, "a", "b", "c", "d"]), plan(activities=["a", "A"]))
    takes(phone, plan(given_by="", words=""), plan(given_by="🦵" * 80, words="🦵" * 500))
    rejects(phone, "data.activities", plan(activities=list("abcdef")), plan(activities=None))
    rejects(phone, "data.activities[1]", *(plan(activities=["a", each]) for each in ("", "x" * 81, "a", None)))
    rejects(phone, "data.given_by", plan(given_by="x" * 81), plan(given_by=None))
    rejects(phone, "data.words", plan(words="x" * 501), plan(words=None))


@covers("check > note | string")
def test_the_note_of_a_check_has_at_most_2000_characters(phone: Phone) -> None:
    takes(phone, *(check(note=note) for note in ("", "x" * 2000, "🦵" * 2000)))
    rejects(phone, "data.note", *(check(note=note) for note in ("x" * 2001, "🦵" * 2001, None)))


@covers("Text holds no NUL")
@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "\ude00"])
def test_no_text_holds_what_a_database_may_not_keep(phone: Phone, text: str) -> None:
    rejects(phone, "data.note", record(data=session(note=text)), check(note=text))
    rejects(phone, "data.activities[0].text", check(activities=[{"text": text, "score": 1}]))
    rejects(phone, "data.activities[1]", plan(activities=["a", text]))
    rejects(phone, "data.given_by", plan(given_by=text))
    rejects(phone, "data.words", plan(words=text))


@covers("A field that is missing")
@pytest.mark.parametrize("whole", [check(), plan()], ids=["check", "plan"])
def test_a_field_of_a_check_or_a_plan_is_not_optional_and_none_is_unknown(phone: Phone, whole: Envelope) -> None:
    data = whole["data"]
    sent = [{**whole, "data": {key: value for key, value in data.items() if key != name}} for name in data]
    errors = [each["error"] for each in phone.push(*sent, {**whole, "data": {**data, "mood": 1}})["rejected"]]
    assert errors == [f"data.{name} is missing" for name in data] + ["data.mood is not a field that this server knows"]


def test_one_that_is_deleted_has_no_data(phone: Phone) -> None:
    takes(phone, *(tombstone(each["id"], kind=each["kind"]) for each in (check(), plan())))
    rejects(phone, "data", check() | {"deleted": True}, plan() | {"deleted": True}, check() | {"data": None})


@covers("A device that holds a session")
def test_what_an_older_version_kept_beside_a_session_comes_with_its_next_change(phone: Phone, tablet: Phone) -> None:
    id = record()["id"]
    phone.edit(id, 1)
    assert_converged(phone, tablet)
    changed = session(note="changed", effort=7)
    changed["sets"][0]["tilts"] = [41, None]
    phone.edit(id, 2, data=changed)
    assert_converged(phone, tablet)
    assert tablet.records[id]["data"] == changed
