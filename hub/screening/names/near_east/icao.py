"""Arabic letters as the machine-readable line of a passport may write them: MXHMD is محمد, XAEBW BKR is أبو بكر.

ICAO 9303, part 3, gives each Arabic letter one Latin letter or a code that begins with X, and no short vowels, so that the line can be
turned back. Most states print a spelling by ear instead, and both are seen.
"""

import re

_TABLE = """
    xe ء, xaa آ, xae أ, u ؤ, i إ, xi ئ, a ا, b ب, xta ة, xah ة, t ت, xth ث, j ج, xh ح, xkh خ, d د, xdh ذ, r ر, z ز, s س, xsh ش, xss ص,
    xdz ض, xtt ط, xzz ظ, e ع, g غ, f ف, q ق, k ك, l ل, m م, n ن, h ه, w و, xay ى, y ي, xxa ٱ, p پ, xxt ٹ, xrt ټ, xke ځ, xxh څ, xc چ,
    xxd ڈ, xdr ډ, xxr ڑ, xrr ړ, xrx ږ, xj ژ, xxs ښ, xkk ک, xxk ګ, xng ڭ, xgg گ, xnn ں, xxn ڼ, xdo ھ, xyh ۀ, xxg ہ, xge ۂ, xtg ۃ,
    xya ی, xxy ۍ, xyb ے, xbe ۓ
"""
_LETTERS = dict(each.split() for each in _TABLE.split(","))
_CODE = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_CODED = re.compile(f"(?:{_CODE.pattern})+")
_ONLY_CODED = re.compile("x(?:[^aeiou]|a[aehy])|^[^aeiou]{4,}$")  # xi is pinyin, and Sng a surname


def decoded(parts: tuple[str, ...]) -> str:
    """Return the Arabic letters of a name in folded Latin words that ICAO's codes spell; none if they spell none, or not all of it."""
    if not any(map(_ONLY_CODED.search, parts)) or not all(map(_CODED.fullmatch, parts)):
        return ""
    return " ".join(_CODE.sub(lambda code: _LETTERS[code[0]], part) for part in parts)
