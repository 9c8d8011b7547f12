"""Direction of travel is an arrow and a word; whether it is good news is said apart."""

import pytest

from charts.travel import against_budget, count_travel, travel
from tests.builders import care_line


@pytest.mark.parametrize(
    ("direction", "expected"), [("up", "▲ up"), ("down", "▼ down"), ("same", "● same"), (None, ""), ("?", "")]
)
def test_the_papers_own_mark_is_an_arrow_and_a_word(direction: str | None, expected: str) -> None:
    assert travel(direction) == expected


@pytest.mark.parametrize(
    ("now", "before", "direction", "expected"),
    [
        (274, 281, None, "▼ down 7"),
        (6, 5, None, "▲ up 1"),
        (3, 3, None, "● same"),
        (0, 0, None, "● same"),
        (274, 281, "up", "▲ up"),
        (274, None, None, ""),
        (None, 281, None, ""),
        (None, None, "same", "● same"),
    ],
)
def test_a_count_says_by_how_much_where_the_month_before_is_printed(
    now: float | None, before: float | None, direction: str | None, expected: str
) -> None:
    line = care_line("Fostering", count_actual=now, count_previous=before, count_direction=direction)
    assert count_travel(line) == expected


@pytest.mark.parametrize(
    ("gap", "places", "expected"),
    [
        (3, 0, "adverse"),
        (-3, 0, "favourable"),
        (0, 0, "as budgeted"),
        (0.4, 0, "as budgeted"),
        (0.4, 1, "adverse"),
        (None, 0, "not stated"),
    ],
)
def test_more_than_budgeted_is_adverse_whichever_way_it_moved(gap: float | None, places: int, expected: str) -> None:
    assert against_budget(gap, places) == expected
    if not places:
        assert against_budget(gap) == expected
