"""Whether a door opens: a function of the pass, the list and the time, and of nothing else.

No network, no alert and no history can change the answer, because none of them is an argument.
"""

from dataclasses import dataclass

from edge.gate.pass_list import TrustedPassList, Window
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.passes import MalformedPass, PassFlag, PassKind, SignedPass, decode
from edge.protocol.signing import BadSignature, Purpose, verify


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate answers. ``credential`` has 16 bytes if the pass's signature holds, else none; ``extended`` asks for more time."""

    opens: bool
    reason: Reason
    credential: bytes = b""
    extended: bool = False


def decide(presented: bytes, held: TrustedPassList | None, *, now_ms: int, clock: ClockTrust) -> Decision:
    """Return the answer to the bytes of a code at this UTC ms. Never raises, whatever was presented."""
    try:
        signed = decode(presented.decode("ascii"))
    except (MalformedPass, UnicodeDecodeError):
        return Decision(False, Reason.MALFORMED)
    if held is None:
        return Decision(False, Reason.UNKNOWN_CREDENTIAL)
    refusal = _signature(signed, held)
    if refusal:
        return Decision(False, refusal)
    reason = _rights(signed, held, now_ms // 1000, clock)
    extended = PassFlag.EXTENDED_TIME in signed.value.flags
    return Decision(reason is Reason.VALID, reason, signed.value.credential, extended)


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


def _rights(signed: SignedPass, held: TrustedPassList, now_s: int, clock: ClockTrust) -> Reason:
    value = signed.value
    reason = _within(Window(value.not_before, value.not_after), now_s)
    if reason is not Reason.VALID:
        return reason
    if value.kind is not PassKind.RESIDENT:
        # Only its own dates bound such a pass: with a clock that nobody can believe they bound nothing.
        return Reason.NOT_PERMITTED_AT_THIS_TIME if clock is ClockTrust.UNKNOWN else Reason.VALID
    window = held.entries.get(value.credential)
    return _within(window, now_s) if window else Reason.UNKNOWN_CREDENTIAL


def _within(window: Window, now_s: int) -> Reason:
    if now_s < window.not_before:
        return Reason.NOT_ACTIVE
    return Reason.VALID if now_s < window.not_after else Reason.EXPIRED
