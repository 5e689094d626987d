"""A clinician prescribes, her patient takes the plan from a code, a link or paper, and no server reads any of it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from ..guides.test_clinic import example
from .axe import violations
from .conftest import NewDevice, NewServer
from .device import Device
from .fitting import faults
from .logbook import NOW
from .phone import OFFLINE, records
from .practising import choose_pain, finish, press, press_begin
from .prescribing import ACTIVITY, DRILL, NAME, WORDS, in_force, link_on, prescribe, take
from .proxy import Proxy
from .server import Server
from .site import GUIDES

MOVES = {"/prescribe/": "starts to move down your leg", "/fr/prescribe/": "commencent à descendre dans la jambe"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    proxy = Proxy(server)
    yield proxy
    proxy.close()


def scan(image: Image.Image) -> list[str]:
    """The texts of all QR codes in a picture, as a phone reads them."""
    return [code.text for code in zxingcpp.read_barcodes(image) if code.format == zxingcpp.BarcodeFormat.QRCode]


def scan_screen(page: Page) -> str:
    (text,) = scan(Image.open(io.BytesIO(page.get_by_test_id("prescription-qr").screenshot())))
    return text


def test_she_prescribes_offline_and_he_takes_what_his_camera_reads(
    new_device: NewDevice, server: Server, proxy: Proxy
) -> None:
    hers = new_device(proxy, viewport={"width": 1280, "height": 800})
    hers.open()
    hers.wait_until_offline_ready()
    hers.context.set_offline(True)
    hers.expect_problem(OFFLINE)
    hers.open("/prescribe/")
    sheet_is_whole_at_once(hers.page)
    page = prescribe(hers)
    expect(page.locator(".rx-picture svg")).to_have_count(len(GUIDES))
    link = scan_screen(page)
    assert link == link_on(page)
    assert link.startswith(f"{proxy.url}/plan/#")
    assert int(page.locator(".rx-code svg").get_attribute("viewBox").split()[2]) - 8 <= 17 + 4 * 20  # type: ignore[union-attr]
    hers.context.set_offline(False)

    his = new_device(proxy, service_workers="block")  # a phone that never saw Hinge, before its worker is there
    his.expect_problem("Service Worker registration blocked")
    his.page.goto(link)
    plan = his.page.locator("[data-received=plan]")
    expect(plan).to_contain_text(f"Advised by {NAME}")
    for text in (WORDS.strip(), "Hip hinge", "10 repetitions a side, 3 rounds", "every day", ACTIVITY):
        expect(plan).to_contain_text(text)
    assert records(his.page) == []
    take(his, link)
    (taken,) = in_force(his.page)
    assert (taken["given_by"], taken["words"], taken["activities"]) == (NAME, WORDS.strip(), [ACTIVITY])
    assert [item["guide"] for item in taken["items"]] == ["hip-hinge", DRILL]
    assert taken["items"][1] == {"guide": DRILL, "reps": 10, "rounds": 3, "tempo": 133, "days": [1, 2, 3, 4, 5, 6, 7]}
    expect(his.find("plan")).to_have_attribute("data-given-by", NAME)
    assert his.page.url == f"{proxy.url}/plan/"

    sent = b"\n".join(request.content for request in proxy.received)
    fragment = link.partition("#")[2]
    for secret in (fragment[:24], "socks", "tingles", "Becker", "words="):
        assert secret.encode() not in sent
    assert proxy.requests == []


def sheet_is_whole_at_once(page: Page) -> None:
    """Where Hinge is on the device, also for who prints by the browser's menu, which waits for nothing."""
    page.wait_for_function(
        """(count) => {
          const fetched = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
          return fetched.filter((path) => path.startsWith('/guides/')).length === count;
        }""",
        arg=len(GUIDES),
    )
    count = page.evaluate("""async () => {
      const box = document.querySelector('[name=guide]');
      box.click();
      await new Promise((done) => setTimeout(done));
      const count = document.querySelectorAll('.rx-sheet .steps svg').length;
      box.click();
      return count;
    }""")
    assert count >= 4


