"""The gate's command line, ``anju-edge``. argparse, because a gate carries little."""

import argparse
import contextlib
import json
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from edge import log
from edge.agent import SOFTWARE
from edge.certificates import BadCertificate
from edge.config import BadConfig, load
from edge.enrolment import NotEnrolled, enrol, fingerprint, load_key
from edge.reset import EntriesWait, reset
from edge.walk_test import Step
from edge.words import ZH, say

OK, FAILED, USAGE = 0, 1, 2


class _Help(argparse.HelpFormatter):
    """argparse's help with its own few words in the machine's language too."""

    def start_section(self, heading: str | None) -> None:
        """Begin a part of the help."""
        super().start_section(say(heading) if heading and heading in ZH else heading)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with how it is called."""
        super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status: 0 well, 1 not done, 2 wrongly asked for."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except BadConfig as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    except (FileNotFoundError, PermissionError) as error:
        why = say("there is no such file") if isinstance(error, FileNotFoundError) else say("this user may not")
        print(f"anju-edge: {say('{path} cannot be read: {why}', path=error.filename, why=why)}", file=sys.stderr)
        return FAILED
    except (NotEnrolled, BadCertificate, EntriesWait, OSError, sqlite3.Error) as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _with_help(argparse.ArgumentParser(prog="anju-edge", add_help=False, allow_abbrev=False, formatter_class=_Help))
    parser.description = say("The program at the door.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], does: str, *, has_settings: bool = True) -> argparse.ArgumentParser:
        made = _with_help(commands.add_parser(name, help=does, description=does, add_help=False, formatter_class=_Help))
        if has_settings:
            made.add_argument("--config", type=Path, required=True, metavar="FILE", help=say("the gate's settings, a TOML file"))
        made.set_defaults(run=run)
        return made

    command("run", _run, say("look, decide, open, and keep account"))
    enrolling = command("enrol", _enrol, say("exchange a one-time code for an identity"))
    enrolling.add_argument("--code", required=True, help=say("the one-time code that the operator gave you"))
    _with_wait(enrolling, 600, say("patience for the approval (default {seconds})", seconds=600))
    doctor = command("doctor", _doctor, say("say what is well and what is not"))
    doctor.add_argument("--json", action="store_true", help=say("one JSON object a finding"))
    safety = command("safety", _safety, say("free the door by fire and exit button, below everything else"))
    safety.add_argument("action", choices=["run"])
    read = command("read", _read, say("say what is read in a picture, folder, film, camera or address"), has_settings=False)
    read.add_argument("source", help=say("PATH, device number or address"))
    read.add_argument("--json", action="store_true", help=say("one JSON object a frame"))
    _with_wait(read, 10, say("how long to look through a camera (default {seconds})", seconds=10))
    walk = command("walk-test", _walk_test, say("try each part of the door by hand, in place of the gate"))
    walk.add_argument("--json", action="store_true", help=say("one JSON object a step"))
    _with_wait(walk, 30, say("patience with each step (default {seconds})", seconds=30))
    does = say("delete identity, lists and entries, as before the first day; the settings file stays")
    resetting = command("reset", _reset, does)
    resetting.add_argument("--lose-entries", action="store_true", help=say("also when entries wait that the hub has not confirmed"))
    journal = command("journal", _verify_journal, say("check every digest of the journal; the gate may run meanwhile"))
    journal.add_argument("action", choices=["verify"])
    does = say("for whoever makes the software: make the key that signs releases")
    command("release-key", _release_key, does, has_settings=False).add_argument(
        "file", type=Path, help=say("where the private key is written")
    )
    _with_release(command("release", _release, say("for whoever makes the software: bundle this program and sign it"), has_settings=False))
    command("version", _version, say("print the version"), has_settings=False)
    return parser


def _with_help(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("-h", "--help", action="help", help=say("show this help message and exit"))
    return parser


def _with_wait(parser: argparse.ArgumentParser, seconds: float, does: str) -> None:
    parser.add_argument("--wait", type=float, default=seconds, metavar="SECONDS", help=does)


def _with_release(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help=say("the private key's file"))
    parser.add_argument("--number", type=int, required=True, help=say("counts up with each release"))
    parser.add_argument("--name", default=SOFTWARE, help=say("what it is called (default {name})", name=SOFTWARE))
    parser.add_argument("--minimum", type=int, default=0, help=say("the lowest number that can move to it directly (default any)"))
    parser.add_argument("--url", required=True, help=say("where gates will fetch the bundle"))
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=say("the folder for bundle and head"))


def _run(asked: argparse.Namespace) -> int:
    from edge import software

    os.umask(0o077)  # what a gate keeps is its own to read, however it was started
    config = load(asked.config)
    if (elsewhere := software.elsewhere(config)) is not None:
        software.run_from(elsewhere)
        return OK
    from edge.assembly import assemble  # OpenCV takes a moment to load, and `version` has no need of it

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    gate = assemble(config, asked.config)
    log.tell("gate.started", software=SOFTWARE)
    if gate.run(stop) and not stop.is_set():
        log.tell("gate.starts_again")
        software.start_again()
    log.tell("gate.stopped")
    return _leave(OK)


def _leave(status: int) -> NoReturn:
    """End at once: a thread may sit in a camera call that cannot be interrupted, and to tear it out of OpenCV would end in an abort."""
    with contextlib.suppress(OSError):  # whoever listened may have gone
        sys.stdout.flush()
    os._exit(status)


def _safety(asked: argparse.Namespace) -> int:
    # Another program takes this one's place: nothing of what was loaded here stays.
    os.execv(sys.executable, [sys.executable, "-m", "edge.safety", "--config", str(asked.config)])  # noqa: S606 - ours, by its own name
    return FAILED


def _enrol(asked: argparse.Namespace) -> int:
    config = load(asked.config)
    config.data_dir.mkdir(parents=True, exist_ok=True)
    key = fingerprint(load_key(config.data_dir))
    print(say("this gate's key: {key} (the operator compares it before approving)", key=key), flush=True)
    identity = enrol(config.data_dir, config.hub_url, asked.code, patience_s=asked.wait)
    print(say("enrolled as {gate} at {site}", gate=identity.gate, site=identity.site))
    return OK


def _read(asked: argparse.Namespace) -> int:
    """Look, and print a line a frame."""
    status = FAILED
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it started in the background ignore Ctrl-C
    try:
        from edge.reading import NoSource, as_line, as_words, look

        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        for looked in look(asked.source, wait_s=asked.wait):
            if looked.trouble:
                print(f"anju-edge: {looked.frame} {looked.trouble}", file=sys.stderr)
            status = status if looked.trouble else OK
            if asked.json:
                print(json.dumps(as_line(looked)), flush=True)
            elif not looked.trouble:
                print(as_words(looked), flush=True)
    except (KeyboardInterrupt, BrokenPipeError):  # who asked has seen enough
        return _leave(status)
    except NoSource as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    return _leave(status)


def _doctor(asked: argparse.Namespace) -> int:
    from edge.doctor import examine

    findings = examine(load(asked.config))
    for finding in findings:
        if asked.json:
            print(json.dumps({"what": finding.what, "ok": finding.is_well, "says": finding.says}, ensure_ascii=False))
        else:
            print(f"{say('ok ') if finding.is_well else say('NO ')} {say(finding.what)}{say(': ')}{finding.says}")
    if not asked.json:
        print(say("Anju is not for production yet: README.md says what is missing."))
    return _leave(OK if all(finding.is_well for finding in findings) else FAILED)


def _walk_test(asked: argparse.Namespace) -> int:
    from edge.assembly import walk_test

    def tell(step: Step) -> None:
        if not asked.json:
            print(f"→ {step.zh} · {step.en}", flush=True)

    is_well = True
    try:
        for tried in walk_test(load(asked.config), asked.config, wait_s=asked.wait, tell=tell):
            is_well = is_well and tried.is_well
            if asked.json:
                print(json.dumps({"step": tried.step.name, "ok": tried.is_well}), flush=True)
            else:
                print("  ✓" if tried.is_well else "  ✗ 门禁没有察觉：检查接线 · not noticed: check the wires", flush=True)
    except KeyboardInterrupt:  # a walk that was broken off is no walk that went well
        is_well = False
    return _leave(OK if is_well else FAILED)


def _reset(asked: argparse.Namespace) -> int:
    gone = reset(load(asked.config).data_dir, loses_entries=asked.lose_entries)
    print(say("deleted: {names}", names=", ".join(gone) or say("nothing was there")))
    print(say("Have an operator take the old identity out of use, or replace it, before this gate is enrolled again."))
    return OK


def _release_key(asked: argparse.Namespace) -> int:
    from edge.making import make_key

    public = make_key(asked.file)
    print(f'[software]\nkeys = "{public}"')
    print(say("Put these lines into the settings of each gate that should run your releases."), file=sys.stderr)
    return OK


def _release(asked: argparse.Namespace) -> int:
    from edge.making import make_release

    try:
        bundle, head = make_release(asked.key, number=asked.number, name=asked.name, minimum=asked.minimum, url=asked.url, out=asked.out)
    except ValueError as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    print(f"{bundle}\n{head}")
    print(say("Serve the bundle at its address; have the hub roll the head out with anju software prepare."), file=sys.stderr)
    return OK


def _verify_journal(asked: argparse.Namespace) -> int:
    from edge.journal_file import verify

    verdict = verify(load(asked.config).data_dir)
    print(verdict.says)
    return OK if verdict.is_whole else FAILED


def _version(_asked: argparse.Namespace) -> int:
    print(f"anju-edge {SOFTWARE}")
    return OK


if __name__ == "__main__":
    sys.exit(main())
