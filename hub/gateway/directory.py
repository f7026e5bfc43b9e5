"""Which gate stands behind an address, and which credential behind the reference that only this gate uses.

Both are kept in memory: a lookup for each entry would cost more than storing it. References are complete because a gate opens for
nothing that its list does not hold, and whoever signs a list has this forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress
from hub.gateway.tables import Gate
from registry.tables import Credential


@dataclass(frozen=True, slots=True)
class KnownGate:
    """An approved gate: its id, and what its list and its references are made from."""

    id: str
    address: GateAddress
    door_group: int
    reference_key: bytes


class Directory:
    """Gates by address and credentials by reference, read from the database once and forgotten on demand."""

    def __init__(self) -> None:
        self._gates: dict[GateAddress, KnownGate] = {}
        self._credentials: dict[str, dict[str, str]] = {}

    def gate(self, session: Session, address: GateAddress) -> KnownGate | None:
        """Return the approved gate at this address; None for any other."""
        gate = self._gates.get(address)
        if gate is None:
            row = session.exec(select(Gate).where(Gate.site == address.site, Gate.name == address.gate, Gate.state == "approved")).first()
            if row is None or row.reference_key is None:
                return None
            gate = self._gates[address] = KnownGate(row.id, address, row.door_group, bytes.fromhex(row.reference_key))
        return gate

    def credentials(self, session: Session, gate: KnownGate) -> Mapping[str, str]:
        """Return the ids of the credentials of this gate's door group, by the reference that this gate uses for each."""
        found = self._credentials.get(gate.id)
        if found is None:
            found = self._credentials[gate.id] = read_references(session, gate)
        return found

    def forget(self, *addresses: GateAddress) -> None:
        """Read these gates and their credentials anew when next asked; all of them if none is named."""
        for address in addresses or tuple(self._gates):
            gate = self._gates.pop(address, None)
            if gate is not None:
                self._credentials.pop(gate.id, None)


def read_references(session: Session, gate: KnownGate) -> dict[str, str]:
    """Return every credential of the gate's door group by the reference that this gate uses for it."""
    ids: Any = session.exec(select(Credential.id).where(Credential.door_group == gate.door_group))
    return {reference(gate.reference_key, bytes.fromhex(one)): one for one in ids}
