"""Rows of key activity in a PDF's text: which column a figure stands in where blank cells are gone, or that none is."""

from __future__ import annotations

import pytest

from loaders.activity_words import ADULTS, place

WHOLE = ["450", "£500", "£11,000k", "460", "▲", "£510", "▼", "£11,100k", "▲", "£100k"]
AMOUNTS = {"cost_budget_k": "£11,000k", "cost_actual_k": "£11,100k", "cost_variance_k": "£100k"}


def test_a_row_with_all_its_figures_has_each_in_its_column() -> None:
    assert place(WHOLE, ADULTS) == dict(zip(ADULTS, WHOLE, strict=True))


@pytest.mark.parametrize("column", ["count_budget", "unit_cost_budget", "count_actual", "unit_cost_actual"])
def test_a_dash_is_a_figure_that_is_not_stated_and_keeps_its_column(column: str) -> None:
    at = ADULTS.index(column)
    figures = [*WHOLE[:at], "-", *WHOLE[at + 1 :]]
    placed = place(figures, ADULTS)
    assert placed is not None
    assert placed[column] == "-"
    assert placed["cost_variance_k"] == "£100k"


def test_a_dash_is_no_direction_of_travel() -> None:
    at = ADULTS.index("count_direction")
    assert place([*WHOLE[:at], "-", *WHOLE[at + 1 :]], ADULTS) is None


def test_of_several_ways_the_one_is_taken_in_which_the_money_adds_up() -> None:
    figures = ["£11,000k", "£11,100k", "£100k"]
    assert place(figures, ADULTS) == AMOUNTS


def test_an_arrow_stands_beside_its_figure() -> None:
    placed = place(["450", "£11,000k", "460", "▲", "£11,100k", "£100k"], ADULTS)
    assert placed is not None
    assert placed["count_direction"] == "▲"


@pytest.mark.parametrize("variance", ["£20k", "£180k", "£102k", "-£100k"])
def test_where_units_leave_several_ways_and_the_money_adds_up_in_none_the_row_is_left_unread(variance: str) -> None:
    # The arrow may be that of the number or that of the unit cost.
    assert place(["450", "£11,000k", "460", "▲", "£11,100k", variance], ADULTS) is None


def test_where_units_leave_one_way_a_misprint_is_read_as_it_is_printed() -> None:
    placed = place(["450", "£11,000k", "£11,100k", "£180k"], ADULTS)
    assert placed is not None
    assert placed["cost_variance_k"] == "£180k"


def test_a_rounding_of_the_money_is_no_misprint() -> None:
    placed = place(["£11,000k", "460", "▲", "£11,100k", "▲", "£101k"], ADULTS)
    assert placed is not None
    assert placed["cost_variance_k"] == "£101k"
