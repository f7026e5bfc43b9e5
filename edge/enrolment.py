"""How a gate gets its identity: its own key, a one-time code, an operator's approval.

The private key is made here and never leaves; it is kept before the hub is asked, so that an answer lost on the way can be asked for again.
"""

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge import certificates, log
from edge.addresses import BadAddress, judge
from edge.files import write_whole
from edge.protocol.codec import Malformed, decode, encode
from edge.protocol.enrolment import EnrolmentAnswer, EnrolmentRequest, EnrolmentState, GateIdentity, RenewalAnswer, RenewalRequest
from edge.protocol.signing import Purpose, key_id, sign
from edge.words import say

IDENTITY, COPY = "identity.json", "identity-copy.json"
ASK_AGAIN_S = 0.5
ANSWER_S = 10
ANSWER_BYTES_MAX = 16 * 1024


class NotEnrolled(RuntimeError):
    """The gate has no identity, or could not get one; the text says what to do."""


def enrol(folder: Path, hub_url: str, code: str, *, patience_s: float) -> GateIdentity:
    """Ask until the operator has approved, keep the identity and return it; raise NotEnrolled."""
    address = enrolment_address(hub_url)
    folder.mkdir(parents=True, exist_ok=True)
    key = load_key(folder)
    until = time.monotonic() + patience_s
    while True:
        answer = ask(address, code, key)
        if answer is not None and answer.state is EnrolmentState.ENROLLED and answer.identity is not None:
            keep_identity(folder, answer.identity)
            return answer.identity
        if time.monotonic() >= until:
            raise NotEnrolled(say("the operator has not approved this gate yet: run the same command again later"))
        time.sleep(ASK_AGAIN_S)


def ask(address: str, code: str, key: Ed25519PrivateKey) -> EnrolmentAnswer | None:
    """Ask once; None when the hub cannot be reached now. Raise NotEnrolled when it says no."""
    public = key.public_key().public_bytes_raw()
    proof = sign(key, Purpose.ENROLMENT, code.encode() + public).hex()
    body = encode(EnrolmentRequest(code=code, public_key=public.hex(), proof=proof))
    request = urllib.request.Request(address, body, {"Content-Type": "application/json", "Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_S) as reply:
            return decode(EnrolmentAnswer, reply.read(ANSWER_BYTES_MAX))
    except urllib.error.HTTPError as error:
        if error.code >= 500 or error.code == 429:
            return None
        why = say("the hub does not accept this code (HTTP {status}): check it, or have a new one made", status=error.code)
        raise NotEnrolled(why) from error
    except OSError:
        return None
    except (Malformed, HTTPException) as error:
        raise NotEnrolled(say("what answers at hub_url is not an Anju hub of this version")) from error


def enrolment_address(hub_url: str) -> str:
    """Return where to ask; raise NotEnrolled for plain HTTP to another machine: the answer carries the gate's password."""
    try:
        judge(hub_url)
    except BadAddress as error:
        raise NotEnrolled(f"hub_url {error}") from error
    return hub_url.rstrip("/") + "/gates/enrol"


def keep_identity(folder: Path, identity: GateIdentity) -> None:
    """Keep the identity, and a copy of it: a gate that does not know who it is opens for nobody."""
    for name in (IDENTITY, COPY):
        write_whole(folder / name, msgspec.json.encode(identity))


def load_identity(folder: Path) -> GateIdentity:
    """Return the kept identity, or where it is damaged its copy; raise NotEnrolled."""
    damage: msgspec.MsgspecError | None = None
    for name in (IDENTITY, COPY):
        try:
            return msgspec.json.decode((folder / name).read_bytes(), type=GateIdentity)
        except FileNotFoundError:
            continue
        except msgspec.MsgspecError as error:
            log.tell("identity.damaged", file=name)
            damage = error
    if damage is None:
        raise NotEnrolled(say("this gate is not enrolled: run `anju-edge enrol --config … --code …`"))
    raise NotEnrolled(say("identity.json is damaged: delete it and enrol again with a new code")) from damage


def load_key(folder: Path) -> Ed25519PrivateKey:
    """Return the gate's own key, made on first use, readable by its owner only."""
    path = folder / "gate.key"
    if not path.exists():
        write_whole(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def fingerprint(key: Ed25519PrivateKey) -> str:
    """Return the 8 characters by which the operator knows this gate's request."""
    return key_id(key.public_key().public_bytes_raw()).hex()


def renew(folder: Path, hub_url: str) -> GateIdentity | None:
    """Ask the hub for the newest certificate and keep it; None when there is no newer one, or the hub cannot be reached now.

    Raise BadCertificate when what came is not this gate's.
    """
    held, key = load_identity(folder), load_key(folder)
    body = encode(RenewalRequest(proof=sign(key, Purpose.RENEWAL, held.gate.encode()).hex()))
    address = enrolment_address(hub_url).removesuffix("/gates/enrol") + f"/gates/{held.gate}/renew"
    request = urllib.request.Request(address, body, {"Content-Type": "application/json", "Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_S) as reply:
            answer = decode(RenewalAnswer, reply.read(ANSWER_BYTES_MAX))
    except (OSError, HTTPException, Malformed):
        return None
    if answer.certificate == held.certificate:
        return None
    certificates.judge(answer.certificate, held, key.public_key().public_bytes_raw())
    renewed = msgspec.structs.replace(held, certificate=answer.certificate)
    keep_identity(folder, renewed)
    return renewed
