"""How Korean syllables are written in Latin letters: the Revised system, McCune–Reischauer without its marks, and as families write them.

South Koreans write their own names as they like, and few as any system has it. What a consonant or a vowel may be written as is a set here,
gathered by hand from members of parliament, singers, writers and the passport office's own examples; what would make twins of one spelling
(승 is not Seong, 은 not Yeon) is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from hub.screening.names.china.cantonese import in_cantonese_papers
from hub.screening.names.china.mandarin import is_syllable
from hub.screening.names.known import is_given_name
from hub.screening.names.listed import lines, table
from hub.screening.names.misread import are_slips
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.southeast_asia.vietnamese import is_syllable_in_vietnam

FIRST, LAST = 0xAC00, 0xD7A3
_EO, _YEO, _U, _I = 4, 6, 13, 20
_YEON = (11, 6, 4)  # is Yeon; Yun is 윤
_ONLY_CLOSED = {_EO: ("u", "ou", "oe"), _YEO: ("ye", "yu"), _I: ("ea",)}  # before a consonant: Jun is 전 and Hyen 현, but Su 수 and Ye 예
_ONLY_OPEN = {_U: ("ue",), _I: ("ie",)}
_EO_AS_O = re.compile("[gdbj]o")  # who writes ㅓ as *o*, after McCune and Reischauer, begins a word with k, t, p or ch
LONGEST_SPELLING = 7
MOST_WORDS = 3
FAMILIES = frozenset(
    "김이박최정강조윤장임한오서신권황안송유류전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기"
    "제모탁국어은편용예봉사부육인맹옥왕반금계피감"
) | {"남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방"}
_INITIAL_SIGNS = """
    g,k,gh kk,k,gg n d,t tt,t r,l,rh m b,p pp,p,bb s,sh ss,s - j,ch,z,tj jj,ch ch,tch k,kh t,th p,ph h
"""
_INITIALS = _INITIAL_SIGNS.split()
_VOWEL_SIGNS = """
    a,ah,aa ae,ai,e,ay,ea,ei,eh ya,yah yae,yai eo,u,o,uh,eou,ou,oe e,ae,ei,ey,eh,ay,ea,ye yeo,yu,you,yo,yeou,ye,yeu,yoe,yuh
    ye,e,ey,ei,yeh,yea,yae o,oh wa,oa,ua wae,wai,oae oe,oi,oy,we,wei,wae yo,yoh u,oo,woo,wu,ou,ue wo,weo,uo,wu,wou we wi,wee,ui,wie
    yu,yoo,you,yew,iu eu,u,eou,ue,uh ui,eui,ee,ei,i,ie,uy,euy,uei i,ee,yi,yee,ie,ih,ea
"""
_VOWELS = _VOWEL_SIGNS.split()
_FINAL_SIGNS = """
    - k,g,ck,kk k k n,nn n n t,d l,r,ll,rl k m l l l p l m,mm p,b,pp p t t ng t t k t p -
"""
_FINALS = _FINAL_SIGNS.split()
_WORD = re.compile(
    "(?:(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjh])?"
    "(?:yeou|yeo|yoo|you|yae|yee|weo|wee|wae|eui|woo|eou|"
    "ae|ai|ay|ya|oa|ue|ei|eo|eu|ui|ye|wa|wo|we|wi|wu|oe|oi|yo|yu|ou|oo|ee|ah|uh|a|e|o|u|i)(?:ng|ll|rl|ck|[nmklpgbtr])?){1,2}"
)
_OF_THE_SECOND = re.compile("(?:h|(?<=[aeou])y)[aeiouwy]")  # the first letter begins a syllable: Dahyun is 다현, Dayoon 다윤
_TWO_SYLLABLES = re.compile(_WORD.pattern.replace("{1,2}", "{2}"))
_AS_IN_KOREAN = re.compile("eu|eo|ae|oo|ng|y[aeou]|w[aeio]")
FEWEST_LETTERS = 9  # of two words that are one given name
_N, _R, _NG_END, _L_END, _N_END, _M_END = 2, 5, 21, 8, 4, 16
_TOGETHER = {  # the ends and beginnings that change each other, and into which
    ("k", "r"): (_NG_END, _N), ("k", "n"): (_NG_END, _N), ("k", "m"): (_NG_END, 6), ("p", "r"): (_M_END, _N), ("p", "n"): (_M_END, _N),
    ("p", "m"): (_M_END, 6), ("n", "r"): (_L_END, _R), ("l", "n"): (_L_END, _R), ("m", "r"): (_M_END, _N),
    ("ng", "r"): (_NG_END, _N),
}  # fmt: skip
_OF_FAMILIES = {
    "이": "lee li rhee ri rie rhie e lea ley", "박": "park bark parc", "최": "chey chwe che tsoi tsoy", "정": "cheong jeng chyung",
    "임": "lim rim leem", "노": "roh ro rho lho", "백": "back", "허": "hur her", "조": "joe chough", "여": "lyuh ryeo", "나": "ra",
    "양": "ryang", "류": "yoo yu lew lyu", "유": "ryu ryoo lew", "서": "suhr sur ser", "권": "quon", "엄": "um eum ohm",
}  # fmt: skip
"""What only a surname is spelt as: 하나 is Hana, and Hara her sister."""
_OF_GIVEN_NAMES = {"승": "sung", "준": "june", "진": "jean gene", "수": "sue"}
_NATIVE = "슬빛솔별샘힘찬름롬봄늘들뜰꽃밝달글길결맘롱람루누래빈잎큰터든숲늬새벽"
"""Syllables of given names that no character is read as."""


def is_hangul(letter: str) -> bool:
    """Tell whether a letter is a Hangul syllable."""
    return FIRST <= ord(letter) <= LAST


@cache
def korean_spellings(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable of a given name stands in papers; anything else stands as it is."""
    if not is_hangul(syllable):
        return frozenset({syllable})
    initial, vowel, final = _places(syllable)
    left_out = (_ONLY_OPEN if final else _ONLY_CLOSED).get(vowel, ())
    if (initial, vowel, final) == _YEON:
        left_out = ("yu",)
    ways = product(_INITIALS[initial].split(","), _VOWELS[vowel].split(","), _FINALS[final].split(","))
    made = {(a + b + c).replace("-", "") for a, b, c in ways if b not in left_out}
    return frozenset({*made, *(each.replace("hw", "wh", 1) for each in made), *_OF_GIVEN_NAMES.get(syllable, "").split()})


