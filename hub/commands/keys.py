"""Signing keys as files: 32 bytes in hexadecimal, mode 0600, made where they are used and never sent anywhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hub.commands.ground import Exit, leave

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def make_key(path: Path) -> str:
    """Write a new Ed25519 key to a file that must not exist, and return its public half as 64 hexadecimal characters."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        leave(Exit.USAGE, f"{path} cannot be made: {error.strerror}; a key is never overwritten")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex() + "\n")
    return key.public_key().public_bytes_raw().hex()


def open_key(path: Path) -> "Ed25519PrivateKey":
    """Return the key in a file, or leave with the sentence that says why it cannot be used."""
    from hub.secrets import SecretError, read_signing_key

    try:
        return read_signing_key(path)
    except SecretError as error:
        leave(Exit.BROKEN, str(error))
