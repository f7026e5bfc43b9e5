"""Burmese names by syllables: what each is written as in Latin letters, rhyme by rhyme, and which two are one.

Burmese words are single syllables, and those of brothers and sisters are neighbours (Thein and Tin, San and Sein). So sounds are not laid
loosely beside each other: a syllable is a beginning, perhaps a *w*, and one of thirty rhymes, and each of these has its own spellings.
There is no official system; the spellings were gathered by hand from names of public life. What cannot be read so has no syllables here.
"""

import re
from functools import lru_cache
from itertools import islice, product

from hub.screening.names.sound import WORDS_KEPT

Syllable = tuple[frozenset[str], bool, frozenset[str]]  # how it may begin, whether a w follows, and how it may end
Syllables = tuple[Syllable, ...]
Words = tuple[str, ...]
MOST_READINGS = 64  # of a word
MOST_WAYS = 1024  # to read a name whose words are joined otherwise than another's
LONGEST_WORD = 12  # letters
LONGEST_HERE = 2  # syllables of a Burmese word, as most are
_TITLES = ("ဦး", "ဒေါ်", "ကို", "မ", "မောင်", "စိုင်း", "နန်း")
_LATIN_TITLES = frozenset({"u", "oo", "daw", "ko", "ma", "maung", "mg", "sai", "nang"})
_TITLES_ALONE = _LATIN_TITLES - {"maung", "oo"}  # many a name begins with these
_WORDS = """
    aung hnin hsu htein htin khant lwin nandar nilar ohnmar pyae sithu thandar thinzar wutyi yamin yupar zeyar
    kyaw htun htwe hla hlaing hline htet htike htoo htay htut htoon khin khaing khine kyi kyin kyu maung mg mya myat myint myo naing
    nyein nyunt nyo nwe oo phyo phyu pwint shwe soe swe thant thaw thein thet thida thin thiri thura thu thuzar thwin toe win wunna
    yadanar zaw zayar zin
"""
_OF_BURMA = frozenset(_WORDS.split())
_RHYMES = {  # what a rhyme is written as; one that is creaky (') ends in -nt
    "a": "a ar ah aa arr", "i": "i ee y ie ei ii", "u": "u oo ou uu", "e": "e ay ei ey ae ai eh aye", "ai": "e ae ai el ell eh ay ey al",
    "o": "o oe oh ow", "aw": "aw or au awe ow", "an": "an ann ahn am", "an'": "ant annt amt", "in": "in inn een ing", "in'": "int eent",
    "ein": "ein eain ain ane eine aine aein", "ein'": "eint eaint aint aeint", "aung": "aung ong awng oung aun g",
    "aing": "aing ine ain aine",
    "oun": "on one oh ohn own oun un oan om ohm", "oun'": "ont ohnt ount unt", "un": "un oon on one une oan oun wun", "un'": "unt oont ont",
    "at": "at att ap ad", "et": "et ett ek at ak ec att ag", "it": "it itt is ik eit", "eit": "eik eit ate ait ek aik",
    "out": "ok oke ote oat out ope op ut oak ouk", "aik": "aik ike ite ait", "auk": "auk out ouk awk aut", "ut": "ut oot uk utt ot wut",
    "ə": "a",
}  # fmt: skip
_BEGINNINGS = {
    "k": "k g", "kh": "kh k hk", "g": "g k gh", "ng": "ng", "s": "s", "hs": "s hs", "z": "z j", "ny": "ny nj gn nny", "t": "t d tt",
    "ht": "ht t", "d": "d t", "n": "n nn", "hn": "hn n nh", "p": "p b", "ph": "ph p hp f", "b": "b v", "bh": "b bh p ph", "m": "m mm",
    "hm": "hm m mh", "y": "y", "r": "y r", "sh": "sh hs", "l": "l ll", "hl": "hl l lh", "w": "w v", "th": "th", "h": "h", "ky": "ky gy",
    "khy": "ch khy hky", "gy": "gy j ky", "ngy": "ny ngy", "py": "py by pr", "phy": "phy py hpy fy", "by": "by bhy py br", "my": "my",
    "hmy": "hmy my mhy", "ly": "ly y", "hw": "hw wh", "dy": "dr dy", "ty": "tr ty",
}  # fmt: skip
_LETTERS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "hs", "ဇ": "z", "ဈ": "z", "ည": "ny", "ဉ": "ny", "တ": "t", "ဋ": "t",
    "ထ": "ht", "ဌ": "ht", "ဒ": "d", "ဓ": "d", "ဍ": "d", "ဎ": "d", "န": "n", "ဏ": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "bh", "မ": "m",
    "ယ": "y", "ရ": "r", "လ": "l", "ဠ": "l", "ဝ": "w", "သ": "th", "ဿ": "th", "ဟ": "h", "အ": "",
}  # fmt: skip
_WITH_Y = {"th": "sh", "k": "ky", "kh": "khy", "g": "gy", "ng": "ngy", "bh": "by", "y": "y", "r": "r"}
_BREATHED = {"n": "hn", "m": "hm", "l": "hl", "r": "sh", "y": "sh", "w": "hw", "my": "hmy", "ly": "sh"}
_OPEN = {
    "": "ə a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "e", "ဲ": "ai", "ော": "aw", "ေါ": "aw", "ို": "o", "ံ": "an",
    "ဧ": "e a", "ုံ": "oun", "ိံ": "ein",
}  # fmt: skip
_CLOSED = {  # by the vowel's sign, then by the last letter
    "": (
        ("ကဂခ", "et"), ("င", "in"), ("စဇဆ", "it"), ("ည", "i e ai"), ("ဉ", "in"), ("တပဒဗဋဓထ", "at"), ("နမဏ", "an"), ("ယ", "ai"),
        ("ရသလဿ", "a an"),
    ),
    "ာ": (("ဏနယရသလတထ", "an a"),), "ါ": (("ဏန", "an"),), "ိ": (("တပဒဗကဓ", "eit"), ("နမဏလင", "ein")),
    "ု": (("တပကဒစ", "out"), ("နမဏလင", "oun")), "ော": (("က", "auk"), ("င", "aung")), "ေါ": (("က", "auk"), ("င", "aung")),
    "ို": (("က", "aik"), ("င", "aing"), ("ယလ", "o")), "ေ": (("တပစယ", "e"),),
}  # fmt: skip
_WITH_W = {"an": "un an", "an'": "un' an'", "at": "ut at"}  # the w is heard in the rhyme: သွန်း, လွတ်
_INDEPENDENT = {"ဣ": "အိ", "ဤ": "အီ", "ဥ": "အု", "ဦ": "အူ", "ဧ": "အဧ", "ဩ": "အော", "ဪ": "အော်"}
_SYLLABLE = re.compile("([က-အဿ])([ျြ]?)(ွ?)(ှ?)(ေ[ာါ]|ို|ိံ|ုံ|[ာါိီုူေဲံဧ]?)(့?)(?:([က-အ])(့?)([်္])(့?))?်?(့?)")
_GLIDE = re.compile("(?<=[ae])y(?=[aou])")  # Zayar is Zay and yar
_KINZI = re.compile("်္")


