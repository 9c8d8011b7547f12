"""Cells for rows of words, once it is known what their columns are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from loaders.containers.text import Line
from loaders.engine import figures, prove, words
from loaders.engine.columns import Reading
from loaders.engine.levels import named, says_total
from loaders.engine.locate import Head, Profile, is_code, profile
from loaders.engine.spec import CODE, FIGURES, SHARE
from loaders.engine.torn_heads import EITHER, FIGURE, WORDS
from loaders.engine.torn_rows import Block, Torn

# Columns of words that a row may have: its code, its name, its group, its directorate.
_MOST_NAMES = 4
_MOST_BLANK = 3
_QUARTERS = ("q4", "q3", "q2")


@dataclass(frozen=True)
class Shape:
    """What the columns of a block are, from the left: a figure before the names, names, figures, words after them.

    ``blank`` says that one of the columns of figures holds none yet: a quarter that is still to come.
    """

    lead: bool
    names: int
    width: int
    tail: bool
    blank: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each column holds."""
        lead = (EITHER,) if self.lead else ()
        return (*lead, *(WORDS,) * self.names, *(FIGURE,) * self.width, *((WORDS,) if self.tail else ()))

    @property
    def first_figure(self) -> int:
        """The first column of figures after the names."""
        return self.lead + self.names


def shapes(block: Block, quarters: bool) -> Iterator[Shape]:
    """What the columns of ``block`` may be; ``quarters`` says that its heading speaks of some."""
    for names in range(1, _MOST_NAMES + 1):
        for blank in (False, True)[: 1 + quarters]:
            yield Shape(block.usual("lead"), names, block.width + blank, block.usual("tail"), blank)


def profiles(block: Block, shape: Shape) -> list[Profile]:
    """What stands in each column, as far as that is known before the columns are."""
    if shape.blank:
        return [Profile()] * len(shape.kinds)
    rows = [row for row in block.rows if len(row.figures) == shape.width]
    found = [[row.lead for row in rows]] if shape.lead else []
    found += [[" ".join(row.label) for row in rows]] * shape.names
    found += [list(column) for column in zip(*(row.figures for row in rows), strict=True)]
    found += [[" ".join(row.tail) for row in rows]] if shape.tail else []
    return [profile(column) for column in found]


def in_cells(lines: Sequence[Line], block: Block, head: Head, shape: Shape, reading: Reading | None) -> list[Line]:
    """``lines`` with those of ``block`` and of its heading in cells; a row that cannot be is left with too few.

    Without a ``reading`` only the rows with a figure for each column are given their cells.
    """
    found = list(lines)
    heading = {lines[at].text for at in range(head.start, head.body)}
    for at in range(head.start, block.rows[-1].at + 1):
        if at < head.body or lines[at].text in heading:
            found[at] = Line(lines[at].place, ("",))
    found[head.start] = Line(lines[head.start].place, head.own)
    names = _names(block)
    for row in block.rows:
        for at in row.lines:
            found[at] = Line(lines[at].place, ("",))
        found[row.at] = Line(lines[row.at].place, _row(row, head, shape, reading, names))
    return found


def _row(row: Torn, head: Head, shape: Shape, reading: Reading | None, names: frozenset[str]) -> tuple[str, ...]:
    fitting = [
        (*_labels(row, label, shape, reading, names), *stated, *((" ".join(row.tail),) if shape.tail else ()))
        for label, stated in _placings(row, head, shape)
    ]
    whole = fitting and len(row.figures) == shape.width - shape.blank
    if reading is None:
        return fitting[0] if whole else _unplaced(row, head)
    proved = [
        cells
        for cells in fitting
        if _holds(reading, row, cells) and (whole or _covers(reading, cells, shape.first_figure))
    ]
    if whole and (fitting[0] in proved or not _others(row, head, shape, reading, names)):
        return fitting[0]
    return proved[0] if len(proved) == 1 and not whole else _unplaced(row, head)


def _others(row: Torn, head: Head, shape: Shape, reading: Reading, names: frozenset[str]) -> bool:
    """Whether the first figure of a row may be the last word of its label and another cell be blank."""
    if shape.blank or len(row.figures) < 3 or not row.label:
        return False
    moved = Torn(row.at, row.lines, row.lead, (*row.label, row.figures[0]), row.figures[1:], row.tail)
    tail = (" ".join(row.tail),) if shape.tail else ()
    return any(
        _holds(reading, moved, (*_labels(moved, label, shape, reading, names), *stated, *tail))
        for label, stated in _placings(moved, head, shape)
    )


def _unplaced(row: Torn, head: Head) -> tuple[str, ...]:
    """A row whose cells are not known: too few, so that it is named as unread."""
    label = " ".join(filter(None, (row.lead, *row.label)))
    return tuple(filter(None, (label, *row.figures, *row.tail)))[: len(head.own) - 1]


