"""Document numbers as they are compared: equal, one digit off where a check character says so, both valid and different, or saying nothing.

Only numbers with a check character can contradict each other. A passport is renewed under another number, so two of them prove nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hub.screening.nothing import is_filler
from hub.screening.papers import Document
from hub.screening.words import Word
from registry.identity import resident_id
from registry.identity.documents import FOREIGN_PERMANENT_ID, OTHER, PASSPORT, RESIDENT_ID
from registry.identity.signs import bare

_CHECKED = frozenset({RESIDENT_ID, FOREIGN_PERMANENT_ID})
MOST_SLIPS = 3
_DIGITS = "0123456789"
CHINA = "CHN"
_TWO_LETTERS = """
    AE ARE AF AFG AM ARM AR ARG AT AUT AU AUS AZ AZE BD BGD BE BEL BG BGR BR BRA BY BLR CA CAN CH CHE CL CHL CM CMR CN CHN CO COL CU CUB
    CZ CZE DE DEU DK DNK DZ DZA EG EGY ES ESP ET ETH FI FIN FR FRA GB GBR GE GEO GH GHA GR GRC HK HKG HU HUN ID IDN IE IRL IL ISR IN IND
    IQ IRQ IR IRN IT ITA JO JOR JP JPN KE KEN KG KGZ KH KHM KP PRK KR KOR KZ KAZ LA LAO LB LBN LK LKA LY LBY MA MAR MM MMR MN MNG MO MAC
    MX MEX MY MYS NG NGA NL NLD NO NOR NP NPL NZ NZL PE PER PH PHL PK PAK PL POL PT PRT RO ROU RS SRB RU RUS SA SAU SD SDN SE SWE SG SGP
    SN SEN SO SOM SY SYR TH THA TJ TJK TM TKM TN TUN TR TUR TW TWN TZ TZA UA UKR UG UGA US USA UZ UZB VE VEN VN VNM YE YEM ZA ZAF D DEU
    F FRA UK GBR
"""
_COUNTRIES = dict(
    zip(_TWO_LETTERS.split()[::2], _TWO_LETTERS.split()[1::2], strict=True)
)  # and one letter, as Germany's machine lines have it
_BEFORE_IT = re.compile(r"^[^0-9:：]*[:：]|^\s*(?:no|nr|num|number|n[°º])\s*[.#]+|^\s*[#№]", re.IGNORECASE)
_IN_A_LINE = re.compile("[A-Z0-9<]{9}")
_NOT_OF_IT = re.compile(r"[^\w]|_")
_LOOKS_LATIN = str.maketrans("АВСЕНКМОРТХУІ×", "ABCEHKMOPTXYIX")
_DIGITS_FOR_LETTERS = str.maketrans("OI", "01")  # issuers avoid these letters, and machines take one for the other
_LOOK_LIKE_DIGITS = str.maketrans("SBZGL", "58261")  # these they use, and a hand or a machine takes one for the other
_OF_A_LINE = 9  # signs of a number in a passport's machine line, fillers among them; behind them stands a check digit
_RETURN_PERMIT = re.compile("[HM][0-9]{8}(?=[0-9]{2}$)")  # of Hong Kong and Macao: behind it stands how often it was renewed
_VALUE = {**{digit: int(digit) for digit in _DIGITS}, "X": 10}
_WEIGHTS = tuple(pow(2, place, 11) for place in range(resident_id.LENGTH - 1, -1, -1))


@dataclass(slots=True, repr=False)  # nobody changes one; to make one frozen takes five times as long, and each reading makes some
class Number:
    """A number in its one form; ``valid`` tells whether its check character fits, None where there is none. Cannot be printed."""

    kind: str
    country: str
    number: str
    valid: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What two numbers share that may be equal; one side may lack kind and country, and the noughts that a spreadsheet drops."""
        return "number", self.number.translate(_LOOK_LIKE_DIGITS).lstrip("0") or self.number

    @property
    def whole(self) -> tuple[str, str, str]:
        """What makes a document this one and no other."""
        return self.kind, self.country, self.number

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Number>"


