"""The pages over several months: honest empty states, and limits only with months enough."""

from __future__ import annotations

import calendar
from datetime import date

import pytest

from data.dataset import Dataset
from data.following import Following
from data.selection import Selection
from layouts.compare import compare_months
from layouts.ids import Charts
from layouts.trends import trends
from tests import builders
from tests.builders import activity_row, finance_row, report_row
from tests.layouts.reading import below, cell_of
from tests.layouts.test_pages import nodes


def test_one_month_alone_is_said_and_not_an_error() -> None:
    alone = builders.dataset()
    content = compare_months(alone, alone.latest, Selection("2020-01"), "desk", [])
    assert "only one month" in cell_of(below(content, "H1")[0]).words
    assert below(content, "Graph") == []


def test_a_choice_without_lines_is_said_and_not_an_error() -> None:
    built = builders.dataset()
    content = trends(built, built.latest, Selection("2020-01", following=Following("care")), "desk", [])
    assert cell_of(below(content, "H1")[0]).words == "No type of care to follow here"


def months(count: int) -> Dataset:
    """``count`` months of one type of care, one after another."""
    reports, finance, activity = [], [], []
    for place in range(count):
        year, month = 2018 + place // 12, place % 12 + 1
        last = date(year, month, calendar.monthrange(year, month)[1])
        start = year if month > 3 else year - 1
        when = {
            "period": last,
            "financial_year": f"{start}/{(start + 1) % 100:02d}",
            "report": f"{last:%Y-%m}",
        }
        reports.append(report_row(**when))
        finance.append(finance_row("Carers", 1, 1) | when)
        activity.append(activity_row("Nursing", count_actual=100 + place % 3, unit_cost_actual=700) | when)
    return builders.dataset(reports=reports, finance=finance, activity=activity)


@pytest.mark.parametrize(
    ("count", "measure", "shown"),
    [(13, "count_actual", True), (12, "count_actual", False), (13, "unit_cost_actual", False)],
)
def test_limits_are_drawn_for_flows_of_thirteen_months_and_never_spoken_of_else(
    count: int, measure: str, shown: bool
) -> None:
    built = months(count)
    following = Following("care", measure=measure)
    content = trends(built, built.latest, Selection(built.latest.key, following=following), "desk", [])
    assert any(getattr(each, "id", "") == Charts.LIMITS for each in nodes(content)) is shown
    words = " ".join(each for each in nodes(content) if isinstance(each, str)).lower()
    assert ("limit" in words) is shown
