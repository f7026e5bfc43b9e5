"""Making accounts: a landlord's or manager's login and first passphrase. Logins are kept as keyed hashes, so nobody can list them here."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func
from sqlmodel import col, select

from hub.accounts.passwords import LENGTH_MIN
from hub.accounts.tables import PeopleGrant
from hub.web.layout.frame import ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.shapes import Done, NewAccount
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()


class AccountForm(BaseModel):
    """The form for an account as it was sent."""

    model_config = ConfigDict(frozen=True)

    login: str = ""
    role: str = "landlord"
    passphrase: str = ""


@router.post("/admin/accounts", status_code=201)
@allow(sysadmin="all", row="POST /admin/accounts")
def make_account(site: SiteDep, actor: ActorDep, given: NewAccount) -> Done:
    """Make an account for a landlord or a manager; residents make their own with a claim code."""
    return Done(id=acts.add_account(site, actor, given))


@router.get("/o/accounts")
@allow(sysadmin="all", row="POST /admin/accounts")
def show_accounts(request: Request, site: SiteDep, made: str = "") -> Response:
    """Show how many accounts there are of each role, and the form for another."""
    return _page(request, site, AccountForm(), made=made == "yes")


@router.post("/o/accounts")
@allow(sysadmin="all", row="POST /admin/accounts")
def add_account(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[AccountForm, Form()]) -> Response:
    """Make an account from the page."""
    try:
        acts.add_account(site, actor, NewAccount(login=form.login, passphrase=form.passphrase, roles=[form.role]))
    except Refused as refused:
        return _page(request, site, form, refused.refusals)
    return RedirectResponse("/o/accounts?made=yes", 303)


def count_accounts(site: Site) -> dict[str, int]:
    """Return how many accounts have each role of this application."""
    with site.database.read() as session:
        held = session.exec(select(PeopleGrant.role, func.count()).group_by(col(PeopleGrant.role))).all()
    return dict.fromkeys(site.application.roles, 0) | dict(held)


def _page(request: Request, site: Site, form: AccountForm, errors: tuple[Refusal, ...] = (), *, made: bool = False) -> Response:
    status = status_of(errors) if errors else 200
    counts = count_accounts(site)
    return site.page(
        request, "operator/accounts.html", status=status, form=form, errors=errors, made=made, counts=counts, passphrase_min=LENGTH_MIN
    )
