"""The gate's loop: see to the door, take a frame, answer what is in it, look after its own health.

It decides nothing. Whatever a reader, a wire or the disk does wrong is written down, and the loop goes on: a person stands outside.
"""

import threading

from edge import faults, log
from edge.commands import CommandedDoor, Commands
from edge.config import DoorConfig
from edge.desired import Desired
from edge.doorway import Doorway
from edge.faults.health import Health
from edge.gate import door as doors
from edge.gate.time_trust import Believed
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kept_memory import KeptMemory
from edge.kept_mode import KeptMode
from edge.ports import Camera, Clock, Hardware, Reader, Uplink
from edge.probation import Probation
from edge.protocol.codec import VERSION
from edge.protocol.messages import Alarm, AlarmKind, Fault, Receipt, ReleaseStep, Status
from edge.protocol.rights import AntiPassback
from edge.protocol.signing import key_id
from edge.protocol.topics import GateAddress
from edge.reception import NEVER, Reception
from edge.software import Releases
from edge.watchdog import Watchdog, go_round

SOFTWARE = "0.1.0"
FRAME_WAIT_S = 0.02
HEALTH_MS = 1000


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
        memory: KeptMemory,
        kept_mode: KeptMode,
        desired: Desired,
        releases: Releases,
        probation: Probation,
    ) -> None:
        self._desired, self._releases, self._probation = desired, releases, probation
        self._address, self._clock = address, clock
        self._camera, self._reader, self._journal, self._held = camera, reader, journal, held
        self._wires, self._indicator, self._card_reader = hardware.wires, hardware.indicator, hardware.reader
        self._uplink: Uplink | None = None
        self._commands: Commands | None = None
        self._doorway = Doorway(
            hardware,
            config,
            kept=kept_mode,
            clock=clock,
            believed_ms=self._believed_ms,
            interlocks=lambda: held.current is not None and held.current.rights.rules.interlock,
            tell=self._tell,
            moved=self._wake,
        )
        self._reception = Reception(
            address.gate,
            reference_key,
            config=config,
            clock=clock,
            held=held,
            doorway=self._doorway,
            hardware=hardware,
            journal=journal,
            memory=memory,
            wake=self._wake,
        )
        self._only_exit = config.only_exit
        self._health_at = NEVER
        self._faults: list[Fault] = []
        self._alarmed: frozenset[AlarmKind] = frozenset()
        self._was_online: bool | None = None
        self._is_failing = False

    def attach(self, uplink: Uplink, commands: Commands) -> None:
        """Give the agent its way to the hub, and what comes from there."""
        self._uplink, self._commands = uplink, commands

    @property
    def from_afar(self) -> CommandedDoor:
        """The door as commands see it."""
        return self._doorway

    def answer(self, receipt: Receipt) -> None:
        """Tell the hub what became of a command."""
        if self._uplink:
            self._uplink.receipt(receipt)

    def believed(self) -> Believed:
        """Return the time to decide by."""
        return self._held.believed()

    def _believed_ms(self) -> int:
        return self.believed().now_ms

    def status(self, is_online: bool) -> Status:
        """Return the gate's state, as the hub is told it."""
        believed, door, now = self.believed(), self._doorway.door, self._clock.monotonic_ms()
        found, ring, free_for = self._find_faults(believed), self._held.keyring.ring, self._doorway.free_for_ms()
        return Status(
            v=VERSION,
            gate=self._address.gate,
            online=is_online,
            at=max(0, believed.now_ms),
            software=SOFTWARE,
            list_version=self._held.version,
            journal_depth=self._journal.depth(),
            clock=believed.clock,
            uncertain_since=believed.uncertain_since,
            key=key_id(ring.newest).hex() if ring.keys else "",
            old_keys=max(0, len(ring.keys) - 1),
            strike=door.lock,
            door=door.position,
            faults=found,
            config=self._desired.standing.running,
            config_given_up=self._desired.standing.given_up,
            mode=door.mode,
            mode_age_ms=max(0, now - door.mode_since),
            mode_until=0 if free_for is None else max(0, believed.now_ms + free_for),
            strike_age_ms=max(0, now - door.lock_since),
            door_age_ms=max(0, now - door.position_since),
            alarms=sorted(door.raised | self._alarmed),
            release=self._releases.standing.running,
            release_given_up=self._releases.standing.given_up,
            release_step=ReleaseStep.WAITS if self._probation.starts_again else self._releases.step,
        )

    def run(self, stop: threading.Event) -> None:
        """Serve the door until told to stop, or until it is to be started again and nobody is at it."""
        go_round(self.turn, until=lambda: stop.is_set() or self._is_time_to_start_again(), beat=Watchdog().beat, failed=self._failed)

    def turn(self) -> None:
        """Look once, and see to whatever is due."""
        self._doorway.see_to_it()
        if self._commands:
            self._commands.see_to_them()
        self._reception.hear()
        self._reception.see_to_lamp()
        self._see_to_health()
        frame = self._camera.take(FRAME_WAIT_S)
        if frame is not None:
            self._reception.look(self._reader.read(frame.pixels), taken_ms=frame.taken_ms)

    def _is_time_to_start_again(self) -> bool:
        return self._probation.starts_again and self._doorway.is_at_rest()

    def _failed(self, error: Exception) -> None:
        self._is_failing = True
        log.tell("agent.failed", kind=type(error).__name__)

    def _tell(self, fact: doors.Fact) -> None:
        log.tell("door.alarm", kind=fact.kind.value, raised=fact.raised)
        self._indicator.alarm(fact.kind, fact.raised)
        if self._uplink:
            at = max(0, self.believed().now_ms)
            self._uplink.alarm(Alarm(v=VERSION, gate=self._address.gate, kind=fact.kind, raised=fact.raised, at=at))

    def _see_to_health(self) -> None:
        now = self._clock.monotonic_ms()
        if now - self._health_at < HEALTH_MS:
            return
        self._health_at = now
        found = self._find_faults(self.believed())
        self._settle_alarms(found)
        if found != self._faults:
            log.tell("gate.faults", present=",".join(found) or "none")
            self._faults = found
            self._wake()
        is_online = bool(self._uplink and self._uplink.is_online())
        if is_online is not self._was_online:
            self._was_online = is_online
            self._indicator.uplink(is_online)
        is_well = is_online and not self._is_failing and faults.UNWELL.isdisjoint(found)
        self._probation.see(is_well, wall_ms=self.believed().now_ms, now_ms=now)
        self._is_failing = False

    def _settle_alarms(self, found: list[Fault]) -> None:
        """Raise what has stood for two looks: a camera that a starting gate has not opened yet is no alarm."""
        alarmed = faults.alarms(found) & (self._alarmed | faults.alarms(self._faults))
        for kind in sorted(alarmed ^ self._alarmed):
            self._tell(doors.Fact(kind, kind in alarmed))
        self._alarmed = alarmed

    def _find_faults(self, believed: Believed) -> list[Fault]:
        held = self._held.current
        return faults.present(
            Health(
                camera_sees=self._camera.sees(),
                camera_is_clear=self._camera.is_clear(),
                reader_is_lost=self._card_reader.is_lost(),
                safety_answers=not self._wires.is_lost(),
                believed=believed,
                list_expires_at=held.expires_at if held else None,
                list_refused=self._held.refused is not None,
                journal_replaced=self._journal.replaced,
                journal_in_memory=self._journal.in_memory,
                rule_left_out=self._only_exit and held is not None and held.rights.rules.anti_passback is not AntiPassback.OFF,
            )
        )

    def _wake(self) -> None:
        if self._uplink:
            self._uplink.wake()
