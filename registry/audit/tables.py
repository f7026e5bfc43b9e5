"""The rows of the two audit logs, and of what an auditor agrees to. What an entry says stands beside the tree of salted hashes."""

from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

LOGS = ("register", "cases")


class _Entry(SQLModel):
    """One act, as it will be hashed into a leaf: ``salt`` makes the leaf say nothing once this row is gone. ``seq`` is set by the
    sequencer.
    """

    id: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    actor: str
    role: str
    unit: str = ""
    act: str
    subject: str
    purpose: str
    reason: str = ""
    salt: str
    seq: int | None = Field(default=None, unique=True, sa_type=BigInteger)


class RegisterEntry(_Entry, table=True):
    """An act in the register, or one screening whatever its result."""

    __tablename__ = "audit_register_entry"


class CasesEntry(_Entry, table=True):
    """An act on an alert or a case; written in the transaction that discloses."""

    __tablename__ = "audit_cases_entry"


class Leaf(SQLModel, table=True):
    """A 32-byte leaf of one log's tree, by its place. Never deleted."""

    __tablename__ = "audit_leaf"
    __table_args__ = (CheckConstraint("log IN ('register', 'cases')", name="leaf_log"),)
    log: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Checkpoint(SQLModel, table=True):
    """A signed tree head (C2SP tlog-checkpoint note) with the witness's cosignature line, as text. ``peaks`` is the tree as far as growing
    needs it: the roots of its perfect subtrees, hex, one after the other.
    """

    __tablename__ = "audit_checkpoint"
    log: str = Field(primary_key=True)
    size: int = Field(primary_key=True, sa_type=BigInteger)
    note: str
    peaks: str = ""
    witnessed: bool = False
    at: int = Field(sa_type=BigInteger)


class PublicHead(SQLModel, table=True):
    """The one tree head that the public sees: of the register's log, put here at fixed times, so that nobody else reads the others."""

    __tablename__ = "audit_public"
    log: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)
    note: str
    at: int = Field(sa_type=BigInteger)


class Commitment(SQLModel, table=True):
    """One day's commitment to the head of the log of cases, for everybody; ``nonce`` and ``note`` are empty until the day is opened."""

    __tablename__ = "audit_commitment"
    day: str = Field(primary_key=True)
    hash: str
    at: int = Field(sa_type=BigInteger)
    nonce: str | None = None
    note: str | None = None


class Opening(SQLModel, table=True):
    """What opens a day's commitment, kept by the worker until its time; the auditor may read it."""

    __tablename__ = "audit_opening"
    day: str = Field(primary_key=True, foreign_key="audit_commitment.day")
    nonce: str
    note: str


class Manager(SQLModel, table=True):
    """An account that manages a building from ``agreed_at`` on, for as long as the row is there. ``address`` is the building's.

    A building's owner names one alone; when an operator does, the auditor agrees first: so it stands here, where the auditor reads, and
    not in the register, where they read nothing.
    """

    __tablename__ = "audit_manager"
    __table_args__ = (
        UniqueConstraint("property_id", "account_id"),
        CheckConstraint("(agreed_by IS NULL) = (agreed_at IS NULL)", name="manager_agreed_by_somebody"),
        CheckConstraint("by_owner OR agreed_by IS NULL OR agreed_by <> named_by", name="manager_two_persons"),
    )
    id: str = Field(primary_key=True)
    property_id: str = Field(index=True)
    address: str
    account_id: str = Field(index=True)
    by_owner: bool
    named_by: str
    named_at: int = Field(sa_type=BigInteger)
    agreed_by: str | None = None
    agreed_at: int | None = Field(default=None, sa_type=BigInteger)


class Objection(SQLModel, table=True):
    """What a resident objects to or complains of, and the auditor's answer. ``entry_id`` is the line of the look that is objected to.

    It stands here, where the auditor reads; whose it is the auditor's role may not read.
    """

    __tablename__ = "audit_objection"
    __table_args__ = (
        CheckConstraint("kind IN ('objection', 'complaint')", name="objection_kind"),
        CheckConstraint("(kind = 'objection') = (entry_id IS NOT NULL)", name="objection_to_a_look"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="objection_ended_at_a_time"),
        CheckConstraint("outcome IS NULL OR outcome IN ('upheld', 'rejected', 'withdrawn')", name="objection_outcome"),
    )
    id: str = Field(primary_key=True)
    number: str
    kind: str
    account_id: str = Field(index=True)
    entry_id: str | None = None
    reason: str
    text: str
    asked_at: int = Field(sa_type=BigInteger)
    due_on: str
    outcome: str | None = None
    answer: str = ""
    answered_at: int | None = Field(default=None, sa_type=BigInteger)
    answered_by: str | None = None
