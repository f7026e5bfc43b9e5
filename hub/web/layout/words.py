"""Chinese and English, both whole: the English sentence is the key, and each desk keeps a catalogue of its own."""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).parents[1] / "locale"
CATALOGUES = ("layout", "refusals", "people", "landlord", "resident", "police", "auditor", "operator", "public")


def N_(sentence: str) -> str:  # noqa: N802  the name that extractors know
    """Mark a sentence for the catalogue where it is not said yet."""
    return sentence


@cache
def translator(language: str) -> gettext.NullTranslations:
    """Return a language's words: all catalogues, one behind the other; English is the keys themselves."""
    if language != "zh":
        return gettext.NullTranslations()
    first, *others = (gettext.translation(name, LOCALE, languages=["zh_CN"]) for name in CATALOGUES)
    for other in others:
        first.add_fallback(other)
    return first


def choose(account: str, cookie: str, accept_language: str) -> str:
    """Return a language: the account's, else the browser's chosen one, else the first that it asks for and we speak, else Chinese."""
    asked = (part.split(";")[0].strip().lower()[:2] for part in accept_language.split(","))
    return next((language for language in (account, cookie, *asked) if language in LANGUAGES), LANGUAGES[0])
