"""A household's broker, and what a gate has put there: written down before it is said, so that all of it can be taken back."""

import ipaddress
from collections.abc import Sequence
from pathlib import Path

import msgspec

from edge import log
from edge.config import BadConfig, HomeAssistantConfig
from edge.files import write_whole
from edge.words import say

FILE_NAME = "home-assistant.json"
HOME_NAMES = (".local", ".lan", ".home.arpa", ".internal")


class Place(msgspec.Struct, frozen=True):
    """How a household's broker is reached; the password stands in a file of its own, and not here."""

    host: str
    port: int
    user: str = ""
    password_file: str = ""
    authority_file: str = ""


class Kept(msgspec.Struct, frozen=True):
    """The topics of one place on which a gate has put something."""

    place: Place
    topics: tuple[str, ...]


def place_of(wish: HomeAssistantConfig) -> Place | None:
    """Return where to show the gate, None for nowhere; raise BadConfig where a password would go in the clear."""
    if not wish.host:
        return None
    if not wish.authority_file and not is_at_home(wish.host):
        raise BadConfig(say("home_assistant.host is outside this home's network: name its certificate's authority in authority_file"))
    return Place(wish.host, wish.port, wish.user, wish.password_file, wish.authority_file)


def is_at_home(host: str) -> bool:
    """Tell whether a host is this machine or one beside it: a private address, or a name that stands in no public directory."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(HOME_NAMES)


class Book:
    """What stands where, in the gate's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.kept = self._load()

    def add(self, kept: Kept) -> None:
        """Note what is about to be put somewhere."""
        self._write([*self.kept, kept])

    def strike_out(self, kept: Kept) -> None:
        """Note that it stands there no more."""
        self._write([one for one in self.kept if one != kept])

    def _write(self, kept: Sequence[Kept]) -> None:
        self.kept = tuple(dict.fromkeys(kept))
        if self.kept:
            write_whole(self._path, msgspec.json.encode(self.kept))
        else:
            self._path.unlink(missing_ok=True)

    def _load(self) -> tuple[Kept, ...]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[Kept, ...])
        except FileNotFoundError:
            return ()
        except msgspec.MsgspecError:
            log.tell("home_assistant.unreadable")
            return ()
