"""A spare pass by the landlord's page: shown for a day, told to the tenant, who ends it; nobody else's room gets one."""

import pytest
from playwright.sync_api import expect

from edge.protocol.messages import Reason
from registry.tables import Confirmation, Credential
from tests.hub.web.door import Door
from tests.hub.web.front import PHONE, Front, House, add_house
from tests.hub.web.walking import at_desk, codes_on
from tests.rig.browsers import Walk, check_page


def test_a_tenant_outside_gets_one_in_three_taps_and_ends_it(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    door = Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        page.goto(f"/l/t/{made['id']}")
        hand.link("24小时备用码")
        hand.button("给备用码")
        assert hand.taps == 2
        (text,) = codes_on(page)
        assert [door.says(each.encode()) for each in (text, made["pass_text"])] == [Reason.VALID] * 2
    spare = next(one.id for one in front.rows(Credential) if one.spare)
    assert front.hold_up(door.gate, spare).confirmed == 0 and front.rows(Confirmation) == []
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page, PHONE, home="r")
        expect(page.get_by_role("link", name="房东给了备用码")).to_be_visible()
        hand.link("门卡和密码")
        hand.link("房东给的备用码")
        hand.link("停用")
        hand.button("停用")
    assert [door.says(each.encode()) for each in (text, made["pass_text"])] == [Reason.UNKNOWN_CREDENTIAL, Reason.VALID]
    assert "Give a spare pass" in house.landlord.get_page(f"/l/t/{made['id']}/spare")


def test_a_program_gives_one_and_again_the_same(front: Front, house: House) -> None:
    made = house.let()
    first, again = (house.landlord.tell(f"/tenancies/{made['id']}/spare-pass", status=201) for _ in range(2))
    assert first == again and first["not_after"] == front.now // 1000 + 86_400
    tenant = front.claim(made["claim_code"])
    for caller in (tenant, front.landlord("another")):
        caller.tell(f"/tenancies/{made['id']}/spare-pass", status=404)


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    later = house.let(1, starts_on="2026-12-20")
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page)
        for tenancy in (made, later):
            page.goto(f"/l/t/{tenancy['id']}/spare")
            check_page(page)
            page.locator("main form button").click()
            check_page(page)
