"""Correcting who a row says somebody is: a typing mistake, another document, a name as it is really written.

Before anybody has claimed the pass the landlord corrects what the landlord typed. Afterwards neither side does it alone: the resident says
what is right and the landlord, who has seen the document, says yes or no. The person stays the same person, with the same key, pass and
history, so that nobody gets rid of what is known about them or gets it twice.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlmodel import col

from registry import notices
from registry.identity import Identity, from_plain
from registry.keys import KeyGone
from registry.namings import in_charge_of
from registry.people import key_name, open_person, padded, rewrite_person
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Correction, Occupant, Person, Property, Tenancy, Unit
from registry.tenancies.rows import accounts_of, locked

COMPARED = ("name", "document_kind", "document_number", "country", "birth_date", "phone")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CorrectionView:
    """A correction that waits for the landlord: for which tenancy, since when (UTC ms), what would change (codes), and the new name and
    last four of the document. Cannot be printed.
    """

    id: str
    tenancy_id: str
    address: str
    unit: str
    asked_at: int
    changes: tuple[str, ...]
    name: str
    document_last_four: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<CorrectionView>"


def ask(register: Register, identity: Identity, *, tenancy_id: str) -> str:
    """Say as its resident what is right, and have the landlord told; return the correction's id. Asking again replaces what was asked.

    Raises Refused ``absent``, or ``correction-same`` when nothing would change.
    """
    if not register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    occupant, person = _occupant(register, tenancy_id)
    _refuse_the_same(register, person, identity)
    _drop(register, occupant.id)
    made = Correction(id=uuid4().hex, occupant_id=occupant.id, sealed=b"", asked_at=register.now)
    made.sealed = register.vault.keys.get(key_name(person.id)).seal(padded(identity.plain()), made.id.encode())
    register.session.add(made)
    told, code = in_charge_of(register.session, tenancy), notices.CORRECTION_ASKED
    notices.tell(register.session, told, tenancy_id=tenancy_id, code=code, now=register.now)
    register.note("correction.asked", tenancy_id)
    return made.id


def own_papers(register: Register, tenancy_id: str) -> Identity:
    """Return what the register says of the calling resident's own papers; raise Refused ``absent``."""
    if not register.is_residents:
        raise absent()
    _occupant_row, person = _occupant(register, tenancy_id)
    held = open_person(register.vault, person)
    if held is None:
        raise absent()
    register.note("papers.read", tenancy_id)
    return held


def own_asked(register: Register) -> dict[str, int]:
    """Return since when (UTC ms) corrections that the calling resident has asked for wait, by tenancy."""
    if not register.is_residents:
        raise absent()
    mine = select(col(Occupant.tenancy_id), col(Correction.asked_at)).join(Correction, col(Correction.occupant_id) == Occupant.id)
    rows = register.session.execute(mine.where(col(Occupant.account_id) == register.access.actor))
    return {row[0]: row[1] for row in rows}


def take_back(register: Register, tenancy_id: str) -> None:
    """Leave the papers as they are after all, as the resident; again changes nothing. Raises Refused ``absent``."""
    if not register.is_residents:
        raise absent()
    occupant, _person = _occupant(register, tenancy_id)
    _drop(register, occupant.id)
    register.note("correction.taken-back", tenancy_id)


def waiting(register: Register) -> tuple[CorrectionView, ...]:
    """Return the corrections that wait for the calling landlord, the oldest first; none to anybody else."""
    found = () if register.is_residents else tuple(map(_view_for(register), register.session.execute(_rows(register))))
    register.note("corrections.listed")
    return tuple(view for view in found if view is not None)


def decide(register: Register, correction_id: str, *, accept: bool) -> str:
    """Make a correction or leave the row as it is, as the landlord, and have the resident told; return the tenancy's id.

    Raises Refused ``absent``, also for one that was decided.
    """
    row = None if register.is_residents else register.session.execute(_rows(register).where(col(Correction.id) == correction_id)).first()
    if row is None:
        raise absent()
    correction, person, tenancy = row[0], row[1], locked(register, row[2].id)
    if accept:
        _write(register, person, _opened(register, correction, person))
    _drop(register, correction.occupant_id)
    told, code = accounts_of(register, tenancy.id), notices.CORRECTED if accept else notices.NOT_CORRECTED
    notices.tell(register.session, told, tenancy_id=tenancy.id, code=code, now=register.now)
    register.note("correction.accepted" if accept else "correction.declined", tenancy.id)
    return str(tenancy.id)


def correct(register: Register, identity: Identity, *, tenancy_id: str) -> None:
    """Correct what one typed about a tenant, as the landlord, while nobody has claimed the pass.

    Raises Refused ``absent``, ``correction-claimed`` once somebody has, ``correction-same`` when nothing would change.
    """
    if register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    occupant, person = _occupant(register, tenancy.id)
    if occupant.account_id is not None:
        raise Refused(Refusal("correction-claimed"))
    _refuse_the_same(register, person, identity)
    _write(register, person, identity)
    register.note("tenancy.corrected", tenancy_id)


def _occupant(register: Register, tenancy_id: str) -> tuple[Occupant, Person]:
    """Return the caller's own occupant of a tenancy, to a landlord the tenant's, with the person."""
    query = (
        select(Occupant, Person).join(Person, col(Person.id) == Occupant.person_id).join(Tenancy, col(Tenancy.id) == Occupant.tenancy_id)
    )
    row = register.session.execute(query.where(register.own_tenancies(), col(Occupant.tenancy_id) == tenancy_id)).first()
    if row is None:
        raise absent()
    return row[0], row[1]


def _refuse_the_same(register: Register, person: Person, identity: Identity) -> None:
    if open_person(register.vault, person) == identity:
        raise Refused(Refusal("correction-same"))


def _write(register: Register, person: Person, identity: Identity) -> None:
    rewrite_person(register.vault, person, identity)
    register.session.add(person)
    register.session.flush()


def _drop(register: Register, occupant_id: str) -> None:
    for held in register.session.execute(select(Correction).where(col(Correction.occupant_id) == occupant_id)).scalars():
        register.session.delete(held)
    register.session.flush()


def _rows(register: Register) -> Any:
    joined = select(Correction, Person, Tenancy, Unit, col(Property.address)).join(Occupant, col(Occupant.id) == Correction.occupant_id)
    joined = joined.join(Person, col(Person.id) == Occupant.person_id).join(Tenancy, col(Tenancy.id) == Occupant.tenancy_id)
    joined = joined.join(Unit, col(Unit.id) == Tenancy.unit_id).join(Property, col(Property.id) == Unit.property_id)
    return joined.where(register.own_tenancies()).order_by(col(Correction.asked_at), col(Correction.id))


def _opened(register: Register, correction: Correction, person: Person) -> Identity:
    key = register.vault.keys.get(key_name(person.id))
    return from_plain(json.loads(key.open(correction.sealed, correction.id.encode())))


def _view_for(register: Register) -> Any:
    def view(row: Any) -> CorrectionView | None:
        correction, person, tenancy, unit, address = row
        held = open_person(register.vault, person)
        try:
            wanted = _opened(register, correction, person)
        except KeyGone:
            return None
        changes = tuple(name for name in COMPARED if held is None or getattr(held, name) != getattr(wanted, name))
        return CorrectionView(
            id=correction.id,
            tenancy_id=tenancy.id,
            address=address,
            unit=unit.label,
            asked_at=correction.asked_at,
            changes=changes,
            name=wanted.name,
            document_last_four=wanted.last_four,
        )

    return view
