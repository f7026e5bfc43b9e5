"""The auditor's desk: are the logs whole, what must be none, who looked how often. It shows no name; its acts are a yes and an answer."""

from hub.web.auditor import api, namings, objections, pages
from hub.web.layout.frame import N_, Desk, NavItem, desk_router

router = desk_router()
for part in (api, namings, objections, pages):
    router.include_router(part.router)

DESK = Desk(
    "/a",
    frozenset({"auditor"}),
    "desk",
    (
        NavItem("/a", N_("Verify"), "shield"),
        NavItem("/a/entries", N_("Records"), "page"),
        NavItem("/a/sample", N_("Sample"), "eye"),
        NavItem("/a/officials", N_("Officials"), "people"),
        NavItem("/a/cases", N_("Cases"), "flag"),
        NavItem("/a/alerts", N_("Alerts"), "bell"),
        NavItem("/a/managers", N_("Managers"), "person"),
        NavItem("/a/objections", N_("Objections"), "flag"),
        NavItem("/a/retention", N_("Time limits"), "calendar"),
        NavItem("/a/export", N_("Signed export"), "download"),
    ),
)
