"""Labelled sets as a stranger would make them: other people's names, romanisers, mishaps and forms.

Nothing here reads the rules that it measures, nor the names they were written with.
"""
