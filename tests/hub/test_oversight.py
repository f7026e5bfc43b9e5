"""B18's ground: what counts as an auditor and a witness outside, and what does not."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.signing import Purpose, sign
from hub import oversight
from hub.config import HubConfig

LOG_KEY = b"\x07" * 32
AUDITOR = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
PUBLIC = AUDITOR.public_key().public_bytes_raw().hex()
WITNESS = {"witness_url": "http://127.0.0.1:1", "witness_key": "ab" * 32}


def told(config: HubConfig, **settings: str) -> HubConfig:
    return HubConfig.model_validate(config.model_dump() | settings)


def test_nothing_is_missing_with_a_statement_and_a_witness(sqlite_config: HubConfig) -> None:
    config = told(sqlite_config, auditor_key=PUBLIC, **WITNESS)
    oversight.statement_file(config).write_text(oversight.statement(AUDITOR, LOG_KEY) + "\n")
    assert oversight.missing(config, LOG_KEY) == ()
    assert oversight.missing(config, b"\x08" * 32) == ("auditor-statement",)
    assert oversight.missing(told(config, witness_url=""), LOG_KEY) == ("witness",)
    assert oversight.missing(told(config, witness_key=""), LOG_KEY) == ("witness",)
    assert oversight.missing(told(config, auditor_key=""), LOG_KEY) == ("auditor-key",)
    assert oversight.missing(told(config, auditor_key="00" * 32), LOG_KEY) == ("auditor-statement",)


def test_a_hub_without_anybody_outside_lacks_both(sqlite_config: HubConfig) -> None:
    assert oversight.missing(sqlite_config, LOG_KEY) == ("auditor-key", "witness")


@pytest.mark.parametrize(
    "statement", ["", "zz", "00" * 64, sign(AUDITOR, Purpose.ALERT, LOG_KEY).hex(), sign(AUDITOR, Purpose.AUDITOR, LOG_KEY[:-1]).hex()]
)
def test_a_statement_of_another_kind_does_not_count(sqlite_config: HubConfig, statement: str) -> None:
    config = told(sqlite_config, auditor_key=PUBLIC, **WITNESS)
    oversight.statement_file(config).write_text(statement)
    assert oversight.missing(config, LOG_KEY) == ("auditor-statement",)
