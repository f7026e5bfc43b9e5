"""Tests of the house itself: its locks, its names, its pure rooms."""
