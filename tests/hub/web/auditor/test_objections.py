"""The auditor answers objections and complaints: what was said and about which look, nobody's name, and a line for each answer."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from registry.audit.tables import Objection
from tests.hub.web.auditor.parts import Bureau
from tests.hub.web.front import PASSPHRASE
from tests.rig.browsers import Walk, check_page, sign_in

ANSWER = {"outcome": "upheld", "answer": "The door was mended."}


def say(bureau: Bureau, name: str = "o1", *, kind: str = "complaint", entry_id: str | None = None, due_on: str = "2027-02-01") -> None:
    """Write what a resident objects to."""
    row = {"number": f"D-{name}", "account_id": "somebody", "reason": "not_me" if entry_id else "door", "text": "It sticks."}
    with bureau.owner.begin() as session:
        session.add(Objection(id=name, kind=kind, entry_id=entry_id, asked_at=bureau.now, due_on=due_on, **row))


def outcomes(bureau: Bureau) -> dict[str, str | None]:
    with bureau.owner.read() as session:
        return {row.id: row.outcome for row in session.exec(select(Objection))}


def test_each_kind_is_listed_and_answered_at_its_own_address(bureau: Bureau) -> None:
    say(bureau)
    say(bureau, "o2", kind="objection", entry_id=bureau.look())
    auditor = bureau.auditor()
    assert [each["id"] for each in auditor.ask("/complaints")["objections"]] == ["o1"]
    (objection,) = auditor.ask("/objections")["objections"]
    assert (objection["id"], "account_id" in objection) == ("o2", False)
    assert auditor.refused("/objections/o1/decide", ANSWER, status=404) == [("absent", None)]
    auditor.tell("/complaints/o1/decide", ANSWER)
    assert auditor.refused("/complaints/o1/decide", ANSWER, status=404) == [("absent", None)], "what was answered stays so"
    auditor.tell("/objections/o2/decide", {**ANSWER, "outcome": "rejected"})
    assert outcomes(bureau) == {"o1": "upheld", "o2": "rejected"}
    bureau.grow()
    acts = [line["act"] for line in auditor.ask("/audit/entries?log=register")["entries"]]
    assert sorted(acts) == ["complaint.answered", "objection.answered"]


@pytest.mark.parametrize(
    ("changes", "field"), [({"outcome": ""}, "outcome"), ({"answer": " "}, "answer"), ({"answer": "x" * 1001}, "answer")]
)
def test_an_answer_is_whole(sqlite_bureau: Bureau, changes: dict[str, str], field: str) -> None:
    say(sqlite_bureau)
    page = sqlite_bureau.auditor().send_form("/a/objections/complaint/o1", ANSWER | changes, status=422).text
    assert f'id="{field}-wrong"' in page
    assert outcomes(sqlite_bureau) == {"o1": None}


def test_one_is_answered_by_the_page(sqlite_bureau: Bureau, walk: Walk, scripting: bool) -> None:
    say(sqlite_bureau)
    with walk(sqlite_bureau.url, width=1280, javascript=scripting) as page:
        sign_in(page, "auditor", PASSPHRASE)
        page.goto("/a/objections")
        page.get_by_role("link", name="投诉：关于门").click()
        expect(page.get_by_text("It sticks.")).to_be_visible()
        page.get_by_label("成立", exact=True).check(force=True)
        page.locator("#answer").fill("门已修好。")
        page.get_by_role("main").get_by_role("button", name="答复").click()
        expect(page.get_by_role("heading", name="没有等您答复的")).to_be_visible()
        expect(page.get_by_text("门已修好。")).to_be_visible()
    assert outcomes(sqlite_bureau) == {"o1": "upheld"}


@pytest.mark.parametrize(("language", "theme", "width"), [("zh", "light", 1280), ("en", "dark", 360)])
def test_everybody_can_use_the_pages(sqlite_bureau: Bureau, walk: Walk, language: str, theme: str, width: int) -> None:
    say(sqlite_bureau, due_on="2020-01-01")
    say(sqlite_bureau, "o2", kind="objection", entry_id=sqlite_bureau.look())
    with walk(sqlite_bureau.url, language=language, theme=theme, width=width) as page:
        sign_in(page, "auditor", PASSPHRASE)
        for path in ("/a/objections", "/a/objections/objection/o2", "/a/objections/complaint/o1"):
            page.goto(path)
            check_page(page)
        page.get_by_role("main").get_by_role("button").last.click()
        check_page(page)
        sqlite_bureau.auditor().tell("/complaints/o1/decide", ANSWER)
        for path in ("/a/objections", "/a/objections/complaint/o1"):
            page.goto(path)
            check_page(page)
