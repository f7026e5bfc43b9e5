"""Names as other people's collections write them, read from folders of JSON lines.

One line is one name: ``{"language": …, "ways": {"native": [surname, given], "bgn": [surname, given], …}}``. The folder beside this file
holds what may be passed on (see ``names/SOURCES.md``); a folder of the user's own may hold anything else.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

HERE = Path(__file__).parent / "names"
SURNAME_FIRST = {"mandarin", "taiwan", "korean", "japanese", "vietnamese", "hungarian"}
COUNTRIES = {
    "mandarin": "CHN",
    "taiwan": "TWN",
    "korean": "KOR",
    "japanese": "JPN",
    "vietnamese": "VNM",
    "russian": "RUS",
    "ukrainian": "UKR",
}
COUNTRIES |= {
    "greek": "GRC",
    "hindi": "IND",
    "nepali": "NPL",
    "thai": "THA",
    "persian": "IRN",
    "german": "DEU",
    "french": "FRA",
    "spanish": "ESP",
}

# shares in a hundred of the commonest surnames of China, in their order; every other surname of a collection counts a tenth
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方"
)
_SHARES = (7.1, 7, 6.7, 5.4, 5.2, 3.1, 2.2, 2.1, 2.1, 2, 1.6, 1.5, 1.3, 1.3, 1.2, 1.2, 1.1, 1.1, 1, 1)
_HAN_SURNAMES = dict.fromkeys(_COMMON, 0.5) | dict(zip(_COMMON, _SHARES, strict=False))


@dataclass(frozen=True)
class Written:
    """One name in each of the ways it is written; a way is a surname and a given name."""

    language: str
    ways: dict[str, tuple[str, str]]

    def full(self, way: str) -> str:
        """Return the name in one line, in the order of its language; characters that need no space get none."""
        surname, given = self.ways[way]
        if _unspaced(surname + given):
            return surname + given
        return f"{surname} {given}" if self.language in SURNAME_FIRST else f"{given} {surname}"

    def surname(self, way: str = "native") -> str:
        """Return the surname as it is written that way."""
        return self.ways[way][0]

    def given(self, way: str = "native") -> str:
        """Return the given name as it is written that way."""
        return self.ways[way][1]

    @property
    def latin(self) -> list[str]:
        """Return the ways that are in Latin letters."""
        return [way for way, parts in self.ways.items() if is_latin("".join(parts))]

    def with_given(self, other: "Written") -> "Written":
        """Return this surname with the given name of somebody else, in the ways that both are written."""
        return Written(self.language, {way: (self.surname(way), other.given(way)) for way in self.ways if way in other.ways})

    def two_surnames(self, other: "Written") -> "Written":
        """Return this person with the surname of somebody else after a long join, as families of two surnames write it."""
        shared = [way for way in self.ways if way in other.ways]
        return Written(self.language, {way: (f"{self.surname(way)} de la {other.surname(way)}", self.given(way)) for way in shared})


def is_latin(text: str) -> bool:
    """Tell whether every letter is a Latin one."""
    return all(each < "\u02b0" or "\u1e00" <= each <= "\u1eff" for each in text if each.isalpha())


def read(folders: Iterable[Path]) -> dict[str, list[Written]]:
    """Return the names of all folders by collection, which is the file's name without its ending."""
    found: dict[str, list[Written]] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.jsonl")):
        rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        found[path.stem] = [Written(row["language"], {way: (parts[0], parts[1]) for way, parts in row["ways"].items()}) for row in rows]
    return found


def mixed(rng: Random, rows: list[Written], count: int) -> list[Written]:
    """Return people whose surname is from one line and whose given name is from another of the same collection."""
    shares = [_HAN_SURNAMES.get(row.surname(), 0.1) for row in rows]
    return [one.with_given(other) for one, other in zip(rng.choices(rows, shares, k=count), rng.choices(rows, k=count), strict=True)]


def _unspaced(text: str) -> bool:
    return any("\u3040" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3" for each in text)
