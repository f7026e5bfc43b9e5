"""Cases: a sealed envelope, its state and its timeline. The worker inserts, the police process moves; neither sees the other's tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary
from sqlmodel import Field, SQLModel


class Case(SQLModel, table=True):
    """A possible match that a human must verify. ``author_id``/``approver_id`` are the alert's: these two never see the row."""

    __tablename__ = "cases_case"
    __table_args__ = (
        CheckConstraint("owner_id IS NULL OR (owner_id <> author_id AND owner_id <> approver_id)", name="case_owner_is_a_third_person"),
        CheckConstraint("(owner_id IS NULL) = (unit IS NULL)", name="case_owner_has_unit"),
        CheckConstraint("state IN ('waiting', 'taken', 'opened', 'decided', 'closed')", name="case_state"),
        CheckConstraint("outcome IS NULL OR outcome IN ('same_person', 'not_the_same_person', 'undecided')", name="case_outcome"),
        CheckConstraint("state <> 'closed' OR erase_on IS NOT NULL", name="case_closed_has_erasure_date"),
        CheckConstraint("closed_by IS NULL OR closed_by <> owner_id", name="case_closing_two_persons"),
    )
    id: str = Field(primary_key=True)
    number: str = Field(unique=True)
    alert_id: str = Field(index=True)
    author_id: str
    author_unit: str
    approver_id: str
    approver_unit: str
    ground: str
    basis: str
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    state: str = Field(index=True)
    created_at: int = Field(sa_type=BigInteger)
    owner_id: str | None = None
    unit: str | None = None
    taken_at: int | None = Field(default=None, sa_type=BigInteger)
    opened_at: int | None = Field(default=None, sa_type=BigInteger)
    outcome: str | None = None
    outcome_reason: str | None = None
    decided_at: int | None = Field(default=None, sa_type=BigInteger)
    closed_at: int | None = Field(default=None, sa_type=BigInteger)
    closed_by: str | None = None
    erase_on: str | None = None


class CaseChance(SQLModel, table=True):
    """How many strangers would match by chance as the rule of this case goes, for the auditor alone: police have no right on it.

    A figure about a rule on this register, and never a score of the person; 0 where a number agreed. It goes with the case's data.
    """

    __tablename__ = "cases_chance"
    case_id: str = Field(primary_key=True, foreign_key="cases_case.id")
    expected: float


class Shown(SQLModel, table=True):
    """What one look showed, in codes: ``match:identity name:same birth_date:swapped document:not_in_alert``. ``entry_id`` is its log line.

    Police write it with the look and never read it; the worker takes it into what the person reads. It goes with the case's data.
    """

    __tablename__ = "cases_shown"
    entry_id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases_case.id", index=True)
    said: str


class CaseEvent(SQLModel, table=True):
    """One step of a case's timeline, in the words of the state table; nothing about the person stands here."""

    __tablename__ = "cases_event"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases_case.id", index=True)
    at: int = Field(sa_type=BigInteger)
    actor: str
    unit: str
    step: str
    reason: str = ""
