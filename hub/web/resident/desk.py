"""The resident's desk: claiming a pass, four pages about oneself, and the same as a JSON API."""

from fastapi import APIRouter

from hub.web.resident import api, claim, pages

router = APIRouter()
for part in (claim, pages, api):
    router.include_router(part.router)
