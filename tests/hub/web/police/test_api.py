"""The police API: every row that exists, called as its role and as others, on both databases."""

from typing import Any

import pytest

from hub.cases import looks
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.screening import issuers
from hub.screening.compare import Comparison, Match, Word
from hub.screening.tables import DAY_MS, Alert
from hub.web.layout.comparison import MATCHES
from hub.web.layout.words import LANGUAGES, translator
from registry.audit.tables import CasesEntry
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, COURT, NOW, VERIFIER, public
from tests.hub.web.police.parts import REASON, Precinct, codes, number, signed
from tests.rig.databases import owner

EAST_SUPERVISOR = Officer(account_id="east-supervisor", unit="east", roles=frozenset({"supervisor"}))
CASE_FIELDS = {
    "id", "number", "state", "ground", "basis", "owner", "unit", "created_at", "taken_at", "opened_at", "decided_at", "closed_at",
    "outcome", "erase_on", "alert",
}  # fmt: skip


def test_the_story_of_one_case(precinct: Precinct) -> None:
    case = precinct.case()
    verifier, closer = precinct.caller(VERIFIER), precinct.caller(CLOSER)
    taken = verifier.post("/cases/next", json={})
    assert taken.status_code == 200
    assert (taken.json()["id"], taken.json()["state"], taken.json()["owner"]) == (case.id, "taken", "verifier")
    opened = verifier.post(f"/cases/{case.id}/open", json={"reason": REASON})
    assert opened.status_code == 200
    lines = {line["field"]: (line["person"], line["alert"], line["verdict"]) for line in opened.json()["comparison"]}
    assert opened.json()["match"] == "document"
    assert lines["name"] == ("李四", "李四", "same")
    assert lines["document_number"] == (number("1991-03-07"), number("1991-03-07"), "same")
    assert lines["birth_date"] == ("1991-03-07", "1991-03-07", "same")  # the number tells it
    decided = verifier.post(f"/cases/{case.number}/outcome", json={"outcome": "same_person", "reason": REASON})
    assert (decided.status_code, decided.json()["state"], decided.json()["erase_on"]) == (200, "decided", None)
    closed = closer.post(f"/cases/{case.id}/close", json={})
    assert (closed.status_code, closed.json()["state"], bool(closed.json()["erase_on"])) == (200, "closed", True)
    looks = closer.get(f"/cases/{case.id}/looks").json()["looks"]
    assert looks == [{"at": NOW, "officer": "verifier", "unit": "north", "reason": REASON}]
    acts = [entry.act for entry in precinct.station.rows(CasesEntry) if entry.subject == case.id]
    assert sorted(acts) == ["case.closed", "case.decided", "case.made", "case.opened", "case.taken"]


ANOTHER = {
    "name": "王铁柱",
    "birth_date": "1991-03-07",
    "aliases": ["孙大圣", "李四"],
    "document": {"kind": "passport", "country": "VNM", "number": "C4018235"},
    "further_documents": [{"kind": "resident_id", "country": "CHN", "number": number("1991-03-07")}],
}


def test_other_names_and_further_documents_go_from_intake_to_the_case(precinct: Precinct) -> None:
    entered = precinct.caller(AUTHOR).post("/alerts", json=signed(subject=ANOTHER))
    assert entered.status_code == 201
    for officer, place in ((AUTHOR, "alerts"), (APPROVER, "approvals")):
        page = precinct.caller(officer, page=True).get(f"/c/{place}/{entered.json()['id']}").text
        assert all(said in page for said in ("王铁柱", "孙大圣", "李四", "C4018235", "Vietnam", number("1991-03-07")))
        assert page.index("Other names") < page.index("孙大圣")
    assert "李四" not in entered.text
    assert precinct.caller(APPROVER).post(f"/alerts/{entered.json()['id']}/approve", json={}).status_code == 200
    precinct.station.tenant("李四", "1991-03-07")
    precinct.station.screen()
    case = precinct.opened()
    assert case.basis == "document"
    opened = precinct.caller(VERIFIER).post(f"/cases/{case.id}/open", json={"reason": REASON})
    lines = [(line["field"], line["alert"], line["verdict"]) for line in opened.json()["comparison"]]
    assert lines == [
        ("name", "王铁柱", "alias"),
        ("alias", "孙大圣", "other_name"),
        ("alias", "李四", "same"),
        ("birth_date", "1991-03-07", "same"),
        ("document_kind", "passport VNM", "other_kind"),
        ("document_number", "C4018235", "other_kind"),
        ("document_kind", "resident_id CHN", "same"),
        ("document_number", number("1991-03-07"), "same"),
    ]
    browser = precinct.caller(VERIFIER, page=True)
    assert "孙大圣" not in browser.get(f"/c/{case.number}").text
    assert "孙大圣" in browser.post(f"/c/{case.number}/open", data={"reason": "compare-identities"}).text


