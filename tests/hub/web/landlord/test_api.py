"""The landlord's JSON API, over HTTP and on both databases: what it makes stands in the database, and what it refuses leaves nothing."""

from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from edge.protocol.messages import Outcome
from hub.accounts.tables import PeopleAccount
from registry.keys import KeyGone
from registry.passes.codes import CLAIM_MS
from registry.people import key_name
from registry.tables import Confirmation, Credential, ListChange, Notice, Occupant, Person, Property, Tenancy, Unit
from tests.hub.web.front import PASSPHRASE, PHONE, TENANT, Front, House, add_house
from tests.registry.parts import TODAY, resident_number, seconds

UNSTORABLE = ["%00", "a%00b", "%ED%A0%80", "x" * 2000]


def test_a_building_and_its_rooms_stand_in_the_database(front: Front, house: House) -> None:
    (home,) = front.rows(Property)
    assert (home.id, home.address, home.door_group) == (house.property_id, "北街12号", house.door_group)
    assert sorted(unit.label for unit in front.rows(Unit)) == ["101", "102", "103", "104"]
    shown = house.landlord.ask("/properties")["properties"]
    alone = house.landlord.ask(f"/properties/{house.property_id}")
    assert (alone.pop("managers"), [alone]) == ([], shown)
    assert [unit["state"] for unit in shown[0]["units"]] == ["vacant"] * 4
    assert house.landlord.ask(f"/units/{house.units[0]['id']}") == shown[0]["units"][0]


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/properties", {"address": " "}, [("address-missing", "address")]),
        ("/properties", {"address": "x" * 201}, [("address-too-long", "address")]),
        ("/properties", {"address": "北街\ud800"}, [("address-characters", "address")]),
        ("/properties", {"address": "北街", "owner": "x"}, [("unknown-field", None)]),
        ("/properties", {}, [("field-missing", "address")]),
        (
            "/properties/{id}/units",
            {"first_floor": 5, "last_floor": 1, "rooms_per_floor": 0},
            [("floors-reversed", "last_floor"), ("rooms-out-of-range", "rooms_per_floor")],
        ),
        ("/properties/{id}/units", {"first_floor": 1, "last_floor": 1, "rooms_per_floor": 9}, [("rooms-exist", "first_floor")]),
        ("/properties/{id}/units", {"first_floor": "one", "last_floor": 1, "rooms_per_floor": 1}, [("malformed", "first_floor")]),
    ],
)
def test_what_cannot_be_a_home_is_refused_beside_its_field(
    front: Front, house: House, path: str, body: dict[str, object], expected: list[tuple[str, str | None]]
) -> None:
    assert house.landlord.refused(path.format(id=house.property_id), body) == expected
    assert (len(front.rows(Property)), len(front.rows(Unit))) == (1, 4)


def test_a_registration_gives_a_pass_at_once(front: Front, house: House) -> None:
    made = house.let(phone="138 0013 8000", term="6")
    (credential,), (tenancy,) = front.rows(Credential), front.rows(Tenancy)
    assert (made["id"], made["credential_id"], made["pass_text"]) == (tenancy.id, credential.id, credential.pass_text)
    assert (tenancy.starts_on, tenancy.ends_on) == ("2026-11-24", made["valid_until"]) == ("2026-11-24", "2027-05-23")
    assert (credential.not_before, credential.not_after) == (seconds(TODAY), seconds(date(2027, 5, 24)))
    assert credential.claimed_at is None and made["claim_code"] not in str(credential)
    assert {change.door_group for change in front.rows(ListChange)} == {house.door_group}
    assert house.landlord.ask(f"/units/{house.units[0]['id']}")["state"] == "unclaimed"
    assert not any(TENANT["name"] in str(row) or TENANT["document_number"] in str(row) for row in front.rows(Person))


