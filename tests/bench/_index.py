"""A process that holds an index of alerts and nothing else: it reads them, pickled, and prints its megabytes over the bare interpreter.

Run by its path, not as a module: the package of benches loads a camera's library, and the makers of people a dictionary of phrases.
"""

import pickle
import sys
from pathlib import Path


def resident_mb() -> float:
    """Return this process's resident memory."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Hold each alert as it comes, have one person compared with all of them, and print what that takes."""
    bare = resident_mb()
    from hub.screening.candidates import Index, InForce  # what this loads is what is measured

    person, count = pickle.load(sys.stdin.buffer)
    index = Index()
    for _alert in range(count):
        index.add(InForce(*pickle.load(sys.stdin.buffer)))
    list(index.matches(person))
    print(resident_mb() - bare)


if __name__ == "__main__":
    main()
