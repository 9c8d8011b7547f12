"""Tables that no rules are drawn around: their cells by the places of their words.

Lines with figures under each other are rows. Where the words of all rows leave a gap from top to bottom, a column ends.
The heading is the few lines above that stand over those columns. Lines without figures between the rows are names of
sections, or the rest of a label that was wrapped: these stand closer to their row than rows to each other. A block in
which a word reaches from one column into the next is no table: it stays lines of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders import amounts
from loaders.containers import over_columns
from loaders.containers.cells import joined
from loaders.containers.pdf_drawn import Box

# Words further apart than this share of their height stand in different columns.
_APART = 0.9
_LEAST_COLUMNS = 3
_LEAST_ROWS = 3
_LEAST_FIGURES = 2
_NO_FIGURE = re.compile(r"\(?£?(?:['’]?000s?|k|m|%)\)?|(?:19|20)\d\d", re.IGNORECASE)
_BLANK = frozenset(("-", "–", "—", "nil", "n/a", "tbc", "*", "[x]", "[c]"))
_CREDIT = re.compile(r" ?\b(?:CR|DR)\.?$", re.IGNORECASE)
# Rows of one table stand no further apart than this many heights, and with no more lines between them.
_FAR = 4.0
_BETWEEN = 6
# A line that stands closer than this share of the usual distance is the rest of a wrapped label.
_CLOSE = 0.87
_GOES_ON = re.compile(r"(?:\b(?:and|of|for|the|or|with|to|in|on|by|from|per|a)|[&,/(–-])$", re.IGNORECASE)

Run = list[Box]
Span = tuple[float, float]


@dataclass
class Placed:
    """One row of a table: the number of the line that it stands on, and its cells."""

    at: int
    cells: list[str]


def tables(lines: Sequence[Sequence[Box]]) -> list[tuple[range, list[Placed]]]:
    """Which of ``lines`` (words from the head of a page to its foot) make a table, and the rows of each."""
    filled = [at for at, line in enumerate(lines) if line]
    runs = [_runs(lines[at]) for at in filled]
    found: list[tuple[range, list[Placed]]] = []
    free = 0
    for rows in _groups(runs):
        table = _table(runs, rows, free) if len(rows) >= _LEAST_ROWS else None
        if table:
            which, placed = table
            free = which.stop
            for row in placed:
                row.at = filled[row.at]
            found.append((range(filled[which.start], filled[free - 1] + 1), placed))
    return found


def text_of(run: Run) -> str:
    """The words of a run."""
    return " ".join(word.text for word in run)


def span(run: Run) -> Span:
    """From where to where a run reaches."""
    return run[0].left, run[-1].right


def _runs(line: Sequence[Box]) -> list[Run]:
    """The words of a line, those together that only a blank parts; two figures are never one."""
    runs: list[Run] = []
    for word in sorted(line, key=lambda each: each.left):
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and word.left - last.right < _APART * min(word.height, last.height)
            and not (amounts.is_figure(word.text) and amounts.is_figure(last.text))
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_figure(run: Run) -> bool:
    """Whether a run is a figure or stands for one that is not stated, and no unit or year that heads a column."""
    text = _CREDIT.sub("", text_of(run))
    return text.lower() in _BLANK or (amounts.is_figure(text) and _NO_FIGURE.fullmatch(text) is None)


def _figures(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if _is_figure(run)]


def _groups(lines: Sequence[list[Run]]) -> Iterator[list[int]]:
    """The lines that may be rows of one table: figures under figures, and no heading or prose between them."""
    group: list[int] = []
    columns: list[Span] = []
    for at, runs in enumerate(lines):
        stated = _figures(runs)
        fits = _fit([span(each) for each in stated], columns)
        if group and stated and fits and _near(lines, group[-1], at) and not _reach_in(runs, stated, columns):
            group.append(at)
            columns = _merged([*columns, *(span(each) for each in stated)])
        elif group and (_breaks(runs, columns) or at - group[-1] > _BETWEEN or len(stated) >= _LEAST_FIGURES):
            yield group
            group, columns = [], []
        if not group and len(stated) >= _LEAST_FIGURES:
            group, columns = [at], [span(each) for each in stated]
    if group:
        yield group


def _near(lines: Sequence[list[Run]], above: int, below: int) -> bool:
    height = max(word.height for run in lines[above] for word in run)
    for upper, lower in pairwise(range(above, below + 1)):
        gap = min(word.top for run in lines[lower] for word in run)
        if gap - max(word.bottom for run in lines[upper] for word in run) > _FAR * height:
            return False
    return True


def _fit(spans: Sequence[Span], columns: Sequence[Span]) -> bool:
    """Whether each span stands under one column at most, and any of them under one."""
    over = [sum(left < right_of and left_of < right for left_of, right_of in columns) for left, right in spans]
    return all(each <= 1 for each in over) and any(over)


def _reach_in(runs: Sequence[Run], stated: Sequence[Run], columns: Sequence[Span]) -> bool:
    """Whether a lone figure stands beside words that lie where the figures should: prose."""
    others = [span(each) for each in runs if each not in stated]
    return len(stated) < _LEAST_FIGURES and any(
        left < right_of and left_of < right for left, right in others for left_of, right_of in columns
    )


def _breaks(runs: Sequence[Run], columns: Sequence[Span]) -> bool:
    """Whether words stand where the figures of the table should: a heading, or prose."""
    words = [span(run) for run in runs if not _is_figure(run)]
    return any(left < right_of and left_of < right for left, right in words for left_of, right_of in columns)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in their order, joined where they overlap."""
    columns: list[Span] = []
    for left, right in sorted(spans):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _table(lines: Sequence[list[Run]], rows: list[int], free: int) -> tuple[range, list[Placed]] | None:
    """Where a table stands, from its heading on, and its rows; ``None`` where it is none. ``free`` ends the last."""
    columns = _merged([span(run) for at in rows for run in lines[at]])
    first = rows[0]
    pitch = _pitch(lines, rows)
    while first - 1 >= free and _is_lone(lines[first - 1], columns) and not _crowds(lines, first - 2, pitch):
        first -= 1
    columns = over_columns.as_one(lines, rows, first, free, columns)
    if len(columns) < _LEAST_COLUMNS or not any(not _is_figure(run) for at in rows for run in lines[at]):
        return None
    figured = [any(_is_figure(run) and _over(run, [each]) for at in rows for run in lines[at]) for each in columns]
    if sum(figured) < _LEAST_FIGURES:
        return None
    columns, figured = over_columns.with_blank(lines, first, free, columns, figured)
    heading, begin = over_columns.heading(lines, first, free, columns, figured)
    end = rows[-1] + 1
    while end < len(lines) and _crowds(lines, end - 1, pitch) and _is_rest(lines[end], columns):
        end += 1  # the rest of the last label
    body = _body(lines, range(first, end), set(rows), columns, pitch)
    if not heading or body is None:
        return None
    return range(begin, end), [Placed(begin, heading), *body]


