"""Letters without what differs from hand to hand: case, width, accents, apostrophes, invisible marks; and words without their separators.

Nothing is lost for the officer: pages show names as they were written, and only the comparison looks at these copies.
"""

import re
import unicodedata

from hub.screening.names.particles import GENERATIONS, TITLES
from hub.screening.names.southeast_asia.burmese_syllables import begins_with_a_title
from hub.screening.names.southeast_asia.eastern_titles import untitled

_STROKED = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng", "ə": "a", "ɣ": "g",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, "´": None, "ʾ": None, "ʿ": None, "ʹ": None, "ʺ": None,
    "′": None, "·": " ", "ˈ": None,
})  # fmt: skip
_TWO_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "č": "ch", "ç": "ch", "ć": "ch",
    "ž": "zh", "ż": "zh", "ź": "zh", "ą": "on", "ę": "en", "ř": "rzh", "ț": "ts", "ţ": "ts", "đ": "dj", "ñ": "ny",
})  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
_ASCII_WORDS = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"(?:[a-wyz ,.-]|x(?!x))+")
_READ_WRONG = re.compile(  # by a machine
    r"(?<=[a-z])(?:1[237<](?=[a-z])|[1l]>)|(?<![0-9a-z])1[23](?=[a-z])"  # two signs for one letter: va17demar, a13ert, a1>ert
    r"|(?<=[a-z])[0-9]{2}(?=[a-z])|(?<=[a-z])[0158|](?![0-9])|(?<![0-9a-z])[058](?=[a-z])|(?<=[a-z])3(?=[a-z])|(?<![0-9])[2469](?=[a-z])"
)
_LETTERS_OF_DIGITS = str.maketrans("012345689|", "olzeasgbgl")
_LETTER_OF_TWO_SIGNS = {"12": "r", "13": "b", "17": "n", "1>": "b", "l>": "b", "1<": "k"}
_TWO_ALPHABETS = re.compile(r"[a-z]*[\u0370-\u04ff][a-z\u0370-\u04ff]*")
_LOOK_LATIN = str.maketrans("авекмнорстухіјѕԁқүһαβεικνορτυχ", "abekmhopctyxijsdkyhabeiknoptux")
_LOOK_CYRILLIC = str.maketrans("abcehijkmopstxy", "авсеніјкморѕтху")
_OF_KANA = "\u3099\u309a"  # which make of a letter another: みどり, who is Midori, among characters
_LATIN_LETTERS, _CYRILLIC_LETTERS, _NOT_LATIN = re.compile("[a-z]"), re.compile("[\u0400-\u04ff]"), re.compile("[\u0370-\u04ff]")
_SON_OF = re.compile(
    "(?<= )(?:[asd]/[lpo]|anak (?:lelaki|perempuan))(?= )"
)  # a/l and a/p in Malaysia, s/o and d/o in Singapore, between a Tamil's name and the father's
_OLD_ICAO = re.compile("(?<=[nu])xx")  # MUNXXOZ, GUXXNTHER: how machine-readable lines wrote ñ and ü
_LOST = re.compile("(?<=[a-z\u00df-\u024f])[?\ufffd]|[?\ufffd](?=[a-z\u00df-\u024f])")
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳", "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟"
)
"""What software that reads print may put for a character (⻩伟), of the radicals that NFKC leaves as they are."""
_IN_TONES = re.compile(r"(?:(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouvü:]{1,4}(?:ng?|r)?[1-5][\s',-]*){2,}")  # wang2 xiao3 ming2
_TONES = str.maketrans("", "", "12345:")
LOST_LETTER = "ƿ"
"""Stands for a letter that software put a question mark for. No living language writes this one."""
_TITLES_BEFORE = TITLES | {
    *("daw", "mst", "most", "mosa", "mosammat", "mosammet", "mosammot", "mossammat", "mossamat", "musammat", "mussammat")
}
_THAI_TITLES = frozenset({"nai", "nang", "nangsao", "khun"})
_THAI_WORD = re.compile("[a-z]*[aeiou][^aeiou]+[aeiou][a-z]*|[a-z]{6,}")  # of more than a syllable: Nai may be a Chinese surname
_NO_NAME_KNOWN = frozenset({"fnu", "lnu", "nfn", "nln", "xxx"})  # what visas say in place of the other name of whoever has but one
_LINE_HEAD = re.compile(r"^p<(?:[a-z]{3}|d<<)(?=[a-z])")
_EXCELLENCY = ("h", "e")
_TITLES_BEHIND = GENERATIONS | {"phd", "esq"}
_POLITE_BEFORE = re.compile(r"^(?:นางสาว|นาย|นาง)(?=\s*[ก-ฮเ-ไ][ก-๎]{2})|^(?:ông|bà)(?=(?: [^ ]+){3})|^(?:ဒေါ်|ဦး|ကို(?!ကို))(?=[က-အ]...)")
LEAST_BEFORE_A_TITLE = 3
HAN_TITLES = ("先生", "女士", "小姐", "同志")
_HAN_TITLE = f"(?:{'|'.join(HAN_TITLES)})"
_POLITE_BEHIND = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?:\s*\({_HAN_TITLE}\)|\s+(?:{_HAN_TITLE}|殿|様|さま|さん|氏|씨|님)"
    "|(?<=[\u4e00-\u9fff]{3})(?:様|さま|さん)|(?<=[\u4e00-\u9fff]{4})氏|(?<=[가-힣]{3})(?:씨|님))$"
)
"""Gathered by hand; a surname that is spelt so (Ông, 鵜殿) stands where these do not."""
_BETWEEN_STOPS = re.compile(r"[^\s\d!-/:-@\[-`{-~·・。၊။।]+")
_APOSTROPHES = str.maketrans("", "", "'`")
MARKED = re.compile("[äöüåøæœßšşșśčçćžżźąęřțţđñ]")


