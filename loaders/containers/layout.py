"""A text that keeps the look of its page: the columns of its tables are told by the places of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.containers import by_place
from loaders.containers.pdf_drawn import Box
from loaders.containers.text import Line, clean

# A letter is half as wide as a line is high, so that two blanks part columns and one does not.
_HIGH = 2.0
_APART = re.compile(r"\S {2,}(?=[-(£]{0,3}\d)")
_LEAST_LINES = 3
_LEAST_SHARE = 0.02
_MOST_LINES = 50_000
_WIDEST = 1_000
_WORD = re.compile(r"\S+")


def keeps(rows: Sequence[str]) -> bool:
    """Whether ``rows`` of a text keep the look of a page: enough of them have figures set apart by blanks."""
    if len(rows) > _MOST_LINES or any("\t" in row for row in rows):
        return False
    filled = [row[:_WIDEST] for row in rows if row.strip()]
    apart = sum(1 for row in filled if len(_APART.findall(row)) >= 2)
    return apart >= max(_LEAST_LINES, _LEAST_SHARE * len(filled))


def lines(rows: Sequence[str]) -> tuple[list[Line], bool]:
    """The lines of a text, those of its tables with their cells; and whether there is any table.

    A heading over several lines stands on the first of them; the lines below it are empty then, as are those of a
    wrapped label.
    """
    words = [_words(row, number) for number, row in enumerate(rows)]
    found: list[tuple[str, ...]] = [(clean(row),) for row in rows]
    tables = by_place.tables(words)
    for which, placed in tables:
        for at in which:
            found[at] = ("",)
        for row in placed:
            found[row.at] = tuple(row.cells)
    places = [Line(f"line {number}", cells) for number, cells in enumerate(found, start=1)]
    return places, bool(tables)


def _words(row: str, number: int) -> list[Box]:
    top = _HIGH * number
    return [
        Box(float(match.start()), top, float(match.end()), top + _HIGH, match.group())
        for match in _WORD.finditer(row[:_WIDEST])
    ]
