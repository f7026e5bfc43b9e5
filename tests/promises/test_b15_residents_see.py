"""B15: residents see their data, their entries and every look at them; a deferred look appears by itself on its date, and no trace before.

No job runs in these tests unless one says so: what is due to be shown is computed while it is read.
"""

import json
from html import unescape

import pytest

from hub.cases import looks
from hub.config import HubConfig
from hub.screening.compare import Comparison, Match, Word
from hub.web.layout.comparison import MATCHES, RULES, UNSAID, UNSAID_RULE, WORDS
from hub.web.layout.rules import GuardedRoute, rule_of
from hub.web.layout.words import translator
from hub.web.police.comparing import DIFFERING, compared
from hub.web.resident import desk
from hub.web.resident.words import DEFERRAL
from registry.people import key_name
from registry.tables import Disclosure, Person
from tests.hub.screening.parts import DAY_MS, UNITS, VERIFIER
from tests.hub.web.front import PHONE, Caller, Front
from tests.promises.town import WATCHED, Town, running_town

PAGES = ("/r", "/r/looks", "/r/data", "/r/entries", "/r/notices", "/r/pass", "/r/leave", "/account")
OWN = ("/me/access-log", "/me/export", "/me/data", "/me/entries", "/me/notices")
ANSWERS = (*OWN, "/notices", "/r/data/download")
DEFERRED_DAYS = 90


def moved_in(town: Town) -> tuple[Caller, dict[str, str]]:
    """Let somebody claim a pass and walk in; return them and what the landlord received."""
    made = town.house.let(**WATCHED)
    tenant = town.front.claim(made["claim_code"])
    town.enter(made)
    return tenant, made


def defer(front: Front, *, days: int = DEFERRED_DAYS) -> Disclosure:
    """Write a look at the only resident whose showing is deferred."""
    (person,) = front.rows(Person)
    words = {"body": "某镇派出所", "role": "officer", "fields": "name document", "purpose": "case", "legal_basis": "第0条"}
    look = Disclosure(
        id="d", person_id=person.id, entry_id="e", at=front.now, visible_at=front.now + days * DAY_MS, case_number="2026-0117", **words
    )
    front.write(look)
    return look


def seen(caller: Caller, made: dict[str, str], *, language: str = "zh") -> dict[str, tuple[int, str]]:
    """Return everything that a resident can read, without the ids that are drawn anew in each town."""
    found = {}
    names = {made["id"]: "TENANCY", made["credential_id"]: "PASS", made["reference"]: "REFERENCE", made["short_number"]: "SHORT"}
    for path in (*PAGES, *ANSWERS, f"/credentials/{made['credential_id']}/pass", f"/tenancies/{made['id']}"):
        answer = caller.get(path, headers={"Accept": "text/html" if path in PAGES else "application/json", "Accept-Language": language})
        text = answer.text.replace(made["pass_text"], "TEXT")
        for name, word in names.items():
            text = text.replace(name, word)
        found[path.replace(made["id"], "T").replace(made["credential_id"], "C")] = (answer.status_code, without_unit_and_qr(text))
    return found


def without_unit_and_qr(text: str) -> str:
    """Return a text without pictures of codes and the room's id, which are drawn anew in each town."""
    parts = text.split("data:image/svg+xml;base64,")
    text = parts[0] + "".join(part.partition('"')[2] for part in parts[1:])
    head, marker, rest = text.partition('"unit_id":"')
    return head + marker + rest[32:]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_and_without_a_deferred_look_every_page_is_the_same(twin_configs: tuple[HubConfig, HubConfig], language: str) -> None:
    pages = []
    for config, deferred in zip(twin_configs, (True, False), strict=True):
        with running_town(config) as town:
            _tenant, made = moved_in(town)
            if deferred:
                defer(town.front)
            town.front.now += (DEFERRED_DAYS * DAY_MS) - 1
            pages.append(seen(town.front.enter_as(PHONE), made, language=language))
    assert pages[0] == pages[1]
    assert all(status == 200 for status, _text in pages[0].values())


