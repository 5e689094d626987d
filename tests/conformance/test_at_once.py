"""Many devices of one account at once: no cursor ever skips a record."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from hinge_pwa.sync.cursors import CURSOR

from ..browser.server import Server
from ..support.phones import Envelope, Phone, assert_converged, record
from ..support.remote import Remote
from .conftest import NewPhone
from .sentences import covers

WRITERS, PULLERS, PUSHES = 6, 4, 25
SHARED = str(uuid.uuid4())


def write(phone: Phone) -> int:
    """Push new records, each with a change of the one that all devices change. Returns how many changes won."""
    won = 0
    for number in range(PUSHES):
        new = str(uuid.uuid4())
        phone.edit(new, number)
        phone.edit(SHARED, number)
        sent = phone.outbox()
        answer = phone.push(*sent, cursor=phone.cursor)
        lost = {change["id"] for change in answer["changes"]} & {new, SHARED}
        won += len(sent) - len(lost)
        phone.receive(sent, answer)
    return won


def pull(phone: Phone, written: Event) -> list[list[Envelope]]:
    """What each pull brought, in its order, until nothing is written any more."""
    pages: list[list[Envelope]] = []
    while True:
        is_last = written.is_set()
        answer = phone.pull(phone.cursor)
        phone.receive([], answer)
        pages.append(answer["changes"])
        if is_last and not answer["more"]:
            return pages


@covers("It never skips a record", "changes in the answer holds the account")
def test_cursors_never_skip_a_record(phone: Phone, new_phone: NewPhone) -> None:
    writers = [new_phone(f"writer-{number}") for number in range(WRITERS)]
    pullers = [new_phone(f"puller-{number}") for number in range(PULLERS)]
    for device in (*writers, *pullers):
        device.join(phone)
    written = Event()
    with ThreadPoolExecutor(WRITERS + PULLERS) as pool:
        pulling = [pool.submit(pull, puller, written) for puller in pullers]
        try:
            won = sum(pool.map(write, writers))
        finally:
            written.set()
        logs = [future.result() for future in pulling]

    everything = phone.pull()
    in_order = [change["id"] for change in everything["changes"] if change["id"] != SHARED]
    for puller, pages in zip(pullers, logs, strict=True):
        assert len(pages) > 1
        came = [change for page in pages for change in page]
        assert [change["id"] for change in came if change["id"] != SHARED] == in_order, "each once, none skipped"
        stamps = [(change["stamp"], change["device"]) for change in came if change["id"] == SHARED]
        assert stamps == sorted(stamps)
        assert puller.records == {change["id"]: change for change in everything["changes"]}
    assert len(in_order) == WRITERS * PUSHES
    for writer in writers:
        own = [change["id"] for change in writer.made if change["id"] != SHARED]
        assert [id for id in in_order if id in set(own)] == own, "in the order in which it sent them"
    number = CURSOR.fullmatch(everything["cursor"])
    assert number
    assert int(number[2]) >= won, "every change that won has a number of its own"
    assert_converged(phone, *writers, *pullers)


@covers("POST /api/pairings | 201")
def test_a_code_signs_in_one_device_however_many_type_it_at_once(server: Server, phone: Phone) -> None:
    code = phone.client.post("/api/pairings").get_json()["code"]
    rivals = [Phone(Remote(server.url), f"rival-{number}") for number in range(8)]
    with ThreadPoolExecutor(len(rivals)) as pool:
        answers = list(
            pool.map(lambda rival: rival.client.post("/api/pairings/redeem", json={"code": code}).status_code, rivals)
        )
    assert sorted(answers) == [200] + [404] * 7
    for rival in rivals:
        rival.client.close()


@covers("DELETE /api/account | 204")
def test_an_account_that_is_deleted_meanwhile_leaves_no_record_behind(phone: Phone, new_phone: NewPhone) -> None:
    phones = [phone, *(new_phone(f"device-{number}") for number in range(3))]
    for other in phones[1:]:
        other.join(phone)

    def push_on(phone: Phone) -> set[int]:
        return {phone.post("", [record(device=phone.name)]).status_code for _ in range(20)}

    with ThreadPoolExecutor(len(phones)) as pool:
        writing = [pool.submit(push_on, other) for other in phones[1:]]
        phones[0].client.delete("/api/account")
        assert set().union(*(future.result() for future in writing)) <= {200, 401}
    assert {each.post().status_code for each in phones} == {401}
