"""A PIN for duress was typed: the contact that the resident chose is told, and nobody else, neither landlord nor operator nor police.

It is told once for each entry, and however late the entry comes: the message says when it was. Nothing at the door is moved by it.
"""

from collections.abc import Sequence
from uuid import uuid4

from sqlmodel import Session, col, select

from registry.notices import DURESS
from registry.tables import Credential, Notice, Occupant

Pressed = tuple[str, int]
"""A credential's id, and when (UTC ms)."""


def tell_contacts(session: Session, pressed: Sequence[Pressed]) -> None:
    """Write a message to the contact of each of these, in the entries' own transaction."""
    for credential_id, at in pressed:
        wanted = select(Credential.duress_contact, Occupant.tenancy_id).join(Occupant, col(Occupant.id) == Credential.occupant_id)
        found = session.exec(wanted.where(Credential.id == credential_id)).first()
        if found and found[0]:
            session.add(Notice(id=uuid4().hex, account_id=found[0], tenancy_id=found[1], code=DURESS, at=at))
    session.flush()
