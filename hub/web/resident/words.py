"""The words for what is stored about a resident and for who looked at it: codes are for programs, these are for people."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hub.web.layout import words
from hub.web.layout.comparison import closing, told
from hub.web.layout.frame import N_
from hub.web.layout.templates import moment
from hub.web.people.countries import country
from hub.web.people.papers import KINDS
from registry.residents import Kept, Look

DEFERRAL = N_(
    "By law the showing of single looks can be deferred, for 90 days at most and with renewals for no more than 12 months; when that is "
    "over they appear here by themselves."
)
"""The same for everybody, whether anything is deferred or not."""
FIELDS = {
    "name": N_("Full name"),
    "document_kind": N_("Document type"),
    "document_number": N_("Document number"),
    "document": N_("Document number"),
    "country": N_("Issued by"),
    "birth_date": N_("Birth date"),
    "phone": N_("Mobile"),
    "address": N_("Address"),
    "unit": N_("Room"),
    "reference": N_("Registration number"),
    "starts_on": N_("Lease begins"),
    "ends_on": N_("Lease ends"),
    "end_on": N_("Announced last day"),
    "pass_number": N_("Number of the pass"),
    "floor": N_("Floor that lets you into rooms of a floor"),
    "door_times": N_("How long the lock lets go, and the door may stand open"),
}
WHY = {
    "registration": N_("For the register that the law asks of your landlord"),
    "contact": N_("To send you the claim code"),
    "tenancy": N_("To know who lives where and until when"),
    "door": N_("To open your doors"),
}
ROLES = {"officer": N_("Case officer"), "supervisor": N_("Supervisor"), "landlord": N_("Landlord"), "auditor": N_("Auditor")}
PURPOSES = {"case": N_("To check a possible match with an alert")}

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeptWords:
    """A stored value in words. Cannot be printed."""

    field: str
    value: str
    why: str
    until: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<KeptWords>"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookWords:
    """A look in words: when, who, rows of a term and what it was, and where it can be objected to."""

    links: tuple[tuple[str, str, str], ...]
    at: str
    who: str
    rows: tuple[tuple[str, str], ...]


def kept_words(kept: Iterable[Kept], language: str) -> list[KeptWords]:
    """Return stored values in words, in ``zh`` or ``en``."""
    say = words.translator(language).gettext
    return [
        KeptWords(field=say(FIELDS[each.field]), value=_value(each, say, language), why=say(WHY[each.why]), until=each.until.isoformat())
        for each in kept
    ]


def look_words(looks: Iterable[Look], language: str, zone: ZoneInfo, *, unit_name: Say) -> list[LookWords]:
    """Return looks in words, with times on the site's clock and units by the names that ``unit_name`` tells."""
    say = words.translator(language).gettext
    return [
        LookWords(
            links=((f"/r/objections/new?look={look.id}", say(N_("Object")), "flag"),),
            at=moment(look.at, zone),
            who=_who(look, say, unit_name),
            rows=tuple(_rows(look, say, language)),
        )
        for look in looks
    ]


def _value(kept: Kept, say: Say, language: str) -> str:
    match kept.field:
        case "document_kind":
            return say(KINDS[kept.value])
        case "country":
            return country(kept.value, language)
    return kept.value


def _who(look: Look, say: Say, unit_name: Say) -> str:
    role = say(ROLES[look.role]) if look.role in ROLES else look.role
    return say(N_("%(body)s, %(role)s")) % {"body": unit_name(look.body), "role": role} if look.body else role


def _rows(look: Look, say: Say, language: str) -> Iterator[tuple[str, str]]:
    fields = dict.fromkeys(say(FIELDS[name]) if name in FIELDS else name for name in look.fields)
    yield say(N_("Saw")), ("、" if language == "zh" else ", ").join(fields)
    purpose = say(PURPOSES[look.purpose]) if look.purpose in PURPOSES else look.purpose
    yield say(N_("Why")), say(N_("%(purpose)s, case %(number)s")) % {"purpose": purpose, "number": look.case_number}
    yield say(N_("On the basis of")), look.legal_basis
    for line in told(look.said):
        yield (
            say(N_("Compared: %(field)s")) % {"field": say(FIELDS[line.field])},
            say(N_("%(word)s. %(rule)s")) % {"word": say(line.word), "rule": say(line.rule)},
        )
    if sentence := closing(look.said):
        yield say(N_("Altogether")), say(sentence)
