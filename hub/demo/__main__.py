"""`python -m hub.demo`: the same as `anju demo`."""

import argparse
import sys

from hub.demo import main

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="python -m hub.demo", description=main.__doc__)
    arguments.add_argument("--seconds", type=int, default=0)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    sys.exit(main(seconds=chosen.seconds, as_json=chosen.json))
