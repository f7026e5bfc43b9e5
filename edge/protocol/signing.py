"""Ed25519 over bytes that say what they are: a signature for one purpose never verifies for another."""

import hashlib
import hmac
from collections.abc import Mapping
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE_BYTES = 64
PUBLIC_KEY_BYTES = 32


class Purpose(StrEnum):
    """What a signature is for; the value stands in front of the signed bytes."""

    PASS = "anju/pass/v1"
    LIST = "anju/list/v1"
    DELTA = "anju/list-delta/v1"
    COMMAND = "anju/command/v1"
    CONFIG = "anju/config/v1"
    KEYS = "anju/list-keys/v1"
    RELEASE = "anju/release/v1"
    ENROLMENT = "anju/enrolment/v1"
    RENEWAL = "anju/renewal/v1"
    ALERT = "anju/alert/v1"
    AUDITOR = "anju/auditor/v1"


class BadSignature(ValueError):
    """The bytes were not signed for this purpose by a key that is trusted here."""


def key_id(public_key: bytes) -> bytes:
    """Return the 4-byte name of a 32-byte public key: the start of its SHA-256. It finds a key, it proves nothing."""
    return hashlib.sha256(public_key).digest()[:4]


def sign(private_key: Ed25519PrivateKey, purpose: Purpose, body: bytes) -> bytes:
    """Return the 64-byte signature of body for one purpose."""
    return private_key.sign(purpose.encode() + b"\x00" + body)


def verify(public_key: bytes, purpose: Purpose, body: bytes, signature: bytes) -> None:
    """Return if the 32-byte key signed body for this purpose; raise BadSignature if not, whatever the input's shape."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, purpose.encode() + b"\x00" + body)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature(f"no valid signature for {purpose}") from error


def verify_with_any(keys: Mapping[bytes, bytes], name: bytes, purpose: Purpose, body: bytes, signature: bytes) -> None:
    """Verify with the trusted key of this 4-byte name; raise BadSignature if there is none or it did not sign."""
    public_key = keys.get(name)
    if public_key is None:
        raise BadSignature(f"the key that signed this {purpose} is not trusted here")
    verify(public_key, purpose, body, signature)


def reference(reference_key: bytes, credential: bytes) -> str:
    """Return a credential's per-gate name in entries: 32 hex characters of HMAC-SHA256, so that feeds of two gates cannot be joined."""
    return hmac.new(reference_key, credential, hashlib.sha256).hexdigest()[:32]
