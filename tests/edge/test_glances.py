"""Glances at rendered entrances: people, lamps and dusk are no obstruction; hands, dark, other walls and a frozen picture are."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest

from edge.gate.obstruction import Obstruction
from edge.readers import glances
from edge.readers.glances import Glances
from tests.edge import frames
from tests.edge.parts import picture

SECOND = 1000
LEARNT = 150


class Watched:
    """A camera before which a test puts scenes, a frame a second; each frame has its own noise."""

    def __init__(self, scene: Any, *, noise: float = 3.0, is_live: bool = True) -> None:
        self.glances, self.noise, self.now = Glances(is_live=is_live), noise, 0
        self.chance = np.random.default_rng(4)
        self.sees(scene, LEARNT)

    def sees(self, scene: Any, seconds: int) -> Obstruction:
        for _second in range(seconds):
            self.now += SECOND
            self.glances.look(frames.camera(scene, self.chance, noise=self.noise), self.now)
        return self.glances.obstruction


def entrance(seed: int) -> Any:
    """A wall with what hangs, stands and is screwed on there, grey, 160 x 90."""
    chance = np.random.default_rng(seed)
    scene = small(frames.entrance(chance))
    for _thing in range(40):
        left, top = chance.integers(0, 150), chance.integers(0, 80)
        size = chance.integers(4, 30, 2)
        cv2.rectangle(scene, (int(left), int(top)), (int(left + size[0]), int(top + size[1])), float(chance.uniform(20, 230)), -1)
    return scene


def small(scene: Any) -> Any:
    return cv2.resize(scene.astype(np.float32), (160, 90), interpolation=cv2.INTER_AREA)


@pytest.fixture
def door() -> Any:
    return entrance(1)


def test_a_door_with_nobody_before_it_is_seen(door: Any) -> None:
    assert Watched(door).glances.obstruction is Obstruction.CLEAR


@pytest.mark.parametrize("level", [0, 9, 60, 220])
def test_a_hand_or_tape_is_a_cover(door: Any, level: float) -> None:
    watched = Watched(door)
    assert watched.sees(np.full_like(door, level), 60) is Obstruction.COVERED
    assert watched.sees(door, 10) is Obstruction.CLEAR


def test_a_camera_that_starts_covered_is_told_too(door: Any) -> None:
    assert Watched(np.full_like(door, 12.0)).glances.obstruction is Obstruction.COVERED


def test_a_door_in_the_dark_is_told(door: Any) -> None:
    assert Watched(door).sees(door * 0.1, 60) is Obstruction.DARK


def test_another_wall_is_a_camera_turned_away(door: Any) -> None:
    told = [Watched(door).sees(entrance(seed), 60) for seed in range(2, 32)]
    assert told.count(Obstruction.TURNED) >= 28, "walls may be alike, but not often"


def test_another_wall_is_not_learnt_while_it_is_told(door: Any) -> None:
    watched = Watched(door)
    assert watched.sees(entrance(2), 60) is Obstruction.TURNED
    assert watched.sees(entrance(2), 1200) is Obstruction.TURNED
    assert watched.sees(door, 10) is Obstruction.CLEAR


def test_a_picture_that_stands_still_bit_by_bit_is_frozen(door: Any) -> None:
    watched, still = Watched(door), frames.camera(door, np.random.default_rng(0))
    for _second in range(60):
        watched.now += SECOND
        watched.glances.look(still, watched.now)
    assert watched.glances.obstruction is Obstruction.FROZEN


def test_a_folder_of_pictures_may_stand_still(door: Any) -> None:
    assert Watched(door, noise=0.0, is_live=False).glances.obstruction is Obstruction.CLEAR


CHANGES: dict[str, Callable[[Any], Any]] = {
    "somebody with a telephone": lambda door: np.hstack([door[:, :70], small(picture("x" * 100)[:, :, 0])[:, 50:110], door[:, 130:]]),
    "somebody in dark clothes": lambda door: cv2.rectangle(door.copy(), (58, 8), (104, 90), 25.0, -1),
    "a bicycle that stays": lambda door: cv2.rectangle(door.copy(), (12, 50), (62, 87), 60.0, 2),
    "a lamp": lambda door: np.clip(door * 0.5 + 90, 0, 255),
    "a lamp in a corner": lambda door: door * 0.6 + np.linspace(120, 0, door.shape[1], dtype=np.float32),
    "evening": lambda door: door * 0.3,
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_what_happens_before_a_door_is_no_obstruction(door: Any, change: str) -> None:
    assert Watched(door).sees(CHANGES[change](door), 90) is Obstruction.CLEAR


def test_a_door_in_changing_light_is_learnt_slowly(door: Any) -> None:
    watched, other = Watched(door), cv2.flip(door, 1)
    for share in np.linspace(0, 1, 60):
        assert watched.sees(door * (1 - share) + other * share, 60) is Obstruction.CLEAR, share


def test_it_glances_once_a_second_and_no_oftener(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(glances, "_small", lambda pixels: taken.append(1) or np.zeros((18, 32), np.float32))
    watched = Glances(is_live=True)
    for number in range(300):
        watched.look(np.zeros((9, 16, 3), np.uint8), number * 40)
    assert len(taken) == 12


def test_the_background_is_thirty_two_points_wide(door: Any) -> None:
    held = [value for value in vars(Watched(door).glances).values() if isinstance(value, np.ndarray)]
    assert [value.shape for value in held] == [(18, 32)]
