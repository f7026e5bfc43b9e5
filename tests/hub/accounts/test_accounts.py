"""Accounts on both databases: three applications that know nothing of each other, sign-in that tells no account apart, guessing that gets
slow.
"""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlmodel import Session

from hub import accounts
from hub.accounts.attempts import ADDRESS_FREE, FIRST_WAIT_MS, LONGEST_WAIT_MS, PAIR_FREE
from hub.accounts.sessions import session_id
from hub.config import HubConfig
from hub.database import Database
from registry.refusals import Refusal

NOW = 1_800_000_000_000
PASSPHRASE = "a door that opens"
HOME = "127.0.0.1"
ROLE_OF = {"people": "landlord", "police": "officer", "audit": "auditor"}


@pytest.fixture(params=["people", "police", "audit"])
def application(request: pytest.FixtureRequest, database_config: HubConfig) -> accounts.Application:
    return accounts.of(request.param, database_config)


@pytest.fixture
def session(application: accounts.Application, database_config: HubConfig) -> Iterator[Session]:
    database = Database(database_config, application.name)
    with database.begin() as session:
        yield session
    database.close()


@pytest.fixture
def guessed(sqlite_config: HubConfig) -> Iterator[tuple[Session, accounts.Application]]:
    """One application for the tests that guess often."""
    database = Database(sqlite_config, "police")
    with database.begin() as session:
        yield session, accounts.of("police", sqlite_config)
    database.close()


def enrol(session: Session, application: accounts.Application, login: str = "Wang Li", **more: str) -> str:
    made = accounts.create_account(
        session, application, login=login, passphrase=PASSPHRASE, roles=[ROLE_OF[application.name]], now=NOW, **more
    )
    assert isinstance(made, str)
    return made


def try_in(
    session: Session, application: accounts.Application, login: str, password: str, *, address: str = HOME, now: int = NOW
) -> accounts.SessionToken | Refusal:
    proof = accounts.prove(session, application, login=login, passphrase=password, address=address, now=now)
    return proof if isinstance(proof, Refusal) else accounts.sign_in(session, application, proof, now=now)


def test_one_who_signs_in_is_found_by_the_cookie_until_it_ends(session: Session, application: accounts.Application) -> None:
    unit = "north" if application.has_units else ""
    if unit:
        assert accounts.name_unit(session, unit, zh="城北派出所", en="North Station") is None
    account_id = enrol(session, application, unit=unit, language="zh")
    token = try_in(session, application, " wang-li ", PASSPHRASE)
    assert isinstance(token, accounts.SessionToken)
    found = accounts.find_actor(session, application, cookie=token.cookie, now=NOW)
    label = "" if application.name == "people" else "wangli"
    assert found == accounts.Actor(account_id, label, frozenset({ROLE_OF[application.name]}), unit, "zh")
    assert accounts.find_actor(session, application, cookie=token.cookie, now=token.expires_at - 1) == found
    assert accounts.find_actor(session, application, cookie=token.cookie, now=token.expires_at) is None
    assert accounts.find_actor(session, application, cookie=token.cookie + "x", now=NOW) is None
    accounts.sign_out(session, application, cookie=token.cookie)
    assert accounts.find_actor(session, application, cookie=token.cookie, now=NOW) is None


def test_wrong_passphrase_unknown_and_disabled_accounts_get_one_answer(session: Session, application: accounts.Application) -> None:
    account_id = enrol(session, application)
    answers = [try_in(session, application, "Wang Li", "something else"), try_in(session, application, "nobody", PASSPHRASE)]
    session.get_one(application.account, account_id).disabled_at = NOW
    session.flush()
    answers.append(try_in(session, application, "Wang Li", PASSPHRASE))
    answers.append(try_in(session, application, "Wang Li\udc80", PASSPHRASE + "\udc80"))
    assert answers == [Refusal("sign-in-failed")] * 4


def test_a_disabled_account_loses_its_open_session(session: Session, application: accounts.Application) -> None:
    account_id = enrol(session, application)
    token = accounts.open_session(session, application, account_id=account_id, now=NOW)
    session.get_one(application.account, account_id).disabled_at = NOW
    session.flush()
    assert accounts.find_actor(session, application, cookie=token.cookie, now=NOW) is None


