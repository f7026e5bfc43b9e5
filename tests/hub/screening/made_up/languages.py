"""Classes of other languages and scripts, of Western names, of slips and aliases."""

from random import Random

from tests.hub.screening.made_up import material as m
from tests.hub.screening.made_up.chinese import han
from tests.hub.screening.made_up.classes import EITHER, HIT, NO_HIT, Pair, card, day, identity, of, papers, passport


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
