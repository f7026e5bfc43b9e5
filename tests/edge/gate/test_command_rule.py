"""Which command a gate obeys, as comparisons: in time, by a trusted clock, later than the last, and since it began to listen."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.commands import SKEW_MS, Obeyed, is_meant_for, judge
from edge.gate.time_trust import Believed
from edge.protocol.messages import ClockTrust, Command, CommandAction, CommandResult
from edge.protocol.topics import GateAddress

NOW = 1_790_000_000_000
COMMAND = Command(v=1, site="town", gate="north-12", number="a" * 32, issued_at=NOW, lives_ms=10_000, action=CommandAction.UNLOCK)
SURE = ClockTrust.SYNCED
NONE_YET = Obeyed()


def result(
    *, now: int = NOW + 50, issued_at: int = NOW, clock: ClockTrust = SURE, since: int = 0, last: Obeyed = NONE_YET, lives_ms: int = 10_000
) -> CommandResult | None:
    command = msgspec.structs.replace(COMMAND, issued_at=issued_at, lives_ms=lives_ms)
    return judge(command, believed=Believed(now, clock), listening_since=since, last=last)


def test_a_fresh_command_is_obeyed() -> None:
    assert result() is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"now": NOW + 10_000}, CommandResult.EXPIRED),
        ({"now": NOW + 500, "lives_ms": 500}, CommandResult.EXPIRED),
        ({"now": NOW - SKEW_MS - 1}, CommandResult.NOT_YET),
        ({"clock": ClockTrust.UNKNOWN}, CommandResult.CLOCK_IN_DOUBT),
        ({"clock": ClockTrust.DRIFTING}, CommandResult.CLOCK_IN_DOUBT),
        ({"since": NOW + 1}, CommandResult.BEFORE_START),
        ({"last": Obeyed(NOW - 5, "a" * 32)}, CommandResult.REPLAYED),
        ({"last": Obeyed(NOW, "b" * 32)}, CommandResult.OUT_OF_ORDER),
        ({"last": Obeyed(NOW + 1, "b" * 32)}, CommandResult.OUT_OF_ORDER),
    ],
)
def test_each_comparison_refuses_for_its_own_reason(changes: dict[str, object], expected: CommandResult) -> None:
    assert result(**changes) is expected  # type: ignore[arg-type]


def test_a_command_is_for_one_gate() -> None:
    assert is_meant_for(COMMAND, GateAddress("town", "north-12"))
    assert not is_meant_for(COMMAND, GateAddress("town", "north-13"))
    assert not is_meant_for(COMMAND, GateAddress("city", "north-12"))


ISSUED = st.lists(st.integers(0, 60_000), min_size=1, max_size=12, unique=True)


@given(ISSUED, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 90_000)), max_size=60), st.integers(0, 30_000))
def test_whatever_is_delivered_when_and_how_often_a_lock_moves_once_for_each_at_most_in_order_and_in_time(
    issued: list[int], deliveries: list[tuple[int, int]], since: int
) -> None:
    commands = [msgspec.structs.replace(COMMAND, number=f"{at:032x}", issued_at=NOW + at) for at in issued]
    last, obeyed = Obeyed(), []
    for index, at in sorted(deliveries, key=lambda one: one[1]):
        command = commands[index % len(commands)]
        if judge(command, believed=Believed(NOW + at, SURE), listening_since=NOW + since, last=last) is None:
            obeyed.append(command)
            last = Obeyed(command.issued_at, command.number)
            assert command.issued_at - SKEW_MS <= NOW + at < command.issued_at + command.lives_ms
            assert command.issued_at >= NOW + since
    assert len({command.number for command in obeyed}) == len(obeyed)
    assert [command.issued_at for command in obeyed] == sorted(command.issued_at for command in obeyed)
