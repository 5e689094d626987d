"""A bad network, a server that dies or forgets, clocks that jump: all agree in the end, and nothing is missing.

What a phone says meanwhile is true. The random test prints its seed; FAULTS_SEED=… repeats it.
"""

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hinge_pwa.database import backups
from hinge_pwa.web.errors import MESSAGES

from ..support.phones import Envelope, Phone, wins
from ..support.remote import Remote
from .conftest import NewDevice
from .device import Device
from .phone import (
    edit,
    expect_quiet,
    expect_status,
    join,
    pair,
    pairing_code,
    practise,
    records,
    stop_clock,
    sync,
    turn_on,
)
from .proxy import Fault, Proxy, Reply, Request
from .server import Server

pytestmark = pytest.mark.no_worker

DAY = 86_400  # s
STATUS = r"status of (401|409|429|50\d)"
AWAY = Reply(
    503, json.dumps({"error": dict(zip(("code", "message"), MESSAGES[503], strict=True))}), "application/json", 30
)
OFFLINE = "No connection to the server"
FAULTS: list[tuple[Fault | Reply, str]] = [
    (Fault.DROP, OFFLINE),
    (Fault.CUT_REQUEST, OFFLINE),
    (Fault.CUT_ANSWER, OFFLINE),
    (Fault.LOSE_ANSWER, OFFLINE),
    (Reply(200), "login page of this Wi-Fi"),
    (Reply(502), "The server is busy"),
    (AWAY, "The server is busy"),
    (Reply(429, retry_after=30), "The server asked for a pause"),
]

CHANGE = """async ([id, data, wait]) => {
  const { openStore } = await import('/static/js/records/store.js');
  await (await openStore()).save('session', id, data);
  const { syncSoon } = await import('/static/js/sync/client.js');
  const synced = syncSoon('change');
  if (wait) await synced;
}"""

TABS_WAITING = "navigator.locks.query().then(({ pending }) => pending.length)"


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    proxy = Proxy(server)
    yield proxy
    proxy.close()


def change(page: Page, session: str, data: Any, *, wait: bool = True) -> None:
    """Give a session other data, whatever became of it meanwhile; None deletes it."""
    page.evaluate(CHANGE, [session, data, wait])


def cursor(request: Request) -> str | None:
    """Where the device that syncs stands; None for another request."""
    return str(json.loads(request.body)["cursor"]) if request.path == "/api/sync" else None


def on_server(device: Device, server: Server) -> list[Envelope]:
    """Every record of the device's account, by id, as the server gives them to a new device."""
    (cookie,) = device.context.cookies()
    phone = Phone(Remote(server.url, f"{cookie['name']}={cookie['value']}"), "new")
    phone.sync()
    phone.client.close()
    return sorted(phone.records.values(), key=lambda record: str(record["id"]))


def expect_agreement(server: Server, *devices: Device) -> list[Envelope]:
    """Every device and the server hold the same, and have nothing more to say; what they hold."""
    expect_quiet(*devices)
    agreed = on_server(devices[0], server)
    for device in devices:
        assert records(device.page) == agreed
    return agreed


def test_whatever_the_network_does_the_phone_says_so_and_goes_on_by_itself(
    new_device: NewDevice, server: Server, proxy: Proxy
) -> None:
    device = new_device(server=proxy)
    device.expect_problem(STATUS)
    device.page.clock.install()
    turn_on(device)
    made = []
    for fault, words in FAULTS:
        with proxy.faulty(fault):
            made += [practise(device.page), practise(device.page)]
            expect_status(device.page, "offline", 2)
            expect(device.page.locator("#sync [data-state=trouble]:visible")).to_contain_text(words)
        device.page.clock.fast_forward(62_000)  # 30 s that a server asked for, and the longest pause of its own
        expect_status(device.page, "synced", 0)
    with proxy.faulty(Fault.REPEAT):
        made.append(practise(device.page))
        edit(device.page, made[0], note="twice")
        expect_status(device.page, "synced", 0)
    assert [record["id"] for record in expect_agreement(server, device)] == sorted(made)


