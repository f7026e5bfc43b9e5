"""Software from afar: only what a trusted key signed, whole or not at all, tried before it is kept, and given up by the gate alone."""

import base64
import hashlib
import http.server
import io
import random
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import edge
from edge.__main__ import main
from edge.bundle import BadBundle, make_bundle
from edge.config import GateConfig, SoftwareConfig
from edge.gate.trial import Run, Standing
from edge.protocol.codec import seal
from edge.protocol.messages import DesiredConfig, Release, ReleaseStep
from edge.protocol.signing import Purpose
from edge.software import FETCH_AGAIN_MS, Releases, elsewhere
from simulator.practice.gate import PracticeGate
from simulator.practice.ledger import Book, Ledger
from tests.edge.parts import ADDRESS, LIST_KEY, OTHER_KEY, Table, now_ms, public, wait_for
from tests.edge.test_uplink import Hub, broker, hub, online

__all__ = ["broker", "hub", "online"]
SOURCE = Path(edge.__file__).parent
BUNDLE = make_bundle(SOURCE)
WELL = Run(20_000, 20_000)


def config(folder: Path) -> GateConfig:
    return GateConfig(data_dir=folder, software=SoftwareConfig(keys=public(OTHER_KEY).hex()))


def release(bundle: bytes = BUNDLE, *, number: int = 2, minimum: int = 1, url: str = "https://example.org/gate.zip") -> Release:
    digest = hashlib.sha256(bundle).hexdigest()
    return Release(v=1, number=number, name=f"0.{number}.0", minimum=minimum, url=url, sha256=digest, size=len(bundle))


def signed(one: Release, *, key=OTHER_KEY, purpose=Purpose.RELEASE) -> bytes:
    return seal(key, purpose, one)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name in names:
            bundle.writestr(name, "")
    return out.getvalue()


