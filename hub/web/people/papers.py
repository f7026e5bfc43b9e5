"""A person's papers as both desks take them: what is typed becomes checked values, or everything that is wrong with them.

What only some documents need, the issuing country and the birth date, is asked in a second round, and only for those.
"""

from datetime import date
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from hub.web.layout.frame import N_
from hub.web.people import countries
from registry.identity import Identity, read_person
from registry.identity.documents import ISSUED_BY_CHINA, RESIDENT_ID
from registry.refusals import Refusal

KINDS = {
    RESIDENT_ID: N_("Resident identity card"),
    "hk_macao_permit": N_("Permit for Hong Kong and Macao residents"),
    "taiwan_permit": N_("Permit for Taiwan residents"),
    "foreign_permanent_id": N_("Foreign permanent resident card"),
    "passport": N_("Passport"),
    "other": N_("Other document"),
}
LATER = {"country-missing": "country", "birth-date-missing": "birth_date"}
"""What is asked in the second round, by the refusal that asks for it."""


class PapersTexts(BaseModel):
    """Somebody's papers as they were typed: texts only, whatever they hold. Cannot be printed."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    document_kind: str = RESIDENT_ID
    document_number: str = ""
    country: str = ""
    birth_date: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return f"<{type(self).__name__}>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


class Papers(PapersTexts):
    """Somebody's papers, whole, as they are to stand in the register. ``birth_date`` only for documents that do not carry it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(examples=["古丽·阿依"])
    document_number: str
    country: str = Field(default="", description="issuing country, ISO 3166-1 alpha-3, for passports", examples=["VNM"])


class PapersForm(PapersTexts):
    """A form for papers as it was sent, with what was asked in the second round."""

    asked: str = ""

    def current(self) -> Self:
        """Return the form without an issuing country that another kind of document was asked for."""
        return self.model_copy(update={"country": ""}) if self.document_kind in ISSUED_BY_CHINA else self

    def asks(self, refusals: tuple[Refusal, ...]) -> list[str]:
        """Return what the form has to ask beyond the first round, after these refusals."""
        wanted = {*self.asked.split(), *(LATER[refusal.code] for refusal in refusals if refusal.code in LATER)}
        return sorted(wanted - ({"country"} if self.document_kind in ISSUED_BY_CHINA else set()))

    def tells(self, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
        """Return the refusals to be shown: a question that was not asked yet is no mistake."""
        return tuple(refusal for refusal in refusals if LATER.get(refusal.code) in (None, *self.asked.split()))


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


def papers_page(form: PapersForm, refusals: tuple[Refusal, ...], language: str) -> dict[str, Any]:
    """Return what a page that asks for papers says, after these refusals."""
    more = {"kinds": KINDS, "issuers": countries.issuers(language)}
    return {"form": form, "asks": form.asks(refusals), "errors": form.tells(refusals), **more}
