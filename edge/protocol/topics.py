"""MQTT topic names: one place, so that broker rules, gates and hub can never disagree on a slash."""

import re
from typing import NamedTuple

ROOT = "anju/v1"
HUB_CLIENT = "anju-hub"

GATE_PUBLISHES = ("entries", "status", "alarms", "receipts")
HUB_PUBLISHES = ("acks", "lists", "changes", "config", "commands", "keys")

_LEVEL = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class GateAddress(NamedTuple):
    """Where a gate stands: its site and its name, each 1–40 of ``a-z 0-9 -``."""

    site: str
    gate: str

    @property
    def client_id(self) -> str:
        """The only MQTT client id and user name this gate may use; 1–81 characters."""
        return f"{self.site}.{self.gate}"


def gate_address(site: str, gate: str) -> GateAddress:
    """Return the checked address; raise ValueError if either level could be read as a wildcard or a separator."""
    for level in (site, gate):
        if not _LEVEL.fullmatch(level):
            raise ValueError(f"a site or gate name is 1–40 of a-z, 0-9 and -: {level!r}")
    return GateAddress(site, gate)


def topic(address: GateAddress, channel: str) -> str:
    """Return the topic of a gate's channel, such as ``entries`` or ``lists/passes-0``."""
    return f"{ROOT}/{address.site}/{address.gate}/{channel}"


def parse_topic(name: str) -> tuple[GateAddress, str]:
    """Split a topic into its gate and channel; raise ValueError for any that is not ours."""
    parts = name.split("/", 4)
    if len(parts) != 5 or f"{parts[0]}/{parts[1]}" != ROOT:
        raise ValueError("not a topic of this protocol")
    return gate_address(parts[2], parts[3]), parts[4]


def all_gates(channel: str) -> str:
    """Return the hub's subscription to one channel of every gate."""
    return f"{ROOT}/+/+/{channel}"


def may_publish(user: str, name: str) -> bool:
    """Tell whether this authenticated user may publish to this topic: a gate under its own address only, the hub to gates only."""
    return _allowed(user, name, GATE_PUBLISHES, HUB_PUBLISHES)


def may_receive(user: str, name: str) -> bool:
    """Tell whether a message on this topic may be delivered to this user; the mirror of :func:`may_publish`."""
    return _allowed(user, name, HUB_PUBLISHES, GATE_PUBLISHES)


def may_subscribe(user: str, topic_filter: str) -> bool:
    """Tell whether this user may subscribe to this filter: the hub to one channel of all gates, a gate beneath its own address.

    A gate's wildcard is allowed only in the part after its own address, so that no filter can reach a neighbour.
    """
    if user == HUB_CLIENT:
        return topic_filter in {all_gates(channel) for channel in GATE_PUBLISHES}
    try:
        address, channel = parse_topic(topic_filter)
    except ValueError:
        return False
    return address.client_id == user and channel.split("/")[0] in HUB_PUBLISHES


def _allowed(user: str, name: str, by_gate: tuple[str, ...], by_hub: tuple[str, ...]) -> bool:
    if "+" in name or "#" in name:
        return False
    try:
        address, channel = parse_topic(name)
    except ValueError:
        return False
    head = channel.split("/")[0]
    if user == HUB_CLIENT:
        return head in by_hub
    return user == address.client_id and head in by_gate
