"""The auditor's pages: the verdict first, then what must be none, then everything that it was drawn from."""

from typing import Any

from fastapi import Request, Response

from hub import oversight
from hub.cases.reasons import parse
from hub.web.auditor import reading, retention, verdicts
from hub.web.auditor.api import Before, Page
from hub.web.auditor.words import EVERY
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from registry.refusals import Refusal, Refused

router = desk_router()


@router.get("/a")
@allow(auditor="all", row="GET /audit/entries")
def verify(request: Request, site: SiteDep) -> Response:
    """Verify both logs now, and say what else must be none."""
    now, refusals = site.now(), tuple[Refusal, ...]()
    judged: verdicts.Judgement | None
    with site.database.read() as session:
        try:
            judged = verdicts.judge(session, site.config, now=now)
        except Refused as refused:
            judged, refusals = None, refused.refusals
        late, waiting = reading.late_cases(session, now=now), reading.waiting_cases(session)
        due = retention.overdue(session, today=site.today(), now=now).overdue
        unfounded, after = len(reading.unfounded(session, now=now)), reading.cases_after_their_alert(session)
    return _page(
        request, site, "verdict", judged=judged, refusals=refusals, late=late, waiting=waiting, due=due, unfounded=unfounded, after=after
    )


@router.get("/a/entries")
@allow(auditor="all", row="GET /audit/entries")
def entries(request: Request, site: SiteDep, log: str = "cases", before: Before = None) -> Response:
    """Show a page of one log, the newest first."""
    with site.database.read() as session:
        found = reading.entries(session, log, before=before)
    return _page(request, site, "entries", found=found, before=before)


@router.get("/a/sample")
@allow(auditor="all", row="GET /audit/sample")
def sample(request: Request, site: SiteDep) -> Response:
    """Draw twenty looks by chance and show what each was for."""
    with site.database.read() as session:
        drawn = reading.sample(session, now=site.now())
    return _page(request, site, "sample", drawn=drawn)


@router.get("/a/officials")
@allow(auditor="all", row="GET /audit/officials")
def officials(request: Request, site: SiteDep) -> Response:
    """Show how often each official looked."""
    with site.database.read() as session:
        found = reading.officials(session)
    return _page(request, site, "officials", found=found)


@router.get("/a/cases")
@allow(auditor="all", row="GET /cases")
def cases(request: Request, site: SiteDep, page: Page = 1) -> Response:
    """Show cases from outside, those that wait unassigned among them."""
    with site.database.read() as session:
        found = reading.cases(session, page=page, now=site.now())
    return _page(request, site, "cases", found=found)


@router.get("/a/cases/{case_id}")
@allow(auditor="all", row="GET /cases/{id}/looks")
def looks(request: Request, site: SiteDep, case_id: str) -> Response:
    """Show every look at one case."""
    with site.database.read() as session:
        found = reading.looks_at(session, case_id, now=site.now())
    return _page(request, site, "looks", case=found.case, looks=found.looks)


@router.get("/a/alerts")
@allow(auditor="all", row="GET /alerts")
def alerts(request: Request, site: SiteDep, page: Page = 1) -> Response:
    """Show alerts from outside: ground, legal basis, who entered and who approved, until when."""
    with site.database.read() as session:
        found = reading.alerts(session, page=page, now=site.now())
    return _page(request, site, "alerts", found=found)


@router.get("/a/retention")
@allow(auditor="all", row="GET /audit/retention")
def overdue(request: Request, site: SiteDep) -> Response:
    """Show what should have been deleted and was not."""
    with site.database.read() as session:
        found = retention.overdue(session, today=site.today(), now=site.now())
    return _page(request, site, "retention", found=found)


@router.get("/a/export")
@allow(auditor="all", row="GET /audit/export")
def export(request: Request, site: SiteDep) -> Response:
    """Say what the export holds and how it is verified without the hub."""
    return _page(request, site, "export", log_key=oversight.read_log_key(site.config).hex(), witness_key=site.config.witness_key)


def _page(request: Request, site: Site, name: str, **context: Any) -> Response:
    return site.page(request, f"auditor/{name}.html", words=EVERY, read_reason=parse, **context)
