"""The landlord's pages as plain requests: nothing that was typed is lost, and a pass is handed over to nobody who has not its code."""

import re
from html import unescape
from urllib.parse import unquote

import cv2
import numpy as np
import pytest
import zxingcpp

from hub.web.landlord.handing_over import CLAIM_COOKIE
from registry.passes.codes import CLAIM_MS
from registry.tables import Credential, Person, Property, Tenancy, Unit
from tests.hub.web.front import PASSPHRASE, PHONE, TENANT, Front, House, add_house
from tests.registry.parts import resident_number

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def home(sqlite_front: Front) -> House:
    return add_house(sqlite_front.landlord())


def tenant_form(house: House, unit: int = 0, **changes: str) -> dict[str, str]:
    """Return the form as the page sends it, filled in."""
    first_round = {"asked": "", "document_kind": "resident_id", "phone": "", "term": "12", "starts_on": "2026-11-24", "ends_on": ""}
    return {"unit": house.units[unit]["id"], "step": "check", **first_round, **TENANT, **changes}


def typed(page: str, name: str) -> str:
    """Return what stands in a field of a page."""
    found = re.search(rf'id="{name}" name="{name}" type="\w+" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def hidden(page: str) -> dict[str, str]:
    """Return what a check page carries on."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page) if name != "path"}


def wrong(page: str) -> set[str]:
    """Return the fields beside which something is said."""
    return set(re.findall(r'class="wrong" id="(\w+)-wrong"', page))


def test_a_home_is_checked_before_it_is_made(sqlite_front: Front) -> None:
    landlord = sqlite_front.landlord()
    form = {"address": "北街12号", "first_floor": "1", "last_floor": "2", "rooms_per_floor": "3", "step": "check"}
    page = landlord.send_form("/l/p/new", form, status=200).text
    assert "203" in page and sqlite_front.rows(Property) == []
    assert {name: value for name, value in hidden(page).items() if name != "token"} == {name: form[name] for name in form if name != "step"}
    edited = landlord.send_form("/l/p/new", {**hidden(page), "step": "edit"}, status=200).text
    assert [typed(edited, name) for name in ("address", "last_floor")] == ["北街12号", "2"]
    answer = landlord.send_form("/l/p/new", {**hidden(page), "step": "save"})
    (made,) = sqlite_front.rows(Property)
    assert answer.headers["Location"] == f"/l/p/{made.id}"
    assert sorted(unit.label for unit in sqlite_front.rows(Unit)) == ["101", "102", "103", "201", "202", "203"]


def test_pressing_save_twice_makes_one_home_and_another_form_makes_another(front: Front) -> None:
    landlord = front.landlord()
    form = {"address": "北街12号", "first_floor": "1", "last_floor": "2", "rooms_per_floor": "3", "step": "check"}
    for homes in (1, 2):
        page = landlord.send_form("/l/p/new", form, status=200).text
        places = {landlord.send_form("/l/p/new", {**hidden(page), "step": "save"}).headers["Location"] for _ in range(2)}
        assert (len(places), len(front.rows(Property)), len(front.rows(Unit))) == (1, homes, homes * 6)
    page = landlord.send_form("/l/p/new", form, status=200).text
    front.landlord("another").send_form("/l/p/new", {**hidden(page), "step": "save"})
    landlord.send_form("/l/p/new", {**hidden(page), "step": "save"})
    assert len(front.rows(Property)) == 4


def test_a_program_adds_one_building_for_one_key(front: Front) -> None:
    landlord = front.landlord()
    ids = {
        landlord.post("/properties", json={"address": "北街12号"}, headers={"Idempotency-Key": key}).json()["id"] for key in ("a", "a", "b")
    }
    assert len(ids) == len(front.rows(Property)) == 2


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"address": " "}, {"address"}),
        ({"first_floor": "one", "rooms_per_floor": ""}, {"first_floor", "rooms_per_floor"}),
        ({"last_floor": "0"}, {"last_floor"}),
        ({"first_floor": "9"}, {"last_floor"}),
        ({"rooms_per_floor": "5" * 5000}, {"rooms_per_floor"}),
        ({"rooms_per_floor": "²"}, {"rooms_per_floor"}),
    ],
)
def test_a_home_that_cannot_be_keeps_what_was_typed(calm: tuple[Front, House], changes: dict[str, str], fields: set[str]) -> None:
    front, house = calm
    form = {"address": "北街12号", "first_floor": "1", "last_floor": "2", "rooms_per_floor": "3", "step": "save", **changes}
    page = house.landlord.send_form("/l/p/new", form, status=422).text
    assert wrong(page) == fields
    assert {name: typed(page, name) for name in form if name != "step"} == {name: value for name, value in form.items() if name != "step"}
    assert [home.id for home in front.rows(Property)] == [house.property_id]


def test_more_rooms_come_to_a_building_or_the_reason_why_not(home: House, sqlite_front: Front) -> None:
    form = {"first_floor": "1", "last_floor": "1", "rooms_per_floor": "2"}
    page = home.landlord.send_form(f"/l/p/{home.property_id}", form, status=422).text
    assert wrong(page) == {"first_floor"} and "<details" in page and " open>" in page
    home.landlord.send_form(f"/l/p/{home.property_id}", {**form, "first_floor": "2", "last_floor": "2"})
    assert len(sqlite_front.rows(Unit)) == 6


def test_a_tenant_is_checked_before_anything_is_stored(home: House, sqlite_front: Front) -> None:
    page = home.landlord.send_form("/l/t/new", tenant_form(home, phone="138 0013 8000"), status=200).text
    assert TENANT["document_number"] in page and "2027-11-23" in page
    assert (sqlite_front.rows(Tenancy), sqlite_front.rows(Person)) == ([], [])
    edited = home.landlord.send_form("/l/t/new", {**hidden(page), "step": "edit"}, status=200).text
    assert [typed(edited, name) for name in ("name", "document_number", "phone")] == [*TENANT.values(), "138 0013 8000"]
    assert sqlite_front.rows(Tenancy) == []
    home.landlord.send_form("/l/t/new", {**hidden(page), "step": "save"})
    assert len(sqlite_front.rows(Tenancy)) == 1


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": ""}, {"name"}),
        ({"document_number": ""}, {"document_number"}),
        ({"document_number": resident_number()[:-1] + "X"}, {"document_number"}),
        ({"document_number": "990000 19910307 001"}, {"document_number"}),
        ({"document_number": "99000019911307001X"}, {"document_number"}),
        ({"phone": "12"}, {"phone"}),
        ({"term": "other"}, {"ends_on"}),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-30"}, {"ends_on"}),
        ({"starts_on": "someday", "name": "12345"}, {"starts_on", "name"}),
        ({"document_kind": "library_card"}, {"document_kind"}),
        (
            {"document_kind": "passport", "document_number": "C1", "asked": "country birth_date"},
            {"country", "document_number", "birth_date"},
        ),
    ],
)
@pytest.mark.parametrize("step", ["check", "save"])
def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(
    calm: tuple[Front, House], changes: dict[str, str], fields: set[str], step: str
) -> None:
    front, home = calm
    form = tenant_form(home, phone="138 0013 8000") | {"step": step, **changes}
    page = home.landlord.send_form("/l/t/new", form, status=422).text
    assert wrong(page) == fields
    assert set(re.findall(r'href="#(\w+)"', page)) - {"main"} == fields
    kept = ("name", "document_number", "phone", "starts_on", "ends_on")
    assert [typed(page, name) for name in kept] == [form[name] for name in kept]
    assert front.rows(Tenancy) == []


def test_a_passport_is_asked_for_what_it_needs_in_a_second_round(home: House, sqlite_front: Front) -> None:
    form = tenant_form(home, name="Nguyễn Thị Hương", document_kind="passport", document_number="C1234567")
    page = home.landlord.send_form("/l/t/new", form, status=422).text
    assert wrong(page) == set() and "2 more answers" in page
    assert page.index("<optgroup") < page.index('value="VNM"') < page.index('value="AFG"')
    assert typed(page, "birth_date") == "" and hidden(page)["asked"] == "birth_date country"
    unanswered = home.landlord.send_form(
        "/l/t/new", {**form, "asked": "birth_date country", "country": "", "birth_date": ""}, status=422
    ).text
    assert wrong(unanswered) == {"country", "birth_date"}
    answered = {**form, "asked": "birth_date country", "country": "VNM", "birth_date": "1991-03-07"}
    check = home.landlord.send_form("/l/t/new", answered, status=200).text
    assert "Vietnam" in check and "1991-03-07" in check
    home.landlord.send_form("/l/t/new", {**hidden(check), "step": "save"})
    with sqlite_front.site.database.read():
        assert len(sqlite_front.rows(Tenancy)) == 1


def test_going_back_to_a_resident_card_drops_the_country(home: House) -> None:
    form = tenant_form(home, asked="birth_date country", country="VNM", birth_date="1991-03-07")
    page = home.landlord.send_form("/l/t/new", form, status=200).text
    assert "country" not in {name for name, value in hidden(page).items() if value} - {"asked"}
    assert "Vietnam" not in page


def test_only_the_birth_date_is_asked_of_a_permit(home: House) -> None:
    form = tenant_form(home, document_kind="hk_macao_permit", document_number="H12345678")
    page = home.landlord.send_form("/l/t/new", form, status=422).text
    assert hidden(page)["asked"] == "birth_date" and 'id="country"' not in page and "1 more answer" in page


def test_a_room_that_was_taken_meanwhile_is_said_with_everything_still_there(home: House, sqlite_front: Front) -> None:
    home.let()
    page = home.landlord.send_form("/l/t/new", tenant_form(home, name="李四", step="save"), status=422).text
    assert "Somebody has this room on these days." in page and typed(page, "name") == "李四"
    assert 'id="unit"' in page and len(sqlite_front.rows(Tenancy)) == 1


def save(home: House, unit: int = 0) -> tuple[str, str]:
    """Register from the page; return the tenancy's address and the claim code."""
    answer = home.landlord.send_form("/l/t/new", tenant_form(home, unit, step="save"))
    return answer.headers["Location"].removesuffix("/pass"), answer.cookies[CLAIM_COOKIE]


def test_saving_twice_on_one_page_registers_once_and_shows_the_same(home: House, sqlite_front: Front) -> None:
    check = hidden(home.landlord.send_form("/l/t/new", tenant_form(home), status=200).text) | {"step": "save"}
    first, second = (home.landlord.send_form("/l/t/new", check) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] and first.cookies[CLAIM_COOKIE] == second.cookies[CLAIM_COOKIE]
    assert len(sqlite_front.rows(Tenancy)) == len(sqlite_front.rows(Credential)) == 1
    assert second.cookies[CLAIM_COOKIE] in home.landlord.get_page(second.headers["Location"])
    another = hidden(home.landlord.send_form("/l/t/new", tenant_form(home), status=200).text) | {"step": "save"}
    assert "Somebody has this room on these days." in home.landlord.send_form("/l/t/new", another, status=422).text
    sqlite_front.claim(second.cookies[CLAIM_COOKIE])


def test_a_code_that_is_over_is_made_anew_and_the_old_one_is_dead(home: House, sqlite_front: Front) -> None:
    place, old = save(home)
    sqlite_front.now += CLAIM_MS
    landlord = sqlite_front.landlord()
    assert f"{place}/claim-code" in landlord.get_page(place)
    assert "stops working at once" in landlord.get_page(f"{place}/claim-code")
    answer = landlord.send_form(f"{place}/claim-code", {})
    new = answer.cookies[CLAIM_COOKIE]
    page = landlord.get_page(answer.headers["Location"])
    assert new in page and "New claim code" in page and "Registered" not in page and new != old
    guest = sqlite_front.caller()
    assert guest.refused("/claims", {"code": old, "phone": PHONE, "passphrase": PASSPHRASE}) == [("claim-code", None)]
    tenant = sqlite_front.claim(new)
    assert "A new claim code was made" in tenant.get_page("/r/notices")
    assert f"{place}/claim-code" not in landlord.get_page(place)
    assert "the tenant's own to manage" in unescape(landlord.get_page(f"{place}/claim-code"))
    assert "Nothing was changed." in landlord.send_form(f"{place}/claim-code", {}, status=422).text


def test_the_pass_is_handed_over_on_screen_paper_and_as_a_picture(home: House, sqlite_front: Front) -> None:
    place, code = save(home)
    (credential,) = sqlite_front.rows(Credential)
    for path in (f"{place}/pass", f"{place}/pass/print"):
        page = home.landlord.get_page(path)
        assert code in page and credential.short_number in page and "/claim" in page
        assert TENANT["document_number"] not in page and TENANT["name"] not in page
    png, svg = home.landlord.get(f"{place}/pass/png"), home.landlord.get(f"{place}/pass/svg")
    image = cv2.imdecode(np.frombuffer(png.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [credential.pass_text]
    assert png.headers["Content-Disposition"].startswith("attachment") and svg.text.startswith("<svg")
    assert home.landlord.get(f"{place}/pass/pdf").status_code == 404


def test_the_code_can_be_sent_to_the_telephone_that_was_given_and_to_no_other(home: House) -> None:
    answer = home.landlord.send_form("/l/t/new", tenant_form(home, step="save", phone="138 0013 8000"))
    place, code = answer.headers["Location"], answer.cookies[CLAIM_COOKIE]
    (sent,) = re.findall(r'href="(sms:[^"]+)"', home.landlord.get_page(place))
    assert sent.startswith("sms:13800138000?&amp;body=") and code in unquote(sent) and "/claim" in unquote(sent)
    assert "13800138000" not in home.landlord.get_page(f"{place}/print")
    other, _code = save(home, 1)
    assert "sms:" not in home.landlord.get_page(f"{other}/pass")


@pytest.mark.parametrize("way", ["/pass", "/pass/print", "/pass/png", "/pass/svg"])
def test_without_the_code_after_the_claim_and_after_its_time_there_is_nothing_to_hand_over(
    home: House, sqlite_front: Front, way: str
) -> None:
    place, code = save(home)
    elsewhere = sqlite_front.landlord()
    assert elsewhere.get(place + way, headers={"Accept": "text/html"}).headers["Location"] == place
    assert home.landlord.get(place + way).status_code == 200
    other_place, _other = save(home, 1)
    assert home.landlord.get(place + way).status_code == home.landlord.get(other_place + way).status_code == 200
    sqlite_front.claim(code)
    assert home.landlord.get(place + way).headers["Location"] == place
    sqlite_front.now += CLAIM_MS
    later = sqlite_front.landlord()
    later.cookies.update(home.landlord.cookies)
    late = later.get(other_place + way, headers={"Accept": "text/html"})
    assert late.headers["Location"] in (other_place, f"/sign-in?next={other_place}{way}")


def test_another_landlord_is_handed_nothing(home: House, sqlite_front: Front) -> None:
    place, code = save(home)
    other = sqlite_front.landlord("other")
    other.cookies.set(CLAIM_COOKIE, code)
    assert {other.get(f"{place}/pass{way}").status_code for way in ("", "/print", "/png", "/svg")} == {404}


def test_the_claim_code_goes_to_its_own_pass_only_and_to_no_script(home: House) -> None:
    answer = home.landlord.send_form("/l/t/new", tenant_form(home, step="save"))
    cookie = answer.headers["Set-Cookie"]
    assert f"Path={answer.headers['Location']};" in cookie and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()


@pytest.mark.parametrize(("end_on", "said"), [("", "Enter the last day."), ("2026-11-25", "2026-12-01 at the earliest")])
def test_an_end_that_cannot_be_is_said_and_what_was_typed_stays(home: House, sqlite_front: Front, end_on: str, said: str) -> None:
    made = home.let()
    assert typed(home.landlord.get_page(f"/l/t/{made['id']}/end"), "end_on") == "2026-12-01"
    page = home.landlord.send_form(f"/l/t/{made['id']}/end", {"end_on": end_on}, status=422).text
    assert said in page and typed(page, "end_on") == end_on and wrong(page) == {"end_on"}
    assert sqlite_front.row(Tenancy, made["id"]).end_on is None


def test_an_undo_that_comes_too_late_says_why(home: House, sqlite_front: Front) -> None:
    made = home.let()
    sqlite_front.hold_up(sqlite_front.fit_gate(home.property_id, home.door_group), made["credential_id"])
    page = home.landlord.send_form(f"/l/t/{made['id']}/undo", {}, status=422).text
    assert "The pass was used at a door already" in page and "That did not work" in page
    assert "still here" not in page and "needs changing" not in page
    assert len(sqlite_front.rows(Tenancy)) == 1


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(sqlite_front: Front) -> None:
    answer = sqlite_front.caller().get("/l/tenants", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/l/tenants")


def test_names_of_every_kind_survive_the_form(home: House, sqlite_front: Front) -> None:
    names = ["阿依古丽·买买提", "欧阳䶮", "刘𬱖", "尹", "José María Muñoz Ibáñez", "Siobhán O’Connor", "<b>张三</b>&"]
    for unit, name in enumerate(names[:4]):
        home.let(unit, name=name, document_number=resident_number(unit + 10))
    more = add_house(home.landlord, address="榕树里3号 <i>")
    for unit, name in enumerate(names[4:]):
        more.let(unit, name=name, document_number=resident_number(unit + 20))
    page = home.landlord.get_page("/l/tenants")
    assert all(f"<b>{name}</b>" in page for name in names[:6]) and "<b>张三</b>" not in page and "&lt;b&gt;张三" in page
    assert {row["name"] for row in home.landlord.ask("/tenancies")["tenancies"]} == set(names)
