"""Tables known by the words of their heading, with cells kept apart: which column is which, and rows read by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.containers.text import Line
from loaders.tables import Found, Row, is_page_furniture, told

UNITS = re.compile(r"(?:£['’]?000['’]?s?|%|\s)+")

Columns = dict[str, int]
AddRow = Callable[[Found, Line, Mapping[str, str]], None]
AddGroup = Callable[[Found, str], None]


@dataclass(frozen=True)
class Shape:
    """A table known by its heading: for each column the words that its heading must match, whatever the case.

    ``optional`` columns may be absent. ``last`` says whether a row ends the table.
    """

    table: str
    name: str
    headings: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    last: Callable[[Row], bool] = lambda row: False

    def columns(self, cells: Sequence[str]) -> Columns | None:
        """Where each column stands in a heading of ``cells``; ``None`` where one that is needed is not there."""
        found: Columns = {}
        for name, pattern in {**self.headings, **self.optional}.items():
            for index, cell in enumerate(cells):
                if index not in found.values() and re.fullmatch(pattern, cell, re.IGNORECASE):
                    found[name] = index
                    break
            else:
                if name in self.headings:
                    return None
        return found


def heading(lines: Sequence[Line], start: int) -> tuple[tuple[str, ...], int]:
    """The heading that begins at ``start`` without its units, its lower rows joined to it, and one past its last line.

    A lower row leaves the first cell blank.
    """
    cells, end = lines[start].cells, start + 1
    while end < len(lines) and len(lines[end].cells) == len(cells) and lines[end].filled and not lines[end].cells[0]:
        cells = tuple(" ".join(filter(None, pair)) for pair in zip(cells, lines[end].cells, strict=True))
        end += 1
    return tuple(re.sub(r"\s*£['’]?000['’]?s?$", "", cell) for cell in cells), end


def read(
    lines: Sequence[Line], shape: Shape, add_row: AddRow, add_group: AddGroup = lambda found, label: None
) -> list[Found]:
    """Every table of ``shape`` in ``lines``.

    ``add_row`` adds a row from a line's cells by column and raises ``ValueError`` for cells that are none; a line from
    which it adds nothing is furniture. ``add_group`` is told of a line with nothing but a label in it.
    """
    tables = []
    position = 0
    while position < len(lines):
        if len(lines[position].cells) > 1 and shape.columns(heading(lines, position)[0]) is not None:
            found = _read_one(lines, position, shape, add_row, add_group)
            position = found.end
            tables.append(told(found, lines))
        else:
            position += 1
    return tables


def _read_one(lines: Sequence[Line], start: int, shape: Shape, add_row: AddRow, add_group: AddGroup) -> Found:
    found = Found(shape.table, shape.name, start, start + 1)
    columns: Columns = {}
    width = 0
    position = start
    while position < len(lines):
        line = lines[position]
        if not line.filled:
            position += 1
            continue
        cells, end = heading(lines, position)
        again = shape.columns(cells) if len(line.cells) > 1 else None
        if again is not None:
            columns, width = again, len(cells)
            found.furniture += end - position
            position = found.end = end
            continue
        if is_page_furniture(line) or (len(line.cells) > 1 and all(UNITS.fullmatch(cell) for cell in line.cells)):
            found.furniture += 1
        elif len(line.cells) == 1 or (len(line.cells) != width and not lines[position - 1].filled):
            break  # prose, or another table
        elif len(line.cells) != width:
            found.leave_unread(line, f"it has {len(line.cells)} cells where the heading has {width}")
        elif line.filled == 1 and line.cells[0]:
            add_group(found, line.cells[0])
            found.furniture += 1
        else:
            _read_row(found, line, columns, add_row)
        position = found.end = position + 1
        if found.rows and shape.last(found.rows[-1]):
            break
    return found


def _read_row(found: Found, line: Line, columns: Columns, add_row: AddRow) -> None:
    before = len(found.rows)
    try:
        add_row(found, line, {name: line.cells[index] for name, index in columns.items()})
    except ValueError as error:
        found.leave_unread(line, str(error))
    else:
        found.row_lines += len(found.rows) > before
        found.furniture += len(found.rows) == before
