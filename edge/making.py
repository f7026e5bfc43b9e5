"""Making a release, at the maker's desk: the bundle of this very program, and its head signed with a key that never meets a hub."""

import base64
import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.addresses import judge
from edge.bundle import make_bundle
from edge.protocol.codec import VERSION, seal
from edge.protocol.messages import Release
from edge.protocol.signing import Purpose

BUNDLE, HEAD = "anju-edge-{number}.zip", "anju-edge-{number}.release"


def make_key(path: Path) -> str:
    """Write a new release key, for its owner only, and return its public half in hex; raise FileExistsError if the file is there."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex() + "\n")
    return key.public_key().public_bytes_raw().hex()


def make_release(key_file: Path, *, number: int, name: str, minimum: int, url: str, out: Path) -> tuple[Path, Path]:
    """Write the bundle and its signed head (Base64) into a folder and return both paths; raise BadAddress, ValueError or OSError.

    ``url`` is where gates will find the bundle; whoever serves it can alter nothing.
    """
    judge(url)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key_file.read_text("ascii").strip()))
    bundle = make_bundle(Path(__file__).parent)
    digest = hashlib.sha256(bundle).hexdigest()
    release = Release(v=VERSION, number=number, name=name, minimum=minimum, url=url, sha256=digest, size=len(bundle))
    out.mkdir(parents=True, exist_ok=True)
    paths = out / BUNDLE.format(number=number), out / HEAD.format(number=number)
    paths[0].write_bytes(bundle)
    paths[1].write_bytes(base64.b64encode(seal(key, Purpose.RELEASE, release)) + b"\n")
    return paths
