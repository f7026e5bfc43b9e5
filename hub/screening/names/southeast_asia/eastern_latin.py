"""How Latin letters sound where Thai, Lao, Khmer or Burmese is spoken: *ng* is one sound, *h* mostly breath, and *r* behind a vowel silent.

Official systems and what families print differ (Phon, Porn; Htun, Tun; Kaeo, Keow), but less than Latin letters do all over the world: so
these are read more strictly than :func:`hub.screening.names.sound.latin_sound` does, and Chan is not Chang.
"""

import re
from functools import lru_cache

from hub.screening.names.sound import WORDS_KEPT, Spoken, read_by, spoken, system

# what names of these languages are put together of, and names of others are not: gathered by hand
_ELEMENTS = """
    phong pong phorn porn phol phon chai rattana ratana wongse?$ vongs?$ wattana vatana thip$ witt? vitt? wutt? vuth korn krit kitt? chit
    siri boon bhum poom phum noppa nopa natth? kiat kiet petch phet anan mongk ^som[bcjkprsy] prasert prapa suwan suvan
    sombo kaew kaeo keaw sopheap sophea sokh chhe vann pheap rith vuthy sreyp? roeun oeun theary souk xay bounm kham phomm aung kyaw htun
    htoon myint nyunt hlaing thein khin naing htay htet phyo ohm?n?ar eindra myat thandar? sandar? thiri
    ^h?tun$ ^sein$ ^win$ ^zaw$ ^moe$ ^hla$ ^thant$ ^thaw$ ^maung$ ^tin$ ^nyein$ ^shwe$ ^t[ou]e$ ^min$ ^zin$ ^phoom$ thong$ sakd?i?$ tip+$
    prasoet naksuk narksuk (?:k|et|rt|oen)s(?:u|oo)k$ panya duang ^ben(?:j|ch)a somb[ou] ph?airo[jt] charoen jaroen ^sr?(?:i|ee)su[kpw]
    [a-z]{2}chart?$ ph?atch ph?uwa lada$ udom rung wan+a wilai oudom many$ sone savan khone vone [pvw]ani[ct]h?$
    chh[iou] ^srey ^sreng ^sok rith$ veasna phally ^samn ^kosal mony oeur roth$ leang neang pheak ^khie[uv] ph[ao]n vong xay ^kham
"""
_OF_THE_EAST = re.compile("|".join(_ELEMENTS.split()))
_TWICE = {"b": "b", "d": "d", "f": "fp", "g": "gk", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p", "r": "r", "s": "s", "t": "t"}
_DOUBLED = re.compile(r"([chjqv-z])\1+")
_LATIN = system(
    *((f"{letter}{letter}+(?![hg])", f"{kinds} {kinds}?") for letter, kinds in _TWICE.items()),
    ("th?(?=th)|ph?(?=ph)|kh?(?=kh)|dh?(?=dh)|bh?(?=bh)|ch?(?=ch)", "tpkdbCQ?"),
    ("(?<=[nl])(?:dh?r?|thr?|tr)$", "dt?"), ("(?<=k)dh?i$", "d? i?"), ("tch", "t? CX"), ("ch$", "CXt"), ("ch", "CX"),
    ("ti(?=ou)", "tC Yi?"), ("sh|hs(?=h)", "sX"), ("ng(?=[aeiourl])", "Nn g?"), ("ng", "N"),
    ("nh(?=[aeou])", "nY Yih?"), ("nh(?=i)", "nY h?"), ("nh", "n"),
    ("(?:n[yi]|gn)(?=[aeou])", "nY Yi?"),
    ("ph", "pf h?"), ("hp", "pf"), ("jh", "JC"), ("bh", "bp"), ("dh", "dt"), ("th", "tQ h?"), ("ht", "tQ"), ("kh", "k h?"), ("hk", "k"),
    ("hs", "s"), ("gh", "g"), ("sr(?=i|ee)", "s r?"),
    ("h(?=[aeiouy])", "h"),
    ("h", ""), ("c(?=[eiy])", "sC"), ("ck|[ckq]", "k"), ("xs?", "k? s"), ("z", "zs"), ("s$", "st"), ("s", "s"),
    ("j$", "JCt"), ("j", "JC"), ("g", "gk"), ("d$", "dt"),
    ("d", "d"), ("t", "t"), ("b", "b"), ("p", "p"), ("f", "fp"), ("m", "m"), ("(?<=o)rn(?![aeiouyw])", "R"),
    ("(?<=o)n(?![aeiouywkgsh])", "nlR"), ("n(?=[kgs])", "nN"), ("n", "n"), ("l(?=[td])|(?<!o)l$", "ln"),
    ("l", "l"),
    ("r(?=[aeiouyw])", "r"), ("r", "r?"), ("[wv](?=[aeiouy])", "v"), ("v", "vu"), ("yi", "Y? i"), ("iy(?=[aeou])", "i Y"),
    ("y(?=[aeou])", "Y"), ("(?<=[aeiou])ts(?=[aeiou])|ts(?=u)", "t? s"), ("(?<=[^aeiou])e$|(?<=on)e(?=[^aeiouy])", "ai?"),
    ("i(?=[nk]e$)", "a? i"),
    ("(?<=[^aeiou])ie$", "i"), ("uea|eua|oea", "ui ai? a?"), ("i[ae]o|i[ae]?(?:w(?![aeiou])|u)|io", "i a? u"),
    ("a?e[ow]|eao|eaw|eow", "ai ai? u?"), ("i[ae]|eia", "i ai"), ("ea", "i? ai"), ("a?ay(?![aeou])|ai", "a i"),
    ("aj(?![aeiou])", "a iJC"),
    ("oei|oey", "uai ai? i"), ("[oe]eu|aeu|oeu|oe|ue|eu", "uai ai? u?"), ("oua|u[ao]|ou(?=n)", "u ua?"),
    ("[ou][iy](?![aeou])", "u i"), ("e[iy](?![aeou])", "ai i?"),
    ("ee|ii|i?y|i", "i"), ("ae|e", "ai"), ("au(?!ng)", "au u?"), ("ao|au", "a u"), ("[ao]w(?![aeiou])", "au u?"), ("ou", "u u?"),
    ("o+|u+", "u"),
    ("a+", "a a?"),
    ("w", "vu?"),
)  # fmt: skip


@lru_cache(maxsize=WORDS_KEPT)
def is_of_the_east(word: str) -> bool:
    """Tell whether a Latin word has a part that names of these languages are put together of."""
    return bool(_OF_THE_EAST.search(word))


@lru_cache(maxsize=WORDS_KEPT)
def sound_in_the_east(word: str) -> Spoken:
    """Return how a word in the letters a to z sounds as these languages' names are spelt."""
    return spoken(read_by(_LATIN, _DOUBLED.sub(r"\1", word)))
