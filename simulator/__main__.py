"""Run the town until told to stop: `python -m simulator --orders FILE`.

It says on standard output, a JSON line each, when it is ready and what its story did.
"""

import argparse
import asyncio
import json
import logging
import random
import signal
import sys
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from simulator.front_door import Caller, TurnedAway, knock
from simulator.gate import GateFailed
from simulator.orders import Orders, read_orders
from simulator.page.desk import Desk
from simulator.page.guide import guide
from simulator.people import PEOPLE
from simulator.scenarios import daily_life
from simulator.scenarios.story import Story
from simulator.settlement import PASSPHRASE, Settlement, entrance_at, until
from simulator.town import HOUSES, Town

HUB_PATIENCE_S = 180.0
DRAIN_PATIENCE_S = 120.0


async def live(orders: Orders) -> int:
    """Put the town up, show its page, let people move in; tell the story if one is ordered, else stay until told to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    town = Town([entrance_at(house, orders, seed=seed) for seed, house in enumerate(HOUSES)], promised=PEOPLE)
    landlord = Caller(orders.people_url)
    server = uvicorn.Server(_page(town, orders))
    serving = asyncio.create_task(server.serve())
    try:
        for entrance in town.entrances:
            await entrance.open()
        settlement = Settlement(orders, town, random.Random(), landlord)  # noqa: S311 - made-up people
        life = asyncio.create_task(_life(settlement, orders))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([life, stopping], return_when=asyncio.FIRST_COMPLETED)
        life.cancel()
        return await _outcome(life)
    finally:
        server.should_exit = True
        await asyncio.gather(*(entrance.close() for entrance in town.entrances), landlord.leave(), serving)


async def _life(settlement: Settlement, orders: Orders) -> None:
    await asyncio.gather(*(knock(url, patience_s=HUB_PATIENCE_S) for url in (orders.people_url, orders.police_url)))
    await settlement.found()
    _say("ready", town=f"http://127.0.0.1:{orders.town_port}", resident={"login": settlement.phone(1), "passphrase": PASSPHRASE})
    if orders.story_seconds:
        told = await Story(settlement, [], []).tell(seconds=orders.story_seconds)
        await _drain(settlement.town)
        _say("told", told=msgspec.to_builtins(told))
        return
    await daily_life.go_on(settlement)


async def _drain(town: Town) -> None:
    """Wait until every gate has been told that all its entries are committed, or patience ends: the judge sees what is left."""
    gates = [entrance.program for entrance in town.entrances if entrance.program is not None]

    async def all_empty() -> bool:
        return not any(gate.waiting() for gate in gates)

    await until(all_empty, patience_s=DRAIN_PATIENCE_S)


async def _outcome(life: "asyncio.Task[None]") -> int:
    try:
        await life
    except asyncio.CancelledError:
        return 0
    except (TurnedAway, GateFailed, TimeoutError, OSError) as error:
        _say("failed", why=f"{type(error).__name__}: {error}")
        return 1
    return 0


def _page(town: Town, orders: Orders) -> uvicorn.Config:
    desk = Desk(town, guide(orders))
    return uvicorn.Config(
        desk.application(), host="127.0.0.1", port=orders.town_port, log_config=None, access_log=False, server_header=False, ws="none"
    )


def _say(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


def main() -> int:
    """Read the orders and live by them."""
    arguments = argparse.ArgumentParser(prog="python -m simulator", description="A town to practise on.")
    arguments.add_argument("--orders", type=Path, required=True, help="the JSON file with addresses and accounts")
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    return asyncio.run(live(read_orders(arguments.parse_args().orders)))


if __name__ == "__main__":
    sys.exit(main())
