"""Letters without what differs from hand to hand: case, width, accents, apostrophes, invisible marks; and words without their separators.

Nothing is lost for the officer: pages show names as they were written, and only the comparison looks at these copies.
"""

import re
import unicodedata

_STROKED = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng", "ə": "a", "ɣ": "g",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, "´": None, "ʾ": None, "ʿ": None, "′": None, "·": " ", "ˈ": None,
})  # fmt: skip
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_WORDS = re.compile(r"[^\W\d_]+")
_ASCII_WORDS = re.compile(r"[a-z]+")
_APOSTROPHES = str.maketrans("", "", "'`")
MARKED = re.compile("[äöüåøæœß]")


def folded(text: str) -> str:
    """Return a text in its plain form (NFKC), in lower case, without invisible marks."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in plain if unicodedata.category(each) != "Cf")


def latin_words(plain: str) -> tuple[str, ...]:
    """Return the words of a folded Latin text in the letters a to z. Other scripts' letters stay as they are."""
    if plain.isascii():
        return tuple(_ASCII_WORDS.findall(plain.translate(_APOSTROPHES)))
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", plain).translate(_STROKED))
    return tuple(_WORDS.findall(unicodedata.normalize("NFC", "".join(each for each in bare if not unicodedata.combining(each)))))


def spelt_out(plain: str) -> str:
    """Return a folded Latin text as machine-readable lines spell it: ä as ae, ö as oe, ü as ue, å as aa."""
    return unicodedata.normalize("NFC", plain).translate(_TWO_LETTERS)
