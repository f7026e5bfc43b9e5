"""What a resident does with an own pass: suspend it and take it up again, report it lost for another, end it, lay a card beside it.

Nobody else has these ways: a landlord cannot take a pass from somebody who lives there (B19), and there is no function here that would.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from edge.protocol.building import card_name, code_key, pin_name, salt_alone
from edge.protocol.passes import CREDENTIAL_BYTES
from edge.protocol.rights import CredentialState
from registry import numbers
from registry.passes.doors import tell_doors
from registry.passes.issue import NewPass, issue
from registry.passes.keys import make_door_key
from registry.passes.pins import draw_pin_alone, draw_two_pins
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, DoorKey, Occupant, Property

WAYS_MAX = 4
_CARD_NUMBER = re.compile(r"(?:[0-9A-F]{2}){3,16}")
_BETWEEN = re.compile(r"[\s:\-]+")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewWay:
    """A card or a PIN that opens from now on. ``pin`` is shown here and never again, empty where a card wants none. Cannot be printed.

    ``duress_pin`` opens like the other and has the chosen contact told; empty where none was chosen.
    """

    credential_id: str
    pin: str
    duress_pin: str = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<NewWay>"


def suspend(register: Register, credential_id: str, *, suspended: bool) -> None:
    """Have an own pass open nothing for the time being, or open again; raise Refused ``absent``, or ``pass-lost`` for one reported lost."""
    credential = own_credential(register, credential_id)
    _not_lost(credential)
    _set(register, credential, CredentialState.SUSPENDED if suspended else CredentialState.ACTIVE)
    register.note("pass.suspended" if suspended else "pass.resumed", credential_id)


def replace(register: Register, credential_id: str) -> NewPass:
    """Report an own pass lost and return another in its place, claimed already; raise Refused ``absent``, ``pass-lost``."""
    credential = own_credential(register, credential_id)
    _not_lost(credential)
    home = register.session.exec(select(Property).where(Property.door_group == credential.door_group)).one()
    _set(register, credential, CredentialState.LOST)
    window = Window(not_before=credential.not_before, not_after=credential.not_after)
    made = issue(register, home, credential.occupant_id, window)
    new = register.session.get_one(Credential, made.credential_id)
    new.claim_hash, new.claim_expires_at, new.claimed_at = None, None, register.now
    new.release_ms, new.open_ms = credential.release_ms, credential.open_ms
    register.session.add(new)
    register.session.flush()
    register.note("pass.replaced", credential_id)
    return made


def revoke(register: Register, credential_id: str) -> None:
    """End an own pass for good; raise Refused ``absent``."""
    credential = own_credential(register, credential_id)
    credential.ended_at = register.now
    register.session.add(credential)
    tell_doors(register.session, [credential.door_group], now=register.now)
    register.note("pass.revoked", credential_id)


def add_card(register: Register, credential_id: str, *, number: str, with_pin: bool, contact: str = "") -> NewWay:
    """Let a card open what an own pass opens, for as long; with a PIN, if wished. ``number`` is hex, as a reader shows it.

    ``contact`` is the short number of a pass whose holder is told of duress, and gives the card a second PIN for that.
    Raises Refused ``absent``, ``card-number``, ``card-taken``, ``contact-unknown`` or ``too-many-ways``. The number is kept nowhere.
    """
    beside = own_credential(register, credential_id)
    plain = _BETWEEN.sub("", number).upper()
    if not _CARD_NUMBER.fullmatch(plain):
        raise Refused(Refusal("card-number", "number"))
    key = door_key(register.session, beside.door_group)
    name = card_name(key, bytes.fromhex(plain)).hex()
    there = select(Credential.id).where(Credential.door_group == beside.door_group, Credential.card_name == name)
    if register.session.exec(there).first():
        raise Refused(Refusal("card-taken", "number"))
    made = _beside(register, beside, contact)
    made.card_name = name
    pin, duress = draw_two_pins() if with_pin else ("", "")
    if pin:
        salt = bytes.fromhex(made.id)
        made.pin_name = pin_name(key, pin, salt=salt)
        made.duress_name = pin_name(key, duress, salt=salt) if contact else None
    return _added(register, made, pin, duress if contact else "")


def add_pin(register: Register, credential_id: str, *, takes_pin_alone: Callable[[int], bool], contact: str = "") -> NewWay:
    """Let a PIN alone open what an own pass opens, at doors whose rules say so; ``contact`` as for a card.

    ``takes_pin_alone`` tells of a door group whether any of its doors does. Raises Refused ``absent``, ``no-pin-alone``,
    ``contact-unknown`` or ``too-many-ways``.
    """
    beside = own_credential(register, credential_id)
    if not takes_pin_alone(beside.door_group):
        raise Refused(Refusal("no-pin-alone", "kind"))
    key, salt = door_key(register.session, beside.door_group), salt_alone(beside.door_group)
    taken = _names_alone(register.session, beside.door_group)
    made = _beside(register, beside, contact)
    pin, made.pin_name = draw_pin_alone(key, salt=salt, taken=taken)
    duress = ""
    if contact:
        duress, made.duress_name = draw_pin_alone(key, salt=salt, taken=taken | {made.pin_name})
    return _added(register, made, pin, duress)


def phone_key(register: Register, credential_id: str) -> bytes:
    """Return the key with which an own pass's code is made anew every half minute, 32 bytes; raise Refused ``absent``, ``pass-lost``."""
    credential = own_credential(register, credential_id)
    _not_lost(credential)
    register.note("pass.read", credential_id)
    return code_key(door_key(register.session, credential.door_group), bytes.fromhex(credential_id))


