"""A lease that goes on and papers that are corrected, by HTTP: who asks, who decides, and whom the worker compares again for it."""

from collections import Counter

import pytest

from hub.config import HubConfig
from hub.screening import queue
from hub.screening.tables import Outbox
from registry.tables import Person, Tenancy
from tests.hub.web.front import TENANT, Caller, Front, House
from tests.promises.town import WATCHED, Town, running_town
from tests.registry.parts import resident_number

RIGHT = {**TENANT, "name": "古丽·阿依木"}


def patch(caller: Caller, path: str, body: dict[str, str]) -> tuple[int, list[str]]:
    answer = caller.request("PATCH", path, json=body)
    return answer.status_code, [error["code"] for error in answer.json().get("errors", [])]


def confirmed(town: Town, **tenant: str) -> tuple[dict[str, str], Caller]:
    """Let somebody in who has claimed the pass and been screened."""
    made = town.house.let(0, **tenant)
    resident = town.front.claim(made["claim_code"])
    town.enter(made)
    town.work()
    assert town.front.rows(Outbox) == []
    return made, resident


def test_a_lease_goes_on_and_its_confirmed_occupant_is_compared_again(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        made, resident = confirmed(town)
        unconfirmed = town.house.let(1, document_number=resident_number(2))
        for each in (made, unconfirmed):
            town.house.landlord.tell(f"/tenancies/{each['id']}/renew", {"ends_on": "2028.11.30"})
        assert {row.ends_on for row in town.front.rows(Tenancy)} == {"2028-11-30"}
        assert [row.cause for row in town.front.rows(Outbox)] == ["renewed"]
        assert [notice["code"] for notice in resident.ask("/me/notices")["notices"]] == ["tenancy-renewed"]
        assert resident.ask(f"/credentials/{made['credential_id']}/pass")["valid_until"] == "2028-11-30"
        town.work()
        assert town.front.rows(Outbox) == []


@pytest.mark.parametrize(("typed", "code"), [("", "ends-on-missing"), ("soon", "ends-on-unreadable"), ("2026-01-01", "renewal-not-later")])
def test_a_day_that_is_none_is_said_beside_its_field(house: House, typed: str, code: str) -> None:
    made = house.let()
    assert house.landlord.refused(f"/tenancies/{made['id']}/renew", {"ends_on": typed}) == [(code, "ends_on")]


def test_a_correction_that_makes_somebody_known_is_compared_at_once(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        town.watch()
        made, resident = confirmed(town, name="别人", document_number=resident_number(55))
        assert town.station.take(now=town.front.now) is None
        asked = resident.tell("/me/corrections", {**WATCHED, "tenancy_id": made["id"]}, status=201)["id"]
        assert town.front.rows(Outbox) == []
        (shown,) = town.house.landlord.ask("/corrections")["corrections"]
        assert (shown["id"], shown["changes"], shown["document_last_four"]) == (
            asked,
            ["name", "document_number", "phone"],
            WATCHED["document_number"][-4:],
        )
        town.house.landlord.tell(f"/corrections/{asked}/decide", {"accept": True})
        assert [row.cause for row in town.front.rows(Outbox)] == ["corrected"]
        town.work()
        assert town.station.take(now=town.front.now) is not None


def test_what_is_declined_changes_nothing_and_compares_nobody(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        made, resident = confirmed(town)
        before = [row.sealed for row in town.front.rows(Person)]
        asked = resident.tell("/me/corrections", {**RIGHT, "tenancy_id": made["id"]}, status=201)["id"]
        town.house.landlord.tell(f"/corrections/{asked}/decide", {"accept": False})
        assert [row.sealed for row in town.front.rows(Person)] == before
        assert town.front.rows(Outbox) == []
        assert town.house.landlord.ask("/corrections") == {"corrections": []}
        assert [notice["code"] for notice in resident.ask("/me/notices")["notices"]] == ["correction-declined"]


def test_the_landlord_corrects_a_slip_until_the_pass_is_claimed(front: Front, house: House) -> None:
    made = house.let()
    assert patch(house.landlord, f"/tenancies/{made['id']}", TENANT) == (422, ["correction-same"])
    assert patch(house.landlord, f"/tenancies/{made['id']}", RIGHT) == (200, [])
    assert house.landlord.ask(f"/tenancies/{made['id']}")["name"] == RIGHT["name"]
    assert patch(front.landlord("another"), f"/tenancies/{made['id']}", RIGHT) == (404, ["absent"])
    assert patch(house.landlord, f"/tenancies/{made['id']}", {**RIGHT, "document_number": "1"}) == (422, ["document-number-length"])
    front.claim(made["claim_code"])
    assert patch(house.landlord, f"/tenancies/{made['id']}", TENANT) == (422, ["correction-claimed"])
    assert Counter(row.cause for row in front.rows(Outbox)) == {}


def test_nobody_is_screened_for_a_reason_that_is_not_on_the_list(front: Front) -> None:
    with pytest.raises(ValueError, match="nobody is screened"), front.site.database.begin() as session:
        queue.ask_again(session, "t", cause="curious", now=1)
