"""Whatever can be wrong with a gate is a fault of its own, is told to the hub, and raises the alarm of its name where there is one."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edge import faults
from edge.faults.health import Health
from edge.gate.time_trust import Believed
from edge.protocol.messages import ClockTrust, Fault
from simulator.practice.gate import PracticeGate
from simulator.practice.ledger import Book, Ledger
from simulator.practice.rights import STARTS_AT
from tests.edge.parts import ADDRESS

NOW = 1_790_000_000_000
WELL: dict[str, Any] = {
    "camera_sees": True,
    "camera_is_clear": True,
    "reader_is_lost": False,
    "safety_answers": True,
    "believed": Believed(NOW, ClockTrust.SYNCED),
    "list_expires_at": NOW + 1,
    "list_refused": False,
    "journal_replaced": False,
    "journal_in_memory": False,
    "rule_left_out": False,
}
WRONG: dict[Fault, dict[str, Any]] = {
    Fault.CAMERA_LOST: {"camera_sees": False, "camera_is_clear": False},
    Fault.CAMERA_COVERED: {"camera_is_clear": False},
    Fault.LIST_STALE: {"list_expires_at": NOW},
    Fault.NO_LIST: {"list_expires_at": None},
    Fault.CLOCK_SUSPECT: {"believed": Believed(NOW, ClockTrust.DRIFTING)},
    Fault.JOURNAL_REPLACED: {"journal_replaced": True},
    Fault.JOURNAL_UNWRITABLE: {"journal_in_memory": True},
    Fault.LIST_REFUSED: {"list_refused": True},
    Fault.READER_LOST: {"reader_is_lost": True},
    Fault.SAFETY_LOST: {"safety_answers": False},
    Fault.RULE_LEFT_OUT: {"rule_left_out": True},
}


def test_a_gate_that_is_well_has_none() -> None:
    assert faults.present(Health(**WELL)) == []


@pytest.mark.parametrize("fault", Fault)
def test_each_is_told_by_its_own_name_and_by_no_other(fault: Fault) -> None:
    assert faults.present(Health(**{**WELL, **WRONG[fault]})) == [fault]


class Post:
    """The real agent on a pretend door, turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = STARTS_AT
        self.gate = PracticeGate(
            ADDRESS, folder / "gate", world=lambda: self.now, chance=random.Random(1), book=Book(Ledger()), limit=100
        )  # fmt: skip
        self.turn()

    def turn(self) -> None:
        """Look twice: what stands for one look only is no alarm yet."""
        for _look in range(2):
            self.now += 1_000
            self.gate.turn()

    def write_in_vain(self) -> None:
        self.gate.make_disk_read_only()
        self.gate.journal.forget_alarms(["0" * 32])

    def spoil(self, part: Any, name: str, value: Any) -> None:
        setattr(part, name, (lambda: value) if callable(getattr(part, name)) else value)


SPOILED: dict[Fault, Callable[[Post], None]] = {
    Fault.CAMERA_LOST: lambda post: post.spoil(post.gate.lens, "sees", False),
    Fault.CAMERA_COVERED: lambda post: post.spoil(post.gate.lens, "is_clear", False),
    Fault.LIST_REFUSED: lambda post: post.gate.agent._held.offer("lists", b"nonsense") or None,
    Fault.CLOCK_SUSPECT: lambda post: post.spoil(post.gate.hands, "lie_ms", -7_200_000),
    Fault.JOURNAL_REPLACED: lambda post: post.spoil(post.gate.journal, "replaced", True),
    Fault.JOURNAL_UNWRITABLE: lambda post: post.write_in_vain(),
    Fault.READER_LOST: lambda post: post.spoil(post.gate.front, "is_lost", True),
    Fault.SAFETY_LOST: lambda post: post.spoil(post.gate._wires, "is_lost", True),
}


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    made = Post(tmp_path)
    yield made
    made.gate.lose_power()


@pytest.mark.parametrize("fault", SPOILED)
def test_the_agent_tells_the_hub_and_raises_the_alarm_of_that_name(post: Post, fault: Fault) -> None:
    assert (post.gate.agent.status(True).faults, post.gate.standing()) == ([], set())
    SPOILED[fault](post)
    post.turn()
    assert post.gate.agent.status(True).faults == [fault]
    assert post.gate.standing() == {fault.value} & faults.ALARMS
