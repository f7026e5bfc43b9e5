"""The register's rows: homes, tenancies, people and their passes. What says something about a person is sealed under that person's key.

Columns ending in ``_at`` are UTC milliseconds, in ``_on`` ISO dates of the site's own calendar.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Property(SQLModel, table=True):
    """A building with its doors. ``door_group`` is the number that its passes carry; ``pass_key`` the public half of its pass key, hex."""

    __tablename__ = "register_property"
    id: str = Field(primary_key=True)
    landlord_id: str = Field(index=True)
    address: str
    door_group: int = Field(unique=True)
    pass_key: str
    created_at: int = Field(sa_type=BigInteger)


class Unit(SQLModel, table=True):
    """A room that can be let."""

    __tablename__ = "register_unit"
    __table_args__ = (UniqueConstraint("property_id", "label"),)
    id: str = Field(primary_key=True)
    property_id: str = Field(foreign_key="register_property.id", index=True)
    floor: int
    label: str


class Person(SQLModel, table=True):
    """One person's identity values, sealed under the person's own key; ``document_hmac`` finds the same document again without reading
    it.
    """

    __tablename__ = "register_person"
    id: str = Field(primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    document_hmac: str = Field(index=True)
    created_at: int = Field(sa_type=BigInteger)


class Tenancy(SQLModel, table=True):
    """Who lets which unit from when to when. ``end_on`` is the announced last day, which differs from ``ends_on`` when it ends early.

    ``along_with`` is the tenancy of the tenant with whom somebody lives along: a co-occupant's is one of its own within it.
    """

    __tablename__ = "register_tenancy"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="tenancy_ends_after_it_starts"),
        CheckConstraint("(end_on IS NULL) = (notice_at IS NULL)", name="tenancy_end_has_notice"),
    )
    id: str = Field(primary_key=True)
    reference: str = Field(unique=True)
    unit_id: str = Field(foreign_key="register_unit.id", index=True)
    landlord_id: str = Field(index=True)
    starts_on: str
    ends_on: str
    created_at: int = Field(sa_type=BigInteger)
    end_on: str | None = None
    end_by: str | None = None
    notice_at: int | None = Field(default=None, sa_type=BigInteger)
    contested_at: int | None = Field(default=None, sa_type=BigInteger)
    along_with: str | None = Field(default=None, index=True)


class Occupant(SQLModel, table=True):
    """The person of a tenancy; ``account_id`` is set when the person has claimed the pass."""

    __tablename__ = "register_occupant"
    id: str = Field(primary_key=True)
    tenancy_id: str = Field(foreign_key="register_tenancy.id", index=True)
    person_id: str = Field(foreign_key="register_person.id", index=True)
    account_id: str | None = Field(default=None, index=True)


class Credential(SQLModel, table=True):
    """A pass that doors open for within ``[not_before, not_after)`` UTC seconds; ``claimed_at`` once its occupant manages it.

    ``state`` is what its holder made of it. ``card_name`` and ``pin_name`` are what a card's number and a PIN become under the building's
    key: neither stands here. ``duress_contact`` is the account that is told when the PIN of ``duress_name`` was typed. ``release_ms`` and
    ``open_ms`` are for who needs longer, 0 for the door's own times. ``floor`` is where its holder lives.
    ``spare`` if its landlord gave it for a day, beside the tenant's own. ``code_renewed_at`` when the landlord last made another claim
    code for it.
    """

    __tablename__ = "register_credential"
    __table_args__ = (
        CheckConstraint("not_after > not_before", name="credential_ends_after_it_starts"),
        CheckConstraint("state IN ('active', 'suspended', 'lost')", name="credential_state"),
        CheckConstraint("state = 'active' OR state_by IS NOT NULL", name="credential_state_by_somebody"),
        UniqueConstraint("door_group", "card_name"),
        UniqueConstraint("door_group", "pin_name"),
    )
    id: str = Field(primary_key=True)
    occupant_id: str = Field(foreign_key="register_occupant.id", index=True)
    door_group: int = Field(index=True)
    short_number: str = Field(unique=True)
    pass_text: str
    not_before: int = Field(sa_type=BigInteger)
    not_after: int = Field(sa_type=BigInteger)
    claim_hash: str | None = Field(default=None, unique=True)
    claim_expires_at: int | None = Field(default=None, sa_type=BigInteger)
    code_renewed_at: int | None = Field(default=None, sa_type=BigInteger)
    claimed_at: int | None = Field(default=None, sa_type=BigInteger)
    ended_at: int | None = Field(default=None, sa_type=BigInteger)
    state: str = "active"
    state_by: str | None = None
    card_name: str | None = None
    pin_name: str | None = None
    duress_name: str | None = None
    duress_contact: str | None = None
    release_ms: int = 0
    open_ms: int = 0
    floor: int = 0
    spare: bool = False


class DoorKey(SQLModel, table=True):
    """The secret that the gates of a building share, 64 hex characters: for names of cards and PINs, and for codes that rotate."""

    __tablename__ = "register_door_key"
    door_group: int = Field(primary_key=True)
    key: str


class Visit(SQLModel, table=True):
    """A pass that a resident gives away, within their own time: ``kind`` is one_time, recurring, courier or contractor. No visitor's name.

    ``id`` is its credential's. It opens without an entry in any list; ``withdrawn_at`` puts it on the list of those that do not.
    """

    __tablename__ = "register_visit"
    __table_args__ = (
        CheckConstraint("not_after > not_before", name="visit_ends_after_it_starts"),
        CheckConstraint("kind IN ('one_time', 'recurring', 'courier', 'contractor')", name="visit_kind"),
    )
    id: str = Field(primary_key=True)
    occupant_id: str = Field(foreign_key="register_occupant.id", index=True)
    door_group: int = Field(index=True)
    kind: str
    not_before: int = Field(sa_type=BigInteger)
    not_after: int = Field(sa_type=BigInteger)
    pass_text: str
    created_at: int = Field(sa_type=BigInteger)
    withdrawn_at: int | None = Field(default=None, sa_type=BigInteger)


class Confirmation(SQLModel, table=True):
    """The occupancy was confirmed at the door: first granted entry of a claimed credential. Written by the gateway with that entry."""

    __tablename__ = "register_confirmation"
    occupant_id: str = Field(primary_key=True, foreign_key="register_occupant.id")
    credential_id: str
    gate_id: str
    confirmed_at: int = Field(sa_type=BigInteger)


class Correction(SQLModel, table=True):
    """What a resident says their papers really are, sealed under the person's key, until the landlord has looked. One for an occupant."""

    __tablename__ = "register_correction"
    id: str = Field(primary_key=True)
    occupant_id: str = Field(foreign_key="register_occupant.id", unique=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    asked_at: int = Field(sa_type=BigInteger)


class Notice(SQLModel, table=True):
    """A neutral message to one account, such as the notice that a tenancy ends. ``code`` names a sentence in the catalogue, ``day`` is the
    ISO date that it speaks of, if any.

    ``handed_at`` is when one that cannot wait was handed over to be texted.
    """

    __tablename__ = "register_notice"
    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    tenancy_id: str = Field(index=True)
    code: str
    at: int = Field(sa_type=BigInteger)
    day: str = ""
    handed_at: int | None = Field(default=None, sa_type=BigInteger)


class Disclosure(SQLModel, table=True):
    """Who looked at a person's data, as that person will read it from ``visible_at`` on. ``entry_id`` is the line in the audit log,
    ``said`` what that look showed, in codes.
    """

    __tablename__ = "register_disclosure"
    id: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    entry_id: str = Field(unique=True)
    at: int = Field(sa_type=BigInteger)
    visible_at: int = Field(sa_type=BigInteger)
    body: str
    role: str
    fields: str
    purpose: str
    legal_basis: str
    case_number: str
    said: str = ""


class ListChange(SQLModel, table=True):
    """A door group whose pass list must be signed again: written with the change itself, deleted by the gateway when the new list is
    stored.
    """

    __tablename__ = "register_list_change"
    id: str = Field(primary_key=True)
    door_group: int
    at: int = Field(sa_type=BigInteger)
