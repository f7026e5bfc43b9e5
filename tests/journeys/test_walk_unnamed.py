"""After the walk: nobody who was typed or sent is in any log, mistakes and attacks included.

The people of the earlier walks are looked for too; this one makes every mistake that a form, an address and a program can make.
"""

import json
import time
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect

from simulator.people import FOREIGN, sixty
from simulator.town import HOUSES
from tests.journeys.demo import spoken
from tests.journeys.doors import hold_up
from tests.journeys.visitor import DESK, Visit
from tests.rig.browsers import sign_in

NAME, OTHER_NAME, LATIN_NAME = "淳于白鹭", "闻人听雪", "Ottoline Wraithwood"
NUMBER, PHONE, PASSPHRASE, WORDS = "990000199103070099", "13955550199", "gongsun-under-the-eaves", "四月的雨落在瓦上"
SENT = {NAME, OTHER_NAME, LATIN_NAME, NUMBER, PHONE, PASSPHRASE, WORDS}
SETTLE_S = 1.0
"""A line is written while its answer is sent, or just after."""
PARTS = ("landlord", "officer who verifies cases", "auditor")


def test_nobody_who_was_typed_or_sent_is_in_any_log(visit: Visit, tmp_path: Path) -> None:
    for mistakes in (at_the_landlords_desk, at_the_first_doors, at_the_police_desk, by_programs):
        mistakes(visit)
    at_the_town(visit, tmp_path)
    time.sleep(SETTLE_S)
    logs = visit.demo.logs()
    passphrases = {visit.account(part).passphrase for part in PARTS}
    people = {text for person in sixty() for text in (person.name, person.document_number, person.phone) if len(text) > 1}
    assert spoken(logs, visit.typed | SENT | passphrases | people | {name.split()[0] for name, _country in FOREIGN}) == []
    assert "Traceback" not in logs


def at_the_landlords_desk(visit: Visit) -> None:
    with visit.signed_in(visit.account("landlord")) as landlord:
        landlord.link("登记租客")
        landlord.page.locator(".units a").last.click()
        for name, text in (("name", NAME), ("document_number", NUMBER), ("phone", f"{PHONE}x")):
            landlord.type(name, text)
        landlord.press("下一步：核对")
        expect(landlord.page.locator("#errors")).to_be_visible()
        for path in (f"/l/u/{NAME}", f"/l/t/new?unit={LATIN_NAME}", f"/l/t/{NUMBER}?{OTHER_NAME}={WORDS}", f"/{NAME}"):
            landlord.go(path)


def at_the_first_doors(visit: Visit) -> None:
    for part in PARTS:
        with visit.at(visit.account(part).url) as somebody:
            sign_in(somebody.page, PHONE, PASSPHRASE)
            expect(somebody.page.locator("#errors")).to_be_visible()
    with visit.at(visit.account("landlord").url, javascript=False, language="en") as somebody:
        somebody.go("/claim")
        for name, text in (("code", LATIN_NAME), ("phone", PHONE), ("passphrase", PASSPHRASE)):
            somebody.type(name, text)
        somebody.press("Claim the pass")
        expect(somebody.page.locator("#errors")).to_be_visible()


def at_the_police_desk(visit: Visit) -> None:
    alert = {"body": {"subject": {"name": NAME, "document": {"number": NUMBER}}, OTHER_NAME: WORDS}, "signature": LATIN_NAME}
    with visit.signed_in(visit.account("officer who enters alerts"), **DESK) as officer:
        officer.go("/c/alerts/new")
        for text in (WORDS, json.dumps(alert, ensure_ascii=False)):
            officer.type("signed", text)
            officer.page.locator("main form button").first.click()
            expect(officer.page.locator("#errors")).to_be_visible()
        officer.go(f"/c/{NAME}")


def by_programs(visit: Visit) -> None:
    bodies = (f'{{"{LATIN_NAME}": "{NAME}"}}', f'{{"name": "{NAME}", "unit_id": NaN}}', f'{{"name": "{NAME}\\ud800"}}', NAME)
    headers = {"Content-Type": "application/json", "X-Name": quote(OTHER_NAME), "User-Agent": LATIN_NAME}
    with visit.signed_in(visit.account("landlord")) as landlord:
        for path in ("/tenancies", "/properties", "/claims", "/session", f"/tenancies/{quote(NAME)}/end"):
            for body in bodies:
                assert landlord.page.request.post(path, data=body.encode(), headers=headers).status in (404, 422, 429)
        assert landlord.page.request.post("/tenancies", data=NAME.encode() * 999_999, headers=headers).status == 413


def at_the_town(visit: Visit, folder: Path) -> None:
    picture = folder / f"{OTHER_NAME}.png"
    picture.write_text(WORDS)
    with visit.at(visit.town, strict=False) as town:
        hold_up(town, HOUSES[0], picture)
        expect(town.page.locator(".summary")).to_be_visible()
        town.page.request.post("/lines/north-12", form={"drop": NAME, NAME: NUMBER})
