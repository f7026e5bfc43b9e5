"""From the register to screening on both databases: only a claimed pass confirms, and what was sealed is what screening opens (B6)."""

from datetime import timedelta

from sqlmodel import select

from hub.database import Database
from hub.gateway.confirm import Confirmations, Passage
from hub.screening.occupants import confirmed_ids, occupied, opened
from hub.screening.tables import Outbox
from registry.tables import Confirmation, Occupant
from tests.registry.parts import NOON, TODAY, Office, at, person, resident_number

SOMEBODY = person("阿依古丽·买买提", number=resident_number(5))


def walk_in(office: Office, credential_id: str, *, now: int = NOON) -> int:
    """Store a granted entry as the gateway does; return how many occupancies it confirmed."""
    gateway = Database(office.config, "gateway")
    passage = Passage(gate_id="g", credential_id=credential_id, occurred_at=now)
    with gateway.begin() as session:
        done = Confirmations().write(session, [passage], now=now)
    gateway.close()
    return done


def waiting(office: Office) -> list[str]:
    with office.worker.read() as session:
        return list(session.exec(select(Outbox.occupant_id)).all())


def test_a_stranger_who_is_registered_and_let_in_by_others_is_never_screened(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id, SOMEBODY)
    for after in range(3):
        assert walk_in(office, made.credential_id, now=NOON + after) == 0
    assert (office.rows(Confirmation), waiting(office)) == ([], [])
    (occupant,) = office.rows(Occupant)
    with office.worker.read() as session:
        assert occupied(session, office.vault, occupant.id) is None
        assert (confirmed_ids(session), list(opened(session, office.vault, [occupant.id]))) == (set(), [])


def test_a_claimed_pass_confirms_once_and_screening_opens_what_was_sealed(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id, SOMEBODY)
    assert [walk_in(office, made.credential_id, now=NOON + after) for after in (0, 1)] == [1, 0]
    (occupant,) = office.rows(Occupant)
    assert waiting(office) == [occupant.id]
    with office.worker.read() as session:
        found = occupied(session, office.vault, occupant.id)
    assert found is not None and found.papers.document is not None
    assert (found.papers.name, found.papers.birth_date) == (SOMEBODY.name, SOMEBODY.birth_date)
    assert (found.papers.document.kind, found.papers.document.country) == ("resident_id", "CHN")
    assert found.papers.document.number == SOMEBODY.document_number


def test_an_entry_from_before_the_claim_or_after_the_end_confirms_nothing(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    assert walk_in(office, made.credential_id, now=NOON - 1) == 0
    office.end(made.tenancy_id, None, by="resident", now=NOON + 60_000)
    assert walk_in(office, made.credential_id, now=NOON + 60_000) == 0
    assert walk_in(office, made.credential_id, now=at(TODAY + timedelta(days=1))) == 0
