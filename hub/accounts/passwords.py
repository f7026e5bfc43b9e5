"""Passphrases: what is accepted as a new one, how it is kept, and a check that takes as long for an account that does not exist.

Argon2id with OWASP's parameters: some 20 ms, spent before a sign-in takes the database's write lock: :mod:`hub.accounts.proving`.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from registry.refusals import Refusal

LENGTH_MIN = 10
LENGTH_MAX = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DECOY = _hasher.hash("nobody has this passphrase")


def judge_new(passphrase: str) -> Refusal | None:
    """Return why a passphrase cannot be a new one, or None: length is all that is asked, since rules of composition make worse ones."""
    length = len(_normal(passphrase))
    if length < LENGTH_MIN:
        return Refusal("passphrase-too-short", field="passphrase")
    return Refusal("passphrase-too-long", field="passphrase") if length > LENGTH_MAX else None


def keep(passphrase: str) -> str:
    """Return the text to store; it does not give the passphrase back."""
    return _hasher.hash(_normal(passphrase))


def verify(kept: str | None, passphrase: str) -> bool:
    """Tell whether this is the kept passphrase; with None, take just as long and say no."""
    try:
        _hasher.verify(kept or _DECOY, _normal(passphrase)[: LENGTH_MAX + 1])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return kept is not None


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)
