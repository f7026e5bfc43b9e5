"""The settings that the hub wishes for: signed, for this gate, newer; tried first, and kept only if the gate stays well with them.

What works is on the disk beside what is tried. Every start that finds a trial is counted before anything of it takes effect.
"""

import threading
from pathlib import Path

import msgspec

from edge import log
from edge.config import BadConfig, GateConfig, with_wishes
from edge.files import write_whole
from edge.gate import trial
from edge.gate.trial import Run, Standing, Terms
from edge.keyring import Keyring
from edge.on_trial import settle
from edge.protocol.codec import Malformed
from edge.protocol.messages import DesiredConfig
from edge.protocol.signing import BadSignature, Purpose
from edge.protocol.topics import GateAddress

FILE_NAME = "desired.json"
CHANNEL = "config"


class _Kept(msgspec.Struct, frozen=True):
    standing: Standing = Standing()
    good: bytes = b""
    trial: bytes = b""


class Desired:
    """The wishes of one gate. ``refused`` says what was wrong with the newest that came, or is empty."""

    def __init__(self, folder: Path, *, address: GateAddress, keyring: Keyring, base: GateConfig) -> None:
        self._path = folder / FILE_NAME
        self._address, self._keyring, self._base = address, keyring, base
        self._terms = Terms(base.trial.well_for_ms, base.trial.patience_ms)
        self._lock = threading.Lock()
        self._kept = self._load()
        self._ran = 0
        self.refused = ""

    @property
    def standing(self) -> Standing:
        """Which versions are known."""
        return self._kept.standing

    @property
    def release(self) -> bytes:
        """The release that the settings which are kept come with, or nothing: one thing is tried at a time."""
        return b"" if self.standing.trial or not self._kept.good else self._release(self._kept.good)

    def start(self) -> GateConfig:
        """Count a start and return the settings to run with: those on trial, the last good ones, or the gate's own file's.

        What cannot be counted, on a full disk, is not tried.
        """
        try:
            self._keep(trial.start(self.standing))
        except OSError as error:
            log.tell("config.not_noted", kind=type(error).__name__)
            self._kept = _Kept(trial.give_up(self.standing), self._kept.good)
        self._ran = self.standing.running
        envelope = self._kept.trial or self._kept.good
        return self._apply(envelope) if envelope else self._base

    def offer(self, payload: bytes) -> DesiredConfig | None:
        """Return the wish if it is for this gate, newer and can be fulfilled: it is then on trial from the next start. None if not."""
        with self._lock:
            return self._offer(payload)

    def judge(self, run: Run) -> bool:
        """Decide about a trial by how the gate has been since it started; return whether it must start again with what was good."""
        with self._lock:  # a wish may come from the line meanwhile
            return settle("config", self.standing, run, self._terms, ran=self._ran, keep=self._keep)

    def _offer(self, payload: bytes) -> DesiredConfig | None:
        try:
            wish = self._for_this_gate(self._keyring.open(DesiredConfig, Purpose.CONFIG, payload))
            if not trial.is_wanted(self.standing, wish.version):
                return None
            with_wishes(self._base, wish.settings)
        except (BadSignature, Malformed, BadConfig) as error:
            self._refuse(error)
            return None
        self.refused = ""
        self._keep(trial.begin(self.standing, wish.version), tried=payload)
        log.tell("config.tried", version=wish.version)
        return wish

    def _open_kept(self, envelope: bytes) -> DesiredConfig:
        return self._for_this_gate(self._keyring.open_kept(DesiredConfig, Purpose.CONFIG, envelope))

    def _for_this_gate(self, wish: DesiredConfig) -> DesiredConfig:
        if (wish.site, wish.gate) != self._address:
            raise Malformed("for another gate")
        return wish

    def _release(self, envelope: bytes) -> bytes:
        try:
            return self._open_kept(envelope).release
        except (BadSignature, Malformed):
            return b""

    def _apply(self, envelope: bytes) -> GateConfig:
        try:
            return with_wishes(self._base, self._open_kept(envelope).settings)
        except (BadSignature, Malformed, BadConfig) as error:
            self._refuse(error)
            return self._base

    def _refuse(self, error: Exception) -> None:
        if str(error) != self.refused:
            log.tell("config.refused", why=type(error).__name__)
        self.refused = str(error)

    def _keep(self, standing: Standing, *, tried: bytes = b"") -> None:
        kept = self._kept
        if standing.trial:
            after = _Kept(standing, kept.good, tried or kept.trial)
        elif standing.good != kept.standing.good:
            after = _Kept(standing, kept.trial)
        else:
            after = _Kept(standing, kept.good)
        if after != kept:
            write_whole(self._path, msgspec.json.encode(after))
        self._kept = after

    def _load(self) -> _Kept:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept()
        except msgspec.MsgspecError:
            log.tell("config.unreadable")
            return _Kept()
