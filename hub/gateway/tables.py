"""The gateway's rows: gates, what they sent, what was set aside, and the lists that were signed for them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel


class Gate(SQLModel, table=True):
    """A gate from its one-time code to its revocation.

    ``identity`` is the whole :class:`GateIdentity` as JSON from the moment its broker account exists until the gate was heard under it.
    ``leads_to`` is ``home`` for a door on the way to somebody's home, and ``shared`` for that of a room like a laundry.
    """

    __tablename__ = "gateway_gate"
    __table_args__ = (
        CheckConstraint("state IN ('created', 'requested', 'approved', 'revoked')", name="gate_state"),
        CheckConstraint("approved_by IS NULL OR approved_by <> created_by", name="gate_two_persons"),
        CheckConstraint("leads_to IN ('home', 'shared')", name="gate_leads_to"),
        Index("gateway_gate_account", "state", "provisioned_at"),  # whose account is to be made or closed is asked five times a second
    )
    id: str = Field(primary_key=True)
    site: str
    name: str = Field(unique=True)
    label: str
    property_id: str = Field(index=True)
    door_group: int = Field(index=True)
    leads_to: str = "home"
    state: str
    code_hash: str | None = Field(default=None, unique=True)
    code_expires_at: int | None = Field(default=None, sa_type=BigInteger)
    public_key: str | None = None
    certificate: str | None = None
    certificate_ends_at: int | None = Field(default=None, sa_type=BigInteger, index=True)
    reference_key: str | None = None
    identity: str | None = None
    created_by: str
    created_at: int = Field(sa_type=BigInteger)
    approved_by: str | None = None
    approved_at: int | None = Field(default=None, sa_type=BigInteger)
    provisioned_at: int | None = Field(default=None, sa_type=BigInteger)
    delivered_at: int | None = Field(default=None, sa_type=BigInteger)


class GateStatus(SQLModel, table=True):
    """The last status a gate sent, and when the hub received it. ``changed_at`` is since when its condition (online, clock, door, faults)
    has been reported just so. ``mode``, ``strike`` and ``door`` are three facts about the door, each since its own time. ``flapped_at`` is
    when its connection was last seen to end over and over. ``key`` names the newest list key that it believes, beside ``old_keys`` others.
    """

    __tablename__ = "gateway_status"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    received_at: int = Field(sa_type=BigInteger)
    online: bool
    list_version: int = Field(sa_type=BigInteger)
    journal_depth: int = Field(sa_type=BigInteger)
    clock: str
    strike: str
    door: str
    faults: str
    software: str
    config: int = Field(default=0, sa_type=BigInteger)
    config_given_up: int = Field(default=0, sa_type=BigInteger)
    release: int = Field(default=0, sa_type=BigInteger)
    release_given_up: int = Field(default=0, sa_type=BigInteger)
    release_step: str = "none"
    changed_at: int | None = Field(default=None, sa_type=BigInteger)
    mode: str | None = None
    mode_since: int | None = Field(default=None, sa_type=BigInteger)
    strike_since: int | None = Field(default=None, sa_type=BigInteger)
    door_since: int | None = Field(default=None, sa_type=BigInteger)
    flapped_at: int | None = Field(default=None, sa_type=BigInteger)
    key: str | None = None
    old_keys: int = 0
    mode_until: int | None = Field(default=None, sa_type=BigInteger)
    uncertain_since: int | None = Field(default=None, sa_type=BigInteger)


class GateAlarm(SQLModel, table=True):
    """The latest alarm of each kind at a gate, raised or cleared."""

    __tablename__ = "gateway_alarm"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    kind: str = Field(primary_key=True)
    raised: bool
    at: int = Field(sa_type=BigInteger)


class EntryRow(SQLModel, table=True):
    """One entry, once for each (gate, epoch, seq). ``credential_id`` is null when the gate's reference is not known."""

    __tablename__ = "gateway_entry"
    gate_id: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    event_id: str
    occurred_at: int = Field(sa_type=BigInteger)
    received_at: int = Field(sa_type=BigInteger)
    clock: str
    kind: str
    credential_id: str | None = Field(default=None, index=True)
    outcome: str
    reason: str
    door: str
    late: bool


class Feed(SQLModel, table=True):
    """How far a gate's journal is committed here: every sequence number up to ``committed`` of this epoch is dealt with."""

    __tablename__ = "gateway_feed"
    gate_id: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    committed: int = Field(sa_type=BigInteger)
    duplicates: int = Field(default=0, sa_type=BigInteger)


class GapRow(SQLModel, table=True):
    """Numbers of a feed that never came and, by the gate's own word, never will; ``why`` is one of :class:`edge.protocol.messages.Lost`."""

    __tablename__ = "gateway_gap"
    gate_id: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    first_seq: int = Field(primary_key=True, sa_type=BigInteger)
    last_seq: int = Field(sa_type=BigInteger)
    why: str
    at: int = Field(sa_type=BigInteger)


class CommandRow(SQLModel, table=True):
    """A command that somebody gave a gate, what became of it, and when. ``number`` is used once; it is never sent after ``expires_at``."""

    __tablename__ = "gateway_command"
    number: str = Field(primary_key=True)
    gate_id: str = Field(foreign_key="gateway_gate.id", index=True)
    action: str
    mode: str = ""
    until: int = Field(default=0, sa_type=BigInteger)
    asked_by: str
    asked_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)
    sent_at: int | None = Field(default=None, sa_type=BigInteger, index=True)
    result: str | None = None
    answered_at: int | None = Field(default=None, sa_type=BigInteger)
    took_ms: int | None = Field(default=None, sa_type=BigInteger)


