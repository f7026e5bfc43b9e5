"""A new code: another claim code for a pass that nobody has claimed. The pass itself is not touched and opens as before.

The code before is dead in the same moment, so that one that was lost or sent to a stranger claims nothing; whoever claims the pass later is
told that there was another code, and since when.
"""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col, select

from registry.passes.codes import CLAIM_MS, code_hash, draw_code
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Occupant, Tenancy


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewCode:
    """A new claim code, which is known here and never again, and when it ends (UTC ms). Cannot be printed."""

    tenancy_id: str
    credential_id: str
    claim_code: str
    expires_at: int

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<NewCode>"


def renew_code(register: Register, tenancy_id: str) -> NewCode:
    """Draw another claim code for a tenancy's unclaimed pass, as its landlord.

    Raises Refused ``nothing-to-claim`` when the pass was claimed or is over, ``absent`` for a tenancy that is not the caller's and for a
    resident. Against somebody who claims at the same time the change is conditional: one of the two finds nothing.
    """
    theirs = select(Credential.id).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    theirs = theirs.join(Tenancy, col(Tenancy.id) == Occupant.tenancy_id).where(register.own_tenancies(), Tenancy.id == tenancy_id)
    ids = register.session.exec(theirs).all()
    if register.is_residents or not ids:
        raise absent()
    code, until = draw_code(), register.now + CLAIM_MS
    still = (
        ~col(Credential.spare),
        col(Credential.pass_text) != "",
        col(Credential.claimed_at).is_(None),
        col(Credential.ended_at).is_(None),
        col(Credential.not_after) > register.now // 1000,
    )
    one = register.session.exec(select(Credential.id).where(col(Credential.id).in_(ids), *still).order_by(col(Credential.id))).first()
    change = update(Credential).where(col(Credential.id) == one, *still)
    change = change.values(claim_hash=code_hash(code), claim_expires_at=until, code_renewed_at=register.now)
    changed = register.session.execute(change.returning(col(Credential.id)), execution_options={"synchronize_session": False}).first()
    if changed is None:
        raise Refused(Refusal("nothing-to-claim"))
    register.note("claim-code.renewed", changed[0])
    return NewCode(tenancy_id=tenancy_id, credential_id=changed[0], claim_code=code, expires_at=until)
