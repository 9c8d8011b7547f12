"""Tables of words in a line: each is given its cells again by its spec, and read as any other.

A row is a label and figures; the words above are cut into as many headings as a row has columns. Where a row has fewer
figures than columns, its arithmetic must say which of its cells is blank; where it cannot, the row is left unread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from loaders.containers.text import Line
from loaders.engine import prove, read, torn_cells, torn_heads, torn_rows, words
from loaders.engine.columns import Reading
from loaders.engine.locate import Body, Head
from loaders.engine.spec import FIGURES, Spec, specs
from loaders.engine.told import Told
from loaders.engine.torn_cells import Shape
from loaders.engine.torn_heads import FIGURE, WORDS
from loaders.engine.torn_rows import Block
from loaders.tables import Found

# A reading that no arithmetic proves must be so much likelier than any other.
_CLEARLY = 0.8
# So many lines above a table may say what it is about.
_ABOVE = 60
_TITLES = 4
_LONGEST_TITLE = 120
_COMMENTS = ("comment", "text")


@dataclass(frozen=True)
class _Way:
    """One way to read a block: where its heading stands, its columns, and the lines with their cells."""

    score: float
    head: Head
    shape: Shape
    reading: Reading
    body: Body
    titles: Sequence[str]
    lines: Sequence[Line]
    unplaced: Sequence[int] = ()


def tables(lines: Sequence[Line], taken: Collection[range], told: Told, read_already: Collection[str]) -> list[Found]:
    """Every table of words in a line that a spec takes, outside the places that are ``taken``.

    A paper prints its tables in one way: of those that are ``read_already`` it has no other.
    """
    among = [spec for spec in specs() if spec.table not in read_already]
    if not among:
        return []
    inside = {position for each in taken for position in each}
    cells: list[Line] = list(lines)
    pieces: list[read.Piece] = []
    last = 0
    for block in torn_rows.blocks(lines, inside):
        way = _best(cells, block, inside, last, told, among)
        if way is None:
            continue
        before = pieces[-1] if pieces and read.goes_on(cells, pieces[-1], way.reading) else None
        cells = list(way.lines)
        piece = read.piece_of(cells, way.reading, way.body, way.titles, told, before)
        if piece.pieces.reads or piece.found.notes:
            _count(piece.found, lines, cells, way.unplaced)
            pieces.append(piece)
            last = piece.found.end
    return read.ranked(pieces)


def _count(found: Found, lines: Sequence[Line], cells: Sequence[Line], unplaced: Sequence[int]) -> None:
    """Account for the lines whose words went to the heading or to a row on another line, and name the unplaced."""
    found.end = max(found.end, *unplaced, found.start) + 1 if unplaced else found.end
    for at in unplaced:
        found.leave_unread(lines[at], "its figures fit the columns in no single way that adds up")
    moved = [at for at in range(found.start, found.end) if lines[at].filled and not cells[at].filled]
    found.furniture += len(set(moved) - set(unplaced))


def _best(
    lines: Sequence[Line], block: Block, taken: Collection[int], last: int, told: Told, among: Sequence[Spec]
) -> _Way | None:
    ways = sorted(_ways(lines, block, taken, last, told, among), key=lambda each: -each.score)
    if not ways:
        return None
    best = ways[0]
    if not best.reading.proofs and (
        best.reading.unknown or any(best.score - each.score < _CLEARLY and _differ(best, each) for each in ways[1:])
    ):
        return None
    return next((way for each in ways if (way := _settled(lines, block, each, last, told))), None)


def _settled(lines: Sequence[Line], block: Block, way: _Way, last: int, told: Told) -> _Way | None:
    """``way`` with what its columns tell of the rows; ``None`` where a column of names stays empty."""
    placed, unplaced = torn_cells.in_cells(lines, block, way.head, way.shape, way.reading)
    stated = [placed[row.at].cells for row in block.rows if row.at not in unplaced]
    names = [cells[way.shape.lead : way.shape.first_figure] for cells in stated]
    if any(3 * sum(map(bool, column)) < len(names) for column in zip(*names, strict=False)):
        return None
    again = read.of_head(placed, way.head, last, _stop(block), told, [way.reading.spec])
    if not again:
        return None
    reading, body, titles = again[0]
    return _Way(way.score, way.head, way.shape, reading, body, titles, placed, unplaced)


def _differ(one: _Way, other: _Way) -> bool:
    """Whether two ways put other figures into a column that is kept."""
    names = [
        {
            (place - way.shape.first_figure, column.name)
            for place, column in way.reading.columns.items()
            if column.kept and column.kind in FIGURES
        }
        for way in (one, other)
    ]
    return one.reading.spec is not other.reading.spec or names[0] != names[1]


def _ways(
    lines: Sequence[Line], block: Block, taken: Collection[int], last: int, told: Told, among: Sequence[Spec]
) -> Iterator[_Way]:
    near = " ".join(line.text for line in lines[max(0, block.start - _ABOVE) : block.start])
    titles = [line.text.lower() for line in lines[max(0, block.start - _ABOVE) : block.start] if line.filled][-_TITLES:]
    quarters = words.read(near).has("q2", "q3", "q4")
    for spec in among:
        if spec.needs_about and not any(each in near.lower() for each in spec.about):
            continue
        if any(each in title for each in spec.never_about for title in titles if len(title) <= _LONGEST_TITLE):
            continue
        for shape in torn_cells.shapes(block, quarters):
            for cut in torn_heads.cuts(lines, block, taken, spec, shape.kinds, torn_cells.profiles(block, shape)):
                if cut.start < last:
                    continue
                head = Head(cut.start, cut.end, cut.own, ("",) * len(cut.own))
                placed, _ = torn_cells.in_cells(lines, block, head, shape, None)
                for reading, body, titles in read.of_head(placed, head, last, _stop(block), told, [spec]):
                    units = prove.as_printed(reading)
                    if not _fits(reading, shape) or prove.contradicts(
                        reading, [prove.cells_of(reading, placed[at], units) for at in body.rows()]
                    ):
                        continue
                    score = reading.score + cut.look + 0.1 * cut.score + 1.0 * shape.names
                    yield _Way(score, head, shape, reading, body, titles, placed)


def _fits(reading: Reading, shape: Shape) -> bool:
    """Whether figures stand where a block has them, and words where it has those."""
    kinds = {FIGURE: True, WORDS: False}
    # Where a comment begins or ends between names only its cell would tell.
    commented = any(
        column.name in _COMMENTS and place < shape.first_figure for place, column in reading.columns.items()
    )
    label = reading.spec.columns[reading.spec.label]
    said = [heading.meanings for place, heading in enumerate(reading.headings) if reading.columns.get(place) is label]
    misnamed = any(meanings and not label.explains(meanings) for meanings in said)
    known = all(place in reading.columns for place in range(shape.lead, shape.first_figure))
    return (
        known
        and not commented
        and not misnamed
        and all(
            kinds.get(shape.kinds[place], column.kind in FIGURES) == (column.kind in FIGURES)
            for place, column in reading.columns.items()
        )
    )


def _stop(block: Block) -> int:
    return block.rows[-1].at + 1
