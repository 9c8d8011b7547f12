"""Reads a table that is labels with figures, from its heading: the columns are known by the heading's words.

Where cells are kept apart, each figure stands under its heading. Where they are not, the heading is torn into words
over many lines, a row ends in as many figures as the heading has columns after the label, and the label may stand on
lines of its own. A row with fewer figures is left unread: which of its cells is blank cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import MONTHS, Found, Note, every, heading_run, is_page_furniture

_MONTH = "|".join(rf"{month}|{month[:3]}|sept" for month in MONTHS)
_UNIT = re.compile(r"\d?£['’]?000['’]?s?|%", re.IGNORECASE)
VOCABULARY = re.compile(
    rf"original|budget|as|per|bp|scheme|revised|for|actual|spend|forecast|variance|outturn|total|source|of|funding|"
    rf"allocation|service|capital|programme|variations?|used|[-–—]|20\d\d/\d\d|\(?(?:{_MONTH}|close)\)?|\d\d\)|"
    rf"{_UNIT.pattern}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Layout:
    """What a table's heading looks like.

    ``columns`` are pairs of a pattern for words of the heading and the column they name ("" for words above several
    columns); of those that fit, the first not yet taken counts. ``begins`` is how a torn heading's first line looks.
    ``level`` gives a row's level from its label.
    """

    table: str
    name: str
    label: str
    columns: tuple[tuple[str, str], ...]
    required: frozenset[str]
    begins: re.Pattern[str]
    level: Callable[[str], str]

    @property
    def figures(self) -> list[str]:
        """The columns that hold figures."""
        return [name for name in dict.fromkeys(name for _, name in self.columns) if name not in ("", self.label)]


def find(lines: Sequence[Line], layout: Layout) -> list[Found]:
    """Every table in ``lines`` whose heading is that of ``layout``."""
    return every(lines, lambda position: _at(lines, position, layout))


def _at(lines: Sequence[Line], position: int, layout: Layout) -> Found | None:
    line = lines[position]
    if len(line.cells) > 3:
        places = _cell_columns(line, layout)
        return _read_cells(lines, position, places, layout) if places else None
    if line.filled == 1 and layout.begins.match(line.text):
        end, words = heading_run(lines, position, VOCABULARY)
        order = columns_of(words, layout.columns)
        if _complete(order, layout) and len(_UNIT.findall(words)) == len(order) - 1:
            return _WordReader(lines, position, end, order, layout).read()
    return None


def columns_of(words: str, columns: Sequence[tuple[str, str]]) -> list[str]:
    """The columns that the words of a heading name, in their order."""
    plain = " ".join(_UNIT.sub(lambda unit: "%" if unit.group() == "%" else " ", words.lower()).split())
    plain = re.sub(r"[–—]", "-", plain)
    found: list[str] = []
    position = 0
    while position < len(plain):
        for pattern, column in columns:
            match = re.compile(rf"(?:{pattern})(?!\w)").match(plain, position)
            if match and column not in found:
                found += [column] if column else []
                position = match.end()
                break
        else:
            position = plain.find(" ", position)
            if position < 0:
                break
        position += 1
    return found


def _complete(found: Sequence[str], layout: Layout) -> bool:
    return layout.label in found and layout.required <= set(found)


def _cell_columns(line: Line, layout: Layout) -> dict[int, str] | None:
    places: dict[int, str] = {}
    for index, cell in enumerate(line.cells):
        left = [pair for pair in layout.columns if pair[1] not in places.values()]
        named = columns_of(cell, left)
        if named:
            places[index] = named[0]
    return places if _complete(list(places.values()), layout) else None


def _add(found: Found, layout: Layout, label: str, figures: dict[str, str], line: Line) -> None:
    """Add a row; raises ``ValueError`` for a figure that is none."""
    values = {
        name: amounts.percent(text) if name.endswith("_pct") else amounts.thousands(text)
        for name, text in figures.items()
    }
    row = {layout.label: label, "level": layout.level(label), **dict.fromkeys(layout.figures), **values}
    found.rows.append({**row, "locator": line.place})


def _closed(found: Found) -> bool:
    return bool(found.rows) and found.rows[-1]["level"] == "total"


def _finish(found: Found, end: int) -> Found:
    found.end = end
    if found.rows and not _closed(found):
        found.notes.append(without_total(found))
    return found


def without_total(found: Found) -> Note:
    """The note for a table that ends before its total."""
    return Note(
        found.table,
        found.name,
        "missing-page",
        "error",
        f"The table {found.name} ends without its total, so lines or a page may be missing.",
        found.rows[-1]["locator"],
    )


def _read_cells(lines: Sequence[Line], heading: int, places: dict[int, str], layout: Layout) -> Found:
    width = len(lines[heading].cells)
    # The year, and a name over several columns, stand in a row above the heading.
    start = heading - 1 if heading and len(lines[heading - 1].cells) == width else heading
    found = Found(layout.table, layout.name, start)
    found.furniture = sum(1 for line in lines[start : heading + 1] if line.filled)
    position = heading + 1
    while position < len(lines) and not _closed(found):
        line = lines[position]
        if is_page_furniture(line) or line.cells == lines[heading].cells or line.cells == lines[start].cells:
            found.furniture += bool(line.filled)
        elif line.filled and len(line.cells) == 1:
            break  # prose: the table has ended
        elif line.filled and len(line.cells) != width and not lines[position - 1].filled:
            break  # another table
        elif line.filled:
            _read_row(found, line, width, places, layout)
        position += 1
    return _finish(found, position)


def _read_row(found: Found, line: Line, width: int, places: dict[int, str], layout: Layout) -> None:
    if len(line.cells) != width:
        found.leave_unread(line, f"it has {len(line.cells)} cells where the heading has {width}")
        return
    if line.filled == 1 or all(_UNIT.fullmatch(cell) for cell in line.cells if cell):
        found.furniture += 1  # a heading over several rows
        return
    cells = {name: line.cells[index] for index, name in places.items()}
    label = cells.pop(layout.label)
    if not label:
        found.leave_unread(line, "its label is missing")
        return
    try:
        _add(found, layout, label, cells, line)
    except ValueError as error:
        found.leave_unread(line, str(error))
    else:
        found.row_lines += 1


class _WordReader:
    """Rows whose cells are separated by single spaces, their labels perhaps wrapped over lines."""

    def __init__(self, lines: Sequence[Line], start: int, body: int, order: Sequence[str], layout: Layout) -> None:
        self.lines, self.position, self.layout = lines, body, layout
        label = order.index(layout.label)
        self.before, self.after = order[:label], order[label + 1 :]
        self.found = Found(layout.table, layout.name, start)
        self.found.furniture = sum(1 for line in lines[start:body] if line.filled)
        self.pending: list[int] = []

    def read(self) -> Found:
        while self.position < len(self.lines) and not _closed(self.found):
            line = self.lines[self.position]
            end, words = (0, "") if self.pending else heading_run(self.lines, self.position, VOCABULARY)
            if len(words.split()) > 5:  # the heading again, on a new page
                self.found.furniture += sum(1 for each in self.lines[self.position : end] if each.filled)
                self.position = end
                continue
            if re.match(r"appendix\b", line.text, re.IGNORECASE) or len(self.pending) > 3:
                break
            if line.filled and is_page_furniture(line):
                self.found.furniture += 1
            elif line.filled:
                self.pending.append(self.position)
                self._try()
            self.position += 1
        # What is still pending has no figures: prose below a table that ended without its total.
        return _finish(self.found, self.pending[0] if self.pending else self.position)

    def _try(self) -> None:
        """Read the pending lines as a row, if they end in figures."""
        lines = [self.lines[position] for position in self.pending]
        words = " ".join(line.text for line in lines).split()
        before: dict[str, str] = {}
        for name in self.before:
            if words and amounts.kind(words[0]) in ("number", "dash", "thousands"):
                before[name] = words.pop(0)
        end = len(words)
        while end and amounts.kind(words[end - 1]) in ("number", "dash", "thousands", "percent"):
            end -= 1
        label, figures = " ".join(words[:end]), words[end:]
        if not figures:
            return
        reason = None
        if not label:
            reason = "its label is missing"
        elif len(figures) != len(self.after):
            reason = f"it has {len(figures)} figures after its label where the heading has {len(self.after)}"
        else:
            try:
                _add(self.found, self.layout, label, before | dict(zip(self.after, figures, strict=True)), lines[-1])
            except ValueError as error:
                reason = str(error)
        if reason is None:
            self.found.row_lines += len(lines)
        else:
            for line in lines:
                self.found.leave_unread(line, reason)
        self.pending = []
