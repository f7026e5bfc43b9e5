"""The published description of the wire is the code's own."""

from pathlib import Path

import yaml

from edge.protocol import topics
from tests.protocol.asyncapi import CHANNELS, document

PROTOCOL = Path(__file__).parents[2] / "edge" / "protocol"


def test_the_asyncapi_file_is_what_the_code_says() -> None:
    assert yaml.safe_load((PROTOCOL / "asyncapi.yaml").read_text("utf-8")) == document()


def test_every_channel_that_is_described_is_allowed_to_somebody() -> None:
    gate = topics.gate_address("town", "north-12")
    for tail, _, _ in CHANNELS.values():
        name = topics.topic(gate, tail.replace("{part}", "passes-0"))
        assert topics.may_publish(gate.client_id, name) or topics.may_publish(topics.HUB_CLIENT, name)


def test_the_protocol_document_names_every_message_and_reason() -> None:
    text = (PROTOCOL / "PROTOCOL.md").read_text("utf-8")
    schemas = document()["components"]["schemas"]
    missing = [name for name in schemas if f"`{name}`" not in text]
    missing += [reason for reason in schemas["Reason"]["enum"] if f"`{reason}`" not in text]
    assert missing == []