@cache
def family_spellings(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable of a surname stands in papers."""
    return korean_spellings(syllable).union(_OF_FAMILIES.get(syllable, "").split())


def _places(syllable: str) -> tuple[int, int, int]:
    """Return which initial, vowel and final a Hangul syllable has."""
    initial, rest = divmod(ord(syllable) - FIRST, 588)
    return initial, *divmod(rest, 28)


def is_spelt_in_korean(parts: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether Latin words spell a whole name in Hangul, its surname first or last in either."""
    return any(spell(order, words) for order in _orders(parts))


def _orders(parts: tuple[str, ...]) -> Iterator[Sequence[frozenset[str]]]:
    for each in dict.fromkeys((parts, as_spoken(parts))):
        letters = "".join(each)
        cuts = [(letters[:length], letters[length:]) for length in (1, 2)] + [(each[-1], "".join(each[:-1]))] * (len(each) > 1)
        for family, given in cuts:
            surname, own = tuple(map(family_spellings, family)), tuple(map(korean_spellings, given))
            yield surname + own
            if given:
                yield own + surname


def spell(syllables: Sequence[frozenset[str]], words: Sequence[str]) -> bool:
    """Tell whether words are these syllables one after the other, each in one of its spellings and none of them in two words."""
    reached = {(0, 0)}
    for written in syllables:
        reached = {
            (nth, end) if end < len(words[nth]) else (nth + 1, 0)
            for nth, place in reached
            if nth < len(words)
            for spelling in written
            if words[nth].startswith(spelling, place) and not _OF_THE_SECOND.match(words[nth], (end := place + len(spelling)) - 1)
        }
    return (len(words), 0) in reached


def as_spoken(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return words in Hangul as their syllables change each other, in one word those behind the surname: 강륜 is spoken 강뉸, 길남 길람."""
    family = 1 if len(parts) == 1 else 0
    return tuple(part[:family] + _spoken(part[family:]) for part in parts)


@lru_cache(maxsize=WORDS_KEPT // 16)
def _spoken(word: str) -> str:
    made = word[:1]
    for each in word[1:]:
        made = made[:-1] + _met(made[-1], each)
    return made


def _met(one: str, other: str) -> str:
    """Return two Hangul syllables as the end of the one and the beginning of the other are spoken together."""
    if not (is_hangul(one) and is_hangul(other)):
        return one + other
    end, begin = (ord(one) - FIRST) % 28, (ord(other) - FIRST) // 588
    ends, begins = _TOGETHER.get((_FINALS[end].split(",")[0], _INITIALS[begin].split(",")[0]), (end, begin))
    return chr(ord(one) - end + ends) + chr(ord(other) + (begins - begin) * 588)


def is_korean(words: Sequence[str]) -> bool:
    """Tell whether a Latin name has a Korean surname first or last, and one or two words of Korean syllables beside it."""
    known = families()
    return may_be_korean(words) and (
        (words[0] in known and all(map(_WORD.fullmatch, words[1:]))) or (words[-1] in known and all(map(_WORD.fullmatch, words[:-1])))
    )


def may_be_korean(words: Sequence[str]) -> bool:
    """Tell whether a Latin name of two or three words begins or ends as a Korean surname may be spelt."""
    return 1 < len(words) <= MOST_WORDS and (words[0] in families() or words[-1] in families())


def is_slip_in_korea(one: Sequence[str], other: Sequence[str], mine: str, yours: str) -> bool:
    """Tell whether two Korean names, which differ in the words ``mine`` and ``yours``, are one with a slip. It leaves no surname where one
    stands (Kwom, Kwon), nothing that is said in Korea (Mi-kyunk, Mi-kyung), or two syllables where each has a word of its own (Yong-uwan,
    Yong-hwan). Brothers and sisters have one surname, and given names both.
    """
    if not are_slips(mine, yours):
        return False
    rest = list(one)
    rest.remove(mine)
    if not all(map(_in_hangul, rest)):
        return False
    known, most = families(), 1 if len(one) == MOST_WORDS else 2
    if len(rest) > 1 and (mine in known) is not (yours in known) and _is_the_only_surname(one, mine) and _is_the_only_surname(other, yours):
        return is_given_in_korea("".join(rest)) or not _is_said_elsewhere(yours if mine in known else mine, most)
    strange = [word for word in (mine, yours) if word not in known and min(map(len, _in_hangul(word)), default=MOST_WORDS) > most]
    return len(strange) == 1 and not _is_said_elsewhere(strange[0], most) and any(word in known for word in {one[0], one[-1]} - {mine})


def _is_the_only_surname(words: Sequence[str], word: str) -> bool:
    """Tell whether a word stands at an end of a name, and no Korean surname at the other: Ji and Jun are surnames and syllables too."""
    return (word == words[0] and words[-1] not in families()) or (word == words[-1] and words[0] not in families())


def _is_said_elsewhere(word: str, most: int) -> bool:
    """Tell whether a word is a given name somewhere, or one syllable of China or Vietnam, or two of China where a word may have as many."""
    if is_given_name(word) or is_syllable_in_vietnam(word) or _is_said_in_china(word):
        return True
    return most > 1 and any(_is_said_in_china(word[:place]) and _is_said_in_china(word[place:]) for place in range(2, len(word) - 1))


def _is_said_in_china(syllable: str) -> bool:
    return is_syllable(syllable) or syllable in in_cantonese_papers()


def same_in_korean(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names with a Korean surname can spell one name in Hangul, surname first or last."""
    nothing: frozenset[str] = frozenset()
    return any(
        families().get(surname, nothing) & families().get(family, nothing) and not given_names(given).isdisjoint(given_names(own))
        for surname, given in ((one[0], one[1:]), (one[-1], one[:-1]))
        for family, own in ((other[0], other[1:]), (other[-1], other[:-1]))
    )


def given_names(words: Sequence[str]) -> frozenset[str]:
    """Return what given names a word can spell, or two words that are a syllable each."""
    if len(words) == 1:
        return _in_hangul(words[0])
    return frozenset(first + last for first in _spelt().get(words[0], ()) for last in _spelt().get(words[1], ()))


def are_one_word(one: str, other: str) -> bool:
    """Tell whether two Latin words can spell one Korean given name of two syllables, beside a surname from elsewhere."""
    if len(one) + len(other) < FEWEST_LETTERS or not (_TWO_SYLLABLES.fullmatch(one) and _TWO_SYLLABLES.fullmatch(other)):
        return False
    return any(len(name) > 1 for name in _in_hangul(one) & _in_hangul(other))


def is_written_apart(parts: Sequence[str]) -> bool:
    """Tell whether a name in Hangul is Korean, its surname written apart: 박 예은, but not 조 한센, whose syllables no character has."""
    return len(parts) == 2 and parts[0] in FAMILIES and _syllables().issuperset(parts[1])


def is_given_in_korea(word: str) -> bool:
    """Tell whether a word is rather a Korean given name than one of a language that has other sounds: Eunjun is not read in French."""
    return bool(_TWO_SYLLABLES.fullmatch(word) and _AS_IN_KOREAN.search(word))


@lru_cache(maxsize=WORDS_KEPT // 16)
def _in_hangul(letters: str) -> frozenset[str]:
    """Return what given names of one or two syllables a word can spell."""
    spelt = _spelt()
    one = spelt.get(letters, frozenset())
    return one | {
        first + last
        for place in range(1, min(len(letters), LONGEST_SPELLING + 1))
        for first in spelt.get(letters[:place], ())
        if not (_EO_AS_O.match(letters) and (ord(first) - FIRST) % 588 // 28 == _EO) and not _OF_THE_SECOND.match(letters, place - 1)
        for last in spelt.get(letters[place:], ())
    }


@table
def families() -> Mapping[str, frozenset[str]]:
    """Return the surnames that each spelling may be."""
    found: dict[str, set[str]] = {}
    for family in FAMILIES:
        for syllables in product(*map(family_spellings, family)):
            found.setdefault("".join(syllables), set()).add(family)
    return {spelling: frozenset(families) for spelling, families in found.items()}


@table
def _spelt() -> Mapping[str, frozenset[str]]:
    """Return the syllables of which each spelling may be one."""
    found: dict[str, set[str]] = {}
    for syllable in _syllables():
        for spelling in korean_spellings(syllable):
            found.setdefault(spelling, set()).add(syllable)
    return {spelling: frozenset(syllables) for spelling, syllables in found.items()}


@table
def _syllables() -> frozenset[str]:
    """Return the syllables that a character is read as, or a native given name has."""
    return frozenset("".join(hanja_readings().values())) | frozenset(_NATIVE)


@table
def hanja_readings() -> Mapping[str, str]:
    """Return how simplified characters are read in Hangul after another one, their readings together."""
    return {line[0]: line[2:] for line in lines(__package__, "hanja.txt")}
