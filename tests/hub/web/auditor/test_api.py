"""The auditor's JSON API on both databases: lines, proofs and exports that anybody can verify; cases and alerts from outside; limits."""

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

import registry.audit
from hub.cases.case import State
from hub.cases.tables import CaseChance
from hub.oversight import read_log_key
from hub.screening.alerts import Force
from hub.web.auditor import words
from registry.audit import chain, note
from tests.hub.web.auditor.parts import DAY, HOUR, WITNESS, Bureau, public

VERIFIER = Path(registry.audit.__file__).with_name("verify.py")
SECRET = b"sealed"


def test_a_log_is_read_page_by_page_the_newest_first(bureau: Bureau) -> None:
    written = [bureau.note("register", "tenancy.registered", at=bureau.now + nth, role="landlord") for nth in range(120)]
    bureau.grow()
    late = bureau.note("register", "property.read", at=bureau.now + 999)
    auditor, seen, before = bureau.auditor(), [], ""
    while True:
        page = auditor.ask(f"/audit/entries?log=register{before}")
        seen += [entry["id"] for entry in page["entries"]]
        assert (page["waiting"], len(page["entries"]) <= 50) == (1, True)
        if page["before"] is None:
            break
        before = f"&before={page['before']}"
    assert seen == written[::-1] and late not in seen
    assert set(page["entries"][0]) == {"id", "seq", "at", "actor", "role", "unit", "act", "subject", "purpose", "reason"}
    assert auditor.ask("/audit/entries") == {"log": "cases", "entries": [], "before": None, "waiting": 0}


@pytest.mark.parametrize("query", ["log=people", "log=", "log=register%00", "log=cases&before=x", "log=cases&before=-1"])
def test_a_log_that_there_is_not_is_absent_or_refused(sqlite_bureau: Bureau, query: str) -> None:
    assert sqlite_bureau.auditor().get(f"/audit/entries?{query}").status_code in (404, 422)


def test_the_log_of_cases_has_a_head_that_only_the_auditor_sees(bureau: Bureau) -> None:
    auditor = bureau.auditor()
    assert auditor.get("/audit/cases-checkpoint").content == auditor.get("/audit/nothing").content
    bureau.look()
    bureau.grow()
    bureau.look()
    bureau.grow(cosigned=False)
    head = auditor.ask("/audit/cases-checkpoint")
    assert (head["size"], head["witnessed"], head["log"]) == (1, True, "cases")
    assert note.is_signed(note.parse(head["note"]), read_log_key(bureau.config))
    assert note.cosigned_at(note.parse(head["note"]), bytes.fromhex(public(WITNESS))) == bureau.now // 1000


WAITS = {
    "zh": ("等待见证签名", "共5条记录，与签名相符。", "不到0.1秒", "见证超过一小时没有给最新的检查点签名"),
    "en": ("Waiting for the witness", "5 records agree with what was signed.", "less than 0.1 s", "has not cosigned the newest checkpoint"),
}


@pytest.mark.parametrize("language", sorted(WAITS))
def test_what_the_witness_has_not_cosigned_waits_an_hour_and_then_a_log_is_not_whole(bureau: Bureau, language: str) -> None:
    heading, agrees, quick, late = WAITS[language]
    auditor = bureau.auditor(language)
    for cosigned in (False, True):
        bureau.look()
        bureau.note("register", "property.read")
        bureau.grow(cosigned=cosigned)
    assert heading not in auditor.get_page("/a")
    bureau.look()
    bureau.grow(cosigned=False)
    page = auditor.get_page("/a")
    assert (f'id="verdict">{heading}' in page, agrees in page, late in page, '"disc bad"' in page) == (True, True, False, False)
    assert quick in page or re.search(r"[0-9]\.[1-9]", page)
    assert "0.0" not in page
    bureau.now += HOUR + 1
    page = auditor.get_page("/a")
    assert (heading in page.partition("<section")[0], late in page, '"disc bad"' in page) == (False, True, True)


