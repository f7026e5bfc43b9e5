"""Who lives behind the practice doors: one household with a pass, a card and a PIN, signed for each gate as the hub would; and a stranger.

Signing costs more than a step of a run, so each thing is made once and lasts longer than any run.
"""

import hashlib
from functools import lru_cache

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.gate.presented import Card, Key
from edge.protocol import building, passes
from edge.protocol.codec import VERSION, encode, seal
from edge.protocol.enrolment import GateIdentity
from edge.protocol.pass_list import ListEntry, ListManifest, ListPart, PartDigest, PassKey
from edge.protocol.rights import BuildingKey, BuildingKeys, CredentialPart, CredentialRight, DoorRules, KeysPart, RulesPart
from edge.protocol.signing import Purpose, key_id
from edge.protocol.topics import GateAddress

STARTS_AT = 1_790_000_000_000
DAY_MS = 86_400_000
LASTS_MS = 1_000 * DAY_MS
KEY = Ed25519PrivateKey.from_private_bytes(b"practice" * 4)
PUBLIC_KEY = KEY.public_key().public_bytes_raw()
REFERENCE_KEY = bytes([0x11]) * 32
GROUP = 1
CARD = Card(b"a card!")
PIN = (*map(Key, "314159"), Key("#"))

_PASS_KEY = Ed25519PrivateKey.from_private_bytes(b"passpass" * 4)
_STRANGERS_KEY = Ed25519PrivateKey.from_private_bytes(b"stranger" * 4)
_BUILDING_KEY = b"building" * 4
_PASS_HOLDER, _CARD_HOLDER, _PIN_HOLDER = b"pass" * 4, b"card" * 4, b"pin." * 4
_FROM_S, _UNTIL_S = (STARTS_AT - DAY_MS) // 1000, (STARTS_AT + LASTS_MS) // 1000


def identity(address: GateAddress) -> GateIdentity:
    """Return what an approved gate is given."""
    return GateIdentity(
        site=address.site,
        gate=address.gate,
        broker_host="127.0.0.1",
        broker_port=1,
        broker_password="of no use here",
        list_keys=[PUBLIC_KEY.hex()],
        reference_key=REFERENCE_KEY.hex(),
    )


@lru_cache(maxsize=1)
def residents_pass() -> bytes:
    """Return a code that opens every door here."""
    return _pass(_PASS_KEY)


@lru_cache(maxsize=1)
def strangers_pass() -> bytes:
    """Return the same code by somebody who may not sign it."""
    return _pass(_STRANGERS_KEY)


@lru_cache(maxsize=64)
def kept_list(address: GateAddress) -> bytes:
    """Return a gate's list as the gate keeps one that it has accepted."""
    parts = {
        "passes-0": (encode(ListPart(v=VERSION, entries=[_entry()])), 1),
        "credentials-0": (encode(CredentialPart(v=VERSION, entries=list(_rights()))), 2),
        "rules-0": (encode(RulesPart(v=VERSION, rules=DoorRules(pin_alone=True))), 1),
        "keys-0": (encode(KeysPart(v=VERSION, sealed=_sealed_keys(address))), 1),
    }
    manifest = ListManifest(
        v=VERSION,
        site=address.site,
        gate=address.gate,
        version=1,
        issued_at=STARTS_AT,
        expires_at=STARTS_AT + LASTS_MS,
        door_groups=[GROUP],
        pass_keys=[PassKey(door_group=GROUP, public_key=_PASS_KEY.public_key().public_bytes_raw().hex())],
        parts=[PartDigest(name=name, sha256=hashlib.sha256(body).hexdigest(), count=count) for name, (body, count) in parts.items()],
    )
    bodies = {name: body for name, (body, _count) in parts.items()}
    return msgspec.json.encode({"manifest": seal(KEY, Purpose.LIST, manifest), "parts": bodies})


def _pass(key: Ed25519PrivateKey) -> bytes:
    said = passes.Pass(
        key_id=key_id(key.public_key().public_bytes_raw()),
        credential=_PASS_HOLDER,
        door_group=GROUP,
        not_before=_FROM_S,
        not_after=_UNTIL_S,
        kind=passes.PassKind.RESIDENT,
    )
    return passes.encode(said, key).encode()


def _entry() -> ListEntry:
    return ListEntry(credential=_PASS_HOLDER.hex(), not_before=_FROM_S, not_after=_UNTIL_S)


@lru_cache(maxsize=1)
def _rights() -> tuple[CredentialRight, CredentialRight]:
    card = building.card_at_gate(REFERENCE_KEY, building.card_name(_BUILDING_KEY, CARD.number))
    pin = building.pin_name(_BUILDING_KEY, "".join(key.sign for key in PIN[:-1]), salt=building.salt_alone(GROUP))
    return (
        CredentialRight(credential=_CARD_HOLDER.hex(), not_before=_FROM_S, not_after=_UNTIL_S, card=card),
        CredentialRight(credential=_PIN_HOLDER.hex(), not_before=_FROM_S, not_after=_UNTIL_S, pin=pin),
    )


def _sealed_keys(address: GateAddress) -> bytes:
    keys = BuildingKeys(v=VERSION, keys=[BuildingKey(door_group=GROUP, key=_BUILDING_KEY.hex())])
    return building.seal_keys(REFERENCE_KEY, address, keys, nonce=b"n" * building.NONCE_BYTES)
