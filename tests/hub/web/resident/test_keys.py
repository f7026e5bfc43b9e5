"""Cards, PINs and the pass itself by the pages: each setting that a page offers is what the door then does."""

import re

import pytest
from playwright.sync_api import Page, expect

from edge.gate.presented import Card, Pin
from edge.protocol.codec import encode, encode_entries
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.rights import DoorRules
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub.gateway.tables import EntryRow, GateRules
from hub.gateway.wire import Message
from registry.tables import Credential, Notice
from tests.hub.web.door import Door
from tests.hub.web.front import PASSPHRASE, PHONE, Caller, Front, House, add_house
from tests.hub.web.walking import Hand, codes_on
from tests.rig.browsers import Walk, arrived, check_page, sign_in

CARD, NUMBER = Card(bytes.fromhex("00BC614E")), "0012345678"
FRIEND = "139 0000 0000"
CODE = re.compile(r'<p class="code">(\d+)</p>')


def at_home(page: Page) -> Hand:
    sign_in(page, PHONE, PASSPHRASE)
    expect(page).to_have_url(re.compile("/r$"))
    return Hand(page)


def pins(page: str) -> list[str]:
    return CODE.findall(page)


def shown_pin(page: Page) -> str:
    """Return the one PIN of a page."""
    (pin,) = pins(arrived(page).content())
    return pin


def befriend(front: Front, house: House) -> tuple[Caller, str]:
    """Let a friend in next door, and return them and the number under their code."""
    made = house.let(1, name="李四海")
    friend = front.claim(made["claim_code"], FRIEND)
    return friend, str(friend.ask(f"/credentials/{made['credential_id']}/pass")["short_number"])


def the_card(front: Front) -> str:
    return str(next(one.id for one in front.rows(Credential) if not one.pass_text))


