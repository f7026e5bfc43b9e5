"""The classes of a labelled set: each makes one occupant, one alert and what is expected of them, from a source of chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from pypinyin import lazy_pinyin

from tests.hub.screening.made_up import material as m
from tests.rig.numbers import with_check

Papers = dict[str, Any]
TODAY = date(2026, 11, 23)
HIT, NO_HIT, EITHER = "hit", "no_hit", "either"


@dataclass
class Pair:
    """An occupant's papers, an alert's, and what is expected."""

    occupant: Papers
    alert: Papers
    expected: str
    kind: str = field(default="")


Maker = Callable[[Random], Pair]
CLASSES: dict[str, Maker] = {}


def of(name: str) -> Callable[[Maker], Maker]:
    """Enter a class under its name."""

    def enter(make: Maker) -> Maker:
        CLASSES[name] = make
        return make

    return enter


def day(r: Random, first: int = 1950, last: int = 2007) -> date:
    return date(first, 1, 1) + timedelta(days=r.randrange((last - first + 1) * 365))


def card(r: Random, born: str) -> dict[str, str]:
    number = with_check(f"99{r.randrange(10_000):04}{born.replace('-', '')}{r.randrange(1000):03}")
    return {"type": "RIC", "country": "CHN", "number": number}


def passport(r: Random, country: str = "CHN") -> dict[str, str]:
    return {"type": "PASSPORT", "country": country, "number": f"{r.choice('EGPKMN')}{r.randrange(10**8):08}"}


def papers(name: str | None, born: str | None, *docs: dict[str, str], aliases: tuple[str, ...] = ()) -> Papers:
    return {"name": name, "surname": None, "given": None, "aliases": list(aliases), "dob": born, "sex": None, "docs": list(docs)}


def identity(r: Random, one: str, other: str, *, country: str = "UTO", expected: str = HIT, born: str = "") -> Pair:
    """Return two papers with a name each, the same birth date, and passports that say nothing of each other."""
    when = born or day(r).isoformat()
    return Pair(
        papers(one, when, passport(r, country)), papers(other, when, *([passport(r, country)] if r.random() < 0.6 else [])), expected
    )


# -- Han names ---------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Han:
    """A Han name in every form: simplified, traditional, Hong Kong, Wade–Giles, pinyin; surname and given syllables apart."""

    surname: m.Forms
    given: tuple[m.Forms, ...]

    def text(self, form: int) -> str:
        return self.surname[form] + "".join(each[form] for each in self.given)

    def pinyin(self) -> tuple[str, str]:
        return self.surname[4], "".join(each[4] for each in self.given)


def han(r: Random, *, rare: bool = False) -> Han:
    return Han(r.choice(m.HAN_SURNAMES), tuple(r.sample(m.HAN_GIVEN, 2 if rare or r.random() < 0.75 else 1)))


def against_card(r: Random, occupant: str, alert: str, *, expected: str = HIT) -> Pair:
    born = day(r).isoformat()
    return Pair(papers(occupant, born, passport(r)), papers(alert, born, card(r, born)), expected)


@of("P_han_pinyin")
def _pinyin(r: Random) -> Pair:
    name = han(r)
    surname, given = name.pinyin()
    spaced = " ".join(each[4] for each in name.given)
    form = r.choice(
        [
            f"{surname} {given}",
            f"{given} {surname}",
            f"{surname} {spaced}".upper(),
            f"{surname}{given}",
            f"{surname.upper()}, {given.title()}",
        ]
    )
    return against_card(r, form, name.text(0))


@of("P_han_pinyin_by_dictionary")
def _dictionary(r: Random) -> Pair:
    name = han(r)
    return against_card(r, " ".join([name.surname[4], "".join(lazy_pinyin("".join(each[0] for each in name.given)))]), name.text(0))


@of("P_han_hong_kong")
def _hong_kong(r: Random) -> Pair:
    name = han(r)
    given = [each[2] for each in name.given]
    forms = [
        f"{name.surname[2]} {' '.join(given)}".upper(),
        f"{name.surname[2]} {'-'.join([given[0], *[g.lower() for g in given[1:]]])}",
        f"{' '.join(given)} {name.surname[2]}",
    ]
    return against_card(r, r.choice(forms), name.text(r.choice([0, 1])))


@of("P_han_hong_kong_with_english_name")
def _english(r: Random) -> Pair:
    name = han(r, rare=True)
    western = r.choice(["Peter", "Jenny", "Alex", "Karen", "Jackson", "Winnie"])
    given = " ".join(each[2] for each in name.given)
    return against_card(r, r.choice([f"{western} {name.surname[2]} {given}", f"{name.surname[2]} {given} {western}"]), name.text(1))


@of("P_han_wade_giles")
def _wade(r: Random) -> Pair:
    name = han(r)
    given = [each[3] for each in name.given]
    return against_card(
        r,
        r.choice(
            [f"{name.surname[3]} {'-'.join([given[0], *[g.lower() for g in given[1:]]])}", f"{name.surname[3]} {' '.join(given)}".upper()]
        ),
        name.text(r.choice([0, 1])),
    )


@of("P_han_traditional")
def _traditional(r: Random) -> Pair:
    name = han(r)
    return against_card(r, name.text(1), name.text(0))


@of("P_han_homophone")
def _homophone(r: Random) -> Pair:
    group = r.choice(m.HOMOPHONES)
    one, other = r.sample(group, 2)
    surname, further = r.choice(m.HAN_SURNAMES)[0], r.choice(m.HAN_GIVEN)[0]
    return against_card(r, surname + further + one, surname + further + other)


@of("P_han_two_scripts_in_one_field")
def _two_scripts(r: Random) -> Pair:
    name = han(r)
    return against_card(r, f"{name.text(1)} {name.surname[2]} {' '.join(each[2] for each in name.given)}", name.text(0))


@of("P_dotted_variants")
def _dotted(r: Random) -> Pair:
    first, second = r.sample(m.UYGHUR, 2) if r.random() < 0.6 else r.sample(m.TIBETAN, 2)
    return against_card(r, r.choice([f"{first[0]}{dot}{second[0]}" for dot in ("•", "・", "．", " ", "")]), f"{first[0]}·{second[0]}")


@of("P_dotted_reordered")
def _turned(r: Random) -> Pair:
    first, second = r.sample(m.UYGHUR, 2)
    return against_card(r, f"{second[0]}·{first[0]}", f"{first[0]}·{second[0]}")


@of("P_dotted_pinyin_passport")
def _dotted_pinyin(r: Random) -> Pair:
    first, second = r.sample(m.UYGHUR, 2) if r.random() < 0.6 else r.sample(m.TIBETAN, 2)
    return against_card(r, r.choice([f"{first[1]} {second[1]}", f"{second[1]} {first[1]}"]).upper(), f"{first[0]}·{second[0]}")


# -- other scripts and languages ---------------------------------------------------------------------------------------------------------


def two_forms(r: Random, *tables: tuple[m.Forms, ...], native: bool) -> tuple[list[str], list[str]]:
    chosen = [r.choice(each) for each in tables]
    left = [each[0] if native else each[1] for each in chosen]
    return left, [each[r.choice([1, 2]) if len(each) > 2 and native else min(2, len(each) - 1)] for each in chosen]


def turned(r: Random, parts: list[str]) -> str:
    return " ".join(parts if r.random() < 0.5 else parts[::-1])


def spoken(name: str, *tables: tuple[m.Forms, ...]) -> None:
    """Enter a class in which the native script stands against Latin letters, one of two Latin ways, and strangers of the same language."""

    @of(f"P_{name}_native_to_latin")
    def _native(r: Random) -> Pair:
        left, right = two_forms(r, *tables, native=True)
        return identity(r, (" " if name != "korean" else "").join(left), turned(r, right).upper() if r.random() < 0.3 else turned(r, right))

    @of(f"P_{name}_two_latin_ways")
    def _two_ways(r: Random) -> Pair:
        left, right = two_forms(r, *tables, native=False)
        return identity(r, turned(r, left), " ".join(right))

    @of(f"N_{name}_same_day_one_part_shared")
    def _stranger(r: Random) -> Pair:
        surname, other_surname = r.sample(tables[0], 2)
        given, other_given = r.sample(tables[1], 2)
        shares_surname = r.random() < 0.5
        one = [surname[0], given[0]]
        other = [surname[1], other_given[1]] if shares_surname else [other_surname[1], given[1]]
        return identity(r, (" " if name != "korean" else "").join(one), turned(r, other), expected=NO_HIT)


spoken("russian", m.RUSSIAN_SURNAMES, m.RUSSIAN_GIVEN)
spoken("kazakh", m.KAZAKH_SURNAMES, m.KAZAKH_GIVEN)
spoken("mongolian", m.MONGOLIAN_SURNAMES, m.MONGOLIAN_GIVEN)
spoken("arabic", m.ARABIC_SURNAMES, m.ARABIC_GIVEN)
spoken("korean", m.KOREAN_SURNAMES, m.KOREAN_GIVEN)
spoken("japanese", m.JAPANESE_SURNAMES, m.JAPANESE_GIVEN)
spoken("hindi", m.HINDI_SURNAMES, m.HINDI_GIVEN)


@of("P_thai_native_to_latin")
def _thai(r: Random) -> Pair:
    name = r.choice(m.THAI)
    return identity(r, name[0], name[1])


@of("P_burmese_two_latin_ways")
def _burmese(r: Random) -> Pair:
    name = r.choice(m.BURMESE)
    return identity(r, name[0].upper(), name[1])


def vietnamese(r: Random) -> list[str]:
    return [r.choice(m.VIETNAMESE_SURNAMES)[0], r.choice(m.VIETNAMESE_MIDDLE)[0], r.choice(m.VIETNAMESE_GIVEN)[0]]


@of("P_vietnamese_marks_and_order")
def _vietnamese(r: Random) -> Pair:
    surname, middle, given = vietnamese(r)
    bare = {"đ": "d", "Đ": "D"}
    other = r.choice(
        [f"{given} {middle} {surname}", f"{middle} {given} {surname}", f"{surname} {middle}{given.lower()}", f"{surname} {middle} {given}"]
    )
    return identity(r, f"{surname} {middle} {given}", "".join(bare.get(c, c) for c in other).upper(), country="VNM")


@of("P_russian_patronymic_missing")
def _patronymic(r: Random) -> Pair:
    surname, given = r.choice(m.RUSSIAN_SURNAMES), r.choice(m.RUSSIAN_GIVEN)
    return identity(
        r, f"{surname[1]} {given[1]} {r.choice(['Ivanovich', 'Sergeevich', 'Petrovich'])}", f"{given[1]} {surname[1]}", country="RUS"
    )


# -- Western names -----------------------------------------------------------------------------------------------------------------------


def western(r: Random, given: int = 2) -> tuple[list[str], str]:
    return [each[0] for each in r.sample(m.WESTERN_GIVEN, given)], r.choice(m.WESTERN_SURNAMES)[0]


MRZ = str.maketrans({
    "ä": "AE", "ö": "OE", "ü": "UE", "ø": "OE", "å": "AA", "ß": "SS", "é": "E", "ñ": "N", "ł": "L", "á": "A", "í": "I", "ó": "O", "ç": "C",
    "ś": "S", "č": "C", "ć": "C", "ı": "I", "ú": "U", "ã": "A", "ê": "E", "è": "E", "'": "", "-": "<", " ": "<",
})  # fmt: skip


def machine_readable(given: list[str], surname: str) -> str:
    return f"{surname.lower().translate(MRZ)}<<{'<'.join(each.lower().translate(MRZ) for each in given)}".upper()


@of("P_western_order_and_marks")
def _western(r: Random) -> Pair:
    given, surname = western(r, r.choice([1, 2]))
    form = r.choice(
        [
            f"{surname}, {' '.join(given)}",
            f"{surname.upper()} {' '.join(given)}",
            f"{'-'.join(given)} {surname}",
            "".join([*given, " ", surname]),
        ]
    )
    return identity(r, form, f"{' '.join(given)} {surname}")


@of("P_western_mrz")
def _mrz(r: Random) -> Pair:
    given, surname = western(r, r.choice([1, 2]))
    return identity(r, machine_readable(given, surname)[:39], f"{' '.join(given)} {surname}")


@of("P_western_mrz_truncated")
def _truncated(r: Random) -> Pair:
    given, surname = western(r, 4)
    return identity(r, machine_readable(given, surname)[:39].rstrip("<").replace("<", " "), f"{' '.join(given)} {surname}")


@of("P_western_middle_name_missing")
def _middle(r: Random) -> Pair:
    given, surname = western(r, 2)
    return identity(r, f"{given[0]} {surname}", r.choice([f"{' '.join(given)} {surname}", f"{surname} {' '.join(given)}".upper()]))


@of("P_western_initial")
def _initial(r: Random) -> Pair:
    given, surname = western(r, 2)
    return identity(r, f"{given[0]} {given[1][0]}. {surname}", f"{' '.join(given)} {surname}")


def slipped(r: Random, text: str) -> str:
    """Return the text with one letter wrong, missing, doubled or swapped."""
    place = r.randrange(1, len(text) - 1)
    kind = r.randrange(4)
    if kind == 0:
        return text[:place] + r.choice("abcdefghiklmnoprstuvz") + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


@of("P_western_one_slip")
def _slip(r: Random) -> Pair:
    given, surname = western(r, r.choice([1, 2]))
    name = f"{' '.join(given)} {surname}"
    return identity(r, slipped(r, name), name)


@of("P_pinyin_one_slip_no_syllable")
def _pinyin_slip(r: Random) -> Pair:
    name = han(r, rare=True)
    surname, given = name.pinyin()
    broken = f"{given[0]}q{given[1:]}" if given[0] != "q" else f"qq{given[1:]}"
    return identity(r, f"{surname.title()} {broken.title()}", f"{surname.title()} {given.title()}", expected=EITHER)


@of("P_alias")
def _alias(r: Random) -> Pair:
    born = day(r).isoformat()
    name, other = han(r), han(r)
    shown = r.choice([other.text(0), other.text(1), " ".join(other.pinyin())])
    return Pair(papers(shown, born, passport(r)), papers(name.text(0), born, card(r, born), aliases=("老二", other.text(0))), HIT)


# -- documents ---------------------------------------------------------------------------------------------------------------------------


@of("P_number_equal")
def _equal(r: Random) -> Pair:
    born, name = day(r).isoformat(), han(r)
    held = card(r, born)
    shape = r.choice(
        [str, lambda n: f"{n[:6]} {n[6:14]} {n[14:]}", lambda n: n.lower(), lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n)]
    )
    return Pair(
        papers(name.text(0), born, held | {"number": shape(held["number"])}), papers(name.text(0), r.choice([born, None]), held), HIT
    )


@of("P_number_slipped")
def _slipped_number(r: Random) -> Pair:
    born, name = day(r).isoformat(), han(r)
    held = card(r, born)
    number, place = held["number"], r.randrange(17)
    if r.random() < 0.5 and number[place] != number[place + 1] and number[place + 1] != "X":
        wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    else:
        wrong = number[:place] + str((int(number[place]) + r.randrange(1, 10)) % 10) + number[place + 1 :]
    sides = [papers(name.text(0), born, held | {"number": wrong}), papers(name.text(0), born, held)]
    return Pair(*(sides if r.random() < 0.5 else sides[::-1]), HIT)


@of("P_number_equal_identity_conflicts")
def _conflict(r: Random) -> Pair:
    born = day(r).isoformat()
    held = r.choice([card(r, born), passport(r)])
    return Pair(papers(han(r).text(0), day(r).isoformat(), held), papers(western(r)[1], born, held), HIT)


@of("P_lost_document")
def _lost(r: Random) -> Pair:
    born = day(r).isoformat()
    held = r.choice([card(r, born), passport(r)])
    return Pair(papers(han(r).text(0), born, held), papers(None, None, held), HIT, "lost_document")


# -- dates -------------------------------------------------------------------------------------------------------------------------------


def rare(r: Random) -> str:
    return r.choice("郝邵毛贺龚万段雷侯孟黎詹温岳殷樊柴符") + "".join(
        r.sample("蔚楷瀚骁瑾翊澜荻钰璇祺旸晟彧峥岚绮筠霖黛蓓屹烁栩湘沅漪皎霏绍珩", 2)
    )


@of("P_date_swapped")
def _swapped(r: Random) -> Pair:
    when = date(r.randrange(1950, 2007), r.randrange(1, 7), r.randrange(7, 13))
    name = r.choice([han(r).text(0), " ".join(western(r, 1)[0]) + " " + western(r)[1]])
    return Pair(papers(name, when.isoformat(), passport(r)), papers(name, f"{when.year}-{when.day:02}-{when.month:02}"), HIT)


@of("P_date_one_digit_rare_name")
def _one_digit(r: Random) -> Pair:
    while True:
        born = day(r).isoformat()
        place = r.choice([2, 3, 5, 6, 8, 9])
        wrong = born[:place] + r.choice("0123456789") + born[place + 1 :]
        try:
            if wrong != born and 1930 < date.fromisoformat(wrong).year < 2015:
                name = rare(r)
                return Pair(papers(name, born, passport(r)), papers(r.choice([name, " ".join(lazy_pinyin(name))]), wrong), HIT)
        except ValueError:
            continue


@of("P_date_year_only_rare_name")
def _year_only(r: Random) -> Pair:
    born, name = day(r).isoformat(), rare(r)
    return Pair(papers(name, born, card(r, born)), papers(name, born[: r.choice([4, 7])]), HIT)


@of("P_date_lunar_rare_name")
def _lunar(r: Random) -> Pair:
    lunar, solar = r.choice(
        [
            ("1959-02-03", "1959-03-11"),
            ("1975-10-24", "1975-11-26"),
            ("1988-08-15", "1988-09-25"),
            ("1990-01-01", "1990-01-27"),
            ("1979-12-30", "1980-02-15"),
            ("2001-04-29", "2001-05-21"),
            ("1966-03-29", "1966-04-19"),
        ]
    )
    name = rare(r)
    return Pair(papers(name, solar, passport(r)), papers(name, lunar), EITHER if lunar == "1979-12-30" else HIT)


# -- other people ------------------------------------------------------------------------------------------------------------------------


@of("N_twins_han")
def _twins(r: Random) -> Pair:
    surname, (a, b, c) = r.choice(m.HAN_SURNAMES)[0], r.sample(m.HAN_GIVEN, 3)
    if b[4] == c[4] or a[4] == b[4]:
        return _twins(r)
    pair = r.choice(
        [(surname + a[0] + b[0], surname + a[0] + c[0]), (surname + b[0] + a[0], surname + c[0] + a[0]), (surname + b[0], surname + c[0])]
    )
    return against_card(r, *pair, expected=NO_HIT)


@of("N_twins_han_against_pinyin")
def _twins_pinyin(r: Random) -> Pair:
    surname, (a, b, c) = r.choice(m.HAN_SURNAMES), r.sample(m.HAN_GIVEN, 3)
    if b[4] == c[4]:
        return _twins_pinyin(r)
    return against_card(r, f"{surname[4]} {a[4]}{b[4]}".upper(), surname[0] + a[0] + c[0], expected=NO_HIT)


@of("N_twins_pinyin_both")
def _twins_latin(r: Random) -> Pair:
    surname, (a, b, c) = r.choice(m.HAN_SURNAMES), r.sample(m.HAN_GIVEN, 3)
    if b[4] == c[4]:
        return _twins_latin(r)
    return against_card(r, f"{surname[4]} {a[4]}{b[4]}".title(), f"{surname[4]} {a[4]}{c[4]}".upper(), expected=NO_HIT)


@of("N_twins_hong_kong")
def _twins_hk(r: Random) -> Pair:
    surname, (a, b, c) = r.choice(m.HAN_SURNAMES), r.sample(m.HAN_GIVEN, 3)
    if b[2] == c[2] or b[4] == c[4]:
        return _twins_hk(r)
    return against_card(r, f"{surname[2]} {a[2]} {b[2]}".upper(), surname[1] + a[1] + c[1], expected=NO_HIT)


for _language, _pairs in m.TWINS.items():

    @of(f"N_twins_{_language}")
    def _twins_of(r: Random, pairs: tuple[m.Forms, ...] = _pairs) -> Pair:
        one, other = r.choice(pairs)
        return identity(r, one, other, expected=NO_HIT)


@of("N_namesake_other_day")
def _namesake(r: Random) -> Pair:
    name = r.choice([han(r).text(0), " ".join(han(r).pinyin()), " ".join(vietnamese(r)), "Мария Иванова", "محمد أحمد"])
    while True:
        one, other = day(r).isoformat(), day(r).isoformat()
        if sum(a != b for a, b in zip(one, other, strict=True)) > 2:
            return Pair(papers(name, one, passport(r)), papers(name, other, *([card(r, other)] if r.random() < 0.5 else [])), NO_HIT)


@of("N_homophone_other_day")
def _homophone_other(r: Random) -> Pair:
    pair = _homophone(r)
    pair.alert["dob"] = f"{int(pair.alert['dob'][:4]) + 11}-{r.randrange(1, 13):02}-28"
    pair.alert["docs"], pair.expected = [], NO_HIT
    return pair


@of("N_two_valid_numbers")
def _two_numbers(r: Random) -> Pair:
    born, name = day(r).isoformat(), han(r).text(0)
    return Pair(papers(name, born, card(r, born)), papers(name, born, card(r, born)), NO_HIT)


@of("N_same_day_other_name")
def _same_day(r: Random) -> Pair:
    makers: list[Callable[[], str]] = [
        lambda: han(r).text(0),
        lambda: " ".join(han(r).pinyin()),
        lambda: " ".join(vietnamese(r)),
        lambda: " ".join([*western(r)[0], western(r)[1]]),
    ]
    one, other = r.choice(makers)(), r.choice(makers)()
    return identity(r, one, other, expected=NO_HIT if one.split()[0] != other.split()[0] else EITHER)


@of("N_year_only_common_name")
def _common(r: Random) -> Pair:
    name, born = r.choice(["张伟", "王芳", "李娜", "刘强", "陈静", "Nguyễn Thị Hoa", "Kim Min-jun"]), day(r).isoformat()
    return Pair(papers(name, born, passport(r)), papers(name, born[:4]), NO_HIT)


@of("N_passport_of_another_country")
def _other_country(r: Random) -> Pair:
    held = passport(r, "DEU")
    return Pair(
        papers(" ".join(western(r)[0]), day(r).isoformat(), held),
        papers(" ".join(vietnamese(r)), day(r).isoformat(), held | {"country": "FRA"}),
        NO_HIT,
    )


@of("N_neighbour_number")
def _neighbour(r: Random) -> Pair:
    born, place = day(r).isoformat(), r.randrange(10, 900)
    numbers = [with_check(f"990001{born.replace('-', '')}{place + step:03}") for step in (0, 2)]
    docs = [{"type": "RIC", "country": "CHN", "number": number} for number in numbers]
    return Pair(papers(han(r, rare=True).text(0), born, docs[0]), papers(rare(r), born, docs[1]), NO_HIT)


@of("N_not_in_force")
def _over(r: Random) -> Pair:
    born, name = day(r).isoformat(), han(r).text(0)
    held = card(r, born)
    over = r.choice([{"valid_to": (TODAY - timedelta(days=r.randrange(1, 400))).isoformat()}, {"status": "withdrawn"}])
    return Pair(papers(name, born, held), papers(name, born, held) | over, NO_HIT)


def innocents(r: Random, count: int) -> Iterator[Papers]:
    """Yield papers of people whom no alert is about."""
    for _number in range(count):
        born = day(r).isoformat()
        if r.random() < 0.7:
            name = r.choice([han(r).text(0), r.choice("王李张刘陈杨赵") + r.choice("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚")])
            yield papers(name, born, card(r, born) if r.random() < 0.7 else passport(r))
        else:
            name = r.choice(
                [
                    " ".join(han(r).pinyin()).title(),
                    " ".join(vietnamese(r)),
                    " ".join([*western(r, 1)[0], western(r)[1]]),
                    " ".join(forms[1] for forms in (r.choice(m.ARABIC_GIVEN), r.choice(m.ARABIC_SURNAMES))),
                ]
            )
            yield papers(name, born, passport(r, "UTO"))
