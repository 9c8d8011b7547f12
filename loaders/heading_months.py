"""Months printed in the headings of the finance tables, held against the month of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from data.formatting import month_name
from loaders.containers.text import Line
from loaders.dates import MONTH_NAMES, month_number
from loaders.tables import Found, Note

_PREVIOUS = re.compile(rf"variance outturn \(({MONTH_NAMES})\)|outturn variance \(({MONTH_NAMES})\)", re.IGNORECASE)
_ACTUAL = re.compile(rf"\bactual ({MONTH_NAMES}) (20\d\d)\b", re.IGNORECASE)


def misdated(tables: Sequence[Found], lines: Sequence[Line], period: date) -> Iterator[Note]:
    """A note for each heading that names another month: its column may hold another month's figures too.

    The previous column should be headed with the month before ``period``, the actual column with ``period`` itself.
    """
    before = period.replace(day=1) - timedelta(days=1)
    for found in tables:
        if not found.rows:
            continue
        words = _heading(found, lines)
        previous, actual = _PREVIOUS.search(words), _ACTUAL.search(words)
        if previous and month_number(previous[1] or previous[2]) != before.month:
            yield _note(found, lines, "previous variance", previous[1] or previous[2], before)
        if actual and (month_number(actual[1]), int(actual[2])) != (period.month, period.year):
            yield _note(found, lines, "actual", f"{actual[1]} {actual[2]}", period)


def _heading(found: Found, lines: Sequence[Line]) -> str:
    """The words of a table above its first row."""
    first = found.rows[0]["locator"]
    words = []
    for line in lines[found.start : found.end]:
        if line.place == first:
            break
        words.append(line.text)
    return " ".join(" ".join(words).split())


def _note(found: Found, lines: Sequence[Line], column: str, stated: str, expected: date) -> Note:
    return Note(
        found.table,
        None,
        "heading-date",
        "warning",
        f"The {column} column of {found.name} is headed {stated}, but the report's month makes it "
        f"{month_name(expected)}; its figures are loaded as {month_name(expected)}'s.",
        lines[found.start].place,
        stated,
        month_name(expected),
    )
