"""The whole's variance is one figure: every place of every page that states it states the same, whatever is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.page import known_screen, view_at
from data.dataset import Dataset, Month
from data.formatting import money, month_name, signed_thousands, variance_words
from data.selection import Selection
from data.standing import standing
from tests import builders
from tests.builders import finance_row, report_row, summary_row
from tests.layouts.reading import below, called, cell_of, prop
from views.site_map import page_at

DECEMBER = {"period": date(2019, 12, 31), "report": "2019-12"}
TOTALS = ("Net total", "Total", "Total before grants", "Printed total")
amounts = st.integers(-9000, 9000)


@dataclass(frozen=True)
class Paper:
    """What one month's paper prints: its lines, and which tables and totals of them."""

    services: tuple[int, ...]
    grants: tuple[int, ...]
    misprint: int
    summary: bool
    summary_net: bool
    table_net: bool
    directorate_totals: bool

    @property
    def expected(self) -> float:
        """The rule: the summary's net total, else that of the service level table, else its lines with the grants."""
        added = sum(self.services) + sum(self.grants)
        if self.summary and self.summary_net:
            return added + self.misprint
        return added - self.misprint if self.table_net else added


papers = st.builds(
    Paper,
    st.lists(amounts, min_size=1, max_size=4).map(tuple),
    st.one_of(st.just((-700,)), st.lists(amounts, min_size=1, max_size=2).map(tuple)),
    st.integers(0, 9),
    *[st.booleans() for _ in range(4)],
)


