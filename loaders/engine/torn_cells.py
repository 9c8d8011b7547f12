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
from loaders.engine.spec import FIGURES, SHARE
from loaders.engine.torn_heads import EITHER, FIGURE, WORDS
from loaders.engine.torn_rows import Block, Torn

# Columns of words that a row may have: its code, its name, its group, its directorate.
_MOST_NAMES = 4
_MOST_BLANK = 3
_QUARTERS = ("q4", "q3", "q2")


@dataclass(frozen=True)
class Shape:
    """What the columns of a block are, from the left: a figure before the names, names, figures, words after them.

    ``blank`` is how many of the columns of figures hold none yet: quarters that are still to come. Of the names, ``at``
    is the row's own and ``code`` its code.
    """

    lead: bool
    names: int
    width: int
    tail: bool
    blank: int = 0
    at: int = 0
    code: int | None = None

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
    lead, known = block.usual("lead"), _names(block)
    labels = [_own(row, lead) for row in block.rows]
    labels = [label for label in labels if not says_total(" ".join(label))]
    for names in range(1, _MOST_NAMES + 1):
        ways = [(at, code) for at in range(names) for code in (None, *range(names)) if code != at]
        parted = {way: sum(all(_parted(label, names, *way, known)) for label in labels) for way in ways}
        at, code = max(ways, key=lambda way: parted[way])
        if 2 * parted[at, code] >= len(labels):
            for blank in range(1 + 3 * quarters):
                yield Shape(lead, names, block.width + blank, block.usual("tail"), blank, at, code)


def profiles(block: Block, shape: Shape) -> list[Profile]:
    """What stands in each column, as far as that is known before the columns are."""
    if shape.blank:
        return [Profile()] * len(shape.kinds)
    rows = [row for row in block.rows if len(row.figures) == shape.width]
    found = [[row.lead for row in rows]] if shape.lead else []
    known = _names(block)
    named = [_parted(_own(row, shape.lead), shape.names, shape.at, shape.code, known) for row in rows]
    found += [list(column) for column in zip(*named, strict=True)]
    found += [list(column) for column in zip(*(row.figures for row in rows), strict=True)]
    found += [[" ".join(row.tail) for row in rows]] if shape.tail else []
    return [profile(column) for column in found]


def in_cells(
    lines: Sequence[Line], block: Block, head: Head, shape: Shape, reading: Reading | None
) -> tuple[list[Line], list[int]]:
    """``lines`` with those of ``block`` and of its heading in cells, and the rows that cannot be.

    Without a ``reading`` only the rows with a figure for each column are given their cells.
    """
    found = list(lines)
    heading = {lines[at].text for at in range(head.start, head.body)}
    for at in range(head.start, block.rows[-1].at + 1):
        if at < head.body or lines[at].text in heading:
            found[at] = Line(lines[at].place, ("",))
    found[head.start] = Line(lines[head.start].place, head.own)
    names = _names(block)
    unplaced = []
    for row in block.rows:
        for at in row.lines:
            found[at] = Line(lines[at].place, ("",))
        cells = _row(row, head, shape, reading, names)
        if cells is None:
            unplaced.append(row.at)
        else:
            found[row.at] = Line(lines[row.at].place, cells)
    return found, unplaced


def _row(row: Torn, head: Head, shape: Shape, reading: Reading | None, names: frozenset[str]) -> tuple[str, ...] | None:
    fitting = [
        (*_labels(row, label, shape, names), *stated, *((" ".join(row.tail),) if shape.tail else ()))
        for label, stated in _placings(row, head, shape)
    ]
    whole = fitting and len(row.figures) == shape.width - shape.blank
    if reading is None:
        return fitting[0] if whole else None
    proved = [
        cells
        for cells in fitting
        if _holds(reading, row, cells) and (whole or _covers(reading, cells, shape.first_figure))
    ]
    if whole and (fitting[0] in proved or not _others(row, head, shape, reading, names)):
        return fitting[0]
    return proved[0] if len(proved) == 1 and not whole else None


