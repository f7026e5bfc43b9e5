"""How Korean names stand in kana: パク・クネ is 박근혜, Park Geun-hye.

Japanese papers write a Korean name syllable by syllable, as it is spoken: plain consonants are voiced inside a name, what ends a syllable
moves to a vowel behind it, and an *h* may fall silent between them. Kana has one letter for ㅓ and ㅗ, for ㅜ and ㅡ, for ㄴ and ㅇ: what
differs in nothing else is one there. Gathered by hand after what newspapers and broadcasters write.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from hub.screening.names.korea.korean import FAMILIES, FIRST, families, given_names, is_hangul
from hub.screening.names.listed import table
from hub.screening.names.sound import WORDS_KEPT

_SILENT, _H = 11, 18
_INITIALS = ("k g", "k", "n", "t d", "t", "r n", "m", "p b", "p", "s", "s", "", "c j", "c j", "c", "k", "t", "p", "h")
_VOWELS = ("a", "e", "ya", "ye", "o", "e", "yo", "ye e", "o", "wa", "we e", "we e", "yo", "u", "wo o", "we", "wi", "yu", "u", "wi i e", "i")
_FINALS = (
    "", *["ク ッ"] * 3, *["ン"] * 3, "ッ ト", "ル", "ク", "ム", *["ル"] * 5, "ム ン", "プ ッ", "プ", *["ッ ト"] * 2, "ン", *["ッ ト"] * 6,
)  # fmt: skip
_MOVES = {1: "g k", 4: "n", 7: "d t", 8: "r", 16: "m", 17: "b p", 19: "s"}
"""What a final is in front of a vowel, by its number; ㅇ stays where it is."""
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "n": "ナニヌネノ", "t": ("タ", "ティ", "トゥ", "テ", "ト"), "r": "ラリルレロ",
    "d": ("ダ", "ディ", "ドゥ", "デ", "ド"), "m": "マミムメモ", "p": "パピプペポ", "b": "バビブベボ", "s": "サシスセソ", "h": "ハヒフヘホ",
    "c": ("チャ", "チ", "チュ", "チェ", "チョ"), "j": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ"),
}  # fmt: skip
_SMALL_Y, _SMALL = dict(zip("aueo", "ャュェョ", strict=True)), dict(zip("aieo", "ァィェォ", strict=True))
_ALONE = {"ya": "ヤ", "yu": "ユ", "yo": "ヨ", "ye": "イェ", "wa": "ワ", "wi": "ウィ", "we": "ウェ", "wo": "ウォ"}
_FAMILIES = {"이": "リ", "임": "リム", "노": "ロ", "유": "リュ", "양": "リャン", "나": "ラ", "여": "リョ"}
MOST_PARTS = 2
LONGEST_SURNAME = 5  # letters: ナムグン


def is_korean_in_kana(kana: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether a name in kana is one in Hangul, or in Latin letters as Korean papers write it: surname first, or last of two words."""
    return any(
        not families_of.isdisjoint(family) and any(given in in_kana(own) for own in names)
        for surname, given in _cuts([word.replace("ー", "") for word in kana])
        if (families_of := _in_kana_of_families().get(surname))
        for family, names in _readings(words)
    )


def has_korean_surname(kana: tuple[str, ...]) -> bool:
    """Tell whether two words in kana begin with what a Korean surname may be."""
    return len(kana) == MOST_PARTS and kana[0].replace("ー", "") in _in_kana_of_families()


def _cuts(kana: list[str]) -> Iterator[tuple[str, str]]:
    if len(kana) == 1:
        yield from ((kana[0][:place], kana[0][place:]) for place in range(1, min(LONGEST_SURNAME + 1, len(kana[0]))))
    elif len(kana) == MOST_PARTS:
        yield from ((kana[0], kana[1]), (kana[1], kana[0]))


def _readings(words: Sequence[str]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the surnames and the given names that a name in Hangul or in Latin letters may have."""
    letters = "".join(words)
    if is_hangul(letters[0]):
        for length in (1, 2):
            yield frozenset({letters[:length]}), frozenset({letters[length:]}) - {""}
        yield frozenset({words[-1]}), frozenset({"".join(words[:-1])}) - {""}
        return
    for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        if surname in families() and 0 < len(given) <= MOST_PARTS:
            yield families()[surname], given_names(given)


@table
def _in_kana_of_families() -> Mapping[str, frozenset[str]]:
    """Return the surnames that kana may be."""
    found: dict[str, set[str]] = {}
    for family in FAMILIES:
        for written in in_kana(family) | {_FAMILIES.get(family, "")} - {""}:
            found.setdefault(written, set()).add(family)
    return {written: frozenset(each) for written, each in found.items()}


@lru_cache(maxsize=WORDS_KEPT)
def in_kana(hangul: str) -> frozenset[str]:
    """Return how syllables of Hangul are written in kana; nothing for anything else."""
    if not all(map(is_hangul, hangul)):
        return frozenset()
    made = {("", 0)}  # what is written, and the final that is still to be
    for each in hangul:
        place = ord(each) - FIRST
        onsets, vowels = _INITIALS[place // 588], _VOWELS[place % 588 // 28].split()
        made = {
            (written + end + _mora(onset, vowel), place % 28)
            for written, final in made
            for end, onset in _joints(final, place // 588, onsets)
            for vowel in vowels
        }
    return frozenset(written + end for written, final in made for end in _FINALS[final].split() or [""])


def _joints(final: int, initial: int, onsets: str) -> Iterator[tuple[str, str]]:
    """Yield how a final and the initial behind it are written: each for itself, or the final as the initial."""
    for end in _FINALS[final].split() or [""]:
        for onset in onsets.split() or [""]:
            yield end, onset
    if initial in (_SILENT, _H):
        for onset in _MOVES.get(final, "").split():
            yield "", onset


def _mora(onset: str, vowel: str) -> str:
    row = _ROWS[onset]
    if len(vowel) == 1:
        return row["aiueo".index(vowel)]
    if not onset:
        return _ALONE[vowel]
    own = vowel[1]
    if vowel[0] == "y":
        return row["aiueo".index(own)] if onset in "cj" else row[1][0] + _SMALL_Y[own]
    return row[2] + _SMALL[own]
