"""Passes that are given away: within the host's own time, signed, and gone from the door when they are taken back."""

from datetime import timedelta

import pytest

from edge.protocol.passes import PassKind, decode
from edge.protocol.rights import WeeklyHours
from edge.protocol.signing import Purpose, verify
from registry import passes
from registry.passes.visits import AT_ONCE_MAX, LONGEST_S
from registry.passes.windows import Window
from registry.refusals import Refused
from registry.tables import ListChange, Property, Visit
from tests.registry.parts import LAST, NOON, Office, at, codes, person

NOON_S = NOON // 1000
HOUR_S, DAY_S = 3600, 86_400
TUESDAYS = WeeklyHours(days=[2], start=9 * 60, until=12 * 60)


def settled(office: Office) -> str:
    _home, rooms = office.house()
    return office.claimed(rooms[0].id).credential_id


def window(seconds: int = HOUR_S, *, start: int = NOON_S) -> Window:
    return Window(not_before=start, not_after=start + seconds)


def invite(office: Office, host: str, kind: str = "one_time", *, when: Window | None = None, actor: str = "resident", **more):
    with office.resident(actor) as register:
        return passes.invite(register, host, kind=kind, window=when or window(), **more)


def refused(office: Office, host: str, kind: str = "one_time", **more) -> str:
    with pytest.raises(Refused) as error:
        invite(office, host, kind, **more)
    return codes(error.value)[0][0]


@pytest.mark.parametrize(
    ("kind", "weekly", "uses", "sort"),
    [
        ("one_time", None, 1, PassKind.VISITOR),
        ("courier", None, 1, PassKind.VISITOR),
        ("contractor", None, 0, PassKind.CONTRACTOR),
        ("recurring", TUESDAYS, 0, PassKind.VISITOR),
    ],
)
def test_each_kind_says_what_it_is_under_the_building_s_signature(office: Office, kind: str, weekly, uses: int, sort: PassKind) -> None:
    made = invite(office, settled(office), kind, weekly=weekly)
    signed = decode(made.pass_text)
    (home,) = office.rows(Property)
    verify(bytes.fromhex(home.pass_key), Purpose.PASS, signed.record, signed.signature)
    said = signed.value
    assert (said.kind, said.uses, said.weekly, said.credential.hex()) == (sort, uses, weekly, made.id)
    assert (said.not_before, said.not_after, said.door_group) == (NOON_S, NOON_S + HOUR_S, home.door_group)


def test_nobody_gives_away_more_than_they_have(office: Office) -> None:
    host = settled(office)
    end = at(LAST + timedelta(days=1), 0) // 1000
    assert invite(office, host, when=Window(not_before=end - HOUR_S, not_after=end))
    assert refused(office, host, when=Window(not_before=end - HOUR_S, not_after=end + 1)) == "visit-beyond-own"
    assert refused(office, host, when=window(2 * DAY_S, start=NOON_S - DAY_S)) == "visit-beyond-own"


@pytest.mark.parametrize("kind", LONGEST_S)
def test_each_kind_has_its_longest(office: Office, kind: str) -> None:
    host, weekly = settled(office), TUESDAYS if kind == "recurring" else None
    assert invite(office, host, kind, when=window(LONGEST_S[kind]), weekly=weekly)
    assert refused(office, host, kind, when=window(LONGEST_S[kind] + 1), weekly=weekly) == (
        "visit-too-long" if kind == "courier" else "visit-too-many-days"
    )


def test_what_makes_no_sense_is_refused_with_its_reason(office: Office) -> None:
    host = settled(office)
    assert refused(office, host, "friend") == "visit-kind"
    assert refused(office, host, "recurring") == "visit-hours"
    assert refused(office, host, "recurring", weekly=WeeklyHours(days=[], start=0, until=60)) == "visit-hours"
    assert refused(office, host, "one_time", weekly=TUESDAYS) == "visit-hours"
    assert refused(office, host, when=window(0)) == "visit-window"
    assert refused(office, host, when=window(HOUR_S, start=NOON_S - HOUR_S)) == "visit-window"
    with office.resident() as register:
        passes.suspend(register, host, suspended=True)
    assert refused(office, host) == "pass-not-active"


def test_a_host_has_so_many_at_once(office: Office) -> None:
    host = settled(office)
    made = [invite(office, host) for _number in range(AT_ONCE_MAX)]
    assert refused(office, host) == "too-many-visits"
    with office.resident() as register:
        passes.withdraw(register, made[0].id)
    assert invite(office, host)


def test_one_that_was_taken_back_is_told_to_the_doors_once(office: Office) -> None:
    made = invite(office, settled(office))
    before = len(office.rows(ListChange))
    for _again in range(2):
        with office.resident() as register:
            passes.withdraw(register, made.id)
            (shown,) = passes.own_visits(register)
        assert shown.withdrawn and repr(shown) == "<Invitation>"
    assert len(office.rows(ListChange)) == before + 1


def test_another_s_visits_are_not_there(office: Office) -> None:
    host = settled(office)
    made = invite(office, host)
    assert refused(office, host, actor="another") == "absent"
    with office.resident("another") as register:
        assert passes.own_visits(register) == ()
    for who, role in (("another", "resident"), ("landlord", "landlord")):
        with pytest.raises(Refused), office.open(who, role) as register:
            passes.withdraw(register, made.id)
    with pytest.raises(Refused), office.open() as register:
        passes.own_visits(register)


def test_visits_are_forgotten_with_their_host(office: Office) -> None:
    invite(office, settled(office))
    assert office.forget(today=LAST + timedelta(days=40)) == 1
    assert office.rows(Visit) == []


def test_one_token_gives_away_one_pass_and_another_persons_is_another(office: Office) -> None:
    _home, rooms = office.house()
    host, other = office.claimed(rooms[0].id).credential_id, office.claimed(rooms[1].id, person("李四"), account="friend").credential_id
    first, again = invite(office, host, token="form"), invite(office, host, token="form", when=window(2 * HOUR_S))
    assert (again.id, again.not_after) == (first.id, first.not_after)
    assert invite(office, other, actor="friend", token="form").id != first.id
    assert len({invite(office, host).id for _ in range(2)}) == 2