def folded(text: str) -> str:
    """Return a text in its plain form (NFKC), in lower case, without invisible marks. Beside spaces a low line stands for a lost letter."""
    if "_" in text and " " in text:
        text = text.replace("_", "?")
    if text.isascii():
        text = _LINE_HEAD.sub("", text.lower()) if text[1:2] == "<" else text
        return _without_tones(_LOST.sub(LOST_LETTER, text.lower()) if "?" in text else text.lower())
    plain = _LOST.sub(LOST_LETTER, unicodedata.normalize("NFKC", text.translate(_RADICALS)).casefold())
    return _without_tones("".join(each for each in plain if unicodedata.category(each) != "Cf"))


def _without_tones(plain: str) -> str:
    return plain.translate(_TONES) if plain[-1:].isdigit() and _IN_TONES.fullmatch(plain) else plain


def latin_words(plain: str) -> tuple[str, ...]:
    """Return the words of a folded Latin text in the letters a to z. Other scripts' letters stay as they are."""
    if "/" in plain or "anak" in plain:
        plain = _SON_OF.sub("", plain)
    if _PLAIN.fullmatch(plain):
        return tuple(_ASCII_WORDS.findall(plain))  # most names, and nothing to mend
    if plain.isascii():
        return tuple(_ASCII_WORDS.findall(_OLD_ICAO.sub("", _READ_WRONG.sub(_as_letter, plain.translate(_APOSTROPHES)))))
    whole = "й".join(map(_without_marks, unicodedata.normalize("NFC", plain).translate(_STROKED).split("й")))
    return tuple(_WORDS.findall(_in_one_alphabet(_READ_WRONG.sub(_as_letter, whole))))


def _without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(each for each in bare if each in _OF_KANA or not unicodedata.combining(each)))


def _as_letter(found: re.Match[str]) -> str:
    return _LETTER_OF_TWO_SIGNS.get(found[0]) or found[0].translate(_LETTERS_OF_DIGITS)


def _in_one_alphabet(whole: str) -> str:
    """Return a text in which each word that mixes alphabets is in one of them, where the other's letters look the same: in that which most
    of the text is in, if the word can be, and Latin if none.
    """
    if not _NOT_LATIN.search(whole):
        return whole
    latin, cyrillic = (len(letters.findall(whole)) for letters in (_LATIN_LETTERS, _CYRILLIC_LETTERS))
    looks = (_LOOK_CYRILLIC, _LOOK_LATIN) if cyrillic > latin else (_LOOK_LATIN, _LOOK_CYRILLIC)

    def in_one(found: re.Match[str]) -> str:
        if not _LATIN_LETTERS.search(found[0]):
            return found[0]
        tried = [found[0].translate(look) for look in looks]
        return next((word for word in tried if not (_LATIN_LETTERS.search(word) and _NOT_LATIN.search(word))), tried[0])

    return _TWO_ALPHABETS.sub(in_one, whole)


def without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return Latin words without a title before or behind them, where two words remain at least."""
    if len(words) > 1 and not _NO_NAME_KNOWN.isdisjoint(words):
        return without_titles(tuple(word for word in words if word not in _NO_NAME_KNOWN)) or words
    if len(words) > 2 and _begins_with_a_title(words):
        return without_titles(words[1:])
    if len(words) > 3 and words[:2] == _EXCELLENCY:
        return without_titles(words[2:])
    return words[:-1] if len(words) > 2 and words[-1] in _TITLES_BEHIND else words


def _begins_with_a_title(words: tuple[str, ...]) -> bool:
    """Tell whether the first of three words or more is a title, or one in the country of the others and elsewhere a name: Ko, Ma, Nai."""
    is_thai = words[0] in _THAI_TITLES and all(map(_THAI_WORD.fullmatch, words[1:]))
    return words[0] in _TITLES_BEFORE or is_thai or begins_with_a_title(words)


def generation(words: tuple[str, ...]) -> str:
    """Return what tells a son from a father of one name: jr, ii; empty if nothing does."""
    return words[-1] if len(words) > 2 and words[-1] in GENERATIONS else ""


def without_title(characters: str) -> str:
    """Return a Han name without the title behind it, where a surname and more remain."""
    if characters[-2:] in HAN_TITLES and len(characters) > LEAST_BEFORE_A_TITLE:
        return characters[:-2]
    if len(characters) > LEAST_BEFORE_A_TITLE + 1 and characters[-1] in "氏殿":
        return characters[:-1]
    return characters.removesuffix("様") if len(characters) > LEAST_BEFORE_A_TITLE else characters


def without_polite_words(plain: str) -> str:
    """Return a folded text that is not ASCII without what is put before or behind a name to be polite: นาย, 씨, さん, Ông, （先生）."""
    return _POLITE_BEHIND.sub("", _POLITE_BEFORE.sub("", untitled(plain.strip())))


def without_accents(plain: str) -> str:
    """Return a folded text without the accents of Greek; what looks like one in other scripts is a vowel."""
    bare = "".join(each for each in unicodedata.normalize("NFD", plain) if not "\u0300" <= each <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def words_between_stops(plain: str) -> tuple[str, ...]:
    """Return the words of a folded text whose letters carry marks that are no letters: what stands between spaces and stops."""
    return tuple(_BETWEEN_STOPS.findall(plain.translate(_STROKED)))


def spelt_out(plain: str) -> str:
    """Return a folded Latin text with two letters for a marked one: ä as ae in machine-readable lines, š as sh in other systems."""
    return unicodedata.normalize("NFC", plain).translate(_TWO_LETTERS)
