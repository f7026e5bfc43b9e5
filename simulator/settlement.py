"""How the town comes to be: three houses, gates that enrol, people who move in, all of it through the hub's front doors."""

import asyncio
import io
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import segno

from simulator.authority import alert_about, signed
from simulator.front_door import Caller, TurnedAway
from simulator.orders import Orders
from simulator.people import MadeUp, plain_person, sixty
from simulator.scene import Pixels, open_picture
from simulator.town import HOUSES, LAUNDRY, Entrance, House, Resident, Town

FIRST_TO_MOVE_IN = 12
RETRY_PAUSE_S = 0.1
OUT_OF_SIGHT_S = 1.3
"""How long a pass stays away from a camera before it is shown again: a gate reads a code anew only after a pause."""
PATIENCE_S = 120.0
PASSPHRASE = "moon-over-the-river"
LAUNDRY_HOURS = {day: {"start": "06:30", "until": "22:00"} for day in ("workdays", "saturday", "sunday")}


@dataclass(slots=True, kw_only=True)
class Home:
    """A house as the hub knows it: its id, door group, and the rooms that are still empty (id and label)."""

    property_id: str
    door_group: int
    empty: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedIn:
    """A registration as the landlord received it."""

    resident: Resident
    tenancy_id: str
    credential_id: str
    phone: str