def test_a_registration_that_is_sent_again_under_its_key_is_answered_alike(front: Front, house: House) -> None:
    body, key = {"unit_id": house.units[0]["id"], **TENANT}, {"Idempotency-Key": "5f3c"}
    answers = [house.landlord.post("/tenancies", json=body, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201] and answers[0].json() == answers[1].json()
    assert house.landlord.refused("/tenancies", body) == [("unit-occupied", "unit")]
    assert house.landlord.post("/tenancies", json=body, headers={"Idempotency-Key": "x" * 201}).status_code == 422
    assert len(front.rows(Tenancy)) == len(front.rows(Credential)) == 1
    parameters = front.caller().ask("/openapi.json")["paths"]["/tenancies"]["post"]["parameters"]
    assert [one["name"] for one in parameters if one["in"] == "header"] == ["idempotency-key"]


def test_another_code_is_made_for_a_pass_that_nobody_claimed(front: Front, house: House) -> None:
    made = house.let()
    new = house.landlord.tell(f"/tenancies/{made['id']}/invitations", status=201)
    assert (new["tenancy_id"], new["credential_id"], new["expires_at"]) == (made["id"], made["credential_id"], front.now + CLAIM_MS)
    assert front.caller().refused("/claims", {"code": made["claim_code"], "phone": PHONE, "passphrase": PASSPHRASE}) == [
        ("claim-code", None)
    ]
    front.claim(new["claim_code"])
    assert house.landlord.refused(f"/tenancies/{made['id']}/invitations") == [("nothing-to-claim", None)]


def test_what_is_shown_of_a_tenancy_has_no_whole_number_and_no_time_of_any_entry(front: Front, house: House) -> None:
    made = house.let()
    gate = front.fit_gate(house.property_id, house.door_group)
    before = house.landlord.ask(f"/tenancies/{made['id']}")
    front.hold_up(gate, made["credential_id"])
    shown = house.landlord.ask(f"/tenancies/{made['id']}")
    assert shown == before == house.landlord.ask("/tenancies")["tenancies"][0]
    assert (shown["name"], shown["document_last_four"], shown["claimed"]) == (TENANT["name"], TENANT["document_number"][-4:], False)
    assert TENANT["document_number"] not in str(shown)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"document_number": resident_number()[:-1] + "X"}, [("document-number-check", "document_number")]),
        ({"document_number": "1"}, [("document-number-length", "document_number")]),
        ({"name": "", "phone": "12"}, [("name-missing", "name"), ("phone-unreadable", "phone")]),
        (
            {"document_kind": "passport", "document_number": "C1234567"},
            [("country-missing", "country"), ("birth-date-missing", "birth_date")],
        ),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-30"}, [("ends-before-start", "ends_on")]),
        ({"religion": "x"}, [("unknown-field", None)]),
        ({"notes": "x"}, [("unknown-field", None)]),
    ],
)
def test_what_cannot_be_a_tenant_is_refused_and_leaves_nothing(
    calm: tuple[Front, House], changes: dict[str, str], expected: list[tuple[str, str | None]]
) -> None:
    front, house = calm
    body = {"unit_id": house.units[0]["id"], **TENANT, **changes}
    answer = house.landlord.post("/tenancies", json=body)
    assert [(error["code"], error["field"]) for error in answer.json()["errors"]] == expected
    assert not any(value and value in answer.text for value in changes.values() if len(value) > 3)
    assert (front.rows(Tenancy), front.rows(Person), front.rows(Credential)) == ([], [], [])


def test_a_room_is_let_once(front: Front, house: House) -> None:
    house.let()
    body = {"unit_id": house.units[0]["id"], "name": "李四", "document_number": resident_number(2)}
    assert house.landlord.refused("/tenancies", body) == [("unit-occupied", "unit")]
    assert len(front.rows(Tenancy)) == 1


def test_the_same_person_in_two_rooms_is_answered_as_anybody(front: Front, house: House) -> None:
    first, second = house.let(0), house.let(1)
    assert set(first) == set(second)
    assert len({person.id for person in front.rows(Person)}) == 2


def test_another_landlords_things_are_as_absent_as_what_does_not_exist(front: Front, house: House) -> None:
    made = house.let()
    other = front.landlord("other")
    reads = [f"/properties/{house.property_id}", f"/units/{house.units[0]['id']}", f"/tenancies/{made['id']}"]
    answers = [other.get(path) for path in reads] + [other.get(f"{path[:-4]}beef") for path in reads]
    writes = {
        f"/properties/{house.property_id}/units": {"first_floor": 9, "last_floor": 9, "rooms_per_floor": 1},
        "/tenancies": {"unit_id": house.units[1]["id"], **TENANT},
        f"/tenancies/{made['id']}/end": {"end_on": "2026-12-24"},
        f"/tenancies/{made['id']}/undo": {},
        f"/tenancies/{made['id']}/invitations": {},
    }
    answers += [other.post(path, json=body) for path, body in writes.items()]
    answers += [other.get("/credentials/x/pass"), other.get("/no-such-route"), front.caller().get(reads[0])]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert (other.ask("/properties"), other.ask("/tenancies")) == ({"properties": []}, {"tenancies": []})
    assert front.rows(Notice) == [] and len(front.rows(Tenancy)) == 1


