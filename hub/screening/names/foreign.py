"""How French, German and English names are heard elsewhere: Griveaux is Γκριβώ, Michael Майкл, Geisbusch Гайзбуш.

Other scripts write a foreign name by ear. What is put here is a spelling that sounds as the name does there, for the common rows of sounds.
A spelling that is another given name of the same country is left out: Juliet is not Julie.
"""

import re
from functools import lru_cache

from hub.screening.names.known import are_two_names
from hub.screening.names.sound import WORDS_KEPT

_GERMAN = re.compile("tz|[ct]h|ck|berg|burg|mann|stein|wsk|owa?$|(?<=...)[bfglmnr]er$|j$")
_GERMAN_Z = re.compile("(?<![st])s(?=[aeiouybg])(?!ch)")
_FRENCH = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("eaux?|(?<=.)(?:aud|ault|aut|aux)$|^au(?=b)|(?<=[mr])au(?=[bdl])", "o"), ("c(?=oi)", "s"), ("oi[stx]?$|oy$|oi(?=[a-z])", "ua"),
        ("ieux?$|(?<=[a-z]{2})ier$", "ie"), ("(?<=[a-z]{2}[^aeiou])e[tz]$|(?<=ou)et$", "e"), ("(?<=[a-z]{2}[^aeiou])ot$", "o"),
        ("(?<=..[nr])[dt]$|(?<=eti)t$", ""),
    )
)  # fmt: skip
_BY_EAR = """
    anne en, ashley eshli, baker beyker, blake bleyk, bradley bredli, brian brayan, brooke bruk, bruce brus, burton berton,
    charles charlz, church cherch, cooper kuper, cummins kamins, curtis kertis, dan den, dave deyv, dean din, douglas daglas,
    drake dreyk, duncan danken, eugene yujin, george jorj, grace greys, harry heri gari, howard hovard, hughes hyuz yuz, hugo yugo,
    hunter hanter, jack jek, jackson jekson, jake jeyk, james jeyms jeims, jane jeyn, jean jin, jeremy jeremi, johnson jonson,
    joyce joys, justin jastin, kate keyt, keith kit, knight nayt, larry leri, leigh li, luke lyuk, mary meri, michael maykl, mike mayk,
    moore mur mor, murphy merfi, neil nil, norman normen, ray rey, russell rasel, ryan rayan, sally seli, sam sem, sean shon,
    shawn shon, smith smit, spencer spenser, stanley stenli, taylor teylor, thatcher techer, turner terner, walker voker uoker,
    wayne veyn ueyn, whiteley vaytli uaytli, william vilyam uilyam, wright rayt
"""
_ENGLISH = {word: tuple(heard) for word, *heard in (entry.split() for entry in _BY_EAR.split(","))}


@lru_cache(maxsize=WORDS_KEPT)
def as_heard(word: str) -> tuple[str, ...]:
    """Return the spellings that sound as a word in the letters a to z is heard, if it is French, German or English; mostly none."""
    heard = {_in_french(word), _GERMAN_Z.sub("z", word) if _GERMAN.search(word) else word} - {word}
    return (*_ENGLISH.get(word, ()), *sorted(each for each in heard if not are_two_names(word, each)))


def _in_french(word: str) -> str:
    for pattern, put in _FRENCH:
        word = pattern.sub(put, word)
    return word
