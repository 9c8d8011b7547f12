"""No orphan values: whatever a chart plots stands in its table, and the table leads to the line that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from callbacks.page import show_page
from data.dataset import Dataset
from data.formatting import slug
from data.places import place_key
from data.selection import committee_options, directorate_options
from layouts.pages import OVERVIEW, PLACEMENTS, VARIANCE, Page
from tests.layouts.test_pages import nodes

# Rows that no paper prints: they add up others, and say so by their name or by being the two ends of a bridge.
ADDED_UP = re.compile(r"\d+ others?|Rounding and lines not shown|Budget|Forecast|Outturn")


def cards(content: Any) -> Iterator[Any]:
    return (each for each in nodes(content) if "chart-card" in (getattr(each, "className", "") or ""))


def below(component: Any, kind: str) -> list[Any]:
    return [each for each in nodes(component) if type(each).__name__ == kind]


def rows_of(card: Any) -> list[list[Any]]:
    """The rows of a card's table as lists of the contents of their cells."""
    body = below(card, "Tbody")[0].children
    return [[cell["props"]["children"] for cell in row["props"]["children"]] for row in body]


def words_of(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return str(cell["props"]["children"] if isinstance(cell, dict) else cell.children)


def number_in(text: str) -> float | None:
    bare = text.replace("−", "-").replace("£", "").replace(",", "").rstrip("k%").lstrip("+")
    return float(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


def plotted(figure: dict[str, Any]) -> Iterator[float]:
    """Every value that a mark stands for, in the unit of the table."""
    ticks = figure["layout"].get("yaxis", {}).get("ticktext", [])
    millions = any(tick.endswith("m") for tick in ticks)
    for trace in figure["data"]:
        if trace.get("mode") == "lines":
            continue
        values = trace["y"] if ticks else trace["x"]
        yield from (value * 1000 if millions else value for value in values if value is not None)


def views(dataset: Dataset) -> Iterator[str]:
    for month in dataset.months:
        yield f"?month={month.key}"
        yield from (f"?month={month.key}&committee={slug(name)}" for name in committee_options(month))
        yield from (f"?month={month.key}&directorate={slug(name)}" for name in directorate_options(month, ""))
        groups = dict.fromkeys(line.care_group for line in month.activity)
        yield from (f"?month={month.key}&care={slug(name)}" for name in groups)
    yield "?month=2020-01&directorate=commissioning&service=children-in-care-placements"


@pytest.mark.parametrize("page", [OVERVIEW, VARIANCE, PLACEMENTS], ids=lambda page: page.path)
def test_every_plotted_value_stands_in_the_table(dataset: Dataset, page: Page) -> None:
    seen = 0
    for query in views(dataset):
        for card in cards(show_page(page.path, query, "desk")[0]):
            for graph in below(card, "Graph"):
                stated = [number_in(words_of(cell)) for row in rows_of(card) for cell in row]
                numbers = [number for number in stated if number is not None]
                for value in plotted(graph.figure):
                    seen += 1
                    assert min(abs(value - number) for number in numbers) <= 0.5 + 1e-6, (query, card.id, value)
    assert seen > 1000


@pytest.mark.parametrize("page", [OVERVIEW, VARIANCE, PLACEMENTS], ids=lambda page: page.path)
def test_every_row_leads_to_a_place_that_the_dataset_knows(dataset: Dataset, page: Page) -> None:
    places = {
        month.key: {place_key(row.locator) for rows in month.tables.values() for row in rows}
        for month in dataset.months
    }
    for query in views(dataset):
        for card in cards(show_page(page.path, query, "desk")[0]):
            for row in rows_of(card):
                if isinstance(row[-1], str):
                    assert ADDED_UP.fullmatch(words_of(row[0])), (query, card.id, words_of(row[0]))
                    continue
                asked = parse_qs(urlsplit(row[-1]["props"]["href"]).query)
                assert asked["at"][0] in places[asked["month"][0]], (query, card.id, row[-1]["props"]["href"])
