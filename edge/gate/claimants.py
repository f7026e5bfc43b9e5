"""Who stands at the door, as far as what was presented proves it: a signature, a rotating code, a card's name, a PIN.

What may be done with it is asked afterwards, in :mod:`edge.gate.decision`; here is found out whose it is, or why that cannot be said.
"""

import hmac
from dataclasses import dataclass

from edge.gate import attempts
from edge.gate.memory import Kind, Memory, Name, Note
from edge.gate.pass_list import TrustedPassList, Window
from edge.gate.presented import Card, Pin, Presented
from edge.protocol import rotating
from edge.protocol.building import card_at_gate, card_name, pin_name, salt_alone
from edge.protocol.messages import Reason
from edge.protocol.passes import MalformedPass, PassFlag, PassKind, SignedPass, decode
from edge.protocol.rights import PIN_ALONE_DIGITS_MIN, CredentialRight, WeeklyHours
from edge.protocol.signing import BadSignature, Purpose, verify

THE_KEYPAD = Name(Kind.ATTEMPTS, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Whose credential it is, and what it says of itself. ``window`` is the pass's own; ``listed`` and ``right`` are the list's."""

    credential: bytes
    kind: PassKind = PassKind.RESIDENT
    window: Window | None = None
    listed: Window | None = None
    right: CredentialRight | None = None
    extended: bool = False
    weekly: WeeklyHours | None = None
    uses: int = 0
    step: int | None = None
    duress: bool = False


@dataclass(frozen=True, slots=True)
class Unproved:
    """It proves nothing, or not enough. ``credential`` is there if a card named it; ``notes`` count a wrong PIN."""

    reason: Reason
    credential: bytes = b""
    notes: tuple[Note, ...] = ()


def find_claimant(presented: Presented, held: TrustedPassList | None, *, memory: Memory, now_ms: int) -> Claimant | Unproved:
    """Return whose credential was presented, or why that cannot be said."""
    if isinstance(presented, Card):
        return _by_card(presented.number, held)
    if isinstance(presented, Pin):
        if presented.card:
            return _by_card_and_pin(presented, held, memory, now_ms)
        return _by_pin(presented.digits, held, memory, now_ms)
    if presented.startswith(rotating.PREFIX.encode()):
        return _by_rotating_code(presented, held)
    return _by_pass(presented, held)


def wants_pin(card: Card, held: TrustedPassList | None) -> bool:
    """Tell whether this card opens only together with a PIN."""
    right = _right_of_card(card.number, held)
    return right is not None and bool(right.pin)


def _by_pass(presented: bytes, held: TrustedPassList | None) -> Claimant | Unproved:
    try:
        signed = decode(presented.decode("ascii"))
    except (MalformedPass, UnicodeDecodeError):
        return Unproved(Reason.MALFORMED)
    if held is None:
        return Unproved(Reason.UNKNOWN_CREDENTIAL)
    refusal = _signature(signed, held)
    if refusal:
        return Unproved(refusal)
    said = signed.value
    return Claimant(
        credential=said.credential,
        kind=said.kind,
        window=Window(said.not_before, said.not_after),
        listed=held.entries.get(said.credential),
        right=held.rights.credentials.get(said.credential),
        extended=PassFlag.EXTENDED_TIME in said.flags,
        weekly=said.weekly,
        uses=said.uses,
    )


def _signature(signed: SignedPass, held: TrustedPassList) -> Reason | None:
    key = held.pass_keys.get(signed.value.key_id)
    if key is None:
        return Reason.UNKNOWN_CREDENTIAL
    try:
        verify(key.public_key, Purpose.PASS, signed.record, signed.signature)
    except BadSignature:
        return Reason.MALFORMED
    here = signed.value.door_group == key.door_group and key.door_group in held.door_groups
    return None if here else Reason.NOT_PERMITTED_HERE


def _by_rotating_code(presented: bytes, held: TrustedPassList | None) -> Claimant | Unproved:
    try:
        code = rotating.decode(presented.decode("ascii"))
    except (MalformedPass, UnicodeDecodeError):
        return Unproved(Reason.MALFORMED)
    if held is None or not any(rotating.is_genuine(code, key) for key in held.rights.building_keys.values()):
        return Unproved(Reason.UNKNOWN_CREDENTIAL)  # of another building, rather than forged
    return Claimant(
        credential=code.credential,
        listed=held.entries.get(code.credential),
        right=held.rights.credentials.get(code.credential),
        step=code.step,
    )


def _by_card(number: bytes, held: TrustedPassList | None) -> Claimant | Unproved:
    right = _right_of_card(number, held)
    if right is None:
        return Unproved(Reason.UNKNOWN_CREDENTIAL)
    credential = bytes.fromhex(right.credential)
    if right.pin:
        return Unproved(Reason.WRONG_PIN, credential)
    return Claimant(credential=credential, right=right)


def _by_card_and_pin(pin: Pin, held: TrustedPassList | None, memory: Memory, now_ms: int) -> Claimant | Unproved:
    right = _right_of_card(pin.card, held)
    if right is None or held is None:
        return Unproved(Reason.UNKNOWN_CREDENTIAL)
    credential = bytes.fromhex(right.credential)
    name = Name(Kind.ATTEMPTS, credential)
    settled = attempts.settle(memory.get(name), attempts.WITH_CARD, now_ms)
    if attempts.is_over(settled, attempts.WITH_CARD):
        return Unproved(Reason.TOO_MANY_ATTEMPTS, credential, (Note(name, settled),))
    for key in held.rights.building_keys.values():
        typed = pin_name(key, pin.digits, salt=credential)
        is_pin, is_duress = hmac.compare_digest(typed, right.pin), hmac.compare_digest(typed, right.duress)
        if is_pin or is_duress:
            return Claimant(credential=credential, right=right, duress=is_duress)
    return Unproved(Reason.WRONG_PIN, credential, (Note(name, attempts.spend(settled)),))


def _by_pin(digits: str, held: TrustedPassList | None, memory: Memory, now_ms: int) -> Claimant | Unproved:
    if held is None or not held.rights.rules.pin_alone:
        return Unproved(Reason.NOT_PERMITTED_HERE)
    settled = attempts.settle(memory.get(THE_KEYPAD), attempts.ALONE, now_ms)
    if attempts.is_over(settled, attempts.ALONE):
        return Unproved(Reason.TOO_MANY_ATTEMPTS, notes=(Note(THE_KEYPAD, settled),))
    for group, key in held.rights.building_keys.items() if len(digits) >= PIN_ALONE_DIGITS_MIN else ():
        owner = held.rights.pins.get(pin_name(key, digits, salt=salt_alone(group)))
        if owner:
            return Claimant(credential=owner.credential, right=held.rights.credentials[owner.credential], duress=owner.duress)
    return Unproved(Reason.WRONG_PIN, notes=(Note(THE_KEYPAD, attempts.spend(settled)),))


def _right_of_card(number: bytes, held: TrustedPassList | None) -> CredentialRight | None:
    if held is None:
        return None
    for key in held.rights.building_keys.values():
        credential = held.rights.cards.get(card_at_gate(held.reference_key, card_name(key, number)))
        if credential is not None:
            return held.rights.credentials[credential]
    return None
