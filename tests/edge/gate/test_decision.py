"""What opens: exactly a pass that a key of the list signed, for this door, in the list, within both windows. Nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edge.gate.decision import decide
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.passes import PassFlag, PassKind
from edge.sentences import SENTENCES
from tests.edge.parts import CREDENTIAL, GROUP, OTHER_KEY, PASS_KEY, pass_text, trusted_list

NOW_S = 1_790_000_000
NOW = NOW_S * 1000
OTHER_GROUP = 77
HELD = trusted_list(now=NOW, pass_keys={GROUP: PASS_KEY, OTHER_GROUP: OTHER_KEY})
SECONDS = st.integers(NOW_S - 5000, NOW_S + 5000)


def answer(text: str, *, now_ms: int = NOW, clock: ClockTrust = ClockTrust.SYNCED, held=HELD) -> Reason:
    decision = decide(text.encode(), held, now_ms=now_ms, clock=clock)
    assert decision.opens is (decision.reason is Reason.VALID)
    return decision.reason


@given(SECONDS, SECONDS, SECONDS, SECONDS, st.integers(NOW - 5_000_000, NOW + 5_000_000), st.sampled_from(ClockTrust))
@example(NOW_S, NOW_S + 1, NOW_S, NOW_S + 1, NOW, ClockTrust.SYNCED)
@example(NOW_S, NOW_S + 1, NOW_S, NOW_S + 1, NOW + 1000, ClockTrust.SYNCED)
def test_a_resident_enters_within_both_windows_and_at_no_other_second(
    pass_from: int, pass_to: int, list_from: int, list_to: int, now_ms: int, clock: ClockTrust
) -> None:
    held = trusted_list({CREDENTIAL: (list_from, list_to)}, now=NOW)
    reason = answer(pass_text(now=NOW, not_before=pass_from, not_after=pass_to), now_ms=now_ms, clock=clock, held=held)
    second = now_ms // 1000
    begun = clock is ClockTrust.UNKNOWN or (pass_from <= second and list_from <= second)  # the earliest time tells what is over
    within = begun and second < pass_to and second < list_to
    assert (reason is Reason.VALID) is within
    assert reason in {Reason.VALID, Reason.EXPIRED, Reason.NOT_ACTIVE}


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@example(b"")
@example(b"AJ1:")
@example(b"\xff\xfe")
def test_whatever_is_presented_is_answered_and_does_not_open(presented: bytes) -> None:
    assert decide(presented, HELD, now_ms=NOW, clock=ClockTrust.SYNCED).reason is Reason.MALFORMED


@given(st.integers(4, 158), st.sampled_from("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ $%*+-./:"))
def test_a_pass_with_one_letter_changed_opens_nothing(place: int, letter: str) -> None:
    text = pass_text(now=NOW)
    changed = text[:place] + letter + text[place + 1 :]
    assert (answer(changed) is Reason.VALID) is (changed == text)


def test_without_a_list_nothing_opens() -> None:
    assert answer(pass_text(now=NOW), held=None) is Reason.UNKNOWN_CREDENTIAL


def test_a_building_s_key_opens_its_own_building_only() -> None:
    assert answer(pass_text(now=NOW, key=OTHER_KEY)) is Reason.NOT_PERMITTED_HERE
    assert answer(pass_text(now=NOW, group=OTHER_GROUP)) is Reason.NOT_PERMITTED_HERE
    assert answer(pass_text(now=NOW, key=OTHER_KEY, group=OTHER_GROUP)) is Reason.NOT_PERMITTED_HERE
    both = trusted_list(now=NOW, pass_keys={GROUP: PASS_KEY, OTHER_GROUP: OTHER_KEY}, door_groups=(GROUP, OTHER_GROUP))
    assert answer(pass_text(now=NOW, key=OTHER_KEY, group=OTHER_GROUP), held=both) is Reason.VALID


def test_a_resident_must_stand_in_the_list() -> None:
    assert answer(pass_text(b"?" * 16, now=NOW)) is Reason.UNKNOWN_CREDENTIAL


@pytest.mark.parametrize("kind", [PassKind.VISITOR, PassKind.CONTRACTOR])
def test_a_visitor_needs_no_list_entry_but_a_clock_that_can_be_believed(kind: PassKind) -> None:
    text = pass_text(b"?" * 16, now=NOW, kind=kind)
    assert answer(text) is Reason.VALID
    assert answer(text, clock=ClockTrust.DRIFTING) is Reason.VALID
    assert answer(text, clock=ClockTrust.UNKNOWN) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert answer(text, now_ms=NOW + 3_600_000) is Reason.EXPIRED


def test_more_time_is_asked_for_by_the_flag() -> None:
    plain, flagged = (pass_text(now=NOW, flags=flags) for flags in (PassFlag.NONE, PassFlag.EXTENDED_TIME))
    assert not decide(plain.encode(), HELD, now_ms=NOW, clock=ClockTrust.SYNCED).extended
    assert decide(flagged.encode(), HELD, now_ms=NOW, clock=ClockTrust.SYNCED).extended


def test_every_reason_can_be_said_in_both_languages() -> None:
    assert set(SENTENCES) == set(Reason)
    assert all(zh and en and zh != en for zh, en in SENTENCES.values())
