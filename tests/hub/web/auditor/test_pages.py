"""The auditor's pages in a real browser: the verdict first, and it names what is wrong; every page in all its states, in both languages."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hub.accounts.tables import OfficialUnit
from hub.oversight import read_log_key
from tests.hub.screening.parts import UNITS
from tests.hub.web.auditor.parts import HOUR, Bureau
from tests.hub.web.auditor.test_api import VERIFIER
from tests.hub.web.front import PASSPHRASE
from tests.rig.browsers import Walk, check_page, sign_in

WIDE: dict[str, Any] = {"width": 1280, "height": 967}
PAGES = ("/a", "/a/entries", "/a/entries?log=register", "/a/sample", "/a/officials", "/a/cases", "/a/alerts", "/a/retention", "/a/export")


def enter(page: Page) -> None:
    sign_in(page, "auditor", PASSPHRASE)
    expect(page.locator("h1")).to_be_visible()


def furnish(bureau: Bureau) -> None:
    """Fill the logs and write alerts and cases of every look."""
    bureau.fill()
    bureau.alert("a1")
    bureau.alert("a2", legal_basis=" ", reference="M-2")
    bureau.alert("a3", state="withdrawn", withdrawn_at=bureau.now, reference="M-3")
    bureau.case("c0", created_at=bureau.now - 76 * HOUR)
    bureau.taken("c1")
    bureau.taken("c2", "closed", outcome="not_the_same_person", erase_on="2027-01-10", closed_at=bureau.now - 9 * HOUR)
    bureau.taken("c3", "decided", outcome="undecided", decided_at=bureau.now)


def test_the_verdict_is_the_first_thing_said(walk: Walk, sqlite_bureau: Bureau, scripting: bool) -> None:
    sqlite_bureau.fill()
    with walk(sqlite_bureau.url, **WIDE, javascript=scripting) as page:
        enter(page)
        expect(page.get_by_role("heading", level=2).first).to_have_text("日志完整")
        expect(page.locator(".verdict")).to_contain_text("共56条记录，没有缺失、改动或重排。")
        expect(page.locator(".chain").first.locator("li.ok")).to_have_count(14)
        expect(page.get_by_text("外部见证14/14已签名").first).to_be_visible()
        expect(page.get_by_text("您签过名")).to_be_visible()
        expect(page.locator(".checklist .big")).to_have_text(["0", "0", "0", "0", "0"])
        page.get_by_role("link", name="再核对一次").click()
        expect(page.get_by_role("heading", name="日志完整")).to_be_visible()


@pytest.mark.parametrize(("language", "waits"), [("zh", "等待见证签名"), ("en", "Waiting for the witness")])
def test_waiting_for_the_witness_is_no_fault_and_can_be_read_by_everybody(
    walk: Walk, sqlite_bureau: Bureau, language: str, waits: str
) -> None:
    sqlite_bureau.fill(2)
    sqlite_bureau.look()
    sqlite_bureau.grow(cosigned=False)
    with walk(sqlite_bureau.url, **WIDE, language=language) as page:
        enter(page)
        expect(page.locator("#verdict")).to_have_text(waits)
        expect(page.locator(".verdict .disc.warn")).to_have_count(1)
        expect(page.locator(".chain").nth(1).locator("li")).to_have_class(["ok", "ok", "unknown"])
        check_page(page)
        sqlite_bureau.now += HOUR + 1
        page.reload()
        expect(page.locator(".verdict .disc.bad")).to_have_count(1)
        check_page(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_units_are_called_as_the_town_calls_them(sqlite_bureau: Bureau, language: str) -> None:
    furnish(sqlite_bureau)
    with sqlite_bureau.owner.begin() as session:
        session.add_all(OfficialUnit(id=unit, name_zh=zh, name_en=en) for unit, (zh, en) in UNITS.items())
    auditor = sqlite_bureau.auditor(language)
    pages = [auditor.get_page(path) for path in (*PAGES, "/a/cases/c1")]
    said = re.sub(r"<[^>]+>", " ", "".join(pages))
    assert all(names[language == "en"] in said for names in UNITS.values())
    assert re.findall(r"\b(?:east|west|north)\b", said) == []


def test_an_altered_record_is_named_and_nothing_is_green(walk: Walk, bureau: Bureau) -> None:
    bureau.fill(6)
    with walk(bureau.url, **WIDE, language="en") as page:
        enter(page)
        expect(page.get_by_role("heading", name="The logs are whole")).to_be_visible()
        bureau.alter("UPDATE audit_register_entry SET act = 'tenancy.undone' WHERE seq = 4")
        page.get_by_role("link", name="Verify again").click()
        expect(page.get_by_role("heading", name="A log is not whole")).to_be_visible()
        expect(page.locator(".part").first).to_contain_text("A record says something else than when it was hashed: record 4")
        expect(page.locator(".part").first).to_contain_text("First wrong record: 4")
        expect(page.locator(".part").first).to_contain_text("Registration undone")
        expect(page.locator(".verdict .disc.bad")).to_have_count(1)
        expect(page.locator(".chain .ok")).to_have_count(0)
        check_page(page)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM audit_register_entry WHERE seq = 3", "第一条有问题的记录：第3号该记录已不在"),
        ("DELETE FROM audit_leaf WHERE log = 'register' AND seq = 5", "第5号"),
        ("UPDATE audit_leaf SET hash = x'00' WHERE log = 'cases' AND seq = 2", "第2号"),
        ("UPDATE audit_checkpoint SET note = replace(note, 'anju', 'naju') WHERE size = 6", "检查点不是由本日志密钥签名"),
    ],
    ids=["a record is gone", "a leaf is gone", "a leaf is another", "a checkpoint is another's"],
)
def test_whatever_is_wrong_the_page_says_so(sqlite_bureau: Bureau, statement: str, says: str) -> None:
    sqlite_bureau.fill(6)
    sqlite_bureau.alter(statement)
    page = " ".join(sqlite_bureau.auditor("zh").get_page("/a").split())
    assert "日志不完整" in page and "日志完整" not in page
    assert says in page.replace('<span class="dot"></span>', "")


def test_without_the_logs_key_nothing_is_called_whole(sqlite_bureau: Bureau) -> None:
    sqlite_bureau.fill(2)
    sqlite_bureau.config.log_key_file.unlink()
    page = sqlite_bureau.auditor().get_page("/a")
    assert "could not be verified" in page and "are whole" not in page


def test_another_key_than_the_auditor_signed_for_is_said(sqlite_bureau: Bureau) -> None:
    sqlite_bureau.fill(2)
    (sqlite_bureau.config.data_dir / "auditor.statement").write_text("00" * 64)
    assert "no auditor has signed for it" in sqlite_bureau.auditor().get_page("/a")


def test_from_the_verdict_to_a_look_and_its_proof(walk: Walk, sqlite_bureau: Bureau, scripting: bool) -> None:
    furnish(sqlite_bureau)
    with walk(sqlite_bureau.url, **WIDE, language="en", javascript=scripting) as page:
        enter(page)
        expect(page.locator(".checklist .big")).to_have_text(["1", "1", "0", "1", "1"])
        page.get_by_role("link", name="Draw 20 looks by chance").click()
        expect(page.locator("tbody tr")).to_have_count(14)
        page.locator("tbody").get_by_role("link", name="2027-c1").first.click()
        expect(page.get_by_role("heading", name="Case 2027-c1")).to_be_visible()
        expect(page.locator(".trail li").first).to_contain_text("To compare identities")
        with page.expect_response("**/audit/proof/*") as answer:
            page.locator(".trail a").first.click()
        assert answer.value.json()["log"] == "cases"


def test_a_case_that_waits_for_nobody_is_shown_as_that(walk: Walk, sqlite_bureau: Bureau) -> None:
    sqlite_bureau.alert()
    sqlite_bureau.case(created_at=sqlite_bureau.now - 76 * HOUR)
    with walk(sqlite_bureau.url, **WIDE) as page:
        enter(page)
        expect(page.locator(".checklist li").last).to_contain_text("没有人领取的案件")
        page.get_by_role("link", name="打开 没有人领取的案件").click()
        page.get_by_role("link", name="2027-c1").click()
        expect(page.get_by_text("它会一直等待，只有您能看到")).to_be_visible()


def test_the_export_comes_with_what_verifies_it(walk: Walk, sqlite_bureau: Bureau, tmp_path: Path) -> None:
    sqlite_bureau.fill(3)
    with walk(sqlite_bureau.url, **WIDE, language="en") as page:
        enter(page)
        page.get_by_role("link", name="Signed export").first.click()
        expect(page.get_by_text(read_log_key(sqlite_bureau.config).hex())).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the export").click()
        download.value.save_as(tmp_path / "export.zip")
    zipfile.ZipFile(tmp_path / "export.zip").extractall(tmp_path)
    (tmp_path / "log.pub").write_text(read_log_key(sqlite_bureau.config).hex())
    command = [sys.executable, "-I", VERIFIER, tmp_path / "anju-audit", "--key", tmp_path / "log.pub"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", ["filled", "empty", "broken"])
def test_every_page_can_be_used_by_everybody(walk: Walk, sqlite_bureau: Bureau, language: str, state: str) -> None:
    if state != "empty":
        furnish(sqlite_bureau)
    if state == "broken":
        sqlite_bureau.alter("UPDATE audit_register_entry SET act = 'x' WHERE seq > 4")
    pages = {"filled": (*PAGES, "/a/cases/c0", "/a/cases/c1"), "empty": PAGES, "broken": ("/a", "/a/entries?log=register", "/a/nothing")}
    with walk(sqlite_bureau.url, **WIDE, language=language, theme="dark" if language == "en" else "light") as page:
        enter(page)
        for path in pages[state]:
            page.goto(path)
            check_page(page)
