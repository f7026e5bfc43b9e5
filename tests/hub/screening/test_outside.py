"""What the rules reach on names, spellings and slips that somebody else made.

The floors stand below what was measured (see ``hub/screening/README.md``); nothing in ``outside`` was written with a look at the rules.
"""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from hub.screening.compare import Match, compare
from hub.screening.folder import Unreadable, decide
from hub.screening.names.china.mandarin import in_syllables
from hub.screening.papers import Papers
from tests.hub.screening.outside.material import HERE, read
from tests.hub.screening.outside.papers import HIT, NO_HIT, TODAY
from tests.hub.screening.outside.town import Town, town

WEAK = {  # two systems of Latin letters, without the native script beside them
    "P_mandarin_two_latin_ways": 0.0,
    "P_across_both_scripts_and_native": 0.5,
    "P_greek_two_latin_ways": 0.5,
    "P_korean_two_latin_ways": 0.5,
}
FLOOR = 0.75


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, dict[str, tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("outside")
    made = town(2311, read([HERE]), per_class=12, occupants=3000, alerts=3000)
    made.write(folder)
    return made, made.reached({(each.occupant_id, each.alert_id) for each in decide(folder, today=TODAY)})


def test_other_peoples_spellings_and_slips_are_known_again(measured: tuple[Town, dict[str, tuple[int, int]]]) -> None:
    made, reached = measured
    hits = made.groups(HIT)
    assert len(hits) > 80
    rates = {group: reached[group][0] / reached[group][1] for group in hits}
    assert {group: rate for group, rate in rates.items() if rate < WEAK.get(group, FLOOR)} == {}
    found, asked = (sum(column) for column in zip(*(reached[group] for group in hits), strict=True))
    assert found / asked > 0.95


def test_siblings_namesakes_neighbours_and_strangers_are_left_alone(measured: tuple[Town, dict[str, tuple[int, int]]]) -> None:
    made, reached = measured
    others = {group for group in made.groups(NO_HIT) if not group.endswith("twin_near")}
    assert len(others) > 40
    assert {group: reached[group] for group in others if reached[group][0]} == {}
    assert reached["strangers"][0] <= 2


LETTER_FOR_LETTER = """
    Ruwan Silva = රුවන් සිල්වා; Kumari Bandara = කුමාරි බණ්ඩාර; Nimal Perera = නිමල් පෙරේරා;
    Pavel Zuev = Павел Зуев; Sanja Petrović = Сања Петровић; Bashir Khan = بشير خان; Yasar Hussain = ياسر حسين;
    Reza Shahin = رضا شاهين; Karim Hashem = كريم هاشم; Petar Katarov = Петър Катъров; Teimuraz Abuladze = თეიმურაზ აბულაძე;
    Nino Chkheidze = ნინო ჩხეიძე; Abebe Bekele = አበበ በቀለ; Tigist Alemu = ትግስት አለሙ; Kim Minsu / 김민수 = 김민수;
    Murugan Azhagan = முருகன் அழகன்;
    Karine Ustabashyan = Կարինե Ուստաբաշյան; Elena Mushkambaryan = Ելենա Մուշկամբարյան; Heba Ba-Matraf = Hiba Bamatraf
"""


@pytest.mark.parametrize("pair", [each.strip() for each in LETTER_FOR_LETTER.split(";")])
def test_a_name_written_letter_for_letter_is_the_name(pair: str) -> None:
    sides = [Papers(name=name, birth_date="1960-03-10") for name in pair.split(" = ")]
    assert {compare(*sides).match, compare(*sides[::-1]).match} == {Match.IDENTITY}


def test_a_name_that_can_be_cut_into_syllables_in_many_ways_holds_nobody_up() -> None:
    sides = [Papers(name=f"Li {'xianan' * 20}{end}", birth_date="1960-03-10") for end in "qv"]
    began = time.process_time()
    compare(*sides)
    compare(sides[0], Papers(name="a" * 20_000, birth_date="1960-03-10"))
    assert time.process_time() - began < 1


def test_what_cannot_be_cut_is_not_cut() -> None:
    began = time.process_time()
    assert list(in_syllables("xianan" * 7 + "q")) == list(in_syllables("xian" * 7)) == []
    assert list(in_syllables("xian")) == [("xian",), ("xi", "an")]
    assert time.process_time() - began < 0.2


OCCUPANT = {
    "occupant_id": "O1",
    "name": "Radogost Vrbnik",
    "dob": "1990-05-17",
    "docs": [{"type": "PASSPORT", "country": "BGR", "number": "712345678"}],
}
ALERT = {
    "alert_id": "A1",
    "name": "VRBNIK, Radogost",
    "dob": "1990-05-17",
    "kind": "arrest_warrant",
    "valid_to": "2027-01-01",
    "status": "active",
}
LOST = {"name": "", "dob": None, "kind": "lost_document"}


def _lines(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def _cases(folder: Path, occupants: bytes, alerts: bytes) -> list[tuple[str, str]]:
    (folder / "occupants.jsonl").write_bytes(occupants)
    (folder / "alerts.jsonl").write_bytes(alerts)
    return [(each.occupant_id, each.alert_id) for each in decide(folder, today=TODAY)]


@pytest.mark.parametrize(
    "odd",
    [
        *({"dob": dob} for dob in ("1990-5-17", "1990/05/17", "19900517", "17.05.1990", " 1990-05-17T00:00:00Z", "１９９０-０５-１７")),
        *({"dob": dob} for dob in ("1990", "1990-05", "1990-00-00", "1990-05-00")),
        *({"status": status} for status in ("ACTIVE", " Active ", "", None)),
        *(
            {"name": name}
            for name in (
                "VRBNIK  Radogost",
                "Radogost\u00a0Vrbnik\u200b",
                "<b>Radogost</b>&nbsp;Vrbnik",
                "Ｒａｄｏｇｏｓｔ　Ｖｒｂｎｉｋ",
                "Radogost_Vrbnik",
                "Radogost\nVrbnik",
            )
        ),
        {"name": None, "surname": "Vrbnik", "given": "Radogost"},
        {"aliases": None, "docs": None, "sex": None, "score": {"unknown": ["key"]}},
        {"aliases": [None, "", "N/A"], "docs": [{"type": None, "number": None}]},
        *(
            LOST | {"docs": [{"type": "Passport", "country": "bg", "number": number}]}
            for number in ("712-345-678", "７１２ ３４５ ６７８", "No. 712345678<<")
        ),
        LOST | {"docs": [{"type": "护照", "country": "", "number": "712345678"}]},
    ],
)
def test_an_odd_form_is_read_as_it_is_meant(tmp_path: Path, odd: dict[str, Any]) -> None:
    assert _cases(tmp_path, _lines(OCCUPANT), _lines(ALERT | odd)) == [("O1", "A1")]


@pytest.mark.parametrize("odd", [{"dob": "unknown"}, {"dob": None}, {"dob": "0000-00-00"}, {"name": "无"}, {"name": "Vrbnik " * 3000}])
def test_what_says_nothing_finds_nobody(tmp_path: Path, odd: dict[str, Any]) -> None:
    assert _cases(tmp_path, _lines(OCCUPANT), _lines(ALERT | odd)) == []


def test_marks_and_ends_of_lines_of_other_systems_are_read(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf\r\n" + _lines(OCCUPANT, OCCUPANT).replace(b"\n", b"\r\n")
    assert _cases(tmp_path, windows, _lines(ALERT).rstrip()) == [("O1", "A1")]


@pytest.mark.parametrize(
    ("alerts", "says"),
    [
        (_lines(ALERT).decode().encode("utf-16"), "alerts.jsonl line 1 is not UTF-8"),
        (_lines(ALERT | {"name": "伊万"}).decode().encode("gb18030"), "alerts.jsonl line 1 is not UTF-8"),
        (b"[" * 100_000, "alerts.jsonl line 1 is not JSON"),
        (b"[" + _lines(ALERT) + b"]", "alerts.jsonl line 1 is not JSON"),
        (_lines(ALERT, ALERT | {"name": "Somebody Else"}), "alerts.jsonl line 2 has the alert_id of line 1 and says something else"),
        (_lines(ALERT | {"dob": 1990}), "dob must be a text"),
        (_lines(ALERT | {"kind": "wanted"}), "kind must be one of"),
        (_lines(ALERT | {"valid_to": "never"}), "valid_to must be a date"),
        (_lines(ALERT | {"docs": [{"number": 712345678}]}), "each of docs has type, country and number, each a text"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(tmp_path: Path, alerts: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        _cases(tmp_path, _lines(OCCUPANT), alerts)


def test_a_birth_date_that_is_not_understood_counts_as_none_and_is_told_of(tmp_path: Path) -> None:
    number = {"docs": [{"type": "PASSPORT", "country": "SVN", "number": "PB4711852"}]}
    (tmp_path / "occupants.jsonl").write_bytes(_lines(OCCUPANT | number | {"dob": "17 of the fifth"}))
    (tmp_path / "alerts.jsonl").write_bytes(_lines(ALERT | {"dob": "unknown"}, ALERT | number | {"alert_id": "A2", "dob": "90-05-17"}))
    told: list[str] = []
    found = [(each.occupant_id, each.alert_id, each.outcome) for each in decide(tmp_path, today=TODAY, tell=told.append)]
    assert found == [("O1", "A2", "document")]
    assert told == [f"{where} line {line}: dob is not understood and counts as none; write YYYY, YYYY-MM or YYYY-MM-DD"
                    for where, line in (("occupants.jsonl", 1), ("alerts.jsonl", 2))]  # fmt: skip


def test_a_month_that_does_not_exist_leaves_the_year_and_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "occupants.jsonl").write_bytes(_lines(OCCUPANT | {"dob": "1990-31-31"}))
    (tmp_path / "alerts.jsonl").write_bytes(_lines(ALERT | {"dob": "1990-13-05"}, ALERT | {"alert_id": "A2", "dob": "1990-00-00"}))
    told: list[str] = []
    list(decide(tmp_path, today=TODAY, tell=told.append))
    assert told == ["occupants.jsonl line 1: dob has a month that does not exist, so its year alone counts"]
