"""How each of the hub's processes is: it is asked on loopback, and no answer is an answer."""

import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.error import HTTPError, URLError

from hub.config import HubConfig

PATIENCE_S = 0.5
ANSWER_BYTES_MAX = 16 * 1024
_straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Pulse:
    """One process: whether it answers at all, and what it says of itself."""

    process: str
    answers: bool
    says: Mapping[str, object]

    @property
    def is_well(self) -> bool:
        """Tell whether it answers and calls itself well."""
        return self.answers and self.says.get("ok") is True

    def words(self, name: str) -> list[str]:
        """Return a list of codes that it says, such as the jobs that are failing; none if it says nothing of the kind."""
        said = self.says.get(name)
        return [str(code) for code in said] if isinstance(said, list) else []

    def counts(self) -> dict[str, int]:
        """Return what it counts, by name."""
        return {name: value for name, value in self.says.items() if isinstance(value, int) and not isinstance(value, bool)}


def ask(config: HubConfig, process: str) -> Pulse:
    """Ask a process such as ``work`` how it is; at most half a second."""
    address = f"http://{config.host}:{config.port_of(process)}/health"
    try:
        with _straight.open(address, timeout=PATIENCE_S) as answer:
            return _read(process, answer.read(ANSWER_BYTES_MAX))
    except HTTPError as error:  # 503 is an answer: it is there and not well
        return _read(process, error.read(ANSWER_BYTES_MAX))
    except (URLError, OSError, ValueError):
        return Pulse(process, False, {})


def _read(process: str, body: bytes) -> Pulse:
    try:
        says = json.loads(body)
    except ValueError:
        says = None
    return Pulse(process, True, says) if isinstance(says, dict) else Pulse(process, False, {})
