"""Classes of Chinese names: one name in characters, in the systems of letters, and in the characters of other places."""

from dataclasses import dataclass
from random import Random

from pypinyin import lazy_pinyin

from tests.hub.screening.made_up import material as m
from tests.hub.screening.made_up.classes import HIT, Pair, card, day, of, papers, passport


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
def homophone(r: Random) -> Pair:
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
