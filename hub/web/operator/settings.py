"""How a gate is wished to be set, as a page: a few times in seconds, and what the gate itself says has become of the last wish."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from edge.protocol.settings import REMOTE
from hub.gateway import configuration, gates
from hub.gateway.gates import GateView
from hub.web.layout.frame import N_, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.shapes import GateSettings
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()


class SettingsForm(BaseModel):
    """The form as it was sent: seconds, or nothing for what stands in the gate's own file."""

    model_config = ConfigDict(frozen=True)

    release: str = ""
    held_open: str = ""
    pre_alarm: str = ""
    same_pass_pause: str = ""
    deadline: str = ""
    resend: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One setting of the form: its field, its name on the wire, and what is said of it."""

    field: str
    name: str
    label: str

    @property
    def low(self) -> str:
        """The least it may be, in seconds."""
        return f"{REMOTE[self.name][0] / 1000:g}"

    @property
    def high(self) -> str:
        """The most it may be, in seconds."""
        return f"{REMOTE[self.name][1] / 1000:g}"


LINES = (
    Line("release", "door.release_ms", N_("The lock is let go for")),
    Line("held_open", "door.held_open_ms", N_("An open door is an alarm after")),
    Line("pre_alarm", "door.pre_alarm_ms", N_("It warns at the door this long before")),
    Line("same_pass_pause", "door.same_pass_pause_ms", N_("The same pass is read again after")),
    Line("deadline", "camera.deadline_ms", N_("A silent camera counts as lost after")),
    Line("resend", "uplink.resend_ms", N_("Entries are sent again after")),
)


@router.get("/o/gates/{name}/settings")
@allow(sysadmin="all", row="PUT /gates/{id}/configuration")
def show_settings(request: Request, site: SiteDep, name: str) -> Response:
    """Show what is wished for, and what the gate runs."""
    return _page(request, site, name)


@router.post("/o/gates/{name}/settings")
@allow(sysadmin="all", row="PUT /gates/{id}/configuration")
def set_gate(request: Request, site: SiteDep, actor: ActorDep, name: str, form: Annotated[SettingsForm, Form()]) -> Response:
    """Wish for the settings, and go to the page that says what becomes of them."""
    given = form.model_dump()
    try:
        wanted = GateSettings(settings=_in_ms(given))
        acts.configure_gate(site, actor, _find(site, name).id, wanted)
    except Refused as refused:
        return _page(request, site, name, given, refused.refusals)
    return RedirectResponse(f"/o/gates/{name}/settings", 303)


def _in_ms(given: Mapping[str, str]) -> dict[str, int]:
    values, wrong = {}, []
    for line in LINES:
        text = given[line.field].strip().replace(",", ".")
        if not text:
            continue
        low, high = REMOTE[line.name]
        try:
            values[line.name] = round(float(text) * 1000)
        except (ValueError, OverflowError):
            values[line.name] = -1
        if not low <= values[line.name] <= high:
            wrong.append(Refusal("seconds-range", line.field, low=line.low, high=line.high))
    if wrong:
        raise Refused(*wrong)
    return values


def _page(request: Request, site: Site, name: str, given: Mapping[str, str] | None = None, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        gate = gates.find_named(session, name)
        wished, version = configuration.wished(session, gate.id)
    values = given or {line.field: f"{wished[line.name] / 1000:g}" for line in LINES if line.name in wished}
    return site.page(
        request,
        "operator/gate_settings.html",
        status=status_of(errors) if errors else 200,
        gate=gate,
        lines=LINES,
        values=values,
        errors=errors,
        state=_state(gate, version, is_wished=bool(wished)),
    )


def _state(gate: GateView, version: int, *, is_wished: bool) -> str:
    """Return what became of the last wish: ``none``, ``waiting``, ``running`` or ``given_up``."""
    if not version:
        return "waiting" if is_wished else "none"
    if gate.config_given_up == version:
        return "given_up"
    return "running" if gate.config == version else "waiting"


def _find(site: Site, name: str) -> GateView:
    with site.database.read() as session:
        return gates.find_named(session, name)
