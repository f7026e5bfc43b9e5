"""The police desk: cases and alerts, as pages for a wide screen and a keyboard, and the same as a JSON API.

There is no search over people, no list of residents or entries, no map and no export here, and there are no routes for them (B10).
"""

from hub.web.layout.frame import N_, Desk, NavItem, desk_router
from hub.web.police import alerting, api_alerts, api_cases, cases, queue

OFFICER, SUPERVISOR = frozenset({"officer"}), frozenset({"supervisor"})
DESK = Desk(
    prefix="/c",
    roles=OFFICER | SUPERVISOR,
    style="desk",
    nav=(
        NavItem("/c", N_("Open cases")),
        NavItem("/c/mine", N_("Mine"), roles=OFFICER),
        NavItem("/c/closed", N_("Closed")),
        NavItem("/c/alerts", N_("Alerts")),
        NavItem("/c/approvals", N_("To approve"), roles=SUPERVISOR),
    ),
)
router = desk_router()
for part in (api_alerts, api_cases, queue, alerting, cases):
    router.include_router(part.router)
