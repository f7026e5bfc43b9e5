"""What the link does after a desk approved or revoked a gate: the broker account, the gate's identity, and the end of both.

The broker is asked first and outside any transaction; the row says so afterwards. A process that dies in between does it again with a
new password.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlmodel import Session, col, delete, or_, select

from edge.protocol.enrolment import GateIdentity
from edge.protocol.topics import GateAddress
from hub.database import Database
from hub.gateway.brokers import BrokerAccounts
from hub.gateway.certificates import DAY_MS, GATE_DAYS, Authority, issue_client
from hub.gateway.tables import Gate, PassList, PassListPart

RENEWED_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What every gate of this hub is told: where the broker is, which keys (64 hex characters each) sign lists, and whose time it is.

    ``authority`` is there where the broker is spoken with by TLS; ``mqtt`` is the version that it speaks best.
    """

    broker_host: str
    broker_port: int
    list_keys: tuple[str, ...]
    zone: str = "UTC"
    authority: Authority | None = None
    mqtt: str = "3.1.1"


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


def renew_certificates(database: Database, authority: Authority, *, now: int) -> int:
    """Sign anew what has lived for two thirds of its life (UTC ms), so that a gate that asks finds it; return how many that were."""
    soon = now + GATE_DAYS * DAY_MS // 3
    due = (Gate.state == "approved", col(Gate.provisioned_at).is_not(None), col(Gate.public_key).is_not(None))
    is_old = or_(col(Gate.certificate_ends_at).is_(None), col(Gate.certificate_ends_at) <= soon)
    with database.read() as session:
        names = session.exec(select(Gate.id).where(*due, is_old).limit(RENEWED_AT_ONCE)).all()
    if names:
        with database.begin() as session:
            for gate_id in names:
                gate = session.get_one(Gate, gate_id)
                _certify(gate, authority, now=now)
                session.add(gate)
    return len(names)


def _certify(gate: Gate, authority: Authority, *, now: int) -> str:
    address = GateAddress(gate.site, gate.name)
    issued = issue_client(authority, bytes.fromhex(gate.public_key or ""), user=address.client_id, now=now)
    gate.certificate, gate.certificate_ends_at = issued.pem, issued.ends_at
    return issued.pem


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
        authority=place.authority.pem if place.authority else "",
        mqtt=place.mqtt,
    )
    with database.begin() as session:
        gate = session.get_one(Gate, gate_id)
        if gate.state == "approved":
            if place.authority is not None:
                identity = msgspec.structs.replace(identity, certificate=_certify(gate, place.authority, now=now))
            gate.identity, gate.reference_key = msgspec.json.encode(identity).decode(), reference_key
        gate.provisioned_at = now
        session.add(gate)


def _remove(database: Database, accounts: BrokerAccounts, gate_id: str, address: GateAddress) -> None:
    accounts.remove(address)
    with database.begin() as session:
        gate = session.get_one(Gate, gate_id)
        gate.provisioned_at = None
        session.add(gate)
        for kept in (PassList, PassListPart):
            session.execute(delete(kept).where(col(kept.gate_id) == gate_id))
