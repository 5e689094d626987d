"""The history tells the story: practices, checks and plans on one line of time, in pictures, words and numbers."""

import csv
import io
import json
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from ..support.phones import Envelope, check, plan
from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import open_with, practice, reps
from .phone import records
from .test_history_copies import bring_in, report, saved

pytestmark = pytest.mark.no_worker

SOCKS, CAR = "putting on socks", "an hour in the car"
SILENT: dict[str, Any] = {"session": None, "pain": None, "activities": [], "tilts": [], "note": ""}


def answer(day: str, hour: str = "08:15", **changes: Any) -> Envelope:
    """A check that says nothing but `changes`."""
    return check(**{**SILENT, "at": f"{day}T{hour}:00.000+01:00", **changes})


def scores(**by_text: int) -> list[dict[str, Any]]:
    return [{"text": text, "score": score} for text, score in by_text.items()]


def my_plan(starts_on: str, **changes: Any) -> Envelope:
    return plan(**{"starts_on": starts_on, "review_on": None, "activities": [], **changes})


def checks(page: Page) -> Locator:
    return page.get_by_test_id("check")


def open_sheet(line: Locator) -> Locator:
    line.get_by_role("button", name="Edit").click()
    return line.page.get_by_role("dialog")


def data_of(page: Page, record: Envelope) -> Any:
    return next(each["data"] for each in records(page) if each["id"] == record["id"])


def numbers(part: Locator) -> list[list[str]]:
    """What the table of a part says, row by row."""
    part.get_by_text("The numbers").click()
    return [row.locator("th, td").all_inner_texts() for row in part.locator("tbody tr").all()]


