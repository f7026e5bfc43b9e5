"""B7: a no-hit leaves nothing that the police side can see: every byte that its login can read is the same before and after many of them.

People register, claim, walk in and are screened; afterwards the police process's own connection reads every column it may read, as
everybody who may sign in there, and asks the catalogue whatever it answers. Figures in full with ``make soak``.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from edge.protocol.codec import encode_entries
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub import upkeep
from hub.config import HubConfig
from hub.database import Database
from hub.gateway.inbox import Inbox
from hub.gateway.tables import Gate
from hub.gateway.wire import Message
from hub.screening.tables import CaseSubject, Outbox
from hub.walls import ALL, GRANTS, schema_of
from registry.audit import log
from registry.homes import PropertyView
from registry.tables import Confirmation
from tests.hub.screening.parts import EVERYBODY, Station, body, running_station, signed
from tests.registry.parts import NOON, TODAY, Office, person, resident_number, running_office

SOAK = os.environ.get("ANJU_SOAK") == "1"
REGISTRATIONS, ENTRIES = (10_000, 100_000) if SOAK else (40, 400)
ENTRIES_A_MESSAGE = 20
ADDRESS, REFERENCE_KEY = GateAddress("town", "gate-1"), "11" * 32
CATALOGUE = (
    "SELECT name, sql FROM sqlite_master",
    "SELECT count(*) FROM sqlite_stat1",
    "SELECT relname, relnatts, relkind FROM pg_class WHERE relkind = 'r' ORDER BY relname",
    "SELECT reltuples, relpages FROM pg_class",
    "SELECT * FROM pg_stat_user_tables",
    "SELECT pg_database_size(current_database())",
    "SELECT pg_total_relation_size('register.register_person')",
    "SELECT pg_current_wal_lsn()",
    "SELECT * FROM pg_stats",
    "SELECT * FROM pg_sequences",
)

pytestmark = pytest.mark.timeout(3600 if SOAK else 900)


@dataclass
class Township:
    """A register, a gateway and a police station on one database."""

    office: Office
    station: Station
    gateway: Database
    inbox: Inbox
    numbers: Iterator[int]

    def people_move_in(self, many: int) -> list[str]:
        """Register people whom no alert is about; every second one claims the pass. Return the credentials."""
        home, units = self.office.house(rooms=99)
        self.office.write(gate_of(home))
        made = []
        for number in range(many):
            if number and number % len(units) == 0:
                _home, units = self.office.house(rooms=99)
            born = f"19{60 + number % 40}0307"
            one = self.office.let(
                units[number % len(units)].id, person(number=resident_number(next(self.numbers) % 999 + 1, born)), starts_on=TODAY
            )
            if number % 2:
                self.office.claim(one.claim_code, f"resident-{number}")
            made.append(one.credential_id)
        return made

    def people_walk_in(self, credentials: list[str], many: int) -> None:
        """Have the gateway store entries of them, in batches."""
        for start in range(0, many, ENTRIES_A_MESSAGE):
            upto = min(start + ENTRIES_A_MESSAGE, many)
            entries = [_entry(seq, credentials[seq % len(credentials)]) for seq in range(start + 1, upto + 1)]
            with self.gateway.begin() as session:
                self.inbox.store(session, [Message(topic(ADDRESS, "entries"), encode_entries(entries), 1, 1, False)], now=NOON + 1000)

    def the_worker_works(self) -> None:
        """Screen everybody who waits, grow the logs, end what is over."""
        while self.station.rows(Outbox):
            self.station.screen(now=NOON + 2000)
        with self.office.worker.begin() as session:
            log.sequence(session, "register", Ed25519PrivateKey.generate(), NOON + 3000)
            upkeep.write_disclosures(session)
            upkeep.end_credentials(session, now=NOON + 3000)


def gate_of(home: PropertyView) -> Gate:
    """Return the gate of a building."""
    return Gate(
        id=home.id, site="town", name="gate-1", label="Door", property_id=home.id, door_group=home.door_group, state="approved",
        reference_key=REFERENCE_KEY, created_by="a", created_at=NOON, approved_by="b", provisioned_at=NOON,
    )  # fmt: skip


def _entry(seq: int, credential: str) -> Entry:
    name = reference(bytes.fromhex(REFERENCE_KEY), bytes.fromhex(credential))
    return Entry(
        v=1, gate="gate-1", epoch="a" * 32, seq=seq, event_id=f"{seq:032}", occurred_at=NOON + 500, clock=ClockTrust.SYNCED,
        monotonic_ms=seq, kind=EntryKind.QR, credential=name, reader="camera", outcome=Outcome.GRANTED, reason=Reason.VALID, door="door-1",
    )  # fmt: skip


@contextmanager
def running_township(config: HubConfig) -> Iterator[Township]:
    """Open all of it on these settings, with one alert in force that is about nobody here."""
    with running_office(config) as office, running_station(config) as station:
        made = station.submit(signed(expires_at=NOON + 86_400_000), now=NOON)
        station.approve(made.id, now=NOON)
        station.screen(now=NOON)  # the alert is compared with everybody there is, which its own log may tell
        gateway = Database(config, "gateway")
        yield Township(office, station, gateway, Inbox(), count(1))
        gateway.close()


def police_sees(config: HubConfig) -> str:
    """Return everything that the police process can read, whoever is signed in there; the register's checkpoints everybody may read."""
    database = Database(config, "police")
    seen: list[object] = []
    for actor in ("", *(officer.account_id for officer in EVERYBODY)):
        for table, rights in sorted(GRANTS["police"].items()):
            if table == "audit_public" or not rights.read:
                continue
            columns = ALL if rights.read == ALL else ", ".join(rights.read.split())
            place = table if config.on_sqlite else f"{schema_of(table)}.{table}"
            with database.read(actor) as session:
                rows = session.connection().execute(text(f"SELECT {columns} FROM {place}")).all()
            seen.append([table, actor, sorted(map(repr, rows))])
    seen += [[question, _answer(database, question)] for question in CATALOGUE]
    database.close()
    return json.dumps(seen)


