"""The overview in one look: many gates with one trouble are one line, the hub's own troubles stand among the others, worst first."""

import json
from dataclasses import replace

import pytest

from hub import pulse
from hub.config import HubConfig
from hub.gateway.problems import SILENT_MS
from hub.health import serve_health
from hub.pulse import Pulse
from hub.web.operator import summary
from hub.web.operator.words import CODES, WORDS
from tests.hub.gateway.test_problems import NOW, WELL
from tests.rig.parts import free_port
from tests.rig.processes import WAIT_SECONDS

RUNNING = (Pulse("work", True, {"ok": True}), Pulse("link", True, {"ok": True}))


def gates(count: int, **changes: object) -> list[summary.GateView]:
    return [replace(WELL, id=f"g{nth}", name=f"gate-{nth}", label=f"Door {nth:03}", **changes) for nth in range(count)]  # type: ignore[arg-type]


def test_when_all_is_well_nothing_is_listed() -> None:
    state = summary.look(gates(3), RUNNING, now=NOW)
    assert (state.problems, state.lines, state.in_use, state.online, state.heard_ms) == (0, (), 3, 3, 1_000)
    assert [row.level for row in state.rows] == ["ok"] * 3


def test_a_few_are_named_and_many_are_one_line() -> None:
    few = summary.look(gates(summary.TOGETHER - 1, online=False), RUNNING, now=NOW)
    assert [line.label for line in few.lines] == ["Door 000", "Door 001", "Door 002"]
    many = summary.look(gates(200, online=False), RUNNING, now=NOW)
    (line,) = many.lines
    assert (line.kind, line.count, line.label, many.problems) == ("offline", 200, "", 200)


def test_the_worst_come_first_in_both_lists() -> None:
    held = replace(WELL, id="h", label="Z", alarms=("held_open",), alarmed_at=(NOW,))
    quiet = replace(WELL, id="q", label="A", heard_at=NOW - SILENT_MS - 1)
    gone = replace(WELL, id="o", label="M", online=False)
    state = summary.look([quiet, WELL, gone, held], RUNNING, now=NOW)
    assert [line.kind for line in state.lines] == ["held_open", "offline", "silent"]
    assert [row.gate.id for row in state.rows] == ["h", "o", "q", "g"]


def test_a_door_that_stands_free_or_opens_for_nobody_is_not_as_it_should_be() -> None:
    free, shut = dict.fromkeys(("unlocked", "locked_open"), "warn"), dict.fromkeys(("blocked", "locked_down"), "bad")
    modes = {**dict.fromkeys(("locked", "accessed", None), "ok"), **free, **shut}
    for mode, level in modes.items():
        (row,) = summary.look(gates(1, mode=mode), RUNNING, now=NOW).rows
        assert (row.level, row.short) == (level, ""), mode
    (row,) = summary.look(gates(1, mode="unlocked", online=False), RUNNING, now=NOW).rows
    assert row.short == WORDS["offline"].short, "what is wrong comes first"


def test_gates_on_their_way_in_wait_and_those_taken_out_are_gone() -> None:
    asking, made = replace(WELL, id="r", state="requested", heard_at=None), replace(WELL, id="c", state="created", heard_at=None)
    state = summary.look([asking, made, replace(WELL, id="x", state="revoked")], RUNNING, now=NOW)
    assert ([gate.id for gate in state.asking], [row.level for row in state.rows], state.in_use) == (["r"], ["waiting", "waiting"], 0)


@pytest.mark.parametrize(
    ("pulses", "expected"),
    [
        ((Pulse("work", False, {}), RUNNING[1]), [("worker_silent", "")]),
        ((Pulse("work", True, {"ok": False, "failing": ["retention", "looks"]}), RUNNING[1]), [("jobs_failing", "retention, looks")]),
        ((Pulse("work", True, {"ok": True, "screening_lacks": ["witness"]}), RUNNING[1]), [("screening_off", "witness")]),
        ((RUNNING[0], Pulse("link", False, {})), [("link_silent", "")]),
        ((RUNNING[0], Pulse("link", True, {"ok": False})), [("broker_lost", "")]),
    ],
)
def test_the_hub_says_what_is_wrong_with_itself(pulses: tuple[Pulse, Pulse], expected: list[tuple[str, str]]) -> None:
    assert [(line.kind, line.label) for line in summary.look([], pulses, now=NOW).lines] == expected


def test_every_code_has_words_and_steps() -> None:
    assert set(WORDS) == set(CODES)
    assert len(set(CODES.values())) == len(CODES)
    assert all(words.effect and words.step and words.steps for words in WORDS.values())


@pytest.mark.parametrize("said", [{"ok": True, "turns": 3}, {"ok": False, "failing": ["audit"]}])
def test_a_process_is_asked_on_loopback(said: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # no detour is taken
    monkeypatch.setattr(pulse, "PATIENCE_S", WAIT_SECONDS)
    config = HubConfig(work_port=free_port())
    server = serve_health(config.host, config.work_port, lambda: said)
    try:
        heard = pulse.ask(config, "work")
    finally:
        server.shutdown()
        server.server_close()
    assert (heard.answers, heard.is_well, json.dumps(heard.says)) == (True, said["ok"], json.dumps(said))


def test_what_answers_something_else_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "PATIENCE_S", WAIT_SECONDS)
    config = HubConfig(work_port=free_port())
    server = serve_health(config.host, config.work_port, dict)
    try:
        assert not pulse.ask(config, "work").is_well
    finally:
        server.shutdown()
        server.server_close()
    assert not pulse.ask(HubConfig(work_port=free_port()), "work").answers
