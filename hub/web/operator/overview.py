"""The first page: what is wrong, what it does, since when and what now; then every gate with the age of its state. And what codes mean."""

from fastapi import Request, Response

from hub import pulse
from hub.gateway import gates, keys, rollouts
from hub.web.layout.frame import SiteDep, allow, desk_router
from hub.web.operator import summary
from hub.web.operator.words import CODES, WORDS

router = desk_router()


@router.get("/o")
@allow(sysadmin="all", row="GET /gates")
def overview(request: Request, site: SiteDep) -> Response:
    """Show problems first, then the gates, the worst first."""
    pulses = [pulse.ask(site.config, process) for process in ("work", "link")]
    with site.database.read() as session:
        found, succession, rollout = gates.list_gates(session), keys.standing(session), rollouts.under_way(session)
    state = summary.look(found, pulses, now=site.now())
    behind = len(succession.behind(found)) if succession.old else 0
    foreign = sum(gate.state == "approved" and succession.is_foreign(gate) for gate in found)
    return site.page(
        request,
        "operator/home.html",
        state=state,
        named=summary.NAMED,
        succession=succession,
        behind=behind,
        foreign=foreign,
        rollout=rollout,
    )


@router.get("/o/codes")
@allow(sysadmin="all", row="GET /gates")
def codes(request: Request, site: SiteDep) -> Response:
    """Show what each code means and what to do, step by step."""
    return site.page(request, "operator/codes.html", codes=[(code, WORDS[kind]) for kind, code in CODES.items()])
