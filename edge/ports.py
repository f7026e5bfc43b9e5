"""What the agent needs of the world: six small promises. Drivers keep them on a wall, the bench keeps them at a desk."""

from dataclasses import dataclass
from typing import Any, Protocol

from edge.gate.presented import Card, Key
from edge.protocol.messages import Alarm, AlarmKind, DoorMode, Reason, Receipt
from edge.safety.words import Said


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture and the monotonic ms at which it was taken. It lives in memory only, and not for long."""

    pixels: Any
    taken_ms: int


class Clock(Protocol):
    """Two clocks: one that tells the time and may jump, one that only ticks."""

    def wall_ms(self) -> int:
        """Return UTC milliseconds."""

    def monotonic_ms(self) -> int:
        """Return milliseconds that never jump."""


class Camera(Protocol):
    """Gives frames, the newest first."""

    def take(self, wait_s: float) -> Frame | None:
        """Return the newest frame not yet taken, or None when none came within this time."""

    def sees(self) -> bool:
        """Tell whether frames came within the deadline."""

    def is_clear(self) -> bool:
        """Tell whether the door is seen in them, as far as anybody can tell."""

    def close(self) -> None:
        """Let the camera go."""


class Reader(Protocol):
    """Finds codes in a picture."""

    def read(self, pixels: Any) -> list[bytes]:
        """Return the bytes of every code found."""


class Wires(Protocol):
    """The door's lock and inputs, as the process below the agent drives and hears them. No call waits."""

    def release(self, release_ms: int) -> None:
        """Have the lock let go now, for so long; it holds again by itself."""

    def secure(self) -> None:
        """Have the lock hold again before that. What fire or the exit button freed stays free."""

    def heard(self) -> list[Said]:
        """Return what the wires did since the last call, oldest first, and after each new connection how they stand."""

    def is_connected(self) -> bool:
        """Tell whether the process below answers."""

    def is_lost(self) -> bool:
        """Tell whether it has not answered for so long that somebody should look."""

    def goodbye(self) -> None:
        """Say that this gate ends."""


class CredentialReader(Protocol):
    """Cards and keys beside the door."""

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call, oldest first."""

    def is_lost(self) -> bool:
        """Tell whether it has not answered for a while, or was unplugged."""


class Indicator(Protocol):
    """What the person at the door sees, and what a bench records."""

    def idle(self) -> None:
        """Wait for the next."""

    def granted(self) -> None:
        """Say yes."""

    def refused(self, reason: Reason) -> None:
        """Say no, and why."""

    def asks_pin(self) -> None:
        """Wait for the PIN of a card."""

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """Record a decision and the milliseconds from frame to strike."""

    def uplink(self, is_online: bool) -> None:
        """Record whether the hub's broker is reached."""

    def mode(self, mode: DoorMode) -> None:
        """Show how the door is meant to stand."""

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Show or sound an alarm, or end it."""


class Uplink(Protocol):
    """The way to the hub. Nothing at the door ever waits for it."""

    def wake(self) -> None:
        """There is something new in the journal, or the status changed."""

    def alarm(self, alarm: Alarm) -> None:
        """Send an alarm, now or when the broker is back."""

    def receipt(self, receipt: Receipt) -> None:
        """Send what became of a command."""

    def is_online(self) -> bool:
        """Tell whether the broker is reached."""

    def close(self) -> None:
        """Say goodbye."""


@dataclass(frozen=True, slots=True)
class Hardware:
    """What a door is wired to: its lock and inputs, what the person outside sees, and where cards are read."""

    wires: Wires
    indicator: Indicator
    reader: CredentialReader
