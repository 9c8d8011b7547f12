"""The numbers of a chart as typed columns: values with their unit, of which text and files are made last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.formatting import NOT_STATED, number, pounds, round_away, signed, thousands

Unit = Literal["", "£000", "£", "percent", "number"]
Value = float | str | None  # words stand as they are; None is not stated


@dataclass(frozen=True)
class Form:
    """How the figures of a column are written: their unit, decimals and sign.

    ``places`` is None for one decimal where a figure is not whole. ``nought`` are words instead of a figure that rounds
    to nothing, ``missing`` those for one that is not stated.
    """

    unit: Unit
    places: int | None = 0
    signed: bool = False
    nought: str = ""
    missing: str = NOT_STATED


WORDS = Form("")
THOUSANDS = Form("£000")
VARIANCE = Form("£000", signed=True)
ON_BUDGET = Form("£000", signed=True, nought="on budget")


@dataclass(frozen=True)
class Column:
    """One column of a chart's table: its heading, a value for each row, and how its figures are written."""

    heading: str
    values: tuple[Value, ...]
    form: Form = WORDS

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as they are shown."""
        return tuple(text(value, self.form) for value in self.values)


def column(heading: str, values: Sequence[Value], form: Form = WORDS) -> Column:
    """A column of any sequence of values."""
    return Column(heading, tuple(values), form)


def places_of(value: float, form: Form) -> int:
    """With how many decimals ``value`` is shown."""
    if form.places is not None:
        return form.places
    return 0 if value == round_away(value) else 1


def shown(value: float, form: Form) -> float:
    """``value`` rounded as it is shown, so that a file holds the figure that a page does."""
    return round_away(value, places_of(value, form))


def text(value: Value, form: Form) -> str:
    """A value as it is shown: ``text(1240.4, VARIANCE)`` is ``+£1,240k``."""
    if isinstance(value, str):
        return value
    if value is None:
        return form.missing
    places = places_of(value, form)
    if form.nought and round_away(value, places) == 0:
        return form.nought
    if form.unit in ("number", "percent"):
        written = signed(value, places) if form.signed else number(value, places)
        return f"{written}%" if form.unit == "percent" else written
    if not form.signed:
        return thousands(value, places) if form.unit == "£000" else pounds(value, places)
    size = signed(value, places)
    sign = size[0] if size[0] in "+−" else ""
    return f"{sign}£{size[len(sign) :]}{'k' if form.unit == '£000' else ''}"
