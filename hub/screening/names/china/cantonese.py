"""How Cantonese syllables are written in Latin letters: as Hong Kong's government does, in Jyutping, Yale, and as Macao's does.

Hong Kong has no one system: 張 is Cheung, 曾 is Tsang or Tseng, 李 is Lee, Li or Lei. So a syllable has a set of spellings, made of what
its initial and its final are written as, and a name fits if every character does.
"""

from functools import cache

from hub.screening.names.china.characters import all_readings
from hub.screening.names.listed import table

_INITIALS = {
    "b": "b p", "p": "p", "m": "m", "f": "f", "d": "d t", "t": "t", "n": "n l", "l": "l", "ng": "ng -", "gw": "gw kw k ku g",
    "kw": "kw k ku", "g": "g k", "k": "k", "h": "h", "w": "w v u -", "z": "z ch ts j tz c", "c": "c ch ts tz", "s": "s sh",
    "j": "y j i -", "": "- ng",
}  # fmt: skip
_FINALS = {
    "aa": "a aa ah ar", "aai": "aai ai", "aau": "aau au", "aam": "aam am", "aan": "aan an", "aang": "aang ang", "aap": "aap ap",
    "aat": "aat at", "aak": "aak ak ark", "a": "a", "ai": "ai", "au": "au ow", "am": "am um", "an": "an un en", "ang": "ang eng ung",
    "ap": "ap up", "at": "at ut", "ak": "ak uk ack", "e": "e eh", "ei": "ei ay i ee e ey", "eu": "eu", "em": "em", "ek": "ek ik eck",
    "eng": "eng ing", "ep": "ep", "et": "et", "i": "i ee ie ze e", "iu": "iu iew io ew", "im": "im", "in": "in een", "ip": "ip",
    "it": "it", "ing": "ing eng ieng", "ik": "ik ick", "o": "o or aw oh", "oi": "oi oy", "ou": "ou o oo ow", "on": "on", "ong": "ong",
    "ot": "ot", "ok": "ok", "u": "u oo", "ui": "ui ooi", "un": "un oon", "ung": "ung", "ut": "ut oot", "uk": "uk ook",
    "oe": "oe eu euh o", "oet": "oet eut", "oeng": "eung oeng eong", "oek": "euk oek eok", "eoi": "ui eui oi eoi oy",
    "eon": "un eun eon on", "eot": "ut eut eot", "yu": "yu u ue", "yun": "yun uen un oon", "yut": "yut uet ut", "m": "m ng",
    "ng": "ng m",
}  # fmt: skip
_WHOLE = {"si": "sze sz", "zi": "tze tsz chi", "ci": "tsz tze", "gwok": "kuok", "jyu": "yu u yue"}
_SYLLABIC = {"ng": "ng eng", "m": "m ng"}
_IN_MACAO = {
    "b": "p", "p": "p", "m": "m", "f": "f", "d": "t", "t": "t", "n": "n", "l": "l", "ng": "ng", "gw": "ku k", "kw": "ku k", "g": "k",
    "k": "k", "h": "h", "w": "v w", "z": "ch", "c": "ch", "s": "s", "j": "i", "": "",
}  # fmt: skip
_FINALS_OF_MACAO = {
    "aa": "a", "aai": "ai", "aau": "ao", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak ac", "ai": "ai",
    "au": "ao au", "am": "am", "an": "an", "ang": "ang", "ap": "ap", "at": "at", "ak": "ak ac", "e": "e", "ei": "ei", "ek": "ek eak",
    "eng": "eng eang", "i": "i", "iu": "io", "im": "im", "in": "in", "ing": "eng", "ip": "ip", "it": "it", "ik": "ek", "o": "o", "oi": "oi",
    "ou": "ou o", "on": "on", "ong": "ong", "ot": "ot", "ok": "ok oc", "u": "u", "ui": "ui", "un": "un", "ung": "ong", "ut": "ut",
    "uk": "ok oc", "oeng": "eong", "oek": "eok", "eoi": "oi ui", "eon": "on", "eot": "ot", "yu": "u", "yun": "un", "yut": "ut",
    "m": "m", "ng": "ng",
}  # fmt: skip


@cache
def cantonese_spellings(syllable: str) -> frozenset[str]:
    """Return how a Jyutping syllable (without tone) stands in papers."""
    initial, final = initial_and_final(syllable)
    if final not in _FINALS or syllable in _SYLLABIC:
        return frozenset({syllable, *_SYLLABIC.get(syllable, "").split()})
    made = {
        front.strip("-") + back for front in _INITIALS[initial].split() for back in _FINALS[final].split() if _stands(initial + front, back)
    }
    return frozenset({syllable, *made, *_WHOLE.get(syllable, "").split()})


@cache
def macanese_spellings(syllable: str) -> frozenset[str]:
    """Return how a Jyutping syllable (without tone) stands in papers of Macao, which spell it as Portuguese does: 楊 is Ieong, 劉 Lao."""
    initial, final = initial_and_final(syllable)
    ends = _FINALS_OF_MACAO.get(final, "").split()
    made = {front + back for front in _IN_MACAO[initial].split() or [""] for back in ends}
    return frozenset(each[1:] if each.startswith(("ii", "iu")) else each for each in made)


@table
def in_cantonese_papers() -> frozenset[str]:
    """Return every spelling of every syllable."""
    return frozenset().union(*map(cantonese_spellings, all_readings()[1]))


def initial_and_final(syllable: str) -> tuple[str, str]:
    """Return the two parts of a Jyutping syllable; it has an empty initial if it begins with its vowel or is one consonant."""
    initial = next((each for each in sorted(_INITIALS, key=len, reverse=True) if syllable.startswith(each) and syllable != each), "")
    return initial, syllable[len(initial) :]


def _stands(initial: str, final: str) -> bool:
    """Tell whether a final may follow: where *y* or *w* is left out, the vowel has to be theirs (葉 is Ip, 胡 is U)."""
    return initial not in ("j-", "w-") or final[0] in "iu"
