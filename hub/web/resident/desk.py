"""The resident's desk: claiming a pass, four pages about oneself, and the same as a JSON API."""

from hub.web.layout.frame import desk_router
from hub.web.resident import api, claim, pages

router = desk_router()
for part in (claim, pages, api):
    router.include_router(part.router)
