"""Classes in which the number or the birth date is written otherwise."""

from datetime import date
from random import Random

from pypinyin import lazy_pinyin

from tests.hub.screening.made_up.chinese import han
from tests.hub.screening.made_up.classes import EITHER, HIT, Pair, card, day, of, papers, passport
from tests.hub.screening.made_up.languages import western


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