def altered(old: str, new: str, *, file: str = "edge/__main__.py") -> bytes:
    """The gate's own software with one change."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as bundle, zipfile.ZipFile(out, "w") as changed:
        for info in bundle.infolist():
            text = bundle.read(info)
            assert info.filename != file or old.encode() in text
            changed.writestr(info.filename, text.replace(old.encode(), new.encode()) if info.filename == file else text)
    return out.getvalue()


def test_the_same_source_makes_the_same_bundle():
    assert make_bundle(SOURCE) == BUNDLE


def test_a_release_runs_on_trial_from_the_next_start_and_is_kept_when_the_gate_was_well(tmp_path):
    releases = Releases(config(tmp_path))
    releases.install(release(), BUNDLE)
    assert elsewhere(config(tmp_path)) == tmp_path / "software" / "2"
    assert (tmp_path / "software" / "2" / "edge" / "agent.py").read_bytes() == (SOURCE / "agent.py").read_bytes()
    assert not releases.judge(WELL)
    assert releases.standing == Standing(trial=2), "the old software is well, which says nothing of the new"


def keep_good(folder: Path) -> None:
    """Have release 2 be the good one."""
    Releases(config(folder)).install(release(), BUNDLE)
    (folder / "software" / "standing.json").write_text('{"good": 2}')


@pytest.mark.parametrize("on_trial", [False, True])
def test_a_release_that_is_not_whole_any_more_gives_way_to_what_ran_before_it_and_may_be_fetched_again(tmp_path, on_trial: bool):
    keep_good(tmp_path)
    number = 3 if on_trial else 2
    if on_trial:
        Releases(config(tmp_path)).install(release(number=3), BUNDLE)
    place = tmp_path / "software" / str(number)
    (place / "edge" / "__pycache__").mkdir()
    (place / "edge" / "__pycache__" / "agent.pyc").write_bytes(b"compiled")
    assert elsewhere(config(tmp_path)) == place
    code = bytearray((place / "edge" / "journal.py").read_bytes())
    code[len(code) // 2] ^= 1
    (place / "edge" / "journal.py").write_bytes(code)
    assert elsewhere(config(tmp_path)) == (tmp_path / "software" / "2" if on_trial else None)
    assert Releases(config(tmp_path)).consider(signed(release(number=number))) == release(number=number)


def test_on_a_full_disk_what_works_is_started_and_nothing_is_tried(tmp_path):
    keep_good(tmp_path)
    Releases(config(tmp_path)).install(release(number=3), BUNDLE)
    (tmp_path / "software" / "standing.json.new").mkdir()
    assert [elsewhere(config(tmp_path)).name for _ in range(4)] == ["2"] * 4
    (tmp_path / "software" / "standing.json.new").rmdir()
    assert elsewhere(config(tmp_path)).name == "3"


def test_a_release_that_was_given_up_gives_way_to_the_last_good_one_and_is_not_fetched_again(tmp_path):
    (tmp_path / "software" / "1").mkdir(parents=True)
    keep_good(tmp_path)
    Releases(config(tmp_path)).install(release(number=3), BUNDLE)
    assert {path.name for path in (tmp_path / "software").iterdir() if path.is_dir()} == {"2", "3"}, "what nobody returns to is only room"
    assert [elsewhere(config(tmp_path)).name for _ in range(3)] == ["3", "3", "2"]
    assert Releases(config(tmp_path)).consider(signed(release(number=3))) is None
    assert Releases(config(tmp_path)).consider(signed(release(number=4))) == release(number=4)


def test_a_release_that_does_not_live_to_be_judged_is_given_up_at_its_third_start(tmp_path):
    Releases(config(tmp_path)).install(release(), BUNDLE)
    place = tmp_path / "software" / "2"
    assert [elsewhere(config(tmp_path)) for _ in range(3)] == [place, place, None]


@pytest.mark.parametrize(
    ("envelope", "step"),
    [
        (signed(release(), key=LIST_KEY), ReleaseStep.UNSIGNED),
        (signed(release(), purpose=Purpose.CONFIG), ReleaseStep.UNSIGNED),
        (signed(release(number=1)), ReleaseStep.NONE),
        (signed(release(number=4, minimum=3)), ReleaseStep.TOO_OLD),
        (b"{}", ReleaseStep.UNSIGNED),
        (b"\xff", ReleaseStep.UNSIGNED),
    ],
    ids=["the hub's key", "another purpose", "not newer", "needs another first", "empty", "bytes"],
)
def test_what_is_not_signed_for_this_or_does_not_fit_is_not_fetched_and_the_gate_says_why(tmp_path, envelope, step):
    releases = Releases(config(tmp_path))
    assert releases.consider(envelope) is None
    assert releases.step is step


def test_a_gate_without_a_release_key_runs_nobodys_software(tmp_path):
    assert Releases(GateConfig(data_dir=tmp_path)).consider(signed(release())) is None


@pytest.mark.parametrize(
    "bundle",
    [
        zipped("edge/__main__.py", "../outside.py"),
        zipped("edge/__main__.py", "/etc/cron.d/x"),
        zipped("edge/__main__.py", "edge/../../x"),
        zipped("edge/__main__.py", "hub/__init__.py"),
        zipped("edge/__init__.py"),
        zipped("edge/__main__.py", *(f"edge/{number}" for number in range(2001))),
        b"no zip",
    ],
    ids=["above", "absolute", "hidden above", "another package", "no program", "too many", "no zip"],
)
def test_a_signed_bundle_that_holds_what_it_should_not_leaves_everything_as_it_was(tmp_path, bundle):
    releases = Releases(config(tmp_path))
    with pytest.raises(BadBundle):
        releases.install(release(bundle), bundle)
    assert releases.standing == Standing()
    assert elsewhere(config(tmp_path)) is None
    assert not list(tmp_path.parent.rglob("outside.py"))


def test_a_bundle_that_was_altered_on_the_way_is_refused(tmp_path):
    with pytest.raises(BadBundle, match="signed for"):
        Releases(config(tmp_path)).install(release(), BUNDLE[:-1] + b"x")


class Server:
    """A place that serves one bundle."""

    def __init__(self) -> None:
        self.bundle = b""
        self.size: int | None = None
        place = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                if place.size is not None:
                    self.send_header("Content-Length", str(place.size))
                self.end_headers()
                self.wfile.write(place.bundle)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/gate.zip"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def test_a_gate_says_what_it_does_about_the_release_that_is_wished_for(tmp_path, server: Server) -> None:
    server.bundle = BUNDLE
    releases = Releases(config(tmp_path))
    said = [releases.step]
    for count, url, bundle in ((0, "http://10.0.0.1/2.zip", BUNDLE), (1, server.url, BUNDLE + b"x"), (2, server.url, BUNDLE)):
        releases.follow(signed(release(bundle, url=url)), now_ms=count * FETCH_AGAIN_MS)
        assert releases._fetching is not None
        releases._fetching.join()  # which tells the outcome, and only then is over
        said.append(releases.step)
    said.append(Releases(config(tmp_path)).step)
    assert [*map(str, said)] == ["none", "bad_address", "wrong_bundle", "waits", "on_trial"]
    unreachable = Releases(config(tmp_path / "another"))
    server.close()
    unreachable.follow(signed(release(url=server.url)), now_ms=0)
    wait_for(lambda: unreachable.step is ReleaseStep.UNREACHABLE, what="giving up on the address")


def test_a_bundle_that_the_line_did_not_bring_whole_is_no_wrong_bundle_and_is_fetched_again(tmp_path, server: Server) -> None:
    releases, wanted = Releases(config(tmp_path)), signed(release(url=server.url))

    def follow(now_ms: int) -> ReleaseStep:
        releases.follow(wanted, now_ms=now_ms)
        assert releases._fetching is not None
        releases._fetching.join()
        return releases.step

    server.bundle, server.size = BUNDLE[:-100], len(BUNDLE)
    assert follow(0) is ReleaseStep.UNREACHABLE
    server.bundle, server.size = BUNDLE[:-100], len(BUNDLE) - 100
    assert follow(FETCH_AGAIN_MS) is ReleaseStep.WRONG_BUNDLE
    server.bundle, server.size = BUNDLE + b"more", len(BUNDLE) + 4
    assert follow(2 * FETCH_AGAIN_MS) is ReleaseStep.WRONG_BUNDLE
    server.bundle, server.size = BUNDLE, len(BUNDLE)
    assert follow(3 * FETCH_AGAIN_MS - 1) is ReleaseStep.WRONG_BUNDLE, "not before its time"
    assert follow(3 * FETCH_AGAIN_MS) is ReleaseStep.WAITS


def test_a_gate_that_has_something_new_says_that_it_waits_until_its_door_is_at_rest(tmp_path) -> None:
    now = now_ms()
    gate = PracticeGate(ADDRESS, tmp_path / "gate", world=lambda: now, chance=random.Random(1), book=Book(Ledger()), limit=100)
    before = gate.agent.status(True).release_step
    gate.agent._probation.starts_again = True
    after = gate.agent.status(True).release_step
    gate.lose_power()
    assert (before, after) == (ReleaseStep.NONE, ReleaseStep.WAITS)


def wish(one: Release, *, version: int) -> bytes:
    envelope = signed(one)
    message = DesiredConfig(v=1, site=ADDRESS.site, gate=ADDRESS.gate, version=version, issued_at=now_ms(), settings={}, release=envelope)
    return seal(LIST_KEY, Purpose.CONFIG, message)


@pytest.fixture
def ready(online: Table) -> Table:
    online.settings["trial"] = {"well_for_ms": 300, "patience_ms": 600_000}
    online.settings["software"] = {"keys": public(OTHER_KEY).hex()}
    online.show("a poster, so that the camera sees something")
    return online


def test_the_real_program_fetches_a_release_runs_it_and_keeps_it(ready: Table, hub: Hub, server: Server) -> None:
    server.bundle = altered('log.tell("gate.started"', 'log.tell("gate.started", by="the new one"')
    ready.start()
    wait_for(lambda: hub.statuses, what="the gate")
    hub.send("config", wish(release(server.bundle, url=server.url), version=1), retain=True)
    wait_for(lambda: "by=the new one" in ready.log, what="the new software")
    wait_for(lambda: "software.kept" in ready.log, what="keeping it")
    wait_for(lambda: hub.statuses[-1].release, what="telling")
    assert (hub.statuses[-1].release, hub.statuses[-1].release_given_up) == (2, 0)
    assert ready.log.count("safety.started") == 1, "the process below goes on while the one above it changes"


def test_the_real_program_returns_from_a_release_that_cannot_run(ready: Table, hub: Hub, server: Server) -> None:
    server.bundle = altered("    gate = assemble(", "    raise SystemExit(3)\n    gate = assemble(")
    process = ready.start()
    wait_for(lambda: hub.statuses, what="the gate")
    hub.send("config", wish(release(server.bundle, url=server.url), version=1), retain=True)
    assert process.wait(300) == 3
    assert ready.start().wait(300) == 3
    ready.start()
    wait_for(lambda: hub.statuses[-1].online and hub.statuses[-1].release_given_up == 2, what="the old software telling")
    assert hub.statuses[-1].release == 0


def test_what_the_maker_signs_a_gate_with_that_key_takes(tmp_path, capsys) -> None:
    key, out = tmp_path / "release.key", tmp_path / "out"
    assert main(["release-key", str(key)]) == 0
    public_key = capsys.readouterr().out.split('"')[1]
    assert key.stat().st_mode & 0o077 == 0
    assert main(["release-key", str(key)]) == 1, "a key is never written over"
    made = ["release", "--key", str(key), "--number", "2", "--url", "https://example.org/2.zip", "--out", str(out)]
    assert main(made) == 0
    gate = Releases(GateConfig(data_dir=tmp_path / "gate", software=SoftwareConfig(keys=public_key)))
    found = gate.consider(base64.b64decode((out / "anju-edge-2.release").read_text()))
    assert found is not None
    gate.install(found, (out / "anju-edge-2.zip").read_bytes())
    assert gate.standing.trial == 2


@pytest.mark.parametrize("url", ["http://10.0.0.1/2.zip", "ftp://example.org/2.zip", ""])
def test_a_release_is_not_made_for_an_address_that_no_gate_would_ask(tmp_path, url: str, capsys) -> None:
    key = tmp_path / "release.key"
    main(["release-key", str(key)])
    assert main(["release", "--key", str(key), "--number", "2", "--url", url, "--out", str(tmp_path)]) == 2
    assert "https://" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.zip"))
