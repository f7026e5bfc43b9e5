"""Makes ``hub/screening/names/arabic.txt`` anew: ``python -m tests.hub.screening.arabic_table``.

Needs egy-names (MIT), which counted the names of 3.8 million pupils. A line is a given name of Arabic origin as it is spelt in Egypt
and, where its vowels are known, as a library spells it without marks.
"""

import gzip
import json
import re
from importlib.resources import files
from pathlib import Path

TABLE = Path(__file__).parents[3] / "hub" / "screening" / "names" / "arabic.txt"
COMMONEST = 1000
_LETTERS = (
    "ب b, ت t, ث th, ج j, ح h, خ kh, د d, ذ dh, ر r, ز z, س s, ش sh, ص s, ض d, ط t, ظ z, غ gh, ف f, ق q, ك k, ل l, م m, ن n, ه h, و w, ي y"
)
_CONSONANTS = dict(each.split() for each in _LETTERS.split(","))
_VOWELS = {"َ": "a", "ِ": "i", "ُ": "u"}
_VOWELLED = re.compile("(.)([ّ]?)([َُِ]?)([ّ]?)ْ?")


def as_a_library_spells(marked: str) -> str:
    """Return a word with its vowel marks in the letters a to z, as ALA-LC has it without its own marks."""
    plain = marked.replace("ى", "ا").replace("آ", "أَ").replace("ـ", "")
    plain = re.sub("َ(?=ا)|ِ(?=ي(?![َُِّ]))|ُ(?=و(?![َُِّ]))", "", plain)
    made = ""
    for letter, twice, vowel, late in _VOWELLED.findall(re.sub("َ?ة.*$", "َ", plain)):
        long = {"ا": "a", "ي": "i", "و": "u"}.get(letter) if made and made[-1] not in "aiu" and not vowel and not (twice or late) else None
        sound = long or _CONSONANTS.get(letter, "")
        made += sound * (2 if twice or late else 1) + _VOWELS.get(vowel, "")
    return made


def lines() -> list[str]:
    """Return the table's lines."""
    held = json.loads(gzip.decompress(files("egy_names").joinpath("data", "names.json.gz").read_bytes()))["names"][:COMMONEST]
    given = (
        each for each in held if each["ot"] == "arabic_classical" and each["g"] in "mfn" and " " not in each["a"] and each["a"][:2] != "ال"
    )
    spelt = {(re.sub("[^a-z]", "", each["e"].lower()), as_a_library_spells(each.get("t") or "")) for each in given}
    return sorted({" ".join(dict.fromkeys(word for word in both if len(word) > 2)) for both in spelt} - {""})


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
