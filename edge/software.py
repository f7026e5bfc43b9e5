"""The gate's own software: releases side by side, one that works and one on trial; which of them runs is decided before all else.

A release is unpacked and synced under a name of its own before the standing names it, so that a power cut at any moment boots one that is
whole. Nothing runs that was not signed by a key set at this gate; without such a key there are no releases from afar.
"""

import hashlib
import os
import runpy
import shutil
import sys
import threading
import urllib.request
from http.client import HTTPException
from pathlib import Path

import msgspec

from edge import log
from edge.addresses import BadAddress, judge
from edge.bundle import PACKAGE, BadBundle, is_whole, seal, unpack
from edge.config import GateConfig
from edge.files import sync_folder, write_whole
from edge.gate import trial
from edge.gate.trial import Run, Standing, Terms
from edge.on_trial import settle
from edge.protocol.codec import Malformed, open_signed
from edge.protocol.messages import Release, ReleaseStep
from edge.protocol.signing import BadSignature, Purpose, key_id

NUMBER = 1
FOLDER = "software"
STANDING = "standing.json"
FETCH_S = 60
FETCH_AGAIN_MS = 300_000


class Releases:
    """The releases of one gate below ``data_dir/software``; number 0 stands for what was installed by hand."""

    def __init__(self, config: GateConfig) -> None:
        self._folder = config.data_dir / FOLDER
        self._keys = {key_id(key): key for key in map(bytes.fromhex, config.software.keys.split())}
        self._terms = Terms(config.trial.well_for_ms, config.trial.patience_ms)
        self._standing = self._load()
        self._ran = _number_here(config)
        self._fetching: threading.Thread | None = None
        self._again_at = 0
        self._is_new = False
        self._refused = ReleaseStep.NONE

    @property
    def standing(self) -> Standing:
        """Which numbers are known."""
        return self._standing

    @property
    def step(self) -> ReleaseStep:
        """What is done about the release that is wished for."""
        if self._is_new:
            return ReleaseStep.WAITS
        return ReleaseStep.ON_TRIAL if self._standing.trial else self._refused

    def start(self) -> Path | None:
        """Count a start and return the folder to run from, None for what was installed.

        What cannot be counted, on a full disk, is not tried; what is not whole any more gives way to what ran before it.
        """
        self._keep_if_there_is_room(trial.start(self._standing))
        while (number := self._standing.running) and not is_whole(self._folder / str(number)):
            log.tell("software.damaged", number=number)
            self._keep_if_there_is_room(trial.drop(self._standing))
        return self._folder / str(number) if number else None

    def follow(self, envelope: bytes, *, now_ms: int) -> bool:
        """Fetch what is wished for, beside the door's work, and again after a while when that failed; return whether it is to be started.

        ``now_ms`` is monotonic.
        """
        fetching = self._fetching is not None and self._fetching.is_alive()
        if envelope and not fetching and now_ms >= self._again_at:
            release = self.consider(envelope)
            if release is not None:
                self._again_at = now_ms + FETCH_AGAIN_MS
                self._refused = ReleaseStep.NONE
                self._fetching = threading.Thread(target=self._fetch, args=(release,), name="software", daemon=True)
                self._fetching.start()
        return self._is_new

    def consider(self, envelope: bytes) -> Release | None:
        """Return the release if it is signed, newer, and can be moved to from what runs now; None if there is nothing to do."""
        try:
            release = open_signed(Release, self._keys, Purpose.RELEASE, envelope)
        except (BadSignature, Malformed) as error:
            self._refuse(ReleaseStep.UNSIGNED, str(error))
            return None
        if release.number <= NUMBER or not trial.is_wanted(self._standing, release.number):
            return None
        if release.minimum > max(NUMBER, self._standing.running):
            self._refuse(ReleaseStep.TOO_OLD, f"release {release.number} needs {release.minimum} first")
            return None
        return release

    def install(self, release: Release, bundle: bytes) -> None:
        """Unpack these bytes and put them on trial from the next start; raise BadBundle if they are not what was signed."""
        if len(bundle) != release.size or hashlib.sha256(bundle).hexdigest() != release.sha256:
            raise BadBundle("the bundle is not the one that was signed for")
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        unpack(bundle, new)
        seal(new)
        place = self._folder / str(release.number)
        shutil.rmtree(place, ignore_errors=True)
        new.rename(place)
        sync_folder(self._folder)
        self._keep(trial.begin(self._standing, release.number))
        self._drop_others()
        self._is_new = True
        log.tell("software.tried", number=release.number)

    def judge(self, run: Run) -> bool:
        """Decide about a trial by how the gate has been since it started; return whether it must start again with what was good."""
        return settle("software", self._standing, run, self._terms, ran=self._ran, keep=self._keep_alone)

    def _fetch(self, release: Release) -> None:
        try:
            judge(release.url)
            with urllib.request.urlopen(release.url, timeout=FETCH_S) as reply:
                bundle = reply.read(release.size + 1)
                if reply.length and len(bundle) < release.size:
                    raise ConnectionError("the line was cut")
            self.install(release, bundle)
        except BadAddress as error:
            self._refuse(ReleaseStep.BAD_ADDRESS, str(error))
        except BadBundle as error:
            self._refuse(ReleaseStep.WRONG_BUNDLE, str(error))
        except (OSError, HTTPException) as error:
            self._refuse(ReleaseStep.UNREACHABLE, f"the bundle could not be fetched: {type(error).__name__}")

    def _refuse(self, step: ReleaseStep, why: str) -> None:
        if step is not self._refused:
            log.tell("software.refused", why=why)
        self._refused = step

    def _drop_others(self) -> None:
        """Keep what is good and what is on trial; the rest is only room on a small disk."""
        kept = {str(self._standing.good), str(self._standing.trial), STANDING}
        for path in self._folder.iterdir():
            if path.name not in kept and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)

    def _keep_alone(self, standing: Standing) -> None:
        self._keep(standing)
        self._drop_others()

    def _keep(self, standing: Standing) -> None:
        if standing != self._standing:
            write_whole(self._folder / STANDING, msgspec.json.encode(standing))
        self._standing = standing

    def _keep_if_there_is_room(self, standing: Standing) -> None:
        try:
            self._keep(standing)
        except OSError as error:
            log.tell("software.not_noted", kind=type(error).__name__)
            self._standing = trial.give_up(standing)

    def _load(self) -> Standing:
        try:
            return msgspec.json.decode((self._folder / STANDING).read_bytes(), type=Standing)
        except FileNotFoundError:
            return Standing()
        except msgspec.MsgspecError:
            log.tell("software.unreadable")
            return Standing()


def elsewhere(config: GateConfig) -> Path | None:
    """Count a start and return the folder whose release is to run in place of this one, None if this one is."""
    return None if _number_here(config) else Releases(config).start()


def run_from(folder: Path) -> None:
    """Run the same command with the release that lies there."""
    sys.path.insert(0, str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]
    runpy.run_module(PACKAGE, run_name="__main__", alter_sys=True)


def start_again() -> None:
    """Become the program as it was started: whoever started it need not know, and no thread in a camera call is left behind."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves, as we were started


def _number_here(config: GateConfig) -> int:
    """Return the number of the release that this very code is, 0 for what was installed."""
    here = Path(__file__).resolve().parents[1]
    return int(here.name) if here.parent == (config.data_dir / FOLDER).resolve() else 0
