"""One run: gates, a line and a hub, a step at a time, until everything is quiet; then the ledger is judged.

A step is what a thread, a socket or a power supply would do next. Nothing here is concurrent and nothing reads a real clock: a seed is
a whole run, and the same seed is the same run.
"""

import contextlib
import io
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from edge import kill_points as gate_kill_points
from edge.gate.door_modes import Act
from edge.protocol.topics import GateAddress, topic
from hub import kill_points as hub_kill_points
from hub.gateway.receiving import Receiver
from simulator.practice.copies import Copies
from simulator.practice.gate import PracticeGate
from simulator.practice.hub import Cabinet, PracticeHub
from simulator.practice.ledger import Book, Broken, Ledger
from simulator.practice.line import BATCH, Letter, Line
from simulator.practice.plans import Chances, Happening, Plan
from simulator.practice.rights import STARTS_AT
from simulator.practice.street import Street

QUIET_STEPS_MAX, QUIET_STEP_MS = 600, 400
GATE_POINTS = (
    *("journal.inserted", "journal.committed", "journal.evicted", "journal.forgetting", "command.remembered"),
    *("strike.released", "memory.kept", "journal.appended"),
)
HUB_POINTS = ("link.received", "link.committed")
MODE_ACTS = (Act.UNLOCK, Act.LOCK, Act.LOCK_OPEN, Act.LOCK_OPEN_RELEASE)
"""What the hub lets a manager ask of a door's mode."""
NOTHING = Chances(swipe=0, alarm=0, uncover=0, reset=0, catch=0)


class Died(BaseException):
    """A program ended in the middle of what it was doing."""


