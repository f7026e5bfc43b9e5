"""How the letters of other scripts sound: a system for each of those whose letters say it, and what anyascii makes of the rest."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from anyascii import anyascii

from hub.screening.names.europe import christian
from hub.screening.names.europe.foreign import as_heard
from hub.screening.names.india.indic import indic_row, is_indic
from hub.screening.names.japan.kana import kana_row
from hub.screening.names.korea.hangul import hangul_row
from hub.screening.names.near_east import arabic, hebrew
from hub.screening.names.near_east.ethiopic import ethiopic_row
from hub.screening.names.near_east.islamic import AS_UZBEK, is_of_turan
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import VOWEL, WORDS_KEPT, Row, Spoken, System, latin_sound, read_by, row, spoken, system
from hub.screening.names.southeast_asia.burmese import burmese_row
from hub.screening.names.southeast_asia.khmer import khmer_row
from hub.screening.names.southeast_asia.thai import thai_row

Reader = Callable[[str], Row]
_NAMED = """
    a ey, b bi, c si, d di ri, e i, f yef, g ji, h eytch heytch, i ay, j jey je, k key, l yel, m yem, n yen, o o, p pi, q kyu, r ar ra,
    s yes, t ti ri, u yu, v vi, w dabalyu dabilyu, x yeks, y vay, z zed jed
