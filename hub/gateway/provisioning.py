"""What the link does after a desk approved or revoked a gate: the broker account, the gate's identity, and the end of both.

The broker is asked first and outside any transaction; the row says so afterwards. A process that dies in between does it again with a
new password.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlmodel import Session, col, select

from edge.protocol.messages import GateIdentity
from edge.protocol.topics import GateAddress
from hub.database import Database
from hub.gateway.brokers import BrokerAccounts
from hub.gateway.tables import Gate, PassList


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What every gate of this hub is told: where the broker is, which keys (64 hex characters each) sign lists, and whose time it is."""

    broker_host: str
    broker_port: int
    list_keys: tuple[str, ...]
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Changed:
    """Whose account was made, and whose was closed."""

    admitted: tuple[GateAddress, ...] = ()
    removed: tuple[GateAddress, ...] = ()


def settle(database: Database, accounts: BrokerAccounts, place: Place, *, now: int) -> Changed:
    """Make the accounts of approved gates and close those of revoked ones; raise BrokerUnreachable if the broker cannot be told now."""
    with database.read() as session:
        new = _read(session, col(Gate.state) == "approved", col(Gate.provisioned_at).is_(None))
        old = _read(session, col(Gate.state) == "revoked", col(Gate.provisioned_at).is_not(None))
    for gate_id, address in new:
        _admit(database, accounts, place, gate_id, address, now=now)
    for gate_id, address in old:
        _remove(database, accounts, gate_id, address)
    return Changed(tuple(address for _id, address in new), tuple(address for _id, address in old))


def _read(session: Session, *conditions: object) -> Sequence[tuple[str, GateAddress]]:
    rows = session.exec(select(Gate.id, Gate.site, Gate.name).where(*conditions))  # type: ignore[arg-type]
    return [(gate_id, GateAddress(site, name)) for gate_id, site, name in rows]


def _admit(database: Database, accounts: BrokerAccounts, place: Place, gate_id: str, address: GateAddress, *, now: int) -> None:
    password, reference_key = secrets.token_urlsafe(24), secrets.token_hex(32)
    accounts.put(address, password)
    identity = GateIdentity(
        site=address.site,
        gate=address.gate,
        broker_host=place.broker_host,
        broker_port=place.broker_port,
        broker_password=password,
        list_keys=list(place.list_keys),
        reference_key=reference_key,
    )
    with database.begin() as session:
        gate = session.get_one(Gate, gate_id)
        if gate.state == "approved":
            gate.identity, gate.reference_key = msgspec.json.encode(identity).decode(), reference_key
        gate.provisioned_at = now
        session.add(gate)


def _remove(database: Database, accounts: BrokerAccounts, gate_id: str, address: GateAddress) -> None:
    accounts.remove(address)
    with database.begin() as session:
        gate = session.get_one(Gate, gate_id)
        gate.provisioned_at = None
        session.add(gate)
        held = session.get(PassList, gate_id)
        if held is not None:
            session.delete(held)
