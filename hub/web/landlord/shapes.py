"""What the landlord's API takes and answers; the OpenAPI document is made from these."""

from datetime import date

from pydantic import ConfigDict, Field

from hub.web.landlord.tenant import TenantTexts
from hub.web.people.rooms import HoursTexts
from hub.web.people.shapes import Shape, TenancyAnswer


class NewProperty(Shape):
    """A building to be added. The address is free text."""

    address: str = Field(examples=["北街12号"])


class NewUnits(Shape):
    """Rooms to be added floor by floor: floors 1–5 with 4 rooms each make 101–104 … 501–504."""

    first_floor: int = Field(examples=[1])
    last_floor: int = Field(examples=[5])
    rooms_per_floor: int = Field(examples=[4])


class UnitAnswer(Shape):
    """A room and the word for its state: vacant, unclaimed, let or ending."""

    id: str
    property_id: str
    address: str
    floor: int
    label: str
    state: str
    tenancy_id: str | None


class UnitsAnswer(Shape):
    """Rooms, lowest floor first."""

    units: list[UnitAnswer]


class PropertyAnswer(Shape):
    """A building and its rooms."""

    id: str
    address: str
    door_group: int
    units: list[UnitAnswer]


class ManagerAnswer(Shape):
    """One manager of a building: since when (UTC milliseconds), and whether its owner named them or two operators."""

    id: str
    by_owner: bool
    agreed_at: int


class BuildingAnswer(PropertyAnswer):
    """A building, its rooms and its managers."""

    managers: list[ManagerAnswer]


class DoorChange(Shape):
    """Hours of one shared room's door, all at once; null lifts them. A door that leads to homes takes none."""

    gate_id: str
    hours: HoursTexts | None


class BuildingChange(Shape):
    """What is to change about a building; what is left out stays. ``manager`` is the login of an account that was made for a manager."""

    manager: str | None = None
    end_managers: list[str] = Field(default=[], max_length=20)
    doors: list[DoorChange] = Field(default=[], max_length=100)


class PropertiesAnswer(Shape):
    """The buildings of the person who asks."""

    properties: list[PropertyAnswer]


class NewTenancy(TenantTexts):
    """A tenant to be registered. ``birth_date`` only for documents that do not carry it; dates are ISO texts; an empty start is today."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit_id: str
    name: str = Field(examples=["古丽·阿依"])
    document_number: str
    country: str = Field(default="", description="issuing country, ISO 3166-1 alpha-3, for passports", examples=["VNM"])
    term: str = Field(default="12", description="months, used when ends_on is empty", examples=["6", "12", "24"])


class RegisteredAnswer(Shape):
    """What was made: the pass to hand over, and the code with which the tenant claims it within 72 hours."""

    id: str
    reference: str
    credential_id: str
    valid_until: date
    pass_text: str = Field(description="the text of the QR code")
    short_number: str
    claim_code: str


class NewNotice(Shape):
    """What all who live in a building are told: ``code`` names a sentence, ``day`` is the day it speaks of, as an ISO date."""

    property_id: str
    code: str = Field(examples=["water-off", "door-repair", "fire-drill", "fee-due"])
    day: str = Field(examples=["2026-12-01"])


class Renewal(Shape):
    """The last day of a lease that goes on, as an ISO date, later than before."""

    ends_on: str = Field(examples=["2028-11-30"])


class CorrectionAnswer(Shape):
    """A correction that a tenant asks for: what would change (codes), the name as it would stand, and the last four of the document."""

    id: str
    tenancy_id: str
    address: str
    unit: str
    asked_at: int
    changes: list[str]
    name: str
    document_last_four: str


class CorrectionsAnswer(Shape):
    """The corrections that wait for the person who asks, the oldest first."""

    corrections: list[CorrectionAnswer]


class Decision(Shape):
    """Whether the correction is right."""

    accept: bool


class InvitationAnswer(Shape):
    """Another claim code for the same pass, and when it ends (UTC milliseconds)."""

    tenancy_id: str
    credential_id: str
    claim_code: str
    expires_at: int


class SpareAnswer(Shape):
    """A spare pass for 24 hours: what its QR code says, its number, and when it ends (UTC seconds)."""

    credential_id: str
    pass_text: str
    short_number: str
    not_after: int


class TenanciesAnswer(Shape):
    """The tenancies of the person who asks that run or are still to begin."""

    tenancies: list[TenancyAnswer]
