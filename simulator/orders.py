"""What a town is told before it starts: where the hub's front doors are, and with which accounts it may knock. One JSON file."""

from pathlib import Path

import msgspec


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody the town may sign in as."""

    login: str
    passphrase: str


class Issuer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A made-up authority that signs alerts: its enrolled id and its Ed25519 seed in hex."""

    id: str
    seed: str


class Orders(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Addresses, accounts and the story to tell. ``story_seconds`` 0 means: tell none, let people try for themselves."""

    people_url: str
    police_url: str
    broker_host: str
    broker_port: int
    data_dir: str
    town_port: int
    operators: tuple[Account, Account]
    landlord: Account
    manager: Account
    author: Account
    approver: Account
    verifier: Account
    closer: Account
    issuer: Issuer
    story_seconds: int = 0


def read_orders(path: Path) -> Orders:
    """Return the orders in a file; raise OSError or msgspec.MsgspecError that names the wrong field."""
    return msgspec.json.decode(path.read_bytes(), type=Orders)
