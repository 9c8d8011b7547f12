"""The pages over several months: no orphan values, honest empty states, and limits only with months enough."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.movement import REST, TRANSFERRED
from data.compare import COMPARED
from data.dataset import Dataset
from data.following import Following
from data.formatting import slug
from data.measures import FOLLOWED
from data.places import place_key
from data.selection import Selection, directorate_options, read_selection
from layouts.compare import compare_months
from layouts.ids import Charts
from layouts.pages import COMPARE, TRENDS
from layouts.trends import trends
from tests import builders
from tests.builders import activity_row, finance_row, report_row
from tests.layouts.test_pages import nodes
from tests.layouts.test_provenance import ADDED_UP, below, cards, number_in, rows_of, words_of

WORKED_OUT = (TRANSFERRED, REST)


def trend_views(dataset: Dataset) -> Iterator[str]:
    for month in dataset.months:
        for kind, measures in FOLLOWED.items():
            for measure in measures:
                for basis in ("today", "reported"):
                    yield f"?month={month.key}&kind={kind}&measure={slug(measure)}&basis={basis}"
        for name in directorate_options(month, ""):
            yield f"?month={month.key}&directorate={slug(name)}"
    yield "?kind=care&line=children-in-care-adoption-allowances"


def compare_views(dataset: Dataset) -> Iterator[str]:
    for month in dataset.months:
        for other in dataset.months:
            for kind, measures in COMPARED.items():
                for measure in measures:
                    yield f"?month={month.key}&comparison={other.key}&kind={kind}&measure={slug(measure)}"
        for name in directorate_options(month, ""):
            yield f"?month={month.key}&directorate={slug(name)}&measure=budget"


def views(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    """Addresses of both pages with what stands on them."""
    for page, content_of, queries in (
        (TRENDS, trends, trend_views(dataset)),
        (COMPARE, compare_months, compare_views(dataset)),
    ):
        for query in queries:
            selection, notes = read_selection(query, dataset)
            content = content_of(dataset, dataset.by_key[selection.month], selection, "desk", notes)
            yield page.path + query, content


def drawn(content: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every card of a page that has a chart, with its figure."""
    for card in cards(content):
        for graph in below(card, "Graph"):
            yield card, graph.figure


def plotted(card: Any, figure: dict[str, Any]) -> Iterator[float]:
    """Every value that a mark stands for, in the unit of the table."""
    if card.id != Charts.TREND:
        yield from (value for trace in figure["data"] for value in trace["x"])
        return
    times = 1000 if any(text.endswith("m") for text in figure["layout"]["yaxis"]["ticktext"]) else 1
    yield from (value * times for trace in figure["data"] for value in trace["y"] if value is not None)


def test_every_plotted_value_stands_in_the_table_and_every_row_leads_to_its_place(dataset: Dataset) -> None:
    places = {
        month.key: {place_key(row.locator) for rows in month.tables.values() for row in rows}
        for month in dataset.months
    }
    seen = 0
    for address, content in views(dataset):
        for card, figure in drawn(content):
            rows = rows_of(card)
            stated = [number_in(words_of(cell)) for row in rows for cell in row]
            # What is on budget or did not move is said in words.
            numbers = [0.0, *(number for number in stated if number is not None)]
            for value in plotted(card, figure):
                seen += 1
                assert min(abs(value - number) for number in numbers) <= 0.5 + 1e-6, (address, card.id, value)
            for row in rows:
                links = [cell["props"]["href"] for cell in row if isinstance(cell, dict)]
                for link in links:
                    asked = parse_qs(urlsplit(link).query)
                    assert asked["at"][0] in places[asked["month"][0]], (address, link)
                name = words_of(row[0])
                worked_out = ADDED_UP.fullmatch(name) or name in WORKED_OUT or "worked out from" in words_of(row[3])
                assert links or worked_out, (address, card.id, name)
    assert seen > 1000


def test_one_month_alone_is_said_and_not_an_error() -> None:
    alone = builders.dataset()
    content = compare_months(alone, alone.latest, Selection("2020-01"), "desk", [])
    assert "only one month" in words_of(below(content, "H1")[0])
    assert below(content, "Graph") == []


def test_a_choice_without_lines_is_said_and_not_an_error() -> None:
    built = builders.dataset()
    content = trends(built, built.latest, Selection("2020-01", following=Following("care")), "desk", [])
    assert words_of(below(content, "H1")[0]) == "No type of care to follow here"


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
