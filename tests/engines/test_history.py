"""The history in each engine: a practice is changed, deleted and brought back, and copies leave and come in."""

import csv
import json

from .conftest import NewPhone
from .phone import Phone, by_testid

NOTE = "slower, and it hurt less"
NOTE_IS_SHOWN = "document.querySelector('.session-note')?.innerText === args[0]"
LINE_HAS_FOCUS = "document.activeElement.matches('[data-action=edit]')"
REPORT = "document.querySelector('[data-report]').textContent.trim()"


def edit(phone: Phone, value: str, note: str = "") -> None:
    """Open the sheet of the one session, add `note`, and press the button with `value`."""
    phone.press("[data-action=edit]")
    phone.see("dialog[open] textarea")
    if note:
        phone.tab.type("dialog[open] textarea", note)
    phone.press(f"dialog[open] button[value={value}]")
    phone.see_no("dialog[open]")


def test_a_practice_is_edited_deleted_and_copied(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.begin("hip-hinge")
    phone.tap(2)
    phone.finish()
    (session,) = phone.sessions()

    edit(phone, "save", NOTE)
    phone.tab.until(NOTE_IS_SHOWN, NOTE)
    edit(phone, "delete")
    phone.see_no(by_testid("session"))
    phone.press("[data-action=undo]")
    phone.tab.until(NOTE_IS_SHOWN, NOTE)
    phone.tab.until(LINE_HAS_FOCUS)  # what takes the focus scrolls the page, under a press too

    phone.press("[data-action=save-json]")
    copy = phone.downloaded(".json")
    (record,) = json.loads(copy.read_text())["records"]
    assert (record["id"], record["data"]["note"]) == (session["id"], NOTE)
    phone.press("[data-action=save-csv]")
    with phone.downloaded(".csv").open(encoding="utf-8-sig", newline="") as table:
        (row,) = csv.DictReader(table)
    assert (row["Repetitions"], row["Note"]) == ("2", NOTE)

    phone.tab.upload("[data-import]", copy)
    phone.tab.until(f"{REPORT} === args[0]", "0 new, 0 changed, 1 already here.")
    phone.close()
    other = new_phone("other")
    other.open("/history/")
    other.tab.upload("[data-import]", copy)
    other.tab.until(f"{REPORT} === args[0]", "1 new, 0 changed, 0 already here.")
    other.expect_session(id=session["id"], reps="2")
    other.tab.until(NOTE_IS_SHOWN, NOTE)
