"""Rules of a building's doors from the desk to the door: set in the hub, signed into the list, and then the gate decides otherwise."""

from collections.abc import Iterator
from itertools import product

import pytest

from edge.gate.door_modes import TRANSITIONS, Act, admits, after
from edge.protocol.messages import ClockTrust, DoorMode, Reason
from hub.accounts.attempts import PAIR_FREE
from hub.gateway import commands
from hub.gateway.tables import CommandRow, GateHours, GateRules
from registry.tables import Notice
from tests.hub.web.front import Caller, Front, House, add_house
from tests.hub.web.people.parts import LAUNDRY, Doors, at


@pytest.fixture
def doors(front: Front, house: House) -> Iterator[Doors]:
    return Doors(front, house)


def test_a_shared_room_opens_in_the_hours_that_the_landlord_set_and_the_way_home_at_all(doors: Doors) -> None:
    shown = doors.low["pass_text"]
    night = at("2026-12-02", "03:00")
    assert doors.reason(doors.laundry, shown, night) is Reason.VALID
    doors.set(doors.laundry, LAUNDRY)
    wanted = {
        ("2026-12-02", "03:00"): False,
        ("2026-12-02", "07:00"): True,  # a Wednesday
        ("2026-12-02", "22:00"): False,
        ("2026-12-05", "21:59"): False,
        ("2026-12-06", "01:59"): True,  # Saturday's hours past midnight
        ("2026-12-06", "12:00"): False,  # closed on Sundays
        ("2027-02-06", "11:00"): True,  # a special Saturday
        ("2027-02-06", "23:00"): False,
    }
    for (day, time), opens in wanted.items():
        said = Reason.VALID if opens else Reason.NOT_PERMITTED_AT_THIS_TIME
        assert doors.reason(doors.laundry, shown, at(day, time)) is said, (day, time)
        assert doors.reason(doors.home, shown, at(day, time)) is Reason.VALID, "nobody is kept from their home"
    assert doors.reason(doors.laundry, shown, night, clock=ClockTrust.UNKNOWN) is Reason.VALID
    doors.set(doors.laundry, None)
    assert doors.reason(doors.laundry, shown, night) is Reason.VALID


def test_a_room_for_some_floors_is_for_those(doors: Doors) -> None:
    all_day = {"start": "00:00", "until": "00:00"}
    doors.set(doors.laundry, {"workdays": all_day, "saturday": all_day, "sunday": all_day, "floors": [2]})
    noon = at("2026-12-02", "12:00")
    assert doors.reason(doors.laundry, doors.low["pass_text"], noon) is Reason.NOT_PERMITTED_HERE
    assert doors.reason(doors.laundry, doors.high["pass_text"], noon) is Reason.VALID
    for pass_text in (doors.low["pass_text"], doors.high["pass_text"]):
        assert doors.reason(doors.home, pass_text, noon) is Reason.VALID


