"""The wires: what the gpiod driver sets and hears, on lines that a test holds in its hand."""

from types import SimpleNamespace
from typing import Any

import pytest
from gpiod.line import Direction, Value

from edge.config import PinsConfig
from edge.drivers.gpio import Lines
from edge.drivers.simulated import Bench
from edge.protocol.messages import Reason
from tests.edge.parts import Bench as FarEnd
from tests.edge.parts import wait_for

PINS = PinsConfig(chip="/dev/gpiochip7", strike=1, door=2, rex=3, granted=4, refused=5)


class Chip:
    """Lines as gpiod gives them: remembers levels, hands over the events it was given."""

    def __init__(self) -> None:
        self.levels: dict[int, Value] = {}
        self.events: list[Any] = []
        self.asked: dict[str, Any] = {}

    def request(self, chip: str, **asked: Any) -> "Chip":
        self.asked = {"chip": chip, **asked}
        return self

    def set_value(self, pin: int, value: Value) -> None:
        self.levels[pin] = value

    def get_value(self, pin: int) -> Value:
        return self.levels.get(pin, Value.INACTIVE)

    def wait_edge_events(self, _timeout: float) -> bool:
        return bool(self.events)

    def read_edge_events(self) -> list[Any]:
        events, self.events = self.events, []
        return events

    def edge(self, pin: int, *, rising: bool) -> None:
        kinds = SimpleNamespace(RISING_EDGE=1, FALLING_EDGE=2)
        self.events.append(SimpleNamespace(line_offset=pin, Type=kinds, event_type=1 if rising else 2))


def test_asking_for_the_lines_moves_none() -> None:
    chip = Chip()
    Lines(PINS, request=chip.request)
    assert chip.asked["chip"] == "/dev/gpiochip7"
    settings = chip.asked["config"]
    assert {pin for pin, one in settings.items() if one.direction is Direction.OUTPUT} == {1, 4, 5}
    assert all(settings[pin].output_value is Value.INACTIVE for pin in (1, 4, 5))
    assert chip.levels == {}


def test_strike_and_lamps() -> None:
    chip = Chip()
    lines = Lines(PINS, request=chip.request)
    lines.release()
    lines.granted()
    assert chip.levels == {1: Value.ACTIVE, 4: Value.ACTIVE, 5: Value.INACTIVE}
    lines.secure()
    lines.refused(Reason.EXPIRED)
    assert chip.levels == {1: Value.INACTIVE, 4: Value.INACTIVE, 5: Value.ACTIVE}
    lines.idle()
    assert set(chip.levels.values()) == {Value.INACTIVE}


def test_door_and_rex_are_heard() -> None:
    chip = Chip()
    lines = Lines(PINS, request=chip.request)
    assert lines.moves() == [False]
    chip.edge(2, rising=True)
    chip.edge(3, rising=True)
    chip.edge(2, rising=False)
    assert lines.moves() == [True, False]
    assert lines.pressed()
    assert not lines.pressed()


def test_a_line_that_is_left_out_is_never_touched() -> None:
    chip = Chip()
    lines = Lines(PinsConfig(strike=1), request=chip.request)
    lines.granted()
    lines.refused(Reason.EXPIRED)
    assert chip.levels == {}
    assert list(chip.asked["config"]) == [1]


def test_a_bench_that_comes_back_is_found_again_and_nobody_waits_for_it() -> None:
    far = FarEnd()
    bench = Bench(far.address)
    for _number in range(3000):
        bench.idle()
    wait_for(lambda: far.heard, what="the bench")
    far.say(part="nonsense", state="open")
    far.say(part="door", state="open")
    far.say(part="rex", state="pressed")
    wait_for(bench.pressed, what="the press")
    assert bench.moves() == [True]
    far.close()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b'{"part":"door"}', b"\xff"])
def test_nonsense_from_the_bench_is_passed_over(raw: bytes) -> None:
    bench = Bench("")
    bench._hear(raw)
    assert bench.moves() == []
