"""Tests of the comparison of names, in the folders of its modules."""