def test_a_guest_comes_to_a_room_with_hours_with_the_host_alone(doors: Doors) -> None:
    resident = doors.front.claim(doors.low["claim_code"])
    window = {"not_before": doors.front.now // 1000, "not_after": doors.front.now // 1000 + 3600}
    visit = {"credential_id": doors.low["credential_id"], "kind": "contractor", **window}
    guest = resident.tell("/visits", visit, status=201)["pass_text"]
    assert doors.reason(doors.laundry, guest, doors.front.now) is Reason.VALID
    doors.set(doors.laundry, LAUNDRY)
    assert doors.reason(doors.laundry, guest, doors.front.now) is Reason.NOT_PERMITTED_HERE
    assert doors.reason(doors.home, guest, doors.front.now) is Reason.VALID


@pytest.mark.parametrize("hours", [LAUNDRY, {}, {"floors": [9]}])
def test_a_door_that_leads_to_homes_takes_no_hours_from_anybody(doors: Doors, hours: dict) -> None:
    refused = doors.set(doors.home, hours, status=422)["errors"]
    assert [error["code"] for error in refused] == ["hours-home"]
    assert doors.front.rows(GateHours) == []


def test_hours_of_a_home_that_stand_in_the_database_are_read_by_nobody(doors: Doors) -> None:
    doors.set(doors.laundry, {})
    (row,) = doors.front.rows(GateHours)
    doors.front.write(GateHours(gate_id=doors.home.id, hours=row.hours, before="", by="somebody", at=0))
    noon = at("2026-12-02", "12:00")
    assert doors.reason(doors.laundry, doors.low["pass_text"], noon) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert doors.reason(doors.home, doors.low["pass_text"], noon) is Reason.VALID


def test_what_is_set_is_read_back_undone_and_carried_to_the_next_box(doors: Doors) -> None:
    doors.set(doors.laundry, LAUNDRY)
    kept = {gate["name"]: gate["hours"] for gate in doors.house.landlord.ask("/gates")["gates"]}
    assert kept == {"front": None, "laundry": {**LAUNDRY, "sunday": None, "floors": []}}
    page = f"/l/g/{doors.laundry.id}/hours"
    doors.house.landlord.send_form(page, {"step": "undo"})
    assert doors.reason(doors.laundry, doors.low["pass_text"], at("2026-12-02", "03:00")) is Reason.VALID
    doors.house.landlord.send_form(page, {"step": "undo"})
    doors.front.account("operator", "sysadmin")
    operator = doors.front.enter_as("operator")
    operator.tell(f"/gates/{doors.laundry.id}/configuration", {"settings": {}, "rules": {"pin_alone": True}}, method="PUT")
    next_gate = operator.tell(f"/gates/{doors.laundry.id}/replace", status=201)["id"]
    assert {row.gate_id: row.rules for row in doors.front.rows(GateRules)}[next_gate].count('"pin_alone":true') == 1
    (again,) = [gate for gate in doors.house.landlord.ask("/gates")["gates"] if gate["name"] == "laundry-r2"]
    assert (again["leads_to"], again["hours"]) == ("shared", kept["laundry"])


def test_who_lives_there_is_told_of_other_hours_and_rules_once(doors: Doors) -> None:
    front, told = doors.front, lambda: sorted((row.account_id, row.code) for row in front.rows(Notice))
    tenant = front.claim(doors.low["claim_code"])
    mine = tenant.ask("/me")["account_id"]
    front.claim(add_house(front.landlord("another"), address="河边路8号").let()["claim_code"], "139 0000 0000")
    front.account("operator", "sysadmin")
    operator, path = front.enter_as("operator"), f"/gates/{doors.home.id}/configuration"
    doors.set(doors.laundry, LAUNDRY)
    assert told() == [(mine, "door-hours-changed")]
    doors.set(doors.laundry, LAUNDRY)
    front.now += 60_000
    doors.set(doors.laundry, None)
    assert [row.at for row in front.rows(Notice)] == [front.now], "the last change stands alone"
    for nth in range(2):
        operator.tell(path, {"settings": {}, "rules": {"pin_alone": True, "anti_passback": "hard"}}, method="PUT")
        assert told() == [(mine, "door-hours-changed"), (mine, "door-rules-changed")], nth
        front.now += 60_000
    assert {row.at for row in front.rows(Notice)} == {front.now - 120_000}, "the same rules again are no news"
    page = tenant.get_page("/r/notices")
    assert page.count('href="/r/doors"') == 2 and "A door has other rules" in page
    shown = tenant.get_page("/r/doors")
    assert "A PIN opens it without a card." in shown and "twice within 30 minutes is written down. A visitor" in shown


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [
        ({"workdays": {"start": "7", "until": "22:00"}}, ("hours-unreadable", "workdays")),
        ({"sunday": {"start": "", "until": "22:00"}}, ("hours-unreadable", "sunday")),
        ({"saturday": {"start": "24:00", "until": "24:00"}}, ("hours-unreadable", "saturday")),
        ({"special_days": ["2027-02-30"]}, ("special-days", "special_days")),
        ({"special_days": ["soon"]}, ("special-days", "special_days")),
        ({"special_days": [f"{year}-01-31" for year in range(2027, 2088)]}, ("special-days-many", "special_days")),
        ({"special": {"start": "10:00", "until": "12:00"}}, ("special-days-missing", "special_days")),
    ],
)
def test_what_no_door_could_keep_is_refused(doors: Doors, hours: dict, refusal: tuple[str, str]) -> None:
    refused = doors.set(doors.laundry, hours, status=422)["errors"]
    assert [(error["code"], error["field"]) for error in refused] == [refusal]
    assert doors.front.rows(GateHours) == []


def test_hours_are_set_in_one_s_own_building_and_by_its_manager(doors: Doors) -> None:
    front = doors.front
    other = front.landlord("another")
    assert doors.set(doors.laundry, LAUNDRY, by=other, status=404)["errors"][0]["code"] == "absent"
    front.account("manager", "manager")
    manager = front.enter_as("manager")
    doors.set(doors.laundry, LAUNDRY, by=manager, status=404)
    path = f"/properties/{doors.house.property_id}"
    (naming,) = doors.house.landlord.tell(path, {"manager": "manager"}, method="PATCH")["managers"]
    doors.set(doors.laundry, LAUNDRY, by=manager)
    doors.house.landlord.tell(path, {"end_managers": [naming["id"]]}, method="PATCH")
    doors.set(doors.laundry, None, by=manager, status=404)
    assert front.rows(GateHours)[0].hours


