"""Signing in, and one's own account: what an answer tells, what a cookie allows, where a form may lead, which language is spoken."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Literal

import httpx
import pytest
from argon2 import PasswordHasher

from hub import accounts
from hub.accounts import passwords
from hub.accounts.attempts import PAIR_FREE
from hub.config import HubConfig
from hub.web.layout.frame import Desk, NavItem
from hub.web.layout.paths import is_own_path, own_path
from tests.rig.sites import PAGE, PASSPHRASE, Stage, staging

DESKS = (Desk("/l", frozenset({"landlord"}), "tabs", (NavItem("/account", "Me", "person"),)), Desk("/o", frozenset({"sysadmin"}), "desk"))
SESSION = "anju-people"
_guests = count(1)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staging(request.getfixturevalue(f"{request.param}_walls"), desks=DESKS) as running:
        yield running


@pytest.fixture
def landlord(stage: Stage) -> str:
    """Return the login of a landlord whom no other test has met."""
    login = f"138001380{next(_guests):02}"
    stage.account(login, "landlord")
    return login


@pytest.fixture
def elsewhere() -> str:
    """Return a network address from which nobody has tried anything."""
    return f"203.0.113.{next(_guests)}"


def sign_in(client: httpx.Client, login: str, passphrase: str = PASSPHRASE, **fields: str) -> httpx.Response:
    return client.post("/sign-in", data={"login": login, "passphrase": passphrase, **fields}, headers=PAGE)


def test_the_form_leads_home_and_the_cookie_is_out_of_reach(stage: Stage, landlord: str) -> None:
    client = stage.client()
    answer = sign_in(client, f" +86 {landlord[:3]}-{landlord[3:7]} {landlord[7:]} ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/l")
    kept = answer.headers["set-cookie"]
    assert kept.startswith(f"{SESSION}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= {part.strip() for part in kept.split(";")}
    assert client.get("/me").json()["roles"] == ["landlord"]
    assert client.get("/sign-in", headers=PAGE).headers["location"] == "/l", "who is signed in is not asked again"


def test_a_session_ends_for_everybody_who_has_its_cookie(stage: Stage, landlord: str) -> None:
    client = stage.signed_in(landlord)
    cookie = client.cookies[SESSION]
    assert client.post("/sign-out", headers=PAGE).headers["location"] == "/"
    assert client.cookies.get(SESSION) is None
    assert stage.client(cookie=f"{SESSION}={cookie}").get("/me").status_code == 404


def test_a_session_ends_by_itself(stage: Stage, landlord: str) -> None:
    client = stage.signed_in(landlord)
    began = stage.clock.now
    stage.clock.now = began + stage.site.application.session_ms - 1
    assert client.get("/me").status_code == 200
    stage.clock.now += 1
    assert client.get("/me").status_code == 404
    stage.clock.now = began


def test_whose_session_has_ended_is_told_so_and_goes_on_where_they_were(stage: Stage, landlord: str) -> None:
    client, began = stage.signed_in(landlord, **{"accept-language": "en"}), stage.clock.now
    stage.clock.now = began + stage.site.application.session_ms
    place = client.get("/l", headers=PAGE).headers["location"]
    assert place == "/sign-in?next=/l"
    assert "You are signed out" in client.get(place, headers=PAGE).text
    assert sign_in(client, landlord, next="/l").headers["location"] == "/l"
    stranger = stage.client(**{"accept-language": "en"})
    assert "You are signed out" not in stranger.get(place, headers=PAGE).text
    stage.clock.now = began
    client = stage.signed_in(landlord, **{"accept-language": "en"})
    client.post("/sign-out", headers=PAGE)
    assert "You are signed out" not in client.get("/sign-in", headers=PAGE).text


def test_no_page_says_that_a_passphrase_is_still_there(stage: Stage, landlord: str, elsewhere: str) -> None:
    client = stage.signed_in(landlord, **{"x-forwarded-for": elsewhere, "accept-language": "en"})
    changing = client.post("/account", data={"passphrase": "not the right one", "new_passphrase": "short"}, headers=PAGE)
    signing_in = sign_in(stage.client(**{"x-forwarded-for": elsewhere, "accept-language": "en"}), landlord, "not the right one")
    assert changing.status_code == signing_in.status_code == 422
    assert "still here" not in changing.text and "Enter the passphrase again" in signing_in.text


def test_unknown_wrong_and_disabled_are_one_answer(stage: Stage, landlord: str, elsewhere: str) -> None:
    stage.account("13800138999" + elsewhere, "landlord")
    disabled = "13800138999" + elsewhere
    with stage.site.database.begin() as session:
        account = session.get_one(stage.site.application.account, accounts.find_account(session, stage.site.application, login=disabled))
        account.disabled_at = stage.clock.now
    client = stage.client(**{"x-forwarded-for": elsewhere})
    tries = [(landlord, "not the passphrase"), ("13800000000", PASSPHRASE), (disabled, PASSPHRASE), ("", "")]
    told = {client.post("/session", json={"login": login, "passphrase": passphrase}).content for login, passphrase in tries}
    shown = {re.sub(r'(name="login" type="text") value="[^"]*"', r"\1", sign_in(client, *each).text) for each in tries}
    assert len(told) == len(shown) == 1
    assert "对不上" in shown.pop()
    assert b"sign-in-failed" in told.pop()


def test_the_form_keeps_the_login_and_never_the_passphrase(stage: Stage, elsewhere: str) -> None:
    answer = sign_in(stage.client(**{"x-forwarded-for": elsewhere}), '"><script>alert(1)</script>', "typed in vain", next="/l/t/new")
    assert answer.status_code == 422
    assert "typed in vain" not in answer.text
    assert "<script>alert" not in answer.text
    assert 'value="/l/t/new"' in answer.text
    assert "set-cookie" not in answer.headers


def test_guessing_is_slowed_and_says_for_how_long(stage: Stage, landlord: str, elsewhere: str) -> None:
    guesser = stage.client(**{"x-forwarded-for": elsewhere, "accept-language": "en"})
    for _ in range(PAIR_FREE):
        assert guesser.post("/session", json={"login": landlord, "passphrase": "a guess"}).status_code == 401
    slowed = guesser.post("/session", json={"login": landlord, "passphrase": PASSPHRASE})
    assert (slowed.status_code, slowed.headers["retry-after"]) == (429, "2")
    page = sign_in(guesser, landlord)
    assert (page.status_code, "Wait 2 seconds" in page.text) == (429, True)
    assert stage.signed_in(landlord, **{"x-forwarded-for": f"{elsewhere}0"[:15]}).get("/me").status_code == 200, "not the person elsewhere"
    stage.clock.now += 2_000
    assert guesser.post("/session", json={"login": landlord, "passphrase": PASSPHRASE}).status_code == 200
    stage.clock.now -= 2_000


def test_others_write_while_a_passphrase_is_proved(stage: Stage, landlord: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proving takes 20 ms, SQLite has one writer, and at the door somebody waits to be let in."""
    written = []

    class SomebodyWritesMeanwhile(PasswordHasher):
        def verify(self, kept: str | bytes, passphrase: str | bytes) -> Literal[True]:
            written.append(stage.account(f"139001380{next(_guests):02}", "landlord"))
            return super().verify(kept, passphrase)

    hasher = SomebodyWritesMeanwhile(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    client = stage.signed_in(landlord)
    assert client.post("/me/password", json={"passphrase": PASSPHRASE, "new_passphrase": "another four words"}).status_code == 204
    assert len(written) == 2


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/l/t/new", "/l/t/new"),
        ("/l?x=1", "/l?x=1"),
        ("", "/l"),
        ("/", "/l"),
        ("/sign-in", "/l"),
        ("//elsewhere.example", "/l"),
        ("https://elsewhere.example", "/l"),
        ("/\\elsewhere.example", "/l"),
        ("\\\\elsewhere.example", "/l"),
        ("/\t/elsewhere.example", "/l"),
        ("/\r\nset-cookie: a=b", "/l"),
        ("javascript:alert(1)", "/l"),
        ("elsewhere", "/l"),
    ],
)
def test_the_form_leads_to_our_pages_only(stage: Stage, landlord: str, wanted: str, led: str) -> None:
    assert sign_in(stage.client(), landlord, next=wanted).headers["location"] == led
    assert stage.client().post("/language", data={"language": "en", "path": wanted}).headers["location"] == own_path(wanted)
    assert stage.client().post("/appearance", data={"size": "large", "path": wanted}).headers["location"] == own_path(wanted)


