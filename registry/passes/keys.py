"""A building's keys: one that signs its passes, and one that its gates share.

The pass key is made with the building and kept wrapped beside people's keys; its public half stands in that building's signed lists. The
door key has to reach the gates, by a process that opens no one's rows, so it is a row of its own. One of each a building: a stolen one
opens one building.
"""

import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.keys import Key, derive
from registry.register import Vault
from registry.tables import DoorKey

DOOR_KEY_BYTES = 32


def make_building_key(vault: Vault, property_id: str) -> bytes:
    """Make a building's pass key and return its public half, 32 bytes."""
    return _signing_key(vault.keys.make(_key_name(property_id))).public_key().public_bytes_raw()


def building_key(vault: Vault, property_id: str) -> Ed25519PrivateKey:
    """Return the key that signs a building's passes; raise KeyGone if there is none."""
    return _signing_key(vault.keys.get(_key_name(property_id)))


def make_door_key(door_group: int) -> DoorKey:
    """Return a new row with the secret that a building's gates will share."""
    return DoorKey(door_group=door_group, key=secrets.token_hex(DOOR_KEY_BYTES))


def _signing_key(kept: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derive(kept.raw, "pass"))


def _key_name(property_id: str) -> str:
    return f"property:{property_id}"
