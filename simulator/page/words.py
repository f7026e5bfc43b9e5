"""The town's words in Chinese and English. The English sentence is the key; both catalogues are whole."""

import gettext
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from edge.protocol.messages import AlarmKind, DoorMode, Reason

LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).parent.parent / "locale"
TOWN_ZONE = ZoneInfo("Asia/Shanghai")
"""Where the town lies: its clock shows what the hub's pages show."""

Say = Callable[[str], str]


def N_(sentence: str) -> str:  # noqa: N802 - the name that extractors know
    """Mark a sentence for the catalogue where it is not said yet."""
    return sentence


REASONS: dict[str, str] = {
    Reason.VALID: N_("The pass is valid"),
    Reason.UNKNOWN_CREDENTIAL: N_("This pass is not known here"),
    Reason.NOT_ACTIVE: N_("The pass is not valid yet"),
    Reason.EXPIRED: N_("The pass is out of date"),
    Reason.SUSPENDED: N_("The pass is suspended"),
    Reason.LOST: N_("The pass was reported lost"),
    Reason.WITHDRAWN: N_("The pass was withdrawn"),
    Reason.WRONG_PIN: N_("The number is wrong"),
    Reason.NOT_PERMITTED_AT_THIS_TIME: N_("Not at this time of day"),
    Reason.NOT_PERMITTED_HERE: N_("The pass is for another door"),
    Reason.LOCKED_DOWN: N_("The door is locked down"),
    Reason.ANTI_PASSBACK: N_("The pass was just used"),
    Reason.MALFORMED: N_("This is not one of our passes"),
    Reason.REPLAYED: N_("The pass was used before"),
    Reason.TOO_MANY_ATTEMPTS: N_("Too many attempts"),
}


MODES: dict[str, str] = {
    DoorMode.LOCKED: N_("Locked"),
    DoorMode.UNLOCKED: N_("Stands free"),
    DoorMode.ACCESSED: N_("Somebody is let in"),
    DoorMode.BLOCKED: N_("Blocked"),
    DoorMode.LOCKED_DOWN: N_("Locked down"),
    DoorMode.LOCKED_OPEN: N_("Kept open"),
}

ALARMS: dict[str, str] = {
    AlarmKind.FIRE_RELEASE: N_("Freed by the fire alarm"),
    AlarmKind.SAFETY_LOST: N_("Nobody drives the lock"),
    AlarmKind.FORCED: N_("Opened without leave"),
    AlarmKind.HELD_OPEN: N_("Door open too long"),
    AlarmKind.HELD_OPEN_SOON: N_("Please close the door"),
    AlarmKind.TAMPER: N_("Housing opened"),
    AlarmKind.MAINS_LOST: N_("On battery"),
    AlarmKind.BATTERY_LOW: N_("Battery low"),
    AlarmKind.CAMERA_LOST: N_("No picture"),
    AlarmKind.CAMERA_COVERED: N_("Lens covered"),
    AlarmKind.READER_LOST: N_("A reader does not answer"),
    AlarmKind.CLOCK_SUSPECT: N_("Clock in doubt"),
    AlarmKind.LIST_STALE: N_("List past its date"),
    AlarmKind.NOT_OPENED: N_("Let in, not opened"),
    AlarmKind.FREE_ENDS_SOON: N_("Locks soon"),
}
"""The worst first."""


@cache
def translator(language: str) -> gettext.NullTranslations:
    """Return a language's catalogue; English is the keys themselves."""
    if language == "zh":
        return gettext.translation("simulator", LOCALE, languages=["zh_CN"])
    return gettext.NullTranslations()


def choose(cookie: str, accept_language: str) -> str:
    """Return the language of a page: what was chosen, else the first that the browser asks for and we speak, else Chinese."""
    if cookie in LANGUAGES:
        return cookie
    asked = (part.split(";")[0].strip().lower()[:2] for part in accept_language.split(","))
    return next((language for language in asked if language in LANGUAGES), LANGUAGES[0])


def clock(milliseconds: int) -> str:
    """Return the town's time of day at a moment (UTC ms)."""
    return datetime.fromtimestamp(milliseconds / 1000, TOWN_ZONE).strftime("%H:%M:%S")


def age(say: Say, milliseconds: int) -> str:
    """Return how long ago something was, in the largest unit that fits."""
    seconds = max(0, milliseconds) // 1000
    if seconds < 60:
        return say("{n} s").format(n=seconds)
    if seconds < 3600:
        return say("{n} min").format(n=seconds // 60)
    return say("{n} h").format(n=seconds // 3600)
