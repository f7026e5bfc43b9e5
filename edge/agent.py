"""The gate's loop: frame, code, decision, strike; and only then the journal, the lamp and the hub.

It decides nothing. Whatever a reader, a wire or the disk does wrong is written down, and the loop goes on: a person stands outside.
"""

import sqlite3
import threading

from edge import faults, log
from edge.config import DoorConfig
from edge.faults.health import Health
from edge.gate import door as doors
from edge.gate.decision import Decision, decide
from edge.gate.time_trust import Believed
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kill_points import pass_through
from edge.ports import Camera, Clock, Frame, Hardware, Reader, Uplink
from edge.protocol.codec import VERSION
from edge.protocol.messages import Alarm, Entry, EntryKind, Fault, Outcome, Status
from edge.protocol.passes import PREFIX
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress

SOFTWARE = "0.1.0"
READER = "camera-1"
FRAME_WAIT_S = 0.05
SHOW_REFUSED_MS = 3000
HEALTH_MS = 1000
EXTENDED_FACTOR = 2
CODES_PER_FRAME_MAX = 4
NEVER = -(2**62)


class Agent:
    """One door. The parts are handed in; the uplink is attached last, since it asks the agent for its status."""

    def __init__(
        self,
        address: GateAddress,
        reference_key: bytes,
        *,
        config: DoorConfig,
        clock: Clock,
        camera: Camera,
        reader: Reader,
        hardware: Hardware,
        journal: Journal,
        held: HeldList,
    ) -> None:
        self._address, self._reference_key, self._config = address, reference_key, config
        self._clock = clock
        self._camera, self._reader, self._hardware, self._journal = camera, reader, hardware, journal
        self._held = held
        self._uplink: Uplink | None = None
        self._door = doors.Door(held_open_ms=config.held_open_ms)
        self._seen: dict[bytes, int] = {}
        self._secure_at: int | None = None
        self._idle_at: int | None = None
        self._health_at = NEVER
        self._faults: list[Fault] = []
        self._was_online: bool | None = None

    def attach(self, uplink: Uplink) -> None:
        """Give the agent its way to the hub."""
        self._uplink = uplink

    def believed(self) -> Believed:
        """Return the time to decide by."""
        return self._held.believed()

    def status(self, is_online: bool) -> Status:
        """Return the gate's state, as the hub is told it."""
        believed = self.believed()
        return Status(
            v=VERSION,
            gate=self._address.gate,
            online=is_online,
            at=max(0, believed.now_ms),
            software=SOFTWARE,
            list_version=self._held.version,
            journal_depth=self._journal.depth(),
            clock=believed.clock,
            strike="secured" if self._secure_at is None else "released",
            door=self._door.position,
            faults=self._find_faults(believed),
        )

    def run(self, stop: threading.Event) -> None:
        """Serve the door until told to stop; leave it secured."""
        while not stop.is_set():
            try:
                self.turn()
            except Exception as error:  # noqa: BLE001 - the gate's outermost loop: the next person must still get in
                log.tell("agent.failed", kind=type(error).__name__)
                stop.wait(FRAME_WAIT_S)
        if self._secure_at is not None:
            self._hardware.strike.secure()

    def turn(self) -> None:
        """Look once, and see to whatever is due."""
        self._see_to_door()
        self._see_to_times()
        frame = self._camera.take(FRAME_WAIT_S)
        if frame is not None:
            self._look(frame)

    def _look(self, frame: Frame) -> None:
        codes = self._reader.read(frame.pixels)
        now = self._clock.monotonic_ms()
        fresh = [code for code in dict.fromkeys(codes) if now - self._seen.get(code, NEVER) >= self._config.same_pass_pause_ms]
        self._seen = {code: at for code, at in self._seen.items() if now - at < self._config.same_pass_pause_ms}
        self._seen |= dict.fromkeys(codes, now)
        # A poster in the picture is no reason to keep somebody who holds a pass beside it waiting.
        fresh.sort(key=lambda code: not code.startswith(PREFIX.encode()))
        for code in fresh[:CODES_PER_FRAME_MAX]:
            if self._answer(code, frame).opens:
                return

    def _answer(self, code: bytes, frame: Frame) -> Decision:
        believed = self.believed()
        held = self._held.current
        decision = decide(code, held, now_ms=believed.now_ms, clock=believed.clock)
        if decision.opens:
            self._open(extended=decision.extended)
            pass_through("strike.released")
        took_ms = self._clock.monotonic_ms() - frame.taken_ms
        outcome = Outcome.GRANTED if decision.opens else Outcome.REFUSED
        self._show(decision, outcome, took_ms)
        self._write(decision, outcome, believed)
        return decision

    def _open(self, *, extended: bool) -> None:
        self._hardware.strike.release()
        release_ms = self._config.release_ms * (EXTENDED_FACTOR if extended else 1)
        self._secure_at = self._clock.monotonic_ms() + release_ms
        self._door = doors.give_leave(self._door, until=self._secure_at)

    def _show(self, decision: Decision, outcome: Outcome, took_ms: int) -> None:
        lamp = self._hardware.indicator
        if decision.opens:
            lamp.granted()
        else:
            lamp.refused(decision.reason)
        lamp.verdict(outcome.value, decision.reason, took_ms=took_ms)
        self._idle_at = self._clock.monotonic_ms() + (self._config.release_ms if decision.opens else SHOW_REFUSED_MS)

    def _write(self, decision: Decision, outcome: Outcome, believed: Believed) -> None:
        def make(epoch: str, seq: int, event_id: str) -> Entry:
            return Entry(
                v=VERSION,
                gate=self._address.gate,
                epoch=epoch,
                seq=seq,
                event_id=event_id,
                occurred_at=max(0, believed.now_ms),
                clock=believed.clock,
                monotonic_ms=self._clock.monotonic_ms(),
                kind=EntryKind.QR,
                credential=reference(self._reference_key, decision.credential) if decision.credential else "",
                reader=READER,
                outcome=outcome,
                reason=decision.reason,
                door=self._config.name,
            )

        try:
            self._journal.append(make)
        except sqlite3.Error as error:
            log.tell("journal.failed", kind=type(error).__name__)
            return
        pass_through("journal.appended")
        self._wake()

    def _see_to_door(self) -> None:
        now = self._clock.monotonic_ms()
        # Asked in this order, a press that came before the door moved is always known by the time the movement is judged.
        moves = self._hardware.monitor.moves()
        if self._hardware.rex.pressed():
            self._door = doors.give_leave(self._door, until=now + self._config.release_ms)
        for is_open in moves:
            self._door, facts = doors.move(self._door, is_open, at=now)
            self._report(facts)
            self._wake()
        self._door, facts = doors.grow_older(self._door, at=now)
        self._report(facts)

    def _report(self, facts: tuple[doors.Fact, ...]) -> None:
        for fact in facts:
            log.tell("door.alarm", kind=fact.kind.value, raised=fact.raised)
            if self._uplink:
                at = max(0, self.believed().now_ms)
                self._uplink.alarm(Alarm(v=VERSION, gate=self._address.gate, kind=fact.kind, raised=fact.raised, at=at))

    def _see_to_times(self) -> None:
        now = self._clock.monotonic_ms()
        if self._secure_at is not None and now >= self._secure_at:
            self._hardware.strike.secure()
            self._secure_at = None
        if self._idle_at is not None and now >= self._idle_at:
            self._hardware.indicator.idle()
            self._idle_at = None
        if now - self._health_at >= HEALTH_MS:
            self._health_at = now
            self._see_to_health()
            self._see_to_uplink()

    def _see_to_health(self) -> None:
        found = self._find_faults(self.believed())
        if found != self._faults:
            log.tell("gate.faults", present=",".join(found) or "none")
            self._faults = found
            self._wake()

    def _see_to_uplink(self) -> None:
        is_online = bool(self._uplink and self._uplink.is_online())
        if is_online is not self._was_online:
            self._was_online = is_online
            self._hardware.indicator.uplink(is_online)

    def _find_faults(self, believed: Believed) -> list[Fault]:
        held = self._held.current
        return faults.present(
            Health(
                camera_sees=self._camera.sees(),
                believed=believed,
                list_expires_at=held.expires_at if held else None,
                list_refused=self._held.refused is not None,
                journal_replaced=self._journal.replaced,
            )
        )

    def _wake(self) -> None:
        if self._uplink:
            self._uplink.wake()
