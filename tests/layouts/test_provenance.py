"""No orphan values: whatever a page shows stands at the line that its row leads to, or says how it was made.

Every page is read as it is sent, for every month, committee, directorate, group and care group.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from callbacks.page import view_at
from charts.chart import NOTE, PART
from charts.rows import MOVED_COLUMN
from data import queries
from data.dataset import Dataset
from data.formatting import slug
from data.measures import can_compare, measures
from data.places import place_key
from data.selection import Selection
from layouts.elements import as_sent
from tests.layouts.reading import Figures, Place, Shown, choices, figures, place_of, read
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, PRESENT, TRENDS, VARIANCE, Page

PAGES = (OVERVIEW, VARIANCE, PLACEMENTS, TRENDS, COMPARE, PRESENT)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
NO_FIGURES = ("Year", NOTE, "Findings")  # columns whose numbers are names
SUMMED = re.compile(r"adds up (\d+) lines? below")
Views = Callable[[Page], list[Shown]]
# Which columns of the dataset a column of a page may show; a heading that is not here has to be told of first.
COLUMNS = {
    "Budget": ("budget_k", "cost_budget_k"),
    "Budget at the start of the year": ("original_budget_k",),
    "Spent so far": ("actual_k",),
    "Spent in the year": ("actual_k",),
    "Forecast variance": ("forecast_variance_k",),
    "Outturn variance": ("forecast_variance_k",),
    "Full-year variance": ("forecast_variance_k",),
    "Adds or takes away": ("forecast_variance_k",),
    "Running total": ("forecast_variance_k",),
    "Forecast outturn variance": ("forecast_variance_k",),
    "Variance": ("cost_variance_k", "forecast_variance_k", "previous_forecast_variance_k"),
    "Share as printed": ("forecast_variance_pct",),
    "Budgeted": ("count_budget", "unit_cost_budget"),
    "End of month": ("count_actual",),
    "Month before": ("count_previous",),
    "Number at the end of the month": ("count_actual",),
    "Average over the year": ("count_average",),
    "Now": ("unit_cost_actual",),
    "Average unit cost now": ("unit_cost_actual",),
    "Difference": ("count_variance", "count_average_variance", "unit_cost_variance"),
    "Difference as printed": ("count_variance", "count_average_variance", "unit_cost_variance"),
    "Cost for the year": ("cost_actual_k",),
    "Forecast": ("cost_actual_k",),
    "Outturn": ("cost_actual_k",),
    "Cost variance": ("cost_variance_k",),
    "Reported variance": ("cost_variance_k",),
    "Not split": ("cost_variance_k",),
}
# The same of tiles, by words in their names.
TILES = {
    "variance": "forecast_variance_k",
    "Budget": "budget_k",
    "Actual": "actual_k",
    "Price": "unit_cost_actual",
    " now": "count_actual",
    "placed": "count_actual",
    "placements": "count_actual",
}
# What both counts and prices call the same: the first of these headings in a table says which it shows.
OF_A_TABLE = {"Now": "unit_cost", "End of month": "count", "Average over the year": "count"}
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH = re.compile(r"(?:, )?\b[A-Z][a-z]{2} \d{4}$")


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
                for heading, cell in zip(table.headings, row, strict=True):
                    if cell.number is None or heading in NO_FIGURES or f"{heading}: " in table.worked_out:
                        continue
                    if row[-1].words.startswith("worked out"):  # the figure of the earlier month
                        continue
                    seen += 1
                    columns = columns_of(heading, row[0].words, table.headings, each.view)
                    of = [place for place in places if is_of(heading, place)]
                    printed = [each for place in of for column in columns for each in held[place].get(column, ())]
                    where = (each.view, table.card, row[0].words, heading, cell.words, columns, printed)
                    assert any(abs(cell.number - figure) <= cell.precision for figure in printed), where
    assert seen > 200


def columns_of(heading: str, row: str, headings: list[str], view: str) -> list[str]:
    """The columns of the dataset that a column of a page's table may show in a row."""
    name = MONTH.sub("", heading)
    if row.endswith("from the next report"):
        return ["previous_forecast_variance_k"]
    if row.startswith("Forecast of "):  # printed in that month's paper, or in the next one
        return ["forecast_variance_k", "previous_forecast_variance_k"]
    if name == "Value":  # of a meeting's tile, which is a row
        return [tile_column(row)]
    if not name:  # a month alone: the figure that the address asks for, where it can be compared
        asked = parse_qs(urlsplit(view.split(" ")[0]).query)
        known = {slug(key): key for key in can_compare(asked.get("kind", ["service"])[0])}
        return [measures()[known.get(asked.get("measure", [""])[0], next(iter(known.values())))].column]
    kind = next((kind for name, kind in OF_A_TABLE.items() if name in headings), "")
    either = len({column.split("_")[0] for column in COLUMNS[name]}) > 1
    return [column for column in COLUMNS[name] if not (either and kind) or column.startswith(kind)]


