"""A person's papers as both desks take them: what is typed becomes checked values, or everything that is wrong with them."""

from datetime import date

from pydantic import Field

from hub.web.people.shapes import Shape
from registry.identity import Identity, read_person
from registry.identity.documents import RESIDENT_ID


class PapersTexts(Shape):
    """Somebody's papers, whole, as they are to stand in the register. ``birth_date`` only for documents that do not carry it."""

    name: str = Field(examples=["古丽·阿依"])
    document_number: str
    document_kind: str = RESIDENT_ID
    country: str = Field(default="", description="issuing country, ISO 3166-1 alpha-3, for passports", examples=["VNM"])
    birth_date: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return f"<{type(self).__name__}>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


def read_papers(typed: PapersTexts, *, today: date) -> Identity:
    """Return the checked values; raise Refused with everything that is wrong."""
    return read_person(
        name=typed.name,
        document_kind=typed.document_kind,
        document_number=typed.document_number,
        country=typed.country,
        birth_date=typed.birth_date,
        phone=typed.phone,
        today=today,
    )
