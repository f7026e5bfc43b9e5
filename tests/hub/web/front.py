"""The people's application as people meet it: real HTTP on a port, a real database, a clock that the test moves, and doors."""

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import SQLModel, select
from starlette.types import ASGIApp

from edge.protocol.codec import encode_entries
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub import accounts
from hub.config import HubConfig
from hub.database import OWNER, Database
from hub.gateway.inbox import Inbox, Stored
from hub.gateway.tables import Gate, GateStatus
from hub.gateway.wire import Message
from hub.web import people_app
from hub.web.layout.frame import Site
from tests.registry.parts import NOON, resident_number
from tests.rig.serving import PLAIN, serving

GATE_KEY = Ed25519PrivateKey.from_private_bytes(b"g" * 32)
PASSPHRASE = "moon over the river"
PHONE = "138 0013 8000"
TENANT = {"name": "古丽·阿依", "document_number": resident_number()}


class Caller(httpx.Client):
    """Somebody with a browser's cookies and no browser: what they ask for is asked for in JSON unless it is a page."""

    def __init__(self, url: str, language: str) -> None:
        headers = {"Accept-Language": language, "Accept": "application/json"}
        super().__init__(base_url=url, trust_env=False, headers=headers, timeout=180, verify=PLAIN)

    def get_page(self, path: str, *, status: int = 200) -> str:
        """Return a page as a browser asks for it, without following where it sends."""
        answer = self.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == status, (answer.status_code, answer.headers.get("location"), answer.text[:400])
        return answer.text

    def send_form(self, path: str, fields: dict[str, str], *, status: int = 303) -> httpx.Response:
        """Send a form as a browser does."""
        answer = self.post(path, data=fields, headers={"Accept": "text/html"})
        assert answer.status_code == status, (answer.status_code, answer.headers.get("location"), answer.text[:400])
        return answer

    def tell(self, path: str, body: dict[str, Any] | None = None, *, status: int = 200, method: str = "POST") -> dict[str, Any]:
        """Send JSON, with escapes for what is not ASCII, and return the answer's."""
        answer = self.request(method, path, content=json.dumps(body or {}), headers={"Content-Type": "application/json"})
        assert answer.status_code == status, (answer.status_code, answer.text[:400])
        return dict(answer.json())

    def ask(self, path: str, *, status: int = 200) -> dict[str, Any]:
        """Return what JSON is answered."""
        answer = self.get(path)
        assert answer.status_code == status, (answer.status_code, answer.text[:400])
        return dict(answer.json())

    def refused(
        self, path: str, body: dict[str, Any] | None = None, *, status: int = 422, method: str = "POST"
    ) -> list[tuple[str, str | None]]:
        """Send JSON that is refused, and return each code with its field."""
        return [(error["code"], error["field"]) for error in self.tell(path, body, status=status, method=method)["errors"]]


