"""What residents read about themselves: where they live, what is stored about them and until when, their passes' ids, and who has looked.

A look appears from the instant that stands on it, computed while reading: no job has to run for it, and before that instant there is no
trace of it, in no number either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as wide_select
from sqlmodel import col, select

from registry.people import open_person
from registry.register import Register, absent
from registry.tables import Credential, Disclosure, Occupant, Person, Property, Tenancy, Unit
from registry.tenancies.rows import term_of

_WHY = {
    "name": "registration",
    "document_kind": "registration",
    "document_number": "registration",
    "country": "registration",
    "birth_date": "registration",
    "phone": "contact",
    "address": "tenancy",
    "unit": "tenancy",
    "reference": "tenancy",
    "starts_on": "tenancy",
    "ends_on": "tenancy",
    "end_on": "tenancy",
    "pass_number": "door",
    "floor": "door",
    "door_times": "door",
}
FIELDS = tuple(_WHY)
REASONS = tuple(sorted(set(_WHY.values())))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Stay:
    """A tenancy as its resident sees it. ``can_contest`` while an end that the landlord announced stands and is not over.

    ``along_with`` is the tenant's tenancy for who lives along in it.
    """

    tenancy_id: str
    reference: str
    address: str
    unit: str
    starts_on: date
    ends_on: date
    end_on: date | None
    end_by: str | None
    contested: bool
    can_contest: bool
    last_day: date
    along_with: str | None

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Stay>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Kept:
    """One stored value: which (a code of ``FIELDS``), what, why it is kept (a code of ``REASONS``), and the last day it is kept."""

    field: str
    value: str
    why: str
    until: date

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Kept>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Look:
    """One look at the caller's data: when (UTC ms), by which body and role, at which fields, what for, on what ground, in which case, and
    what was shown of the comparison: pairs of codes. ``entry_id`` is its line in the audit log.
    """

    id: str
    entry_id: str
    at: int
    body: str
    role: str
    fields: tuple[str, ...]
    purpose: str
    legal_basis: str
    case_number: str
    said: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Look>"


def own_stays(register: Register) -> tuple[Stay, ...]:
    """Return the caller's tenancies, also those that are over and not yet deleted; the one that ends last first."""
    stays = [_stay(register, *row[:3]) for row in _rows(register)]
    register.note("stays.read")
    return tuple(sorted(stays, key=lambda stay: (stay.last_day, stay.tenancy_id), reverse=True))


def own_data(register: Register, *, kept_days: int) -> tuple[Kept, ...]:
    """Return what the register holds about the caller, tenancy by tenancy; ``kept_days`` is how long one is kept after its end."""
    kept = tuple(value for row in _rows(register) for value in _kept(register, row, timedelta(days=kept_days)))
    register.note("data.read")
    return kept


def own_disclosures(register: Register) -> tuple[Look, ...]:
    """Return the looks at the caller's data that may be seen by now, newest first."""
    mine = select(Occupant.person_id).where(_own(register))
    seen = select(Disclosure).where(col(Disclosure.person_id).in_(mine), Disclosure.visible_at <= register.now)
    rows = register.session.exec(seen.order_by(col(Disclosure.at).desc(), col(Disclosure.id))).all()
    register.note("looks.read")
    return tuple(_look(row) for row in rows)


def own_credential_ids(register: Register) -> frozenset[str]:
    """Return the ids of the caller's passes, past ones too: with them the caller's own entries are found."""
    ids = select(Credential.id).join(Occupant, col(Occupant.id) == Credential.occupant_id).where(_own(register))
    found = frozenset(register.session.exec(ids).all())
    register.note("passes.listed")
    return found


def _own(register: Register) -> Any:
    if not register.is_residents:
        raise absent()
    return col(Occupant.account_id) == register.access.actor


def _rows(register: Register) -> list[Any]:
    joined = wide_select(Tenancy, Unit, col(Property.address), Person, col(Occupant.id)).join(
        Occupant, col(Occupant.tenancy_id) == Tenancy.id
    )
    joined = joined.join(Unit, col(Unit.id) == Tenancy.unit_id).join(Property, col(Property.id) == Unit.property_id)
    joined = joined.join(Person, col(Person.id) == Occupant.person_id)
    return list(register.session.execute(joined.where(_own(register)).order_by(col(Tenancy.starts_on).desc(), col(Tenancy.id))))


def _stay(register: Register, tenancy: Tenancy, unit: Unit, address: str) -> Stay:
    term = term_of(tenancy)
    return Stay(
        tenancy_id=tenancy.id,
        reference=tenancy.reference,
        address=address,
        unit=unit.label,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        end_on=term.end_on,
        end_by=term.end_by,
        contested=term.contested,
        can_contest=term.can_contest(register.today),
        last_day=term.last_day,
        along_with=tenancy.along_with,
    )


def _kept(register: Register, row: Any, after: timedelta) -> Iterator[Kept]:
    tenancy, unit, address, person, occupant_id = row
    holder = open_person(register.vault, person)
    values = {**(holder.plain() if holder else {}), "address": address, "unit": unit.label, "reference": tenancy.reference}
    values |= {"starts_on": tenancy.starts_on, "ends_on": tenancy.ends_on, "end_on": tenancy.end_on or ""}
    until = term_of(tenancy).last_day + after
    for name in FIELDS:
        if value := values.get(name, ""):
            yield Kept(field=name, value=value, why=_WHY[name], until=until)
    for way in register.session.exec(select(Credential).where(Credential.occupant_id == occupant_id)):
        for name, value in _of_way(way).items():
            yield Kept(field=name, value=value, why=_WHY[name], until=until)


def _of_way(way: Credential) -> dict[str, str]:
    """Return what is stored with a pass, a card or a PIN; its doors' own times and the ground floor are nothing of its own."""
    said = {"pass_number": way.short_number}
    if way.floor:
        said["floor"] = str(way.floor)
    if way.release_ms or way.open_ms:
        said["door_times"] = f"{way.release_ms // 1000} s, {way.open_ms // 1000} s"
    return said


def _look(row: Disclosure) -> Look:
    return Look(
        id=row.id,
        entry_id=row.entry_id,
        at=row.at,
        body=row.body,
        role=row.role,
        fields=tuple(row.fields.split()),
        purpose=row.purpose,
        legal_basis=row.legal_basis,
        case_number=row.case_number,
        said=tuple((field, word) for field, _, word in (part.partition(":") for part in row.said.split())),
    )
