"""The town's page in a real browser, with JavaScript on and off: it keeps itself fresh, and its buttons work at the door."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from simulator.page.desk import Desk
from simulator.page.guide import Guide
from simulator.scene import Pixels
from simulator.town import HOUSES, Entrance, Resident, Town
from tests.rig.browsers import PATIENCE_MS, Walk, check_page
from tests.rig.parts import free_port
from tests.rig.processes import until
from tests.simulator.test_page import LANDLORD, SOMEBODY
from tests.simulator.test_scene import PICTURE, TEXT, png_of, read

PATHS = ("/", "/show", "/people", "/lines", "/story")


class Stage:
    """A town's page on a port, in a loop of its own in a thread."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.town = Town(
            [Entrance(h, broker=("127.0.0.1", 1), hub_url="", data_dir=folder, seed=s) for s, h in enumerate(HOUSES)], promised=60
        )
        self.town.residents.append(Resident(person=SOMEBODY, house=HOUSES[0], unit="101", pass_picture=PICTURE, claimed=True))
        application = Desk(self.town, Guide(landlord=LANDLORD, verifier=LANDLORD, closer=LANDLORD)).application()
        self._server = uvicorn.Server(uvicorn.Config(application, port=self.port, log_config=None))
        self._opened = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        self._opened.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def _run(self) -> None:
        for entrance in self.town.entrances:
            await entrance.open()
        serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        self._opened.set()
        await serving
        for entrance in self.town.entrances:
            await entrance.close()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    built = Stage(tmp_path_factory.mktemp("stage"))
    yield built
    built.close()


@contextlib.contextmanager
def page(browser: Browser, stage: Stage, *, locale: str = "zh-CN", javascript: bool = True, width: int = 1440) -> Iterator[Page]:
    """Give a page that must end without a complaint and without a request to anywhere else."""
    context = browser.new_context(
        locale=locale, java_script_enabled=javascript, viewport={"width": width, "height": 900}, base_url=stage.url
    )
    context.set_default_timeout(PATIENCE_MS)
    opened, complaints = context.new_page(), []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith(stage.url) else complaints.append(request.url))
    yield opened
    context.close()
    assert complaints == []


def frame(entrance: Entrance) -> Pixels:
    return entrance.camera._take()[0]


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_uploads_a_pass_and_holds_it_up(browser: Browser, stage: Stage, javascript: bool, tmp_path: Path) -> None:
    picture = tmp_path / "pass.png"
    picture.write_bytes(png_of(TEXT))
    entrance = stage.town.entrance("banyan-3")
    with page(browser, stage, javascript=javascript) as opened:
        opened.goto("/")
        opened.get_by_role("link", name="出示通行码").click()
        opened.get_by_label("通行码图片").set_input_files(picture)
        opened.get_by_label("榕树里3号大门").check()
        opened.get_by_role("button", name="举起来").click()
        expect(opened.get_by_role("heading", name="模拟小镇")).to_be_visible()
        until(lambda: read(frame(entrance)) == {TEXT})
        expect(opened.locator("#card-banyan-3")).to_contain_text("看到通行码")
    entrance.camera.take_away()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_line_is_cut_and_mended_by_buttons(browser: Browser, stage: Stage, javascript: bool) -> None:
    line = stage.town.entrance("north-12").line
    with page(browser, stage, javascript=javascript) as opened:
        opened.goto("/")
        opened.locator("#part-north-12").click()
        expect(opened.locator("#heal-north-12")).to_be_visible()
        assert line.parted
        opened.locator("#heal-north-12").click()
        expect(opened.locator("#part-north-12")).to_be_visible()
        assert not line.parted


def test_the_page_keeps_itself_fresh_and_the_focus_in_its_place(browser: Browser, stage: Stage) -> None:
    with page(browser, stage) as opened:
        opened.goto("/")
        opened.locator("#push-riverside-8").focus()
        stage.town.entrance("riverside-8").camera.cover(True)
        expect(opened.locator("#card-riverside-8")).to_contain_text("镜头被遮住")
        expect(opened.locator("#push-riverside-8")).to_be_focused()
        stage.town.entrance("riverside-8").camera.cover(False)


@pytest.mark.parametrize(("locale", "theme"), [("zh-CN", "light"), ("en-GB", "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_everybody_can_use_every_page(browser: Browser, stage: Stage, path: str, locale: str, theme: str) -> None:
    with page(browser, stage, locale=locale) as opened:
        opened.emulate_media(color_scheme=theme)
        opened.goto(path)
        check_page(opened)


def test_everybody_can_use_the_page_that_says_what_was_wrong(stage: Stage, walk: Walk) -> None:
    with walk(stage.url, strict=False) as opened:
        opened.goto("/show")
        opened.get_by_role("button", name="举起来").click()
        check_page(opened)
