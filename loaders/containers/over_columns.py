"""The heading above columns that only places tell apart: which words stand over which column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.containers.cells import joined
from loaders.containers.pdf_drawn import Box

_HEADING_LINES = 6
# A heading's lines stand no further from each other, and from the first row, than this many heights.
_NEAR = 1.6
_SAME_EDGE = 1.2
_UNIT = re.compile(r"\(?£(?:['’]?000s?|k|m)?\)?|%", re.IGNORECASE)
_FURNITURE = re.compile(r"page \d{1,4}(?: of \d{1,4})?|\d{1,4}", re.IGNORECASE)

Run = list[Box]
Span = tuple[float, float]


def with_blank(
    lines: Sequence[list[Run]], first: int, free: int, columns: Sequence[Span], figured: Sequence[bool]
) -> tuple[list[Span], list[bool]]:
    """``columns`` and those beside them that only the heading names: all their cells are blank."""
    runs: list[Span] = []
    for at in range(first - 1, max(free, first - _HEADING_LINES) - 1, -1):
        if not _heads(lines, at, columns, figured):
            break
        runs += [(run[0].left, run[-1].right) for each in lines[at] for run in _apart(each, columns, figured)]
    wide, named = list(columns), [False] * len(columns)
    for left, right in runs:
        over = [at for at, (left_of, right_of) in enumerate(wide) if left < right_of and left_of < right]
        for at in over:
            named[at] = True
        if len(over) == 1:
            wide[over[0]] = min(left, wide[over[0]][0]), max(right, wide[over[0]][1])
    found, blank = list(columns), list[Span]()
    for left, right in sorted(runs):
        if any(left < right_of and left_of < right for left_of, right_of in wide):
            continue
        after = sum(right_of <= left for _, right_of in wide)
        beside = [at for at in (after, after - 1) if 0 <= at < len(columns) and not named[at]]
        if beside:  # a column that nothing else names, a little to the side of its heading
            at = beside[0]
            found[at] = wide[at] = min(left, found[at][0]), max(right, found[at][1])
            named[at] = True
        elif blank and left < blank[-1][1]:
            blank[-1] = (blank[-1][0], max(blank[-1][1], right))
        else:
            blank.append((left, right))
    both = sorted([*zip(found, figured, strict=True), *((each, True) for each in blank)])
    return [each for each, _ in both], [each for _, each in both]


def as_one(
    lines: Sequence[list[Run]], rows: Sequence[int], first: int, free: int, columns: Sequence[Span]
) -> list[Span]:
    """``columns``, those together that no row fills both of and that no words of a heading tell apart."""
    above = [lines[at] for at in range(first - 1, max(free, first - _HEADING_LINES) - 1, -1)]
    found = list(columns[:1])
    for column in columns[1:]:
        pair = (found[-1], column)
        both = any(all(_stands(lines[at], each) for each in pair) for at in rows)
        apart = any(_tells_apart(runs, pair) for runs in above)
        if both or apart:
            found.append(column)
        else:
            found[-1] = (pair[0][0], column[1])
    return found


def _stands(runs: Sequence[Run], column: Span) -> bool:
    return any(run[0].left < column[1] and column[0] < run[-1].right for run in runs)


def _tells_apart(runs: Sequence[Run], pair: tuple[Span, Span]) -> bool:
    """Whether one run of words stands over the one column only, and another over the other."""
    over = [[_stands([run], column) for column in pair] for run in runs]
    return [True, False] in over and [False, True] in over


def heading(
    lines: Sequence[list[Run]], first: int, free: int, columns: Sequence[Span], figured: Sequence[bool]
) -> tuple[list[str], int]:
    """The words over each column, all lines of them together, and at which of ``lines`` they begin.

    ``first`` is the first line below the heading, ``free`` the first that belongs to no other table, ``figured`` says
    of each column whether it holds figures. Empty where too few columns have words over them.
    """
    parts: list[list[str]] = [[] for _ in columns]
    begin = first
    for at in range(first - 1, max(free, first - _HEADING_LINES) - 1, -1):
        if not _heads(lines, at, columns, figured):
            break
        words: list[list[str]] = [[] for _ in columns]
        for run in (part for each in lines[at] for part in _apart(each, columns, figured)):
            for word, place in _placed(run, columns, figured):
                words[place].append(word.text)
        for place, said in enumerate(words):
            if said:
                parts[place].insert(0, " ".join(said))
        begin = at
    found = [joined(part) for part in parts]
    return (found, begin) if sum(map(bool, found)) * 3 >= 2 * len(columns) else ([], begin)


def _apart(run: Run, columns: Sequence[Span], figured: Sequence[bool]) -> list[Run]:
    """A run in its parts: one begins where a column of words does, and after a unit, which ends a heading."""
    edges = [left for (left, _), figures in zip(columns, figured, strict=True) if not figures]
    parts = [run[:1]]
    for word in run[1:]:
        ended = _UNIT.fullmatch(parts[-1][-1].text) and not _UNIT.fullmatch(word.text)
        if ended or any(abs(word.left - edge) < _SAME_EDGE for edge in edges):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _heads(lines: Sequence[list[Run]], at: int, columns: Sequence[Span], figured: Sequence[bool]) -> bool:
    """Whether a line is part of the heading: near, and with words over several columns, or over one of figures."""
    runs = lines[at]
    if _FURNITURE.fullmatch(" ".join(word.text for run in runs for word in run)):
        return False
    height = max(word.height for run in runs for word in run)
    gap = min(word.top for run in lines[at + 1] for word in run) - max(word.bottom for run in runs for word in run)
    if gap > _NEAR * height:
        return False
    places = {place for run in runs for _, place in _placed(run, columns, figured)}
    begins = runs[0][0].left
    # A title is one run of words that begins where the table does, and reaches over whatever stands below it.
    if len(runs) == 1:
        return begins > columns[0][1] and len(places) == 1
    return len(places) > 1


def _placed(run: Run, columns: Sequence[Span], figured: Sequence[bool]) -> list[tuple[Box, int]]:
    """Each word of a run with the column that it stands over; a run over one column stands over it as a whole."""
    left, right = run[0].left, run[-1].right
    over = [at for at, (left_of, right_of) in enumerate(columns) if left < right_of and left_of < right]
    if len(over) == 1:
        return [(word, over[0]) for word in run]
    found: list[tuple[Box, int]] = []
    for word in run:
        place = _column(word, columns, figured)
        # What stands between two columns of words goes on with the words before it.
        if place is None:
            place = found[-1][1] if found else _column_after(word, columns)
        found.append((word, place))
    return found


def _column(word: Box, columns: Sequence[Span], figured: Sequence[bool]) -> int | None:
    """The column that a word stands over most; for one over none, the next if that holds figures."""
    shared = [min(word.right, right) - max(word.left, left) for left, right in columns]
    most = max(range(len(columns)), key=shared.__getitem__)
    if shared[most] > 0:
        return most
    after = _column_after(word, columns)
    # Figures are set to the right of their column, so its heading reaches out to the left.
    return after if figured[after] else None


def _column_after(word: Box, columns: Sequence[Span]) -> int:
    return next((at for at, (_, right) in enumerate(columns) if word.right <= right), len(columns) - 1)
