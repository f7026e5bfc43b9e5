"""A log on a real database as its writers and its worker have it, and a witness that answers over real HTTP."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlmodel import Session

from hub.config import HubConfig
from hub.database import OWNER, Database
from hub.postgresql import ROW_SECURITY
from registry.audit import log
from registry.audit.witness import Witness, _handler, keep_key, open_witness

NOW = 1_800_000_000_000
SECONDS = NOW // 1000
SIGNER = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"\x06" * 32)
WITNESS = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


@dataclass
class Books:
    """Both logs of one hub."""

    config: HubConfig
    worker: Database

    def write(self, lines: int = 1, *, name: str = "register", at: int = NOW, **words: str) -> list[str]:
        """Write so many acts in one transaction; return their ids."""
        said = {"actor": "a", "role": "landlord", "act": "tenant.registered", "subject": "s", "purpose": "registration"} | words
        with self.worker.begin() as session:
            return [log.write(session, name, at=at, **said) for _ in range(lines)]

    def grow(self, *, name: str = "register", now: int = NOW, signer: Ed25519PrivateKey = SIGNER) -> int:
        """Let the worker take a turn."""
        with self.worker.begin() as session:
            return log.sequence(session, name, signer, now)

    def publish(self, url: str, *, name: str = "register", key: Ed25519PrivateKey = WITNESS, now: int = NOW) -> int:
        """Have a witness cosign the newest head."""
        return log.publish(self.worker, name, url=url, key=public(key).hex(), now=now)

    def rows(self, query: str, **values: object) -> list[tuple[object, ...]]:
        """Return what a query of the worker finds."""
        with self.worker.read() as session:
            return [tuple(row) for row in session.execute(text(query), values)]

    def tamper(self, statement: str, **values: object) -> int:
        """Change the database behind the hub's back, as who owns it can; return how many rows were."""
        owner = Database(self.config, OWNER)
        try:
            with owner.begin() as session:
                self._bind_owner(session, "NO FORCE")
                changed = int(session.execute(text(statement), values).rowcount)
                self._bind_owner(session, "FORCE")
                return changed
        finally:
            owner.close()

    def _bind_owner(self, session: Session, force: str) -> None:
        """Have row security bind the tables' owner too, as it does, or not, for the length of a transaction."""
        for table in [] if self.config.on_sqlite else [name for name in ROW_SECURITY if name.startswith("audit_")]:
            session.execute(text(f"ALTER TABLE audit.{table} {force} ROW LEVEL SECURITY"))


@contextmanager
def kept_books(config: HubConfig) -> Iterator[Books]:
    books = Books(config, Database(config, "worker"))
    try:
        yield books
    finally:
        books.worker.close()


@contextmanager
def running_witness(
    folder: Path, *, log_key: Ed25519PrivateKey = SIGNER, key: Ed25519PrivateKey = WITNESS
) -> Iterator[tuple[str, Witness]]:
    """Serve a witness from a thread; its clock is the machine's."""
    keep_key(folder, key)
    witness = open_witness(folder, public(log_key))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(witness))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", witness
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def saying(answers: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    """Serve a witness that answers submissions with a fixed status and text."""
    from http.server import BaseHTTPRequestHandler

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, said = answers[self.path]
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
