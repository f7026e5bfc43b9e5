"""One's own account and browser, the same at every desk: who one is, passphrase, language, how pages look; as pages and as a JSON API."""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub import accounts
from hub.accounts.passwords import LENGTH_MIN
from hub.web.layout import appearance, words
from hub.web.layout.frame import LANGUAGE_COOKIE, N_, Actor, ActorDep, Site, SiteDep, actor_in, allow, desk_router
from hub.web.layout.paths import own_path
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()
LANGUAGE_SECONDS = 365 * 86_400
EVERY_ROLE = dict.fromkeys(("resident", "landlord", "manager", "officer", "supervisor", "auditor", "sysadmin"), "own")
ROLE_WORDS = {
    "resident": N_("Resident"),
    "landlord": N_("Landlord"),
    "manager": N_("Manager of a building"),
    "officer": N_("Case officer"),
    "supervisor": N_("Supervisor"),
    "auditor": N_("Auditor"),
    "sysadmin": N_("Operator"),
}


class NewPassphrase(BaseModel):
    """The passphrase that holds now, and the one that shall."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passphrase: str = ""
    new_passphrase: str = ""


class LookForm(BaseModel):
    """How pages shall look, and the page to go back to; what is empty stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: str = ""
    theme: str = ""
    keys: str = ""
    path: str = "/"


@router.get("/account")
@allow(**EVERY_ROLE, row="GET /me")
def account(request: Request, site: SiteDep, actor: ActorDep, changed: str = "") -> Response:
    """Show who is signed in, how pages look, and the forms for both."""
    return _page(request, site, actor, changed=changed == "yes")


@router.post("/account")
@allow(**EVERY_ROLE, row="POST /me/password")
def new_passphrase(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[NewPassphrase, Form()]) -> Response:
    """Change the own passphrase from the page."""
    try:
        change_passphrase(request, site, actor.account_id, form)
    except Refused as refused:
        return _page(request, site, actor, refused.refusals)
    return RedirectResponse("/account?changed=yes", 303)


@router.post("/language")
@allow(everyone="all", row="GET /policy")
def choose_language(request: Request, site: SiteDep, language: Annotated[str, Form()] = "", path: Annotated[str, Form()] = "/") -> Response:
    """Choose the language, for the account if there is one, and go back to the page."""
    response = RedirectResponse(own_path(path), 303)
    if language not in words.LANGUAGES:
        return response
    if actor := actor_in(request):
        with site.database.begin() as session:
            accounts.set_language(session, site.application, account_id=actor.account_id, language=language)
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=LANGUAGE_SECONDS, path="/", httponly=True, samesite="lax")
    return response


@router.post("/appearance")
@allow(everyone="all", row="GET /policy")
def choose_appearance(request: Request, form: Annotated[LookForm, Form()]) -> Response:
    """Choose how pages look in this browser, and go back to the page."""
    before = appearance.read(request.cookies.get(appearance.COOKIE, ""))
    look = appearance.choose(before, size=form.size, theme=form.theme, keys=form.keys)
    response = RedirectResponse(own_path(form.path), 303)
    response.set_cookie(appearance.COOKIE, look.cookie, max_age=appearance.COOKIE_SECONDS, path="/", httponly=True, samesite="lax")
    return response


@router.get("/me")
@allow(**EVERY_ROLE, row="GET /me")
def api_me(actor: ActorDep) -> dict[str, Any]:
    """Say who is signed in."""
    return {
        "account_id": actor.account_id,
        "label": actor.label,
        "roles": sorted(actor.roles),
        "unit": actor.unit,
        "language": actor.language,
    }


@router.post("/me/password")
@allow(**EVERY_ROLE, row="POST /me/password")
def api_new_passphrase(request: Request, site: SiteDep, actor: ActorDep, given: NewPassphrase) -> Response:
    """Change the own passphrase; every other session of the account ends."""
    change_passphrase(request, site, actor.account_id, given)
    return Response(status_code=204)


def change_passphrase(request: Request, site: Site, account_id: str, given: NewPassphrase) -> None:
    """Change a passphrase if the one that holds was given; raise Refused. The failure is counted, so it is committed first."""
    address, now, cookie = site.address_of(request), site.now(), request.cookies.get(site.session_cookie, "")
    with site.database.read() as session:
        proof = accounts.prove_again(
            session, site.application, account_id=account_id, passphrase=given.passphrase, address=address, now=now
        )
    if isinstance(proof, Refusal):
        raise Refused(proof)
    with site.database.begin() as session:
        refusal = accounts.change_passphrase(session, site.application, proof, new=given.new_passphrase, keep_cookie=cookie, now=now)
    if refusal:
        raise Refused(refusal)


def _page(request: Request, site: Site, actor: Actor, errors: tuple[Refusal, ...] = (), *, changed: bool = False) -> Response:
    roles = [ROLE_WORDS[role] for role in sorted(actor.roles)]
    status = 200 if not errors else 429 if status_of(errors) == 429 else 422
    return site.page(request, "layout/account.html", status=status, errors=errors, changed=changed, roles=roles, passphrase_min=LENGTH_MIN)
