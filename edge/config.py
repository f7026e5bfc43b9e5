"""A gate's settings, from one TOML file. An unknown key is an error that names the nearest known one: no typing mistake goes unseen."""

import dataclasses
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from edge.protocol.settings import REMOTE, is_allowed
from edge.words import say


class BadConfig(ValueError):
    """The settings cannot be used; the text names the key and what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraConfig:
    """``source``: device number or path, rtsp or http address, video file, or folder of pictures."""

    source: str = "0"
    deadline_ms: int = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class UplinkConfig:
    """Where the broker is, if not where the enrolment said; ``protocol`` is the MQTT version, ``3.1.1`` or ``5``, if not as enrolled."""

    host: str = ""
    port: int = 0
    protocol: str = ""
    resend_ms: int = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorConfig:
    """The door and its times in milliseconds. A code is not read again until it was out of sight for ``same_pass_pause_ms``.

    ``lock``: fail-secure ones hold without current, fail-safe ones open. ``mode`` is how a gate begins that has never stood in another.
    ``pre_alarm_ms`` is how long before ``held_open_ms`` the door warns, 0 for never. A card that wants a PIN waits
    ``pin_wait_ms`` for each key. Where this door is the ``only_exit`` of a home, no rule of anti-passback is taken from any list.
    """

    name: str = "door-1"
    driver: str = "simulated"
    lock: str = "fail_secure"
    mode: str = "locked"
    release_ms: int = 3000
    held_open_ms: int = 60_000
    pre_alarm_ms: int = 15_000
    same_pass_pause_ms: int = 3000
    pin_wait_ms: int = 10_000
    only_exit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchConfig:
    """Where the simulated driver finds its bench, ``host:port``; empty for none."""

    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinsConfig:
    """GPIO chip and line numbers of the gpiod driver; -1 leaves a line out.

    ``strike`` to ``other_door`` belong to the process below the agent (``edge.safety``), the lamps and the ``buzzer`` to the agent.
    """

    chip: str = "/dev/gpiochip0"
    strike: int = -1
    door: int = -1
    rex: int = -1
    fire: int = -1
    fire_key: int = -1
    tamper: int = -1
    mains: int = -1
    battery: int = -1
    other_door: int = -1
    granted: int = -1
    refused: int = -1
    buzzer: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ModbusConfig:
    """A relay board of the modbus driver: ``device`` is a serial path (Modbus RTU) or ``host:port`` (Modbus TCP).

    ``pins.strike`` is then its relay and ``pins.door`` to ``pins.other_door`` its inputs, counted from 0.
    """

    device: str = ""
    baud: int = 9600
    unit: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderConfig:
    """Where cards are laid on and digits typed. ``device`` is a path, best of ``by-id``; ``digits`` is how a reader types a card's number.

    ``address`` and ``key_file`` (16 bytes in hex, readable by the gate only) are OSDP's, as are ``beeps``, whether the reader sounds, and
    ``words``, what it writes where it has a display; ``d0`` and ``d1`` are Wiegand's lines on ``pins.chip``.
    """

    kind: str = "none"
    device: str = ""
    baud: int = 9600
    digits: str = "decimal"
    address: int = 0
    key_file: str = ""
    beeps: bool = True
    words: str = "en"
    d0: int = -1
    d1: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayConfig:
    """A text display beside the lamps: ``device`` is its serial path, empty for none; ``encoding`` is how it takes Chinese."""

    device: str = ""
    baud: int = 9600
    encoding: str = "gb18030"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyConfig:
    """The process below the agent. ``socket`` is where the two meet, empty for the gate's own folder; ``spawn`` has the gate start it
    where nothing else does; ``exit_release_ms`` is how long the exit button frees the door.
    """

    socket: str = ""
    spawn: bool = True
    exit_release_ms: int = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialConfig:
    """How long a gate must be well with new settings or software before they are kept, and how long it may take to get there."""

    well_for_ms: int = 20_000
    patience_ms: int = 120_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareConfig:
    """The public keys, in hex and apart by spaces, of those whose releases this gate may run; empty for nobody's."""

    keys: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalConfig:
    """How many entries are kept while the hub is away; the oldest beyond that make room, and are counted."""

    entries_max: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAssistantConfig:
    """A household's own broker to show the door's state to; without a ``host`` nothing is shown, and what was is taken back.

    ``authority_file`` is the certificate by which the broker is known; without one it stands in this home's own network.
    """

    host: str = ""
    port: int = 1883
    user: str = ""
    password_file: str = ""
    authority_file: str = ""
    prefix: str = "homeassistant"
    language: str = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateConfig:
    """Everything that can be set on a gate."""

    data_dir: Path
    hub_url: str = ""
    camera: CameraConfig = field(default_factory=CameraConfig)
    uplink: UplinkConfig = field(default_factory=UplinkConfig)
    door: DoorConfig = field(default_factory=DoorConfig)
    bench: BenchConfig = field(default_factory=BenchConfig)
    pins: PinsConfig = field(default_factory=PinsConfig)
    modbus: ModbusConfig = field(default_factory=ModbusConfig)
    reader: ReaderConfig = field(default_factory=ReaderConfig)
    display: DisplayConfig = field(default_factory=DisplayConfig)
    safety: SafetyConfig = field(default_factory=SafetyConfig)
    trial: TrialConfig = field(default_factory=TrialConfig)
    journal: JournalConfig = field(default_factory=JournalConfig)
    software: SoftwareConfig = field(default_factory=SoftwareConfig)
    home_assistant: HomeAssistantConfig = field(default_factory=HomeAssistantConfig)