@lru_cache(maxsize=WORDS_KEPT)
def spelt(word: str) -> Syllables:
    """Return the syllables of a word in Burmese letters; none if there is anything else in it."""
    text = _KINZI.sub("်", word.replace("း", ""))
    for letter, put in _INDEPENDENT.items():
        text = re.sub(f"{letter}(?!်)", put, text)
    made, at = [], 0
    while at < len(text):
        found = _SYLLABLE.match(text, at)
        if not found:
            return ()
        syllable = _syllable(*(each or "" for each in found.groups()))
        if not syllable:
            return ()
        made.append(syllable)
        at = found.end()
    return tuple(made)


def _syllable(letter: str, y: str, w: str, breath: str, vowel: str, *rest: str) -> Syllable | None:
    last, is_creaky = rest[1], "့" in rest
    is_stacked = rest[3] == "္"
    if last:
        rhymes = next((rhyme for letters, rhyme in _CLOSED.get(vowel, ()) if last in letters), "")
    else:
        rhymes = _OPEN.get(vowel, "")
    if not rhymes:
        return None
    if is_stacked:
        rhymes = f"{rhymes} {_OPEN.get(vowel, '')}"  # သုတ္တ is Thuta too
    names = [f"{each}'" if is_creaky and f"{each}'" in _RHYMES else each for each in rhymes.split()]
    if w or letter == "ဝ":
        names = [each for name in names for each in _WITH_W.get(name, name).split()]
    return frozenset({_beginning(letter, y, breath)}), bool(w), frozenset(names)


def _beginning(letter: str, y: str, breath: str) -> str:
    begins = _LETTERS[letter]
    if y:
        begins = _WITH_Y.get(begins, f"{begins}y")
    return _BREATHED.get(begins, begins) if breath else begins


def _turned(table: dict[str, str]) -> dict[str, frozenset[str]]:
    made: dict[str, set[str]] = {}
    for name, spellings in table.items():
        for each in spellings.split(" "):
            made.setdefault(each, set()).add(name)
    return {spelling: frozenset(names) for spelling, names in made.items()}


_BY_BEGINNING = {**_turned(_BEGINNINGS), "": frozenset({""})}
_BY_RHYME = _turned(_RHYMES)


