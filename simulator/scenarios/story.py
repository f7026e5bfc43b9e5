"""The story: five people, three doors, two officers, told through front doors and cameras only.

It reports what it did. Whether it came out right is judged elsewhere, from journals, database and audit export.
"""

import asyncio
import time
from dataclasses import dataclass
from itertools import cycle

import msgspec

from simulator.front_door import Caller, TurnedAway
from simulator.line import Faults
from simulator.orders import Account
from simulator.people import namesake_of
from simulator.settlement import OUT_OF_SIGHT_S, PASSPHRASE, MovedIn, Settlement, until
from simulator.town import Entrance

CUT_OFF_S = 4.0
CASE_PATIENCE_S = 120.0
REASON = "Checking the alert against the register"


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at a door: who, from when on (UTC ms), where, with which credential, and whether the door let them in at last."""

    who: str
    at: int
    gate: str
    credential_id: str
    claimed: bool
    let_in: bool


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the story did. ``alerts`` are ids by the person's part; ``case`` the id the verifier worked on, empty when none came."""

    walks: list[Walk]
    alerts: dict[str, str]
    case: str
    author_saw_case: bool
    entered_while_cut: int
    troubles: list[str]


@dataclass(slots=True)
class Story:
    """One telling."""

    settlement: Settlement
    walks: list[Walk]
    troubles: list[str]

    async def tell(self, *, seconds: int) -> Told:
        """Play all parts, side by side where they do not meet; fill what is left of the time with residents coming and going."""
        ends_at = time.monotonic() + seconds
        north, riverside, banyan = self.settlement.town.entrances
        north.line.faults = Faults(double=0.4, delay_ms=5)
        watched, stranger = self.settlement.somebody(), self.settlement.somebody()
        alerts = {
            "watched tenant": await self.settlement.watch_for(watched, reference="DEMO-1"),
            "stranger": await self.settlement.watch_for(stranger, reference="DEMO-2"),
        }
        tenant = await self.settlement.move_in(watched, north, claims=True)
        namesake = await self.settlement.move_in(namesake_of(watched, self.settlement.chance), riverside, claims=True)
        unclaimed = await self.settlement.move_in(stranger, riverside, claims=False)
        leaver = await self.settlement.move_in(self.settlement.somebody(), riverside, claims=True)
        lodger = await self.settlement.move_in(self.settlement.somebody(), banyan, claims=True)
        (case, author_saw), _, entered = await asyncio.gather(
            self._watched_tenant(tenant), self._riverside(namesake, unclaimed, leaver), self._cut_off(banyan, lodger)
        )
        north.line.faults = Faults()
        while time.monotonic() < ends_at:
            await self._walk("resident", self.settlement.chance.choice(self.settlement.settlers))
        return Told(
            walks=self.walks, alerts=alerts, case=case, author_saw_case=author_saw, entered_while_cut=entered, troubles=self.troubles
        )

    async def _watched_tenant(self, tenant: MovedIn) -> tuple[str, bool]:
        await self._walk("watched tenant", tenant)
        orders = self.settlement.orders
        async with Caller(orders.police_url) as verifier, Caller(orders.police_url) as closer, Caller(orders.police_url) as author:
            for caller, account in ((verifier, orders.verifier), (closer, orders.closer), (author, orders.author)):
                await caller.sign_in(account)
            case = await _next_case(verifier, patience_s=CASE_PATIENCE_S)
            if not case:
                return "", False
            await verifier.post(f"/cases/{case}/open", {"reason": REASON})
            await verifier.post(f"/cases/{case}/outcome", {"outcome": "same_person", "reason": REASON})
            await closer.post(f"/cases/{case}/close")
            return case, await _can_see(author, case)

    async def _riverside(self, namesake: MovedIn, unclaimed: MovedIn, leaver: MovedIn) -> None:
        await self._walk("namesake", namesake)
        await self._walk("stranger", unclaimed)
        await self._walk("leaver", leaver)
        await self._end_own_tenancy(leaver)
        ended_at = _now()
        shut_out = await until(lambda: self._refused(leaver), patience_s=CASE_PATIENCE_S, pause_s=OUT_OF_SIGHT_S)
        self._note("leaver", leaver, at=ended_at, let_in=not shut_out)

    async def _cut_off(self, entrance: Entrance, lodger: MovedIn) -> int:
        """Cut a gate off, let people in meanwhile, mend the line. Return how often the door opened while it was cut."""
        await self._walk("lodger", lodger)
        neighbours = [settler for settler in self.settlement.settlers if settler.resident.house is entrance.house]
        entrance.part()
        mend_at = time.monotonic() + CUT_OFF_S
        entered = 0
        for visitor in cycle(neighbours):
            entered += await self._walk("resident", visitor)
            if time.monotonic() > mend_at:
                break
        entrance.heal()
        return entered

    async def _walk(self, who: str, moved: MovedIn) -> bool:
        at, let_in = _now(), await self.settlement.come_home(moved)
        self._note(who, moved, at=at, let_in=let_in)
        return let_in

    async def _refused(self, moved: MovedIn) -> bool:
        entrance = self.settlement.town.entrance(moved.resident.house.gate)
        before = entrance.door.verdict
        let_in = await entrance.present(moved.resident.pass_picture)
        return not let_in and entrance.door.verdict is not before

    async def _end_own_tenancy(self, leaver: MovedIn) -> None:
        async with Caller(self.settlement.orders.people_url) as resident:
            await resident.sign_in(Account(login=leaver.phone, passphrase=PASSPHRASE))
            await resident.post(f"/tenancies/{leaver.tenancy_id}/end", {"end_on": ""})

    def _note(self, who: str, moved: MovedIn, *, at: int, let_in: bool) -> None:
        gate, claimed = moved.resident.house.gate, moved.resident.claimed
        self.walks.append(Walk(who=who, at=at, gate=gate, credential_id=moved.credential_id, claimed=claimed, let_in=let_in))


def _now() -> int:
    return time.time_ns() // 1_000_000


async def _next_case(officer: Caller, *, patience_s: float) -> str:
    """Ask for the next case until there is one; return its id, or nothing when patience ends."""
    found = ""

    async def ask() -> bool:
        nonlocal found
        try:
            found = str((await officer.post("/cases/next"))["id"])
        except (TurnedAway, TypeError, KeyError):
            return False
        return True

    await until(ask, patience_s=patience_s)
    return found


async def _can_see(officer: Caller, case: str) -> bool:
    try:
        await officer.get(f"/cases/{case}")
    except TurnedAway:
        return False
    return True
