"""One run: gates, a line and a hub, a step at a time, until everything is quiet; then the ledger is judged.

A step is what a thread, a socket or a power supply would do next. Nothing here is concurrent and nothing reads a real clock: a seed is
a whole run, and the same seed is the same run.
"""

import contextlib
import io
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from edge import kill_points as gate_kill_points
from edge.protocol.messages import Entry
from edge.protocol.topics import GateAddress, parse_topic, topic
from hub import kill_points as hub_kill_points
from hub.gateway.receiving import Receiver
from simulator.practice.gate import PracticeGate
from simulator.practice.hub import PUBLIC_KEY, Cabinet, PracticeHub
from simulator.practice.ledger import Broken, Ledger
from simulator.practice.plans import Chances, Happening, Plan

STARTS_AT = 1_790_000_000_000
QUIET_STEPS_MAX = 600
BATCH = 20
GATE_POINTS = ("journal.inserted", "journal.committed", "journal.evicted", "journal.forgetting", "command.remembered")
HUB_POINTS = ("link.received", "link.committed")


class Died(BaseException):
    """A program ended in the middle of what it was doing."""


@dataclass(slots=True)
class Letter:
    """A message on the line: who sent it, its channel, its bytes, and whether a broker had kept it."""

    address: GateAddress
    channel: str
    payload: bytes
    retained: bool = False


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
        self._to_hub: list[Letter] = []
        self._to_gates: list[Letter] = []
        self._captured: list[Letter] = []
        self._parted = False
        self.hub = PracticeHub(cabinet, clock=self.now, send=self._send_to_gate, chance=self._chance, make=make)

    def now(self) -> int:
        """Return the world's own time, UTC ms."""
        return self._now

    def run(self) -> Ledger:
        """Go through the plan, heal everything, wait until it is quiet, and judge; raise Broken."""
        before = gate_kill_points.watch(self._pass), hub_kill_points.watch(self._pass)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                for step in range(self.plan.steps):
                    self._step(step)
                self._heal_everything()
                self._grow_quiet()
        finally:
            gate_kill_points.watch(before[0])
            hub_kill_points.watch(before[1])
            for gate in self.gates.values():
                gate.lose_power()
        self.ledger.stored, self.ledger.gone = self._cabinet.stored(), self._cabinet.gone()
        self.ledger.judge()
        return self.ledger

    def _gate(self, address: GateAddress) -> PracticeGate:
        folder = self._folder / address.gate
        return PracticeGate(address, folder, world=self.now, chance=self._chance, key=PUBLIC_KEY, limit=self.plan.journal)

    def _step(self, step: int) -> None:
        self._now += self._chance.randrange(1, 2 * self.plan.step_ms)
        for one in self.plan.happenings:
            if one.at == step:
                self._happen(one)
        self._by_chance(self.plan.chances)
        for gate in self.gates.values():
            self._with_gate(gate, self._live)
        self._hub_turn()
        self._deliver_to_gates()

    def _by_chance(self, likely: Chances) -> None:
        does: tuple[tuple[float, Callable[[], None]], ...] = (
            (likely.part, self._part),
            (likely.heal if self._parted else 0, self._heal),
            (likely.broker_crash, self._crash_broker),
            (likely.hub_kill, lambda: self._plan_death(HUB_POINTS)),
            (likely.power_cut, lambda: self._plan_death(GATE_POINTS)),
            (likely.command, self._ask),
            (likely.replay, self._replay),
        )
        for chance, do in does:
            if self._chance.random() < chance:
                do()

    def _live(self, gate: PracticeGate) -> None:
        likely = self.plan.chances
        if self._chance.random() < likely.read_only and not gate.journal.in_memory:
            self._count("disk_read_only")
            gate.make_disk_read_only()
        elif gate.is_disk_readable_only and self._chance.random() < likely.mend:
            gate.mend_disk()
        if self._chance.random() < likely.swipe:
            self._swipe(gate)
        if self._chance.random() < likely.alarm:
            gate.alarm(raised=self._chance.random() < 0.5)
        if self._chance.random() < likely.power_cut / 4:
            self._cut_power(gate)
        elif not self._parted:
            self._send(gate)

    def _swipe(self, gate: PracticeGate) -> None:
        entry = gate.swipe(self._note)
        place = (gate.address.gate, entry.epoch, entry.seq)
        if place in self.ledger.journaled:
            raise Broken(f"a number was given twice: {place}")
        self.ledger.journaled[place] = entry.event_id
        if gate.journal.in_memory:
            self.ledger.fragile.add(place)

    def _note(self, entry: Entry) -> None:
        self.ledger.made.setdefault((entry.gate, entry.epoch, entry.seq), set()).add(entry.event_id)

    def _send(self, gate: PracticeGate) -> None:
        for _message in range(self._chance.randrange(1, BATCH)):
            parcel = gate.next()
            if parcel is None:
                return
            self.ledger.published[parcel.channel] += 1
            self._suffer(self._to_hub, Letter(gate.address, parcel.channel, parcel.body))

    def _suffer(self, line: list[Letter], letter: Letter) -> None:
        likely, chance = self.plan.chances, self._chance.random
        if chance() < likely.drop:
            return
        place = self._chance.randrange(len(line) + 1) if chance() < likely.reorder else len(line)
        line.insert(place, letter)
        if chance() < likely.double:
            line.append(letter)

    def _hub_turn(self) -> None:
        if self._parted:
            return
        taken, self._to_hub = self._to_hub[:BATCH], self._to_hub[BATCH:]
        try:
            self.hub.send_commands()
            self.hub.take([(topic(one.address, one.channel), one.payload) for one in taken])
        except Died:
            self._count("hub_killed")
            self.hub.start()

    def _send_to_gate(self, name: str, payload: bytes) -> None:
        address, channel = parse_topic(name)
        letter = Letter(address, channel, payload)
        if channel == "commands":
            self._captured.append(letter)
        self._suffer(self._to_gates, letter)

    def _deliver_to_gates(self) -> None:
        if self._parted:
            return
        taken, self._to_gates = self._to_gates[:BATCH], self._to_gates[BATCH:]
        for letter in taken:
            self._with_gate(self.gates[letter.address], lambda gate, one=letter: self._deliver(gate, one))  # type: ignore[misc]

    def _deliver(self, gate: PracticeGate, letter: Letter) -> None:
        moved = gate.hear(letter.channel, letter.payload, retained=letter.retained)
        if moved:
            self.ledger.opened[letter.payload.hex()] += moved
            if letter.retained:
                raise Broken("a command that a broker had kept moved a lock")

    def _with_gate(self, gate: PracticeGate, do: Callable[[PracticeGate], Any]) -> None:
        """Do something at a gate that is on; switch on one that is not."""
        if not gate.is_on:
            if self._chance.random() < 0.5:
                return
            gate.switch_on()
            gate.connected()
        try:
            do(gate)
        except Died:
            self._cut_power(gate)

    def _cut_power(self, gate: PracticeGate) -> None:
        self._count("power_cut")
        gate.lose_power()
        if self._chance.random() < self.plan.chances.damage:
            self._count("disk_damaged")
            gate.flip_a_bit()

    def _crash_broker(self) -> None:
        """The broker dies with everything that it had taken, and every line is made anew."""
        self._count("broker_crashed")
        self._to_hub, self._to_gates = [], []
        self._reconnect()

    def _part(self) -> None:
        self._count("parted")
        self._parted = True

    def _heal(self) -> None:
        self._parted = False
        self._reconnect()

    def _reconnect(self) -> None:
        for gate in self.gates.values():
            if gate.is_on:
                gate.connected()

    def _ask(self) -> None:
        address = self._chance.choice(sorted(self.gates))
        number = self._cabinet.ask(address, now=self._now)
        self.ledger.asked[number] = self._now

    def _replay(self) -> None:
        """Play a captured command again: as it was, or as one that the broker kept."""
        if self._captured:
            self._count("replayed")
            letter = self._chance.choice(self._captured)
            self._to_gates.append(Letter(letter.address, letter.channel, letter.payload, retained=self._chance.random() < 0.5))

    def _happen(self, one: Happening) -> None:
        self._count(one.do)
        for gate in self.gates.values():
            match one.do:
                case "lie":
                    gate.hands.lie_ms = one.amount
                case "tell_the_truth":
                    gate.hands.lie_ms = 0
                case "flood":
                    for _swipe in range(one.amount):
                        self._swipe(gate)
                case "power_cut":
                    self._cut_power(gate)
                case "read_only":
                    gate.make_disk_read_only()
                case "mend":
                    gate.mend_disk()
                case "put_back_old_copy":
                    self._put_back(gate)
        match one.do:
            case "part":
                self._part()
            case "heal":
                self._heal()
            case "replay":
                self._replay()

    def _put_back(self, gate: PracticeGate) -> None:
        """Keep a copy of a gate's folder the first time, and put it back the second."""
        copy = self._folder / f"{gate.address.gate}-copy"
        gate.lose_power()
        if copy.exists():
            shutil.rmtree(self._folder / gate.address.gate)
            copy.rename(self._folder / gate.address.gate)
            lost = {place for place in self.ledger.journaled if place[0] == gate.address.gate}
            self.ledger.fragile |= lost  # what an owner takes off the disk is no more on it
        else:
            shutil.copytree(self._folder / gate.address.gate, copy)

    def _heal_everything(self) -> None:
        self._dies_at = ""
        self.plan = Plan(about=self.plan.about, gates=self.plan.gates, chances=Chances(swipe=0, alarm=0, heal=0, mend=0))
        for gate in self.gates.values():
            gate.hands.lie_ms = 0
            gate.is_disk_readable_only = False
            if not gate.is_on:
                gate.switch_on()
            gate.mend_disk()
        self._heal()

    def _grow_quiet(self) -> None:
        for _step in range(QUIET_STEPS_MAX):
            self._step(-1)
            if not self._to_hub and not any(
                gate.journal.depth() or gate.journal.gaps() or gate.journal.alarms() for gate in self.gates.values()
            ):
                return
        waiting = {gate.address.gate: gate.journal.depth() for gate in self.gates.values()}
        raise Broken(f"it does not grow quiet: {waiting} wait")

    def _plan_death(self, points: tuple[str, ...]) -> None:
        self._dies_at = self._chance.choice(points)

    def _pass(self, name: str) -> None:
        if name == self._dies_at:
            self._dies_at = ""
            raise Died(name)

    def _count(self, what: str) -> None:
        self.ledger.happened[what] += 1
