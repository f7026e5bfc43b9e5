"""What a resident reads and does, over HTTP on both databases: all of one's own, nothing of anybody else's."""

from datetime import date

import cv2
import numpy as np
import pytest
import zxingcpp

from edge.protocol.messages import Outcome
from hub.accounts.tables import OfficialUnit
from hub.web.resident import words
from registry.residents import FIELDS, REASONS
from registry.tables import Credential, Disclosure, Occupant, Tenancy
from tests.hub.web.front import TENANT, Front, House, add_house
from tests.registry.parts import DAY_MS, resident_number, seconds


def read(picture: bytes) -> list[str]:
    """Return what the codes in a PNG say."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    return [found.text for found in zxingcpp.read_barcodes(image)]


def look(front: Front, *, visible_at: int, number: str = "2026-0117", tenancy_id: str = "", body: str = "某镇派出所") -> Disclosure:
    """Write a look at the only resident's data."""
    person_id = next(one.person_id for one in front.rows(Occupant) if tenancy_id in ("", one.tenancy_id))
    row = Disclosure(
        id=number,
        person_id=person_id,
        entry_id=number,
        at=front.now - 1000,
        visible_at=visible_at,
        body=body,
        role="officer",
        fields="name document birth_date",
        purpose="case",
        legal_basis="演示条款第0条",
        case_number=number,
    )
    front.write(row)
    return row


def test_one_reads_everything_that_is_stored_about_oneself(front: Front, house: House) -> None:
    made = house.let(phone="138 0013 8000")
    tenant = front.claim(made["claim_code"])
    kept = {value["field"]: value for value in tenant.ask("/me/data")["data"]}
    assert {kept[name]["value"] for name in ("name", "document_number", "phone", "address", "unit", "reference")} == {
        TENANT["name"],
        TENANT["document_number"],
        "13800138000",
        "北街12号",
        "101",
        made["reference"],
    }
    assert {value["until"] for value in kept.values()} == {"2027-12-23"}
    assert {value["why"] for value in kept.values()} <= set(REASONS)


def test_one_reads_ones_own_entries_and_nobody_elses(front: Front, house: House) -> None:
    mine, neighbours = house.let(0), house.let(1, document_number=resident_number(2))
    gate = front.fit_gate(house.property_id, house.door_group)
    tenant = front.claim(mine["claim_code"])
    at = front.now
    front.hold_up(gate, neighbours["credential_id"])
    front.hold_up(gate, mine["credential_id"])
    front.now += 60_000
    front.hold_up(gate, mine["credential_id"], outcome=Outcome.REFUSED)
    entries = [{"at": at + 60_000, "gate": gate.label, "opened": False}, {"at": at, "gate": gate.label, "opened": True}]
    assert tenant.ask("/me/entries") == {"entries": entries, "kept_days": 30}
    assert tenant.ask("/me/export")["entries"] == entries
    front.now = at + 30 * DAY_MS
    later = front.enter_as("138 0013 8000")
    assert [entry["at"] for entry in later.ask("/me/entries")["entries"]] == [at + 60_000]
    assert front.enter_as("landlord").ask("/me/entries", status=404)["errors"][0]["code"] == "absent"


def test_one_is_given_ones_own_pass_in_every_form(front: Front, house: House) -> None:
    made = house.let()
    tenant, path = front.claim(made["claim_code"]), f"/credentials/{made['credential_id']}/pass"
    assert tenant.ask(path) == {name: made[name] for name in ("credential_id", "pass_text", "short_number", "valid_until")}
    png, svg = tenant.get(f"{path}?form=png"), tenant.get(f"{path}?form=svg")
    assert (png.headers["Content-Type"], svg.headers["Content-Type"]) == ("image/png", "image/svg+xml")
    assert read(png.content) == [made["pass_text"]]
    assert svg.text.startswith("<svg") and "<script" not in svg.text
    assert tenant.ask(f"{path}?form=pdf", status=422)["errors"][0]["code"] == "form-unknown"


def test_home_is_about_the_pass_that_works_today(front: Front, house: House) -> None:
    now, later = house.let(0, term="6"), house.let(1, document_number=resident_number(2), starts_on="2027-01-01")
    tenant = front.claim(later["claim_code"])
    assert "Your pass works from 1 Jan" in tenant.get_page("/r")
    front.claim(now["claim_code"])
    home = tenant.get_page("/r")
    assert "<h1>Your pass works</h1>" in home and now["valid_until"] in home and later["valid_until"] not in home
    front.now = seconds(date(2028, 1, 2)) * 1000
    assert "You have no pass that works now" in front.enter_as("138 0013 8000").get_page("/r")


