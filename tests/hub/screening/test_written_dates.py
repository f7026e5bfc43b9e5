"""Birth dates as papers of many countries write them: each is read as it is meant, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.dates import read_date
from hub.screening.written_dates import standard_date

THE_FOURTH_OF_MARCH = (
    "1985-03-04", "1985-3-4", "1985/03/04", "1985.3.4.", "1985 03 04", "19850304", "1985-03-04T00:00:00Z", "1985-3-4 0:00",
    "04.03.1985", "4/3/1985", "04-03-1985", "04 MAR 1985", "04MAR1985", "4-Mar-1985", "1985-Mar-04", "04 MAR/MARS 1985", "March 4, 1985",
    "4th March 1985", "4 de março de 1985", "4 марта 1985 г.", "4. März 1985", "1985年3月4日", "１９８５年３月４日",
    "民國74年3月4日", "昭和60.3.4",
    "٠٤/٠٣/١٩٨٥", "۱۹۸۵-۰۳-۰۴", "৪/৩/১৯৮৫", "2528-03-04", "4 มี.ค. 2528", "4 มีนาคม พ.ศ. 2528",
)  # fmt: skip
NO_DATES = (
    "", "soon", "85-03-04", "4.3.85", "1 2 3 1985", "1985-03-04 or 1986", "民国74年昭和60年", "March April 1985", "198503041", "0000-00-00",
    "4 Smarch 1985", "01985-03-04",
)  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("written", THE_FOURTH_OF_MARCH)
def test_one_day_is_read_however_it_is_written(written: str) -> None:
    assert standard_date(written) == "1985-03-04"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1985", "1985"), ("2528", "1985"), ("Mar 1985", "1985-03"), ("3/1985", "1985-03"),
        ("1985年3月", "1985-03"), ("令和元年5月1日", "2019-05-01"),
        ("13/03/1985", "1985-03-13"), ("03/13/1985", "1985-03-13"), ("1991-13-03", "1991-13-03"), ("1985-00-00", "1985-00-00"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_date_is_kept_and_nothing_is_added(written: str, meant: str) -> None:
    assert standard_date(written) == meant


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_not_made_one(written: str) -> None:
    assert standard_date(written) == ""


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%b %d, %Y", "%Y年%m月%d日", "%d.%m.%Y"]))
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert standard_date(day.strftime(form)) == day.isoformat()


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_nothing_that_is_typed_stops_it(typed: str) -> None:
    found = standard_date(typed)
    assert not found or read_date(found)
