"""A demo goes on only with its own hub: another's answer on one of its ports is said, and so is silence."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from hub import pulse
from hub.demo.installation import Installation, lay_out
from hub.demo.janitor import Janitor
from hub.demo.ports import claimed
from hub.demo.show import Broken, Troupe
from hub.health import serve_health
from hub.run import PROCESSES
from tests.rig.processes import WAIT_SECONDS, until


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with claimed() as ports:
        yield lay_out(tmp_path, ports)


@pytest.fixture
def troupe(place: Installation, tmp_path: Path) -> Iterator[Troupe]:
    janitor = Janitor(tmp_path / "nothing")
    yield Troupe(place, janitor)
    janitor.dismiss()


def answered(place: Installation, **sites: str) -> ExitStack:
    """Answer on the ports of these processes as those of the given sites."""
    servers = ExitStack()
    for process, site in sites.items():
        server = serve_health(place.config.host, place.config.port_of(process), lambda site=site: {"ok": True, "site": site})  # type: ignore[misc]
        servers.callback(server.server_close)
        servers.callback(server.shutdown)
    return servers


def test_two_demos_are_two_sites(place: Installation, tmp_path: Path) -> None:
    (other := tmp_path / "other").mkdir()
    with claimed() as ports:
        assert lay_out(other, ports).config.site != place.config.site


def test_its_own_processes_are_enough(place: Installation, troupe: Troupe) -> None:
    with answered(place, **dict.fromkeys(PROCESSES, place.config.site)):
        troupe.wait_for_our_own(patience_s=WAIT_SECONDS)
        assert troupe.heard.empty()  # nobody gave up meanwhile, and each answers still
        until(lambda: all(pulse.ask(place.config, process).says.get("site") == place.config.site for process in PROCESSES))


@pytest.mark.parametrize("process", PROCESSES)
def test_anothers_answer_is_said_with_the_port(process: str, place: Installation, troupe: Troupe) -> None:
    sites = {**dict.fromkeys(PROCESSES, place.config.site), process: "demo-of-another"}
    with answered(place, **sites), pytest.raises(Broken, match=f"another program answers on port {place.config.port_of(process)}"):
        troupe.wait_for_our_own(patience_s=WAIT_SECONDS)


def test_silence_is_said_with_the_port(place: Installation, troupe: Troupe) -> None:
    with pytest.raises(Broken, match=f"did not answer on port {place.config.port_of(PROCESSES[0])}"):
        troupe.wait_for_our_own(patience_s=0)
