"""The scripts of India, which Unicode lays out alike: consonants with their silent *a*, vowel signs, and the mark that silences it."""

_FIRST, _LAST, _BLOCK = 0x900, 0xD7F, 0x80
_CONSONANT_ROW = "k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h"
_CONSONANTS = _CONSONANT_ROW.split()
_VOWELS = {
    0x05: "a",
    0x06: "a",
    0x07: "i",
    0x08: "i",
    0x09: "u",
    0x0A: "u",
    0x0B: "ri",
    0x0E: "e",
    0x0F: "e",
    0x10: "ai",
    0x12: "o",
    0x13: "o",
    0x14: "au",
}
_SIGNS = {
    0x3E: "a",
    0x3F: "i",
    0x40: "i",
    0x41: "u",
    0x42: "u",
    0x43: "ri",
    0x46: "e",
    0x47: "e",
    0x48: "ai",
    0x4A: "o",
    0x4B: "o",
    0x4C: "au",
}
_NASALS = {0x01: "n", 0x02: "n", 0x03: "h", 0x70: "n"}
_H, _SILENT = 0x39, 0x4D
_DOTTED = {0x58: "k", 0x59: "kh", 0x5A: "g", 0x5B: "z", 0x5C: "r", 0x5D: "rh", 0x5E: "f", 0x5F: "y"}


def is_indic(letter: str) -> bool:
    """Tell whether a letter is Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada or Malayalam."""
    return _FIRST <= ord(letter) <= _LAST


def latin_of_indic(word: str) -> str:
    """Return a word in Latin letters; the silent vowel at its end is left out, as names are spelt."""
    made: list[str] = []
    for letter in word:
        place = (ord(letter) - _FIRST) % _BLOCK
        if place == _H and made[-1:] == ["n"]:
            made[-1] = "ng"  # सिंह is Singh
        if 0x15 <= place <= 0x39:
            made += [_CONSONANTS[place - 0x15], "a"]
        elif place in _DOTTED:
            made += [_DOTTED[place], "a"]
        elif place in _SIGNS or place == _SILENT:
            made[-1:] = [_SIGNS.get(place, "")]
        else:
            made.append(_VOWELS.get(place, _NASALS.get(place, "")))
    return "".join(made[:-1] if len(made) > 2 and made[-1] == "a" and (ord(word[-1]) - _FIRST) % _BLOCK <= 0x39 else made)
