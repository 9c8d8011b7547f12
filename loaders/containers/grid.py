"""Rows of a sheet or a CSV as lines: which are rows of a table, and which are titles and notes around it.

A sheet keeps no tables apart: a title, a sub-heading and a note are all rows with one cell filled. A row with one cell
filled belongs to a table where the next row that holds more has figures; otherwise it is prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders import amounts
from loaders.containers.cells import Lines


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the place of its first cell that holds something, its cells, and whether one cell covers them all."""

    place: str
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell)


def add(out: Lines, rows: Sequence[GridRow]) -> None:
    """Add ``rows`` to ``out``. Columns that stay empty to the left of a table are taken away from it."""
    region: list[GridRow] = []
    prose = _prose(rows)
    for row, alone in zip(rows, prose, strict=True):
        if alone:
            _end(out, region)
            region = []
            out.gap()
            out.prose(row.place, next(cell for cell in row.cells if cell))
            out.gap()
        else:
            region.append(row)
    _end(out, region)


def _prose(rows: Sequence[GridRow]) -> list[bool]:
    """Whether each row is a title or a note."""
    answers = []
    figures_follow = False
    for row in reversed(rows):
        if row.filled > 1:
            figures_follow = any(amounts.kind(cell) not in ("text", "dash") for cell in row.cells if cell)
        lone = [cell for cell in row.cells if cell]
        answers.append(len(lone) == 1 and not figures_follow and not amounts.is_figure(lone[0]))
    return answers[::-1]


def _end(out: Lines, region: Sequence[GridRow]) -> None:
    left = min((next(index for index, cell in enumerate(row.cells) if cell) for row in region if row.filled), default=0)
    for row in region:
        if row.filled:
            out.row(row.place, row.cells[left:])
        else:
            out.gap()
    out.gap()
