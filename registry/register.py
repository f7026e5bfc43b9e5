"""The only door to people's rows: whoever opens it says who they are and what for, and each call leaves a line in the audit log.

Which rows it finds follows from who asks. What is out of somebody's scope answers exactly as what does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.keys import KeyStore


@dataclass(frozen=True, repr=False)
class Vault:
    """What opens people's rows: the store of their keys, and the key under which equal documents are found without being read."""

    keys: KeyStore
    hmac_key: bytes

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Vault>"
