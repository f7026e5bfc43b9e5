"""A small police station on a real database: officers of three units, an issuing court, tenants behind doors, and the worker."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Executable, update
from sqlmodel import SQLModel, col, select

from edge.protocol.signing import Purpose, sign
from hub.accounts import name_unit
from hub.accounts.tables import PoliceAccount, PoliceGrant
from hub.cases import desk
from hub.cases.case import Officer
from hub.cases.looks import Opened, open_case
from hub.cases.reasons import Reason
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.database import Database
from hub.screening import alerts, bulletin, erasure, screen
from hub.screening.screen import Screener
from hub.screening.tables import DAY_MS, Alert, Issuer, Outbox
from registry.keys import KeyStore, derive, load_kek
from registry.register import Vault
from registry.tables import Confirmation, Occupant, Person, Property, Tenancy, Unit
from registry.tenancies.forgetting import forget
from tests.rig.databases import owner
from tests.rig.numbers import with_check

NOW = 1_800_000_000_000
COURT = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
LOOKING = Reason(("compare-identities",))
AUTHOR = Officer(account_id="author", unit="east", roles=frozenset({"officer"}))
APPROVER = Officer(account_id="approver", unit="west", roles=frozenset({"supervisor"}))
VERIFIER = Officer(account_id="verifier", unit="north", roles=frozenset({"officer"}))
CLOSER = Officer(account_id="closer", unit="north", roles=frozenset({"supervisor"}))
UNITS = {"east": ("城东派出所", "East Station"), "west": ("城西派出所", "West Station"), "north": ("城北派出所", "North Station")}
EVERYBODY = (AUTHOR, APPROVER, VERIFIER, CLOSER)


def number(birth_date: str, sequence: int = 1) -> str:
    """Return a resident number whose check character is right and whose area code was never assigned."""
    return with_check(f"990000{birth_date.replace('-', '')}{sequence:03}")


def body(**changes: Any) -> dict[str, Any]:
    """Return the body of an alert about one made-up person, with other or further fields."""
    subject = {"name": "李四", "document": {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07")}}
    made = {
        "v": 1,
        "issuer": "court",
        "reference": "M-0031",
        "ground": "missing_person",
        "legal_basis": "Test Act, section 1",
        "expires_at": NOW + 30 * DAY_MS,
        "subject": subject,
    }
    return made | changes


def signed(*, key: Ed25519PrivateKey = COURT, **changes: Any) -> dict[str, Any]:
    """Return a body signed by the court, with its first key or another, whether intake would admit it or not."""
    made = body(**changes)
    return {"body": made, "signature": sign(key, Purpose.ALERT, bulletin.canonical(made)).hex()}


def public(key: Ed25519PrivateKey) -> str:
    """Return a key's public half, as it is enrolled."""
    return key.public_key().public_bytes_raw().hex()


def today(now: int) -> date:
    return datetime.fromtimestamp(now / 1000, UTC).date()


@dataclass(frozen=True)
class Paper:
    """A document that somebody has: kind, issuing country and number."""

    kind: str
    country: str
    number: str

    def plain(self) -> dict[str, str]:
        """Return it as an alert says it."""
        return {"kind": self.kind, "country": self.country, "number": self.number}


