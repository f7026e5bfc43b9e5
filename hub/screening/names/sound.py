"""How a word sounds: a row of consonants and vowels, each of them one of several, laid beside the row of another word.

There are a dozen ways to write Сергей or محمد in Latin letters, and two papers of one person rarely use the same. What letters can stand
for is a set here (*ch* for ч, ш, к or х), and two words sound alike if something is common at each place of their rows. What tells brothers
and sisters apart stays: consonants of another kind, *a* beside *i*, a vowel more at the end.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

WORDS_KEPT = 16_384  # words that were worked out are kept for speed, and never more of them than this
LEAST_TO_LEAVE_OUT = 3  # consonants of a word in which one short vowel between two of them may be missing
_NEVER = 9
_KIND = {kind: 1 << place for place, kind in enumerate("bdfghjklmnprstvzCJNQRSTXYZaiu")}
"""C as in church, J in jam, N in sing, Q in thin, R for the *rn* of Siriporn, S in sun and never in ship, T in cats, X in ship, Y in yes, Z
in measure; a, i and u are the corners of all vowels."""
_LIGHT = _KIND["a"] | _KIND["i"]
VOWEL = _KIND["a"] | _KIND["i"] | _KIND["u"]


@dataclass(frozen=True, slots=True)
class Sign:
    """What may stand at one place: kinds of sound as bits; whether it may be left out, and whether it is a long vowel."""

    kinds: int
    optional: bool = False
    long: bool = False


Row = tuple[Sign, ...]
System = tuple[re.Pattern[str], tuple[Row, ...]]


def row(text: str) -> Row:
    """Return the row of a text such as ``n g? ai:``: ``?`` for what may be left out, ``:`` for what is long, ``*`` for any short vowel."""
    return tuple(_sign(each.replace("*", "aiu?")) for each in text.split())


def _sign(text: str) -> Sign:
    return Sign(sum(_KIND[kind] for kind in text.rstrip("?:")), "?" in text, ":" in text)


def system(*rules: tuple[str, str]) -> System:
    """Return how to read letters: patterns in the order in which they are tried, and the row of each.

    Which one matched is told by an empty group behind it: the engine skips what begins with another letter, which it does not for groups.
    """
    return re.compile("|".join(f"(?:{pattern})()" for pattern, _row in rules)), tuple(row(signs) for _pattern, signs in rules)


def read_by(rules: System, word: str) -> Row:
    """Return the row of a word by a system; letters that it does not know are silent."""
    pattern, rows = rules
    return tuple(each for found in pattern.finditer(word) if found.lastindex for each in rows[found.lastindex - 1])


_DOUBLED = re.compile(r"([b-df-hj-np-tv-z]h?)\1+")  # *thth* and *chch*, as *tt* and *cch* are written in Sri Lanka
_LATIN = system(
    ("shch|stch", "XsC C?"), ("(?<=[bcdfgkptwz])rzh?|^rzh?|rzh?(?=[yk]|e[ckj]|$)", "r? zZX"), ("szj", "sS Y?"), ("sz", "sSX"),
    ("zs", "ZzsS"), ("sj", "XsS Y?"), ("tsj", "C"), ("tsh", "TCs h?"),
    ("xh", "JZkhs h?"), ("sc(?=[ei])", "XsS CTsSJk?"), ("tj", "tC JYZ?"), ("dt", "d? t"), ("ds(?=[aeinouw])", "d? zsS"),
    ("^abd[aeou]+l?(?=...)", "a b d aiu? l?"), ("^[ei]y(?=[aou])", "ai Y"),
    ("dsch", "JZ"), ("rh(?=[aeiou])", "rg h?"), ("sch", "XsCZ Ckh?"), ("tsch|tch", "t? C"), ("(?<=^[ei])sh(?=a)", "XsS h?"),
    ("sh", "Xs h?"),
    ("ow(?=sk)", "u vf"), ("ew(?=sk)", "ai vf"), ("dzh|dzj", "JZ"), ("dj", "d? JZY"), ("zj", "zZJTs Y?"), ("zh", "ZJz"),
    ("(?<=[a-z]{3})ch(?=am[iy]$)", "sCX"), ("ch", "CXkh"),
    ("ck(?=[aiyo])", "Ts? k"), ("ck", "k"), ("cz|cs", "CsT"), ("kh", "hk"), ("gh", "gh"), ("ph", "fp"), ("th", "tzQ h?"), ("dh", "dz h?"),
    ("bh", "bv h?"), ("^tz", "t? TzsSQCJ"), ("tz|t[sc](?!h)", "t? TzsSQC"),
    ("dzs", "JZ"), ("dz", "d? zJ"), ("^x", "k? zsXh"), ("x", "khX sSz?"),
    ("ci(?=[aou])", "CTsSk Yi?"),
    ("c(?=[eiy])", "sSTCJk"), ("c", "kTCJ"), ("que$", "kg"), ("qu(?=[aeiou])", "kg uv?"), ("qi(?=[aou])", "kgC Yi?"),
    ("q", "kgC"), ("gu(?=[eiy])", "g uv?"),
    ("k", "k"),
    ("ng(?=[ei])", "n gJ?"), ("ng", "n g?"), ("nt(?=[aeiou])|nd(?![zj]|sch)|^nt", "n? dt"), ("nj(?=[aeiou]|$)", "n JYZ?"),
    ("lj(?=[aeiou]|$)", "l JYZ?"), ("gn$", "g aiu? n"), ("gn(?=[aeo])", "g? n Y?"), ("gl(?=i[aeou])", "g? l"),
    ("dg(?=e)", "d? gJZ"), ("gj", "gJ Y?"), ("kj", "kCT Y?"), ("gk", "n? gk"), ("mp(?!h)", "m? bp"), ("mb", "m? bv"),
    ("gi(?=[aou])", "gJY Yi?"), ("g(?=[eiy])", "gJYZ"), ("g", "gJ"), ("b", "b"), ("p", "p"), ("d", "d"), ("t", "t"), ("f", "fv"),
    ("v", "vfb"), ("^w[iu](?=b)", "v iu"), ("^wu(?=[^aeiouy])", "v? u"), ("w(?=[aeiouy])", "v"), ("l", "l"), ("m", "m"), ("n", "n"),
    ("r", "r"), ("^s(?=[pt])", "sSQX"),
    ("(?<=[ou])s(?=[aeiou])", "sSQz"), ("s", "sSQ"), ("z", "zsSQZ"), ("^hu(?=[ae])", "h? uv"), ("^h(?=(?:ov|ag|ak)|ar[ou])", "h?"),
    ("hj(?=[aeiou])", "h? JYZ"), ("^h", "h"), ("h", "h?"),
    ("^ji(?=[^aeiou])", "JYZ? i"), ("^ji(?=[aou])", "JYZ Yi?"),
    ("^[yij](?=[aou])", "JYZi"), ("^ye(?!e)", "Y? ai"), ("^je(?!e)", "JYZ? ai"), ("(?<=[aeiou])j(?=e)", "JYZ?"),
    ("(?<=[aeou])j(?=ic)", "JYZh?"), ("ij(?=a)", "iY? YJZh"), ("ij(?=[ou])", "i? YJZh"), ("(?<=[aeiou])j(?=[aiou])", "JYZh"),
    ("[iy]j$", "i JYZ?"), ("(?<=[aeiou])yee$", "Y? i"), ("(?<=[^aeiouy])ieh?$", "iY ai?"), ("(?<=[^aeiouy])y$|ey$", "iY"),
    ("j(?=[tkm])", "iJYZh"),
    ("j(?![aeiou])", "iJYZ"), ("j", "JYZ"),
    ("(?<=[aeiou])(?:iy|y|i)(?=[aou])", "Y"), ("(?:iy|ii|yi|i|y)(?=a)", "iY? Y"), ("(?<=o)r(?=n$)", "r?"), ("(?:iy|ii|yi|i|y)(?=o)", "Yi?"),
    ("(?<=[iy])o(?![ouiy])", "uai"), ("(?:iy|ii|yi|i|y)(?=u)", "Yi?"), ("(?:iy|yi|i|y)e", "Yi? ai"), ("[ae][iy](?![aeou])", "ai: Yi?"),
    ("ea$", "ai Y? ai?"), ("ae|ea", "ai ai?"), ("[ou][iy](?![aeou])", "ui i?"), ("oe(?=v)", "u Y? ai"), ("ue|oe", "ui ai?"),
    ("ow(?=[ei])", "ua u? vu"), ("[oe]w$", "uai vu?"),
    ("aou(?=[aeiy])", "a vu"), ("aw(?=y)", "a v"), ("aou", "au u?"), ("ou(?![aeiou])", "u u?"), ("ou(?=[aei])", "au? vu"),
    ("(?:owh|ovh)(?=a)", "u vu h?"), ("au(?=[dklnrst])", "au uv?"), ("[ao]w(?![aeiouy])", "au uvf?"), ("[ao]u(?![aeiouy])|ao", "au u?"),
    ("ee|ie", "i:"), ("o[ou]|uu", "u:"), ("eu", "uai uvfiY?"), ("(?<=[cs]h)e(?=(?:v|w|ff?)(?:as?|s)?$)", "aiu"),
    ("(?<=[^aeiou])e$", "ai?"), ("^aa(?=r)", "a h? a?"), ("a+", "a"), ("e", "ai"),
    ("[iy]+", "i"), ("o", "u"), ("u", "u"), ("w", "uv?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A row with what tells most others apart from it at once: what may stand first and last, and how many consonants it has at least and
    at most; its last vowel's place; and what it costs to leave each sign out, strictly and ``loosely``.
    """

    signs: Row
    first: int
    last: int
    least: int
    most: int
    vowel: int
    strictly: tuple[int, ...]
    loosely: tuple[int, ...]


