"""What the server does not take is seen, mended, saved or let go; and holds nothing else up."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from ..support import phones
from ..support.phones import check, plan
from .conftest import NewDevice, NewServer
from .device import Device
from .phone import OFFLINE, edit, expect_quiet, expect_status, practise, records, status, sync, turn_on
from .versions import copy_hinge

pytestmark = pytest.mark.no_worker

REASON = "Pain before: must be 0 to 10, or nothing"
CASES = Path(__file__).parents[1] / "cases"
UNKNOWN_KIND = json.loads((CASES / "copy-unknown-kind.json").read_text())["records"][0]
FEBRUARY_30 = json.loads((CASES / "copy-feb-30.json").read_text())["records"][0]
KEPT_BY_0_1_0 = """async ([record, error]) => {
  const { openStore } = await import('/static/js/records/store.js');
  await (await openStore()).alter(async (tx, touch) => {
    await tx.objectStore('records').put({ id: record.id, record, state: 'rejected', error });
    touch();
  });
}"""
"""A record that the server refused, as the first version of Hinge kept it."""

FORGET_PROGRAM = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  const store = await openStore();
  const { program, ...agreement } = await store.setting('sync');
  await store.set('sync', agreement);
}"""
"""As that version left the agreement."""

KINDS_OF_VERSION_2 = re.compile(r'^    "(check|plan)": .*\n', re.MULTILINE)
"""What a server of version 1 of the protocol does not know."""

OFFER = """async (records) => {
  const { openStore } = await import('/static/js/records/store.js');
  await (await openStore()).offer(records);
}"""


def bring_in(device: Device, name: str) -> None:
    device.open("/history/")
    with device.page.expect_file_chooser() as chooser:
        device.page.locator('[data-action="import"]').click()
    chooser.value.set_files(CASES / name)
    expect(device.page.locator("[data-report] p").first).to_be_visible()


def rejected(page: Page) -> Locator:
    return page.get_by_test_id("rejected")


def saved(page: Page) -> Any:
    with page.expect_download() as download:
        rejected(page).get_by_role("button", name="Save to a file").click()
    return json.loads(Path(download.value.path()).read_bytes())


def let_go(page: Page) -> None:
    rejected(page).get_by_role("button", name="Let it go").click()
    page.get_by_role("dialog").get_by_role("button", name="Let it go").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_kind_of_a_newer_version_waits_quietly_and_can_be_saved_and_let_go(device: Device) -> None:
    turn_on(device)
    bring_in(device, "copy-unknown-kind.json")
    practise(device.page)
    device.open("/settings/")
    page = device.page
    expect_status(page, "synced", 1)
    expect(rejected(page)).to_have_attribute("data-kind", "walk")
    expect(rejected(page)).to_have_attribute("data-id", UNKNOWN_KIND["id"])
    expect(page.get_by_text("Kept for a newer version")).to_be_visible()
    expect(page.locator('[data-refused="rejected"]')).to_be_hidden()
    expect(status(page)).to_have_text("Synced", use_inner_text=True)
    assert saved(page)["records"] == [UNKNOWN_KIND]

    let_go(page)
    expect(rejected(page)).to_have_count(0)
    expect_status(page, "synced", 0)
    page.get_by_role("button", name="Undo").click()
    expect(rejected(page)).to_have_count(1)
    expect(rejected(page).locator("[data-action='save']")).to_be_focused()
    expect_status(page, "synced", 1)
    assert UNKNOWN_KIND in records(page)
    let_go(page)
    expect_status(page, "synced", 0)
    assert UNKNOWN_KIND not in records(page)
    expect_quiet(device)


def test_what_a_newer_server_knows_goes_to_it(new_server: NewServer, new_device: NewDevice, tmp_path: Path) -> None:
    server = new_server(root=copy_hinge(tmp_path / "tree"))
    program = server.root / "hinge_pwa" / "sync" / "records.py"
    text = program.read_text()
    program.write_text(KINDS_OF_VERSION_2.sub("", text))
    assert KINDS_OF_VERSION_2.search(text)
    server.stop()
    server.start()
    device = new_device(server=server)
    turn_on(device)
    made = [check(), plan()]
    device.page.evaluate(OFFER, made)
    sync(device.page)
    expect_status(device.page, "synced", 2)
    device.open("/settings/")
    expect(rejected(device.page)).to_have_count(2)
    expect(device.page.get_by_text("Kept for a newer version")).to_be_visible()

    program.write_text(text)
    server.stop()
    server.start()
    sync(device.page)
    expect_status(device.page, "synced", 0)
    second = new_device(server=server)
    device.open("/settings/")
    expect(rejected(device.page)).to_have_count(0)
    device.find("pair").click()
    code = device.find("pair-code")
    expect(code).not_to_be_empty()
    second.open(f"/settings/#pair={code.inner_text()}")
    second.find("join-link").click()
    expect_status(second.page, "synced", 0)
    assert sorted(records(second.page), key=lambda each: str(each["kind"])) == made


