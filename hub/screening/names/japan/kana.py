"""How names from elsewhere sound in kana: sounds that Japanese lacks are written as their neighbours, and few consonants stand alone.

So ラ is *ra* and *la*, ビ *bi* and *vi*, the vowel of ク, ス or ト mostly nothing, and a long mark may be the *r* of *Berger*. Gathered by
hand after the Cabinet's notice on how foreign words are written (外来語の表記, 1991), and tried on names of Wikidata. Japanese names have
one spelling each: where both words can be such, only Japanese rules compare them, for Yuki and Yuka are sisters.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from hub.screening.names import known
from hub.screening.names.japan.kanji import given_names, surnames_in_latin
from hub.screening.names.sound import WORDS_KEPT, Row, row
from hub.screening.names.ways import is_mora, japanese_way

_AS_SPOKEN = str.maketrans("ゐゑをぢづヰヱヲヂヅ", "いえおじずイエオジズ")  # in names as they were spelt before 1946: トシヱ is Toshie
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)} | {
    code: to + (0x60 if to < 0x3097 else 0) for code, to in _AS_SPOKEN.items()
}
_VOWELS = {"a": "au", "i": "i", "u": "u", "e": "e", "o": "u"}
_CONSONANTS = {  # by the five letters of a row, with its vowels a, i, u, e and o
    "アイウエオ": "h?", "カキ-ケコ": "k", "--ク--": "kg", "ガギグゲゴ": "g", "サ-スセソ": "sSQ", "-シ---": "sSXQ", "ザ-ズゼゾ": "d? zsS",
    "-ジ---": "d? JZzdg", "タ--テト": "t", "-チ---": "t? CtT", "--ツ--": "td? Tszt", "ダ--デド": "d",
    "ナ-ヌネノ": "n", "-ニ---": "g? n", "ハ--ヘホ": "hJ", "-ヒ---": "hgJ", "--フ--": "fhvJ", "バビブベボ": "bv", "パピ-ペポ": "p",
    "--プ--": "pb", "マミムメモ": "m", "ヤ-ユ-ヨ": "YJi", "ラリルレロ": "rl", "ワ----": "vu", "--ヴ--": "vbf",
}  # fmt: skip
_MORAS = {
    letter: (sounds, vowel)
    for letters, sounds in _CONSONANTS.items()
    for letter, vowel in zip(letters, "aiueo", strict=True)
    if letter != "-"
}
_SMALL = dict(zip("ャュョァィゥェォ", "auoaiueo", strict=True))
_PIECE = re.compile("([ァ-ヺー])([ャュョァィゥェォ]?)")
_LAST_PIECE = re.compile("([ァ-ヺ])([ャュョァィゥェォ]?)ー*$")
_VOWEL, _EAU = re.compile("[aiueo]"), re.compile("e?au$")
_MAY_BE_ALONE = frozenset({*"クグスズツフブプムルヴヌトドシジチキヒ", "トゥ", "ドゥ", "シュ", "ジュ", "チュ"})
"""What may say a consonant without a vowel."""
_SILENT_BEHIND = re.compile("ール$|エ$|ン$|[エケセテネヘメレゼデベペェ]ー$")
_GLIDES = {"ャ": "Yi?", "ュ": "Yi?", "ョ": "Yi?"}
_ENDS_A_SYLLABLE = {"ー": "r?", "ン": "nm", "ッ": ""}
_NASAL, _NASAL_KANA = re.compile("(?!^ng)[nm]+"), re.compile("ン?[ナ-ノマ-モ]|ン")  # which Greek need not mean
_NOT_JAPANESE = re.compile("[ーヴァィゥェォッ]|ヌ$")
_READ_IN_JAPANESE = (("j", "ジ"), ("[bghkmnpr]y[auo]", "[ャュョ]"), ("g[ei]", "[ギゲ]"), ("^h", "^[ハヒフヘホ]"))
"""What a Japanese word of Latin letters has in kana: Ryan has no リャ, and Gina in Italian no ギ."""
_NEVER_LAST = {"a": "ieuo", "o": "aieu", "e": "ao", "u": "aieo"}  # by a Latin word's last vowel: マリオ is not Maria
_AS_ONE = re.compile("owe$|ea$|eu$|[aeiou]re?$")
"""Ends of Latin words that say another vowel than their last letter: Marlowe, McCrea, Bleibtreu; and ア may say their *r*: Elmore."""
_END_AS = {"owe": ("ー", "ウ"), "ea": ("ー",), "eu": ("イ",)}
_OF_A_WOMAN = re.compile("(?:in|enn)e$")
_OLD_W = re.compile("^ウ([イエオ])")
_SMALL_Y = re.compile("([\u3041-\u3096\u30a1-\u30fa])([\u3083\u3085\u3087\u30e3\u30e5\u30e7])")  # ショ is sho


def kana_row(word: str, *, vowels_written: bool = True) -> Row:
    """Return how a word in kana sounds, if it is from elsewhere. エ is *e* and the *a* of Jane; it is *i* only beside a script that leaves
    vowels out: レナ is not Lina.
    """
    made, before = [], ""
    word = _OLD_W.sub(lambda found: "ウ" + chr(ord(found[1]) - 1), word.translate(_TO_KATAKANA))
    word = word.replace("ッハ", "ッヒ")  # of Bach, whose vowel is nothing
    pieces = _PIECE.findall(word)
    for (letter, small), (behind, _small) in zip(pieces, [*pieces[1:], ("", "")], strict=True):
        made.append(_signs(letter, small, before=before, behind=behind))
        if letter != "ー":
            before = "" if letter + small in _MAY_BE_ALONE and letter not in "シチジキヒ" else _vowel(letter, small)
    if word.startswith(("マク", "マッ")):
        made[0] = "m au?"  # Mc
    if word.startswith("グ"):
        made[0] = "n? g u?"  # Nguyen
    if word.endswith("ー"):
        made.append("h?")
    if _SILENT_BEHIND.search(word):
        made.append("tdgk?" if word[-1] == "ン" else "tdrsz?")  # silent in French and Swedish
    return row(" ".join(made).replace("e", "a" if vowels_written else "ai"))


def _vowel(letter: str, small: str) -> str:
    return _SMALL.get(small) or _MORAS.get(letter, ("", ""))[1]


def _signs(letter: str, small: str, *, before: str, behind: str) -> str:
    """Return the signs of a syllable between the vowel ``before`` and the letter ``behind`` it."""
    if letter not in _MORAS:
        doubled = letter == "ン" and _MORAS.get(behind, ("", ""))[0].endswith(("n", "m"))
        if letter == "ー" and before == "o":
            return "rlhg?"  # Falk
        return "nm?" if doubled else _ENDS_A_SYLLABLE.get(letter, "")
    vowel = _vowel(letter, small)
    if not small and (lesser := _lesser_signs(letter, vowel, before=before, behind=behind)):
        return lesser
    if letter in "アイウエオ" and not small and before:
        return _second_vowel(letter, vowel, before=before, behind=behind)
    sounds = _sounds(letter, small, before=before, behind=behind)
    return f"{sounds} {_GLIDES.get(small, '')} {_vowel_signs(vowel, behind)}{'?' if letter + small in _MAY_BE_ALONE else ''}"


def _lesser_signs(letter: str, vowel: str, *, before: str, behind: str) -> str:
    """Return the signs of a letter that says less here than its syllable: one of two consonants that are one (スピネルリ), the *y* of
    Bazille, German *ch*, which repeats the vowel before it; nothing for any other.
    """
    sounds, _own = _MORAS[letter]
    if behind and letter in _MAY_BE_ALONE and sounds == _MORAS.get(behind, ("", ""))[0]:
        return f"{sounds}? {_VOWELS[vowel]}?"
    if letter == "ユ" and before == "i" and not behind:
        return "Yi? u?"
    is_echo = letter in "ハヒヘホ" and vowel == before and behind not in ("ー", *"アイウエオャュョ")
    return f"{sounds} {_VOWELS[vowel]}?" if is_echo else ""


def _sounds(letter: str, small: str, *, before: str, behind: str) -> str:
    """Return the consonants of a syllable: ト at the end may be *dt*, and before a consonant the *d* of Friedberg; ウッド is *wood*."""
    if letter == "ト":
        return "td" if behind in _MORAS and behind not in "アイウエオ" else "t" if behind else "d? td"
    if letter == "ウ":
        return "vu" if small else "h? v?"
    if letter == "ワ" and before == "o":
        return "vu?"  # French *oi*
    return _MORAS[letter][0]


def _second_vowel(letter: str, vowel: str, *, before: str, behind: str) -> str:
    if letter in "イウ":
        return "Yi?" if letter == "イ" else "uv?"
    signs = _vowel_signs(vowel, behind)
    if vowel == before:
        return signs.replace(" ", "? ") if signs[-1] == "?" else f"{signs}?"
    if letter == "ア" and behind and before in "eo":
        return "aiu? r?"  # Cairns, Mary
    if letter == "ア" and before in "eo":
        return "ar r?"  # Elmore
    return f"{'Y? ' if before == 'i' else ''}{signs}{' r?' if letter == 'ア' else ''}"


def _vowel_signs(vowel: str, behind: str) -> str:
    if (behind == "ー" or behind in "ラリルレロ") and behind and vowel == "a":
        return "aiuY" if behind == "ー" else "aiu r?"  # ir, er and ur of English: Kimberley
    if behind == "ー" and vowel == "e":
        return "eu"  # ö, which papers print as o
    if behind in ("ス", "ズ") and vowel == "u":
        return "aiu"  # James
    if behind == "イ" and vowel in ("a", "e"):
        return "ai"
    if vowel == "a" and not behind:
        return "a"
    return "au" if behind in ("ル", "ー") and vowel == "o" else _VOWELS[vowel]


def is_spelt(kana: str, latin: str) -> bool:
    """Tell whether a word in kana is one in Latin letters by one of the systems for Japanese."""
    return is_kana(kana) and is_mora(latin) and japanese_way(in_latin(kana.replace("ー", ""))) == japanese_way(latin)


@lru_cache(maxsize=WORDS_KEPT)
def are_two_names(one: str, other: str) -> bool:
    """Tell whether a word in kana and one in Latin letters are two names, though one may sound like the other."""
    kana, latin = (one, other) if other.isascii() else (other, one)
    if not latin.isascii() or not is_kana(kana):
        return False
    katakana = kana.translate(_TO_KATAKANA)
    read = in_latin(katakana.replace("ー", ""))
    if kana != katakana or _may_be_japanese(katakana, latin):
        return japanese_way(_without_glide(read)).isdisjoint(japanese_way(_without_glide(latin)))
    return _differ_in_nasals_or_ends(katakana, latin) or any(
        _differ_in_vowels(each, latin) and known.are_two_names(each, latin) for each in (read, read.replace("r", "l"))
    )


def _without_glide(word: str) -> str:
    return word.replace("iya", "ia")


def _may_be_japanese(katakana: str, latin: str) -> bool:
    read = in_latin(katakana)
    is_like_one = _is_known_in_japan(read) or _differ_in_vowels(read, latin)
    if not _is_known_in_japan(latin) and (known.is_given_name(latin) or not is_like_one):
        return False  # Jean; Bunsen
    if latin.startswith("ng") or _NOT_JAPANESE.search(katakana) or not is_mora(latin):
        return False
    return not any(re.search(written, latin) and not re.search(read, katakana) for written, read in _READ_IN_JAPANESE)


def _is_known_in_japan(word: str) -> bool:
    return word in surnames_in_latin() or not japanese_way(word).isdisjoint(given_names())


def _differ_in_vowels(read: str, latin: str) -> bool:
    return read != latin and _VOWEL.sub("a", read) == _VOWEL.sub("a", latin)


def _differ_in_nasals_or_ends(katakana: str, latin: str) -> bool:
    if len(_NASAL.findall(latin)) > len(_NASAL_KANA.findall(katakana)):
        return True
    if _OF_A_WOMAN.search(latin) and katakana.endswith("ン") and _MORAS.get(katakana[-2:-1], ("", ""))[1] == "a":
        return True  # マルタン is Martin; Martine is マルティーヌ
    last, as_one = _LAST_PIECE.search(katakana), _AS_ONE.search(latin)
    if as_one and katakana.endswith(_END_AS.get(as_one[0], ("ア",))):
        return False
    if (
        not last
        or last[1] in ("ウ", *_ENDS_A_SYLLABLE)
        or (latin[-1] == "e" and (katakana.endswith("ー") or last[1] + last[2] in _MAY_BE_ALONE))
    ):
        return False
    return _vowel(last[1], last[2]) in _NEVER_LAST.get(_EAU.sub("o", latin).rstrip("h")[-1:], "")


def is_kana(word: str) -> bool:
    """Tell whether a word begins in kana."""
    return "\u3040" <= word[:1] <= "\u30ff"


def in_latin(word: str) -> str:
    """Return a word in kana in Latin letters, as anyascii has them, with what its small letters say."""
    return anyascii(_SMALL_Y.sub(_with_small_y, word.translate(_AS_SPOKEN))).lower()


def _with_small_y(found: re.Match[str]) -> str:
    first, last = anyascii(found[1]).lower(), anyascii(found[2]).lower()
    return first[:-1] + (last[1:] if first in ("shi", "chi", "ji") else last)
