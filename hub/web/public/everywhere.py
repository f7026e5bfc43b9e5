"""What each of the three applications answers to everybody: is it well, what is promised, what proves it, how it is called by a program.

Nothing here depends on anybody's data but the newest public checkpoint, which is made at fixed times whatever happens.
"""

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import text

from hub.web.layout.frame import SiteDep, allow, desk_router

router = desk_router()


@router.get("/health")
@allow(everyone="all", row="GET /health")
def health(site: SiteDep) -> Response:
    """Say whether this application answers and reaches its database; 503 if it does not."""
    with site.database.read() as session:
        session.execute(text("SELECT 1"))
    return JSONResponse({"ok": True, "application": site.application.name})


@router.get("/help")
@allow(everyone="all", row="GET /policy")
def show_help(request: Request, site: SiteDep) -> Response:
    """Show what to do at a closed door, and whom to call."""
    return site.page(request, "public/help.html")


@router.get("/policy")
@allow(everyone="all", row="GET /policy")
def policy(request: Request, site: SiteDep) -> Response:
    """Show the privacy notice."""
    return site.page(request, "public/policy.html")


@router.get("/openapi.json")
@allow(everyone="all", row="GET /policy")
def openapi(request: Request) -> Response:
    """Give the description of the API for programs."""
    return JSONResponse(request.app.openapi())
