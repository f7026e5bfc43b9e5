"""A building's doors: how each stands, what tenants read of it, a shared room's hours, and for its managers opening from afar.

A door that leads to homes has no hours to set: who lives there is never kept out. An owner who is no manager looks and sets hours; from
afar a door is opened by a manager alone.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from edge.protocol.messages import CommandAction
from hub.gateway import commands, gates
from hub.gateway.commands import FREE_HOURS_USUAL
from hub.gateway.gates import GateView
from hub.gateway.hours import RoomHours
from hub.gateway.problems import is_heard
from hub.gateway.rules import rules_of
from hub.web.landlord.access import register_of
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.doors import command_gate, set_hours, undo_hours
from hub.web.people.rooms import KINDS, HoursTexts, PeriodTexts, read_days, texts_of
from hub.web.refusals import status_of
from registry import homes
from registry.refusals import Refusal, Refused

router = desk_router()
RECENT = 5
STANDS_FREE_FOR = {"1": N_("1 hour"), "4": N_("4 hours"), "8": N_("8 hours"), "12": N_("12 hours")}
OFFERED = {"workdays": ("06:00", "23:00"), "saturday": ("06:00", "23:00"), "sunday": ("06:00", "23:00"), "special": ("", "")}


class OpenForm(BaseModel):
    """What is asked of a door, as the form was sent."""

    model_config = ConfigDict(frozen=True)

    act: str = "access"
    hours: int = FREE_HOURS_USUAL


class HoursForm(BaseModel):
    """The form for a shared room's hours as it was sent: times and days as texts, floors as numbers."""

    model_config = ConfigDict(frozen=True)

    workdays_start: str = ""
    workdays_until: str = ""
    saturday_start: str = ""
    saturday_until: str = ""
    sunday_start: str = ""
    sunday_until: str = ""
    special_start: str = ""
    special_until: str = ""
    special_days: str = ""
    floors: list[int] = []
    step: str = "save"

    def as_hours(self) -> RoomHours:
        """Return them as a door keeps them; raise Refused."""
        periods = {kind: PeriodTexts(start=start, until=until) for kind, (start, until) in self.periods.items() if start or until}
        return HoursTexts(**periods, special_days=read_days(self.special_days), floors=self.floors).as_hours()

    @property
    def periods(self) -> Mapping[str, tuple[str, str]]:
        """The two times of each kind of day, as typed."""
        return {kind: (getattr(self, f"{kind}_start").strip(), getattr(self, f"{kind}_until").strip()) for kind in KINDS}


@router.get("/l/p/{property_id}/doors")
@allow(landlord="own", manager="building", row="GET /gates")
def show_doors(request: Request, site: SiteDep, actor: ActorDep, property_id: str) -> Response:
    """Show the doors of a building: how each stands and when it opens."""
    with site.database.begin() as session:
        home = homes.find_property(register_of(site, session, actor), property_id)
        found = [gate for gate in gates.list_gates(session, property_ids=[property_id]) if gate.state == "approved"]
    return site.page(
        request, "landlord/doors.html", property=home, doors=found, heard={gate.id: is_heard(gate, now=site.now()) for gate in found}
    )


@router.get("/l/g/{gate_id}")
@allow(landlord="own", manager="building", row="GET /gates/{id}/health")
def show_door(request: Request, site: SiteDep, actor: ActorDep, gate_id: str) -> Response:
    """Show one door."""
    return _page(request, site, actor, gate_id)


@router.post("/l/g/{gate_id}/open")
@allow(manager="building", row="POST /gates/{id}/open")
def open_door(request: Request, site: SiteDep, actor: ActorDep, gate_id: str, form: Annotated[OpenForm, Form()]) -> Response:
    """Let somebody in, or have the door stand free and lock again."""
    action, mode = (CommandAction.UNLOCK, "") if form.act == "access" else (CommandAction.MODE, form.act)
    return _command(request, site, actor, gate_id, action, mode, free_hours=form.hours)


