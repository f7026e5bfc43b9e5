"""What the practice worlds demand of a door, each missed as soon as gate or hub do not keep to it; and what a terminal is told."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edge.gate import decision, obstruction
from edge.journal import Journal
from edge.journal_rows import epochs
from edge.kept_mode import KeptMode, Standing
from edge.protocol.messages import DoorMode, Reason
from edge.safety import lock as locks
from hub.gateway import flapping, inbox, status
from simulator import practice
from simulator.page.words import ALARMS, translator
from simulator.practice.__main__ import language, main
from simulator.practice.hub import Cabinet
from simulator.practice.ledger import Broken, Ledger
from simulator.practice.plans import Chances, Plan, load, names
from simulator.practice.telling import ENTRIES, FUZZED, HAPPENED, tell_fuzz, tell_list, tell_run
from simulator.practice.world import World


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Cabinet]:
    made = Cabinet()
    yield made
    made.close()


def run(cabinet: Cabinet, scenario: str, **changes: Any) -> Ledger:
    return World(replace(load(scenario), **changes), 1, cabinet).run()


def test_fire_frees_every_door_and_only_the_key_at_it_ends_that_once_the_panel_is_quiet(cabinet: Cabinet) -> None:
    ledger = run(cabinet, "fire")
    assert ledger.happened["mode_asked_in_fire"] > 10
    assert ledger.happened["let_in"] > 300
    assert ledger.alarms["fire_release", True] >= ledger.alarms["fire_release", False] == 3


def test_a_lock_that_the_agent_can_close_in_a_fire_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "withdraw", lambda lock: replace(lock, granted_until=0, is_latched=False))
    with pytest.raises(Broken, match="while fire had freed it"):
        run(cabinet, "fire")


def test_a_key_that_ends_a_fire_while_it_burns_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "turn_key", lambda lock: replace(lock, is_latched=False))
    with pytest.raises(Broken, match="while fire had freed it"):
        run(cabinet, "fire")


def test_a_covered_lens_is_told_within_a_minute_and_people_come_in_all_the_same(cabinet: Cabinet) -> None:
    ledger = run(cabinet, "covered_camera")
    assert 0 < ledger.happened["covered_told_after_ms"] <= 60_000
    assert ledger.alarms["camera_covered", True] == ledger.alarms["camera_covered", False] == 2, "a hand before it is none"
    assert ledger.happened["pass_not_read"] > 20


def test_a_judge_that_takes_too_long_over_a_covered_lens_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obstruction, "NOTICE_MS", 70_000)
    with pytest.raises(Broken, match="nobody was told"):
        run(cabinet, "covered_camera")


def test_a_copy_is_noticed_within_a_minute_and_takes_nothing_from_the_gate(cabinet: Cabinet) -> None:
    ledger = run(cabinet, "cloned_gate")
    assert 0 < ledger.happened["copy_noticed_after_ms"] <= 60_000
    assert ledger.happened["journaled_by_copy"] > 100
    assert ledger.stored.keys() >= ledger.journaled.keys()
    assert len(set(ledger.stored.values())) == len(ledger.stored), "an event stands twice"


def test_two_boxes_that_nobody_notices_are_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flapping, "TIMES", 10_000)
    with pytest.raises(Broken, match="nobody has noticed"):
        run(cabinet, "cloned_gate")


def test_a_journal_that_counts_on_where_its_disk_ended_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    def counts_on(journal: Journal, connection: sqlite3.Connection, saved: Any) -> None:
        settle(journal, connection, saved)
        if held := list(epochs(connection)):
            journal._end = held[-1]

    settle = Journal._settle
    monkeypatch.setattr(Journal, "_settle", counts_on)
    with pytest.raises(Broken, match=r"used for two events|gave the same number"):
        run(cabinet, "cloned_gate")


def test_a_door_that_keeps_out_who_lives_there_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decision, "CHECKS", (*decision.CHECKS, lambda *_scene: Reason.EXPIRED))
    with pytest.raises(Broken, match="should have been granted"):
        run(cabinet, "normal_day", gates=1)


def test_a_start_that_moves_a_door_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptMode, "load", lambda _kept: Standing(DoorMode.LOCKED))
    plan = Plan(about="modes", steps=200, chances=Chances(mode=0.3, power_cut=0.2))
    with pytest.raises(Broken, match="a start moved a door"):
        World(plan, 1, cabinet).run()


def test_an_alarm_that_stands_on_in_the_hub_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_raised(session: Any, gate: str, alarm: Any, *, now: int) -> None:
        if alarm.raised:
            store(session, gate, alarm, now=now)

    store = inbox.store_alarm
    monkeypatch.setattr(inbox, "store_alarm", only_raised)
    monkeypatch.setattr(status, "_settle_alarms", lambda *_arguments, **_named: None)
    with pytest.raises(Broken, match="does not grow quiet"):
        run(cabinet, "normal_day", gates=1)


def test_every_sentence_has_its_words_in_both_languages() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(practice.__file__).parent.glob("*.py"))
    counted = set(re.findall(r"""(?:_count\(|happened\[)"(\w+)""", sources))
    assert counted == set(HAPPENED), "what happened and has no words, or words that nothing counts"
    say = translator("zh").gettext
    sentences = {load(name).about for name in names()} | {*ENTRIES.values(), *HAPPENED.values(), *FUZZED.values(), *ALARMS.values()}
    assert not [one for one in sentences if say(one) == one]


@pytest.mark.parametrize(("chosen", "words"), [("zh", "承诺全部守住。"), ("en", "Every promise held.")])
def test_a_run_is_told_in_words_without_a_name_of_the_code(chosen: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["old_copy", "--language", chosen]) == 0
    told = capsys.readouterr().out
    assert words in told
    assert "_" not in told.replace("old_copy", "")
    if chosen == "zh":
        assert not re.search(r"[一-鿿] \d|\d [一-鿿]", "\n".join(line for line in told.splitlines() if not line.startswith("  ")))


def test_what_is_told_of_fuzz_and_of_what_there_is() -> None:
    say = translator("zh").gettext
    assert list(tell_fuzz({"seed": 7, "broken": "x", "plan": {}}, say)) == ["fuzz --seed 7 --seeds 1违背了承诺：x"]
    assert "违背承诺的次数" in "\n".join(tell_fuzz({"seeds": 1, "broken": 0, "journaled": 2, "seconds": 0.1}, say))
    assert set(names()) <= set(tell_list({name: load(name) for name in names()}, say))
    figures = {"scenario": "s", "seed": 1, "about": "a", **Ledger().figures()}
    assert "Alarms at the doors" not in list(tell_run(figures, translator("en").gettext))


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"), ({"LC_MESSAGES": "zh_TW"}, "zh")],
)
def test_the_language_is_the_terminals(environment: dict[str, str], wanted: str) -> None:
    assert language(environment) == wanted
