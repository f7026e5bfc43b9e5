"""What is over is deleted on its day by the worker with the worker's own rights, and its keys are shredded, so that backups forget too."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from registry import notices, retention, tenancies
from registry.keys import KeyGone, KeyStore, load_kek
from registry.people import key_name
from registry.refusals import Refused
from registry.tables import Confirmation, Credential, Disclosure, Notice, Occupant, Person, Tenancy
from tests.registry.parts import DAY_MS, LAST, NOON, TODAY, Office, at, codes
from tests.registry.test_residents import look, person_of

KINDS = (Tenancy, Occupant, Credential, Confirmation, Notice, Person, Disclosure)
DUE = LAST + timedelta(days=31)


def lived_in(office: Office) -> tenancies.Registered:
    """Let somebody live through everything that leaves a row."""
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.end(made.tenancy_id, TODAY + timedelta(days=10))
    office.contest(made.tenancy_id)
    (occupant,) = office.rows(Occupant)
    office.write(
        Confirmation(occupant_id=occupant.id, credential_id=made.credential_id, gate_id="g", confirmed_at=NOON),
        look(person_of(office, "resident"), "look", visible_at=NOON),
    )
    return made


def test_a_tenancy_goes_with_all_that_belongs_to_it_and_not_a_day_before(office: Office) -> None:
    made = lived_in(office)
    (held,) = office.rows(Person)
    assert all(office.rows(kind) for kind in KINDS)
    assert office.forget(today=DUE - timedelta(days=1)) == 0
    assert all(office.rows(kind) for kind in KINDS)
    assert office.forget(today=DUE) == 1
    assert [office.rows(kind) for kind in KINDS] == [[]] * len(KINDS)
    with pytest.raises(KeyGone):
        office.vault.keys.get(key_name(held.id))
    with pytest.raises(Refused) as refused, office.open() as register:
        tenancies.find(register, made.tenancy_id)
    assert codes(refused.value) == [("absent", None)]
    assert office.forget(today=DUE) == 0


def test_deleting_leaves_a_line_and_nothing_that_was_written_down(office: Office) -> None:
    made = lived_in(office)
    office.forget(today=DUE)
    (line,) = [line for line in office.lines() if line.act == "tenancy.deleted"]
    assert (line.subject, line.actor, line.role, line.purpose) == (made.tenancy_id, "retention", "worker", "retention")


@pytest.mark.parametrize("days", [1, 30])
def test_an_early_end_counts_and_a_contested_one_does_not(office: Office, days: int) -> None:
    _home, rooms = office.house()
    gone = TODAY + timedelta(days=10)
    leaver, contester, announced = (office.claimed(rooms[place].id, account=f"account-{place}") for place in range(3))
    office.end(leaver.tenancy_id, gone, by="resident", actor="account-0")
    office.end(contester.tenancy_id, gone)
    office.contest(contester.tenancy_id, actor="account-1")
    office.end(announced.tenancy_id, gone)
    assert office.forget(today=gone + timedelta(days=days), days=days) == 0
    assert office.forget(today=gone + timedelta(days=days + 1), days=days) == 2
    assert [row.id for row in office.rows(Tenancy)] == [contester.tenancy_id]


def test_who_has_another_tenancy_keeps_the_key(office: Office) -> None:
    _home, rooms = office.house()
    old, new = office.let(rooms[0].id, ends_on=TODAY + timedelta(days=1)), office.let(rooms[1].id)
    old_one, new_one = sorted(office.rows(Occupant), key=lambda row: row.tenancy_id != old.tenancy_id)
    with office.people.begin() as session:
        session.get_one(Occupant, new_one.id).person_id = old_one.person_id
    assert office.forget(today=TODAY + timedelta(days=40)) == 1
    with office.open() as register:
        assert tenancies.find(register, new.tenancy_id).name == "古丽·阿依"


def test_a_look_that_is_not_yet_public_is_not_deleted_unseen(office: Office) -> None:
    lived_in(office)
    mine = person_of(office, "resident")
    office.write(look(mine, "deferred", visible_at=at(DUE) + 1))
    office.forget(today=DUE)
    assert [row.id for row in office.rows(Disclosure)] == ["deferred"]


def test_a_backup_of_the_database_forgets_too(sqlite_office: Office, tmp_path: Path) -> None:
    lived_in(sqlite_office)
    (held,) = sqlite_office.rows(Person)
    assert sqlite_office.vault.keys.get(key_name(held.id)).open(held.sealed, held.id.encode())
    sqlite_office.forget(today=DUE)
    copy = tmp_path / "keys.db"
    shutil.copyfile(sqlite_office.config.register_keys_file, copy)
    copy.chmod(0o600)
    store = KeyStore(copy, load_kek(sqlite_office.config.secrets_dir / "registry.kek"))
    with pytest.raises(KeyGone):
        store.get(key_name(held.id))
    for name in store.names():
        with pytest.raises(InvalidTag):
            store.get(name).open(held.sealed, held.id.encode())


def test_many_at_once_go_in_turns(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "TENANCIES_A_TURN", 5)
    _home, rooms = office.house(rooms=retention.TENANCIES_A_TURN + 1)
    for room in rooms:
        office.let(room.id, ends_on=TODAY + timedelta(days=1))
    turns = [office.forget(today=TODAY + timedelta(days=40)) for _ in range(3)]
    assert turns == [retention.TENANCIES_A_TURN, 1, 0]
    assert office.vault.keys.names() == tuple(name for name in office.vault.keys.names() if name.startswith("property:"))


def test_what_stops_in_between_is_finished_by_the_next_turn(office: Office) -> None:
    lived_in(office)

    class Stopped(Exception):
        pass

    with pytest.raises(Stopped), office.worker.begin() as session:
        retention.delete_ended_tenancies(session, office.vault.keys, days=30, today=DUE, now=at(DUE))
        raise Stopped
    with office.open(now=at(DUE)) as register:
        (row,) = office.rows(Tenancy)
        seen = tenancies.find(register, row.id)
    assert (seen.name, seen.document_last_four) == ("", "")  # the key is gone already: nobody can tell who it was
    assert office.forget(today=DUE) == 1
    assert [office.rows(kind) for kind in KINDS] == [[]] * len(KINDS)


def test_notices_about_what_was_undone_go_by_their_age(office: Office) -> None:
    _home, rooms = office.house()
    undone, kept = office.claimed(rooms[0].id), office.claimed(rooms[1].id)
    office.undo(undone.tenancy_id)
    office.end(kept.tenancy_id, TODAY + timedelta(days=10))
    for after, codes_left in ((30 * DAY_MS, 2), (30 * DAY_MS + 1, 1)):
        with office.worker.begin() as session:
            retention.delete_old_notices(session, days=30, now=NOON + after)
        assert len(office.rows(Notice)) == codes_left
    assert [row.code for row in office.rows(Notice)] == [notices.END_ANNOUNCED]
