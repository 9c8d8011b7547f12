"""Checks of the service level table and of the summaries."""

from __future__ import annotations

import pytest

from loaders.checks import finance
from loaders.checks.compare import Doubt
from tests.loaders.checks.rows import line, summary


def _said(doubts: list[Doubt]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.note.check, each.column, each.note.stated, each.note.expected) for each in doubts]


def test_totals_that_add_up_to_a_rounding_are_silent() -> None:
    rows = [
        line("a", budget_k=10.0, service_group="g"),
        line("b", budget_k=11.0, service_group="g"),
        line("g Total", "group_total", budget_k=22.0, service_group="g"),
        line("c", budget_k=5.0),
        line("Education Directorate Total", "directorate_total", budget_k=27.0),
        line("Total", "expenditure_total", budget_k=26.0),
        line("d", "grant", budget_k=-4.0),
        line("Grant Funding Total", "grant_total", budget_k=-4.0),
        line("Net Total", "net_total", budget_k=22.0),
    ]
    assert finance.totals(rows) == []


def test_a_total_that_is_nine_out_over_twenty_lines_is_found_and_four_out_is_rounding() -> None:
    lines = [line(f"line {number}", budget_k=10.0) for number in range(20)]

    def total(budget: float) -> list[Doubt]:
        return finance.totals([*lines, line("Education Directorate Total", "directorate_total", budget_k=budget)])

    assert total(204.0) == total(196.0) == []
    assert _said(total(209.0)) == [("directorate-total", "budget_k", "£209k", "£200k")]


@pytest.mark.parametrize(
    ("variance", "share", "stated", "right"), [(40.0, -4.0, "-4%", "4%"), (-40.0, 4.0, "4%", "-4%")]
)
def test_a_percentage_of_the_other_sign_on_a_positive_budget(
    variance: float, share: float, stated: str, right: str
) -> None:
    row = line("Carers", budget_k=1000.0, forecast_variance_k=variance, forecast_variance_pct=share)
    (found,) = finance.percentages("finance", [row], 0.5)
    assert (found.note.severity, found.note.stated, found.note.expected) == ("error", stated, right)


def test_a_group_total_counts_its_own_group_only() -> None:
    rows = [
        line("before", budget_k=100.0),
        line("a", budget_k=10.0, service_group="g"),
        line("b", budget_k=10.0, service_group="g"),
        line("g Total", "group_total", budget_k=120.0, service_group="g"),
    ]
    assert _said(finance.totals(rows)) == [("group-total", "budget_k", "£120k", "£20k")]


def test_lines_without_a_heading_have_a_total_too() -> None:
    rows = [
        line("a", actual_k=1.0),
        line("b", actual_k=2.0),
        line("First Total", "group_total", actual_k=3.0),
        line("c", actual_k=4.0),
        line("Second Total", "group_total", actual_k=9.0),
    ]
    assert _said(finance.totals(rows)) == [("group-total", "actual_k", "£9k", "£4k")]


def test_a_wrong_directorate_total_and_a_lost_line() -> None:
    rows = [line("a", budget_k=10.0), line("Education Directorate Total", "directorate_total", budget_k=60.0)]
    (doubt,) = finance.totals(rows)
    assert doubt.note.message == (
        "Education Directorate Total: the budget is printed as £60k, but its lines add up to £10k."
    )
    assert (doubt.note.difference, doubt.note.locator) == ("£50k", "line 7")


def test_a_net_total_is_not_blamed_for_the_expenditure_total() -> None:
    previous = "previous_forecast_variance_k"
    rows = [
        line("Education Directorate Total", "directorate_total", **{previous: 8686.0}),
        line("Total", "expenditure_total", **{previous: 8181.0}),
        line("Grant Funding Total", "grant_total", **{previous: -2101.0}),
        line("Net Total", "net_total", **{previous: 6586.0}),
    ]
    assert _said(finance.totals(rows)) == [("expenditure-total", previous, "£8,181k", "£8,686k")]


def test_a_wrong_net_total() -> None:
    rows = [
        line("Education Directorate Total", "directorate_total", budget_k=100.0),
        line("Total", "expenditure_total", budget_k=100.0),
        line("Grant Funding Total", "grant_total", budget_k=-20.0),
        line("Net Total", "net_total", budget_k=90.0),
    ]
    assert _said(finance.totals(rows)) == [("net-total", "budget_k", "£90k", "£80k")]


def test_at_closedown_the_variance_is_actual_minus_budget() -> None:
    good = line("a", budget_k=100.0, actual_k=90.0, forecast_variance_k=-9.0)
    bad = line("b", budget_k=100.0, actual_k=90.0, forecast_variance_k=10.0)
    assert _said(finance.outturns([good, bad])) == [("outturn-variance", "forecast_variance_k", "£10k", "−£10k")]
    assert finance.check([bad], outturn=False) == []


