"""Notices: neutral, newest first, and only for whom they are."""

import pytest

from registry import notices
from registry.notices import NoticeView
from tests.registry.parts import NOON, Office


def told(office: Office, actor: str, role: str) -> tuple[NoticeView, ...]:
    with office.open(actor, role, purpose="notice") as register:
        return notices.own_notices(register)


def test_each_reads_their_own_newest_first(office: Office) -> None:
    with office.people.begin() as session:
        notices.tell(session, ["a", "b"], tenancy_id="t", code=notices.END_ANNOUNCED, now=NOON)
        notices.tell(session, ["a"], tenancy_id="t", code=notices.END_CONTESTED, now=NOON + 1)
        notices.tell(session, [], tenancy_id="t", code=notices.UNDONE, now=NOON + 2)
    first, second = told(office, "a", "landlord")
    assert (first, second) == (
        NoticeView(at=NOON + 1, code="tenancy-end-contested", tenancy_id="t", day=""),
        NoticeView(at=NOON, code="tenancy-end-announced", tenancy_id="t", day=""),
    )
    assert told(office, "b", "resident") == (second,)
    assert told(office, "c", "resident") == ()


def test_a_notice_is_one_of_the_known_ones(office: Office) -> None:
    with pytest.raises(ValueError), office.people.begin() as session:
        notices.tell(session, ["a"], tenancy_id="t", code="tenant-was-compared", now=NOON)
