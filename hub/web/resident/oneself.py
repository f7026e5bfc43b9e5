"""What a resident reads about themselves: home with its four tiles, stored data, own entries, who looked, messages, and all to keep."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.messages import TITLES, said
from hub.web.resident.access import register_of
from hub.web.resident.api import everything
from hub.web.resident.entries import own_entries
from hub.web.resident.words import DEFERRAL, kept_words, look_words
from registry import corrections, notices, objections, passes, residents, tenancies
from registry.duress import in_need
from registry.notices import NoticeView
from registry.passes import Issued
from registry.residents import Stay

router = desk_router()
NOTICES_AT_HOME = 2
ALARM_MS = 86_400_000
PLACES = {
    notices.HOURS_CHANGED: "/r/doors",
    notices.RULES_CHANGED: "/r/doors",
    notices.CO_OCCUPANT_ADDED: "/r/data#along",
    notices.SPARE_GIVEN: "/r/keys",
    notices.CARD_ADDED: "/r/keys",
    notices.TIMES_SET: "/r/keys",
}
"""Where a resident reads what a message is about, or sets it anew."""


@router.get("/r")
@allow(resident="own", row="GET /me/data")
def home(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show first whether the pass works, then the four tiles, then what has happened."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        stays, cards = residents.own_stays(register), passes.own_passes(register)
        data = residents.own_data(register, kept_days=site.config.tenancy_days)
        told = notices.own_notices(register)
        waiting = next((each for each in objections.own(register) if each.outcome is None), None)
        needs = in_need(register, _fresh_alarms(told, now=site.now()))
    found = _unsaid(told, stays)
    card, stay = foremost(cards, stays, today=site.today())
    more: dict[str, Any] = {"card": card, "stay": stay, "stays": stays, "data": data, "days": site.config.entry_days, "titles": TITLES}
    return site.page(request, "resident/home.html", notices=found[:NOTICES_AT_HOME], needs=needs, waiting=waiting, **more)


@router.get("/r/data")
@allow(resident="own", row="GET /me/data")
def data(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show every stored value, why it is kept, and until when."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        kept, stays = residents.own_data(register, kept_days=site.config.tenancy_days), residents.own_stays(register)
        asked, along = corrections.own_asked(register), tenancies.own_co_occupants(register)
    shown = kept_words(kept, site.language_of(request))
    return site.page(request, "resident/data.html", data=shown, stays=stays, asked=asked, along=along)


@router.get("/r/data/download")
@allow(resident="own", row="GET /me/export")
def download(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Give everything as one document to keep."""
    named = {"Content-Disposition": 'attachment; filename="anju-my-data.json"'}
    return JSONResponse(everything(site, actor, site.language_of(request)).model_dump(mode="json"), headers=named)


@router.get("/r/entries")
@allow(resident="own", row="GET /me/entries")
def entries(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show one's own entries, which nobody else sees."""
    with site.database.begin() as session:
        found = own_entries(register_of(site, session, actor), days=site.config.entry_days)
    return site.page(request, "resident/entries.html", entries=found, days=site.config.entry_days)


@router.get("/r/looks")
@allow(resident="own", row="GET /me/access-log")
def looks(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show who looked, as far as it is shown by now, and the sentence that is the same for everybody."""
    with site.database.begin() as session:
        found = residents.own_disclosures(register_of(site, session, actor))
    language = site.language_of(request)
    shown = look_words(found, language, site.zone, unit_name=site.unit_namer(language))
    return site.page(request, "resident/looks.html", looks=shown, deferral=DEFERRAL)


@router.get("/r/notices")
@allow(resident="own", row="GET /me/notices")
def messages(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the messages."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        found = notices.own_notices(register)
        about = {stay.tenancy_id: stay for stay in residents.own_stays(register)}
        needs = in_need(register, {each.tenancy_id for each in found if each.code == notices.DURESS})
    shown = said(found, site.language_of(request))
    return site.page(request, "resident/notices.html", notices=shown, about=about, needs=needs, titles=TITLES, places=PLACES)


def foremost(cards: Sequence[Issued], stays: Sequence[Stay], *, today: date) -> tuple[Issued | None, Stay | None]:
    """Return the pass that the page is about and where it opens: one that works today before one that works later or is suspended,
    else the last stay.
    """
    homes = {stay.tenancy_id: stay for stay in stays}
    if not cards:
        return None, stays[0] if stays else None
    card = min(cards, key=lambda one: (one.state != "active", homes[one.tenancy_id].starts_on > today))
    return card, homes[card.tenancy_id]


def _fresh_alarms(found: Iterable[NoticeView], *, now: int) -> set[str]:
    """Return the tenancies of those who entered under duress within the last day: that comes first on every page that is opened."""
    return {each.tenancy_id for each in found if each.code == notices.DURESS and each.at > now - ALARM_MS}


def _unsaid(found: Iterable[NoticeView], stays: Iterable[Stay]) -> list[NoticeView]:
    """Return the messages but for those whose matter stands on the page already, with what can be done about it."""
    open_ones = {stay.tenancy_id for stay in stays if stay.can_contest}
    return [each for each in found if each.code != notices.END_ANNOUNCED or each.tenancy_id not in open_ones]
