"""The auditor's desk as a JSON API. Reading only: the one thing that an auditor agrees to stands in ``namings``."""

from typing import Annotated

from fastapi import Query, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from hub.web.auditor import reading, retention, shapes, verdicts
from hub.web.layout.frame import SiteDep, allow, desk_router

router = desk_router()
Page = Annotated[int, Query(ge=1, le=100_000)]
Before = Annotated[int | None, Query(ge=0, le=2**53)]


@router.get("/audit/entries")
@allow(auditor="all", row="GET /audit/entries")
def entries(site: SiteDep, log: str = "cases", before: Before = None) -> shapes.EntriesAnswer:
    """Return a page of the log ``register`` or ``cases``, the newest first."""
    with site.database.read() as session:
        return reading.entries(session, log, before=before)


@router.get("/audit/cases-checkpoint")
@allow(auditor="all", row="GET /audit/cases-checkpoint")
def cases_checkpoint(site: SiteDep) -> shapes.CheckpointAnswer:
    """Return the newest signed head of the log of cases, which the public does not see."""
    with site.database.read() as session:
        return verdicts.newest_checkpoint(session, "cases")


@router.get("/audit/sample")
@allow(auditor="all", row="GET /audit/sample")
def sample(site: SiteDep) -> shapes.SampleAnswer:
    """Return twenty looks drawn by chance, others each time."""
    with site.database.read() as session:
        return reading.sample(session, now=site.now())


@router.get("/audit/officials")
@allow(auditor="all", row="GET /audit/officials")
def officials(site: SiteDep) -> shapes.OfficialsAnswer:
    """Return how often each official looked."""
    with site.database.read() as session:
        return reading.officials(session)


@router.get("/audit/retention")
@allow(auditor="all", row="GET /audit/retention")
def overdue(site: SiteDep) -> shapes.RetentionAnswer:
    """Return what should have been deleted and was not."""
    with site.database.read() as session:
        return retention.overdue(session, today=site.today(), now=site.now())


@router.get("/audit/export")
@allow(auditor="all", row="GET /audit/export")
def export(site: SiteDep) -> Response:
    """Give both logs in a zip file that anybody can verify offline with registry/audit/verify.py and the logs' public key."""
    with site.database.read() as session:
        made = verdicts.export(session)
    return FileResponse(made, media_type="application/zip", filename="anju-audit.zip", background=BackgroundTask(made.unlink))


@router.get("/audit/proof/{entry_id}")
@allow(auditor="all", row="GET /audit/proof/{id}")
def proof(site: SiteDep, entry_id: str) -> shapes.ProofAnswer:
    """Return what shows that one line is in its log's tree."""
    with site.database.read() as session:
        return verdicts.prove(session, entry_id)


@router.get("/alerts")
@allow(auditor="all", row="GET /alerts")
def alerts(site: SiteDep, page: Page = 1) -> shapes.AlertsAnswer:
    """Return a page of alerts, without whom they are about."""
    with site.database.read() as session:
        return reading.alerts(session, page=page, now=site.now())


@router.get("/cases")
@allow(auditor="all", row="GET /cases")
def cases(site: SiteDep, page: Page = 1) -> shapes.CasesAnswer:
    """Return a page of cases, those that wait for somebody who may take them among them."""
    with site.database.read() as session:
        return reading.cases(session, page=page, now=site.now())


@router.get("/cases/{case_id}/looks")
@allow(auditor="all", row="GET /cases/{id}/looks")
def looks(site: SiteDep, case_id: str) -> shapes.LooksAnswer:
    """Return every look at one case."""
    with site.database.read() as session:
        return reading.looks_at(session, case_id, now=site.now())