def tile_column(name: str) -> str:
    """The column of the dataset that a tile of that name shows."""
    return next(column for words, column in TILES.items() if words in name)


def is_of(heading: str, place: Place) -> bool:
    """Whether a figure under ``heading``, which is a month where two are compared, may be printed at ``place``."""
    alone = re.fullmatch(r"([A-Z][a-z]{2}) (\d{4})", heading)
    return alone is None or place[0].startswith(f"{alone[2]}-{SHORT.index(alone[1]) + 1:02d}")


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
                printed = held[tile.places[0]].get(tile_column(name), ())
                assert any(abs(value - figure) <= 0.5 for figure in printed), (each.view, name, number, printed)
            else:
                parts = urlsplit(tile.links[0])
                care = "types of care" in tile.words or "in-house added up here" in tile.words
                page, key = (PLACEMENTS, Charts.PLACEMENTS) if care else (VARIANCE, Charts.SERVICES)
                assert (parts.path, parts.fragment) == (page.path, f"{key}-table"), each.view
    assert {"Services over and under budget", "Services and grants over and under budget"} <= names
    assert {"Budget", "Actual", "Net outturn variance"} <= names


def test_a_tile_leads_to_the_findings_about_its_number(dataset: Dataset, shown: Views) -> None:
    seen = set()
    for each in [*shown(OVERVIEW), *shown(VARIANCE)]:
        for name, _, tile in each.tiles:
            for key, place in tile.places[:1]:
                month = dataset.by_key[key]
                found = [finding for at, about in month.found_at.items() if place_key(at) == place for finding in about]
                leads = [address for address in tile.links if urlsplit(address).fragment.startswith("finding")]
                assert len(leads) == bool(found), (each.view, name)
                if found:
                    seen.add((key, place))
                    assert re.search(rf"{len(found)} (finding|remark)", tile.words), (each.view, name)
                    assert place_of(leads[0]) == (key, place_key(found[0].locator or ""))
    assert seen


def test_the_lines_counted_in_a_tile_are_the_rows_of_the_table_it_leads_to(dataset: Dataset, shown: Views) -> None:
    for month in dataset.months:
        overview = next(each for each in shown(OVERVIEW) if each.view.startswith(f"/?month={month.key} "))
        number, tile = next((number, tile) for name, number, tile in overview.tiles if name.startswith("Services and"))
        there = read(VARIANCE, f"?{urlsplit(tile.links[0]).query}", "desk")
        (table,) = (table for table in there.tables if table.card == Charts.SERVICES)
        held = {name: line.level for name, line in queries.named_services(month, Selection(month.key))}
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


def test_the_way_back_from_a_source_leads_to_the_screen_it_was_asked_on(dataset: Dataset) -> None:
    content = str(as_sent(view_at(dataset, PRESENT, "", "desk")[0]))
    for place, section in enumerate(content.split("screen-count")[:-1], start=1):
        backs = [unquote(each) for each in re.findall(r"back=([^&'#]+)", section)]
        assert backs
        assert {parse_qs(urlsplit(each).query).get("screen", ["1"])[0] for each in backs} == {str(place)}
