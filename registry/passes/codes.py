"""Claim codes: twelve characters that cannot be taken for one another, drawn anew for each pass, good once and for 72 hours.

Only a hash is stored: who reads the database cannot claim anybody's pass.
"""

import hashlib
import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LETTERS = 3, 4
CLAIM_MS = 72 * 3_600_000


def draw_code() -> str:
    """Return a new code as it is shown, such as ``7KQM-3XRA-V9TD``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS))


def code_hash(code: str) -> str:
    """Return what is stored of a code; capitals, blanks, dashes and full-width letters do not matter."""
    plain = "".join(character for character in unicodedata.normalize("NFKC", code).upper() if character.isalnum())
    return hashlib.sha256(b"anju/claim/v1\x00" + plain.encode("utf-8", "surrogatepass")).hexdigest()
