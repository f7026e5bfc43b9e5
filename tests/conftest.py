"""Fixtures for every test: the rig's databases, processes and browser."""

pytest_plugins = ["tests.rig.databases", "tests.rig.processes", "tests.rig.browsers"]
