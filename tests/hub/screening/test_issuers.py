"""An authority's keys: a further one goes by the authority's id, and what becomes of alerts whose key is retired or disabled."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.exc import SQLAlchemyError

from hub.cases.tables import Case
from hub.screening import issuers
from hub.screening.tables import DAY_MS, Alert, Issuer
from registry.audit.tables import CasesEntry
from registry.refusals import Refused
from tests.hub.screening.parts import COURT, NOW, Station, public, signed
from tests.rig.databases import owner

NEWER = Ed25519PrivateKey.from_private_bytes(b"\x0a" * 32)


def renew(station: Station, key: Ed25519PrivateKey = NEWER, authority: str = "court") -> Issuer:
    with owner(station.config) as session:
        return issuers.renew(session, authority, public_key=public(key), now=NOW)


def end(station: Station, how: Callable[..., Issuer], key: Ed25519PrivateKey = COURT, now: int = NOW) -> Issuer:
    with owner(station.config) as session:
        return how(session, public(key), now=now)


def code(station: Station, key: Ed25519PrivateKey, **changes: object) -> str:
    """Return why an alert signed with this key is not taken, or nothing."""
    try:
        station.submit(signed(key=key, **changes))
    except Refused as refused:
        return refused.refusals[0].code
    return ""


def found(station: Station) -> tuple[list[str], list[str]]:
    """Have somebody screened; return the alerts that have cases, and those that raised an alarm."""
    station.tenant()
    station.screen()
    alarms = [entry.subject for entry in station.rows(CasesEntry) if entry.act == "alert.altered"]
    return [case.alert_id for case in station.rows(Case, "police")], alarms


def test_both_keys_sign_for_the_same_authority(station: Station) -> None:
    further = renew(station)
    assert (further.authority, further.name) == ("court", "Test Court")
    assert [code(station, key, reference=f"M-{nth}") for nth, key in enumerate((COURT, NEWER))] == ["", ""]
    assert {alert.issuer_id for alert in station.rows(Alert)} == {"court"}
    assert code(station, NEWER, issuer=further.id) == "alert-issuer"  # a key is no authority


def test_another_authoritys_key_signs_nothing_for_this_one(station: Station) -> None:
    with owner(station.config) as session:
        issuers.enrol(session, "Another Court", public_key=public(NEWER), now=NOW)
    assert code(station, NEWER) == "alert-signature"


def test_a_retired_key_stands_for_what_was_entered_before_and_for_nothing_new(station: Station) -> None:
    before, waits = station.alert(now=NOW - 1), station.submit(now=NOW - 1, reference="M-2")
    renew(station)
    end(station, issuers.retire)
    assert code(station, COURT, reference="M-3") == "alert-key"
    assert code(station, NEWER, reference="M-3") == ""
    assert station.approve(waits.id).state == "active"
    cases, alarms = found(station)
    assert (before.id in cases, alarms) == (True, [])


def test_a_disabled_keys_alerts_match_nobody_until_they_are_signed_again(station: Station) -> None:
    old = station.alert(now=NOW - 1)
    waits = station.submit(now=NOW - 1, reference="M-2")
    station.screen()
    renew(station)
    end(station, issuers.disable)
    assert code(station, COURT) == "alert-key"
    assert found(station) == ([], [old.id])
    with pytest.raises(Refused):
        station.approve(waits.id)
    again = station.approve(station.submit(signed(key=NEWER)).id)
    assert found(station) == ([again.id], [old.id])


def test_whatever_verified_is_verified_again_when_its_key_is_retired(station: Station) -> None:
    station.alert(now=NOW)
    station.screen()
    end(station, issuers.retire, now=NOW)
    assert [len(each) for each in found(station)] == [0, 1]


def test_an_authority_without_a_key_in_use_is_as_none(station: Station) -> None:
    end(station, issuers.retire)
    assert code(station, COURT) == "alert-issuer"


REFUSED: dict[str, Callable[[Station], object]] = {
    "issuer-absent": lambda station: renew(station, authority="nobody"),
    "issuer-key-enrolled": lambda station: renew(station, COURT),
    "issuer-key-absent": lambda station: end(station, issuers.retire, NEWER),
    "issuer-key-ended": lambda station: (end(station, issuers.disable), end(station, issuers.retire)),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_done_with_a_key_is_refused_with_a_reason(station: Station, why: str) -> None:
    with pytest.raises(Refused) as refused:
        REFUSED[why](station)
    assert [each.code for each in refused.value.refusals] == [why]


@pytest.mark.parametrize("name", ["Test Court", " test  court", "Ｔｅｓｔ Ｃｏｕｒｔ"])
def test_an_authority_is_not_enrolled_twice_under_its_name(sqlite_station: Station, name: str) -> None:
    """It would have two ids, and whoever was cleared of its alerts could have a second case (B14)."""
    with pytest.raises(Refused) as refused, owner(sqlite_station.config) as session:
        issuers.enrol(session, name, public_key=public(NEWER), now=NOW)
    assert refused.value.refusals[0].code == "issuer-enrolled"


def test_a_retired_key_may_still_be_disabled_and_never_comes_back(station: Station) -> None:
    end(station, issuers.retire)
    assert end(station, issuers.disable, now=NOW + DAY_MS).disabled_at == NOW + DAY_MS
    for how in (issuers.retire, issuers.disable):
        with pytest.raises(Refused, match="issuer-key-ended"):
            end(station, how)


def test_every_act_on_a_key_is_in_the_log_of_cases_and_the_owner_writes_nothing_else_there(station: Station) -> None:
    with owner(station.config) as session:
        first = issuers.enrol(session, "Another Court", public_key="ab" * 32, now=NOW)
    further = renew(station, NEWER, first.id)
    for how in (issuers.retire, issuers.disable):
        end(station, how, NEWER)
    told = {(entry.act, entry.subject, entry.role) for entry in station.rows(CasesEntry)}
    acts = (("issuer.enrolled", first), ("issuer.key-enrolled", further), ("issuer.key-retired", further), ("issuer.key-disabled", further))
    assert told == {(act, key.id, "owner") for act, key in acts}
    if not station.config.on_sqlite:
        line = {"at": 1, "actor": "a", "role": "owner", "act": "case.opened", "subject": "s", "purpose": "p", "salt": ""}
        with pytest.raises(SQLAlchemyError), owner(station.config) as session:
            session.add(CasesEntry(id="made-up", **line))
