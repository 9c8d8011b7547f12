"""One page of a PDF as blocks from top to bottom: printed lines, and ruled tables with their cells.

pdfplumber works out from the strokes which of them rule a table and where its cells are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pypdfium2
from pdfplumber.table import TableFinder

from loaders.containers import by_place as places
from loaders.containers.cells import joined, raised
from loaders.containers.pdf_drawn import Box, Drawn, drawn
from loaders.containers.text import clean

# Two strokes down and two across are the least that rule a table.
_STROKES = 4
# A raised digit is set at least this much smaller than the word beside it.
_SMALLER = 0.8
# A gap this wide, as a share of the height, parts two words.
_GAP = 0.2
_BUCKET = 16.0


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line; ``number`` counts the lines of its page."""

    top: float
    bottom: float
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Table:
    """One ruled table; ``number`` counts the tables of its page."""

    top: float
    bottom: float
    left: float
    right: float
    rows: Sequence[Sequence[str]]
    number: int
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page's blocks; ``picture`` where it has a picture and no words, ``turned`` where its words stand upright.

    ``beside`` where words stand level with the rows of a ruled table but in none of its cells: its sides may be open;
    ``placed`` where the places of words told a table.
    """

    number: int
    height: float
    blocks: Sequence[Printed | Table]
    characters: int
    picture: bool = False
    turned: bool = False
    beside: bool = False
    watermark: str = ""
    placed: bool = False


@dataclass(slots=True)
class _Cell:
    """One box of a table, and the characters in it."""

    box: Box
    characters: list[Box] = field(default_factory=list)


def read(page: pypdfium2.PdfPage, number: int, by_place: bool = False) -> Page:
    """The lines and the ruled tables of a page; ``by_place``, also tables whose columns only the words' places show."""
    seen = drawn(page)
    tables, rest = _tables(seen, number)
    lines = _printed(_words(rest))
    unruled: list[Table] = []
    if by_place:
        lines, unruled = _by_place(_in_lines(_words(rest)), number, len(tables))
        tables += unruled
    beside = any(each.top < (line.top + line.bottom) / 2 < each.bottom for line in lines for each in tables)
    blocks: list[Printed | Table] = [*lines, *tables]
    blocks.sort(key=lambda block: (block.top, block.bottom))
    return Page(
        number,
        seen.height,
        blocks,
        len(seen.characters),
        seen.picture,
        seen.turned,
        beside,
        seen.watermark,
        bool(unruled),
    )


def _tables(seen: Drawn, number: int) -> tuple[list[Table], list[Box]]:
    """The ruled tables of a page, and the characters that stand in none of them."""
    if len(seen.strokes) < _STROKES:
        return [], seen.characters
    ruled = SimpleNamespace(bbox=(0, 0, seen.width, seen.height), edges=[_edge(stroke) for stroke in seen.strokes])
    found = [table for table in TableFinder(cast(Any, ruled)).tables if len(table.cells) > 1]
    grids = [[[_Cell(Box(*box)) if box else None for box in row.cells] for row in table.rows] for table in found]
    buckets: dict[int, list[_Cell]] = defaultdict(list)
    for cell in (cell for grid in grids for row in grid for cell in row if cell is not None):
        for bucket in range(int(cell.box.top // _BUCKET), int(cell.box.bottom // _BUCKET) + 1):
            buckets[bucket].append(cell)
    rest: list[Box] = []
    into = rest
    for each in seen.characters:
        if each.text != " ":  # a blank goes with the character before it
            into = _home(each, buckets, rest)
        into.append(each)
    tables = []
    for position, (table, grid) in enumerate(zip(found, grids, strict=True), start=1):
        texts = [["" if cell is None else _text(cell.characters) for cell in row] for row in grid]
        left, top, right, bottom = table.bbox
        tables.append(Table(top, bottom, left, right, texts, position, number))
    return tables, rest


def _edge(stroke: Box) -> dict[str, Any]:
    width, height = stroke.right - stroke.left, stroke.height
    return {
        "object_type": "line",
        "orientation": "h" if width > height else "v",
        "x0": stroke.left,
        "x1": stroke.right,
        "top": stroke.top,
        "bottom": stroke.bottom,
        "width": width,
        "height": height,
    }


def _home(each: Box, buckets: dict[int, list[_Cell]], rest: list[Box]) -> list[Box]:
    """The characters of the cell in which the middle of ``each`` stands, or ``rest``."""
    x, y = (each.left + each.right) / 2, (each.top + each.bottom) / 2
    for cell in buckets.get(int(y // _BUCKET), ()):
        if cell.box.left <= x < cell.box.right and cell.box.top <= y < cell.box.bottom:
            return cell.characters
    return rest


def _text(characters: list[Box]) -> str:
    return joined(line.text for line in _printed(_words(characters))) if characters else ""


def _words(characters: Iterable[Box]) -> list[Box]:
    """Characters that follow each other without a gap on one line and in one size, as words."""
    words: list[Box] = []
    apart = True
    for each in characters:
        if each.text == " ":
            apart = True
            continue
        word = words[-1] if words else each
        size = min(word.height, each.height)
        beside = -size < each.left - word.right < _GAP * size
        level = abs(each.bottom - word.bottom) < 0.1 * size and abs(each.height - word.height) < 0.1 * size
        if apart or not (beside and level):
            words.append(Box(each.left, each.top, each.right, each.bottom, each.text))
        else:
            word.right, word.text = max(word.right, each.right), word.text + each.text
        apart = False
    return words


def _by_place(lines: list[list[Box]], number: int, ruled: int) -> tuple[list[Printed], list[Table]]:
    """The lines that stand in no table, and the tables that only the places of their words show."""
    found = places.tables(lines)
    tables = []
    for position, (which, placed) in enumerate(found, start=ruled + 1):
        words = [word for at in which for word in lines[at]]
        left, right = min(word.left for word in words), max(word.right for word in words)
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        tables.append(Table(top, bottom, left, right, [row.cells for row in placed], position, number))
    inside = {at for which, _ in found for at in which}
    return _printed(word for at, line in enumerate(lines) if at not in inside for word in line), tables


def _printed(words: Iterable[Box]) -> list[Printed]:
    """``words`` as printed lines."""
    # The first word of a line is its tallest.
    texts = [(line[0], clean(_joined(line))) for line in _in_lines(words)]
    filled = [(tallest, text) for tallest, text in texts if text]
    return [Printed(word.top, word.bottom, text, number) for number, (word, text) in enumerate(filled, start=1)]


def _in_lines(words: Iterable[Box]) -> list[list[Box]]:
    """``words`` in lines, from the head down: those whose middles stand within the height of a line's tallest word."""
    lines: list[list[Box]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda each: (-round(each.height, 1), each.top)):
        middle = (word.top + word.bottom) / 2
        at = next((index for index, (top, bottom) in enumerate(spans) if top <= middle <= bottom), None)
        if at is None:
            lines.append([word])
            spans.append((word.top, word.bottom))
        else:
            lines[at].append(word)
    return [lines[index] for index in sorted(range(len(lines)), key=lambda index: spans[index])]


def _joined(words: list[Box]) -> str:
    """The words of a line; a raised digit keeps its place but is set apart."""
    tallest = max(words, key=lambda each: each.height)
    text, right = "", 0.0
    for word in sorted(words, key=lambda each: each.left):
        small = word.height < _SMALLER * tallest.height
        high = word.bottom < tallest.bottom - 0.15 * tallest.height
        piece = raised(word.text) if small and high else word.text
        gap = "" if not text or word.left - right < _GAP / 2 * tallest.height else " "
        text, right = text + gap + piece, word.right
    return text