"""
LETTER_NAMES = {letter: names for letter, *names in (each.split() for each in _NAMED.split(","))}  # எம் ஏ is M. A., and ரி T. in Sri Lanka
_OF_A_GREEK = re.compile("(?<=[α-ω]{4})(?:ου|(?<=δ)η|(?<=αν)η|(?<=ανν)η)$")
_AS_IN_RUSSIAN = compiled(("о(?!ва?$)", "а"), AS_UZBEK)
_OF_A_FAMILY = re.compile("[oо].*(?:[оеё]в|[oe]v)[аa]?$")
_YA_AND_YU = re.compile("(?:я(?!$)|(?<=[аеиоуы])я|ю)")
LEAST_PLAIN = 5  # letters of a word that may be in ISO 9 without its marks
_DOUBLED = re.compile(r"([^еєγοո])\1+")
_CYRILLIC = system(
    ("дж", "d? JZ"), ("т(?=ч)", "t?"), ("дз", "d? zJZ"), ("чж", "JZ"), ("с(?=[иі])", "sSX"), ("т(?=[иі])", "tC"), ("ья", "Y? a"),
    ("кх", "kh h?"),
    ("(?<=[бгджпт])х", "h?"),
    ("[еє][еє]", "ai Yi? ai?"), ("ая$", "a Y? a?"), ("(?<=[аеёоэыі])у", "uv"), ("[аеэ]й(?=[иі])", "ai"), ("[аеэ]й", "ai: Yi?"),
    ("ой", "u Yi?"),
    ("^у(?=[аәеиоэ])|(?<=[гдкстх])у(?=[аеиэ])", "uv"), ("[иыі]й", "i Y?"), ("и(?=[яюеё])|ь(?=[еёю])", "i?"), ("[иі](?=[ао])", "Yi"),
    ("(?<=[жчшщ])[еє]", "aiu"), ("^[еє]|[еє]", "Y? ai"),
    ("ё|ьо|йо", "Y? uai"), ("^я", "YJ a"), ("^ю", "YJ u"), ("юу|ю", "Y? u"),
    ("(?<=[бвгджзклмнпрстфхцчшщ])я(?=[бвгджзклмнпрстфхцчшщ])", "Y? ai"), ("я", "Y a"), ("а+", "a"), ("(?<=т)б", "bp"),
    ("б", "b"), ("в", "vu"),
    ("[гғґ]", "gh"), ("д", "d"), ("ж", "ZJz"), ("з$", "zsS"), ("з", "z"),
    ("[иіыӣї]+", "i"), ("[йј]", "Yi?"), ("к", "k"), ("қ", "kg"), ("љ", "l Y?"),
    ("л", "l"), ("м", "m"), ("ң", "n g?"), ("њ", "n Y?"), ("н", "n"), ("[оө]+", "u"), ("п", "p"), ("р", "r"), ("[сҫ]", "sS"), ("т", "t"),
    ("[ћч]", "C"), ("ђ", "Jd"), ("[џҷ]", "J"),
    ("[уұүӯ]+", "u"), ("ф", "f"), ("х", "hk"), ("[һҳ]", "h"), ("ц", "Ts"), ("ш", "Xs"), ("щ", "XCs Ct?"),
    ("ъ", "aiu?"), ("э+", "ai"), ("ә+", "Y? ai"), ("ҡ", "k"), ("ҙ", "dz"),
)  # fmt: skip
_GREEK = system(
    ("γι(?=[αεοω])", "gY Yi?"), ("κι(?=α)", "k Yi?"), ("αι", "ai Yi?"), ("^υ(?!ι)", "h? iu"), ("^η(?!υ)", "h? i"), ("ιε", "Yi? ai"),
    ("(?<=[β-ω])ιου", "Yi? u"),
    ("τθ", "t"), ("ντζ", "n? dt? TCJz"), ("(?:ει|οι)(?=[αοω])", "ai? Yi"), ("[ιυ](?=[αοω])", "Yi"), ("ει", "ai i?"), ("οι", "u? i"),
    ("υι", "i"),
    ("ου(?=[αεηιοω])", "uv"), ("ου", "u"), ("αυ", "a vfu"), ("[εη]υ", "uai vfu?"), ("γκ|γγ", "n? gk k?"), ("γχ", "n h"), ("μπ", "m? bp"),
    ("γου(?=[αειηοωυ])", "g? uv"), ("γου", "g? vu? u"), ("ντ[σς]", "n? dtT? TCJsS"), ("ντ|νδ", "n? dt"), ("τζ", "TCJz"),
    ("τσ", "TCsS"), ("γ(?=[ιυη])", "gY?"), ("γ(?=ε)", "gY"), ("α", "a"), ("β", "vb"), ("γ", "g"),
    ("δ", "d"), ("ε", "ai"), ("ζ", "zZS"), ("υ", "iu"), ("[ηι]", "i"), ("θ", "tQ"), ("κ", "k"), ("λ+", "l"), ("μ+", "m"), ("ν+", "n"),
    ("ξ", "k s"), ("[οω]+", "u"), ("π+", "p"), ("ρ+", "r"), ("[σς]+", "sX"), ("τ+", "t"), ("φ", "fpv"), ("χ", "hkCX"), ("ψ", "p s"),
)  # fmt: skip
_GEORGIAN = system(
    ("ა+", "a"), ("ბ", "b"), ("გ", "gh"), ("დ", "d"), ("ე", "ai"), ("ვ", "vu"), ("ზ", "zS"), ("ტ(?=ი)", "tC"), ("თ|ტ", "t"),
    ("ი(?=[აო])", "Yi"),
    ("ი(?=უ)", "Yi?"), ("(?<=[^აეიოუ])ი$", "i?"), ("ი", "i"), ("ყ", "kgY"), ("[კქ]", "kg"), ("ლ", "l"), ("მ", "m"), ("ნ", "n"), ("ო", "u"),
    ("[პფ]", "pf"), ("ჟ", "ZJ"), ("რ", "r"), ("ს(?=ი)", "SX"), ("ს", "S"), ("უ(?=[აეიო])", "uv"), ("უ", "u"), ("ღ", "gh"), ("შ", "Xs"),
    ("ჩჟ", "J"), ("[ჩჭ]", "C"),
    ("ც(?=ი)", "TsSC"), ("[ცწ]", "TsS"), ("ძ", "dzJ"), ("ხ", "hk"), ("ჯ", "J"), ("ჰ", "h"), ("(?<=[^აეიოუ])$", "i?"),
)  # fmt: skip
_ARMENIAN = system(
    ("ու(?=[աեէիոօ])", "u? uv"), ("ու", "u"), ("եւ|և", "Y? ai v"), ("իւ", "Y? u"), ("ի(?=[ա])", "Yi?"), ("եա", "Yi? ai? a"), ("յա", "Y a"),
    ("[տդթ](?=չ)", "dt?"), ("(?<=ս)զ", "zS?"), ("յի", "Yi"), ("ա+", "a"), ("[բպփ]", "bp"), ("գ", "gkh"), ("[կք]", "gk"),
    ("տ(?=ի)", "dtC"), ("[դտթ]", "dt"),
    ("[եէ](?=[օո])", "Y? ai?"), ("[եէ]", "Y? ai"), ("զ", "zS"), ("ը", "aiu?"),
    ("ժ", "ZJ"), ("ի", "i"), ("լ", "l"), ("խ", "hk"), ("[ծձ]", "TzdsSJ"), ("^հ", "h?"), ("հ", "h?"), ("ղ", "ghl"), ("[ճջ]", "JC"),
    ("մ", "m"), ("յ", "Yih?"), ("ն", "n"), ("շ", "Xs"), ("ո", "v? u"), ("օ", "u"), ("չժ", "J"), ("չ", "C"), ("[ռր]", "r"),
    ("ս(?=[իյ])", "SX"),
    ("ս", "S"), ("վ|ւ", "vu"),
    ("ց(?=[յի])", "TsSC"), ("ց", "TsS"), ("ֆ", "f"),
)  # fmt: skip
_HEBREW = system(
    ("^[אע]י", "aiY Yi?"), ("^[אע]ו", "aiuY vu?"), ("^[אע]", "aiu"), ("[אע]", "aiuY?"), ("ב", "bv"), ("ג", "gJ"), ("ד", "d"),
    ("ה$", "aih?"), ("ה", "h"), ("וו", "vu u?"), ("ו", "vu"), ("ז", "zZS"), ("ח", "hCk"), ("ט", "t"), ("י$", "ai Yi?"), ("י(?=ו$)", "aiY"),
    ("יי", "aiY Yi? i?"), ("י+", "Yi i?"),
    ("[כך]", "kh"), ("ל", "l"), ("[מם]", "m"), ("[נן]", "n"), ("ס", "S"), ("[פף]", "pf"), ("[צץ]", "TzsSC"), ("ק", "k"), ("ר", "r"),
    ("ש", "XS"), ("ת", "t"),
)  # fmt: skip


@lru_cache(maxsize=WORDS_KEPT)
def sound_of(word: str) -> Spoken:
    """Return how a folded word of any script but Han and Hangul sounds; where vowels are not written, each may be any short one."""
    code = ord(word[0]) if word else 0
    if code < 0x250:
        return latin_sound(word)
    if 0x600 <= code <= 0x77F and word in arabic.READ:
        return latin_sound(arabic.READ[word][0])
    if is_indic(word[0]):
        return spoken(indic_row(word))
    if 0x1200 <= code <= 0x137F:
        return spoken(ethiopic_row(word), ends_freely=True)
    return next((spoken(_read(word)) for first, last, _read in _BY_RANGE if first <= code <= last), None) or latin_sound(
        anyascii(word).lower()
    )


@lru_cache(maxsize=WORDS_KEPT)
def sounds_of(word: str) -> tuple[Spoken, ...]:
    """Return all that a word may sound like beside another script: Arabic names are read as they are known, and foreign ones as they are
    spelt where they come from, or heard.
    """
    if word.isascii():
        return (sound_of(word), *map(latin_sound, (*as_heard(word), *LETTER_NAMES.get(word, ()))))
    further = arabic.READ.get(word, ())[1:] + (arabic.ALSO.get(word) or hebrew.ALSO.get(word) or christian.ALSO.get(word, ()))
    return (sound_of(word), *map(latin_sound, further), *_in_another_way(word), *as_in_russian(word))


@lru_cache(maxsize=WORDS_KEPT)
def as_in_russian(word: str) -> tuple[Spoken, ...]:
    """Return how an Uzbek or Tajik word sounds where Russian writes *a* for its *o*: Қосимов, Kasimov."""
    if len(word) < LEAST_PLAIN or (plain := rewritten(_AS_IN_RUSSIAN, word)) == word:
        return ()
    return (sound_of(plain),) if _OF_A_FAMILY.search(word) or is_of_turan(anyascii(word).lower()) else ()


def _in_another_way(word: str) -> tuple[Spoken, ...]:
    """Return how a Greek surname sounds whose bearer's father has another ending, which women leave out abroad (Λαζαρίδου, Lazaridis),
    and a Cyrillic word in ISO 9 without its marks (Юдина, Udina).
    """
    if _OF_A_GREEK.search(word):
        return tuple(sound_of(_OF_A_GREEK.sub(ending, word)) for ending in ("οσ", "ησ", "ασ"))
    plain = _YA_AND_YU.sub(lambda found: "а" if found[0] == "я" else "у", word) if len(word) >= LEAST_PLAIN else word
    return (sound_of(plain),) if plain != word else ()


def _plainly(rules: System) -> Reader:
    return lambda word: read_by(rules, _DOUBLED.sub(r"\1", word))


def _without_vowels(rules: System) -> Reader:
    return lambda word: _with_short_vowels(read_by(rules, word))


def _with_ng(read: Reader) -> Reader:
    """Return how to read a script that has one letter for *ng* beside scripts that have two."""
    return lambda word: tuple(
        sign for each in read(word) for sign in ((replace(each, kinds=each.kinds & ~_NG | _N), _G) if each.kinds & _NG else (each,))
    )


_BY_RANGE: tuple[tuple[int, int, Reader], ...] = (
    (0x370, 0x3FF, _plainly(_GREEK)),
    (0x400, 0x52F, _plainly(_CYRILLIC)),
    (0x530, 0x58F, _plainly(_ARMENIAN)),
    (0x590, 0x5FF, _without_vowels(_HEBREW)),
    (0x600, 0x77F, _without_vowels(arabic.SYSTEM)),
    (0xE00, 0xEFF, _with_ng(thai_row)),
    (0x1000, 0x109F, _with_ng(burmese_row)),
    (0x10A0, 0x10FF, _plainly(_GEORGIAN)),
    (0x1780, 0x17FF, _with_ng(khmer_row)),
    (0x3041, 0x30FF, kana_row),
    (0xAC00, 0xD7A3, hangul_row),
)
_SHORT = row("*")[0]
_NG = row("N")[0].kinds
_N = row("n")[0].kinds
_G = row("g?")[0]


def _with_short_vowels(made: Row) -> Row:
    """Return a row with a short vowel that may stand behind each consonant but the last, as these scripts do not write them.

    Of two equal consonants one may be left out: Latin letters are doubled for other reasons too.
    """
    last = len(made) - 1
    once = [replace(each, optional=True) if nth and each == made[nth - 1] else each for nth, each in enumerate(made)]
    return tuple(sign for nth, each in enumerate(once) for sign in ((each, _SHORT) if nth < last and each.kinds != VOWEL else (each,)))
