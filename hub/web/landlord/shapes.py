"""What the landlord's API takes and answers; the OpenAPI document is made from these.

Answers about a tenancy have one shape whatever its state, so that nothing can be read from what is absent.
"""

from pydantic import BaseModel, ConfigDict, Field

from registry.identity.documents import RESIDENT_ID


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewProperty(_Shape):
    """A building to be added. The address is free text."""

    address: str = Field(max_length=200, examples=["北街12号"])


class NewUnits(_Shape):
    """Rooms to be added floor by floor: floors 1–5 with 4 rooms each make 101–104 … 501–504."""

    first_floor: int = Field(examples=[1])
    last_floor: int = Field(examples=[5])
    rooms_per_floor: int = Field(examples=[4])


class UnitAnswer(_Shape):
    """A room and the word for its state: vacant, unclaimed, let or ending."""

    id: str
    property_id: str
    address: str
    floor: int
    label: str
    state: str
    tenancy_id: str | None


class UnitsAnswer(_Shape):
    """Rooms, lowest floor first."""

    units: list[UnitAnswer]


class PropertyAnswer(_Shape):
    """A building and its rooms."""

    id: str
    address: str
    door_group: int
    units: list[UnitAnswer]


class PropertiesAnswer(_Shape):
    """The buildings of the person who asks."""

    properties: list[PropertyAnswer]


class NewTenancy(_Shape):
    """A tenant to be registered. ``birth_date`` only for documents that do not carry it; dates are ISO texts; an empty start is today."""

    unit_id: str
    name: str = Field(examples=["古丽·阿依"])
    document_kind: str = RESIDENT_ID
    document_number: str
    country: str = Field(default="", description="issuing country, ISO 3166-1 alpha-3, for passports", examples=["VNM"])
    birth_date: str = ""
    phone: str = ""
    starts_on: str = ""
    ends_on: str = ""
    term: str = Field(default="12", description="months, used when ends_on is empty", examples=["6", "12", "24"])


class RegisteredAnswer(_Shape):
    """What was made: the pass to hand over, and the code with which the tenant claims it within 72 hours."""

    id: str
    reference: str
    credential_id: str
    valid_until: str
    pass_text: str = Field(description="the text of the QR code")
    short_number: str
    claim_code: str


class TenancyAnswer(_Shape):
    """One tenancy. The document's last four characters are all that is shown of it; there is no time of any entry."""

    id: str
    reference: str
    unit_id: str
    address: str
    unit: str
    name: str
    document_last_four: str
    starts_on: str
    ends_on: str
    end_on: str | None
    contested: bool
    claimed: bool


class TenanciesAnswer(_Shape):
    """The tenancies of the person who asks."""

    tenancies: list[TenancyAnswer]


class EndTenancy(_Shape):
    """The last day of a tenancy that ends early, as an ISO date."""

    end_on: str


class Done(_Shape):
    """It is done; what changed is read back with GET."""

    id: str
