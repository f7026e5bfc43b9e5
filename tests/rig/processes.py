"""Real processes of ours, on free ports, with their logs in a file."""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from hub.config import HubConfig
from hub.lifeline import Child, spawn
from tests.rig.parts import free_port

REPOSITORY = Path(__file__).parents[2]
WAIT_SECONDS = 180.0
PORTS = ("people_port", "police_port", "audit_port", "link_port", "work_port", "broker_port")


def until(done: Callable[[], object], seconds: float = WAIT_SECONDS, pause: float = 0.02) -> None:
    """Wait until something is so; fail if it does not come about."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, f"did not come about within {seconds} s"
        time.sleep(pause)


def with_free_ports(config: HubConfig) -> HubConfig:
    """Return the settings with a free port for everything that listens."""
    return config.model_copy(update={name: free_port() for name in PORTS})


def settings_file(config: HubConfig) -> Path:
    """Write the settings as a process reads them, and return the file."""
    path = config.data_dir / "hub.toml"
    values = config.model_dump(mode="json", exclude_defaults=True)
    path.write_text("".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()), "utf-8")
    return path


def start(config: HubConfig, *command: str, env: Mapping[str, str] | None = None) -> Child:
    """Start an ``anju`` command with these settings; what it says goes to a file beside them, named after the command."""
    with log_file(config, *command).open("ab") as log:
        arguments = [sys.executable, "-m", "hub.cli", *command, "--config", settings_file(config)]
        return spawn(arguments, cwd=REPOSITORY, stdout=log, stderr=log, env={**os.environ, **(env or {})})


def log_file(config: HubConfig, *command: str) -> Path:
    """Return where a started command's output goes."""
    return config.data_dir / f"{'-'.join(command)}.log"


def health(config: HubConfig, process: str) -> dict[str, object] | None:
    """Return what a process says of itself, or None while it does not answer."""
    try:
        with urlopen(f"http://{config.host}:{config.port_of(process)}/health", timeout=30) as answer:
            return dict(json.load(answer))
    except HTTPError as error:
        return dict(json.loads(error.read() or b"{}"))
    except (URLError, OSError, ValueError):
        return None
