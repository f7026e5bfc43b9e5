"""A gate's own rules before a list that the hub signed for it: what a test asks when it asks whether a door opens."""

import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.gate.decision import decide
from edge.gate.pass_list import TrustedPassList, accept, read_manifest
from edge.protocol.messages import ClockTrust
from edge.protocol.topics import GateAddress
from hub.database import Database
from hub.gateway import lists
from hub.gateway.tables import Gate
from registry.homes import PropertyView
from tests.registry.parts import Office

LIST_KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)


class Door:
    """A door of a building with an approved gate, which takes a new list whenever the register says that there is one."""

    def __init__(self, office: Office, home: PropertyView) -> None:
        self.office, self.address = office, GateAddress("town", f"gate-{secrets.token_hex(4)}")
        self.held: TrustedPassList | None = None
        self._gateway = Database(office.config, "gateway")
        gate = Gate(
            id=secrets.token_hex(8),
            site=self.address.site,
            name=self.address.gate,
            label="front door",
            property_id=home.id,
            door_group=home.door_group,
            state="approved",
            created_by="first",
            created_at=1,
            approved_by="second",
            provisioned_at=1,
        )
        office.write(gate)

    def listen(self, now: int) -> bool:
        """Take the list that is signed now, if there is a new one; return whether there was."""
        with self._gateway.begin() as session:
            signed = [one for one in lists.renew(session, LIST_KEY, now=now) if one.address == self.address]
        self._gateway.close()
        for one in signed:
            manifest = read_manifest(one.manifest, address=self.address, list_keys=(LIST_KEY.public_key().public_bytes_raw(),))
            self.held = accept(manifest, one.parts, newer_than=self.held.version if self.held else 0, now_ms=now)
        return bool(signed)

    def opens(self, pass_text: str, now: int) -> bool:
        """Tell whether the gate lets somebody in who shows this pass at this time (UTC ms), with the list that it holds."""
        return decide(pass_text.encode(), self.held, now_ms=now, clock=ClockTrust.SYNCED).opens
