"""Hebrew: words with and without the letters that stand for vowels, Arabic names in it, and the Bible's names as others have them.

Who is ליבני in one paper is לבני in another, and Yiddish writes ע where Hebrew writes nothing. Given names that differ in nothing else
(מיכל Michal, מיכאל Michael) are two. Gathered by hand.
"""

import re
from collections.abc import Sequence

LEAST_WITHOUT_VOWELS = 4  # letters of the shorter word; three where the other has an ע, which Hebrew would not write for a vowel
MOST_LEFT_OUT = 2
_HEBREW = range(0x5D0, 0x5EB)
_INNER_VOWELS = re.compile("(?<=.)[אויע](?=.)")
_ALSO = """
    אברהם abraham, אהרון aaron, אהרן aaron, אליהו elijah elias, אלישבע elizabeth, אסתר esther, בנימין benjamin, גבריאל gabriel,
    דבורה deborah, דוד david, זכריה zechariah zacharias, חוה eva, חנה anna, יהודה judah judas, יהונתן jonathan, יהושע joshua,
    יהושפט josephat, יוחנן john, יונה jonah, יוסף joseph, יחזקאל ezekiel, יעקב jacob, יצחק isaac, ירמיהו jeremiah, ישעיהו isaiah,
    ישראל israel, לאה leah, מיכאל michael, מרדכי mordecai, מרים miriam mary, משה moses, מתתיהו matthias, נחמיה nehemiah, נעמי naomi,
    עזרא ezra, פנחס phineas, צפורה zipporah, רבקה rebecca, רחל rachel, רות ruth, שאול saul, שושנה susanna, שלמה solomon, שמואל samuel,
    שמעון simon, שמשון samson, שרה sarah, תומס thomas, מנשה manasseh, נח noah, הבל abel, חנוך enoch, איוב job
"""
ALSO = {name: tuple(spelt) for name, *spelt in map(str.split, _ALSO.split(","))}
_ARE_TWO = """
    עדינה עדנה רונית רנית אילנה אלנה אלונה אילון אלון מיכאל מיכל אוריה אריה אורית ארית אורנה ארנה אורלי ארלי ליאור לאור אריאל אוריאל
    שלומי שלמי שולמית שלומית דורית דרית יונית ינית עמית עומית רועי רעי שירה שרה מאיה מיה עומר עמר אביה איבה גאולה גילה ליאת לית
    נעימה נעמה נעמי נועמי יואל יעל יואב יאב טליה טלה דליה דלה סימון סמון חיים חם שאולי שולי אורון ארון
    """
_TWO_NAMES = frozenset(_ARE_TWO.split())
_SERVANT, _FATHER, _LEFT_OUT = "עבד", "אבו", frozenset({"אל", "בן", "אבן", "בנת"})


def are_one_word(one: str, other: str) -> bool:
    """Tell whether two Hebrew words are one, inside which letters that stand for vowels are written or not."""
    shorter, longer = sorted((one, other), key=len)
    if not 0 < len(longer) - len(shorter) <= MOST_LEFT_OUT or ord(one[0]) not in _HEBREW or {one, other} <= _TWO_NAMES:
        return False
    if len(shorter) < LEAST_WITHOUT_VOWELS - ("ע" in longer and "ע" not in shorter) or shorter[-1] != longer[-1]:
        return False
    return _is_rest(shorter, longer)


def _is_rest(shorter: str, longer: str) -> bool:
    """Tell whether a word is another without some of its inner vowel letters, the first letters of both being the same."""
    if shorter == longer:
        return True
    if len(longer) <= len(shorter):
        return False
    return any(_is_rest(shorter, longer[: found.start()] + longer[found.end() :]) for found in _INNER_VOWELS.finditer(longer))


def joined(parts: Sequence[str]) -> list[str]:
    """Return the words of a name with Abd and Abu joined to what follows, and without the article and *son of*."""
    made: list[str] = []
    for nth, part in enumerate(parts, 1):
        if part in _LEFT_OUT and nth < len(parts):
            continue
        if made and made[-1] in (_SERVANT, _FATHER):
            made[-1] += part
        else:
            made.append(part)
    return made