def test_guessing_is_slowed_for_the_guesser_alone(session: Session, application: accounts.Application) -> None:
    enrol(session, application)
    enrol(session, application, "Zhao Min")
    for _ in range(PAIR_FREE):
        assert try_in(session, application, "Wang Li", "guess guess") == Refusal("sign-in-failed")
    slowed = try_in(session, application, "Wang Li", PASSPHRASE)
    assert slowed == Refusal("slow-down", seconds=FIRST_WAIT_MS // 1000)
    assert isinstance(try_in(session, application, "Wang Li", PASSPHRASE, address="127.0.0.9"), accounts.SessionToken)
    assert isinstance(try_in(session, application, "Zhao Min", PASSPHRASE), accounts.SessionToken)
    assert isinstance(try_in(session, application, "Wang Li", PASSPHRASE, now=NOW + FIRST_WAIT_MS), accounts.SessionToken)


def test_an_account_that_does_not_exist_is_slowed_alike(guessed: tuple[Session, accounts.Application]) -> None:
    session, application = guessed
    enrol(session, application)
    answers = {login: [try_in(session, application, login, "guess guess") for _ in range(PAIR_FREE + 3)] for login in ("Wang Li", "nobody")}
    assert answers["Wang Li"] == answers["nobody"]


def test_the_wait_grows_and_has_an_end(guessed: tuple[Session, accounts.Application]) -> None:
    session, application = guessed
    now, waits = NOW, []
    for _ in range(PAIR_FREE + 14):
        if isinstance(answer := try_in(session, application, "nobody", "guess guess", now=now), Refusal) and answer.code == "slow-down":
            waits.append(answer.detail["seconds"])
            now += waits[-1] * 1000
            try_in(session, application, "nobody", "guess guess", now=now)
    assert waits == sorted(waits)
    assert waits[0] == FIRST_WAIT_MS // 1000
    assert waits[-1] == LONGEST_WAIT_MS // 1000


def test_one_address_that_tries_many_accounts_is_slowed(guessed: tuple[Session, accounts.Application]) -> None:
    session, application = guessed
    answers = [try_in(session, application, f"nobody{n}", "guess guess") for n in range(ADDRESS_FREE + 1)]
    assert answers[-2:] == [Refusal("sign-in-failed"), Refusal("slow-down", seconds=FIRST_WAIT_MS // 1000)]


@pytest.mark.usefixtures("slow_passphrases")
def test_nothing_that_opens_a_door_is_stored(session: Session, application: accounts.Application) -> None:
    enrol(session, application, "138 0013 8000")
    token = try_in(session, application, "13800138000", PASSPHRASE)
    assert isinstance(token, accounts.SessionToken)
    try_in(session, application, "13800138000", "guess guess")
    prefix = {"people": "people", "police": "police", "audit": "auditor"}[application.name]
    stored = " ".join(str(session.execute(text(f"SELECT * FROM {prefix}_{table}")).all()) for table in ("account", "session", "attempt"))
    assert PASSPHRASE not in stored
    assert token.cookie not in stored
    assert token.cookie not in repr(token)
    assert HOME not in stored
    assert session_id(token.cookie) in stored
    assert ("13800138000" in stored) == (application.name != "people")
    assert re.search(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$", stored)


@pytest.mark.parametrize(
    ("login", "passphrase", "code", "field"),
    [
        ("new", "too short", "passphrase-too-short", "passphrase"),
        ("new", "x" * 201, "passphrase-too-long", "passphrase"),
        ("  ", PASSPHRASE, "login-missing", "login"),
        ("WANG-LI", PASSPHRASE, "login-taken", "login"),
    ],
)
def test_an_account_that_cannot_be_made(
    session: Session, application: accounts.Application, login: str, passphrase: str, code: str, field: str
) -> None:
    enrol(session, application)
    made = accounts.create_account(session, application, login=login, passphrase=passphrase, roles=[], now=NOW)
    assert made == Refusal(code, field=field)


def test_no_application_grants_the_role_of_another(session: Session, application: accounts.Application) -> None:
    account_id = enrol(session, application)
    others = {role for name, role in ROLE_OF.items() if name != application.name}
    for role in others:
        with pytest.raises(ValueError, match="has no role"):
            accounts.grant_role(session, application, account_id=account_id, role=role)
    accounts.grant_role(session, application, account_id=account_id, role=ROLE_OF[application.name])


def test_officials_belong_to_units_that_the_town_has_named(guessed: tuple[Session, accounts.Application]) -> None:
    session, police = guessed
    given = {"login": "officer", "passphrase": PASSPHRASE, "roles": ["officer"], "now": NOW}
    assert accounts.create_account(session, police, unit="north", **given) == Refusal("unit-unnamed", field="unit")
    for zh, en in (("城北派出所", "  "), ("", "North Station"), ("北" * 61, "North Station")):
        assert accounts.name_unit(session, "north", zh=zh, en=en) == Refusal("unit-name", field="unit")
    assert accounts.unit_names(session, "zh") == {}
    assert accounts.name_unit(session, "north", zh=" 城北派出所 ", en="North  Station") is None
    assert isinstance(accounts.create_account(session, police, unit="north", **given), str)
    assert (accounts.unit_names(session, "zh"), accounts.unit_names(session, "en")) == ({"north": "城北派出所"}, {"north": "North Station"})
    accounts.name_unit(session, "north", zh="北区派出所", en="Northern Station")
    assert accounts.unit_names(session, "zh") == {"north": "北区派出所"}


@pytest.mark.parametrize("application", ["people", "audit"], indirect=True)
def test_nobody_else_belongs_to_a_unit(session: Session, application: accounts.Application) -> None:
    with pytest.raises(ValueError, match="has no units"):
        enrol(session, application, unit="north")
    assert accounts.unit_names(session, "zh") == {}


def test_the_language_is_remembered(session: Session, application: accounts.Application) -> None:
    account_id = enrol(session, application)
    accounts.set_language(session, application, account_id=account_id, language="en")
    token = accounts.open_session(session, application, account_id=account_id, now=NOW)
    found = accounts.find_actor(session, application, cookie=token.cookie, now=NOW)
    assert found is not None
    assert found.language == "en"


def test_there_are_three_applications(sqlite_config: HubConfig) -> None:
    with pytest.raises(ValueError, match="no application"):
        accounts.of("gateway", sqlite_config)


def test_a_login_is_found_however_it_is_typed_and_an_officials_is_shown_as_it_was_given(
    session: Session, application: accounts.Application
) -> None:
    enrol(session, application, login="North-7 Li")
    token = try_in(session, application, "ＮＯＲＴＨ-7li", PASSPHRASE)
    assert isinstance(token, accounts.SessionToken)
    actor = accounts.find_actor(session, application, cookie=token.cookie, now=NOW)
    assert actor is not None and actor.label == ("" if application.name == "people" else "north-7li")
    assert isinstance(try_in(session, application, "north7li", PASSPHRASE), accounts.SessionToken)


def test_what_changed_after_a_passphrase_was_proved_counts(guessed: tuple[Session, accounts.Application]) -> None:
    """A passphrase is proved before the transaction that counts: what others did in between is seen there."""
    session, application = guessed
    account_id = enrol(session, application)
    proved = accounts.prove(session, application, login="Wang Li", passphrase=PASSPHRASE, address=HOME, now=NOW)
    assert isinstance(proved, accounts.Proof)
    assert PASSPHRASE not in repr(proved)
    account = session.get_one(application.account, account_id)
    account.disabled_at = NOW
    assert accounts.sign_in(session, application, proved, now=NOW) == Refusal("sign-in-failed")
    account.disabled_at, kept = None, account.password
    account.password = "another passphrase is kept"
    assert accounts.sign_in(session, application, proved, now=NOW) == Refusal("sign-in-failed")
    account.password = kept
    assert isinstance(accounts.sign_in(session, application, proved, now=NOW), accounts.SessionToken)
    for _ in range(PAIR_FREE):
        try_in(session, application, "Wang Li", "guess guess")
    slowed = Refusal("slow-down", seconds=FIRST_WAIT_MS // 1000)
    assert accounts.sign_in(session, application, proved, now=NOW) == slowed
    assert accounts.change_passphrase(session, application, proved, new="another passphrase", keep_cookie="", now=NOW) == slowed
