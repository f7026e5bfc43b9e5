"""The operator's pages in a real browser: a gate's way in with and without JavaScript, and each page looked at in all its states."""

import json
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page, expect

from edge.protocol.enrolment import EnrolmentState
from hub.accounts.tables import PeopleAccount
from hub.gateway.tables import Gate, GateAlarm, GateStatus, GateWish, PassList
from hub.web.operator.words import CODES
from tests.hub.web.front import PASSPHRASE, Front
from tests.hub.web.operator.parts import Operations
from tests.rig.browsers import Walk, arrived, check_page, sign_in

WIDE = {"width": 1440, "height": 900}
KILOBYTES_MAX = 60
GATES = 200


def enter(page: Page, login: str = "operator-1") -> None:
    sign_in(page, login, PASSPHRASE)
    expect(page).to_have_url(re.compile(r"/o$"))


def test_a_gate_comes_in_by_two_operators(walk: Walk, sqlite_operations: Operations, scripting: bool) -> None:
    operations, key = sqlite_operations, Ed25519PrivateKey.generate()
    with walk(operations.front.url, **WIDE, language="en", javascript=scripting) as page:
        enter(page)
        page.get_by_role("link", name="Gates").click()
        page.get_by_role("link", name="New gate").click()
        page.get_by_label("Building").select_option("北街12号")
        page.get_by_label("Which door is it?").fill("北街12号大门")
        page.get_by_label("Short name").fill("north-12")
        page.get_by_role("button", name="Create the gate").click()
        code = arrived(page).locator(".code").inner_text()
        expect(page.locator("code")).to_have_text(f"anju-edge enrol --config gate.toml --code {code}")
        answer = operations.ask(code, key)
        assert answer is not None and answer.state is EnrolmentState.WAITING_FOR_APPROVAL
        page.get_by_role("link", name="To the gate").click()
        assert code not in arrived(page).content()
        page.get_by_role("link", name="Approve").click()
        expect(page.get_by_role("heading", name="Another operator has to approve it")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("approve"))).to_have_count(0)
    with walk(operations.front.url, **WIDE, language="en", javascript=scripting) as page:
        enter(page, "operator-2")
        page.get_by_role("link", name="北街12号大门").first.click()
        page.get_by_role("button", name="They are the same: approve").click()
        expect(page.get_by_text("Approved, not heard yet")).to_be_visible()
    (gate,) = operations.front.rows(Gate)
    assert gate.state == "approved" and gate.approved_by != gate.created_by


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_gate_is_set_in_seconds_and_says_what_became_of_it(
    walk: Walk, sqlite_operations: Operations, scripting: bool, language: str
) -> None:
    operations = sqlite_operations
    gate_id = operations.gate_in_use()
    send, refused = ("发送到门禁", "0.5到60") if language == "zh" else ("Send to the gate", "0.5 to 60")
    with walk(operations.front.url, language=language, javascript=scripting) as page:
        enter(page)
        page.goto("/o/gates/north-12/settings")
        page.locator("#release").fill("0.1")
        page.locator("#held_open").fill("90")
        page.get_by_role("button", name=send).click()
        expect(page.locator("#release-wrong")).to_contain_text(refused)
        check_page(page)
        assert operations.front.rows(GateWish) == []
        page.locator("#release").fill("4,5")
        page.get_by_role("button", name=send).click()
        expect(page.locator(".note.waiting")).to_be_visible()
        (wish,) = operations.front.rows(GateWish)
        assert json.loads(wish.settings) == {"door.held_open_ms": 90_000, "door.release_ms": 4500}
        version = operations.sign_wishes()
        for state, said in (("ok", {"config": version}), ("bad", {"config_given_up": version})):
            operations.says(gate_id, **said)
            page.reload()
            expect(page.locator(f".note.{state}")).to_be_visible()
            expect(page.locator("#release")).to_have_value("4.5")
            check_page(page)


