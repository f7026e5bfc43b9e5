"""B3: an alert is about one person or one document, on a closed list of grounds; no group, no score, no batch: fuzzed, API and SQL."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from edge.protocol.signing import Purpose, sign
from hub.config import HubConfig
from hub.database import OWNER
from hub.screening import bulletin
from hub.screening.tables import GROUND_CEILING_DAYS, Alert
from registry.refusals import Refused
from tests.hub.screening.parts import AUTHOR, COURT, body
from tests.hub.screening.test_alerts import VALID, insert
from tests.hub.web.police.parts import Precinct, running_precinct
from tests.promises.schema import columns

GROUNDS = ("arrest_warrant", "missing_person", "court_order", "lost_document")
KNOWN = {"body": bulletin.REQUIRED | {"alert_id"}, "subject": bulletin.SUBJECT_FIELDS, "document": bulletin.DOCUMENT_FIELDS}
TEMPTING = (
    "group", "ethnicity", "origin", "employer", "religion", "score", "tags", "names", "persons", "subjects", "district", "priority",
    "photo",     "phone", "address", "relatives", "notes",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5
)
FIELDS = (st.sampled_from(TEMPTING) | st.text(min_size=1, max_size=12)).filter(lambda name: name not in frozenset().union(*KNOWN.values()))


@pytest.fixture
def precinct(sqlite_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(sqlite_config) as running:
        yield running


def part(made: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the part of a body by its name."""
    parts: dict[str, dict[str, Any]] = {"body": made, "subject": made["subject"], "document": made["subject"]["document"]}
    return parts[where]


def is_right(name: str, value: object) -> bool:
    """Tell whether a value that is no text may stand in a field: a few other names, and no document."""
    names = isinstance(value, list) and len(value) <= bulletin.MOST["aliases"] and all(isinstance(each, str) for each in value)
    none = {"document": value is None, "further_documents": value == [], "v": value == 1 and value is not True}
    return none.get(name, name == "aliases" and names)


def enter(precinct: Precinct, made: object) -> int:
    """Send an alert, signed by its court whatever it says; return the status."""
    try:
        signature = sign(COURT, Purpose.ALERT, bulletin.canonical(made)).hex()  # type: ignore[arg-type]
    except Refused:
        signature = "00" * 64
    sent = json.dumps({"body": made, "signature": signature})
    return precinct.lent[0].post("/alerts", content=sent, headers={"content-type": "application/json"}).status_code


def test_no_further_field_gets_in(precinct: Precinct) -> None:
    precinct.caller(AUTHOR)

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(sorted(KNOWN)), FIELDS, JSON)
    def fuzz(where: str, name: str, value: object) -> None:
        made = copy.deepcopy(body())
        part(made, where)[name] = value
        assert enter(precinct, made) == 422

    fuzz()
    assert precinct.station.rows(Alert) == []


def test_no_field_holds_anything_else_than_it_should(precinct: Precinct) -> None:
    """Lists of persons, of grounds, of other things than names; numbers where words belong: refused, and never an error of ours."""
    precinct.caller(AUTHOR)
    places = [(where, name) for where in KNOWN for name in sorted(KNOWN[where]) if name != "alert_id"]

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(places), JSON.filter(lambda value: not isinstance(value, str)))
    def fuzz(place: tuple[str, str], value: object) -> None:
        made = copy.deepcopy(body())
        part(made, place[0])[place[1]] = value
        if is_right(place[1], value):
            return
        assert enter(precinct, made) == 422

    fuzz()
    assert precinct.station.rows(Alert) == []


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_the_list_of_grounds_is_closed(ground: str) -> None:
    if ground not in GROUNDS:
        with pytest.raises(Refused):
            bulletin.read(body(ground=ground))


@pytest.mark.parametrize("ground", GROUNDS)
def test_and_these_four_are_on_it(precinct: Precinct, ground: str) -> None:
    precinct.caller(AUTHOR)
    assert enter(precinct, body(ground=ground)) == 201
    assert set(GROUND_CEILING_DAYS) == set(GROUNDS)


@pytest.mark.parametrize("made", [[body(), body()], {"alerts": [body()]}, [], "x", None, 7])
def test_there_is_no_batch(precinct: Precinct, made: object) -> None:
    caller = precinct.caller(AUTHOR)
    assert enter(precinct, made) == 422
    for path in ("/alerts/bulk", "/alerts/batch", "/alerts/import"):
        assert caller.post(path, json=[body()]).status_code == 404
    assert precinct.station.rows(Alert) == []


def test_sql_writes_no_other_ground_and_no_other_column(database_config: HubConfig) -> None:
    with running_precinct(database_config) as precinct:
        for role in ("police", OWNER):
            for ground in ("petition", "", "ARREST_WARRANT", "group"):
                with pytest.raises(SQLAlchemyError):
                    insert(precinct.station, role, VALID | {"ground": f"'{ground}'"})
            for name in TEMPTING:
                with pytest.raises(SQLAlchemyError):
                    insert(precinct.station, role, VALID | {name: "'x'"})
        assert precinct.station.rows(Alert) == []


def test_the_table_has_no_place_for_a_group_or_a_score() -> None:
    named = {column.name for column in columns() if column.table.name == "alerts_alert"}
    assert named == {
        "id", "issuer_id", "ground", "legal_basis", "reference", "expires_at", "sealed", "signature", "state", "author_id", "author_unit",
        "submitted_at", "approver_id", "approver_unit", "approved_at", "confirmed_at", "withdrawn_at",
    }  # fmt: skip