def test_inaction_reveals(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        tenant, _made = moved_in(town)
        look = defer(town.front)
        assert tenant.ask("/me/access-log")["looks"] == []
        for before, shown in ((1, 0), (0, 1)):
            town.front.now = look.visible_at - before
            again = town.front.enter_as(PHONE)
            assert len(again.ask("/me/access-log")["looks"]) == len(again.ask("/me/export")["looks"]) == shown
            assert (look.case_number in again.get_page("/r/looks")) is bool(shown)


def test_one_sentence_says_to_everybody_that_looks_can_be_deferred(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        tenant, _made = moved_in(town)
        before = tenant.get_page("/r/looks")
        defer(town.front, days=0)
        assert DEFERRAL in before and DEFERRAL in tenant.get_page("/r/looks")
        assert tenant.ask("/me/access-log")["notice"] == DEFERRAL


def test_every_stored_value_is_shown_with_its_why_and_its_end(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        tenant, _made = moved_in(town)
        (person,) = town.front.rows(Person)
        plain = json.loads(town.front.site.state.vault.keys.get(key_name(person.id)).open(person.sealed, person.id.encode()))
        shown = {value["field"]: value for value in tenant.ask("/me/data")["data"]}
        assert {name: shown[name]["value"] for name in plain} == plain
        assert {"address", "unit", "reference", "starts_on", "ends_on", "pass_number"} <= set(shown)
        assert all(value["why"] and value["until"] for value in shown.values())
        assert [entry["gate"] for entry in tenant.ask("/me/entries")["entries"]] == [town.gate.label]


def test_an_officers_look_reaches_the_person(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        town.watch()
        tenant, _made = moved_in(town)
        town.work()
        case = town.station.take(now=town.front.now)
        assert case is not None and tenant.ask("/me/access-log")["looks"] == []
        town.station.open(case.number, now=town.front.now)
        town.work()
        (look,) = tenant.ask("/me/access-log")["looks"]
        assert (look["case_number"], look["role"], look["body"]) == (case.number, "officer", UNITS[VERIFIER.unit][1])
        assert look["legal_basis"] and set(look["fields"]) == {"name", "document", "birth_date"}
        assert case.number in tenant.get_page("/r/looks")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_person_reads_the_sentences_that_the_officer_read_and_nothing_else_of_the_alert(
    database_config: HubConfig, language: str
) -> None:
    with running_town(database_config) as town:
        subject = {"name": "李肆", "birth_date": "1991-03-07", "second_identifier": "a scar above the left eye"}
        station, now = town.station, town.front.now
        station.alert(now=now, subject=subject, reference="REFERENCE-7", expires_at=now + 30 * DAY_MS)
        _tenant, _made = moved_in(town)
        town.work()
        case = station.take(now=now)
        assert case is not None
        opened = station.open(case.number, now=now)
        town.work()
        resident = town.front.enter_as(PHONE, language)
        (look,) = resident.ask("/me/access-log")["looks"]
        say, page = translator(language).gettext, resident.get_page("/r/looks")
        officers = {line.field: line.verdict for line in compared(opened.envelope, opened.comparison).lines}
        assert officers["name"] in DIFFERING and officers["birth_date"] == "same"
        lines = {line["field"]: (line["said"], line["rule"]) for line in look["compared"]}
        for field in ("name", "birth_date"):
            assert lines[field] == (say(WORDS[officers[field]][1]), say(RULES[officers[field]]))
        assert lines["document"] == (say(UNSAID[1]), say(UNSAID_RULE))
        assert look["rule"] == say(MATCHES[opened.comparison.match])
        assert all(say_it in unescape(page) for line in (*lines.values(), (look["rule"],)) for say_it in line)
        for secret in ("李肆", "a scar", "REFERENCE-7"):
            assert secret not in page and secret not in resident.get("/me/export").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_person_reads_of_each_look_what_that_look_showed(
    database_config: HubConfig, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """The rules are another version's at the second look; both looks are told of after that."""
    with running_town(database_config) as town:
        town.watch()
        moved_in(town)
        town.work()
        now = town.front.now
        later = Comparison(match=Match.NOTHING, name=Word.DIFFERENT, birth_date=Word.SAME, document=Word.ANOTHER_NUMBER)
        case = town.station.take(now=now)
        assert case is not None
        shown = [town.station.open(case.number, now=now).comparison]
        with monkeypatch.context() as patched:
            patched.setattr(looks, "compare", lambda _person, _alert, about_document: later)
            shown.append(town.station.open(case.number, now=now + 1).comparison)
        town.front.now += 2
        town.work()
        resident, say = town.front.enter_as(PHONE, language), translator(language).gettext
        told = resident.ask("/me/access-log")["looks"]
        page = unescape(resident.get_page("/r/looks"))
    assert shown == [shown[0], later] and shown[0].match is Match.DOCUMENT
    lines = [{line["field"]: line["said"] for line in each["compared"]} for each in told]
    assert [each["rule"] for each in told] == [say(MATCHES[each.match]) for each in reversed(shown)]
    assert [each["name"] for each in lines] == [say(WORDS[each.name][1]) for each in reversed(shown)]
    assert [each["document"] for each in lines] == [say(UNSAID[1]), say(WORDS["same"][1])]
    assert [each["rule"] for each in told if each["rule"] not in page] == []


def test_nobody_but_the_resident_has_a_way_to_what_is_theirs(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        _tenant, made = moved_in(town)
        town.front.account("operator", "sysadmin")
        others = [town.house.landlord, town.front.enter_as("operator"), town.front.caller()]
        paths = [*OWN, f"/credentials/{made['credential_id']}/pass"]
        assert {(caller.get(path).status_code) for caller in others for path in paths} == {404}
    routes = [route for route in desk.router.routes if isinstance(route, GuardedRoute)]
    rules = [rule_of(route.endpoint) for route in routes]
    assert {role for rule in rules for role, _scope in rule.scopes} == {"resident", "anonymous", "manager"}
    assert {rule.row for rule in rules if "manager" in dict(rule.scopes)} == {"POST /credentials"}, "who may add a way in, and look at none"
