"""Pages for one's own ways to open: the pass on the telephone, cards, PINs. Each is suspended, taken up, lost, replaced or ended here.

A PIN is shown in the answer that drew it and never again. Of duress nothing shows at a door, nor on any list: only where it is set.
"""

from functools import partial
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.gateway.rules import takes_pin_alone
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.once import TokenText, new_token
from hub.web.resident.access import register_of
from hub.web.resident.own_pass import hosts_of
from registry import passes
from registry.passes import NewWay
from registry.passes.life import set_times, times_of
from registry.refusals import Refusal, Refused

router = desk_router()
KINDS = {
    "pass": N_("Pass on the telephone"),
    "spare": N_("Spare pass from your landlord"),
    "card": N_("Card"),
    "card_and_pin": N_("Card with a PIN"),
    "pin": N_("PIN alone"),
}
ICONS = {"pass": "qr", "spare": "clock", "card": "id-card", "card_and_pin": "id-card", "pin": "padlock"}
STATES = {"active": ("ok", N_("Opens doors")), "suspended": ("waiting", N_("Suspended")), "lost": ("refused", N_("Reported lost"))}
WITH_PIN = {"no": N_("Card alone"), "yes": N_("Card and PIN")}
CONTACTS = {"keep": N_("As before"), "new": N_("Somebody, by the number below"), "none": N_("Nobody")}
HOW_LONG = {"usual": N_("As usual"), "longer": N_("Longer"), "longest": N_("Longest")}


class KeyForm(BaseModel):
    """What was typed about a card or a PIN: beside which pass, the card's number, whether it wants a PIN, who is told of duress.

    ``token`` is the form's own: sent twice it adds one.
    """

    model_config = ConfigDict(frozen=True)

    kind: str = "card"
    credential: str = ""
    number: str = ""
    with_pin: str = "no"
    told: str = "none"
    contact: str = ""
    token: TokenText = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<KeyForm>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)

    @property
    def whom(self) -> str | None:
        """The number of whoever is told of duress, empty for nobody, None for whoever it was; raises Refused for a card without a PIN."""
        if self.told == "new" and self.kind == "card" and self.with_pin == "no":
            raise Refused(Refusal("duress-without-pin", "with_pin"))
        if self.told == "new" and not self.contact.strip():
            raise Refused(Refusal("contact-unknown", "contact"))
        return {"keep": None, "new": self.contact}.get(self.told, "")


KeyFormDep = Annotated[KeyForm, Form()]


