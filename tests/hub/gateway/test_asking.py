"""When the hub asks for what it misses: after a while without progress, again and again, and never while a backlog is on its way."""

from edge.protocol.messages import Range
from edge.protocol.topics import GateAddress
from hub.gateway.asking import PATIENCE_MS, Asking

KEY = (GateAddress("town", "gate-1"), "a" * 32)
HOLE = {KEY: [Range(first=3, last=4)]}


def test_a_feed_that_stands_still_is_asked_about_and_again() -> None:
    asking = Asking()
    assert asking.due({KEY: 2}, HOLE, now=0) == {}
    assert asking.due({KEY: 2}, HOLE, now=PATIENCE_MS - 1) == {}
    assert asking.due({KEY: 2}, HOLE, now=PATIENCE_MS) == HOLE
    assert asking.due({KEY: 2}, HOLE, now=PATIENCE_MS + 1) == {}
    assert asking.due({KEY: 2}, HOLE, now=2 * PATIENCE_MS) == HOLE


def test_a_feed_that_moves_is_left_in_peace() -> None:
    asking = Asking()
    for step in range(10):
        assert asking.due({KEY: step}, HOLE, now=step * PATIENCE_MS) == {}


def test_a_feed_without_a_hole_is_forgotten() -> None:
    asking = Asking()
    asking.due({KEY: 2}, HOLE, now=0)
    assert asking.due({KEY: 4}, {}, now=1) == {}
    assert asking.due({KEY: 2}, HOLE, now=PATIENCE_MS + 2) == {}
