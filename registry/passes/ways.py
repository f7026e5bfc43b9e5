"""A resident's ways to open: the pass on the telephone, cards, PINs, each with its state; and another PIN for one of them.

A PIN cannot be read again, since it stands nowhere: who has forgotten it has another one drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from edge.protocol.building import pin_name, salt_alone
from edge.protocol.rights import CredentialState
from registry.days import day_of
from registry.passes.doors import tell_doors
from registry.passes.life import NewWay, contact_of, door_key, names_alone, not_lost, own_credential, set_state
from registry.passes.pins import draw_pin_alone, draw_two_pins
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Occupant

PASS, SPARE, CARD, CARD_AND_PIN, PIN = "pass", "spare", "card", "card_and_pin", "pin"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Way:
    """One way to open, as its holder sees it. ``door_group`` is its building's; ``kind`` is pass, spare, card, card_and_pin or pin;
    ``state`` is active, suspended or lost; ``contact`` whether somebody is told of duress; ``valid_until`` its last day. Cannot be printed.
    """

    credential_id: str
    tenancy_id: str
    door_group: int
    kind: str
    short_number: str
    state: str
    contact: bool
    valid_until: date

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Way>"


def own_ways(register: Register) -> tuple[Way, ...]:
    """Return what opens for the calling resident or did before it was suspended or lost, and is not over: what opens comes first."""
    if not register.is_residents:
        raise absent()
    mine = select(Credential, Occupant.tenancy_id).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    mine = mine.where(col(Occupant.account_id) == register.access.actor, col(Credential.ended_at).is_(None))
    rows = register.session.exec(mine.where(Credential.not_after > register.now // 1000)).all()
    register.note("passes.read")
    return tuple(sorted((_way(register, *row) for row in rows), key=_place))


def own_way(register: Register, credential_id: str) -> Way:
    """Return one of them; raise Refused ``absent``."""
    found = next((way for way in own_ways(register) if way.credential_id == credential_id), None)
    if found is None:
        raise absent()
    return found


def report_lost(register: Register, credential_id: str) -> None:
    """Have an own card or PIN open nothing any more; raise Refused ``absent``, ``pass-lost``."""
    credential = own_credential(register, credential_id)
    not_lost(credential)
    set_state(register, credential, CredentialState.LOST)
    register.note("pass.lost", credential_id)


def draw_again(register: Register, credential_id: str, *, contact: str | None, takes_pin_alone: Callable[[int], bool]) -> NewWay:
    """Give an own card or PIN another PIN; the one before opens nothing any more. A card without a PIN wants one from now on.

    ``contact`` is the short number of whose holder is told of duress, empty for nobody, None for whoever it was. Raises Refused ``absent``,
    also for a pass, which has no PIN, ``pass-lost``, ``contact-unknown``, and ``no-pin-alone`` where no door takes one any more.
    """
    credential = own_credential(register, credential_id)
    not_lost(credential)
    if credential.pass_text:
        raise absent()
    told = credential.duress_contact if contact is None else contact_of(register, contact)
    pin, duress = _for_card(register, credential) if credential.card_name else _alone(register, credential, takes_pin_alone)
    credential.duress_contact = told
    if told is None:
        credential.duress_name, duress = None, ""
    register.session.add(credential)
    tell_doors(register.session, [credential.door_group], now=register.now)
    register.note("pin.drawn", credential_id)
    return NewWay(credential_id=credential_id, pin=pin, duress_pin=duress)


def _for_card(register: Register, credential: Credential) -> tuple[str, str]:
    key, salt = door_key(register.session, credential.door_group), bytes.fromhex(credential.id)
    pin, duress = draw_two_pins()
    credential.pin_name, credential.duress_name = (pin_name(key, each, salt=salt) for each in (pin, duress))
    return pin, duress


def _alone(register: Register, credential: Credential, takes_pin_alone: Callable[[int], bool]) -> tuple[str, str]:
    group = credential.door_group
    if not takes_pin_alone(group):
        raise Refused(Refusal("no-pin-alone"))
    key, salt, taken = door_key(register.session, group), salt_alone(group), names_alone(register.session, group)
    pin, credential.pin_name = draw_pin_alone(key, salt=salt, taken=taken)
    duress, credential.duress_name = draw_pin_alone(key, salt=salt, taken=taken | {credential.pin_name})
    return pin, duress


def _place(way: Way) -> tuple[int, str, bool, str]:
    return [*CredentialState].index(CredentialState(way.state)), way.tenancy_id, way.kind != PASS, way.short_number


def _way(register: Register, credential: Credential, tenancy_id: str) -> Way:
    shown, with_card = SPARE if credential.spare else PASS, CARD_AND_PIN if credential.pin_name else CARD
    return Way(
        credential_id=credential.id,
        tenancy_id=tenancy_id,
        door_group=credential.door_group,
        kind=shown if credential.pass_text else with_card if credential.card_name else PIN,
        short_number=credential.short_number,
        state=credential.state,
        contact=credential.duress_contact is not None,
        valid_until=day_of((credential.not_after - 1) * 1000, register.zone),
    )
