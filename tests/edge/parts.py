"""A gate on a table: keys, passes, lists, pictures, a bench, and the real program on them."""

import contextlib
import hashlib
import json
import os
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.gate.pass_list import TrustedPassList, read_manifest, restore
from edge.protocol.codec import encode, seal
from edge.protocol.enrolment import GateIdentity
from edge.protocol.pass_list import ListEntry, ListManifest, ListPart, PartDigest, PassKey
from edge.protocol.passes import Pass, PassFlag, PassKind
from edge.protocol.passes import encode as encode_pass
from edge.protocol.signing import Purpose, key_id
from edge.protocol.topics import gate_address
from tests.rig import nursery
from tests.rig.parts import free_port

LIST_KEY = Ed25519PrivateKey.from_private_bytes(b"l" * 32)
PASS_KEY = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
ADDRESS = gate_address("town", "north-12")
REFERENCE_KEY = b"r" * 32
CREDENTIAL = bytes(range(16))
GROUP = 12
DAY_MS = 86_400_000
UNHURRIED = {"same_pass_pause_ms": 600_000, "pin_wait_ms": 600_000}
"""A door at which a picture that stays is read once, and keys may come late, however busy the machine is meanwhile."""


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def pass_text(
    credential: bytes = CREDENTIAL,
    *,
    now: int,
    key: Ed25519PrivateKey = PASS_KEY,
    group: int = GROUP,
    not_before: int | None = None,
    not_after: int | None = None,
    kind: PassKind = PassKind.RESIDENT,
    flags: PassFlag = PassFlag.NONE,
    counter: int = 0,
) -> str:
    """A signed pass that is good around ``now`` (UTC ms) unless told otherwise."""
    return encode_pass(
        Pass(
            key_id=key_id(public(key)),
            credential=credential,
            door_group=group,
            not_before=now // 1000 - 3600 if not_before is None else not_before,
            not_after=now // 1000 + 3600 if not_after is None else not_after,
            kind=kind,
            flags=flags,
            counter=counter,
        ),
        key,
    )


