"""What happens to a name between two desks: a slip of the hand, a reading machine, a form with too few boxes."""

import unicodedata
from collections.abc import Callable
from random import Random

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {row[i]: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _KEYS for i in range(len(row))}
_CYRILLIC = str.maketrans("AaBEeKMHOoPpCcTXx", "АаВЕеКМНОоРрСсТХх")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_READ_AS = (("rn", "m"), ("m", "rn"), ("l", "1"), ("O", "0"), ("o", "0"), ("cl", "d"), ("I", "l"), ("w", "vv"), ("B", "8"), ("S", "5"))

Mishap = Callable[[Random, str, str], str | None]  # surname, given -> full name, or nothing where it cannot happen


def _within(change: Callable[[Random, str], str | None]) -> Mishap:
    """Return the change of one long word, the rest of the name as it is."""

    def happen(rng: Random, surname: str, given: str) -> str | None:
        words = f"{given} {surname}".split()
        long = [i for i, word in enumerate(words) if len(word) >= 5 and word.isascii() and word.isalpha()]
        if not long:
            return None
        at = rng.choice(long)
        changed = change(rng, words[at])
        return " ".join([*words[:at], changed, *words[at + 1 :]]) if changed and changed != words[at] else None

    return happen


def _neighbour_key(rng: Random, word: str) -> str | None:
    at = rng.randrange(1, len(word))
    near = _NEAR.get(word[at].lower())
    return word[:at] + rng.choice(near) + word[at + 1 :] if near else None


def _dropped(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def _swapped(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _read_wrong(rng: Random, word: str) -> str | None:
    seen = [(a, b) for a, b in _READ_AS if a in word]
    if not seen:
        return None
    a, b = rng.choice(seen)
    return word.replace(a, b, 1)


def _first_of_two(_rng: Random, surname: str, given: str) -> str | None:
    words = given.replace("-", " ").split()
    return f"{words[0]} {surname}" if len(words) > 1 and len(words[0]) > 2 else None


def _middle_initial(_rng: Random, surname: str, given: str) -> str | None:
    words = given.replace("-", " ").split()
    return f"{words[0]} {words[1][0]}. {surname}" if len(words) > 1 and len(words[0]) > 2 else None


def _machine_line(_rng: Random, surname: str, given: str) -> str | None:
    line = f"{surname}<<{given}".upper().replace(" ", "<").replace("-", "<").replace("'", "").replace("’", "")
    return line[:39].ljust(39, "<") if line.isascii() else None


def _cut(_rng: Random, surname: str, given: str) -> str | None:
    return f"{surname} {given}"[:20].upper() if 21 <= len(surname) + len(given) <= 26 and len(surname) < 14 else None


def _joined(_rng: Random, surname: str, given: str) -> str | None:
    return f"{surname} {given.replace(' ', '').replace('-', '')}".lower() if " " in given or "-" in given else None


def _decomposed(_rng: Random, surname: str, given: str) -> str:
    return unicodedata.normalize("NFD", f"{given} {surname}")


def _full_width(_rng: Random, surname: str, given: str) -> str:
    return f"{given} {surname}".translate(_WIDE)


def _lookalike(_rng: Random, surname: str, given: str) -> str | None:
    odd = surname.translate(_CYRILLIC)
    return f"{given} {odd}" if odd != surname else None


# what makes another name of one whose words are syllables
ANOTHER_NAME = {"one_given_of_two", "middle_initial", "neighbour_key", "letter_dropped", "letter_doubled", "letters_swapped"}
MISHAPS: dict[str, Mishap] = {
    "surname_first": lambda _rng, surname, given: f"{surname} {given}",
    "comma": lambda _rng, surname, given: f"{surname}, {given}",
    "upper": lambda _rng, surname, given: f"{surname} {given}".upper(),
    "lower_joined_given": _joined,
    "hyphen_for_space": lambda _rng, surname, given: f"{given.replace(' ', '-')} {surname}" if " " in given else None,
    "one_given_of_two": _first_of_two,
    "middle_initial": _middle_initial,
    "neighbour_key": _within(_neighbour_key),
    "letter_dropped": _within(_dropped),
    "letter_doubled": _within(_doubled),
    "letters_swapped": _within(_swapped),
    "read_wrong": _within(_read_wrong),
    "machine_line": _machine_line,
    "cut_at_20": _cut,
    "decomposed": _decomposed,
    "lookalike_letters": _lookalike,
    "zero_width": lambda _rng, surname, given: f"\u200b{given} \u200d{surname}\u200e",
    "odd_spaces": lambda _rng, surname, given: f"  {given}\u00a0\u2003{surname}\t",
    "full_width": _full_width,
    "title": lambda rng, surname, given: f"{rng.choice(('Mr. ', 'Dr. ', 'Mrs ', 'Ms. '))}{given} {surname}",
    "brackets": lambda _rng, surname, given: f"{given} ({surname})",
    "apostrophe": lambda _rng, surname, given: f"{given} {surname}".replace("'", "’") if "'" in surname + given else None,
    "markup": lambda _rng, surname, given: f"<b>{given}</b>&nbsp;{surname}",
}