def test_what_was_written_in_words_at_a_look_is_told_until_the_case_is_erased(precinct: Precinct) -> None:
    case = precinct.case()
    verifier = precinct.caller(VERIFIER)
    verifier.post("/cases/next", json={})
    verifier.post(f"/cases/{case.id}/open", json={"reason": REASON})
    verifier.post(f"/cases/{case.id}/outcome", json={"outcome": "not_the_same_person", "reason": REASON})
    (told,) = verifier.get(f"/cases/{case.id}/looks").json()["looks"]
    assert told["reason"] == REASON
    assert precinct.station.erase(now=NOW + DAY_MS) == 1
    assert verifier.get(f"/cases/{case.id}/looks").json()["looks"] == [told | {"reason": ""}]
    assert [entry.reason for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"] == [REASON]


def test_a_case_that_todays_rules_would_not_open_is_shown_and_says_so(sqlite_precinct: Precinct, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is made at each look, by whatever version runs then; the case may be older."""
    sqlite_precinct.case()
    case = sqlite_precinct.opened()
    today = Comparison(match=Match.NOTHING, name=Word.DIFFERENT, birth_date=Word.SAME, document=Word.NOT_IN_ALERT)
    monkeypatch.setattr(looks, "compare", lambda _person, _alert, about_document: today)
    answer = sqlite_precinct.caller(VERIFIER).post(f"/cases/{case.id}/open", json={"reason": REASON})
    assert (answer.status_code, answer.json()["match"], answer.json()["rule"]) == (200, "nothing", MATCHES["nothing"])
    for language in LANGUAGES:
        browser = sqlite_precinct.caller(VERIFIER, page=True, language=language)
        page = browser.post(f"/c/{case.number}/open", data={"reason": "compare-identities"})
        assert page.status_code == 200
        assert translator(language).gettext(MATCHES["nothing"]) in page.text


def test_with_no_case_to_take_the_answer_is_empty(precinct: Precinct) -> None:
    answer = precinct.caller(VERIFIER).post("/cases/next", json={})
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_case_is_shown_from_outside_in_one_shape(precinct: Precinct) -> None:
    precinct.case()
    case = precinct.opened()
    for officer in (VERIFIER, CLOSER):
        caller = precinct.caller(officer)
        listed = caller.get("/cases").json()
        shown = caller.get(f"/cases/{case.number}").json()
        assert listed == {"cases": [shown], "waiting": 0}
        assert set(shown) == CASE_FIELDS
        assert shown["alert"] == {
            "issuer": "Test Court", "legal_basis": "Test Act, section 1", "reference": "M-0001", "expires_at": NOW + 30 * DAY_MS,
            "force": "in_force", "approver_unit": "west", "approved_at": NOW,
        }  # fmt: skip
        assert "李四" not in str(shown)


def test_waiting_cases_are_counted_for_who_may_take_them(precinct: Precinct) -> None:
    precinct.case()
    assert [precinct.caller(officer).get("/cases").json() for officer in (VERIFIER, AUTHOR, CLOSER)] == [
        {"cases": [], "waiting": 1},
        {"cases": [], "waiting": 0},
        {"cases": [], "waiting": 0},
    ]


@pytest.mark.parametrize("reason", ["", " \u3000\n", "\u200b"])
def test_an_empty_reason_opens_nothing(precinct: Precinct, reason: str) -> None:
    case = precinct.case()
    precinct.station.take()
    answer = precinct.caller(VERIFIER).post(f"/cases/{case.id}/open", json={"reason": reason})
    assert (answer.status_code, codes(answer)) == (422, [("reason-missing", "reason")])
    assert [entry for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"] == []


def test_a_decision_takes_outcome_and_reason(precinct: Precinct) -> None:
    precinct.case()
    case = precinct.opened()
    caller = precinct.caller(VERIFIER)
    assert codes(caller.post(f"/cases/{case.id}/outcome", json={})) == [("outcome-missing", "outcome"), ("reason-missing", "reason")]
    assert caller.post(f"/cases/{case.id}/outcome", json={"outcome": "undecided", "reason": "x"}).status_code == 200
    for again in ("outcome", "open"):
        assert codes(
            caller.post(f"/cases/{case.id}/{again}", json={"reason": "x"} | ({"outcome": "undecided"} if again == "outcome" else {}))
        ) == [("case-not-so-far", None)]


def test_a_false_hit_is_due_the_next_day(precinct: Precinct) -> None:
    precinct.case()
    case = precinct.opened()
    decided = precinct.caller(VERIFIER).post(f"/cases/{case.id}/outcome", json={"outcome": "not_the_same_person", "reason": "x"}).json()
    assert decided["erase_on"] == "2027-01-16"  # NOW is 2027-01-15 at the site


def test_an_undecided_case_is_not_closed(precinct: Precinct) -> None:
    case = precinct.case()
    precinct.station.take()
    assert codes(precinct.caller(CLOSER).post(f"/cases/{case.id}/close")) == [("case-not-so-far", None)]


def test_an_alert_is_entered_and_approved(precinct: Precinct) -> None:
    entered = precinct.caller(AUTHOR).post("/alerts", json=signed())
    assert entered.status_code == 201
    alert = entered.json()
    assert (alert["force"], alert["issuer"], alert["author_unit"], alert["approved_at"]) == ("submitted", "Test Court", "east", None)
    approved = precinct.caller(APPROVER).post(f"/alerts/{alert['id']}/approve", json={})
    assert (approved.status_code, approved.json()["force"], approved.json()["approver_unit"]) == (200, "in_force", "west")
    precinct.station.hire(EAST_SUPERVISOR)
    for officer in (AUTHOR, EAST_SUPERVISOR):
        caller = precinct.caller(officer)
        assert caller.get("/alerts").json() == {"alerts": [approved.json()]}
        assert caller.get(f"/alerts/{alert['id']}").json() == approved.json()
    withdrawn = precinct.caller(AUTHOR).post(f"/alerts/{alert['id']}/withdraw")
    assert (withdrawn.status_code, withdrawn.json()["force"]) == (200, "withdrawn")


def test_a_warrant_is_confirmed_again(precinct: Precinct) -> None:
    alert = precinct.station.alert(ground="arrest_warrant", expires_at=NOW + 300 * DAY_MS)
    precinct.now = NOW + 31 * DAY_MS
    assert precinct.caller(AUTHOR).get(f"/alerts/{alert.id}").json()["force"] == "unconfirmed"
    confirmed = precinct.caller(APPROVER).post(f"/alerts/{alert.id}/reconfirm", json={}).json()
    assert (confirmed["force"], confirmed["confirm_by"]) == ("in_force", NOW + 61 * DAY_MS)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"score": 1}, [("alert-unknown-field", "body")]),
        ({"ground": "petition"}, [("alert-ground", "ground")]),
        ({"subject": {"name": "李四"}}, [("alert-thin", "subject")]),
        ({"subject": ANOTHER | {"aliases": ["王铁柱"] * 6}}, [("alert-too-many", "subject.aliases")]),
        ({"subject": ANOTHER | {"aliases": "李四"}}, [("alert-malformed", "subject.aliases")]),
        ({"subject": ANOTHER | {"further_documents": ANOTHER["document"]}}, [("alert-malformed", "subject.further_documents")]),
        ({"subject": {"name": "李四", "aliases": ["王铁柱"]}}, [("alert-thin", "subject")]),
        ({"expires_at": NOW}, [("alert-expired", "expires_at")]),
        ({"issuer": "nobody"}, [("alert-issuer", "issuer")]),
        ({"legal_basis": "", "reference": ""}, [("alert-incomplete", "reference"), ("alert-incomplete", "legal_basis")]),
    ],
)
def test_what_is_no_alert_is_refused_with_sentences(precinct: Precinct, changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    answer = precinct.caller(AUTHOR, language="zh").post("/alerts", json=signed(**changes))
    assert (answer.status_code, codes(answer)) == (422, expected)
    assert all(error["sentence"] and "李四" not in error["sentence"] for error in answer.json()["errors"])
    assert precinct.station.rows(Alert) == []


@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"[]", b"null", b'"x"', b"NaN", b'{"body": NaN, "signature": ""}', b'{"body":{"v":"\\ud800"},"signature":"00"}',
     b"[" * 100_000, b'{"body":' * 30_000, b"9" * 5_000, b"\xff\xfe", b"1e999"],
)  # fmt: skip
def test_whatever_is_sent_instead_of_an_alert_is_a_clear_error(sqlite_precinct: Precinct, sent: bytes) -> None:
    answer = sqlite_precinct.caller(AUTHOR).post("/alerts", content=sent, headers={"content-type": "application/json"})
    assert answer.status_code in (413, 422)
    assert codes(answer)
    assert sqlite_precinct.station.rows(Alert) == []


@pytest.mark.parametrize(("path", "field"), [("/cases/next", "x"), ("/cases/{id}/open", "x"), ("/cases/{id}/outcome", "x")])
def test_an_unknown_field_is_refused(precinct: Precinct, path: str, field: str) -> None:
    case = precinct.case()
    answer = precinct.caller(VERIFIER).post(path.format(id=case.id), json={field: 1})
    assert (answer.status_code, codes(answer)) == (422, [("unknown-field", None)])


def test_a_case_whose_alert_was_withdrawn_is_not_opened(precinct: Precinct) -> None:
    case = precinct.case()
    precinct.station.take()
    (alert,) = precinct.station.rows(Alert)
    precinct.caller(AUTHOR).post(f"/alerts/{alert.id}/withdraw")
    assert codes(precinct.caller(VERIFIER).post(f"/cases/{case.id}/open", json={"reason": "x"})) == [("case-alert-over", None)]
    assert precinct.station.rows(Case, "police")[0].opened_at is None


def test_a_case_whose_alert_is_not_what_was_signed_is_not_opened(precinct: Precinct) -> None:
    case = precinct.case()
    precinct.station.take()
    with owner(precinct.station.config) as session:
        issuers.disable(session, public(COURT), now=NOW)
    answer = precinct.caller(VERIFIER).post(f"/cases/{case.id}/open", json={"reason": "x"})
    assert codes(answer) == [("case-alert-unverified", None)]
    assert precinct.station.rows(Case, "police")[0].opened_at is None
