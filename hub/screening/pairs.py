"""The keyed marks of a person and an alert together: what makes a cleared pair stay cleared (B14).

One person comes back with another paper, in another room, after a correction; one alert is signed again under its reference. So a pair has
several marks. The strong ones are the very same person and settle whatever a comparison says: the same document (without one, the same
name and birth date), the same row of the register, the same account under a name that sounds the same. The weak ones, an account or a name
with a birth date, settle what rests on name and date alone: an equal number is other evidence than the one that was cleared, and may be
the one person whom the order names. No mark tells anything to who lacks the key.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from hub.screening.names import read_names
from hub.screening.numbers import read_number
from hub.screening.occupants import Occupied
from hub.screening.papers import Papers
from hub.screening.tables import Alert
from hub.screening.words import Match
from registry.register import Vault

Words = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """The marks of a person and an alert, 64 hex characters each. ``first`` is the strong one that no two cases may share."""

    first: str
    strong: frozenset[str]
    weak: frozenset[str]

    @property
    def marks(self) -> frozenset[str]:
        """Every mark."""
        return self.strong | self.weak

    def settling(self, match: Match) -> frozenset[str]:
        """Return the marks of which one that was cleared, or has a case, lets no further case begin for such a match."""
        return self.marks if match is Match.IDENTITY else self.strong


def pair_of(person: Occupied, alert: Alert, *, vault: Vault) -> Pair:
    """Return the marks of this person, and this alert by its issuer and reference."""
    about = (alert.issuer_id, _plain(alert.reference))
    strong = [_mark(words, about, vault) for words in _strong(person)]
    return Pair(first=strong[0], strong=frozenset(strong), weak=frozenset(_mark(words, about, vault) for words in _weak(person)))


def _strong(person: Occupied) -> Iterator[Words]:
    papers = person.papers
    if not papers.documents:
        yield "papers", _plain(papers.name), papers.birth_date
    for document in papers.documents:
        yield "document", *read_number(document).whole
    yield "row", person.person_id
    if person.account_id:
        yield from (("account and name", person.account_id, sound, papers.birth_date) for sound in _sounds(papers))


def _weak(person: Occupied) -> Iterator[Words]:
    papers = person.papers
    if papers.name and papers.birth_date:
        yield "name", _plain(papers.name), papers.birth_date
        yield from (("folded name", name, papers.birth_date) for name in _folded(papers))
    if person.account_id:
        yield "account", person.account_id


def _mark(words: Words, about: Words, vault: Vault) -> str:
    text = "\x00".join(("anju/pair/v2", *words, *about))
    return hmac.new(vault.hmac_key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _plain(text: str) -> str:
    """Return a text without what differs from hand to hand, by Unicode's own rules alone: they never change, and marks are for good."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _folded(papers: Papers) -> Iterator[str]:
    """Yield the names as the comparison folds them, in one order of their parts, and as if no clerk had parted them."""
    for name in read_names(papers.name):
        yield from (" ".join(sorted(name.parts)), name.letters)


def _sounds(papers: Papers) -> Iterator[str]:
    yield from (min(name.keys) for name in read_names(papers.name))
