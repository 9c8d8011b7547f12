"""Reads a page as it is sent, whether its parts are components or plain cells: tables, tiles, links and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from callbacks.page import show_page
from data.dataset import Dataset
from data.formatting import slug
from data.measures import can_follow
from data.places import place_key
from data.selection import committee_options, directorate_options
from layouts.compact_table import html_table
from views.site_map import COMPARE, PLACEMENTS, PRESENT, TRENDS, VARIANCE, Page

Place = tuple[str, str]  # month and key of a place; empty where a link leads elsewhere
Figures = dict[Place, dict[str, set[float]]]  # by place and column
NUMBER = re.compile(r"[+\-−]?£?\d[\d,]*(\.\d+)?[k%]?")


@dataclass(frozen=True)
class Cell:
    """A cell or another small part: its words, and where it leads."""

    words: str
    links: tuple[str, ...]

    @property
    def number(self) -> float | None:
        """The number that the whole cell is; None where it is words."""
        if not NUMBER.fullmatch(self.words):
            return None
        return float(re.sub("[£,k%+]", "", self.words.replace("−", "-")))

    @property
    def precision(self) -> float:
        """How far the number may lie from the figure it stands for: half of its last digit."""
        digits = re.search(r"\.(\d+)", self.words)
        return 0.5 * 10.0 ** -(len(digits[1]) if digits else 0) + 1e-6

    @property
    def places(self) -> list[Place]:
        """The places in papers that it leads to."""
        return [place for address in self.links if (place := place_of(address)) != ("", "")]


@dataclass(frozen=True)
class Numbers:
    """A table: its headings, its rows, what it says of columns worked out, and the values drawn beside it."""

    card: str
    headings: list[str]
    rows: list[list[Cell]]
    worked_out: str
    plotted: list[float]

    def column(self, heading: str) -> int:
        """The place of a column."""
        return self.headings.index(heading)


@dataclass(frozen=True)
class Shown:
    """One view of a page: its address and screen, and what stands on it."""

    view: str
    tables: list[Numbers]
    tiles: list[tuple[str, str, Cell]]  # name, number and where it leads
    heading: Cell | None  # where the numbers of the heading are printed


def every(part: Any) -> Iterator[Any]:
    """``part`` and every component, cell and string below it."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from every(each)
    elif part is not None:
        part = html_table(part["props"]) if kind(part) == "Numbers" else part
        yield part
        yield from every(prop(part, "children"))


def prop(part: Any, name: str) -> Any:
    """A property of a component or of a plain cell."""
    return part["props"].get(name) if isinstance(part, dict) else getattr(part, name, None)


def kind(part: Any) -> str:
    """What a part is: ``Table``, ``Link``."""
    return str(part["type"]) if isinstance(part, dict) else type(part).__name__


def below(part: Any, wanted: str) -> list[Any]:
    """Every part of one kind."""
    return [each for each in every(part) if kind(each) == wanted]


def called(part: Any, name: str) -> list[Any]:
    """Every part with a class."""
    return [each for each in every(part) if name in (prop(each, "className") or "").split()]


def cell_of(part: Any) -> Cell:
    """The words of a part and the addresses that it leads to."""
    inside = list(every(part))
    words = "".join(each for each in inside if isinstance(each, str))
    return Cell(words, tuple(href for each in inside if (href := prop(each, "href"))))


def place_of(address: str) -> Place:
    """The month and the place in its paper that an address leads to; empty where it leads elsewhere."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    return (asked["month"][0], asked["at"][0]) if parts.path == "/sources" and "at" in asked else ("", "")


def read(page: Page, query: str, screen: str) -> Shown:
    """A page as a visitor with that screen gets it."""
    content = show_page(page.path, query, screen)[0]
    cards = [*called(content, "chart-card"), *called(content, "screen")]
    tiles = [
        (cell_of(called(tile, "tile-label")).words, cell_of(called(tile, "tile-value")).words, cell_of(tile))
        for tile in called(content, "tile")
    ]
    source = called(content, "heading-source")
    tables = [table for card in cards for table in _tables(card)]
    return Shown(f"{page.path}{query} {screen}", tables, tiles, cell_of(source) if source else None)


def _tables(card: Any) -> Iterator[Numbers]:
    """The table of a card with the values that its figure plots; remarks have none that leads to a paper."""
    for table in below(card, "Table"):
        head, body = below(table, "Thead")[0], below(table, "Tbody")[0]
        headings = [cell_of(cell).words for cell in below(head, "Th")]
        if "Printed at" in headings:
            rows = [[cell_of(cell) for cell in prop(row, "children")] for row in below(body, "Tr")]
            said = " ".join(cell_of(each).words for each in called(card, "worked-out"))
            drawn = [value for graph in below(card, "Graph") for value in _plotted(prop(graph, "figure"))]
            yield Numbers(prop(card, "id"), headings, rows, said, drawn)


def _plotted(figure: dict[str, Any]) -> Iterator[float]:
    """Every value that a mark stands for, in the unit of the table."""
    ticks = figure["layout"].get("yaxis", {}).get("ticktext", [])
    millions = any(tick.endswith("m") for tick in ticks)
    for trace in figure["data"]:
        if trace.get("mode") == "lines":
            continue
        values = trace["y"] if ticks or trace.get("mode") == "lines+markers" else trace["x"]
        yield from (value * 1000 if millions else value for value in values if value is not None)


def figures(dataset: Dataset) -> Figures:
    """Every number that the dataset holds, by month, place and column."""
    found: Figures = {}
    for month in dataset.months:
        for rows in month.tables.values():
            for row in rows:
                held = found.setdefault((month.key, place_key(row.locator)), {})
                for column, value in row._asdict().items():
                    if isinstance(value, int | float):
                        held.setdefault(column, set()).add(float(value))
    return found


def choices(dataset: Dataset, page: Page) -> Iterator[str]:
    """The query of every month with each choice that makes a difference to ``page``."""
    for month in dataset.months:
        asked = f"?month={month.key}"
        yield asked
        yield from (f"{asked}&committee={slug(name)}" for name in committee_options(month))
        for name in directorate_options(month, ""):
            yield f"{asked}&directorate={slug(name)}"
            if page == COMPARE:
                yield f"{asked}&directorate={slug(name)}&measure=budget"
            if page == VARIANCE:
                yield from _lines(asked, [line for line in month.finance if line.directorate == name])
        if page in (PLACEMENTS, PRESENT):
            groups = dict.fromkeys(line.care_group for line in month.activity)
            yield from (f"{asked}&care={slug(name)}" for name in groups)
        if page in (TRENDS, COMPARE):
            others = [other.key for other in dataset.months]
            parts = [f"basis={each}" for each in ("today", "reported")] if page == TRENDS else []
            parts += [f"comparison={each}" for each in others] if page == COMPARE else []
            yield from (
                f"{asked}&kind={of}&measure={slug(measure)}&{part}"
                for of in ("service", "care")
                for measure in can_follow(of)
                for part in parts
            )
    if page == TRENDS:
        yield "?kind=care&line=children-in-care-adoption-allowances"


def _lines(asked: str, lines: list[Any]) -> Iterator[str]:
    """Every group of a directorate, and one service in five."""
    within = [line for line in lines if line.level == "service"]
    asked += f"&directorate={slug(lines[0].directorate)}"
    groups = dict.fromkeys(line.service_group for line in within if line.service_group)
    yield from (f"{asked}&group={slug(group)}" for group in groups)
    yield from (f"{asked}&service={slug(line.service)}" for line in within[::5])