@lru_cache(maxsize=WORDS_KEPT)
def readings(word: str) -> tuple[Syllables, ...]:
    """Return each way to read a word in the letters a to z as Burmese syllables; none if it cannot be, or in too many ways."""
    if len(word) > LONGEST_WORD:
        return ()
    made = _readings(word) + (_readings(_GLIDE.sub("yy", word)) if _GLIDE.search(word) else [])
    return tuple(made) if len(made) <= MOST_READINGS else ()


def _readings(rest: str) -> list[Syllables]:
    if not rest:
        return [()]
    made: list[Syllables] = []
    for length in range(min(4, len(rest))):
        begins = _BY_BEGINNING.get(rest[:length])
        if begins is None:
            continue
        for at, has_w in ((length, False), (length + 1, True)):
            if has_w and not (length and rest[length : length + 1] == "w"):
                continue
            for end in range(at + 1, min(at + 6, len(rest)) + 1):
                rhymes = _BY_RHYME.get(rest[at:end])
                if rhymes:
                    rhymes = _after_w(rhymes) if has_w or "w" in begins else rhymes
                    made += [((begins, has_w, rhymes), *others) for others in _readings(rest[end:])]
    return made


def _after_w(rhymes: frozenset[str]) -> frozenset[str]:
    """Return rhymes, with *an* and *at* beside what they are said as behind a w: Wunna is Wanna."""
    return rhymes | {name for name, said in _WITH_W.items() if not rhymes.isdisjoint(said.split())}


def are_one(one: Syllables, other: Syllables) -> bool:
    """Tell whether two rows of syllables are the same, one by one."""
    return len(one) == len(other) and all(map(_is_same, one, other))


def _is_same(one: Syllable, other: Syllable) -> bool:
    return not one[0].isdisjoint(other[0]) and not one[2].isdisjoint(other[2]) and (one[1] == other[1] or _has_w_in_rhyme(one, other))


def _has_w_in_rhyme(one: Syllable, other: Syllable) -> bool:
    return any(each.startswith(("un", "ut")) for each in one[2] & other[2])


def said_as(ours: Words, theirs: Words) -> bool | None:
    """Tell whether words in Latin letters are read as the syllables of words in Burmese ones, titles apart.

    Return None if either has none, or if they are not and a word is as long as foreign ones are (မာရီယာ, Maria).
    """
    spellings = [spelt(word) for word in ours]
    if not all(spellings) or not all(map(readings, theirs)):
        return None
    whole = tuple(each for word in spellings for each in word)
    ways = product(_with_and_without_title(theirs), _untitled(ours[0], whole))
    if len(whole) > 1 and any(_is_said(words, syllables) for words, syllables in ways):
        return True
    may_be_foreign = any(min(map(len, readings(word))) > LONGEST_HERE for word in theirs)
    return None if may_be_foreign else False


def _with_and_without_title(words: Words) -> tuple[Words, ...]:
    return (words, words[1:]) if words[0] in _LATIN_TITLES and len(words) > 2 else (words,)


def _untitled(first: str, syllables: Syllables) -> tuple[Syllables, ...]:
    is_titled = first.startswith(_TITLES) and len(syllables) > 2
    return (syllables, syllables[1:]) if is_titled else (syllables,)


def _is_said(words: Words, syllables: Syllables) -> bool:
    """Tell whether words, one behind the other, can be read as these syllables."""
    ends = {0}
    for word in words:
        ends = {at + len(way) for at in ends for way in readings(word) if are_one(way, syllables[at : at + len(way)])}
    return len(syllables) in ends


def are_burmese(one: Words, other: Words) -> bool:
    """Tell whether two Latin names are Burmese."""
    return not (_OF_BURMA.isdisjoint(one) or _OF_BURMA.isdisjoint(other)) and is_burmese(one) and is_burmese(other)


def is_burmese(words: Words) -> bool:
    """Tell whether Latin words are a Burmese name: one is a word that no other people writes so, and all can be read as syllables."""
    return not _OF_BURMA.isdisjoint(words) and all(map(readings, words))


def begins_with_a_title(words: Words) -> bool:
    """Tell whether what stands before a Burmese name of two words or more is what men and women are called there: Ko, Daw."""
    return words[0] in _TITLES_ALONE and is_burmese(words[1:])


def same_in_burma(one: Words, other: Words) -> bool:
    """Tell whether two Burmese names in Latin letters are one, syllable by syllable in their order."""
    if len(one) == len(other):
        return all(map(_is_one_word, one, other))
    ways = islice(product(*map(readings, one)), MOST_WAYS)
    return any(_is_said(other, tuple(each for word in way for each in word)) for way in ways)


@lru_cache(maxsize=WORDS_KEPT)
def _is_one_word(one: str, other: str) -> bool:
    return one == other or any(are_one(*ways) for ways in product(readings(one), readings(other)))