def read_number(document: Document) -> Number:
    """Return a document's number in its one form: without spaces, dashes and fillers, other scripts' and full-width signs as these,
    15 digits as the 18 they became, and letters that look like digits as those. What has the make of a resident number is one, whatever its
    kind is called.
    """
    number, kind = document.number, document.kind
    if kind == PASSPORT and len(number) == _OF_A_LINE + 1 and icao_check(number[:-1]) == number[-1]:
        number = number[:-1]
    number = _bare(number)
    if kind != PASSPORT and (permit := _RETURN_PERMIT.match(number)):
        number = permit[0]
    if kind == RESIDENT_ID and len(number) == resident_id.OLD_LENGTH and number.isdecimal():
        number = resident_id.lengthened(number)
    if kind not in _CHECKED and len(number) == resident_id.LENGTH and _is_valid(number):
        kind = RESIDENT_ID
    country = _COUNTRIES.get(document.country, document.country) or (CHINA if kind in _CHECKED else "")
    if kind not in _CHECKED:
        return Number(kind, country, number)
    return Number(kind, country, number, _is_valid(number) if len(number) == resident_id.LENGTH else _judged(kind))


def icao_check(number: str) -> str:
    """Return the check digit of a number in a passport's machine line (ICAO 9303); empty for what no line has."""
    if not _IN_A_LINE.fullmatch(number):
        return ""
    return str(sum(int(sign, 36) * weight for sign, weight in zip(number.replace("<", "0"), (7, 3, 1) * 3, strict=True)) % 10)


def _bare(number: str) -> str:
    if number.isdecimal() and number.isascii():
        return number
    if not (number.isascii() and number.isalnum() and number == number.upper()):
        number = _NOT_OF_IT.sub("", bare(_BEFORE_IT.sub("", number)).upper().translate(_LOOKS_LATIN))
        number = "".join(str(unicodedata.decimal(sign, sign)) for sign in number)
    return number.translate(_DIGITS_FOR_LETTERS)


def _judged(kind: str) -> bool | None:
    """A resident number of any other length is wrong; the foreign permanent resident card had numbers without a check before 2023."""
    return False if kind == RESIDENT_ID else None


def _is_valid(number: str) -> bool:
    """Tell whether a number of 18 characters has the right check character; three at a time, since most of the reading is this."""
    first, second, third, fourth, fifth, sixth = _PARTS
    try:
        total = (
            first[number[:3]] + second[number[3:6]] + third[number[6:9]] + fourth[number[9:12]] + fifth[number[12:15]] + sixth[number[15:]]
        )
    except KeyError:
        return False
    return total % 11 == 1


def _remainder(number: str) -> int:
    return sum(weight * _VALUE[sign] for weight, sign in zip(_WEIGHTS, number, strict=True)) % 11


def _sums(place: int) -> dict[str, int]:
    """Return what each three characters add to the sum of a number when they begin at ``place``."""
    last = _DIGITS + "X" if place + 3 == resident_id.LENGTH else _DIGITS
    a, b, c = _WEIGHTS[place : place + 3]
    return {x + y + z: (a * _VALUE[x] + b * _VALUE[y] + c * _VALUE[z]) % 11 for x in _DIGITS for y in _DIGITS for z in last}


def compare_numbers(person: tuple[Number, ...], alert: tuple[Number, ...]) -> Word:
    """Return how the documents of two people compare: by the pair of numbers that says most."""
    if not alert:
        return Word.NOT_IN_ALERT
    if not person:
        return Word.NOT_IN_DOCUMENT
    if len(person) == len(alert) == 1:
        return _compare(person[0], alert[0])
    found = {_compare(held, named) for held in person for named in alert}
    return next(word for word in _SAYS_MOST if word in found)


