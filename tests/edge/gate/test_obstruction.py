"""A camera that does not see its door is told within a minute, and one that does is not accused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.obstruction import (
    CLEAR_MS,
    DARK_LEVEL,
    EVERY_MS,
    LIKENESS_MIN,
    NOTICE_MS,
    PLAIN_LEVELS,
    Glance,
    Obstruction,
    Sight,
    judge,
    watch,
)

DOOR = Glance(spread=80.0, brightest=150.0, likeness=0.9, is_same=False)
BAD = {
    Obstruction.FROZEN: replace(DOOR, is_same=True),
    Obstruction.COVERED: replace(DOOR, spread=PLAIN_LEVELS - 0.1),
    Obstruction.DARK: replace(DOOR, brightest=DARK_LEVEL - 0.1, spread=PLAIN_LEVELS),
    Obstruction.TURNED: replace(DOOR, likeness=LIKENESS_MIN - 0.01),
}
PROMISED_MS = 60_000
clear = st.builds(
    Glance,
    spread=st.floats(PLAIN_LEVELS, 255),
    brightest=st.floats(DARK_LEVEL, 255),
    likeness=st.none() | st.floats(LIKENESS_MIN, 1),
    is_same=st.just(False),
)
bad = st.sampled_from(list(BAD.values()))


def after(glances: list[Glance], start: Sight | None = None, *, every_ms: int = EVERY_MS) -> Sight:
    sight = start or Sight()
    for number, glance in enumerate(glances):
        sight = watch(sight, glance, at_ms=1_000_000 + number * every_ms)
    return sight


def test_a_door_that_is_seen_is_seen() -> None:
    assert judge(DOOR) is Obstruction.CLEAR
    assert judge(replace(DOOR, likeness=None)) is Obstruction.CLEAR


@pytest.mark.parametrize(("kind", "glance"), BAD.items())
def test_each_kind_is_told_within_a_minute_and_not_at_once(kind: Obstruction, glance: Glance) -> None:
    assert judge(glance) is kind
    assert after([glance] * (NOTICE_MS // EVERY_MS)).obstruction is Obstruction.CLEAR
    assert after([glance] * (NOTICE_MS // EVERY_MS + 1)).obstruction is kind
    assert NOTICE_MS + EVERY_MS < PROMISED_MS


@given(st.lists(bad, min_size=PROMISED_MS // EVERY_MS, max_size=PROMISED_MS // EVERY_MS))
def test_whatever_is_wrong_for_a_minute_is_told_as_what_it_is_now(glances: list[Glance]) -> None:
    assert after(glances).obstruction is judge(glances[-1])


@given(st.lists(st.tuples(st.lists(bad, max_size=NOTICE_MS // EVERY_MS - 1), st.lists(clear, min_size=5, max_size=8)), max_size=6))
def test_what_passes_is_never_told(phases: list[tuple[list[Glance], list[Glance]]]) -> None:
    sight, at = Sight(), 0
    for wrong, well in phases:
        for glance in [*wrong, *well]:
            at += EVERY_MS
            sight = watch(sight, glance, at_ms=at)
            assert sight.obstruction is Obstruction.CLEAR


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, CLEAR_MS // EVERY_MS - 1)), min_size=50, max_size=60), bad, clear)
def test_a_gleam_between_fingers_does_not_hide_a_cover(gleams: list[tuple[int, int]], wrong: Glance, well: Glance) -> None:
    glances = [glance for bads, goods in gleams for glance in [wrong] * bads + [well] * goods] + [wrong]
    assert after(glances).obstruction is judge(wrong)


@given(bad, clear)
def test_it_is_forgiven_when_the_door_is_seen_for_a_while(wrong: Glance, well: Glance) -> None:
    told = [wrong] * (NOTICE_MS // EVERY_MS + 1)
    assert after([*told, *[well] * (CLEAR_MS // EVERY_MS)]).obstruction is judge(wrong)
    assert after([*told, *[well] * (CLEAR_MS // EVERY_MS + 1)]).obstruction is Obstruction.CLEAR


@given(st.lists(clear | bad, max_size=80), st.integers(EVERY_MS, 5 * EVERY_MS))
def test_a_sight_remembers_times_and_one_word(glances: list[Glance], every_ms: int) -> None:
    sight = after(glances, every_ms=every_ms)
    assert {type(value) for value in (sight.clear_since_ms, sight.obstructed_since_ms)} <= {int, type(None)}
    assert sight.obstruction in set(Obstruction)
