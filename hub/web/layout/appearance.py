"""How pages look in one browser: large text, light or dark, shortcuts or none. Kept in a cookie, so it needs no account; pure."""

from dataclasses import dataclass

COOKIE = "anju-look"
COOKIE_SECONDS = 365 * 86_400
SIZES = ("normal", "large")
THEMES = ("auto", "light", "dark")
KEYS = ("on", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen: ``size`` normal or large, ``theme`` auto, light or dark, ``keys`` whether single keys are shortcuts."""

    size: str = SIZES[0]
    theme: str = THEMES[0]
    keys: bool = True

    @property
    def cookie(self) -> str:
        """The cookie's value: three words."""
        return ".".join((self.size, self.theme, KEYS[0] if self.keys else KEYS[1]))


def read(cookie: str) -> Look:
    """Return the look that a cookie tells; anything unknown in it is as if it were not there."""
    size, theme, keys = (*cookie.split("."), "", "", "")[:3]
    return choose(Look(), size=size, theme=theme, keys=keys)


def choose(look: Look, *, size: str, theme: str, keys: str) -> Look:
    """Return a look with what was chosen anew; an unknown or empty choice changes nothing."""
    return Look(
        size=size if size in SIZES else look.size,
        theme=theme if theme in THEMES else look.theme,
        keys=keys == KEYS[0] if keys in KEYS else look.keys,
    )