class Front:
    """One running application."""

    def __init__(self, config: HubConfig) -> None:
        self.config, self.now, self.url = config, NOON, ""
        self.site: Site = dataclasses.replace(people_app.site(config), clock=lambda: self.now)
        self.owner, self.link = Database(config, OWNER), Database(config, "gateway")
        self.inbox, self._seq = Inbox(), 0
        self._callers: list[Caller] = []

    def application(self) -> ASGIApp:
        """Return the application on this site: the one that ``people_app.create`` makes, but for the clock."""
        return people_app.application(self.site)

    def hang_up(self) -> None:
        """Let go of callers: the server waits for whoever is still connected."""
        for caller in self._callers:
            caller.close()

    def close(self) -> None:
        """Let go of the database."""
        for database in (self.site.database, self.owner, self.link):
            database.close()

    def caller(self, language: str = "en") -> Caller:
        """Return somebody who has not signed in."""
        made = Caller(self.url, language)
        self._callers.append(made)
        return made

    def account(self, login: str, *roles: str) -> str:
        """Make an account and return its id."""
        with self.site.database.begin() as session:
            made = accounts.create_account(session, self.site.application, login=login, passphrase=PASSPHRASE, roles=roles, now=self.now)
        assert isinstance(made, str)
        return made

    def enter_as(self, login: str, language: str = "en") -> Caller:
        """Return somebody who has signed in."""
        caller = self.caller(language)
        caller.tell("/session", {"login": login, "passphrase": PASSPHRASE})
        return caller

    def landlord(self, login: str = "landlord") -> Caller:
        """Return a landlord who has signed in; the account is made if there is none."""
        with self.site.database.read() as session:
            known = accounts.find_account(session, self.site.application, login=login)
        if known is None:
            self.account(login, "landlord")
        return self.enter_as(login)

    def claim(self, code: str, phone: str = PHONE) -> Caller:
        """Return a resident who has claimed a pass."""
        caller = self.caller()
        caller.tell("/claims", {"code": code, "phone": phone, "passphrase": PASSPHRASE})
        return caller

    def rows(self, kind: type[SQLModel]) -> list[Any]:
        """Return every row of a table."""
        with self.owner.read() as session:
            return list(session.exec(select(kind)).all())

    def row(self, kind: type[SQLModel], row_id: str) -> Any:
        """Return one row."""
        with self.owner.read() as session:
            return session.get_one(kind, row_id)

    def write(self, *rows: SQLModel) -> None:
        """Write rows as the database's owner."""
        for row in rows:
            with self.owner.begin() as session:
                session.add(row)

    def fit_gate(self, property_id: str, door_group: int, *, name: str = "north-1", label: str = "北街12号大门") -> Gate:
        """Put an approved gate on a building's door."""
        gate = Gate(
            id=uuid4().hex,
            site=self.config.site,
            name=name,
            label=label,
            property_id=property_id,
            door_group=door_group,
            state="approved",
            reference_key=uuid4().hex * 2,
            public_key=GATE_KEY.public_key().public_bytes_raw().hex(),
            certificate="a certificate, public as they are",
            created_by="one",
            approved_by="two",
            created_at=self.now,
        )
        self.write(gate)
        return gate

    def heard(self, gate: Gate, *, online: bool, at: int | None = None) -> None:
        """Write what a gate said of itself last."""
        words = {"clock": "synced", "strike": "locked", "door": "closed", "faults": "[]", "software": "0.1"}
        status = GateStatus(gate_id=gate.id, received_at=at or self.now, online=online, list_version=1, journal_depth=0, **words)
        with self.owner.begin() as session:
            session.merge(status)

    def hold_up(self, gate: Gate, credential_id: str, *, outcome: Outcome = Outcome.GRANTED, at: int | None = None) -> Stored:
        """Have a pass read at a door: its entry goes the gateway's whole way from the message to the commit."""
        self._seq += 1
        entry = Entry(
            v=1,
            gate=gate.name,
            epoch="ab" * 16,
            seq=self._seq,
            event_id=uuid4().hex,
            occurred_at=at or self.now,
            clock=ClockTrust.SYNCED,
            monotonic_ms=self._seq,
            kind=EntryKind.QR,
            credential=reference(bytes.fromhex(gate.reference_key or ""), bytes.fromhex(credential_id)),
            reader="camera",
            outcome=outcome,
            reason=Reason.VALID if outcome is Outcome.GRANTED else Reason.EXPIRED,
            door="door-1",
        )
        self.inbox.directory.forget()  # as whoever signs a list has it done
        message = Message(topic(GateAddress(gate.site, gate.name), "entries"), encode_entries([entry]), number=1, qos=1, retained=False)
        with self.link.begin() as session:
            return self.inbox.store(session, [message], now=self.now)


@dataclasses.dataclass(frozen=True)
class House:
    """A building that a landlord has added: what the API answered, and the landlord."""

    landlord: Caller
    property_id: str
    door_group: int
    units: tuple[dict[str, Any], ...]

    def let(self, unit: int = 0, *, status: int = 201, **changes: str) -> dict[str, Any]:
        """Register a tenant in one of the rooms."""
        return self.landlord.tell("/tenancies", {"unit_id": self.units[unit]["id"], **TENANT, **changes}, status=status)


def add_house(landlord: Caller, *, rooms: int = 4, address: str = "北街12号") -> House:
    """Add a building with one floor."""
    home = landlord.tell("/properties", {"address": address}, status=201)
    floor = {"first_floor": 1, "last_floor": 1, "rooms_per_floor": rooms}
    units = landlord.tell(f"/properties/{home['id']}/units", floor, status=201)["units"]
    return House(landlord, home["id"], home["door_group"], tuple(units))


@contextmanager
def running_front(config: HubConfig) -> Iterator[Front]:
    """Run the application on these settings."""
    front = Front(config)
    try:
        with serving(front.application()) as front.url:
            try:
                yield front
            finally:
                front.hang_up()
    finally:
        front.close()