def own_credential(register: Register, credential_id: str) -> Credential:
    """Return a pass of the calling resident's own that is not over, to be changed; raise Refused ``absent``."""
    if not register.is_residents:
        raise absent()
    mine = select(Credential).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    mine = mine.where(Credential.id == credential_id, col(Occupant.account_id) == register.access.actor)
    running = mine.where(col(Credential.ended_at).is_(None), Credential.not_after > register.now // 1000)
    found = register.session.exec(running.with_for_update(of=Credential)).first()
    if found is None:
        raise absent()
    return found


def door_key(session: Session, door_group: int) -> bytes:
    """Return the secret that a building's gates share, made now if there is none yet."""
    kept = session.get(DoorKey, door_group)
    if kept is None:
        kept = make_door_key(door_group)
        session.add(kept)
        session.flush()
    return bytes.fromhex(kept.key)


def _names_alone(session: Session, door_group: int) -> frozenset[str]:
    """Return the names of a building's PINs that open by themselves, those for duress too."""
    names = select(Credential.pin_name, Credential.duress_name).where(Credential.door_group == door_group)
    rows = session.exec(names.where(col(Credential.card_name).is_(None))).all()
    return frozenset(name for row in rows for name in row if name)


def _contact(register: Register, short_number: str) -> str | None:
    """Return the account that a contact's pass belongs to, None for no contact; raise Refused ``contact-unknown``, also for oneself."""
    if not short_number.strip():
        return None
    holders = select(Occupant.account_id).join(Credential, col(Credential.occupant_id) == Occupant.id)
    digits = "".join(short_number.split())
    found = register.session.exec(
        holders.where(Credential.short_number == f"{digits[:4]} {digits[4:]}", col(Credential.ended_at).is_(None))
    ).first()
    if found in (None, register.access.actor):
        raise Refused(Refusal("contact-unknown", "contact"))
    return found


def _beside(register: Register, other: Credential, contact: str) -> Credential:
    """Return a credential that opens what the other opens; raise Refused ``too-many-ways`` where a resident has several already."""
    running = select(Credential.id).where(Credential.occupant_id == other.occupant_id, col(Credential.ended_at).is_(None))
    if len(register.session.exec(running.where(Credential.pass_text == "")).all()) >= WAYS_MAX:
        raise Refused(Refusal("too-many-ways", "number", limit=WAYS_MAX))
    return Credential(
        id=secrets.token_hex(CREDENTIAL_BYTES),
        occupant_id=other.occupant_id,
        door_group=other.door_group,
        short_number=numbers.draw_short_number(register.session),
        pass_text="",
        not_before=other.not_before,
        not_after=other.not_after,
        claimed_at=register.now,
        duress_contact=_contact(register, contact),
        release_ms=other.release_ms,
        open_ms=other.open_ms,
    )


def _added(register: Register, made: Credential, pin: str, duress: str) -> NewWay:
    register.session.add(made)
    tell_doors(register.session, [made.door_group], now=register.now)
    register.note("pass.added", made.id)
    return NewWay(credential_id=made.id, pin=pin, duress_pin=duress)


def _not_lost(credential: Credential) -> None:
    if credential.state == CredentialState.LOST:
        raise Refused(Refusal("pass-lost"))


def _set(register: Register, credential: Credential, state: CredentialState) -> None:
    credential.state = state.value
    credential.state_by = None if state is CredentialState.ACTIVE else register.access.actor
    register.session.add(credential)
    tell_doors(register.session, [credential.door_group], now=register.now)
