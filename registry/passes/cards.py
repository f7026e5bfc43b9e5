"""What a pass card shows, to whom: to the landlord who holds the claim code until the pass is claimed, afterwards to its resident alone.

On it is a surname, and no document, no telephone, no full name: a sheet of paper gets lost.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import col

from edge.protocol.rights import CredentialState
from registry.days import day_of
from registry.passes.codes import code_hash
from registry.people import open_person
from registry.register import Register, absent
from registry.tables import Credential, Occupant, Person, Property, Tenancy, Unit


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Issued:
    """A pass as its card shows it. ``valid_until`` is its last day; ``pass_text`` what the QR code says; ``phone`` is where its claim
    code can be sent, if one was given, and stands on no card. ``state`` is ``active`` or ``suspended``. Cannot be printed.
    """

    credential_id: str
    tenancy_id: str
    reference: str
    unit_id: str
    address: str
    unit: str
    surname: str
    phone: str
    short_number: str
    valid_until: date
    pass_text: str
    state: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Issued>"


def find_unclaimed(register: Register, tenancy_id: str, *, claim_code: str) -> Issued | None:
    """Return the pass that this code is for, to the landlord of its tenancy, or None when the code is wrong or over, or the pass claimed.

    Raises Refused ``absent`` for a tenancy that is not the caller's, and for a resident, who claims instead of looking.
    """
    rows = register.session.execute(_cards(register).where(col(Tenancy.id) == tenancy_id)).all()
    if register.is_residents or not rows:
        raise absent()
    for row in rows:
        if _opens_with(row[0], claim_code, register.now):
            register.note("pass.shown", row[0].id)
            return _card(register, row)
    return None


def own_passes(register: Register) -> tuple[Issued, ...]:
    """Return the resident's own passes that open something now or soon, the one that ends last first."""
    rows = register.session.execute(_own_cards(register).order_by(col(Credential.not_after).desc(), col(Credential.id))).all()
    register.note("passes.read")
    return tuple(_card(register, row) for row in rows)


def own_pass(register: Register, credential_id: str) -> Issued:
    """Return one pass of the resident's own; raise Refused ``absent``, also for one that is over."""
    row = register.session.execute(_own_cards(register).where(col(Credential.id) == credential_id)).first()
    if row is None:
        raise absent()
    register.note("pass.read", credential_id)
    return _card(register, row)


def _cards(register: Register) -> Any:
    joined = select(Credential, Tenancy, Unit, col(Property.address), Person).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    joined = joined.join(Tenancy, col(Tenancy.id) == Occupant.tenancy_id).join(Unit, col(Unit.id) == Tenancy.unit_id)
    joined = joined.join(Property, col(Property.id) == Unit.property_id).join(Person, col(Person.id) == Occupant.person_id)
    shown = and_(col(Credential.pass_text) != "", col(Credential.state) != CredentialState.LOST)  # a card or a PIN is no code to be shown
    running = and_(col(Credential.ended_at).is_(None), col(Credential.not_after) > register.now // 1000)
    return joined.where(register.own_tenancies(), shown, running)


def _own_cards(register: Register) -> Any:
    if not register.is_residents:
        raise absent()
    return _cards(register).where(~col(Credential.spare))


def _opens_with(credential: Credential, claim_code: str, now: int) -> bool:
    held, until = credential.claim_hash, credential.claim_expires_at
    return held is not None and until is not None and now < until and hmac.compare_digest(held, code_hash(claim_code))


def _card(register: Register, row: Any) -> Issued:
    credential, tenancy, unit, address, person = row
    holder = open_person(register.vault, person)
    return Issued(
        credential_id=credential.id,
        tenancy_id=tenancy.id,
        reference=tenancy.reference,
        unit_id=unit.id,
        address=address,
        unit=unit.label,
        surname=holder.surname if holder else "",
        phone=holder.phone if holder else "",
        short_number=credential.short_number,
        valid_until=day_of((credential.not_after - 1) * 1000, register.zone),
        pass_text=credential.pass_text,
        state=credential.state,
    )
