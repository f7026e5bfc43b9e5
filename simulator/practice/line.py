"""What lies between gates and hub: a broker that admits one box for each name and drops the other, and lines that lose, double and reorder.

The broker promises no more than MQTT does. What it had taken is gone when it dies; a box that vanishes leaves its last will behind.
"""

import random
from dataclasses import dataclass

from edge.outbox import Parcel
from edge.protocol.topics import GateAddress, parse_topic
from edge.uplink import reconnect_s
from simulator.practice.gate import PracticeGate
from simulator.practice.plans import Chances

BATCH = 20


@dataclass(slots=True)
class Letter:
    """A message on the line: who sent it or is to have it, its channel, its bytes, and whether a broker had kept it."""

    address: GateAddress
    channel: str
    payload: bytes
    is_retained: bool = False


class Line:
    """Everything between the two ends. ``likely`` says what happens to each message."""

    def __init__(self, likely: Chances, chance: random.Random) -> None:
        self.likely, self._chance = likely, chance
        self._to_hub: list[Letter] = []
        self._to_gates: list[Letter] = []
        self._admitted: dict[GateAddress, PracticeGate] = {}
        self._tries_at: dict[PracticeGate, int] = {}
        self.captured: list[Letter] = []
        self.is_parted = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is on its way to the hub."""
        return not self._to_hub

    def admit(self, gate: PracticeGate, *, now: int) -> None:
        """Let a box in that is on and not connected, if there is a line and its wait is over; whoever was there by its name is dropped."""
        if self.is_parted or gate.uplink.is_connected or now < self._tries_at.get(gate, 0):
            return
        other = self._admitted.get(gate.address)
        if other is not None and other is not gate:
            self.lose(other)
            self._tries_at[other] = now + round(1000 * reconnect_s(0, self._chance.random()))
        self._admitted[gate.address] = gate
        gate.connected()

    def lose(self, gate: PracticeGate) -> None:
        """A box has vanished without a goodbye, or was dropped: the broker says its last will."""
        if self._admitted.get(gate.address) is gate:
            del self._admitted[gate.address]
            gate.uplink.is_connected = False
            self._to_hub.append(Letter(gate.address, gate.uplink.will.channel, gate.uplink.will.body))

    def crash(self) -> None:
        """The broker dies with everything that it had taken; every connection ends, and no will is said."""
        self._to_hub, self._to_gates = [], []
        self._cut()

    def part(self) -> None:
        """Cut everybody off; what is on its way stays on its way."""
        self.is_parted = True
        self._cut()

    def _cut(self) -> None:
        """End every connection."""
        for gate in self._admitted.values():
            gate.uplink.is_connected = False
        self._admitted.clear()

    def send_up(self, gate: PracticeGate, parcel: Parcel) -> None:
        """Take a message of a gate's."""
        self._suffer(self._to_hub, Letter(gate.address, parcel.channel, parcel.body))

    def send_down(self, name: str, payload: bytes) -> None:
        """Take a message of the hub's."""
        address, channel = parse_topic(name)
        letter = Letter(address, channel, payload)
        if channel == "commands":
            self.captured.append(letter)
        self._suffer(self._to_gates, letter)

    def replay(self, letter: Letter) -> None:
        """Put in what somebody had captured: as it was, or as one that the broker kept."""
        self._to_gates.append(Letter(letter.address, letter.channel, letter.payload, is_retained=self._chance.random() < 0.5))

    def for_hub(self) -> list[Letter]:
        """Return what reaches the hub now."""
        if self.is_parted:
            return []
        taken, self._to_hub = self._to_hub[:BATCH], self._to_hub[BATCH:]
        return taken

    def for_gates(self) -> list[tuple[PracticeGate, Letter]]:
        """Return what reaches gates now; what is for one that is not there is gone."""
        if self.is_parted:
            return []
        taken, self._to_gates = self._to_gates[:BATCH], self._to_gates[BATCH:]
        return [(self._admitted[one.address], one) for one in taken if one.address in self._admitted]

    def _suffer(self, line: list[Letter], letter: Letter) -> None:
        chance = self._chance.random
        if chance() < self.likely.drop:
            return
        place = self._chance.randrange(len(line) + 1) if chance() < self.likely.reorder else len(line)
        line.insert(place, letter)
        if chance() < self.likely.double:
            line.append(letter)