@pytest.mark.parametrize("lines", [1, 2, 7, 33])
def test_a_line_is_proved_to_be_in_its_tree(bureau: Bureau, lines: int) -> None:
    ids = [bureau.note("register", "tenancy.read", at=bureau.now + nth) for nth in range(lines)]
    bureau.grow()
    auditor = bureau.auditor()
    for place in {0, lines // 2, lines - 1}:
        proof = auditor.ask(f"/audit/proof/{ids[place]}")
        head = note.parse(proof["checkpoint"])
        path = [bytes.fromhex(node) for node in proof["proof"]]
        assert (proof["seq"], proof["log"], head.head.root.hex(), head.head.size) == (place, "register", proof["root"], proof["size"])
        assert note.is_signed(head, read_log_key(bureau.config))
        assert chain.verify_inclusion(bytes.fromhex(proof["leaf"]), place, proof["size"], path, head.head.root)


def test_a_line_without_a_place_is_proved_later(bureau: Bureau) -> None:
    waiting = bureau.look()
    answer = bureau.auditor().get(f"/audit/proof/{waiting}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "proof-not-yet")
    absent, foreign = bureau.auditor().get("/audit/proof/nothing"), bureau.auditor().get("/nothing")
    assert (absent.status_code, absent.content) == (404, foreign.content)


def test_the_export_is_verified_by_the_verifier_alone(bureau: Bureau, tmp_path: Path) -> None:
    bureau.fill(5)
    answer = bureau.auditor().get("/audit/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    (tmp_path / "log.pub").write_text(read_log_key(bureau.config).hex())
    (tmp_path / "witness.pub").write_text(public(WITNESS))
    assert verified(tmp_path) == 0
    lines = tmp_path / "anju-audit" / "cases.entries.jsonl"
    lines.write_bytes(lines.read_bytes().replace(b"officer-1", b"officer-9", 1))
    assert verified(tmp_path) == 1
    assert not [left for left in Path(tempfile.gettempdir()).glob("anju-export-*") if left.stat().st_size == len(answer.content)]


def verified(folder: Path) -> int:
    """Run a copy of the verifier that lies alone in a folder, and return its exit code."""
    copy = folder / "verify.py"
    copy.write_bytes(VERIFIER.read_bytes())
    command = [sys.executable, "-I", copy, "anju-audit", "--key", "log.pub", "--witness", "witness.pub"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_a_sample_is_twenty_looks_and_others_each_time(bureau: Bureau) -> None:
    bureau.alert()
    bureau.taken("c1")
    for nth in range(60):
        bureau.look(f"officer-{nth % 4}", "c1" if nth % 2 else "gone", at=bureau.now + nth)
        bureau.note("cases", "case.taken", at=bureau.now + nth)
    auditor = bureau.auditor()
    draws = [auditor.ask("/audit/sample") for _ in range(2)]
    ids = [{each["look"]["id"] for each in draw["looks"]} for draw in draws]
    assert [len(drawn) for drawn in ids] == [20, 20] and ids[0] != ids[1]
    assert {draw["of"] for draw in draws} == {60}
    assert {each["look"]["act"] for each in draws[0]["looks"]} == {"case.opened"}
    assert {each["case"] and each["case"]["number"] for draw in draws for each in draw["looks"]} == {"2027-c1", None}


def test_who_looks_far_more_often_than_the_others_stands_out(bureau: Bureau) -> None:
    for actor, looks in {"one": 4, "two": 5, "three": 6, "four": 40}.items():
        for nth in range(looks):
            bureau.look(actor, f"c{nth % 3}", at=bureau.now + nth)
    found = bureau.auditor().ask("/audit/officials")
    assert [(each["actor"], each["looks"], each["cases"], each["often"]) for each in found["officials"]] == [
        ("four", 40, 3, True),
        ("three", 6, 3, False),
        ("two", 5, 3, False),
        ("one", 4, 3, False),
    ]
    assert (found["usual"], found["officials"][0]["last_at"]) == (5.5, bureau.now + 39)


def test_what_should_be_gone_and_is_not_is_counted(bureau: Bureau) -> None:
    bureau.alert()
    yesterday, today = "2027-01-14", "2027-01-15"
    assert bureau.site.today().isoformat() == today
    closed = {
        "state": "closed",
        "closed_at": bureau.now - DAY,
        "closed_by": "second",
        "outcome": "same_person",
        "decided_at": bureau.now - DAY,
    }
    beyond_the_log = "2024-01-15"  # its line of erasure is itself erased by now
    for name, day in (("c1", yesterday), ("c2", yesterday), ("c3", today), ("c4", beyond_the_log)):
        bureau.taken(name, **closed, erase_on=day)
    bureau.note("cases", "case.erased", subject="c2")
    auditor = bureau.auditor()
    assert auditor.ask("/audit/retention") == {
        "overdue": 1,
        "kinds": [
            {"kind": "cases", "overdue": 1, "oldest_at": bureau.now - DAY},
            {"kind": "register_lines", "overdue": 0, "oldest_at": None},
            {"kind": "cases_lines", "overdue": 0, "oldest_at": None},
        ],
    }
    old = bureau.now - 3 * 365 * DAY - DAY - 1
    for at in (old, old + 1):
        bureau.note("register", "tenancy.read", at=at)
    bureau.note("cases", "case.erased", subject="c1")
    assert [(kind["overdue"], kind["oldest_at"]) for kind in auditor.ask("/audit/retention")["kinds"]] == [(0, None), (1, old), (0, None)]


def test_a_case_that_nobody_may_take_is_seen_here(bureau: Bureau) -> None:
    bureau.alert()
    bureau.case("c1", created_at=bureau.now - 30 * HOUR)
    (case,) = bureau.auditor().ask("/cases")["cases"]
    assert (case["number"], case["state"], case["owner_id"], case["late"]) == ("2027-c1", "waiting", None, "waiting")


def test_cases_are_seen_from_outside_open_ones_first(bureau: Bureau) -> None:
    bureau.alert()
    bureau.taken("c1", "closed", erase_on="2027-03-01", created_at=bureau.now - 90 * HOUR)
    bureau.taken("c2", taken_at=bureau.now - 80 * HOUR, created_at=bureau.now - 81 * HOUR)
    bureau.taken("c3", "decided", decided_at=bureau.now - 73 * HOUR, outcome="undecided", created_at=bureau.now - 82 * HOUR)
    bureau.case("c4")
    answer = bureau.auditor().get("/cases")
    assert [(case["number"][5:], case["late"]) for case in answer.json()["cases"]] == [
        ("c3", "closing"),
        ("c2", "working"),
        ("c4", ""),
        ("c1", ""),
    ]
    assert not set(answer.json()["cases"][0]) & {"sealed", "outcome_reason", "author_id", "approver_id"}
    assert SECRET not in answer.content


@pytest.mark.parametrize(("expected", "figure"), [(0.00297, "0.0030"), (2e-7, "&lt;0.0001"), (0.0, "")])
def test_the_auditor_reads_beside_a_case_what_chance_would_bring(sqlite_bureau: Bureau, expected: float, figure: str) -> None:
    sqlite_bureau.alert()
    sqlite_bureau.taken("c1")
    with sqlite_bureau.worker.begin() as session:
        session.add(CaseChance(case_id="c1", expected=expected))
    for language, sentence in {"en": "chance would bring {} about somebody else", "zh": "预计有{}条"}.items():
        auditor = sqlite_bureau.auditor(language)
        assert auditor.ask("/cases/c1/looks")["case"]["expected_by_chance"] == expected
        before, after = sentence.split("{}")
        page = auditor.get_page("/a/cases/c1")
        assert (f"{before}{figure}{after}" in page) if figure else (before not in page)


def test_every_look_at_a_case_is_shown_and_nothing_of_what_was_seen(bureau: Bureau) -> None:
    bureau.alert()
    bureau.taken("c1")
    looks = [bureau.look(at=bureau.now + nth) for nth in range(3)]
    bureau.look(subject="c2")
    bureau.note("cases", "case.decided")
    auditor = bureau.auditor()
    found = auditor.ask("/cases/c1/looks")
    assert [look["id"] for look in found["looks"]] == looks[::-1]
    assert auditor.ask("/cases/2027-c1/looks") == found
    assert auditor.get("/cases/c2/looks").content == auditor.get("/nothing").content


def test_an_alert_in_force_without_ground_under_it_is_named(bureau: Bureau) -> None:
    bureau.alert("a1")
    bureau.alert("a2", legal_basis=" ")
    bureau.alert("a3", legal_basis=" ", state="withdrawn", withdrawn_at=bureau.now)
    bureau.alert("a4", expires_at=bureau.now - 1, submitted_at=bureau.now - 5 * DAY, reference=" ")
    answer = bureau.auditor().get("/alerts")
    assert {alert["id"]: (alert["force"], alert["founded"]) for alert in answer.json()["alerts"]} == {
        "a1": ("in_force", True),
        "a2": ("in_force", False),
        "a3": ("withdrawn", True),
        "a4": ("expired", True),
    }
    assert SECRET not in answer.content and b"signed" not in answer.content
    bureau.alter("UPDATE alerts_issuer SET disabled_at = 1")
    assert not bureau.auditor().ask("/alerts")["alerts"][0]["founded"]
    bureau.alter(f"UPDATE alerts_issuer SET disabled_at = NULL, retired_at = {bureau.now + 1}")
    assert bureau.auditor().ask("/alerts")["alerts"][0]["founded"]


def test_lists_come_in_pages(sqlite_bureau: Bureau) -> None:
    for nth in range(51):
        sqlite_bureau.alert(f"a{nth:02}", reference=f"M-{nth}")
        sqlite_bureau.case(f"c{nth:02}", alert_id=f"a{nth:02}", created_at=sqlite_bureau.now + nth)
    auditor = sqlite_bureau.auditor()
    for path in ("alerts", "cases"):
        pages = [auditor.ask(f"/{path}?page={page}") for page in (1, 2, 3)]
        assert [len(page[path]) for page in pages] == [50, 1, 0] and {page["pages"] for page in pages} == {2}
        assert len({row["id"] for page in pages for row in page[path]}) == 51
        assert auditor.get(f"/{path}?page=0").status_code == 422


def test_every_state_of_a_case_has_words(sqlite_bureau: Bureau) -> None:
    assert set(words.STATES) == set(State)
    assert set(words.FORCES) == set(Force)
