"""How Thai and Lao sound: vowels stand before, above, below and behind their consonants, and many letters are silent.

The Royal system writes ภ as *ph* and a last จ as *t*; families write *Bhumibol*, *Vuth*, *Jakrit*. So a consonant is all that it is written
as at the beginning of a syllable and, where it may end one, all that it is written as there. Lao is laid out like Thai in Unicode, sign
for sign, and is read as Thai after its few own letters. Gathered by hand after the Royal Thai General System, and tried on the gazetteer.
"""

import re

from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import Row, row

Found = tuple[str, str, str]
_LAO, _TO_THAI = range(0xE80, 0xF00), 0x80
_OWN_IN_LAO = {"ຊ": "ฌ", "ຍ": "ญ", "ົ": "o", "ໍ": "O", "ຽ": "I", "ຼ": "ล", "ໜ": "หน", "ໝ": "หม", "ຮ": "ห", "ລ": "ฬ", "ໆ": "", "ຯ": ""}
_BY_ITSELF = "(?![\u0eb0-\u0ebd\u0ec8-\u0ecdອວ])"
_ENDS_IN_LAO = compiled(
    (f"ຍ{_BY_ITSELF}", "ย"), ("(?<=ົ)ນ", "ล"), (f"(?<=[ິີຸູ])ນ(?!ນ){_BY_ITSELF}", "ล"),
    ("(?<=[^ເ-ໄ])ດ$", "ช<ร>"), (f"(?<=[^ເ-ໄ])ດ{_BY_ITSELF}", "ช"),  # whatever Thai writes there: ເພັດ is Petch, ຊິນນະວັດ Shinawatra
)  # fmt: skip
_C = "[ก-ฮ]"
_CLUSTER = "(?:[กขคตทปผพสศ][รล]|[ขค]ว(?=[ก-ฮ])|ห[งญนมยรลว]|[จฉ][รล]|[ก-ฮ])"
_V = "[ะาัิีึืุูa-zA-Z]"
# where a vowel follows, the second consonant begins a syllable (โก-รี, ไพ-โรจน์), and behind ห it may end the first (แห้ง, เห็น-จะ)
_OPEN = f"{_CLUSTER}(?!{_V})|{_C}"
_WHOLE = f"(?!ห[งญนมยรลว](?:[ก-ฮ]{_V}|[เแโใไ]|$)){_OPEN}"
_REWRITE = compiled(
    ("[็-๋๎ๆฯ]", ""), ("^ณ$", "ณa"), ("อ(?=ย[ูา])", ""), ("ยร(?=ติ)", "ย"), ("(?:Oา|ํา|ำ|ัม)(?=[ใไเแโ]?ห?ม)", "a"), ("Oา|ํา|ำ", "m"),
    ("(?<=ัน)(ทร)(?=[ก-ฮเแโใไ])", r"<\1>"),
    ("((?<=[ัิึุ][งญณนม])[ก-ฮ][ก-ฮ]|(?<=ศ)วร|[ทตดฎ]ร|ษ[ณม]|(?<=ญ)จน|ภว|[ก-ฮ][ิุ]?)์", r"<\1>"),
    ("ฤๅ?", "รv"), ("ฦๅ?", "ลv"), ("(?<=ั)กร(?=ก)", ""), ("สตร", "ตร"),
    ("(?<=[ก-ฮ])รร(?![ะาัิีึืุู])", "N"),
    (f"เ({_C}?{_C})ียร", r"\1Pร"), (f"เ({_C}?{_C})ีย(?![ะาัิีึืุู])", r"\1I"), (f"เ({_C}?{_C})ือ", r"\1U"), (f"เ({_CLUSTER})[ิี]", r"\1R"),
    (f"เ({_CLUSTER})าะ", r"\1o"), (f"เ({_CLUSTER})า", r"\1w"),
    (f"เ({_CLUSTER})อ", r"\1R"), (f"เ({_CLUSTER})ย(?![ะาัิีึืุูNvm])", r"\1Rย"),
    (f"เ({_CLUSTER})ะ", r"\1e"), (f"แ({_CLUSTER})ะ", r"\1E"), (f"โ({_CLUSTER})ะ", r"\1o"),
    (f"เ({_WHOLE})", r"\1e"), (f"แ({_WHOLE})", r"\1E"), (f"โ({_WHOLE})", r"\1o"), (f"[ใไ]({_OPEN})ย(?![ะาัิีึืุูอ])", r"\1y<ย>"),
    (f"[ใไ]({_OPEN})", r"\1y"),
    ("ัวะ?", "W"), ("(?<!ั[ก-ฮ])(?<=[ก-วส-ฮ])ว(?!ร)(?=[ก-ฮ](?:[ก-ฮ]|$))", "B"), ("ือ", "v"),
    ("(?<=[ัาิีึืุูA-Za-z][ตฏถฐฒธม])ิ", "q"), ("(?<=[ัาA-Za-z][ตธ])ุ", "Q"), ("[ะั]", "a"), ("า", "A"),
    ("[ิี]", "i"), ("[ึื]", "v"), ("[ุู]", "u"),
    (f"(?<=[a-zA-Z][งนมกดบ])อ(?=[ก-ฮ])|(?<=[ก-ฮ])อ(?=[ก-ฮ]{_V})", "L"), ("(?<=[ก-ฮ])อ(?![a-zA-Z>])", "O"),
)  # fmt: skip
_LETTERS = re.compile("([ก-ฮ])|<([ก-ฮ]+[iu]?)>|([a-zA-Z])")
_VOWELS = {  # by the sign that stands for each behind its consonants, once a word is rewritten
    "a": "au", "A": "a", "m": "au m", "i": "i", "v": "ui", "u": "u", "e": "ai", "E": "ai", "o": "u", "O": "u", "L": "au", "N": "au rn?",
    "y": "a i", "w": "a u",
    "I": "i ai", "P": "i ai?", "U": "ui ai? a?", "R": "uai ai?", "W": "u ua?", "B": "uv ua?", "q": "i?", "Q": "u?",
}  # fmt: skip
_INITIALS = {
    "กขคฆฃฅ": "khg", "ง": "N", "จ": "CJ", "ฉช": "CXJ", "ฌ": "CXJsSz", "ซสศษ": "sSXz", "ญ": "nY Y?", "ดฎ": "dt", "ตฏถทธฐฑฒ": "td", "นณ": "n",
    "บป": "bp",
    "ผพภ": "pbf", "ฝฟ": "f", "ม": "m", "ย": "YJi", "ร": "r", "ล": "l", "ฬ": "lr", "ว": "vu",
    "หฮ": "h",
}  # fmt: skip
_AT_EITHER_END = {
    "กขคฆฃฅ": "kgh", "ง": "N", "จ": "CJtd", "ฉช": "CXJtds", "ฌ": "CXJtdsSz", "ซสศษ": "sSXztdCJ", "ญ": "nY Y?", "ดฎตฏถทธฐฑฒ": "td",
    "นณ": "nR",
    "บปผพภ": "bpfv",
    "ฝฟ": "fpb", "ม": "m", "ย": "YJi", "ร": "rnR n?", "ล": "ln", "ฬ": "lnr", "ว": "vu", "หฮ": "h?",
}  # fmt: skip
_INITIAL, _EITHER = ({letter: sounds for letters, sounds in table.items() for letter in letters} for table in (_INITIALS, _AT_EITHER_END))
_FAMILIES = ("กขคฆฃฅ", "จฉชฌ", "ซสศษ", "ดฎตฏถทธฐฑฒ", "นณญ", "บปผพภ", "ฝฟ", "ลฬ", "ม", "ร")  # one sound written twice is one
_FAMILY = {letter: letters for letters in _FAMILIES for letter in letters}
_LAST_R = ("nrR a?", "nrR? a?")  # behind a vowel (กูร), and behind a consonant: จักร is Chak and Chakra
_SILENT_R_AFTER = frozenset("สศซจท")
_DENTALS, _PALATALS, _SIBILANTS = frozenset("ดฎตฏถทธฐฑฒ"), frozenset("จฉชฌ"), frozenset("ซสศษ")
# as it ends a syllable and begins the next: กฤษดา is Kritsada
_SAID_TWICE = {**dict.fromkeys("ซสศษ", "sSX?"), **dict.fromkeys("จฉชฌ", "CJX?"), "ล": "l?"}
_LETTERS_OF_A_LONG_WORD = 5
_BEFORE_A_SILENT_N = frozenset("ตถทธฏฐ")
_GLIDES = frozenset("ยว")
_WITHOUT_R = frozenset("กขคตปผพ")  # Lao no longer writes the r and l behind these: ປີຊາ is Preecha


