"""B17: the audit logs are tamper-evident: whatever is done to a record that was witnessed is found, leaves hold nothing about anybody, and
the public's checkpoints say the same whether anybody was found or not.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from hub.config import HubConfig
from hub.database import Database
from registry.audit import log, note, record, verify
from registry.audit.record import FIELDS, line
from registry.audit.tables import Leaf
from registry.audit.verify import Evidence
from tests.hub.screening.parts import NOW, number, running_station
from tests.registry.audit.paper import KEYS, book, leaf, signed, swapped, write
from tests.registry.audit.parts import SECONDS, SIGNER, kept_books

HOUR_MS = 3_600_000
TAMPERINGS = 10_000 if os.environ.get("ANJU_SOAK") else 1_000
WITNESSED = 120
HONEST = book(3, 1, 7, 16, 5, 8, 30, 2, 20, 28, 10)  # the last head covers ten more; what is tampered with stands before it


@dataclass
class Intruder:
    """Somebody who can change everything that the hub holds, its signing key included, and does so once, somewhere before the last head."""

    chance: Random

    def place(self) -> int:
        return self.chance.randrange(WITNESSED)

    def other_place(self, place: int) -> int:
        return (place + 1 + self.chance.randrange(WITNESSED - 1)) % WITNESSED

    def altered(self, text: bytes) -> bytes:
        """Return a line with one field changed, or one bit."""
        if self.chance.random() < 0.5:
            return flipped(text, self.chance)
        values = json.loads(text)
        field = self.chance.choice(FIELDS)
        values[field] = values[field] + 1 if field == "at" else f"{values[field]}x"
        return line(values["log"], [values[name] for name in FIELDS])


def flipped(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def put(values: list, place: int, *new: object) -> list:
    return [*values[:place], *new, *values[place + 1 :]]


def alter_line(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    return swapped(held, lines=put(held.lines, place, by.altered(held.lines[place])))


def alter_line_and_leaf(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    text = by.altered(held.lines[place])
    return swapped(held, lines=put(held.lines, place, text), leaves=put(held.leaves, place, leaf(text)))


def alter_leaf(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    return swapped(held, leaves=put(held.leaves, place, flipped(held.leaves[place], by.chance)))


def erase_line(by: Intruder, held: Evidence) -> Evidence:
    return swapped(held, lines=put(held.lines, by.place(), None))


def delete_line(by: Intruder, held: Evidence) -> Evidence:
    return swapped(held, lines=put(held.lines, by.place()))


def delete_line_and_leaf(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    return swapped(held, lines=put(held.lines, place), leaves=put(held.leaves, place))


def insert(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    text = by.altered(held.lines[by.other_place(place)])
    return swapped(
        held, lines=put(held.lines, place, text, held.lines[place]), leaves=put(held.leaves, place, leaf(text), held.leaves[place])
    )


def exchange(by: Intruder, held: Evidence) -> Evidence:
    place = by.place()
    other = by.other_place(place)

    def exchanged(values: list) -> list:
        return put(put(values, place, values[other]), other, values[place])

    return swapped(held, lines=exchanged(held.lines), leaves=exchanged(held.leaves))


def alter_checkpoint(by: Intruder, held: Evidence) -> Evidence:
    place = by.chance.randrange(len(held.notes))
    return swapped(held, notes=put(held.notes, place, flipped(held.notes[place].encode(), by.chance).decode(errors="replace")))


def exchange_checkpoints(by: Intruder, held: Evidence) -> Evidence:
    place = by.chance.randrange(len(held.notes) - 1)
    return swapped(held, notes=[*held.notes[:place], held.notes[place + 1], held.notes[place], *held.notes[place + 2 :]])


def roll_back(by: Intruder, held: Evidence) -> Evidence:
    heads = by.chance.randrange(len(held.notes) - 1)
    size = note.parse(held.notes[heads]).head.size
    return Evidence(held.lines[:size], held.leaves[:size], held.notes[: heads + 1], held.kept)


def rewrite_and_sign_anew(by: Intruder, held: Evidence) -> Evidence:
    """With the log's key in hand: every head after the change is signed anew, and bears the witness's old line or none."""
    changed = by.chance.choice((alter_line_and_leaf, delete_line_and_leaf, insert, exchange))(by, held)
    keep_lines, notes = by.chance.random() < 0.5, []
    for text in held.notes:
        size = min(note.parse(text).head.size, len(changed.leaves))
        anew = signed(changed.leaves[:size])
        notes.append(anew + text.rpartition("— w ")[1] + text.rpartition("— w ")[2] if keep_lines else anew)
    return swapped(changed, notes=notes)


WAYS: list[Callable[[Intruder, Evidence], Evidence]] = [
    alter_line, alter_line_and_leaf, alter_leaf, erase_line, delete_line, delete_line_and_leaf, insert, exchange, alter_checkpoint,
    exchange_checkpoints, roll_back, rewrite_and_sign_anew,
]  # fmt: skip


def found(held: Evidence) -> bool:
    return bool(verify.judge("register", held, KEYS, now_s=SECONDS + 3600).findings)


def test_every_random_tampering_before_the_last_witnessed_head_is_found() -> None:
    """The auditor holds an export, the two public keys, and the last witnessed checkpoint, as the witness has it too."""
    honest = swapped(HONEST, kept=HONEST.notes[-1:])
    assert len(honest.leaves) == WITNESSED + 10
    assert not found(honest)
    by, missed = Intruder(Random(17)), []
    for nth in range(TAMPERINGS):
        way = WAYS[nth % len(WAYS)]
        tampered = way(by, honest)
        if tampered != honest and not found(tampered):
            missed.append((nth, way.__name__))
    assert missed == []


def test_the_first_record_that_was_touched_is_named() -> None:
    sizes = [0, *(note.parse(text).head.size for text in HONEST.notes)]
    for way in (alter_line, alter_line_and_leaf, alter_leaf, delete_line_and_leaf, insert):
        for seed in range(20):
            place = Intruder(Random(seed)).place()
            first = verify.judge("register", way(Intruder(Random(seed)), HONEST), KEYS, now_s=SECONDS + 3600).findings[0]
            begins = max(size for size in sizes if size <= place)
            assert begins <= first.first <= place <= first.last


def test_a_flipped_bit_anywhere_in_an_export_is_found(tmp_path: Path) -> None:
    """Bits of every file, at random places: nothing in an export is without meaning."""
    write(tmp_path / "export", HONEST, "register")
    write(tmp_path / "export", book(4, 6, log="cases"), "cases")
    keys = verify.Keys(KEYS.log, KEYS.witness)
    chance, files = Random(18), sorted((tmp_path / "export").iterdir())
    for nth in range(TAMPERINGS // 5):
        shutil.copytree(tmp_path / "export", tmp_path / "changed", dirs_exist_ok=True)
        path = tmp_path / "changed" / files[nth % len(files)].name
        path.write_bytes(flipped(path.read_bytes(), chance))
        name = path.name.partition(".")[0]
        try:
            held = verify.read_export(tmp_path / "changed", name)
        except verify.Unreadable:
            continue
        assert verify.judge(name, held, keys, now_s=SECONDS + 3600).findings, path.name


def test_a_leaf_says_nothing_once_its_line_is_gone() -> None:
    """All leaves have one length, and one act gives another leaf each time: nobody can guess what was done and look for it."""
    words = ["id", 1, "actor", "landlord", "", "tenant.registered", "subject", "registration", ""]
    leaves = {record.leaf("register", [*words, f"{nth:064x}"]) for nth in range(50)}
    assert len(leaves) == 50
    assert {column.name for column in Leaf.__table__.columns} == {"log", "seq", "hash"}  # type: ignore[attr-defined]


def test_lines_of_one_act_differ_in_length_but_never_their_leaves(database_config: HubConfig) -> None:
    with kept_books(database_config) as books:
        for reason in ("", "一", "x" * 4000):
            books.write(reason=reason)
            books.write(reason=reason)
        books.grow()
        leaves = [row[0] for row in books.rows("SELECT hash FROM audit_leaf")]
    assert {len(each) for each in leaves} == {32}  # type: ignore[arg-type]
    assert len(set(leaves)) == 6


def public_view(config: HubConfig, *, watched: bool) -> tuple[list[object], int]:
    """Let a tenant be screened with or without a hit; return what the public sees of the register's log by the hour, and the cases made."""
    hours = []
    with running_station(config) as station:
        somebody = {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07" if watched else "1950-01-01")}
        station.alert(subject={"name": "李四" if watched else "无人", "document": somebody})
        for turn in range(3):
            station.tenant(now=NOW + turn)
            station.screen(now=NOW + turn)
            for name in ("register", "cases"):
                with station.worker.begin() as session:
                    log.sequence(session, name, SIGNER, NOW + turn * HOUR_MS)
        cosign(config)
        people = Database(config, "people")
        for hour in range(5):
            with station.worker.begin() as session:
                log.announce(session, now=NOW + hour * HOUR_MS)
            with people.read() as session:
                seen = log.announced(session)
            head = note.parse(seen.note).head if seen else None
            hours.append((head.origin, head.size, len(seen.note), seen.at) if seen and head else None)
        people.close()
        cases = len([entry for entry in station.rows(log.CasesEntry) if entry.act == "case.made"])
    return hours, cases


def cosign(config: HubConfig) -> None:
    with kept_books(config) as books:
        books.tamper("UPDATE audit_checkpoint SET witnessed = :so", so=True)


def test_the_public_sees_the_same_whether_anybody_was_found(twin_configs: tuple[HubConfig, HubConfig]) -> None:
    (found_somebody, cases), (found_nobody, none) = (
        public_view(config, watched=watched) for config, watched in zip(twin_configs, (True, False), strict=True)
    )
    assert (cases > 0, none) == (True, 0)
    assert found_somebody == found_nobody
    assert found_somebody[-1] is not None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_of_tampering_changes_something(way: Callable[[Intruder, Evidence], Evidence]) -> None:
    by = Intruder(Random(1))
    assert any(way(by, HONEST) != HONEST for _ in range(5))
