"""Two months side by side: how far each line moved, and which lines are new, ended, renamed, moved or shared out.

Lines of the earlier month are followed to where they stand in the later one, so that a move is not a movement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from data.care import counted_once, without_repeated
from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import slug
from data.measures import measures
from data.queries import care_lines, headline
from data.rows import CareLine, Line, counted_as, name_of, place_of, printed_name
from data.selection import Selection
from data.standing import Grants, grants_of, joined
from data.structure import Kind, Move, Part, follow, moves

Change = Literal["new", "ended", "renamed", "moved", "shared", "counted"]


@dataclass(frozen=True)
class Piece:
    """A printed line of the earlier month and the share of it that belongs here now."""

    line: Line
    part: Part


@dataclass(frozen=True)
class Movement:
    """One line in both months, in the unit of the measure; ``now`` is missing for one that ended.

    ``before`` and ``after`` are figures; either is missing where the line did not exist or no figure is printed.
    ``absent`` is what a line that is not printed in one of the papers counts as there: nothing for a service, whose
    table holds every budget; not known for a type of care, whose table a paper may leave out. ``differs`` is said of
    numbers where one paper counts people and the other what they are given.
    """

    place: str
    name: str
    before: float | None
    after: float | None
    pieces: tuple[Piece, ...]
    now: Line | None
    absent: float | None = 0.0
    differs: bool = False

    @cached_property
    def movement(self) -> float | None:
        """Later minus earlier; missing where either is not known, or the two count different things."""
        if self.differs:
            return None
        before = self.before if self.pieces else self.absent
        after = self.after if self.now else self.absent
        return None if before is None or after is None else after - before

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """How the line of the later month is not the same as that of the earlier one."""
        if self.now is None:
            return ("ended",)
        if not self.pieces:
            return ("new",)
        shared = len(self.pieces) > 1 or any(piece.part.weight != 1 for piece in self.pieces)
        found: list[tuple[Change, bool]] = [
            ("renamed", not shared and _plain(printed_name(self.pieces[0].line)) != _plain(printed_name(self.now))),
            ("moved", any(place_of(piece.line) != self.place for piece in self.pieces)),
            ("shared", shared),
            ("counted", self.differs),
        ]
        return tuple(change for change, yes in found if yes)

    @property
    def reasons(self) -> list[str]:
        """Why the line of the earlier month is held to be this one."""
        return list(dict.fromkeys(reason for piece in self.pieces for reason in piece.part.reasons))


@dataclass(frozen=True)
class Total:
    """What a selection comes to in one month, where that is printed or how it was added up, and whether after grants.

    ``value`` is missing for care: it is totalled by group, and some of it is printed twice.
    """

    value: float | None = None
    locator: str = ""
    made: str = ""
    grants: Grants = ""


@dataclass(frozen=True)
class Comparison:
    """Movements from ``earlier`` to ``later``, largest rise first, and what they leave of the change in the totals.

    ``total_before`` and ``total_after`` are what the selection comes to in each month. ``transferred`` is what
    lines brought here or took away that stood elsewhere in the earlier month; ``rounding`` what is left of the change.
    ``repeated`` are printed lines of either month that are told or counted on another line, and so left out.
    """

    earlier: Month
    later: Month
    kind: Kind
    measure: str
    movements: tuple[Movement, ...]
    totals: tuple[Total, Total]
    transferred: float
    repeated: tuple[Line, ...] = ()

    @property
    def total_before(self) -> float | None:
        """The whole of the earlier month."""
        return self.totals[0].value

    @property
    def total_after(self) -> float | None:
        """The whole of the later month."""
        return self.totals[1].value

    @property
    def total_places(self) -> tuple[str, str]:
        """Where the two papers print their totals."""
        return self.totals[0].locator, self.totals[1].locator

    @property
    def joined(self) -> bool:
        """Whether the totals may be set against each other: both are after grants, or both before."""
        return joined(total.grants for total in self.totals)

    @property
    def same_year(self) -> bool:
        """Whether both months are measured against one budget: each year has its own."""
        return self.earlier.financial_year == self.later.financial_year

    @property
    def change(self) -> float | None:
        """Change of the totals; None where one is not known, or one is before grants and the other after."""
        known = self.total_before is not None and self.total_after is not None and self.joined
        return (self.total_after or 0.0) - (self.total_before or 0.0) if known else None

    @property
    def moved(self) -> float:
        """Sum of the movements that are known."""
        return sum(each.movement for each in self.movements if each.movement is not None)

    @property
    def groups(self) -> tuple[list[str], list[str]]:
        """Places that only the earlier paper has lines of, and those that only the later one has."""
        then = dict.fromkeys(place_of(piece.line) for line in self.movements for piece in line.pieces)
        now = dict.fromkeys(line.place for line in self.movements if line.now)
        return [place for place in then if place not in now], [place for place in now if place not in then]

    @property
    def counted(self) -> tuple[list[str], list[str]]:
        """What lines count that are counted differently: in the earlier paper, and in the later one."""
        differing = [line for line in self.movements if line.differs]
        then = dict.fromkeys(counted_as(piece.line) for line in differing for piece in line.pieces)
        return list(then), list(dict.fromkeys(counted_as(line.now) for line in differing if line.now))

    @property
    def rounding(self) -> float | None:
        """What the lines and transfers leave of the change of the totals."""
        return None if self.change is None else self.change - self.moved - self.transferred


def other_month(dataset: Dataset, month: Month, wanted: str) -> Month | None:
    """The month to compare with: the one ``wanted``, else the newest before ``month``, else the next; None if alone."""
    others = [each for each in dataset.months if each.key != month.key]
    chosen = next((each for each in others if each.key == wanted), None)
    before = [each for each in others if each.period < month.period]
    return chosen or next(iter(before[-1:] or others), None)


def compare(
    one: Month, other: Month, selection: Selection, kind: Kind, measure: str, known: Sequence[Move] | None = None
) -> Comparison:
    """The comparison of two months, in the order of time; ``known`` moves stand in for the reference file's."""
    earlier, later = sorted((one, other), key=lambda month: month.period)
    column = measures()[measure].column
    counts = measure.startswith("count")
    known = moves(later.authority) if known is None else known
    lines_now, lines_then = (_lines(month, selection, kind) for month in (later, earlier))
    scope_now = {(place_of(line), name_of(line)): line for line in _once(lines_now, kind, counts)}
    anywhere_now = {(place_of(line), name_of(line)) for line in _lines(later, Selection(later.key), kind)}
    scope_then = {id(line) for line in lines_then}
    pieces: dict[tuple[str, str], list[Piece]] = {}
    ended: list[Movement] = []
    transferred, absent = 0.0, 0.0 if kind == "service" else None
    for line in _once(_lines(earlier, Selection(earlier.key), kind), kind, counts):
        value, was_here = getattr(line, column), id(line) in scope_then
        parts = follow(kind, place_of(line), name_of(line), earlier.financial_year, later.financial_year, known)
        for part in parts or [Part(place_of(line), "", "", 1.0, ())]:
            share = (value or 0.0) * part.weight
            if (part.place, part.name) in scope_now:
                pieces.setdefault((part.place, part.name), []).append(Piece(line, part))
                transferred += 0.0 if was_here else share
            elif was_here and (part.place, part.name) in anywhere_now:
                transferred -= share
            elif was_here:
                gone = (Piece(line, part),)
                ended.append(Movement(place_of(line), name_of(line), _add(gone, column), None, gone, None, absent))
    stated = [
        Movement(
            *at,
            _add(pieces.get(at, ()), column),
            getattr(line, column),
            tuple(pieces.get(at, ())),
            line,
            absent,
            counts and any(differently(piece.line, line) for piece in pieces.get(at, ())),
        )
        for at, line in scope_now.items()
    ]
    movements = sorted((*stated, *ended), key=lambda each: (each.movement is None, -(each.movement or 0.0)))
    totals = _total(earlier, selection, measure), _total(later, selection, measure)
    kept = {id(line) for lines in (lines_now, lines_then) for line in _once(lines, kind, counts)}
    repeated = tuple(line for line in (*lines_now, *lines_then) if id(line) not in kept)
    return Comparison(earlier, later, kind, measure, tuple(movements), totals, transferred, repeated)


