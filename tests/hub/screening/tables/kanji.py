"""Makes ``kanji.txt``, ``given.txt`` and ``given_in_kanji.txt`` of ``hub/screening/names/japan`` anew: ``python -m
tests.hub.screening.tables.kanji Unihan_Readings.txt``. Needs Unicode's file, japanese-personal-name-dataset, janome, which carries
IPADIC, and unidic-lite.

A line is ``name reading,…``: a surname of several characters as a whole, or one character as it is read in names (輔 is *suke* there, which
few dictionaries say). What each character contributes is learnt from 97,000 given names and 15,000 surnames with their readings: of all
ways to cut a reading into pieces, those count by which the same piece falls to the same character most often. IPADIC's and UniDic's
surnames stand as wholes where their characters' readings do not make them, and UniDic's given names where they are one character; others
are left out, since they would make twins of one reading. A character of JIS X 0208 of which names tell one reading or none has those of
Unihan too. ``given_in_kanji.txt`` has how the given names are read that are so common that
UniDic has them too, by any of the three.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from math import prod
from pathlib import Path

from hub.screening.names.china.characters import character
from hub.screening.names.japan.japanese import in_one_form
from hub.screening.names.two_scripts import latin_of
from hub.screening.names.ways import japanese_way

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "japan" / "kanji.txt"
ROUNDS = 8
FEWEST = 3.0  # names in which a character has a reading
SURNAME_WEIGHT = 3
MOST_CHARACTERS = 4
UNSEEN = 1e-6
LEARNED = 2  # characters of a name that may be read as a Chinese word
KNOWN_WELL = 2  # readings that names tell of a character
KATAKANA = 0x60  # how far behind hiragana
_MORA = re.compile("[ぁ-ん][ゃゅょぁぃぅぇぉー]?")

Pieces = tuple[tuple[str, str], ...]


def folded(name: str) -> str:
    """Return a name in simplified characters, with a repeated one written out."""
    return re.sub("(.)々", r"\1\1", "".join(character(each).simplified for each in name))


def surnames() -> Iterator[tuple[str, str]]:
    """Yield surnames with a reading each."""
    from japanese_personal_name_dataset import load_dataset

    *_given, families = load_dataset(include_last_names=True)
    for name, about in families.items():
        yield from ((folded(name), reading) for reading in re.findall("[ぁ-んー]+", about["reading"]))


def of_unidic(kind: str) -> Iterator[tuple[str, str]]:
    """Yield UniDic's surnames (姓) or given names (名) with a reading each; its rows stand in its file, one after the other."""
    import unidic_lite

    rows = Path(unidic_lite.DICDIR, "sys.dic").read_bytes().split(b"\0")
    for row in sorted({row for row in rows if f",人名,{kind},".encode() in row}):
        *_kinds, reading, _lemma, name = row.decode().split(",")[:9]
        if re.fullmatch("[一-鿿々ノツケヶ]+", name) and re.fullmatch("[ァ-ヶー]+", reading):
            yield folded(name), in_hiragana(reading)


def in_hiragana(reading: str) -> str:
    """Return katakana as hiragana."""
    return "".join(chr(ord(each) - KATAKANA) if "ァ" <= each <= "ヶ" else each for each in reading)


def of_ipadic(which: str) -> Iterator[tuple[str, str]]:
    """Yield IPADIC's surnames (姓) or given names (名) with a reading each."""
    from janome.sysdic import entries

    for name, _left, _right, _cost, kind, *_forms, reading, _sound in entries(compact=False).values():
        if f"人名,{which}" in kind and re.fullmatch("[一-鿿々]+", name):
            yield folded(name), in_hiragana(reading)


def given_names() -> Iterator[tuple[str, str]]:
    """Yield given names with a reading each."""
    from japanese_personal_name_dataset import load_dataset

    for read in load_dataset():
        yield from ((folded(name), reading) for reading, about in read.items() for name in about["kanji"])


def cuts(name: str, reading: str) -> list[Pieces]:
    """Return each way to give every character some morae of the reading."""
    morae = _MORA.findall(reading)
    places = combinations(range(1, len(morae)), len(name) - 1)
    ends = [(0, *inner, len(morae)) for inner in places]
    return [tuple((each, "".join(morae[a:b])) for each, a, b in zip(name, end, end[1:], strict=False)) for end in ends]


