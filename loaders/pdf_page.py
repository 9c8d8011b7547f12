"""One page of a PDF as blocks from top to bottom: printed lines, and ruled tables with their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils import extract_words

from loaders.cells import joined, raised
from loaders.errors import LoadError
from loaders.text import clean

# Fewer strokes than these cannot rule a table; more nested drawings than this are no report's.
_STROKES = 8
_NESTED = 8
# A raised digit is set at least this much smaller than the word beside it.
_SMALLER = 0.8
_BUCKET = 16.0
# Arrows set in a font of symbols that keeps no key to its characters come out as the letters of those codes.
_SYMBOLS = {
    "symbol": {"«": "↔", "‹": "←", "›": "↑", "ﬁ": "→", "ﬂ": "↓"},
    "wingdings": {"ß": "←", "à": "→", "á": "↑", "â": "↓", "ç": "←", "è": "→", "é": "↑", "ê": "↓", "ó": "↔"},
}


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together, with their box; ``top`` is measured down from the head of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


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
    """A page's blocks; ``picture`` where it has a picture and no words, ``turned`` where its words stand upright."""

    number: int
    height: float
    blocks: Sequence[Printed | Table]
    characters: int
    picture: bool = False
    turned: bool = False


def has_rules(page: pypdfium2.PdfPage) -> bool:
    """Whether the page may hold a ruled table; a page that is turned is not for the fast library either."""
    if page.get_rotation():
        return True
    strokes = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_NESTED):
        strokes += pdfium.FPDFPath_CountSegments(drawn.raw)
        if strokes >= _STROKES:
            return True
    return False


def without_tables(page: pypdfium2.PdfPage, number: int) -> Page:
    """The lines of a page that has no rules."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    words = []
    for index in range(text.count_rects()):
        box = text.get_rect(index)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if left <= middle[0] <= right and bottom <= middle[1] <= top:
            words.append(Word(box[0], top - box[3], box[2], top - box[1], text.get_text_bounded(*box)))
    characters = text.count_chars()
    pictures = next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTED), None)
    lines = _printed(words)
    return Page(number, top - bottom, lines, characters, picture=not lines and pictures is not None)


def with_tables(page: PlumberPage, number: int, most: int) -> Page:
    """The lines and ruled tables of a page; raises ``LoadError`` where it has more than ``most`` characters."""
    left, top, right, bottom = page.bbox
    characters = page.chars
    if len(characters) > most:
        raise LoadError(f"page {number} has more text than any page of a paper and is not read")
    inside = [
        each
        for each in characters
        if left <= (each["x0"] + each["x1"]) / 2 <= right and top <= (each["top"] + each["bottom"]) / 2 <= bottom
    ]
    upright = [_in_symbols(each) for each in inside if each["upright"]]
    tables, rest = _tables(page, number, upright)
    blocks: list[Printed | Table] = [*_printed(_words(rest)), *tables]
    blocks.sort(key=lambda block: (block.top, block.bottom))
    turned = len(inside) > 2 * len(upright)
    picture = not inside and bool(page.images)
    return Page(number, float(page.height), blocks, len(characters), picture, turned)


def _in_symbols(character: dict[str, Any]) -> dict[str, Any]:
    """``character`` with the arrow that its font of symbols prints for it, if it is one."""
    font = str(character.get("fontname", "")).lower()
    for name, codes in _SYMBOLS.items():
        if name in font:
            # Some programs keep such codes in the range for private use.
            text = "".join(
                chr(ord(each) - 0xF000) if 0xF020 <= ord(each) <= 0xF0FF else each for each in character["text"]
            )
            return {**character, "text": codes.get(text, text)}
    return character


@dataclass
class _Cell:
    """One box of a table, and the characters in it."""

    box: tuple[float, float, float, float]
    characters: list[Any] = field(default_factory=list)


def _tables(page: PlumberPage, number: int, characters: list[Any]) -> tuple[list[Table], list[Any]]:
    """The ruled tables of a page, and the characters that stand in none of them."""
    found = [table for table in page.find_tables() if len(table.cells) > 1]
    cells: list[_Cell] = []
    buckets: dict[int, list[_Cell]] = defaultdict(list)
    rows: list[list[list[_Cell | None]]] = []
    for table in found:
        rows.append([])
        for row in table.rows:
            rows[-1].append([_Cell(box) if box else None for box in row.cells])
            cells += [cell for cell in rows[-1][-1] if cell is not None]
    for cell in cells:
        for bucket in range(int(cell.box[1] // _BUCKET), int(cell.box[3] // _BUCKET) + 1):
            buckets[bucket].append(cell)
    rest = []
    for each in characters:
        x, y = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
        for cell in buckets.get(int(y // _BUCKET), ()):
            if cell.box[0] <= x < cell.box[2] and cell.box[1] <= y < cell.box[3]:
                cell.characters.append(each)
                break
        else:
            rest.append(each)
    tables = []
    for position, (table, grid) in enumerate(zip(found, rows, strict=True), start=1):
        texts = [["" if cell is None else _text(cell.characters) for cell in row] for row in grid]
        left, top, right, bottom = table.bbox
        tables.append(Table(top, bottom, left, right, texts, position, number))
    return tables, rest


def _text(characters: list[Any]) -> str:
    return joined(line.text for line in _printed(_words(characters))) if characters else ""


def _words(characters: list[Any]) -> list[Word]:
    if not characters:
        return []
    return [
        Word(float(each["x0"]), float(each["top"]), float(each["x1"]), float(each["bottom"]), str(each["text"]))
        for each in extract_words(characters, x_tolerance_ratio=0.2, extra_attrs=["size"])
    ]


def _printed(words: Iterable[Word]) -> list[Printed]:
    """``words`` as lines: those whose middles stand within the height of the tallest word of a line."""
    lines: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda each: (each.top - each.bottom, each.top)):  # the tallest first
        middle = (word.top + word.bottom) / 2
        at = next((index for index, (top, bottom) in enumerate(spans) if top <= middle <= bottom), None)
        if at is None:
            lines.append([word])
            spans.append((word.top, word.bottom))
        else:
            lines[at].append(word)
    order = sorted(range(len(lines)), key=lambda index: spans[index])
    texts = [(spans[index], clean(_joined(lines[index]))) for index in order]
    filled = [(span, text) for span, text in texts if text]
    return [Printed(span[0], span[1], text, number) for number, (span, text) in enumerate(filled, start=1)]


def _joined(words: list[Word]) -> str:
    """The words of a line; a raised digit keeps its place but is set apart."""
    tallest = max(words, key=lambda each: each.bottom - each.top)
    height = tallest.bottom - tallest.top
    text, right = "", 0.0
    for word in sorted(words, key=lambda each: each.left):
        small = word.bottom - word.top < _SMALLER * height
        high = word.bottom < tallest.bottom - 0.15 * height
        piece = raised(word.text) if small and high else word.text
        gap = "" if not text or word.left - right < 0.1 * height else " "
        text, right = text + gap + piece, word.right
    return text
