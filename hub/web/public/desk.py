"""The public's pages of the people's application: where one begins, and what every application answers."""

from fastapi import Request, Response

from hub.config import HubConfig
from hub.web.layout.frame import N_, SiteDep, allow, desk_router
from hub.web.public import everywhere

router = desk_router()

Place = tuple[str, str, str, str]
REFUSES = (
    N_("Recognise faces"),
    N_("Keep a door shut because of an alert"),
    N_("Give the police lists of residents"),
    N_("Give people points"),
)


@router.get("/")
@allow(everyone="all", row="GET /policy")
def start(request: Request, site: SiteDep) -> Response:
    """Show what Anju is, where each role begins, and what Anju does not do."""
    return site.page(request, "public/start.html", places=places(site.config), refuses=REFUSES)


def places(config: HubConfig) -> list[Place]:
    """Return where each role begins: address, title, what there is to do, icon. Other applications only if their addresses are set."""
    everybody: tuple[Place, ...] = (
        ("/l", N_("Landlord"), N_("Register a tenant, about 90 seconds"), "house"),
        ("/r", N_("Resident"), N_("Open the pass, see who looked"), "qr"),
        (config.police_url, N_("Case officer"), N_("Verify a possible match"), "page"),
        (config.audit_url, N_("Auditor"), N_("Verify the logs with one button"), "shield"),
        ("/o", N_("Operator"), N_("Find the door that has a problem"), "gauge"),
        (config.town_url, N_("The simulated town"), N_("Show a pass, push a door, cut a line"), "buildings"),
    )
    return [place for place in everybody if place[0]]


router.include_router(everywhere.router)
