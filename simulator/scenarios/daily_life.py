"""What goes on in the town while nobody tells a story: one resident with an alert comes home, the rest move in, and people come and go."""

import asyncio

from simulator.people import PEOPLE
from simulator.scene import DAYLIGHT, POOR_LIGHTS
from simulator.settlement import Settlement

PAUSE_S = (6.0, 14.0)


async def go_on(settlement: Settlement) -> None:
    """Live until cancelled."""
    await first_case(settlement)
    await asyncio.gather(fill(settlement), come_and_go(settlement))


async def fill(settlement: Settlement) -> None:
    """Let the rest move in, sixty with the one whom an alert is about, and put up the door of a house's laundry when they have."""
    await settlement.settle(PEOPLE - 1)
    await settlement.open_laundry()


async def first_case(settlement: Settlement) -> None:
    """Have one resident with an alert come home, so that an officer who looks finds a case waiting."""
    watched = settlement.somebody()
    await settlement.watch_for(watched, reference="DEMO-1")
    await settlement.come_home(await settlement.move_in(watched, settlement.town.entrances[0], claims=True))


async def come_and_go(settlement: Settlement) -> None:
    """Now and then a resident walks in, in whatever light there is, and never past somebody who stands at the door."""
    chance, town = settlement.chance, settlement.town
    while True:
        await asyncio.sleep(chance.uniform(*PAUSE_S))
        resident = chance.choice(settlement.settlers).resident
        entrance = town.entrance(resident.house.gate)
        if not entrance.busy:
            light = chance.choice((DAYLIGHT, *POOR_LIGHTS))
            await entrance.present(resident.pass_picture, light=light, holder=chance.randrange(1000))
