"""How Korean syllables are written in Latin letters: the Revised system, McCune–Reischauer without its marks, and as families write their
surnames.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.syllables import surname_and_given

FIRST, LAST = 0xAC00, 0xD7A3
_SILENT, _EO, _YEO, _NG = 11, 4, 6, 21
_ONLY_CLOSED = {_EO: ("u",), _YEO: ("ye", "yu")}  # before a consonant: Jun is 전 and Hyen 현, but Su 수 and Ye 예
_EO_AS_O = re.compile("[gdbj]o")  # who writes ㅓ as *o*, after McCune and Reischauer, begins a word with k, t, p or ch
LONGEST_SPELLING = 7
MOST_WORDS = 3
_FAMILIES = frozenset(
    "김이박최정강조윤장임한오서신권황안송유류전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기"
    "제모탁국어은편용예봉사부육인맹옥왕반금계피감"
)
_INITIAL_SIGNS = """
    g,k kk,k,gg n d,t tt,t r,l m b,p pp,p,bb s,sh ss,s - j,ch jj,ch ch k t p h
"""
_INITIALS = _INITIAL_SIGNS.split()
_VOWEL_SIGNS = """
    a,ah ae,ai,e,ay ya,yah yae eo,u,o,uh,eou e yeo,yu,you,yo,yeou,ye ye,e o,oh wa,oa wae oe,oi,we yo u,oo,woo,wu wo,weo we wi,wee
    yu,yoo,you eu,u,eou,ue ui,eui,ee,ei i,ee,yi,yee
"""
_VOWELS = _VOWEL_SIGNS.split()
_FINAL_SIGNS = """
    - k,g,ck k k n n n t,d l,r,ll,rl k m l l l p l m p,b p t t ng t t k t p -
"""
_FINALS = _FINAL_SIGNS.split()
_WORD = re.compile(
    "(?:(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjh])?"
    "(?:yeou|yeo|yoo|you|yae|yee|weo|wee|wae|eui|woo|eou|"
    "ae|ai|ay|ya|oa|ue|ei|eo|eu|ui|ye|wa|wo|we|wi|wu|oe|oi|yo|yu|ou|oo|ee|ah|uh|a|e|o|u|i)(?:ng|ll|rl|ck|[nmklpgbtr])?){1,2}"
)
_H_OF_THE_SECOND = re.compile("h[aeiouwy]")
_TWO_SYLLABLES = re.compile(_WORD.pattern.replace("{1,2}", "{2}"))
FEWEST_LETTERS = 9  # of two words that are one given name
_N, _R, _NG_END, _L_END, _N_END, _M_END = 2, 5, 21, 8, 4, 16
_TOGETHER = {  # the ends and beginnings that change each other, and into which
    ("k", "r"): (_NG_END, _N), ("k", "n"): (_NG_END, _N), ("k", "m"): (_NG_END, 6), ("p", "r"): (_M_END, _N), ("p", "n"): (_M_END, _N),
    ("p", "m"): (_M_END, 6), ("n", "r"): (_L_END, _R), ("l", "n"): (_L_END, _R), ("m", "r"): (_M_END, _N),
    ("ng", "r"): (_NG_END, _N),
}  # fmt: skip
_SURNAMES = {
    "이": "lee yi rhee i ri", "박": "park pak bak", "최": "choi choe", "정": "jung jeong chung", "임": "lim im rim",
    "노": "roh noh no", "안": "ahn an", "백": "baek paik back", "허": "heo hur huh", "구": "koo ku goo", "우": "woo u",
    "양": "yang ryang", "류": "ryu yoo yu", "여": "yeo yuh", "나": "na ra", "남": "nam", "신": "shin sin", "심": "shim sim",
    "문": "moon mun", "곽": "kwak gwak", "승": "sung", "유": "yoo yu ryu you", "준": "joon jun chun june", "희": "hee hui hi",
}  # fmt: skip


def is_hangul(letter: str) -> bool:
    """Tell whether a letter is a Hangul syllable."""
    return FIRST <= ord(letter) <= LAST


@cache
def korean_spellings(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable stands in papers; anything else stands as it is."""
    if not is_hangul(syllable):
        return frozenset({syllable})
    place = ord(syllable) - FIRST
    initial, final = _INITIALS[place // 588], _FINALS[place % 28]
    vowels = _VOWELS[place % 588 // 28].split(",")
    if place // 588 == _SILENT and place % 588 // 28 == _YEO and place % 28 != _NG:
        vowels.remove("yu")  # 연 is Yeon; Yun is 윤
    if not place % 28:
        vowels = [each for each in vowels if each not in _ONLY_CLOSED.get(place % 588 // 28, ())]
    made = {(a + b + c).replace("-", "") for a in initial.split(",") for b in vowels for c in final.split(",")}
    return frozenset({*made, *_SURNAMES.get(syllable, "").split()})


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
    if not 1 < len(words) <= MOST_WORDS:
        return False
    families = _family_spellings()
    return (words[0] in families and all(map(_WORD.fullmatch, words[1:]))) or (
        words[-1] in families and all(map(_WORD.fullmatch, words[:-1]))
    )


@cache
def _family_spellings() -> frozenset[str]:
    return frozenset(spelling for family in _FAMILIES for spelling in korean_spellings(family))


def same_in_korean(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names with a Korean surname can spell one name in Hangul, surname first or last."""
    return any(
        _in_hangul(surname) & _in_hangul(family) & _FAMILIES and not _in_hangul(given).isdisjoint(_in_hangul(own))
        for surname, given in surname_and_given(one)
        for family, own in surname_and_given(other)
    )


def are_one_word(one: str, other: str) -> bool:
    """Tell whether two Latin words can spell one Korean given name of two syllables, beside a surname from elsewhere."""
    if len(one) + len(other) < FEWEST_LETTERS or not (_TWO_SYLLABLES.fullmatch(one) and _TWO_SYLLABLES.fullmatch(other)):
        return False
    return any(len(name) > 1 for name in _in_hangul(one) & _in_hangul(other))


@lru_cache(maxsize=WORDS_KEPT // 16)
def _in_hangul(letters: str) -> frozenset[str]:
    """Return what Hangul of one or two syllables a word can spell."""
    spelt = _spelt()
    one = spelt.get(letters, frozenset())
    return one | {
        first + last
        for place in range(1, min(len(letters), LONGEST_SPELLING + 1))
        for first in spelt.get(letters[:place], ())
        if not (_EO_AS_O.match(letters) and (ord(first) - FIRST) % 588 // 28 == _EO) and not _H_OF_THE_SECOND.match(letters[place - 1 :])
        for last in spelt.get(letters[place:], ())
    }


@cache
def _spelt() -> Mapping[str, frozenset[str]]:
    """Return the syllables of which each spelling may be one: those that a character is read as."""
    found: dict[str, set[str]] = {}
    for syllable in {*"".join(hanja_readings().values()), *_SURNAMES}:
        for spelling in korean_spellings(syllable):
            found.setdefault(spelling, set()).add(syllable)
    return {spelling: frozenset(syllables) for spelling, syllables in found.items()}


@cache
def hanja_readings() -> Mapping[str, str]:
    """Return how simplified characters are read in Hangul after another one, their readings together."""
    lines = files(__package__).joinpath("hanja.txt").read_text("utf-8").splitlines()
    return {line[0]: line[2:] for line in lines}
