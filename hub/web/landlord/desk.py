"""The landlord's desk: pages for a phone and the same acts as a JSON API."""

from fastapi import APIRouter

from hub.web.landlord import api, houses, registration, stays

router = APIRouter()
for part in (houses, registration, stays, api):
    router.include_router(part.router)
