"""Commands as they come from the line to the door: verified, judged, written down, obeyed, and answered.

They are heard on the line's thread and obeyed on the door's. The number of one is on the disk before the lock moves: a gate that loses
power in between has not obeyed, and will not.
"""

import queue
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from edge import log
from edge.files import write_whole
from edge.gate.commands import Obeyed, is_meant_for, judge
from edge.gate.time_trust import Believed
from edge.keyring import Keyring
from edge.kill_points import pass_through
from edge.ports import Clock
from edge.protocol.codec import VERSION, Malformed
from edge.protocol.messages import Command, CommandAction, CommandResult, Receipt
from edge.protocol.signing import BadSignature, Purpose
from edge.protocol.topics import GateAddress

FILE_NAME = "commands.json"
WAITING_MAX = 50


class CommandedDoor(Protocol):
    """What of a door can be asked for from afar."""

    def let_in(self) -> bool:
        """Let go once, as for a pass; return whether the door's mode admits anybody."""

    def change_mode(self, act: str, *, until: int) -> bool:
        """Do this act on the door's mode, until then (UTC ms) if it lets the door stand free; return whether there is such a step."""

    def drill(self) -> bool:
        """Show that the door is heard from afar, and move no lock."""


class _Kept(msgspec.Struct, frozen=True):
    issued_at: int
    number: str


class Commands:
    """The commands of one gate. ``believed`` gives the time to judge by; ``witness`` is told each signed time, ``answer`` each receipt."""

    def __init__(
        self,
        folder: Path,
        *,
        address: GateAddress,
        keyring: Keyring,
        door: CommandedDoor,
        clock: Clock,
        believed: Callable[[], Believed],
        witness: Callable[[int], None],
        answer: Callable[[Receipt], None],
    ) -> None:
        self._path = folder / FILE_NAME
        self._address, self._door, self._clock = address, door, clock
        self._keyring = keyring
        self._believed, self._witness, self._answer = believed, witness, answer
        self._heard: queue.Queue[tuple[Command, int]] = queue.Queue(WAITING_MAX)
        self._listens_since = clock.monotonic_ms()
        self._last = self._load()

    def connected(self) -> None:
        """A line was made just now: what was issued before is not obeyed, whoever kept it."""
        self._listens_since = self._clock.monotonic_ms()

    def hear(self, payload: bytes, retained: bool) -> None:
        """Take what came on the line; drop what the broker had kept, what nobody that is known here has signed, and what is not for us."""
        why = "retained" if retained else ""
        try:
            command = self._keyring.open(Command, Purpose.COMMAND, payload)
            self._witness(command.issued_at)
            if not is_meant_for(command, self._address):
                why = "another_gate"
        except (BadSignature, Malformed) as error:
            log.tell("command.dropped", why="foreign" if isinstance(error, BadSignature) else "malformed")
            return
        if not why:
            try:
                self._heard.put_nowait((command, self._clock.monotonic_ms()))
                return
            except queue.Full:
                why = "too_many"
        log.tell("command.dropped", why=why)

    def see_to_them(self) -> None:
        """Obey what came and may be obeyed, on the door's own thread."""
        while not self._heard.empty():
            command, came_ms = self._heard.get_nowait()
            result = self._obey(command)
            log.tell("command.answered", action=command.action.value, result=result.value)
            self._answer(
                Receipt(
                    v=VERSION,
                    gate=self._address.gate,
                    number=command.number,
                    at=max(0, self._believed().now_ms),
                    result=result,
                    took_ms=max(0, self._clock.monotonic_ms() - came_ms),
                )
            )

    def _obey(self, command: Command) -> CommandResult:
        believed = self._believed()
        # Counted back from now: a clock that was ahead when the line was made, and has been set right since, refuses nobody for that.
        listening_since = believed.now_ms - (self._clock.monotonic_ms() - self._listens_since)
        refused = judge(command, believed=believed, listening_since=listening_since, last=self._last)
        if refused is not None:
            return refused
        try:
            self._remember(Obeyed(command.issued_at, command.number))
        except OSError:
            return CommandResult.NOT_REMEMBERED
        pass_through("command.remembered")
        if command.action is CommandAction.ROTATE_KEY:
            return self._rotate(command)
        return CommandResult.DONE if self._do(command) else CommandResult.DOOR_REFUSES

    def _rotate(self, command: Command) -> CommandResult:
        try:
            is_followed = self._keyring.follow(command.keys)
        except OSError:
            is_followed = False
        return CommandResult.DONE if is_followed else CommandResult.KEY_NOT_FOLLOWED

    def _do(self, command: Command) -> bool:
        match command.action:
            case CommandAction.UNLOCK:
                return self._door.let_in()
            case CommandAction.MODE:
                return self._door.change_mode(command.mode, until=command.until)
            case CommandAction.DRILL:
                return self._door.drill()
        return False

    def _remember(self, obeyed: Obeyed) -> None:
        write_whole(self._path, msgspec.json.encode(_Kept(obeyed.issued_at, obeyed.number)))
        self._last = obeyed

    def _load(self) -> Obeyed:
        """Return the last that was obeyed. Without a readable file it is as if one had been issued just now: nothing older is obeyed."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return Obeyed()
        except (OSError, msgspec.MsgspecError):
            return Obeyed(self._believed().now_ms)
        return Obeyed(kept.issued_at, kept.number)
