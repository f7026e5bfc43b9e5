"""What the auditor's API answers; the OpenAPI document is made from these. There is no name in them: ids, units, codes, times."""

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class Done(_Shape):
    """It is done; what changed is read back with GET."""

    id: str


class Decision(_Shape):
    """The auditor's answer to an objection or a complaint: ``outcome`` is upheld or rejected, ``answer`` what the person reads."""

    outcome: str
    answer: str


class ObjectionAnswer(_Shape):
    """An objection to a look or a complaint, without whose it is; ``entry_id`` is the look's line. Times are UTC ms."""

    id: str
    number: str
    kind: str
    entry_id: str | None
    reason: str
    text: str
    asked_at: int
    due_on: str
    outcome: str | None
    answer: str
    answered_at: int | None


class ObjectionsAnswer(_Shape):
    """Those that wait first, the one that is due first at the top."""

    objections: list[ObjectionAnswer]


class EntryAnswer(_Shape):
    """One line of a log. ``seq`` is its place in the tree, null until it has one; ``at`` is UTC ms; actor and subject are ids."""

    id: str
    seq: int | None
    at: int
    actor: str
    role: str
    unit: str
    act: str
    subject: str
    purpose: str
    reason: str


class EntriesAnswer(_Shape):
    """A page of a log, the newest first. ``before`` asks for the next page, null at the end; ``waiting`` have no place yet."""

    log: str
    entries: list[EntryAnswer]
    before: int | None
    waiting: int


class CheckpointAnswer(_Shape):
    """A signed head of a log, as text in C2SP's form."""

    log: str
    size: int
    at: int
    witnessed: bool
    note: str


class ProofAnswer(_Shape):
    """That one line is in the tree: leaf and proof in hex (RFC 6962), and the checkpoint whose root they lead to."""

    log: str
    id: str
    seq: int
    leaf: str
    size: int
    root: str
    proof: list[str]
    checkpoint: str


class AlertAnswer(_Shape):
    """One alert without whom it is about. ``force`` is submitted, in_force, unconfirmed, expired or withdrawn. Times are UTC ms."""

    id: str
    issuer: str
    ground: str
    legal_basis: str
    reference: str
    force: str
    founded: bool = Field(description="false when it is in force without legal basis, issuer or approval by another unit")
    submitted_at: int
    expires_at: int
    author_id: str
    author_unit: str
    approver_id: str | None
    approver_unit: str | None
    approved_at: int | None
    confirmed_at: int | None
    withdrawn_at: int | None


class AlertsAnswer(_Shape):
    """A page of alerts, those in force first."""

    alerts: list[AlertAnswer]
    page: int
    pages: int


class CaseAnswer(_Shape):
    """One case without whom it is about. ``late`` says over which limit it is: waiting, working, closing, or empty. Times are UTC ms.

    ``expected_by_chance`` is how many strangers the rule of this case would find among the alerts in force; 0 where a number agreed, null
    once the case's data is erased. It is a figure about a rule, shown here and to no officer, and is no score of anybody.
    """

    id: str
    number: str
    alert_id: str
    ground: str
    basis: str
    state: str
    created_at: int
    owner_id: str | None
    unit: str | None
    taken_at: int | None
    opened_at: int | None
    outcome: str | None
    decided_at: int | None
    closed_at: int | None
    closed_by: str | None
    erase_on: str | None
    late: str
    expected_by_chance: float | None


class CasesAnswer(_Shape):
    """A page of cases: those that are open first, the oldest before the others."""

    cases: list[CaseAnswer]
    page: int
    pages: int


class LooksAnswer(_Shape):
    """Every look at one case, the newest first."""

    case: CaseAnswer
    looks: list[EntryAnswer]


class SampledLook(_Shape):
    """A look drawn by chance, and the case it was at; null once that is gone."""

    look: EntryAnswer
    case: CaseAnswer | None


class SampleAnswer(_Shape):
    """Looks drawn by chance, out of how many there are."""

    looks: list[SampledLook]
    of: int


class OfficialAnswer(_Shape):
    """How often one official looked, at how many cases. ``often`` marks who looked far more often than the others."""

    actor: str
    unit: str
    looks: int
    cases: int
    last_at: int
    often: bool


class OfficialsAnswer(_Shape):
    """Looks by official, the most first; ``usual`` is the median."""

    officials: list[OfficialAnswer]
    usual: float


class OverdueAnswer(_Shape):
    """One kind of data with an end, and how much of it is past that end; ``oldest_at`` is UTC ms."""

    kind: str
    overdue: int
    oldest_at: int | None


class RetentionAnswer(_Shape):
    """What should have been deleted and was not; every count must be 0."""

    overdue: int
    kinds: list[OverdueAnswer]
