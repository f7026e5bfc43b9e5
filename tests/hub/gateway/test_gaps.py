"""What never came: each missing number is explained by the gate or asked for, on both databases, and a restart forgets neither."""

from edge.protocol.codec import encode, join_entries
from edge.protocol.messages import Alarm, AlarmKind, Gap, Lost, Range
from hub.gateway import gaps
from hub.gateway.inbox import Inbox
from hub.gateway.tables import GapRow
from tests.hub.gateway.test_inbox import ADDRESS, EPOCH, NOW, Ground, batch, committed, entry, ground  # noqa: F401
from tests.rig.databases import owner


def gap(first: int, last: int, why: Lost = Lost.OVERFLOW) -> Gap:
    return Gap(v=1, epoch=EPOCH, first=first, last=last, why=why)


def seen(ground: Ground) -> list[tuple[int, int, str | None]]:  # noqa: F811
    with owner(ground.config) as session:
        return [(one.first, one.last, one.why) for one in gaps.gaps_of(session, "g" * 32)]


def test_a_gap_that_the_gate_explains_counts_as_dealt_with_and_is_kept_with_its_reason(ground: Ground) -> None:  # noqa: F811
    assert committed(ground.store(batch(entry(1), entry(5)))) == 1
    assert seen(ground) == [(2, 4, None)]
    stored = ground.store(join_entries([], [gap(2, 4)]))
    assert (committed(stored), stored.gone) == (5, 3)
    assert seen(ground) == [(2, 4, "overflow")]
    assert ground.places() == [1, 5]


def test_only_what_is_really_missing_is_counted_and_a_gap_told_twice_is_one(ground: Ground) -> None:  # noqa: F811
    ground.store(batch(entry(1), entry(2), entry(4), entry(8)))
    told = join_entries([], [gap(1, 9, Lost.DAMAGED)])
    stored = ground.store(told, told)
    assert (committed(stored), stored.gone) == (9, 5)
    assert sorted((row.first_seq, row.last_seq) for row in ground.rows(GapRow)) == [(3, 3), (5, 7), (9, 9)]
    ground.inbox = Inbox()
    assert ground.store(told).gone == 0
    assert ground.store(batch(entry(3))).duplicates == 1, "what was given up is not taken back in silence"


def test_a_gap_beyond_a_hole_is_remembered_through_a_restart(ground: Ground) -> None:  # noqa: F811
    assert committed(ground.store(join_entries([], [gap(3, 4)]))) == 0
    ground.inbox = Inbox()
    stored = ground.store(batch(entry(1)))
    assert stored.missing == {(ADDRESS, EPOCH): [Range(first=2, last=2)]}
    assert committed(ground.store(batch(entry(2)))) == 4


def test_an_entry_and_a_gap_of_one_message_are_one_transaction(ground: Ground) -> None:  # noqa: F811
    stored = ground.store(join_entries([encode(entry(7))], [gap(1, 6)]))
    assert (committed(stored), stored.entries, stored.gone, stored.missing) == (7, 1, 6, {})


def test_an_alarm_with_an_id_is_acknowledged_after_it_is_stored(ground: Ground) -> None:  # noqa: F811
    alarm = Alarm(v=1, gate="gate-1", kind=AlarmKind.FORCED, raised=True, at=NOW, id="c" * 32)
    assert ground.store(encode(alarm), channel="alarms").alarms == {ADDRESS: ["c" * 32]}


def test_nonsense_gaps_are_set_aside(ground: Ground) -> None:  # noqa: F811
    stored = ground.store(join_entries([], [gap(5, 4)]), b'{"v":1,"entries":[],"gaps":[{}]}')
    assert (stored.set_aside, stored.gone) == (2, 0)
