"""Claiming a pass: the landlord's code, one's own phone number and a passphrase make the account that manages the pass from then on.

Wrong codes are counted like wrong passphrases, so that codes cannot be tried out. A phone number that already has an account claims with
that account's own passphrase. Whatever does not fit, the answer is the same.
"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from sqlmodel import Session

from hub import accounts
from hub.accounts import SessionToken
from hub.accounts.passwords import LENGTH_MIN, judge_new
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from hub.web.refusals import status_of
from hub.web.resident.shapes import Claim, ClaimedAnswer
from registry import passes
from registry.access import Access
from registry.identity.phones import read_phone
from registry.passes import Claimed
from registry.refusals import Refusal, Refused
from registry.register import Register

router = desk_router()


@router.get("/claim")
@allow(anonymous="code", row="POST /claims")
def ask(request: Request, site: SiteDep, code: str = "") -> Response:
    """Show the form; the code may come with the link."""
    return _page(request, site, Claim(code=code))


@router.post("/claim")
@allow(anonymous="code", row="POST /claims")
def answer(request: Request, site: SiteDep, form: Annotated[Claim, Form()]) -> Response:
    """Claim, sign in, and go to the resident's home."""
    try:
        token, _claimed = claim(site, form, address=site.address_of(request))
    except Refused as refused:
        return _page(request, site, form, refused.refusals)
    return site.signed_in(RedirectResponse("/r", 303), token)


@router.post("/claims", response_model=ClaimedAnswer)
@allow(anonymous="code", row="POST /claims")
def api_claim(request: Request, site: SiteDep, given: Claim) -> Response:
    """Claim a pass; the session's cookie comes with the answer."""
    token, claimed = claim(site, given, address=site.address_of(request))
    return site.signed_in(JSONResponse({"tenancy_id": claimed.tenancy_id, "credential_id": claimed.credential_id}), token)


def claim(site: Site, given: Claim, *, address: str) -> tuple[SessionToken, Claimed]:
    """Claim a pass and sign its holder in; raise Refused. What failed is counted, so it is committed first."""
    if wrong := judge(given):
        raise Refused(*wrong)
    now = site.now()
    with site.database.read() as session:
        proof = accounts.prove(session, site.application, login=given.phone, passphrase=given.passphrase, address=address, now=now)
    if isinstance(proof, Refusal):
        raise Refused(proof)
    with site.database.begin() as session:
        account_id = accounts.join(
            session,
            site.application,
            proof,
            login=given.phone,
            passphrase=given.passphrase,
            role="resident",
            code_is_good=_can_be_claimed(session, given.code, now),
            now=now,
        )
        if isinstance(account_id, str):
            access = Access(actor=account_id, role="resident", purpose="claim", at=now)
            claimed = passes.claim(Register(session, access, site.state.vault, zone=site.zone), given.code)
            return accounts.open_session(session, site.application, account_id=account_id, now=now), claimed
    raise Refused(account_id)


def judge(given: Claim) -> tuple[Refusal, ...]:
    """Return what is missing or cannot be right, whoever asks and whatever is stored: beside each field."""
    wrong = [] if given.code.strip() else [Refusal("claim-code-missing", "code")]
    try:
        wrong += [] if read_phone(given.phone) else [Refusal("phone-missing", "phone")]
    except Refused as refused:
        wrong += refused.refusals
    refusal = judge_new(given.passphrase)
    return (*wrong, refusal) if refusal else tuple(wrong)


def _can_be_claimed(session: Session, code: str, now: int) -> bool:
    try:
        passes.claim_target(session, code, now=now)
    except Refused:
        return False
    return True


def _page(request: Request, site: Site, form: Claim, errors: tuple[Refusal, ...] = ()) -> Response:
    status = status_of(errors) if errors else 200
    return site.page(request, "resident/claim.html", status=status, form=form, errors=errors, passphrase_min=LENGTH_MIN)
