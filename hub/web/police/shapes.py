"""What the police API takes and answers; the OpenAPI document is made from these.

An answer about an alert has one shape whatever came of it, and no place for whether anybody matches (B8). An answer about a case holds
nothing of the person but in :class:`OpenedAnswer`, which is made after the look is in the log.
"""

from pydantic import BaseModel, ConfigDict, Field

from hub.cases.case import Outcome


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(_Shape):
    """Nothing is asked for."""


class LookRequest(_Shape):
    """Why somebody looks; kept in the log and shown to the person on its date."""

    reason: str = Field(default="", examples=["Comparing identities after a confirmed entry"])


class OutcomeRequest(_Shape):
    """What an officer found, and why."""

    outcome: str = Field(default="", examples=list(Outcome))
    reason: str = ""


class BasisAnswer(_Shape):
    """What an alert rests on, without whom it is about. Times are UTC milliseconds."""

    issuer: str
    legal_basis: str
    reference: str
    expires_at: int
    force: str
    approver_unit: str | None
    approved_at: int | None


class CaseAnswer(_Shape):
    """A case as it looks from outside. Times are UTC milliseconds, ``erase_on`` is an ISO date."""

    id: str
    number: str
    state: str
    ground: str
    basis: str
    owner: str | None
    unit: str | None
    created_at: int
    taken_at: int | None
    opened_at: int | None
    decided_at: int | None
    closed_at: int | None
    outcome: str | None
    erase_on: str | None
    alert: BasisAnswer | None


class CasesAnswer(_Shape):
    """The cases of the officer, or of the supervisor's unit, that are not closed; how many wait that the officer may take."""

    cases: list[CaseAnswer]
    waiting: int


class LineAnswer(_Shape):
    """One line of the comparison: what the papers say, what the alert says, how they compare in a word, and the rule in a sentence."""

    field: str
    person: str
    alert: str
    verdict: str
    rule: str


class OpenedAnswer(_Shape):
    """Stage 1 of a case: what comparing identities needs. It is not shown again without another look."""

    case: CaseAnswer
    match: str
    rule: str
    comparison: list[LineAnswer]


class LookAnswer(_Shape):
    """One look, as the timeline has it: the words in ``reason`` go with the case's data, its codes stay."""

    at: int
    officer: str
    unit: str
    reason: str


class LooksAnswer(_Shape):
    """Every look at a case, the newest first."""

    looks: list[LookAnswer]


class AlertAnswer(_Shape):
    """An alert without whom it is about. Times are UTC milliseconds."""

    id: str
    issuer: str
    reference: str
    ground: str
    legal_basis: str
    force: str
    author_unit: str
    submitted_at: int
    approver_unit: str | None
    approved_at: int | None
    confirmed_at: int | None
    confirm_by: int | None
    expires_at: int
    withdrawn_at: int | None


class AlertsAnswer(_Shape):
    """The alerts that the officer wrote, or the supervisor's unit did, the newest first."""

    alerts: list[AlertAnswer]