def test_an_account_whose_erasing_was_never_confirmed_is_erased_at_the_second_try(
    new_device: NewDevice, proxy: Proxy
) -> None:
    device = new_device(server=proxy)
    device.expect_problem(STATUS)
    turn_on(device)
    practise(device.page)
    device.find("erase").click()
    with proxy.faulty(Fault.LOSE_ANSWER):
        device.find("erase-confirm").click()
        expect(device.page.get_by_role("alert").filter(has_text="Nothing was changed here")).to_be_visible()
    expect_status(device.page, "synced", 0)
    device.find("erase-confirm").click()
    expect_status(device.page, "off", 1)


def test_a_request_that_comes_after_the_next_one_changes_nothing(
    new_device: NewDevice, server: Server, proxy: Proxy
) -> None:
    device = new_device(server=proxy)
    device.page.clock.install()
    turn_on(device)
    with proxy.faulty(Fault.HOLD):
        session = practise(device.page, wait=False, note="before")
        expect_status(device.page, "syncing", 1)
        device.page.clock.fast_forward(25_000)  # longer than it waits for an answer
        expect_status(device.page, "offline", 1)
    edit(device.page, session, note="after")
    expect_status(device.page, "synced", 0)
    proxy.release()
    (record,) = expect_agreement(server, device)
    assert record["data"]["note"] == "after"


def test_a_server_that_is_away_is_left_alone_for_as_long_as_it_says(
    new_device: NewDevice, server: Server, proxy: Proxy
) -> None:
    device = new_device(server=proxy)
    device.expect_problem(STATUS)
    device.page.clock.install()
    turn_on(device)
    stop_clock(device.page)
    with proxy.faulty(AWAY):
        practise(device.page)
        expect_status(device.page, "offline", 1)
    asked = len(proxy.requests)
    device.page.clock.run_for(29_000)
    practise(device.page)
    device.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect_status(device.page, "offline", 2)
    assert len(proxy.requests) == asked
    device.page.clock.run_for(3_000)
    expect_status(device.page, "synced", 0)
    assert len(expect_agreement(server, device)) == 2


def test_a_tab_that_is_closed_in_the_middle_of_a_sync_leaves_it_to_the_other(
    new_device: NewDevice, server: Server, proxy: Proxy
) -> None:
    device = new_device(server=proxy)
    turn_on(device)
    other = device.tab("/settings/")
    expect_status(other, "synced", 0)
    with proxy.faulty(Fault.HOLD):
        practise(other, wait=False)
        expect_status(other, "syncing", 1)
        practise(device.page, wait=False)
        device.page.wait_for_function(f"() => {TABS_WAITING}.then((tabs) => tabs === 1)")
    assert proxy.most_at_once == 1
    other.close()
    expect_status(device.page, "synced", 0)
    proxy.release()
    assert len(expect_agreement(server, device)) == 2


def test_a_long_list_that_breaks_off_goes_on_where_it_was(new_device: NewDevice, server: Server, proxy: Proxy) -> None:
    first, second = new_device(server=proxy), new_device(server=proxy)
    first.open("/settings/")
    practise(first.page, count=1200)
    turn_on(first)
    second.open(f"/settings/#pair={pairing_code(first)}")
    cut: list[Request] = []

    def cut_later_pages(request: Request) -> Fault | None:
        if not cursor(request):
            return None
        cut.append(request)
        return Fault.CUT_ANSWER

    with proxy.faulty(cut_later_pages):
        second.find("join-link").click()
        expect_status(second.page, "offline", 0)
        assert len(records(second.page)) == 500
    sync(second.page)
    (cookie,) = second.context.cookies()
    own = [request for request in proxy.requests if cookie["value"].encode() in request.content]
    broken = {cursor(request) for request in own if any(request is one for one in cut)}
    answered = [cursor(request) for request in own if not any(request is one for one in cut)]
    assert len(broken) == 1
    for place in ("", *broken):
        assert answered.count(place) == 1, "nothing is asked for twice, though the phone may try by itself too"
    assert len(expect_agreement(server, first, second)) == 1200


