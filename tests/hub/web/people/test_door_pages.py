"""The pages of doors, their hours and their managers, in a real browser: with scripts and without, and looked at in every light."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from edge.protocol.rights import AntiPassback, DoorRules
from hub.gateway.rules import rules_of
from hub.gateway.tables import CommandRow, GateHours, GateStatus
from registry.audit.tables import Manager
from registry.tables import Credential
from tests.hub.web.auditor.parts import running_bureau
from tests.hub.web.front import PASSPHRASE, PHONE, Front, add_house
from tests.hub.web.people.parts import LAUNDRY, Doors
from tests.rig.browsers import Walk, check_page, sign_in

LOOKS = [("zh", "light", 360), ("en", "dark", 1280), ("zh", "dark", 1280), ("en", "light", 360)]


@pytest.fixture
def doors(sqlite_front: Front) -> Doors:
    """A house whose landlord, manager, operator and resident have accounts."""
    made = Doors(sqlite_front, add_house(sqlite_front.landlord()))
    sqlite_front.account("manager", "manager")
    sqlite_front.account("operator", "sysadmin")
    sqlite_front.claim(made.low["claim_code"])
    return made


def enter(page: Page, login: str, path: str) -> None:
    sign_in(page, login, PASSPHRASE)
    expect(page).not_to_have_url(re.compile("sign-in|session"))
    page.goto(path)


def look_at(page: Page, name: str, look: tuple[str, str, int]) -> None:
    """Judge a page, and keep a picture where somebody asks for one."""
    check_page(page)
    if folder := os.environ.get("ANJU_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{'-'.join(map(str, look))}.png", full_page=True)


def stands(doors: Doors, **changes: object) -> None:
    words: dict[str, object] = {"clock": "synced", "strike": "secured", "door": "closed", "faults": "[]", "software": "1", "mode": "locked"}
    for gate in (doors.home, doors.laundry):
        known = words | {"received_at": doors.front.now, "online": True, "list_version": 1, "journal_depth": 0} | changes
        with doors.front.owner.begin() as session:
            session.merge(GateStatus(gate_id=gate.id, **known))  # type: ignore[arg-type]


def test_a_landlord_names_a_manager_who_opens_until_it_is_ended(walk: Walk, doors: Doors, scripting: bool) -> None:
    front, home = doors.front, doors.house.property_id
    stands(doors)
    with walk(front.url, language="en", javascript=scripting) as page:
        enter(page, "landlord", f"/l/g/{doors.home.id}")
        expect(page.get_by_role("button", name="Open once")).to_have_count(0)
        page.get_by_role("link", name="Managers").click()
        page.get_by_label("Login of the manager's account").fill("nobody")
        page.get_by_role("button", name="Name as manager").click()
        expect(page.locator("#login-wrong")).to_contain_text("No manager has this login")
        page.get_by_label("Login of the manager's account").fill("manager")
        page.get_by_role("button", name="Name as manager").click()
        expect(page.get_by_text("Named by the owner")).to_be_visible()
    with walk(front.url, language="en", javascript=scripting) as page:
        enter(page, "manager", f"/l/p/{home}/doors")
        page.get_by_role("link", name="front").click()
        for button in ("Open once", "Let it stand free", "Try whether it hears"):
            page.get_by_role("button", name=button).click()
            expect(page.get_by_text("From afar, the last of it")).to_be_visible()
        until = front.now + 4 * 3_600_000
        stands(doors, mode="unlocked", mode_until=until)
        page.goto(f"/l/g/{doors.home.id}")
        expect(page.get_by_text(re.compile(r"locks by itself at \d{4}-\d\d-\d\d \d\d:\d\d"))).to_be_visible()
        page.get_by_label("8 hours").check()
        page.get_by_role("button", name="Let it stand free").click()
        check_page(page)
        page.get_by_role("button", name="Lock again").click()
    assert {(row.action, row.mode) for row in front.rows(CommandRow)} == {
        ("unlock", ""),
        ("mode", "unlock"),
        ("drill", ""),
        ("mode", "lock"),
    }
    assert {row.until for row in front.rows(CommandRow)} == {0, until, front.now + 8 * 3_600_000}
    with walk(front.url, language="en", javascript=scripting) as page:
        enter(page, "landlord", f"/l/p/{home}/managers")
        page.get_by_role("button", name="End now").click()
        expect(page.get_by_text("Nobody manages this building but its owner")).to_be_visible()
    assert front.rows(Manager) == []


def test_a_manager_gives_a_tenant_who_asks_more_time_and_the_landlord_cannot(walk: Walk, doors: Doors, scripting: bool) -> None:
    path = f"/l/t/{doors.low['id']}"
    doors.house.landlord.tell(f"/properties/{doors.house.property_id}", {"manager": "manager"}, method="PATCH")
    with walk(doors.front.url, language="en", javascript=scripting) as page:
        enter(page, "manager", path)
        page.get_by_role("link", name="Tenant asks for more time at the door?").click()
        expect(page.get_by_label("As for everybody")).to_be_checked()
        check_page(page)
        page.get_by_label("30 seconds to open it").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_label("30 seconds to open it")).to_be_checked()
    assert doors.front.row(Credential, doors.low["credential_id"]).release_ms == 30_000
    assert "more time" not in doors.house.landlord.get_page(path)
    assert doors.house.landlord.post(f"{path}/times", data={"times": "usual"}).status_code == 404


def test_a_landlord_sets_a_laundry_s_hours_undoes_them_and_a_tenant_reads_them(walk: Walk, doors: Doors, scripting: bool) -> None:
    with walk(doors.front.url, language="en", javascript=scripting) as page:
        enter(page, "landlord", f"/l/p/{doors.house.property_id}/doors")
        expect(page.get_by_text("Opens at all times for who lives here.")).to_have_count(2)
        page.get_by_role("link", name="laundry").click()
        page.get_by_role("link", name="Change the hours").click()
        page.locator("#workdays_start").fill("07:00")
        page.locator("#workdays_until").fill("")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#workdays-wrong")).to_be_visible()
        assert doors.front.rows(GateHours) == []
        page.locator("#workdays_until").fill("22:00")
        page.get_by_label("Special days").fill("2027-02-06, 02-29")
        page.get_by_label("1", exact=True).check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Monday to Friday 07:00–22:00, Saturday 06:00–23:00")).to_be_visible()
        page.get_by_role("link", name="Change the hours").click()
        page.get_by_role("button", name="Take the last change back").click()
        expect(page.get_by_text("Opens at all times for who lives here.")).to_be_visible()
        page.get_by_role("link", name="Change the hours").click()
        page.get_by_role("button", name="Take the last change back").click()
    with walk(doors.front.url, language="en", javascript=scripting) as page:
        enter(page, PHONE, "/r/doors")
        expect(page.get_by_text("07:00–22:00")).to_be_visible()
        expect(page.get_by_text("on 2027-02-06, 02-29: closed, for floors 1 only; visitors come in with their host.")).to_be_visible()
        expect(page.get_by_text("Not for your floor")).to_have_count(0)


def test_a_door_that_leads_to_homes_offers_no_hours(walk: Walk, doors: Doors) -> None:
    with walk(doors.front.url, language="en") as page:
        enter(page, "landlord", f"/l/g/{doors.home.id}")
        expect(page.get_by_role("link", name="Change the hours")).to_have_count(0)
        page.goto(f"/l/g/{doors.home.id}/hours")
        expect(page.get_by_role("button", name="Save")).to_have_count(0)
        expect(page.get_by_text("This door leads to homes")).to_be_visible()


def test_an_operator_sets_the_rules_of_a_door_and_tries_it(walk: Walk, doors: Doors, scripting: bool) -> None:
    stands(doors)
    with walk(doors.front.url, language="en", width=1280, javascript=scripting) as page:
        enter(page, "operator", "/o/gates/front")
        page.get_by_role("link", name="Rules", exact=True).click()
        page.get_by_label("A PIN opens without a card").check()
        page.get_by_label("Write it down").check()
        page.get_by_label("Too soon is within").fill("many")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#minutes-wrong")).to_be_visible()
        check_page(page)
        page.get_by_label("Too soon is within").fill("45")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Try whether it hears").click()
        expect(page.get_by_text("under way")).to_be_visible()
    with doors.front.owner.read() as session:
        kept = rules_of(session, doors.home.id, zone="UTC")
    wanted = DoorRules(zone="Asia/Shanghai", pin_alone=True, anti_passback=AntiPassback.SOFT, anti_passback_minutes=45)
    assert kept == wanted
    assert [row.action for row in doors.front.rows(CommandRow)] == ["drill"]


def test_an_operator_proposes_and_the_auditor_agrees(walk: Walk, doors: Doors, scripting: bool) -> None:
    front = doors.front
    with walk(front.url, language="en", width=1280, javascript=scripting) as page:
        enter(page, "operator", "/o/managers")
        expect(page.get_by_text("No building has a manager")).to_be_visible()
        page.get_by_label("Building", exact=True).select_option("北街12号")
        page.get_by_label("Login of the manager's account").fill("manager")
        page.get_by_role("button", name="Propose").click()
        expect(page.get_by_text("Waits for the auditor")).to_be_visible()
        expect(page.get_by_role("button", name="Agree")).to_have_count(0)
    with running_bureau(front.config) as bureau, walk(bureau.url, language="en", width=1280, javascript=scripting) as page:
        bureau.now = front.now
        enter(page, "auditor", "/a/managers")
        expect(page.get_by_role("heading", name="1 manager waits for you")).to_be_visible()
        check_page(page)
        page.get_by_role("button", name="Agree").click()
        expect(page.get_by_role("heading", name="No manager waits for you")).to_be_visible()
        check_page(page)
    assert front.enter_as("manager").ask(f"/properties/{doors.house.property_id}")["id"] == doors.house.property_id


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_the_pages_keep_nobody_out(walk: Walk, doors: Doors, look: tuple[str, str, int]) -> None:
    language, theme, width = look
    settings = {"language": language, "theme": theme, "width": width}
    doors.house.landlord.tell(f"/properties/{doors.house.property_id}", {"manager": "manager"}, method="PATCH")
    doors.set(doors.laundry, {**LAUNDRY, "floors": [2]})
    stands(doors, mode="unlocked", mode_since=doors.front.now - 60_000)
    pages = {
        "landlord": [f"/l/p/{doors.house.property_id}", f"/l/p/{doors.house.property_id}/managers"],
        "manager": [f"/l/p/{doors.house.property_id}/doors", f"/l/g/{doors.home.id}", f"/l/g/{doors.laundry.id}/hours"],
        PHONE: ["/r", "/r/doors"],
        "operator": ["/o/managers", "/o/gates/laundry", "/o/gates/laundry/rules", "/o/accounts", "/o/gates/_new", "/o"],
    }
    for login, paths in pages.items():
        with walk(doors.front.url, **settings) as page:
            sign_in(page, login, PASSPHRASE)
            for path in paths:
                answer = page.goto(path)
                assert answer and answer.ok
                look_at(page, f"{'resident' if login == PHONE else login}{path.replace('/', '_')[:20]}", look)
