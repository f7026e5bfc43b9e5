"""The lamps: what the gpiod driver sets, on lines that a test holds in its hand; what a display says; and a bench that pretends."""

import contextlib
import os
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from gpiod.line import Direction, Value

from edge.config import BadConfig, DisplayConfig, PinsConfig, parse
from edge.drivers import connect
from edge.drivers.display import Display
from edge.drivers.gpio import Lamps
from edge.drivers.simulated import Bench
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from edge.sentences import ASKS_PIN, SENTENCES
from tests.edge.parts import Bench as FarEnd
from tests.edge.parts import wait_for
from tests.edge.safety.chip import Chip
from tests.edge.test_doorway import Place
from tests.edge.test_readers import Terminal

NO_DISPLAY = Display(DisplayConfig())
PINS = PinsConfig(chip="/dev/gpiochip7", strike=1, door=2, rex=3, granted=4, refused=5, buzzer=6)


def test_asking_for_the_lamps_lights_none_and_leaves_the_lock_to_the_process_below() -> None:
    chip = Chip()
    Lamps(PINS, NO_DISPLAY, request=chip.request)
    assert chip.asked["chip"] == "/dev/gpiochip7"
    settings = chip.asked["config"]
    assert {pin for pin, one in settings.items() if one.direction is Direction.OUTPUT} == set(settings) == {4, 5, 6}
    assert all(one.output_value is Value.INACTIVE for one in settings.values())
    assert chip.levels == {}


def test_lamps() -> None:
    chip = Chip()
    lamps = Lamps(PINS, NO_DISPLAY, request=chip.request)
    lamps.granted()
    assert chip.levels == {4: Value.ACTIVE, 5: Value.INACTIVE}
    lamps.refused(Reason.EXPIRED)
    assert chip.levels == {4: Value.INACTIVE, 5: Value.ACTIVE}
    lamps.idle()
    assert set(chip.levels.values()) == {Value.INACTIVE}


def test_the_buzzer_sounds_while_the_door_itself_is_wrong() -> None:
    chip = Chip()
    lamps = Lamps(PINS, NO_DISPLAY, request=chip.request)
    lamps.alarm(AlarmKind.LIST_STALE, True)
    assert chip.levels == {}
    lamps.alarm(AlarmKind.HELD_OPEN_SOON, True)
    lamps.alarm(AlarmKind.HELD_OPEN, True)
    lamps.alarm(AlarmKind.HELD_OPEN_SOON, False)
    assert chip.levels == {6: Value.ACTIVE}
    lamps.alarm(AlarmKind.HELD_OPEN, False)
    assert chip.levels == {6: Value.INACTIVE}
    lamps.alarm(AlarmKind.FREE_ENDS_SOON, True)
    assert chip.levels == {6: Value.ACTIVE}


@pytest.mark.parametrize("kind", AlarmKind)
def test_whoever_stands_at_the_door_hears_what_they_can_mend(kind: AlarmKind) -> None:
    chip = Chip()
    lamps = Lamps(PINS, NO_DISPLAY, request=chip.request)
    lamps.alarm(kind, True)
    sounds = kind in {"forced", "held_open_soon", "held_open", "free_ends_soon"}
    assert chip.levels == ({6: Value.ACTIVE} if sounds else {})
    lamps.alarm(kind, False)
    assert chip.levels == ({6: Value.INACTIVE} if sounds else {})


def test_a_lamp_that_fails_keeps_nobody_outside_and_no_entry_unwritten() -> None:
    class Pulled(Chip):
        def set_value(self, line: int, value: Value) -> None:
            raise OSError(19, "No such device")

    lamps = Lamps(PINS, NO_DISPLAY, request=Pulled().request)
    lamps.granted()
    lamps.refused(Reason.EXPIRED)
    lamps.idle()
    lamps.alarm(AlarmKind.FORCED, True)


