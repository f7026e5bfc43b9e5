"""Second boxes with a gate's identity: somebody has copied a disk, and both come to the broker by one name."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from edge.protocol.topics import GateAddress
from simulator.practice.gate import PracticeGate
from simulator.practice.hub import Cabinet
from simulator.practice.ledger import Broken, CopysBook, Ledger
from simulator.practice.line import Line

NOTICED_WITHIN_MS = 60_000


class Copies:
    """At most one copy of each gate. Iterating gives those that are there."""

    def __init__(self, folder: Path, line: Line, ledger: Ledger, cabinet: Cabinet) -> None:
        self._folder, self._line, self._ledger, self._cabinet = folder, line, ledger, cabinet
        self._there: dict[GateAddress, PracticeGate] = {}
        self._contend_since: dict[GateAddress, int] = {}
        self._numbers = count(1)

    def __iter__(self) -> Iterator[PracticeGate]:
        return iter(tuple(self._there.values()))

    def make(self, gate: PracticeGate, *, now: int) -> None:
        """Copy a gate's disk as it is and switch the copy on."""
        if gate.address in self._there:
            return
        self._ledger.happened["copied"] += 1
        folder = self._folder / f"{gate.address.gate}-box-{next(self._numbers)}"
        self._there[gate.address] = gate.copy(folder, book=CopysBook(self._ledger))
        self._contend_since[gate.address] = now

    def take_away(self) -> None:
        """Find and end them all."""
        for copy in self:
            self._line.lose(copy)
            copy.lose_power()
        self._there.clear()

    def look(self, *, now: int) -> None:
        """Raise Broken where two boxes have shared a name for a minute, with a line for both, and the hub has not noticed."""
        if not self._there:
            return
        noticed, happened = self._cabinet.flapped(), self._ledger.happened
        for address, since in tuple(self._contend_since.items()):
            if self._line.is_parted or address not in self._there:
                self._contend_since[address] = now
            elif address.gate in noticed:
                happened["copy_noticed_after_ms"] = max(happened["copy_noticed_after_ms"], now - since)
                del self._contend_since[address]
            elif now - since > NOTICED_WITHIN_MS:
                raise Broken(f"two boxes called {address.gate} have been there for {now - since} ms and nobody has noticed")
