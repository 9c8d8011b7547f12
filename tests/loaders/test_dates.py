"""Months, quarters and closes named in words."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.dates import day_named, month_end, month_number
from loaders.tables import MONTHS


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("March 2018", date(2018, 3, 31)),
        ("in Sept. 2019 and March 2018", date(2019, 9, 30)),
        ("February 20", date(2020, 2, 29)),
        ("Quarter 3 2019/20", date(2019, 12, 31)),
        ("PERFORMANCE REPORT – QUARTER 4 2019/20", date(2020, 3, 31)),
        ("Q1 (Q1) 2019-20", date(2019, 6, 30)),
        ("Close 2017/18", date(2018, 3, 31)),
        ("Balance at Close 17/18", date(2018, 3, 31)),
        ("March", None),
        ("May 18/19", None),
        ("the 20 lamps", None),
        ("", None),
    ],
)
def test_day_named(words: str, day: date | None) -> None:
    assert day_named(words) == day


def test_every_month_is_known_by_its_name_and_its_start() -> None:
    for number, month in enumerate(MONTHS, start=1):
        assert month_number(month.title()) == month_number(month[:3]) == number
        assert day_named(f"{month[:3].title()} 2032") == day_named(f"{month} 32") == month_end(2032, number)
