"""Sources: the figure that one came to see, the way back, findings to be led to, and months published again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from callbacks.page import show_page
from data.dataset import Dataset, index
from data.places import place_key
from data.selection import Selection
from layouts.pages.printed import NAMES, column_heading, shown_columns
from layouts.pages.sources import sources
from tests.builders import finance_row, report_row, tables
from tests.layouts.reading import below, called, cell_of, every, prop
from views.site_map import SOURCES

FIRST = {"report": "2020-01-of-2020-02-01"}


def shown(query: str) -> Any:
    return show_page(SOURCES.path, query, "desk")[0]


def ids(content: Any) -> Iterator[str]:
    return (name for each in every(content) if not isinstance(each, str) and (name := prop(each, "id")))


def panel(query: str) -> Any:
    (found,) = called(shown(query), "cited-line")
    return found


@pytest.mark.usefixtures("dataset")
def test_a_figure_is_shown_as_printed_with_its_column_month_paper_and_line() -> None:
    words = cell_of(panel("?month=2020-01&at=line-3577")).words
    for said in (
        "Children in Care Placements",
        "Finance Monitoring Report – January 2020, published 14 February 2020, line 3577",
        "Service level figures, January 2020",
        "Budget£23,919k",
        "Forecast variance+£475k",
        "Note8",
    ):
        assert said in words


@pytest.mark.usefixtures("dataset")
@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/placements?month=2018-05&care=older-people", "/placements?month=2018-05&care=older-people"),
        ("/?month=2020-01", "/?month=2020-01"),
        ("//elsewhere.example/?month=2020-01", None),
        ("https://elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("/nowhere", None),
        ("/trends?month=1999-01", "/trends?month=2020-01"),
        ("", None),
    ],
)
def test_the_way_back_leads_to_a_view_of_ours_and_nowhere_else(back: str, leads: str | None) -> None:
    found = panel(f"?month=2020-01&at=line-3577&back={quote(back, safe='')}")
    ways = [prop(each, "href") for each in below(found, "Link")]
    assert ways == ([leads] if leads else [])


def test_every_finding_can_be_led_to_and_leads_to_its_figure(dataset: Dataset) -> None:
    for month in dataset.months:
        content = shown(f"?month={month.key}")
        here = list(ids(content))
        assert len(set(here)) == len(here)
        items = [item for listed in called(content, "findings") for item in below(listed, "Li")]
        assert len(items) == len(month.findings)
        places = {row.locator for rows in month.tables.values() for row in rows}
        for finding in month.findings:
            assert f"finding-{place_key(finding.locator)}" in here
            leads = [place for item in items for place in cell_of(item).places]
            assert finding.locator not in places or (month.key, place_key(finding.locator)) in leads


@pytest.mark.usefixtures("dataset")
def test_findings_about_a_figure_are_marked_beside_it_and_in_the_list() -> None:
    content = shown("?month=2020-01&at=line-2830")
    assert "#finding-line-2830" in cell_of(called(content, "cited-line")[0]).links
    marked = [cell_of(item).words for item in below(content, "Li") if prop(item, "className") == "cited"]
    assert len(marked) == 2
    (row,) = (row for row in below(content, "Tr") if prop(row, "id") == "printed-line")
    assert "line 2830, 2 findings" in cell_of(row).words


@pytest.fixture
def published_twice() -> Dataset:
    """January 2020 with one figure that changed, one line that came and one that went."""
    now = [finance_row("Carers", 416, -316, locator="line 7"), finance_row("Coroners", 10, None, locator="line 8")]
    before = [finance_row("Carers", 400, -316, locator="line 5"), finance_row("Libraries", 20, None, locator="line 6")]
    reports = [
        report_row(),
        report_row(title="Report – January 2020, first print", published=date(2020, 2, 1), file="first.txt", **FIRST),
    ]
    return index(tables(reports=reports, finance=[*now, *(row | FIRST for row in before)]))


def test_a_month_published_again_shows_both_reports_and_each_figure_that_changed(published_twice: Dataset) -> None:
    content = sources(published_twice, published_twice.latest, Selection("2020-01"), "desk", [])
    (section,) = (each for each in called(content, "commentary") if "published again" in cell_of(each).words)
    words = cell_of(section).words
    assert "Every page shows the newest report, published 14 February 2020" in words
    assert "Report – January 2020, first print, published 1 February 2020" in words
    assert "Read from first.txt. 3 figures changed." in words
    rows = [[cell_of(cell).words for cell in prop(row, "children")] for row in below(below(section, "Tbody")[0], "Tr")]
    table = "Service level figures"
    assert rows == [
        ["Carers", table, "Budget", "£400k", "£416k", "+£16k", "line 5", "line 7"],
        ["Coroners", table, "Budget", "not stated", "£10k", "–", "not in that report", "line 8"],
        ["Libraries", table, "Budget", "£20k", "not stated", "–", "line 6", "not in this report"],
    ]
    leads = [place for row in below(section, "Tr") for place in cell_of(row).places]
    assert leads == [("2020-01", "line-7"), ("2020-01", "line-8")]


def test_a_month_published_once_says_nothing_of_it(dataset: Dataset) -> None:
    for month in dataset.months:
        assert "published again" not in cell_of(shown(f"?month={month.key}")).words


def test_a_link_to_a_line_without_a_figure_says_so(dataset: Dataset) -> None:
    def notices(query: str) -> list[str]:
        return [cell_of(each).words for each in called(show_page(SOURCES.path, query, "desk")[0], "notice")]

    assert notices("?month=2020-01&at=line-9999") == [
        "No figure is loaded from line 9999 of this paper. Here is every one that is."
    ]
    assert notices("?month=2020-01&at=line-2323") == []
    assert notices("?month=2020-01&at=line-2323&table=activity") == []


def test_every_row_of_every_table_has_a_name(dataset: Dataset) -> None:
    for month in dataset.months:
        for table in (name for name in NAMES if month.tables.get(name)):
            (found,) = [each for each in every(shown(f"?month={month.key}&table={table}")) if is_table(each)]
            rows = [each for each in every(found) if not isinstance(each, str) and prop(each, "scope") == "row"]
            assert len(rows) == len(month.tables[table])
            assert all(cell_of(each).words.strip() for each in rows), (month.key, table)


def is_table(part: Any) -> bool:
    return not isinstance(part, str) and "dense" in (prop(part, "className") or "")


def test_choosing_a_table_leads_to_it_and_keeps_the_committee(dataset: Dataset) -> None:
    content = shown("?month=2020-01&committee=adults&at=line-3577&table=finance")
    (switch,) = called(content, "switch")
    links = cell_of(switch).links
    assert len(links) == len([name for name in NAMES if dataset.by_key["2020-01"].tables.get(name)])
    for link in links:
        assert "committee=adults" in link
        assert "at=" not in link
        assert link.endswith("#figures")
    assert "figures" in set(ids(content))


def test_the_cost_of_care_is_not_headed_actual_for_most_papers_print_a_forecast() -> None:
    headings = {column.name: column_heading(column) for column in shown_columns("activity")}
    assert headings["cost_budget_k"] == "Cost budgeted"
    assert headings["cost_actual_k"] == "Cost for the year"
    assert headings["count_average_variance"] == "Difference in the average over the year"
