"""Checks of the key activity tables."""

from __future__ import annotations

from loaders import checks
from loaders.checks import activity
from loaders.checks.compare import Doubt
from tests.loaders.checks.rows import care


def _said(doubts: list[Doubt]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.note.check, each.column, each.note.stated, each.note.expected) for each in doubts]


def test_differences_within_a_rounding_are_silent() -> None:
    rows = [
        care("a", cost_budget_k=100.0, cost_actual_k=110.0, cost_variance_k=11.0),
        care("b", unit_cost_budget=2980.7, unit_cost_actual=3133.22, unit_cost_variance=152.52),
        care("c", unit_cost_per="year", unit_cost_budget=33000.0, unit_cost_actual=37000.0, unit_cost_variance=5000.0),
        care("d", count_budget=19.0, count_average=15.95, count_average_variance=-3.49),
        care("e", count_budget=3.0, count_actual=5.0, count_variance=2.0),
        care("f", cost_budget_k=None, cost_actual_k=110.0, cost_variance_k=9.0),
    ]
    assert activity.differences(rows) == []


def test_differences_that_are_wrong() -> None:
    rows = [
        care("a", cost_budget_k=-1049.0, cost_actual_k=-803.0, cost_variance_k=-41.0),
        care("b", unit_cost_budget=198.98, unit_cost_actual=200.76, unit_cost_variance=12.15),
        care("c", unit_cost_per="year", unit_cost_budget=33000.0, unit_cost_actual=37000.0, unit_cost_variance=9000.0),
        care("d", count_budget=447.0, count_average=436.88, count_average_variance=1.0),
        care("e", count_budget=3.0, count_actual=5.0, count_variance=3.0),
    ]
    assert _said(activity.differences(rows)) == [
        ("cost-variance", "cost_variance_k", "−£41k", "£246k"),
        ("unit-cost-variance", "unit_cost_variance", "£12.15", "£1.78"),
        ("unit-cost-variance", "unit_cost_variance", "£9,000", "£4,000"),
        ("average-variance", "count_average_variance", "1", "−10.12"),
        ("count-variance", "count_variance", "3", "2"),
    ]


def test_skills_rows_add_money_but_no_placements() -> None:
    rows = [
        care("In-house fostering - Basic", count_actual=197.0, cost_actual_k=1864.0),
        care("In-house fostering - Skills", count_actual=197.0, cost_actual_k=1681.0),
        care("Growth", "adjustment", count_actual=0.0, cost_actual_k=0.0),
        care("Total", "subtotal", count_actual=197.0, cost_actual_k=3545.0),
    ]
    assert activity.totals(rows) == []


def test_a_total_takes_subtotals_and_what_they_left() -> None:
    rows = [
        care("a", cost_budget_k=10.0),
        care("b", cost_budget_k=20.0),
        care("Expenditure", "subtotal", cost_budget_k=30.0),
        care("Income", "income", cost_budget_k=-5.0),
        care("Total Income", "subtotal", cost_budget_k=-5.0),
        care("Inflation", "adjustment", cost_budget_k=2.0),
        care("Forecast total", "total", cost_budget_k=27.0),
    ]
    assert activity.totals(rows) == []
    rows[-1]["cost_budget_k"] = 40.0
    assert _said(activity.totals(rows)) == [("care-cost-total", "cost_budget_k", "£40k", "£27k")]


def test_what_is_there_on_the_day_is_whole() -> None:
    rows = [
        care("a", count_actual=3.0, count_budget=3.0),
        care("b", count_actual=4.0, count_budget=4.0),
        care("Total", "total", count_actual=8.0, count_budget=8.0),
    ]
    assert _said(activity.totals(rows)) == [("care-count-total", "count_actual", "8", "7")]


def test_each_care_group_is_added_up_for_itself() -> None:
    rows = [
        care("a", group="Learning disability", cost_budget_k=10.0),
        care("a", group="Adult disability", cost_budget_k=7.0),
        care("Net Total", "total", group="Adult disability", cost_budget_k=7.0),
        care("Net Total", "total", group="Learning disability", cost_budget_k=10.0),
    ]
    assert activity.totals(rows) == []


def test_two_tables_of_the_same_placements() -> None:
    table = care(
        "Total", "subtotal", group="Children in care", category="External", count_budget=330.0, count_actual=357.0
    )
    other = care("Total", "total", group="External placements", count_budget=329.0, count_actual=357.0)
    assert _said(activity.against_external([table, other])) == [("two-tables-differ", "count_budget", "329", "330")]


def test_a_unit_cost_by_the_week_among_hours_is_remarked() -> None:
    rows = [
        care("Homecare", unit_cost_per="hour"),
        care("Homecare", group="Adult mental health", unit_cost_per="week"),
        care("Nursing", unit_cost_per="week"),
    ]
    assert [(note.row, note.check) for note in activity.units(rows)] == [
        ("Adult mental health: Homecare", "unit-cost-per")
    ]


def test_a_figure_is_doubted_once() -> None:
    rows = [
        care("a", "income", cost_budget_k=-10.0, cost_actual_k=-10.0, cost_variance_k=0.0),
        care("Total Income", "subtotal", cost_budget_k=-10.0, cost_actual_k=-10.0, cost_variance_k=9.0),
    ]
    doubts = activity.check(rows)
    assert [each.note.check for each in doubts] == ["cost-variance", "care-cost-total"]
    assert [note.check for note in checks.once(doubts)] == ["cost-variance"]
