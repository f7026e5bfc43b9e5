"""What an auditor judges by: limits of cases, what an alert in force must rest on, who looks far more often than others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.auditor.findings import LATE_AFTER_MS, OFTEN_LOOKS_MIN, Founding, Timing, is_founded, lateness, looks_often

NOW = 1_800_000_000_000
FOUNDED = Founding(
    force="in_force",
    legal_basis="Test Act, section 1",
    reference="M-1",
    issuer_known=True,
    author_id="a",
    author_unit="east",
    approver_id="b",
    approver_unit="west",
)


@pytest.mark.parametrize(
    ("state", "limit", "stands"),
    [
        ("waiting", "waiting", "created_at"),
        ("taken", "working", "taken_at"),
        ("opened", "working", "taken_at"),
        ("decided", "closing", "decided_at"),
    ],
)
def test_a_case_is_late_after_its_limit_and_not_at_it(state: str, limit: str, stands: str) -> None:
    at_limit = Timing(state=state, created_at=NOW, taken_at=NOW, decided_at=NOW)
    since = NOW - LATE_AFTER_MS[limit]
    assert lateness(replace(at_limit, **{stands: since}), now=NOW) == ("", 0)  # type: ignore[arg-type]
    assert lateness(replace(at_limit, **{stands: since - 1}), now=NOW) == (limit, LATE_AFTER_MS[limit] + 1)  # type: ignore[arg-type]


def test_a_closed_case_is_never_late() -> None:
    assert lateness(Timing(state="closed", created_at=0, taken_at=0, decided_at=0), now=NOW) == ("", 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"legal_basis": " "},
        {"reference": ""},
        {"issuer_known": False},
        {"approver_id": None},
        {"approver_id": "a"},
        {"approver_unit": "east"},
        {"approver_unit": None},
    ],
)
@pytest.mark.parametrize("force", ["in_force", "unconfirmed"])
def test_an_alert_that_lacks_anything_is_not_founded(force: str, changes: dict[str, object]) -> None:
    assert is_founded(replace(FOUNDED, force=force))
    assert not is_founded(replace(FOUNDED, force=force, **changes))  # type: ignore[arg-type]
    assert is_founded(replace(FOUNDED, force="expired", **changes))  # type: ignore[arg-type]


@given(st.lists(st.integers(1, 10_000), max_size=40))
def test_at_most_every_second_official_looks_far_more_often(counts: list[int]) -> None:
    often = looks_often(counts)
    assert len(often) == len(counts) and sum(often) <= len(counts) // 2
    assert all(count > OFTEN_LOOKS_MIN for count, stands_out in zip(counts, often, strict=True) if stands_out)


@pytest.mark.parametrize(
    ("counts", "often"),
    [
        ([], []),
        ([500], [False]),
        ([1, 1, 10], [False, False, False]),
        ([10, 10, 10, 30], [False, False, False, False]),
        ([10, 10, 10, 31], [False, False, False, True]),
    ],
)
def test_three_times_the_median_is_not_yet_far_more(counts: list[int], often: list[bool]) -> None:
    assert looks_often(counts) == often