def thai_row(word: str) -> Row:
    """Return how a Thai or Lao word sounds."""
    found = [(each[1] or "", each[2] or "", each[3] or "") for each in _LETTERS.finditer(_rewritten(word))]
    made: list[str] = []
    is_lao = ord(word[0]) in _LAO
    for before, (letter, silent, vowel), behind in zip([("", "", ""), *found], found, [*found[1:], None], strict=False):
        if vowel:
            made.append(_VOWELS[vowel])
        elif silent:
            made += [f"{_optional(_EITHER[each])} a?" for each in silent if each in _EITHER] + ["aiu?" if silent[-1] in "iu" else "au?"]
        else:
            made.append(_consonant(letter, before, behind))
            if is_lao and letter in _WITHOUT_R and behind and behind[2]:
                made.append("rl?")
    if len(found) >= _LETTERS_OF_A_LONG_WORD and found[-1][0]:
        made.append("a?")  # as in Sanskrit: กุล is Kula at the end of a surname
    return row(" ".join(made))


def _rewritten(word: str) -> str:
    """Return a word in Thai letters with a sign of ``_VOWELS`` behind the consonants that each vowel is spoken behind."""
    word = rewritten(_ENDS_IN_LAO, word)
    letters = [each for each in word if not (each.isascii() and each.isalpha())]  # the signs are such
    thai = "".join(_OWN_IN_LAO.get(each) or (chr(ord(each) - _TO_THAI) if ord(each) in _LAO else each) for each in letters)
    return rewritten(_REWRITE, thai)