def test_a_gate_is_taken_out_only_after_a_page_that_says_what_follows(walk: Walk, sqlite_operations: Operations, scripting: bool) -> None:
    gate_id = sqlite_operations.gate_in_use()
    with walk(sqlite_operations.front.url, **WIDE, language="en", javascript=scripting) as page:
        enter(page)
        page.goto("/o/gates/north-12")
        page.get_by_role("link", name="Take out of use").click()
        assert sqlite_operations.front.row(Gate, gate_id).state == "approved"
        page.get_by_role("link", name="Keep it").click()
        page.get_by_role("link", name="Take out of use").click()
        page.get_by_role("button", name="Take it out of use").click()
        expect(page.get_by_text("Taken out of use")).to_be_visible()
    assert sqlite_operations.front.row(Gate, gate_id).state == "revoked"


def test_a_landlord_gets_an_account_that_works(walk: Walk, sqlite_operations: Operations, scripting: bool) -> None:
    with walk(sqlite_operations.front.url, **WIDE, language="en", javascript=scripting) as page:
        enter(page)
        page.get_by_role("link", name="Accounts").click()
        page.get_by_label("Mobile or login").fill("138 0013 9000")
        page.get_by_label("First passphrase").fill("short")
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("heading", name="1 thing needs changing")).to_be_visible()
        expect(page.get_by_label("Mobile or login")).to_have_value("138 0013 9000")
        page.get_by_label("First passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("heading", name="The account is made")).to_be_visible()
        assert "9000" not in arrived(page).content()
    assert sqlite_operations.front.enter_as("13800139000").ask("/me")["roles"] == ["landlord"]
    assert len(sqlite_operations.front.rows(PeopleAccount)) == 4


def test_what_is_wrong_with_a_new_gate_stands_beside_its_field(walk: Walk, sqlite_operations: Operations) -> None:
    with walk(sqlite_operations.front.url, **WIDE, language="en") as page:
        enter(page)
        page.goto("/o/gates/_new")
        page.get_by_label("Short name").fill("North 12")
        page.get_by_role("button", name="Create the gate").click()
        expect(page.locator("#errors")).to_be_focused()
        expect(page.get_by_role("heading", name="3 things need changing")).to_be_visible()
        expect(page.get_by_label("Short name")).to_have_value("North 12")
        expect(page.locator("[aria-invalid=true]")).to_have_count(3)
    assert sqlite_operations.front.rows(Gate) == []


def troubled(operations: Operations) -> None:
    """Make a town with one gate of every look."""
    front, now = operations.front, operations.front.now
    for nth, changes in enumerate(
        (
            {},
            {"online": False, "changed_at": now - 13_860_000, "received_at": now - 13_860_000, "journal_depth": 12},
            {"door": "unknown", "changed_at": now - 370_000},
            {"faults": '["camera_lost", "no_list"]', "list_version": 0, "changed_at": now - 90_000},
            {"list_version": now - 3_600_000, "journal_depth": 400},
        )
    ):
        gate_id = operations.gate_in_use(f"gate-{nth}", f"北街12号{'大后侧东西'[nth]}门")
        operations.says(gate_id, **({"list_version": now} | changes))
        front.write(PassList(gate_id=gate_id, version=now - 120_000 if nth == 4 else now, manifest=b"", signed_at=now))
    front.write(GateAlarm(gate_id=gate_id, kind="held_open", raised=True, at=now - 74_000))
    operations.ask(operations.create("gate-5", "车库")["code"], Ed25519PrivateKey.generate())
    operations.create("gate-6", "消防门")
    operations.first.tell(f"/gates/{operations.create('gate-7', '旧门')['id']}/revoke")


PAGES = (
    *(
        "/o",
        "/o/jobs",
        "/o/codes",
        "/o/accounts",
        "/o/accounts?made=yes",
        "/o/gates",
        "/o/gates/_new",
        "/o/gates/gate-1",
        "/o/gates/gate-6",
    ),
    *("/o/gates/gate-7", "/o/gates/gate-5/approve", "/o/gates/gate-1/approve", "/o/gates/gate-0/revoke", "/o/gates/gate-7/revoke"),
)
CODED = ("held_open", "offline", "door_unknown", "camera_lost", "no_list", "list_behind", "backlog")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_used_by_everybody(walk: Walk, sqlite_operations: Operations, language: str) -> None:
    troubled(sqlite_operations)
    with walk(sqlite_operations.front.url, **WIDE, language=language, theme="dark" if language == "en" else "light") as page:
        enter(page)
        for path in PAGES:
            page.goto(path)
            check_page(page)
        for path, button in (("/o/gates/_new", "form[action$=_new] button"), ("/o/accounts", "form[action$=accounts] button")):
            page.goto(path)
            page.locator(button).click()
            expect(page.locator("#errors")).to_be_visible()
            check_page(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hub_without_gates_says_how_to_begin(walk: Walk, sqlite_front: Front, language: str) -> None:
    sqlite_front.account("operator-1", "sysadmin")
    with walk(sqlite_front.url, **WIDE, language=language) as page:
        enter(page)
        for path in ("/o", "/o/gates", "/o/gates/_new", "/o/accounts"):
            page.goto(path)
            check_page(page)


def test_problems_come_first_each_with_its_code_and_its_steps(walk: Walk, sqlite_operations: Operations) -> None:
    troubled(sqlite_operations)
    with walk(sqlite_operations.front.url, **WIDE) as page:
        enter(page)
        lines = arrived(page).locator(".problem").all_inner_texts()
        text = " ".join(lines)
        assert all(CODES[kind] in text for kind in CODED)
        assert "08:09起，3小时51分" in text and "至少从11:53起，6分10秒" in text
        assert "持续" not in text and page.locator("h1").inner_text() == f"{len(lines)}个问题"
        page.locator(".problem", has_text="ANJU-G02").get_by_role("link", name=re.compile("派人关门")).click()
        expect(page).to_have_url(re.compile(r"/o/codes#ANJU-G02$"))
        expect(page.locator("#ANJU-G02 ol")).to_be_visible()


def test_the_page_renews_itself(walk: Walk, sqlite_operations: Operations) -> None:
    gate_id = sqlite_operations.gate_in_use()
    sqlite_operations.says(gate_id)
    with walk(sqlite_operations.front.url, **WIDE) as page:
        enter(page)
        expect(page.locator("tbody .state")).to_have_text("在线")
        sqlite_operations.says(gate_id, online=False)
        expect(page.locator("tbody .state")).to_have_text("离线")
        expect(page.locator(".problem", has_text="ANJU-G01")).to_have_count(1)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("online", [True, False], ids=["well", "an outage"])
def test_two_hundred_gates_are_a_page_of_sixty_kilobytes(sqlite_operations: Operations, language: str, online: bool) -> None:
    front, house, now = sqlite_operations.front, sqlite_operations.house, sqlite_operations.front.now
    gate = front.fit_gate(house.property_id, house.door_group)
    words = {"online": online, "received_at": now - 3_000, "changed_at": now - 3_000, "list_version": now - 3_600_000, "journal_depth": 0}
    words |= {"clock": "synced", "strike": "secured", "door": "closed", "faults": "[]", "software": "1.4.2"}
    with front.owner.begin() as session:
        session.delete(session.get_one(Gate, gate.id))
        for nth in range(GATES):
            one = {"id": f"{nth:032x}", "name": f"gate-{nth:03}", "label": f"榕树里{nth}号大门"}
            session.add(Gate(**(gate.model_dump() | one)))
            session.flush()
            session.add(GateStatus(gate_id=one["id"], **words))
            session.add(PassList(gate_id=one["id"], version=now - 3_600_000, manifest=b"", signed_at=now))
    page = front.enter_as("operator-1", language).get_page("/o")
    assert page.count("<tr") == GATES + 1
    assert len(page.encode()) <= KILOBYTES_MAX * 1024
    assert (f"{GATES}个门禁连不上网" in page or f"{GATES} gates are offline" in page) is not online


@pytest.mark.parametrize(("language", "said"), [("zh", "最后确知于"), ("en", "No resident is kept out; visitors are")])
def test_a_gate_that_does_not_know_the_time_says_who_could_still_come_in(sqlite_operations: Operations, language: str, said: str) -> None:
    operations, now = sqlite_operations, sqlite_operations.front.now
    gate_id, desk = operations.gate_in_use(), operations.front.enter_as("operator-1", language)
    operations.says(gate_id, clock="unknown", uncertain_since=now - 600_000)
    assert said in desk.get_page("/o/gates/north-12")
    assert operations.first.get(f"/gates/{gate_id}/health").json()["uncertain_since"] == now - 600_000
    operations.says(gate_id)
    assert said not in desk.get_page("/o/gates/north-12")
