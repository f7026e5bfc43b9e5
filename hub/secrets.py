"""The hub's secrets: one file each, mode 0600, made once. Secrets come from files only, never from a flag, so no process list shows one.

A key is 32 random bytes written as hex; a password is a line of URL-safe text. A file that others may read is refused rather than used.
"""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.config import ROLES, HubConfig

KEYS = ("registry.kek", "cases.kek", "list.key", "audit.key", "ca.key")
BROKER_PASSWORDS = ("broker-hub", "broker-admin")
DATABASE_PASSWORDS = tuple(f"db-{role}" for role in (*ROLES, "owner"))


class SecretError(ValueError):
    """A secret is missing or others may read it; the text names the file."""


def make_secrets(config: HubConfig) -> None:
    """Make every secret that is not there yet; what exists is left as it is. The audit logs' public key lies beside them, open to all."""
    for folder in (config.data_dir, config.secrets_dir, config.keys_dir):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in secret_names(config):
        _write_once(config.secrets_dir / name, secrets.token_hex(32) if name in KEYS else secrets.token_urlsafe(24))
    public = read_signing_key(config.secrets_dir / "audit.key").public_key().public_bytes_raw()
    _write_once(config.log_key_file, public.hex(), mode=0o644)


def secret_names(config: HubConfig) -> tuple[str, ...]:
    """Return the file name of every secret that this hub has."""
    return (*KEYS, *BROKER_PASSWORDS) if config.on_sqlite else (*KEYS, *BROKER_PASSWORDS, *DATABASE_PASSWORDS)


def read_secret(path: Path) -> str:
    """Return the one line in a secret's file; raise SecretError if it is missing, empty, or open to others."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise SecretError(f"the secret {path} cannot be read") from None
    if mode & 0o077:
        raise SecretError(f"others may read the secret {path}: chmod 600 it")
    if not text:
        raise SecretError(f"the secret {path} is empty")
    return text


def read_key(path: Path) -> bytes:
    """Return a secret's 32 bytes; raise SecretError if it is not 64 hexadecimal characters."""
    text = read_secret(path)
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise SecretError(f"the secret {path} is not 64 hexadecimal characters")
    return key


def read_signing_key(path: Path) -> Ed25519PrivateKey:
    """Return the Ed25519 key whose seed is the secret; raise SecretError as :func:`read_key` does."""
    return Ed25519PrivateKey.from_private_bytes(read_key(path))


def make_signing_key(path: Path) -> Ed25519PrivateKey:
    """Return the Ed25519 key in a file, made whole or not at all if it is not there yet; raise SecretError as :func:`read_key` does."""
    if not path.exists():
        new = path.with_name(path.name + ".new")
        new.unlink(missing_ok=True)
        _write_once(new, secrets.token_hex(32))
        new.replace(path)
        _sync_folder(path.parent)
    return read_signing_key(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_once(path: Path, text: str, *, mode: int = 0o600) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
