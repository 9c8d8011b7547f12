"""Where letters are enlarged in a meeting, the rows that a title names come first, and every other row follows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import Chart
from charts.costs import costs_chart
from charts.placements import placements_chart
from charts.theme import SCALES
from charts.unit_costs import unit_cost_chart
from charts.variance import variance_chart
from data.analysis import extremes_first
from tests.builders import DECEMBER, JANUARY, care_line, variance_lines

GAPS = (15, 300, 5, -20, 40, -250, 0)


def variances(screen: Any) -> Chart:
    lines = variance_lines(*[(f"Line {place}", 900, gap, place) for place, gap in enumerate(GAPS)])
    return variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False, screen=screen)


def overs(screen: Any) -> Chart:
    lines = variance_lines(*[(f"Line {place}", 900, abs(gap), place) for place, gap in enumerate(GAPS)])
    return variance_chart(lines, period=JANUARY, previous_period=DECEMBER, outturn=False, screen=screen)


def numbers(screen: Any) -> Chart:
    lines = [care_line(f"Line {place}", count_budget=400, count_actual=400 + gap) for place, gap in enumerate(GAPS)]
    return placements_chart(lines, screen=screen)


def costs(screen: Any) -> Chart:
    lines = [
        care_line(f"Line {place}", cost_budget_k=900, cost_actual_k=900 + gap, cost_variance_k=gap)
        for place, gap in enumerate(GAPS)
    ]
    return costs_chart(lines, outturn=False, screen=screen)


def prices(screen: Any) -> Chart:
    lines = [
        care_line(
            f"Line {place}",
            count_budget=10,
            unit_cost_budget=500,
            unit_cost_actual=500 + gap,
            category=("One", "Two")[place > 0],
        )
        for place, gap in enumerate(GAPS)
    ]
    return unit_cost_chart(lines, screen=screen)


def names(chart: Chart) -> list[str]:
    assert chart.figure is not None
    notes = chart.figure["layout"]["annotations"]
    return [note["text"] for note in notes if note["text"].startswith("Line ")]


@pytest.mark.parametrize("chart", [variances, overs, numbers, costs, prices])
def test_the_rows_that_the_title_names_come_first_and_none_is_left_out(chart: Any) -> None:
    drawn = names(chart("enlarged"))
    named = [name for name in drawn if name in chart("enlarged").sentence]
    assert named
    assert set(drawn[: len(named)]) == set(named)
    assert sorted(drawn) == sorted(names(chart("desk")))
    assert chart("enlarged").sentence == chart("desk").sentence


def test_its_letters_are_as_large_as_those_of_any_meeting() -> None:
    assert SCALES["enlarged"].font == SCALES["present"].font


@given(st.lists(st.none() | st.integers(-9, 9).map(float)))
def test_every_place_is_kept_once_the_extremes_before_the_others(sizes: list[float | None]) -> None:
    order = extremes_first(sizes)
    assert sorted(order) == list(range(len(sizes)))
    known = [size for size in sizes if size is not None]
    if known:
        assert sizes[order[0]] == max(known)
        assert min(known) in [sizes[place] for place in order[:2]]
