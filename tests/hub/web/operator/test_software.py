"""A roll-out at the operator's desk: by page, API and command line, two operators for it, and why it stopped in plain words."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.gateway import configuration, rollouts
from hub.gateway.tables import GateWish, Rollout
from registry.audit.tables import RegisterEntry
from tests.hub.gateway.rollout_parts import KEY, release
from tests.hub.test_cli import anju
from tests.hub.web.front import PASSPHRASE, add_house
from tests.hub.web.operator.parts import Operations
from tests.hub.web.operator.test_pages import enter
from tests.rig.browsers import Walk, check_page
from tests.rig.nursery import answer
from tests.rig.processes import settings_file

ROLLOUT = "/admin/rollout"
SIGNED = base64.encodebytes(release()).decode()
"""As the maker's tool writes it, with line ends."""
PAGE = "/o/gates/_software"
MINUTE_MS = 60_000


def link_runs(operations: Operations) -> None:
    """Do what a link does with a roll-out."""
    front = operations.front
    with front.link.begin() as session:
        rollouts.advance(session, now=front.now)
        configuration.sign_new(session, KEY, now=front.now)


def prepared(operations: Operations, *buildings: str, **more: object) -> dict[str, object]:
    """Have the first operator prepare a roll-out by the API."""
    given = {"release": SIGNED, "buildings": list(buildings or [operations.house.property_id]), "well_minutes": 60, **more}
    return operations.first.tell(ROLLOUT, {"act": "prepare", "prepare": given}, status=202)


def noted(operations: Operations) -> list[str]:
    return sorted(row.act for row in operations.front.rows(RegisterEntry) if row.act.startswith("software."))


def test_one_prepares_another_starts_and_everybody_sees_how_far_it_is(operations: Operations) -> None:
    assert operations.first.ask(ROLLOUT)["state"] == "none"
    gate = operations.gate_in_use()
    told = prepared(operations)
    assert (told["state"], told["release"], told["name"], told["well_minutes"]) == ("prepared", 5, "0.5.0", 60)
    assert operations.first.refused(ROLLOUT, {"act": "start"}) == [("rollout-second-person", None)]
    operations.says(gate)
    assert operations.second.tell(ROLLOUT, {"act": "start"}, status=202)["state"] == "running"
    link_runs(operations)
    operations.says(gate, release=5, release_step="on_trial")
    link_runs(operations)
    (stage,) = operations.second.ask(ROLLOUT)["stages"]
    assert (stage["state"], [(one["name"], one["phase"], one["step"]) for one in stage["gates"]]) == (
        "now",
        [("north-12", "well", "on_trial")],
    )
    operations.first.tell(ROLLOUT, {"act": "pause"}, status=202)
    operations.first.tell(ROLLOUT, {"act": "resume"}, status=202)
    operations.first.tell(ROLLOUT, {"act": "skip", "gate": gate}, status=202)
    operations.first.tell(ROLLOUT, {"act": "withdraw"}, status=202)
    assert noted(operations) == sorted(
        f"software.{act}" for act in ("prepared", "started", "paused", "resumed", "gate-skipped", "withdrawn")
    )


def test_what_cannot_be_done_is_refused_and_nothing_is_kept_of_it(operations: Operations) -> None:
    operations.gate_in_use()
    assert operations.first.refused(ROLLOUT, {"act": "start"}) == [("rollout-not-now", None)]
    assert operations.first.refused(ROLLOUT, {"act": "burn"}) == [("rollout-act", "act")]
    assert operations.first.refused(ROLLOUT, {"act": "prepare"}) == [("field-missing", "prepare")]
    wrong = {"release": "?", "buildings": [operations.house.property_id]}
    assert operations.first.refused(ROLLOUT, {"act": "prepare", "prepare": wrong}) == [("release-unreadable", "release")]
    wrong = {"release": SIGNED, "buildings": ["elsewhere"], "per_stage": 0, "well_minutes": 0, "patience_minutes": 0}
    assert [code for code, _field in operations.first.refused(ROLLOUT, {"act": "prepare", "prepare": wrong})] == [
        "rollout-per-stage", "rollout-well", "rollout-patience", "rollout-buildings",
    ]  # fmt: skip
    assert (operations.front.rows(Rollout), noted(operations)) == ([], [])


def test_a_gate_can_be_sent_software_by_hand_while_a_roll_out_is_on_its_way(operations: Operations) -> None:
    gate = operations.gate_in_use()
    prepared(operations)
    by_hand = base64.b64encode(release(9)).decode()
    operations.first.tell(f"/gates/{gate}/configuration", {"settings": {}, "release": by_hand}, method="PUT")
    (wish,) = operations.front.rows(GateWish)
    assert wish.release == release(9)


