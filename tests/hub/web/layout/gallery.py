"""A page with every part of every page on it, filled with what is hard to show."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from hub.web.layout import templates
from hub.web.layout.frame import Desk, NavItem, Site, SiteDep, allow, desk_router
from registry.passes import qr
from registry.refusals import Refusal

GALLERY = (Path(__file__).parent / "gallery.html").read_text("utf-8")
CHOICES = {"a": "Yes", "b": '<b>No</b> & "no" {{ 7 * 7 }} %(x)s', "c": "古丽·阿依·𠀀"}
HARD = "<script>alert('𠀀')</script> Nguyễn Thị Ánh·古丽 " + "长" * 25
WRONG = ("name", "to", "text", "kind", "term", "why", "country")
ERRORS = (*(Refusal("field-missing", name) for name in WRONG), Refusal("internal"))
PUBLIC = ("/", "/help", "/policy", "/transparency/report", "/sign-in")


@dataclass(frozen=True)
class Room:
    label: str
    floor: int
    state: str


@dataclass(frozen=True)
class House:
    id: str
    address: str
    units: tuple[Room, ...]


@dataclass(frozen=True)
class Card:
    address: str = "北街12号"
    unit: str = "302"
    surname: str = "张"
    short_number: str = "5823 0417"
    valid_until: date = date(2027, 11, 30)


def rooms(floors: int, across: int) -> tuple[Room, ...]:
    states = ("let", "vacant", "unclaimed", "ending")
    return tuple(Room(f"{floor}0{n}", floor, states[(floor + n) % 4]) for floor in range(1, floors + 1) for n in range(across))


HOUSES = (House("1", "北街12号", rooms(5, 4)), House("2", HARD, rooms(30, 9)), House("3", "空", ()))
TRAIL = (
    {"at": "2026-11-20 14:05", "who": HARD, "rows": [("Why", HARD), ("", "no term")], "links": [("/gallery/o", "Object", "flag")]},
    {"at": "2026-11-02 09:31", "who": "Landlord", "rows": []},
)
NAV = (
    NavItem("/gallery", "Homes", "house"),
    NavItem("/gallery/deep", "Tenants", "people"),
    NavItem("/o", "Me", "person", frozenset({"sysadmin"})),
)
DESKS = {style: Desk("/gallery", frozenset({"landlord"}), style, NAV) for style in ("tabs", "help", "desk")}

router = desk_router()


@router.get("/gallery")
@allow(everyone="all", row="GET /policy")
def gallery(request: Request, site: SiteDep, wrong: bool = False, style: str = "") -> Response:
    return HTMLResponse(render(site, request, errors=ERRORS if wrong else ()))


@router.post("/gallery/{step}")
@router.get("/gallery/{step}")
@allow(everyone="all", row="GET /policy")
def step(request: Request, site: SiteDep, step: str) -> Response:
    return site.page(request, "layout/refused.html", refusals=(Refusal("malformed"),))


def render(site: Site, request: Request, *, errors: tuple[Refusal, ...]) -> str:
    parts = {
        "hard": HARD,
        "choices": CHOICES,
        "homes": HOUSES,
        "card": Card(),
        "qr": qr.svg("HC1:6BFOXN*TS0BI$ZD"),
        "trail": TRAIL,
        "errors": errors,
    }
    page = templates._pages(site.language_of(request), site.zone).from_string(GALLERY)
    return page.render({**site.frame(request), **parts})
