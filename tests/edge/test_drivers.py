"""The lamps: what the gpiod driver sets, on lines that a test holds in its hand, and a bench that pretends."""

import pytest
from gpiod.line import Direction, Value

from edge.config import PinsConfig
from edge.drivers.gpio import Lamps
from edge.drivers.simulated import Bench
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from tests.edge.parts import Bench as FarEnd
from tests.edge.parts import wait_for
from tests.edge.safety.chip import Chip

PINS = PinsConfig(chip="/dev/gpiochip7", strike=1, door=2, rex=3, granted=4, refused=5, buzzer=6)


def test_asking_for_the_lamps_lights_none_and_leaves_the_lock_to_the_process_below() -> None:
    chip = Chip()
    Lamps(PINS, request=chip.request)
    assert chip.asked["chip"] == "/dev/gpiochip7"
    settings = chip.asked["config"]
    assert {pin for pin, one in settings.items() if one.direction is Direction.OUTPUT} == set(settings) == {4, 5, 6}
    assert all(one.output_value is Value.INACTIVE for one in settings.values())
    assert chip.levels == {}


def test_lamps() -> None:
    chip = Chip()
    lamps = Lamps(PINS, request=chip.request)
    lamps.granted()
    assert chip.levels == {4: Value.ACTIVE, 5: Value.INACTIVE}
    lamps.refused(Reason.EXPIRED)
    assert chip.levels == {4: Value.INACTIVE, 5: Value.ACTIVE}
    lamps.idle()
    assert set(chip.levels.values()) == {Value.INACTIVE}


def test_the_buzzer_sounds_while_the_door_itself_is_wrong() -> None:
    chip = Chip()
    lamps = Lamps(PINS, request=chip.request)
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


def test_a_lamp_that_is_left_out_is_never_touched() -> None:
    chip = Chip()
    lamps = Lamps(PinsConfig(granted=4), request=chip.request)
    lamps.refused(Reason.EXPIRED)
    lamps.alarm(AlarmKind.FORCED, True)
    assert chip.levels == {4: Value.INACTIVE}
    assert list(chip.asked["config"]) == [4]


def test_a_bench_that_comes_back_is_found_again_and_nobody_waits_for_it() -> None:
    far = FarEnd()
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
