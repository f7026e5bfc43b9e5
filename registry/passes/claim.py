"""Claiming a pass: whoever holds its code makes it their own account's, once. From then on a door that it opens confirms the occupancy.

Two who claim at once: the change is conditional on the code being still there, so one finds it gone.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, col, select

from registry import notices
from registry.passes.codes import code_hash
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Occupant, Tenancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What has become the resident's own."""

    tenancy_id: str
    credential_id: str


def claim_target(session: Session, code: str, *, now: int) -> str:
    """Return the id of the pass that a code can claim now (UTC ms), before anybody has an account; raise Refused ``claim-code``."""
    found = session.exec(select(Credential.id).where(_claimable(code, now))).first()
    if found is None:
        raise _refused()
    return found


def claim(register: Register, code: str) -> Claimed:
    """Make the pass of this code the calling resident's own; raise Refused ``claim-code`` if it is wrong, used, or over."""
    if not register.is_residents:
        raise absent()
    session, account = register.session, register.access.actor
    taken = (
        update(Credential)
        .where(_claimable(code, register.now))
        .values(claim_hash=None, claim_expires_at=None, claimed_at=register.now)
        .returning(col(Credential.id), col(Credential.occupant_id), col(Credential.code_renewed_at))
    )
    row = session.execute(taken, execution_options={"synchronize_session": False}).first()
    if row is None:
        raise _refused()
    credential_id, occupant_id, renewed_at = row
    occupant = session.get_one(Occupant, occupant_id)
    if occupant.account_id not in (None, account):
        raise _refused()
    occupant.account_id = account
    session.add(occupant)
    session.flush()
    _tell_what_was_missed(register, occupant.tenancy_id, renewed_at=renewed_at)
    register.note("pass.claimed", credential_id)
    return Claimed(tenancy_id=occupant.tenancy_id, credential_id=credential_id)


def _claimable(code: str, now: int) -> ColumnElement[bool]:
    return and_(
        col(Credential.claim_hash) == code_hash(code),
        col(Credential.claim_expires_at) > now,
        col(Credential.ended_at).is_(None),
        col(Credential.not_after) > now // 1000,
    )


def _tell_what_was_missed(register: Register, tenancy_id: str, *, renewed_at: int | None) -> None:
    """What the landlord did while the tenancy was nobody's to read about is told now: another claim code, an end that can be contested."""
    tenancy = register.session.get_one(Tenancy, tenancy_id)
    if renewed_at is not None:
        notices.tell(register.session, [register.access.actor], tenancy_id=tenancy_id, code=notices.CODE_RENEWED, now=renewed_at)
    ends = {"landlord": notices.END_ANNOUNCED, "tenant": notices.ENDS_WITH_TENANT}.get(tenancy.end_by or "")
    if ends and tenancy.contested_at is None:
        notices.tell(register.session, [register.access.actor], tenancy_id=tenancy_id, code=ends, now=register.now)


def _refused() -> Refused:
    return Refused(Refusal("claim-code", "code"))
