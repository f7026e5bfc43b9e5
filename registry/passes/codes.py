"""Claim codes: twelve characters that cannot be taken for one another, drawn anew for each pass, good once and for 72 hours.

Only a hash is stored: who reads the database cannot claim anybody's pass. A registration that is sent twice must say its code twice, so the
code of one that carries a token is drawn from the token and all that was sent, under a key that never leaves the hub.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LETTERS = 3, 4
CLAIM_MS = 72 * 3_600_000


def draw_code() -> str:
    """Return a new code as it is shown, such as ``7KQM-3XRA-V9TD``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS))


def code_of(words: Iterable[str], key: bytes) -> str:
    """Return the code that belongs to these words under a key: the same each time, and nobody's guess without the key."""
    said = b"anju/claim-code/v1\x00" + "\x00".join(words).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hmac.new(key, said, hashlib.sha256).digest())
    letters = []
    for _ in range(GROUPS * GROUP_LETTERS):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters[at : at + GROUP_LETTERS]) for at in range(0, len(letters), GROUP_LETTERS))


def code_hash(code: str) -> str:
    """Return what is stored of a code; capitals, blanks, dashes and full-width letters do not matter."""
    plain = "".join(character for character in unicodedata.normalize("NFKC", code).upper() if character.isalnum())
    return hashlib.sha256(b"anju/claim/v1\x00" + plain.encode("utf-8", "surrogatepass")).hexdigest()
