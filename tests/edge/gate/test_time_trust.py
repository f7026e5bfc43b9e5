"""A clock that lies opens nothing that is over and shuts out nobody who may enter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.clock import TrustedClock
from edge.gate.time_trust import Anchor, believe
from edge.protocol.messages import ClockTrust

NOW = 1_790_000_000_000
YEARS_10 = 10 * 365 * 86_400_000


@given(st.integers(0, 2 * NOW), st.integers(0, 10**9), st.integers(0, 2 * NOW))
def test_it_is_never_believed_to_be_earlier_than_the_hub_signed(wall: int, steady: int, floor: int) -> None:
    believed = believe(wall, steady, anchor=None, floor_ms=floor)
    assert believed.now_ms >= floor - 60_000
    assert (believed.clock is ClockTrust.UNKNOWN) is (floor == 0 or wall < floor - 60_000)


@pytest.mark.parametrize("jump", [-YEARS_10, -3_600_000, 3_600_000, YEARS_10, -NOW])
def test_a_jump_while_running_is_not_believed(jump: int) -> None:
    believed = believe(NOW + 500 + jump, 1500, anchor=Anchor(NOW, 1000), floor_ms=NOW - 1000)
    assert (believed.now_ms, believed.clock) == (NOW + 500, ClockTrust.DRIFTING)


class Hands:
    """A clock whose hands a test sets."""

    wall, steady = 0, 0

    def wall_ms(self) -> int:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.steady


def test_a_clock_that_was_at_1970_is_believed_once_it_was_set_right() -> None:
    hands = Hands()
    trusted = TrustedClock(hands)
    assert trusted.believed(floor_ms=NOW).clock is ClockTrust.UNKNOWN
    assert trusted.believed(floor_ms=NOW).now_ms == NOW
    hands.wall, hands.steady = NOW + 5000, 5000
    assert trusted.believed(floor_ms=NOW).clock is ClockTrust.SYNCED
    hands.wall, hands.steady = NOW + 5_000_000, 6000
    assert trusted.believed(floor_ms=NOW).now_ms == NOW + 6000
