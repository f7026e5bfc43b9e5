"""B20: points, stars and deadlines are about buildings and volunteers' hours, never about residents: no table has a place for a score of
a person.
"""

import re

from sqlalchemy import Float, Numeric

from tests.promises.schema import columns

SCORE = re.compile(
    r"score|rating|stars?$|points?$|rank|percent|probab|likelihood|confidence|weight|level$|grade|tag|ethnic|origin|religion|employer|group_name"
)


def test_no_column_scores_or_groups_a_person() -> None:
    assert [f"{c.table.name}.{c.name}" for c in columns() if SCORE.search(c.name)] == []


def test_no_column_is_a_fraction() -> None:
    assert [f"{c.table.name}.{c.name}" for c in columns() if isinstance(c.type, Float | Numeric)] == []


def test_the_scan_would_see_one() -> None:
    assert SCORE.search("risk_score") and SCORE.search("match_percent")
