"""Fixtures for every test: the rig's databases, brokers, processes and browser."""

pytest_plugins = ["tests.rig.databases"]
