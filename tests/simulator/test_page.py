"""The town's page, over HTTP and without JavaScript: what each control does is checked at the door, not on the page."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from babel.messages.pofile import read_po

from edge.protocol.messages import AlarmKind, DoorMode, Reason
from simulator import door
from simulator.door import Since
from simulator.line import Faults
from simulator.orders import Account
from simulator.page.desk import HEADERS, UPLOAD_BYTES_MAX, Desk
from simulator.page.guide import Guide, Place
from simulator.page.view import DoorView, Row, State, view
from simulator.page.words import ALARMS, LOCALE, MODES, REASONS, age, choose, translator
from simulator.people import MadeUp
from simulator.scene import Pixels
from simulator.town import HOUSES, Entrance, Resident, Town
from tests.simulator.test_scene import PICTURE, TEXT, png_of, read

LANDLORD = Place(url="http://127.0.0.1:8470", account=Account(login="landlord", passphrase="a-b-c-1"))
SOMEBODY = MadeUp(name="阿依古丽·买买提", document_kind="passport", document_number="E00000000")

Story = Callable[[httpx.AsyncClient, Town], Awaitable[None]]


def at_the_page(story: Story, folder: Path) -> None:
    """Tell a story between a client and the page of a town whose gates are not running."""

    async def run() -> None:
        entrances = [Entrance(house, broker=("127.0.0.1", 1), hub_url="", data_dir=folder, seed=seed) for seed, house in enumerate(HOUSES)]
        town = Town(entrances, promised=60)
        town.residents.append(Resident(person=SOMEBODY, house=HOUSES[0], unit="101", pass_picture=PICTURE, claimed=True))
        desk = Desk(town, Guide(landlord=LANDLORD, verifier=LANDLORD, closer=LANDLORD))
        transport = httpx.ASGITransport(desk.application())
        for entrance in entrances:
            await entrance.open()
        try:
            async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
                await story(client, town)
        finally:
            for entrance in entrances:
                await entrance.close()

    asyncio.run(run())


async def soon(true: Callable[[], bool]) -> None:
    """Wait until something holds: who leaves a door and who steps up to it take turns on the loop."""
    async with asyncio.timeout(120):
        while not true():
            await asyncio.sleep(0.01)


def frame_of(entrance: Entrance) -> Pixels:
    return entrance.camera._take()[0]


@pytest.mark.parametrize("path", ["/", "/show", "/people", "/lines", "/story", "/static/town.css", "/nowhere"])
def test_every_answer_carries_the_strict_headers(path: str, tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, _town: Town) -> None:
        answer = await client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value

    at_the_page(story, tmp_path)


@pytest.mark.parametrize(("language", "banner"), [("zh", "演示数据"), ("en", "Demonstration data")])
@pytest.mark.parametrize("path", ["/", "/show", "/people", "/lines", "/story"])
def test_every_page_says_in_both_languages_that_nobody_is_real(path: str, language: str, banner: str, tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, _town: Town) -> None:
        answer = await client.get(path, headers={"accept-language": language})
        assert banner in answer.text
        assert f'lang="{"zh-Hans" if language == "zh" else "en"}"' in answer.text

    at_the_page(story, tmp_path)


def test_an_uploaded_pass_is_held_to_the_chosen_camera_as_it_is(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        answer = await client.post("/show", data={"door": "banyan-3"}, files={"picture": ("pass.png", png_of(TEXT))})
        assert answer.status_code == 303
        await soon(lambda: read(frame_of(town.entrance("banyan-3"))) == {TEXT})
        assert read(frame_of(town.entrance("north-12"))) == set()

    at_the_page(story, tmp_path)


def test_a_residents_pass_is_held_up_and_a_scrambled_one_cannot_be_read(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        for scramble, seen in (("", {TEXT}), ("yes", set())):
            answer = await client.post("/show", data={"door": "north-12", "resident": "0", "scramble": scramble})
            assert answer.status_code == 303
            entrance = town.entrance("north-12")
            await soon(lambda entrance=entrance, seen=seen: entrance.camera.sees_picture and read(frame_of(entrance)) == seen)

    at_the_page(story, tmp_path)


@pytest.mark.parametrize(
    ("fields", "picture", "sentence"),
    [
        ({"door": "north-12"}, b"not a picture", "打不开这个文件"),
        ({"door": "north-12"}, b"", "请选择图片或住户"),
        ({"door": "north-12", "resident": "99"}, b"", "请选择图片或住户"),
        ({"door": "nowhere", "resident": "0"}, b"", "请选择一扇门"),
    ],
)
def test_what_cannot_be_held_up_is_said(fields: dict[str, str], picture: bytes, sentence: str, tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        answer = await client.post("/show", data=fields, files={"picture": ("p", picture)})
        assert (answer.status_code, sentence in answer.text) == (422, True)
        assert not any(entrance.camera.sees_picture for entrance in town.entrances)

    at_the_page(story, tmp_path)


def test_a_body_beyond_the_limit_and_another_sites_form_are_refused(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        assert (await client.post("/show", content=bytes(UPLOAD_BYTES_MAX + 1))).status_code == 413
        for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://elsewhere"}):
            assert (await client.post("/doors/north-12/part", headers=headers)).status_code == 403
        assert not town.entrance("north-12").line.parted

    at_the_page(story, tmp_path)


def test_buttons_cut_and_mend_the_line_and_cover_the_lens(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        entrance = town.entrance("north-12")
        await client.post("/doors/north-12/part")
        assert entrance.line.parted
        await client.post("/doors/north-12/heal")
        assert not entrance.line.parted
        await client.post("/doors/north-12/cover")
        assert entrance.camera.covered
        await client.post("/doors/north-12/uncover")
        assert not entrance.camera.covered

    at_the_page(story, tmp_path)


def test_buttons_push_wedge_and_shut_the_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "CLOSER_MS", 600_000)  # nor does it close by itself before a busy machine has wedged it

    async def story(client: httpx.AsyncClient, town: Town) -> None:
        front = town.entrance("north-12").door
        await client.post("/doors/north-12/push")
        assert front.leaf.state == "closed"
        front.hear({"part": "strike", "state": "released"})
        await client.post("/doors/north-12/push")
        await client.post("/doors/north-12/hold")
        assert (front.leaf.state, front.held) == ("open", True)
        await client.post("/doors/north-12/shut")
        assert (front.leaf.state, front.held) == ("closed", False)

    at_the_page(story, tmp_path)


def test_buttons_sound_and_end_the_fire_alarm(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        door = town.entrance("north-12").door
        assert "Sound the fire alarm" in (await client.get("/", headers={"accept-language": "en"})).text
        await client.post("/doors/north-12/fire")
        assert door.burning
        assert "End the fire alarm" in (await client.get("/", headers={"accept-language": "en"})).text
        await client.post("/doors/north-12/quiet")
        assert not door.burning

    at_the_page(story, tmp_path)


@pytest.mark.parametrize("path", ["/doors/nowhere/push", "/doors/north-12/demolish", "/lines/nowhere"])
def test_what_is_not_there_is_not_found(path: str, tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, _town: Town) -> None:
        assert (await client.post(path)).status_code == 404

    at_the_page(story, tmp_path)


def test_a_lines_faults_are_set_within_their_limits(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, town: Town) -> None:
        await client.post("/lines/north-12", data={"drop": "20", "double": "500", "delay": "-3"})
        assert town.entrance("north-12").line.faults == Faults(drop=0.2, double=1.0, delay_ms=0)

    at_the_page(story, tmp_path)


def test_the_language_is_chosen_by_a_form_and_remembered(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, _town: Town) -> None:
        assert "模拟小镇" in (await client.get("/")).text
        answer = await client.post("/language", data={"language": "en", "path": "/people"})
        assert answer.headers["location"] == "/people"
        assert "The simulated town" in (await client.get("/")).text
        assert (await client.post("/language", data={"language": "xx", "path": "//elsewhere"})).headers["location"] == "/"

    at_the_page(story, tmp_path)


def test_a_still_is_a_picture_and_an_unknown_door_has_none(tmp_path: Path) -> None:
    async def story(client: httpx.AsyncClient, _town: Town) -> None:
        assert (await client.get("/doors/north-12/still.jpg")).content[:2] == b"\xff\xd8"
        assert (await client.get("/doors/nowhere/still.jpg")).status_code == 404

    at_the_page(story, tmp_path)


@pytest.fixture
def entrance(tmp_path: Path) -> Entrance:
    return Entrance(HOUSES[0], broker=("127.0.0.1", 1), hub_url="", data_dir=tmp_path, seed=0)


def shown(entrance: Entrance, now: int) -> DoorView:
    return view(entrance, translator("en").gettext, now=now)


def test_the_view_words_every_state(entrance: Entrance) -> None:
    door = entrance.door
    door._now = lambda: 1_000_000
    assert shown(entrance, 1_000_000).verdict.word == "Waiting"
    assert shown(entrance, 1_000_000).link.word == "Starting"
    door.hear({"part": "uplink", "state": "online"})
    door.hear({"part": "strike", "state": "released"})
    door.hear({"part": "verdict", "outcome": "granted", "reason": "valid", "ms": 11.2})
    card = shown(entrance, 1_001_000)
    assert (card.link.word, card.verdict.word, card.verdict.detail) == ("Online", "Opens", "The pass is valid, 11 ms")
    assert [(row.words, row.age) for row in card.rows[2:]] == [("Not heard yet", ""), ("Released", "1 s"), ("Shut", ""), ("None", "")]
    door.hear({"part": "mode", "state": "accessed"})
    assert [(row.words, row.age) for row in shown(entrance, 1_001_000).rows[2:4]] == [
        ("Somebody is let in", "1 s"),
        ("Released", "2 s left"),
    ]
    door.hear({"part": "verdict", "outcome": "refused", "reason": "expired", "ms": 8})
    door.hear({"part": "uplink", "state": "offline"})
    card = shown(entrance, 1_000_000 + 3 * 3_600_000)
    assert (card.link.word, card.verdict.word) == ("Offline 3 h", "Waiting")
    assert shown(entrance, 1_000_001).verdict.shape == "never"


def test_a_door_held_too_long_says_so_before_all_else(entrance: Entrance) -> None:
    entrance.door.leaf = Since("open", 1_000_000)
    assert shown(entrance, 1_060_000).lamp == "off"
    card = shown(entrance, 1_074_000)
    assert (card.verdict.word, card.verdict.detail, card.lamp) == ("Door open too long", "74 s, limit 60 s", "amber")


def test_the_worst_alarm_comes_first_and_fire_before_all_else(entrance: Entrance) -> None:
    door = entrance.door
    door._now = lambda: 1_000_000
    for kind in ("list_stale", "tamper", "forced"):
        door.hear({"part": "alarm", "kind": kind, "state": "raised"})
    assert shown(entrance, 1_002_000).rows[-1] == Row("Alarms", "Opened without leave and 2 more", "2 s")
    door.hear({"part": "alarm", "kind": "fire_release", "state": "raised"})
    assert shown(entrance, 1_002_000).verdict == State("bad", "Freed by the fire alarm", "Only the key at the door ends it")
    for kind in ("list_stale", "tamper", "forced", "fire_release"):
        door.hear({"part": "alarm", "kind": kind, "state": "cleared"})
    assert shown(entrance, 1_002_000).rows[-1].words == "None"


def test_every_mode_and_alarm_has_words() -> None:
    assert set(MODES) == set(DoorMode)
    assert set(ALARMS) == set(AlarmKind)


def test_every_reason_has_words_and_every_word_a_translation() -> None:
    assert set(REASONS) == set(Reason)
    with (LOCALE / "zh_CN/LC_MESSAGES/simulator.po").open("rb") as source:
        catalogue = read_po(source, locale="zh_CN")
    words = translator("zh")
    for message in catalogue:
        if message.id:
            assert message.string, f"not translated: {message.id}"
            assert words.gettext(message.id) == message.string, f"compile the catalogue: {message.id}"


@pytest.mark.parametrize(
    ("cookie", "header", "language"),
    [("en", "zh-CN", "en"), ("", "fr, en-GB;q=0.8", "en"), ("", "", "zh"), ("xx", "zh-TW", "zh"), ("", "de", "zh")],
)
def test_the_language_of_a_page(cookie: str, header: str, language: str) -> None:
    assert choose(cookie, header) == language


def test_ages_use_the_largest_unit_that_fits() -> None:
    say = translator("zh").gettext
    assert [age(say, ms) for ms in (-5, 59_999, 60_000, 3_599_000, 10_800_000)] == ["0秒", "59秒", "1分", "59分", "3小时"]
