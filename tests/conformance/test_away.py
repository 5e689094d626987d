"""Devices that were away, with clocks of their own, and accounts that were erased meanwhile."""

import random
import uuid
from datetime import timedelta

from ..support.phones import Phone, assert_converged, record, session
from ..support.remote import CLOCK_OFFSET
from .conftest import NewPhone
from .sentences import covers

TWO_YEARS = timedelta(days=730)
MINUTE, HOUR = 60_000, 3_600_000  # ms
NOW = 1_763_838_580_007


@covers("cursor is valid for ever", "The protocol must converge")
def test_a_device_that_was_away_for_two_years_goes_on_from_its_own_cursor(
    phone: Phone, tablet: Phone, new_phone: NewPhone
) -> None:
    forgotten = new_phone("forgotten")
    forgotten.join(phone)
    ids = [str(uuid.uuid4()) for _ in range(20)]
    for id in ids:
        phone.edit(id, 1)
    assert_converged(phone, tablet, forgotten)
    cursor = forgotten.cursor
    for id in ids[:10]:
        forgotten.edit(id, 2, data=session(note="offline"))
    forgotten.edit(str(uuid.uuid4()), 2)

    for day in range(1, 105):  # once a week
        device = (phone, tablet)[day % 2]
        device.client.headers[CLOCK_OFFSET] = str(day * 7 * 86_400)
        device.edit(str(uuid.uuid4()), day)
        device.edit(ids[day % 5], day)
        if day == 50:
            for id in ids[5:15]:
                device.delete(id, day)
        device.sync()

    for device in (phone, tablet, forgotten):
        device.client.headers[CLOCK_OFFSET] = str(round(TWO_YEARS.total_seconds()))
    forgotten.client.forget_cookies()  # the browser dropped its cookie after 400 days
    held = dict(forgotten.records)
    assert forgotten.post(forgotten.cursor, forgotten.outbox()).status_code == 401
    assert forgotten.records == held
    forgotten.join(phone)
    answer = forgotten.post(cursor, forgotten.outbox())
    assert answer.status_code == 200, "no resync: its cursor is still good"
    assert set(ids[5:15]) <= {change["id"] for change in answer.get_json()["changes"] if change["deleted"]}
    assert_converged(phone, tablet, forgotten)


@covers("stamp | integer", "The rule is a total order")
def test_clocks_that_are_hours_apart_and_jump_lose_nothing(phone: Phone, tablet: Phone, new_phone: NewPhone) -> None:
    seed = random.randrange(2**32)
    print(f"The seed was {seed}")
    chance = random.Random(seed)
    watch = new_phone("watch")
    watch.join(phone)
    devices = (phone, tablet, watch)
    clocks = {"phone": NOW, "tablet": NOW - 7 * HOUR, "watch": NOW + 11 * HOUR}
    ids = [str(uuid.uuid4()) for _ in range(5)]
    for _ in range(80):
        device = chance.choice(devices)
        if chance.random() < 0.2:  # somebody sets the clock, or a time zone is mistaken for a time
            clocks[device.name] = max(0, clocks[device.name] + chance.choice((-1, 1)) * chance.randrange(48 * HOUR))
            device.client.headers[CLOCK_OFFSET] = str(chance.randrange(-86_400, 86_400))  # the server's does too
        clocks[device.name] += chance.randrange(MINUTE)
        if chance.random() < 0.2:
            device.delete(chance.choice(ids), clocks[device.name])
        else:
            device.edit(chance.choice(ids), clocks[device.name], data=session(note=str(chance.random())))
        if chance.random() < 0.3:
            device.sync()
    assert_converged(*devices)


@covers("401 |", "DELETE /api/account | 204")
def test_an_account_that_is_erased_while_a_device_is_offline_takes_nothing_from_it(phone: Phone, tablet: Phone) -> None:
    phone.edit(record()["id"], 1)
    assert_converged(phone, tablet)
    old = phone.client.get("/api/account").get_json()["account"]
    tablet.edit(record()["id"], 2)  # offline
    assert phone.client.delete("/api/account").status_code == 204

    held = dict(tablet.records)
    answer = tablet.post(tablet.cursor, tablet.outbox())
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "not_signed_in")
    assert tablet.make_account() != old
    assert tablet.pull()["changes"] == []
    tablet.start_again()
    tablet.sync()
    phone.join(tablet)
    phone.start_again()
    assert_converged(phone, tablet)
    assert phone.records == held
