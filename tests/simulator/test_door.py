"""The pretend door over its socket, spoken to as the gate program's simulated driver does."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from simulator.door import Door

PATIENCE_S = 120


class Program:
    """The gate program's end of the socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def say(self, **message: Any) -> None:
        self._writer.write(json.dumps(message).encode() + b"\n")
        await self._writer.drain()

    async def say_raw(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def hear(self) -> dict[str, str]:
        return json.loads(await asyncio.wait_for(self._reader.readline(), PATIENCE_S))

    def leave(self) -> None:
        self._writer.close()


def attended(story: Callable[[Door, Program], Awaitable[None]]) -> Door:
    """Tell a story between a door and a program that has just connected and heard how the leaf stands."""
    clock = iter(range(1, 10_000))

    async def run() -> Door:
        door = Door(now=lambda: next(clock))
        await door.open()
        program = Program(*await asyncio.open_connection("127.0.0.1", door.port))
        try:
            assert await program.hear() == {"part": "door", "state": "closed"}
            assert await program.hear() == {"part": "fire", "state": "normal"}
            await story(door, program)
        finally:
            program.leave()
            await door.close()
        return door

    return asyncio.run(run())


def test_a_locked_door_does_not_open() -> None:
    async def story(door: Door, _program: Program) -> None:
        assert not door.push()
        assert door.leaf.state == "closed"

    attended(story)


def test_a_released_door_opens_and_the_program_hears_of_it() -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say(part="strike", state="released", at=5)
        assert await door.until(lambda d: d.strike.state == "released", patience_s=PATIENCE_S)
        assert door.push()
        assert await program.hear() == {"part": "door", "state": "open"}
        door.shut()
        assert await program.hear() == {"part": "door", "state": "closed"}

    assert attended(story).releases == 1


def test_a_wedged_door_stays_open_and_a_closed_one_cannot_be_wedged() -> None:
    async def story(door: Door, program: Program) -> None:
        door.hold()
        assert not door.held
        await program.say(part="strike", state="released", at=5)
        await door.until(lambda d: d.strike.state == "released", patience_s=PATIENCE_S)
        door.push()
        door.hold()
        door._close_by_itself()
        assert door.leaf.state == "open"
        door.shut()
        assert (door.leaf.state, door.held) == ("closed", False)

    attended(story)


def test_lamp_verdict_and_uplink_are_seen() -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say(part="indicator", state="refused", reason="expired")
        await program.say(part="verdict", outcome="refused", reason="expired", ms=8.5)
        await program.say(part="uplink", state="online")
        assert await door.until(lambda d: d.uplink.state == "online", patience_s=PATIENCE_S)

    door = attended(story)
    assert (door.lamp.state, door.verdict.reason, door.verdict.took_ms) == ("refused", "expired", 8.5)
    assert [verdict.outcome for verdict in door.verdicts] == ["refused"]


def test_the_exit_button_reaches_the_program() -> None:
    async def story(door: Door, program: Program) -> None:
        door.press_exit()
        assert await program.hear() == {"part": "exit", "state": "pressed"}
        assert await program.hear() == {"part": "exit", "state": "let_go"}

    attended(story)


def test_a_fire_ends_by_a_quiet_panel_and_the_key() -> None:
    async def story(door: Door, program: Program) -> None:
        door.sound_fire()
        assert await program.hear() == {"part": "fire", "state": "alarm"}
        door.end_fire()
        assert [await program.hear() for _ in range(2)] == [{"part": "fire", "state": "normal"}, {"part": "key", "state": "turned"}]

    attended(story)


def test_modes_and_alarms_are_seen_and_go_with_the_gate() -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say(part="mode", state="blocked")
        for kind, state in (("forced", "raised"), ("tamper", "raised"), ("tamper", "cleared")):
            await program.say(part="alarm", kind=kind, state=state)
        await program.say(part="uplink", state="online")
        assert await door.until(lambda d: d.uplink.state == "online", patience_s=PATIENCE_S)
        assert (door.mode.state, list(door.alarms)) == ("blocked", ["forced"])
        program.leave()
        while door.attended:
            await asyncio.sleep(0.01)
        assert (door.mode.state, door.alarms) == ("", {})

    attended(story)


def test_a_lock_that_nobody_drives_any_more_is_at_rest() -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say(part="hello", state="wires")
        await program.say(part="strike", state="released")
        assert await door.until(lambda d: d.strike.state == "released", patience_s=PATIENCE_S)
        assert not door.attended
        program.leave()
        while door.strike.state != "secured":
            await asyncio.sleep(0.01)

    attended(story)


@pytest.mark.parametrize("nonsense", [b"\xff\n", b"[1]\n", b'{"part":"roof"}\n', b"{}\n", b"x" * 9000])
def test_a_program_that_talks_nonsense_is_let_go_of(nonsense: bytes) -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say_raw(nonsense)
        assert await program._reader.read() == b""
        assert not door.attended

    attended(story)


def test_a_program_that_leaves_takes_the_uplink_with_it() -> None:
    async def story(door: Door, program: Program) -> None:
        await program.say(part="uplink", state="online")
        assert await door.until(lambda d: d.uplink.state == "online", patience_s=PATIENCE_S)
        program.leave()
        while door.attended:
            await asyncio.sleep(0.01)
        assert door.uplink.state == "offline"

    attended(story)
