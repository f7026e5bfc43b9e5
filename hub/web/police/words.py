"""What the police desk's codes are called: grounds, bases, outcomes, reasons, and what has become of an alert. No word accuses anybody."""

from collections.abc import Mapping
from typing import Any

from hub.cases.case import Outcome, State
from hub.screening.alerts import Force
from hub.screening.compare import Match
from hub.web.layout import comparison
from hub.web.layout.frame import N_
from hub.web.people.countries import country
from hub.web.police.comparing import Verdict

GROUNDS = {
    "arrest_warrant": N_("Arrest warrant"),
    "missing_person": N_("Missing person"),
    "court_order": N_("Court order"),
    "lost_document": N_("Lost document"),
}
BASES = {
    Match.DOCUMENT: N_("Number agrees exactly"),
    Match.DOCUMENT_CONFLICT: N_("Number agrees, name or date does not"),
    Match.IDENTITY: N_("Name + date of birth"),
    Match.LOST_DOCUMENT: N_("Number of a lost document"),
}
STATES = {
    State.WAITING: N_("Nobody has taken it"),
    State.TAKEN: N_("Taken"),
    State.OPENED: N_("Being compared"),
    State.DECIDED: N_("Waits to be closed"),
    State.CLOSED: N_("Closed"),
}
OUTCOMES = {
    Outcome.SAME_PERSON: N_("Same person"),
    Outcome.NOT_THE_SAME_PERSON: N_("Not the same person"),
    Outcome.UNDECIDED: N_("Cannot tell"),
}
OUTCOME_HINTS = {
    Outcome.SAME_PERSON: N_("A supervisor closes the case. What was compared is kept for 30 days after that."),
    Outcome.NOT_THE_SAME_PERSON: N_("What was compared is erased within 24 hours"),
    Outcome.UNDECIDED: N_("A supervisor closes the case. What was compared is kept for 30 days after that."),
}
LOOK_REASONS = {
    "compare-identities": N_("To compare identities"),
    "after-a-question": N_("After a question of the person"),
    "before-deciding": N_("Once more before deciding"),
}
DECISION_REASONS = {
    "number-differs": N_("Document number differs"),
    "birth-date-differs": N_("Date of birth differs"),
    "document-seen": N_("Document seen"),
    "identifier-agrees": N_("Second identifier agrees"),
    "identifier-differs": N_("Second identifier differs"),
}
REASONS = LOOK_REASONS | DECISION_REASONS
FIELDS = {
    "name": N_("Full name"),
    "alias": N_("Other name"),
    "birth_date": N_("Date of birth"),
    "document_kind": N_("Document type"),
    "document_number": N_("Document number"),
    "second_identifier": N_("Second identifier"),
}
DOCUMENT_KINDS = {
    "resident_id": N_("Resident ID card"),
    "hk_macao_permit": N_("Permit for Hong Kong and Macao residents"),
    "taiwan_permit": N_("Permit for Taiwan residents"),
    "foreign_permanent_id": N_("Foreign permanent resident card"),
    "passport": N_("Passport"),
    "other": N_("Other document"),
}
VERDICTS = {verdict: comparison.WORDS[verdict] for verdict in Verdict}
RULES = {verdict: comparison.RULES[verdict] for verdict in Verdict}
FORCES = {
    Force.SUBMITTED: ("waiting", N_("Waits for approval")),
    Force.IN_FORCE: ("ok", N_("In force")),
    Force.UNCONFIRMED: ("warn", N_("Not confirmed again")),
    Force.EXPIRED: ("unknown", N_("Expired")),
    Force.WITHDRAWN: ("refused", N_("Withdrawn")),
}
DONE = {
    "submitted": N_("The alert is entered. It is compared with nobody before a supervisor of another unit has approved it."),
    "approved": N_("The alert is approved and in force."),
    "reconfirmed": N_("The alert is confirmed for another 30 days."),
    "withdrawn": N_("The alert is withdrawn. It is compared with nobody any more."),
}
ALL: Mapping[str, Any] = {
    "country": country,
    "grounds": GROUNDS,
    "bases": BASES,
    "states": STATES,
    "outcomes": OUTCOMES,
    "outcome_hints": OUTCOME_HINTS,
    "look_reasons": LOOK_REASONS,
    "decision_reasons": DECISION_REASONS,
    "reasons": REASONS,
    "fields": FIELDS,
    "document_kinds": DOCUMENT_KINDS,
    "verdicts": VERDICTS,
    "rules": RULES,
    "matches": comparison.MATCHES,
    "forces": FORCES,
    "done_words": DONE,
}
