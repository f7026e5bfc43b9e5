"""What is typed: digits, again, done; and what is not ended is forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from edge.gate.keypad import DIGITS_MAX, KEYS, QUIET, Dialogue, lapses, lay_on, press
from edge.gate.presented import Card, Pin

KEY = st.sampled_from([*sorted(KEYS), "A", "", "12", "٣"])


def typed(keys: str, dialogue: Dialogue = QUIET) -> list[Pin]:
    pins = []
    for key in keys:
        dialogue, pin = press(dialogue, key, at=0)
        pins += [pin] if pin else []
    return pins


def test_digits_are_a_pin_once_it_is_done_and_again_begins_again() -> None:
    assert typed("4829#") == [Pin("4829")]
    assert typed("99*4829#") == [Pin("4829")]
    assert typed("4829") == typed("#") == typed("4829*#") == []
    assert typed("12#34#") == [Pin("12"), Pin("34")]


def test_a_card_goes_with_the_pin_that_follows_it_and_only_with_that() -> None:
    begun = lay_on(Card(b"card"), at=0)
    assert typed("4829#55#", begun) == [Pin("4829", b"card"), Pin("55")]
    assert typed("##4829#", begun) == typed("*#4829#", begun) == [Pin("4829", b"card")], "an end of nothing is no end"
    assert typed("9*4829#", begun) == [Pin("4829", b"card")]


@given(st.lists(KEY, max_size=60))
def test_a_pin_is_the_digits_since_the_last_end(keys: list[str]) -> None:
    dialogue, held = QUIET, ""
    for at, key in enumerate(keys):
        dialogue, pin = press(dialogue, key, at=at)
        if key == "#":
            assert (pin.digits if pin else "") == held
            held = ""
        elif key == "*":
            held = ""
        elif len(key) == 1 and key in "0123456789":
            held = (held + key)[:DIGITS_MAX]
        assert dialogue.digits == held


def test_what_is_begun_and_not_ended_lapses_after_the_last_key() -> None:
    dialogue, _none = press(QUIET, "4", at=1000)
    dialogue, _none = press(dialogue, "8", at=5000)
    assert not lapses(dialogue, at=10_000, wait_ms=5001)
    assert lapses(dialogue, at=10_001, wait_ms=5001)
    assert not lapses(QUIET, at=10**9, wait_ms=1)
    assert lapses(lay_on(Card(b"card"), at=0), at=5001, wait_ms=5001)
