"""What lies before an officer or a supervisor: cases to take, own cases, the unit's cases, closed ones. Nobody's name is on any of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from hub.cases import desk
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.police import words
from hub.web.police.access import officer_of
from hub.web.police.waiting import Waited, waited

router = desk_router()
MOST_SHOWN = 200
OWNERS = {"nobody": N_("Nobody yet"), "mine": N_("My open cases")}


class Filter(BaseModel):
    """What of the own queue is shown: everything until the form was sent, which ``chosen`` tells. Codes only, no search word."""

    model_config = ConfigDict(frozen=True)

    chosen: str = ""
    owner: list[str] = []
    ground: list[str] = []
    basis: list[str] = []

    def shows(self, row: "Row") -> bool:
        """Tell whether a row is shown."""
        return not self.chosen or (row.owner in self.owner and row.case.ground in self.ground and row.case.basis in self.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a queue: the case, how long it has waited, whose it is (``nobody``, ``mine`` or a duty name), and whether it opens."""

    case: Case
    waited: Waited
    owner: str
    open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the filters: its name and title, and each choice with its word, how many rows it holds, and whether it is chosen."""

    name: str
    title: str
    choices: Sequence[tuple[str, str, int, bool]]


@router.get("/c")
@allow(officer="assigned", supervisor="unit", row="GET /cases")
def show(request: Request, site: SiteDep, actor: ActorDep, chosen: Annotated[Filter, Query()]) -> Response:
    """Show what is to be done: an officer's own cases and those to take, the oldest first; a supervisor's unit, decided ones first."""
    return _page(request, site, actor, chosen, mine_only=False)


@router.get("/c/mine")
@allow(officer="assigned", row="GET /cases")
def mine(request: Request, site: SiteDep, actor: ActorDep, chosen: Annotated[Filter, Query()]) -> Response:
    """Show the own cases that are not closed."""
    return _page(request, site, actor, chosen, mine_only=True)


@router.post("/c/next")
@allow(officer="unit", row="POST /cases/next")
def take_next(site: SiteDep, actor: ActorDep) -> Response:
    """Take the case that has waited longest and go to it; back to the queue when there is none."""
    with site.database.begin(actor.account_id) as session:
        taken = desk.next_case(session, officer_of(actor), now=site.now())
    return RedirectResponse(f"/c/{taken.number}" if taken else "/c", 303)


@router.get("/c/closed")
@allow(officer="assigned", supervisor="unit", row="GET /cases")
def closed(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the closed cases with the day on which their data goes or went."""
    with site.database.read(actor.account_id) as session:
        found = desk.closed(session, officer_of(actor))
    return site.page(request, "police/closed.html", cases=found, **words.ALL)


def _page(request: Request, site: Site, actor: Actor, chosen: Filter, *, mine_only: bool) -> Response:
    officer = officer_of(actor)
    with site.database.read(actor.account_id) as session:
        queue = desk.queue(session, officer)
        to_take = () if mine_only else queue.waiting
        rows = sorted((*_rows(queue.mine, site), *_rows(to_take, site)), key=lambda row: (row.case.created_at, row.case.id))
        unit = () if mine_only else _unit_rows(session, officer, site)
    more: dict[str, Any] = {"unit_rows": unit, "waiting": len(queue.waiting), "mine_only": mine_only, **words.ALL}
    shown = [row for row in rows if chosen.shows(row)]
    more |= {"rows": shown[:MOST_SHOWN], "found": len(shown), "total": len(rows)}
    return site.page(request, "police/queue.html", groups=groups(rows, chosen), **more)


def groups(rows: Sequence[Row], chosen: Filter) -> list[Group]:
    """Return the filters of a queue, with how many rows each choice holds."""

    def group(name: str, title: str, known: Iterable[tuple[str, str]], values: Sequence[str]) -> Group:
        picked: list[str] = getattr(chosen, name)
        return Group(
            name, title, [(code, word, values.count(code), not chosen.chosen or code in picked) for code, word in known if code in values]
        )

    return [
        group("owner", N_("Whose"), OWNERS.items(), [row.owner for row in rows]),
        group("ground", N_("Kind of alert"), words.GROUNDS.items(), [row.case.ground for row in rows]),
        group("basis", N_("Why it may match"), words.BASES.items(), [row.case.basis for row in rows]),
    ]


def _rows(cases: Iterable[Case], site: Site) -> list[Row]:
    now = site.now()
    return [
        Row(case=case, waited=waited(case.created_at, now), owner="mine" if case.owner_id else "nobody", open=case.owner_id is not None)
        for case in cases
    ]


def _unit_rows(session: Session, officer: Officer, site: Site) -> list[Row]:
    cases, now = desk.cases_of_unit(session, officer), site.now()
    logins = desk.logins(session, (case.owner_id for case in cases if case.owner_id))
    return [Row(case=case, waited=waited(case.created_at, now), owner=logins.get(case.owner_id or "", ""), open=True) for case in cases]
