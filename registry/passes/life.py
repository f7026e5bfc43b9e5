"""What a resident does with an own pass: suspend it and take it up again, report it lost for another, end it, lay a card beside it.

A landlord cannot take a pass from somebody who lives there (B19), and there is no function here that would. What only adds, a card or a
longer time at the door, a manager of the building may do too, for who asks for it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from edge.protocol.building import card_name, code_key, pin_name, salt_alone
from edge.protocol.passes import CREDENTIAL_BYTES
from edge.protocol.rights import CredentialState
from registry import notices, numbers
from registry.once import id_of
from registry.passes.card_numbers import read_card_number
from registry.passes.doors import tell_doors
from registry.passes.issue import NewPass, issue
from registry.passes.keys import make_door_key
from registry.passes.pins import Below, below_of, draw_pin_alone, draw_two_pins
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, DoorKey, Occupant, Property

WAYS_MAX = 4
TIMES = {"usual": (0, 0), "longer": (10_000, 60_000), "longest": (30_000, 300_000)}
"""For how long the lock lets go, and the door may stand open without an alarm, in ms; 0 for the door's own times."""


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
    not_lost(credential)
    set_state(register, credential, CredentialState.SUSPENDED if suspended else CredentialState.ACTIVE)
    register.note("pass.suspended" if suspended else "pass.resumed", credential_id)


def replace(register: Register, credential_id: str) -> NewPass:
    """Report an own pass lost and return another in its place, claimed already; raise Refused ``absent``, ``pass-lost``."""
    credential = own_credential(register, credential_id)
    not_lost(credential)
    home = register.session.exec(select(Property).where(Property.door_group == credential.door_group)).one()
    set_state(register, credential, CredentialState.LOST)
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
    credential.card_name = credential.pin_name = credential.duress_name = None  # the card may be somebody's again
    register.session.add(credential)
    tell_doors(register.session, [credential.door_group], now=register.now)
    register.note("pass.revoked", credential_id)


def add_card(register: Register, credential_id: str, *, number: str, with_pin: bool, contact: str = "", token: str = "") -> NewWay:
    """Let a card open what an own pass opens, for as long; with a PIN, if wished. ``number`` is hex, as a reader shows it.

    ``contact`` is the short number of a pass whose holder is told of duress, and gives the card a second PIN for that.
    A manager adds a card and nothing that only its holder should know; it opens, and confirms no occupancy. What one ``token`` added is
    returned again, with its PIN unless another was drawn since.
    Raises Refused ``absent``, ``card-number``, ``card-taken``, ``contact-unknown``, ``too-many-ways`` or ``manager-card-only``. The number
    is kept nowhere.
    """
    beside = served_credential(register, credential_id)
    if not register.is_residents and (with_pin or contact.strip()):
        raise Refused(Refusal("manager-card-only", "with_pin"))
    if (plain := read_card_number(number)) is None:
        raise Refused(Refusal("card-number", "number"))
    key = door_key(register.session, beside.door_group)
    made_id, below = _form(register, token, credential_id, plain.hex(), str(with_pin), contact)
    pin, duress = draw_two_pins(below=below) if with_pin else ("", "")
    salt = bytes.fromhex(made_id)
    if before := _made_before(register, made_id):
        return _again(before, pin, duress, name=pin_name(key, pin, salt=salt))
    name = card_name(key, plain).hex()
    there = select(Credential.id).where(Credential.door_group == beside.door_group, Credential.card_name == name)
    if register.session.exec(there).first():
        raise Refused(Refusal("card-taken", "number"))
    made = _beside(register, beside, contact, made_id)
    made.card_name = name
    if pin:
        made.pin_name = pin_name(key, pin, salt=salt)
        made.duress_name = pin_name(key, duress, salt=salt) if contact else None
    return _added(register, made, pin, duress if contact else "")


