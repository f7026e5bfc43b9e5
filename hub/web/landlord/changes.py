"""A tenancy that changes, as a JSON API: the lease goes on, the papers are corrected. No answer says what any comparison found (B9)."""

from hub.web.landlord.access import register_of
from hub.web.landlord.shapes import CorrectionAnswer, CorrectionsAnswer, Decision, Renewal
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people import changes
from hub.web.people.papers import Papers, read_papers
from hub.web.people.shapes import Done
from registry import corrections

router = desk_router()


@router.post("/tenancies/{tenancy_id}/renew")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/renew")
def renew(site: SiteDep, actor: ActorDep, tenancy_id: str, given: Renewal) -> Done:
    """Let a lease go on until a later last day; the pass works until then."""
    with site.database.begin() as session:
        changes.renew_tenancy(register_of(site, session, actor), tenancy_id, given.ends_on)
    return Done(id=tenancy_id)


@router.patch("/tenancies/{tenancy_id}")
@allow(landlord="own", manager="building", row="PATCH /tenancies/{id}")
def correct(site: SiteDep, actor: ActorDep, tenancy_id: str, given: Papers) -> Done:
    """Correct the papers of a tenant who has not claimed the pass yet; afterwards the tenant asks for it."""
    identity = read_papers(given, today=site.today())
    with site.database.begin() as session:
        changes.correct_tenant(register_of(site, session, actor), tenancy_id, identity)
    return Done(id=tenancy_id)


@router.get("/corrections")
@allow(landlord="own", manager="building", row="GET /corrections")
def waiting(site: SiteDep, actor: ActorDep) -> CorrectionsAnswer:
    """Return the corrections that tenants ask for."""
    with site.database.begin() as session:
        found = corrections.waiting(register_of(site, session, actor))
    return CorrectionsAnswer(corrections=[CorrectionAnswer.model_validate(each) for each in found])


@router.post("/corrections/{correction_id}/decide")
@allow(landlord="own", manager="building", row="POST /corrections/{id}/decide")
def decide(site: SiteDep, actor: ActorDep, correction_id: str, given: Decision) -> Done:
    """Say yes or no to a correction, with the document in hand."""
    with site.database.begin() as session:
        changes.decide_correction(register_of(site, session, actor), correction_id, accept=given.accept)
    return Done(id=correction_id)
