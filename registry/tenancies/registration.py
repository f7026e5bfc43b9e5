"""Registering a tenant: a person's sealed row, the tenancy, and a pass that opens at once, in one transaction with the audit line.

It runs the same statements and writes rows of the same size whoever is registered and whatever screening will say, and waits for nothing.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlmodel import col, func, select

from registry import numbers
from registry.identity import Identity
from registry.passes.issue import NewPass, issue
from registry.passes.windows import window_of
from registry.people import make_person
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Occupant, Property, Tenancy, Unit
from registry.tenancies.rows import term_of
from registry.tenancies.rules import is_free, judge_lease


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Registered:
    """What registering made: the pass to hand over, and the code with which the tenant claims it. Cannot be printed."""

    tenancy_id: str
    reference: str
    credential_id: str
    claim_code: str
    pass_text: str
    short_number: str
    valid_until: date

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Registered>"


def register_tenant(
    register: Register, identity: Identity, *, unit_id: str, starts_on: date, ends_on: date, claim_code: str = ""
) -> Registered:
    """Register a tenant of a room from one day to another, both included, and issue the pass; the claim code is drawn if none is given.

    Raises Refused ``absent`` for a room that is not the caller's, ``unit-occupied`` (field ``unit``) when somebody has it on one of these
    days, and what :func:`registry.tenancies.rules.judge_lease` says. That the same person lives elsewhere already changes nothing.
    """
    if wrong := judge_lease(starts_on=starts_on, ends_on=ends_on, today=register.today):
        raise Refused(*wrong)
    home = locked_home(register, unit_id)
    judge_free(register, unit_id, starts_on, ends_on)
    made = move_in(register, identity, home, new_tenancy(register, home, unit_id, starts_on, ends_on), claim_code=claim_code)
    register.note("tenancy.registered", made.tenancy_id)
    return made


def new_tenancy(register: Register, home: Property, unit_id: str, starts_on: date, ends_on: date) -> Tenancy:
    """Return the row of a tenancy that begins, with a registration number of its own; it is not written yet."""
    return Tenancy(
        id=uuid4().hex,
        reference=numbers.draw_reference(register.session),
        unit_id=unit_id,
        landlord_id=home.landlord_id,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        created_at=register.now,
    )


def move_in(register: Register, identity: Identity, home: Property, tenancy: Tenancy, *, claim_code: str = "") -> Registered:
    """Write a person and the tenancy, and issue the pass."""
    person = make_person(register.vault, identity, now=register.now)
    occupant = Occupant(id=uuid4().hex, tenancy_id=tenancy.id, person_id=person.id)
    for row in (person, tenancy, occupant):
        register.session.add(row)
        register.session.flush()
    term = term_of(tenancy)
    window = window_of(first_day=term.starts_on, last_day=term.ends_on, today=register.today, zone=register.zone)
    made = issue(register, home, occupant.id, window, claim_code=claim_code)
    return _registered(tenancy, made, term.ends_on)


def locked_home(register: Register, unit_id: str) -> Property:
    """Return the building of a room of the caller's, and keep others from registering in that room until this transaction ends."""
    query = select(Property).join(Unit, col(Unit.property_id) == Property.id).where(register.own_properties(), Unit.id == unit_id)
    home = register.session.exec(query.with_for_update(of=Unit)).first()
    if home is None:
        raise absent()
    return home


def judge_free(register: Register, unit_id: str, starts_on: date, ends_on: date, *, besides: str = "") -> None:
    """Return if nobody has the room on one of these days, the tenancy ``besides`` and its co-occupants apart; raise Refused
    ``unit-occupied``.
    """
    not_over = select(Tenancy).where(Tenancy.unit_id == unit_id, Tenancy.ends_on >= starts_on.isoformat())
    not_over = not_over.where(func.coalesce(Tenancy.along_with, Tenancy.id) != besides)
    others = [term_of(tenancy) for tenancy in register.session.exec(not_over)]
    if not is_free(others, starts_on=starts_on, ends_on=ends_on, today=register.today):
        raise Refused(Refusal("unit-occupied", "unit"))


def _registered(tenancy: Tenancy, made: NewPass, valid_until: date) -> Registered:
    return Registered(
        tenancy_id=tenancy.id,
        reference=tenancy.reference,
        credential_id=made.credential_id,
        claim_code=made.claim_code,
        pass_text=made.pass_text,
        short_number=made.short_number,
        valid_until=valid_until,
    )
