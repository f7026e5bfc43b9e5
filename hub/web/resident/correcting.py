"""Saying what is right about oneself, as a JSON API: the landlord sees the document and says yes, and the register says so too."""

from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.papers import read_papers
from hub.web.people.shapes import Done
from hub.web.resident.access import register_of
from hub.web.resident.shapes import NewCorrection
from registry import corrections

router = desk_router()


@router.post("/me/corrections", status_code=201)
@allow(resident="own", row="POST /me/corrections")
def ask(site: SiteDep, actor: ActorDep, given: NewCorrection) -> Done:
    """Ask for a correction of one's papers; asking again replaces what was asked before."""
    identity = read_papers(given, today=site.today())
    with site.database.begin() as session:
        made = corrections.ask(register_of(site, session, actor), identity, tenancy_id=given.tenancy_id)
    return Done(id=made)
