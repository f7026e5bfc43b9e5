"""What the worker does beside screening, on both databases and with the worker's own rights."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session, SQLModel, select

from hub import upkeep
from hub.accounts.tables import AuditorSession, PeopleAttempt, PeopleSession, PoliceSession
from hub.cases.tables import Case, Shown
from hub.config import HubConfig
from hub.database import OWNER, Database
from hub.gateway.tables import CommandRow, EntryRow, GapRow, Gate, SetAsideRow
from hub.screening.tables import DAY_MS, Alert, CaseSubject, Issuer
from registry.audit.tables import CasesEntry
from registry.tables import Credential, Disclosure, ListChange, Occupant, Person, Property, Tenancy, Unit
from tests.hub.test_walls import CASE

NOW = 1_800_000_000_000


@pytest.fixture
def worker(database_config: HubConfig) -> Iterator[Database]:
    database = Database(database_config, "worker")
    yield database
    database.close()


def write(config: HubConfig, *rows: SQLModel) -> None:
    """Write rows as the owner, one after the other; where the owner has no row security of its own, as whoever writes them."""
    for row in rows:
        database = Database(config, "worker" if isinstance(row, Case | CasesEntry) else "police" if isinstance(row, Shown) else OWNER)
        with database.begin("third") as session:
            session.add(row)
        database.close()


def tenant(credential: Credential) -> list[SQLModel]:
    return [
        Property(id="p", landlord_id="l", address="1 Test Lane", door_group=7, pass_key="00", created_at=1),
        Unit(id="u", property_id="p", floor=1, label="101"),
        Person(id="person", sealed=b"x", document_hmac="h", created_at=1),
        Tenancy(id="t", reference="r", unit_id="u", landlord_id="l", starts_on="2026-01-01", ends_on="2027-01-01", created_at=1),
        Occupant(id="o", tenancy_id="t", person_id="person"),
        credential,
    ]


def credential(not_after: int) -> Credential:
    return Credential(id="c", occupant_id="o", door_group=7, short_number="1", pass_text="x", not_before=1, not_after=not_after)


def test_an_opened_case_becomes_a_line_that_its_person_will_read_once(database_config: HubConfig, worker: Database) -> None:
    alert = Alert(
        id="a",
        issuer_id="i",
        ground="court_order",
        legal_basis="Article 7",
        reference="2026/1",
        expires_at=NOW + DAY_MS,
        sealed=b"x",
        signature=b"x",
        state="submitted",
        author_id="author",
        author_unit="north",
        submitted_at=NOW,
    )
    looks = {
        "act": "case.opened",
        "subject": "c",
        "purpose": "case",
        "reason": "verify",
        "actor": "third",
        "role": "officer",
        "unit": "east",
    }
    write(
        database_config,
        Issuer(id="i", name="Court", public_key="00", enrolled_at=1),
        alert,
        Case(id="c", **CASE),
        CaseSubject(case_id="c", person_id="person", occupant_id="o", alert_id="a", pair="p"),
        CasesEntry(id="e1", at=NOW, salt="00", **looks),
        CasesEntry(id="e2", at=NOW + 5, salt="00", **(looks | {"act": "case.closed"})),
        CasesEntry(id="e3", at=NOW + 9, salt="00", **looks),
        Shown(entry_id="e3", case_id="c", said="match:document name:same"),
    )
    written = []
    for _ in range(2):
        with worker.begin() as session:
            written.append(upkeep.write_disclosures(session))
    assert written == [2, 0]
    with worker.read() as session:
        line, with_words = session.exec(select(Disclosure).order_by(Disclosure.at)).all()
    assert (line.said, with_words.said) == ("", "match:document name:same")
    assert (line.person_id, line.entry_id, line.at, line.visible_at) == ("person", "e1", NOW, NOW)
    assert (line.body, line.role, line.legal_basis, line.case_number) == ("east", "officer", "Article 7", "2026-0001")
    assert "verify" not in str(line.model_dump())


@pytest.mark.parametrize(("not_after", "ended"), [(NOW // 1000, True), (NOW // 1000 + 1, False)])
def test_a_pass_ends_with_its_last_second_and_its_doors_get_a_new_list(
    database_config: HubConfig, worker: Database, not_after: int, ended: bool
) -> None:
    write(database_config, *tenant(credential(not_after)))
    for expected in (int(ended), 0):
        with worker.begin() as session:
            assert upkeep.end_credentials(session, now=NOW) == expected
    with worker.read() as session:
        assert session.get_one(Credential, "c").ended_at == (NOW if ended else None)
        assert [change.door_group for change in session.exec(select(ListChange))] == [7] * ended


def entry(seq: int, received_at: int) -> EntryRow:
    words = {"event_id": "0", "occurred_at": NOW, "clock": "synced", "kind": "qr", "outcome": "granted", "reason": "valid", "door": "1"}
    return EntryRow(gate_id="g", epoch="e", seq=seq, received_at=received_at, late=False, **words)


@pytest.mark.parametrize("days", [1, 30, 90])
def test_entries_go_after_the_configured_days(database_config: HubConfig, worker: Database, days: int) -> None:
    config = database_config.model_copy(update={"entry_days": days})
    edge = NOW - days * DAY_MS
    write(database_config, entry(1, edge - 1), entry(2, edge), entry(3, NOW))
    with worker.begin() as session:
        assert upkeep.delete_entries(session, config, now=NOW) == 1
    with Database(database_config, "people").read() as session:
        assert session.exec(select(EntryRow.seq).order_by(EntryRow.seq)).all() == [2, 3]


def test_what_was_set_aside_and_sign_ins_that_are_over_go(database_config: HubConfig, worker: Database) -> None:
    old = NOW - upkeep.SET_ASIDE_DAYS * DAY_MS - 1
    sessions = [
        rows(id=f"{rows.__name__}{expires_at}", account_id="a", created_at=1, seen_at=1, expires_at=expires_at)
        for rows in (PeopleSession, PoliceSession, AuditorSession)
        for expires_at in (NOW, NOW + 1)
    ]
    write(
        database_config,
        *[SetAsideRow(id=str(at), topic="t", epoch="", seq=0, why="w", size=1, head=b"x", at=at) for at in (old, NOW)],
        *sessions,
        *[PeopleAttempt(key=str(at), failures=9, open_at=at) for at in (NOW - DAY_MS - 1, NOW)],
    )
    with worker.begin() as session:
        assert upkeep.delete_set_aside(session, now=NOW) == 1
        assert upkeep.delete_sign_ins(session, now=NOW) == 4
    _only(Database(database_config, "people"), PeopleSession, f"PeopleSession{NOW + 1}")


def test_what_gates_were_told_and_what_they_lost_go_after_a_month(database_config: HubConfig, worker: Database) -> None:
    old = NOW - upkeep.SET_ASIDE_DAYS * DAY_MS - 1
    gate = Gate(id="g", site="t", name="n", label="l", property_id="p", door_group=1, state="approved", created_by="a", created_at=1)
    write(database_config, gate)
    for at in (old, NOW):
        told = CommandRow(number=str(at), gate_id="g", action="unlock", asked_by="a", asked_at=at, expires_at=at + 1)
        write(database_config, told, GapRow(gate_id="g", epoch=str(at), first_seq=1, last_seq=2, why="overflow", at=at))
    with worker.begin() as session:
        assert upkeep.delete_gate_accounts(session, now=NOW) == 2


def _only(database: Database, rows: type[SQLModel], name: str) -> None:
    with database.read() as session:
        found = _names(session, rows)
    database.close()
    assert found == [name]


def _names(session: Session, rows: type[SQLModel]) -> list[str]:
    return [row.id for row in session.exec(select(rows)).all()]  # type: ignore[attr-defined]
