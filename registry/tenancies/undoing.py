"""Undoing a registration that was a mistake: until somebody has walked in with its pass, everything that it wrote goes, and the key too."""

from sqlmodel import col, select

from registry import notices
from registry.passes.doors import tell_doors
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Confirmation, Occupant
from registry.tenancies.forgetting import forget
from registry.tenancies.rows import accounts_of, co_occupants_of, credentials_of, locked


def undo(register: Register, tenancy_id: str, *, first_entry_seen: bool) -> str:
    """Delete a tenancy with its person, pass and key, and return the id of the room, which is vacant again.

    ``first_entry_seen`` says whether any entry with its passes is stored; the register itself knows of a confirmation only. Raises Refused
    ``already-entered``, ``undo-shared`` while somebody lives along, or ``absent``. Whoever has claimed the pass is told.
    """
    if register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    if first_entry_seen or _is_confirmed(register, tenancy_id):
        raise Refused(Refusal("already-entered"))
    if co_occupants_of(register, tenancy_id):
        raise Refused(Refusal("undo-shared"))
    unit_id, told = tenancy.unit_id, accounts_of(register, tenancy_id)
    doors = [credential.door_group for credential in credentials_of(register, tenancy_id)]
    register.note("tenancy.undone", tenancy_id)
    forget(register.session, register.vault.keys, [tenancy_id])
    tell_doors(register.session, doors, now=register.now)
    notices.tell(register.session, told, tenancy_id=tenancy_id, code=notices.UNDONE, now=register.now)
    return unit_id


def _is_confirmed(register: Register, tenancy_id: str) -> bool:
    query = select(Confirmation.occupant_id).join(Occupant, col(Occupant.id) == Confirmation.occupant_id)
    return register.session.exec(query.where(Occupant.tenancy_id == tenancy_id)).first() is not None