def differently(before: Line, after: Line) -> bool:
    """Whether two lines of ``activity`` say that they count different things: people, or care packages."""
    return bool(counted_as(before) and counted_as(after) and counted_as(before) != counted_as(after))


def _lines(month: Month, selection: Selection, kind: Kind) -> Sequence[Line]:
    """Lines of a month that add up: services, with grants where everything is chosen; or types of care."""
    if kind == "care":
        return [line for line in care_lines(month, selection) if line.level == "line"]
    lines = services(month, selection.committee, selection.directorate)
    if selection.committee or selection.directorate:
        return lines
    return lines + grants_of(month)


def _once(lines: Sequence[Line], kind: Kind, counts: bool) -> Sequence[Line]:
    """Lines without those that tell the same again; where people are counted, also without those that count them again.

    What is paid for skills is money of its own, though it is for the same children.
    """
    if kind == "service":
        return lines
    once = without_repeated([line for line in lines if isinstance(line, CareLine)])
    return counted_once(once) if counts else once


def _plain(label: str) -> str:
    """A label without what changes by itself from paper to paper: case, spaces, dashes and the sign for and."""
    return slug(label.replace("&", " and ").replace("+", " and ").replace("'", "’")).replace("-", "")


def _add(pieces: Iterable[Piece], column: str) -> float | None:
    values = [value * piece.part.weight for piece in pieces if (value := getattr(piece.line, column)) is not None]
    return sum(values) if values else None


def _total(month: Month, selection: Selection, measure: str) -> Total:
    """What every page says that the selection comes to."""
    if not measures()[measure].headline:
        return Total()
    position = headline(month, selection)
    value = getattr(position, measures()[measure].headline)
    return Total(value, position.locator, position.computed_from, position.grants)
