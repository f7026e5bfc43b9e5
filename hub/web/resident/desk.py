"""The resident's desk: claiming a pass, what is stored and who saw it, leaving; and the same as a JSON API."""

from hub.web.layout.frame import Desk, desk_router
from hub.web.resident import api, claim, correcting, credentials, doors, keys, leaving, objecting, oneself, own_pass, visiting, visitors

router = desk_router()
for part in (claim, oneself, own_pass, leaving, api, correcting, credentials, visiting, visitors, keys, objecting, doors):
    router.include_router(part.router)

DESK = Desk(prefix="/r", roles=frozenset({"resident"}), style="help")
