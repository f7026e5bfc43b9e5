"""A gate's own rules before the list that the hub signed for it: what a page promised about a door is asked of a door."""

from edge.gate.decision import Decision, Doorstep, decide
from edge.gate.memory import Mark, Name
from edge.gate.pass_list import TrustedPassList, accept, read_manifest
from edge.gate.presented import Presented
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.topics import GateAddress
from hub.gateway import lists
from hub.gateway.tables import Gate
from tests.hub.web.front import Front, House
from tests.registry.door import LIST_KEY


class Door:
    """A door of a building that takes every new list, and remembers as its gate does."""

    def __init__(self, front: Front, house: House, *, name: str = "north-1") -> None:
        self.front, self.memory = front, dict[Name, Mark]()
        self.gate = front.fit_gate(house.property_id, house.door_group, name=name)
        self.held: TrustedPassList | None = None
        with front.owner.begin() as session:
            session.get_one(Gate, self.gate.id).provisioned_at = front.now

    def ask(self, presented: Presented) -> Decision:
        """Return the gate's answer now, with the newest list."""
        front, address = self.front, GateAddress(self.gate.site, self.gate.name)
        with front.link.begin() as session:
            signed = [one for one in lists.renew(session, LIST_KEY, now=front.now, zone=str(front.site.zone)) if one.address == address]
        for one in signed:
            manifest = read_manifest(one.manifest, address=address, list_keys=(LIST_KEY.public_key().public_bytes_raw(),))
            key = bytes.fromhex(self.gate.reference_key or "")
            self.held = accept(manifest, one.parts, newer_than=self.held.version if self.held else 0, now_ms=front.now, reference_key=key)
        doorstep = Doorstep(zone=front.site.zone)
        answer = decide(presented, self.held, now_ms=front.now, clock=ClockTrust.SYNCED, memory=self.memory, door=doorstep)
        self.memory |= {note.name: note.mark for note in answer.notes}
        return answer

    def says(self, presented: Presented) -> Reason:
        """Return the reason of the answer; ``valid`` is that it opens."""
        return self.ask(presented).reason