def _consonant(letter: str, before: Found, behind: Found | None) -> str:
    """Return how a consonant sounds, with the vowel that is not written behind it where another consonant follows."""
    if letter == "อ":
        return "" if behind and behind[2] else "au"
    if behind is None:
        return _LAST_R[bool(before[0])] if letter == "ร" else _EITHER[letter]
    if behind[2]:
        return "r?" if letter == "ร" and before[0] in _SILENT_R_AFTER else _INITIAL[letter]
    sounds = "tds" if letter == "ท" and behind[0] == "ร" else _EITHER[letter] if any(before) or letter == "ห" else _INITIAL[letter]
    may_be_silent = _is_weak(letter, before) or _is_said_as_one(letter, behind[0])
    vowel = "*" if behind[0] else "a?"
    return f"{_optional(sounds) if may_be_silent else sounds} {_SAID_TWICE.get(letter, '') if any(before) else ''} {vowel}"


def _is_said_as_one(letter: str, behind: str) -> bool:
    """Tell whether a consonant that ends a syllable is one with the next: it is spoken as a *t* before *t* and *ch*."""
    if behind in _DENTALS:
        return letter in _DENTALS or letter in _PALATALS or letter in _SIBILANTS
    return (behind in _PALATALS and letter in _DENTALS) or (behind != "" and _FAMILY.get(letter) == _FAMILY.get(behind, ""))


def _is_weak(letter: str, before: Found) -> bool:
    """Tell whether a consonant before another one may be silent: ย and ว behind a vowel, ร of a cluster, น of รัตน."""
    if letter in _GLIDES:
        return bool(before[2])
    return (letter == "ร" and bool(before[0])) or (letter == "น" and before[0] in _BEFORE_A_SILENT_N)


def _optional(sounds: str) -> str:
    return " ".join(each if each.endswith("?") else f"{each}?" for each in sounds.split())
