"""A practice door: a lock, contacts and a fire panel that a world moves, above them the real process below the agent, and a lens.

The process is the very one that runs beside a gate (``edge.safety``), heard over a real socket, with the world's clock for its own. What
is pretended is copper and glass: whoever moves a contact here knows what the lock must do, and says so when it does not.
"""

import socket
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2

from edge.gate.obstruction import Obstruction
from edge.gate.presented import Card, Key
from edge.ports import Frame
from edge.protocol.messages import AlarmKind, DoorMode, Outcome, Reason
from edge.readers.glances import Glances
from edge.safety.latch import Latch
from edge.safety.process import LifeSafety
from edge.safety.words import SOCKET_NAME, Said
from simulator.practice.ledger import Book, Broken
from simulator.scene import GRAINS, Pixels, Scene, render

EXIT_RELEASE_MS = 5_000
FRAME_SIZE = (96, 54)


class Copper:
    """The wires of one door, as ``edge.safety.wires`` has them. What they last said stays so without power."""

    tick_ms = 0

    def __init__(self) -> None:
        self.is_released = self.is_burning = self.is_freed = False
        self._stands = {"door": "closed", "fire": "normal"}
        self._said: list[tuple[str, str]] = []

    def power_on(self) -> None:
        """Say how everything stands, as wires do that are asked for the first time."""
        self._said = list(self._stands.items())

    @property
    def is_open(self) -> bool:
        """Tell whether the door stands open."""
        return self._stands["door"] == "open"

    def move(self, *, is_open: bool) -> None:
        """Somebody opens the door, or lets it fall shut."""
        self._say("door", "open" if is_open else "closed")

    def raise_fire(self) -> None:
        """The panel reports fire: the door is free as soon as that is heard."""
        self._say("fire", "alarm")

    def end_fire(self) -> None:
        """The panel is quiet again; the door stays free."""
        self._say("fire", "normal")

    def turn_key(self) -> None:
        """Somebody turns the key at the door: the one thing that ends it, once the panel is quiet."""
        self._said += [("key", "turned"), ("key", "let_go")]

    def judge(self) -> None:
        """Raise Broken if the lock holds while fire has freed the door."""
        if self.is_freed and not self.is_released:
            raise Broken("a lock held its door while fire had freed it")

    def watched(self) -> dict[int, int]:
        """Return nothing to wait on: the world calls."""
        return {}

    def heard(self, now_ms: int) -> list[Said]:
        """Return what was moved since the last call."""
        told, self._said = self._said, []
        for part, state in told:
            if part == "fire":
                self.is_burning = state == "alarm"
                self.is_freed = self.is_freed or self.is_burning
            elif (part, state) == ("key", "turned"):
                self.is_freed = self.is_burning
        return [Said(part, state, now_ms) for part, state in told]

    def release(self) -> None:
        """Let the door go."""
        self.is_released = True

    def secure(self) -> None:
        """Hold the door."""
        self.is_released = False

    def are_gone(self, now_ms: int) -> bool:  # noqa: ARG002 - a practice door stays
        """Tell that it stays."""
        return False

    def rest(self) -> None:
        """A fail-secure lock without current holds."""
        self.is_released = False

    def _say(self, part: str, state: str) -> None:
        self._stands[part] = state
        self._said.append((part, state))


class Below:
    """The process below the agent, from one power cut to the next."""

    def __init__(self, copper: Copper, folder: Path, *, now: Callable[[], int]) -> None:
        copper.power_on()
        self._copper, self._ends = copper, list[socket.socket]()
        path = folder / SOCKET_NAME
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.bind(str(path))
        self._listener.listen()
        self._listener.setblocking(False)
        self._process = LifeSafety(copper, self, latch=Latch(folder), exit_release_ms=EXIT_RELEASE_MS, now=now, may_leave=False)  # type: ignore[arg-type]

    def turn(self) -> None:
        """See to whatever is there, and have the lock judged."""
        self._process.turn()
        self._copper.judge()

    def end(self) -> None:
        """Lose the power: every line to it is cut."""
        for end in (self._listener, *self._ends):
            end.close()
        self._copper.rest()

    def fileno(self) -> int:
        """Return the place at which agents come in, as a listener does."""
        return self._listener.fileno()

    def accept(self) -> tuple[socket.socket, Any]:
        """Let an agent in, and know the line, so that a power cut ends it."""
        link, name = self._listener.accept()
        self._ends.append(link)
        return link, name


class Front:
    """What is outside beside the door: lamps that are noted, and a card reader with a keypad."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._presented: list[Card | Key] = []
        self.answers: list[tuple[Outcome, Reason]] = []

    def present(self, *signs: Card | Key) -> None:
        """Lay on a card or type."""
        self._presented += signs

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and typed since the last call."""
        heard, self._presented = self._presented, []
        return heard

    def is_lost(self) -> bool:
        """Tell that it is always there."""
        return False

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:  # noqa: ARG002 - practice measures nothing
        """Note the answer."""
        self.answers.append((Outcome(outcome), reason))

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Have an alarm noted."""
        self._book.alarm(kind, raised=raised)

    def idle(self) -> None:
        """Show nothing."""

    def granted(self) -> None:
        """Show nothing: the verdict says it."""

    def refused(self, reason: Reason) -> None:
        """Show nothing: the verdict says it."""

    def asks_pin(self) -> None:
        """Show nothing."""

    def uplink(self, is_online: bool) -> None:
        """Show nothing."""

    def mode(self, mode: DoorMode) -> None:
        """Show nothing."""


class Lens:
    """The camera and the reader of one door. Its frames are the town's, small; the judge of a covered lens is the gate's own.

    A code that is held up is read when the lens is free: how well codes are read in frames is measured elsewhere.
    """

    def __init__(self, *, now: Callable[[], int]) -> None:
        self._now, self._moment = now, 0
        self._held_up: list[bytes] = []
        self.is_covered = False
        self.start()

    def start(self) -> None:
        """Begin to learn what the door looks like."""
        self._glances = Glances(is_live=True)

    def hold_up(self, code: bytes) -> None:
        """Hold a code to the camera for a frame."""
        self._held_up = [code]

    def take(self, wait_s: float) -> Frame:  # noqa: ARG002 - there is always a frame
        """Return a frame of this moment."""
        self._moment += 1
        frame = Frame(_frame(self._moment, is_covered=self.is_covered), self._now())
        self._glances.look(frame.pixels, frame.taken_ms)
        return frame

    def read(self, pixels: Any) -> list[bytes]:  # noqa: ARG002 - see above
        """Return what is held up."""
        seen, self._held_up = self._held_up, []
        return [] if self.is_covered else seen

    def sees(self) -> bool:
        """Tell that frames come."""
        return True

    def is_clear(self) -> bool:
        """Tell whether the door is seen in them, as the gate's own judge has it."""
        return self._glances.obstruction is Obstruction.CLEAR

    def close(self) -> None:
        """There is nothing to close."""


def _frame(moment: int, *, is_covered: bool) -> Pixels:
    """Return a frame that is no other's, bit by bit, as no two of a living camera are alike."""
    frame = _scene(moment % GRAINS, is_covered).copy()
    frame[0, 0] = moment & 0xFF, moment >> 8 & 0xFF, moment >> 16 & 0xFF
    return frame


@lru_cache(maxsize=2 * GRAINS)
def _scene(moment: int, is_covered: bool) -> Pixels:
    return cv2.resize(render(Scene(moment=moment, covered=is_covered))[0], FRAME_SIZE, interpolation=cv2.INTER_AREA)
