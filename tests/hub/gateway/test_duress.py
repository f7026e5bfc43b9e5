"""A PIN for duress: one message to the contact that was chosen, whenever it comes, and nothing that anybody else could see."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from edge.protocol.codec import encode_entries
from edge.protocol.messages import EntryKind, Outcome, Reason
from edge.protocol.signing import reference
from hub.config import HubConfig
from hub.gateway.inbox import LATE_AFTER_MS
from hub.gateway.tables import EntryRow, GateAlarm
from registry.notices import DURESS
from registry.tables import Notice
from tests.hub.gateway.test_inbox import KEY, NOW, Ground, entry
from tests.rig.databases import owner


@pytest.fixture
def ground(database_config: HubConfig) -> Iterator[Ground]:
    made = Ground(database_config)
    with owner(database_config) as session:
        session.connection().execute(text("UPDATE register_credential SET duress_contact = 'friend'"))
    yield made
    made.database.close()


def typed(ground: Ground, seq: int, **changes: object) -> bytes:
    name = reference(bytes.fromhex(KEY), bytes.fromhex(ground.credential))
    return encode_entries([entry(seq, **{"kind": EntryKind.CARD, "credential": name, "duress": True, **changes})])


def messages(ground: Ground) -> list[tuple[str, str, int]]:
    return [(row.account_id, row.code, row.at) for row in ground.rows(Notice)]


def test_the_contact_is_told_once_and_nobody_else(ground: Ground) -> None:
    sent = typed(ground, 1)
    ground.store(sent, sent)
    ground.store(sent)
    assert messages(ground) == [("friend", DURESS, NOW)]
    assert ground.rows(GateAlarm) == []
    (stored,) = ground.rows(EntryRow)
    assert "duress" not in str(stored.model_dump())


def test_a_message_that_comes_late_says_when_it_was(ground: Ground) -> None:
    ground.store(typed(ground, 1), now=NOW + 100 * LATE_AFTER_MS)
    assert messages(ground) == [("friend", DURESS, NOW)]


def test_whom_the_door_does_not_let_in_needs_help_no_less(ground: Ground) -> None:
    ground.store(typed(ground, 1, outcome=Outcome.REFUSED, reason=Reason.LOCKED_DOWN))
    assert messages(ground) == [("friend", DURESS, NOW)]


@pytest.mark.parametrize("changes", [{"duress": False}, {"credential": "00" * 16}, {"credential": ""}])
def test_without_a_known_pass_and_that_pin_there_is_nothing_to_tell(ground: Ground, changes: dict[str, object]) -> None:
    ground.store(typed(ground, 1, **changes))
    assert messages(ground) == []


def test_without_a_contact_nobody_is_told(ground: Ground) -> None:
    with owner(ground.config) as session:
        session.connection().execute(text("UPDATE register_credential SET duress_contact = NULL"))
    ground.store(typed(ground, 1))
    assert messages(ground) == []
