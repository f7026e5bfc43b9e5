"""Passphrases that are kept by a hash of no work: the product's takes 20 ms, and a tenth of the tests' time would go into it.

Whatever else is done with them is the product's own; that it works as hard as it must is tried with ``slow_passphrases``.
"""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from hub.accounts import passwords

_PRODUCT = passwords._hasher


@pytest.fixture(scope="session", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """Hash without work from here on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture
def slow_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash as the product does."""
    monkeypatch.setattr(passwords, "_hasher", _PRODUCT)
