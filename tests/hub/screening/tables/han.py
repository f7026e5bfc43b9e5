"""Makes ``hub/screening/names/china/han.txt`` anew: ``python -m tests.hub.screening.tables.han``. Needs opencc, pypinyin and ToJyutping.

A line is ``traditional=simplified``, or ``character pinyin,… jyutping,…``: readings without tones, the commonest first, ü as ``v``. The
readings of the traditional forms that fold into a character stand after its own; in Cantonese before them (达 is read as 達 is), unless
Taiwan has it too. Japan's own new forms (辺, 沢) fold like the old ones (邊, 澤), unless China has them too.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "china" / "han.txt"
MOST_PINYIN, MOST_JYUTPING = 4, 5
OWN_PINYIN, OWN_JYUTPING = 3, 4
FORMS = dict(zip("呉﨑髙邉濵浜", "吴崎高边滨滨", strict=True))
"""Characters of Japanese surnames that OpenCC leaves as they are: 髙橋, 山﨑, 渡邉, 浜田."""


def plain(reading: str) -> str:
    """Return a reading without its tone marks."""
    spelt = re.sub("[üǖǘǚǜ]", "v", unicodedata.normalize("NFC", reading))
    return "".join(letter for letter in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(letter))


def pinyin_of(characters: Iterable[str], stated: dict[int, str]) -> dict[str, list[str]]:
    """Return the pinyin readings of each character in the letters a to z."""
    read = {each: [plain(reading) for reading in stated[ord(each)].split(",")] for each in characters}
    return {each: [one for one in dict.fromkeys(found) if re.fullmatch("[a-z]+", one)][:OWN_PINYIN] for each, found in read.items()}


def is_chinese(each: str) -> bool:
    """Tell whether the older character sets of the mainland or of Taiwan have a character."""
    return any(each.encode(charset, "ignore") for charset in ("gb2312", "big5"))


def lines() -> Iterator[str]:
    """Yield the table's lines."""
    import opencc
    import ToJyutping
    from pypinyin.constants import PINYIN_DICT

    fold, old = opencc.OpenCC("t2s").convert, opencc.OpenCC("jp2t").convert
    characters = [chr(code) for code in sorted(PINYIN_DICT) if unicodedata.normalize("NFKC", chr(code)) == chr(code)]
    simplified = {each: fold(each) if len(fold(each)) == 1 else each for each in characters}
    pinyin = pinyin_of(characters, PINYIN_DICT)
    forms, jyutping = defaultdict(list), defaultdict(list)
    for each in PINYIN_DICT:
        if chr(each) in simplified:
            forms[simplified[chr(each)]].append(chr(each))
    for each in sorted(simplified, key=lambda each: simplified[each] == each and not each.encode("big5", "ignore")):
        spoken = [reading.rstrip("123456") for _character, found in ToJyutping.get_jyutping_candidates(each) for reading in found or ()]
        jyutping[simplified[each]] += list(dict.fromkeys(spoken))[:OWN_JYUTPING]
    yield from map("=".join, FORMS.items())
    for each in characters:
        if each in FORMS:
            continue
        if simplified[each] == each and not is_chinese(each) and fold(old(each)) != each:
            yield f"{each}={fold(old(each))}"
        elif simplified[each] != each:
            yield f"{each}={simplified[each]}"
        elif pinyin[each]:
            further = [pinyin[form][0] for form in forms[each] if form != each and pinyin[form]]
            readings = list(dict.fromkeys((*pinyin[each], *further)))[:MOST_PINYIN]
            yield " ".join(filter(None, (each, ",".join(readings), ",".join(list(dict.fromkeys(jyutping[each]))[:MOST_JYUTPING]))))


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
