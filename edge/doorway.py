"""The door as the agent drives it: lets somebody in, keeps the mode, and tells what the door did.

The lock itself belongs to the process below (``edge.safety``). A door that stands free by its mode is asked for again and again, so that
it holds again soon after this program is gone.
"""

from collections.abc import Callable
from dataclasses import replace

from edge.config import DoorConfig
from edge.gate import door as doors
from edge.gate.door_modes import FREES, LETS_GO, STANDS_FREE, Act, admits
from edge.kept_mode import KeptMode, Standing
from edge.ports import Clock, Hardware
from edge.protocol.messages import FREE_MS_MAX, AlarmKind, DoorMode
from edge.safety.lock import RELEASE_MS_MAX
from edge.safety.words import Said

EXTENDED_FACTOR = 2
STANDS_FREE_MS = 3000
NOTE_MS = 60_000
"""How often it is written down for how long a door still stands free: no restart lengthens that by more."""
DRILL_MS = 3000
MODE_ACTS = frozenset(Act) - {Act.ACCESS, Act.ACCESS_ENDS}
CONTACTS = {"tamper": AlarmKind.TAMPER, "mains": AlarmKind.MAINS_LOST, "battery": AlarmKind.BATTERY_LOW, "fire": AlarmKind.FIRE_RELEASE}