def _others(row: Torn, head: Head, shape: Shape, reading: Reading, names: frozenset[str]) -> bool:
    """Whether the first figure of a row may be the last word of its label and another cell be blank."""
    if shape.blank or len(row.figures) < 3 or not row.label:
        return False
    moved = Torn(row.at, row.lines, row.lead, (*row.label, row.figures[0]), row.figures[1:], row.tail)
    tail = (" ".join(row.tail),) if shape.tail else ()
    return any(
        _holds(reading, moved, (*_labels(moved, label, shape, names), *stated, *tail))
        for label, stated in _placings(moved, head, shape)
    )


def _placings(row: Torn, head: Head, shape: Shape) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each way to put the figures of a row into its columns: its label, and the figures with blanks between."""
    stated, label = row.figures, row.label
    if shape.blank:
        coming = _coming(head, shape)
        if len(coming) == shape.blank and len(stated) == shape.width - shape.blank:
            figure = iter(stated)
            yield label, tuple("" if place in coming else next(figure) for place in range(shape.width))
        return
    more = len(stated) - shape.width
    if more >= 0:
        yield (*label, *stated[:more]), stated[more:]
    elif -more <= _MOST_BLANK:
        for kept in combinations(range(shape.width), len(stated)):
            given = dict(zip(kept, stated, strict=True))
            yield label, tuple(given.get(place, "") for place in range(shape.width))


def _coming(head: Head, shape: Shape) -> set[int]:
    """Which of the columns of figures are those of the last quarters."""
    said = [words.read(text).meanings for text in head.own[shape.first_figure :][: shape.width]]
    places = [at for quarter in _QUARTERS for at, each in enumerate(said) if quarter in each]
    return set(places[: shape.blank])


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


def _labels(row: Torn, label: tuple[str, ...], shape: Shape, names: frozenset[str]) -> tuple[str, ...]:
    """The cells before the figures: a lead, and the words of the label in their columns."""
    said = _own(Torn(row.at, row.lines, row.lead, label, row.figures), shape.lead)
    lead = (row.lead,) if shape.lead else ()
    if said and says_total(" ".join(said)):
        cells = [""] * shape.names
        code = next((place for place in (0, -1) if shape.code is not None and is_code(said[place])), None)
        if code is not None and shape.code is not None and len(said) > 1:
            cells[shape.code], said = said[code], said[1:] if code == 0 else said[:-1]
        cells[shape.at] = " ".join(said)
        return (*lead, *cells)
    return (*lead, *_parted(said, shape.names, shape.at, shape.code, names))


def _own(row: Torn, lead: bool) -> tuple[str, ...]:
    """The words of a row's label; what stands before it belongs to it where rows have no such column."""
    return row.label if lead or not row.lead else (row.lead, *row.label)


def _parted(label: tuple[str, ...], count: int, at: int, code: int | None, names: frozenset[str]) -> tuple[str, ...]:
    """The words of a label in ``count`` columns: its own name at ``at``, the names of others, and a code among them."""
    if code is None:
        return _around(label, count, at, names)
    place = next((place for place, word in enumerate(label) if is_code(word)), None)
    if place is None or (place and not code) or (place + 1 < len(label) and code + 1 == count):
        cells = _around(label, count - 1, at - (at > code), names)
        return (*cells[:code], "", *cells[code:])
    before = _around(label[:place], code, at, names)
    after = _around(label[place + 1 :], count - code - 1, max(0, at - code - 1), names)
    return (*before, label[place], *after)


def _around(label: tuple[str, ...], count: int, at: int, names: frozenset[str]) -> tuple[str, ...]:
    """The words of a label in ``count`` columns: names at its ends, and what they leave at ``at``."""
    cells, own = [""] * count, min(at, count - 1)
    for place in range(count - 1, own, -1):
        label, cells[place] = _without_end(label, names)
    for place in range(own):
        label, cells[place] = _without_beginning(label, names)
    if count:
        cells[own] = " ".join(label)
    return tuple(cells)


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
    found = {named(" ".join(row.label)) for row in block.rows if says_total(" ".join(row.label))} - {""}
    for end in () if found else (0, -1):
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