def test_a_refused_practice_is_named_and_opened_where_it_can_be_mended(device: Device) -> None:
    turn_on(device)
    practise(device.page)
    bad = practise(device.page, pain_before=11)
    device.open("/settings/")
    page = device.page
    expect_status(page, "synced", 1)
    expect(status(page)).to_have_text("Synced · 1 not taken", use_inner_text=True)
    expect(rejected(page)).to_have_attribute("data-id", bad)
    expect(rejected(page)).to_contain_text(REASON)
    rejected(page).get_by_role("link", name="Change it").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading")).to_be_focused()
    expect(sheet).to_contain_text(f"The server did not take this practice. {REASON}")
    expect(page).to_have_url(f"{device.server.url}/history/")
    sheet.locator('[name="pain_before"][value="7"]').check(force=True)
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect_status(page, "synced", 0)
    for session in page.get_by_test_id("session").all():
        session.get_by_role("button", name="Edit").click()
        expect(sheet).not_to_contain_text("The server did not take", use_inner_text=True)
        page.keyboard.press("Escape")
    device.open("/settings/")
    expect(rejected(page)).to_have_count(0)
    expect_quiet(device)


def test_an_end_that_no_practice_may_have_is_mended_by_saving(device: Device) -> None:
    turn_on(device)
    bad = practise(device.page, ended_at="2020-01-01T10:00:00+01:00")
    device.open("/settings/")
    page = device.page
    expect(rejected(page)).to_have_attribute("data-id", bad)
    rejected(page).get_by_role("link", name="Change it").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("The server did not take this practice.")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect_status(page, "synced", 0)
    device.open("/settings/")
    expect(rejected(page)).to_have_count(0)
    expect_quiet(device)


def test_a_practice_that_is_let_go_is_deleted_until_it_is_brought_back(device: Device) -> None:
    turn_on(device)
    bad = practise(device.page, guide="Not a slug")
    device.open("/settings/")
    page = device.page
    expect(rejected(page)).to_contain_text("Exercise: damaged")
    expect(rejected(page).get_by_role("link", name="Change it")).to_be_hidden()
    let_go(page)
    expect_status(page, "synced", 0)
    page.get_by_role("button", name="Undo").click()
    expect(rejected(page)).to_have_count(1)
    assert [(each["id"], each["deleted"]) for each in records(page)] == [(bad, False)]
    let_go(page)
    expect_quiet(device)


def test_the_question_can_be_left(device: Device) -> None:
    turn_on(device)
    practise(device.page, pain_before=11)
    device.open("/settings/")
    rejected(device.page).get_by_role("button", name="Let it go").click()
    device.page.get_by_role("dialog").get_by_role("button", name="Not now").click()
    expect(rejected(device.page)).to_have_count(1)
    expect_status(device.page, "synced", 1)


@pytest.mark.worker
def test_what_an_earlier_version_left_red_has_its_ways_out_with_no_network_in_every_tab(device: Device) -> None:
    device.expect_problem(OFFLINE)
    turn_on(device)
    device.wait_until_offline_ready()
    page = device.page
    other = device.tab("/settings/")
    expect_status(other, "synced", 0)
    records(page)  # the module that tests use is fetched while there is a network
    device.context.set_offline(True)
    page.evaluate(KEPT_BY_0_1_0, [FEBRUARY_30, "data.started_at must be a time with its offset from UTC"])
    page.evaluate(KEPT_BY_0_1_0, [UNKNOWN_KIND, "kind must be session: this server knows no other"])
    for tab in (page, other):
        expect(rejected(tab)).to_have_count(2)
        expect(tab.locator('[data-kind="session"]')).to_contain_text("no calendar has this day")
        expect(tab.locator('[data-kind="session"]')).to_contain_text("2026-02-30")
        expect(tab.locator('[data-refused="later"] [data-kind="walk"]')).to_be_visible()
        assert "must be a time" not in tab.inner_text("body")
    for kind in ("session", "walk"):
        page.locator(f'[data-kind="{kind}"]').get_by_role("button", name="Let it go").click()
        page.get_by_role("dialog").get_by_role("button", name="Let it go").click()
        expect(page.locator(f'[data-kind="{kind}"]')).to_have_count(0)
        expect(other.locator(f'[data-kind="{kind}"]')).to_have_count(0)
    device.context.set_offline(False)
    expect_status(page, "synced", 0)
    expect_quiet(device)


def test_what_an_earlier_version_left_red_is_told_anew_by_the_server(device: Device) -> None:
    turn_on(device)
    page = device.page
    fine = {**FEBRUARY_30, "id": FEBRUARY_30["id"][:-1] + "9"}
    fine["data"] = {**fine["data"], "started_at": "2026-02-28T10:00:00Z", "ended_at": "2026-02-28T10:00:00Z"}
    page.evaluate(FORGET_PROGRAM)
    for record in (FEBRUARY_30, UNKNOWN_KIND, fine):
        page.evaluate(KEPT_BY_0_1_0, [record, "an old sentence"])
    sync(page)
    expect_status(page, "synced", 2)
    expect(page.locator('[data-refused="rejected"] [data-kind="session"]')).to_have_count(1)
    expect(page.locator('[data-refused="later"] [data-kind="walk"]')).to_have_count(1)


