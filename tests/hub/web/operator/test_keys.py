"""The signing key at the operator's desk: two operators for each step, by page, API and command line, each with its audit line."""

import re

import pytest
from playwright.sync_api import Page, expect

from edge.protocol.messages import CommandAction
from hub.gateway import keys
from hub.gateway.keys import Signer
from hub.gateway.tables import CommandRow, KeyStep
from hub.secrets import make_secrets
from registry.audit.tables import RegisterEntry
from tests.hub.test_cli import anju
from tests.hub.web.front import PASSPHRASE
from tests.hub.web.operator.parts import Operations
from tests.hub.web.operator.test_pages import enter
from tests.rig.browsers import Walk, check_page
from tests.rig.nursery import answer
from tests.rig.processes import settings_file

ROTATE = "/admin/keys/rotate"


def link_runs(operations: Operations) -> str:
    """Do what a link does with keys; return the name of the newest."""
    front = operations.front
    make_secrets(front.config)
    signer = Signer(front.config.secrets_dir)
    with front.link.begin() as session:
        keys.note_first(session, signer, now=front.now)
        if keys.is_due(session):
            keys.sign_next(session, signer, site=front.site.config.site, now=front.now)
        return keys.standing(session).newest


def noted(operations: Operations) -> list[str]:
    return sorted(row.act for row in operations.front.rows(RegisterEntry) if row.act.startswith("key."))


def test_one_proposes_another_agrees_gates_follow_and_then_the_old_key_goes(operations: Operations) -> None:
    gate = operations.gate_in_use()
    first = link_runs(operations)
    asked = operations.first.tell(ROTATE, {"act": "rotate", "hours": 0}, status=202)
    assert (asked["waiting"]["act"], asked["newest"], asked["old"]) == ("rotate", first, "")
    assert operations.first.refused(ROTATE, {"act": "agree"}) == [("key-second-person", None)]
    assert operations.second.refused(ROTATE, {"act": "retire"}) == [("key-step-waiting", None)]
    operations.second.tell(ROTATE, {"act": "agree"}, status=202)
    newest = link_runs(operations)
    assert newest != first
    operations.says(gate, key=first)
    assert operations.first.refused(ROTATE, {"act": "retire"}) == [("key-gates-behind", "anyway")]
    operations.says(gate, key=newest, old_keys=1)
    told = operations.first.ask(f"/gates/{gate}/health")
    assert (told["key"], told["old_keys"]) == (newest, 1)
    operations.first.tell(ROTATE, {"act": "retire"}, status=202)
    operations.second.tell(ROTATE, {"act": "withdraw"}, status=202)
    operations.second.tell(ROTATE, {"act": "retire"}, status=202)
    answer = operations.first.tell(ROTATE, {"act": "agree"}, status=202)
    assert (answer["old"], answer["behind"], answer["foreign"]) == (first, [], [])
    link_runs(operations)
    with operations.front.owner.read() as session:
        assert keys.standing(session).old == ""
    assert noted(operations) == sorted(["key.proposed", "key.agreed", "key.withdrawn", "key.agreed", *["key.retirement-proposed"] * 2])


def test_what_is_no_step_is_refused_and_a_gate_with_another_hub_s_key_is_named(operations: Operations) -> None:
    gate = operations.gate_in_use()
    assert operations.first.refused(ROTATE, {"act": "rotate"}) == [("key-step-waiting", None)]
    link_runs(operations)
    assert operations.first.refused(ROTATE, {"act": "burn"}) == [("key-act", "act")]
    assert operations.first.refused(ROTATE, {"act": "rotate", "hours": 337}) == [("key-hours", "hours")]
    assert "never had" not in operations.first.get_page("/o")
    operations.says(gate, key="deadbeef")
    assert "1 gate believes a key that this hub never had" in operations.first.get_page("/o")
    assert operations.first.tell(ROTATE, {"act": "rotate"}, status=202)["foreign"] == [gate]


def test_at_the_command_line_a_step_is_an_operator_s_own_word(sqlite_operations: Operations) -> None:
    operations = sqlite_operations
    operations.gate_in_use()
    newest = link_runs(operations)
    settings = settings_file(operations.front.config)
    step = ("--config", settings, "--login")

    def take(act: str, login: str, passphrase: str = PASSPHRASE) -> tuple[int, str]:
        done = answer("key", "step", act, *step, login, told=passphrase + "\n")
        return done.returncode, done.stderr.strip()

    assert take("rotate", "operator-1", "not the right one") == (4, "sign-in-failed")
    assert take("rotate", "landlord") == (4, "sign-in-failed")
    assert take("rotate", "operator-1") == (0, "")
    assert take("agree", "operator-1") == (4, "key-second-person")
    assert take("agree", "operator-2") == (0, "")
    assert [step.agreed_by is not None for step in operations.front.rows(KeyStep) if step.number] == [True]
    assert noted(operations) == ["key.agreed", "key.proposed"]
    shown = anju("key", "show", "--config", settings)
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (1, f"newest: {newest}")
    assert "behind: north-12" in shown.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_goes_through_all_states(walk: Walk, sqlite_operations: Operations, scripting: bool, language: str) -> None:
    operations = sqlite_operations
    gate = operations.gate_in_use()
    first = link_runs(operations)
    propose, agree, retire = (
        ("提出换用新密钥", "同意", "提出停用旧密钥")
        if language == "zh"
        else ("Propose a new key", "Agree", "Propose to retire the old key")
    )

    def sees(page: Page, kind: str) -> None:
        page.goto("/o/gates/_keys")
        expect(page.locator(f".note.{kind}")).to_be_visible()
        check_page(page)

    with walk(operations.front.url, language=language, javascript=scripting) as page:
        enter(page)
        sees(page, "ok")
        page.locator("input[name=hours][value='0']").check()
        page.get_by_role("button", name=propose).click()
        expect(page.get_by_role("button", name=agree, exact=True)).to_have_count(0)
        sees(page, "waiting")
    with walk(operations.front.url, language=language, javascript=scripting) as page:
        enter(page, "operator-2")
        page.goto("/o/gates/_keys")
        page.get_by_role("button", name=agree, exact=True).click()
        newest = link_runs(operations)
        operations.says(gate, key=first)
        sees(page, "waiting")
        page.get_by_role("button", name=retire).click()
        expect(page.locator("#errors")).to_be_visible()
        check_page(page)
        page.goto("/o/gates/north-12")
        check_page(page)
        page.locator("form[action$='/keys'] button").click()
        (command,) = operations.front.rows(CommandRow)
        assert command.action == CommandAction.ROTATE_KEY
        page.goto("/o")
        expect(page.locator("a[href='/o/gates/_keys']")).to_be_visible()
        check_page(page)
        operations.says(gate, key=newest, old_keys=1)
        sees(page, "ok")
        page.get_by_role("button", name=retire).click()
        expect(page).to_have_url(re.compile("/o/gates/_keys$"))
        sees(page, "waiting")
