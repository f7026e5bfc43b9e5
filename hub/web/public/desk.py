"""The public's pages of the people's application: where one begins, and what every application answers."""

from fastapi import Request, Response

from hub.web.layout.frame import SiteDep, allow, desk_router
from hub.web.public import everywhere

router = desk_router()


@router.get("/")
@allow(everyone="all", row="GET /policy")
def start(request: Request, site: SiteDep) -> Response:
    """Show what Anju is, where each role begins, and what Anju does not do."""
    return site.page(request, "public/start.html")


router.include_router(everywhere.router)
