"""Sixty people who do not exist. Their resident numbers have right check characters and area codes that were never assigned.

They are drawn so that whatever a form, a column or a font gets wrong about names shows: middle dots, rare characters, one-character
names, Latin letters with marks, apostrophes.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PEOPLE = 60
AREA_PREFIX = "99"
WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
CHECK_CHARACTERS = "10X98765432"
BORN_FIRST, BORN_DAYS = date(1950, 1, 1), 20_000

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红梅海燕文博雨涵子轩欣怡浩然思远"

RARE = ("欧阳䶮", "刘𬱖", "陈𫖯", "周鱻", "吴㵘", "尉迟犇", "李昺", "王㛃", "尹", "司马𠅤")
DOTTED = ("阿依古丽·买买提", "迪丽努尔·艾合买提江", "古丽扎尔·阿不都热合曼", "扎西·多吉次仁", "玛依拉·沙吾列提·努尔兰")
FOREIGN = (
    ("Nguyễn Thị Hương", "VNM"),
    ("José María Muñoz Ibáñez", "ESP"),
    ("Zoë Müller-Østergård", "DNK"),
    ("Łukasz Żółkiewski", "POL"),
    ("Siobhán O’Connor", "IRL"),
    ("Çağla Şimşek", "TUR"),
    ("Ana Beatriz da Conceição", "BRA"),
    ("Oʻktam Yoʻldoshev", "UZB"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """One made-up person, as the landlord would type them. ``birth_date`` is empty where the document carries it."""

    name: str
    document_kind: str
    document_number: str
    birth_date: str = ""
    country: str = ""
    phone: str = ""

    def form(self) -> dict[str, str]:
        """Return the fields of the registration that are not empty."""
        return {key: getattr(self, key) for key in self.__slots__ if getattr(self, key)}


def resident_number(chance: random.Random) -> str:
    """Return 18 characters that are right in form and belong to nobody: the area code was never assigned."""
    born = BORN_FIRST + timedelta(days=chance.randrange(BORN_DAYS))
    first = f"{AREA_PREFIX}{chance.randrange(10_000):04}{born:%Y%m%d}{chance.randrange(1, 1000):03}"
    return first + CHECK_CHARACTERS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True)) % 11]


def sixty(seed: int = 0) -> list[MadeUp]:
    """Return the town's people, always the same for one seed, hard names early so that a dozen shows every kind."""
    chance = random.Random(seed)  # noqa: S311 - the same people every time
    plain = _plain(chance)
    kinds = [_rare(chance), _dotted(chance), _foreign(chance), _permits(chance)]
    people: list[MadeUp] = []
    while len(people) < PEOPLE:
        people.append(next(plain))
        people += [person for kind in kinds if (person := next(kind, None)) is not None]
    return people[:PEOPLE]


def namesake_of(person: MadeUp, chance: random.Random) -> MadeUp:
    """Return another person of the same name, with a document and a birth date of their own."""
    while True:
        number = resident_number(chance)
        if number[6:14] != person.document_number[6:14]:
            return MadeUp(name=person.name, document_kind="resident_id", document_number=number)


def plain_person(chance: random.Random) -> MadeUp:
    """Return somebody with a common name, a resident card and a telephone."""
    name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
    return MadeUp(
        name=name, document_kind="resident_id", document_number=resident_number(chance), phone=f"1990000{chance.randrange(10_000):04}"
    )


def _plain(chance: random.Random) -> Iterator[MadeUp]:
    while True:
        yield plain_person(chance)


def _rare(chance: random.Random) -> Iterator[MadeUp]:
    for name in RARE:
        yield MadeUp(name=name, document_kind="resident_id", document_number=resident_number(chance))


def _dotted(chance: random.Random) -> Iterator[MadeUp]:
    for name in DOTTED:
        yield MadeUp(name=name, document_kind="resident_id", document_number=resident_number(chance))


def _foreign(chance: random.Random) -> Iterator[MadeUp]:
    for name, country in FOREIGN:
        number = f"{chance.choice('CEGKPX')}{chance.randrange(10**8):08}"
        yield MadeUp(name=name, document_kind="passport", document_number=number, birth_date=_birth_date(chance), country=country)


def _permits(chance: random.Random) -> Iterator[MadeUp]:
    number = f"H{chance.randrange(10**8):08}"
    yield MadeUp(name="陳嘉欣", document_kind="hk_macao_permit", document_number=number, birth_date=_birth_date(chance))
    number = f"{chance.randrange(10**7, 10**8)}"
    yield MadeUp(name="林冠宇", document_kind="taiwan_permit", document_number=number, birth_date=_birth_date(chance))


def _birth_date(chance: random.Random) -> str:
    return (BORN_FIRST + timedelta(days=chance.randrange(BORN_DAYS))).isoformat()
