"""A register on a real database, opened as the process of the people's pages opens it, for landlords and residents who do not exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel, select

from hub.config import HubConfig
from hub.database import Database
from registry import homes, passes, residents, retention, tenancies
from registry.access import Access
from registry.audit.tables import RegisterEntry
from registry.identity import Identity, read_person
from registry.keys import KeyStore, derive, load_kek
from registry.refusals import Refused
from registry.register import Register, Vault
from tests.rig.databases import owner
from tests.rig.numbers import with_check

ZONE = ZoneInfo("Asia/Shanghai")
DAY_MS = 86_400_000
TODAY = date(2026, 11, 24)
NOON = int(datetime(2026, 11, 24, 12, tzinfo=ZONE).timestamp() * 1000)
FIRST, LAST = date(2026, 12, 1), date(2027, 11, 30)
NOTICE_DAYS = 7


def resident_number(sequence: int = 1, birth_date: str = "19910307") -> str:
    """Return a resident number whose check character is right and whose area code was never assigned."""
    return with_check(f"990000{birth_date}{sequence:03}")


def person(name: str = "古丽·阿依", *, number: str = "", phone: str = "19900001234") -> Identity:
    """Return somebody who does not exist."""
    return read_person(
        name=name, document_kind="resident_id", document_number=number or resident_number(), birth_date="", phone=phone, today=TODAY
    )


def at(day: date, hour: int = 12, minute: int = 0, *, zone: ZoneInfo = ZONE) -> int:
    """Return a moment of the site's clock in UTC ms."""
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).timestamp() * 1000)


def seconds(day: date, *, zone: ZoneInfo = ZONE) -> int:
    """Return the midnight with which a day begins, in UTC seconds."""
    return at(day, 0, zone=zone) // 1000


def codes(refused: Refused) -> list[tuple[str, str | None]]:
    """Return what was refused, and beside which field."""
    return [(refusal.code, refusal.field) for refusal in refused.refusals]


@dataclass
class Office:
    """One database as the people's process and the worker have it, with a clock that stands where it was put."""

    config: HubConfig
    people: Database
    worker: Database
    vault: Vault
    now: int = NOON

    @contextmanager
    def open(self, actor: str = "landlord", role: str = "landlord", *, purpose: str = "", now: int | None = None) -> Iterator[Register]:
        """Open the register for somebody, in a transaction of the people's process."""
        with self.people.begin() as session:
            what_for = purpose or ("self" if role == "resident" else "registration")
            yield Register(session, Access(actor=actor, role=role, purpose=what_for, at=now or self.now), self.vault, zone=ZONE)

    def resident(self, actor: str = "resident", *, now: int | None = None):
        """Open the register for a resident."""
        return self.open(actor, "resident", now=now)

    def house(
        self, actor: str = "landlord", *, rooms: int = 4, address: str = "北街12号"
    ) -> tuple[homes.PropertyView, list[homes.UnitView]]:
        """Add a building with rooms on its first floor."""
        with self.open(actor) as register:
            home = homes.add_property(register, address=address)
            return home, list(homes.add_units(register, home.id, homes.RoomRange(first_floor=1, last_floor=1, rooms_per_floor=rooms)))

    def let(
        self,
        unit_id: str,
        identity: Identity | None = None,
        *,
        starts_on: date = TODAY,
        ends_on: date = LAST,
        actor: str = "landlord",
        now: int | None = None,
    ) -> tenancies.Registered:
        """Register a tenant."""
        with self.open(actor, now=now) as register:
            return tenancies.register_tenant(register, identity or person(), unit_id=unit_id, starts_on=starts_on, ends_on=ends_on)

    def claimed(self, unit_id: str, identity: Identity | None = None, *, account: str = "resident", **lease: date) -> tenancies.Registered:
        """Register a tenant who claims the pass."""
        made = self.let(unit_id, identity, **lease)
        self.claim(made.claim_code, account)
        return made

    def claim(self, code: str, account: str = "resident", *, now: int | None = None) -> passes.Claimed:
        """Claim a pass."""
        with self.open(account, "resident", purpose="claim", now=now) as register:
            return passes.claim(register, code)

    def end(self, tenancy_id: str, on: date | None, *, by: str = "landlord", actor: str = "", now: int | None = None) -> None:
        """End a tenancy."""
        with self.open(actor or by, by, now=now) as register:
            tenancies.end(register, tenancy_id, on=on, by=by, notice_days=NOTICE_DAYS)

    def contest(self, tenancy_id: str, *, actor: str = "resident", now: int | None = None) -> None:
        """Contest an end."""
        with self.resident(actor, now=now) as register:
            tenancies.contest(register, tenancy_id)

    def undo(self, tenancy_id: str, *, seen: bool = False, actor: str = "landlord") -> str:
        """Undo a registration."""
        with self.open(actor) as register:
            return tenancies.undo(register, tenancy_id, first_entry_seen=seen)

    def forget(self, *, today: date, days: int = 30) -> int:
        """Let the worker delete what is over."""
        with self.worker.begin() as session:
            now = at(today)
            return retention.delete_ended_tenancies(session, self.vault.keys, days=days, today=today, now=now)

    def stay(self, *, actor: str = "resident", now: int | None = None) -> residents.Stay:
        """Return the one tenancy of a resident."""
        with self.resident(actor, now=now) as register:
            (stay,) = residents.own_stays(register)
        return stay

    def rows(self, kind: type[SQLModel]) -> list:
        """Return every row of a table, as the people's process may read it."""
        with self.people.read() as session:
            return list(session.exec(select(kind)).all())

    def write(self, *rows: SQLModel) -> None:
        """Write rows as the database's owner, one after the other."""
        for row in rows:
            with owner(self.config) as session:
                session.add(row)

    def lines(self) -> list[RegisterEntry]:
        """Return every line of the register's log."""
        return self.rows(RegisterEntry)


@contextmanager
def running_office(config: HubConfig) -> Iterator[Office]:
    """Open a register on these settings."""
    kek = load_kek(config.secrets_dir / "registry.kek")
    office = Office(
        config=config,
        people=Database(config, "people"),
        worker=Database(config, "worker"),
        vault=Vault(KeyStore(config.register_keys_file, kek), derive(kek, "documents")),
    )
    try:
        yield office
    finally:
        office.people.close()
        office.worker.close()
