"""Where a table stands: its heading of one to five rows, and the lines below it, whatever the table is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.containers.text import Line
from loaders.engine import figures, words
from loaders.tables import is_page_furniture

HEADING_ROWS = 5
# A section's heading is a name; what is longer is prose.
_LONGEST_NAME = 90
_SAMPLE = 40
_CUT_SHORT = re.compile(r"[-−]?\d(?:\.\d+)?E[+-]?\d{1,3}", re.IGNORECASE)
_UNIT = re.compile(r"[(]?£? ?['’]?(?:[km]|0{3}s?)?[)]?", re.IGNORECASE)
ROW, SECTION, FURNITURE, UNREAD = "row", "section", "furniture", "unread"


@dataclass(frozen=True)
class Head:
    """A heading over ``lines[start:body]``: for each column its own words, and the band that it stands under."""

    start: int
    body: int
    own: tuple[str, ...]
    bands: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns the heading has."""
        return len(self.own)


@dataclass(frozen=True)
class Profile:
    """What the cells of one column hold: how many figures, words, percent signs and different words."""

    figures: int = 0
    texts: int = 0
    percents: int = 0
    pounds: int = 0
    units: int = 0
    distinct: int = 0
    longest: int = 0
    codes: int = 0


@dataclass
class Body:
    """The lines below a heading by what they are, and one past the last of them.

    ``ragged`` says that blank cells were taken off the ends of its lines, so that a short line is none that slipped.
    """

    parts: list[tuple[int, str]] = field(default_factory=list)
    end: int = 0
    ragged: bool = False

    def rows(self) -> list[int]:
        """The positions of the lines with figures."""
        return [position for position, kind in self.parts if kind == ROW]


def padded(line: Line, width: int) -> tuple[str, ...]:
    """The cells of ``line``, the blank ones at its end given back where an editor took them."""
    return line.cells + ("",) * (width - len(line.cells))


def has_figures(line: Line) -> bool:
    """Whether a line of several cells holds a figure."""
    return any(figures.is_figure(cell) for cell in line.cells if cell)


def _has_numbers(line: Line) -> bool:
    """Whether a line holds a figure that is no unit, such as £m, which a heading may have in a row of its own."""
    return any(figures.is_figure(cell) and not _UNIT.fullmatch(cell) for cell in line.cells if cell)


def is_units(line: Line) -> bool:
    """Whether a line holds nothing but units of the columns above it."""
    return line.filled > 0 and all(
        not re.sub(r"£|['’]?0{3}['’]?s?|%|\bm\b|\bk\b|millions?|thousands?|[\s()]", "", cell.lower())
        for cell in line.cells
        if cell
    )


def heads(lines: Sequence[Line], start: int) -> Iterator[Head]:
    """Every heading that may begin at ``start``, of one row and more; a row of units always belongs to it."""
    rows: list[Line] = []
    for position in range(start, min(start + HEADING_ROWS, len(lines))):
        line = lines[position]
        if not line.filled or _has_numbers(line) or is_page_furniture(line):
            return
        if any(_CUT_SHORT.fullmatch(cell) for cell in line.cells):
            return  # a row of figures as a spreadsheet writes what is too wide for it
        if len(line.cells) == 1 and rows:
            return
        rows.append(line)
        below = lines[position + 1] if position + 1 < len(lines) else None
        if below is not None and len(below.cells) > 1 and is_units(below):
            continue
        if _figures_follow(lines, position + 1):
            yield _head(rows, start, position + 1)


def _head(rows: Sequence[Line], start: int, body: int) -> Head:
    width = max(len(line.cells) for line in rows)
    cells = [padded(line, width) for line in rows]
    own = tuple(words.joined(row[index] for row in cells) for index in range(width))
    bands = [""] * width
    for upper in cells:
        band = ""
        for index in range(width):
            band = upper[index] or band
            # The last row's words cover only columns that have none of their own.
            if band and not upper[index] and (upper is not cells[-1] or (not own[index] and index and own[index - 1])):
                bands[index] = words.joined((bands[index], band))
    return Head(start, body, own, tuple(bands))


def _figures_follow(lines: Sequence[Line], position: int) -> bool:
    """Whether a row with figures stands below, after sections and blank lines at most."""
    for line in lines[position : position + 6]:
        if len(line.cells) > 1 and has_figures(line):
            return True
        if line.filled > 1:
            return False
    return False


def profiles(lines: Sequence[Line], head: Head) -> tuple[Profile, ...]:
    """What stands in each column below ``head``, by the first rows with figures."""
    rows: list[tuple[str, ...]] = []
    for line in lines[head.body :]:
        if len(line.cells) > 1 and has_figures(line):
            rows.append(padded(line, head.width)[: head.width])
        elif (line.filled > 2 and not has_figures(line) and rows) or (
            len(line.cells) == 1 and len(line.text) > _LONGEST_NAME
        ):
            break
        if len(rows) >= _SAMPLE:
            break
    return tuple(profile([row[index] for row in rows]) for index in range(head.width))


def is_code(cell: str) -> bool:
    """Whether a word is a reference such as ``A/R.6.901`` or ``C1004``: few characters, a figure, no lower case."""
    return bool(re.fullmatch(r"(?=.*\d)[A-Z0-9][A-Z0-9./&-]{0,14}", cell))


