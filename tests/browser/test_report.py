"""The report: one page on the phone and on paper, two lines for a record, a file for machines."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, open_with
from .months import a_month, felt, planned, practised

pytestmark = pytest.mark.no_worker

POPPLER = (
    "pdftotext is NOT INSTALLED: what is on the paper was not read. Debian and Ubuntu: apt-get install poppler-utils"
)
NAME = "Jo Bloggs-Quarterstaff"
SECRET = "a secret nobody ticked"
KEPT = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      kept.push(JSON.stringify(await new Promise((done) => { all.onsuccess = () => done(all.result); })));
    }
    db.close();
  }
  return kept.join('\\n');
}"""


def report_of(device: Device, *records: Any, path: str = "/report/") -> Page:
    page = open_with(device, path, *records)
    expect(device.find("report")).to_be_visible()
    return page


def choose(page: Page, weeks: int) -> None:
    page.locator(f'[name="weeks"][value="{weeks}"]').check(force=True)
    expect(page.get_by_test_id("report")).to_have_attribute("data-weeks", str(weeks))


def on_paper(page: Page, tmp_path: Path, size: str) -> str:
    """The text of the only page."""
    if not shutil.which("pdftotext"):
        pytest.skip(POPPLER)
    path = tmp_path / "report.pdf"
    page.pdf(path=path, format=size, prefer_css_page_size=False)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    assert done.stdout.count("\f") == 1, "one page"
    return re.sub(r"[ \n]+", " ", done.stdout)


def saved(page: Page) -> Any:
    with page.expect_download() as download:
        page.get_by_test_id("report-fhir").click()
    assert re.fullmatch(r"hinge-report-2026-11-22\.json", download.value.suggested_filename)
    return json.loads(Path(download.value.path()).read_text("utf-8"))


def test_four_weeks_are_told_first_and_others_are_one_press_away(device: Device) -> None:
    page = report_of(device, *a_month(), practised(60))
    expect(device.find("report")).to_have_attribute("data-weeks", "4")
    rows = page.locator("[data-weeks-table] tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.last).to_have_text(
        re.compile(r"All\s+9 of 12\s+9\s+135\s+128\s.*corrected: 13 counted, 15 entered", re.DOTALL)
    )
    expect(rows.nth(1)).to_have_text(re.compile(r"2 Nov\s+0 of 3\s+0\s+0\s+0\s.*none", re.DOTALL))
    choose(page, 12)
    expect(rows).to_have_count(13)
    expect(rows.first).to_contain_text("no plan")
    expect(rows.last.locator("td").nth(1)).to_have_text("10")


def test_a_key_chooses_the_weeks(device: Device) -> None:
    page = report_of(device, *a_month())
    page.locator('[name="weeks"]:checked').focus()
    page.keyboard.press("ArrowRight")
    expect(device.find("report")).to_have_attribute("data-weeks", "6")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "name"


def test_pain_is_drawn_with_the_change_that_matters_and_its_gaps(device: Device) -> None:
    page = report_of(device, *a_month())
    picture = page.locator(".report-pain svg")
    expect(picture.locator(".before")).to_have_count(8)
    expect(picture.locator(".after")).to_have_count(9)
    expect(picture.locator(".next")).to_have_count(6)
    expect(picture.locator(".missing")).to_have_count(1)
    expect(picture.locator(".way")).to_have_count(5)
    expect(picture.locator(".gap-days")).to_have_text("9 d")
    band = picture.locator(".band")
    assert (band.get_attribute("y"), band.get_attribute("height")) == ("20%", "40%"), "6 at first: 8 to 4"
    expect(page.locator("[data-gaps]")).to_have_text(
        "31 Oct – 8 Nov: 9 days without practice."
        " Answers: before 8/9, after 9/9, the next day 6/9 (of days with practice)."
    )
    expect(page.locator("[data-change]")).to_contain_text("from 6 to 3 (−3)")


def test_the_text_of_the_picture_grows_with_the_text(device: Device) -> None:
    page = report_of(device, *a_month())
    height = "document.querySelector('.level-name').getBoundingClientRect().height"
    before = page.evaluate(height)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(height) > 1.8 * before


def test_activities_retests_and_stops_stand_there_with_their_doubts(device: Device) -> None:
    page = report_of(device, *a_month())
    expect(page.locator("[data-activities] li")).to_have_text(
        [
            re.compile("lifting my grandson: 2 → 4 .+2, a small change., 26 Oct – 22 Nov"),
            re.compile("sitting for an hour: 4 → 7 .+3, a large change., 26 Oct – 22 Nov"),
            re.compile("putting on socks: 3 → 6"),
            re.compile("Mean of 3: 3 → 5.67 .+2.67, a medium change."),
        ]
    )
    expect(page.locator("[data-retest-change]")).to_have_text("+5°: within the error of two retests, 6°")
    stops = {kind: page.locator(f'[data-kind="{kind}"] dd') for kind in ("ended", "high", "left", "less")}
    expect(stops["ended"]).to_have_text("20 Nov: 23/30")
    expect(stops["high"]).to_have_text("28 Oct: 6")
    expect(stops["left"]).to_have_text("2 Nov: 7")
    expect(stops["less"]).to_have_text("27 Oct: 6 → 6; 29 Oct: 6 → 8")


