"""The demo walked in a browser by a landlord, tenants and passers-by: what a page promised is looked for at the door or in databases."""

import random
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from edge.protocol.messages import Outcome
from hub.web.layout.words import translator
from simulator.people import resident_number
from simulator.town import HOUSES, House
from tests.journeys.doors import card, hold_up_scrambled, soon, until_at_rest, walk_in
from tests.journeys.readme import ANEW, picture
from tests.journeys.visitor import DESK, Visit, Visitor
from tests.rig.processes import until

CONFIRMED = "SELECT gate_id FROM register_confirmation WHERE credential_id = ?"


@dataclass(frozen=True)
class Tenant:
    """Somebody who moves in, and how they and their landlord look at pages."""

    name: str
    phone: str
    passphrase: str
    house: House
    language: str
    theme: str
    javascript: bool
    pictures: tuple[str, ...]

    def say(self, sentence: str) -> str:
        """Return a sentence of the hub's pages in the tenant's language."""
        return translator(self.language).gettext(sentence)

    def takes(self, visitor: Visitor, *names: str) -> None:
        """Take those pictures of a page that are to be taken on this tenant's way."""
        for name in set(names) & set(self.pictures):
            picture(visitor.page, name)


TENANTS = (
    Tenant(
        "端木鸢尾", "13955550171", "purple clocks hum slowly", HOUSES[2], "zh", "light", True, ("landlord-home", "town", "resident-home")
    ),
    Tenant(
        "Wilhelmina Quillfeather", "13955550172", "seven teapots whistle twice", HOUSES[1], "en", "dark", False, ("landlord-home-dark",)
    ),
)


@pytest.mark.parametrize("tenant", TENANTS, ids=["zh-javascript", "en-plain"])
def test_a_tenant_walks_in_and_makes_the_pass_their_own(visit: Visit, tenant: Tenant, tmp_path: Path) -> None:
    image, how = tmp_path / "pass.png", {"language": tenant.language, "theme": tenant.theme, "javascript": tenant.javascript}
    with visit.signed_in(visit.account("landlord"), **how) as landlord:
        tenant.takes(landlord, "landlord-home", "landlord-home-dark")
        tenancy, code = register(landlord, tenant, image)
    credential = visit.books.credential(tenancy)
    with visit.at(visit.town, strict=False, **DESK) as town, visit.at(visit.account("landlord").url, **how) as resident:
        walk_in(town, tenant.house, image)
        tenant.takes(town, "town")
        until_at_rest(town, tenant.house)
        entered = all_told(visit, tenant.house, credential)
        assert visit.books.rows(CONFIRMED, credential) == []
        hold_up_scrambled(town, tenant.house, image)
        assert all_told(visit, tenant.house, credential) == entered
        claim(resident, tenant, code)
        tenant.takes(resident, "resident-home")
        walk_in(town, tenant.house, image)
        until(lambda: len(visit.books.rows(CONFIRMED, credential)) == 1)
        until(lambda: entries_on_page(resident) == all_told(visit, tenant.house, credential) > entered)
        expect(resident.page.locator("tbody")).to_contain_text(tenant.house.label)
        resident.go("/r/looks")
        expect(resident.page.locator(".quiet")).to_contain_text("依法可以暂缓公开" if tenant.language == "zh" else "By law the showing of")


def all_told(visit: Visit, house: House, credential: str) -> int:
    """Wait until a gate has told the hub of every entry, and return how often this pass has opened its door, as it always did."""
    until(lambda: visit.books.outcomes(credential) and not visit.books.waiting(house.gate, Outcome.GRANTED))
    outcomes = visit.books.outcomes(credential)
    assert set(outcomes) == {"granted"}
    return len(outcomes)


def entries_on_page(resident: Visitor) -> int:
    """Load the page of one's own entries anew, and count them: a gate may still have had one to tell."""
    resident.go("/r/entries")
    return resident.page.locator("tbody tr").count()


def register(landlord: Visitor, tenant: Tenant, image: Path) -> tuple[str, str]:
    """Register a tenant in the last room of a house, and save the pass. Return the tenancy's id and the claim code."""
    landlord.link(tenant.say("Register a tenant"))
    landlord.page.locator("h2", has_text=tenant.house.address).locator("+ ul a").last.click()
    landlord.type("name", tenant.name)
    landlord.type("document_number", resident_number(random.Random(tenant.name)))
    landlord.type("phone", tenant.phone)
    landlord.press(tenant.say("Next: check"))
    landlord.press(tenant.say("Save and issue"))
    expect(landlord.page.get_by_role("heading", name=tenant.say("Registered"))).to_be_visible()
    landlord.save(tenant.say("Save the picture"), image)
    code = landlord.page.locator(".claim .code").inner_text()
    landlord.typed.add(code)
    return landlord.page.url.split("/")[-2], code


def claim(resident: Visitor, tenant: Tenant, code: str) -> None:
    """Make a pass one's own with a telephone and a passphrase."""
    resident.go("/claim")
    for name, text in (("code", code), ("phone", tenant.phone), ("passphrase", tenant.passphrase)):
        resident.type(name, text)
    resident.press(tenant.say("Claim the pass"))
    expect(resident.page.get_by_role("heading", name=tenant.say("Your pass works"))).to_be_visible()


def test_an_entry_made_while_the_line_is_cut_arrives_late_and_is_not_lost(visit: Visit) -> None:
    house = HOUSES[0]
    stored = "SELECT outcome, occurred_at, received_at FROM gateway_entry WHERE epoch = ? AND seq = ?"
    with visit.at(visit.town, strict=False, language="en", **DESK) as town:
        card(town, house).locator(f"#part-{house.gate}").click()
        expect(card(town, house)).to_contain_text("Offline")
        cut_at = time.time_ns() // 1_000_000

        def kept_back() -> list[tuple[str, int]]:
            return visit.books.waiting(house.gate, Outcome.GRANTED, since=cut_at)

        def walked_in() -> bool:
            town.go("/people")
            town.page.locator("tr", has_text=house.address).get_by_role("link").first.click()
            town.page.get_by_label(house.label).check()
            town.press("Hold it up")
            return soon(kept_back)

        until(walked_in)
        epoch, seq = kept_back()[0]
        assert not soon(lambda: visit.books.rows(stored, epoch, seq))
        the_operator_sees(visit)
        mended_at = time.time_ns() // 1_000_000
        card(town, house).locator(f"#heal-{house.gate}").click()
        until(lambda: visit.books.rows(stored, epoch, seq))
        ((outcome, occurred_at, received_at),) = visit.books.rows(stored, epoch, seq)
        assert outcome == "granted" and occurred_at < mended_at <= received_at
        until(lambda: (epoch, seq) not in visit.books.waiting(house.gate, Outcome.GRANTED))
        expect(card(town, house)).to_contain_text("Online")


def the_operator_sees(visit: Visit) -> None:
    """Look at the operator's first page; for its picture, wait until the hub calls the gate offline, which takes its time."""
    with visit.signed_in(visit.account("operator"), theme="dark", language="en", **DESK) as operator:
        if ANEW:
            until(lambda: "ANJU-G01" in operator.page.goto("/o").text(), seconds=120)
        picture(operator.page, "operator")
