"""How Burmese sounds: rhymes are written with a last consonant that is spoken otherwise, or not at all.

There is no system that papers follow: က် is *et*, *ak* and *ek*, ို *o* and *oe*, ာ *a* and *ar*, and tones are dropped. What a rhyme is
written as stands here as a whole; a consonant stacked above another one ends a syllable like any last one. Gathered by hand, and
tried on the village names of the Myanmar Information Management Unit.
"""

import re

from hub.screening.names.sound import Row, read_by, system

_TONES = re.compile("း")
_CREAKY = re.compile("\u1037\u103a")  # Unicode puts the dot before the mark that ends the syllable
_STACKED = re.compile("်?္")
_BREATHED = re.compile("([က-အ][ျြွ]*)ှ")
_BARE = re.compile("([က-အ][ျြွ]*)(?=[က-ဪှ](?!်)|ှ|$)")
_BURMESE = system(
    ("ေ[ာါ]က်", "au u? kgt"), ("ေ[ာါ]င်", "au u? nN"), ("ေ[ာါ]်?|[ဩဪ]", "au u?"), ("ိုက်", "ai i? kgt"), ("ိုင်", "ai i? nN?"),
    ("(?<=်)[လရစခဒတဂ]်", "lrskdtg?"), ("(?<=[ာါိီုူေဲ])[လရ]်", "lr?"), ("(?:ချ|ရှ)်", "CXk?"), ("ဗ်|ဖ်", "fv?"), ("ို[ယ]်", "u Yi?"),
    ("ို", "u ai?"), ("[ုူ][တပကစ]်", "u ai? tkp"), ("[ုူဥဦ](?:[နမဏငလ]်|ံ)", "u a? nNm"), ("ိ[တပက]်", "ai i? tkp"), ("ိ(?:[နမဏ]်|ံ)", "ai i? nNm"),
    ("က်", "ai kgt"), ("င်", "ai nN"), ("စ်", "i tsk"), ("ည်", "ai i? n?"), ("ဉ်", "i nN"), ("ွ[နမ]်", "vu? u nNm"), ("ွ[တပ]်", "vu? u tkp"),
    ("[တပဒဗဋဓ]်", "aiu tkpd"), ("[နမဏ]်", "aiu nNm"), ("ံ", "aiu nNm?"), ("ယ်|ဲ", "ai i? l?"), ("[ဝ]်", "au u?"), ("[ရလသဘဂ]်", "a? rl? s?"),
    ("ေ|ဧ", "ai i?"), ("[ာါ]", "a"), ("[ိီဣဤ]", "i"), ("[ုူဥဦ]", "u"), ("့", "t?"), ("ə", "a?"), ("င[ျြ]", "nNY Yi?"),
    ("ှ[ရယ]|ှ?သျ|ှသ", "sX Y?"), ("ှလျ", "lXs Yi?"), ("[ကဂခဃ][ျြ]", "kgCJ Yi?"), ("[ျြ]", "Yir?"), ("ွ", "vu?"), ("ှ", ""), ("က", "kg"),
    ("ခ", "kg"), ("[ဂဃ]", "gk"), ("င", "N"), ("စ", "sz"), ("ဆ", "sz"), ("[ဇဈ]", "zsJ"), ("[ညဉ]", "nY Y?"), ("[တဋ]", "td"),
    ("[ထဌ]", "td"), ("[ဒဓဍဎ]", "dt"), ("[နဏ]", "n"), ("ပ", "pb"), ("ဖ", "pf"), ("ဗ", "bv"), ("ဘ", "bp"), ("မ", "m"), ("ယ", "YJi"),
    ("ရ", "Yri"), ("[လဠ]", "l"), ("ဝ", "vu"), ("သ|ဿ", "tsQ"), ("ဟ", "h"), ("အ(?=[ါ-ံ])", ""), ("အ", "a"),
)  # fmt: skip


def burmese_row(word: str) -> Row:
    """Return how a Burmese word sounds."""
    spelt = _BREATHED.sub(r"ှ\1", _STACKED.sub("်", _CREAKY.sub("\u103a\u1037", _TONES.sub("", word))))
    return read_by(_BURMESE, _BARE.sub(r"\1ə", spelt))