def add_pin(
    register: Register, credential_id: str, *, takes_pin_alone: Callable[[int], bool], contact: str = "", token: str = ""
) -> NewWay:
    """Let a PIN alone open what an own pass opens, at doors whose rules say so; ``contact`` and ``token`` as for a card.

    ``takes_pin_alone`` tells of a door group whether any of its doors does. Raises Refused ``absent``, ``no-pin-alone``,
    ``contact-unknown`` or ``too-many-ways``.
    """
    beside = own_credential(register, credential_id)
    if not takes_pin_alone(beside.door_group):
        raise Refused(Refusal("no-pin-alone", "kind"))
    key, salt = door_key(register.session, beside.door_group), salt_alone(beside.door_group)
    made_id, below = _form(register, token, credential_id, contact)
    before = _made_before(register, made_id)
    taken = names_alone(register.session, beside.door_group)
    taken -= {before.pin_name, before.duress_name} if before else set()
    pin, name = draw_pin_alone(key, salt=salt, taken=taken, below=below)
    duress, duress_name = draw_pin_alone(key, salt=salt, taken=taken | {name}, below=below) if contact else ("", None)
    if before:
        return _again(before, pin, duress, name=name)
    made = _beside(register, beside, contact, made_id)
    made.pin_name, made.duress_name = name, duress_name
    return _added(register, made, pin, duress)


def phone_key(register: Register, credential_id: str) -> bytes:
    """Return the key with which an own pass's code is made anew every half minute, 32 bytes; raise Refused ``absent``, ``pass-lost``."""
    credential = own_credential(register, credential_id)
    not_lost(credential)
    register.note("pass.read", credential_id)
    return code_key(door_key(register.session, credential.door_group), bytes.fromhex(credential_id))


def set_times(register: Register, credential_id: str, times: str) -> None:
    """Have the doors give the holder of a pass more time, with whatever they come: ``usual``, ``longer`` or ``longest``.

    For the resident, or a manager of the building whom they asked; the resident is told of the latter. Raises Refused ``absent`` or
    ``times-unknown``.
    """
    named = served_credential(register, credential_id)
    if times not in TIMES:
        raise Refused(Refusal("times-unknown", "times"))
    ways = select(Credential).where(Credential.occupant_id == named.occupant_id, Credential.door_group == named.door_group)
    for way in register.session.exec(ways.where(col(Credential.ended_at).is_(None))):
        way.release_ms, way.open_ms = TIMES[times]
        register.session.add(way)
    tell_doors(register.session, [named.door_group], now=register.now)
    _tell_holder(register, named, notices.TIMES_SET)
    register.note("pass.timed", credential_id)


def times_of(register: Register, credential_id: str) -> str:
    """Return how much time the doors give the holder of a pass, as a word of ``TIMES``; raise Refused ``absent``."""
    held = served_credential(register, credential_id)
    return next((word for word, given in TIMES.items() if given == (held.release_ms, held.open_ms)), "usual")


def own_credential(register: Register, credential_id: str) -> Credential:
    """Return a pass of the calling resident's own that is not over, to be changed; raise Refused ``absent``."""
    if not register.is_residents:
        raise absent()
    return served_credential(register, credential_id)


