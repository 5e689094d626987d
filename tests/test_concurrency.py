"""Many devices of one account at once, against a real server: no cursor ever skips a record."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from .browser.server import Server
from .phones import Phone, record
from .remote import Remote

WRITERS, PULLERS, PUSHES = 6, 4, 25


def devices(server: Server, count: int) -> list[Phone]:
    first = Phone(Remote(server.url), "device-0")
    first.make_account()
    others = [Phone(Remote(server.url), f"device-{number}") for number in range(1, count)]
    for other in others:
        other.join(first)
    return [first, *others]


def close(phones: list[Phone]) -> None:
    for phone in phones:
        phone.client.close()


def test_cursors_never_skip_a_record(real_server: Server) -> None:
    phones = devices(real_server, WRITERS + PULLERS)
    shared = record(device="device-0")
    written = Event()

    def write(phone: Phone) -> None:
        for number in range(PUSHES):
            sent = [record(device=phone.name), record(shared["id"], number + 1, phone.name)]
            phone.held |= {change["id"]: change for change in sent}
            phone.push(*sent)

    def pull(phone: Phone) -> int:
        pulls = 0
        while True:
            last_round = written.is_set()
            answer = phone.pull(phone.cursor)
            phone.take([], answer)
            pulls += 1
            if last_round and not answer["more"]:
                return pulls

    writers, pullers = phones[:WRITERS], phones[WRITERS:]
    with ThreadPoolExecutor(len(phones)) as pool:
        pulling = [pool.submit(pull, phone) for phone in pullers]
        try:
            for done in [pool.submit(write, phone) for phone in writers]:
                done.result()
        finally:
            written.set()
        assert min(future.result() for future in pulling) > 1

    expected = {id: change for phone in writers for id, change in phone.held.items() if id != shared["id"]}
    assert len(expected) == WRITERS * PUSHES
    for phone in pullers:
        assert phone.held.pop(shared["id"])["stamp"] == PUSHES
        assert phone.held == expected
    close(phones)


def test_a_code_signs_in_one_device_however_many_type_it_at_once(real_server: Server) -> None:
    (phone,) = devices(real_server, 1)
    code = phone.client.post("/api/pairings").get_json()["code"]
    rivals = [Phone(Remote(real_server.url), f"rival-{number}") for number in range(8)]
    with ThreadPoolExecutor(len(rivals)) as pool:
        answers = list(
            pool.map(lambda rival: rival.client.post("/api/pairings/redeem", json={"code": code}).status_code, rivals)
        )
    assert sorted(answers) == [200] + [404] * 7
    close([phone, *rivals])


def test_an_account_that_is_deleted_meanwhile_leaves_no_record_behind(real_server: Server) -> None:
    phones = devices(real_server, 4)

    def write(phone: Phone) -> set[int]:
        return {phone.post("", [record(device=phone.name)]).status_code for _ in range(20)}

    with ThreadPoolExecutor(len(phones)) as pool:
        writing = [pool.submit(write, phone) for phone in phones[1:]]
        phones[0].client._request("DELETE", "/api/account")
        assert set().union(*(future.result() for future in writing)) <= {200, 401}
    assert {phone.post().status_code for phone in phones} == {401}
    close(phones)
