"""A clock that lies opens nothing that it need not and shuts out nobody who may enter; and what it may open is known."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.clock import NOTE_EVERY_MS, TrustedClock, is_disciplined
from edge.gate.decision import decide
from edge.gate.time_trust import AHEAD_MS_MAX, JUMP_MS, Anchor, Believed, Floors, believe
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.passes import PassKind
from tests.edge.parts import CREDENTIAL, pass_text, trusted_list

NOW = 1_790_000_000_000
DAY_MS = 86_400_000
YEARS_10 = 10 * 365 * DAY_MS
LIES = {"1970": -NOW, "ten years back": -YEARS_10, "an hour back": -3_600_000, "ten years on": YEARS_10}


@given(st.integers(0, 2 * NOW), st.integers(0, 10**9), st.integers(0, 2 * NOW), st.integers(0, 2 * NOW), st.booleans())
def test_it_is_never_believed_to_be_earlier_than_the_hub_signed(wall: int, steady: int, signed: int, noted: int, is_kept: bool) -> None:
    floors = Floors(signed_ms=signed, noted_ms=noted)
    believed = believe(wall, steady, anchor=None, floors=floors, is_disciplined=is_kept)
    assert believed.now_ms >= signed - JUMP_MS
    assert (believed.clock is ClockTrust.UNKNOWN) is (believed.uncertain_since > 0)
    if not signed:
        assert believed.clock is ClockTrust.UNKNOWN


@pytest.mark.parametrize("jump", [-YEARS_10, -3_600_000, 3_600_000, YEARS_10, -NOW])
def test_a_jump_while_running_is_not_believed(jump: int) -> None:
    floors = Floors(signed_ms=NOW - 1000)
    believed = believe(NOW + 500 + jump, 1500, anchor=Anchor(NOW, 1000), floors=floors)
    assert believed == Believed(NOW + 500, ClockTrust.DRIFTING)


@pytest.mark.parametrize("jump", [-3_600_000, 3_600_000])
def test_a_time_servers_word_ends_the_doubt_but_never_goes_behind_what_was_signed(jump: int) -> None:
    floors = Floors(signed_ms=NOW - DAY_MS, noted_ms=NOW)
    kept = believe(NOW + jump, 1500, anchor=Anchor(NOW, 1000), floors=floors, is_disciplined=True)
    assert kept == Believed(NOW + jump, ClockTrust.SYNCED)
    lying = believe(NOW - 2 * DAY_MS, 1500, anchor=Anchor(NOW, 1000), floors=floors, is_disciplined=True)
    assert lying.clock is ClockTrust.DRIFTING


@pytest.mark.parametrize("lie", LIES)
def test_at_a_start_with_a_lying_clock_the_time_goes_on_from_what_was_noted(lie: str) -> None:
    floors = Floors(signed_ms=NOW - 30 * DAY_MS, noted_ms=NOW)
    believed = believe(NOW + LIES[lie], 5_000, anchor=None, floors=floors, known_at=2_000)
    assert believed == Believed(NOW + 3_000, ClockTrust.UNKNOWN, uncertain_since=NOW)


def test_a_clock_that_is_a_little_ahead_was_only_switched_off() -> None:
    floors = Floors(signed_ms=NOW - DAY_MS, noted_ms=NOW)
    assert believe(NOW + AHEAD_MS_MAX, 1, anchor=None, floors=floors).clock is ClockTrust.SYNCED
    assert believe(NOW + AHEAD_MS_MAX + 1, 1, anchor=None, floors=floors).clock is ClockTrust.UNKNOWN


class Hands:
    """A clock whose hands a test sets."""

    wall, steady = 0, 0

    def wall_ms(self) -> int:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.steady

    def pass_by(self, ms: int) -> None:
        self.wall, self.steady = self.wall + ms, self.steady + ms


def test_a_clock_that_was_at_1970_is_believed_once_it_was_set_right() -> None:
    hands = Hands()
    trusted = TrustedClock(hands)
    assert trusted.believed(floor_ms=NOW).clock is ClockTrust.UNKNOWN
    assert trusted.believed(floor_ms=NOW).now_ms == NOW
    hands.wall, hands.steady = NOW + 5000, 5000
    assert trusted.believed(floor_ms=NOW).clock is ClockTrust.SYNCED
    hands.wall, hands.steady = NOW + 5_000_000, 6000
    assert trusted.believed(floor_ms=NOW).now_ms == NOW + 6000


def test_the_floor_survives_a_loss_of_power_with_a_dead_clock(tmp_path: Path) -> None:
    hands = Hands()
    hands.wall = NOW
    trusted = TrustedClock(hands, tmp_path)
    for _step in range(10):
        hands.pass_by(NOTE_EVERY_MS)
        assert trusted.believed(floor_ms=NOW - DAY_MS).clock is ClockTrust.SYNCED
    hands.wall, hands.steady = 0, 0
    believed = TrustedClock(hands, tmp_path).believed(floor_ms=NOW - DAY_MS)
    assert believed == Believed(NOW + 10 * NOTE_EVERY_MS, ClockTrust.UNKNOWN, uncertain_since=NOW + 10 * NOTE_EVERY_MS)


def test_a_note_made_by_a_clock_that_was_ahead_is_corrected_at_once(tmp_path: Path) -> None:
    hands = Hands()
    hands.wall = NOW + 3_600_000
    trusted = TrustedClock(hands, tmp_path, is_kept=lambda: True)
    trusted.believed(floor_ms=NOW - DAY_MS)
    hands.wall, hands.steady = NOW, 1_000
    assert trusted.believed(floor_ms=NOW - DAY_MS) == Believed(NOW, ClockTrust.SYNCED), "a time server has set it right"
    hands.wall, hands.steady = 0, 0
    assert TrustedClock(hands, tmp_path).believed(floor_ms=NOW - DAY_MS).now_ms == NOW


def test_a_note_that_cannot_be_read_or_written_is_no_floor_and_no_fault(tmp_path: Path) -> None:
    hands = Hands()
    hands.wall = NOW
    (tmp_path / "clock").mkdir()
    assert TrustedClock(hands, tmp_path).believed(floor_ms=NOW - DAY_MS).clock is ClockTrust.SYNCED


def test_a_signed_time_is_a_lower_bound() -> None:
    hands = Hands()
    hands.wall = NOW
    trusted = TrustedClock(hands)
    assert trusted.believed(floor_ms=NOW - DAY_MS).clock is ClockTrust.SYNCED
    hands.pass_by(500)
    trusted.witness(NOW + DAY_MS)
    believed = trusted.believed(floor_ms=NOW - DAY_MS)
    assert believed == Believed(NOW + DAY_MS, ClockTrust.UNKNOWN, uncertain_since=NOW + DAY_MS)
    hands.pass_by(2_000)
    assert trusted.believed(floor_ms=NOW - DAY_MS).now_ms == NOW + DAY_MS + 2_000


def test_the_kernels_word_can_be_asked_for() -> None:
    assert is_disciplined() in (True, False)


def opens(not_before: int, not_after: int, believed: Believed, kind: PassKind = PassKind.RESIDENT) -> Reason:
    window = (not_before // 1000, not_after // 1000)
    held = trusted_list({CREDENTIAL: window}, now=NOW - 30 * DAY_MS)
    text = pass_text(CREDENTIAL, now=NOW, not_before=window[0], not_after=window[1], kind=kind)
    return decide(text.encode(), held, now_ms=believed.now_ms, clock=believed.clock).reason


OFFSETS = st.integers(-20 * DAY_MS, 20 * DAY_MS).map(lambda ms: ms // 1000 * 1000)


@pytest.mark.parametrize("lie", LIES)
@given(begins=OFFSETS, lasts=st.integers(1, 40 * DAY_MS).map(lambda ms: ms // 1000 * 1000 + 1000), off=st.integers(0, 10 * DAY_MS))
def test_what_a_lying_clock_can_open_is_stated_and_no_resident_is_kept_out(lie: str, begins: int, lasts: int, off: int) -> None:
    """The gate noted NOW, lost its power, and starts ``off`` later with a clock that lies: the truth is NOW + off."""
    truth, start, end = NOW + off, NOW + begins, NOW + begins + lasts
    believed = believe(truth + LIES[lie], 0, anchor=None, floors=Floors(signed_ms=NOW - 30 * DAY_MS, noted_ms=NOW))
    if believed.clock is not ClockTrust.UNKNOWN:
        return  # an hour back, after less than an hour: nothing that a gate could know
    reason = opens(start, end, believed)
    if start <= truth < end:
        assert reason is Reason.VALID, "a resident who may enter is kept out"
    if end <= believed.uncertain_since:
        assert reason is Reason.EXPIRED, "one whose right had ended when the time was last known is let in"
    if end <= truth and reason is Reason.VALID:
        assert believed.uncertain_since < end, "outside the window that is stated"
        assert opens(start, end, Believed(end, believed.clock, believed.uncertain_since)) is Reason.EXPIRED, (
            "and never longer than was left"
        )
    assert opens(start, end, believed, PassKind.VISITOR) is not Reason.VALID, "a visitor's dates are its only bound"
