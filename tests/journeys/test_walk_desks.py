"""The demo walked at its desks: a case from taking to closing, what its alert's two officers see of it, the person who reads of the look,
and logs that anybody can verify.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from simulator.settlement import FIRST_TO_MOVE_IN, PASSPHRASE, Settlement
from tests.journeys.readme import picture
from tests.journeys.visitor import DESK, Account, Visit
from tests.rig.processes import until

WATCHED = Settlement.phone(FIRST_TO_MOVE_IN + 1)
"""The login of the one whom the demo's alert is about: who moves in after the first dozen."""
CASE = "SELECT number, state, outcome, erase_on IS NOT NULL, owner_id <> closed_by FROM cases_case"


def test_a_case_is_taken_verified_and_closed(visit: Visit) -> None:
    until(lambda: visit.books.rows(CASE))
    number = str(visit.books.rows(CASE)[0][0])
    with visit.signed_in(visit.account("officer who verifies cases"), **DESK) as officer:
        officer.press("领取下一件")
        officer.page.get_by_label("核对身份").check()
        officer.press("显示对照")
        expect(officer.page.locator("table.compare")).to_contain_text("证件号码")
        picture(officer.page, "police-case")
        officer.page.get_by_role("radio", name=re.compile("^是同一人")).check()
        officer.page.get_by_label("已看证件原件").check()
        officer.press("下一步：核对后果")
        officer.press("确认决定")
        until(lambda: visit.books.rows(CASE) == [(number, "decided", "same_person", 0, None)])
    with visit.signed_in(visit.account("supervisor who closes them"), javascript=False, **DESK) as supervisor:
        supervisor.link(number)
        supervisor.link("结案")
        supervisor.press("结案")
    until(lambda: visit.books.rows(CASE) == [(number, "closed", "same_person", 1, 1)])
    for part in ("officer who enters alerts", "supervisor who approves them"):
        sees_no_trace(visit, visit.account(part), number)
    reads_of_the_look(visit, number)


def sees_no_trace(visit: Visit, account: Account, number: str) -> None:
    """Look through a police desk: nothing says the case's number, and the case's own address is that of nothing."""
    with visit.signed_in(account, language="en", **DESK) as official:
        for path in ("/c", "/c/mine", "/c/closed", "/c/alerts", "/c/approvals"):
            assert number not in official.page.request.get(path).text()
        there, nowhere = (official.page.request.get(f"/c/{one}", headers={"accept": "text/html"}) for one in (number, "0000-0000"))
        assert there.status == nowhere.status == 404
        assert there.text().replace(number, "") == nowhere.text().replace("0000-0000", "")


def reads_of_the_look(visit: Visit, number: str) -> None:
    """Sign in as the one whom the alert is about, who was told nothing, and read who looked and in which case."""
    until(lambda: visit.books.rows("SELECT id FROM register_disclosure WHERE case_number = ?", number))
    with visit.signed_in(Account(visit.account("landlord").url, WATCHED, PASSPHRASE)) as person:
        person.go("/r/looks")
        expect(person.page.locator(".trail li")).to_have_count(1)
        expect(person.page.locator(".trail")).to_contain_text(number)
        expect(person.page.locator(".trail")).to_contain_text("号码可能被借用或录错，所以只是可能，尚未核实")


def test_the_auditor_finds_the_logs_whole_and_so_does_everybody_with_the_export(visit: Visit, tmp_path: Path) -> None:
    until(lambda: visit.books.rows("SELECT count(DISTINCT log) FROM audit_checkpoint WHERE witnessed") == [(2,)])
    with visit.signed_in(visit.account("auditor"), **DESK) as auditor:
        until(lambda: is_whole(auditor.page))
        picture(auditor.page, "auditor")
        auditor.go("/a/export")
        for name in ("log.pub", "witness.pub"):
            key = auditor.page.locator("code", has_text=f"{name}: ").inner_text().removeprefix(f"{name}: ")
            (tmp_path / name).write_text(f"{key}\n")
        export = auditor.save("下载导出文件", tmp_path / "export.zip")
    with zipfile.ZipFile(export) as packed:
        packed.extractall(tmp_path)
    assert verified(tmp_path)
    log = tmp_path / "anju-audit/register.entries.jsonl"
    log.write_bytes(log.read_bytes().replace(b"register", b"registry", 1))
    assert not verified(tmp_path)


def is_whole(page: Page) -> bool:
    """Look again: the town goes on, and a head of this very second may wait for its witness."""
    page.reload()
    return page.get_by_role("heading", name="日志完整").is_visible()


def verified(folder: Path) -> bool:
    """Run the verifier, which needs nothing of the hub."""
    command = ["audit", "verify", "anju-audit", "--key", "log.pub", "--witness", "witness.pub"]
    return subprocess.run([sys.executable, "-m", "hub.cli", *command], cwd=folder, capture_output=True, check=False).returncode == 0
