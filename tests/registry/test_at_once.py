"""Landlords and residents who act at the same moment, on both databases: one room is let once, and a contest is never lost."""

import threading
from collections.abc import Callable
from datetime import timedelta

from hub.upkeep import end_credentials
from registry import passes, tenancies
from registry.refusals import Refused
from registry.tables import Credential, Person, Tenancy
from registry.tenancies.once import register_once
from tests.registry.parts import LAST, TODAY, Office, at, codes, person, seconds

SOON = TODAY + timedelta(days=10)


def together(*acts: Callable[[], object]) -> list[str]:
    """Do all of it at once; return the codes of what was refused."""
    start, refused = threading.Barrier(len(acts)), []
    broken: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as no:
            refused.append(codes(no)[0][0])
        except Exception as error:  # noqa: BLE001  a thread's error is shown by the test
            broken.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return refused


def test_one_room_is_let_once(office: Office) -> None:
    _home, rooms = office.house()
    for room in rooms[:3]:
        assert together(*[lambda room=room: office.let(room.id)] * 4) == ["unit-occupied"] * 3
    assert len(office.rows(Tenancy)) == len(office.rows(Person)) == 3


def test_one_registration_that_is_sent_at_once_is_one(office: Office) -> None:
    _home, rooms = office.house()
    made: list[tuple[str, str]] = []

    def send() -> None:
        with office.open() as register:
            done = register_once(register, person(), token="one", unit_id=rooms[0].id, starts_on=TODAY, ends_on=LAST)
        made.append((done.credential_id, done.claim_code))

    assert together(*[send] * 4) == []
    assert len(made) == 4 and len(set(made)) == 1
    assert len(office.rows(Tenancy)) == len(office.rows(Credential)) == 1


def test_a_claim_and_a_new_code_at_once_leave_one_of_them(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)

    def invite() -> None:
        with office.open() as register:
            passes.renew_code(register, made.tenancy_id)

    refused = together(lambda: office.claim(made.claim_code), invite)
    (credential,) = office.rows(Credential)
    assert refused == [["claim-code"], ["nothing-to-claim"]][credential.claimed_at is not None]
    assert (credential.claim_hash is None) == (credential.code_renewed_at is None) == (credential.claimed_at is not None)


def test_several_rooms_are_let_at_once(office: Office) -> None:
    _home, rooms = office.house()
    assert together(*(lambda room=room: office.let(room.id) for room in rooms)) == []
    assert len(office.rows(Tenancy)) == 4


def test_an_end_and_leaving_at_once_are_one_or_the_other_or_both_in_order(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    refused = together(
        lambda: office.end(made.tenancy_id, SOON), lambda: office.end(made.tenancy_id, TODAY + timedelta(days=3), by="resident")
    )
    assert refused in ([], ["already-ending"])
    assert (office.stay().end_by, office.stay().last_day) == ("resident", TODAY + timedelta(days=3))


def test_ending_twice_at_once_ends_once(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    assert together(*[lambda: office.end(made.tenancy_id, SOON)] * 3) == ["already-ending"] * 2


def test_a_contest_in_the_last_second_is_not_overtaken_by_the_job_that_closes(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.end(made.tenancy_id, SOON)
    midnight = at(SOON + timedelta(days=1), 0)

    def close() -> None:
        with office.worker.begin() as session:
            end_credentials(session, now=midnight)

    with office.resident(now=midnight - 1) as register:
        tenancies.contest(register, made.tenancy_id)
        if not office.people.on_sqlite:
            closing = threading.Thread(target=close)
            closing.start()
            closing.join(0.5)
    close()
    if not office.people.on_sqlite:
        closing.join()
    (credential,) = office.rows(Credential)
    assert credential.ended_at is None
    assert credential.not_after == seconds(office.stay().ends_on + timedelta(days=1))
