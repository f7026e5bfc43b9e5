"""Claiming a pass: the landlord's code, one's own phone number and a passphrase make the account that manages the pass from then on.

Wrong codes are counted like wrong passphrases, so that codes cannot be tried out. A phone number that already has an account claims with that account's own
passphrase; whoever holds a valid code learns no more from it than that the passphrase was not right.
"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from hub import accounts
from hub.accounts.passwords import LENGTH_MIN
from hub.accounts.sessions import SessionToken
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from hub.web.resident.shapes import Claim, ClaimedAnswer
from registry import passes
from registry.refusals import Refusal, Refused

router = desk_router()


@router.get("/claim")
@allow(anonymous="code", row="POST /claims")
def ask(request: Request, site: SiteDep, code: str = "") -> Response:
    """Show the form; the code may come with the link."""
    return _page(request, site, Claim(code=code, phone="", passphrase=""))


@router.post("/claim")
@allow(anonymous="code", row="POST /claims")
def answer(request: Request, site: SiteDep, form: Annotated[Claim, Form()]) -> Response:
    """Claim, sign in, and go to the resident's home."""
    try:
        token, _claimed = claim(site, form, address=site.address_of(request))
    except Refused as refused:
        return _page(request, site, form, refused.refusals)
    return site.signed_in(RedirectResponse("/r", 303), token)
