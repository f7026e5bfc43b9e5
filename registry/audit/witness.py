"""A witness: a small server, on a machine of somebody else's, that cosigns a log's head only if the log merely grew since the last time.

It holds no line and no leaf, one head of each log and a key of its own. Whoever holds the log's key can sign what he likes; he cannot have
two histories cosigned. What it has cosigned is on the disk before it answers (C2SP tlog-witness).
"""

import fcntl
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.audit import note
from registry.audit.submission import Answer, read_submission, refusal

KEY_FILE = "witness.key"
LOGS = ("register", "cases")
LONGEST_REQUEST = 65_536
PATIENCE_S = 5
BROKEN = 3


class Unfit(RuntimeError):
    """The witness cannot work: its key or its state is not readable, or another one works in its folder. The text is one sentence."""


@dataclass(frozen=True)
class Witness:
    """One log key's witness, with its folder and its key. Safe to share between threads."""

    folder: Path
    log_key: bytes
    key: Ed25519PrivateKey
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """What it calls itself in its lines."""
        return f"anju-witness/{note.key_id('', note.COSIGNATURE, self.public_key).hex()}"

    @property
    def public_key(self) -> bytes:
        """Its public key, 32 bytes."""
        return self.key.public_key().public_bytes_raw()

    def add_checkpoint(self, body: bytes, *, seconds: int) -> Answer:
        """Judge a submission at a time in UTC seconds and return the answer; what is cosigned is stored first."""
        try:
            asked = read_submission(body)
        except note.BadNote as error:
            return Answer(HTTPStatus.BAD_REQUEST, f"{error}\n")
        head = asked.note.head
        if head.origin not in self.origins():
            return Answer(HTTPStatus.NOT_FOUND, "this log is not witnessed here\n")
        if not note.is_signed(asked.note, self.log_key):
            return Answer(HTTPStatus.FORBIDDEN, "not signed by this log\n")
        with self.turn:
            no = refusal(asked, self.last(head.origin))
            return no or self._cosign(asked.note, seconds)

    def origins(self) -> tuple[str, ...]:
        """Return the origins of the logs that it witnesses."""
        return tuple(note.origin_of(self.log_key, name) for name in LOGS)

    def last(self, origin: str) -> note.Head | None:
        """Return the head of a log that was cosigned last, or None if there was none; raise Unfit if it cannot be read."""
        text = self.last_note(origin)
        try:
            head = None if text is None else note.parse(text).head
        except note.BadNote:
            raise Unfit(f"what was cosigned last for {origin} cannot be read") from None
        if head and head.origin != origin:
            raise Unfit(f"{self.folder} is the folder of another log's witness")
        return head

    def last_note(self, origin: str) -> str | None:
        """Return the checkpoint that was cosigned last, with its signatures, or None if there was none."""
        try:
            return self._file(origin).read_text("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            raise Unfit(f"what was cosigned last for {origin} cannot be read") from None

    def _cosign(self, submitted: note.Note, seconds: int) -> Answer:
        head = submitted.head
        line = note.cosign(head, self.key, name=self.name, seconds=seconds)
        signed = "".join(each.line for each in note.log_lines(submitted, self.log_key))
        _write_whole(self._file(head.origin), f"{head.text}\n{signed}{line}".encode())
        return Answer(HTTPStatus.OK, line)

    def _file(self, origin: str) -> Path:
        return self.folder / f"{origin.rpartition('/')[2]}.head"


def open_witness(folder: Path, log_key: bytes) -> Witness:
    """Return the witness of this folder, which is made at the first start, and its key with it; raise Unfit if it cannot work."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / KEY_FILE).exists():
        if any(folder.glob("*.head")):
            raise Unfit(f"{folder} holds what a witness has cosigned, but not its key")
        keep_key(folder, Ed25519PrivateKey.generate())
    witness = Witness(folder, log_key, _read_key(folder / KEY_FILE))
    for origin in witness.origins():
        witness.last(origin)
    return witness


def keep_key(folder: Path, key: Ed25519PrivateKey) -> None:
    """Put a witness's key into its folder, for its owner's eyes only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_whole(folder / KEY_FILE, f"{key.private_bytes_raw().hex()}\n".encode())


def main(data: Path, log_key: str, host: str, port: int) -> int:
    """Witness the logs of the key ``log_key`` (hex) until told to stop; return the exit code."""
    try:
        with _alone_in(data):
            return _serve(open_witness(data, _public(log_key)), host, port)
    except (Unfit, OSError) as error:
        print(error, file=sys.stderr, flush=True)
        return BROKEN


def _serve(witness: Witness, host: str, port: int) -> int:
    server = ThreadingHTTPServer((host, port), _handler(witness))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: threading.Thread(target=server.shutdown).start())
    fields = {"name": witness.name, "key": witness.public_key.hex(), "port": server.server_address[1]}
    logging.getLogger("anju").info("witness.started", extra={"fields": fields})
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    return 0


def _handler(witness: Witness) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers three paths and is silent otherwise."""

        timeout = PATIENCE_S

        def do_POST(self) -> None:
            """Answer a submission."""
            self._say(self._judged if self.path == "/add-checkpoint" else lambda: Answer(HTTPStatus.NOT_FOUND))

        def do_GET(self) -> None:
            """Answer how the witness is doing, and which checkpoint of a log it cosigned last."""
            self._say(lambda: _told(witness, self.path))

        def _judged(self) -> Answer:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or len(length) > len(str(LONGEST_REQUEST)) or int(length) > LONGEST_REQUEST:
                return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return witness.add_checkpoint(self.rfile.read(int(length)), seconds=int(time.time()))

        def _say(self, made: Callable[[], Answer]) -> None:
            try:
                answer = made()
            except (Unfit, OSError) as error:
                logging.getLogger("anju").warning("witness.unfit", exc_info=error)
                answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "this witness cannot work\n")
            body = answer.text.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing: a line for each head would drown what matters."""

    return Handler


def _told(witness: Witness, path: str) -> Answer:
    if path == "/health":
        return Answer(HTTPStatus.OK, json.dumps(_state(witness)), "application/json")
    origin = path.removeprefix("/checkpoint/")
    text = witness.last_note(origin) if origin in witness.origins() else None
    return Answer(HTTPStatus.OK, text) if text else Answer(HTTPStatus.NOT_FOUND)


def _state(witness: Witness) -> Mapping[str, object]:
    heads = {origin: witness.last(origin) for origin in witness.origins()}
    return {"ok": True, "key": witness.public_key.hex(), "sizes": {origin: head.size if head else 0 for origin, head in heads.items()}}


def _public(log_key: str) -> bytes:
    try:
        key = bytes.fromhex(log_key)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Unfit("the log's public key is 64 hexadecimal characters")
    return key


def _read_key(path: Path) -> Ed25519PrivateKey:
    try:
        if path.stat().st_mode & 0o077:
            raise Unfit(f"others may read {path}: chmod 600 it")
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    except (OSError, ValueError):
        raise Unfit(f"the witness's key {path} cannot be read") from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder: two witnesses in one could cosign two histories between them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unfit(f"another witness works in {folder}") from None
        yield


def _write_whole(path: Path, content: bytes) -> None:
    """Replace a file so that after a power cut it is the old one or the new one, whole."""
    new = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
