"""The history: what a person reads in it, mends in it and takes out of it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, open_with, practice, reps, session_data

pytestmark = pytest.mark.no_worker


def sessions(page: Page) -> Locator:
    return page.get_by_test_id("session")


def edit(line: Locator) -> Locator:
    """Open the sheet of a session."""
    line.get_by_role("button", name="Edit").click()
    return line.page.get_by_role("dialog")


def delete(line: Locator) -> None:
    edit(line).get_by_role("button", name="Delete this practice").click()


def test_an_empty_history_invites_to_practise(device: Device) -> None:
    page = open_with(device, "/history/")
    invitation = page.get_by_role("link", name="Practise now")
    expect(invitation).to_be_visible()
    expect(page.get_by_role("img", name="Wall tap")).to_be_visible()
    expect(page.get_by_role("button", name="Save a copy")).to_be_hidden()
    expect(page.get_by_role("button", name="Open a copy")).to_be_visible()
    invitation.click()
    expect(page).to_have_url(f"{device.server.url}/practice/wall-tap/")


def test_sessions_stand_under_their_days_newest_first(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        practice("2025-12-31", note="last year"),
        practice("2026-11-21", note="the day before"),
        practice("2026-11-22", "07:05", note="morning"),
        practice("2026-11-22", "18:00", note="evening"),
    )
    days = page.locator(".log-day")
    expect(days.locator("h2")).to_have_text(["Today", "Yesterday", "Wednesday, 31 December 2025"])
    expect(days.first.locator("time")).to_have_text(["18:00", "07:05"])
    expect(days.first.locator(".session-note")).to_have_text(["evening", "morning"])


def test_a_session_tells_what_was_done(device: Device) -> None:
    done = practice(sets=reps(left=15, right=11), pain_before=4, pain_after=2, note="<b>Stiff</b> at first")
    page = open_with(device, "/history/", done)
    line = sessions(page)
    for name, value in (
        ("id", done["id"]),
        ("guide", "foam-roller-deadlift"),
        ("reps", "26"),
        ("synced", "false"),
    ):
        expect(line).to_have_attribute(f"data-{name}", value)
    expect(line.get_by_role("heading")).to_have_text("Foam-roller deadlift")
    expect(line.locator(".session-did")).to_contain_text("left 15")
    expect(line.locator(".session-did")).to_contain_text("right 11")
    expect(line.locator(".session-did [data-side='both']")).to_be_hidden()
    expect(line.get_by_text("3 min")).to_be_visible()
    expect(line.locator("[data-pain='both']")).to_have_text("pain 4 before, → 2 after")
    expect(line.locator(".session-note")).to_have_text("<b>Stiff</b> at first")
    expect(line.get_by_text("on this device only")).to_be_visible()


def test_a_moment_is_not_called_a_minute(device: Device) -> None:
    page = open_with(device, "/history/", practice(sets=[{**reps(both=4)[0], "seconds": 59.4}]))
    expect(sessions(page).get_by_text("under a minute")).to_be_visible()
    expect(sessions(page).locator("[data-part='minutes']")).to_be_hidden()
    header = page.get_by_role("table").get_by_role("row").first  # nothing was practised on one side
    expect(header.get_by_role("columnheader")).to_have_text(["practices", "both sides"])
    expect(edit(sessions(page)).get_by_label("Both sides")).to_have_value("4")


def test_a_guide_that_is_not_known_here_is_shown_by_its_slug(device: Device) -> None:
    page = open_with(device, "/history/", practice(guide="a-clinic-s-own"))
    expect(sessions(page).get_by_role("heading")).to_have_text("a-clinic-s-own")


@pytest.mark.parametrize(
    ("before", "after", "words"), [(3, None, "pain 3 before"), (None, 0, "pain 0 after"), (None, None, "")]
)
def test_pain_that_was_not_given_is_not_made_up(
    device: Device, before: int | None, after: int | None, words: str
) -> None:
    page = open_with(device, "/history/", practice(pain_before=before, pain_after=after))
    expect(sessions(page)).to_be_visible()
    shown = sessions(page).locator("[data-pain]").filter(visible=True)
    expect(shown).to_have_text([words] if words else [])


def test_a_session_that_the_server_refused_says_why(device: Device) -> None:
    page = open_with(device, "/history/", practice(), practice("2026-11-21"))
    page.evaluate("""async () => {
      const { openStore } = await import('/static/js/records/store.js');
      await (await openStore()).alter(async (tx, touch) => {
        const records = tx.objectStore('records');
        const [refused, taken] = await records.getAll();
        await records.put({ ...refused, state: 'rejected', reason: { code: 'half_character', field: 'data.note' } });
        await records.put({ ...taken, state: 'taken' });
        touch();
      });
    }""")
    refused = page.get_by_text("not taken by the server: Note: holds half a character")
    expect(refused).to_be_visible()
    expect(
        page.locator("[data-testid='session'][data-synced='true']").get_by_text("synced", exact=True)
    ).to_be_visible()


def test_totals_count_each_side_this_week_and_in_all(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        practice("2026-11-16", sets=reps(left=15, right=11)),  # the Monday
        practice("2026-11-22", sets=reps(both=12)),
        practice("2026-11-15", sets=reps(left=1000, right=200)),  # the Sunday before
    )
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.nth(1).get_by_role("cell")).to_have_text(["2", "15", "11", "12"])
    expect(rows.nth(2).get_by_role("cell")).to_have_text(["3", "1,015", "211", "12"])


def test_pain_and_note_are_edited_and_all_else_stays(device: Device) -> None:
    done = practice(pain_before=4, pain_after=None, note="")
    page = open_with(device, "/history/", done)
    sheet = edit(sessions(page))
    sheet.get_by_role("group", name="Pain before").get_by_label("none given").check()
    sheet.get_by_role("group", name="Pain after").get_by_label("10", exact=True).check()
    sheet.get_by_label("Note").fill("Too heavy\ntoday")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_be_hidden()
    expect(sessions(page).locator("[data-pain='after']")).to_have_text("pain 10 after")
    expect(sessions(page).get_by_role("button", name="Edit")).to_be_focused()
    page.reload()
    expect(sessions(page).locator(".session-note")).to_have_text("Too heavy\ntoday", use_inner_text=True)
    assert session_data(page, done["id"]) == {
        **done["data"],
        "pain_before": None,
        "pain_after": 10,
        "note": "Too heavy\ntoday",
    }


def test_cancelling_or_saving_the_same_changes_nothing(device: Device) -> None:
    done = practice(note="as it was")
    page = open_with(device, "/history/", done)
    sheet = edit(sessions(page))
    sheet.get_by_label("Note").fill("never mind")
    sheet.get_by_role("button", name="Cancel").click()
    expect(sheet).to_be_hidden()
    edit(sessions(page)).get_by_role("button", name="Save").click()
    expect(sheet).to_be_hidden()
    stamp = page.evaluate("""async (id) => {
      const { openStore } = await import('/static/js/records/store.js');
      return (await (await openStore()).entry(id)).record.stamp;
    }""", done["id"])  # fmt: skip
    assert (stamp, session_data(page, done["id"])) == (done["stamp"], done["data"])


def test_an_edit_keeps_what_another_device_changed_meanwhile(device: Device) -> None:
    done = practice(pain_after=None, note="")
    page = open_with(device, "/history/", done)
    sheet = edit(sessions(page))
    sheet.get_by_label("Note").fill("written here")
    add_records(page, {**done, "stamp": 2, "device": "other", "data": {**done["data"], "pain_after": 1}})
    sheet.get_by_role("button", name="Save").click()
    expect(sessions(page).locator(".session-note")).to_have_text("written here")
    assert session_data(page, done["id"]) == {**done["data"], "note": "written here", "pain_after": 1}


def test_a_deleted_session_comes_back_with_undo(device: Device) -> None:
    done, other = practice(note="keep me"), practice("2026-11-20")
    page = open_with(device, "/history/", done, other)
    delete(sessions(page).first)
    expect(sessions(page)).to_have_count(1)
    assert session_data(page, done["id"]) is None
    line = page.get_by_role("status").filter(has_text="Deleted: Foam-roller deadlift")
    expect(line.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sessions(page)).to_have_count(2)
    expect(line.get_by_role("button")).to_have_count(0)
    expect(sessions(page).first.get_by_role("button", name="Edit")).to_be_focused()
    assert session_data(page, done["id"]) == done["data"]


def test_undo_stands_until_it_is_answered(device: Device) -> None:
    page = open_with(device, "/history/", practice())
    delete(sessions(page))
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()  # once it is deleted: to what is under way a minute is too long
    device.context.clock.run_for(60_000)
    expect(undo).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(undo).to_be_hidden()
    expect(page.get_by_role("link", name="Practise now")).to_be_visible()
    expect(page.get_by_role("heading", name="History")).to_be_focused()


def test_a_session_that_another_device_deleted_meanwhile_offers_no_undo(device: Device) -> None:
    done = practice()
    page = open_with(device, "/history/", done)
    sheet = edit(sessions(page))
    add_records(page, {**done, "stamp": 2, "device": "other", "deleted": True, "data": None})
    expect(sessions(page)).to_have_count(0)
    sheet.get_by_role("button", name="Delete this practice").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()


def test_two_tabs_show_the_same_without_a_reload(device: Device) -> None:
    page = open_with(device, "/history/")
    other = device.tab("/history/")
    expect(other.get_by_role("link", name="Practise now")).to_be_visible()
    add_records(page, practice(note="new"))
    for tab in (page, other):
        expect(sessions(tab).locator(".session-note")).to_have_text("new")
    sheet = edit(sessions(other))
    sheet.get_by_label("Note").fill("changed")
    sheet.get_by_role("button", name="Save").click()
    expect(sessions(page).locator(".session-note")).to_have_text("changed")
    delete(sessions(page))
    expect(sessions(other)).to_have_count(0)


def test_a_change_elsewhere_does_not_take_the_focus(device: Device) -> None:
    page = open_with(device, "/history/", practice(), practice("2026-11-20"))
    button = sessions(page).last.get_by_role("button", name="Edit")
    button.focus()
    add_records(page, practice("2026-11-21"))
    expect(sessions(page)).to_have_count(3)
    expect(button).to_be_focused()


def test_of_two_thousand_sessions_only_the_latest_are_laid_out(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        *(practice(f"{2021 + n // 400}-{1 + n // 34 % 12:02}-{1 + n % 28:02}") for n in range(2000)),
    )
    page.reload()
    expect(sessions(page).first).to_be_visible()
    shown = sessions(page).count()
    assert 50 <= shown < 100
    expect(page.get_by_text(f"{2000 - shown:,} earlier practices")).to_be_visible()
    page.get_by_role("button", name="Show earlier").click()
    expect(sessions(page).nth(shown + 49)).to_be_attached()
    expect(page.locator(".log-day h2:focus")).to_be_in_viewport()


def test_a_day_is_the_one_where_it_happened(new_device: NewDevice) -> None:
    page = open_with(new_device(timezone_id="Pacific/Auckland"), "/history/", practice("2026-11-22", "23:30"))
    expect(sessions(page).locator("time")).to_have_text("23:30")
    expect(page.locator(".log-day h2")).to_have_text("Yesterday")  # it is the 23rd in Auckland
    expect(sessions(page).get_by_role("button")).to_have_accessible_name(
        "Edit Foam-roller deadlift, Sunday, 22 November 2026, 23:30"
    )


def test_a_full_phone_keeps_the_sheet_and_what_was_written(device: Device) -> None:
    done = practice(note="before")
    page = open_with(device, "/history/", done)
    sheet = edit(sessions(page))
    sheet.get_by_label("Note").fill("after")
    page.evaluate("""() => {
      IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    }""")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_role("alert")).to_contain_text("could not keep this change")
    expect(sheet.get_by_label("Note")).to_have_value("after")
    assert session_data(page, done["id"])["note"] == "before"


def test_a_newcomer_is_invited_before_any_script_runs(device: Device) -> None:
    early = """() => {
      document.querySelector('[data-history]').dataset.history = 'unknown';
      const [empty, copies] = ['.history-empty', '.copies'].map((one) => document.querySelector(one));
      empty.hidden = false;
      return [empty.checkVisibility(), copies.checkVisibility({ visibilityProperty: true })];
    }"""
    device.open("/history/")
    page = device.page
    expect(page.locator("[data-history]")).to_have_attribute("data-history", "none")
    assert page.evaluate(early) == [True, True]
    open_with(device, "/history/", practice())
    expect(page.get_by_test_id("session")).to_have_count(1)
    page.reload()
    expect(page.get_by_test_id("session")).to_have_count(1)
    assert page.evaluate(early) == [False, False]


def test_a_note_that_another_device_replaced_is_told_and_put_back(device: Device) -> None:
    kept, other = practice(note="too low"), practice("2026-11-21", note="on the stairs")
    page = open_with(device, "/history/", kept, other)
    page.evaluate(
        """async (lost) => {
          const { openStore } = await import('/static/js/records/store.js');
          await (await openStore()).set('lost-notes', lost);
        }""",
        {kept["id"]: "hurt on the left", other["id"]: "rain"},
    )
    page.reload()
    told = page.get_by_role("region", name="Another device changed a note")
    expect(told.get_by_role("listitem")).to_have_count(2)
    assert violations(page) == []
    told.get_by_role("listitem").filter(has_text="hurt on the left").get_by_role("button", name="Add it").click()
    expect(told.get_by_role("listitem")).to_have_text([re.compile("rain")])
    expect(page.locator(f'[data-id="{kept["id"]}"] .session-note')).to_have_text("too low\nhurt on the left")
    told.get_by_role("button", name="Leave this text out").click()
    expect(told).to_be_hidden()
    page.reload()
    expect(sessions(page)).to_have_count(2)
    expect(told).to_be_hidden()
    assert session_data(page, other["id"])["note"] == "on the stairs"