@pytest.mark.no_worker
def test_the_whole_way_from_a_prescription_to_a_printed_report(new_device: NewDevice, proxy: Proxy) -> None:
    """She prescribes, he scans, takes the plan, practises once a week for four weeks, and prints: no server sees it."""
    hers, his = new_device(proxy), new_device(proxy)
    for device in (hers, his):
        device.context.clock.install(time=NOW)
    page = prescribe(hers)
    page.locator(f"[name=guide][value={DRILL}]").uncheck()
    page.locator(".rx-guide[data-guide=hip-hinge] [name=reps]").fill("2")
    link = scan_screen(page)
    page = take(his, link)
    for week, pain in enumerate((6, 5, 3, 2)):
        if week:
            his.context.clock.fast_forward(7 * 24 * 3600 * 1000)
        his.open("/practice/hip-hinge/")
        choose_pain(page, pain)
        press_begin(page)
        expect(his.find("rep")).to_be_visible()
        press(page, 2)
        finish(page)
        expect(his.find("saved")).to_be_visible()
    his.open("/report/")
    expect(his.find("report-text")).to_contain_text("practised 4×")
    (paper,) = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = re.sub(r"\s+", " ", paper.get_textpage().get_text_range())
    for part in (f"advised by {NAME}", "Hip hinge 4×", "1 of 3", "pressed by hand, not measured", ACTIVITY):
        assert part in text, part
    assert proxy.requests == []
    for request in proxy.received:
        assert request.body == b""
        for secret in (link.partition("#")[2][:24], "socks", "tingles", "Becker"):
            assert secret.encode() not in request.content


@pytest.mark.no_worker
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["/prescribe/", "/fr/prescribe/"])
def test_the_sheet_is_a_page_a_guide_with_the_same_plan(device: Device, path: str, paper: str) -> None:
    page = prescribe(device, path)
    expect(page.locator(".rx-sheet .warning-signs")).to_have_count(2)
    for sheet in page.locator(".rx-sheet").all():
        assert 4 <= sheet.locator(".steps svg").count() <= 6
    expect(page.locator(".rx-sheet .steps").last).not_to_contain_text("15")  # what the guide has, she has not
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    assert len(document) == 2
    for sheet, title, times in zip(
        document, page.locator(".rx-sheet h2").all_text_contents(), ("15", "10"), strict=True
    ):
        text = re.sub(r"\s+", " ", sheet.get_textpage().get_text_range())
        still = "still" if path == "/prescribe/" else "en bas"
        assert f"{'1½' if times == '10' else '1'} {still}" in text, "seconds as people count them"
        assert path == "/prescribe/" or not re.search(r"\S;", text), "French has a space before it"
        kept = (NAME, "If your leg tingles, stop", ACTIVITY)
        for part in (title, f"{times} ", *kept, MOVES[path], "0–3", "999", "/guides/"):
            assert part in text, part
        assert scan(sheet.render(scale=3).to_pil()) == [link_on(page)]


@pytest.mark.no_worker
def test_the_keys_that_print_wait_for_the_sheet(device: Device) -> None:
    page = device.page
    held: list[Route] = []
    page.route("**/guides/hip-hinge/", lambda route: held.append(route))
    device.open("/prescribe/")
    page.evaluate("""() => { window.print = () => {
      document.body.dataset.printed = document.querySelectorAll('.rx-sheet .steps svg').length;
    }; }""")
    page.keyboard.press("Control+p")
    page.locator("[name=guide][value=hip-hinge]").check()
    page.keyboard.press("Control+p")
    expect(page.locator(".rx-sheet")).to_have_count(1)
    expect(page.locator("body")).not_to_have_attribute("data-printed", re.compile(""))
    while not held:
        page.wait_for_load_state()
    for route in held:
        route.continue_()
    expect(page.locator("body")).to_have_attribute("data-printed", re.compile("[4-6]"))


@pytest.mark.no_worker
def test_a_clinic_prescribes_its_own_guide_under_its_own_name(
    new_server: NewServer, new_device: NewDevice, tmp_path: Path
) -> None:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "wall-hinge.toml").write_text(example("adding-a-guide.md"), "utf-8")
    clinic = "Cabinet <b>Zoë</b>, +33 1 23 45 67 89"
    name, _, phone = clinic.partition(", ")
    server = new_server(environ={"GUIDES_DIR": str(folder), "CLINIC_NAME": name, "CLINIC_PHONE": phone})
    device = new_device(server)
    for path, by in (("/prescribe/", "Advised by"), ("/fr/prescribe/", "Conseillé par")):
        device.open(path)
        page = device.page
        page.locator("[name=guide][value=wall-hinge]").check()
        expect(page.locator("[name=given_by]")).to_have_value(clinic)
        expect(page.locator(".rx-sheet .steps svg")).not_to_have_count(0)
        expect(page.locator(".rx-sheet .warning-signs")).to_have_count(1)
        (sheet,) = pypdfium2.PdfDocument(page.pdf(format="A4"))
        text = re.sub(r"\s+", " ", sheet.get_textpage().get_text_range())
        assert text.count(clinic) == 1
        assert by not in text, "said once"
        link = link_on(page)
        assert scan(sheet.render(scale=3).to_pil()) == [link]
        page.locator("[name=given_by]").fill("Zoë Becker")
        expect(page.locator(".rx-sheet-by")).to_contain_text("Zoë Becker")
        page.locator("[name=given_by]").fill(clinic)
    page = take(device, link)
    expect(device.find("plan")).to_have_attribute("data-given-by", clinic)
    expect(page.get_by_role("link", name=phone)).to_have_attribute("href", "tel:+33123456789")


