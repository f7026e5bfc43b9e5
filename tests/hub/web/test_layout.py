"""The frame and the parts of every page: what they say, that they hold whatever is put into them, and how they behave in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import UndefinedError
from playwright.sync_api import Page, expect

from hub.config import HubConfig
from hub.database import Database
from hub.web.layout import templates, words
from hub.web.layout.application import STATIC
from hub.web.layout.frame import Desk, NavItem, Site, SiteDep, allow, desk_router
from hub.web.layout.templates import date_words, moment, svg_picture, weekday_date
from registry.audit import commitments
from registry.audit.commitments import DAY_MS
from registry.passes import qr
from registry.refusals import Refusal
from tests.rig.browsers import Walk, check_page, sign_in
from tests.rig.sites import NOW, PAGE, PASSPHRASE, Stage, staging

ZONE = ZoneInfo("Asia/Shanghai")
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


@pytest.fixture(scope="module", params=["tabs", "help", "desk"])
def framed(request: pytest.FixtureRequest, sqlite_walls: HubConfig) -> Iterator[Stage]:
    """The gallery in each of the three frames."""
    with staging(sqlite_walls, desks=(DESKS[request.param],), routers=(router,)) as running:
        yield running


@pytest.fixture(scope="module")
def desk(sqlite_walls: HubConfig) -> Iterator[Stage]:
    with staging(sqlite_walls.model_copy(update={"demo": True}), desks=(DESKS["desk"],), routers=(router,)) as running:
        running.account("13900139000", "landlord")
        yield running


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_whatever_is_put_into_a_part_stays_text(framed: Stage) -> None:
    for path in ("/gallery", "/gallery?wrong=yes"):
        page = framed.client().get(path).text
        assert "<script>alert" not in page
        assert "<b>No</b>" not in page
        assert page.count("{{ 7 * 7 }}") == 4, "a choice is no template and has no holes"
        assert HARD in text_of(page)
        assert (
            re.search(r"<(style|script)[ >](?!src)|\son\w+=|\sstyle=", page.replace('<script src="/static/anju.js" defer></script>', ""))
            is None
        )


def test_every_no_stands_beside_its_field_and_in_the_summary(framed: Stage) -> None:
    page = framed.client().get("/gallery?wrong=yes", headers={"accept-language": "en"}).text
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert len(ids) == len(re.findall(r'\bid="', page)), "an id stands once"
    assert "8 things need changing" in page
    for name in WRONG:
        assert f'<a href="#{name}">This field is missing.</a>' in page
        assert {name, f"{name}-wrong"} <= ids
    assert page.count('aria-invalid="true"') == 7
    described = {part for value in re.findall(r'aria-describedby="([^"]+)"', page) for part in value.split()}
    assert described <= ids
    assert "1 thing needs changing" not in page
    assert 'aria-invalid="true"' not in framed.client().get("/gallery").text


def test_the_frame_says_where_one_is_and_how_to_get_help(desk: Stage) -> None:
    client = desk.signed_in("13900139000")
    page = client.get("/gallery").text
    assert re.findall(r'<a href="([^"]+)"[^>]*aria-current="page"', page) == ["/gallery"]
    assert re.findall(r'aria-current="page"', client.get("/gallery/deep").text) == ['aria-current="page"']
    assert 'href="/o"' not in page, "a place of another role is not shown"
    assert '<a class="mark" href="/gallery">' in page
    assert 'href="/help"' in page
    assert "演示数据" in page
    assert 'value="/gallery"' in page
    assert desk.site.config.help_phone in desk.client().get("/help").text


def test_the_demo_says_so_on_every_page_and_production_on_none(desk: Stage, framed: Stage) -> None:
    for path in (*PUBLIC, "/nowhere", "/gallery", "/account"):
        assert "演示数据" in desk.client(**PAGE).get(path, follow_redirects=True).text, path
        assert "演示数据" not in framed.client(**PAGE).get(path, follow_redirects=True).text, path


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize(("language", "name"), [("zh", "安居"), ("en", "Anju")])
def test_the_publics_pages_are_whole_in_both_languages(desk: Stage, path: str, language: str, name: str) -> None:
    page = desk.client(**PAGE, **{"accept-language": language}).get(path).text
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in page
    assert f" – {name}</title>" in page
    other = re.sub(r"<button.*?</button>", "", page, flags=re.S)
    assert re.search(r"[㐀-鿿]", text_of(other)) is None if language == "en" else "Anju" not in text_of(other)


def test_programs_are_told_what_pages_say(desk: Stage) -> None:
    client = desk.client(**{"accept-language": "en"})
    told, shown = client.get("/policy").json(), text_of(client.get("/policy", headers=PAGE).text)
    assert {limit["code"]: limit["days"] for limit in told["limits"]}["entries"] == desk.site.config.entry_days
    for section in told["sections"]:
        assert section["title"] in shown
        assert all(point["words"] in shown and point["term"] in shown for point in section["points"])
    report = client.get("/transparency/report").json()
    assert [bound["number"] for bound in report["bounds"]][:2] == ["B1", "B2"]
    assert report["limits"] == told["limits"]


def test_the_notice_promises_no_more_than_the_settings_keep(sqlite_config: HubConfig) -> None:
    with staging(sqlite_config.model_copy(update={"entry_days": 3, "tenancy_days": 5})) as stage:
        days = {limit["code"]: limit["days"] for limit in stage.client().get("/policy").json()["limits"]}
    assert (days["entries"], days["tenancy"], days["false_match"], days["deferral"]) == (3, 5, 1, 90)


def test_roles_are_shown_where_their_applications_are(sqlite_config: HubConfig) -> None:
    addresses = {"police_url": "http://127.0.0.1:8471", "audit_url": "https://audit.example", "town_url": ""}
    with staging(sqlite_config.model_copy(update=addresses)) as stage:
        page = stage.client(**PAGE).get("/").text
    assert re.findall(r'class="row" href="([^"]+)"', page) == ["/l", "/r", "http://127.0.0.1:8471", "https://audit.example", "/o"]


def test_the_public_checkpoint_is_a_note_or_a_clear_no(desk: Stage) -> None:
    answer = desk.client().get("/audit/checkpoint")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (404, "no-checkpoint")


@pytest.mark.parametrize("application", ["people", "police", "audit"])
def test_everybody_sees_the_daily_commitments_and_none_is_opened_before_its_time(sqlite_walls: HubConfig, application: str) -> None:
    worker, signer = Database(sqlite_walls, "worker"), Ed25519PrivateKey.generate()
    with worker.begin() as session:
        for days in (0, 1, 370):
            commitments.commit_days(session, signer, now=NOW + days * DAY_MS)
        commitments.open_days(session, now=NOW + 370 * DAY_MS)
    worker.close()
    with staging(sqlite_walls, application=application) as stage:
        pages = [stage.client().get(f"/audit/commitments?page={page}").json() for page in (1, 4, 5)]
        assert stage.client().get("/audit/commitments?page=0").status_code == 422
    newest, oldest = pages[0]["days"][0], pages[1]["days"][-1]
    assert {page["opened_after_days"] for page in pages} == {366} and [len(page["days"]) for page in pages] == [100, 71, 0]
    assert set(newest) == {"day", "hash", "at", "nonce", "note"} and (newest["nonce"], newest["note"]) == (None, None)
    assert commitments.is_opened_by(commitments.Committed(**oldest))


def test_nothing_undefined_passes_silently() -> None:
    page = templates._pages("zh", ZONE).from_string("{{ nothing }}")
    with pytest.raises(UndefinedError):
        page.render()


def test_a_word_that_is_a_variable_is_escaped_and_may_be_empty() -> None:
    pages = templates._pages("zh", ZONE)
    assert pages.from_string("{{ word(x) }}").render(x="<b>") == "&lt;b&gt;"
    assert pages.from_string("{{ word(x) }}").render(x="") == ""
    assert pages.from_string("{{ word(x) }}").render(x="Help") == "帮助"
    assert pages.from_string('{{ _("Room %(label)s", label=x) }}').render(x="<b>") == "&lt;b&gt;房"


def test_dates_are_said_as_each_language_says_them() -> None:
    day = date(2026, 11, 24)
    assert (date_words(day, "zh"), date_words(day, "en")) == ("11月24日", "24 Nov")
    assert (weekday_date(day, "zh"), weekday_date(day, "en")) == ("11月24日 周二", "Tuesday 24 Nov")
    assert moment(1_795_500_000_000, ZONE) == "2026-11-24 14:00"
    assert moment(1_795_500_000_000, ZoneInfo("UTC")) == "2026-11-24 06:00"
    assert svg_picture("<svg>门</svg>").startswith("data:image/svg+xml;base64,")
    assert NOW == 1_795_500_000_000


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_state_of_a_room_has_a_word(language: str) -> None:
    page = templates._pages(language, ZONE).from_string('{% import "layout/macros.html" as m with context %}{{ m.unit_state(state) }}')
    assert len({page.render(state=state) for state in ("let", "vacant", "unclaimed", "ending")}) == 4


def test_what_is_sent_with_every_page_stays_small() -> None:
    assert (STATIC / "anju.css").stat().st_size <= 24 * 1024
    assert len((STATIC / "anju.js").read_text("utf-8").splitlines()) < 60
    assert (STATIC / "icons.svg").stat().st_size <= 12 * 1024


def test_the_style_is_plain_enough_for_old_browsers() -> None:
    css = (STATIC / "anju.css").read_text("utf-8")
    assert re.findall(r":has\(|light-dark\(|color-mix\(|@import|url\(|gradient\((?!90deg)", css) == []
    assert css.count("{") == css.count("}")
    dark = re.findall(r"--bg:#0d1413[^}]*", css)
    assert len(dark) == 2
    assert dark[0] == dark[1], "dark by choice is dark by the device"


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    pages = {path: path.read_text("utf-8") for path in STATIC.parents[1].rglob("*.html")}
    asked = {
        name
        for text in pages.values()
        for name in re.findall(r'(?:icon=|m\.icon\(|frame\.icon\(|m\.shape\(|icons\.svg#)"?([a-z][a-z-]+)', text)
    }
    assert asked - {"icon", "icons", "kind", "name", "line", "said", "task", "item"} <= drawn


def test_every_class_that_a_page_names_is_styled() -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]*)", (STATIC / "anju.css").read_text("utf-8")))
    plain = {"label", "works", "plain", "column", "secondary", "appearance"}  # hooks, and what needs no style of its own
    for path in sorted(STATIC.parents[1].rglob("*.html")):
        source = re.sub(r"\{[{%].*?[}%]\}", " ", path.read_text("utf-8"), flags=re.S)
        named = {name for value in re.findall(r'\bclass="([^"]*)"', source) for name in value.split()}
        assert named - styled - plain == set(), path.name


# In a real browser.


@pytest.mark.parametrize("look", ["light", "dark", "large"])
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("wrong", ["", "?wrong=yes"], ids=["filled", "wrong"])
def test_every_part_keeps_nobody_out(walk: Walk, desk: Stage, language: str, look: str, wrong: str) -> None:
    with walk(desk.address, language=language, width=1440, theme="dark" if look == "dark" else "light") as page:
        if look == "large":
            page.context.add_cookies([{"name": "anju-look", "value": "large.auto.on", "url": desk.address}])
        page.goto(f"/gallery{wrong}")
        check_page(page)


def test_every_frame_keeps_nobody_out(walk: Walk, framed: Stage, scripting: bool) -> None:
    with walk(framed.address, javascript=scripting) as page:
        page.goto("/gallery?wrong=yes")
        check_page(page)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("path", PUBLIC)
def test_the_publics_pages_keep_nobody_out(walk: Walk, desk: Stage, path: str, language: str, width: int) -> None:
    with walk(desk.address, language=language, width=width) as page:
        page.goto(path)
        check_page(page)


def test_one_signs_in_chooses_and_leaves_without_javascript(walk: Walk, desk: Stage, scripting: bool) -> None:
    with walk(desk.address, width=1440, javascript=scripting) as page:
        page.goto("/account")
        expect(page).to_have_url(re.compile(r"/sign-in\?next=/account$"))
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", name="有1处需要修改")).to_be_visible()
        expect(page.locator("#errors")).to_be_focused()
        check_page(page)
        sign_in_here(page)
        expect(page.get_by_role("heading", name="我的账户")).to_be_visible()
        check_page(page)
        page.get_by_label("大字").check()
        page.get_by_label("深色").check()
        page.get_by_role("button", name="应用").click()
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "21px"
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(13, 20, 19)"
        check_page(page)
        page.get_by_role("button", name="EN").click()
        expect(page.get_by_role("heading", name="My account")).to_be_visible()
        page.get_by_role("button", name="中文").click()
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_role("heading", name="住在这里的人")).to_be_visible()


def sign_in_here(page: Page) -> None:
    page.locator("#login").fill("139 0013 9000")
    page.locator("#passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="登录").click()


@pytest.fixture
def keyboard(walk: Walk, desk: Stage) -> Iterator[Page]:
    with walk(desk.address, width=1440) as page:
        page.goto("/gallery")
        yield page


def test_keys_move_open_choose_and_go_back(keyboard: Page) -> None:
    row = keyboard.locator("tr.current a")
    keyboard.keyboard.press("j")
    expect(row).to_have_text("2026-0117")
    expect(row).to_be_focused()
    for key, number in (("j", "2026-0118"), ("j", "2026-0119"), ("j", "2026-0119"), ("k", "2026-0118")):
        keyboard.keyboard.press(key)
        expect(row).to_have_text(number)
    keyboard.keyboard.press("1")
    expect(keyboard.locator("#kind")).to_be_checked()
    expect(keyboard).to_have_url(re.compile("/gallery$"))
    keyboard.keyboard.press("o")
    expect(keyboard).to_have_url(re.compile("/gallery/2026-0118$"))
    keyboard.go_back()
    keyboard.keyboard.press("Escape")
    expect(keyboard).to_have_url(re.compile("/gallery/back$"))
    keyboard.go_back()
    keyboard.keyboard.press("n")
    expect(keyboard).to_have_url(re.compile("/gallery/next$"))


def test_while_somebody_types_keys_are_letters(keyboard: Page) -> None:
    keyboard.locator("#name").fill("")
    keyboard.locator("#name").press_sequentially("nj1oh")
    keyboard.locator("#text").press("Escape")
    expect(keyboard.locator("#name")).to_have_value("nj1oh")
    expect(keyboard).to_have_url(re.compile("/gallery$"))
    expect(keyboard.locator("#kind")).not_to_be_checked()
    expect(keyboard.locator("tr.current")).to_have_count(0)
    keyboard.locator(".head h1").click()
    keyboard.keyboard.press("Control+j")
    expect(keyboard.locator("tr.current")).to_have_count(0)


def test_keys_can_be_switched_off(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=1440) as page:
        page.context.add_cookies([{"name": "anju-look", "value": "normal.auto.off", "url": desk.address}])
        page.goto("/gallery")
        page.keyboard.press("j")
        page.keyboard.press("n")
        expect(page.locator("tr.current")).to_have_count(0)
        expect(page).to_have_url(re.compile("/gallery$"))
        expect(page.locator("kbd")).to_have_count(0)


def test_half_typed_pinyin_reaches_nobody(keyboard: Page) -> None:
    """An input method sends input events while it composes; listeners of ours hear one, when the word is there."""
    heard = """() => new Promise(done => {
      const field = document.querySelector('#name'), seen = [];
      field.addEventListener('input', () => seen.push(field.value));
      for (const typed of ['o', 'ou', 'ouy', 'ouya', 'ouyang']) {
        field.value = typed;
        field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
      }
      field.value = '欧阳';
      field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
      done(seen);
    })"""
    assert keyboard.evaluate(heard) == ["欧阳"]


def test_a_button_that_is_busy_says_so_and_is_pressed_once(keyboard: Page) -> None:
    keyboard.evaluate(
        """() => { window.sent = []; window.addEventListener('submit', e => { sent.push(!e.defaultPrevented); e.preventDefault(); }); }"""
    )
    button = keyboard.locator("[data-key=n]")
    button.click()
    expect(button).to_contain_text("Taking…")
    expect(button).to_have_attribute("aria-busy", "true")
    button.click()
    assert keyboard.evaluate("() => sent") == [True, False]


def test_a_pass_fits_a_sheet_of_a6(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=336) as page:  # 105 mm less two margins of 8 mm
        page.goto("/gallery")
        page.emulate_media(media="print")
        box = page.locator(".pass .qr").bounding_box()
        assert box is not None
        assert box["width"] / 96 * 25.4 >= 35
        card = page.locator(".pass").bounding_box()
        assert card is not None
        assert card["height"] / 96 * 25.4 <= 148 - 2 * 8
        for away in (".top", ".demo", ".keys"):
            expect(page.locator(away)).to_be_hidden()


def test_forced_colours_keep_what_is_chosen_visible(walk: Walk, desk: Stage) -> None:
    with walk(desk.address) as page:
        page.emulate_media(forced_colors="active")
        page.goto("/gallery")
        chosen, other = (
            page.evaluate("which => getComputedStyle(document.querySelector(which)).backgroundColor", f".chips input{state}+span")
            for state in (":checked", ":not(:checked)")
        )
        assert chosen != other


def test_an_officer_signs_in_by_keyboard_alone(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=1440) as page:
        page.goto("/sign-in")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("13900139000")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSPHRASE)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/gallery$"))


def test_the_rig_signs_in_as_people_do(walk: Walk, desk: Stage) -> None:
    with walk(desk.address) as page:
        sign_in(page, "13900139000", PASSPHRASE)
        expect(page).to_have_url(re.compile("/gallery$"))
