"""Numbers are drawn until nobody has them, and when hardly one is left that is said instead of waiting for ever."""

from itertools import chain, repeat

import pytest
from sqlmodel import col

from registry import numbers
from registry.tables import Tenancy
from tests.registry.parts import Office


def test_a_number_that_is_taken_is_drawn_again(office: Office) -> None:
    _home, rooms = office.house()
    taken = office.let(rooms[0].id).reference
    drawn = chain(repeat(taken, numbers.DRAWN_AT_ONCE + 3), ["A-100000"], repeat(taken))
    with office.people.begin() as session:
        assert numbers._draw_free(session, col(Tenancy.reference), lambda: next(drawn)) == "A-100000"


def test_when_none_is_left_it_is_said(office: Office) -> None:
    _home, rooms = office.house()
    taken = office.let(rooms[0].id).reference
    with pytest.raises(RuntimeError), office.people.begin() as session:
        numbers._draw_free(session, col(Tenancy.reference), lambda: taken)


def test_numbers_tell_nothing_of_how_many_there_are(office: Office) -> None:
    with office.people.begin() as session:
        references = [numbers.draw_reference(session) for _ in range(20)]
        groups = [numbers.draw_door_group(session) for _ in range(20)]
    assert len(set(references)) > 15 and references != sorted(references)
    assert len(set(groups)) > 15 and groups != sorted(groups)
