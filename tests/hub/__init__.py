"""Tests of the hub, in the folders of the hub."""