@router.post("/l/g/{gate_id}/drill")
@allow(manager="building", row="POST /gates/{id}/drill")
def drill(request: Request, site: SiteDep, actor: ActorDep, gate_id: str) -> Response:
    """Try whether the door hears; no lock moves."""
    return _command(request, site, actor, gate_id, CommandAction.DRILL)


@router.get("/l/g/{gate_id}/hours")
@allow(landlord="own", manager="building", row="PATCH /properties/{id}")
def ask_hours(request: Request, site: SiteDep, actor: ActorDep, gate_id: str) -> Response:
    """Show the hours of a shared room to be changed."""
    return _hours_page(request, site, actor, gate_id)


@router.post("/l/g/{gate_id}/hours")
@allow(landlord="own", manager="building", row="PATCH /properties/{id}")
def give_hours(request: Request, site: SiteDep, actor: ActorDep, gate_id: str, form: Annotated[HoursForm, Form()]) -> Response:
    """Set them, lift them, or take the last change back: the button says which."""
    try:
        with site.database.begin() as session:
            register = register_of(site, session, actor)
            gates.find_gate(session, gate_id, property_ids=homes.own_ids(register))
            if form.step == "undo":
                undo_hours(register, gate_id)
            else:
                set_hours(register, gate_id, None if form.step == "lift" else form.as_hours())
    except Refused as refused:
        return _hours_page(request, site, actor, gate_id, form, refused.refusals)
    return RedirectResponse(f"/l/g/{gate_id}", 303)


def _command(
    request: Request, site: Site, actor: Actor, gate_id: str, action: CommandAction, mode: str = "", *, free_hours: int = FREE_HOURS_USUAL
) -> Response:
    try:
        with site.database.begin() as session:
            gates.find_gate(session, gate_id, property_ids=homes.managed_ids(register_of(site, session, actor, purpose="access")))
            command_gate(session, site, actor, gate_id, action, mode, free_hours=free_hours)
    except Refused as refused:
        return _page(request, site, actor, gate_id, refused.refusals)
    return RedirectResponse(f"/l/g/{gate_id}", 303)


def _page(request: Request, site: Site, actor: Actor, gate_id: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        gate = gates.find_gate(session, gate_id, property_ids=homes.own_ids(register))
        home = homes.find_property(register, gate.property_id)
        may_open = "manager" in actor.roles and gate.property_id in homes.managed_ids(register)
        given = commands.recent(session, gate_id, limit=RECENT)
        rules = rules_of(session, gate_id, zone=site.config.time_zone)
    more = {"may_open": may_open, "given": given, "rules": rules, "is_heard": is_heard(gate, now=site.now()), "errors": errors}
    more |= {"free_hours": STANDS_FREE_FOR, "free_usual": str(FREE_HOURS_USUAL)}
    return site.page(request, "landlord/door.html", status=status_of(errors) if errors else 200, door=gate, property=home, **more)


def _hours_page(
    request: Request, site: Site, actor: Actor, gate_id: str, form: HoursForm | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        gate = gates.find_gate(session, gate_id, property_ids=homes.own_ids(register))
        home = homes.find_property(register, gate.property_id)
    return site.page(
        request,
        "landlord/hours.html",
        status=status_of(errors) if errors else 200,
        door=gate,
        property=home,
        floor_choices=[(floor, str(floor)) for floor in sorted({unit.floor for unit in home.units})],
        form=form or _as_form(gate),
        errors=errors,
    )


def _as_form(gate: GateView) -> HoursForm:
    kept = texts_of(gate.hours)
    times = (
        {kind: getattr(kept, kind) for kind in KINDS} if kept else {kind: PeriodTexts(start=a, until=b) for kind, (a, b) in OFFERED.items()}
    )
    fields = {f"{kind}_{end}": getattr(period, end) for kind, period in times.items() if period for end in ("start", "until")}
    return HoursForm(**fields, special_days=", ".join(kept.special_days) if kept else "", floors=kept.floors if kept else [])
