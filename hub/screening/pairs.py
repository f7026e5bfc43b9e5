"""The keyed name of a person and an alert together: what makes a cleared pair stay cleared (B14).

It holds for the same document under another tenancy and for a renewed alert of the same reference, and tells nothing to who lacks the key.
"""

import hashlib
import hmac
import unicodedata

from hub.screening.papers import Papers
from hub.screening.tables import Alert
from registry.register import Vault


def pair_of(papers: Papers, alert: Alert, *, vault: Vault) -> str:
    """Return 64 hex characters for this person (by document, else by name and birth date) and this alert (by issuer and reference)."""
    held = papers.document
    who = ("document", held.kind, held.country, held.number) if held else ("name", _plain(papers.name), papers.birth_date)
    words = "\x00".join(("anju/pair/v1", *who, alert.issuer_id, alert.reference))
    return hmac.new(vault.hmac_key, words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
