"""The operator's desk: gates and the age of their state, accounts of landlords, the worker's jobs. Nothing is about a person (B22)."""

from hub.web.layout.frame import N_, Desk, NavItem, desk_router
from hub.web.operator import accounts, doors, enrolment, gates, keys, namings, overview, rules, settings, software, upkeep

router = desk_router()
for part in (enrolment, gates, overview, keys, software, doors, settings, rules, accounts, namings, upkeep):
    router.include_router(part.router)

DESK = Desk(
    "/o",
    frozenset({"sysadmin"}),
    "desk",
    (
        NavItem("/o", N_("Problems"), "gauge"),
        NavItem("/o/gates", N_("Gates"), "door"),
        NavItem("/o/accounts", N_("Accounts"), "people"),
        NavItem("/o/managers", N_("Managers"), "person"),
        NavItem("/o/jobs", N_("Jobs"), "clock"),
    ),
)