@dataclass
class Station:
    """One database as the police process and the worker have it."""

    config: HubConfig
    police: Database
    worker: Database
    keys: KeyStore
    vault: Vault
    numbers: Iterator[int]
    screener: Screener = field(init=False)

    def __post_init__(self) -> None:
        """Start a worker's memory with nobody in it."""
        self.restart()

    def restart(self) -> None:
        """Forget what the worker held in memory, as a new process would."""
        self.screener = Screener(self.worker, self.vault, self.keys)

    def add(self, *rows: SQLModel) -> None:
        """Write rows as the database's owner."""
        with owner(self.config) as session:
            for row in rows:
                session.add(row)
                session.flush()

    def hire(self, *officers: Officer) -> None:
        """Give officers their accounts."""
        for officer in officers:
            account = PoliceAccount(id=officer.account_id, login=officer.account_id, password="!", unit=officer.unit, created_at=1)
            self.add(account, *(PoliceGrant(account_id=officer.account_id, role=role) for role in sorted(officer.roles)))

    def submit(self, raw: Any = None, *, officer: Officer = AUTHOR, now: int = NOW, **changes: Any) -> Alert:
        """Enter an alert."""
        with self.police.begin(officer.account_id) as session:
            return alerts.submit(session, signed(**changes) if raw is None else raw, officer=officer, keys=self.keys, now=now)

    def approve(self, alert_id: str, *, officer: Officer = APPROVER, now: int = NOW) -> Alert:
        """Approve an alert."""
        with self.police.begin(officer.account_id) as session:
            return alerts.approve(session, alert_id, officer=officer, keys=self.keys, now=now)

    def alert(self, *, now: int = NOW, **changes: Any) -> Alert:
        """Enter and approve an alert."""
        return self.approve(self.submit(now=now, **changes).id, now=now)

    def tenant(
        self,
        name: str = "李四",
        birth_date: str = "1991-03-07",
        document: "str | Paper" = "",
        *,
        now: int = NOW,
        queued: bool = True,
        account: str | None = None,
    ) -> str:
        """Let somebody live behind a door, confirmed there; return the occupant's id."""
        nth = next(self.numbers)
        person = self.person(name, birth_date, document or number(birth_date))
        home = Property(id=f"p{nth}", landlord_id="l", address="1 Test Lane", door_group=nth, pass_key="00", created_at=1)
        unit = Unit(id=f"u{nth}", property_id=home.id, floor=1, label="101")
        dates = {"starts_on": "2026-01-01", "ends_on": "2029-01-01"}
        tenancy = Tenancy(id=f"t{nth}", reference=f"r{nth}", unit_id=unit.id, landlord_id="l", created_at=1, **dates)
        occupant = Occupant(id=f"o{nth}", tenancy_id=tenancy.id, person_id=person.id, account_id=account)
        confirmation = Confirmation(occupant_id=occupant.id, credential_id="c", gate_id="g", confirmed_at=now)
        self.add(home, unit, person, tenancy, occupant, confirmation)
        if queued:
            self.add(Outbox(id=uuid4().hex, occupant_id=occupant.id, cause="confirmed", at=now))
        return occupant.id

    def correct(self, occupant_id: str, name: str, birth_date: str, document: "str | Paper" = "") -> None:
        """Write other papers into an occupant's row, as a correction does, and have nobody screened for it."""
        with self.worker.read() as session:
            person = session.get_one(Person, session.get_one(Occupant, occupant_id).person_id)
        key = self.vault.keys.get(f"person:{person.id}")
        sealed = key.seal(json.dumps(_plain(name, birth_date, document or number(birth_date))).encode(), person.id.encode())
        self.execute(update(Person).where(col(Person.id) == person.id).values(sealed=sealed))

    def move_out(self, occupant_id: str) -> None:
        """Forget an occupant's tenancy, as retention does."""
        with self.worker.begin() as session:
            forget(session, self.vault.keys, [session.get_one(Occupant, occupant_id).tenancy_id])

    def execute(self, statement: Executable) -> None:
        """Run a statement as the database's owner."""
        with owner(self.config) as session:
            session.execute(statement)

    def person(self, name: str, birth_date: str, document: "str | Paper") -> Person:
        """Return the row of somebody, sealed under a key of their own."""
        made = Person(id=uuid4().hex, sealed=b"", document_hmac=hashlib.sha256(str(document).encode()).hexdigest(), created_at=1)
        plain = _plain(name, birth_date, document)
        made.sealed = self.vault.keys.make(f"person:{made.id}").seal(json.dumps(plain).encode(), made.id.encode())
        return made

    def screen(self, *, now: int = NOW) -> int:
        """Let the worker take a turn."""
        return screen.run_once(self.screener, now=now)

    def erase(self, *, now: int) -> int:
        """Let the worker erase what is due."""
        return erasure.erase_due(self.worker, self.keys, today=today(now), now=now)

    def lapse(self, *, now: int) -> int:
        """Let the worker close the cases whose alert is over."""
        return erasure.close_lapsed(self.worker, today=today(now), now=now)

    def take(self, officer: Officer = VERIFIER, *, now: int = NOW) -> Case | None:
        """Take the next case."""
        with self.police.begin(officer.account_id) as session:
            return desk.next_case(session, officer, now=now)

    def open(self, name: str, officer: Officer = VERIFIER, *, reason: Reason = LOOKING, now: int = NOW) -> Opened:
        """Look into a case."""
        return open_case(self.police, name, officer=officer, reason=reason, keys=self.keys, now=now)

    def decide(self, name: str, outcome: str, *, officer: Officer = VERIFIER, now: int = NOW) -> Case:
        """Decide a case."""
        with self.police.begin(officer.account_id) as session:
            return desk.decide(
                session, name, officer=officer, outcome=outcome, reason=Reason(("document-seen",), "seen"), today=today(now), now=now
            )

    def close(self, name: str, *, officer: Officer = CLOSER, now: int = NOW) -> Case:
        """Close a case."""
        with self.police.begin(officer.account_id) as session:
            return desk.close(session, name, officer=officer, today=today(now), now=now)

    def rows(self, kind: type[SQLModel], role: str = "worker") -> list[Any]:
        """Return every row of a table, as a role that may read it whole."""
        with {"worker": self.worker, "police": self.police}[role].read("auditor") as session:
            return list(session.exec(select(kind)).all())


def _plain(name: str, birth_date: str, document: "str | Paper") -> dict[str, str]:
    held = document if isinstance(document, Paper) else Paper("resident_id", "CHN", document)
    papers = {"document_kind": held.kind, "country": held.country, "document_number": held.number}
    return {"name": name, "birth_date": birth_date, **papers}


@contextmanager
def running_station(config: HubConfig) -> Iterator[Station]:
    """Open a station on these settings, with its court and its officers."""
    register_kek, cases_kek = (load_kek(config.secrets_dir / name) for name in ("registry.kek", "cases.kek"))
    station = Station(
        config=config,
        police=Database(config, "police"),
        worker=Database(config, "worker"),
        keys=KeyStore(config.case_keys_file, cases_kek),
        vault=Vault(KeyStore(config.register_keys_file, register_kek), derive(register_kek, "documents")),
        numbers=count(1),
    )
    station.add(Issuer(id="court", name="Test Court", public_key=public(COURT), enrolled_at=1))
    with station.police.begin() as session:
        for unit, (zh, en) in UNITS.items():
            name_unit(session, unit, zh=zh, en=en)
    station.hire(*EVERYBODY)
    try:
        yield station
    finally:
        station.police.close()
        station.worker.close()
