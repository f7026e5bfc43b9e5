"""The town: three houses, each with a door, a camera above it, a line to the broker, and the real gate program in between."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from simulator.camera import Camera
from simulator.door import Door, Verdict
from simulator.gate import GateProgram
from simulator.line import Line
from simulator.people import MadeUp
from simulator.scene import DAYLIGHT, Light, Pixels

HOLD_S = 6.0
"""How long somebody holds a pass up before giving up."""
LINGER_S = 1.2
"""How long a pass stays in view after the gate has answered, so that people at the town's page see it."""
HAPPENINGS_KEPT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A building of the town: where it stands, its rooms, and the name of its gate; or with ``leads_to`` ``shared`` a room of one that
    stands there already.
    """

    address: str
    floors: int
    rooms_per_floor: int
    gate: str
    label: str
    leads_to: str = "home"

    @property
    def units(self) -> str:
        """The rooms, in the words that the landlord's form understands."""
        return f"1–{self.floors}层，每层{self.rooms_per_floor}间"


HOUSES = (
    House(address="北街12号", floors=5, rooms_per_floor=4, gate="north-12", label="北街12号大门"),
    House(address="河边路8号", floors=5, rooms_per_floor=4, gate="riverside-8", label="河边路8号大门"),
    House(address="榕树里3号", floors=7, rooms_per_floor=4, gate="banyan-3", label="榕树里3号大门"),
)
LAUNDRY = replace(HOUSES[2], gate="banyan-3-laundry", label="榕树里3号洗衣房", leads_to="shared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody who lives in the town, with the picture of the pass in their pocket."""

    person: MadeUp
    house: House
    unit: str
    pass_picture: Pixels
    claimed: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the town's diary: a gate's verdict at a door."""

    house: House
    verdict: Verdict


class Entrance:
    """One door with all that belongs to it."""

    def __init__(self, house: House, *, broker: tuple[str, int], hub_url: str, data_dir: Path, seed: int) -> None:
        self.house = house
        self.camera = Camera(seed=seed)
        self.door = Door()
        self.line = Line(broker, seed=seed)
        self.cut_at = 0
        self._hub_url, self._data_dir = hub_url, data_dir / house.gate
        self._visitor: asyncio.Task[bool] | None = None
        self.program: GateProgram | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody stands at the door."""
        return self._visitor is not None and not self._visitor.done()

    async def open(self) -> None:
        """Put up camera, door and line."""
        await self.camera.open()
        await self.door.open()
        await self.line.open()

    def fit_gate(self) -> GateProgram:
        """Return the gate program of this entrance, configured and not yet started."""
        self.program = GateProgram(
            self._data_dir, hub_url=self._hub_url, camera_url=self.camera.url, bench=self.door.address, line_port=self.line.port
        )
        return self.program

    async def close(self) -> None:
        """End the gate program, then take everything down."""
        if self._visitor is not None:
            self._visitor.cancel()
        if self.program is not None:
            await self.program.stop()
        await self.line.close()
        await self.door.close()
        await self.camera.close()

    async def present(self, picture: Pixels, *, light: Light = DAYLIGHT, holder: int = 0, enters: bool = True) -> bool:
        """Hold a picture to the camera until the gate answers or patience ends; push the door if it lets go. Return whether it did.

        One person stands at a door at a time: whoever held something up before is gone.
        """
        visit = self._approach(picture, light, holder, enters)
        await asyncio.wait([visit])
        return not visit.cancelled() and visit.result()

    def present_soon(self, picture: Pixels, *, light: Light = DAYLIGHT, holder: int = 0) -> None:
        """Hold a picture to the camera without waiting for what comes of it, and leave the door for others to push."""
        self._approach(picture, light, holder, enters=False)

    def _approach(self, picture: Pixels, light: Light, holder: int, enters: bool) -> "asyncio.Task[bool]":
        self._visitor = asyncio.create_task(self._visit(self._visitor, picture, light, holder, enters))
        return self._visitor

    def part(self) -> None:
        """Cut the gate off from the broker."""
        self.line.part()
        self.cut_at = time.time_ns() // 1_000_000

    def heal(self) -> None:
        """Mend the line."""
        self.line.heal()
        self.cut_at = 0

    async def _visit(self, before_me: "asyncio.Task[bool] | None", picture: Pixels, light: Light, holder: int, enters: bool) -> bool:
        if before_me is not None:  # whoever leaves takes a telephone along, and it must not be this visitor's
            before_me.cancel()
            await asyncio.wait([before_me])
        before = self.door.verdict
        self.camera.hold_up(picture, light=light, holder=holder)
        try:
            await self.door.until(lambda door: door.verdict is not before, patience_s=HOLD_S)
            opened = self.door.verdict is not before and self.door.verdict.outcome == "granted"
            if opened and enters:
                self.door.push()
            await asyncio.sleep(LINGER_S)
            return opened
        finally:
            self.camera.take_away()


@dataclass
class Town:
    """All entrances, the people who live behind them, and the diary."""

    entrances: list[Entrance]
    residents: list[Resident] = field(default_factory=list)
    promised: int = 0

    def entrance(self, gate: str) -> Entrance:
        """Return the entrance with this gate; raise KeyError."""
        return {entrance.house.gate: entrance for entrance in self.entrances}[gate]

    def diary(self) -> list[Happening]:
        """Return the newest verdicts of all doors, newest first."""
        everything = (Happening(entrance.house, verdict) for entrance in self.entrances for verdict in entrance.door.verdicts)
        return sorted(everything, key=lambda happening: -happening.verdict.at)[:HAPPENINGS_KEPT]