def some_weeks() -> list[Envelope]:
    """Twenty practices in forty days, with all that the history tells of them."""
    days = [f"2026-{10 + (day > 31)}-{day - 31 * (day > 31):02}" for day in range(13, 53, 2)]
    practices = [
        practice(day, sets=reps(left=12, right=12), pain_before=7 - n // 4, pain_after=6 - n // 4)
        for n, day in enumerate(days)
    ]
    return [
        *practices,
        my_plan(days[0], ended_on=days[9], activities=[SOCKS, CAR]),
        my_plan(days[9], activities=[SOCKS, CAR], given_by="Dr. Weiss", words="Slowly."),
        *(
            answer(day, "09:00", session=each["id"], pain=5 - n // 4)
            for n, (day, each) in enumerate(zip(days[1:], practices, strict=False))
        ),
        answer(days[0], activities=scores(**{SOCKS: 3, CAR: 5})),
        answer(days[14], activities=scores(**{SOCKS: 7, CAR: 6})),
        answer(days[1], tilts=[38, 41, 40]),
        answer(days[15], tilts=[50, 54, 52]),
    ]


def test_practices_answers_and_plans_stand_under_their_days(device: Device) -> None:
    done = practice("2026-11-19")
    page = open_with(
        device,
        "/history/",
        done,
        answer("2026-11-20", session=done["id"], pain=3, note="<i>stiff</i>"),
        answer("2026-11-20", "07:00", tilts=[48, 52, 51]),
        answer("2026-11-20", "06:00", activities=scores(**{SOCKS: 4, CAR: 10})),
        answer("2026-11-20", "05:00", pain=7),
        answer("2026-11-20", "04:00", note="left for today"),
        my_plan(
            "2026-11-20",
            given_by="Dr. Weiss",
            words="No rush.",
            items=[{"guide": "hip-hinge", "reps": 12, "rounds": 2, "tempo": 100, "days": [1, 3, 5]}],
        ),
        my_plan("2026-11-01", ended_on="2026-11-20"),
        my_plan("2026-12-01"),
    )
    days = page.locator(".log-day")
    expect(days.locator("h2")).to_have_text(["Friday 20 November", "Thursday 19 November", "Sunday 1 November"])
    lines = days.first.locator(".session")
    expect(lines.locator("h3")).to_have_text(
        [
            "The next day",
            "How far you hinge",
            "What you want to do again",
            "How your back was",
            "Note",
            "A plan begins",
            "A plan ends",
        ],
        use_inner_text=True,
    )
    expect(lines.nth(0)).to_contain_text("pain 3 after Foam-roller deadlift, 19 Nov")
    expect(lines.nth(0).locator(".session-note")).to_have_text("<i>stiff</i>")
    expect(lines.nth(1)).to_contain_text("48° · 52° · 51°")
    expect(lines.nth(2).get_by_role("listitem")).to_have_text([f"{SOCKS} 4", f"{CAR} 10"])
    expect(lines.nth(5)).to_contain_text("Hip hinge: 2 × 12, Mon Wed Fri")
    expect(lines.nth(5)).to_contain_text("From Dr. Weiss")
    expect(lines.nth(6).get_by_text("From Dr. Weiss")).to_be_hidden()
    expect(page.get_by_test_id("session")).to_have_count(1)
    expect(page.get_by_test_id("session")).to_have_attribute("data-id", done["id"])


def test_answers_and_plans_count_for_nothing_as_practices(device: Device) -> None:
    page = open_with(device, "/history/", answer("2026-11-20", pain=3), my_plan("2026-11-19"))
    expect(page.get_by_role("heading", name="Friday 20 November")).to_be_visible()
    for row in page.locator(".totals tbody tr").all():
        expect(row.locator("td").first).to_have_text("0")
    expect(page.locator(".month .practised")).to_have_count(0)
    expect(page.get_by_role("link", name="Practise now")).to_be_hidden()


def test_pain_of_the_next_day_belongs_to_its_practice(device: Device) -> None:
    first, last = (
        practice("2026-11-01", pain_before=6, pain_after=7),
        practice("2026-11-20", pain_before=2, pain_after=1),
    )
    page = open_with(
        device,
        "/history/",
        first,
        last,
        answer("2026-11-02", session=first["id"], pain=5),
        answer("2026-11-21", session=last["id"], pain=4),
        answer("2026-11-10", pain=10),
        my_plan("2026-11-01", ended_on="2026-11-10"),
        my_plan("2026-11-10"),
    )
    figure = page.locator(".pain-line")
    expect(figure.locator(".pain-next")).to_have_count(2)
    expect(figure.locator(".pain-after")).to_have_count(2)
    expect(figure.locator(".plan-span")).to_have_count(2)
    expect(figure.locator("[data-trend]")).to_be_hidden()  # two practices are no trend
    expect(figure.get_by_text("On the next day, no more than before the practice: 1 of 2 times.")).to_be_visible()
    assert numbers(figure) == [["20 Nov", "1", "2", "1", "4"], ["1 Nov", "1", "6", "7", "5"]]


def test_the_scores_of_activities_are_told_then_and_now(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        my_plan("2026-11-01", activities=[SOCKS, CAR, "gardening", "sitting"]),
        answer("2026-11-01", activities=scores(**{SOCKS: 3, CAR: 5, "an old one": 4})),
        answer("2026-11-15", activities=scores(**{SOCKS: 6, CAR: 4, "gardening": 2, "an old one": 2})),
    )
    part = page.get_by_role("region", name="What you want to do again")
    expect(part.get_by_role("listitem")).to_have_text(
        [
            f"{SOCKS} 3 at first, 6 now. 3 points better: a large change.",
            f"{CAR} 5 at first, 4 now. One point apart: too little to call it a change.",
            "gardening 2 on 15 Nov. It takes two scores, some time apart, to tell a change.",
            "sitting Not scored yet.",
            "an old one 4 at first, 2 now. 2 points worse: a small change.",
        ],
        use_inner_text=True,
    )
    expect(part.get_by_text("The mean of 2: 4 at first, 5 now. 1 points apart")).to_have_count(0)
    expect(part.get_by_text("The mean of 2: 4 at first, 5 now. One point apart")).to_be_visible()
    expect(part.get_by_role("link", name="Abbott & Schmitt")).to_be_visible()
    assert numbers(part)[0] == ["15 Nov", "an old one", "2"]
    assert len(numbers(part)) == 7


def test_retests_are_told_against_their_error(device: Device) -> None:
    page = open_with(
        device, "/history/", answer("2026-11-01", tilts=[48, 52, 51]), answer("2026-11-15", tilts=[55, 58, 57])
    )
    part = page.get_by_role("region", name="How far you hinge")
    expect(part.get_by_text("Best of each time: 52° at first, 58° now.")).to_be_visible()
    expect(part.get_by_text("6° apart: that may be measurement error alone.")).to_be_visible()
    assert numbers(part) == [["15 Nov", "55° · 58° · 57°", "58°"], ["1 Nov", "48° · 52° · 51°", "52°"]]


def test_a_check_is_changed_in_its_sheet(device: Device) -> None:
    asked = answer("2026-11-20", activities=scores(**{SOCKS: 4, CAR: 5}))
    page = open_with(device, "/history/", asked)
    sheet = open_sheet(checks(page))
    expect(sheet.get_by_role("heading")).to_have_accessible_name("What you want to do again")
    sheet.get_by_label(CAR).fill("11")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(sheet.get_by_role("alert")).to_have_text("Enter a whole number from 0 to 10.")
    sheet.get_by_label(CAR).fill("8")
    sheet.get_by_label("Note").fill("in the rain")
    sheet.get_by_label("Day").fill("2026-11-19")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("heading", name="Thursday 19 November")).to_be_visible()
    expect(checks(page).get_by_role("listitem")).to_have_text([f"{SOCKS} 4", f"{CAR} 8"])
    assert data_of(page, asked) == {
        **asked["data"],
        "at": "2026-11-19T08:15:00.000+01:00",
        "activities": scores(**{SOCKS: 4, CAR: 8}),
        "note": "in the rain",
    }


def test_the_bends_of_a_retest_by_camera_are_no_words_of_the_person(device: Device) -> None:
    seen = answer("2026-11-20", tilts=[85, 80], note="tired\n📷 85°/15° · 80°/5°")
    page = open_with(device, "/history/", seen)
    expect(checks(page).locator("[data-part=knees]")).to_have_text("by camera, knees 15° · 5°")
    expect(checks(page).locator(".session-note")).to_have_text("tired")
    sheet = open_sheet(checks(page))
    expect(sheet.get_by_label("Note")).to_have_value("tired")
    expect(sheet.get_by_text("by camera, knees 15° · 5°")).to_be_visible()
    sheet.get_by_label("Note").fill("")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(checks(page).locator(".session-note")).to_be_hidden()
    assert data_of(page, seen) == {**seen["data"], "note": "📷 85°/15° · 80°/5°"}


def test_a_check_of_which_nothing_would_be_left_is_not_saved(device: Device) -> None:
    asked = answer("2026-11-20", pain=3)
    page = open_with(device, "/history/", asked)
    sheet = open_sheet(checks(page))
    sheet.get_by_label("Pain").select_option("")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(sheet.get_by_role("alert")).to_have_text("Nothing would be left of it. Delete it, or cancel.")
    assert data_of(page, asked) == asked["data"]


def test_a_deleted_check_comes_back_with_undo(device: Device) -> None:
    asked = answer("2026-11-20", pain=3)
    page = open_with(device, "/history/", asked, practice())
    open_sheet(checks(page)).get_by_role("button", name="Delete this").click()
    expect(checks(page)).to_have_count(0)
    expect(page.get_by_text("Deleted: How your back was, 20 Nov")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(checks(page).get_by_role("button", name="Edit")).to_be_focused()
    assert data_of(page, asked) == asked["data"]


def test_a_check_with_a_date_that_has_not_come_stands_apart_and_can_be_set_right(device: Device) -> None:
    page = open_with(device, "/history/", practice(), answer("2036-01-01", pain=3))
    ahead = page.locator("[data-log-ahead]")
    expect(ahead.get_by_test_id("check")).to_have_attribute("data-future", "")
    expect(page.get_by_role("link", name="One entry bears a date that has not come")).to_be_visible()
    sheet = open_sheet(checks(page))
    sheet.get_by_label("Day").fill("2026-11-20")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Friday 20 November")).to_be_visible()
    expect(ahead).to_be_hidden()


def test_the_sheet_of_a_practice_tells_what_was_measured_of_each_set(device: Device) -> None:
    sets = [
        {**one, "tilts": tilts, **more}
        for one, tilts, more in zip(
            reps(left=3, right=3) * 2,
            ([50, None, 55], [48, 49, 51], [44, 43, 47], [None, None, None]),
            ({}, {"hips": [80, 82, 81], "knees": [20, None, 18]}, {}, {}),
            strict=False,
        )
    ]
    page = open_with(device, "/history/", practice(sets=sets, effort=5))
    sheet = open_sheet(page.get_by_test_id("session"))
    lines = sheet.locator("[data-sets] > label")
    assert [text.split("\n") for text in lines.all_inner_texts()] == [
        ["Left 1", "Tilted: 50° to 55°"],
        ["Right 1", "Tilted: 48° to 51°", "Hips: 80° to 82°", "Knees: 18° to 20°"],
        ["Left 2", "Tilted: 43° to 47°"],
        ["Right 2"],
    ]
    expect(sheet.locator("[data-effort='5']")).to_be_visible()


def test_a_copy_and_the_tables_hold_checks_and_plans(device: Device, new_device: NewDevice) -> None:
    done = practice("2026-11-19")
    asked = answer("2026-11-20", session=done["id"], pain=3, activities=scores(**{"=1+1": 4, CAR: 8}))
    planned = my_plan("2026-11-01", activities=[SOCKS], given_by="+Weiss")
    page = open_with(device, "/history/", done, asked, planned)
    _, copy = saved(page, "Save a copy")
    assert {each["id"]: each for each in json.loads(copy)["records"]} == {
        each["id"]: each for each in (done, asked, planned)
    }
    second = open_with(new_device(), "/history/")
    bring_in(second, copy)
    expect(report(second)).to_have_text("3 new, 0 changed, 0 already here.")
    expect(checks(second)).to_have_count(1)

    name, table = saved(page, "Save a table of answers")
    assert name == "hinge-checks-2026-11-22.csv"
    first, last = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert (first["Kind"], first["Practised on"], first["Pain"]) == ("The next day", "2026-11-19", "3")
    assert [(row["Activity"], row["Score"]) for row in (first, last)] == [("'=1+1", "4"), (CAR, "8")]
    name, table = saved(page, "Save a table of plans")
    assert name == "hinge-plans-2026-11-22.csv"
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert (row["First day"], row["Exercise"], row["Days"]) == ("2026-11-01", "Hip hinge", "Mon Wed Fri")
    assert (row["Activities"], row["Given by"]) == (SOCKS, "'+Weiss")


def test_days_to_come_look_different_in_the_month(device: Device) -> None:
    page = open_with(device, "/history/", practice("2026-11-20"))
    month = page.get_by_role("table", name="November 2026")
    expect(month).to_be_visible()  # without a press
    expect(month.locator("[aria-current='date']")).to_have_text("22", use_inner_text=True)
    expect(month.locator(".to-come")).to_have_text([str(day) for day in range(23, 31)], use_inner_text=True)
    size = "cell => [getComputedStyle(cell.firstElementChild).fontSize, getComputedStyle(cell.firstElementChild).color]"
    past, future = (month.get_by_role("cell", name=day, exact=True).evaluate(size) for day in ("21", "23"))
    assert past[0] != future[0]
    assert past[1] != future[1]


HOSTILE = ["<img src=x onerror=\"document.title='broken'\">", "W" * 80, "🦵" * 80, "לגרוב גרביים", "{n} $&"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "size"), [(320, 100), (320, 200), (1280, 100)])
def test_the_story_keeps_nobody_out(
    new_device: NewDevice, scheme: Literal["light", "dark"], width: int, size: int
) -> None:
    device = new_device(color_scheme=scheme, viewport={"width": width, "height": 800})
    hostile = [
        my_plan("2026-11-20", activities=HOSTILE, given_by="W" * 80, words="W" * 500),
        answer("2026-11-21", activities=[{"text": text, "score": 3} for text in HOSTILE], note="W" * 2000),
    ]
    page = open_with(device, "/history/", *some_weeks(), *hostile)
    expect(page.locator(".pain-line")).to_be_visible()
    page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)
    for part in page.locator(".numbers summary").all():
        part.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    label = page.locator(".pain-line text").first.evaluate("text => text.getBoundingClientRect().height")
    assert label >= 14 * size / 100, "letters in the picture grow with the text"
    found = violations(page)
    open_sheet(checks(page).first)
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.title() != "broken"


