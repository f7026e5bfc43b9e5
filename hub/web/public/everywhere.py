"""What each of the three applications answers to everybody: is it well, what is promised, what proves it, how a program calls it.

Nothing here depends on anybody's data but the public checkpoint, which changes at fixed times whatever happens.
"""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import text

from hub.web.layout import words
from hub.web.layout.application import wants_page
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from hub.web.public import notice
from registry.audit import commitments, log
from registry.refusals import Refusal, Refused

router = desk_router()


@router.get("/health")
@allow(everyone="all", row="GET /health")
def health(site: SiteDep) -> dict[str, Any]:
    """Say which application of which site answers, and that it reaches its database; 503 if it does not."""
    with site.database.read() as session:
        session.execute(text("SELECT 1"))
    return {"ok": True, "application": site.application.name, "site": site.config.site}


@router.get("/help")
@allow(everyone="all", row="GET /policy")
def show_help(request: Request, site: SiteDep) -> Response:
    """Show what to do at a closed door, and whom to call."""
    return site.page(request, "public/help.html")


@router.get("/policy")
@allow(everyone="all", row="GET /policy")
def policy(request: Request, site: SiteDep) -> Response:
    """Show the privacy notice, as a page or as JSON: what, why, who, how long, which rights."""
    if wants_page(request):
        return site.page(request, "public/policy.html", sections=notice.SECTIONS, limits=notice.limits(site.config))
    return JSONResponse({**_sections(site, request), "limits": _limits(site, request), "help_phone": site.config.help_phone})


@router.get("/transparency/report")
@allow(everyone="all", row="GET /transparency/report")
def transparency(request: Request, site: SiteDep) -> Response:
    """Show which bounds hold and how long things last: constants, and no count that tells of anybody."""
    if wants_page(request):
        return site.page(request, "public/transparency.html", bounds=notice.BOUNDS, limits=notice.limits(site.config))
    say = words.translator(site.language_of(request)).gettext
    bounds = [{"number": bound.number, "words": say(bound.words)} for bound in notice.BOUNDS]
    return JSONResponse({"bounds": bounds, "limits": _limits(site, request), "checkpoint": "/audit/checkpoint"})


@router.get("/audit/checkpoint")
@allow(everyone="all", row="GET /audit/checkpoint")
def checkpoint(site: SiteDep) -> Response:
    """Give the register log's public checkpoint as its signed note (C2SP tlog-checkpoint); it changes once an hour."""
    with site.database.read() as session:
        head = log.announced(session)
    if head is None:
        raise Refused(Refusal("no-checkpoint"))
    return PlainTextResponse(head.note)


@router.get("/audit/commitments")
@allow(everyone="all", row="GET /audit/checkpoint")
def daily_commitments(site: SiteDep, page: Annotated[int, Query(ge=1, le=1_000)] = 1) -> dict[str, Any]:
    """Give each day's commitment to the head of the log of cases, the newest first; a day is opened after the longest deferral.

    ``hash`` is SHA-256 over ``anju/commitment/v1``, a zero byte, the nonce, the day, a line feed, and the note's first three lines.
    """
    with site.database.read() as session:
        days = commitments.committed_days(session, page=page)
    return {"opened_after_days": commitments.OPENED_AFTER_DAYS, "days": [asdict(day) for day in days]}


@router.get("/openapi.json")
@allow(everyone="all", row="GET /policy")
def openapi(request: Request) -> dict[str, Any]:
    """Give the description of the API for programs."""
    described: dict[str, Any] = request.app.openapi()
    return described


def _sections(site: Site, request: Request) -> dict[str, Any]:
    say = words.translator(site.language_of(request)).gettext
    return {
        "sections": [
            {
                "title": say(section.title),
                "points": [{"term": say(term) if term else "", "words": say(point)} for term, point in section.points],
            }
            for section in notice.SECTIONS
        ]
    }


def _limits(site: Site, request: Request) -> list[dict[str, Any]]:
    say = words.translator(site.language_of(request)).gettext
    return [{"code": limit.code, "words": say(limit.words), "days": limit.days} for limit in notice.limits(site.config)]
