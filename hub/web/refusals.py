"""What each refusal's code says to a person, in both languages: what happened, then what to do. Codes are for programs.

The English sentence is the key of the catalogue ``refusals``; ``%(days)s`` and the like come from the refusal's detail. A code without a
sentence is a mistake that a test finds.
"""

from collections.abc import Mapping

from hub.web.layout import words
from hub.web.layout.words import N_
from registry.refusals import Refusal

STATUS: Mapping[str, int] = {
    "absent": 404,
    "sign-in-failed": 401,
    "slow-down": 429,
    "another-site": 403,
    "too-large": 413,
    "unavailable": 503,
    "internal": 500,
}
SENTENCES: Mapping[str, str] = {
    # every desk
    "absent": N_("There is no such page, or it is not yours. Go back, or sign in again."),
    "another-site": N_("Another site's page asked for this, so nothing was done. Open Anju's own page and try again."),
    "too-large": N_("That is too large. Nothing was saved; send less at once."),
    "unavailable": N_("The service cannot be reached just now. Doors keep opening. Try again in a minute."),
    "internal": N_("Something broke on our side. Nothing you entered was saved; try again, or call the help line."),
    "malformed": N_("This could not be read. Check what was sent and try again."),
    "unknown-field": N_("There is a field that is not known here. Leave it out."),
    "field-missing": N_("This field is missing."),
    "not-a-number": N_("Enter a whole number, such as 4."),
    # signing in
    "sign-in-failed": N_("Login and passphrase do not fit together. Check both and try again."),
    "slow-down": N_("Too many tries. Wait %(seconds)s seconds, then try again."),
    "login-missing": N_("Enter a login."),
    "login-taken": N_("This login is in use already. Choose another."),
    "passphrase-too-short": N_("A passphrase needs at least 10 characters. Several words are easy to keep in mind."),
    "passphrase-too-long": N_("A passphrase has at most 200 characters."),
}


def sentence(refusal: Refusal, language: str) -> str:
    """Return what a refusal says to a person in ``zh`` or ``en``; a code that has no sentence says that something broke."""
    said = words.translator(language).gettext(SENTENCES.get(refusal.code, SENTENCES["internal"]))
    return said % dict(refusal.detail) if refusal.detail and "%(" in said else said


def status_of(refusals: tuple[Refusal, ...]) -> int:
    """Return the HTTP status of an answer that refuses: the first code's own, else 422."""
    return next((STATUS[refusal.code] for refusal in refusals if refusal.code in STATUS), 422)
