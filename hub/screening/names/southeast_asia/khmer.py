"""How Khmer sounds: each consonant is of one of two series, and the series says how a vowel sign is spoken.

Papers follow no system (ា is *a* and *ea*, ៅ *ov* and *ao*), so a vowel here is whatever it is written as in either series. Last consonants
below others are mostly silent (ចន្ទ is Chan). Gathered by hand, and tried on the gazetteer and on names of people.
"""

import re

from hub.screening.names.sound import Row, read_by, system

_UNHEARD = re.compile("[៉៊់៎៏៑៓៝​]|ុ(?=[ិីឹឺើែ])")  # ុី is how ៊ី is typed too
_DOUBLED = re.compile("(?!ញ)([ក-អ])្(?=\\1)|[កខគឃ]្(?=[ខឃ])|[ចជ]្(?=[ឆឈ])|[តទដឌថធ]្(?=[តទដឌថធឋឍ])|ន(?=ណ)|[បព]្(?=[ផភ])")
_BARE = re.compile("([ក-អ])(?=[ក-ឳ]|(?<=^.)$)")  # with the vowel that is not written, unless another consonant stands below it
_KHMER = system(
    ("ហ្វ", "fv"), ("ហ៊?្ស", "zsJZ"), ("ហ្[គក]", "gk"), ("ហ្[នណ]", "n"), ("ហ្ម", "m"), ("ហ្[លឡ]", "l"), ("ហ្រ", "r"), ("ហ្ប", "pb"),
    ("[ក-អ][ិុ]?៍", "tdrkgnlYs?"), ("(?<=្)[ក-អ](?=(?:្[ក-អ])?$)", "tdrkgnYvms?"),
    ("(?<=[តថទធឋដមន])ិ$|(?<=[តទធម])ុ$", "iu?"), ("(?<=...)ុ$", "u k?"), ("(?<=ន្)[តថទធ](?=ə)", "td?"), ("(?<=ត្)[នរ](?=ə)", "nr?"),
    ("ə(?=ង)", "* i?"), ("្", ""),
    ("ə", "au?"), ("័", "*"), ("៌", "r? a?"), ("ាំ(?=ង)", "u? ai i?"), ("ា(?=ំ)", "u? ai"), ("ុំ", "u m"), ("(?<=[ា])ំ", "m"), ("ំ", "* m"),
    ("[េោ]ះ", "aiu h?"), ("ុះ", "u h?"), ("ៈ", "* h? k?"), ("ះ", "* h? s?"), ("ា$", "iu? a"), ("ា", "iu? ai"), ("[ិី](?=យ)", "i?"),
    ("[ិីឥឦ]", "i"),
    ("[ឹឺ]", "ui"), ("[ុូឧឩឪ]", "u"),
    ("ួ", "u ua?"),
    ("ើ", "uai ai? u?"), ("ឿ", "uai ai? u? a?"), ("ៀ", "i? ai"), ("[េឯ]", "ai i?"), ("ែ", "i? ai"), ("[ៃឰ]", "ai i?"),
    ("[ោឱឲ]", "au u?"), ("[ៅឳ]", "au vu?"), ("[ឫឬ]", "r iu"), ("[ឭឮ]", "l iu"), ("អ(?=[ា-ៅំះ])", ""), ("អ", "au"), ("[កគ]", "kg"),
    ("[ខឃ]", "kh"), ("ង", "N"), ("[ច-ឈ]", "CJ"), ("ញ្ញ", "g? nY Y?"), ("ញ", "nY Y?"), ("[ដឌតថទធឋឍ]$", "td"), ("[ដឌ](?=[ា-ៅំះ])", "d"),
    ("[ដឌ]", "dt"), ("[តថទធឋឍ]", "td"), ("[ណន]", "nR"), ("ប", "bp"), ("[ផពភ]", "pbf"), ("ម", "m"), ("យ$|យ(?=[ិី])", "YJi?"), ("យ", "YJi"),
    ("(?<!^)រ(?=ə|$)", "r?"), ("រ", "r"), ("[លឡ]", "l"), ("វ$", "vu?"), ("វ", "vub"), ("ស", "sS"), ("ហ", "h"),
)  # fmt: skip


def khmer_row(word: str) -> Row:
    """Return how a Khmer word sounds."""
    return read_by(_KHMER, _BARE.sub(r"\1ə", _DOUBLED.sub("", _UNHEARD.sub("", word))))
