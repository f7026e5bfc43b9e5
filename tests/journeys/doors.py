"""At a door of the town: what its card says, holding a pass to its camera, walking in; all of it by the town's page."""

import time
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path

from playwright.sync_api import Locator

from simulator.town import House
from tests.journeys.visitor import Visitor
from tests.rig.processes import until

OUT_OF_SIGHT_S = 1.5
LOOK_S = 3.0
PATIENCE_S = 300.0
PAUSE_S = 0.2
"""Between two looks at a card: the page is loaded anew for each."""


def card(town: Visitor, house: House) -> Locator:
    """Return the card of a house's door on the town's page, loaded anew."""
    town.go("/")
    return town.page.locator(f"#card-{house.gate}")


def hold_up(town: Visitor, house: House, picture: Path, *, scrambled: bool = False) -> None:
    """Upload a picture, and hold it to the camera of a house."""
    town.go("/show")
    town.page.locator("#picture").set_input_files(picture)
    town.page.get_by_label(house.label).check()
    town.page.get_by_label("先把码打乱：门不会开").set_checked(scrambled)
    town.press("举起来")


def walk_in(town: Visitor, house: House, picture: Path) -> None:
    """Hold a pass up and push the door when the strike has let go; again if the gate has not heard of the pass, or the push came late."""
    for _ in tries():
        until_at_rest(town, house)
        hold_up(town, house, picture)
        if soon(lambda: "已释放" in card(town, house).inner_text()):
            town.page.locator(f"#push-{house.gate}").click()
            if soon(lambda: "开着" in card(town, house).inner_text()):
                return
        time.sleep(OUT_OF_SIGHT_S)
    raise AssertionError(f"{house.gate} let nobody in")


def hold_up_scrambled(town: Visitor, house: House, picture: Path) -> None:
    """Scramble the code, and hold it up for longer than a gate needs to read one."""
    for _ in tries():
        until_at_rest(town, house)
        hold_up(town, house, picture, scrambled=True)
        if soon(lambda: "看到通行码" in card(town, house).inner_text()):
            time.sleep(LOOK_S)
            return
    raise AssertionError(f"{house.gate} was shown nothing")


def tries() -> Iterator[int]:
    """Count tries until patience ends: on a busy machine a page comes too late to show that a strike has let go, again and again."""
    deadline = time.monotonic() + PATIENCE_S
    return takewhile(lambda _nth: time.monotonic() < deadline, count())


def until_at_rest(town: Visitor, house: House) -> None:
    """Wait until nobody is at a door: others in the town come and go by themselves."""
    until(lambda: all(words in card(town, house).inner_text() for words in ("没有通行码", "锁住", "关着")), pause=PAUSE_S)


def soon(true: Callable[[], object]) -> bool:
    """Return whether something comes true in a short while."""
    deadline = time.monotonic() + LOOK_S
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_S)
    return True