def test_nothing_recorded_claims_nothing(device: Device) -> None:
    page = report_of(device)
    expect(page.locator("[data-change]")).to_have_text("Too few answers to tell a change.")
    expect(device.find("report-text")).to_contain_text("no practice recorded")
    expect(page.locator("[data-notes-section], .band, .report-key.band").and_(page.locator(":visible"))).to_have_count(
        0
    )


def test_dates_that_have_not_come_are_left_out_and_said(device: Device) -> None:
    page = report_of(device, practised(1), practised(-30), felt(-3, pain=9))
    expect(page.get_by_text("Left out: 2 records bear a date that has not come.")).to_be_visible()
    expect(page.locator("[data-weeks-table] tr").last.locator("td").nth(1)).to_have_text("1")


def test_a_record_that_changes_is_shown_as_it_stands_and_ticks_stay(device: Device) -> None:
    one = practised(1, note="mine")
    page = report_of(device, one)
    page.get_by_role("checkbox").check()
    sets = [{**one["data"]["sets"][0], "reps": 3, "counted": 15}]
    add_records(page, {**one, "stamp": 99, "data": {**one["data"], "sets": sets}})
    expect(page.locator("[data-weeks-table] tr").last).to_contain_text("corrected: 15 counted, 3 entered")
    expect(page.get_by_role("checkbox")).to_be_checked()


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["/report/", "/fr/report/"])
def test_twelve_full_weeks_are_one_page_of_paper(device: Device, path: str, size: str, tmp_path: Path) -> None:
    """Every day of three a week has something to tell: the worst that a plan for three days brings."""
    activities = [f"something that I would really like to do again, number {n}" for n in range(5)]
    records = [planned(83, activities=activities, given_by="A. Example")]
    for ago in range(80, 1, -2):
        sets = [{"side": side, "reps": 9, "target": 15, "seconds": 60, "counter": "tap"} for side in ("left", "right")]
        one = practised(ago, pain_before=ago % 7, pain_after=6, sets=sets)
        records += [one, felt(ago - 1, session=one["id"], pain=8)]
    for ago in (82, 40, 1):
        records.append(felt(ago, hour=12, activities=[{"text": text, "score": 5} for text in activities]))
        records.append(felt(ago, hour=13, tilts=[40, 41, 42]))
    seen = {"side": "both", "reps": 3, "target": 3, "seconds": 18, "counter": "camera"}
    records.append(practised(3, sets=[{**seen, "hips": [60, None, 75], "knees": [10, None, 20]}]))
    page = report_of(device, *records, path=path)
    choose(page, 12)
    expect(page.locator("[data-seen]")).to_contain_text("2/3")
    text = on_paper(page, tmp_path, size)
    assert "number 4" in text
    assert "75° (60–75°)" in text
    assert text.count(": 18/30") == 40, "every stop with its date"


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/report/",
            ["Planned and done", "9 of 12", "9 d", "Mean of 3", "within the error", "not a diagnosis", "11 Nov"],
        ),
        ("/fr/report/", ["Prévu et fait", "9 sur 12", "9 j", "5,67", "dans l’erreur", "pas un diagnostic", "11 nov."]),
    ],
)
def test_the_paper_has_all_of_it_and_nothing_to_press(
    device: Device, path: str, words: list[str], size: str, tmp_path: Path
) -> None:
    page = report_of(device, *a_month(), path=path)
    page.locator('[name="name"]').fill(NAME)
    page.get_by_role("checkbox").first.check()
    text = on_paper(page, tmp_path, size)
    assert [word for word in (NAME, "The left side pulled a little.", *words) if word not in text] == []
    assert "telephone rang" not in text, "a note that was not ticked"
    page.emulate_media(media="print")
    expect(page.locator("button, input, a, .site-nav, .report-text").and_(page.locator(":visible"))).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_paper_is_white_in_the_dark_too(new_device: NewDevice) -> None:
    device = new_device(color_scheme="dark")
    page = report_of(device, *a_month())
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('.report-pain .after')).fill") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).color") == "rgb(0, 0, 0)"


def test_without_a_name_none_is_printed(device: Device, tmp_path: Path) -> None:
    page = report_of(device, *a_month())
    assert "name on the paper" not in on_paper(page, tmp_path, "A4")
    expect(page.locator("[data-person]")).to_be_hidden()


