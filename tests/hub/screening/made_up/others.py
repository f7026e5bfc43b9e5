"""Classes of people who are somebody else: twins, namesakes, neighbours by number; and innocents whom no alert is about."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from tests.hub.screening.made_up import material as m
from tests.hub.screening.made_up.chinese import against_card, han, homophone
from tests.hub.screening.made_up.classes import EITHER, NO_HIT, TODAY, Pair, Papers, card, day, identity, of, papers, passport
from tests.hub.screening.made_up.languages import vietnamese, western
from tests.hub.screening.made_up.numbers_and_dates import rare
from tests.rig.numbers import with_check


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
    pair = homophone(r)
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
