"""Where a gate asks for its identity: the one address of the hub that a machine at a wall calls, with a one-time code and its own key.

Whatever is wrong gets one answer, and an address that sends wrong codes waits longer each time. A gate that waits for approval asks twice a
second; that is no guess and costs it nothing.
"""

from typing import Annotated

from fastapi import Depends, Request, Response

from edge.protocol.codec import Malformed, decode, encode
from edge.protocol.enrolment import EnrolmentAnswer, EnrolmentRequest, RenewalAnswer, RenewalRequest
from hub.accounts import attempts
from hub.gateway import gates
from hub.web.layout.frame import Site, SiteDep, allow, desk_router
from registry.refusals import Refusal, Refused

router = desk_router()


async def _body_of(request: Request) -> bytes:
    """Return the body as it was sent: the gate's protocol reads it, not the web's."""
    return await request.body()


@router.post("/gates/enrol")
@allow(anonymous="code", row="POST /gates/enrol")
def enrol(request: Request, site: SiteDep, body: Annotated[bytes, Depends(_body_of)]) -> Response:
    """Answer a gate: it waits for approval, or here is its identity; 422 for a code that does not fit, 429 for an address that guesses."""
    try:
        asked = decode(EnrolmentRequest, body)
    except Malformed:
        raise Refused(Refusal("malformed")) from None
    answer = ask(site, asked, address=site.address_of(request))
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return Response(encode(answer), media_type="application/json")


@router.post("/gates/{name}/renew")
@allow(gate="self", row="POST /gates/{id}/renew")
def renew(site: SiteDep, name: str, body: Annotated[bytes, Depends(_body_of)]) -> Response:
    """Answer a gate that proves its key with the newest certificate that was signed for it; 404 for anybody else."""
    try:
        asked = decode(RenewalRequest, body)
    except Malformed:
        raise Refused(Refusal("malformed")) from None
    with site.database.read() as session:
        certificate = gates.newest_certificate(session, name, bytes.fromhex(asked.proof))
    return Response(encode(RenewalAnswer(certificate=certificate)), media_type="application/json")


def ask(site: Site, asked: EnrolmentRequest, *, address: str) -> EnrolmentAnswer | Refusal:
    """Return the answer or why not; a wrong code is counted, so the transaction commits either way."""
    limits = attempts.pair("gate enrolment", address)
    with site.database.begin() as session:
        if refusal := attempts.waiting(session, site.application, limits, now=site.now()):
            return refusal
        try:
            return gates.request(session, asked, now=site.now())
        except Refused as refused:
            attempts.count(session, site.application, limits, now=site.now())
            return refused.refusals[0]