def test_at_the_command_line_two_operators_roll_out_and_anybody_sees_it(sqlite_operations: Operations, tmp_path: Path) -> None:
    operations, file = sqlite_operations, tmp_path / "anju-edge-5.release"
    gate = operations.gate_in_use()
    operations.says(gate)
    file.write_text(SIGNED)
    config = ("--config", settings_file(operations.front.config))

    def take(*arguments: object, login: str = "operator-1", passphrase: str = PASSPHRASE) -> tuple[int, str]:
        done = answer("software", *arguments, "--login", login, *config, told=passphrase + "\n")
        return done.returncode, done.stderr.strip()

    assert take("prepare", file, "--first", "north-12", passphrase="not the right one") == (4, "sign-in-failed")
    assert take("prepare", file, "--first", "south-1") == (4, "absent")
    assert take("prepare", file, "--first", "north-12", "--well-minutes", 0) == (4, "rollout-well")
    assert take("prepare", file, "--first", "north-12") == (0, "")
    assert take("step", "start") == (4, "rollout-second-person")
    assert take("step", "start", login="operator-2") == (0, "")
    link_runs(operations)
    operations.says(gate, release_given_up=5)
    link_runs(operations)
    shown = anju("software", "show", *config)
    assert (shown.returncode, shown.stdout.splitlines()[-1]) == (1, "0  north-12  given_up")
    assert take("step", "skip", "--gate", "north-12") == (0, "")
    assert take("step", "withdraw") == (0, "")
    told = json.loads(answer("software", "show", "--json", *config).stdout)
    assert (told["state"], told["gates"][0]["skipped"]) == ("withdrawn", True)
    file.write_text("?")
    assert take("prepare", file, "--first", "north-12") == (4, "release-unreadable")


NAMES = ("prepare", "start", "pause", "resume", "skip", "withdraw", "none")
SAYS = {
    "zh": dict(zip(NAMES, ("准备", "启动", "暂停", "恢复", "跳过它", "撤回", "还没有推送过版本"), strict=True)),
    "en": dict(zip(NAMES, ("Prepare", "Start", "Pause", "Resume", "Skip it", "Withdraw", "No release has been rolled out"), strict=True)),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_go_through_all_states(walk: Walk, sqlite_operations: Operations, scripting: bool, language: str) -> None:
    operations, says = sqlite_operations, SAYS[language]
    pilot = operations.gate_in_use()
    other = add_house(operations.front.landlord("landlord-2"), address="学前街21号")
    operations.house = other
    later = operations.gate_in_use("school-21", "学前街21号大门")
    for gate in (pilot, later):
        operations.says(gate)

    def sees(page: Page, kind: str) -> None:
        page.goto(PAGE)
        expect(page.locator(f".note.{kind}").first).to_be_visible()
        check_page(page)

    with walk(operations.front.url, language=language, javascript=scripting) as page:
        enter(page)
        page.goto(PAGE)
        expect(page.get_by_text(says["none"])).to_be_visible()
        check_page(page)
        page.goto(f"{PAGE}/prepare")
        page.get_by_role("button", name=says["prepare"]).click()
        expect(page.locator("#errors a[href='#release']")).to_be_visible()
        check_page(page)
        page.locator("#release").fill(SIGNED)
        page.locator("#buildings").select_option(label="北街12号")
        page.locator("input[name=well_minutes][value='60']").check(force=True)
        page.get_by_role("button", name=says["prepare"]).click()
        sees(page, "waiting")
        expect(page.get_by_role("link", name=says["start"], exact=True)).to_have_count(0)
        page.goto(f"{PAGE}/start")
        expect(page.get_by_role("button", name=says["start"], exact=True)).to_have_count(0)
    with walk(operations.front.url, language=language, javascript=scripting) as page:
        enter(page, "operator-2")
        page.goto(PAGE)
        page.get_by_role("link", name=says["start"], exact=True).click()
        check_page(page)
        page.get_by_role("button", name=says["start"], exact=True).click()
        sees(page, "waiting")
        link_runs(operations)
        operations.says(pilot, online=False)
        link_runs(operations)
        sees(page, "waiting")
        page.get_by_role("button", name=says["pause"]).click()
        sees(page, "waiting")
        page.get_by_role("button", name=says["resume"]).click()
        operations.says(pilot, config=operations.front.now * 2, release_step="too_old")
        link_runs(operations)
        sees(page, "bad")
        page.goto("/o")
        expect(page.locator(f"a[href='{PAGE}']")).to_be_visible()
        check_page(page)
        page.goto(PAGE)
        expect(page.get_by_role("button", name=says["resume"])).to_have_count(0)
        page.locator("a[href*='skip?gate=']").click()
        check_page(page)
        page.get_by_role("button", name=says["skip"], exact=True).click()
        page.get_by_role("button", name=says["resume"]).click()
        link_runs(operations)
        sees(page, "waiting")
        page.get_by_role("link", name=says["withdraw"]).click()
        check_page(page)
        page.get_by_role("button", name=says["withdraw"]).click()
        sees(page, "refused")
        assert page.goto(f"{PAGE}/withdraw").status == 404  # type: ignore[union-attr]
    assert [row.state for row in operations.front.rows(Rollout)] == ["withdrawn"]
