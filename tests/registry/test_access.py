"""Nobody opens the register without saying for what, and only for what is on the list."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.access import PURPOSES, ROLES, Access


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_a_listed_purpose_opens(purpose: str) -> None:
    assert Access(actor="a", role="landlord", purpose=purpose, at=1).purpose == purpose


@given(st.text().filter(lambda text: text not in PURPOSES))
def test_any_other_purpose_is_a_mistake(purpose: str) -> None:
    with pytest.raises(ValueError):
        Access(actor="a", role="landlord", purpose=purpose, at=1)


@given(st.text().filter(lambda text: text not in ROLES))
def test_any_other_role_is_a_mistake(role: str) -> None:
    with pytest.raises(ValueError):
        Access(actor="a", role=role, purpose="self", at=1)


def test_no_official_opens_the_register() -> None:
    assert not ROLES & {"officer", "supervisor", "auditor", "sysadmin"}


def test_an_access_does_not_change() -> None:
    access = Access(actor="a", role="resident", purpose="self", at=1)
    with pytest.raises(FrozenInstanceError):
        access.actor = "b"  # type: ignore[misc]
