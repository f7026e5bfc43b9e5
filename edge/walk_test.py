"""The walk test: the installer tries each part of the door by hand, and the gate says whether it noticed.

Nothing is decided and nothing is written down: it runs in place of the gate, on the same wires, so that what passes here works there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edge.config import GateConfig
from edge.ports import Camera, Hardware, Reader

LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: what it is called, what to do in both languages, and the word of the wires by which it is noticed, if by theirs."""

    name: str
    zh: str
    en: str
    part: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that was tried, and whether the gate noticed within its time."""

    step: Step
    is_well: bool


CODE = Step("code", "把任意二维码举到摄像头前", "Hold any QR code to the camera")
CARD = Step("card", "请刷任意一张卡，或按一个键", "Lay any card on the reader, or press a key")
OPEN = Step("door_open", "锁已松开：请打开门", "The lock is free: open the door", "door", "open")
CLOSE = Step("door_closed", "请关上门", "Close the door", "door", "closed")
EXIT = Step("exit_button", "请按室内出门按钮", "Press the exit button inside", "exit", "pressed")
FIRE = Step("fire", "请触发消防输入", "Trigger the fire input", "fire", "alarm")
FIRE_OVER = Step("fire_over", "请恢复消防输入，并在门旁用钥匙复位", "End the fire input and turn the key at the door", "fire", "normal")


def steps(config: GateConfig) -> list[Step]:
    """Return what there is to try at this door: a part that is not wired is left out."""
    pins, is_bench = config.pins, config.door.driver == "simulated"
    by_part = [
        (True, CODE),
        (config.reader.kind != "none", CARD),
        (is_bench or pins.door >= 0, OPEN),
        (is_bench or pins.door >= 0, CLOSE),
        (is_bench or pins.rex >= 0, EXIT),
        (pins.fire >= 0, FIRE),
        (pins.fire >= 0, FIRE_OVER),
    ]
    return [step for is_there, step in by_part if is_there]


class Walk:
    """A door under test. ``wait_s`` is how long each step is waited for."""

    def __init__(self, config: GateConfig, hardware: Hardware, camera: Camera, reader: Reader, *, wait_s: float) -> None:
        self._config, self._hardware, self._camera, self._reader, self._wait_s = config, hardware, camera, reader, wait_s

    def run(self, tell: Callable[[Step], None]) -> Iterator[Tried]:
        """Try each step in turn; ``tell`` is called before each."""
        for step in steps(self._config):
            tell(step)
            self._listen_anew()
            if step is OPEN:
                self._hardware.wires.release(round(self._wait_s * 1000))
                self._hardware.indicator.granted()
            tried = Tried(step, self._is_noticed(step))
            if step is OPEN:
                self._hardware.wires.secure()
                self._hardware.indicator.idle()
            yield tried

    def _listen_anew(self) -> None:
        """Forget what came before the step, so that nothing is noticed but what is tried now."""
        self._camera.take(LOOK_S)
        self._hardware.wires.heard()
        self._hardware.reader.heard()

    def _is_noticed(self, step: Step) -> bool:
        until = time.monotonic() + self._wait_s
        while time.monotonic() < until:
            if self._notices(step):
                return True
        return False

    def _notices(self, step: Step) -> bool:
        frame = self._camera.take(LOOK_S)
        if step is CODE:
            return frame is not None and bool(self._reader.read(frame.pixels))
        if step is CARD:
            return bool(self._hardware.reader.heard())
        return any((said.part, said.state) == (step.part, step.state) for said in self._hardware.wires.heard())
