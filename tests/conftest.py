"""Fixtures for every test: the rig's databases, processes and browser. And a rule: nothing is skipped, least of all where nobody looks."""

import os

import pytest

pytest_plugins = ["tests.rig.databases", "tests.rig.processes", "tests.rig.browsers"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Under CI a test that is skipped has failed: what cannot run there was not tried."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped under CI: {call.excinfo.value if call.excinfo else 'no reason'}"
    return report
