"""B20: points, stars and deadlines are about buildings and volunteers' hours, never about residents: no table has a place for a score of
a person.
"""

import re

from sqlalchemy import Float, Numeric

from hub.walls import GRANTS
from tests.promises.schema import columns

SCORE = re.compile(
    r"score|rating|stars?$|points?$|rank|percent|probab|likelihood|confidence|weight|level$|grade|tag|ethnic|origin|religion|employer|group_name"
)


def test_no_column_scores_or_groups_a_person() -> None:
    assert [f"{c.table.name}.{c.name}" for c in columns() if SCORE.search(c.name)] == []


def test_the_one_fraction_is_about_a_rule_and_no_officer_reads_it() -> None:
    """How many strangers chance would bring (``screening.md``, rule 5): a figure about a rule on this register, for the auditor alone."""
    assert [f"{c.table.name}.{c.name}" for c in columns() if isinstance(c.type, Float | Numeric)] == ["cases_chance.expected"]
    assert {role for role, rights in GRANTS.items() if getattr(rights.get("cases_chance"), "read", "")} == {"worker", "audit"}
    assert GRANTS["worker"]["cases_chance"].read == "case_id"


def test_the_scan_would_see_one() -> None:
    assert SCORE.search("risk_score") and SCORE.search("match_percent")
