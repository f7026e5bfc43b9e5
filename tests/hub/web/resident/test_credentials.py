"""One's own passes and visitors over HTTP on both databases: what is done is what the doors are told."""

import pytest

from edge.protocol import rotating
from edge.protocol.building import code_key
from edge.protocol.codec import encode
from edge.protocol.passes import decode
from edge.protocol.rights import DoorRules
from hub.gateway.tables import GateRules
from hub.web.layout.templates import svg_picture
from registry.passes import qr
from registry.tables import Credential, DoorKey, ListChange, Visit
from tests.hub.web.front import Front, House


def state(front: Front, credential_id: str) -> str:
    return next(one.state for one in front.rows(Credential) if one.id == credential_id)


def told(front: Front) -> int:
    return len(front.rows(ListChange))


def test_a_pass_is_suspended_taken_up_replaced_and_ended(front: Front, house: House) -> None:
    made = house.let()
    tenant, mine = front.claim(made["claim_code"]), made["credential_id"]
    for suspended, wanted in ((True, "suspended"), (False, "active")):
        before = told(front)
        tenant.tell(f"/credentials/{mine}/suspend", {"suspended": suspended})
        assert (state(front, mine), told(front) > before) == (wanted, True)
    other = tenant.tell(f"/credentials/{mine}/replace")["credential_id"]
    assert state(front, mine) == "lost"
    tenant.ask(f"/credentials/{mine}/pass", status=404)
    assert tenant.ask(f"/credentials/{other}/pass")["pass_text"].startswith("AJ1:")
    tenant.tell(f"/credentials/{other}/revoke")
    tenant.ask(f"/credentials/{other}/pass", status=404)


def test_a_card_and_a_pin_are_added_and_shown_once(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    asked = {"credential_id": made["credential_id"]}
    card = tenant.tell("/credentials", {**asked, "kind": "card", "number": "04 A1 B2 C3", "with_pin": True}, status=201)
    refused = tenant.tell("/credentials", {**asked, "kind": "pin"}, status=422)
    assert refused["errors"][0]["code"] == "no-pin-alone"
    gate = front.fit_gate(house.property_id, house.door_group)
    front.write(GateRules(gate_id=gate.id, rules=encode(DoorRules(pin_alone=True)).decode()))
    pin = tenant.tell("/credentials", {**asked, "kind": "pin"}, status=201)
    assert (len(card["pin"]), len(pin["pin"])) == (6, 6)
    for wrong, code in (
        ({"kind": "key"}, "way-unknown"),
        ({"kind": "card", "number": "4"}, "card-number"),
        ({"kind": "card", "number": "04a1b2c3"}, "card-taken"),
    ):
        answer = tenant.tell("/credentials", {**asked, **wrong}, status=422)
        assert [error["code"] for error in answer["errors"]] == [code]


def test_a_visitor_is_let_in_by_the_host_and_no_more_once_that_is_taken_back(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    now = front.now // 1000
    asked = {"credential_id": made["credential_id"], "not_before": now, "not_after": now + 7200}
    weekly = {"days": [2], "from_minute": 540, "until_minute": 720}
    once = tenant.tell("/visits", {**asked, "kind": "one_time"}, status=201)
    tuesdays = tenant.tell("/visits", {**asked, "kind": "recurring", "weekly": weekly}, status=201)
    assert decode(once["pass_text"]).value.uses == 1
    assert decode(tuesdays["pass_text"]).value.weekly.days == [2]
    tenant.tell(f"/visits/{once['id']}/withdraw")
    assert {one["id"]: one["withdrawn"] for one in tenant.ask("/visits")["visits"]} == {once["id"]: True, tuesdays["id"]: False}
    assert (
        tenant.tell("/visits", {**asked, "kind": "courier", "not_after": now + 86_400}, status=422)["errors"][0]["code"] == "visit-too-long"
    )


def test_a_phone_shows_the_code_of_the_moment_and_asks_for_the_next_by_itself(front: Front, house: House) -> None:
    made = house.let()
    tenant, mine = front.claim(made["claim_code"]), made["credential_id"]
    front.now = front.now // rotating.STEP_MS * rotating.STEP_MS + 25_000
    page = tenant.get(f"/r/pass/{mine}/code", headers={"Accept": "text/html"})
    (kept,) = front.rows(DoorKey)
    own = code_key(bytes.fromhex(kept.key), bytes.fromhex(mine))
    code = rotating.encode(bytes.fromhex(mine), own, step=rotating.step_at(front.now))
    assert (page.status_code, page.headers["Refresh"]) == (200, "5")
    assert svg_picture(qr.svg(code)) in page.text
    assert kept.key not in page.text and own.hex() not in page.text
    house.landlord.get_page(f"/r/pass/{mine}/code", status=404)
    tenant.tell(f"/credentials/{mine}/replace")
    tenant.get_page(f"/r/pass/{mine}/code", status=404)


@pytest.mark.parametrize("path", ["suspend", "replace", "revoke"])
def test_no_landlord_touches_a_pass_of_somebody_who_lives_there(front: Front, house: House, path: str) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    before = told(front)
    house.landlord.tell(f"/credentials/{made['credential_id']}/{path}", status=404)
    assert (state(front, made["credential_id"]), told(front), front.rows(Visit)) == ("active", before, [])
    assert tenant.ask(f"/credentials/{made['credential_id']}/pass")