def profile(cells: Sequence[str]) -> Profile:
    """What the cells of one column hold."""
    stated = [cell for cell in cells if cell and not figures.is_blank(cell)]
    numbers = [cell for cell in stated if figures.is_figure(cell)]
    texts = [cell for cell in stated if cell not in numbers]
    return Profile(
        len(numbers),
        len(texts),
        sum("%" in cell for cell in numbers),
        sum("£" in cell for cell in numbers),
        sum(bool(re.search(r"\d\s*[kKmM]\b|\dbn\b|£[kKmM]\b", cell)) for cell in numbers),
        len(set(texts)),
        max(map(len, texts), default=0),
        sum(1 for cell in texts if is_code(cell)),
    )


def body(lines: Sequence[Line], head: Head, figured: frozenset[int], labelled: frozenset[int], stop: int) -> Body:
    """The lines of the table below ``head``; ``figured`` are the columns of figures, ``labelled`` those of names.

    It ends at prose, at another heading, and at ``stop``.
    """
    found = Body(end=head.body)
    headings = {lines[position].cells for position in range(head.start, head.body)}
    position = head.body
    gap = False
    sections: int | None = None
    while position < min(stop, len(lines)):
        line = lines[position]
        if not line.filled:
            gap = True
            position += 1
            continue
        kind = _kind(lines, position, head, figured, labelled, headings, gap)
        if kind is None or (kind == SECTION and gap and _is_title(lines, position, headings)):
            break
        if kind == SECTION and len(line.cells) > 1:
            at = next(index for index, cell in enumerate(line.cells) if cell)
            sections = at if sections is None else sections
            # A lone text elsewhere than the headings stand is the rest of a row that a page's end cut off.
            kind = SECTION if at in (0, sections) or line.filled > 1 else UNREAD
        found.parts.append((position, kind))
        position += 1
        found.end = position
        gap = False
    found.ragged = not any(lines[at].cells[-1:] == ("",) for at in range(head.start, found.end) if lines[at].filled)
    while found.parts and found.parts[-1][1] in (SECTION, FURNITURE):
        found.end = found.parts.pop()[0]
    return found


def _kind(
    lines: Sequence[Line],
    position: int,
    head: Head,
    figured: frozenset[int],
    labelled: frozenset[int],
    headings: set[tuple[str, ...]],
    gap: bool,
) -> str | None:
    line = lines[position]
    if is_page_furniture(line) or line.cells in headings or (len(line.cells) > 1 and is_units(line)):
        return FURNITURE
    cells = padded(line, head.width)
    if len(line.cells) > head.width and any(line.cells[head.width :]):
        return None if gap else UNREAD
    stated = [index for index in figured if cells[index]]
    if len(line.cells) > 1 and any(figures.is_figure(cells[index]) for index in stated):
        # After a gap, words where figures should be are the heading of another table.
        return ROW
    if line.filled > 1 and all(re.fullmatch(r"per \w+", cell, re.IGNORECASE) for cell in line.cells if cell):
        return SECTION
    if line.filled == 1 or not stated:
        name = line.text
        if len(name) > _LONGEST_NAME or (name.endswith(".") and len(line.cells) == 1):
            return None
        return SECTION if _rows_follow(lines, position + 1, head, figured) else None
    if len(line.cells) > 1 and all(figures.is_blank(cells[index]) for index in stated):
        return ROW
    if sum(1 for index in stated if not figures.is_blank(cells[index])) >= 2 or gap:
        return None
    return ROW if any(cells[index] for index in labelled) else None


def _is_title(lines: Sequence[Line], position: int, headings: set[tuple[str, ...]]) -> bool:
    """Whether the words at ``position`` stand over the heading printed again: the title of another table alike."""
    below = next((line for line in lines[position:] if len(line.cells) > 1), None)
    return len(lines[position].cells) == 1 and below is not None and below.cells in headings


def _rows_follow(lines: Sequence[Line], position: int, head: Head, figured: frozenset[int]) -> bool:
    """Whether a row of this table stands below, after other names at most, and no other heading."""
    for line in lines[position : position + 8]:
        if not line.filled or is_page_furniture(line):
            continue
        cells = padded(line, head.width)
        if len(line.cells) > head.width and any(line.cells[head.width :]):
            return False
        stated = [cells[index] for index in figured if cells[index]]
        if len(line.cells) > 1 and any(figures.is_figure(cell) for cell in stated):
            return True
        if line.cells in {lines[at].cells for at in range(head.start, head.body)}:
            continue
        if line.filled > 1 and stated:
            return False
        if len(line.text) > _LONGEST_NAME:
            return False
    return False


def above(lines: Sequence[Line], start: int, until: int) -> list[str]:
    """The titles above a table, the nearest first: lines of one cell, and the name of its sheet."""
    found: list[str] = []
    for position in range(start - 1, max(until - 1, start - 30, -1), -1):
        line = lines[position]
        if line.filled == 1:
            found.append(line.text)
        elif line.filled:
            break
        if len(found) >= 8:
            break
    place = lines[start].place
    if "!" in place:
        found.append(place.rpartition("!")[0])
    return found
