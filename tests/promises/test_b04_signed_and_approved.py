"""B4: an alert carries authority, legal basis, reference and expiry, is signed by an enrolled key and approved by a supervisor of another
unit: every invalid combination through API and SQL, and what becomes of a row that somebody altered.
"""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from edge.protocol.signing import Purpose, sign
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.database import OWNER
from hub.screening import bulletin
from hub.screening.tables import DAY_MS, GROUND_CEILING_DAYS, Alert, Issuer
from registry.audit.tables import CasesEntry
from tests.hub.screening.parts import APPROVER, AUTHOR, COURT, NOW, body, signed
from tests.hub.screening.test_alerts import BY_SQL, VALID, insert
from tests.hub.web.police.parts import Precinct, running_precinct
from tests.rig.databases import owner

ANOTHER = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
CARRIED = ("issuer", "legal_basis", "reference", "expires_at", "ground", "subject", "v")


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(database_config) as running:
        yield running


def test_nothing_that_an_alert_carries_may_be_missing(precinct: Precinct) -> None:
    caller = precinct.caller(AUTHOR)
    for size in range(1, len(CARRIED) + 1):
        for missing in combinations(CARRIED, size):
            made = {name: value for name, value in body().items() if name not in missing}
            sent = {"body": made, "signature": sign(COURT, Purpose.ALERT, bulletin.canonical(made)).hex()}
            assert caller.post("/alerts", json=sent).status_code == 422, missing
    assert precinct.station.rows(Alert) == []


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u3000", None, 0, [], {}])
@pytest.mark.parametrize("name", ["issuer", "legal_basis", "reference"])
def test_nor_be_blank(sqlite_config: HubConfig, name: str, blank: object) -> None:
    with running_precinct(sqlite_config) as precinct:
        assert precinct.caller(AUTHOR).post("/alerts", json=signed(**{name: blank})).status_code == 422


def signatures() -> dict[str, Any]:
    """Return what is not the court's signature over this body for this purpose."""
    right = bulletin.canonical(body())
    return {
        "none": "",
        "zeros": "00" * 64,
        "another key": sign(ANOTHER, Purpose.ALERT, right).hex(),
        "another purpose": sign(COURT, Purpose.LIST, right).hex(),
        "no purpose": COURT.sign(right).hex(),
        "another body": sign(COURT, Purpose.ALERT, bulletin.canonical(body(reference="M-2"))).hex(),
        "cut short": sign(COURT, Purpose.ALERT, right).hex()[:-2],
        "longer": sign(COURT, Purpose.ALERT, right).hex() + "00",
        "no hex": "zz" * 64,
        "a number": 7,
        "null": None,
    }


def test_only_the_enrolled_keys_signature_over_this_body_counts(precinct: Precinct) -> None:
    caller = precinct.caller(AUTHOR)
    precinct.station.add(
        Issuer(id="gone", name="Gone", public_key=ANOTHER.public_key().public_bytes_raw().hex(), enrolled_at=1, disabled_at=2)
    )
    for why, signature in signatures().items():
        assert caller.post("/alerts", json={"body": body(), "signature": signature}).status_code == 422, why
    disabled = body(issuer="gone")
    of_disabled = {"body": disabled, "signature": sign(ANOTHER, Purpose.ALERT, bulletin.canonical(disabled)).hex()}
    assert caller.post("/alerts", json=of_disabled).status_code == 422
    assert precinct.station.rows(Alert) == []
    assert caller.post("/alerts", json=signed()).status_code == 201


ROLES = (frozenset(), frozenset({"officer"}), frozenset({"supervisor"}), frozenset({"officer", "supervisor"}))
UNITS = ("", "east", "west")


