"""What the addresses that both sides of a tenancy use take and answer; the OpenAPI document is made from these.

An answer about a tenancy has one shape whatever its state, so that nothing can be read from what is absent.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A body: frozen, without fields that nobody knows; read from one of the register's views too."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class TenancyAnswer(Shape):
    """One tenancy. The document's last four characters are all that is shown of it; there is no time of any entry.

    A co-occupant's names the tenancy in which it is, ``along_with``.
    """

    id: str
    reference: str
    unit_id: str
    address: str
    unit: str
    name: str
    document_last_four: str
    starts_on: date
    ends_on: date
    end_on: date | None
    contested: bool
    claimed: bool
    along_with: str | None


class EndTenancy(Shape):
    """The last day of a tenancy that ends early, as an ISO date; a resident may leave it empty to end it at once."""

    end_on: str = Field(examples=["2026-12-31"])


class Done(Shape):
    """It is done; what changed is read back with GET."""

    id: str


class NoticeAnswer(Shape):
    """A message: when (UTC milliseconds), which sentence, and the tenancy it is about."""

    at: int
    code: str
    text: str
    tenancy_id: str


class NoticesAnswer(Shape):
    """Messages, newest first."""

    notices: list[NoticeAnswer]