def learnt(names: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return in how many names a character has a reading, after some rounds of guessing better."""
    ways = [cuts(name, reading) for name, reading in names if len(name) <= MOST_CHARACTERS and re.fullmatch("[一-鿿]+", name)]
    share: Mapping[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _round in range(ROUNDS):
        counted: Counter[tuple[str, str]] = Counter()
        for pieces_of in ways:
            weights = [prod(share[piece] for piece in pieces) for pieces in pieces_of]
            for pieces, weight in zip(pieces_of, weights, strict=True):
                for piece in pieces:
                    counted[piece] += weight / sum(weights)
        total: Counter[str] = Counter()
        for (each, _reading), count in counted.items():
            total[each] += count
        share = defaultdict(lambda: UNSEEN, {piece: max(UNSEEN, count / (total[piece[0]] + 1)) for piece, count in counted.items()})
    return counted


def of_unihan(stated: Iterable[str], kinds: str = "On|Kun") -> Iterator[tuple[str, str]]:
    """Yield the characters of JIS X 0208 with a reading each, in Latin letters."""
    for code, said in re.findall(f"^U\\+(\\w{{4}})\tkJapanese(?:{kinds})\t(.+)", "\n".join(stated), re.MULTILINE):
        each = chr(int(code, base=16))
        if each.encode("shift_jis", "ignore"):
            yield from ((character(each).simplified, reading) for reading in said.lower().split())


def lines(stated: Iterable[str]) -> Iterator[str]:
    """Yield the table's lines."""
    families, more = list(surnames()), list(of_ipadic("姓"))
    found: dict[str, list[str]] = defaultdict(list)
    given = list(given_names())
    whole = {(name, reading) for name, reading in (*given, *of_unidic("名")) if len(name) == 1}
    for (each, reading), count in learnt([*given, *(families + more) * SURNAME_WEIGHT]).most_common():
        if count >= FEWEST or (each, reading) in whole:
            found[each].append(latin_of(reading))
    for name, reading in sorted(whole):
        found[name].append(latin_of(reading))
    for name, reading in families:
        if len(name) > 1:
            found[name].append(latin_of(reading))
    alone = {name: frozenset(readings) for name, readings in found.items() if len(name) == 1}
    for name, reading in (*more, *(family for family in of_unidic("姓") if len(family[0]) > 1)):
        if not any(all(latin_of(piece) in alone.get(each, ()) for each, piece in pieces) for pieces in cuts(name, reading)):
            found[name].append(latin_of(reading))
    alone = {name: frozenset(readings) for name, readings in found.items() if len(name) == 1}
    for each, reading in of_unihan(stated):
        if len(alone.get(each, ())) < KNOWN_WELL:
            found[each].append(reading)
    for name, readings in sorted(found.items()):
        yield f"{name} {','.join(dict.fromkeys(readings))}"


def given_in_latin() -> list[str]:
    """Return how given names are read, in the form that Japanese ways of writing have in common: what twins are called."""
    return sorted(set().union(*(japanese_way(latin_of(reading)) for _name, reading in (*given_names(), *of_unidic("名")))))


def given_in_kanji(stated: Iterable[str]) -> Iterator[str]:
    """Yield common given names in simplified characters and how each is read, in the form that comparisons have. Of women in *-ko*, whose
    rare readings are what their sisters are called, only what two of the three have, where two agree; two characters of anybody else as
    in Chinese words too, by which monks and scholars are known: 正明, Shomei.
    """
    in_chinese: dict[str, list[str]] = defaultdict(list)
    for each, reading in of_unihan(stated, "On"):
        in_chinese[each].append(reading)
    read: dict[str, list[str]] = defaultdict(list)
    sources = [set(given_names()), set(of_unidic("名")), set(of_ipadic("名"))]
    for name, reading in chain(*sources):
        read[name].append(in_one_form(latin_of(reading)))
    common = {name for name, _reading in sources[0]} & {name for name, _reading in sources[1]}
    for name in sorted(common):
        if name.endswith("子"):
            agreed = {each for each in read[name] if read[name].count(each) > 1}
            readings = agreed or set(read[name])
        else:
            learned = product(*map(in_chinese.__getitem__, name)) if len(name) == LEARNED else ()
            readings = {*read[name], *(in_one_form("".join(each)) for each in learned)}
        yield f"{name} {' '.join(sorted(readings))}"


if __name__ == "__main__":
    unihan = Path(sys.argv[1]).read_text("utf-8").splitlines()
    TABLE.write_text("\n".join(lines(unihan)) + "\n", "utf-8")
    TABLE.with_name("given.txt").write_text("\n".join(given_in_latin()) + "\n", "utf-8")
    TABLE.with_name("given_in_kanji.txt").write_text("\n".join(given_in_kanji(unihan)) + "\n", "utf-8")