def signed_list(
    credentials: Mapping[bytes, tuple[int, int]] | None = None,
    *,
    now: int,
    version: int = 1,
    key: Ed25519PrivateKey = LIST_KEY,
    gate: str = ADDRESS.gate,
    expires_at: int | None = None,
    pass_keys: Mapping[int, Ed25519PrivateKey] | None = None,
    door_groups: tuple[int, ...] = (GROUP,),
    more: Mapping[str, tuple[bytes, int]] | None = None,
) -> tuple[bytes, dict[str, bytes]]:
    """A sealed manifest and its parts; ``more`` holds parts of other kinds with their number of entries."""
    windows = {CREDENTIAL: (now // 1000 - 3600, now // 1000 + 3600)} if credentials is None else credentials
    entries = [ListEntry(credential=one.hex(), not_before=nb, not_after=na) for one, (nb, na) in windows.items()]
    chunks = [entries[at : at + 400] for at in range(0, len(entries), 400)]
    parts = {f"passes-{number}": encode(ListPart(v=1, entries=chunk)) for number, chunk in enumerate(chunks)}
    manifest = ListManifest(
        v=1,
        site=ADDRESS.site,
        gate=gate,
        version=version,
        issued_at=now - 1000,
        expires_at=now + DAY_MS if expires_at is None else expires_at,
        door_groups=list(door_groups),
        pass_keys=[PassKey(door_group=group, public_key=public(one).hex()) for group, one in (pass_keys or {GROUP: PASS_KEY}).items()],
        parts=[
            PartDigest(name=name, sha256=hashlib.sha256(part).hexdigest(), count=len(chunk))
            for (name, part), chunk in zip(parts.items(), chunks, strict=True)
        ]
        + [PartDigest(name=name, sha256=hashlib.sha256(part).hexdigest(), count=count) for name, (part, count) in (more or {}).items()],
    )
    return seal(key, Purpose.LIST, manifest), parts | {name: part for name, (part, _count) in (more or {}).items()}


def trusted_list(*arguments: Any, now: int, **options: Any) -> TrustedPassList:
    envelope, parts = signed_list(*arguments, now=now, **options)
    manifest = read_manifest(envelope, address=ADDRESS, list_keys=(public(LIST_KEY),))
    return restore(manifest, parts, reference_key=REFERENCE_KEY)


def picture(text: str | bytes, *, width: int = 1280, height: int = 720, dark: bool = False) -> Any:
    """A 720p picture of a code on a phone or paper."""
    code = segno.make(text, error="m", micro=False)
    modules = np.array([[0 if cell else 255 for cell in row] for row in code.matrix_iter(scale=6, border=4)], np.uint8)
    if dark:
        modules = 255 - modules
    canvas = np.full((height, width), 40 if dark else 180, np.uint8)
    top, left = (height - modules.shape[0]) // 2, (width - modules.shape[1]) // 2
    canvas[top : top + modules.shape[0], left : left + modules.shape[1]] = modules
    return cv2.cvtColor(canvas, cv2.COLOR_GRAY2BGR)


def wait_for(found: Callable[[], Any], *, within_s: float = 120.0, what: str = "it") -> Any:
    """Return the first true answer; fail when it does not come. A patience, not a measured time."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        answer = found()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"{what} did not happen within {within_s} s")


class Bench:
    """The far end of the simulated driver: hears lock, lamp and verdict, says what the wires do.

    Its port is one that is given once: a process of an earlier test looks for its own bench for some seconds after that is gone.
    """

    def __init__(self, *, port: int = 0) -> None:
        self.heard: list[dict[str, Any]] = []
        self._links: dict[Any, bool] = {}  # and whether it is the process at the wires
        bench = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                bench._links[self.connection] = False
                with contextlib.suppress(OSError):
                    for line in self.rfile:
                        bench.heard.append({**json.loads(line), "heard_ns": time.monotonic_ns()})
                        bench._links[self.connection] |= bench.heard[-1]["part"] == "hello"
                del bench._links[self.connection]

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", port or free_port()), Handler)
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def say(self, **line: str) -> None:
        """Say what a wire does, to everybody who is connected; the process that hears the wires must be."""
        wait_for(lambda: any(list(self._links.values())), what="the process at the wires")
        for link in list(self._links):
            with contextlib.suppress(OSError):
                link.sendall(json.dumps(line).encode() + b"\n")

    def parts(self, part: str) -> list[dict[str, Any]]:
        return [line for line in self.heard if line["part"] == part]

    def has_heard_all(self) -> bool:
        """Tell whether everybody who spoke is gone, and whatever they said was heard."""
        return not self._links

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        for link in list(self._links):
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)


@dataclass
class Table:
    """A folder with an enrolled gate, its settings, a folder of pictures as its camera, and a bench."""

    folder: Path
    bench: Bench = field(default_factory=Bench)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    broker_port: int = 1
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    pictures_at: Path | None = None
    log_at: Path | None = None

    def __post_init__(self) -> None:
        self.data.mkdir(parents=True)
        self.pictures.mkdir(parents=True)
        identity = GateIdentity(
            site=ADDRESS.site,
            gate=ADDRESS.gate,
            broker_host="127.0.0.1",
            broker_port=self.broker_port,
            broker_password="a-password",
            list_keys=[public(LIST_KEY).hex()],
            reference_key=REFERENCE_KEY.hex(),
        )
        (self.data / "identity.json").write_bytes(msgspec.json.encode(identity))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def pictures(self) -> Path:
        return self.pictures_at or self.folder / "pictures"

    @property
    def log_file(self) -> Path:
        return self.log_at or self.folder / "gate.log"

    @property
    def log(self) -> str:
        return self.log_file.read_text()

    def hold(self, envelope: bytes, parts: dict[str, bytes]) -> None:
        """Put a list where the gate keeps the one that it accepted."""
        (self.data / "pass-list.json").write_bytes(msgspec.json.encode({"manifest": envelope, "parts": parts}))

    def show(self, text: str | bytes) -> None:
        """Hold a pass to the camera."""
        number = len(list(self.pictures.glob("*.png")))
        new = self.pictures / "new"
        new.write_bytes(cv2.imencode(".png", picture(text))[1].tobytes())
        new.rename(self.pictures / f"{number:04}.png")

    def config(self) -> Path:
        settings: dict[str, dict[str, Any]] = {
            "camera": {"source": str(self.pictures)},
            "bench": {"address": self.bench.address},
            "door": {**UNHURRIED},
        }
        for section, values in self.settings.items():
            settings.setdefault(section, {}).update(values)
        lines = [f'data_dir = "{self.data}"']
        for section, values in settings.items():
            lines += [f"[{section}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
        path = self.folder / "gate.toml"
        path.write_text("\n".join(lines))
        return path

    def start(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start the real program: forked, or from nothing where it is given variables of its own, which it reads as it begins."""
        command = ["run", "--config", str(self.config())]
        with self.log_file.open("ab") as log:
            if environment:
                process = subprocess.Popen([sys.executable, "-m", "edge", *command], stderr=log, env={**os.environ, **environment})
            else:
                process = nursery.fork(*command, env=os.environ, log=log, program=nursery.EDGE)
        self.processes.append(process)
        return process

    def kill(self) -> None:
        """End the gate at once, and wait until it is gone: as long as it is there, its folder is its own."""
        self.processes[-1].kill()
        self.processes[-1].wait(120)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.release() if isinstance(process, nursery.Forked) else process.wait()
        self.bench.close()
