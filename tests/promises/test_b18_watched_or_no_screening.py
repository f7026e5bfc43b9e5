"""B18: screening refuses to start without an outside auditor's key and a witness; everything else goes on without them."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from hub import oversight
from hub.config import HubConfig
from hub.jobs import Rota, open_worker
from hub.screening.tables import Outbox
from registry.audit.tables import RegisterEntry
from tests.rig.databases import owner

NOW = 1_800_000_000_000
AUDITOR = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
AUDITOR_KEY = AUDITOR.public_key().public_bytes_raw().hex()
WITNESS = {"witness_url": "http://127.0.0.1:1", "witness_key": "ab" * 32}


def waiting_after_a_turn(config: HubConfig, *, signed: bool) -> tuple[int, int]:
    """Let the worker take one turn with one occupant waiting and one act to be logged; return how many wait then, and the leaves."""
    worker = open_worker(config)
    if signed:
        oversight.statement_file(config).write_text(oversight.statement(AUDITOR, worker.log_key))
    with owner(config) as session:
        session.add(Outbox(id="o", occupant_id="moved-away", cause="confirmed", at=NOW))
        words = {"actor": "a", "role": "landlord", "act": "tenant.registered", "subject": "s", "purpose": "registration", "salt": "00" * 16}
        session.add(RegisterEntry(id="r", at=NOW, **words))
    Rota().turn(worker, NOW)
    with worker.database.read() as session:
        waiting = session.execute(text("SELECT count(*) FROM screening_outbox")).scalar_one()
        leaves = session.execute(text("SELECT count(*) FROM audit_leaf")).scalar_one()
    return waiting, leaves


@pytest.mark.parametrize(
    ("settings", "signed"),
    [({}, False), (WITNESS, False), ({"auditor_key": AUDITOR_KEY, **WITNESS}, False), ({"auditor_key": AUDITOR_KEY}, True)],
    ids=["nobody", "no auditor", "an auditor who signed nothing", "no witness"],
)
def test_nobody_is_screened_while_nobody_watches(database_config: HubConfig, settings: dict[str, str], signed: bool) -> None:
    waiting, leaves = waiting_after_a_turn(database_config.model_copy(update=settings), signed=signed)
    assert waiting == 1
    assert leaves == 1


def test_with_an_auditor_and_a_witness_it_starts(database_config: HubConfig) -> None:
    waiting, _leaves = waiting_after_a_turn(database_config.model_copy(update={"auditor_key": AUDITOR_KEY, **WITNESS}), signed=True)
    assert waiting == 0