def test_a_day_that_no_calendar_has_can_be_read_in_the_history(device: Device) -> None:
    turn_on(device)
    device.page.evaluate(KEPT_BY_0_1_0, [FEBRUARY_30, "an old sentence"])
    device.open("/history/")
    line = device.find("session")
    expect(line).to_contain_text("no calendar has this day")
    expect(device.page.get_by_role("heading", name="2026-02-30")).to_be_visible()


def test_a_refused_practice_has_the_hour_of_its_own_clock_as_in_the_history(new_device: NewDevice) -> None:
    device = new_device(timezone_id="America/New_York")
    turn_on(device)
    practise(device.page, pain_after=11, started_at="2026-11-20T07:05:00+09:00", ended_at="2026-11-20T07:06:00+09:00")
    device.open("/settings/")
    expect(rejected(device.page)).to_contain_text("20 November")
    expect(rejected(device.page)).to_contain_text("07:05")
    device.open("/history/")
    expect(device.find("session").locator("time")).to_have_text("07:05")


def test_hundreds_are_shown_in_parts(device: Device) -> None:
    turn_on(device)
    page = device.page
    latest = {
        **phones.record(),
        "kind": "walk",
        "stamp": 2**53 - 1,
    }  # no calendar of the browser has a day for that stamp
    page.evaluate(OFFER, [latest, *(phones.record(data=phones.session(pain_before=11)) for _ in range(1070))])
    sync(page)
    expect_status(page, "synced", 1071)
    expect(status(page)).to_have_text("Synced · 1,070 not taken", use_inner_text=True)
    device.open("/settings/")
    expect(page.get_by_role("heading", name="The server did not take 1,070 records")).to_be_visible()
    refused = page.locator('[data-refused="rejected"]').get_by_test_id("rejected")
    expect(refused).to_have_count(50)
    page.get_by_role("button", name="Show 1,020 more").click()
    expect(refused).to_have_count(100)
    expect(page.get_by_role("button", name="Show 970 more")).to_be_visible()
    expect(page.locator('[data-refused="later"]').get_by_test_id("rejected")).to_have_attribute("data-id", latest["id"])


def test_a_refused_practice_that_is_edited_is_offered_again_from_wherever(device: Device) -> None:
    turn_on(device)
    bad = practise(device.page, pain_before=11)
    expect_status(device.page, "synced", 1)
    edit(device.page, bad, pain_before=11, note="still wrong")
    expect_status(device.page, "synced", 1)
    edit(device.page, bad, pain_before=1)
    expect_status(device.page, "synced", 0)
    expect_quiet(device)


@pytest.mark.parametrize(
    ("status_code", "code"), [(403, "forbidden"), (400, "invalid_request"), (418, "of_a_newer_server")]
)
def test_no_sentence_of_the_server_stands_on_a_page(new_device: NewDevice, status_code: int, code: str) -> None:
    french = new_device(locale="fr-FR")
    french.expect_problem(f"status of {status_code}")
    turn_on(french)
    body = json.dumps({"error": {"code": code, "message": "For programs alone."}})

    def refuse(route: Route) -> None:
        route.fulfill(status=status_code, body=body, content_type="application/json")

    french.page.route("**/api/**", refuse)
    french.find("sync-now").click()
    expect_status(french.page, "error")
    expect(french.page.locator("#sync")).to_contain_text(
        f"Le serveur a refusé la synchronisation («\u00a0{code}\u00a0»)"
    )
    french.find("pair").click()
    expect(french.page.locator("#sync [role=alert]").filter(has_text=code).first).to_be_visible()
    assert "For programs" not in french.page.inner_text("body")


def test_in_french_every_reason_is_in_french(new_device: NewDevice) -> None:
    french = new_device(locale="fr-FR")
    turn_on(french)
    practise(french.page, pain_before=11)
    french.page.evaluate(KEPT_BY_0_1_0, [FEBRUARY_30, "data.started_at must be a time with its offset from UTC"])
    bring_in(french, "copy-half-emoji.json")
    report = french.page.locator("[data-report]")
    expect(report).to_contain_text("Note\u00a0: contient une moitié de caractère")
    expect(report).not_to_contain_text("2")
    bring_in(french, "copy-feb-30.json")
    expect(report).to_contain_text("Début de la séance\u00a0: ce jour ou cette heure n’existe pas")
    french.open("/settings/")
    expect(rejected(french.page)).to_have_count(2)
    text = french.page.locator("#sync").inner_text() + report.page.locator("body").inner_text()
    assert "must be" not in text
    assert "data." not in text


def test_the_list_that_could_not_be_fetched_comes_with_the_next_change(device: Device) -> None:
    device.expect_problem("ERR_FAILED")
    turn_on(device)
    page = device.page
    records(page)
    page.route(re.compile("settings.rejected"), lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.evaluate(KEPT_BY_0_1_0, [FEBRUARY_30, "an old sentence"])
    page.unroute_all()
    page.evaluate(KEPT_BY_0_1_0, [UNKNOWN_KIND, "an old sentence"])
    expect(rejected(page)).to_have_count(2)
