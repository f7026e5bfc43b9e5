"""Telephone numbers in any grouping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.phones import read_phone
from registry.refusals import Refused
from tests.registry.identity.parts import ANYTHING, says_only, tried


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("", ""), (" \u3000", ""), ("138 0013 8000", "13800138000"), ("138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138 0013 8000", "+8613800138000"), ("＋86(138)0013.8000", "+8613800138000"), ("(0571) 8888 8888", "057188888888"),
        ("\u202d13800138000\u202c", "13800138000"), ("+84 24 3974 3410", "+842439743410"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_any_grouping(typed: str, dialled: str) -> None:
    assert read_phone(typed) == dialled


@pytest.mark.parametrize(
    "text", ["12345", "1" * 16, "abc", "138001380OO", "+", "-x-", "++8613800138000", "86+13800138000", "张三", "\ud800", "138#1"]
)
def test_what_cannot_be_dialled_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phone(text)
    assert [(refusal.code, refusal.field) for refusal in refused.value.refusals] == [("phone-unreadable", "phone")]


@given(ANYTHING | st.text("0123456789+-() ", max_size=20))
def test_to_read_what_is_kept_changes_nothing(text: str) -> None:
    dialled, refusals = tried(lambda: read_phone(text))
    assert says_only(refusals, {"phone-unreadable"})
    assert refusals if dialled is None else read_phone(dialled) == dialled
