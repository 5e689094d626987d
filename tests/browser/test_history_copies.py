"""Taking a copy out of the history, and bringing one in."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ..support import record_vectors
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, open_with, practice, reps, session_data
from .phone import expect_quiet, expect_status, pairing_code, records, sync, turn_on

pytestmark = pytest.mark.no_worker


IN_WORDS = """async (reasons) => {
  const { inWords } = await import('/static/js/page/reasons.js');
  return reasons.map(([code, field]) => inWords({ code, field }));
}"""


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def bring_in(page: Page, content: bytes | str | dict[str, Any]) -> None:
    text = json.dumps(content) if isinstance(content, dict) else content
    payload = text.encode() if isinstance(text, str) else text
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a copy").click()
    chooser.value.set_files({"name": "copy.json", "mimeType": "application/json", "buffer": payload})


def copy_of(*records: Any) -> dict[str, Any]:
    return {
        "format": "hinge-records",
        "version": 1,
        "exported_at": "2026-11-22T18:30:00.000+01:00",
        "records": records,
    }


def report(page: Page) -> Any:
    return page.locator("[data-report]")


def test_a_copy_holds_every_record_and_goes_to_another_phone(device: Device, new_device: NewDevice) -> None:
    kept, gone = practice(note="Ünïcode 🦵"), practice("2026-11-20")
    page = open_with(device, "/history/", kept, gone)
    page.get_by_test_id("session").last.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Delete this practice").click()
    expect(page.get_by_test_id("session")).to_have_count(1)

    name, content = saved(page, "Save a copy")
    file = json.loads(content)
    assert name == "hinge-2026-11-22.json"
    assert (file["format"], file["version"]) == ("hinge-records", 1)
    assert file["exported_at"].startswith("2026-11-22T18:3")
    assert file["exported_at"].endswith("+01:00")
    by_id = {record["id"]: record for record in file["records"]}
    assert by_id[kept["id"]] == kept
    assert (by_id[gone["id"]]["deleted"], by_id[gone["id"]]["data"]) == (True, None)

    second = open_with(new_device(), "/history/", gone)  # it still has the practice that was deleted
    bring_in(second, content)
    expect(report(second)).to_have_text("1 new, 1 changed, 0 already here.")
    expect(second.get_by_test_id("session")).to_have_attribute("data-id", kept["id"])
    assert session_data(second, kept["id"]) == kept["data"]

    bring_in(second, content)
    expect(report(second)).to_have_text("0 new, 0 changed, 2 already here.")
    expect(second.get_by_test_id("session")).to_have_count(1)


BESIDE = {"effort": 5, "depths": [{"side": "left", "degrees": [52, None, 55]}]}
KEPT_BESIDE = """async (wanted) => {
  const { openStore } = await import('/static/js/records/store.js');
  const store = await openStore();
  const keys = () => store.view((tx) => tx.objectStore('settings').getAllKeys());
  for (let look = 0; ; look++) {
    const kept = (await keys()).filter((name) => name.startsWith('beside '));
    if (kept.length === wanted || look > 500) return kept;
    await new Promise(requestAnimationFrame);
  }
}"""
"""Looks until there are as many as `wanted`."""


def test_what_one_device_alone_knew_goes_along_and_is_forgotten_with_its_session(
    device: Device, new_device: NewDevice
) -> None:
    kept, gone = practice(sets=reps(left=3)), practice("2026-11-20", sets=reps(left=3))
    page = open_with(device, "/history/")
    bring_in(page, copy_of(kept, gone) | {"beside": {kept["id"]: BESIDE, gone["id"]: BESIDE}})
    expect(report(page)).to_have_text("2 new, 0 changed, 0 already here.")
    page.get_by_test_id("session").last.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Delete this practice").click()
    expect(page.get_by_test_id("session")).to_have_count(1)
    _, content = saved(page, "Save a copy")
    assert json.loads(content)["beside"] == {kept["id"]: BESIDE}

    page.reload()  # by then the deletion can't be taken back
    expect(page.get_by_test_id("session")).to_have_count(1)
    assert page.evaluate(KEPT_BESIDE, 1) == [f"beside {kept['id']}"]

    second = open_with(new_device(), "/history/")
    bring_in(second, content)
    second.get_by_role("button", name="Edit").click()
    expect(second.locator('[data-depths="left"]')).to_have_text("Left 52° – 55°")
    expect(second.locator('[data-effort="5"]')).to_be_visible()
    second.reload()
    _, table = saved(second, "Save a table")
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert [row[name] for name in ("Effort, 0 to 10", "Phone tilted at most, in degrees")] == ["5", "55"]
    assert all("effort" not in each["data"] for each in records(second) if each["data"]), "nothing is made anew"

    second.get_by_role("button", name="Edit").click()
    second.locator('[name="reps"]').first.fill("4")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("dialog")).to_be_hidden()
    (changed,) = [each["data"] for each in records(second) if each["data"]]
    assert changed["effort"] == 5
    assert changed["sets"][0] == {**kept["data"]["sets"][0], "reps": 4, "counted": 3, "tilts": [52, None, 55]}
    second.reload()
    assert second.evaluate(KEPT_BESIDE, 0) == []
    second.get_by_role("button", name="Edit").click()
    expect(second.locator('[data-depths="left"]')).to_have_text("Left 52° – 55°")
    expect(second.get_by_text("Counted: 3")).to_be_visible()


def test_a_table_opens_in_a_spreadsheet(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        practice("2026-11-22", "07:05", sets=reps(left=15, right=11), pain_before=4, pain_after=0, note='a, "b"\nc'),
        practice("2026-11-20", sets=reps(both=12), guide="hip-hinge", pain_before=None, note="=1+1"),
    )
    name, content = saved(page, "Save a table")
    assert name == "hinge-2026-11-22.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == {
        "Date": "2026-11-22", "Time": "07:05", "Exercise": "Foam-roller deadlift",
        "Left": "15", "Right": "11", "Both sides": "0", "Repetitions": "26", "Minutes": "3",
        "Pain before": "4", "Pain after": "0", "Effort, 0 to 10": "",
        "Phone tilted at most, in degrees": "", "By camera, hips bent at most, in degrees": "",
        "By camera, knees bent at most, in degrees": "", "Counted by": "touch", "Counted before a correction": "",
        "Note": 'a, "b"\nc',
    }  # fmt: skip
    assert (rows[1]["Exercise"], rows[1]["Both sides"], rows[1]["Pain before"]) == ("Hip hinge", "12", "")
    assert rows[1]["Note"] == "'=1+1"


def test_a_table_in_french_opens_in_a_french_spreadsheet(new_device: NewDevice) -> None:
    french = new_device(locale="fr-FR")
    page = open_with(french, "/history/", practice(sets=reps(left=15), note="a;=1+1;b"))
    _, content = saved(page, "Enregistrer un tableau")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (row["Date"], row["Minutes"], row["Note"]) == ("2026-11-22", "1,5", "a;'=1+1;b")


def test_the_newer_change_stays_whatever_the_copy_says(device: Device) -> None:
    old = practice(note="old")
    new = {**old, "stamp": 9, "data": {**old["data"], "note": "new"}}
    page = open_with(device, "/history/", new)
    bring_in(page, copy_of(old))
    expect(report(page)).to_have_text("0 new, 0 changed, 1 already here.")
    assert session_data(page, old["id"])["note"] == "new"


CASES = Path(__file__).parent.parent / "cases"
NO_COPIES: list[tuple[bytes | str | dict[str, Any], str]] = [
    (b"", "not a copy from Hinge"),
    ("[1, 2]", "it holds something else"),
    (b"\x89PNG\r\n\x1a\n\x00", "not a copy from Hinge"),
    ({"format": "hinge-records", "version": 2, "records": []}, "newer version of Hinge"),
    ((CASES / "copy-cp1252.json").read_bytes(), "another encoding than UTF-8"),
    ('{"format": "hinge-records", "vers', "or it was cut off"),
    ({"format": "other", "version": 1, "records": []}, "it holds something else"),
]
"""In an order in which each is told something else than the one before it."""


def test_a_file_that_is_no_copy_is_told_what_it_is(device: Device) -> None:
    page = open_with(device, "/history/", practice())
    for content, words in NO_COPIES:
        bring_in(page, content)
        expect(report(page)).to_contain_text(words)
        expect(page.get_by_test_id("session")).to_have_count(1)


def test_a_copy_that_an_editor_saved_as_utf_16_is_taken_whole(device: Device) -> None:
    page = open_with(device, "/history/")
    kept = practice(note="déjà vu 🦵")
    bring_in(page, json.dumps(copy_of(kept), ensure_ascii=False).encode("utf-16"))
    expect(report(page)).to_have_text("1 new, 0 changed, 0 already here.")
    assert session_data(page, kept["id"]) == kept["data"]


def test_a_note_that_is_held_damaged_is_made_whole_by_a_good_copy_here_and_on_the_server(new_device: NewDevice) -> None:
    good = json.loads((CASES / "copy-cp1252.json").read_bytes().decode("windows-1252"))
    (record,) = good["records"]
    damaged = {**record, "data": {**record["data"], "note": "d\ufffdj\ufffd vu"}}
    first, second = new_device(), new_device()
    turn_on(first)
    add_records(first.page, damaged)
    sync(first.page)
    second.open(f"/settings/#pair={pairing_code(first)}")
    second.find("join-link").click()
    expect_status(second.page, "synced", 0)
    assert session_data(second.page, record["id"])["note"] == "d\ufffdj\ufffd vu"

    first.open("/history/")
    bring_in(first.page, good)
    expect(report(first.page)).to_have_text("0 new, 1 changed, 0 already here.")
    expect(first.find("session")).to_contain_text("déjà vu")
    expect_status(first.page, "synced", 0)
    sync(second.page)
    for device in (first, second):
        assert session_data(device.page, record["id"])["note"] == "déjà vu"
    bring_in(first.page, good)
    expect(report(first.page)).to_have_text("0 new, 0 changed, 1 already here.")
    expect_quiet(first, second)


PROGRESS = """() => void (() => {
  window.seen = [];
  let found;
  window.underWay = new Promise((resolve) => (found = resolve));
  const bar = () => document.querySelector('[data-report] progress');
  const isClosed = () => document.querySelector('[data-action="import"]').disabled;
  const look = () => {
    if (!bar()) return;
    window.seen.push([bar().value / bar().max, isClosed(), bar().parentElement.innerText]);
    if (bar().value > 0) found();
  };
  const options = { attributes: true, childList: true, characterData: true, subtree: true };
  new MutationObserver(look).observe(document.querySelector('[data-report]'), options);
})()"""


def many(count: int) -> dict[str, Any]:
    return copy_of(*(practice(f"2026-{1 + at % 9:02}-{1 + at % 28:02}") for at in range(count)))


def test_a_large_copy_shows_how_far_it_is_and_takes_no_second_one_meanwhile(device: Device) -> None:
    page = open_with(device, "/history/")
    page.evaluate(PROGRESS)
    bring_in(page, many(1_500))
    expect(report(page)).to_have_text("1,500 new, 0 changed, 0 already here.")
    seen = page.evaluate("seen")
    parts = [part for part, _, _ in seen]
    assert parts == sorted(parts)
    assert len({part for part in parts if 0 < part < 1}) >= 1, "it is seen on its way"
    assert parts[-1] == 1
    assert all(closed for _, closed, _ in seen)
    assert "Stay on this page until it is done." in seen[0][2]
    assert "100% is on this device" in seen[-1][2]
    expect(page.get_by_role("button", name="Open a copy")).to_be_enabled()
    expect(page.get_by_role("button", name="Open a copy")).to_be_focused()


FULL_MIDWAY = """() => {
  const { prototype } = IDBDatabase;
  const really = prototype.transaction;
  window.makeRoom = () => { prototype.transaction = really; };
  prototype.transaction = function (names, mode, options) {
    const isMidway = document.querySelector('[data-report] progress')?.value > 0;
    if (isMidway && mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
    return really.call(this, names, mode, options);
  };
}"""


def test_a_copy_that_finds_no_room_midway_says_what_stays_and_is_brought_in_again(device: Device) -> None:
    page = open_with(device, "/history/")
    copy = many(900)
    page.evaluate(FULL_MIDWAY)
    bring_in(page, copy)
    expect(report(page)).to_contain_text("What was brought in stays.")
    page.evaluate("makeRoom()")
    bring_in(page, copy)
    expect(report(page)).to_contain_text(re.compile(r"^[1-9][\d,]+ new, 0 changed, [1-9][\d,]+ already here.$"))
    assert page.evaluate(COUNT) == 900


COUNT = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).all()).length;
}"""


def test_a_page_that_is_closed_midway_leaves_what_the_next_one_completes(device: Device) -> None:
    page = open_with(device, "/history/")
    copy = many(1_500)
    page.evaluate(PROGRESS)
    bring_in(page, copy)
    page.evaluate("underWay")
    page.close()
    device.page = page = device.tab("/history/")
    bring_in(page, copy)
    expect(report(page)).to_contain_text("0 changed")
    assert page.evaluate(COUNT) == 1_500


def test_two_tabs_bring_in_the_same_copy_and_a_third_keeps_a_practice_meanwhile(device: Device) -> None:
    page = open_with(device, "/history/")
    other, third = device.tab("/history/"), device.tab("/settings/")
    copy = many(1_000)
    for tab in (page, other):
        bring_in(tab, copy)
    add_records(third, practice())
    for tab in (page, other):
        expect(report(tab)).to_contain_text("0 changed")
        expect(tab.locator('[data-notice="storage"]')).to_be_hidden()
    assert third.evaluate(COUNT) == 1_001


def test_the_valid_records_of_a_file_are_taken_and_the_others_named(device: Device) -> None:
    page = open_with(device, "/history/")
    many = [{**practice(), "stamp": -1} for _ in range(22)]
    bring_in(
        page,
        copy_of(practice(), practice(pain_before=11), practice("2026-11-20"), practice(sets=[]), "what", *many),
    )
    expect(page.get_by_test_id("session")).to_have_count(2)
    expect(report(page)).to_contain_text("2 new, 0 changed, 0 already here.")
    expect(report(page)).to_contain_text("25 records of the file could not be taken whole:")
    expect(report(page)).to_contain_text("Record 2: Pain before: must be 0 to 10")
    expect(report(page)).to_contain_text("Record 4: The sets: must be 1 to 100 of them")
    expect(report(page)).to_contain_text("Record 5: this is not a record")
    expect(report(page).get_by_role("listitem")).to_have_count(20)
    expect(report(page)).to_contain_text("and 5 more.")


def test_every_reason_to_refuse_a_record_has_its_words(device: Device) -> None:
    """The words stand in the page and the reasons in a table: none may lack the other."""
    page = open_with(device, "/history/")
    reasons = {tuple(each["expected"]) for each in record_vectors.vectors() if each["expected"]} | {("no_record", "")}
    lines = page.evaluate(IN_WORDS, sorted(reasons))
    for (_, field), line in zip(sorted(reasons), lines, strict=True):
        assert line
        assert "{" not in line
        assert not re.search(r"data\.|undefined|NaN|\[", line), (field, line)
    assert len(set(lines)) > 30
