"""What every chart hands to the card: a sentence, a figure and a table that hold the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from charts.columns import Column, Form, Value

NOTE = "Note"  # the heading of a column whose numbers lead to commentaries
PART = "– "  # before the name of a row that the row above it adds up


@dataclass(frozen=True)
class Table:
    """The numbers of a chart as typed columns. The first names the row; ``locators`` say where each row is printed.

    ``months`` names each row's report by its month (``2018-05``) where rows come from more than one. ``earlier`` is the
    place and the month of the figure that each row is set against, where that is printed in another report.

    What no paper prints says how it was worked out: ``sums`` for each row that has no place (empty for one that has),
    ``worked_out`` for columns, by their heading.

    ``drawn`` are the rows that the figure draws, in its order: every mark is made from their values.
    """

    typed: tuple[Column, ...]
    locators: tuple[str, ...]
    months: tuple[str, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()
    sums: tuple[str, ...] = ()
    worked_out: tuple[tuple[str, str], ...] = ()
    drawn: tuple[int, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(each.heading for each in self.typed)

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every row as it is shown."""
        return tuple(zip(*(each.texts for each in self.typed), strict=True))

    def words(self, heading: str) -> list[str]:
        """What the column called ``heading`` says at the rows that are drawn."""
        return [str(value) for value in self._at(heading)]

    def figures(self, heading: str) -> list[float | None]:
        """The figures of a column at the rows that are drawn; None where one is not stated or words stand for it."""
        return [None if isinstance(value, str) else value for value in self._at(heading)]

    def texts(self, heading: str) -> list[str]:
        """A column as it is shown, at the rows that are drawn."""
        written = self.typed[self.columns.index(heading)].texts
        return [written[row] for row in self.drawn]

    def _at(self, heading: str) -> list[Value]:
        values = self.typed[self.columns.index(heading)].values
        return [values[row] for row in self.drawn]


def across(headings: Sequence[tuple[str, Form]], rows: Sequence[Sequence[Value]]) -> tuple[Column, ...]:
    """Typed columns from rows of values, one for each of ``headings``."""
    by_column = list(zip(*rows, strict=True)) or [() for _ in headings]
    return tuple(Column(name, tuple(values), form) for (name, form), values in zip(headings, by_column, strict=True))


def stated(figures: Sequence[float | None]) -> list[float]:
    """Figures none of which may be missing: a mark of nothing would be drawn at nought.

    Raises ValueError where one is.
    """
    known = [each for each in figures if each is not None]
    if len(known) != len(figures):
        raise ValueError("a figure that is to be drawn is not stated")
    return known


def places_of(drawn: Sequence[object], listed: Sequence[object]) -> tuple[int, ...]:
    """At which rows of a table the lines that are ``drawn`` stand, of all that are ``listed`` in it."""
    places = {id(each): place for place, each in enumerate(listed)}
    return tuple(places[id(each)] for each in drawn)


@dataclass(frozen=True)
class Reasons:
    """Why lines of a chart are over or under: a title that says whose words these are, then names and words.

    ``notes`` are the numbers of the paper's commentaries, one for each that is told.
    """

    title: str
    told: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """One chart. Where ``figure`` is None there is nothing to draw and ``empty`` says why in one sentence.

    ``figure`` is plain ``data`` and ``layout``; ``key`` says what its marks mean. ``measures`` are keys of the measure
    registry: the card explains each in plain English. ``reasons`` are what the paper says about its lines.
    """

    sentence: str
    subtitle: str
    figure: dict[str, Any] | None
    table: Table
    key: str = ""
    empty: str = ""
    measures: tuple[str, ...] = ()
    reasons: Reasons | None = None
