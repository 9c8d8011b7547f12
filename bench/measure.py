"""Figures with their names, and the tables they are printed in."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


class Measure(NamedTuple):
    """One line of a table: what was measured, the figure with its unit, and how."""

    what: str
    figure: str
    how: str


class PageMeasure(NamedTuple):
    """One page, and a figure for each column of ``PAGE_COLUMNS``."""

    page: str
    computing: str
    whole: str
    written: str
    answer: str
    change: str
    cold: str
    moved: str


PAGE_COLUMNS = PageMeasure(
    page="page",
    computing="processor time",
    whole="whole answer",
    written="JSON",
    answer="on the wire",
    change="a choice",
    cold="first page of a visit",
    moved="moved to from another page",
)


def spread(seconds: Sequence[float]) -> str:
    """The middle and the slow end of ``seconds``, in milliseconds."""
    slow = statistics.quantiles(seconds, n=20)[-1]
    return f"{statistics.median(seconds) * 1000:.1f} / {slow * 1000:.1f} ms"


def show(measures: Sequence[Measure]) -> None:
    """Print ``measures`` as one plain table."""
    _print(("measured", "figure", "how"), measures)


def show_pages(measures: Sequence[PageMeasure], how: str) -> None:
    """Print ``measures`` as one plain table, and under it what its figures mean."""
    _print(PAGE_COLUMNS, measures)
    Console().print(how, highlight=False)


def _print(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