@router.get("/r/keys")
@allow(resident="own", row="GET /credentials/{id}/pass")
def keys(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show everything that opens for oneself, each with its state."""
    with site.database.begin() as session:
        ways = passes.own_ways(register_of(site, session, actor, purpose="access"))
        pins = any(takes_pin_alone(session, way.door_group) for way in ways if way.kind == "pass")
    return site.page(request, "resident/keys.html", ways=ways, pins=pins, kinds=KINDS, icons=ICONS, states=STATES)


@router.get("/r/keys/new")
@allow(resident="own", row="POST /credentials")
def ask_add(request: Request, site: SiteDep, actor: ActorDep, kind: str = "card") -> Response:
    """Ask for a card's number, or say what a PIN alone is."""
    return _new_page(request, site, actor, KeyForm(kind=kind if kind == "pin" else "card", token=new_token()))


@router.post("/r/keys/new")
@allow(resident="own", row="POST /credentials")
def add(request: Request, site: SiteDep, actor: ActorDep, form: KeyFormDep) -> Response:
    """Add a card or a PIN; what is drawn for it is shown in this answer alone."""
    try:
        more = {"contact": form.whom or "", "token": form.token}
        with site.database.begin() as session:
            register = register_of(site, session, actor, purpose="access")
            if form.kind == "pin":
                made = passes.add_pin(register, form.credential, takes_pin_alone=partial(takes_pin_alone, session), **more)
            else:
                with_pin = form.with_pin == "yes"
                made = passes.add_card(register, form.credential, number=form.number, with_pin=with_pin, **more)
    except Refused as refused:
        return _new_page(request, site, actor, form, refused.refusals)
    if not made.pin and (form.kind == "pin" or form.with_pin == "yes"):  # sent again, and another was drawn since
        return RedirectResponse(f"/r/keys/{made.credential_id}", 303)
    return _drawn(request, site, actor, made)


@router.get("/r/keys/{credential_id}")
@allow(resident="own", row="GET /credentials/{id}/pass")
def show(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Show one of them, with all that can be done with it."""
    return _page(request, site, actor, credential_id, "resident/key.html")


@router.post("/r/keys/{credential_id}/suspend")
@allow(resident="own", row="POST /credentials/{id}/suspend")
def suspend(site: SiteDep, actor: ActorDep, credential_id: str, suspended: Annotated[str, Form()] = "yes") -> Response:
    """Have it open nothing for the time being, or take it up again: one undoes the other."""
    with site.database.begin() as session:
        passes.suspend(register_of(site, session, actor, purpose="access"), credential_id, suspended=suspended == "yes")
    return RedirectResponse(f"/r/keys/{credential_id}", 303)


@router.post("/r/keys/{credential_id}/times")
@allow(resident="own", row="POST /credentials")
def give_time(site: SiteDep, actor: ActorDep, credential_id: str, times: Annotated[str, Form()] = "") -> Response:
    """Have the doors give more time to come in."""
    with site.database.begin() as session:
        set_times(register_of(site, session, actor, purpose="access"), credential_id, times)
    return RedirectResponse(f"/r/keys/{credential_id}", 303)


@router.get("/r/keys/{credential_id}/pin")
@allow(resident="own", row="POST /credentials")
def ask_pin(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Say what another PIN does, and ask who is told of duress."""
    return _pin_page(request, site, actor, credential_id)


@router.post("/r/keys/{credential_id}/pin")
@allow(resident="own", row="POST /credentials")
def draw(request: Request, site: SiteDep, actor: ActorDep, credential_id: str, form: KeyFormDep) -> Response:
    """Draw another PIN, and show it in this answer alone."""
    try:
        with site.database.begin() as session:
            register, doors = register_of(site, session, actor, purpose="access"), partial(takes_pin_alone, session)
            made = passes.draw_again(register, credential_id, contact=form.whom, takes_pin_alone=doors)
    except Refused as refused:
        return _pin_page(request, site, actor, credential_id, form, refused.refusals)
    return _drawn(request, site, actor, made)


@router.get("/r/keys/{credential_id}/lost")
@allow(resident="own", row="POST /credentials/{id}/replace")
def ask_lost(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Say what reporting it lost does."""
    return _page(request, site, actor, credential_id, "resident/key_lost.html")


@router.post("/r/keys/{credential_id}/lost")
@allow(resident="own", row="POST /credentials/{id}/replace")
def lose(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Report it lost. Another pass takes a pass's place at once; another card has to be held in the hand."""
    try:
        with site.database.begin() as session:
            register = register_of(site, session, actor, purpose="access")
            if passes.own_way(register, credential_id).kind == "pass":
                passes.replace(register, credential_id)
                return RedirectResponse("/r/pass", 303)
            passes.report_lost(register, credential_id)
    except Refused as refused:
        return _page(request, site, actor, credential_id, "resident/key_lost.html", errors=refused.refusals)
    return RedirectResponse(f"/r/keys/{credential_id}", 303)


@router.get("/r/keys/{credential_id}/end")
@allow(resident="own", row="POST /credentials/{id}/revoke")
def ask_end(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Say what ending it does."""
    return _page(request, site, actor, credential_id, "resident/key_end.html")


@router.post("/r/keys/{credential_id}/end")
@allow(resident="own", row="POST /credentials/{id}/revoke")
def end(site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """End it for good."""
    with site.database.begin() as session:
        passes.revoke(register_of(site, session, actor, purpose="access"), credential_id)
    return RedirectResponse("/r/keys", 303)


def _page(
    request: Request, site: Site, actor: Actor, credential_id: str, template: str, *, errors: tuple[Refusal, ...] = (), **more: Any
) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        way, times = passes.own_way(register, credential_id), times_of(register, credential_id)
    words: dict[str, Any] = {"kinds": KINDS, "states": STATES, "how_long": HOW_LONG, "times": times}
    return site.page(request, template, status=422 if errors else 200, way=way, errors=errors, **words, **more)


def _pin_page(
    request: Request, site: Site, actor: Actor, credential_id: str, form: KeyForm | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    asked = form or KeyForm(kind="pin", told="keep")
    return _page(request, site, actor, credential_id, "resident/key_pin.html", form=asked, contacts=CONTACTS, errors=errors)


def _new_page(request: Request, site: Site, actor: Actor, form: KeyForm, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        hosts = hosts_of(register_of(site, session, actor, purpose="access"), site.language_of(request))
    asked = form if form.credential else form.model_copy(update={"credential": next(iter(hosts), "")})
    words: dict[str, Any] = {"with_pin": WITH_PIN, "contacts": {told: CONTACTS[told] for told in ("none", "new")}, "kinds": KINDS}
    return site.page(request, "resident/key_new.html", status=422 if errors else 200, form=asked, errors=errors, hosts=hosts, **words)


def _drawn(request: Request, site: Site, actor: Actor, made: NewWay) -> Response:
    return _page(request, site, actor, made.credential_id, "resident/key_drawn.html", made=made)
