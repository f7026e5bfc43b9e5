"""``make prove``: break each promise and each import contract in a copy, one at a time, and see that something goes red.

A test that no sabotage can turn red proves nothing. ``tests/sabotages.toml`` holds the table: in ``file``, ``old`` becomes ``new`` (an
empty ``old`` appends), and then ``red`` must fail: a test's name, or ``contracts`` for the import contracts. First each must be green
without the sabotage, which is seen in one run of them all. It leaves what Python compiled, so that later runs read that of every file but
the damaged one; as many copies as cores are damaged side by side.
"""

import argparse
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "sabotages.toml"
ROOMS = ("edge", "registry", "hub", "simulator", "tests", "pyproject.toml", "README.md", "requirements.lock", "LICENSE")
CONTRACTS = "contracts"
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
PATIENCE_SECONDS = 600
FIRST_SECONDS = 3_600


@dataclass(frozen=True)
class Sabotage:
    """One small damage and what must notice it."""

    promise: str
    file: str
    old: str
    new: str
    red: str

    @property
    def contract(self) -> str:
        """The name of the import contract that must break, if it is one."""
        return self.promise.partition(": ")[2] if self.red == CONTRACTS else ""


def read_table(path: Path = TABLE) -> list[Sabotage]:
    """Return every sabotage of the table, in its order."""
    rows = tomllib.loads(path.read_text("utf-8"))["sabotage"]
    return [Sabotage(promise=row["promise"], file=row["file"], old=row.get("old", ""), new=row["new"], red=row["red"]) for row in rows]


def copy_house(folder: Path) -> None:
    """Copy the source, not its history or its environment."""
    for name in ROOMS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif source.exists():
            shutil.copy2(source, folder / name)


@contextmanager
def damaged(folder: Path, sabotage: Sabotage) -> Iterator[None]:
    """Apply a sabotage to the copy and undo it afterwards; raise ValueError if it does not fit the source any more."""
    path = folder / sabotage.file
    before, written = path.read_text("utf-8"), path.stat().st_mtime_ns
    if sabotage.old and before.count(sabotage.old) != 1:
        raise ValueError(f"{sabotage.file} holds the text {before.count(sabotage.old)} times, not once")
    path.write_text(before.replace(sabotage.old, sabotage.new) if sabotage.old else f"{before}\n{sabotage.new}\n", "utf-8")
    try:
        yield
    finally:
        path.write_text(before, "utf-8")
        os.utime(path, ns=(written, written))  # what was compiled of it counts again


def check(folder: Path, red: str) -> tuple[bool, str]:
    """Run what must notice; return whether it is green and the last of what it said."""
    if red == CONTRACTS:
        done = run(folder, [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"])
    else:
        done = run(folder, [*PYTEST, "-x", red])
    if red != CONTRACTS and done.returncode not in (0, 1):
        raise ValueError(f"pytest could not run {red}: {done.stdout[-400:]}{done.stderr[-400:]}")
    return done.returncode == 0, done.stdout + done.stderr


def run(folder: Path, command: Sequence[str], *, seconds: int = PATIENCE_SECONDS, compiled: str = "1") -> subprocess.CompletedProcess[str]:
    """Run a command in a copy; raise ValueError if it does not end. With ``compiled=""`` it leaves what Python compiled."""
    own = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": compiled, "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / ".h")}
    own["COLUMNS"] = "200"  # a contract's name is read on one line
    try:
        return subprocess.run(command, cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"it did not end within {seconds} s") from None


def verdict(folder: Path, sabotage: Sabotage) -> str:
    """Return an empty text when the sabotage is noticed, else what is wrong."""
    try:
        with damaged(folder, sabotage):
            green, said = check(folder, sabotage.red)
    except ValueError as error:
        return str(error)
    if green:
        return f"{sabotage.red} stays green"
    if sabotage.contract and not re.search(rf"^{re.escape(sabotage.contract)} BROKEN", said, re.MULTILINE):
        return "another contract than this one broke"
    return ""


def check_first(folder: Path, red: str) -> str:
    """Return an empty text when a check is green before any sabotage, else what it said."""
    try:
        green, said = check(folder, red)
    except ValueError as error:
        return str(error)
    return "" if green else f"{red} is red without any sabotage: {said[-600:]}"


def check_all_first(folder: Path, reds: Iterable[str], *, jobs: int) -> dict[str, str]:
    """Return for each check what :func:`check_first` does, from one run of all tests; one by one if that cannot be run."""
    wanted = list(dict.fromkeys(reds))
    tests = [red for red in wanted if red != CONTRACTS]
    shared = ["--numprocesses", str(jobs), "--dist", "loadgroup"] if len(tests) > jobs else []
    done = run(folder, [*PYTEST, "-rfE", *shared, *tests], seconds=FIRST_SECONDS, compiled="") if tests else None
    if done is not None and done.returncode not in (0, 1):
        return {red: check_first(folder, red) for red in wanted}
    lines = done.stdout.splitlines() if done else []
    failed = [line.partition(" ")[2] for line in lines if line.startswith(("FAILED ", "ERROR "))]
    first = {red: next((f"red without any sabotage: {line}" for line in failed if line.startswith(red)), "") for red in tests}
    return first | ({CONTRACTS: check_first(folder, CONTRACTS)} if CONTRACTS in wanted else {})


def prove(sabotages: Iterable[Sabotage], *, jobs: int = os.cpu_count() or 1) -> int:
    """Try each sabotage in a copy and print what became of it; return how many were not noticed."""
    missed, sabotages = 0, list(sabotages)
    with tempfile.TemporaryDirectory(prefix="anju-prove-") as name, ThreadPoolExecutor(jobs) as pool:
        copies: queue.SimpleQueue[Path] = queue.SimpleQueue()
        first = Path(name) / "1"
        copy_house(first)
        wrong_first = check_all_first(first, (sabotage.red for sabotage in sabotages), jobs=jobs)
        copies.put(first)
        for number in range(2, jobs + 1):
            copies.put(shutil.copytree(first, Path(name) / str(number)))

        def judge(sabotage: Sabotage) -> str:
            if wrong_first[sabotage.red]:
                return wrong_first[sabotage.red]
            folder = copies.get()
            try:
                return verdict(folder, sabotage)
            finally:
                copies.put(folder)

        for sabotage, wrong in zip(sabotages, pool.map(judge, sabotages), strict=True):
            missed += bool(wrong)
            print(f"{'MISSED' if wrong else 'red   '}  {sabotage.promise}" + (f": {wrong}" if wrong else f"  [{sabotage.red}]"), flush=True)
        print(f"{len(sabotages) - missed} of {len(sabotages)} sabotages were noticed", flush=True)
    return missed


def main() -> int:
    """Prove every promise, or those whose text holds a word."""
    arguments = argparse.ArgumentParser(prog="python -m tests.prove", description=prove.__doc__)
    arguments.add_argument("word", nargs="?", default="", help="only sabotages whose promise holds this")
    word = arguments.parse_args().word
    return 1 if prove(sabotage for sabotage in read_table() if word in sabotage.promise) else 0


if __name__ == "__main__":
    sys.exit(main())
