"""Recogniser of the savings tracker: what each saving was planned to bring in each quarter, and what it brings.

The tracker runs over pages, each with the heading again and above it the totals of the whole tracker. Where cells are
kept apart they stand under headings; where they are not, ``savings_words`` reads the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import amounts, savings_words
from loaders.containers.text import Line
from loaders.savings_rows import FIGURES, add_total, blank, fits, note_missing_page, text_of
from loaders.tables import Found, Note, Row, every, is_page_furniture
from loaders.tables_of_cells import Columns, Shape

_QUARTERS = range(1, 5)
_SHAPE = Shape(
    "savings",
    "savings",
    {
        "reference": "reference",
        "title": "title",
        "committee": "committee",
        "original_k": "original saving.*",
        "forecast_k": "forecast saving.*",
        "variance_k": "variance from plan.*",
        "complete": r"saving complete\??",
        "rag": "rag",
    },
    optional={
        "investment_k": "investment.*",
        "workstream": ".*workstream",
        "kind": r"bp saving or funnel\??",
        "variance_pct": "% variance",
        "direction": "direction of travel",
        "description": "description",
        "commentary": "forecast commentary",
        **{f"planned_q{quarter}_k": rf"original phasing\W+q{quarter}" for quarter in _QUARTERS},
        **{f"forecast_q{quarter}_k": rf"current forecast phasing\W+q{quarter}" for quarter in _QUARTERS},
    },
)
_ABOVE = re.compile(r"(?:planned|forecast)(?: savings?)?(?: \d\S*)?(?: £['’]?000['’]?s?)?", re.IGNORECASE)
# A spreadsheet prints a blank cell that it looked up elsewhere as a nought, sometimes glued to the next cell's text.
_BLANK = "0"


def find(lines: Sequence[Line]) -> list[Found]:
    """Every tracker in ``lines``."""

    def read(position: int) -> Found | None:
        cells = lines[position].cells
        return _Reader(lines, position).read() if len(cells) > 1 and _SHAPE.columns(cells) is not None else None

    return sorted([*savings_words.find(lines), *every(lines, read)], key=lambda found: found.start)


class _Reader:
    """One tracker; ``page`` is the last page's number that was met, and the rows read before it."""

    def __init__(self, lines: Sequence[Line], heading: int) -> None:
        self.lines = lines
        self.columns: Columns = _SHAPE.columns(lines[heading].cells) or {}
        start = heading
        for position in range(heading - 1, max(-1, heading - 6), -1):
            if lines[position].filled and not _stands_above(lines[position]):
                break
            start = position if lines[position].filled else start
        self.found = Found("savings", "savings", start, heading + 1)
        self.page: Line | None = None

    def read(self) -> Found:
        for position in range(self.found.start, len(self.lines)):
            line = self.lines[position]
            if not line.filled:
                continue
            columns = _SHAPE.columns(line.cells) if len(line.cells) > 1 else None
            if columns is not None:
                self.columns = columns
                self.found.furniture += 1
            elif is_page_furniture(line):
                self.page = line
                self.found.furniture += 1
            elif _stands_above(line):
                self._read_above(line)
            elif len(line.cells) == 1 or not line.cells[self.columns["reference"]]:
                break  # prose, or another table
            else:
                self._read_row(line)
            self.found.end = position + 1
        note_missing_page(self.found, self.page)
        return self.found

    def _read_above(self, line: Line) -> None:
        figures = [cell for cell in line.cells if cell]
        if not amounts.is_figure(figures[0]):
            self.found.furniture += 1
            return
        names = [name for name in sorted(self.columns, key=self.columns.__getitem__) if name in FIGURES]
        add_total(self.found, line, names, figures)

    def _read_row(self, line: Line) -> None:
        try:
            cells, shifted = _aligned(line.cells, self.columns)
            row = _row(cells, self.columns)
        except (ValueError, IndexError) as error:
            self.found.leave_unread(line, str(error) or "cells are missing")
            return
        row["locator"] = line.place
        self.found.rows.append(row)
        self.found.row_lines += 1
        if shifted:
            self.found.notes.append(
                Note(
                    "savings",
                    row["reference"],
                    "shifted-cells",
                    "note",
                    f"{row['reference']} {row['title']} has one figure more than it has columns; a nought too many was "
                    "left out, and what remains adds up.",
                    line.place,
                )
            )


def _stands_above(line: Line) -> bool:
    """Whether ``line`` holds only the totals or the words above the heading."""
    filled = [cell for cell in line.cells if cell]
    if not filled or len(line.cells) < 2:
        return False
    return all(_ABOVE.fullmatch(cell) for cell in filled) or (len(filled) > 4 and all(map(amounts.is_figure, filled)))


def _aligned(cells: tuple[str, ...], columns: Columns) -> tuple[tuple[str, ...], bool]:
    """``cells`` with each under its heading, and whether a nought too many was left out for that.

    A row with one figure more than there are columns is put right only where all that is left adds up in one way.
    """
    last = columns["complete"]
    if len(cells) <= last + 1 or cells[last] in ("Yes", "No") or cells[last + 1] not in ("Yes", "No"):
        return cells, False
    first = min(index for name, index in columns.items() if name in FIGURES)
    fitting = set()
    for left_out in range(first, last + 1):
        tried = (*cells[:left_out], *cells[left_out + 1 :], "")
        if cells[left_out] == "0" and fits(_figures(tried, columns)):
            fitting.add(tried)
    return (fitting.pop(), True) if len(fitting) == 1 else (cells, False)


def _figures(cells: Sequence[str], columns: Columns) -> dict[str, float | None]:
    figures = {}
    for name, index in columns.items():
        if name in FIGURES:
            figures[name] = amounts.thousands(cells[index])
    return figures


def _row(cells: Sequence[str], columns: Columns) -> Row:
    stated = {name: re.sub(r"^0 (?=[A-Z])", "", cells[index]) for name, index in columns.items()}
    words = {name: value for name, value in stated.items() if value and value != _BLANK}
    complete = words.get("complete")
    if complete not in ("Yes", "No", None):
        raise ValueError(f"{complete!r} is not Yes or No")
    rag = words.get("rag", "").lower() or None
    if rag not in ("red", "amber", "green", "blue", "black", None):
        raise ValueError(f"{rag!r} is not a rating")
    share = stated.get("variance_pct")
    return {
        **blank("saving"),
        "reference": words["reference"],
        "title": text_of([words.get("title", words["reference"])]),
        **{name: words.get(name) for name in ("committee", "workstream", "kind")},
        **_figures(cells, columns),
        "variance_pct": amounts.percent(share) if share else None,
        "complete": complete,
        "rag": rag,
        "direction": amounts.direction(words.get("direction", "")),
        "text": "\n".join(filter(None, (words.get("description"), words.get("commentary")))) or None,
    }