def served_credential(register: Register, credential_id: str) -> Credential:
    """Return a pass that is not over, of the resident's own or of somebody in a building that the caller manages; raise Refused ``absent``.

    Whoever lets the building and does not manage it finds nothing here.
    """
    wanted = select(Credential).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    wanted = wanted.join(Property, col(Property.door_group) == Credential.door_group).where(Credential.id == credential_id)
    mine = col(Occupant.account_id) == register.access.actor if register.is_residents else register.managed_properties()
    running = wanted.where(mine, col(Credential.ended_at).is_(None), Credential.not_after > register.now // 1000)
    found = register.session.exec(running.with_for_update(of=Credential)).first()
    if found is None:
        raise absent()
    return found


def _tell_holder(register: Register, credential: Credential, code: str) -> None:
    """Tell the resident what somebody else has done for them."""
    occupant = register.session.get_one(Occupant, credential.occupant_id)
    if occupant.account_id not in (None, register.access.actor):
        notices.tell(register.session, [str(occupant.account_id)], tenancy_id=occupant.tenancy_id, code=code, now=register.now)


def door_key(session: Session, door_group: int) -> bytes:
    """Return the secret that a building's gates share, made now if there is none yet."""
    kept = session.get(DoorKey, door_group)
    if kept is None:
        kept = make_door_key(door_group)
        session.add(kept)
        session.flush()
    return bytes.fromhex(kept.key)


def names_alone(session: Session, door_group: int) -> frozenset[str]:
    """Return the names of a building's PINs that open by themselves, those for duress too."""
    names = select(Credential.pin_name, Credential.duress_name).where(Credential.door_group == door_group)
    rows = session.exec(names.where(col(Credential.card_name).is_(None))).all()
    return frozenset(name for row in rows for name in row if name)


def contact_of(register: Register, short_number: str) -> str | None:
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


def _form(register: Register, token: str, *sent: str) -> tuple[str, Below]:
    """Return the id of what a form makes and what its PINs are drawn with; with a token both follow from it and from what was sent."""
    if not token:
        return secrets.token_hex(CREDENTIAL_BYTES), secrets.randbelow
    words = (register.access.actor, token, *sent)
    return id_of(register, "way", "\x00".join(words)), below_of(words, register.vault.hmac_key)


def _made_before(register: Register, made_id: str) -> Credential | None:
    """Return what the same form made before, None if nothing; raise Refused ``absent`` where that is over."""
    return served_credential(register, made_id) if register.session.get(Credential, made_id) else None


def _again(made: Credential, pin: str, duress: str, *, name: str) -> NewWay:
    same = made.pin_name == name
    return NewWay(credential_id=made.id, pin=pin if same else "", duress_pin=duress if same and made.duress_name else "")


def _beside(register: Register, other: Credential, contact: str, made_id: str) -> Credential:
    """Return a credential that opens what the other opens; raise Refused ``too-many-ways`` where a resident has several already."""
    running = select(Credential.id).where(Credential.occupant_id == other.occupant_id, col(Credential.ended_at).is_(None))
    if len(register.session.exec(running.where(Credential.pass_text == "")).all()) >= WAYS_MAX:
        raise Refused(Refusal("too-many-ways", "number", limit=WAYS_MAX))
    return Credential(
        id=made_id,
        occupant_id=other.occupant_id,
        door_group=other.door_group,
        short_number=numbers.draw_short_number(register.session),
        pass_text="",
        not_before=other.not_before,
        not_after=other.not_after,
        claimed_at=register.now if register.is_residents else None,
        duress_contact=contact_of(register, contact),
        release_ms=other.release_ms,
        open_ms=other.open_ms,
        floor=other.floor,
    )


def _added(register: Register, made: Credential, pin: str, duress: str) -> NewWay:
    register.session.add(made)
    tell_doors(register.session, [made.door_group], now=register.now)
    _tell_holder(register, made, notices.CARD_ADDED)
    register.note("pass.added", made.id)
    return NewWay(credential_id=made.id, pin=pin, duress_pin=duress)


def not_lost(credential: Credential) -> None:
    """Return if a pass was not reported lost; raise Refused ``pass-lost``."""
    if credential.state == CredentialState.LOST:
        raise Refused(Refusal("pass-lost"))


def set_state(register: Register, credential: Credential, state: CredentialState) -> None:
    """Put a pass into a state, by who asks, and have its doors told."""
    credential.state = state.value
    credential.state_by = None if state is CredentialState.ACTIVE else register.access.actor
    register.session.add(credential)
    tell_doors(register.session, [credential.door_group], now=register.now)
