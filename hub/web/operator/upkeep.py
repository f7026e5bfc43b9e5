"""What runs in the background and how much of everything there is: codes, counts and ages, nothing about anybody."""

from typing import Any

from fastapi import Request, Response
from sqlalchemy import func
from sqlmodel import Session, col, select

from hub import pulse
from hub.gateway import gates
from hub.gateway.problems import problems_of
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from hub.web.operator import summary
from hub.web.operator.accounts import count_accounts
from hub.web.operator.words import CODES
from registry.audit.tables import Checkpoint
from registry.tables import ListChange

router = desk_router()


@router.get("/admin/jobs")
@allow(sysadmin="all", row="GET /admin/jobs")
def jobs(site: SiteDep) -> dict[str, Any]:
    """Say how the worker and the link are, as they say it themselves."""
    return {each.process: {"answers": each.answers, "well": each.is_well, **each.says} for each in _pulses(site)}


@router.get("/admin/metrics")
@allow(sysadmin="all", row="GET /admin/metrics")
def metrics(site: SiteDep) -> dict[str, Any]:
    """Return counts and ages: gates, problems by code, accounts by role, lists that wait to be signed, the public log's newest head."""
    now = site.now()
    with site.database.read() as session:
        return {
            "gates": _gate_figures(session, now),
            "accounts": count_accounts(site),
            "list_changes_waiting": session.exec(select(func.count()).select_from(ListChange)).one(),
            "register_log": _log_figures(session, now),
        }


@router.get("/o/jobs")
@allow(sysadmin="all", row="GET /admin/jobs")
def show_jobs(request: Request, site: SiteDep) -> Response:
    """Show how the worker and the link are."""
    worker, link = _pulses(site)
    lines = summary.look((), (worker, link), now=site.now()).lines
    return site.page(request, "operator/jobs.html", worker=worker, link=link, lines=lines)


def _pulses(site: Site) -> list[pulse.Pulse]:
    return [pulse.ask(site.config, process) for process in ("work", "link")]


def _gate_figures(session: Session, now: int) -> dict[str, Any]:
    found = gates.list_gates(session)
    in_use = [gate for gate in found if gate.state == "approved"]
    kinds = [problem.kind for gate in in_use for problem in problems_of(gate, now=now)]
    ages = [now - gate.heard_at for gate in in_use if gate.heard_at is not None]
    return {
        "by_state": {state: sum(gate.state == state for gate in found) for state in ("created", "requested", "approved", "revoked")},
        "online": sum(gate.online for gate in in_use),
        "oldest_word_ms": max(ages, default=None),
        "entries_waiting": sum(gate.journal_depth or 0 for gate in in_use),
        "problems": {CODES[kind]: kinds.count(kind) for kind in sorted(set(kinds))},
    }


def _log_figures(session: Session, now: int) -> dict[str, int | None]:
    query = select(Checkpoint.size, Checkpoint.at).where(Checkpoint.log == "register").order_by(col(Checkpoint.size).desc())
    newest = session.exec(query).first()
    return {"size": newest[0] if newest else 0, "age_ms": now - newest[1] if newest else None}
