"""The gate's command line, ``anju-edge``. argparse, because a gate carries little."""

import argparse
import json
import os
import signal
import sqlite3
import sys
import threading
from pathlib import Path

from edge import log
from edge.agent import SOFTWARE
from edge.certificates import BadCertificate
from edge.config import BadConfig, load
from edge.enrolment import NotEnrolled, enrol, fingerprint, load_key
from edge.reset import EntriesWait, reset
from edge.walk_test import Step

OK, FAILED, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status: 0 well, 1 not done, 2 wrongly asked for."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except BadConfig as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    except (NotEnrolled, BadCertificate, EntriesWait, OSError, sqlite3.Error) as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anju-edge", description="The program at the door.", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, does in (
        ("run", _run, "look, decide, open, and keep account"),
        ("enrol", _enrol, "exchange a one-time code for an identity"),
        ("doctor", _doctor, "say what is well and what is not"),
    ):
        command = commands.add_parser(name, help=does)
        command.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
        command.set_defaults(run=run)
        if name == "enrol":
            command.add_argument("--code", required=True, help="the one-time code that the operator gave you")
            command.add_argument("--wait", type=float, default=600, metavar="SECONDS", help="patience for the approval (default 600)")
    safety = commands.add_parser("safety", help="free the door by fire and exit button, below everything else")
    safety.add_argument("action", choices=["run"])
    safety.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
    safety.set_defaults(run=_safety)
    read = commands.add_parser("read", help="say what is read in a picture, folder, film, camera or address")
    read.add_argument("source", help="PATH, device number or address")
    read.add_argument("--json", action="store_true", help="one JSON object a frame")
    read.add_argument("--wait", type=float, default=10, metavar="SECONDS", help="how long to look through a camera (default 10)")
    read.set_defaults(run=_read)
    walk = commands.add_parser("walk-test", help="try each part of the door by hand, in place of the gate")
    walk.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
    walk.add_argument("--wait", type=float, default=30, metavar="SECONDS", help="patience with each step (default 30)")
    walk.add_argument("--json", action="store_true", help="one JSON object a step")
    walk.set_defaults(run=_walk_test)
    reset = commands.add_parser("reset", help="delete identity, lists and entries, as before the first day; the settings file stays")
    reset.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
    reset.add_argument("--lose-entries", action="store_true", help="also when entries wait that the hub has not confirmed")
    reset.set_defaults(run=_reset)
    journal = commands.add_parser("journal", help="check every digest of the journal; the gate may run meanwhile")
    journal.add_argument("action", choices=["verify"])
    journal.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
    journal.set_defaults(run=_verify_journal)
    key = commands.add_parser("release-key", help="for whoever makes the software: make the key that signs releases")
    key.add_argument("file", type=Path, help="where the private key is written")
    key.set_defaults(run=_release_key)
    release = commands.add_parser("release", help="for whoever makes the software: bundle this program and sign it")
    release.add_argument("--key", type=Path, required=True, help="the private key's file")
    release.add_argument("--number", type=int, required=True, help="counts up with each release")
    release.add_argument("--name", default=SOFTWARE, help=f"what it is called (default {SOFTWARE})")
    release.add_argument("--minimum", type=int, default=0, help="the lowest number that can move to it directly (default any)")
    release.add_argument("--url", required=True, help="where gates will fetch the bundle")
    release.add_argument("--out", type=Path, required=True, help="the folder for bundle and head")
    release.set_defaults(run=_release)
    version = commands.add_parser("version", help="print the version")
    version.set_defaults(run=_version)
    return parser


def _run(asked: argparse.Namespace) -> int:
    from edge import software

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
    # A thread may sit in a camera call that cannot be interrupted; everything of ours is closed by now.
    os._exit(OK)


def _safety(asked: argparse.Namespace) -> int:
    # Another program takes this one's place: nothing of what was loaded here stays.
    os.execv(sys.executable, [sys.executable, "-m", "edge.safety", "--config", str(asked.config)])  # noqa: S606 - ours, by its own name
    return FAILED


def _enrol(asked: argparse.Namespace) -> int:
    config = load(asked.config)
    config.data_dir.mkdir(parents=True, exist_ok=True)
    print(f"this gate's key: {fingerprint(load_key(config.data_dir))} (the operator compares it before approving)", flush=True)
    identity = enrol(config.data_dir, config.hub_url, asked.code, patience_s=asked.wait)
    print(f"enrolled as {identity.gate} at {identity.site}")
    return OK


def _read(asked: argparse.Namespace) -> int:
    """Look, print a line a frame, and leave at once: a thread may sit in a camera call that cannot be interrupted."""
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
        os._exit(status)
    except NoSource as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    sys.stdout.flush()
    os._exit(status)


def _doctor(asked: argparse.Namespace) -> int:
    from edge.doctor import examine

    findings = examine(load(asked.config))
    for finding in findings:
        print(f"{'ok ' if finding.is_well else 'NO '} {finding.what}: {finding.says}")
    print("Anju is not for production yet: README.md says what is missing.", flush=True)
    # A thread may sit in a camera call, and would be in the way of an orderly end.
    os._exit(OK if all(finding.is_well for finding in findings) else FAILED)


def _walk_test(asked: argparse.Namespace) -> int:
    from edge.assembly import walk_test

    def tell(step: Step) -> None:
        if not asked.json:
            print(f"→ {step.zh} · {step.en}", flush=True)

    is_well = True
    for tried in walk_test(load(asked.config), asked.config, wait_s=asked.wait, tell=tell):
        is_well = is_well and tried.is_well
        if asked.json:
            print(json.dumps({"step": tried.step.name, "ok": tried.is_well}), flush=True)
        else:
            print("  ✓" if tried.is_well else "  ✗ 门禁没有察觉：检查接线 · not noticed: check the wires", flush=True)
    return OK if is_well else FAILED


def _reset(asked: argparse.Namespace) -> int:
    gone = reset(load(asked.config).data_dir, loses_entries=asked.lose_entries)
    print(f"deleted: {', '.join(gone) or 'nothing was there'}")
    print("Have an operator take the old identity out of use, or replace it, before this gate is enrolled again.")
    return OK


def _release_key(asked: argparse.Namespace) -> int:
    from edge.making import make_key

    public = make_key(asked.file)
    print(f'[software]\nkeys = "{public}"')
    print("Put these lines into the settings of each gate that should run your releases.", file=sys.stderr)
    return OK


def _release(asked: argparse.Namespace) -> int:
    from edge.making import make_release

    try:
        bundle, head = make_release(asked.key, number=asked.number, name=asked.name, minimum=asked.minimum, url=asked.url, out=asked.out)
    except ValueError as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    print(f"{bundle}\n{head}")
    print("Serve the bundle at its address; send the head with PUT /gates/{id}/configuration as `release`.", file=sys.stderr)
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