@pytest.mark.parametrize("text", UNSTORABLE)
def test_an_id_that_no_database_holds_is_absent(front: Front, house: House, text: str) -> None:
    found = [house.landlord.get(path) for path in (f"/units/{text}", f"/tenancies/{text}", f"/l/t/{text}")]
    assert [answer.status_code for answer in found] == [404] * 3
    body = {"unit_id": unquote(text, errors="surrogatepass"), **TENANT}
    readable = unquote(text, errors="surrogatepass").isprintable()  # characters that no database holds are refused before anybody looks
    assert house.landlord.refused("/tenancies", body, status=404 if readable else 422) == [("absent" if readable else "malformed", None)]


@pytest.mark.parametrize(
    ("end_on", "code"),
    [
        ("", "end-on-missing"),
        ("soon", "end-on-unreadable"),
        ("2026-11-30", "end-on-too-early"),
        ("2027-11-24", "end-on-after-lease"),
        ("1" * 5000 + "-1-1", "end-on-unreadable"),
    ],
)
def test_an_end_needs_a_day_and_its_notice(sqlite_front: Front, end_on: str, code: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    before = sqlite_front.row(Credential, made["credential_id"]).not_after
    assert house.landlord.refused(f"/tenancies/{made['id']}/end", {"end_on": end_on}) == [(code, "end_on")]
    assert sqlite_front.row(Credential, made["credential_id"]).not_after == before
    assert sqlite_front.row(Tenancy, made["id"]).end_on is None


def test_an_end_closes_the_door_on_its_day_and_tells_the_tenant(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    assert house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-01"}) == {"id": made["id"]}
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2026, 12, 2))
    assert [notice["code"] for notice in tenant.ask("/me/notices")["notices"]] == ["tenancy-end-announced"]
    assert house.landlord.refused(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"}) == [("already-ending", "end_on")]


def test_a_mistake_is_undone_without_a_trace_of_the_person(front: Front, house: House) -> None:
    made = house.let()
    (person,) = front.rows(Person)
    assert house.landlord.tell(f"/tenancies/{made['id']}/undo") == {"id": made["id"]}
    assert [front.rows(kind) for kind in (Tenancy, Occupant, Person, Credential)] == [[], [], [], []]
    with pytest.raises(KeyGone):
        front.site.state.vault.keys.get(key_name(person.id))
    assert house.landlord.ask(f"/units/{house.units[0]['id']}")["state"] == "vacant"
    assert house.landlord.ask(f"/tenancies/{made['id']}", status=404)["errors"][0]["code"] == "absent"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_after_the_first_use_at_a_door_nothing_is_undone(front: Front, house: House, outcome: Outcome) -> None:
    made = house.let()
    front.hold_up(front.fit_gate(house.property_id, house.door_group), made["credential_id"], outcome=outcome)
    assert front.rows(Confirmation) == []
    assert house.landlord.refused(f"/tenancies/{made['id']}/undo") == [("already-entered", None)]
    assert len(front.rows(Credential)) == 1


def test_another_passes_use_does_not_keep_a_mistake(front: Front, house: House) -> None:
    mistake, other = house.let(0), house.let(1)
    front.hold_up(front.fit_gate(house.property_id, house.door_group), other["credential_id"])
    house.landlord.tell(f"/tenancies/{mistake['id']}/undo")
    assert [tenancy.id for tenancy in front.rows(Tenancy)] == [other["id"]]


def test_a_session_that_is_over_sees_nothing(front: Front, house: House) -> None:
    front.now += front.site.application.session_ms
    assert house.landlord.ask("/properties", status=404)["errors"][0]["code"] == "absent"
    assert len(front.rows(PeopleAccount)) == 1


def test_a_lease_that_runs_out_leaves_the_list(front: Front, house: House) -> None:
    made = house.let(term="6")
    front.now += int(timedelta(days=200).total_seconds() * 1000)
    landlord = front.landlord()
    assert landlord.ask("/tenancies") == {"tenancies": []}
    assert landlord.ask(f"/tenancies/{made['id']}")["id"] == made["id"]
    assert landlord.ask(f"/units/{house.units[0]['id']}")["state"] == "vacant"


def test_the_description_for_programs_names_every_row(front: Front) -> None:
    paths = front.caller().ask("/openapi.json")["paths"]
    assert {"/properties", "/units/{unit_id}", "/tenancies", "/tenancies/{tenancy_id}/end", "/claims", "/me/export"} <= set(paths)
    assert not any(path.startswith(("/l", "/r")) for path in paths)
