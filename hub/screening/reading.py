"""Papers as the rules read them: names, birth date and numbers in their one form, made once and compared many times."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hub.screening.dates import read_date
from hub.screening.names import Name, read_names
from hub.screening.names.former import former_names, without_former
from hub.screening.nothing import is_no_name, is_no_number
from hub.screening.numbers import Number, read_number
from hub.screening.papers import Papers
from registry.identity import resident_id
from registry.identity.documents import RESIDENT_ID


@dataclass(slots=True, repr=False)  # nobody changes one: see Name
class Reading:
    """Names (two where Han and Latin stand beside each other), aliases, birth date (0 when unknown) and numbers. Cannot be printed."""

    names: tuple[Name, ...]
    aliases: tuple[Name, ...]
    born: int
    numbers: tuple[Number, ...]

    @property
    def keys(self) -> Collection[str]:
        """What the names and aliases sound like, in each order that they may be written in, each once."""
        if len(self.names) == 1 and not self.aliases:
            return self.names[0].keys
        return {key for name in (*self.names, *self.aliases) for key in name.keys}

    def agrees_in_full(self, other: "Reading") -> bool:
        """Tell whether a name of the one sounds wholly like a name of the other, in any order."""
        return not set(self.keys).isdisjoint(other.keys)

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Reading>"


def read(papers: Papers) -> Reading:
    """Return papers as the rules read them: words for nothing are left out, and a resident number tells a birth date that is not stated."""
    name, former = without_former(papers.name)
    told = (*former, *(each for alias in papers.aliases for each in former_names(alias, name))) if papers.aliases else former
    aliases = tuple(name for alias in told if not is_no_name(alias) for name in read_names(alias)) if told else ()
    numbers = tuple([read_number(each) for each in papers.documents if not is_no_number(each.number)])
    names = () if is_no_name(name) else read_names(name)
    return Reading(names, aliases, read_date(papers.birth_date or _told_by(numbers)), numbers)


def birth_date_of(papers: Papers) -> str:
    """Return the birth date that papers state (ISO), or else the one inside a valid resident number of theirs; empty without either."""
    return papers.birth_date or _told_by(map(read_number, papers.documents))


def _told_by(numbers: Iterable[Number]) -> str:
    return next((resident_id.birth_date(each.number) for each in numbers if each.kind == RESIDENT_ID and each.valid), "")
