"""The resident's JSON API: what is stored, where one went in, who looked, which messages came; always one's own and nobody else's."""

from collections.abc import Callable, Iterable

from fastapi import Request

from hub.web.layout import words
from hub.web.layout.comparison import closing, told
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.messages import said
from hub.web.people.shapes import NoticesAnswer
from hub.web.resident.access import register_of
from hub.web.resident.entries import own_entries
from hub.web.resident.shapes import (
    AccessLogAnswer,
    ComparedAnswer,
    CoOccupantAnswer,
    DataAnswer,
    EntriesAnswer,
    EntryAnswer,
    ExportAnswer,
    KeptValue,
    LookAnswer,
    ObjectionAnswer,
    OwnWayAnswer,
    VisitAnswer,
)
from hub.web.resident.words import DEFERRAL
from registry import notices, objections, passes, residents, tenancies
from registry.register import Register
from registry.residents import Look

router = desk_router()


@router.get("/me/data")
@allow(resident="own", row="GET /me/data")
def read_data(site: SiteDep, actor: ActorDep) -> DataAnswer:
    """Return every stored value, why it is kept, and until when."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        along = [CoOccupantAnswer.model_validate(each) for each in tenancies.own_co_occupants(register)]
        return DataAnswer(data=_data(site, register), co_occupants=along)


@router.get("/me/entries")
@allow(resident="own", row="GET /me/entries")
def read_entries(site: SiteDep, actor: ActorDep) -> EntriesAnswer:
    """Return one's own entries, newest first."""
    with site.database.begin() as session:
        return EntriesAnswer(entries=_entries(site, register_of(site, session, actor)), kept_days=site.config.entry_days)


@router.get("/me/access-log")
@allow(resident="own", row="GET /me/access-log")
def read_looks(request: Request, site: SiteDep, actor: ActorDep) -> AccessLogAnswer:
    """Return who looked, as far as it is shown by now."""
    with site.database.begin() as session:
        found = residents.own_disclosures(register_of(site, session, actor))
    language = site.language_of(request)
    return AccessLogAnswer(looks=_looks(found, site, language), notice=words.translator(language).gettext(DEFERRAL))


@router.get("/me/notices")
@allow(resident="own", row="GET /me/notices")
def read_messages(request: Request, site: SiteDep, actor: ActorDep) -> NoticesAnswer:
    """Return one's messages, newest first."""
    with site.database.begin() as session:
        found = notices.own_notices(register_of(site, session, actor))
    return NoticesAnswer(notices=said(found, site.language_of(request)))


@router.get("/me/export")
@allow(resident="own", row="GET /me/export")
def export(request: Request, site: SiteDep, actor: ActorDep) -> ExportAnswer:
    """Return data, entries and looks in one document."""
    return everything(site, actor, site.language_of(request))


def everything(site: Site, actor: Actor, language: str) -> ExportAnswer:
    """Return all that is kept about a resident and that they may see by now; what is said in words is said in ``zh`` or ``en``."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        data, entries, found = _data(site, register), _entries(site, register), residents.own_disclosures(register)
        ways, asked = passes.own_ways(register), objections.own(register)
        visits = (*passes.own_visits(register), *passes.own_visits(register, over=True))
    return ExportAnswer(
        data=data,
        ways=[OwnWayAnswer.model_validate(each) for each in ways],
        visits=[VisitAnswer.model_validate(each) for each in visits],
        entries=entries,
        looks=_looks(found, site, language),
        objections=[ObjectionAnswer.model_validate(each) for each in asked],
        notice=words.translator(language).gettext(DEFERRAL),
        made_at=site.now(),
    )


def _data(site: Site, register: Register) -> list[KeptValue]:
    return [KeptValue.model_validate(each) for each in residents.own_data(register, kept_days=site.config.tenancy_days)]


def _entries(site: Site, register: Register) -> list[EntryAnswer]:
    return [EntryAnswer.model_validate(each) for each in own_entries(register, days=site.config.entry_days)]


def _looks(found: Iterable[Look], site: Site, language: str) -> list[LookAnswer]:
    name = site.unit_namer(language)
    return [_look(look, body=name(look.body), say=words.translator(language).gettext) for look in found]


def _look(look: Look, *, body: str, say: Callable[[str], str]) -> LookAnswer:
    lines = [ComparedAnswer(field=line.field, said=say(line.word), rule=say(line.rule)) for line in told(look.said)]
    return LookAnswer(
        id=look.id,
        at=look.at,
        body=body,
        role=look.role,
        fields=list(look.fields),
        purpose=look.purpose,
        legal_basis=look.legal_basis,
        case_number=look.case_number,
        compared=lines,
        rule=say(sentence) if (sentence := closing(look.said)) else None,
    )