def rows_of(paper: Paper, when: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of the service level table and of the summary of one month."""
    places = ("Education", "Adults & Safeguarding")
    finance = [
        finance_row(f"S{place}", 5000, value, directorate=places[place % 2], locator=f"line {place}")
        for place, value in enumerate(paper.services)
    ]
    if paper.directorate_totals:
        for at in places:
            within = [row["forecast_variance_k"] for row in finance if row["directorate"] == at]
            if within:
                finance.append(finance_row(f"{at} Total", 1, sum(within), level="directorate_total", directorate=at))
    finance += [
        finance_row(f"G{place}", -900, value, level="grant", directorate=None)
        for place, value in enumerate(paper.grants)
    ]
    added, off = sum(paper.services), sum(paper.grants)
    if paper.table_net:
        net = added + off - paper.misprint
        finance.append(finance_row("Net Total", 9000, net, level="net_total", directorate=None, locator="line 90"))
    summary = []
    if paper.summary:
        summary = [
            summary_row("Education", 9999, added),
            summary_row("Total Expenditure", 9999, added, level="expenditure_total"),
            summary_row("Grant Funding", -999, off, level="grant_total"),
        ]
        if paper.summary_net:
            summary.append(summary_row("Total", 9000, added + off + paper.misprint, level="net_total"))
    return [row | when for row in finance], [row | when for row in summary]


def dataset_of(*months: tuple[Paper, dict[str, Any]]) -> Dataset:
    """A dataset of the papers given."""
    tables = [rows_of(paper, when) for paper, when in months]
    return builders.dataset(
        reports=[report_row(**when) for _, when in months],
        finance=[row for finance, _ in tables for row in finance],
        finance_summary=[row for _, summary in tables for row in summary],
    )


def shown(dataset: Dataset, path: str, query: str, screen: str = "desk") -> list[Any]:
    """What stands on a page over a dataset."""
    page = page_at(path)
    assert page
    return list(view_at(dataset, page, query, known_screen(screen))[0])


def ends(content: list[Any], column: str) -> Iterator[str]:
    """The figure in ``column`` of every row of totals."""
    for table in below(content, "Table"):
        headings = [cell_of(each).words for each in below(below(table, "Thead"), "Th")]
        for row in below(below(table, "Tbody"), "Tr"):
            cells = [cell_of(each).words for each in prop(row, "children")]
            if cells[0] in TOTALS:
                yield next(cell for head, cell in zip(headings, cells, strict=False) if head.startswith(column))


def row(content: list[Any], name: str) -> list[str]:
    """The cells of the first row called ``name``."""
    found = ([cell_of(each).words for each in prop(row, "children")] for row in below(content, "Tr"))
    return next(cells for cells in found if cells[0] == name)


def as_moved(value: float) -> str:
    """A variance in the table of Compare."""
    return "on budget" if value == 0 else signed_thousands(value)


@settings(max_examples=40)
@given(papers, st.one_of(st.none(), papers))
def test_every_place_that_states_the_whole_states_the_same(now: Paper, before: Paper | None) -> None:
    months = [(before, DECEMBER)] if before else []
    built = dataset_of(*months, (now, {}))
    whole = now.expected
    table, words = signed_thousands(whole), variance_words(whole)

    overview = shown(built, "/", "?month=2020-01")
    headings = [cell_of(each).words for each in below(overview, "H1")]
    tile = called(overview, "tile")[0]
    assert money(whole) in headings[0] or (whole == 0 and headings[0].endswith("on budget"))
    assert cell_of(called(tile, "tile-label")).words == "Net forecast outturn variance"
    assert cell_of(called(tile, "tile-value")).words == table
    assert set(ends(overview, "Forecast variance")) == {table}
    assert row(overview, "January 2020, forecast")[2] == table

    variance = shown(built, "/forecast-variance", "?month=2020-01")
    assert cell_of(below(variance, "H1")[0]).words == headings[0]
    assert set(ends(variance, "Forecast variance")) == {table}
    assert row(variance, "Forecast")[1] == table

    meeting = shown(built, "/present", "?month=2020-01&screens=numbers,directorates,services,bridge,track", "present")
    assert cell_of(called(meeting, "tile-value")[0]).words == table
    assert set(ends(meeting, "Forecast variance")) == {table}
    assert row(meeting, "Forecast")[1] == table
    assert row(meeting, "January 2020, forecast")[2] == table

    if before:
        assert row(overview, "December 2019, forecast")[2] == signed_thousands(before.expected)
        compared = shown(built, "/compare", "?month=2020-01")
        title = cell_of(below(compared, "H1")[0]).words
        assert title.endswith(f"{variance_words(before.expected)} in December 2019, {words} in January 2020")
        assert list(ends(compared, "Dec")) == [as_moved(before.expected)]
        assert list(ends(compared, "Jan")) == [as_moved(whole)]


def grants(month: Month, **choice: str) -> str:
    return standing(month, Selection(month.key, **choice)).grants


def test_a_sum_of_lines_says_that_the_grants_are_in_it() -> None:
    month = dataset_of((Paper((40, 2), (-10,), 0, False, False, False, False), {})).latest
    found = standing(month, Selection("2020-01"))
    assert (found.made, found.grants) == ("2 service lines and 1 grant, added up here", "after")
    assert grants(month, directorate="Education") == ""


def test_a_committee_without_a_table_of_its_own_stands_before_grants_and_its_page_says_so() -> None:
    # No paper prints which grants are a committee's, except the committee's own table.
    built = builders.dataset(
        finance=[
            finance_row("Home to school", 100, 12, directorate="Education"),
            finance_row("DSG", -50, -10, level="grant", directorate=None),
        ],
    )
    page = shown(built, "/", "?month=2020-01&committee=children-and-young-people")
    assert cell_of(below(page, "H1")[0]).words == (
        "Before grants, the Children and Young People Committee’s services are forecast to overspend by £12k"
    )
    assert cell_of(called(page, "tile-label")[0]).words == "Forecast outturn variance, before grants"
    assert "1 service line, added up here, before grants" in cell_of(called(page, "lead")[0]).words
    assert list(ends(page, "Forecast variance")) == ["+£12k"]


def test_gross_and_net_are_never_joined_in_one_line() -> None:
    # December's paper prints no grant, so what it adds up to leaves them out; January's is after them.
    december = [row | DECEMBER for row in (finance_row("A", 900, 300), finance_row("B", 900, 5))]
    january = [finance_row("A", 900, 310), finance_row("DSG", -500, -290, level="grant", directorate=None)]
    built = builders.dataset(reports=[report_row(), report_row(**DECEMBER)], finance=[*december, *january])
    overview = shown(built, "/", "?month=2020-01")
    reports = [cell_of(each).words for each in below(overview, "Th") if "20" in cell_of(each).words]
    assert "January 2020, forecast" in reports
    assert "December 2019, forecast" not in reports
    keys = " ".join(cell_of(each).words for each in called(overview, "key"))
    assert "Left out, for one is before grants and the other after them: December 2019." in keys
    compared = shown(built, "/compare", "?month=2020-01")
    assert cell_of(below(compared, "H1")[0]).words == (
        "People & Communities: £305k over budget before grants in December 2019, £20k over budget in January 2020"
    )
    assert row(compared, "Total, of Dec 2019 before grants")[1:4] == ["not known", "+£305k", "+£20k"]
    alone = shown(built, "/", "?month=2019-12")
    assert row(alone, "December 2019, forecast")[2] == "+£305k"
    assert month_name(date(2019, 12, 31)) in cell_of(called(alone, "subtitle")[0]).words


def without(dataset: Dataset, *levels: str) -> Dataset:
    """The bundled months as if their summaries had not been read, nor lines of ``levels`` of the table by service."""
    months = [
        replace(
            month,
            tables={
                **month.tables,
                "finance_summary": (),
                "finance": tuple(line for line in month.finance if line.level not in levels),
            },
        )
        for month in dataset.months
    ]
    return replace(dataset, months=tuple(months))


@pytest.mark.parametrize(
    ("levels", "net", "source"),
    [
        ((), "+£4,247k", "Printed at line 3776"),
        (("net_total",), "+£4,247k", "73 service lines and 2 grants, added up here"),
        (("net_total", "grant_total"), "+£4,247k", "73 service lines and 2 grants, added up here"),
    ],
)
def test_without_a_summary_the_bundled_months_have_their_net_total_still(
    dataset: Dataset, levels: tuple[str, ...], net: str, source: str
) -> None:
    built = without(dataset, *levels)
    overview = shown(built, "/", "?month=2020-01")
    tile = called(overview, "tile")[0]
    assert (cell_of(called(tile, "tile-value")).words, source in cell_of(tile).words) == (net, True)
    assert "forecast to overspend by £4.2m, 1.6% of its budget" in cell_of(below(overview, "H1")[0]).words
    assert set(ends(overview, "Forecast variance")) == {net}
    # A sum of lines that are printed in whole thousands may be a few of them apart from the printed total.
    closed = row(overview, "March 2018, final outturn")[2]
    assert closed == "+£6,953k" if not levels else closed.startswith("+£6,95")
