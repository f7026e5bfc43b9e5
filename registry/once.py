"""What is sent twice is made once: the id of what a form makes follows from the form's token, so that the second time finds the first.

The token alone names nothing: who sends another's token makes something of their own.
"""

import hashlib
import hmac

from registry.register import Register

ID_BYTES = 16


def id_of(register: Register, kind: str, token: str) -> str:
    """Return the id, 32 hex digits, of what a form with this token makes for the caller: the same each time, and nobody's guess."""
    said = "\x00".join((f"anju/{kind}/v1", register.access.actor, token)).encode("utf-8", "surrogatepass")
    return hmac.digest(register.vault.hmac_key, said, hashlib.sha256)[:ID_BYTES].hex()
