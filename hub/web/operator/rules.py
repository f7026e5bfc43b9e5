"""The rules of one door as a page: PIN alone, anti-passback, first person in, interlock, its own clock. They go out with its next list."""

import re
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from edge.protocol.rights import AntiPassback, DoorRules
from hub.gateway import gates
from hub.gateway.rules import rules_of
from hub.web.layout.frame import N_, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.people.rooms import clock, read_period
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()
SWITCHES = (
    ("pin_alone", N_("A PIN opens without a card")),
    ("first_person_in", N_("Visitors wait for the first resident of the day")),
    ("interlock", N_("Shut while the other door of a pair is open")),
)
PASSBACK = {
    AntiPassback.OFF: N_("Off"),
    AntiPassback.SOFT: N_("Write it down"),
    AntiPassback.HARD: N_("Refuse visitors, write residents down"),
}


class RulesForm(BaseModel):
    """The form as it was sent."""

    model_config = ConfigDict(frozen=True)

    zone: str = ""
    night: str = ""
    anti_passback: AntiPassback = AntiPassback.OFF
    minutes: str = ""
    switches: list[str] = []

    def as_rules(self) -> DoorRules:
        """Return the rules that it asks for; raise Refused for what cannot be read, each beside its field."""
        wrong = [] if re.fullmatch(r"\s*\d{1,5}\s*", self.minutes) else [Refusal("not-a-number", "minutes")]
        try:
            night = read_period("night", self.night, "00:00")
        except Refused:
            night = None
        if night is None:
            wrong.append(Refusal("time-unreadable", "night"))
        if night is None or wrong:
            raise Refused(*wrong)
        on = {name: name in self.switches for name, _words in SWITCHES}
        return DoorRules(
            zone=self.zone.strip(),
            night_minute=night.start,
            anti_passback=self.anti_passback,
            anti_passback_minutes=int(self.minutes),
            **on,
        )


@router.get("/o/gates/{name}/rules")
@allow(sysadmin="all", row="PUT /gates/{id}/configuration")
def show_rules(request: Request, site: SiteDep, name: str) -> Response:
    """Show the rules that the door keeps."""
    return _page(request, site, name)


@router.post("/o/gates/{name}/rules")
@allow(sysadmin="all", row="PUT /gates/{id}/configuration")
def give_rules(request: Request, site: SiteDep, actor: ActorDep, name: str, form: Annotated[RulesForm, Form()]) -> Response:
    """Have the door keep other rules, and go to it."""
    with site.database.read() as session:
        gate = gates.find_named(session, name)
    try:
        acts.set_rules(site, actor, gate.id, form.as_rules())
    except Refused as refused:
        return _page(request, site, name, form, refused.refusals)
    return RedirectResponse(f"/o/gates/{name}", 303)


def _page(request: Request, site: Site, name: str, form: RulesForm | None = None, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        gate = gates.find_named(session, name)
        kept = rules_of(session, gate.id, zone=site.config.time_zone)
    status, shown = status_of(errors) if errors else 200, form or _as_form(kept)
    more = {"switches": SWITCHES, "passback": PASSBACK, "errors": errors}
    return site.page(request, "operator/gate_rules.html", status=status, gate=gate, form=shown, **more)


def _as_form(kept: DoorRules) -> RulesForm:
    return RulesForm(
        zone=kept.zone,
        night=clock(kept.night_minute),
        anti_passback=kept.anti_passback,
        minutes=str(kept.anti_passback_minutes),
        switches=[name for name, _words in SWITCHES if getattr(kept, name)],
    )
