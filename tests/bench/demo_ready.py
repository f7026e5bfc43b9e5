"""How long a demo takes from its command to the words "where to begin", with every process running and a dozen people moved in."""

import argparse
import json
import signal
import statistics
import tempfile
import time
from pathlib import Path

from tests.journeys.demo import running

RUNS = 3
AIM_S = 10.0


def seconds_until_ready() -> float:
    """Start a demo, wait until it is ready, end it by Ctrl-C; return the seconds."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as demo:
        began = time.monotonic()
        demo.wait_until_ready()
        ready = time.monotonic() - began
        demo.parent.send_signal(signal.SIGINT)
        demo.parent.wait()
        return ready


def main() -> None:
    """Measure and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--runs", type=int, default=RUNS)
    chosen = arguments.parse_args()
    runs = [seconds_until_ready() for _ in range(chosen.runs)]
    figures = {"demo_ready_s": round(statistics.median(runs), 2), "worst_s": round(max(runs), 2), "runs": len(runs), "aim_s": AIM_S}
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:14} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
