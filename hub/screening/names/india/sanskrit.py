"""Words that the peoples of India spell in more than one way though they are one: Lachhman, Laxman and Lakshmana; Mohinder and Mahendra.

Sanskrit's *kṣ* and *jñ* are said in several ways, Punjab has *-inder* for its *-endra*, Bengal *b* and *j* for its *v* and *y* and
*acharjee* for *acharya*, and what cannot end a word without a vowel is written with an *a* or without. Some surnames of millions have a
vowel or a letter anywhere.
"""

from functools import lru_cache

from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together

_RULES = compiled(
    ("^v(?=(?:i|ee)na$|[aeiou]+[^aeiou][a-z]{2})|(?<=a)v(?=(?:i|ee)(?:t[ah]|n$|nd))", "b"), ("(?<=b)ee(?=na?$)", "i"),
    ("^mo(?=h[ei]nd)", "ma"), ("^jat(?=[ie]nd)", "jit"), ("(?<=[a-z])(?:[ei]nder|indra?)$", "endra"), ("(?<=[eih]ndr)a$|(?<=chandr)a$", ""),
    ("(?<=shn)a$|(?<=shr)a$|(?<=[aiu][dtk]r)a$|(?<=[au]hm)a$|(?<=[aeiu]pt)a$", ""),
    ("^j(?=og[eiu]|adu|am[iu]n|asho|at[ie]n$)", "y"), ("(?<=[a-z])(?:k?s|ch)h+(?=m[ai])|(?<=[a-z])x(?=m[ai])", "ksh"),
    ("(?<=[aei])(?:jny?|gny|gy|dny)(?=[aei])|^(?:jn|gy|dny)(?=an)", "gy"), ("^hr(?=i)", "r"),
    ("aya(?=[kr]$|[sk]w)", "ai"), ("^parsh?(?=a+d)", "pras"), ("ukul$", "ukl"), ("ukla$", "ukl"), ("^ag+r?a?r?[vw]al+a?$", "agarval"),
    ("^ch(?:[ao][uw]|o)d+h?[aou]?r(?:[iy]|ie|ee|ey)$", "chaudhari"), ("^d(?:[vw]?i|u)[bvw]edi$", "dvivedi"),
    ("(?<=ch[ae]r)(?:y+a?|j+(?:i|ee|ya?))$", "ya"), ("(?<=b[ae]n)[ae]+rj+(?:i|ee|ea)$", "arji"), ("^miy?a[hn]?$", "mia"),
    ("^b[ae]g[aou]m$", "begum"), ("^kh?at(?:u|oo)n$", "khatun"), ("^a[kq]h?t[ae]r$", "akhtar"),
    ("^(?:i|ai?)y+[ae](?=(?:ng[ae])?r$)", "aya"), ("^bas[ou]$", "bose"),
    ("(?<=[a-z]{3})s[vw]?a+m(?:iy|[iy]|ee)$", "sami"), ("l[ae](?:t?ch|k?sh|ks|x)u?m(?:[iy]|ee)$", "lakshmi"), ("^jey(?=a)", "jay"),
)  # fmt: skip


def are_one_in_india(mine: str, yours: str) -> bool:
    """Tell whether two words in the letters a to z sound alike once each is in the one spelling of its kind, or one of them is."""
    ours, theirs = in_sanskrit(mine), in_sanskrit(yours)
    return (ours, theirs) != (mine, yours) and lie_together(latin_sound(ours), latin_sound(theirs))


@lru_cache(maxsize=WORDS_KEPT)
def in_sanskrit(word: str) -> str:
    """Return the one spelling for those that a word of India has; most words come back as they are."""
    return rewritten(_RULES, word)
