"""A phone's rotating code: opens around its step, once, at its own building, and never again once a gate has forgotten it."""

from hypothesis import given
from hypothesis import strategies as st

from edge.gate.forgetting import is_over
from edge.gate.rotation import STEPS_AT_LEAST, STEPS_AT_MOST
from edge.protocol import rotating
from edge.protocol.building import code_key
from edge.protocol.messages import ClockTrust, Reason
from tests.edge.gate.test_rights import DAY_MS, HOUR_MS, NOW, Gate, held_with
from tests.edge.parts import CREDENTIAL, trusted_list
from tests.edge.rights import BUILDING_KEY, more


def code(step: int, *, credential: bytes = CREDENTIAL, key: bytes = BUILDING_KEY) -> bytes:
    return rotating.encode(credential, code_key(key, credential), step=step).encode()


@given(st.integers(-40, 40), st.integers(0, 400))
def test_a_code_opens_in_its_step_and_around_it_the_wider_the_longer_nobody_set_the_clock(away: int, days: int) -> None:
    now = NOW + days * DAY_MS
    held = trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more())
    reason = Gate(held).reason(code(rotating.step_at(now) + away), now=now)
    drifted = days * 86_400 * 50 / 1_000_000 / 30
    allowed = min(STEPS_AT_MOST, STEPS_AT_LEAST + drifted)
    if abs(away) <= allowed:
        assert reason is Reason.VALID
    if abs(away) > min(STEPS_AT_MOST, allowed + 1):
        assert reason is Reason.REPLAYED


@given(st.lists(st.integers(-1, 1), min_size=1, max_size=12))
def test_the_same_code_or_an_older_one_of_the_same_phone_never_opens_twice(shown: list[int]) -> None:
    gate, best = Gate(held_with()), -99
    for away in shown:
        reason = gate.reason(code(rotating.step_at(NOW) + away))
        assert reason is (Reason.VALID if away > best else Reason.REPLAYED)
        best = max(best, away)


def test_nobody_makes_another_s_code() -> None:
    gate, step = Gate(held_with()), rotating.step_at(NOW)
    forged = rotating.encode(CREDENTIAL, code_key(BUILDING_KEY, b"m" * 16), step=step).encode()
    assert gate.reason(forged) is Reason.UNKNOWN_CREDENTIAL
    assert gate.reason(code(step, key=b"o" * 32)) is Reason.UNKNOWN_CREDENTIAL, "of another building, and no nonsense"
    assert gate.reason(code(step, credential=b"m" * 16)) is Reason.UNKNOWN_CREDENTIAL
    assert gate.reason(rotating.PREFIX.encode() + b"NONSENSE") is Reason.MALFORMED
    assert Gate(None).reason(code(step)) is Reason.UNKNOWN_CREDENTIAL


@given(st.integers(0, 120), st.integers(0, 179), st.integers(-STEPS_AT_LEAST, STEPS_AT_LEAST), st.sampled_from(ClockTrust))
def test_what_was_forgotten_of_a_code_opens_it_no_more(seen_after: int, later: int, away: int, clock: ClockTrust) -> None:
    """A gate that holds a list for long, and has no clock at the end: its memory is as long as what it would still take."""
    gate = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more()))
    seen_at = NOW + seen_after * DAY_MS // 2
    shown = code(rotating.step_at(seen_at) + away)
    assert gate.reason(shown, now=seen_at) is Reason.VALID
    now = seen_at + later * DAY_MS // 2
    signed = gate.held.issued_at
    gate.memory = {name: mark for name, mark in gate.memory.items() if not is_over(name.kind, mark, now_ms=now, signed_ms=signed)}
    assert gate.reason(shown, now=now, clock=clock) is Reason.REPLAYED
    newer = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=now + HOUR_MS, more=more()))
    newer.memory = {name: mark for name, mark in gate.memory.items() if not is_over(name.kind, mark, now_ms=now, signed_ms=now + HOUR_MS)}
    assert not newer.memory, "a newer list makes it needless"
    assert newer.reason(shown, now=now + HOUR_MS, clock=clock) is Reason.REPLAYED


def test_a_gate_that_does_not_know_the_time_takes_a_valid_code_once() -> None:
    gate, later = Gate(held_with()), rotating.step_at(NOW + 20 * DAY_MS)
    assert gate.reason(code(later), clock=ClockTrust.UNKNOWN) is Reason.VALID
    assert gate.reason(code(later), clock=ClockTrust.UNKNOWN) is Reason.REPLAYED
    assert gate.reason(code(rotating.step_at(NOW - HOUR_MS)), clock=ClockTrust.UNKNOWN) is Reason.REPLAYED
