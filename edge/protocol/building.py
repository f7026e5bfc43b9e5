"""What a building's shared key is used for: the names of cards and PINs in a list, and the key of each phone's rotating code.

A list lies at the broker and on the gate's disk. Card numbers and PINs are few enough to try them all, so both are named by HMAC under a
key that travels sealed; a card's name is keyed by the gate once more.
"""

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from edge.protocol.codec import Malformed, decode, encode
from edge.protocol.rights import BuildingKeys
from edge.protocol.topics import GateAddress

NONCE_BYTES = 12
NAME_BYTES = 16
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**12, 8, 1
_SEALS = b"anju/building-keys/v1"


def card_name(building_key: bytes, number: bytes) -> bytes:
    """Return a card's name in one building, 32 bytes: what the register keeps in place of the number."""
    return _keyed(building_key, b"anju/card/v1", number)


def card_at_gate(reference_key: bytes, name: bytes) -> str:
    """Return what one gate's list calls a card, 32 hex characters."""
    return _keyed(reference_key, b"anju/card-at-gate/v1", name)[:NAME_BYTES].hex()


def pin_name(building_key: bytes, digits: str, *, salt: bytes) -> str:
    """Return what a list says of a PIN, 32 hex characters. Slow on purpose (4 MiB, some 15 ms): whoever has the key has to try them all."""
    slow = hashlib.scrypt(digits.encode("utf-8", "surrogatepass"), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, dklen=32)
    return _keyed(building_key, b"anju/pin/v1", slow)[:NAME_BYTES].hex()


def salt_alone(door_group: int) -> bytes:
    """Return the salt of PINs that open by themselves: the same for a building, because nothing else says whose it is."""
    return b"alone" + door_group.to_bytes(4)


def code_key(building_key: bytes, credential: bytes) -> bytes:
    """Return the key of one credential's rotating code, 32 bytes. A phone holds its own and can make nobody else's."""
    return _keyed(building_key, b"anju/code-key/v1", credential)


def seal_keys(reference_key: bytes, address: GateAddress, keys: BuildingKeys, *, nonce: bytes) -> bytes:
    """Return keys sealed for one gate. A nonce of 12 bytes serves once."""
    return nonce + _cipher(reference_key).encrypt(nonce, encode(keys), address.client_id.encode())


def open_keys(reference_key: bytes, address: GateAddress, sealed: bytes) -> BuildingKeys:
    """Return keys that were sealed for this gate; raise Malformed for any others."""
    try:
        plain = _cipher(reference_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], address.client_id.encode())
    except (InvalidTag, ValueError) as error:
        raise Malformed("keys that were not sealed for this gate") from error
    return decode(BuildingKeys, plain)


def _cipher(reference_key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_keyed(reference_key, _SEALS, b""))


def _keyed(key: bytes, purpose: bytes, data: bytes) -> bytes:
    return hmac.digest(key, purpose + b"\x00" + data, "sha256")