class Doorway:
    """One door on its wires. ``tell`` takes each alarm as it is raised or cleared; ``moved`` is called when one of its facts changed.

    ``believed_ms`` gives the time to decide by, UTC ms; ``interlocks`` tells whether the list has this door shut while the other is open.
    """

    def __init__(
        self,
        hardware: Hardware,
        config: DoorConfig,
        *,
        kept: KeptMode,
        clock: Clock,
        believed_ms: Callable[[], int],
        interlocks: Callable[[], bool],
        tell: Callable[[doors.Fact], None],
        moved: Callable[[], None],
    ) -> None:
        self._wires, self._indicator, self._config, self._clock = hardware.wires, hardware.indicator, config, clock
        self._kept, self._believed_ms, self._interlocks, self._tell, self._moved = kept, believed_ms, interlocks, tell, moved
        now, stood = clock.monotonic_ms(), kept.load()
        self._until = stood.until
        self._noted_at = now - NOTE_MS
        self._door = doors.Door(
            held_open_ms=config.held_open_ms,
            pre_alarm_ms=config.pre_alarm_ms,
            mode=stood.mode,
            free_until=None if stood.left_ms is None else now + stood.left_ms,
            mode_since=now,
            lock_since=now,
            position_since=now,
        )
        self._free_until = now
        self._is_other_open = False
        self._idle_at: int | None = None
        self._indicator.mode(self._door.mode)

    @property
    def door(self) -> doors.Door:
        """The three facts and the standing alarms."""
        return self._door

    @property
    def admits(self) -> bool:
        """Tell whether the door's mode lets a valid pass in."""
        return admits(self._door.mode)

    @property
    def other_door_open(self) -> bool:
        """Tell whether the other door of a pair stands open, as its contact says; once fire has freed both, neither is waited for."""
        return self._is_other_open and AlarmKind.FIRE_RELEASE not in self._door.raised

    def free_for_ms(self) -> int | None:
        """Return for how long the door still stands free, None where it does not or where nothing ends it."""
        return None if self._door.free_until is None else max(0, self._door.free_until - self._clock.monotonic_ms())

    def is_at_rest(self) -> bool:
        """Tell whether the program may be started anew: nobody was just let in, the door is not known to be open, no fire has freed it, and
        it is not locked down.
        """
        is_busy = self._door.mode in (DoorMode.ACCESSED, DoorMode.LOCKED_DOWN) or AlarmKind.FIRE_RELEASE in self._door.raised
        return not is_busy and not self._door.is_open

    def release(self, *, extended: bool, release_ms: int = 0, open_ms: int = 0) -> bool:
        """Let go of the lock now; return False if the door's mode admits nobody.

        For the door's time, for more of it, or for a credential's own times where they are longer: nobody is given less than the door has.
        """
        if not self.admits:
            return False
        factor = EXTENDED_FACTOR if extended else 1
        release_ms = min(max(self._config.release_ms * factor, release_ms), RELEASE_MS_MAX)
        self._wires.release(release_ms)
        now = self._clock.monotonic_ms()
        open_ms = max(self._config.held_open_ms * factor, open_ms)
        self._take(doors.access(self._door, until=now + release_ms, open_ms=open_ms, at=now))
        return True

    def let_in(self) -> bool:
        """Let go once, asked from afar; return whether the door's mode, and the other door of a pair, admit anybody."""
        return not (self._interlocks() and self.other_door_open) and self.release(extended=False)

    def change_mode(self, act: str, *, until: int = 0) -> bool:
        """Do an act of the table on the door's mode; return whether there is such a step now. Access goes through :meth:`release`.

        What lets the door stand free ends by itself: at this UTC ms, and in any case after ``FREE_MS_MAX``.
        """
        if act in FREES:
            return self._stand_free(Act(act), until)
        return act in MODE_ACTS and self._perform(Act(act))

    def drill(self) -> bool:
        """Show that the door is heard from afar, and move no lock."""
        self._indicator.granted()
        self._idle_at = self._clock.monotonic_ms() + DRILL_MS
        return True

    def _stand_free(self, act: Act, until: int) -> bool:
        now, wall = self._clock.monotonic_ms(), self._believed_ms()
        left = min(until - wall, FREE_MS_MAX) if until else FREE_MS_MAX
        done = doors.stand_free(self._door, act, until=now + left, at=now) if left > 0 else None
        self._until = wall + left if done else self._until
        return self._enter(done)

    def _perform(self, act: Act) -> bool:
        return self._enter(doors.perform(self._door, act, at=self._clock.monotonic_ms()))

    def _enter(self, done: doors.Door | None) -> bool:
        if done is None:
            return False
        if self._door.mode in LETS_GO and done.mode not in LETS_GO:
            self._wires.secure()
        self._take((done, ()))
        self._free_until = 0
        self._see_to_standing_free()
        self._keep()
        return True

    def _keep(self) -> None:
        self._noted_at = self._clock.monotonic_ms()
        left_ms = self.free_for_ms()
        self._kept.keep(Standing(self._door.mode, 0 if left_ms is None else self._until, left_ms))

    def _see_to_its_end(self, now: int) -> None:
        """End a mode whose time is over; the wall clock may say so earlier than the gate's own ticking, after a time without power."""
        if self._door.free_until is None:
            return
        if now - self._noted_at >= NOTE_MS:
            left = max(0, self._until - self._believed_ms()) if self._until else FREE_MS_MAX
            self._door = replace(self._door, free_until=min(self._door.free_until, now + left))
            self._keep()
        act = doors.due(self._door, at=now)
        if act is not None:
            self._perform(act)

    def see_to_it(self) -> None:
        """Hear what the door did, and see to what is due."""
        for said in self._wires.heard():
            self._hear(said)
        now = self._clock.monotonic_ms()
        if not self._wires.is_connected() and self._door.is_released is not None:
            self._take((doors.hear_lock(self._door, None, at=now), ()))
        self._see_to_its_end(now)
        self._take(doors.grow_older(self._door, at=now))
        self._see_to_standing_free()
        if self._idle_at is not None and now >= self._idle_at:
            self._indicator.idle()
            self._idle_at = None

    def _see_to_standing_free(self) -> None:
        now = self._clock.monotonic_ms()
        if self._door.mode in STANDS_FREE and now >= self._free_until - STANDS_FREE_MS // 2:
            self._wires.release(STANDS_FREE_MS)
            self._free_until = now + STANDS_FREE_MS

    def _hear(self, said: Said) -> None:
        match said.part:
            case "lock":
                self._take((doors.hear_lock(self._door, said.state == "released", at=said.at), ()))
            case "exit":
                self._door = doors.give_leave(self._door, until=said.at + self._config.release_ms * (said.state == "pressed"))
            case "door":
                self._take(doors.move(self._door, said.state == "open", at=said.at))
            case "other":
                self._is_other_open = said.state == "open"
            case part if part in CONTACTS:
                self._take(doors.sense(self._door, CONTACTS[part], said.state == "alarm"))

    def _take(self, step: doors.Step | None) -> None:
        if step is None:
            return
        before, self._door = self._door, step[0]
        if self._door.mode is not before.mode:
            self._indicator.mode(self._door.mode)
        for fact in step[1]:
            self._tell(fact)
        if step[1] or replace(before, counted_from=0) != replace(self._door, counted_from=0):
            self._moved()