def spoken(signs: Row, *, ends_freely: bool = False) -> Spoken:
    """Return a row ready to be laid beside others; ``ends_freely`` if a last vowel that may be left out is still its last."""
    consonants = [each for each in signs if each.kinds & ~VOWEL]
    least = sum(not each.optional and not each.kinds & VOWEL for each in consonants)
    vowel = max((nth for nth, each in enumerate(signs) if (ends_freely or not each.optional) and not each.kinds & ~VOWEL), default=0)
    last = max((nth for nth, each in enumerate(signs) if not each.optional), default=0)
    strictly, loosely = (tuple(_alone(each, nth, until=until, last=last) for nth, each in enumerate(signs)) for until in (0, vowel))
    return Spoken(signs, _until_required(signs), _until_required(signs[::-1]), least, len(consonants), vowel, strictly, loosely)


def _alone(each: Sign, nth: int, *, until: int, last: int) -> int:
    """Return what it costs to leave a sign out: nothing if it may be, one for a short vowel inside the word and any vowel ``until``."""
    if each.optional:
        return 0
    if 0 < nth < last and not each.kinds & ~(VOWEL if nth < until else _LIGHT) and (nth < until or not each.long):
        return 1
    return _NEVER


def _until_required(signs: Row) -> int:
    kinds = 0
    for each in signs:
        kinds |= each.kinds
        if not each.optional:
            break
    return kinds


