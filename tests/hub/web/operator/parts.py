"""Two operators, a building, and the real gate's own way of asking to be let in."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge import enrolment
from edge.protocol.enrolment import EnrolmentAnswer
from hub.gateway import configuration, provisioning
from hub.gateway.brokers import AccountsFile
from hub.gateway.certificates import Authority
from hub.gateway.tables import GateStatus, GateWish
from tests.hub.web.front import Caller, Front, House, add_house
from tests.rig.processes import with_free_ports

PLACE = provisioning.Place(broker_host="127.0.0.1", broker_port=1883, list_keys=("ab" * 32,))


@dataclass
class Operations:
    """The people's application with its two operators signed in, and one building whose landlord is there too."""

    front: Front
    first: Caller
    second: Caller
    house: House

    def create(self, name: str = "north-12", label: str = "北街12号大门") -> dict[str, str]:
        """Have the first operator create a gate; return its id and its code."""
        return self.first.tell("/gates", {"name": name, "label": label, "property_id": self.house.property_id}, status=201)

    def ask(self, code: str, key: Ed25519PrivateKey) -> EnrolmentAnswer | None:
        """Ask as the gate's own program asks."""
        return enrolment.ask(enrolment.enrolment_address(self.front.url), code, key)

    def settle(self, authority: Authority | None = None) -> None:
        """Do what the link does when it sees that a gate was approved or revoked."""
        accounts = AccountsFile(self.front.config.accounts_file)
        provisioning.settle(self.front.link, accounts, dataclasses.replace(PLACE, authority=authority), now=self.front.now)

    def sign_wishes(self) -> int:
        """Sign what was wished for the one gate there is, as the link does; return the version."""
        with self.front.link.begin() as session:
            configuration.sign_new(session, Ed25519PrivateKey.generate(), now=self.front.now)
        (wish,) = self.front.rows(GateWish)
        return wish.version

    def gate_in_use(self, name: str = "north-12", label: str = "北街12号大门") -> str:
        """Take a gate the whole way in; return its id."""
        made, key = self.create(name, label), Ed25519PrivateKey.generate()
        self.ask(made["code"], key)
        self.second.tell(f"/gates/{made['id']}/approve")
        self.settle()
        return made["id"]

    def says(self, gate_id: str, **changes: object) -> None:
        """Write what a gate said of itself last: that all is well, but for these changes."""
        words: dict[str, object] = {"clock": "synced", "strike": "secured", "door": "closed", "faults": "[]", "software": "1.4.2"}
        words |= {"received_at": self.front.now, "online": True, "list_version": 1, "journal_depth": 0} | changes
        with self.front.owner.begin() as session:
            session.merge(GateStatus(gate_id=gate_id, **words))  # type: ignore[arg-type]


def open_operations(front: Front) -> Operations:
    """Make the operators' and the landlord's accounts, and sign everybody in. No worker and no link runs beside this application."""
    object.__setattr__(front.site, "config", with_free_ports(front.site.config))
    for login in ("operator-1", "operator-2"):
        front.account(login, "sysadmin")
    return Operations(front, front.enter_as("operator-1"), front.enter_as("operator-2"), add_house(front.landlord()))


def key_in(folder: Path) -> Ed25519PrivateKey:
    """Return the key that a gate makes in its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return enrolment.load_key(folder)