def test_a_path_of_ours_begins_with_one_slash_and_can_be_printed() -> None:
    assert [is_own_path(path) for path in ("/", "/l/a?b=c#d", "/门")] == [True, True, True]
    assert [is_own_path(path) for path in ("", "l", "//x", "/\\x", "/\x00", "http://x")] == [False] * 6


def test_the_language_is_the_accounts_then_the_browsers_choice_then_what_it_asks_for(stage: Stage, landlord: str) -> None:
    def spoken(client: httpx.Client, **headers: str) -> str:
        return "en" if 'lang="en"' in client.get("/help", headers={**PAGE, **headers}).text[:200] else "zh"

    nobody = stage.client()
    asked = {"": "zh", "de, fr;q=0.5": "zh", "en-GB, zh;q=0.9": "en", "zh-TW, en": "zh", "fr, en;q=0.1": "en", "*": "zh", ",;q=x": "zh"}
    assert {words: spoken(nobody, **{"accept-language": words}) for words in asked} == asked
    nobody.post("/language", data={"language": "en", "path": "/help"})
    assert spoken(nobody, **{"accept-language": "zh"}) == "en"
    nobody.post("/language", data={"language": "tlh", "path": "/help"})
    assert spoken(nobody) == "en", "an unknown language changes nothing"
    signed_in = stage.signed_in(landlord)
    signed_in.post("/language", data={"language": "en", "path": "/"})
    elsewhere = stage.signed_in(landlord)
    assert spoken(elsewhere, **{"accept-language": "zh", "cookie": f"anju-language=zh; {SESSION}={elsewhere.cookies[SESSION]}"}) == "en"


