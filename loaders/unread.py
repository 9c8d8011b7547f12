"""What stands in a paper like a table, outside all that were read: each block is named, and each line is counted.

A line is like a row where figures stand in columns: three figures at the end of a few words, or two cells of figures
apart. A single one with the unit of money above it counts, as do scorecards of ratings and lists of schemes with an
amount each. Two rows make a block; prose, dates and page numbers make none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import MONTHS, Note, is_page_furniture

# Rows of one block stand no further apart: a torn label takes a few lines, and so does a page's foot.
_FIGURE_ROWS, _RATINGS, _ITEMS = "rows of figures", "ratings", "amounts in a list"
_APART = 12
_HEADING = 8
_WORDS = 9
_FIGURES = 3
_SHOWN = 70
_UNIT = re.compile(r"£['’]?000|£['’]?[km]\b|£ ?million", re.IGNORECASE)
_RATING = re.compile(r"(?:red|amber|green)\b(?! [a-z])|.{0,40}\b(?:red|amber|green)(?: \d[\d.&, ]*)?", re.IGNORECASE)
_STATUS = re.compile(r"\b(?:status|rag)\b", re.IGNORECASE)
_ITEM = re.compile(
    r"[-•*▪–] ?\w[^£]{2,90}£ ?\d[\d,.]*[km]\b.*|[A-Z][^£.]{2,60}£[\d,.]+[km](?: [\w/]+){1,6}\.?", re.IGNORECASE
)
_DATED = re.compile(r"\b(?:" + "|".join(MONTHS) + r") (?:20\d\d|\d)|\d{1,2}[:.]\d\d ?[ap]m|\d{5} ?\d{6}|gov\.uk", re.I)
# The pages of an item of the agenda, at the end of a line or alone.
_PAGES = re.compile(r"(?:^|[A-Za-z)’'] )\d{1,3} [–-] \d{1,3}$")
_SECTION = re.compile(r"\d{1,2}\.\d{0,2}\.?(?:\d{1,2}\.?)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")


@dataclass(frozen=True)
class Block:
    """Rows that no table holds: ``first`` and ``last`` are the positions of the first and the last of them."""

    first: int
    last: int
    rows: int
    what: str


def blocks(lines: Sequence[Line], inside: Collection[int]) -> list[Block]:
    """The blocks like a table among ``lines``, apart from the positions ``inside`` tables that were read."""
    found = []
    for what, is_row in ((_FIGURE_ROWS, _is_figures), (_RATINGS, _is_rating), (_ITEMS, _is_item)):
        rows = [at for at, line in enumerate(lines) if at not in inside and line.filled and is_row(line)]
        for run in _runs(rows, lines, inside):
            above = [lines[at] for at in range(max(0, run[0] - _HEADING), run[0]) if at not in inside]
            if what == _RATINGS and not any(_STATUS.search(line.text) for line in above):
                continue
            money = any(_UNIT.search(line.text) for line in above)
            if len(run) >= (3 if what == _ITEMS else 1 if money and what == _FIGURE_ROWS else 2):
                found.append(Block(run[0], run[-1], len(run), what))
    return sorted(found, key=lambda block: block.first)


def notes(lines: Sequence[Line], inside: Collection[int]) -> Iterator[Note]:
    """A remark on each block, with the words that head it."""
    for block in blocks(lines, inside):
        head = _head(lines, block, inside)
        first, last = lines[block.first].place, lines[block.last].place
        where = f"On {first} stands" if block.rows == 1 else f"Between {first} and {last} stand"
        told = "1 row of figures" if block.rows == 1 else f"{block.rows} {block.what}"
        under = f" below “{head}”" if head else ""
        message = f"{where} {told}{under} in no table that is known, so nothing of it was read."
        yield Note("reports", None, "unread-table", "note", message, lines[block.first].place)


def count(lines: Sequence[Line], inside: Collection[int]) -> tuple[int, int, int]:
    """How many lines outside all tables are page furniture, prose, and like a table but not read."""
    alike = sum(block.rows for block in blocks(lines, inside))
    outside = [line for at, line in enumerate(lines) if at not in inside and line.filled]
    furniture = sum(1 for line in outside if is_page_furniture(line) or line.text.isdigit())
    return furniture, len(outside) - furniture - alike, alike


def _runs(rows: Sequence[int], lines: Sequence[Line], inside: Collection[int]) -> Iterator[list[int]]:
    """``rows`` parted where more than a few lines with text, or a table that was read, stand between two of them."""
    if not rows:
        return
    run = [rows[0]]
    for before, at in pairwise(rows):
        between = range(before + 1, at)
        if any(each in inside for each in between) or sum(lines[each].filled > 0 for each in between) > _APART:
            yield run
            run = []
        run.append(at)
    yield run


def _is_figures(line: Line) -> bool:
    if is_page_furniture(line) or _DATED.search(line.text) or _PAGES.search(line.text):
        return False
    if line.filled > 2:
        cells = [cell for cell in line.cells if cell]
        return sum(_is_figure(cell) for cell in cells[bool(_SECTION.fullmatch(cells[0])) :]) > 1
    words = line.text.split()
    figures = 0
    while figures < len(words) and _is_figure(words[-1 - figures]):
        figures += 1
    return figures >= _FIGURES and len(words) - figures <= _WORDS and not _ITEM.fullmatch(line.text)


def _is_figure(word: str) -> bool:
    """Whether ``word`` is an amount, a count or a dash for one; a year, the number of a section or a note is none."""
    if _YEAR.fullmatch(word) or not amounts.is_figure(word):
        return False
    return not re.fullmatch(r"0\d+", word)


def _is_rating(line: Line) -> bool:
    return _RATING.fullmatch(line.text) is not None


def _is_item(line: Line) -> bool:
    return _ITEM.fullmatch(line.text) is not None


def _head(lines: Sequence[Line], block: Block, inside: Collection[int]) -> str:
    """The lines of words just above the first row, in few letters; an empty line may stand between."""
    head: list[str] = []
    for at in range(block.first - 1, max(-1, block.first - _HEADING), -1):
        text = lines[at].text
        long = head and len(" ".join([text, *head])) > _SHOWN
        if (
            at in inside
            or _is_figures(lines[at])
            or _is_prose(text)
            or long
            or (head and not text and not lines[at + 1].text)
        ):
            break
        if re.search(r"[A-Za-z%£]", text) and not is_page_furniture(lines[at]):
            head.insert(0, text)
    shown = " ".join(head)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + "…"


def _is_prose(text: str) -> bool:
    """Whether ``text`` is a sentence or a part of one: many words, most of them in small letters."""
    words = text.split()
    return len(words) > 6 and sum(word.islower() for word in words) * 2 > len(words)
