"""Fixtures for every test: the rig's databases and browser. And two rules: nothing is skipped, least of all where nobody looks, and a
slow machine fails no test.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.rig.databases", "tests.rig.browsers", "tests.rig.passphrases", "tests.rig.statements", "tests.rig.templates"]
MEMORY, MEMORY_BYTES = Path("/dev/shm"), 6 * 2**30
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES:
    # Nothing here pulls the plug, which is all that a disk would be waited for: some thirty times a test.
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

gc.disable()  # until everything is collected
# The same examples each time, however long each takes: what is found by chance is looked for by `make soak`.
settings.register_profile("anju", deadline=None, derandomize=not os.environ.get("ANJU_SOAK"), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anju")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: going through it for garbage again and again took a quarter of the processor's time."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Under CI a test that is skipped has failed: what cannot run there was not tried."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped under CI: {call.excinfo.value if call.excinfo else 'no reason'}"
    return report
