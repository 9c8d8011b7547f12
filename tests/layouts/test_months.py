"""The pages over several months: honest empty states, and limits only with months enough."""

from __future__ import annotations

import calendar
from datetime import date

import pytest

from data.dataset import Dataset
from data.following import Following
from data.selection import Selection
from data.structure import Kind
from layouts.pages.compare import compare_months
from layouts.pages.trends import trends
from tests import builders
from tests.builders import activity_row, finance_row, report_row
from tests.layouts.reading import below, cell_of
from tests.layouts.test_pages import nodes
from views.chart_keys import Charts


def test_one_month_alone_is_said_and_not_an_error() -> None:
    alone = builders.dataset()
    content = compare_months(alone, alone.latest, Selection("2020-01"), "desk", [])
    assert "only one month" in cell_of(below(content, "H1")[0]).words
    assert below(content, "Graph") == []


def test_a_choice_without_lines_is_said_and_not_an_error() -> None:
    built = builders.dataset()
    content = trends(built, built.latest, Selection("2020-01", following=Following("care")), "desk", [])
    assert cell_of(below(content, "H1")[0]).words == "No type of care to follow here"


def test_types_of_care_are_compared_with_a_warning_before_the_chart(dataset: Dataset) -> None:
    content = compare_months(dataset, dataset.latest, Selection("2020-01", following=Following("care")), "desk", [])
    first = below(content, "Section")[1]
    notes = [cell_of(item).words for item in below([first], "Li")]
    assert cell_of(below([first], "H2")[0]).words == "Before you compare"
    assert "May 2018 counts service users and clients and January 2020 counts care packages" in notes[0]
    assert notes[1].startswith("The table of Learning disability is not in the text of the January 2020 paper")
    assert notes[2].startswith("Physical disabilities has a table of its own in January 2020 and none in May 2018")
    assert "Children in care: each stands here once" in notes[3]
    assert notes[4].endswith("In-house fostering - Skills and Kinship - Skills.")


def test_a_line_that_is_counted_differently_is_listed_with_what_each_paper_counts(dataset: Dataset) -> None:
    content = compare_months(dataset, dataset.latest, Selection("2020-01", following=Following("care")), "desk", [])
    rows = [cell_of(row).words for row in below(content, "Tr")]
    (homecare,) = [row for row in rows if row.startswith("Homecare (Older people)renamed and counted differently")]
    assert "Homecare arranged (Older people), 1,471 service users, line 184" in homecare
    assert "Homecare (Older people), 1,141 care packages, line 3102" in homecare


def test_services_are_compared_without_a_warning_on_care(dataset: Dataset) -> None:
    content = compare_months(dataset, dataset.latest, Selection("2020-01"), "desk", [])
    assert "Before you compare" not in [cell_of(title).words for title in below(content, "H2")]


@pytest.mark.parametrize(("kind", "shown"), [("service", True), ("care", False)])
def test_forecast_accuracy_stands_beside_services_only(dataset: Dataset, kind: Kind, shown: bool) -> None:
    content = trends(dataset, dataset.latest, Selection("2020-01", following=Following(kind)), "desk", [])
    assert any(getattr(each, "id", "") == Charts.ACCURACY for each in nodes(content)) is shown


@pytest.mark.parametrize(("measure", "shown"), [("forecast_variance", False), ("budget", True)])
def test_a_finding_on_a_budget_stands_beside_budgets_only(dataset: Dataset, measure: str, shown: bool) -> None:
    selection = Selection("2020-01", following=Following("service", measure=measure))
    content = compare_months(dataset, dataset.latest, selection, "desk", [])
    words = " ".join(each for each in nodes(content) if isinstance(each, str))
    assert ("the budget is printed as £23,819k" in words) is shown


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