def test_what_is_typed_or_ticked_is_kept_nowhere_and_sent_nowhere(device: Device, tmp_path: Path) -> None:
    sent: list[str] = []
    device.context.on(
        "request", lambda request: sent.append(f"{request.url} {request.post_data or ''} {request.headers}")
    )
    page = report_of(device, practised(1, note=SECRET))
    sent.clear()
    page.locator('[name="name"]').fill(NAME)
    page.locator('[name="name"]').press("Enter")
    page.get_by_role("checkbox").check()
    saved(page)
    page.pdf(path=tmp_path / "report.pdf")
    assert NAME not in page.evaluate(KEPT)
    page.reload()
    expect(device.find("report")).to_be_visible()
    expect(page.locator('[name="name"]')).to_have_value("")
    expect(page.locator("[data-person]")).to_be_hidden()
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    page.locator('[name="name"]').fill(NAME)
    device.open("/history/")
    page.go_back()
    expect(device.find("report")).to_be_visible()
    expect(page.locator('[name="name"]')).to_have_value("")
    assert NAME not in page.evaluate(KEPT)
    assert [request for request in sent if "Bloggs" in request or SECRET in request] == []


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("/report/", "9 of 12 planned practices done", "Pain (NRS) before practising 6 → 3 (−3;"),
        ("/fr/report/", "9 séances faites sur 12 prévues", "Douleur (EN) avant la séance 6 → 3 (−3\u00a0;"),
    ],
)
def test_two_lines_are_copied_for_a_record(device: Device, path: str, first: str, second: str) -> None:
    device.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = report_of(device, *a_month(), path=path)
    page.locator('[name="name"]').fill(NAME)
    page.locator('[data-action="copy"]').click()
    expect(page.locator('[data-action="copy"] [data-label="copied"]')).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = copied.split("\n")
    assert copied == device.find("report-text").inner_text()
    assert len(lines) == 2
    assert first in lines[0]
    assert second in lines[1]
    assert NAME not in copied


def test_the_lines_and_the_file_are_shared_where_the_browser_can(device: Device) -> None:
    device.context.add_init_script(
        """window.shared = [];
        navigator.canShare = ({ files }) => files.length === 1;
        navigator.share = async (what) => {
          window.shared.push(what.text ?? await what.files[0].text());
          throw new DOMException('closed', 'AbortError');
        };"""
    )
    page = report_of(device, *a_month())
    page.locator('[data-action="share"]').click()
    page.locator('[data-action="share-fhir"]').click()
    page.wait_for_function("() => shared.length === 2")
    lines, file = page.evaluate("shared")
    assert lines == device.find("report-text").inner_text()
    assert json.loads(file)["resourceType"] == "Bundle"


@pytest.mark.parametrize(
    ("path", "language", "asked"), [("/report/", "en", "nobody asked aloud"), ("/fr/report/", "fr", "de vive voix")]
)
def test_the_file_for_machines_is_valid_and_in_the_language_of_the_page(
    device: Device, path: str, language: str, asked: str
) -> None:
    page = report_of(device, *a_month(), path=path)
    page.locator('[name="name"]').fill(NAME)
    page.get_by_role("checkbox").last.check()
    bundle = saved(page)
    assert Bundle.model_validate_json(json.dumps(bundle)).type == "collection"
    text = json.dumps(bundle, ensure_ascii=False)
    assert bundle["language"] == language
    assert asked in text
    assert "the telephone rang" in text
    assert "The left side pulled" not in text
    assert NAME not in text
    assert not re.search(r'"text": "[\w-]*\{', text), "every word has its values"


@pytest.mark.worker
def test_all_of_it_works_offline(device: Device) -> None:
    device.open("/report/")
    device.wait_until_offline_ready()
    add_records(device.page, practised(1))
    device.context.set_offline(True)
    page = device.page
    device.open("/report/")
    expect(device.find("report-text")).to_contain_text("Hip hinge")
    with page.expect_download() as download:
        device.find("report-fhir").click()
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["type"] == "collection"


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark"), (320, "light")])
def test_the_report_is_accessible_and_fits(new_device: NewDevice, width: int, scheme: str) -> None:
    device = new_device(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = report_of(device, *a_month())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    low = page.evaluate(
        """[...document.querySelectorAll('main button, main input:not([type=radio]):not([type=checkbox]), main label')]
          .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 48)
          .map((one) => one.outerHTML)"""
    )
    assert low == []


def test_the_history_leads_to_it(device: Device) -> None:
    page = open_with(device, "/history/", practised(1))
    page.get_by_role("link", name="A report to hand over").click()
    expect(device.find("report")).to_be_visible()
