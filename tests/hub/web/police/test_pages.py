"""The police desk in a real browser: a case from taking to closing, an alert from entering to withdrawing; by mouse, keys, no script."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.screening import issuers
from hub.screening.tables import DAY_MS, Alert
from registry.audit.tables import CasesEntry
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, COURT, NOW, UNITS, VERIFIER, number, public
from tests.hub.web.police.parts import Precinct, signed
from tests.rig.browsers import Walk, arrived, check_page
from tests.rig.databases import owner

DESK: dict[str, Any] = {"width": 1440, "height": 900}
HOUR_MS = 3_600_000
NUMBER = number("1991-03-07")
SCAR = "a scar on the left wrist"
SIBLING = {"ground": "missing_person", "subject": {"name": "李思", "birth_date": "1991-03-07", "second_identifier": SCAR}}


def one(precinct: Precinct) -> Case:
    (case,) = precinct.station.rows(Case, "police")
    return case


def looks(precinct: Precinct) -> list[CasesEntry]:
    return [entry for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"]


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def test_a_case_from_taking_to_closing(precinct: Precinct, walk: Walk, scripting: bool) -> None:
    case = precinct.case(**SIBLING)
    with walk(precinct.url, language="en", javascript=scripting, **DESK) as page:
        precinct.enter(page.context, VERIFIER)
        page.goto("/c")
        press(page, "Take the next one")
        expect(page.get_by_role("heading", level=1)).to_contain_text(case.number)
        assert one(precinct).owner_id == "verifier"
        expect(page.locator("main")).not_to_contain_text("李")
        press(page, "Show the comparison")
        expect(page.locator("#errors")).to_contain_text("Say why")
        assert looks(precinct) == []
        page.get_by_label("To compare identities").check()
        press(page, "Show the comparison")
        expect(page.get_by_role("table", name="Comparison")).to_contain_text("李思")
        assert [entry.reason for entry in looks(precinct)] == ["#compare-identities"]
        expect(page.locator("tr.differs")).to_have_count(1)
        expect(page.locator("mark")).to_have_text(["四", "思"])
        expect(page.locator("tr", has_text="Document number").locator(".digits")).to_have_text(["990000", "19910307", "0010"])
        expect(page.locator("tr", has_text="Document number")).to_contain_text(SCAR)
        expect(page.locator("[name=outcome]:checked")).to_have_count(0)
        page.get_by_label("Not the same person").check()
        page.get_by_label("Document seen").check()
        press(page, "Next: check what follows")
        expect(page.get_by_role("heading", level=1)).to_have_text("Check what follows")
        assert one(precinct).state == "opened"
        press(page, "Confirm the decision")
        expect(page.get_by_text("Decided: Not the same person")).to_be_visible()
        assert (one(precinct).state, one(precinct).outcome) == ("decided", "not_the_same_person")
    with walk(precinct.url, language="zh", javascript=scripting, **DESK) as page:
        precinct.enter(page.context, CLOSER)
        page.goto("/c")
        page.get_by_role("link", name=case.number).click()
        expect(page.locator("main")).not_to_contain_text("李")
        page.get_by_role("link", name="结案").click()
        press(page, "结案")
        expect(page.get_by_text("已结案：不是同一人")).to_be_visible()
        assert (one(precinct).state, one(precinct).closed_by) == ("closed", "closer")


def test_a_case_is_done_in_fourteen_presses_and_no_click(sqlite_precinct: Precinct, walk: Walk) -> None:
    sqlite_precinct.case()
    pressed: list[str] = []

    def keys(page: Page, *names: str) -> None:
        for name in names:
            arrived(page).keyboard.press(name)
            pressed.append(name)

    with walk(sqlite_precinct.url, language="en", **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto("/c")
        keys(page, "n")
        expect(page.get_by_role("heading", name="Why do you look?")).to_be_visible()
        keys(page, "1", "Enter")
        expect(page.get_by_role("heading", name="Your decision")).to_be_visible()
        keys(page, "2", "Tab", "Space", "Enter")
        expect(page.get_by_role("heading", name="Check what follows")).to_be_visible()
        keys(page, "y")
        expect(page.get_by_text("Decided: Not the same person")).to_be_visible()
    with walk(sqlite_precinct.url, language="en", **DESK) as page:
        sqlite_precinct.enter(page.context, CLOSER)
        page.goto("/c")
        keys(page, "j", "o")
        expect(page.get_by_role("link", name="Close the case")).to_be_visible()
        keys(page, "c")
        expect(page.get_by_role("button", name="Close the case")).to_be_visible()
        keys(page, "y")
        expect(page.get_by_text("Closed: Not the same person")).to_be_visible()
    assert one(sqlite_precinct).state == "closed"
    assert len(pressed) <= 14


def test_keys_choose_and_never_send(sqlite_precinct: Precinct, walk: Walk) -> None:
    sqlite_precinct.case()
    sqlite_precinct.opened()
    with walk(sqlite_precinct.url, language="en", **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto(f"/c/{one(sqlite_precinct).number}/decide")
        for key, value in (("1", "same_person"), ("2", "not_the_same_person"), ("3", "undecided")):
            page.keyboard.press(key)
            expect(page.locator("[name=outcome]:checked")).to_have_value(value)
        page.locator("#text").focus()
        page.keyboard.type("12")
        expect(page.locator("[name=outcome]:checked")).to_have_value("undecided")
        page.locator("h1").click()
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="Why do you look?")).to_be_visible()
    assert one(sqlite_precinct).state == "opened"


def test_loading_the_page_again_asks_for_a_reason_again(sqlite_precinct: Precinct, walk: Walk, scripting: bool) -> None:
    sqlite_precinct.case()
    case = sqlite_precinct.opened()
    with walk(sqlite_precinct.url, language="zh", javascript=scripting, **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        for place in ("", "/open", "/decide"):
            page.goto(f"/c/{case.number}{place}")
            expect(page.locator("main")).not_to_contain_text("李四")
            expect(page.locator("main")).not_to_contain_text("19910307")
    assert len(looks(sqlite_precinct)) == 1


def test_what_was_entered_comes_back_with_what_is_missing(sqlite_precinct: Precinct, walk: Walk, scripting: bool) -> None:
    sqlite_precinct.case()
    case = sqlite_precinct.opened()
    with walk(sqlite_precinct.url, language="en", javascript=scripting, **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto(f"/c/{case.number}/decide")
        page.locator("#text").fill("the card is another's")
        press(page, "Next: check what follows")
        expect(page.locator("#errors")).to_contain_text("Choose what you found")
        expect(page.locator("#text")).to_have_value("the card is another's")
        page.get_by_label("Cannot tell").check()
        press(page, "Next: check what follows")
        press(page, "Change")
        expect(page.locator("#text")).to_have_value("the card is another's")
        expect(page.locator("[name=outcome]:checked")).to_have_value("undecided")


def test_an_alert_from_entering_to_withdrawing(precinct: Precinct, walk: Walk, scripting: bool, tmp_path: Path) -> None:
    file = tmp_path / "alert.json"
    file.write_text("\ufeff" + json.dumps(signed(), ensure_ascii=False), "utf-8")
    with walk(precinct.url, language="en", javascript=scripting, **DESK) as page:
        precinct.enter(page.context, AUTHOR)
        page.goto("/c/alerts")
        page.get_by_role("link", name="Enter an alert").click()
        page.locator("#signed").fill(json.dumps(signed(ground="petition", subject={"name": "李四"})))
        press(page, "Enter the alert")
        expect(page.locator("#errors")).to_contain_text("ground is none of the four")
        expect(page.get_by_text("Where in the alert")).to_be_visible()
        assert precinct.station.rows(Alert) == []
        page.locator("#signed").fill("")
        page.locator("#file").set_input_files(file)
        press(page, "Enter the alert")
        expect(page.get_by_text("The alert is entered.")).to_be_visible()
        expect(page.locator("main")).to_contain_text(number("1991-03-07"))
    (alert,) = precinct.station.rows(Alert)
    assert (alert.state, alert.author_id) == ("submitted", "author")
    with walk(precinct.url, language="zh", javascript=scripting, **DESK) as page:
        precinct.enter(page.context, APPROVER)
        page.goto("/c/approvals")
        page.get_by_role("link", name="M-0031").click()
        press(page, "批准")
        expect(page.get_by_text("线索已批准，现已生效。")).to_be_visible()
    assert precinct.station.rows(Alert)[0].state == "active"
    with walk(precinct.url, language="zh", javascript=scripting, **DESK) as page:
        precinct.enter(page.context, AUTHOR)
        page.goto(f"/c/alerts/{alert.id}")
        page.get_by_role("link", name="撤回").click()
        press(page, "确认撤回")
        expect(page.get_by_text("线索已撤回，不再与任何人比对。")).to_be_visible()
    assert precinct.station.rows(Alert)[0].state == "withdrawn"


def test_a_warrant_is_confirmed_again_on_its_page(sqlite_precinct: Precinct, walk: Walk) -> None:
    sqlite_precinct.station.alert(ground="arrest_warrant", expires_at=NOW + 300 * DAY_MS)
    sqlite_precinct.now = NOW + 25 * DAY_MS
    with walk(sqlite_precinct.url, language="en", **DESK) as page:
        sqlite_precinct.enter(page.context, APPROVER)
        page.goto("/c/approvals")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        press(page, "Confirm again")
        expect(page.get_by_text("confirmed for another 30 days")).to_be_visible()
    assert sqlite_precinct.station.rows(Alert)[0].confirmed_at == sqlite_precinct.now


def test_the_queue_shows_the_oldest_first_and_what_was_chosen(sqlite_precinct: Precinct, walk: Walk, scripting: bool) -> None:
    for hours, changes in ((76, SIBLING), (20, {"birth_date": "1980-01-01", "ground": "court_order"}), (1, {"birth_date": "1970-01-01"})):
        sqlite_precinct.now = NOW - hours * HOUR_MS
        sqlite_precinct.case(**changes)
    sqlite_precinct.now = NOW
    taken = sqlite_precinct.station.take()
    with walk(sqlite_precinct.url, language="en", javascript=scripting, **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto("/c")
        rows = page.locator("[data-rows] > tr")
        expect(rows.nth(0).get_by_role("link")).to_have_text(taken.number)
        expect(rows.nth(0)).to_contain_text("3 days 4 hours")
        expect(rows.nth(0)).to_contain_text("more than 72 hours")
        expect(rows.nth(1)).to_contain_text("20 hours")
        expect(rows.get_by_role("link")).to_have_count(1)
        page.get_by_label("Missing person").uncheck()
        press(page, "Show these")
        expect(rows).to_have_count(1)
        expect(rows.first).to_contain_text("Court order")
        page.goto("/c/mine")
        expect(rows).to_have_count(1)


BOTH = Officer(account_id="both", unit="south", roles=frozenset({"officer", "supervisor"}))


def states(precinct: Precinct) -> list[tuple[Officer, str]]:
    """Fill the station, and return every page of the desk with who sees it: empty, filled, waiting, decided, closed."""
    precinct.station.hire(BOTH)
    pages = [(AUTHOR, "/c"), (APPROVER, "/c"), (VERIFIER, "/c/closed"), (VERIFIER, "/c/mine"), (VERIFIER, "/c/alerts")]
    precinct.now = NOW - 76 * HOUR_MS
    made = [precinct.case(**SIBLING), *(precinct.case(birth_date=f"198{nth}-05-05") for nth in range(3))]
    precinct.now = NOW
    closed, decided, opened = (precinct.opened() for _ in range(3))
    for case, outcome in ((closed, "same_person"), (decided, "not_the_same_person")):
        precinct.station.decide(case.id, outcome)
    precinct.station.close(closed.id)
    waiting = precinct.station.submit(reference="W-1", ground="arrest_warrant")
    assert len(made) == 4
    pages += [(VERIFIER, place) for place in ("/c", "/c/mine", "/c/closed", *(f"/c/{case.number}" for case in (closed, decided, opened)))]
    pages += [(VERIFIER, f"/c/{case.number}/decide") for case in (decided, opened)]
    pages += [(CLOSER, place) for place in ("/c", f"/c/{decided.number}", f"/c/{decided.number}/close", "/c/closed")]
    pages += [(AUTHOR, place) for place in ("/c/alerts", "/c/alerts/new", f"/c/alerts/{waiting.id}", f"/c/alerts/{waiting.id}/withdraw")]
    return [*pages, (APPROVER, "/c/approvals"), (APPROVER, f"/c/approvals/{waiting.id}"), (BOTH, "/c"), (AUTHOR, f"/c/{opened.number}")]


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_every_page_lets_everybody_in(sqlite_precinct: Precinct, walk: Walk, language: str, theme: str) -> None:
    pages = states(sqlite_precinct)
    for officer in (VERIFIER, CLOSER, AUTHOR, APPROVER, BOTH):
        with walk(sqlite_precinct.url, language=language, theme=theme, **DESK) as page:
            sqlite_precinct.enter(page.context, officer)
            for _who, place in [each for each in pages if each[0] is officer]:
                page.goto(place)
                check_page(page)


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("size", [DESK, {"width": 360, "height": 800}], ids=["desk", "narrow"])
def test_five_other_names_and_three_documents_are_read_by_everybody(
    sqlite_precinct: Precinct, walk: Walk, language: str, theme: str, size: dict[str, Any]
) -> None:
    documents = [{"kind": "passport", "country": "VNM", "number": text} for text in ("C4018235", "B2750014")]
    subject = SIBLING["subject"] | {"name": "王铁柱", "further_documents": documents}
    names = ["孙大圣", "阿不都热合曼·买买提", "Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine", "Li Si", "李四"]
    station = sqlite_precinct.station
    alert = station.submit(subject=subject | {"aliases": names, "document": {"kind": "resident_id", "country": "CHN", "number": NUMBER}})
    with walk(sqlite_precinct.url, language=language, theme=theme, **size) as page:
        sqlite_precinct.enter(page.context, APPROVER)
        page.goto(f"/c/approvals/{alert.id}")
        assert [each for each in (*names, "C4018235", "B2750014", NUMBER, SCAR) if each not in page.locator("main").inner_text()] == []
        check_page(page)
    station.approve(alert.id)
    station.tenant()
    station.screen()
    case = station.take()
    assert case is not None
    with walk(sqlite_precinct.url, language=language, theme=theme, **size) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto(f"/c/{case.number}")
        page.locator("[name=reason]").first.check()
        page.locator("form.decision button.primary").click()
        expect(page.locator("table.compare tbody tr")).to_have_count(14)
        assert all(name in page.locator("table.compare").inner_text() for name in names)
        check_page(page)


@pytest.mark.parametrize(("language", "theme"), [("zh", "dark"), ("en", "light")])
def test_answers_and_errors_let_everybody_in(sqlite_precinct: Precinct, walk: Walk, language: str, theme: str) -> None:
    sqlite_precinct.case(**SIBLING)
    case = sqlite_precinct.station.take()
    with walk(sqlite_precinct.url, language=language, theme=theme, **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto(f"/c/{case.number}")
        send = page.locator("form.decision button.primary")
        send.click()
        expect(page.locator("#errors")).to_be_visible()
        check_page(page)
        page.locator("[name=reason]").first.check()
        send.click()
        expect(page.locator("table.compare")).to_be_visible()
        check_page(page)
        send.click()
        expect(page.locator("#errors")).to_be_visible()
        check_page(page)
        page.locator("[name=outcome]").first.check()
        page.locator("#text").fill("x")
        send.click()
        expect(page.locator("[name=step][value=save]")).to_be_visible()
        check_page(page)
    with walk(sqlite_precinct.url, language=language, theme=theme, **DESK) as page:
        sqlite_precinct.enter(page.context, AUTHOR)
        page.goto("/c/alerts/new")
        page.locator("#signed").fill(json.dumps(signed(ground="x", score=1)))
        page.locator("main form button").first.click()
        expect(page.locator("#errors")).to_be_visible()
        check_page(page)


def test_no_key_is_named_that_does_nothing(sqlite_precinct: Precinct, walk: Walk) -> None:
    """Whatever the bar at the foot names works on that page: with nothing to do, with something waiting, with work in hand."""

    def named(officer: Officer, *paths: str) -> set[str]:
        with walk(sqlite_precinct.url, language="en", **DESK) as page:
            sqlite_precinct.enter(page.context, officer)
            seen = set()
            for path in paths:
                page.goto(path)
                for key in page.locator(".keys kbd").all_inner_texts():
                    seen.add(key)
                    does = {"J": "[data-rows] a", "K": "[data-rows] a", "O": "[data-rows] a", "Enter": "main form"}
                    what = does.get(key, f'[data-key="{key.lower().replace("esc", "escape")}"]')
                    assert page.locator(what).count(), (path, key)
            return seen

    lists = ("/c", "/c/mine", "/c/closed", "/c/alerts")
    assert named(VERIFIER, *lists) == named(CLOSER, *lists[:1], *lists[2:], "/c/approvals") == set()
    case = sqlite_precinct.case()
    assert named(VERIFIER, *lists) == {"N", "/"}
    sqlite_precinct.opened()
    assert named(VERIFIER, *lists, f"/c/{case.number}", f"/c/{case.number}/decide") == {*"JKO/123", "Enter", "Esc"}
    waiting = sqlite_precinct.station.submit(reference="M-0032")
    assert named(APPROVER, "/c/approvals", f"/c/approvals/{waiting.id}") == {*"JKOY", "Esc"}
    assert named(AUTHOR, *lists, f"/c/alerts/{waiting.id}/withdraw") == {*"JKOY", "Esc"}


@pytest.mark.parametrize(("language", "country"), [("zh", "越南"), ("en", "Vietnam")])
def test_a_documents_country_is_said_by_its_name(sqlite_precinct: Precinct, language: str, country: str) -> None:
    document = {"kind": "passport", "country": "VNM", "number": "C1234567"}
    about = {"ground": "lost_document", "subject": {"document": document}}
    alert = sqlite_precinct.station.submit(reference="M-0033", **about)
    with sqlite_precinct.caller(AUTHOR, page=True, language=language) as caller:
        page = caller.get(f"/c/alerts/{alert.id}").raise_for_status().text
    assert country in page and "VNM" not in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_units_are_called_as_the_town_calls_them(sqlite_precinct: Precinct, language: str) -> None:
    case = sqlite_precinct.case()
    sqlite_precinct.opened()
    waiting = sqlite_precinct.station.submit(reference="M-0032")
    paths = {
        AUTHOR: ("/c", "/account", f"/c/alerts/{waiting.id}"),
        APPROVER: ("/c/approvals", f"/c/approvals/{waiting.id}"),
        VERIFIER: (f"/c/{case.number}",),
    }
    read = ""
    for who, own in paths.items():
        with sqlite_precinct.caller(who, page=True, language=language) as caller:
            read += "".join(caller.get(path).raise_for_status().text for path in own)
    said = re.sub(r"<[^>]+>", " ", read)
    assert all(names[language == "en"] in said for names in UNITS.values())
    assert re.findall(r"\b(?:east|west|north)\b", said) == []


def test_an_alert_that_somebody_altered_says_so_and_cannot_be_approved(sqlite_precinct: Precinct, walk: Walk) -> None:
    alert = sqlite_precinct.station.submit()
    sqlite_precinct.station.keys.shred(f"alert:{alert.id}")
    for officer, place in ((AUTHOR, f"/c/alerts/{alert.id}"), (APPROVER, f"/c/approvals/{alert.id}")):
        with walk(sqlite_precinct.url, language="en", **DESK) as page:
            sqlite_precinct.enter(page.context, officer)
            page.goto(place)
            expect(page.get_by_text("This alert cannot be verified")).to_be_visible()
            expect(page.get_by_role("button", name="Approve")).to_have_count(0)
            check_page(page)


@pytest.mark.parametrize(
    ("language", "of_the_alert", "of_the_case"),
    [("zh", "签名所用的密钥已停用", "这条线索无法核对签名"), ("en", "the key that signed it is out of use", "so nobody may look")],
)
def test_when_a_key_is_out_of_use_its_alert_and_its_case_say_so(
    sqlite_precinct: Precinct, walk: Walk, language: str, of_the_alert: str, of_the_case: str
) -> None:
    case = sqlite_precinct.case()
    sqlite_precinct.station.take()
    with owner(sqlite_precinct.station.config) as session:
        issuers.disable(session, public(COURT), now=NOW)
    with walk(sqlite_precinct.url, language=language, **DESK) as page:
        sqlite_precinct.enter(page.context, AUTHOR)
        page.goto(f"/c/alerts/{case.alert_id}")
        expect(page.get_by_text(of_the_alert)).to_be_visible()
        check_page(page)
    with walk(sqlite_precinct.url, language=language, **DESK) as page:
        sqlite_precinct.enter(page.context, VERIFIER)
        page.goto(f"/c/{case.number}")
        page.locator("[name=reason]").first.check()
        page.locator("form.decision button.primary").click()
        expect(page.locator("main")).to_contain_text(of_the_case)
        check_page(page)