def test_a_server_put_back_from_an_older_backup_gets_back_what_it_lacks(
    new_device: NewDevice, server: Server, tmp_path: Path
) -> None:
    first, second = pair(new_device)
    for device in (first, second):
        device.expect_problem(STATUS)
    edited, removed = practise(first.page), practise(first.page)
    sync(second.page)
    database = server.folder / "instance" / "hinge.db"
    backups.save(database, tmp_path / "backup")
    edit(second.page, edited, note="since then")
    change(second.page, removed, None)
    practise(first.page)
    sync(second.page)
    sync(first.page)
    before = records(first.page)
    assert on_server(first, server) == before

    with closing(sqlite3.connect(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    backups.restore(tmp_path / "backup", database, {revision})
    assert len(on_server(first, server)) == 2
    for device in (first, second):
        device.open("/")  # nobody presses anything
        expect_status(device.page, "synced", 0)
    assert expect_agreement(server, first, second) == before


def test_a_clock_that_is_wrong_or_jumps_loses_no_edit_and_holds_no_sync_up(
    new_device: NewDevice, server: Server
) -> None:
    first, second = new_device(), new_device()
    now = time.time()
    first.page.clock.install(time=now + 5 * 3600)
    turn_on(first)
    join(second, pairing_code(first))
    session = practise(first.page, note="five hours ahead")
    sync(second.page)
    edit(second.page, session, note="by the right clock, but later")
    first.page.clock.set_system_time(now)
    practise(second.page)
    first.open("/history/")
    expect(first.find("session")).to_have_count(2)  # though its last sync is in the future
    edit(first.page, session, note="set back, and the last")
    sync(second.page)
    notes = [record["data"]["note"] for record in expect_agreement(server, first, second)]
    assert sorted(notes) == ["", "set back, and the last"]


def test_two_phones_go_through_random_faults_and_kills(new_device: NewDevice, server: Server, proxy: Proxy) -> None:
    seed = int(os.environ.get("FAULTS_SEED") or random.randrange(1_000_000))
    print(f"FAULTS_SEED={seed}")
    Life(seed, server, proxy, pair(new_device, server=proxy)).live()


class Life:
    """What happens to two phones of one account."""

    STEPS = 24
    KILLS = 2
    BAD: tuple[Fault | Reply, ...] = (*(fault for fault, _ in FAULTS), Fault.REPEAT)

    def __init__(self, seed: int, server: Server, proxy: Proxy, phones: tuple[Device, Device]) -> None:
        self.chance = random.Random(seed)
        self.network = random.Random(seed)  # of its own: the proxy asks it in another thread
        self.server = server
        self.proxy = proxy
        self.phones = phones
        self.stands: dict[str, Any] = {}
        """By id, the greatest change that was ever seen on a phone."""

    def live(self) -> None:
        for phone in self.phones:
            phone.expect_problem(STATUS)
            phone.page.clock.install()
        kills = self.chance.sample(range(self.STEPS), self.KILLS)
        with self.proxy.faulty(self.weather):
            for step in range(self.STEPS):
                self.step(self.chance.choice(self.phones))
                if step in kills:
                    self.server.kill()
                    self.server.start()
        for phone in (*self.phones, *self.phones):
            sync(phone.page)
        agreed = expect_agreement(self.server, *self.phones)
        assert {record["id"]: record for record in agreed} == self.stands
        living = sum(not record["deleted"] for record in agreed)
        for phone in self.phones:
            phone.open("/history/")
            expect(phone.find("session")).to_have_count(living)

    def weather(self, request: Request) -> Fault | Reply | None:
        luck = self.network.random()
        return self.network.choice(self.BAD) if luck < 0.4 else Fault.DELAY if luck < 0.8 else None

    def step(self, phone: Device) -> None:
        page = phone.page
        living = [record for record in records(page) if not record["deleted"]]
        luck = self.chance.random()
        wait = self.chance.random() < 0.5
        if luck < 0.2 or not living:
            practise(page, wait=wait)
        elif luck < 0.6:
            record = self.chance.choice(living)
            # Twice: the second change meets the first on its way.
            change(page, record["id"], {**record["data"], "note": f"{luck}"}, wait=False)
            change(page, record["id"], {**record["data"], "note": "corrected"} if luck < 0.5 else None, wait=wait)
        elif luck < 0.7:
            phone.open("/settings/")  # and leave whatever was under way
        elif luck < 0.8:
            page.clock.set_system_time(time.time() + self.chance.uniform(-DAY, DAY))
        else:
            sync(page)
        for record in records(page):
            if record["id"] not in self.stands or wins(record, self.stands[record["id"]]):
                self.stands[record["id"]] = record
