"""The AsyncAPI 3 document, drawn from the code: ``python -m tests.protocol.asyncapi > edge/protocol/asyncapi.yaml`` writes it again."""

import sys
from typing import Any

import msgspec
import yaml

from edge.protocol import keys, list_delta, messages, pass_list, rights, topics

CHANNELS: dict[str, tuple[str, type[msgspec.Struct] | None, str]] = {
    "entries": ("entries", None, "A batch of journal entries, oldest first. QoS 1, not retained."),
    "acks": ("acks", messages.Ack, "Everything up to this sequence number is committed. QoS 1, not retained."),
    "status": ("status", messages.Status, "The gate's state, and its last will. QoS 1, retained."),
    "alarms": ("alarms", messages.Alarm, "An alarm raised or cleared. QoS 1, not retained."),
    "alarmAcks": ("acks/alarms", messages.AlarmAck, "These alarms are committed. QoS 1, not retained."),
    "commands": ("commands", messages.Signed, "A signed Command, good for seconds and once. QoS 1, never retained."),
    "receipts": ("receipts", messages.Receipt, "What became of a command. QoS 1, not retained."),
    "lists": ("lists", messages.Signed, "The signed manifest (ListManifest) of the pass list. QoS 1, retained."),
    "listParts": ("lists/{part}", pass_list.ListPart, "One part of the list, named in the manifest with its digest. QoS 1, retained."),
    "changes": ("changes", messages.Signed, "A signed ListDelta: from one version of the list to the next. QoS 1, not retained."),
    "config": ("config", messages.Signed, "The signed DesiredConfig of the gate, with the Release to run. QoS 1, retained."),
    "keys": ("keys", keys.KeyChain, "How the keys that the hub signs with followed one another, each step signed. QoS 1, retained."),
}


def document() -> dict[str, Any]:
    """Return the whole document as plain values."""
    signed = [
        pass_list.ListManifest,
        messages.DesiredConfig,
        messages.Release,
        messages.Command,
        messages.Gap,
        list_delta.ListDelta,
        keys.KeyStatement,
    ]
    parts = [rights.CredentialPart, rights.SchedulePart, rights.RulesPart, rights.KeysPart, rights.BuildingKeys]
    kinds = [kind for _, kind, _ in CHANNELS.values() if kind] + [messages.Entry, *signed, *parts]
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    schemas["EntryBatch"] = {
        "type": "object",
        "required": ["v", "entries"],
        "additionalProperties": False,
        "properties": {
            "v": {"type": "integer"},
            "entries": {"type": "array", "maxItems": messages.ENTRIES_PER_MESSAGE_MAX, "items": {"$ref": "#/components/schemas/Entry"}},
            "gaps": {"type": "array", "maxItems": messages.GAPS_PER_MESSAGE_MAX, "items": {"$ref": "#/components/schemas/Gap"}},
        },
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Anju: gate and hub", "version": "1", "license": {"name": "Apache-2.0"}},
        "defaultContentType": "application/json",
        "channels": {name: _channel(tail, kind, text) for name, (tail, kind, text) in CHANNELS.items()},
        "operations": {f"{_speaker(tail)}Sends{name[0].upper()}{name[1:]}": _operation(name) for name, (tail, _, _) in CHANNELS.items()},
        "components": {"schemas": schemas},
    }


def _speaker(tail: str) -> str:
    return "gate" if tail.split("/")[0] in topics.GATE_PUBLISHES else "hub"


def _channel(tail: str, kind: type[msgspec.Struct] | None, text: str) -> dict[str, Any]:
    name = kind.__name__ if kind else "EntryBatch"
    levels = ["site", "gate", *(["part"] if "{part}" in tail else [])]
    return {
        "address": f"{topics.ROOT}/{{site}}/{{gate}}/{tail}",
        "description": text,
        "parameters": {level: {} for level in levels},
        "messages": {name: {"payload": {"$ref": f"#/components/schemas/{name}"}}},
    }


def _operation(channel: str) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{channel}"}, "bindings": {"mqtt": {"qos": 1}}}


if __name__ == "__main__":
    yaml.safe_dump(document(), sys.stdout, allow_unicode=True, sort_keys=False, width=140)