def test_every_pair_of_author_and_approver(precinct: Precinct) -> None:
    """Somebody of every role in every unit enters, then says yes: only an officer and another unit's supervisor bring it about."""
    people = [
        Officer(account_id=f"p{nth}", unit=unit, roles=roles) for nth, (unit, roles) in enumerate(product(UNITS, ROLES)) if unit or roles
    ]
    precinct.station.hire(*people)
    callers = {person.account_id: precinct.caller(person) for person in people}
    entered = {}
    for nth, author in enumerate(people):
        answer = callers[author.account_id].post("/alerts", json=signed(reference=f"P-{nth}"))
        assert (answer.status_code == 201) == ("officer" in author.roles and author.unit != ""), author
        if answer.status_code == 201:
            entered[author] = answer.json()["id"]
    for author, alert_id in entered.items():
        for approver in people:
            may = "supervisor" in approver.roles and approver.unit not in ("", author.unit)
            answer = callers[approver.account_id].post(f"/alerts/{alert_id}/approve")
            assert answer.status_code == (200 if may else 404), (author, approver)
            if may:
                break
    assert {alert.state for alert in precinct.station.rows(Alert)} == {"active"}


@pytest.mark.parametrize("ground", GROUND_CEILING_DAYS)
def test_no_alert_outlives_the_ceiling_of_its_ground(precinct: Precinct, ground: str) -> None:
    caller = precinct.caller(AUTHOR)
    ceiling = NOW + GROUND_CEILING_DAYS[ground] * DAY_MS
    for expires_at in (ceiling + 1, ceiling + DAY_MS, 2**53 - 1, 2**53, NOW, NOW - 1, 0, -1):
        assert caller.post("/alerts", json=signed(ground=ground, expires_at=expires_at)).status_code == 422
    for expires_at in (ceiling + 1, 2**53 - 1, NOW, NOW - 1):
        with pytest.raises(SQLAlchemyError):
            insert(precinct.station, "police", VALID | {"ground": f"'{ground}'", "expires_at": str(expires_at)})
    assert caller.post("/alerts", json=signed(ground=ground, expires_at=ceiling)).status_code == 201


@pytest.mark.parametrize("role", ["police", OWNER])
def test_no_combination_of_faults_gets_past_the_table(precinct: Precinct, role: str) -> None:
    pairs = [(one, other) for one, other in combinations(BY_SQL, 2) if not set(BY_SQL[one]) & set(BY_SQL[other])]
    chosen = [(name,) for name in BY_SQL] + pairs[:: max(1, len(pairs) // 40)]
    for names in chosen:
        changes = {column: value for name in names for column, value in BY_SQL[name].items()}
        with pytest.raises(SQLAlchemyError):
            insert(precinct.station, role, VALID | changes)
    assert precinct.station.rows(Alert) == []


CHANGES = (
    "ground = 'court_order'", "legal_basis = 'another'", "reference = 'another'", "expires_at = expires_at - 1", "signature = sealed",
    "sealed = signature", "issuer_id = 'other'",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_row_that_was_altered_matches_nobody_and_raises_an_alarm(precinct: Precinct, change: str) -> None:
    station = precinct.station
    station.add(Issuer(id="other", name="Other", public_key=ANOTHER.public_key().public_bytes_raw().hex(), enrolled_at=1))
    alert = station.alert()
    with owner(station.config) as session:
        session.execute(text(f"UPDATE alerts_alert SET {change}"))
    station.tenant()
    station.screen()
    assert station.rows(Case, "police") == []
    assert [entry.subject for entry in station.rows(CasesEntry) if entry.act == "alert.altered"] == [alert.id]


def test_a_row_that_nobody_signed_matches_nobody_and_cannot_be_approved(precinct: Precinct) -> None:
    submitted = {"state": "'submitted'", "approver_id": "NULL", "approver_unit": "NULL", "approved_at": "NULL"}
    insert(precinct.station, "police", VALID)
    insert(precinct.station, "police", VALID | submitted | {"id": "'y'", "reference": "'s'"})
    precinct.station.tenant()
    precinct.station.screen()
    assert precinct.station.rows(Case, "police") == []
    assert precinct.caller(APPROVER).post("/alerts/y/approve").status_code == 422
