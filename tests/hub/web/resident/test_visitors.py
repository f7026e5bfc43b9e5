"""Visitors' passes by the pages: what was said about a door is what the door does."""

import re
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from edge.protocol.messages import Reason
from edge.protocol.passes import PassKind, decode
from hub.web.resident.visit_form import VisitForm, read_visit
from registry.passes.visits import LONGEST_S
from registry.refusals import Refused
from registry.tables import Visit
from tests.hub.web.door import Door
from tests.hub.web.front import PASSPHRASE, PHONE, Caller, Front, House, add_house
from tests.hub.web.walking import Hand, codes, codes_on, downloaded, printed
from tests.registry.parts import ZONE
from tests.rig.browsers import Walk, check_page, sign_in

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def at_home(page: Page) -> Hand:
    sign_in(page, PHONE, PASSPHRASE)
    expect(page).to_have_url(re.compile("/r$"))
    return Hand(page)


def resident(front: Front, house: House) -> Caller:
    return front.claim(house.let()["claim_code"])


def offered(tenant: Caller, kind: str, **changes: str | list[str]) -> dict[str, str | list[str]]:
    """Return the form as the page offers it, with some answers changed."""
    page = tenant.get_page(f"/r/visits/new?kind={kind}")
    hidden = {name: value for name, value in HIDDEN.findall(page) if name not in ("path", "language")}
    typed = dict(re.findall(r'<input id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', page))
    return hidden | typed | changes


def test_a_visitor_comes_once_by_the_page_and_no_more_when_taken_back(
    front: Front, house: House, walk: Walk, browser: Browser, scripting: bool
) -> None:
    resident(front, house)
    door, back = Door(front, house), Door(front, house, name="back")
    with walk(front.url, javascript=scripting) as page:
        hand = at_home(page)
        hand.link("访客")
        expect(page.get_by_text("现在没有邀请")).to_be_visible()
        hand.link("邀请访客")
        hand.link("一次来访")
        hand.button("生成通行码")
        expect(page.get_by_role("heading", name="通行码已生成")).to_be_visible()
        assert (hand.taps, hand.typed) == (4, [])
        (text,) = codes(downloaded(page, "保存图片"))
        assert codes_on(page) == [text]
        assert [door.says(text.encode()) for _ in range(2)] == [Reason.VALID, Reason.REPLAYED]
        page.get_by_role("link", name="打印").click()
        picture, pdf = printed(browser, page)
        assert codes(picture) == [text] and pdf.count(b"/Type /Page\n") == 1
        page.get_by_role("link", name="一次来访").click()
        hand.link("收回通行码")
        hand.button("收回")
        expect(page.get_by_text("已收回")).to_be_visible()
        expect(page.locator("img.qr")).to_have_count(0)
    assert back.says(text.encode()) is Reason.WITHDRAWN


def test_a_cleaner_comes_on_the_hours_that_were_chosen(front: Front, house: House) -> None:
    tenant, door = resident(front, house), Door(front, house)
    answer = tenant.send_form("/r/visits/new", offered(tenant, "recurring", days=["2", "5"], until_at="10:30"))  # type: ignore[arg-type]
    page = tenant.get_page(answer.headers["Location"].replace("?made=yes", ""))
    assert "Tuesday, Friday 09:00 to 10:30, until 2026-12-23" in page
    (visit,) = front.rows(Visit)
    shown = visit.pass_text.encode()
    tuesday = int(datetime(2026, 12, 1, 9, tzinfo=ZONE).timestamp() * 1000)
    for moment, reason in (
        (tuesday - 1000, Reason.NOT_PERMITTED_AT_THIS_TIME),
        (tuesday, Reason.VALID),
        (tuesday + 89 * 60_000, Reason.VALID),
        (tuesday + 90 * 60_000, Reason.NOT_PERMITTED_AT_THIS_TIME),
        (tuesday + DAY_MS, Reason.NOT_PERMITTED_AT_THIS_TIME),
        (tuesday + 3 * DAY_MS, Reason.VALID),
        (tuesday + 24 * DAY_MS, Reason.EXPIRED),
    ):
        front.now = moment
        assert door.says(shown) is reason, moment