def test_a_language_is_remembered_for_the_account_alone(stage: Stage, landlord: str) -> None:
    stage.signed_in(landlord).post("/language", data={"language": "en"})
    assert stage.signed_in(landlord).get("/me").json()["language"] == "en"


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({"size": "large"}, 'data-size="large"'),
        ({"theme": "dark"}, 'data-theme="dark"'),
        ({"size": "large", "theme": "light"}, 'data-size="large" data-theme="light"'),
        ({"size": "huge", "theme": "<script>"}, '<html lang="zh-Hans">'),
        ({}, '<html lang="zh-Hans">'),
    ],
)
def test_how_pages_look_is_kept_in_the_browser(stage: Stage, chosen: dict[str, str], shown: str) -> None:
    client = stage.client(**PAGE)
    client.post("/appearance", data={**chosen, "path": "/help"})
    assert shown in client.get("/help").text
    client.post("/appearance", data={"size": "normal", "theme": "auto"})
    assert '<html lang="zh-Hans">' in client.get("/help").text


def test_one_choice_leaves_the_others_and_a_bent_cookie_is_none(stage: Stage) -> None:
    client = stage.client(**PAGE)
    client.post("/appearance", data={"theme": "dark"})
    client.post("/appearance", data={"size": "large", "keys": "off"})
    assert client.cookies["anju-look"] == "large.dark.off"
    for bent in ("", "...", "large", "dark.large.on", "x" * 3000, "large.dark.off.more"):
        answer = stage.client(cookie=f"anju-look={bent}", **PAGE).get("/help")
        assert answer.status_code == 200
    assert stage.client().post("/appearance", data={"size": "large", "colour": "red"}).json()["errors"][0]["code"] == "unknown-field"


def test_a_new_passphrase_ends_every_other_session(stage: Stage, landlord: str) -> None:
    here, there = stage.signed_in(landlord), stage.signed_in(landlord)
    changed = here.post("/account", data={"passphrase": PASSPHRASE, "new_passphrase": "five other words in a row"}, headers=PAGE)
    assert changed.headers["location"] == "/account?changed=yes"
    assert "密码短语已更换" in here.get(changed.headers["location"], headers=PAGE).text
    assert there.get("/me").status_code == 404
    assert stage.signed_in(landlord, "five other words in a row").get("/me").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("wrong", "five other words in a row", "sign-in-failed", "passphrase"),
        (PASSPHRASE, "short", "passphrase-too-short", "new_passphrase"),
        (PASSPHRASE, "x" * 201, "passphrase-too-long", "new_passphrase"),
    ],
)
def test_a_passphrase_that_cannot_be_is_said_beside_its_field(
    stage: Stage, landlord: str, old: str, new: str, code: str, field: str
) -> None:
    client = stage.signed_in(landlord)
    told = client.post("/me/password", json={"passphrase": old, "new_passphrase": new}).json()["errors"]
    assert [(error["code"], error["field"]) for error in told] == [(code, field)]
    page = client.post("/account", data={"passphrase": old, "new_passphrase": new}, headers=PAGE)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert f'id="{field}-wrong"' in page.text
    assert new not in page.text
    assert stage.signed_in(landlord).get("/me").status_code == 200, "it is what it was"


def test_the_account_page_is_for_who_is_signed_in(stage: Stage, landlord: str) -> None:
    assert stage.client(**PAGE).get("/account").headers["location"] == "/sign-in?next=/account"
    shown = stage.signed_in(landlord, **PAGE).get("/account").text
    assert "房东" in shown
    assert landlord not in shown, "a phone number is stored as a keyed hash and cannot be shown"


def test_a_program_signs_in_asks_and_leaves(stage: Stage, landlord: str) -> None:
    client = stage.client()
    answer = client.post("/session", json={"login": landlord, "passphrase": PASSPHRASE})
    assert set(answer.json()) == {"account_id", "expires_at"}
    assert set(client.get("/me").json()) == {"account_id", "label", "roles", "unit", "language"}
    assert client.delete("/session").status_code == 204
    assert client.get("/me").status_code == 404
    assert client.delete("/session").status_code == 404


def test_officials_of_another_application_cannot_sign_in_at_all(sqlite_config: HubConfig) -> None:
    with staging(sqlite_config, application="police") as police:
        police.account("east-officer", "officer")
        assert police.signed_in("East Officer").get("/me").json()["label"] == "east-officer"
        cookie = police.signed_in("east-officer").cookies["anju-police"]
    with staging(sqlite_config) as people:
        assert people.client().post("/session", json={"login": "east-officer", "passphrase": PASSPHRASE}).status_code == 401
        assert people.client(cookie=f"{SESSION}={cookie}").get("/me").status_code == 404
