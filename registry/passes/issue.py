"""Issuing a pass at once, with the building's own key, and the code with which its holder makes it their own."""

import secrets
from dataclasses import dataclass

from sqlmodel import Session, col, select

from edge.protocol.passes import CREDENTIAL_BYTES, Pass, PassKind, encode
from edge.protocol.signing import key_id
from registry import numbers
from registry.passes.codes import CLAIM_MS, code_hash, draw_code
from registry.passes.doors import tell_doors
from registry.passes.keys import building_key
from registry.passes.windows import Window
from registry.register import Register
from registry.tables import Credential, Occupant, Property, Tenancy, Unit


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewPass:
    """A pass just issued, and its claim code, which is known here and never again. Cannot be printed."""

    credential_id: str
    claim_code: str
    pass_text: str
    short_number: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<NewPass>"


def issue(register: Register, home: Property, occupant_id: str, window: Window, *, claim_code: str = "") -> NewPass:
    """Write a pass for an occupant of a building and have its doors told; the claim code, drawn if none is given, is good for 72 hours."""
    credential_id, code = secrets.token_hex(CREDENTIAL_BYTES), claim_code or draw_code()
    made = Credential(
        id=credential_id,
        occupant_id=occupant_id,
        door_group=home.door_group,
        short_number=numbers.draw_short_number(register.session),
        pass_text=signed_text(register, home, credential_id, window),
        not_before=window.not_before,
        not_after=window.not_after,
        claim_hash=code_hash(code),
        claim_expires_at=register.now + CLAIM_MS,
        floor=_floor_of(register.session, occupant_id),
    )
    register.session.add(made)
    tell_doors(register.session, [home.door_group], now=register.now)
    return NewPass(credential_id=credential_id, claim_code=code, pass_text=made.pass_text, short_number=made.short_number)


def _floor_of(session: Session, occupant_id: str) -> int:
    rooms = select(Unit.floor).join(Tenancy, col(Tenancy.unit_id) == Unit.id).join(Occupant, col(Occupant.tenancy_id) == Tenancy.id)
    return session.exec(rooms.where(Occupant.id == occupant_id)).one()


def signed_text(register: Register, home: Property, credential_id: str, window: Window) -> str:
    """Return what the QR code of a pass says, signed with its building's key."""
    said = Pass(
        key_id=key_id(bytes.fromhex(home.pass_key)),
        credential=bytes.fromhex(credential_id),
        door_group=home.door_group,
        not_before=window.not_before,
        not_after=window.not_after,
        kind=PassKind.RESIDENT,
    )
    return encode(said, building_key(register.vault, home.id))