@dataclass(slots=True)
class Settlement:
    """The callers that live through the town's whole time, and what they have built so far."""

    orders: Orders
    town: Town
    chance: random.Random
    landlord: Caller
    homes: dict[str, Home] = field(default_factory=dict)
    settlers: list[MovedIn] = field(default_factory=list)
    phones: int = 0

    async def found(self) -> None:
        """Make the landlord's account, the houses and the gates, and move the first dozen in; then the town can be visited."""
        first, second = (Caller(self.orders.people_url) for _ in range(2))
        async with first, second:
            await first.sign_in(self.orders.operators[0])
            await first.post(
                "/admin/accounts",
                {"login": self.orders.landlord.login, "passphrase": self.orders.landlord.passphrase, "roles": ["landlord"]},
            )
            await asyncio.gather(second.sign_in(self.orders.operators[1]), self.landlord.sign_in(self.orders.landlord))
            for entrance in self.town.entrances:
                await self._build(entrance)
            await self.landlord.patch(f"/properties/{self.homes[HOUSES[2].gate].property_id}", {"manager": self.orders.manager.login})
            await asyncio.gather(*(self._fit(entrance, first, second) for entrance in self.town.entrances), self.settle(FIRST_TO_MOVE_IN))

    async def open_laundry(self) -> None:
        """Put up the door of a room that a house shares, with a gate of its own, and have it keep hours."""
        entrance = entrance_at(LAUNDRY, self.orders, seed=len(HOUSES))
        home = self.homes[HOUSES[2].gate]
        self.homes[LAUNDRY.gate] = Home(property_id=home.property_id, door_group=home.door_group, empty=[])
        await entrance.open()
        self.town.entrances.append(entrance)
        async with Caller(self.orders.people_url) as first, Caller(self.orders.people_url) as second:
            await asyncio.gather(first.sign_in(self.orders.operators[0]), second.sign_in(self.orders.operators[1]))
            gate_id = await self._fit(entrance, first, second)
        await self.landlord.patch(f"/properties/{home.property_id}", {"doors": [{"gate_id": gate_id, "hours": LAUNDRY_HOURS}]})

    async def settle(self, upto: int) -> None:
        """Move people in until so many live in the town; every second one claims the pass."""
        people = sixty()[:upto]
        for place in range(len(self.settlers), len(people)):
            self.settlers.append(await self.move_in(people[place], self._emptiest(), claims=place % 2 == 0))

    async def move_in(self, person: MadeUp, entrance: Entrance, *, claims: bool) -> MovedIn:
        """Register a person in an empty room; have them claim the pass if they do. Return what the landlord received."""
        unit, given = await self._register(person, self.homes[entrance.house.gate])
        picture = picture_of(given["pass_text"])
        self.phones += 1
        phone = self.phone(self.phones)
        if claims:
            picture = await self._claim(given["claim_code"], phone, given["credential_id"])
        resident = Resident(person=person, house=entrance.house, unit=unit, pass_picture=picture, claimed=claims)
        self.town.residents.append(resident)
        return MovedIn(resident=resident, tenancy_id=given["id"], credential_id=given["credential_id"], phone=phone)

    async def _register(self, person: MadeUp, home: Home) -> tuple[str, Any]:
        """Register a person in the first room that is empty still: a visitor who signs in as the landlord may have taken one."""
        while True:
            unit_id, unit = home.empty.pop(0)
            try:
                return unit, await self.landlord.post("/tenancies", {"unit_id": unit_id, **person.form()})
            except TurnedAway as turned:
                if "unit-occupied" not in turned.codes or not home.empty:
                    raise

    def _emptiest(self) -> Entrance:
        return max(self.town.entrances, key=lambda entrance: len(self.homes[entrance.house.gate].empty))

    async def watch_for(self, person: MadeUp, *, reference: str) -> str:
        """Have the authority sign an alert, one officer enter it and a supervisor of another unit approve it. Return its id."""
        alert = signed(alert_about(person, self.orders.issuer, reference=reference, now=time.time_ns() // 1_000_000), self.orders.issuer)
        async with Caller(self.orders.police_url) as author, Caller(self.orders.police_url) as approver:
            await asyncio.gather(author.sign_in(self.orders.author), approver.sign_in(self.orders.approver))
            entered = await author.post("/alerts", alert)
            await approver.post(f"/alerts/{entered['id']}/approve")
        return str(entered["id"])

    async def come_home(self, moved: MovedIn, *, patience_s: float = PATIENCE_S) -> bool:
        """Let a resident try the door until the gate has heard of the pass and opens. Return whether it did in time."""
        entrance = self.town.entrance(moved.resident.house.gate)
        holder = self.chance.randrange(1000)
        return await until(
            lambda: entrance.present(moved.resident.pass_picture, holder=holder), patience_s=patience_s, pause_s=OUT_OF_SIGHT_S
        )

    def somebody(self) -> MadeUp:
        """Return one more made-up person."""
        return plain_person(self.chance)

    async def _build(self, entrance: Entrance) -> None:
        house = entrance.house
        home = await self.landlord.post("/properties", {"address": house.address})
        rooms = {"first_floor": 1, "last_floor": house.floors, "rooms_per_floor": house.rooms_per_floor}
        units = (await self.landlord.post(f"/properties/{home['id']}/units", rooms))["units"]
        empty = [(unit["id"], unit["label"]) for unit in units]
        self.homes[house.gate] = Home(property_id=home["id"], door_group=home["door_group"], empty=empty)

    async def _fit(self, entrance: Entrance, first: Caller, second: Caller) -> str:
        """Create a gate, let the real program enrol with the one-time code, approve it as a second person, start it; return its id."""
        house, home = entrance.house, self.homes[entrance.house.gate]
        gate = {"name": house.gate, "label": house.label, "property_id": home.property_id, "leads_to": house.leads_to}
        made = await first.post("/gates", gate)
        program = entrance.fit_gate()
        enrolling = asyncio.create_task(program.enrol(made["code"]))
        await until(lambda: _granted_or_over(second.post(f"/gates/{made['id']}/approve"), enrolling), patience_s=PATIENCE_S)
        await enrolling
        await program.start()
        return str(made["id"])

    async def _claim(self, code: str, phone: str, credential_id: str) -> Pixels:
        async with Caller(self.orders.people_url) as tenant:
            await tenant.post("/claims", {"code": code, "phone": phone, "passphrase": PASSPHRASE})
            return open_picture(await tenant.fetch(f"/credentials/{credential_id}/pass?form=png", accept="image/png"))

    @staticmethod
    def phone(number: int) -> str:
        """Return the made-up telephone of the town's first, second, … newcomer."""
        return f"1990000{number:04}"


def entrance_at(house: House, orders: Orders, *, seed: int) -> Entrance:
    """Return a door of the town that is not open yet."""
    broker = (orders.broker_host, orders.broker_port)
    return Entrance(house, broker=broker, hub_url=orders.people_url, data_dir=Path(orders.data_dir), seed=seed)


def picture_of(pass_text: str) -> Pixels:
    """Return a pass as the picture that a telephone would show."""
    picture = io.BytesIO()
    segno.make(pass_text, error="m").save(picture, kind="png", scale=6)
    return open_picture(picture.getvalue())


async def until(attempt: Callable[[], Awaitable[bool]], *, patience_s: float, pause_s: float = RETRY_PAUSE_S) -> bool:
    """Try until an attempt comes out true or patience ends; return whether it did."""
    deadline = asyncio.get_running_loop().time() + patience_s
    while not await attempt():
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(pause_s)
    return True


async def _granted_or_over(asking: Awaitable[Any], other: "asyncio.Task[None]") -> bool:
    """Ask once; return whether it was granted, or there is nothing left to ask for because the other side has ended."""
    try:
        await asking
    except TurnedAway:
        return other.done()
    return True