def test_a_manager_opens_from_afar_from_the_naming_to_its_end_and_the_owner_never(doors: Doors) -> None:
    front, gate = doors.front, doors.home.id
    front.account("both", "manager", "landlord")
    manager, path = front.enter_as("both"), f"/properties/{doors.house.property_id}"
    ways = [("open", {}), ("open", {"act": "unlock"}), ("drill", {}), ("open", {"act": "lock"})]

    def tried(caller: Caller) -> set[int]:
        return {caller.post(f"/gates/{gate}/{way}", json=body).status_code for way, body in ways}

    assert tried(manager) == {404}
    (naming,) = doors.house.landlord.tell(path, {"manager": "both"}, method="PATCH")["managers"]
    assert tried(manager) == {202}
    assert tried(doors.house.landlord) == {404}
    given = [(command["action"], command["mode"]) for command in manager.ask(f"/gates/{gate}/health")["commands"]]
    assert given == [("mode", "lock"), ("drill", ""), ("mode", "unlock"), ("unlock", "")]
    doors.house.landlord.tell(path, {"end_managers": [naming["id"]]}, method="PATCH")
    assert tried(manager) == {404}
    assert len(front.rows(CommandRow)) == len(ways)


def test_who_owns_a_building_and_manages_another_opens_the_latter_alone(doors: Doors) -> None:
    front, path = doors.front, f"/properties/{doors.house.property_id}"
    front.account("both", "manager", "landlord")
    caller = front.enter_as("both")
    own = add_house(caller, address="河边路8号")
    gate = front.fit_gate(own.property_id, own.door_group, name="own", label="own").id
    doors.house.landlord.tell(path, {"manager": "both"}, method="PATCH")
    for each, status in ((gate, 404), (doors.home.id, 303)):
        assert [caller.post(f"/l/g/{each}/{way}").status_code for way in ("open", "drill")] == [status] * 2
        caller.get_page(f"/l/g/{each}")
    assert {row.gate_id for row in front.rows(CommandRow)} == {doors.home.id}


def test_who_is_a_manager_is_not_found_out_by_trying(doors: Doors) -> None:
    path, landlord = f"/properties/{doors.house.property_id}", doors.house.landlord
    tried = [landlord.refused(path, {"manager": f"138 0013 {nth:04}"}, method="PATCH", status=422) for nth in range(PAIR_FREE)]
    assert tried == [[("manager-unknown", "login")]] * PAIR_FREE
    doors.front.account("manager", "manager")
    assert landlord.refused(path, {"manager": "manager"}, method="PATCH", status=429) == [("slow-down", None)]
    doors.front.now += 3_000
    assert len(landlord.tell(path, {"manager": "manager"}, method="PATCH")["managers"]) == 1


@pytest.mark.parametrize("act", ["block", "lock_down", "access_ends", "", "unlock; block"])
def test_nothing_from_afar_keeps_out_who_lives_there(doors: Doors, act: str) -> None:
    doors.front.account("manager", "manager")
    doors.house.landlord.tell(f"/properties/{doors.house.property_id}", {"manager": "manager"}, method="PATCH")
    manager = doors.front.enter_as("manager")
    assert manager.refused(f"/gates/{doors.home.id}/open", {"act": act}) == [("door-act", "act")]
    assert doors.front.rows(CommandRow) == []


def test_a_mode_that_may_be_asked_for_never_takes_a_door_from_who_it_admits() -> None:
    acts = {Act(mode) for mode in commands.MODES_ASKED}
    for mode, act in product(DoorMode, acts):
        if admits(mode) and after(mode, act):
            assert (after(mode, act), Act.ACCESS) in TRANSITIONS, (mode, act)


def test_more_time_at_the_door_reaches_the_door(doors: Doors) -> None:
    resident = doors.front.claim(doors.low["claim_code"])
    given = {"credential_id": doors.low["credential_id"], "kind": "times"}
    resident.tell("/credentials", {**given, "times": "longest"}, status=201)
    for gate in (doors.home, doors.laundry):
        said = doors.decision(gate, doors.low["pass_text"], doors.front.now)
        assert (said.opens, said.release_ms, said.open_ms) == (True, 30_000, 300_000)
    assert doors.decision(doors.home, doors.high["pass_text"], doors.front.now).release_ms == 0
    resident.tell("/credentials", {**given, "times": "usual"}, status=201)
    assert doors.decision(doors.home, doors.low["pass_text"], doors.front.now).release_ms == 0
    assert resident.refused("/credentials", {**given, "times": ""}) == [("times-unknown", "times")]
