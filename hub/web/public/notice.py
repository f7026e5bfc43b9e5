"""The privacy notice as data: what is kept and why, who sees it, how long, what one may ask for, and the bounds in plain words; pure.

A page and a program are told the same sentences. Lengths of time are the constants and settings that the purge and the checks themselves
use, so that the notice cannot promise what nobody keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.cases.case import KEPT_DAYS, Outcome
from hub.config import HubConfig
from hub.screening.alerts import RECONFIRM_DAYS
from hub.screening.tables import GROUND_CEILING_DAYS
from hub.web.layout.frame import N_

DEFERRAL_DAYS = 90
DEFERRAL_DAYS_IN_ALL = 366


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what is said under it: each point is a sentence, or a term with its sentence."""

    title: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something lasts at most, in days. ``code`` is for programs."""

    code: str
    words: str
    days: int


@dataclass(frozen=True, slots=True)
class Bound:
    """One thing that Anju does not do, whatever it is set to: its number and its sentence."""

    number: str
    words: str


KEPT = Section(
    N_("What is kept, and why"),
    (
        (
            N_("Name, document, birth date"),
            N_(
                "To avoid double entries, and for the check the law requires: only against alerts about single people, each with an "
                "end date. Otherwise only the last four characters of the document show."
            ),
        ),
        (N_("Mobile"), N_("If you give it: to sign in and to manage your own pass.")),
        (N_("Room, first and last day"), N_("The register of tenancies that the law asks of landlords; the pass follows it.")),
        (N_("Entries at a door"), N_("When, which door, opened or not. For yourself; nobody else is shown them.")),
        (N_("Who looked"), N_("Each look at your data, by whom and why, so that you can read it.")),
    ),
)
NEVER_KEPT = Section(
    N_("What is never kept"),
    (
        ("", N_("No picture of a face or of a document, and nothing else about a body.")),
        ("", N_("No ethnic group, religion, home province, job or reason for moving; no notes about people, no points.")),
    ),
)
SEEN = Section(
    N_("Who sees what"),
    (
        (N_("Yourself"), N_("Everything that is stored about you.")),
        (N_("Your landlord"), N_("Name, last four of the document, room and lease. No entries, and no way to stop your pass.")),
        (
            N_("The police"),
            N_("No list, no search, no entries. One officer sees what is to be compared in one case, after a reason was written down."),
        ),
        (N_("Auditors outside the police"), N_("That each look is on record and had its ground; no names.")),
        (N_("Operators of the system"), N_("Doors and machines; no personal data.")),
        (N_("The gate"), N_("Passes and their times. No names, no document numbers, no alerts.")),
    ),
)
RIGHTS = Section(
    N_("What you may ask for"),
    (
        ("", N_("Signed in you see and download everything about you, your own entries, and who looked.")),
        ("", N_("To correct something, to object to a look, or to have data deleted earlier, call the help line or ask at the office.")),
        ("", N_("If your landlord ends the tenancy early you are told, and can disagree before the door closes.")),
        (
            "",
            N_(
                "Single looks may be shown later where the law allows it: 90 days at most, with renewals 12 months in all. "
                "On their day they show by themselves."
            ),
        ),
    ),
)
SECTIONS = (KEPT, NEVER_KEPT, SEEN, RIGHTS)

BOUNDS = (
    Bound("B1", N_("Nothing biometric: cameras read codes, and no faces.")),
    Bound("B2", N_("An alert never decides whether a door opens.")),
    Bound("B3", N_("An alert is about one person or one document, on one of four grounds; never about a group.")),
    Bound("B4", N_("Each alert is signed by its authority and approved by a supervisor of another unit.")),
    Bound("B5", N_("Alerts lapse. What is over, withdrawn or not confirmed again matches nothing.")),
    Bound("B6", N_("Nobody is compared before walking in with a pass claimed as one's own. Visitors never are.")),
    Bound("B7", N_("Where nothing matches, the police side sees nothing.")),
    Bound("B8", N_("Who wrote or approved an alert never learns whether anybody matches.")),
    Bound("B9", N_("A landlord cannot tell from anything whether somebody matches.")),
    Bound("B10", N_("The police have cases, never the register: no list, no search, no export of people.")),
    Bound("B12", N_("A look is written down before anything shows.")),
    Bound("B13", N_("A person compares before anything happens, and a name alone is never a match.")),
    Bound("B14", N_("A false match is erased within a day and cannot come back.")),
    Bound("B15", N_("Each look becomes visible to the person at its time, without anybody's doing.")),
    Bound("B16", N_("What is stored has an end date, and keys are destroyed with it.")),
    Bound("B17", N_("The logs cannot be changed unnoticed; somebody outside keeps their checkpoints.")),
    Bound("B19", N_("A landlord cannot stop a tenant's pass.")),
    Bound("B20", N_("There are no points for people.")),
    Bound("B22", N_("Whoever runs the machines sees no personal data.")),
)


def limits(config: HubConfig) -> Sequence[Limit]:
    """Return how long things last here; settings may have made some shorter."""
    return (
        Limit("entries", N_("Entries at a door"), config.entry_days),
        Limit("tenancy", N_("Data of a tenancy, after its end"), config.tenancy_days),
        Limit("visit", N_("A pass for a visitor, after its end"), config.visit_days),
        Limit("objection", N_("An objection or a complaint, after its answer"), config.tenancy_days),
        Limit("arrest_warrant", N_("Alert: arrest warrant"), GROUND_CEILING_DAYS["arrest_warrant"]),
        Limit("arrest_warrant_confirmation", N_("Arrest warrant without being confirmed again"), RECONFIRM_DAYS["arrest_warrant"]),
        Limit("missing_person", N_("Alert: missing person"), GROUND_CEILING_DAYS["missing_person"]),
        Limit("court_order", N_("Alert: court order"), GROUND_CEILING_DAYS["court_order"]),
        Limit("lost_document", N_("Alert: lost document"), GROUND_CEILING_DAYS["lost_document"]),
        Limit("false_match", N_("A match that was false"), KEPT_DAYS[Outcome.NOT_THE_SAME_PERSON]),
        Limit("true_match", N_("A match that was right, after its end"), KEPT_DAYS[Outcome.SAME_PERSON]),
        Limit("deferral", N_("A look shown later, at a time"), DEFERRAL_DAYS),
        Limit("deferral_renewed", N_("A look shown later, with renewals"), DEFERRAL_DAYS_IN_ALL),
    )