def _over(run: Run, columns: Sequence[Span]) -> list[int]:
    left, right = span(run)
    return [at for at, (left_of, right_of) in enumerate(columns) if left < right_of and left_of < right]


def _is_lone(runs: Sequence[Run], columns: Sequence[Span]) -> bool:
    """Whether a line names a section: words that begin where the table does, or at a column's left edge."""
    if len(runs) != 1 or _is_figure(runs[0]):
        return False
    left = runs[0][0].left
    return left <= columns[0][0] + runs[0][0].height or any(
        abs(left - edge) < 1.0 for edge, _ in columns[: len(columns) // 2]
    )


def _top(runs: Sequence[Run]) -> float:
    return min(word.top for run in runs for word in run)


def _pitch(lines: Sequence[list[Run]], rows: Sequence[int]) -> float:
    """The usual distance between two rows that follow each other; nought where no two do."""
    apart = [_top(lines[lower]) - _top(lines[upper]) for upper, lower in pairwise(rows) if lower == upper + 1]
    return median(apart) if apart else 0.0


def _crowds(lines: Sequence[list[Run]], at: int, pitch: float) -> bool:
    """Whether line ``at`` and the one below it stand so close that they are parts of one heading or label."""
    return at >= 0 and 0 < _top(lines[at + 1]) - _top(lines[at]) < _CLOSE * pitch


def _body(
    lines: Sequence[list[Run]], which: range, rows: set[int], columns: Sequence[Span], pitch: float
) -> list[Placed] | None:
    """The rows and sections from the first line to the last; ``None`` where words reach over a column's edge."""
    found: list[Placed] = []
    ahead: list[list[str]] = []  # the beginnings of a wrapped label, above its figures
    for at in which:
        cells = _cells(lines[at], columns)
        if at in rows:
            if cells is None:
                return None
            waiting = [found.pop().cells] if not ahead and not _labelled(cells, lines[at]) and _section(found) else []
            found.append(Placed(at, _stacked([*waiting, *ahead, cells])))
            ahead = []
        elif at + 1 in which and at + 1 in rows | {at + 1} and _crowds(lines, at, pitch) and cells is not None:
            if found and _crowds(lines, at - 1, pitch) and not _closer_below(lines, at):
                found[-1].cells = _stacked([found[-1].cells, cells])
            else:
                ahead.append(cells)
        elif cells is not None and at + 1 in rows and _lacks(lines[at + 1], cells, rows, lines, columns):
            ahead.append(cells)
        elif cells is not None and found and _continues(lines, at, found[-1], cells, rows, pitch):
            found[-1].cells = _stacked([found[-1].cells, cells])
        else:
            name = [joined([text_of(run) for run in lines[at]]), *[""] * (len(columns) - 1)]
            found.append(Placed(at, name if cells is None else cells))
    return found


def _lacks(
    below: Sequence[Run], cells: Sequence[str], rows: set[int], lines: Sequence[list[Run]], columns: Sequence[Span]
) -> bool:
    """Whether the row below lacks the very words that a line has, which nearly every row has: they are its label."""
    place = next(at for at, cell in enumerate(cells) if cell)
    filled = sum(any(place in _over(run, columns) for run in lines[at]) for at in rows)
    first = all(run[0].left > columns[place][1] for run in below)
    return not first and not any(place in _over(run, columns) for run in below) and 3 * filled >= 2 * len(rows)


def _closer_below(lines: Sequence[list[Run]], at: int) -> bool:
    return _top(lines[at + 1]) - _top(lines[at]) < _top(lines[at]) - _top(lines[at - 1]) - 0.5


def _labelled(cells: Sequence[str], runs: Sequence[Run]) -> bool:
    return any(not _is_figure(run) for run in runs) or not any(cells)


def _section(found: Sequence[Placed]) -> bool:
    return bool(found) and sum(map(bool, found[-1].cells)) == 1 and not amounts.is_figure(found[-1].cells[0])


def _continues(
    lines: Sequence[list[Run]], at: int, above: Placed, cells: Sequence[str], rows: set[int], pitch: float
) -> bool:
    """Whether a line of words is the rest of the label of the row above it."""
    if above.at not in rows and not _crowds(lines, at - 1, pitch):
        return False
    filled = [place for place, cell in enumerate(cells) if cell]
    if not all(above.cells[place] and not amounts.is_figure(above.cells[place]) for place in filled):
        return False
    if _crowds(lines, at - 1, pitch):
        return True
    first = cells[filled[0]]
    return first[0].islower() or bool(_GOES_ON.search(above.cells[filled[0]]))


def _is_rest(runs: Sequence[Run], columns: Sequence[Span]) -> bool:
    """Whether a line holds but words, each run of them in one column."""
    return not _figures(runs) and _cells(runs, columns) is not None


def _cells(runs: Sequence[Run], columns: Sequence[Span]) -> list[str] | None:
    """The cells of a line; ``None`` where two runs of words stand in one column, or one reaches over two."""
    cells = [""] * len(columns)
    for run in runs:
        over = _over(run, columns)
        if len(over) != 1 or cells[over[0]]:
            return None
        cells[over[0]] = joined([text_of(run)])
    return cells


def _stacked(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of one row as one: what stands under each other in a column belongs together."""
    return [joined(filter(None, parts)) for parts in zip(*rows, strict=True)]
