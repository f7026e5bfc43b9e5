"""What the resident's API takes and answers; the OpenAPI document is made from these."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hub.web.people.papers import Papers
from hub.web.people.shapes import Shape


class Claim(BaseModel):
    """The code from the landlord, and what the resident signs in with: the own phone number and a passphrase of 10 characters or more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = ""
    phone: str = ""
    passphrase: str = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Claim>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


class NewCorrection(Papers):
    """One's papers as they really are, and the tenancy with which they stand wrong in the register."""

    tenancy_id: str


class ClaimedAnswer(Shape):
    """The tenancy and the pass that are the resident's own from now on. The session's cookie comes with it."""

    tenancy_id: str
    credential_id: str


class PassAnswer(Shape):
    """A pass as it may be shown at a door; ``?form=png`` and ``?form=svg`` answer with the picture."""

    credential_id: str
    pass_text: str
    short_number: str
    valid_until: date


class NewWay(Shape):
    """Another way to open what an own pass opens: ``kind`` is ``card``, by its number in hex, or ``pin``, where doors take one alone.

    ``times`` adds no way: it sets how long doors let the holder in, for all the ways there are.
    """

    credential_id: str
    kind: str
    number: str = Field(default="", examples=["04 A1 B2 C3"])
    with_pin: bool = False
    times: str = Field(default="", description="for the kind times: usual, longer or longest", examples=["longer"])
    contact: str = Field(default="", description="short number of the pass of somebody who is told of duress", examples=["4821 7730"])

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<NewWay>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


class WayAnswer(Shape):
    """What opens from now on. Both PINs are shown this once; ``duress_pin`` opens like the other and has the contact told."""

    credential_id: str
    pin: str
    duress_pin: str


class Suspend(Shape):
    """Whether the pass is to open nothing for the time being."""

    suspended: bool = True


class ReplacedAnswer(Shape):
    """The pass that opens in place of a lost one."""

    credential_id: str
    short_number: str


class WeekHours(Shape):
    """Hours of the week by the door's own time: days from 1, Monday, to 7; minutes of the day from 0 to 1440."""

    days: list[Annotated[int, Field(ge=1, le=7)]]
    from_minute: int = Field(ge=0, le=1440)
    until_minute: int = Field(ge=0, le=1440)


class NewVisit(Shape):
    """A pass to give away: ``kind`` is one_time, courier, recurring (with ``weekly``) or contractor; instants are UTC seconds."""

    credential_id: str
    kind: str
    not_before: int = Field(ge=0, le=2**32 - 1)
    not_after: int = Field(ge=0, le=2**32 - 1)
    weekly: WeekHours | None = None


class VisitAnswer(Shape):
    """A pass that was given away. ``pass_text`` is the text of its code."""

    id: str
    kind: str
    not_before: int
    not_after: int
    withdrawn: bool
    pass_text: str


class VisitsAnswer(Shape):
    """The passes that one has given away, the newest first."""

    visits: list[VisitAnswer]


class EntryAnswer(Shape):
    """One entry: UTC milliseconds, the door, and whether it opened."""

    at: int
    gate: str
    opened: bool


class EntriesAnswer(Shape):
    """The person's own entries, newest first, and for how many days they are kept."""

    entries: list[EntryAnswer]
    kept_days: int


class KeptValue(Shape):
    """One stored value: which, what, why it is kept (codes), and the last day it is kept."""

    field: str
    value: str
    why: str
    until: date


class CoOccupantAnswer(Shape):
    """Somebody whom the landlord has registered as living along in one's tenancy ``along_with``."""

    along_with: str
    surname: str
    starts_on: date
    last_day: date


class DataAnswer(Shape):
    """Everything that is stored about the person who asks, and who lives along with them."""

    data: list[KeptValue]
    co_occupants: list[CoOccupantAnswer]


class ComparedAnswer(Shape):
    """One line of the comparison as that look showed it: which field, how it compared and the rule, as sentences."""

    field: str
    said: str
    rule: str


class LookAnswer(Shape):
    """One look at the person's data, which can be objected to by its ``id``: when, by which body and role, at which fields, why, on what
    ground, what was compared, and the sentence (``rule``) that closed it, null for a look from before
    it was kept.
    """

    id: str
    at: int
    body: str
    role: str
    fields: list[str]
    purpose: str
    legal_basis: str
    case_number: str
    compared: list[ComparedAnswer]
    rule: str | None


class NewObjection(Shape):
    """An objection to a look: ``reason`` is not_me, no_basis, too_often or other; ``text`` may say more, without names and numbers."""

    look_id: str
    reason: str
    text: str = ""


class NewComplaint(Shape):
    """A complaint: ``reason`` is landlord, door, data, official or other; ``text`` says what happened, without names and numbers."""

    reason: str
    text: str


class ObjectionAnswer(Shape):
    """An objection or a complaint of one's own; ``outcome`` is upheld, rejected or withdrawn, null while it waits. Times are UTC ms."""

    id: str
    number: str
    kind: str
    reason: str
    text: str
    asked_at: int
    due_on: date
    outcome: str | None
    answer: str
    answered_at: int | None


class ObjectionsAnswer(Shape):
    """One's own objections and complaints, those that wait first."""

    objections: list[ObjectionAnswer]


class AccessLogAnswer(Shape):
    """The looks that are public to the person by now. ``notice`` is the same sentence for everybody."""

    looks: list[LookAnswer]
    notice: str


class OwnWayAnswer(Shape):
    """One way of one's own to open: ``kind`` is pass, spare, card, card_and_pin or pin; whether somebody is told of duress."""

    credential_id: str
    kind: str
    short_number: str
    state: str
    contact: bool
    valid_until: date


class ExportAnswer(Shape):
    """Data, ways to open, visitors, entries, looks, objections and complaints in one document, to take away."""

    data: list[KeptValue]
    ways: list[OwnWayAnswer]
    visits: list[VisitAnswer]
    entries: list[EntryAnswer]
    looks: list[LookAnswer]
    objections: list[ObjectionAnswer]
    notice: str
    made_at: int