def test_nobody_else_is_given_a_pass_not_even_the_landlord(front: Front, house: House) -> None:
    mine, neighbours = house.let(0), house.let(1, document_number=resident_number(2))
    front.claim(mine["claim_code"])
    neighbour, path = front.claim(neighbours["claim_code"], phone="139 0000 0001"), f"/credentials/{mine['credential_id']}/pass"
    answers = [caller.get(path) for caller in (neighbour, house.landlord, front.caller())]
    answers += [neighbour.get("/credentials/nothing/pass"), neighbour.get(f"{path}?form=png")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_a_pass_that_is_over_is_given_no_more(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    tenant.tell(f"/tenancies/{made['id']}/end", {"end_on": ""})
    assert tenant.ask(f"/credentials/{made['credential_id']}/pass", status=404)["errors"][0]["code"] == "absent"


def test_one_disagrees_and_the_door_stays_open(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    assert tenant.tell(f"/tenancies/{made['id']}/contest-end") == {"id": made["id"]}
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2027, 11, 24))
    assert front.row(Tenancy, made["id"]).contested_at == front.now
    assert [notice["code"] for notice in house.landlord.ask("/notices")["notices"]] == ["tenancy-end-contested"]
    assert house.landlord.refused(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-20"}) == [("already-ending", "end_on")]


@pytest.mark.parametrize(("announced", "code"), [(False, "nothing-to-contest"), (True, "contest-too-late")])
def test_one_can_disagree_only_with_an_end_that_stands(sqlite_front: Front, announced: bool, code: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    if announced:
        house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
        sqlite_front.now += 15 * DAY_MS
        tenant = sqlite_front.enter_as("138 0013 8000")
    assert tenant.refused(f"/tenancies/{made['id']}/contest-end") == [(code, None)]


def test_the_landlord_cannot_disagree_for_the_tenant(front: Front, house: House) -> None:
    made = house.let()
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    assert house.landlord.refused(f"/tenancies/{made['id']}/contest-end", status=404) == [("absent", None)]
    assert front.row(Tenancy, made["id"]).contested_at is None


def test_one_reads_who_looked_and_the_sentence_that_all_read(front: Front, house: House) -> None:
    made, other = house.let(0), house.let(1, document_number=resident_number(2))
    tenant = front.claim(made["claim_code"])
    shown = look(front, visible_at=front.now, tenancy_id=made["id"])
    look(front, visible_at=front.now, number="2026-0118", tenancy_id=other["id"])
    log = tenant.ask("/me/access-log")
    assert [(one["case_number"], one["body"], one["fields"]) for one in log["looks"]] == [
        (shown.case_number, shown.body, ["name", "document", "birth_date"])
    ]
    assert log["notice"] == words.DEFERRAL == tenant.ask("/me/export")["notice"]


@pytest.mark.parametrize(("language", "body"), [("zh", "城北派出所"), ("en", "North Station")])
def test_the_unit_that_looked_is_called_as_the_town_calls_it(front: Front, house: House, language: str, body: str) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    front.write(OfficialUnit(id="north", name_zh="城北派出所", name_en="North Station"))
    look(front, visible_at=front.now, body="north", tenancy_id=made["id"])
    tenant.headers["Accept-Language"] = language
    told = [tenant.ask(path)["looks"] for path in ("/me/access-log", "/me/export")]
    assert [[one["body"] for one in looks] for looks in told] == [[body], [body]]
    page = tenant.get_page("/r/looks")
    assert body in page and "north" not in page


def test_everything_can_be_taken_away_as_one_document(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    export = tenant.ask("/me/export")
    assert export["data"] == tenant.ask("/me/data")["data"] and export["made_at"] == front.now
    download = tenant.get("/r/data/download")
    assert download.json() == export and "attachment" in download.headers["Content-Disposition"]


def test_every_code_has_its_words() -> None:
    assert set(FIELDS) <= set(words.FIELDS) and set(REASONS) == set(words.WHY)
    assert {"name", "document", "birth_date"} <= set(words.FIELDS)
