"""A made-up authority that signs alerts, offline and with a key of its own: the hub sees only what an officer enters."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.signing import Purpose, sign
from simulator.orders import Issuer
from simulator.people import MadeUp

DAY_MS = 86_400_000


def alert_about(person: MadeUp, issuer: Issuer, *, reference: str, now: int) -> dict[str, Any]:
    """Return an alert about one made-up person by the exact document number, as the body that is signed."""
    document = {"kind": person.document_kind, "country": person.country or "CHN", "number": person.document_number}
    return {
        "v": 1,
        "issuer": issuer.id,
        "reference": reference,
        "ground": "missing_person",
        "legal_basis": "演示法第1条 Demonstration Act, section 1",
        "expires_at": now + 30 * DAY_MS,
        "subject": {"name": person.name, "document": document},
    }


def signed(alert: dict[str, Any], issuer: Issuer) -> dict[str, Any]:
    """Return the alert with its signature (hex) over the canonical JSON: sorted keys, UTF-8, no spaces."""
    body = json.dumps(alert, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(issuer.seed))
    return {"body": alert, "signature": sign(key, Purpose.ALERT, body).hex()}
