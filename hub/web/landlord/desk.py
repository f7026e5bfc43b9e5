"""The landlord's desk: pages for a phone and the same acts as a JSON API."""

from hub.web.landlord import (
    api,
    building,
    changes,
    co_occupants,
    doors,
    handing_over,
    helping,
    houses,
    keeping,
    managing,
    registration,
    sparing,
    stays,
    telling,
)
from hub.web.layout.frame import N_, Desk, NavItem, desk_router

router = desk_router()
for part in (houses, managing, doors, helping, registration, co_occupants, handing_over, stays, telling, keeping, sparing):
    router.include_router(part.router)
for part in (api, building, changes):
    router.include_router(part.router)

DESK = Desk(
    prefix="/l",
    roles=frozenset({"landlord", "manager"}),
    style="tabs",
    nav=(
        NavItem("/l", N_("Homes"), icon="house"),
        NavItem("/l/tenants", N_("Tenants"), icon="people"),
        NavItem("/l/notices", N_("Notices"), icon="bell"),
        NavItem("/account", N_("Me"), icon="person"),
    ),
)
