"""The scripts of India, which Unicode lays out alike: consonants with their silent *a*, vowel signs, and the mark that silences it."""

from hub.screening.names.sound import Row, row

_FIRST, _LAST, _BLOCK = 0x900, 0xD7F, 0x80
_BENGALI, _TAMIL = 1, 5
_FIRST_CONSONANT, _LAST_CONSONANT = 0x15, 0x39
_CONSONANT_ROW = "k kh g g n C C Jg J n t t d d n t t d d n n p pf b bv m YJ r r l l l vbu Xs Xs s h"
_CONSONANTS = _CONSONANT_ROW.split()
_IN_TAMIL = {0: "kgh", 5: "CsJX", 10: "td", 15: "td", 21: "pb", 28: "rt", 31: "lZ"}  # one letter for several sounds
_IN_BENGALI = {23: "bv", 35: "sX"}
_VOWELS = {
    0x05: "a", 0x06: "a", 0x07: "Yi", 0x08: "i", 0x09: "u", 0x0A: "u", 0x0B: "r iu?", 0x0E: "ai", 0x0F: "ai", 0x10: "ai:", 0x12: "u",
    0x13: "u", 0x14: "au",
}  # fmt: skip
_OTHERS = {
    **{place + 0x38: vowel for place, vowel in _VOWELS.items() if place > 0x05},
    0x01: "mn?", 0x45: "ai", 0x49: "u", 0x0D: "ai", 0x11: "u", 0x02: "mn", 0x03: "h?", 0x70: "mn", 0x4D: "", 0x3C: "",
    0x58: "k", 0x59: "kh", 0x5A: "g", 0x5B: "zJ", 0x5C: "rd", 0x5D: "rd", 0x5E: "f", 0x5F: "YJ", 0x7A: "n", 0x7B: "n", 0x7C: "r", 0x7D: "l",
    0x7E: "l", 0x7F: "k",
}  # fmt: skip
_SILENCES = frozenset({*range(0x3E, 0x4E)})
_H, _NASAL, _DOT = 0x39, 0x02, 0x3C
_PALATAL_N = 9
_DOTTED = {0x07: "zJ", 0x0C: "rd", 0x0D: "rd", 0x16: "f"}


def is_indic(letter: str) -> bool:
    """Tell whether a letter is Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada or Malayalam."""
    return _FIRST <= ord(letter) <= _LAST


def indic_row(word: str) -> Row:
    """Return how a word sounds; each consonant may have its silent vowel, unless a sign says which vowel it has or that it has none."""
    places = [(ord(letter) - _FIRST) % _BLOCK for letter in word] + [0, 0]
    script = (ord(word[0]) - _FIRST) // _BLOCK
    made: list[str] = []
    for nth, place in enumerate(places[:-2]):
        if _FIRST_CONSONANT <= place <= _LAST_CONSONANT:
            dotted = places[nth + 1] == _DOT
            made.append(_consonant(script, place - _FIRST_CONSONANT, dotted=dotted))
            made += [] if places[nth + 1 + dotted] in _SILENCES else ["au?" if script == _BENGALI else "a?"]
        elif place == _NASAL and places[nth + 1] == _H:
            made.append("n g?")  # सिंह is Singh
        else:
            made += [each] if (each := _VOWELS.get(place) or _OTHERS.get(place, "")) else []
    return row(" ".join(sounds for nth, sounds in enumerate(made) if nth == 0 or sounds != made[nth - 1]))


def _consonant(script: int, place: int, *, dotted: bool) -> str:
    if dotted and place in _DOTTED:
        return _DOTTED[place]
    special = _IN_TAMIL if script == _TAMIL else _IN_BENGALI if script == _BENGALI else {}
    return "n Y?" if place == _PALATAL_N else special.get(place, _CONSONANTS[place])
