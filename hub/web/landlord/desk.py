"""The landlord's desk: pages for a phone and the same acts as a JSON API."""

from hub.web.landlord import api, houses, registration, stays
from hub.web.layout.frame import desk_router

router = desk_router()
for part in (houses, registration, stays, api):
    router.include_router(part.router)
