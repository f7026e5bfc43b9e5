"""A name that says another one: née Weber, geb. Weber, 原名, 曾用名, 旧姓; and whose son or wife somebody is, which is not the name.

What a person was called is an alias. Where only a surname is told, it stands with the given name: Maria Schmidt née Weber was Maria Weber.
Which word is the given name is not said, so it may be the first, the last, all but the last, or what stands behind a comma.
"""

import re
from collections.abc import Iterator

from hub.screening.names.families import is_mostly_a_surname
from hub.screening.names.folding import folded, latin_words
from hub.screening.names.known import is_given_name

_SURNAME_WORDS = (
    r"née|nee|neé|né|geb(?:\.|orene?)|rozen[aá]|roz\.|z\s+domu|ur\.|szül\.|född|født|урожд(?:\.|[её]нная)|旧姓|舊姓|本姓|娘家姓"
)
_NAME_WORDS = (
    r"@|formerly(?:\s+known\s+as)?|a\.k\.a\.?|f\.k\.a\.?|(?-i:aka|fka)|also\s+known\s+as|"
    r"原名|曾用名|又名|本名|别名|別名|旧名|舊名|化名|개명\s*전|구명"
)
_FORMER = re.compile(
    rf"(?:^|[\s(（,，;；/]|(?<=[\u3400-\u9fff])(?=..{{1,2}}[:：]))(?:(?P<surname>{_SURNAME_WORDS})|(?P<name>{_NAME_WORDS}))"
    r"(?:[\s:：]+|(?<=\.)|(?=[\u3400-\u9fff]))"
    r"(?P<called>[^\W\d_][^()（）;；/]*)",
    re.IGNORECASE,
)
_KIN = re.compile(r"(?<=\w)\s+(?:[sdwc]/o|son\s+of|daughter\s+of|wife\s+of)\b.*$", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:姓\s*名|名字|full\s+name|name)\s*[:：]\s*", re.IGNORECASE)
_NO_OTHER = re.compile(r"\s*[(（]\s*no\s+(?:surname|(?:family|given|first|last|middle)\s+name)\s*[)）]\s*$", re.IGNORECASE)
_CALL_NAME = re.compile(r"(?<=\w)\s+[(\"“„'][^\W\d_]+[)\"”“']\s+(?=\w)")
_HUSBANDS = r"(?P<de>de)|(?:viuda|vda\.?|esposa)\sde|[ée]pouse|[ée]p(?:se)?\.?|in|ved\.?"
_WIFES = re.compile(rf"(?P<own>\S+(?:\s\S+)*?\s(?P<surname>\S+))\s(?:{_HUSBANDS})\s\S+", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_BESIDE = re.compile(  # 张伟（小张）, 张伟 男, 张伟-租客, 孟学军【已退】
    "(?P<name>[\u3400-\u9fff]{2,})"
    "(?:\\s*[(（]|(?<=[\u3400-\u9fff]{3})[【\\[]|[-－—/\\s]+(?=(?:[男女]|本人|[租房住][客户])$))(?P<other>[\u3400-\u9fff]+(?<!旁))[)）】\\]]?"
)
_IN_BRACKETS = re.compile(r"([^\d()（）]+\s[^\d()（）]+?)\s*[(（]([^\d()（）]+\s[^\d()（）]+)[)）]")
_WORDS = """
    née nee neé né geb. geborene geboren rozená rozena roz. domu ur. szül. född født урожд. урождённая урожденная formerly a.k.a. a.k.a
    f.k.a. f.k.a aka fka known of de épouse epouse ép. épse in ved. 구명 개명전 개명
"""
_SIGNS = frozenset(_WORDS.split())
_MARKS = re.compile('[(（【\\[/：:@"“名姓]|[-－—\\s][男女本租房住]')
FEWEST_LETTERS = 4  # of a text that says more than a name: 李四 男
FEWEST_WORDS = 2  # of a name that stands without what follows


def without_former(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a name as it is now, and what its bearer was called before if the text says so."""
    if len(name) < FEWEST_LETTERS or not _may_tell(name):
        return name, ()
    name = _NO_OTHER.sub("", _LABEL.sub("", name))
    kin = _KIN.sub("", name)
    plain = kin if len(kin.split()) >= FEWEST_WORDS else name
    found = _FORMER.search(plain)
    if not found:
        beside = _BESIDE.fullmatch(plain)
        return (beside["name"], (beside["other"],)) if beside else (plain, (*_beside(plain), *_without_husbands(plain)))
    now = plain[: found.start()].strip(" ,，(（")
    is_whole = len(now.split()) >= FEWEST_WORDS or _HAN.fullmatch(now)
    return (now, tuple(_called(now, found))) if is_whole else (plain, ())  # Tan Nee Hua


def _beside(name: str) -> tuple[str, ...]:
    """Return both of two whole names, of which one is in brackets: Tan Hua Lee (Chen Huali); or a name without the one in brackets or
    quotation marks that its bearer is called by: Yanqiao (Connie) Zhang.
    """
    both = _IN_BRACKETS.fullmatch(name)
    return both.groups() if both else (_CALL_NAME.sub(" ", name),) if _CALL_NAME.search(name) else ()


def _without_husbands(name: str) -> tuple[str, ...]:
    """Return the name of a wife without her husband's surname, which stands behind *de*, *épouse* or *in*: Silvia Chávez de Calderón.
    Behind a given name *de* belongs to the surname (Juan Carlos de Souza).
    """
    found = _WIFES.fullmatch(name)
    words = latin_words(folded(found["surname"])) if found and found["de"] else ()
    return (found["own"],) if found and all(is_mostly_a_surname(word) or not is_given_name(word) for word in words) else ()


def _may_tell(name: str) -> bool:
    """Tell whether a text has a sign of another name in it: most have none, and this is cheap to see."""
    return bool(_MARKS.search(name)) or not _SIGNS.isdisjoint(name.casefold().split())


def former_names(alias: str, name: str) -> tuple[str, ...]:
    """Return what an alias says that its bearer was called: itself, or the given name with the surname that it tells (née Weber)."""
    found = _FORMER.match(alias.strip())
    return tuple(_called(without_former(name)[0], found)) if found else (alias,)


def _called(now: str, found: re.Match[str]) -> Iterator[str]:
    called = found["called"].strip(" ,，")
    if found["name"] and (len(called.split()) > 1 or _HAN.fullmatch(called)):
        yield called
        return
    if _HAN.fullmatch(now) and "\u3400" <= called[0] <= "\u9fff":
        yield from (called + now[length:] for length in (1, 2) if length < len(now))
        return
    surname, comma, given = now.partition(",")
    words = (given if comma else surname).split()
    yield from dict.fromkeys(f"{' '.join(part)} {called}" for part in ((words,) if comma else (words[:1], words[:-1], words[-1:])))
