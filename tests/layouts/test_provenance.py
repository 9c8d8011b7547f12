"""No orphan values: whatever a page shows stands at the line that its row leads to, or says how it was made.

Every page is read as it is sent, for every month, committee, directorate, group and care group.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

import pytest

from charts.chart import NOTE, PART
from charts.rows import MOVED_COLUMN
from data.dataset import Dataset
from data.places import place_key
from tests.layouts.reading import Figures, Shown, choices, figures, read
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, PRESENT, TRENDS, VARIANCE, Page

PAGES = (OVERVIEW, VARIANCE, PLACEMENTS, TRENDS, COMPARE, PRESENT)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
NO_FIGURES = ("Year", NOTE, "Findings")  # columns whose numbers are names
SUMMED = re.compile(r"adds up (\d+) lines? below")
Views = Callable[[Page], list[Shown]]


@pytest.fixture(scope="module")
def held(dataset: Dataset) -> Figures:
    """Every number that the dataset holds, by month and place."""
    return figures(dataset)


@pytest.fixture(scope="module")
def shown(dataset: Dataset) -> Views:
    """Every view of a page, each read once."""
    return cache(lambda page: [read(page, query, "desk") for query in choices(dataset, page)])


@every_page
def test_every_number_stands_at_the_place_that_its_row_leads_to(shown: Views, held: Figures, page: Page) -> None:
    seen = 0
    for each in shown(page):
        for table in each.tables:
            for row in table.rows:
                places = [place for cell in row for place in cell.places]
                assert all(place in held for place in places), (each.view, row[0].words)
                if not places:
                    continue
                printed = set[float]().union(*(held[place] for place in places))
                for heading, cell in zip(table.headings, row, strict=True):
                    if cell.number is None or heading in NO_FIGURES or f"{heading}: " in table.worked_out:
                        continue
                    if row[-1].words.startswith("worked out"):  # the figure of the earlier month
                        continue
                    seen += 1
                    near = min(abs(cell.number - figure) for figure in printed)
                    assert near <= cell.precision, (each.view, table.card, row[0].words, heading, cell.words)
    assert seen > 200


@every_page
def test_a_row_that_no_paper_prints_says_how_it_was_made(shown: Views, page: Page) -> None:
    for each in shown(page):
        for table in each.tables:
            for row in table.rows:
                assert any(cell.words for cell in row[table.column("Printed at") :]), (each.view, table.card, row[0])


@every_page
def test_lines_added_up_stand_below_their_sum_and_add_up_to_it(shown: Views, page: Page) -> None:
    for each in shown(page):
        for table in each.tables:
            at = table.column("Printed at")
            for place, row in enumerate(table.rows):
                if not (said := SUMMED.fullmatch(row[at].words)):
                    continue
                after = table.rows[place + 1 :]
                others = (end for end, part in enumerate(after) if not part[0].words.startswith(PART))
                parts = [part for part in after[: next(others, None)] if not part[0].words.startswith(PART * 2)]
                assert len(parts) == int(said[1]), (each.view, row[0].words)
                for column, heading in enumerate(table.headings[:at]):
                    amounts = [part[column].number for part in parts]
                    if row[column].number is None or None in amounts or f"{heading}: " in table.worked_out:
                        continue
                    if heading not in NO_FIGURES and heading != "Share as printed":
                        apart = abs(sum(amount or 0.0 for amount in amounts) - (row[column].number or 0.0))
                        assert apart <= len(parts) / 2, (each.view, row[0].words, heading)


@every_page
def test_every_plotted_value_stands_in_the_table(dataset: Dataset, shown: Views, page: Page) -> None:
    seen = 0
    phone = [read(page, query, "phone") for query in list(choices(dataset, page))[::7]]
    for each in [*shown(page), *phone]:
        for table in each.tables:
            stated = [cell.number for row in table.rows for cell in row[1:]]
            # What is on budget or did not move is said in words.
            known = [0.0, *(number for number in stated if number is not None)]
            for value in table.plotted:
                seen += 1
                assert min(abs(value - number) for number in known) <= 0.5 + 1e-6, (each.view, table.card, value)
    assert seen > 300


def test_every_tile_leads_to_its_number_or_to_the_lines_counted(shown: Views, held: Figures) -> None:
    names = set()
    for each in [*shown(OVERVIEW), *shown(VARIANCE)]:
        told = [tile.words for _, _, tile in each.tiles]
        assert len(set(told)) == len(told), each.view
        for name, number, tile in each.tiles:
            names.add(name)
            if tile.places:
                value = float(re.sub("[£,k+]| an? (week|hour|year)$", "", number.replace("−", "-")))
                near = min(abs(value - figure) for figure in held[tile.places[0]])
                assert near <= 0.5, (each.view, name, number)
            else:
                parts = urlsplit(tile.links[0])
                care = "types of care" in tile.words or "in-house added up here" in tile.words
                page, key = (PLACEMENTS, Charts.PLACEMENTS) if care else (VARIANCE, Charts.SERVICES)
                assert (parts.path, parts.fragment) == (page.path, f"{key}-table"), each.view
    assert {"Services over and under budget", "Services and grants over and under budget"} <= names
    assert {"Budget", "Actual", "Net outturn variance"} <= names


def test_the_lines_counted_in_a_tile_are_the_rows_of_the_table_it_leads_to(dataset: Dataset, shown: Views) -> None:
    for month in dataset.months:
        overview = next(each for each in shown(OVERVIEW) if each.view.startswith(f"/?month={month.key} "))
        number, tile = next((number, tile) for name, number, tile in overview.tiles if name.startswith("Services and"))
        there = read(VARIANCE, f"?{urlsplit(tile.links[0]).query}", "desk")
        (table,) = (table for table in there.tables if table.card == Charts.SERVICES)
        held = {line.service: line.level for line in month.finance if line.level in ("service", "grant")}
        column = next(place for place, heading in enumerate(table.headings) if "variance, " in heading)
        rows = [row for row in table.rows if row[0].words.removeprefix(PART) in held]
        moved = table.column(MOVED_COLUMN)
        rows = [row for row in rows if not row[moved].words]  # what only moves a cost is neither over nor under
        counted = [row[column].number or 0.0 for row in rows]
        assert number == f"{sum(value > 0 for value in counted)} over, {sum(value < 0 for value in counted)} under"
        kinds = [held[row[0].words.removeprefix(PART)] for row in rows]
        assert f"of {kinds.count('service')} services and {kinds.count('grant')} grant" in tile.words
        assert "not counted: 1 that only moves a cost" in tile.words


def test_the_heading_of_forecast_variance_leads_to_its_numbers(shown: Views, held: Figures) -> None:
    for each in shown(VARIANCE):
        if each.heading is None:
            assert each.tiles, each.view  # which lead there themselves
        elif each.heading.places:
            assert each.heading.places[0] in held, each.view
        else:
            assert "see each line" in each.heading.words, each.view


@every_page
def test_a_row_that_a_finding_touches_says_so_and_leads_to_it(dataset: Dataset, shown: Views, page: Page) -> None:
    marked = set()
    for each in shown(page):
        for table in each.tables:
            if "Findings" not in table.headings:
                continue
            for row in table.rows:
                cell = row[table.column("Findings")]
                assert re.fullmatch(r"(\d (finding|remark)s?(, )?)*", cell.words), (each.view, cell.words)
                for address, (month, place) in zip(cell.links, cell.places, strict=True):
                    assert urlsplit(address).fragment == f"finding-{place}", each.view
                    found = dataset.by_key[month].findings
                    assert place in {place_key(finding.locator) for finding in found}, each.view
                    marked.add(place)
    wanted = {OVERVIEW: "line-1269", VARIANCE: "line-3551", PLACEMENTS: "line-2822", COMPARE: "line-3962"}
    assert page not in wanted or wanted[page] in marked
