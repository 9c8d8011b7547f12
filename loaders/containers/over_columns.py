"""The heading above columns that only places tell apart: which words stand over which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from loaders.containers.cells import joined
from loaders.containers.pdf_drawn import Box

_HEADING_LINES = 6
# A heading's lines stand no further from each other, and from the first row, than this many heights.
_NEAR = 1.6
_SAME_EDGE = 1.2
# Words over several columns of figures are so few; more are a title in the middle of the page.
_BAND = 4
_UNIT = re.compile(r"\(?£(?:['’]?000s?|k|m)?\)?|%", re.IGNORECASE)
_OF_UNIT = re.compile(r"(?:millions?|thousands?|mn?|k|['’]?0{3}['’]?s?)\)?", re.IGNORECASE)
_FURNITURE = re.compile(r"page \d{1,4}(?: of \d{1,4})?|\d{1,4}", re.IGNORECASE)

Run = list[Box]
Span = tuple[float, float]


def with_blank(
    lines: Sequence[list[Run]], first: int, free: int, columns: Sequence[Span], figured: Sequence[bool]
) -> tuple[list[Span], list[bool]]:
    """``columns`` and those beside them that only the heading names: all their cells are blank."""
    above = [
        [_span(run) for each in lines[at] for run in _apart(each, columns, figured)]
        for at in _heading_lines(lines, first, free, columns, figured)
    ]
    wide, named = list(columns), [False] * len(columns)
    for run in (run for runs in above for run in runs):
        over = _over(run, wide)
        for at in over:
            named[at] = True
        if len(over) == 1:
            wide[over[0]] = _around(run, wide[over[0]])
    found, blank = list(columns), list[Span]()
    for run, beside in sorted((run, runs) for runs in above for run in runs if not _over(run, wide)):
        after = sum(right <= run[0] for _, right in wide)
        nameless = [at for at in (after, after - 1) if 0 <= at < len(columns) and not named[at]]
        if nameless:  # a column that nothing else names, a little to the side of its heading
            at = nameless[0]
            found[at] = wide[at] = _around(run, found[at])
            named[at] = True
        elif not _band(run, beside, wide, figured):
            blank = [*blank[:-1], _around(run, blank[-1])] if blank and _over(run, blank[-1:]) else [*blank, run]
    both = sorted([*zip(found, figured, strict=True), *((each, True) for each in blank)])
    return [each for each, _ in both], [each for _, each in both]


def _heading_lines(
    lines: Sequence[list[Run]], first: int, free: int, columns: Sequence[Span], figured: Sequence[bool]
) -> list[int]:
    """The lines of the heading, the lowest first."""
    found: list[int] = []
    for at in range(first - 1, max(free, first - _HEADING_LINES) - 1, -1):
        if not _heads(lines, at, columns, figured):
            break
        found.append(at)
    return found


def _span(run: Run) -> Span:
    return run[0].left, run[-1].right


def _around(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _over(run: Span, columns: Sequence[Span]) -> list[int]:
    return [at for at, (left, right) in enumerate(columns) if run[0] < right and left < run[1]]


def _band(run: Span, beside: Sequence[Span], columns: Sequence[Span], figured: Sequence[bool]) -> list[int]:
    """The columns that words between two of them stand over, none where those have words of their own on that line.

    Words halfway between two columns stand over both; else over those to their right, which hold figures.
    """
    after = sum(right <= run[0] for _, right in columns)
    bare = [not any(_over(each, [column]) for each in beside) for column in columns]
    if after == len(columns) or not bare[after]:
        return []
    if after and bare[after - 1]:
        to_left, to_right = run[0] - columns[after - 1][1], columns[after][0] - run[1]
        if abs(to_left - to_right) <= 0.25 * (to_left + to_right):
            return [after - 1, after]
    return list(takewhile(lambda at: bare[at] and figured[at], range(after, len(columns))))


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
    wide = list(columns)
    for at in _heading_lines(lines, first, free, columns, figured):
        runs = [part for each in lines[at] for part in _apart(each, columns, figured)]
        words: list[list[str]] = [[] for _ in columns]
        for run in runs:
            for word, place in _standing(run, runs, wide, columns, figured, at < first - 1):
                words[place].append(word.text)
        for run in runs:
            over = _over(_span(run), wide)
            if len(over) == 1:
                wide[over[0]] = _around(_span(run), wide[over[0]])
        for place, said in enumerate(words):
            if said:
                parts[place].insert(0, " ".join(said))
        begin = at
    found = [joined(part) for part in parts]
    return (found, begin) if sum(map(bool, found)) * 3 >= 2 * len(columns) else ([], begin)


def _standing(
    run: Run,
    beside: Sequence[Run],
    wide: Sequence[Span],
    columns: Sequence[Span],
    figured: Sequence[bool],
    upper: bool,
) -> list[tuple[Box, int]]:
    """The words of a run, each with the columns that it stands over.

    ``wide`` is how far each column reaches with the words of the lines below; in an ``upper`` line a run may be a band
    over several columns.
    """
    over = _over(_span(run), wide)
    band = [] if over else _band(_span(run), [_span(each) for each in beside], wide, figured)
    if len(over) > 1 and not _lined_up(run, over, wide):
        band = over
    return [(word, place) for place in band for word in run] if upper and band else _placed(run, columns, figured)


def _lined_up(run: Run, over: Sequence[int], columns: Sequence[Span]) -> bool:
    """Whether the words of a run stand in line with a column each: left, right or middle; else it is over them all."""
    near = 0.4 * run[0].height
    lined = set()
    for word in run:
        for place in over:
            left, right = columns[place]
            middle = abs((word.left + word.right) - (left + right)) / 2
            if min(abs(word.left - left), abs(word.right - right), middle) < near:
                lined.add(place)
    return lined == set(over)


def _apart(run: Run, columns: Sequence[Span], figured: Sequence[bool]) -> list[Run]:
    """A run in its parts: one begins where a column of words does, and after a unit, which ends a heading."""
    edges = [left for (left, _), figures in zip(columns, figured, strict=True) if not figures]
    parts = [run[:1]]
    for word in run[1:]:
        unit = _UNIT.fullmatch(parts[-1][-1].text)
        ended = unit and not _UNIT.fullmatch(word.text) and not _OF_UNIT.fullmatch(word.text)
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
        band = len(runs[0]) <= _BAND and all(figured[place] for place in places)
        return begins > columns[0][1] and (len(places) == 1 or band)
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
