"""The audit application over two grown logs: an auditor who signed for their key, a witness who cosigns, cases and alerts from outside."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlmodel import col, select

from hub import accounts, oversight
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.database import OWNER, Database
from hub.screening.tables import Alert, Issuer
from hub.secrets import read_signing_key
from hub.web import audit_app
from hub.web.layout.frame import Site
from registry.audit import log, note
from registry.audit.tables import LOGS, Checkpoint
from tests.hub.web.front import PASSPHRASE, Caller
from tests.rig.serving import serving

NOW = 1_800_000_000_000
HOUR = 3_600_000
DAY = 24 * HOUR
AUDITOR = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
WITNESS = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)


def public(key: Ed25519PrivateKey) -> str:
    """Return a key's public half in hex."""
    return key.public_key().public_bytes_raw().hex()


def watched(config: HubConfig) -> HubConfig:
    """Return the settings of a hub that has an auditor and a witness, and enrol the auditor."""
    named = {"auditor_key": public(AUDITOR), "witness_key": public(WITNESS), "witness_url": "http://127.0.0.1:1"}
    placed = config.model_copy(update=named)
    oversight.statement_file(placed).write_text(oversight.statement(AUDITOR, oversight.read_log_key(placed)))
    return placed


class Bureau:
    """The running application and what its logs are made of. ``now`` (UTC ms) is what its clock says."""

    def __init__(self, config: HubConfig) -> None:
        self.config, self.now, self.url = config, NOW, ""
        self.owner, self.worker = Database(config, OWNER), Database(config, "worker")
        self.site: Site = dataclasses.replace(audit_app.site(config), clock=lambda: self.now)
        self.application = audit_app.application(self.site)
        self._signer = read_signing_key(config.secrets_dir / "audit.key")
        self._callers: list[Caller] = []
        with self.site.database.begin() as session:
            accounts.create_account(session, self.site.application, login="auditor", passphrase=PASSPHRASE, roles=["auditor"], now=NOW)

    def close(self) -> None:
        """Let go of callers and of the database."""
        for caller in self._callers:
            caller.close()
        self.site.database.close()
        self.owner.close()
        self.worker.close()

    def auditor(self, language: str = "en") -> Caller:
        """Return the auditor, signed in."""
        caller = Caller(self.url, language)
        self._callers.append(caller)
        caller.tell("/session", {"login": "auditor", "passphrase": PASSPHRASE})
        return caller

    def note(self, name: str, act: str, *, at: int = 0, **changes: str) -> str:
        """Write one line into a log; return its id."""
        words = {"actor": "officer-1", "role": "officer", "unit": "north", "subject": "c1", "purpose": "case", "reason": ""} | changes
        with self.worker.begin() as session:
            return log.write(session, name, at=at or self.now, act=act, **words)

    def look(self, actor: str = "officer-1", subject: str = "c1", *, at: int = 0) -> str:
        """Have an officer look at a case; return the line's id."""
        return self.note("cases", "case.opened", at=at, actor=actor, subject=subject, reason="#compare-identities\n家属来电后核对")

    def grow(self, *, at: int = 0, cosigned: bool = True) -> None:
        """Give every line its place, sign both heads and have the witness cosign them."""
        for name in LOGS:
            with self.worker.begin() as session:
                if log.sequence(session, name, self._signer, at or self.now) and cosigned:
                    query = select(Checkpoint).where(Checkpoint.log == name).order_by(col(Checkpoint.size).desc())
                    head = session.exec(query).first()
                    assert head is not None
                    seconds = (at or self.now) // 1000
                    head.note += note.cosign(note.parse(head.note).head, WITNESS, name="witness.example/1", seconds=seconds)
                    head.witnessed = True

    def announce(self) -> None:
        """Put this hour's head where everybody may read it, as the worker does."""
        with self.worker.begin() as session:
            log.announce(session, now=self.now)

    def fill(self, days: int = 14) -> None:
        """Let days go by: acts in the register and looks at cases, and a head of both logs each day."""
        for day in range(days):
            at = self.now - (days - day) * DAY + HOUR
            for nth, act in enumerate(("property.read", "tenancy.registered", "screening.done")):
                self.note("register", act, at=at + nth, actor="landlord-1", role="landlord", unit="", subject="s1", purpose="registration")
            self.look(f"officer-{day % 2}", f"c{day % 3}", at=at)
            self.grow(at=at + 1_000)

    def alert(self, name: str = "a1", **changes: Any) -> None:
        """Write an alert that two units have put in force."""
        words = {"issuer_id": "court", "ground": "missing_person", "legal_basis": "Test Act, section 1", "reference": f"M-{name}"}
        words |= {"author_id": "author", "author_unit": "east", "approver_id": "approver", "approver_unit": "west", "state": "active"}
        times = {"submitted_at": self.now - DAY, "approved_at": self.now - DAY, "confirmed_at": self.now - DAY}
        row = {"id": name, "expires_at": self.now + 30 * DAY, "sealed": b"sealed", "signature": b"signed"} | words | times | changes
        with self.owner.begin() as session:
            if session.get(Issuer, "court") is None:
                session.add(Issuer(id="court", name="Test Court", public_key="00" * 32, enrolled_at=self.now))
                session.flush()
            session.add(Alert(**row))

    def case(self, name: str = "c1", **changes: Any) -> None:
        """Write a case that nobody has taken."""
        words = {"alert_id": "a1", "author_id": "author", "author_unit": "east", "approver_id": "approver", "approver_unit": "west"}
        words |= {"ground": "missing_person", "basis": "document", "state": "waiting"}
        row = {"id": name, "number": f"2027-{name}", "created_at": self.now - HOUR, "sealed": b"sealed"} | words | changes
        with self.worker.begin() as session:
            session.add(Case(**row))

    def taken(self, name: str, state: str = "opened", **changes: Any) -> None:
        """Write a case that an officer works on."""
        self.case(name, **({"state": state, "owner_id": "officer-1", "unit": "north", "taken_at": self.now - HOUR} | changes))

    def alter(self, statement: str, **values: object) -> None:
        """Change the database behind the hub's back, as its owner."""
        with self.owner.begin() as session:
            session.execute(text(statement), values)


@contextmanager
def running_bureau(config: HubConfig) -> Iterator[Bureau]:
    """Run the application on these settings."""
    bureau = Bureau(watched(config))
    try:
        with serving(bureau.application) as bureau.url:
            yield bureau
    finally:
        bureau.close()
