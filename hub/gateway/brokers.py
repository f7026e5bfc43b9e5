"""Who may speak to the broker: one account a gate, kept by whichever broker is in use, and the same three verbs for both.

A gate's password is made by the hub, handed to the gate once, and kept by the broker as a hash only.
"""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Protocol

from edge.protocol.topics import GateAddress

_COST = {"n": 2**12, "r": 8, "p": 1}


class BrokerAccounts(Protocol):
    """The accounts of a broker. Both verbs may be repeated with the same effect; both raise BrokerUnreachable."""

    def put(self, address: GateAddress, password: str) -> None:
        """Let this gate connect with this password and speak and listen under its own address; an older password stops working."""

    def remove(self, address: GateAddress) -> None:
        """Let this gate connect no more, and end the connection it has."""


class BrokerUnreachable(ConnectionError):
    """The broker did not do what was asked, for now."""


class AccountsFile:
    """The embedded broker's accounts: a JSON file of scrypt hashes that the broker reads again when it changes. Only the link writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, address: GateAddress, password: str) -> None:
        """Write the hash of this password for the gate."""
        self._write({**read_accounts(self._path), address.client_id: hash_password(password)})

    def remove(self, address: GateAddress) -> None:
        """Write the file without this gate."""
        accounts = read_accounts(self._path)
        if accounts.pop(address.client_id, None):
            self._write(accounts)

    def _write(self, accounts: dict[str, str]) -> None:
        draft = self._path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(accounts, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def read_accounts(path: Path) -> dict[str, str]:
    """Return the hashes by user name; nobody has an account if the file is not there yet."""
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return {}


def hash_password(password: str) -> str:
    """Return a salted scrypt hash as ``salt:hash`` in hex; passwords are 192 random bits, so it may be cheap for a town that reconnects."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_scrypt(password, salt).hex()}"


def password_matches(password: str, hashed: str) -> bool:
    """Tell whether a password is the one that was hashed."""
    salt, expected = (bytes.fromhex(part) for part in hashed.split(":"))
    return hmac.compare_digest(_scrypt(password, salt), expected)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_COST)
