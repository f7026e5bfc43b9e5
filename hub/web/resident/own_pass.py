"""The resident's own pass: on the screen, as a picture, on paper, and for programs. Nobody else is given it once it was claimed."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from edge.protocol import rotating
from hub.web.layout import words
from hub.web.layout.frame import N_, ActorDep, SiteDep, allow, desk_router
from hub.web.people.sheets import sheet_words
from hub.web.resident.access import register_of
from hub.web.resident.shapes import PassAnswer
from registry import passes, residents
from registry.passes import qr
from registry.refusals import Refusal, Refused
from registry.register import Register

router = desk_router()


@router.get("/credentials/{credential_id}/pass", response_model=PassAnswer)
@allow(resident="own", row="GET /credentials/{id}/pass")
def read_pass(site: SiteDep, actor: ActorDep, credential_id: str, form: str = "") -> Response:
    """Return a pass of one's own, or its picture with ``?form=png`` or ``?form=svg``."""
    with site.database.begin() as session:
        card = passes.own_pass(register_of(site, session, actor, purpose="access"), credential_id)
    named = {"Content-Disposition": f'attachment; filename="{card.reference}.{form}"'}
    match form:
        case "png":
            return Response(qr.png(card.pass_text), media_type="image/png", headers=named)
        case "svg":
            return Response(qr.svg(card.pass_text), media_type="image/svg+xml", headers=named)
        case "":
            return JSONResponse(PassAnswer.model_validate(card).model_dump(mode="json"))
    raise Refused(Refusal("form-unknown", "form"))


@router.get("/r/pass")
@allow(resident="own", row="GET /credentials/{id}/pass")
def show_passes(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show one's passes, to be held to the camera."""
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        cards = passes.own_passes(register)
        stays = {stay.tenancy_id: stay for stay in residents.own_stays(register)}
    return site.page(request, "resident/pass.html", cards=[(card, qr.svg(card.pass_text)) for card in cards], stays=stays)


@router.get("/r/pass/{credential_id}/code")
@allow(resident="own", row="GET /credentials/{id}/pass")
def show_code(request: Request, site: SiteDep, actor: ActorDep, credential_id: str) -> Response:
    """Show the code of the moment. The browser asks for the next one by itself, with scripts or without."""
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        card, key = passes.own_pass(register, credential_id), passes.phone_key(register, credential_id)
    now = site.now()
    text = rotating.encode(bytes.fromhex(credential_id), key, step=rotating.step_at(now))
    page = site.page(request, "resident/pass_code.html", card=card, qr=qr.svg(text))
    page.headers["Refresh"] = str(-(-(rotating.STEP_MS - now % rotating.STEP_MS) // 1000))
    return page


@router.get("/r/pass/{credential_id}/print")
@allow(resident="own", row="GET /credentials/{id}/pass")
def printable(request: Request, site: SiteDep, actor: ActorDep, credential_id: str, sheet: str = "") -> Response:
    """Show one pass as a sheet to print: A6, four times on A4, or large."""
    with site.database.begin() as session:
        card = passes.own_pass(register_of(site, session, actor, purpose="access"), credential_id)
    return site.page(request, "resident/pass_print.html", card=card, qr=qr.svg(card.pass_text), **sheet_words(sheet))


def hosts_of(register: Register, language: str) -> dict[str, str]:
    """Return one's passes that open just now, each with the words for where: what is added or given away stands beside one of them."""
    where = words.translator(language).gettext(N_("%(address)s, room %(label)s"))
    cards = [card for card in passes.own_passes(register) if card.state == "active"]
    return {card.credential_id: where % {"address": card.address, "label": card.unit} for card in cards}