def test_a_lamp_that_is_left_out_is_never_touched() -> None:
    chip = Chip()
    lamps = Lamps(PinsConfig(granted=4), NO_DISPLAY, request=chip.request)
    lamps.refused(Reason.EXPIRED)
    lamps.alarm(AlarmKind.FORCED, True)
    assert chip.levels == {4: Value.INACTIVE}
    assert list(chip.asked["config"]) == [4]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "ttyUSB1")
    yield terminal
    terminal.pull_out()


def face(folder: Path, **settings: object) -> Lamps:
    """What the settings of a gate on a wall make of its front, with nothing but a display there."""
    given = {"data_dir": str(folder), "door": {"driver": "modbus"}, "safety": {"spawn": False}, "display": settings}
    lamps = connect(parse(given), folder / "gate.toml", clock=Place(folder)).indicator
    assert isinstance(lamps, Lamps)
    return lamps


def shown(display: Terminal, encoding: str) -> list[str]:
    """What stands on the display once all of it has come: the lines since it was last cleared."""
    return read(display).rpartition(b"\x0c")[2].decode(encoding).splitlines()


def read(display: Terminal) -> bytes:
    with contextlib.suppress(BlockingIOError):  # the kernel has it still to come
        return os.read(display.outer, 4096)
    return b""


@pytest.mark.parametrize(
    ("settings", "encoding", "speed"), [({}, "gb18030", termios.B9600), ({"encoding": "utf-8", "baud": 115200}, "utf-8", termios.B115200)]
)
def test_why_a_door_refuses_stands_beside_it_in_both_languages(
    tmp_path: Path, display: Terminal, settings: dict[str, object], encoding: str, speed: int
) -> None:
    lamps = face(tmp_path, device=str(tmp_path / "ttyUSB1"), **settings)
    for reason in set(Reason) - {Reason.VALID}:
        lamps.refused(reason)
        assert wait_for(lambda: shown(display, encoding), what=reason) == list(SENTENCES[reason])
    lamps.granted()
    assert wait_for(lambda: shown(display, encoding), what="yes") == list(SENTENCES[Reason.VALID])
    lamps.asks_pin()
    assert wait_for(lambda: shown(display, encoding), what="the question") == list(ASKS_PIN)
    assert termios.tcgetattr(display._inner)[4:6] == [speed, speed]
    lamps.idle()
    assert wait_for(lambda: read(display), what="nothing") == b"\x0c"


def test_a_display_that_is_away_or_reads_nothing_keeps_nobody_waiting_and_is_found_again(tmp_path: Path, display: Terminal) -> None:
    lamps = face(tmp_path, device=str(tmp_path / "ttyUSB1"))
    for _number in range(3000):
        lamps.refused(Reason.EXPIRED)
    display.pull_out()
    lamps.refused(Reason.EXPIRED)
    display.plug_in()
    wait_for(lambda: lamps.granted() or shown(display, "gb18030") == list(SENTENCES[Reason.VALID]), what="the display that came back")


def test_a_display_that_takes_another_code_is_refused() -> None:
    with pytest.raises(BadConfig, match="one of gb18030, utf-8"):
        parse({"data_dir": "x", "display": {"encoding": "latin-1"}})


def test_a_bench_that_comes_back_is_found_again_and_nobody_waits_for_it() -> None:
    far = FarEnd()  # at a port that nobody else is given while it is away
    bench = Bench(far.address)
    for _number in range(3000):
        bench.idle()
    bench.mode(DoorMode.BLOCKED)
    wait_for(lambda: far.parts("mode"), what="the bench")
    assert far.parts("mode")[0]["state"] == "blocked"
    far.close()
    again = FarEnd(port=int(far.address.rpartition(":")[2]))
    wait_for(lambda: bench.granted() or again.parts("indicator"), what="the bench that came back")  # type: ignore[func-returns-value]
    again.close()


@pytest.mark.parametrize("address", ["", "127.0.0.1:1"])
def test_a_gate_without_a_bench_says_its_words_to_nobody(address: str) -> None:
    bench = Bench(address)
    bench.refused(Reason.EXPIRED)
    bench.alarm(AlarmKind.TAMPER, True)
    assert (bench.heard(), bench.is_lost()) == ([], False)