def test_a_courier_has_the_hours_from_now_and_a_contractor_whole_days(front: Front, house: House) -> None:
    tenant, door = resident(front, house), Door(front, house)
    tenant.send_form("/r/visits/new", offered(tenant, "courier", hours="1"))  # type: ignore[arg-type]
    (courier,) = front.rows(Visit)
    tenant.send_form("/r/visits/new", offered(tenant, "contractor", until_on="2026-11-25"))  # type: ignore[arg-type]
    contractor = next(visit for visit in front.rows(Visit) if visit.kind == "contractor")
    assert decode(contractor.pass_text).value.kind is PassKind.CONTRACTOR
    assert (courier.not_before, courier.not_after) == (front.now // 1000, front.now // 1000 + 3600)
    assert [door.says(contractor.pass_text.encode()) for _ in range(2)] == [Reason.VALID] * 2
    front.now += HOUR_MS
    assert door.says(courier.pass_text.encode()) is Reason.EXPIRED
    front.now += 34 * HOUR_MS
    assert door.says(contractor.pass_text.encode()) is Reason.VALID
    front.now += HOUR_MS
    assert door.says(contractor.pass_text.encode()) is Reason.EXPIRED


def test_a_form_that_is_sent_twice_gives_away_one_pass(front: Front, house: House) -> None:
    tenant = resident(front, house)
    form = offered(tenant, "one_time")
    first, second = (tenant.send_form("/r/visits/new", form).headers["Location"] for _ in range(2))  # type: ignore[arg-type]
    assert first == second and len(front.rows(Visit)) == 1
    tenant.send_form("/r/visits/new", offered(tenant, "one_time"))  # type: ignore[arg-type]
    assert len(front.rows(Visit)) == 2


def test_a_program_that_asks_twice_gives_away_one_pass(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant, now = sqlite_front.claim(made["claim_code"]), sqlite_front.now // 1000
    visit = {"credential_id": made["credential_id"], "kind": "one_time", "not_before": now, "not_after": now + 3600}
    answers = [tenant.post("/visits", json=visit, headers={"Idempotency-Key": key}).json() for key in ("one", "one", "two")]
    assert answers[0] == answers[1] != answers[2] and len(sqlite_front.rows(Visit)) == 2
    assert tenant.post("/visits", json=visit, headers={"Idempotency-Key": "x" * 201}).status_code == 422
    tenant.send_form("/r/visits/new", {**offered(tenant, "one_time"), "token": "x" * 201}, status=422)


@pytest.mark.parametrize(
    ("kind", "changes", "fields"),
    [
        ("one_time", {"from_on": "soon", "until_on": ""}, {"from_on", "until_on"}),
        ("one_time", {"until_on": "2026-12-30"}, {"until_on"}),
        ("one_time", {"until_on": "2026-11-01"}, {"until_on"}),
        ("courier", {"from_at": "25:00"}, {"from_at"}),
        ("courier", {"from_at": "24:00"}, {"from_at"}),
        ("courier", {"hours": "99"}, {"hours"}),
        ("courier", {"from_at": "01:00"}, {"hours"}),
        ("recurring", {}, {"days"}),
        ("recurring", {"days": "1", "until_at": "09:00"}, {"until_at"}),
        ("recurring", {"days": "1", "from_at": "noon"}, {"from_at"}),
        ("contractor", {"from_on": "2027-11-20", "until_on": "2027-12-01"}, {"until_on"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    sqlite_front: Front, kind: str, changes: dict[str, str], fields: set[str]
) -> None:
    tenant = resident(sqlite_front, add_house(sqlite_front.landlord()))
    form = offered(tenant, kind, **changes)
    page = tenant.send_form("/r/visits/new", form, status=422).text  # type: ignore[arg-type]
    assert set(re.findall(r'class="wrong" id="(\w+)-wrong"', page)) == fields
    shown = dict(re.findall(r'<input id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', page))
    assert shown == {name: form[name] for name in shown}
    assert sqlite_front.rows(Visit) == []


def test_another_resident_finds_nobodys_visitors(front: Front, house: House) -> None:
    tenant = resident(front, house)
    other = front.claim(house.let(1)["claim_code"], "139 0000 0000")
    place = tenant.send_form("/r/visits/new", offered(tenant, "one_time")).headers["Location"].partition("?")[0]  # type: ignore[arg-type]
    for path in ("", "/print", "/png", "/withdraw"):
        assert tenant.get(f"{place}{path}").status_code == 200
        other.get_page(f"{place}{path}", status=404)
    assert other.post(f"{place}/withdraw").status_code == 404
    assert front.rows(Visit)[0].withdrawn_at is None


def test_whose_pass_is_suspended_invites_nobody(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    form = offered(tenant, "one_time")
    tenant.tell(f"/credentials/{made['credential_id']}/suspend")
    assert "nothing can be given away" in tenant.get_page("/r/visits/new")
    tenant.send_form("/r/visits/new", form, status=200)  # type: ignore[arg-type]
    assert front.rows(Visit) == []


@given(st.sampled_from(sorted(LONGEST_S)), st.text(max_size=12), st.text(max_size=8), st.text(max_size=3))
def test_whatever_is_typed_is_a_window_or_a_reason(kind: str, day: str, minute: str, hours: str) -> None:
    form = VisitForm(kind=kind, from_on=day, until_on=day, from_at=minute, until_at=minute, hours=hours, days=(hours,))
    with suppress(Refused):
        window, weekly = read_visit(form, zone=ZONE)
        assert window.not_before < window.not_after
        assert (weekly is not None) is (kind == "recurring")


@given(st.dates(datetime(2026, 1, 1).date(), datetime(2090, 1, 1).date()), st.integers(0, 400))
def test_days_are_whole_days_of_the_site(first, more: int) -> None:
    last = first + timedelta(days=more)
    window, _weekly = read_visit(VisitForm(kind="contractor", from_on=first.isoformat(), until_on=last.isoformat()), zone=ZONE)
    assert (window.not_after - window.not_before) // 86_400 == more + 1


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house = add_house(sqlite_front.landlord())
    tenant = resident(sqlite_front, house)
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_home(page)
        for path in ("", "/new", *(f"/new?kind={kind}" for kind in LONGEST_S)):
            page.goto(f"/r/visits{path}")
            check_page(page)
        page.locator("main form button").click()
        check_page(page)
        places = [
            tenant.send_form("/r/visits/new", offered(tenant, kind, **more)).headers["Location"]  # type: ignore[arg-type]
            for kind, more in (("one_time", {}), ("courier", {}), ("recurring", {"days": list("1234567")}), ("contractor", {}))
        ]
        tenant.post(f"{places[1].partition('?')[0]}/withdraw")
        for path in ("/r/visits", *places, *(f"{place.partition('?')[0]}/{more}" for place in places for more in ("withdraw", "print"))):
            page.goto(path)
            check_page(page)
        sqlite_front.now += 8 * DAY_MS
        at_home(page)
        page.goto("/r/visits")
        page.locator("summary").click()
        check_page(page)
