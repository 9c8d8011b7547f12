"""Figures with their names, and the table they are printed in."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


class Measure(NamedTuple):
    """One line of the table: what was measured, the figure with its unit, and how."""

    what: str
    figure: str
    how: str


def spread(seconds: Sequence[float]) -> str:
    """The middle and the slow end of ``seconds``, in milliseconds."""
    slow = statistics.quantiles(seconds, n=20)[-1]
    return f"{statistics.median(seconds) * 1000:.1f} / {slow * 1000:.1f} ms"


def show(measures: Sequence[Measure]) -> None:
    """Print ``measures`` as one plain table."""
    table = Table(box=None)
    table.add_column("measured")
    table.add_column("figure", justify="right")
    table.add_column("how")
    for measure in measures:
        table.add_row(*measure)
    Console().print(table)
