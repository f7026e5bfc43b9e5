"""The roll of confirmed occupants: it finds everybody who shares a key, holds nobody's papers, and lets go of who has left."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from hub.screening import roll as rolls
from hub.screening.papers import Papers
from hub.screening.reading import read
from hub.screening.roll import Roll, Tally
from hub.screening.tables import Outbox, Swept
from registry.keys import Key
from tests.hub.screening.parts import NOW, Station, number
from tests.hub.screening.test_screen import cases

KEYS = st.tuples(st.sampled_from(["document", "born"]), st.sampled_from(["1", "2", "3", "4", ""]))
PEOPLE = st.lists(st.tuples(st.sampled_from([f"o{n}" for n in range(8)]), st.lists(KEYS, max_size=3)), max_size=30)


@given(PEOPLE, st.sets(st.sampled_from([f"o{n}" for n in range(8)])), PEOPLE, st.lists(KEYS, max_size=2))
def test_it_loses_nobody_and_keeps_nobody_who_left(people, stay, later, wanted) -> None:  # type: ignore[no-untyped-def]
    roll, known = Roll(), {}
    for each, keys in people:
        roll.enter(each, keys)
        known.setdefault(each, set()).update(keys)
    assert roll.keep(stay) == len(known.keys() - stay)
    known = {each: keys for each, keys in known.items() if each in stay}
    for each, keys in later:
        roll.enter(each, keys)
        known.setdefault(each, set()).update(keys)
    assert roll.find(wanted) == sorted(each for each, keys in known.items() if keys & set(wanted))
    assert len(roll) == len(known)
    assert roll.missing([*known, "stranger"]) == ["stranger"]


def long_one() -> Roll:
    """Return a roll of which a part is sorted, and so much is not that an alert would have to."""
    roll = Roll()
    for place in range(3 * rolls._MERGED_FROM):
        roll.enter(f"o{place}", [("born", str(place % 1000)), ("document", str(place))])
    return roll


def test_it_is_the_same_after_it_was_sorted() -> None:
    roll = long_one()
    assert roll._sorted
    assert roll.find([("born", "7")]) == sorted(f"o{place}" for place in range(7, 3 * rolls._MERGED_FROM, 1000))
    assert roll.find([("document", "29999")]) == ["o29999"]


def test_once_settled_an_alert_sorts_nothing() -> None:
    roll = long_one()
    assert len(roll._recent) > rolls._MERGED_FROM
    roll.settle()
    kept = roll._sorted
    assert roll.find([("born", "7")]) == sorted(f"o{place}" for place in range(7, 3 * rolls._MERGED_FROM, 1000))
    assert roll._sorted is kept


def test_no_paper_is_in_it_and_two_workers_have_nothing_in_common() -> None:
    one, other = Roll(), Roll()
    for roll in (one, other):
        roll.enter("o1", [("name", "李四"), ("document", "resident_id", "CHN", number("1991-03-07"))])
        roll.population.add(read(Papers(name="李四", birth_date="1991-03-07")))
        roll.population.add(read(Papers(name="Ivan Ivanov", birth_date="1991-03-07")))
        roll._merge()
    tallies = [each for each in vars(one.population).values() if isinstance(each, Tally)]
    held = [*vars(one).values(), *(dict(each) for each in tallies), *map(vars, tallies)]
    papers = ("李四", "ivan", number("1991-03-07"))
    assert not [each for each in papers for value in (*held, *vars(one.population).values()) if each in str(value)]
    assert (one.population.whole["李四"], one.population.words["ivan"], one.population.people) == (1, 1, 2)
    assert one._sorted != other._sorted
    assert isinstance(one._sorted, array)
    assert repr(one) == "<Roll>"


def test_a_new_alert_opens_the_rows_of_a_few(station: Station) -> None:
    for day, own in enumerate("安宝春德恩方国海建凯立明宁培强仁山涛伟祥勇泽", start=1):
        station.tenant(f"王{own}", birth_date=f"1980-01-{day:02}")
    station.tenant()
    while station.screen():
        pass
    opened: list[str] = []
    get_all = station.vault.keys.get_all

    def noted(names: list[str]) -> dict[str, Key]:
        opened.extend(names)
        return get_all(names)

    station.vault.keys.get_all = noted  # type: ignore[method-assign]
    station.alert()
    station.screen()
    assert len(opened) == 1
    assert len(cases(station)) == 1


def test_a_worker_that_starts_anew_finds_everybody_again(station: Station) -> None:
    station.tenant()
    station.screen()
    station.restart()
    station.alert()
    station.screen()
    assert len(cases(station)) == 1


def test_nobody_is_compared_with_a_new_alert_before_the_roll_is_whole(station: Station, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("hub.screening.screen.ENTERED_A_TURN", 2)
    for day in range(1, 6):
        station.tenant(birth_date=f"1980-01-{day:02}", queued=False)
    station.tenant(queued=False)
    station.alert()
    turns = 0
    while not station.rows(Swept):
        assert cases(station) == []
        station.screen()
        turns += 1
    assert turns == 3
    assert len(cases(station)) == 1


def test_who_is_confirmed_while_the_roll_is_called_is_on_it_when_it_ends(station: Station, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("hub.screening.screen.ENTERED_A_TURN", 2)
    for day in range(1, 6):
        station.tenant(birth_date=f"1980-01-{day:02}", queued=False)
    station.screen()
    station.tenant(queued=False)  # and screened by another worker, before the alert came
    station.alert()
    while not station.rows(Swept):
        station.screen()
    assert len(cases(station)) == 1


def test_nobody_waits_for_whoever_can_be_opened_no_more(station: Station, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("hub.screening.screen.ENTERED_A_TURN", 2)
    for day in range(1, 6):
        station.tenant(birth_date=f"1980-01-{day:02}", queued=False)
    for name in station.vault.keys.names():
        station.vault.keys.shred(name)
    station.tenant(queued=False)
    station.alert()
    for _turn in range(4):
        station.screen()
    assert (len(station.rows(Swept)), len(cases(station))) == (1, 1)


def test_who_was_corrected_is_found_by_the_new_papers(station: Station) -> None:
    occupant = station.tenant("别人", "1980-01-01")
    while not station.screener.roll.whole:
        station.screen()
    station.correct(occupant, "李四", "1991-03-07")
    station.add(Outbox(id="corrected", occupant_id=occupant, cause="corrected", at=NOW))
    station.screen()
    station.alert()
    station.screen()
    assert len(cases(station)) == 1


def test_who_has_left_is_off_the_roll(station: Station) -> None:
    station.tenant()
    station.tenant("别人", "1980-01-01")
    station.screen()
    station.move_out("o1")
    station.alert()
    station.screen()
    assert len(station.screener.roll) == 1
    assert cases(station) == []
