"""`anju demo`: the processes of production on loopback, over SQLite in a temporary folder, with a simulated town at the doors."""


def main(*, seconds: int = 0, as_json: bool = False) -> int:
    """Run the demo until Ctrl-C, or play its story for so many seconds and judge it. Return the exit code."""
    from hub.demo.show import run

    return run(seconds=seconds, as_json=as_json)