@pytest.mark.parametrize(
    ("budget", "variance", "share"),
    [
        (11.0, 45.0, 396.0),  # both are rounded: 45.4 of 11.4 is 396 %
        (13059.0, -60.0, 0.0),
        (-1328.0, -5010.0, -377.0),
        (-8880.0, -4935.0, 56.0),
        (0.0, -1.0, 0.0),
        (-516.0, -370.0, -72.0),
        (100.0, 0.0, 0.0),
    ],
)
def test_percentages_that_print_may_make_of_the_figures(budget: float, variance: float, share: float) -> None:
    row = line("a", budget_k=budget, forecast_variance_k=variance, forecast_variance_pct=share)
    assert finance.percentages("finance", [row], 0.5) == []


@pytest.mark.parametrize(
    ("budget", "variance", "share", "severity"),
    [(94224.0, 10960.0, 11.0, "note"), (1024.0, 6.0, 0.0, "note"), (1000.0, 100.0, 12.0, "error")],
)
def test_percentages_that_it_may_not(budget: float, variance: float, share: float, severity: str) -> None:
    row = line("a", budget_k=budget, forecast_variance_k=variance, forecast_variance_pct=share)
    (doubt,) = finance.percentages("finance", [row], 0.5)
    assert (doubt.note.check, doubt.note.severity) == ("variance-pct", severity)


def test_two_rules_of_sign_are_remarked_once() -> None:
    rows = [
        line("a", budget_k=-100.0, forecast_variance_k=-10.0, forecast_variance_pct=-10.0),
        line("b", budget_k=-200.0, forecast_variance_k=-10.0, forecast_variance_pct=5.0),
        line("c", budget_k=-300.0, forecast_variance_k=-30.0, forecast_variance_pct=10.0),
    ]
    (note,) = finance.signs("finance", rows)
    assert (note.row, note.severity) == ("b", "note")
    assert "a prints −10% for −£10k, but b prints 5% for −£10k" in note.message
    assert finance.signs("finance", rows[1:]) == []


def test_summary_totals_count_adjustments() -> None:
    rows = [
        summary("Education", forecast_variance_k=10.0),
        summary("Total Expenditure", "expenditure_total", forecast_variance_k=10.0),
        summary("Grant Funding", "grant_total", forecast_variance_k=0.0),
        summary("Expected grant", "adjustment", forecast_variance_k=-4.0),
        summary("Total", "net_total", forecast_variance_k=6.0),
    ]
    assert finance.summary(rows) == []
    rows[-1]["forecast_variance_k"] = 10.0
    assert _said(finance.summary(rows)) == [("net-total", "forecast_variance_k", "£10k", "£6k")]


def test_each_view_is_added_up_for_itself() -> None:
    rows = [
        summary("Education", budget_k=10.0),
        summary("Total Expenditure", "expenditure_total", budget_k=10.0),
        summary("Education", view="Adults", budget_k=4.0),
        summary("Total Expenditure", "expenditure_total", view="Adults", budget_k=4.0),
    ]
    assert finance.summary(rows) == []


def test_a_summary_is_held_against_the_table() -> None:
    table = [
        line("Education Directorate Total", "directorate_total", budget_k=100.0, forecast_variance_k=5.0),
        line("Net Total", "net_total", actual_k=246519.0),
    ]
    rows = [
        summary("Education", budget_k=101.0, forecast_variance_k=9.0),
        summary("Total", "net_total", actual_k=6953.0),
    ]
    assert _said(finance.summary_against_table(rows, table, set())) == [
        ("summary-against-table", "forecast_variance_k", "£9k", "£5k"),
        ("summary-against-table", "actual_k", "£6,953k", "£246,519k"),
    ]


def test_what_the_table_itself_has_wrong_is_not_said_of_the_summary() -> None:
    total = line("Net Total", "net_total", actual_k=1.0)
    rows = [summary("Total", "net_total", actual_k=9.0)]
    assert finance.summary_against_table(rows, [total], {(id(total), "actual_k")}) == []


def test_variances_before_an_adjustment_are_not_compared() -> None:
    table = [line("Education Directorate Total", "directorate_total", budget_k=100.0, forecast_variance_k=5.0)]
    rows = [
        summary("Education", view="Adults", budget_k=100.0, forecast_variance_k=9.0),
        summary("Expected grant", "adjustment", view="Adults", forecast_variance_k=-4.0),
    ]
    assert finance.summary_against_table(rows, table, set()) == []


def test_a_covering_papers_previous_column_is_not_compared() -> None:
    table = [line("Kites", previous_forecast_variance_k=5.0, forecast_variance_k=1.0)]
    stated = {"previous_forecast_variance_k": 9.0, "forecast_variance_k": 1.0}
    assert (
        finance.summary_against_table([summary("Kites", view="Adults, covering paper", **stated)], table, set()) == []
    )
    assert len(finance.summary_against_table([summary("Kites", view="Adults", **stated)], table, set())) == 1
