"""What a household's Home Assistant is shown of a gate: the door and its health, each named here. Pure.

The table is closed and every row is read from the gate's own state, which holds nothing about a person. ``not_opened`` is left out: it
tells that somebody was let in. All rows are sensors; there is no row that could be switched.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from edge.protocol.messages import AlarmKind, ClockTrust, DoorMode, Status
from edge.protocol.topics import GateAddress

ON, OFF = "ON", "OFF"
ONLINE, OFFLINE = b"online", b"offline"
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A gate at one moment: its state, whether its hub is reached, and when its list was signed (UTC ms), None without one."""

    status: Status
    is_hub_reached: bool
    list_signed_at: int | None

    @property
    def list_age_days(self) -> int | None:
        """How old the list is in whole days: the hour at which the register changed is nobody's business."""
        return None if self.list_signed_at is None else max(0, self.status.at - self.list_signed_at) // DAY_MS


@dataclass(frozen=True, slots=True)
class Entity:
    """One sensor: how it is called in topics and in both languages, what kind it is, and how it reads the gate; None is unknown.

    ``pin`` is the input that it goes by: where nothing is wired, nothing is shown, least of all that all is well.
    """

    key: str
    zh: str
    en: str
    device_class: str
    read: Callable[[Seen], str | int | None]
    options: tuple[str, ...] = ()
    unit: str = ""
    is_diagnostic: bool = True
    pin: str = ""

    @property
    def component(self) -> str:
        """Home Assistant's kind of it."""
        return "sensor" if self.options or self.unit else "binary_sensor"


def _alarm(kind: AlarmKind, zh: str, en: str, device_class: str = "problem", pin: str = "") -> Entity:
    return Entity(kind.value, zh, en, device_class, lambda seen: _on(kind in (seen.status.alarms or ())), pin=pin)


def _on(is_so: bool) -> str:
    return ON if is_so else OFF


ENTITIES = (
    Entity("door", "门", "Door", "door", lambda seen: {"open": ON, "closed": OFF}.get(seen.status.door), is_diagnostic=False, pin="door"),
    Entity("lock", "锁", "Lock", "lock", lambda seen: {"released": ON, "secured": OFF}.get(seen.status.strike), is_diagnostic=False),
    Entity("mode", "门的模式", "Door mode", "enum", lambda seen: seen.status.mode, tuple(DoorMode), is_diagnostic=False),
    Entity("mains", "市电", "Mains", "power", lambda seen: _on(AlarmKind.MAINS_LOST not in (seen.status.alarms or ())), pin="mains"),
    _alarm(AlarmKind.BATTERY_LOW, "电池", "Battery", "battery", pin="battery"),
    _alarm(AlarmKind.FORCED, "门被强行打开", "Door forced", pin="door"),
    _alarm(AlarmKind.HELD_OPEN_SOON, "门快要开得太久", "Door open for long", pin="door"),
    _alarm(AlarmKind.HELD_OPEN, "门开得太久", "Door held open", pin="door"),
    _alarm(AlarmKind.FREE_ENDS_SOON, "门快要锁上", "Door about to lock"),
    _alarm(AlarmKind.TAMPER, "外壳", "Housing", "tamper", pin="tamper"),
    _alarm(AlarmKind.FIRE_RELEASE, "消防释放", "Fire release", "safety", pin="fire"),
    _alarm(AlarmKind.CAMERA_LOST, "摄像头", "Camera"),
    _alarm(AlarmKind.CAMERA_COVERED, "摄像头被遮挡", "Camera covered"),
    _alarm(AlarmKind.READER_LOST, "读卡器", "Card reader"),
    _alarm(AlarmKind.SAFETY_LOST, "消防与出门按钮", "Fire input and exit button"),
    _alarm(AlarmKind.LIST_STALE, "名单过期", "List past its date"),
    _alarm(AlarmKind.CLOCK_SUSPECT, "时钟可疑", "Clock in doubt"),
    Entity("clock", "时钟", "Clock", "enum", lambda seen: seen.status.clock, tuple(ClockTrust)),
    Entity("list_age", "名单已有天数", "Age of the list", "duration", lambda seen: seen.list_age_days, unit="d"),
    Entity("hub", "与中心的连接", "Line to the hub", "connectivity", lambda seen: _on(seen.is_hub_reached)),
)


@dataclass(frozen=True, slots=True)
class Topics:
    """Where a gate stands at a household's broker, beneath its own name. ``prefix`` is where Home Assistant looks for what is new."""

    address: GateAddress
    prefix: str

    @property
    def node(self) -> str:
        """The gate's name there: an underscore stands in no level of an address, so no two gates share one."""
        return f"anju_{self.address.site}_{self.address.gate}"

    @property
    def state(self) -> str:
        """Where all values stand, as one JSON object."""
        return f"{self.node}/state"

    @property
    def availability(self) -> str:
        """Where the gate says that it is there; its last will says that it is not."""
        return f"{self.node}/availability"

    def discovery(self, entity: Entity) -> str:
        """Where an entity is announced."""
        return f"{self.prefix}/{entity.component}/{self.node}/{entity.key}/config"


def wired(pins: Mapping[str, int] | None) -> tuple[Entity, ...]:
    """Return what a gate with these inputs can show, by name with -1 for none; all of it on a bench, which is None."""
    return tuple(entity for entity in ENTITIES if pins is None or not entity.pin or pins[entity.pin] >= 0)


def announcements(entities: Iterable[Entity], topics: Topics, *, language: str, software: str) -> dict[str, bytes]:
    """Return the discovery messages by topic, in Home Assistant's own form; ``language`` is ``zh`` or ``en``."""
    name = f"门禁 {topics.address.gate}" if language == "zh" else f"Gate {topics.address.gate}"
    device = {"identifiers": [topics.node], "name": name, "manufacturer": "Anju", "model": "anju-edge", "sw_version": software}
    return {topics.discovery(entity): _json(_announcement(entity, topics, device, language)) for entity in entities}


def values(entities: Iterable[Entity], seen: Seen) -> bytes:
    """Return what these entities show now."""
    return _json({entity.key: entity.read(seen) for entity in entities})


def _announcement(entity: Entity, topics: Topics, device: Mapping[str, Any], language: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": entity.zh if language == "zh" else entity.en,
        "unique_id": f"{topics.node}_{entity.key}",
        "device_class": entity.device_class,
        "state_topic": topics.state,
        "value_template": f"{{{{ value_json.{entity.key} }}}}",
        "availability_topic": topics.availability,
        "device": device,
        "origin": {"name": "anju-edge", "sw_version": device["sw_version"]},
    }
    if entity.is_diagnostic:
        told["entity_category"] = "diagnostic"
    if entity.options:
        told["options"] = list(entity.options)
    if entity.unit:
        told["unit_of_measurement"] = entity.unit
    return told


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
