"""Arabic script: letters that stand for one another, and the consonants that a romanisation keeps.

Short vowels are not written, and every country romanises its own way, so a name is compared by its consonants in order.
"""

import re

_FORMS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ھ": "ه", "ہ": "ه", "ۃ": "ه",
    "ە": "ه", "ـ": None, "ء": None, "‌": None,
})  # fmt: skip
_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed]")
_WORDS = re.compile(r"[^\W\d_]+")
_CONSONANTS = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "J", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r", "ز": "s", "س": "s", "ش": "S",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "s", "غ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "چ": "C", "ژ": "J", "گ": "g", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
}  # fmt: skip
_BEGINNING = frozenset("اعيو")
_JOINED = ("عبد", "ابو", "بو", "ابن", "بن", "بنت", "ال", "آل")


def words(plain: str) -> tuple[str, ...]:
    """Return the words of a folded Arabic text, each letter in one form and without vowel marks."""
    return tuple(_WORDS.findall(_MARKS.sub("", plain.translate(_FORMS))))


def skeleton(word: str) -> str:
    """Return the consonants of a word as the skeletons of Latin words write them; a dash stands for a vowel that begins it."""
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    letters = [_CONSONANTS.get(letter, "") for letter in bare]
    if len(letters) > 1 and bare[-1] == "ه":
        letters[-1] = ""
    made = "".join(letter for nth, letter in enumerate(letters) if nth == 0 or letter != letters[nth - 1])
    return ("-" if bare[:1] in _BEGINNING else "") + made
