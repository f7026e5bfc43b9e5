"""What the account of a run demands, each broken by hand: a run that is judged by less proves less."""

import pytest

from edge.protocol.messages import AlarmKind
from simulator.practice.ledger import Book, Broken, CopysBook, Ledger
from tests.protocol.examples import ENTRY

PLACE = (ENTRY.gate, ENTRY.epoch, ENTRY.seq)


@pytest.fixture
def ledger() -> Ledger:
    """One entry that was made, journaled and stored."""
    made = Ledger()
    book = Book(made)
    book.made(ENTRY)
    book.journaled(ENTRY, is_fragile=False)
    made.stored[PLACE] = ENTRY.event_id
    return made


def test_what_is_stored_as_it_was_written_is_well(ledger: Ledger) -> None:
    ledger.judge()
    assert (ledger.figures()["journaled"], ledger.figures()["stored"]) == (1, 1)


@pytest.mark.parametrize(
    ("why", "happened"), [("overflow", ""), ("damaged", "disk_damaged"), ("restored", "put_back_old_copy"), ("never_here", "copied")]
)
def test_what_is_gone_for_a_good_reason_is_no_loss(ledger: Ledger, why: str, happened: str) -> None:
    ledger.stored.clear()
    ledger.gone[PLACE] = why
    ledger.happened[happened] += 1
    ledger.judge()


@pytest.mark.parametrize("why", ["", "acknowledged", "damaged", "restored", "never_here"])
def test_what_is_neither_stored_nor_gone_for_a_good_reason_is_lost(ledger: Ledger, why: str) -> None:
    ledger.stored.clear()
    ledger.gone |= {PLACE: why} if why else {}
    with pytest.raises(Broken, match="1 journaled entries are lost"):
        ledger.judge()


def test_what_lived_in_memory_only_may_go_with_it(ledger: Ledger) -> None:
    ledger.stored.clear()
    ledger.fragile.add(PLACE)
    ledger.judge()


def test_what_no_gate_made_is_invented(ledger: Ledger) -> None:
    ledger.stored[ENTRY.gate, ENTRY.epoch, ENTRY.seq + 1] = "e" * 32
    with pytest.raises(Broken, match="no gate made"):
        ledger.judge()


def test_a_number_holds_one_event(ledger: Ledger) -> None:
    ledger.made[PLACE].add("e" * 32)
    ledger.stored[PLACE] = "e" * 32
    with pytest.raises(Broken, match="used for two events"):
        ledger.judge()


def test_a_command_moves_a_lock_once(ledger: Ledger) -> None:
    ledger.opened["gate-1", b"a command"] = 1
    ledger.judge()
    ledger.opened["gate-1", b"a command"] = 2
    with pytest.raises(Broken, match="moved a lock twice"):
        ledger.judge()


def test_a_number_is_given_once_by_a_gate_and_never_by_its_copy(ledger: Ledger) -> None:
    with pytest.raises(Broken, match="given twice"):
        Book(ledger).journaled(ENTRY, is_fragile=False)
    with pytest.raises(Broken, match="gate and copy"):
        CopysBook(ledger).journaled(ENTRY, is_fragile=False)


def test_alarms_are_counted_as_they_are_raised_and_cleared(ledger: Ledger) -> None:
    Book(ledger).alarm(AlarmKind.FORCED, raised=True)
    CopysBook(ledger).alarm(AlarmKind.FORCED, raised=False)
    assert {name: count for name, count in ledger.figures().items() if name.startswith("forced")} == {"forced_raised": 1}
