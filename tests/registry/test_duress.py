"""Who was chosen as contact for duress learns nothing by it until the message came, and nobody else learns anything from the message."""

from registry.duress import in_need
from registry.notices import DURESS
from registry.tables import Credential, Notice
from tests.registry.parts import NOON, Office


def needed(office: Office, actor: str, tenancy_id: str) -> list[str]:
    """Return the surnames that somebody is told."""
    with office.resident(actor) as register:
        return [each.surname for each in in_need(register, [tenancy_id]).values()]


def test_a_contact_learns_who_it_is_with_the_message_and_nobody_else_does(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    (own,) = office.rows(Credential)
    own.duress_contact = "friend"
    office.write(own)
    assert needed(office, "friend", made.tenancy_id) == []
    office.write(*(Notice(id=who * 8, account_id=who, tenancy_id=made.tenancy_id, code=DURESS, at=NOON) for who in ("friend", "else")))
    assert len(needed(office, "friend", made.tenancy_id)) == 1
    assert needed(office, "else", made.tenancy_id) == []