def test_a_card_and_its_pin_by_the_page_open_the_door(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    front.claim(house.let()["claim_code"])
    door = Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_home(page)
        hand.link("门卡和密码")
        hand.link("添加门卡")
        hand.type("number", NUMBER)
        hand.tap(page.get_by_label("卡加密码"))
        hand.button("添加门卡")
        pin = shown_pin(page)
        assert (hand.taps, hand.typed) == (5, ["number"])
        assert [door.says(shown) for shown in (CARD, Pin("000000", CARD.number), Pin(pin, CARD.number))] == [
            *(Reason.WRONG_PIN, Reason.WRONG_PIN),
            Reason.VALID,
        ]
        hand.link("好了")
        hand.link("门卡加密码")
        hand.button("暂停使用")
        assert door.says(Pin(pin, CARD.number)) is Reason.SUSPENDED
        hand.button("恢复使用")
        assert door.says(Pin(pin, CARD.number)) is Reason.VALID
        hand.link("换密码")
        hand.button("抽一个密码")
        other = shown_pin(page)
        assert [door.says(Pin(each, CARD.number)) for each in (pin, other)] == [Reason.WRONG_PIN, Reason.VALID]
        hand.link("好了")
        hand.link("门卡加密码")
        hand.link("挂失")
        hand.button("挂失")
        expect(page.get_by_text("已挂失")).to_be_visible()
        assert door.says(Pin(other, CARD.number)) is Reason.LOST
        hand.link("停用")
        hand.button("停用")
        expect(page.get_by_role("link", name="门卡加密码")).to_have_count(0)
        assert door.says(Pin(other, CARD.number)) is Reason.UNKNOWN_CREDENTIAL


def test_a_lost_pass_is_another_in_three_taps(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    door = Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_home(page)
        page.goto("/r/keys")
        hand.link("手机通行码")
        hand.link("挂失")
        hand.button("挂失并更换")
        assert hand.taps == 3
        (text,) = codes_on(page)
    assert [door.says(shown.encode()) for shown in (made["pass_text"], text)] == [Reason.LOST, Reason.VALID]


def test_a_suspended_pass_is_said_wherever_it_was_said_to_work(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    door = Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_home(page)
        page.goto(f"/r/keys/{made['credential_id']}")
        hand.button("暂停使用")
        assert door.says(made["pass_text"].encode()) is Reason.SUSPENDED
        page.goto("/r")
        expect(page.get_by_role("heading", name="您的通行码已暂停")).to_be_visible()
        page.goto("/r/pass")
        expect(page.locator("img.qr")).to_have_count(0)
        hand.link("恢复使用")
        hand.button("恢复使用")
        assert door.says(made["pass_text"].encode()) is Reason.VALID
        page.goto("/r")
        expect(page.get_by_role("heading", name="您的通行码可用")).to_be_visible()


def test_a_pin_for_duress_opens_alike_and_tells_the_chosen_contact_alone(front: Front, house: House) -> None:
    made = house.let()
    tenant, door = front.claim(made["claim_code"]), Door(front, house)
    friend, number = befriend(front, house)
    form = {"kind": "card", "credential": made["credential_id"], "number": NUMBER, "with_pin": "yes", "told": "new", "contact": number}
    usual, duress = pins(tenant.send_form("/r/keys/new", form, status=200).text)
    answers = [door.ask(Pin(pin, CARD.number)) for pin in (usual, duress)]
    assert [(answer.opens, answer.reason, answer.release_ms) for answer in answers] == [(True, Reason.VALID, 0)] * 2
    assert [answer.duress for answer in answers] == [False, True]
    assert "may need help" not in friend.get_page("/r")
    _enter(front, door, duress=True)
    for path in ("/r", "/r/notices"):
        page = friend.get_page(path)
        assert "古丽" in page and "北街12号" in page and "101" in page, path
    assert [(notice.code, notice.account_id) for notice in front.rows(Notice)] == [("duress", friend.ask("/me")["account_id"])]
    for caller, path in (
        (tenant, "/r/entries"),
        (tenant, "/r/notices"),
        (tenant, "/r"),
        (house.landlord, "/l"),
        (house.landlord, "/l/notices"),
    ):
        assert "duress" not in caller.get_page(path), path
    assert [row.outcome for row in front.rows(EntryRow)] == ["granted"]
    front.now += 86_400_001
    friend = front.enter_as(FRIEND)
    assert ["古丽" in friend.get_page(path) for path in ("/r", "/r/notices")] == [False, True]


def _enter(front: Front, door: Door, *, duress: bool) -> None:
    """Let the gateway have the entry of the card, as its gate writes it."""
    name = reference(bytes.fromhex(door.gate.reference_key or ""), bytes.fromhex(the_card(front)))
    entry = Entry(
        v=1,
        gate=door.gate.name,
        epoch="ab" * 16,
        seq=1,
        event_id="cd" * 16,
        occurred_at=front.now,
        clock=ClockTrust.SYNCED,
        monotonic_ms=1,
        kind=EntryKind.CARD,
        credential=name,
        reader="keypad",
        outcome=Outcome.GRANTED,
        reason=Reason.VALID,
        door="door-1",
        duress=duress,
    )
    message = Message(
        topic(GateAddress(door.gate.site, door.gate.name), "entries"), encode_entries([entry]), number=1, qos=1, retained=False
    )
    front.inbox.directory.forget()
    with front.link.begin() as session:
        front.inbox.store(session, [message], now=front.now)


def test_a_contact_reads_nothing_before_a_pin_was_typed_and_nobody_else_ever(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    friend, number = befriend(front, house)
    form = {"kind": "card", "credential": made["credential_id"], "number": NUMBER, "with_pin": "yes", "told": "new", "contact": number}
    tenant.send_form("/r/keys/new", form, status=200)
    for path in ("/r", "/r/notices", "/r/keys"):
        assert "古丽" not in friend.get_page(path)
    (friends,) = [one for one in front.rows(Credential) if one.short_number == number]
    assert friends.duress_contact is None
    page = tenant.get_page(f"/r/keys/{the_card(front)}")
    assert "Somebody you chose" in page and number not in page
    tenant.send_form(f"/r/keys/{the_card(front)}/pin", {"kind": "pin", "told": "none"}, status=200)
    assert "Somebody you chose" not in tenant.get_page(f"/r/keys/{the_card(front)}")


def test_a_pin_alone_is_offered_where_a_door_takes_one(front: Front, house: House) -> None:
    made = house.let()
    tenant, door = front.claim(made["claim_code"]), Door(front, house)
    assert "/r/keys/new?kind=pin" not in tenant.get_page("/r/keys")
    form = {"kind": "pin", "credential": made["credential_id"]}
    assert "No door of your building" in tenant.send_form("/r/keys/new", form, status=422).text
    front.write(GateRules(gate_id=door.gate.id, rules=encode(DoorRules(pin_alone=True)).decode()))
    assert "/r/keys/new?kind=pin" in tenant.get_page("/r/keys")
    (pin,) = pins(tenant.send_form("/r/keys/new", form, status=200).text)
    assert len(pin) >= 6
    assert [door.says(Pin(typed)) for typed in (pin, pin[::-1] + "0")] == [Reason.VALID, Reason.WRONG_PIN]


def test_pressing_add_twice_draws_one_pin_and_shows_it_twice(front: Front, house: House) -> None:
    made = house.let()
    tenant, door = front.claim(made["claim_code"]), Door(front, house)
    front.write(GateRules(gate_id=door.gate.id, rules=encode(DoorRules(pin_alone=True)).decode()))
    token = re.search('name="token" value="([^"]+)"', tenant.get_page("/r/keys/new?kind=pin"))
    assert token
    form = {"kind": "pin", "credential": made["credential_id"], "token": token[1]}
    first, again = (pins(tenant.send_form("/r/keys/new", form, status=200).text) for _ in range(2))
    assert first == again and door.says(Pin(first[0])) is Reason.VALID
    (way,) = [one.id for one in front.rows(Credential) if not one.pass_text]
    tenant.send_form(f"/r/keys/{way}/pin", {"told": "none"}, status=200)
    assert tenant.send_form("/r/keys/new", form).headers["location"] == f"/r/keys/{way}"
    body = {"credential_id": made["credential_id"], "kind": "card", "number": NUMBER, "with_pin": True}
    once = {"Idempotency-Key": "one"}
    answers = [tenant.post("/credentials", json=body, headers=once) for _ in range(2)]
    assert answers[0].status_code == 201 and answers[0].json() == answers[1].json()


def test_more_time_at_the_door_is_what_the_door_gives(front: Front, house: House) -> None:
    made = house.let()
    tenant, door = front.claim(made["claim_code"]), Door(front, house)
    for times, expected in (("longest", (30_000, 300_000)), ("longer", (10_000, 60_000)), ("usual", (0, 0))):
        tenant.send_form(f"/r/keys/{made['credential_id']}/times", {"times": times})
        answer = door.ask(made["pass_text"].encode())
        assert (answer.release_ms, answer.open_ms) == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "my card"}, "number"),
        ({"with_pin": "yes", "told": "new"}, "contact"),
        ({"with_pin": "yes", "told": "new", "contact": "1234 5678"}, "contact"),
        ({"told": "new", "contact": "1234 5678"}, "with_pin"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(sqlite_front: Front, changes: dict[str, str], field: str) -> None:
    made = add_house(sqlite_front.landlord()).let()
    tenant = sqlite_front.claim(made["claim_code"])
    page = tenant.send_form("/r/keys/new", {"credential": made["credential_id"], "number": NUMBER, **changes}, status=422).text
    assert f'id="{field}-wrong"' in page
    assert len(sqlite_front.rows(Credential)) == 1


def test_nobody_comes_to_anothers_keys(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    tenant.send_form("/r/keys/new", {"credential": made["credential_id"], "number": NUMBER}, status=200)
    other, _number = befriend(front, house)
    for credential_id in (made["credential_id"], the_card(front)):
        for path in ("", "/pin", "/lost", "/end"):
            other.get_page(f"/r/keys/{credential_id}{path}", status=404)
        for path in ("suspend", "times", "pin", "lost", "end"):
            for caller in (other, house.landlord):
                caller.send_form(f"/r/keys/{credential_id}/{path}", {"times": "longer"}, status=404)
    assert {one.state for one in front.rows(Credential)} == {"active"}
    assert [one.ended_at for one in front.rows(Credential)] == [None] * 3


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    door = Door(sqlite_front, house)
    sqlite_front.write(GateRules(gate_id=door.gate.id, rules=encode(DoorRules(pin_alone=True)).decode()))
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_home(page)
        page.goto("/r/keys/new?kind=pin")
        check_page(page)
        page.locator("main form button").click()
        check_page(page)
        page.goto("/r/keys/new")
        page.locator("main form button").click()
        check_page(page)
        tenant.send_form("/r/keys/new", {"credential": made["credential_id"], "number": NUMBER, "with_pin": "yes"}, status=200)
        card = next(one.id for one in sqlite_front.rows(Credential) if one.card_name)
        places = [f"{one}{path}" for one in (card, made["credential_id"]) for path in ("", "/lost")]
        for path in ("/r", "/r/keys", "/r/keys/new", *(f"/r/keys/{place}" for place in (*places, f"{card}/pin", f"{card}/end"))):
            page.goto(path)
            check_page(page)
        tenant.post(f"/r/keys/{card}/lost")
        tenant.tell(f"/credentials/{made['credential_id']}/suspend")
        for path in (f"/r/keys/{card}", f"/r/keys/{made['credential_id']}", "/r/pass", "/r"):
            page.goto(path)
            check_page(page)
