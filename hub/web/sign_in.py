"""Signing in and out: the same for every application, as pages and as a JSON API."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub import accounts
from hub.accounts import SessionToken
from hub.web.layout.frame import Site, SiteDep, actor_in, allow, desk_router
from hub.web.layout.paths import is_own_path
from registry.refusals import Refusal, Refused

router = desk_router()


class Credentials(BaseModel):
    """What somebody signs in with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    login: str = ""
    passphrase: str = ""


class SignInForm(Credentials):
    """The same from the page, with where to go on."""

    next: str = ""


@router.get("/sign-in")
@allow(everyone="all", row="POST /session")
def ask(request: Request, site: SiteDep, next: str = "") -> Response:  # noqa: A002  the name that stands in the address
    """Show the form; who is signed in already goes home."""
    if actor := actor_in(request):
        return RedirectResponse(site.home_of(actor.roles), 303)
    over = site.session_cookie in request.cookies  # a cookie that nobody stands behind any more
    return site.page(request, "layout/sign_in.html", form=SignInForm(next=next), errors=(), over=over)


@router.post("/sign-in")
@allow(everyone="all", row="POST /session")
def answer(request: Request, site: SiteDep, form: Annotated[SignInForm, Form()]) -> Response:
    """Sign in and go on to the page that was asked for."""
    found = open_session(request, site, form)
    if isinstance(found, Refusal):
        status = 429 if found.code == "slow-down" else 422
        return site.page(request, "layout/sign_in.html", status=status, form=form, errors=(found,), over=False)
    return site.signed_in(RedirectResponse(_onward(site, form.next, found), 303), found)


@router.post("/sign-out")
@allow(resident="own", landlord="own", manager="own", officer="own", supervisor="own", auditor="own", sysadmin="own", row="DELETE /session")
def leave(request: Request, site: SiteDep) -> Response:
    """Sign out and go to the first page."""
    _end(request, site)
    return site.signed_out(RedirectResponse("/", 303))


@router.post("/session")
@allow(everyone="all", row="POST /session")
def api_sign_in(request: Request, site: SiteDep, given: Credentials) -> Response:
    """Sign in; the session's cookie comes with the answer."""
    found = open_session(request, site, given)
    if isinstance(found, Refusal):
        raise Refused(found)
    return site.signed_in(JSONResponse({"account_id": found.account_id, "expires_at": found.expires_at}), found)


@router.delete("/session")
@allow(resident="own", landlord="own", manager="own", officer="own", supervisor="own", auditor="own", sysadmin="own", row="DELETE /session")
def api_sign_out(request: Request, site: SiteDep) -> Response:
    """Sign out."""
    _end(request, site)
    return site.signed_out(Response(status_code=204))


def open_session(request: Request, site: Site, given: Credentials) -> SessionToken | Refusal:
    """Return a new session or why not; failures are counted, so the transaction commits either way."""
    address, now = site.address_of(request), site.now()
    with site.database.read() as session:
        proof = accounts.prove(session, site.application, login=given.login, passphrase=given.passphrase, address=address, now=now)
    if isinstance(proof, Refusal):
        return proof
    with site.database.begin() as session:
        return accounts.sign_in(session, site.application, proof, now=now)


def next_path(request: Request) -> str:
    """Return the page that was asked for, to stand in the sign-in page's address; only what is read with GET can be gone on to."""
    return quote(request.url.path, safe="/") if request.method == "GET" else ""


def _onward(site: Site, wanted: str, token: SessionToken) -> str:
    if is_own_path(wanted) and wanted not in ("/", "/sign-in"):
        return wanted
    with site.database.read() as session:
        actor = accounts.find_actor(session, site.application, cookie=token.cookie, now=site.now())
    return site.home_of(actor.roles) if actor else "/"


def _end(request: Request, site: Site) -> None:
    cookie = request.cookies.get(site.session_cookie, "")
    if cookie:
        with site.database.begin() as session:
            accounts.sign_out(session, site.application, cookie=cookie)
