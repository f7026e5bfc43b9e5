"""B12: log before disclose, in the same transaction: with a fault at each step, no answer at the real door shows what is not logged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from hub.cases import desk, looks
from hub.cases.tables import Case, CaseEvent
from hub.config import HubConfig
from hub.database import OWNER, Database
from hub.web.police import api_cases, cases
from registry.audit.tables import CasesEntry
from tests.hub.screening.parts import VERIFIER, number
from tests.hub.web.police.parts import Precinct, running_precinct

SECRETS = ("李四", number("1991-03-07"), "19910307")


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(database_config) as running:
        running.case()
        running.station.take()
        yield running


class Broken(Exception):
    """What a test breaks with."""


def ready_to_ask(precinct: Precinct) -> Callable[[], list[httpx.Response]]:
    """Return what looks into the case by API and page. Signing in is done before: it writes too, and that is not what shall fail."""
    (case,) = precinct.station.rows(Case, "police")
    program, browser = precinct.caller(VERIFIER), precinct.caller(VERIFIER, page=True, language="zh")
    return lambda: [
        program.post(f"/cases/{case.id}/open", json={"reason": "comparing"}),
        browser.post(f"/c/{case.number}/open", data={"reason": "compare-identities"}),
    ]


def shown(answers: list[httpx.Response]) -> list[str]:
    return [secret for secret in SECRETS for answer in answers if secret in answer.text]


def logged(precinct: Precinct) -> int:
    return len([entry for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"])


def fails(*_args: Any, **_named: Any) -> Any:
    raise Broken


FAULTS: dict[str, tuple[Any, str]] = {
    "the log cannot be written": (desk.log, "write"),
    "the timeline cannot be written": (desk, "CaseEvent"),
    "the rows cannot be sent": (Session, "flush"),
    "the key cannot be read": (looks.KeyStore, "get"),
    "the envelope cannot be opened": (looks, "unseal"),
    "what it shows cannot be kept": (looks, "Shown"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_on_the_way_nothing_shows_and_nothing_is_half_done(
    precinct: Precinct, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    ready = ready_to_ask(precinct)
    with monkeypatch.context() as patched:
        patched.setattr(*FAULTS[fault], fails)
        answers = ready()
    assert [answer.status_code for answer in answers] == [500, 500]
    assert shown(answers) == []
    assert logged(precinct) == 0
    assert precinct.station.rows(Case, "police")[0].state == "taken"
    assert "open" not in [each.step for each in precinct.station.rows(CaseEvent)]


def test_when_the_commit_fails_nothing_shows(precinct: Precinct) -> None:
    ready, engine = ready_to_ask(precinct), precinct.site.database.engine
    event.listen(engine, "commit", fails)
    try:
        answers = ready()
    finally:
        event.remove(engine, "commit", fails)
    assert [answer.status_code for answer in answers] == [500, 500]
    assert (shown(answers), logged(precinct)) == ([], 0)


@pytest.mark.parametrize("table", ["audit_cases_entry", "cases_event", "cases_shown"])
def test_without_a_table_to_log_into_nothing_shows(precinct: Precinct, table: str) -> None:
    """No patched function here: the table itself is away."""
    ready = ready_to_ask(precinct)
    with renamed(precinct.station.config, table):
        answers = ready()
    assert all(answer.status_code >= 500 for answer in answers)
    assert (shown(answers), logged(precinct)) == ([], 0)
    assert sorted(set(shown(ready()))) == sorted(SECRETS)
    assert logged(precinct) == 2


@contextmanager
def renamed(config: HubConfig, table: str) -> Iterator[None]:
    owner = Database(config, OWNER)
    place = table if config.on_sqlite else f"{table.split('_')[0]}.{table}"
    with owner.begin() as session:
        session.execute(text(f"ALTER TABLE {place} RENAME TO {table}_away"))
    try:
        yield
    finally:
        with owner.begin() as session:
            session.execute(text(f"ALTER TABLE {place}_away RENAME TO {table}"))
        owner.close()


def test_the_line_is_in_the_log_and_committed_before_the_answer_is_made(precinct: Precinct, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answer is made, another connection already reads the line."""
    seen: list[int] = []
    for place in (api_cases, cases):
        made = place.compared
        monkeypatch.setattr(place, "compared", lambda *args, _made=made, **named: (seen.append(logged(precinct)), _made(*args, **named))[1])
    assert sorted(set(shown(ready_to_ask(precinct)()))) == sorted(SECRETS)
    assert seen == [1, 2]


def test_the_line_is_written_before_the_envelope_is_touched(precinct: Precinct, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    sent: list[str] = []
    unseal = looks.unseal

    def lines() -> int:  # the police process may write the log and not read it
        return sum("INSERT INTO audit_cases_entry" in statement for statement in sent)

    ready = ready_to_ask(precinct)
    event.listen(precinct.site.database.engine, "after_cursor_execute", lambda *args: sent.append(args[2]))
    monkeypatch.setattr(looks, "unseal", lambda *args, **named: (seen.append(lines()), unseal(*args, **named))[1])
    ready()
    assert seen == [1, 2]