def _answer(database: Database, question: str) -> str:
    try:
        with database.read("verifier") as session:
            return repr(session.connection().execute(text(question)).all())
    except DBAPIError as error:
        return type(error.orig).__name__


def test_whatever_the_police_login_can_read_is_the_same_to_the_byte(database_config: HubConfig) -> None:
    with running_township(database_config) as town:
        before = police_sees(database_config)
        credentials = town.people_move_in(REGISTRATIONS)
        town.people_walk_in(credentials, ENTRIES)
        town.the_worker_works()
        assert len(town.station.rows(Confirmation)) == REGISTRATIONS // 2
        assert town.station.rows(CaseSubject) == []
        assert police_sees(database_config) == before


def test_a_hit_would_have_been_seen(database_config: HubConfig) -> None:
    """The other way round, so that the comparison above can fail: with one more tenant, whom the alert is about, the views differ."""
    with running_township(database_config) as town:
        before = police_sees(database_config)
        home, (unit, *_rest) = town.office.house()
        watched = body()["subject"]["document"]["number"]
        made = town.office.claimed(unit.id, person("李四", number=watched), starts_on=TODAY)
        gate = Gate(
            id=home.id, site="town", name="gate-1", label="Door", property_id=home.id, door_group=home.door_group, state="approved",
            reference_key=REFERENCE_KEY, created_by="a", created_at=NOON, approved_by="b", provisioned_at=NOON,
        )  # fmt: skip
        town.office.write(gate)
        town.people_walk_in([made.credential_id], 1)
        town.the_worker_works()
        assert len(town.station.rows(CaseSubject)) == 1
        assert police_sees(database_config) != before