class World:
    """Everything of one run. ``make`` builds the hub's receiver, so that a test can put in one with a fault."""

    def __init__(self, plan: Plan, seed: int, cabinet: Cabinet, *, make: Callable[..., Receiver] = Receiver) -> None:
        self.plan, self.seed, self.ledger = plan, seed, Ledger()
        self._chance = random.Random(f"{seed}/{plan.about}")  # noqa: S311 - runs must be repeatable
        self._now, self._dies_at = STARTS_AT, ""
        self._cabinet = cabinet
        self._folder = cabinet.path / "gates"
        shutil.rmtree(self._folder, ignore_errors=True)
        addresses = [GateAddress("practice", f"gate-{number}") for number in range(1, plan.gates + 1)]
        cabinet.prepare(addresses)
        with contextlib.redirect_stderr(io.StringIO()):
            self.gates = {one: self._gate(one) for one in addresses}
        self.line = Line(plan.chances, self._chance)
        self.street = Street(self._chance, self.ledger.happened)
        self.copies = Copies(self._folder, self.line, self.ledger, cabinet)
        self.hub = PracticeHub(cabinet, clock=self.now, send=self.line.send_down, chance=self._chance, make=make)

    def now(self) -> int:
        """Return the world's own time, UTC ms."""
        return self._now

    def run(self) -> Ledger:
        """Go through the plan, heal everything, wait until it is quiet, and judge; raise Broken."""
        with contextlib.redirect_stderr(io.StringIO()), self._watched():
            for step in range(self.plan.steps):
                self._step(step)
            self._heal_everything()
            self._grow_quiet()
        self.ledger.stored, self.ledger.gone = self._cabinet.stored(), self._cabinet.gone()
        self.ledger.judge()
        return self.ledger

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        before = gate_kill_points.watch(self._pass), hub_kill_points.watch(self._pass)
        try:
            yield
        finally:
            gate_kill_points.watch(before[0])
            hub_kill_points.watch(before[1])
            for gate in (*self.gates.values(), *self.copies):
                gate.lose_power()

    def _gate(self, address: GateAddress) -> PracticeGate:
        folder = self._folder / address.gate
        return PracticeGate(address, folder, world=self.now, chance=self._chance, book=Book(self.ledger), limit=self.plan.journal)

    def _step(self, step: int) -> None:
        self._now += self._chance.randrange(1, 2 * self.plan.step_ms)
        for one in self.plan.happenings:
            if one.at == step:
                self._happen(one)
        self._by_chance(self.plan.chances)
        for gate in (*self.gates.values(), *self.copies):
            self._with_gate(gate, self._live)
        self._hub_turn()
        for gate, letter in self.line.for_gates():
            self._with_gate(gate, lambda gate, one=letter: self._deliver(gate, one))  # type: ignore[misc]
        self.copies.look(now=self._now)

    def _by_chance(self, likely: Chances) -> None:
        does: tuple[tuple[float, Callable[[], None]], ...] = (
            (likely.part, self._part),
            (likely.heal if self.line.is_parted else 0, self._heal),
            (likely.broker_crash, self._crash_broker),
            (likely.hub_kill, lambda: self._plan_death(HUB_POINTS)),
            (likely.power_cut, lambda: self._plan_death(GATE_POINTS)),
            (likely.command, self._ask),
            (likely.mode, lambda: self._ask(self._chance.choice(MODE_ACTS))),
            (likely.replay, self._replay),
            (likely.copy, lambda: self.copies.make(self._any_gate(), now=self._now)),
            (likely.catch, self.copies.take_away),
        )
        for chance, do in does:
            if self._is(chance):
                do()

    def _live(self, gate: PracticeGate) -> None:
        likely = self.plan.chances
        self.line.admit(gate, now=self._now)
        if not gate.journal.in_memory and self._is(likely.read_only):
            self._count("disk_read_only")
            gate.make_disk_read_only()
        elif gate.is_disk_readable_only and self._is(likely.mend):
            gate.mend_disk()
        self.street.live(gate, likely, now=self._now)
        if self._is(likely.swipe):
            self.street.swipe(gate)
        if self._is(likely.power_cut / 4):
            self._cut_power(gate)
        elif gate.uplink.is_connected:
            self._send(gate)

    def _send(self, gate: PracticeGate) -> None:
        for _message in range(self._chance.randrange(1, BATCH)):
            parcel = gate.next()
            if parcel is None:
                return
            self.ledger.published[parcel.channel] += 1
            self.line.send_up(gate, parcel)

    def _hub_turn(self) -> None:
        if self.line.is_parted:
            return
        try:
            self.hub.send_commands()
            self.hub.take([(topic(one.address, one.channel), one.payload) for one in self.line.for_hub()])
        except Died:
            self._count("hub_killed")
            self.hub.start()

    def _deliver(self, gate: PracticeGate, letter: Letter) -> None:
        moved = gate.hear(letter.channel, letter.payload, is_retained=letter.is_retained)
        if moved:
            self.ledger.opened[gate.folder.name, letter.payload] += moved
            if letter.is_retained:
                raise Broken("a command that a broker had kept moved a lock")

    def _with_gate(self, gate: PracticeGate, do: Callable[[PracticeGate], Any]) -> None:
        """Do something at a gate that is on; switch on one that is not. The process below it goes on whatever its gate does."""
        try:
            if gate.is_on:
                do(gate)
            elif self._is(0.5):
                gate.switch_on()
                do(gate)
            elif gate.is_powered:
                gate.below.turn()
        except Died:
            self.line.lose(gate)
            if self._is(0.5):
                self._count("program_killed")
                gate.die()
            else:
                self._cut_power(gate)

    def _cut_power(self, gate: PracticeGate) -> None:
        self._count("power_cut")
        self.line.lose(gate)
        gate.lose_power()
        if self._is(self.plan.chances.damage):
            self._count("disk_damaged")
            gate.flip_a_bit()

    def _crash_broker(self) -> None:
        self._count("broker_crashed")
        self.line.crash()

    def _part(self) -> None:
        self._count("parted")
        self.line.part()

    def _heal(self) -> None:
        self.line.is_parted = False

    def _any_gate(self) -> PracticeGate:
        return self.gates[self._chance.choice(sorted(self.gates))]

    def _ask(self, mode: str = "") -> None:
        gate = self._any_gate()
        if mode and gate.copper.is_freed:
            self._count("mode_asked_in_fire")
        number = self._cabinet.ask(gate.address, now=self._now, mode=mode)
        self.ledger.asked[number] = self._now

    def _replay(self) -> None:
        """Play a captured command again."""
        if self.line.captured:
            self._count("replayed")
            self.line.replay(self._chance.choice(self.line.captured))

    def _happen(self, one: Happening) -> None:
        match one.do:
            case "part":
                self._part()
            case "heal":
                self._heal()
            case "replay":
                self._replay()
            case "take_copy_away":
                self.copies.take_away()
            case _:
                for gate in self.gates.values():
                    self._happen_at(gate, one)

    def _happen_at(self, gate: PracticeGate, one: Happening) -> None:
        match one.do:
            case "lie":
                self._count("clock_set_wrong")
                gate.hands.lie_ms = one.amount
            case "tell_the_truth":
                gate.hands.lie_ms = 0
            case "flood":
                self._count("flood")
                for _swipe in range(one.amount):
                    self.street.swipe(gate)
            case "power_cut":
                self._cut_power(gate)
            case "read_only":
                gate.make_disk_read_only()
            case "mend":
                gate.mend_disk()
            case "put_back_old_copy":
                self._put_back(gate)
            case "copy_gate":
                self.copies.make(gate, now=self._now)
            case "cover":
                self.street.cover(gate)
            case "uncover":
                self.street.uncover(gate)
            case "fire":
                self.street.raise_fire(gate)
            case "end_fire":
                gate.copper.end_fire()
            case "turn_key":
                gate.copper.turn_key()

    def _put_back(self, gate: PracticeGate) -> None:
        """Keep a copy of a gate's folder the first time, and put it back the second."""
        copy = self._folder / f"{gate.address.gate}-copy"
        self.line.lose(gate)
        gate.lose_power()
        if copy.exists():
            self._count("put_back_old_copy")
            shutil.rmtree(gate.folder)
            copy.rename(gate.folder)
            lost = {place for place in self.ledger.journaled if place[0] == gate.address.gate}
            self.ledger.fragile |= lost  # what an owner takes off the disk is no more on it
        else:
            shutil.copytree(gate.folder, copy, ignore=shutil.ignore_patterns("*.sock"))

    def _heal_everything(self) -> None:
        self._dies_at = ""
        self.plan = replace(self.plan, step_ms=QUIET_STEP_MS, chances=NOTHING, happenings=())
        self.line.likely = NOTHING
        self.copies.take_away()
        for gate in self.gates.values():
            gate.hands.lie_ms = 0
            gate.is_disk_readable_only = False
            if not gate.is_on:
                gate.switch_on()
            gate.mend_disk()
            self.street.uncover(gate)
            gate.copper.end_fire()
            gate.copper.turn_key()
        self._heal()

    def _grow_quiet(self) -> None:
        for _step in range(QUIET_STEPS_MAX):
            self._step(-1)
            if self.line.is_empty and all(self._is_quiet(gate) for gate in self.gates.values()):
                return
        waiting = {gate.address.gate: (gate.journal.depth(), sorted(gate.standing())) for gate in self.gates.values()}
        known = {gate.address.gate: sorted(self._cabinet.alarms(gate.address.gate)) for gate in self.gates.values()}
        raise Broken(f"it does not grow quiet: {waiting} wait, and the hub knows of {known}")

    def _is_quiet(self, gate: PracticeGate) -> bool:
        is_told = gate.uplink.is_connected and gate.uplink.is_quiet() and self.street.is_quiet(gate)
        return is_told and self._cabinet.alarms(gate.address.gate) == gate.standing()

    def _plan_death(self, points: tuple[str, ...]) -> None:
        self._dies_at = self._chance.choice(points)

    def _pass(self, name: str) -> None:
        if name == self._dies_at:
            self._dies_at = ""
            raise Died(name)

    def _is(self, chance: float) -> bool:
        return chance > 0 and self._chance.random() < chance

    def _count(self, what: str) -> None:
        self.ledger.happened[what] += 1
