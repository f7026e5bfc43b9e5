"""Whether a gate obeys a command: in time, by a clock that it trusts, later than the last, and never one from before it was listening.

What is replayed, kept, delayed, reordered or meant for another gate moves no lock, because each of these breaks one of the comparisons
below; none of them looks at what the command asks for.
"""

from dataclasses import dataclass

from edge.gate.time_trust import Believed
from edge.protocol.messages import ClockTrust, Command, CommandResult
from edge.protocol.topics import GateAddress

SKEW_MS = 2_000
"""How far the hub's clock may be ahead of the gate's."""


@dataclass(frozen=True, slots=True)
class Obeyed:
    """The last command that was obeyed: when it was issued (UTC ms, 0 for none yet) and its number."""

    issued_at: int = 0
    number: str = ""


def is_meant_for(command: Command, address: GateAddress) -> bool:
    """Tell whether a command names this gate. One that does not is nobody's here, and gets no answer."""
    return (command.site, command.gate) == address


def judge(command: Command, *, believed: Believed, listening_since: int, last: Obeyed) -> CommandResult | None:
    """Return why a command for this gate is not obeyed, or None if it is.

    ``listening_since`` is the believed time (UTC ms) at which the program began to listen on the connection that it has now.
    """
    if believed.clock is not ClockTrust.SYNCED:
        return CommandResult.CLOCK_IN_DOUBT
    if command.number == last.number:
        return CommandResult.REPLAYED
    if believed.now_ms >= command.issued_at + command.lives_ms:
        return CommandResult.EXPIRED
    if command.issued_at > believed.now_ms + SKEW_MS:
        return CommandResult.NOT_YET
    if command.issued_at < listening_since:
        return CommandResult.BEFORE_START
    if command.issued_at <= last.issued_at:
        return CommandResult.OUT_OF_ORDER
    return None
