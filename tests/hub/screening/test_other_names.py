"""Other names and further documents of an alert: signed and sealed with the rest, compared both ways round, and never a way to a group."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from edge.protocol.signing import Purpose, sign
from hub.cases.tables import Case, Shown
from hub.screening import alerts, bulletin
from hub.screening.alerts import key_name
from hub.screening.tables import DAY_MS, Alert
from registry.audit.tables import CasesEntry
from registry.keys import KeyGone
from registry.refusals import Refused
from tests.hub.screening.parts import COURT, NOW, Paper, Station, body, number, signed

BORN = "1991-03-07"
THICK = {"name": "李四", "birth_date": BORN, "second_identifier": "a scar above the left eye"}
CARD = {"kind": "resident_id", "country": "CHN", "number": number(BORN)}
PASSPORT, PERMIT = Paper("passport", "VNM", "C4018235"), Paper("hk_macao_permit", "CHN", "H4018235701")
NAMED = {"name": "李四", "document": CARD}
FOUR = [{"kind": "passport", "country": "VNM", "number": f"C401823{nth}"} for nth in range(4)]
SIGNED_BEFORE = (
    '{"expires_at":1802592000000,"ground":"missing_person","issuer":"court","legal_basis":"Test Act, section 1","reference":"M-0031",'
    '"subject":{"birth_date":"1991-03-07","document":{"country":"CHN","kind":"resident_id","number":"990000199103070010"},'
    '"name":"李四","second_identifier":"a scar"},"v":1}'
)
ITS_SIGNATURE = (
    "dfc1cc416f747a218f09e5709cb9da317a9ceb9521c73060ddfe1eea0045695cb8bf437878eb2c0d94a8cb774948b66dea84a95409fa7d0ce2781cb29233a40d"
)


def bases(station: Station) -> list[str]:
    return [case.basis for case in station.rows(Case, "police")]


@pytest.fixture(params=["the occupant first", "the alert first"])
def meeting(request: pytest.FixtureRequest, station: Station) -> Callable[..., list[str]]:
    """Let an occupant and an alert meet, by the index of alerts or by the roll of occupants."""

    def meet(subject: dict[str, Any], *papers: Any) -> list[str]:
        if request.param == "the alert first":
            station.alert(subject=subject)
            station.tenant(*papers)
        else:
            station.tenant(*papers)
            station.screen()
            station.alert(subject=subject)
        while station.screen():
            pass
        return bases(station)

    return meet


@pytest.mark.parametrize(
    ("aliases", "found"),
    [
        (["王铁柱"], ["identity"]),
        (["赵铁锤", "阿不都热合曼", "孙大圣", "Wang Erxiao", "Wang Tiezhu"], ["identity"]),
        (["王铁拄"], ["identity"]),
        (["王铁栓"], []),
        (["王"], []),
        ([], []),
    ],
    ids=["equal", "the fifth, in letters", "of one sound", "another's", "a surname", "none"],
)
def test_an_alert_finds_its_person_by_another_name(meeting: Callable[..., list[str]], aliases: list[str], found: list[str]) -> None:
    subject = THICK | {"document": PASSPORT.plain()} if aliases == ["王"] else THICK
    assert meeting(subject | {"aliases": aliases}, "王铁柱", BORN, PERMIT) == found


def test_another_name_that_agrees_in_full_is_found_with_a_slip_in_the_date(meeting: Callable[..., list[str]]) -> None:
    """Which the birth date alone does not lead to: the index and the roll know how each name sounds."""
    assert meeting(THICK | {"aliases": ["阿不都热合曼·买买提"]}, "阿不都热合曼·买买提", "1991-03-17", PERMIT) == ["identity"]


def test_an_occupants_own_former_name_is_another_name_too(meeting: Callable[..., list[str]]) -> None:
    assert meeting(THICK | {"aliases": ["王铁柱"]}, "李狗蛋（曾用名王铁柱）", BORN, PERMIT) == ["identity"]


def test_another_name_counts_with_the_birth_date_alone(meeting: Callable[..., list[str]]) -> None:
    assert meeting(THICK | {"aliases": ["王铁柱"]}, "王铁柱", "1991-05-08", PERMIT) == []


@pytest.mark.parametrize("held", [PASSPORT, PERMIT])
def test_an_alert_finds_its_person_by_each_of_three_documents(meeting: Callable[..., list[str]], held: Paper) -> None:
    assert meeting(NAMED | {"further_documents": [PASSPORT.plain(), PERMIT.plain()]}, "别人", "", held) == ["document_conflict"]


def test_a_document_that_the_alert_does_not_name_finds_nobody(meeting: Callable[..., list[str]]) -> None:
    other = Paper("passport", "VNM", "C8250417")
    assert meeting(NAMED | {"further_documents": [PASSPORT.plain()]}, "别人", "1980-01-01", other) == []


def test_one_number_is_a_veto_whatever_another_name_says(meeting: Callable[..., list[str]]) -> None:
    assert meeting(NAMED | {"aliases": ["王铁柱"], "further_documents": [PASSPORT.plain()]}, "王铁柱", BORN, number(BORN, 7)) == []


def test_an_alert_that_was_signed_before_verifies_by_the_same_bytes(station: Station) -> None:
    raw = {"body": json.loads(SIGNED_BEFORE), "signature": ITS_SIGNATURE}
    assert bulletin.canonical(raw["body"]) == SIGNED_BEFORE.encode()
    alert = station.approve(station.submit(raw).id)
    station.tenant()
    station.screen()
    assert [case.alert_id for case in station.rows(Case, "police")] == [alert.id]


def test_what_is_signed_and_sealed_holds_them_and_nothing_else_does(station: Station) -> None:
    made = body(subject=THICK | {"aliases": ["王铁柱"], "document": CARD, "further_documents": [PASSPORT.plain()]})
    alert = station.approve(station.submit(alerts.signed(made, COURT)).id)
    station.tenant("王铁柱", BORN, PASSPORT)
    station.screen()
    (case,) = station.rows(Case, "police")
    for stored in (alert.sealed, alert.signature, case.sealed, repr(case).encode()):
        assert all(secret.encode() not in stored for secret in ("王铁柱", r"\u738b", PASSPORT.number))
    station.take()
    held = station.open(case.id).envelope.alert
    (shown,) = station.rows(Shown)
    assert shown.said == "match:document name:alias birth_date:same document:same"
    assert (held.aliases, [each.plain() for each in held.documents]) == (("王铁柱",), [CARD, PASSPORT.plain()])
    assert "王" not in repr(held) + repr(bulletin.read(made))
    station.decide(case.id, "not_the_same_person")
    station.close(case.id)
    assert station.erase(now=NOW + DAY_MS) == 1
    (erased,) = station.rows(Case, "police")
    assert erased.sealed is None
    with pytest.raises((KeyGone, InvalidTag)):
        station.keys.get(f"case:{case.id}")


@pytest.mark.parametrize("further", [{"aliases": []}, {"further_documents": []}, {"aliases": ["王铁柱"] * 5}])
def test_what_is_in_bounds_is_admitted(sqlite_station: Station, further: dict[str, Any]) -> None:
    assert sqlite_station.submit(subject=THICK | further).state == "submitted"


def test_a_further_document_counts_as_a_document(sqlite_station: Station) -> None:
    """It needs no second identifier then, and stands first where no other does."""
    sqlite_station.alert(subject={"name": "李四", "further_documents": [PASSPORT.plain()]})
    sqlite_station.tenant("李四", BORN, PASSPORT)
    sqlite_station.screen()
    assert bases(sqlite_station) == ["document"]
    sqlite_station.submit(reference="M-2", ground="lost_document", subject={"further_documents": [PASSPORT.plain()]})


BORN_OTHERWISE = {"kind": "resident_id", "country": "CHN", "number": number("1990-03-07")}
REFUSED: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "six names": (THICK | {"aliases": [f"王铁{sign}" for sign in "柱栓锤蛋牛马"]}, ("alert-too-many", "subject.aliases")),
    "a name that is no list": (THICK | {"aliases": "王铁柱"}, ("alert-malformed", "subject.aliases")),
    "names that are null": (THICK | {"aliases": None}, ("alert-malformed", "subject.aliases")),
    "names by their kind": (THICK | {"aliases": {"former": "王铁柱"}}, ("alert-malformed", "subject.aliases")),
    "a list of names": (THICK | {"aliases": [["王铁柱"]]}, ("alert-malformed", "subject.aliases")),
    "an empty name": (THICK | {"aliases": [""]}, ("alert-incomplete", "subject.aliases")),
    "a blank name": (THICK | {"aliases": [" "]}, ("alert-malformed", "subject.aliases")),
    "a name with a line break": (THICK | {"aliases": ["王\n铁柱"]}, ("alert-malformed", "subject.aliases")),
    "a name of 101 signs": (THICK | {"aliases": ["王铁" + "柱" * 99]}, ("alert-malformed", "subject.aliases")),
    "a person beside": (THICK | {"aliases": [{"name": "王铁柱", "birth_date": BORN}]}, ("alert-malformed", "subject.aliases")),
    "part of a name": (THICK | {"aliases": ["王铁柱", "欧阳"]}, ("alert-thin-alias", "subject.aliases")),
    "four documents": (NAMED | {"further_documents": FOUR[:3]}, ("alert-too-many", "subject.further_documents")),
    "a document that is no list": (NAMED | {"further_documents": FOUR[0]}, ("alert-malformed", "subject.further_documents")),
    "a number alone": (NAMED | {"further_documents": ["C4018235"]}, ("alert-malformed", "subject.further_documents")),
    "no document": (NAMED | {"further_documents": [None]}, ("alert-malformed", "subject.further_documents")),
    "half a document": (NAMED | {"further_documents": [{"kind": "passport"}]}, ("alert-incomplete", "subject.further_documents")),
    "a field of it": (NAMED | {"further_documents": [FOUR[0] | {"issued": "x"}]}, ("alert-unknown-field", "subject.further_documents")),
    "a wrong number": (NAMED | {"further_documents": [CARD | {"number": "990000199103070011"}]}, ("", "subject.further_documents")),
    "two people's cards": (
        NAMED | {"further_documents": [CARD | {"number": number(BORN, 2)}]},
        ("alert-two-persons", "subject.further_documents"),
    ),
    "two birth dates": (NAMED | {"further_documents": [BORN_OTHERWISE]}, ("alert-birth-date-conflict", "subject.birth_date")),
    "another than is stated": (THICK | {"further_documents": [BORN_OTHERWISE]}, ("alert-birth-date-conflict", "subject.birth_date")),
    "no name but others": ({"document": CARD, "aliases": ["王铁柱"]}, ("alert-incomplete", "subject.name")),
    "thin, with others": ({"name": "李四", "aliases": ["王铁柱"], "second_identifier": "x"}, ("alert-thin", "subject")),
    "part of a name, with others": (THICK | {"name": "李", "aliases": ["王铁柱"]}, ("alert-thin-name", "subject.name")),
    "others and nothing to verify by": (
        {"name": "李四", "birth_date": BORN, "aliases": ["王铁柱"]},
        ("alert-identifier-missing", "subject.second_identifier"),
    ),
    "a year, and a common name beside": (
        THICK | {"name": "阿不都热合曼·买买提", "birth_date": "1991", "aliases": ["王伟"]},
        ("alert-thin-year", "subject.birth_date"),
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_no_one_persons_is_refused_with_its_place(sqlite_station: Station, why: str) -> None:
    subject, (code, field) = REFUSED[why]
    with pytest.raises(Refused) as refused:
        sqlite_station.submit(signed(subject=subject))
    assert [each.field for each in refused.value.refusals] == [field]
    assert code in ("", refused.value.refusals[0].code)
    assert sqlite_station.rows(Alert) == []


@pytest.mark.parametrize("further", [{"aliases": ["王铁柱"], "name": "李四"}, {"further_documents": FOUR[:1]}])
def test_a_lost_document_is_one(sqlite_station: Station, further: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        sqlite_station.submit(signed(ground="lost_document", subject={"document": CARD} | further))
    assert [(each.code, each.field) for each in refused.value.refusals] == [("alert-one-document", "subject")]


def test_names_that_are_rare_one_by_one_and_not_together_are_thin_beside_a_year(
    sqlite_station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    rare = THICK | {"name": "阿不都热合曼·买买提", "birth_date": "1991"}
    monkeypatch.setattr(bulletin, "BOUND", bulletin._by_chance(bulletin.read(body(subject=rare)).papers) * 1.5)
    sqlite_station.submit(subject=rare)
    with pytest.raises(Refused) as refused:
        sqlite_station.submit(subject=rare | {"aliases": [rare["name"]]})
    assert refused.value.refusals[0].code == "alert-thin-year"


@pytest.mark.parametrize(
    "further", [{"aliases": ["王铁柱"] * 6}, {"aliases": [7]}, {"further_documents": FOUR}, {"further_names": ["王铁柱"]}]
)
def test_a_malformed_alert_that_sql_wrote_matches_nobody_and_raises_an_alarm(station: Station, further: dict[str, Any]) -> None:
    """The court signed it, and the row is sealed as it should be: only what it says is no alert."""
    alert = station.submit()
    said = bulletin.canonical(body(subject=body()["subject"] | further))
    forged = alert.model_dump() | {
        "id": "forged",
        "reference": "M-0031",
        "submitted_at": NOW - 1,
        "state": "active",
        "approver_id": "approver",
        "approver_unit": "west",
        "approved_at": NOW,
        "sealed": station.keys.make(key_name("forged")).seal(said, key_name("forged").encode()),
        "signature": sign(COURT, Purpose.ALERT, said),
    }
    station.add(Alert(**forged))
    station.tenant()
    station.screen()
    assert bases(station) == []
    assert [entry.subject for entry in station.rows(CasesEntry) if entry.act == "alert.altered"] == ["forged"]
