"""The door as the agent drives it: lets go of the strike, holds it again when its time is over, and tells what the door did."""

from collections.abc import Callable

from edge.config import DoorConfig
from edge.gate import door as doors
from edge.ports import Clock, Hardware

EXTENDED_FACTOR = 2


class Doorway:
    """One door on its wires. ``tell`` takes each alarm as it is raised or cleared; ``moved`` is called when the door moved."""

    def __init__(
        self, hardware: Hardware, config: DoorConfig, *, clock: Clock, tell: Callable[[doors.Fact], None], moved: Callable[[], None]
    ) -> None:
        self._hardware, self._config, self._clock = hardware, config, clock
        self._tell, self._moved = tell, moved
        self._door = doors.Door(held_open_ms=config.held_open_ms)
        self._secure_at: int | None = None

    @property
    def strike(self) -> str:
        """``secured`` or ``released``."""
        return "secured" if self._secure_at is None else "released"

    @property
    def position(self) -> str:
        """``open``, ``closed`` or ``unknown``."""
        return self._door.position

    def is_at_rest(self) -> bool:
        """Tell whether nobody is passing: the strike is held and the door is not known to be open."""
        return self._secure_at is None and not self._door.is_open

    def release(self, *, extended: bool) -> None:
        """Let go of the strike now, for the door's time, or for more of it."""
        self._hardware.strike.release()
        release_ms = self._config.release_ms * (EXTENDED_FACTOR if extended else 1)
        self._secure_at = self._clock.monotonic_ms() + release_ms
        self._door = doors.give_leave(self._door, until=self._secure_at)

    def see_to_it(self) -> None:
        """Hear what the door did, and hold the strike again if its time is over."""
        now = self._clock.monotonic_ms()
        # Asked in this order, a press that came before the door moved is always known by the time the movement is judged.
        moves = self._hardware.monitor.moves()
        if self._hardware.rex.pressed():
            self._door = doors.give_leave(self._door, until=now + self._config.release_ms)
        for is_open in moves:
            self._door, facts = doors.move(self._door, is_open, at=now)
            self._tell_all(facts)
            self._moved()
        self._door, facts = doors.grow_older(self._door, at=now)
        self._tell_all(facts)
        if self._secure_at is not None and now >= self._secure_at:
            self.secure()

    def secure(self) -> None:
        """Hold the strike, if it was let go."""
        if self._secure_at is not None:
            self._hardware.strike.secure()
            self._secure_at = None

    def _tell_all(self, facts: tuple[doors.Fact, ...]) -> None:
        for fact in facts:
            self._tell(fact)
