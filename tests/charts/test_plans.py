"""Savings against their plan and capital schemes against their budget: the furthest first, over and under apart."""

from __future__ import annotations

from typing import cast

import pytest

from charts.plans import capital_chart, savings_chart
from data import schema
from data.dataset import rows
from data.rows import CapitalScheme, Saving
from tests.builders import JANUARY

WHEN = {"period": JANUARY, "financial_year": "2019/20", "report": "2020-01"}


def saving(title: str, planned: float | None, forecast: float | None, gap: float | None, **parts: object) -> Saving:
    row = {"title": title, "level": "saving", "original_k": planned, "forecast_k": forecast, "variance_k": gap}
    (line,) = rows("savings", schema.frame("savings", [WHEN | {"locator": "line 5"} | row | parts]))
    return cast(Saving, line)


def scheme(name: str, budget: float | None, variance: float | None, **parts: object) -> CapitalScheme:
    row = {"scheme": name, "scheme_reported": name, "level": "scheme", "revised_budget_k": budget}
    row |= {"forecast_variance_k": variance, "locator": "line 6"}
    (line,) = rows("capital", schema.frame("capital", [WHEN | row | parts]))
    return cast(CapitalScheme, line)


SAVINGS = [
    saving("Leases", -100, -100, 0),
    saving("Transport", -400, -150, 250),
    saving("Income", -50, -90, -40),
    saving("Total", -550, -340, 210, level="total"),
]
SCHEMES = [scheme("Roofs", 900, -30), scheme("Schools", 4000, 520), scheme("Libraries", 100, -45)]
TOTAL = scheme("Total", 5000, 445, level="total")


def test_savings_stand_with_those_furthest_from_plan_first_and_without_their_total() -> None:
    chart = savings_chart(SAVINGS, outturn=False)
    assert [(row[0], row[3]) for row in chart.table.rows] == [
        ("Transport", "+£250k"),
        ("Income", "−£40k"),
        ("Leases", "£0k"),
    ]
    assert [column.values for column in chart.table.typed[1:4]] == [(-400, -50, -100), (-150, -90, -100), (250, -40, 0)]


def test_what_falls_short_and_what_goes_beyond_plan_are_never_netted() -> None:
    assert savings_chart(SAVINGS, outturn=False).sentence == (
        "£340k of the £550k of savings planned are forecast: 1 falls short by £250k in all and "
        "1 goes beyond plan by £40k in all"
    )
    assert "were delivered" in savings_chart(SAVINGS, outturn=True).sentence


def test_a_line_that_gives_back_a_saving_makes_it_less_and_a_gap_that_is_not_printed_is_worked_out() -> None:
    lines = [saving("Reversal", 120, 120, 0), saving("Transport", -400, -150, None)]
    assert savings_chart(lines, outturn=False).sentence == (
        "£30k of the £280k of savings planned are forecast: 1 falls short by £250k in all"
    )


@pytest.mark.parametrize(
    ("planned", "forecast", "whole"), [(-550, -340, True), (-552, -341, True), (-900, -340, False), (-550, -700, False)]
)
def test_savings_that_do_not_come_to_the_printed_total_are_not_called_all(
    planned: float, forecast: float, whole: bool
) -> None:
    total = saving("Total", planned, forecast, forecast - planned, level="total")
    chart = savings_chart([*SAVINGS[:3], total], outturn=False)
    assert chart.sentence.startswith("Of the savings that the text of the paper holds, £340k of ") != whole


@pytest.mark.parametrize(("most", "left"), [(1, 2), (2, 1), (0, 0)])
def test_of_many_savings_the_furthest_from_plan_are_kept_and_the_rest_counted(most: int, left: int) -> None:
    chart = savings_chart(SAVINGS, outturn=False, most=most)
    assert [row[0] for row in chart.table.rows] == ["Transport", "Income", "Leases"][: most or None]
    assert (f"{left} more" in chart.subtitle) == bool(left)


def test_the_schemes_furthest_over_and_under_are_told_and_the_total_ends_the_table() -> None:
    chart = capital_chart([*SCHEMES, TOTAL], outturn=False)
    assert chart.sentence == (
        "Schools is £520k over its budget for the year; Libraries is £45k under its budget for the year"
    )
    assert [row[0] for row in chart.table.rows] == ["Roofs", "Schools", "Libraries", "Total"]
    few = capital_chart([*SCHEMES, TOTAL], outturn=False, most=1)
    assert [row[0] for row in few.table.rows] == ["Schools", "Total"]
    assert "2 more" in few.subtitle


def test_without_figures_nothing_is_claimed() -> None:
    assert savings_chart([saving("Leases", None, None, None)], outturn=False).sentence.startswith(
        "The report states no"
    )
    on_budget = capital_chart([scheme("Roofs", 900, 0)], outturn=False)
    assert on_budget.sentence == "No scheme is over or under its budget for the year"
