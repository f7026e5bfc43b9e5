"""Alerts and the screening queue. The police role writes and reads alerts; it has no right on the queue."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

DAY_MS = 86_400_000
GROUND_CEILING_DAYS = {"arrest_warrant": 366, "missing_person": 184, "court_order": 366, "lost_document": 1096}
"""The most days that 12 months, 6 months and 3 years can have: of three years in a row one at most is a leap year."""


def _ceilings() -> str:
    return " OR ".join(
        f"(ground = '{ground}' AND expires_at <= submitted_at + {days * DAY_MS})" for ground, days in GROUND_CEILING_DAYS.items()
    )


class Issuer(SQLModel, table=True):
    """An enrolled Ed25519 public key (hex) of an authority: its first, whose id alerts name, or a further one under ``authority_id``.

    A key that is retired stands for what was entered before, one that is disabled for nothing.
    """

    __tablename__ = "alerts_issuer"
    id: str = Field(primary_key=True)
    name: str
    public_key: str = Field(unique=True)
    enrolled_at: int = Field(sa_type=BigInteger)
    disabled_at: int | None = Field(default=None, sa_type=BigInteger)
    authority_id: str | None = Field(default=None, foreign_key="alerts_issuer.id")
    retired_at: int | None = Field(default=None, sa_type=BigInteger)

    @property
    def authority(self) -> str:
        """The id that alerts name as their issuer, whichever of the authority's keys signs them."""
        return self.authority_id or self.id

    def stands_at(self, at: int) -> bool:
        """Tell whether this key stands for an alert that was entered at ``at`` (UTC ms)."""
        return self.disabled_at is None and (self.retired_at is None or at < self.retired_at)


class Alert(SQLModel, table=True):
    """One signed alert about one person or document. ``sealed`` is the signed body under the cases key; there is no field for a result."""

    __tablename__ = "alerts_alert"
    __table_args__ = (
        CheckConstraint("ground IN ('arrest_warrant', 'missing_person', 'court_order', 'lost_document')", name="alert_ground"),
        CheckConstraint("approver_id IS NULL OR approver_id <> author_id", name="alert_two_persons"),
        CheckConstraint("approver_unit IS NULL OR approver_unit <> author_unit", name="alert_two_units"),
        CheckConstraint(
            "(approved_at IS NULL) = (approver_id IS NULL) AND (approver_id IS NULL) = (approver_unit IS NULL)", name="alert_approval_whole"
        ),
        CheckConstraint("state IN ('submitted', 'active', 'withdrawn')", name="alert_state"),
        CheckConstraint("state <> 'active' OR approver_id IS NOT NULL", name="alert_active_is_approved"),
        CheckConstraint("expires_at > submitted_at", name="alert_expires_later"),
        CheckConstraint(_ceilings(), name="alert_ceiling"),
        CheckConstraint("length(legal_basis) > 0 AND length(reference) > 0", name="alert_is_founded"),
        CheckConstraint("length(author_id) > 0 AND length(author_unit) > 0", name="alert_author_has_unit"),
        CheckConstraint("approver_id IS NULL OR (length(approver_id) > 0 AND length(approver_unit) > 0)", name="alert_approver_has_unit"),
        UniqueConstraint("issuer_id", "reference", "submitted_at"),
        # all that says whether one is in force, which screening asks several times a second, and no sealed body beside it
        Index("alerts_alert_force", "state", "id", "expires_at", "approver_id", "submitted_at", "ground", "confirmed_at"),
    )
    id: str = Field(primary_key=True)
    issuer_id: str = Field(foreign_key="alerts_issuer.id")
    ground: str
    legal_basis: str
    reference: str
    expires_at: int = Field(sa_type=BigInteger)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    state: str
    author_id: str
    author_unit: str
    submitted_at: int = Field(sa_type=BigInteger)
    approver_id: str | None = None
    approver_unit: str | None = None
    approved_at: int | None = Field(default=None, sa_type=BigInteger)
    confirmed_at: int | None = Field(default=None, sa_type=BigInteger)
    withdrawn_at: int | None = Field(default=None, sa_type=BigInteger)


class AlertConfirmation(SQLModel, table=True):
    """Who confirmed an alert again, after its approver: shut out from its cases as its approver is (B8)."""

    __tablename__ = "alerts_confirmation"
    alert_id: str = Field(primary_key=True, foreign_key="alerts_alert.id")
    account_id: str = Field(primary_key=True)


class Outbox(SQLModel, table=True):
    """An occupant to be screened, written with what caused it; deleted by the worker in the transaction that handles it."""

    __tablename__ = "screening_outbox"
    __table_args__ = (CheckConstraint("cause IN ('confirmed', 'renewed', 'corrected')", name="outbox_cause"),)
    id: str = Field(primary_key=True)
    occupant_id: str
    cause: str
    at: int = Field(sa_type=BigInteger)


class Swept(SQLModel, table=True):
    """An alert that has been compared with every occupant confirmed before it became active. Only the worker sees this."""

    __tablename__ = "screening_swept"
    alert_id: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)


class Clearance(SQLModel, table=True):
    """A keyed mark of a person and an alert that were found not to be the same, and can never open a second case (B14)."""

    __tablename__ = "screening_clearance"
    pair: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)


class CaseSubject(SQLModel, table=True):
    """Whose data a case holds: read by the worker alone, to show the look to the person and to key the clearance."""

    __tablename__ = "screening_case_subject"
    case_id: str = Field(primary_key=True)
    person_id: str
    occupant_id: str
    alert_id: str
    pair: str = Field(unique=True)


class CaseMark(SQLModel, table=True):
    """A keyed mark by which the person of a case and its alert are known again, while the case holds data; then a clearance, or gone."""

    __tablename__ = "screening_case_mark"
    case_id: str = Field(primary_key=True)
    mark: str = Field(primary_key=True, index=True)