def _placings(row: Torn, head: Head, shape: Shape) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each way to put the figures of a row into its columns: its label, and the figures with blanks between."""
    stated, label = row.figures, row.label
    if shape.blank:
        place = _coming(head, shape)
        if place is not None and len(stated) == shape.width - 1:
            yield label, (*stated[:place], "", *stated[place:])
        return
    more = len(stated) - shape.width
    if more >= 0:
        yield (*label, *stated[:more]), stated[more:]
    elif -more <= _MOST_BLANK:
        for kept in combinations(range(shape.width), len(stated)):
            given = dict(zip(kept, stated, strict=True))
            yield label, tuple(given.get(place, "") for place in range(shape.width))


def _coming(head: Head, shape: Shape) -> int | None:
    """Which of the columns of figures is that of the last quarter."""
    said = [words.read(text).meanings for text in head.own[shape.first_figure :][: shape.width]]
    return next((at for quarter in _QUARTERS for at, each in enumerate(said) if quarter in each), None)


def _holds(reading: Reading, row: Torn, cells: tuple[str, ...]) -> bool:
    """Whether the arithmetic of a row bears out its cells: some identity can be held against it, and each holds."""
    if any(
        column.kind == SHARE and cells[place] and not _is_share(cells[place])
        for place, column in reading.columns.items()
    ):
        return False
    found = prove.cells_of(reading, Line("", cells), prove.as_printed(reading))
    agreed = [
        prove.agreement(identity, [found]) for identity in reading.spec.identities if identity.name not in prove.CLOSED
    ]
    tested = [each for each in agreed if each.tested]
    return bool(tested) and all(max(each.agreed, each.turned) for each in tested)


def _covers(reading: Reading, cells: tuple[str, ...], first: int) -> bool:
    """Whether each figure after the names has a part in the arithmetic of its row, which alone can place it."""
    held = set().union(*(identity.columns for identity in reading.spec.identities))
    stated = {
        column.name
        for place, column in reading.columns.items()
        if place >= first and cells[place] and column.kind in FIGURES
    }
    whole = any(identity.columns <= stated for identity in reading.spec.identities)
    return whole and stated <= held


def _is_share(cell: str) -> bool:
    return "%" in cell or figures.is_figure(cell)


def _labels(
    row: Torn, label: tuple[str, ...], shape: Shape, reading: Reading | None, names: frozenset[str]
) -> tuple[str, ...]:
    """The cells before the figures: a lead, and the words of the label in their columns."""
    left = label if shape.lead or not row.lead else (row.lead, *label)
    lead = (row.lead,) if shape.lead else ()
    if shape.names == 1 or reading is None:
        return (*lead, " ".join(left), *("",) * (shape.names - 1))
    cells = [""] * shape.names
    kinds = [reading.columns.get(place + shape.lead) for place in range(shape.names)]
    at = next((place for place, column in enumerate(kinds) if column and column.name == reading.spec.label), 0)
    first = next((place for place, column in enumerate(kinds) if column and column.kind == CODE), None)
    if first is not None and len(left) > 1:
        end = 0 if first < at else -1
        if is_code(left[end]) or left[end].isdecimal():
            cells[first], left = left[end], left[1:] if end == 0 else left[:-1]
    if not says_total(" ".join(left)):
        for place in (place for place in range(shape.names - 1, at, -1) if place != first):
            left, cells[place] = _without_end(left, names)
        for place in range(first + 1 if first is not None and first < at else 0, at):
            left, cells[place] = _without_beginning(left, names)
    cells[at] = " ".join(left)
    return (*lead, *cells)


def _without_end(left: tuple[str, ...], names: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """``left`` without the longest name at their end, and that name."""
    for begin in range(1, len(left)):
        if " ".join(left[begin:]) in names:
            return left[:begin], " ".join(left[begin:])
    return left, ""


def _without_beginning(left: tuple[str, ...], names: frozenset[str]) -> tuple[tuple[str, ...], str]:
    for end in range(len(left) - 1, 0, -1):
        if " ".join(left[:end]) in names:
            return left[end:], " ".join(left[:end])
    return left, ""


def _names(block: Block) -> frozenset[str]:
    """Names that stand in a column of their own: those of totals, and what labels begin or end with again and again."""
    labels = [row.label for row in block.rows if not says_total(" ".join(row.label))]
    found = {named(" ".join(row.label)) for row in block.rows if says_total(" ".join(row.label))}
    for end in (0, -1):
        ends = Counter(label[end] for label in labels if len(label) > 1)
        if len(labels) >= 3 and 2 * len(ends) <= len(labels) and sum(ends.values()) == len(labels):
            found |= set(ends)
    found |= {" ".join(part) for part in (_shared(labels), _shared([label[::-1] for label in labels])[::-1])}
    return frozenset(found - {""})


def _shared(labels: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The words that all labels begin with."""
    if len(labels) < 3:
        return ()
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*labels, strict=False))
    return tuple(words[0] for words in alike)
