"""What the resident's API takes and answers; the OpenAPI document is made from these."""

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Claim(_Shape):
    """The code from the landlord, and what the resident will sign in with: own phone number and a passphrase of 8 characters or more."""

    code: str
    phone: str
    passphrase: str


class ClaimedAnswer(_Shape):
    """The tenancy and the pass that are the resident's own from now on. The session's cookie comes with it."""

    tenancy_id: str
    credential_id: str


class PassAnswer(_Shape):
    """A pass as it may be shown at a door; ``?form=png`` and ``?form=svg`` answer with the picture."""

    credential_id: str
    pass_text: str
    short_number: str
    valid_until: str


class EntryAnswer(_Shape):
    """One entry: UTC milliseconds, the door, and whether it opened."""

    at: int
    gate: str
    opened: bool


class EntriesAnswer(_Shape):
    """The person's own entries, newest first, and for how many days they are kept."""

    entries: list[EntryAnswer]
    kept_days: int


class KeptValue(_Shape):
    """One stored value: which, what, why it is kept, and until when."""

    field: str
    value: str
    why: str
    until: str


class DataAnswer(_Shape):
    """Everything that is stored about the person who asks."""

    data: list[KeptValue]


class LookAnswer(_Shape):
    """One look at the person's data: when, by which body and role, at which fields, why, on what ground."""

    at: int
    body: str
    role: str
    fields: list[str]
    purpose: str
    legal_basis: str
    case_number: str


class AccessLogAnswer(_Shape):
    """The looks that are public to the person by now. ``notice`` is the same sentence for everybody."""

    looks: list[LookAnswer]
    notice: str


class NoticeAnswer(_Shape):
    """A message: when, which sentence, and the tenancy it is about."""

    at: int
    code: str
    text: str
    tenancy_id: str


class NoticesAnswer(_Shape):
    """Messages, newest first."""

    notices: list[NoticeAnswer] = Field(default_factory=list)


class ExportAnswer(_Shape):
    """Data, entries and looks in one document, to take away."""

    data: list[KeptValue]
    entries: list[EntryAnswer]
    looks: list[LookAnswer]
    made_at: int
