"""Makers of the tables that the comparison reads, each with what only it needs; the comparison's README says how they are run."""
