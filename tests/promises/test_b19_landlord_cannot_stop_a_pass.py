"""B19: a landlord cannot stop, replace or suspend the pass of an active tenancy; an end needs a day and a notice, and can be contested.

Every route that lets a landlord change anything is called, and what the door goes by is read: the credential's window in the database.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from hub.config import HubConfig
from hub.gateway.confirm import Claim
from hub.web.landlord import desk as landlord
from hub.web.layout.rules import GuardedRoute, rule_of
from hub.web.operator import desk as operator
from hub.web.people import desk as people
from registry.tables import Credential, Tenancy
from tests.hub.screening.parts import DAY_MS
from tests.promises.town import WATCHED, Town, running_town
from tests.registry.parts import seconds

NOTICE_DAYS = 7
STOPPING = ("suspend", "replace", "revoke", "end", "undo", "delete", "withdraw", "lost")
DAYS = ("", "2026-11-24", "2026-11-25", "2026-11-30", "2020-01-01", "9999-12-31", "today", "0")


@pytest.fixture
def town(database_config: HubConfig) -> Iterator[Town]:
    """A town whose house has gates."""
    with running_town(database_config) as running:
        yield running


def lived_in(town: Town) -> dict[str, Any]:
    """Let a tenant claim a pass and walk in."""
    made = town.house.let(**WATCHED)
    town.front.claim(made["claim_code"])
    town.enter(made)
    return made


def door(town: Town, made: dict[str, Any]) -> Claim:
    """Return what decides at the door whether a pass opens; nobody has made anything of it but an active one."""
    row = town.front.row(Credential, made["credential_id"])
    assert (row.state, row.state_by) == ("active", None)
    return Claim(
        occupant_id=row.occupant_id, not_before=row.not_before, not_after=row.not_after, claimed_at=row.claimed_at, ended_at=row.ended_at
    )


def changing_routes() -> list[tuple[str, str]]:
    """Return method and path of every route with which a landlord or manager can change something."""
    routes = [route for router in (landlord.router, people.router, operator.router) for route in router.routes]
    open_ones = [route for route in routes if isinstance(route, GuardedRoute) and {"landlord", "manager"} & set(_roles(route))]
    return [(method, route.path) for route in open_ones for method in sorted(route.methods - {"GET", "HEAD"})]


def _roles(route: GuardedRoute) -> list[str]:
    return [role for role, _scope in rule_of(route.endpoint).scopes]


def test_there_are_no_routes_that_stop_a_pass(town: Town) -> None:
    made = lived_in(town)
    before = door(town, made)
    names = [made["credential_id"], made["id"], made["short_number"].replace(" ", "")]
    paths = [f"/{kind}/{name}" for kind, name in product(("credentials", "passes", "l/c", "l/t", "units"), names)]
    calls = [(method, path + way) for method in ("POST", "PUT", "PATCH", "DELETE") for path in paths for way in ("", "/suspend", "/revoke")]
    calls += [("POST", f"{paths[0]}/{word}") for word in STOPPING]
    answers = {town.house.landlord.request(method, path, json={}).status_code for method, path in calls}
    assert answers == {404}
    assert door(town, made) == before


@pytest.mark.parametrize("who", ["landlord", "manager"])
def test_whatever_a_landlord_sends_a_lived_in_pass_opens_for_the_whole_notice(town: Town, who: str) -> None:
    made = lived_in(town)
    town.front.account("manager", "manager")
    (naming,) = town.house.landlord.tell(f"/properties/{town.house.property_id}", {"manager": "manager"}, method="PATCH")["managers"]
    sender = town.house.landlord if who == "landlord" else town.front.enter_as("manager")
    before = door(town, made)
    ids = {"tenancy_id": made["id"], "unit_id": town.house.units[0]["id"], "property_id": town.house.property_id}
    ids |= {"credential_id": made["credential_id"], "gate_id": town.gate.id, "correction_id": "0" * 32, "naming_id": naming["id"]}
    routes = changing_routes()
    assert len(routes) >= 8
    forms = {"unit": ids["unit_id"], "step": "save", "address": "x", "first_floor": "1", "last_floor": "1", "rooms_per_floor": "1"}
    for (method, path), day in product(routes, DAYS):
        address = path.format_map(ids)
        for sent in ({"json": {"end_on": day}}, {"data": {"end_on": day, **forms}}, {"json": {}}):
            answer = sender.request(method, address, **sent)
            assert answer.status_code < 500, (method, path, sent)
    assert town.front.row(Tenancy, made["id"]).end_on is None
    assert door(town, made) == before


def test_an_end_gives_the_notice_to_the_last_second(town: Town) -> None:
    made = lived_in(town)
    town.house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-01"})
    now = door(town, made)
    assert now.ended_at is None and now.not_after == seconds(date(2026, 12, 2))
    assert now.not_after * 1000 >= town.front.now + NOTICE_DAYS * DAY_MS


def test_the_tenant_can_contest_until_the_door_closes_and_then_it_does_not(town: Town) -> None:
    made = lived_in(town)
    town.house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-01"})
    town.front.now = (seconds(date(2026, 12, 2)) - 1) * 1000
    town.front.enter_as("13800138000").tell(f"/tenancies/{made['id']}/contest-end")
    assert door(town, made).not_after == seconds(date(2027, 11, 24))
    again = town.front.enter_as("landlord")
    for day in ("2026-12-20", "2027-11-01"):
        assert again.refused(f"/tenancies/{made['id']}/end", {"end_on": day}) == [("already-ending", "end_on")]
    assert door(town, made).not_after == seconds(date(2027, 11, 24))


def test_an_end_is_told_in_the_moment_it_is_announced(town: Town) -> None:
    made = lived_in(town)
    town.house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    tenant = town.front.enter_as("13800138000")
    assert [notice["code"] for notice in tenant.ask("/me/notices")["notices"]] == ["tenancy-end-announced"]
    assert "You can disagree" in tenant.get_page("/r")


def test_a_mistake_can_be_undone_only_until_the_first_entry(town: Town) -> None:
    made = lived_in(town)
    before = door(town, made)
    assert town.house.landlord.refused(f"/tenancies/{made['id']}/undo") == [("already-entered", None)]
    assert town.house.landlord.send_form(f"/l/t/{made['id']}/undo", {}, status=422).status_code == 422
    assert door(town, made) == before


def test_registering_the_next_tenant_does_not_touch_the_one_who_lives_there(town: Town) -> None:
    made = lived_in(town)
    before = door(town, made)
    body = {"unit_id": town.house.units[0]["id"], **WATCHED}
    assert town.house.landlord.refused("/tenancies", body) == [("unit-occupied", "unit")]
    assert door(town, made) == before


@pytest.mark.parametrize("days", [0, -1])
def test_the_notice_cannot_be_set_to_nothing(days: int) -> None:
    with pytest.raises(ValidationError):
        HubConfig(end_notice_days=days)