_BAUDS = (9600, 19200, 38400, 57600, 115200)
CHOICES: dict[str, tuple[object, ...]] = {
    "door.driver": ("simulated", "gpiod", "modbus"),
    "door.lock": ("fail_secure", "fail_safe"),
    "door.mode": ("locked", "unlocked", "blocked", "locked_down", "locked_open"),
    "modbus.baud": _BAUDS,
    "reader.kind": ("none", "osdp", "serial", "keyboard", "keypad", "wiegand"),
    "reader.digits": ("decimal", "hex"),
    "reader.baud": _BAUDS,
    "reader.words": ("en", "zh", "none"),
    "display.baud": _BAUDS,
    "display.encoding": ("gb18030", "utf-8"),
    "uplink.protocol": ("", "3.1.1", "5"),
    "home_assistant.language": ("zh", "en"),
}
LINES = ("reader.d0", "reader.d1")
NO_OSDP_STRIKE = (
    "door.driver: an output of an OSDP reader or module is no strike here: fire and exit button could not reach it in time; "
    "wire the strike to gpiod or to a modbus board"
)


def load(path: Path) -> GateConfig:
    """Return the settings in a file; raise BadConfig, or OSError if it cannot be read."""
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error
    return parse(given)


def parse(given: dict[str, Any]) -> GateConfig:
    """Return the settings in a parsed TOML document; raise BadConfig."""
    if "data_dir" not in given:
        raise BadConfig(say("data_dir is missing: say where the gate keeps its journal and identity"))
    config: GateConfig = _section(GateConfig, given, "")
    return config


def with_wishes(config: GateConfig, wishes: Mapping[str, object]) -> GateConfig:
    """Return the settings with what the hub wishes for; raise BadConfig for a name it may not set or a value outside its limits."""
    for name, value in wishes.items():
        if name not in REMOTE:
            raise BadConfig(say("{name} is set at the gate; from afar there are {names}", name=name, names=", ".join(REMOTE)))
        if not is_allowed(name, value):
            low, high = REMOTE[name]
            raise BadConfig(say("{name} is a number from {low} to {high}", name=name, low=low, high=high))
        section, _, key = name.partition(".")
        config = dataclasses.replace(config, **{section: dataclasses.replace(getattr(config, section), **{key: value})})
    return config


def _section(kind: type[Any], given: dict[str, Any], prefix: str) -> Any:
    types = get_type_hints(kind)
    values = {}
    for key, value in given.items():
        if key not in types:
            raise BadConfig(_unknown(prefix + key, list(types)))
        values[key] = _value(types[key], value, prefix + key)
    return kind(**values)


def _value(wanted: type[Any], value: Any, name: str) -> Any:
    if dataclasses.is_dataclass(wanted):
        if not isinstance(value, dict):
            raise BadConfig(say("{name} is a section: write [{name}]", name=name))
        return _section(wanted, value, name + ".")
    if wanted is Path and isinstance(value, str):
        return Path(value)
    if type(value) is not wanted:
        raise BadConfig(say("{name} should be {kind}", name=name, kind=_should_be(wanted)))
    if wanted is int and value < (-1 if name.startswith("pins.") or name in LINES else 0):
        raise BadConfig(say("{name} cannot be negative", name=name))
    if (name, value) == ("door.driver", "osdp"):
        raise BadConfig(say(NO_OSDP_STRIKE))
    if name in CHOICES and value not in CHOICES[name]:
        raise BadConfig(say("{name} is one of {names}", name=name, names=", ".join(str(one) for one in CHOICES[name] if one)))
    return value


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.rpartition(".")[2], known, 1)
    if near:
        return say("{name} is not a setting: did you mean {near}?", name=name, near=near[0])
    return say("{name} is not a setting; there are {names}", name=name, names=", ".join(known))


def _should_be(wanted: type[Any]) -> str:
    if wanted is int:
        return say("a number")
    return say("true or false") if wanted is bool else say("text in quotes")
