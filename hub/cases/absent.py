"""What somebody may not know of is absent for them: one exception for not there, not theirs and not now, so that no answer can differ."""


class Absent(Exception):
    """There is no such thing for this person."""