@lru_cache(maxsize=WORDS_KEPT)
def latin_sound(word: str) -> Spoken:
    """Return how a word in the letters a to z sounds."""
    return spoken(read_by(_LATIN, _DOUBLED.sub(r"\1", word)))


def lie_together(one: Spoken, other: Spoken, *, loosely: bool = False) -> bool:
    """Tell whether two rows have something in common at each place; ``loosely`` if one vowel before the last may be another, or none."""
    if not one.first & other.first or not one.last & other.last or one.least > other.most or other.least > one.most:
        return False
    most = 1 if min(one.least, other.least) >= LEAST_TO_LEAVE_OUT else 0
    return _cost(one, other, most=most, loosely=loosely and most > 0) <= most


def _cost(one: Spoken, other: Spoken, *, most: int, loosely: bool) -> int:
    """Return how many vowels are left out or others at least; nine if that is more than ``most``."""
    ours, theirs = (one.loosely, other.loosely) if loosely else (one.strictly, other.strictly)
    before = [0]
    for there in other.signs:
        before.append(before[-1] + (0 if there.optional else _NEVER))
    for nth, here in enumerate(one.signs):
        alone, changes = ours[nth], loosely and nth < one.vowel
        costs = [before[0] + (0 if here.optional else _NEVER)]
        for place, there in enumerate(other.signs):
            met = 0 if _meet(here, there) else 1 if changes and place < other.vowel and _are_vowels(here, there) else _NEVER
            costs.append(min(before[place] + met, before[place + 1] + alone, costs[place] + theirs[place]))
        if min(costs) > most:
            return _NEVER
        before = costs
    return before[-1]


def _are_vowels(one: Sign, other: Sign) -> bool:
    return not (one.kinds | other.kinds) & ~VOWEL


def _meet(one: Sign, other: Sign) -> bool:
    if (one.long and other.kinds == VOWEL) or (other.long and one.kinds == VOWEL):
        return False  # any short vowel, which its script does not write, is not a long one
    return bool(one.kinds & other.kinds)
