"""How French, German, English and other names are heard elsewhere: Griveaux is Γκριβώ, Michael Майкл, Geisbusch Гайзбуш.

Other scripts write a foreign name by ear. What is put here is a spelling that sounds as the name does there, for the common rows of sounds.
A spelling that is another given name of the same country is left out: Juliet is not Julie.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.listed import rows
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together
from hub.screening.names.variants import other_forms
from hub.screening.names.ways import is_mora

_GERMAN = re.compile(
    "^sie?g|tz|[ct]h|ck|berg|burg|mann|stein|wsk|owa?$|(?<=...)[bfglmnrt]er$|j$|[lnr]z|heim|haus|stadt|dorf|feld|furt|wald|pf|eu|uhl|[rl]sen$|ingen$|ern$"
)
_VOICED = compiled(("(?<![st])s(?=[aeiouybdglmv])(?!ch)", "z"), ("eu(?=[^aeiou])", "oy"))
_GERMAN_ST = compiled(("(?<=[a-z]{3})st(?=[aeor])", "sht"), ("zsch", "ch"))
_FRENCH = compiled(
    ("eaux?|(?<=.)(?:aud|ault|aut|aux)$|au(?=[bcdfglmnprtvz])", "o"), ("c(?=oi|on$)", "s"),
    ("[qg]ues?$", "k"), ("(?<=[^aeiou])ie(?=r+[aeioy])", "ye"), ("(?<=..[^aeiouy])es$|(?<=[aou]i)s$|(?<=[eo][iu])x$|(?<=ol)as$", ""),
    ("oi[stx]?$|oy$|oi(?=[a-z])", "ua"),
    ("(?<=[a-z])e(?=[nm][bcdfgpqtv])", "a"), ("iers$", "ie"), ("ieux?$|(?<=[a-z]{2})ier$", "ie"),
    ("(?<=[a-z]{2}[^aeiou])e[tz]$|(?<=ou)et$", "e"),
    ("(?<=[a-z]{2}[^aeiou])ot$", "o"),
    ("(?<=..[nr])[dt]$|(?<=eti)t$", ""), ("^h(?=(?:enri|erve|elene|onore|ubert|ilar|ector|ippol|orac)|yac)", ""),
    ("(?<=[aei])gne$", "ny"), ("ill(?=[ae])", "iy"),
)  # fmt: skip
_SILENT_END = compiled(
    ("^des(?=[bcdfgjlmnpqrtv])", "de"), ("e?uil$", "ey"), ("(?<=[aeou])ill?(?=[^aeiou]|$)", "y"), ("mps?$", "n"),
    ("(?<=[a-z]{2}[eiou])(?:[tdp]s?|[sxz])$|(?<=[a-z]{2}a)(?:ps?|[xz])$|(?<=[a-z]{2}[rn])(?:[tdp]s?|s)$", ""),
)  # fmt: skip
_SPANISH = compiled(
    ("^j(?=orge|ose|uan|avier|esus|imen|oaquin|uli[ao]|acinto|aime|uarez|orda)", "h"),
    ("(?<=or)g(?=e$)|(?<=er)g(?=io$)|(?<=[eou])g(?=e[ln]i[ao]$)", "kh"),
    ("^h(?=ern|err|uer|umb|idal|ugo)", ""), ("(?<=.)ll(?=[aeou])|lh(?=[aeio])", "ly"), ("nh(?=[aeo])", "ny"), ("x(?=[aeio])", "sh"),
    ("(?<=[aeiourn])g(?=[ei])", "kh"),
)  # fmt: skip
_SPANISH_J = compiled(("^j(?=[aeou])", "h"))
_PORTUGUESE = compiled(
    ("(?<=[^aeiou])ao$", "an"), ("(?<=[^aeiou])([ao])es$", r"\1ins"), ("(?<=[a-z]{2}[ei])m$", "n"), ("(?<=[aeiounrl])c(?=[aou])", "s"),
    ("lh", "ly"), ("nh", "ny"), ("ch|x(?=[aeiou])", "sh"), ("z$", "s"), ("(?<=[aeiou])s$", "sh"), ("(?<=[^aeiou])o(?=(?:sh)?$)", "u"),
    ("(?<=[^aeiou])e$", "i"),
)  # fmt: skip
_OF_ENGLISH = re.compile(
    "(?:ford|ton|son|man|ley|ing|tt|ck|ff|dd|nn|ll|worth|wood|field|ham|burn|way|gh|ville|land|port|well|wick|shire|cott|by|sey|low|ster|cy|ca)s?$"
)
_SPELT_IN_ENGLISH = compiled(
    ("^kn(?=igh|o)", "n"), ("^wr(?=i|ay)", "r"), ("^mc(?=[a-z]{2})", "mak"), ("eigh(?=[^aeiouy]|$)", "ey"), ("igh(?=[tl]|$)", "ay"),
    ("augh(?=[^aeiouy]|$)|ough(?=t)", "o"), ("(?<=[aeo]w)e$", ""), ("ew(?=i)", "yui"),
    ("(?<=[a-z])tion$", "shen"), ("o(?=thers?$)", "a"),
    ("a(?=[bcdfgklmnpstvz]e(?:[drsln]?$|[a-z]*(?:son|ford|man|ley|worth|wood)$))", "ey"),
    ("i(?=[dklmnpstv]es?$)", "ay"), ("(?<=o)e$", ""), ("a(?=l[kdt]|ll(?:[^aeiouy]|$))", "o"), ("aw(?=[^aeiouy]|$)", "o"), ("alk", "ok"),
    ("(?<=(?:ey|ou|ay)[kpt])es$", "s"), ("(?<=[bdglmnrvy])e?s$", "z"), ("[ui]r(?=[^aeiouy]|$)", "er"),
    ("ou(?=[nt]h?[dts]?$|[nt]h?[^aeiou])", "au"), ("ou?gh$", "o"),
    ("o(?=[dklmnprstvz]es?(?:$|[bmwv]))|(?<=[^aeiou])o$", "ou"), ("au(?=[dghklst])", "o"),
    ("qu(?=[aeio])", "kv"),
)  # fmt: skip
_SHORT_U = compiled(
    ("u(?=[^aeiouyrwhj](?:[^aeiouyrwhj]|h(?![aeiouy])))", "a"), ("oa(?=[^aeiouy]|$)", "ou"), ("(?<=[a-z]{2}t)on$", "en"),
    ("^u(?=[^aeiou][aeiou])", "yu"), ("a(?=[cdlmnstvz]y$)", "ey"),
)  # fmt: skip
_NO_LATIN = re.compile("[kwy]|[bdgkpst]h|aa|ee|oo")  # what Spanish and Portuguese do not write, and India does
_KUNREI = compiled(
    ("s(?=i)", "sh"), ("t(?=i)", "tch"), ("t(?=u)", "ts"), ("z(?=i)", "j"), ("sy", "sh"), ("ty", "tch"), ("zy", "j"), ("h(?=u)", "f"),
)  # fmt: skip
_NORDIC = compiled(("aa", "o"), ("oe|ae", "e"))
_SCANDINAVIAN = compiled(
    ("^[hgl]j", "y"), ("hv", "v"), ("skj|stj|^sk(?=[eiy])", "sh"), ("kj", "ch"), ("(?<=[lr])g$", "y"), ("(?<=[a-z]{2}[ln])d$", ""),
    ("(?<=[^aeiouy])y(?=[^aeiouy])", "u"),
)  # fmt: skip
_OF_NETHERLANDS = re.compile("aa|ij|oe|uu|ee|oo|sch|ui|uy|^van")
_DUTCH = compiled(("sch(?=[^aeiou]|$)", "s"), ("uij|ij|ui|uy", "ey"), ("oe", "u"), ("ou", "au"), ("^g|g(?!h)", "kh"))
_HUNGARIAN = compiled(("sz", "S"), ("(?<![cz])s(?!h)", "sh"), ("S", "s"), ("gy(?![aeiou])", "d"), ("gy", "dy"), ("(?<=[aeiou])ly", "y"))
_ROMANIAN = compiled(("t(?=(?:i?u|i|escu|oiu)$)", "ts"), ("(?<=[a-z]{3})ici$", "ich"))
_POLISH = compiled(("(?<=[aeiou])rz(?=[aeiou])", "zh"))
_CZECH = compiled(("(?<=[oe]v|in)ova$", "a"))  # Kuzněcovová, who is Kuznetsova at home
_OF_HUNGARY = re.compile("[aeo]s$|^s[aeiou]|sz|gy|cs|zs|var|ly$|[aeiou]ly[aeo]")
_BALTIC = compiled(("(?<=[a-z]{3}[bcdfghjklmnpqrstvwxz])(?:[aiu]|iju)s$|(?<=[a-z]{3}[bcdfghjklmnpqrtvwxz])s$", ""))
_OF_SLAVS = re.compile("(?:[oe](?:vs?|vas|w|ff)|sk[iyj]{1,2}|(?:v|w|ov|ev)[iy](?:ch|cz|tsch)|enko|(?:ch|cz|tsch)uk)a?$")
_OF_UZBEKS = compiled(("ly(?=a)", "l"), ("q", "k"), ("o(?!va?$)", "a"))  # Gʻulomov, who was Gulyamov in Russian
_CLUSTER = re.compile("(?!(?:[ckgpstzdr]h|dj|dz|t[sz]|sch|ng)[aeiouy]|.[rlwy])[bcdfghjklmnpqrstvwxz]{2}|[bdfm][rl](?=[aeiou])")
LEAST_IN_KUNREI = 6
LEAST_BEHIND_H = 6
LEAST_UNKNOWN_BEHIND_H = 4
_ENGLISH = {word: tuple(heard) for word, *heard in rows(__package__, "by_ear.txt")}


@lru_cache(maxsize=WORDS_KEPT)
def as_heard(word: str) -> tuple[str, ...]:
    """Return the spellings that sound as a word in the letters a to z is heard where it is foreign; mostly none."""
    heard = dict.fromkeys(each for each in _heard(word) if each != word and not are_two_names(word, each))
    return (*_ENGLISH.get(word, ()), *heard)


def are_one_of_slavs(one: str, other: str) -> bool:
    """Tell whether two Latin words are one Slavic surname, as two countries spell what they hear: Roschkow, Rožkovs."""
    if not (_OF_SLAVS.search(one) and _OF_SLAVS.search(other)):
        return False
    if rewritten(_OF_UZBEKS, one) == rewritten(_OF_UZBEKS, other):
        return True
    ours, theirs = ([latin_sound(each) for each in (word, *as_heard(word))] for word in (one, other))
    return any(lie_together(mine, yours) for mine in ours for yours in theirs)


def _heard(word: str) -> Iterator[str]:
    for rules in (_FRENCH, _SPELT_IN_ENGLISH, _SPANISH, _BALTIC, _CZECH, _NORDIC, _ROMANIAN, _POLISH):
        yield rewritten(rules, word)
    is_known = is_given_name(word) or bool(other_forms(word))
    if not is_known:
        yield from _heard_of_the_unknown(word)
    if _OF_HUNGARY.search(word):
        yield rewritten(_HUNGARIAN, word)
    if _GERMAN.search(word):
        yield rewritten(_GERMAN_ST, rewritten(_VOICED, word))
    if _OF_ENGLISH.search(word) or not is_known:
        yield rewritten(_SHORT_U, rewritten(_SPELT_IN_ENGLISH, word))
    if len(word) >= (LEAST_BEHIND_H if is_known else LEAST_UNKNOWN_BEHIND_H) and word[0] == "h" and word[1] in "aeiouy":
        yield word[1:]
    if _CLUSTER.match(word):
        yield f"i{word}"  # Chkilit, Mhamed: a vowel before two consonants, which Arabic has to write
    if len(word) >= LEAST_IN_KUNREI and is_mora(word):
        yield rewritten(_KUNREI, word)


def _heard_of_the_unknown(word: str) -> Iterator[str]:
    """Yield how a word is heard that is no given name that we know of: no sister's name is a letter away from it."""
    for rules in (_VOICED, _SHORT_U, _SILENT_END, *(() if _NO_LATIN.search(word) else (_SPANISH_J, _PORTUGUESE))):
        yield rewritten(rules, word)
    yield rewritten(_SILENT_END, rewritten(_FRENCH, word))
    yield rewritten(_SCANDINAVIAN, rewritten(_NORDIC, word))
    if _OF_NETHERLANDS.search(word):
        yield rewritten(_DUTCH, word)