class KeyStep(SQLModel, table=True):
    """One step in the succession of the keys that sign lists and commands.

    The ``first``, ``rotate`` to a new one, ``retire`` the one before: made and announced by the link once two persons have agreed.
    ``envelope`` is what gates are told of it.
    """

    __tablename__ = "gateway_key_step"
    __table_args__ = (
        CheckConstraint("act IN ('first', 'rotate', 'retire')", name="key_step_act"),
        CheckConstraint("agreed_by IS NULL OR agreed_by <> asked_by", name="key_step_two_persons"),
        CheckConstraint("signed_at IS NULL OR agreed_by IS NOT NULL OR act = 'first'", name="key_step_agreed"),
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    act: str
    hours: int = 0
    anyway: bool = False
    asked_by: str
    asked_at: int = Field(sa_type=BigInteger)
    agreed_by: str | None = None
    agreed_at: int | None = Field(default=None, sa_type=BigInteger)
    public_key: str | None = None
    starts_at: int | None = Field(default=None, sa_type=BigInteger)
    signed_at: int | None = Field(default=None, sa_type=BigInteger)
    envelope: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))


class SetAsideRow(SQLModel, table=True):
    """What could not be understood, with the reason; at most 4 KiB of it is kept, for the gate's maker.

    ``id`` is a digest of where it came from and what it was: the same message sent again is the same row.
    """

    __tablename__ = "gateway_set_aside"
    id: str = Field(primary_key=True)
    topic: str = Field(index=True)
    epoch: str
    seq: int = Field(sa_type=BigInteger)
    why: str
    size: int
    head: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    at: int = Field(sa_type=BigInteger)


class GateRules(SQLModel, table=True):
    """The rules of one gate's door that are not as for every door: the JSON of :class:`edge.protocol.rights.DoorRules`."""

    __tablename__ = "gateway_rules"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    rules: str


class GateHours(SQLModel, table=True):
    """When a shared room's door opens, and what held before: the JSON of :class:`hub.gateway.hours.RoomHours`, empty for at all times."""

    __tablename__ = "gateway_hours"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    hours: str
    before: str
    by: str
    at: int = Field(sa_type=BigInteger)


class PassList(SQLModel, table=True):
    """The head of a gate's newest list, as it was signed."""

    __tablename__ = "gateway_list"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    version: int = Field(sa_type=BigInteger)
    signed_at: int = Field(sa_type=BigInteger)
    manifest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PassListPart(SQLModel, table=True):
    """One part of a gate's newest list, as it is published: a change writes those that it changes and leaves the others alone."""

    __tablename__ = "gateway_list_part"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    name: str = Field(primary_key=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class GateWish(SQLModel, table=True):
    """How an operator wishes a gate to be set. ``envelope`` is what the link signed of it, empty until it has."""

    __tablename__ = "gateway_wish"
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    version: int = Field(sa_type=BigInteger)
    settings: str
    release: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    envelope: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    by: str
    at: int = Field(sa_type=BigInteger)


class Rollout(SQLModel, table=True):
    """A release on its way through the town, as one operator prepared it and another started it: see :mod:`hub.gateway.rollout`.

    A stage is a ``turn`` here. ``under_way`` is true until it is done or withdrawn, and null then: there is one at a time. ``stopped_by``
    is the gate that stopped it and ``stopped_for`` the phase that gate was in.
    """

    __tablename__ = "gateway_rollout"
    __table_args__ = (
        CheckConstraint("state IN ('prepared', 'running', 'paused', 'halted', 'done', 'withdrawn')", name="rollout_state"),
        CheckConstraint("started_by IS NULL OR started_by <> prepared_by", name="rollout_two_persons"),
        CheckConstraint("started_by IS NOT NULL OR state IN ('prepared', 'withdrawn')", name="rollout_started"),
        CheckConstraint("(under_way IS NULL) = (state IN ('done', 'withdrawn'))", name="rollout_under_way"),
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    release: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    release_number: int = Field(sa_type=BigInteger)
    release_name: str
    per_turn: int
    last_turn: int
    well_for_ms: int = Field(sa_type=BigInteger)
    patience_ms: int = Field(sa_type=BigInteger)
    state: str = "prepared"
    under_way: bool | None = Field(default=True, unique=True)
    prepared_by: str
    prepared_at: int = Field(sa_type=BigInteger)
    started_by: str | None = None
    started_at: int | None = Field(default=None, sa_type=BigInteger)
    changed_at: int = Field(sa_type=BigInteger)
    stopped_by: str | None = None
    stopped_for: str | None = None


class RolloutGate(SQLModel, table=True):
    """How far one gate is in a roll-out: see :class:`hub.gateway.rollout.Trace`. ``before`` is the release that was wished for before."""

    __tablename__ = "gateway_rollout_gate"
    rollout: int = Field(primary_key=True, foreign_key="gateway_rollout.number")
    gate_id: str = Field(primary_key=True, foreign_key="gateway_gate.id")
    turn: int
    sent_at: int | None = Field(default=None, sa_type=BigInteger)
    phase: str = "later"
    since: int = Field(default=0, sa_type=BigInteger)
    skipped: str | None = None
    before: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
