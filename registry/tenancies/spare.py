"""A spare pass: for 24 hours, from the landlord, for a tenant who stands outside. The tenant's own goes on working, and the tenant sees it.

It is nobody's to claim, so a door that it opens confirms nobody's living there (B6). Its holder ends it beside the own pass.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from registry import notices
from registry.passes.issue import issue
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Occupant, Property, Unit
from registry.tenancies.rows import accounts_of, locked

SPARE_S = 24 * 3_600


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Spare:
    """A spare pass that opens until ``not_after`` (UTC seconds), as its card shows it: without a name. Cannot be printed."""

    credential_id: str
    address: str
    short_number: str
    not_after: int
    pass_text: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Spare>"


def give_spare(register: Register, tenancy_id: str) -> Spare:
    """Give a spare pass for a tenancy that has begun, as its landlord, and have the tenant told; one that still opens is given again.

    Raises Refused ``absent``, or ``spare-not-now`` where the tenant has no pass that opens.
    """
    if register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    if running := find_spare(register, tenancy_id):
        return running
    now = register.now // 1000
    own = register.session.exec(_passes(tenancy_id, now).where(~col(Credential.spare)).order_by(col(Credential.not_after).desc())).first()
    if own is None or own.not_before > now:
        raise Refused(Refusal("spare-not-now"))
    home = register.session.exec(select(Property).join(Unit).where(Unit.id == tenancy.unit_id)).one()
    made = issue(register, home, own.occupant_id, Window(not_before=now, not_after=min(now + SPARE_S, own.not_after)))
    row = register.session.get_one(Credential, made.credential_id)
    row.spare, row.claim_hash, row.claim_expires_at = True, None, None
    row.release_ms, row.open_ms = own.release_ms, own.open_ms
    register.session.add(row)
    register.session.flush()
    told, code = accounts_of(register, tenancy_id), notices.SPARE_GIVEN
    notices.tell(register.session, told, tenancy_id=tenancy_id, code=code, now=register.now)
    register.note("spare-pass.given", tenancy_id)
    return _view(row, home.address)


def find_spare(register: Register, tenancy_id: str) -> Spare | None:
    """Return the spare pass of a tenancy of the caller's that still opens, to its landlord, or None; raise Refused ``absent``."""
    if register.is_residents:
        raise absent()
    locked(register, tenancy_id)
    found = register.session.exec(
        _passes(tenancy_id, register.now // 1000).where(col(Credential.spare), Credential.state == "active")
    ).first()
    if found is None:
        return None
    address = register.session.exec(select(Property.address).where(Property.door_group == found.door_group)).one()
    register.note("spare-pass.shown", tenancy_id)
    return _view(found, address)


def _passes(tenancy_id: str, now_s: int) -> Any:
    theirs = select(Credential).join(Occupant, col(Occupant.id) == Credential.occupant_id).where(Occupant.tenancy_id == tenancy_id)
    return theirs.where(Credential.pass_text != "", col(Credential.ended_at).is_(None), Credential.not_after > now_s)


def _view(row: Credential, address: str) -> Spare:
    return Spare(credential_id=row.id, address=address, short_number=row.short_number, not_after=row.not_after, pass_text=row.pass_text)