@pytest.mark.no_worker
def test_the_longest_prescription_is_a_page_a_guide_too(device: Device) -> None:
    page = prescribe(device, "/fr/prescribe/")
    page.locator("[name=words]").fill("Prenez votre temps. " * 25)
    page.locator("[name=review_on]").fill(page.evaluate("new Date(Date.now() + 3e10).toISOString().slice(0, 10)"))
    for number in range(5):
        page.locator("[name=activities]").nth(number).fill(f"{number} porter les courses jusqu’au troisième étage")
    expect(page.locator(".rx-sheet .warning-signs")).to_have_count(2)
    document = pypdfium2.PdfDocument(page.pdf(format="Letter"))
    assert len(document) == 2
    for sheet in document:
        assert "pas un avis" in sheet.get_textpage().get_text_range(), "the foot of the page is on it"
        assert scan(sheet.render(scale=4).to_pil()) == [link_on(page)]


@pytest.mark.no_worker
def test_each_field_says_what_is_wrong_and_the_code_waits(device: Device) -> None:
    page = prescribe(device)
    for field, wrong, sentence, right in (
        ("[name=reps]", "0", "Repetitions: a whole number from 1 to 100.", "15"),
        ("[name=rounds]", "11", "Rounds: a whole number from 1 to 10.", "1"),
        ("[name=review_on]", "2020-01-01", "Choose today or a later day.", ""),
        ("[name=activities]", "x" * 81, "At most 80 characters each, please.", ""),
        ("[name=words]", "x" * 501, "At most 500 characters, please.", ""),
        ("[name=given_by]", "x" * 81, "At most 80 characters, please.", ""),
    ):
        page.locator(field).first.fill(wrong)
        expect(page.get_by_text(sentence).and_(page.locator(":visible"))).to_be_visible()
        expect(page.locator(field).first).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_test_id("prescription-link")).to_be_hidden()
        expect(page.locator(".rx-sheet")).to_have_count(0)
        page.locator(field).first.fill(right)
        expect(page.get_by_test_id("prescription-link")).to_be_visible()
    for box in page.locator("[name=guide]").all():
        box.uncheck()
    expect(page.get_by_text("Choose a guide, and the code is here.")).to_be_visible()


@pytest.mark.no_worker
def test_what_was_typed_is_there_after_the_page_was_killed_and_the_last_ones_are_templates(device: Device) -> None:
    device.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = prescribe(device)
    link = link_on(page)
    device.open("/prescribe/")
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    assert link_on(page) == link
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.get_by_role("button", name="Next patient: empty the form").click()
    expect(page.locator("[name=guide]:checked")).to_have_count(0)
    expect(page.locator("[name=given_by]")).to_have_value(NAME)
    page.locator("summary").click()
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    expect(page.locator("[name=activities]")).to_have_value("")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert records(page) == []


@pytest.mark.no_worker
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_nobody_is_kept_out_and_no_word_is_cut_off(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    page = prescribe(device, "/fr/prescribe/" if locale == "fr-FR" else "/prescribe/")
    link = link_on(page)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += violations(page)
    found += faults(page, "a prescription")
    page.goto(link)
    expect(page.get_by_test_id("plan-take")).to_be_enabled()
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += violations(page)
    found += faults(page, "a plan that came by link")
    assert found == []


@pytest.mark.no_worker
def test_the_keyboard_is_enough(device: Device) -> None:
    device.open("/prescribe/")
    page = device.page
    page.locator("[name=guide]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    expect(page.locator("[name=reps]")).to_have_value("12")
    page.goto(link_on(page))
    expect(device.find("plan-take")).to_be_enabled()
    device.find("plan-take").focus()
    page.keyboard.press("Enter")
    expect(device.find("plan")).to_be_visible()
    assert in_force(page)[0]["items"][0]["reps"] == 12
