"""How a word in Latin letters is read aloud where it comes from, before it is written in kana or Hangul: Garcin as ガルサン.

Papers of Japan and Korea write a foreign name after its own language, so one word has as many readings as there are languages that spell
so. Each is a reading of the whole word, in letters that ``sound.py`` hears; marks that papers leave out (č, ö, ã) are read as if they
stood there. Gathered by hand after the Japanese Cabinet's notice on foreign words (1991) and the Korean Ministry's rules (외래어 표기법),
and tried on half of the foreign names of JMnedict and of names that hangulize wrote.
"""

from functools import lru_cache

from hub.screening.names.china.mandarin import is_pinyin
from hub.screening.names.known import given_in
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT

_V = "aeiouy"
_FRENCH = compiled(
    ("^h?u(?=[^aeiouyn])", "yu"), ("^h?un(?=[aeiou])", "yun"), ("aill?(?=[aeo])", "aY"), ("(?<=[aeo])uil(?:l(?:es?)?)?$", "Y"),
    ("(?<=[aeo])il(?:l(?:es?)?)?$", "Y"), ("(?<=.)ill?(?=[aeo])|ille?s?$", "iY"), ("gn", "nY"), ("gu(?=[eiy])", "G"),
    ("g(?=[eiy])|j", "zh"), ("c(?=[eiy])", "s"), ("(?<=[zs]h)ier$", "E"), ("(?<=[a-z]{2})(?:iers?|iez)$", "iE"),
    ("(?<=[a-z])(?:er|ez|et)s?$", "E"), ("eaux?|aux?(?:[dlt]|lt)?s?$|au", "o"),
    (f"[ae]?i[nm](?=[^{_V}YEnmh]|$)|[uy][nm](?=[^{_V}YEnm]|$)", "an"), (f"[ae][nm](?=[^{_V}YEnmh]|$)", "aon"),
    (f"om(?=[^{_V}YEnm]|$)", "on"), ("oi[a-z]?$|oy$|oi", "ua"), ("oeu|eu|ou", "u"), ("ai|ay|ei|ey", "e"), ("qu", "k"), ("ph", "f"),
    ("th", "t"), ("ch", "sh"), ("(?<![szc])h", ""), ("(?<=[aeiouy])s(?=[aeiouyE])", "z"), ("(?<=[a-z])[bdgptxz]?s?$|es?$", ""), ("G", "g"),
    ("E", "e"), ("Y", "y"),
)  # fmt: skip
_SCHWA = compiled((f"(?<=^[^{_V}])e(?=[^{_V}][{_V}])|(?<=^[^{_V}]{{2}})e(?=[^{_V}][{_V}])|(?<=^qu)e", "u"))
_OLD_S = compiled(("(?<=[eou])s(?=[bcdfglmnpqtv][^h])", ""), (f"(?<=^[^{_V}])e(?=[^{_V}][{_V}])", "u"))
_GERMAN = compiled(
    ("tsch", "t'sh"), ("tch", "t'h"), ("sch", "sh"), ("^s(?=[tp])", "sh"), ("chs", "ks"), ("ck", "k"), ("ch", "h"),
    ("tz|z|c(?=[eiy])", "ts"), ("e[iy]|a[iy]", "ay"), ("[ae]eu|eu|aeu", "oy"), ("ie", "i"), ("qu", "kv"), ("ph|v", "f"), ("w", "v"),
    ("j", "y"), ("th|dt", "t"), (f"(?<=[{_V}])h(?=[^{_V}]|$)", ""), (f"(?:^|(?<=[{_V}lmnr]))s(?=[{_V}])", "z"), ("pf+", "p"),
    ("b(?=$|[fhkpst])", "p"), ("d(?=$|[fhkpst])", "t"), ("(?<=[ie])g$", "h"), ("g(?=$|[fhkpst])", "k"), ("(?<=[a-z])er$", "ah"),
)  # fmt: skip
_ENGLISH = compiled(
    ("^mc(?=[gkcq])", "ma"), ("^mc", "mak"), ("(?<=[a-z])ph(?=am$)", "p'h"), ("bury$", "beri"), ("ey$", "ei"), ("^wh(?=[aeiou])", "hu"),
    ("ew(?=i)", "yui"), ("ow(?=i)", "o"), ("ow(?=e[nr])", "o"), ("thew$", "shyu"), ("(?<=[td])wh", "hu"), ("wa(?=[lrtsn])", "wo"),
    ("^kn", "n"), ("^wr", "r"), ("^ps", "s"), ("oa(?=[a-z])", "o"), ("(?<=.)awe(?=[sr]?$)", "o"), ("(?<=.)ewe(?=[sr]?$)", "yu"),
    ("(?<=.)owe(?=[sr]?$)", "ou"), ("ew(?=[^aeiouy]|$)", "yu"), ("augh|ough", "o"), ("igh", "ay"), ("eigh", "ey"), ("gh$", ""),
    ("ire(?=[^aeiouy]|$)", "aia"), ("ture?(?=[^aeiou]|$)", "chua"),
    ("a(?=[bcdfgklmnpstvz](?:e|ie?s?$|y$))", "ey"), ("i(?=[bdgklmnpstvz]e)", "ay"), ("^i(?=[^aeiou][aeo])", "ay"),
    ("o(?=[bdgklmnpstvz]e)", "ou"), ("ee|ea", "i"), ("oo", "u"), ("ou(?=[tnds])", "au"), ("ow(?=[aeln])", "au"),
    ("(?<=[^aeiou])u(?=[bcdfgklmnpstvz]{2}|[bcdfgklmnpstvz]$)", "a"), ("(?<=[^aeiou])o(?=[bcdfgklmnpstvz]{2}|[bcdfgkmptvz]$)", "ao"),
    ("sen$", "son"), ("c(?=[eiy])", "s"), ("(?<=[dgbvlmn])e?s$", "z"), ("(?<=[a-z]{2})e$", ""), ("tio", "sho"),
    ("(?<=[aeiou])l(?=[kmf])", ""), ("mb$", "m"), ("stl", "sl"), ("(?<=[bcdfgklmnpstvz])le$", "el"),
)  # fmt: skip
_WITHOUT_R = (*compiled(("(?<=[aeiou])r(?=[bcdfgklmnpstvz])", "")), *_ENGLISH)  # of England: Anderson is アンダソン
_SPANISH = compiled(
    ("ll(?=[aeiou])", "'y"), ("h", ""), ("qu", "k"), ("gu(?=[ei])", "g"), ("g(?=[ei])|j|x", "h"), ("z|c(?=[ei])", "s"), ("v", "b"),
    ("n(?=[aeo])", "ny"),
)  # fmt: skip
_CASTILIAN = compiled(
    ("ch", "C"), ("h", ""), ("qu", "k"), ("gu(?=[ei])", "g"), ("g(?=[ei])|j|x", "h"), ("z|c(?=[ei])", "s"), ("v", "b"), ("C", "ch"),
    ("ll(?=[aeiou])", "ly"),
)  # fmt: skip
_BRAZILIAN = compiled(
    ("di|de$", "ji"), ("ti|te$", "chi"), (f"l(?=[^{_V}hl]|$)", "u"), ("^d(?=[^aeiou])", "ji"),
)  # fmt: skip
_PORTUGUESE = compiled(
    ("lh", "ly"), ("nh", "ny"), ("ch|x", "sh"), ("^r|rr|(?<=[nls])r", "h"), ("[ao]es$", "oins"), ("qu", "k"),
    ("gu(?=[ei])", "g"), ("g(?=[ei])|j", "zh"), ("m$", "n"), ("(?<=[aeiou])s(?=[aeiou])", "z"),
    ("c(?=[eiy]|ao$)|(?<=n)c(?=[ao])", "s"), ("a[eo]$", "aun"),
)  # fmt: skip
_ITALIAN = compiled(
    ("gli(?=[aeou])", "ly"), ("gli", "li"), ("gn", "ny"), ("sci(?=[aou])", "sh"), ("sc(?=[ei])", "sh"), ("ch", "K"), ("gh", "G"),
    ("c+i(?=[aou])|c+(?=[ei])", "ch"), ("g+i(?=[aou])|g+(?=[ei])", "j"), ("K", "k"), ("G", "g"), ("z+", "ts"), ("qu", "ku"),
    ("(?<=[aeiou])s(?=[aeiou])", "z"),
)  # fmt: skip
_POLISH = compiled(
    ("dzi(?=[aeou])|dz(?=i)", "j"), ("ci(?=[aeou])|c(?=i)|cz", "C"), ("szcz", "shC"), ("si(?=[aeou])|s(?=i)|sz", "sh"),
    ("zi(?=[aeou])|z(?=i)|rz", "zh"), ("ch", "h"), ("c", "ts"), ("C", "ch"), ("w", "v"), ("j", "y"), ("e(?=[bcdgkptz])(?!.?$)", "en"),
    ("v$", "f"),
)  # fmt: skip
_DARK_L = compiled(("l(?![iy])", "w"))
_UNMARKED = compiled(
    ("ch", "H"), ("c", "ch"), ("s(?!k[iy])", "sh"), ("z", "zh"), ("j", "y"), ("H", "h"), ("(?<=[bpdtkvh])r(?=[ei])", "zh"), ("^u", "yu"),
    ("w", "v"), ("d(?=[eij])", "j"),
)  # fmt: skip
_SLAVIC = compiled(
    ("ev$", "yof"), ("shch|sch", "sich"), ("kh", "h"), ("x", "ks"), ("tch|ch", "C"), ("c", "ts"), ("C", "ch"), ("d(?=e)", "j"),
    ("t(?=e)", "ch"), ("j", "y"), ("(?<=[a-z])v$|w$|ff$", "f"), ("^e", "ye"), ("l[iy]?(?=n)", "li"), ("(?<=[^aeiouy])yov", "yof"),
)  # fmt: skip
_HUNGARIAN = compiled(
    ("sz", "S"), ("zs", "zh"), ("cs", "C"), ("gy", "j"), ("ly", "y"), ("ny", "n"), ("c", "ts"), ("s", "sh"), ("S", "s"), ("C", "ch"),
    ("j", "y"),
)  # fmt: skip
_NORDIC = compiled(
    ("berg(?=$|s)", "bery"), ("skj|stj|sj|ski(?=o)|sk(?=[eiyo])|^ch", "sh"), ("kj|tj|k(?=[iy])", "ch"), ("^[dghl]j", "y"), ("j", "y"),
    ("aa|a", "ao"), ("g(?=[eiy])", "y"), ("(?<=[lr])g$", "y"), ("c(?=[eiy])|z", "s"), ("oe|o(?!.*o)", "eu"), ("w", "v"), ("nd$", "n"),
    ("dt$", "d"),
)  # fmt: skip
_DUTCH = compiled(
    ("ph", "p'h"), ("sch", "sh"), ("ij|ei", "ey"), ("ui|uy", "oy"), ("oe", "u"), ("eu", "u"), ("ou", "au"), ("ch|g", "h"), ("j", "y"),
    ("w", "v"), ("v", "f"), ("ie", "i"), ("aa", "a"), ("ee", "e"), ("dt$|d$", "t"),
)  # fmt: skip
_VIETNAMESE = compiled(
    ("anh$", "ain"), ("inh$|nh$", "n"), ("nh", "ny"), ("ngh|ng", "ng"), ("tr", "ch"), ("gi|d", "z"), ("ph", "f"), ("th", "t"), ("kh", "k"),
    ("x", "s"), ("c(?=[^h])", "k"), ("qu", "ku"), ("uy", "ui"), ("ch$", "k"), ("ye", "ie"),
)  # fmt: skip
_CHINESE = compiled(
    ("zh|j", "c'"), ("(?<![zs])(?:ch|q)", "Q"), ("sh|x", "X"), ("(?<!')c(?!')", "ts"), ("(?<=[zs])i(?![ae])", "u"), ("z", "tz"),
    ("g(?=[aeou])(?<!ng)", "q"), ("yan(?!g)|ian(?!g)", "ien"), ("yuan(?!g)", "yuen"), ("(?<=[QX'])uan(?!g)", "uen"), ("iu$", "iou"),
    ("e(?=ng|$|[^inr])", "eu"), ("Q", "ch"), ("X", "sh"),
)  # fmt: skip
_ROMANIAN = compiled(("t(?=i?[aeu]$|i[aeou])", "ts"), ("s(?=i?$)", "sh"))
_CZECH = (*compiled(("r(?!.*r)(?=[aeiouy]|$)", "rzh")), *_UNMARKED)
_LANGUAGES = (
    (_FRENCH, "h"), (_ENGLISH, "ijnq"), (_GERMAN, "df"), (_ITALIAN, "M"), (_CASTILIAN, "rtuvw"), (_SPANISH, "rtuvw"),
    ((*_BRAZILIAN, *_PORTUGUESE), "U"), (_PORTUGUESE, "UV"), (_POLISH, "T"), ((*_POLISH, *_DARK_L), "T"), (_HUNGARIAN, "I"),
    (_NORDIC, "ScZ"), (_CZECH, "b"), (_UNMARKED, "bX"), (_DUTCH, "R"), (_ROMANIAN, "W"),
    *((rules, "") for rules in ((*_SCHWA, *_FRENCH), (*_OLD_S, *_FRENCH), _WITHOUT_R, _SLAVIC, _VIETNAMESE)),
)  # fmt: skip
"""Each language, and the signs in ``given.txt`` of countries whose given names it reads: Janet is no Jane for being read in French."""


@lru_cache(maxsize=WORDS_KEPT)
def read_aloud(word: str) -> tuple[str, ...]:
    """Return how a word in the letters a to z is read in the languages that may have it, without what is read as it stands."""
    countries = given_in(word)
    made = dict.fromkeys(rewritten(rules, word) for rules, signs in _LANGUAGES if not countries or not countries.isdisjoint(signs))
    if not countries and is_pinyin(word):
        made[rewritten(_CHINESE, word)] = None
    return tuple(each for each in made if each and each != word)