def test_a_story_prints_a_month_on_one_page(device: Device) -> None:
    weeks = [
        each for each in some_weeks() if "2026-10-2" not in json.dumps(each) and "2026-10-1" not in json.dumps(each)
    ]
    page = open_with(device, "/history/", *weeks)
    expect(page.locator(".pain-line")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("button, .numbers").and_(page.locator(":visible"))).to_have_count(0)
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_of_thousands_of_records_only_the_latest_are_laid_out(device: Device) -> None:
    def day(n: int) -> str:
        return f"{2021 + n // 400}-{1 + n // 34 % 12:02}-{1 + n % 28:02}"

    practices = [practice(day(n), pain_before=n % 8, pain_after=n % 5) for n in range(2000)]
    answers = [
        answer(
            day(n),
            f"{n % 24:02}:00",
            session=each["id"],
            pain=n % 9,
            activities=scores(**{SOCKS: n % 11}),
            tilts=[n % 90],
        )
        for n, each in enumerate(practices)
    ]
    page = open_with(device, "/history/", *practices, *answers, *(my_plan(day(n)) for n in range(0, 2000, 50)))
    expect(page.locator(".session").first).to_be_visible()
    assert 50 <= page.locator(".session").count() < 100
    assert page.locator(".pain-line circle").count() <= 120
    assert page.locator(".pain-line tbody tr").count() <= 60
    assert page.locator(".then-now tbody tr").count() <= 120
    assert page.evaluate("document.querySelectorAll('.history *').length") < 6000
    page.get_by_role("button", name="Show earlier").click()
    expect(page.locator(".session").nth(99)).to_be_attached()
