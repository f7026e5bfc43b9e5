"""A building's pass key: made with the building, kept wrapped beside people's keys, its public half in that building's signed lists.

One key a building, so that a stolen one opens one building.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.keys import Key, derive
from registry.register import Vault


def make_building_key(vault: Vault, property_id: str) -> bytes:
    """Make a building's pass key and return its public half, 32 bytes."""
    return _signing_key(vault.keys.make(_key_name(property_id))).public_key().public_bytes_raw()


def building_key(vault: Vault, property_id: str) -> Ed25519PrivateKey:
    """Return the key that signs a building's passes; raise KeyGone if there is none."""
    return _signing_key(vault.keys.get(_key_name(property_id)))


def _signing_key(kept: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derive(kept.raw, "pass"))


def _key_name(property_id: str) -> str:
    return f"property:{property_id}"
