"""Tables of a PDF that no rules are drawn around: their cells by the places of their words.

Lines with figures under each other are rows. Where the words of all rows leave a gap from top to bottom, a column ends.
The heading is the few lines above that stand over those columns. A block in which a word reaches from one column into
the next is no table: it stays lines of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import amounts
from loaders.containers.cells import joined
from loaders.containers.pdf_drawn import Box

# Words further apart than this share of their height stand in different columns.
_APART = 0.9
_LEAST_COLUMNS = 4
_LEAST_ROWS = 3
_LEAST_FIGURES = 2
_HEADING_LINES = 5
_UNIT = re.compile(r"£(?:['’]?000s?|k|m)|['’]?000s?|%", re.IGNORECASE)
# Lines of one table stand no further apart than this many heights.
_FAR = 3.0

Rows = list[list[str]]


def tables(lines: Sequence[Sequence[Box]]) -> list[tuple[range, Rows]]:
    """Which of ``lines`` (words from the head of a page to its foot) make a table, and the rows of each."""
    runs = [_runs(line) for line in lines]
    found = []
    begin = 0
    while begin < len(runs):
        end = begin
        while end < len(runs) and (end == begin or _near(runs[end - 1], runs[end])):
            end += 1
        table = _table(runs[begin:end])
        if table:
            before, rows, after = table
            found.append((range(begin + before, end - after), rows))
        begin = end
    return found


def _runs(line: Sequence[Box]) -> list[Box]:
    """The words of a line, those together that only a blank parts."""
    runs: list[Box] = []
    for word in sorted(line, key=lambda each: each.left):
        if (
            runs
            and word.left - runs[-1].right < _APART * min(word.height, runs[-1].height)
            and not (amounts.is_figure(word.text) and amounts.is_figure(runs[-1].text))
        ):
            last = runs[-1]
            runs[-1] = Box(
                last.left,
                min(last.top, word.top),
                word.right,
                max(last.bottom, word.bottom),
                f"{last.text} {word.text}",
            )
        else:
            runs.append(Box(word.left, word.top, word.right, word.bottom, word.text))
    return runs


def _near(above: list[Box], below: list[Box]) -> bool:
    height = max(each.height for each in above)
    return min(each.top for each in below) - max(each.bottom for each in above) < _FAR * height


def _is_row(runs: list[Box]) -> bool:
    figures = sum(_is_figure(each.text) for each in runs)
    return figures >= _LEAST_FIGURES and any(not amounts.is_figure(each.text) for each in runs)


def _is_figure(text: str) -> bool:
    """Whether ``text`` is a figure and no unit that heads a column, such as £000."""
    return amounts.is_figure(text) and _UNIT.fullmatch(text) is None


def _table(block: list[list[Box]]) -> tuple[int, Rows, int] | None:
    """How many lines stand before the table in ``block``, its rows, and how many lines stand after it."""
    rows = [at for at, runs in enumerate(block) if _is_row(runs)]
    if len(rows) < _LEAST_ROWS:
        return None
    first, last = rows[0], rows[-1]
    columns = _columns([block[at] for at in rows])
    if len(columns) < _LEAST_COLUMNS:
        return None
    # A line of one run between the heading and the first row names a section.
    while first and len(block[first - 1]) == 1:
        first -= 1
    heading, begin = _heading(block[:first], columns)
    body = [_placed(runs, columns) for runs in block[first : last + 1]]
    if not heading or any(cells is None for cells in body):
        return None
    return begin, [heading, *(cells for cells in body if cells is not None)], len(block) - last - 1


def _columns(rows: list[list[Box]]) -> list[tuple[float, float]]:
    """From where to where each column reaches: the places of all words, joined where they overlap."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((each.left, each.right) for runs in rows for each in runs):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _placed(runs: list[Box], columns: list[tuple[float, float]]) -> list[str] | None:
    """The cells of a row; None where two runs of words stand in one column, or one reaches over two."""
    cells = [""] * len(columns)
    for each in runs:
        over = [at for at, (left, right) in enumerate(columns) if each.left < right and left < each.right]
        if len(over) != 1 or cells[over[0]]:
            return None
        cells[over[0]] = joined([each.text])
    return cells


def _heading(above: list[list[Box]], columns: list[tuple[float, float]]) -> tuple[list[str], int]:
    """The words over each column, all lines of them together, and at which line of ``above`` they begin.

    Figures are set to the right of their column: words that stand over none of them belong to the next to the right.
    """
    parts: list[list[str]] = [[] for _ in columns]
    begin = len(above)
    for at in range(len(above) - 1, max(-1, len(above) - 1 - _HEADING_LINES), -1):
        # A title above the table is one run of words.
        if len(above[at]) < _LEAST_FIGURES:
            break
        for each in above[at]:
            over = [number for number, (left, right) in enumerate(columns) if each.left < right and left < each.right]
            middle = (each.left + each.right) / 2
            next_right = (number for number, (_, right) in enumerate(columns) if middle <= right)
            number = over[0] if len(over) == 1 else next(next_right, len(columns) - 1)
            parts[number].insert(0, each.text)
        begin = at
    heading = [joined(part) for part in parts]
    return (heading, begin) if sum(map(bool, heading)) >= len(columns) - 1 else ([], begin)