def contradict(ours: tuple[Number, ...], theirs: tuple[Number, ...]) -> bool:
    """Tell whether documents say that two people are two, whatever their names say; it does not matter whose come first."""
    if len(ours) == len(theirs) == 1:
        return _compare(ours[0], theirs[0]) is _DIFFERENT
    return bool(ours and theirs) and compare_numbers(ours, theirs) is _DIFFERENT


def is_certain(numbers: tuple[Number, ...]) -> bool:
    """Tell whether somebody's numbers are one valid resident number: another one that is so too and differs contradicts it."""
    return len(numbers) == 1 and bool(numbers[0].valid) and numbers[0].kind == RESIDENT_ID and numbers[0].country == CHINA


def share_but_fillers(ours: tuple[Number, ...], theirs: tuple[Number, ...]) -> bool:
    """Tell whether all numbers that two people share are what is typed for want of one."""
    shared = {each.number for each in ours} & {each.number for each in theirs}
    return bool(shared) and all(map(is_filler, shared))


_DIFFERENT, _OTHER_KIND = Word.DIFFERENT, Word.OTHER_KIND  # a member costs as much as a call, and this is asked of every pair
_SAYS_MOST = (Word.SAME, Word.ONE_DIGIT, Word.DIFFERENT, Word.ANOTHER_NUMBER, Word.OTHER_KIND)


def _compare(held: Number, named: Number) -> Word:
    # what is not stated is no other
    if (held.kind != named.kind and held.kind and named.kind) or (held.country != named.country and held.country and named.country):
        return Word.SAME if _is_filed_elsewhere(held, named) else _OTHER_KIND
    if held.number == named.number:
        return Word.ANOTHER_NUMBER if held.valid is False else Word.SAME  # which nobody holds: an example out of a manual
    if held.valid and named.valid:
        return _DIFFERENT
    if held.key == named.key:
        return Word.ONE_DIGIT
    if held.valid is not None and held.valid != named.valid and named.valid is not None and _is_one_slip(held.number, named.number):
        return Word.ONE_DIGIT
    return _DIFFERENT if _are_far_apart(held, named) else Word.ANOTHER_NUMBER


def _is_filed_elsewhere(held: Number, named: Number) -> bool:
    """Tell whether two equal numbers of one country differ by their kind because one is filed under *other*."""
    return held.number == named.number and held.country == named.country and OTHER in (held.kind, named.kind)


def _are_far_apart(held: Number, named: Number) -> bool:
    """Tell whether two numbers with a check character differ in more places than slips of the pen explain, though one is wrong."""
    if held.valid is None or named.valid is None or len(held.number) != len(named.number):
        return False
    return sum(one != other for one, other in zip(held.number, named.number, strict=True)) > MOST_SLIPS


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether one sign differs, or two neighbours stand in the other order."""
    if len(one) != len(other):
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    if len(places) == 2 and places[1] == places[0] + 1:
        return one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
    return len(places) == 1


def repaired(number: Number) -> Iterator[Number]:
    """Yield the valid numbers that are one slip away from a number whose check character is wrong; none for any other number."""
    if number.valid is not False or len(number.number) != resident_id.LENGTH or not set(number.number) <= _VALUE.keys():
        return
    signs = number.number
    for changed in (*_one_changed(signs), *_two_swapped(signs)):
        if _is_valid(changed):
            yield Number(number.kind, number.country, changed, True)


def _one_changed(signs: str) -> Iterator[str]:
    wrong = (1 - _remainder(signs)) % 11
    for place, weight in enumerate(_WEIGHTS):
        value = (_VALUE[signs[place]] + wrong * _inverse(weight)) % 11
        if value < 10 or place == resident_id.LENGTH - 1:
            yield signs[:place] + ("X" if value == 10 else str(value)) + signs[place + 1 :]


def _two_swapped(signs: str) -> Iterator[str]:
    for place in range(len(signs) - 1):
        if signs[place] != signs[place + 1]:
            yield signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]


@cache
def _inverse(weight: int) -> int:
    return pow(weight, -1, 11)


_PARTS = tuple(_sums(place) for place in range(0, resident_id.LENGTH, 3))
