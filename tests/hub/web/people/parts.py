"""A house with a door on the way home and a shared room's, their gates' lists as the link signs them, and what the gates decide."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.gate.decision import Decision, Doorstep, decide
from edge.gate.pass_list import accept, read_manifest
from edge.protocol.messages import ClockTrust, Reason
from hub.gateway import lists
from hub.gateway.tables import Gate
from tests.hub.web.front import Caller, Front, House
from tests.hub.web.whole import LODGER

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
ZONE = ZoneInfo("Asia/Shanghai")
LAUNDRY = {
    "workdays": {"start": "07:00", "until": "22:00"},
    "saturday": {"start": "22:00", "until": "02:00"},
    "special": {"start": "10:00", "until": "12:00"},
    "special_days": ["2027-02-06", "02-29"],
}


def at(day: str, time: str) -> int:
    """Return a moment of the house's own clock in UTC ms."""
    return int(datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE).timestamp() * 1000)


class Doors:
    """A house of two floors with a front door and a laundry, its gates' lists, and what the gates decide."""

    def __init__(self, front: Front, house: House) -> None:
        self.front, self.house = front, house
        floor = {"first_floor": 2, "last_floor": 2, "rooms_per_floor": 1}
        (upstairs,) = house.landlord.tell(f"/properties/{house.property_id}/units", floor, status=201)["units"]
        self.low = house.let(0)
        self.high = house.landlord.tell("/tenancies", {"unit_id": upstairs["id"], **LODGER, "term": "24"}, status=201)
        self.home, self.laundry = (self.fit(name, leads_to) for name, leads_to in (("front", "home"), ("laundry", "shared")))

    def fit(self, name: str, leads_to: str) -> Gate:
        """Put a gate on a door that leads to homes, or to a shared room."""
        gate = self.front.fit_gate(self.house.property_id, self.house.door_group, name=name, label=name)
        with self.front.owner.begin() as session:
            row = session.get_one(Gate, gate.id)
            row.leads_to, row.provisioned_at = leads_to, self.front.now
            session.add(row)
        return gate

    def set(self, gate: Gate, hours: object, *, by: Caller | None = None, status: int = 200) -> dict:
        """Have somebody set the hours of a door, the landlord if nobody is named; return the answer."""
        change = {"doors": [{"gate_id": gate.id, "hours": hours}]}
        return (by or self.house.landlord).tell(f"/properties/{self.house.property_id}", change, method="PATCH", status=status)

    def reason(self, gate: Gate, shown: str, when: int, *, clock: ClockTrust = ClockTrust.SYNCED) -> Reason:
        """Return why the gate opens for this pass, or does not."""
        return self.decision(gate, shown, when, clock=clock).reason

    def decision(self, gate: Gate, shown: str, when: int, *, clock: ClockTrust = ClockTrust.SYNCED) -> Decision:
        """Sign what is due, as the link does, and return what the gate says to this pass with its newest list."""
        with self.front.link.begin() as session:
            lists.renew(session, KEY, now=self.front.now, zone=str(ZONE))
            (signed,) = [one for one in lists.stored(session) if one.address.gate == gate.name]
        head = read_manifest(signed.manifest, address=signed.address, list_keys=(KEY.public_key().public_bytes_raw(),))
        reference_key = bytes.fromhex(gate.reference_key or "")
        held = accept(head, signed.parts, newer_than=0, now_ms=self.front.now, reference_key=reference_key)
        zone = ZoneInfo(held.rights.rules.zone)
        return decide(shown.encode(), held, now_ms=when, clock=clock, door=Doorstep(zone=zone))
