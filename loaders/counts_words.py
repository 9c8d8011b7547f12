"""The words by which prose names what it counts, from ``data/reference/service_counts.csv``, and rows of counts."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache

from data.folders import REFERENCE
from loaders.containers.text import Line
from loaders.tables import Found, Note, Row

Phrase = tuple[str, str | None, str | None]


@cache
def _phrases(kind: str) -> tuple[Phrase, ...]:
    with (REFERENCE / "service_counts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return tuple((row["words"], row["measure"] or None, row["breakdown"] or None) for row in rows)


def first_phrase(kind: str, text: str) -> Phrase | None:
    """The phrase of ``kind`` (words, measure, breakdown) that stands first in ``text``, the longest if several do."""
    lower = text.lower()
    found = []
    for phrase in _phrases(kind):
        match = re.search(rf"\b{re.escape(phrase[0])}\b", lower)
        if match:
            found.append((match.start(), -len(phrase[0]), phrase))
    return min(found)[2] if found else None


def add(
    found: Found,
    line: Line,
    measure: str,
    value: float,
    breakdown: str | None = None,
    period: date | None = None,
    period_text: str | None = None,
    unit: str = "number",
) -> None:
    """Add one count, unless it only repeats one that the paper has stated already.

    A count that is repeated with its time takes the place of one without.
    """
    put(
        found,
        {
            "period": period,
            "period_text": period_text,
            "measure": measure,
            "breakdown": breakdown,
            "value": value,
            "unit": unit,
            "locator": line.place,
        },
    )


def put(found: Found, row: Row) -> None:
    """Add ``row`` as ``add`` does."""
    for number, other in enumerate(found.rows):
        times = (other["period_text"], row["period_text"])
        if _what(other) == _what(row) and (None in times or times[0] == times[1]):
            if other["period_text"] is None:
                found.rows[number] = row
            return
    found.rows.append(row)


def _what(row: Row) -> tuple[object, ...]:
    name = re.sub(r"[’']s\b|\bthe\b|[^a-z0-9 ]", "", (row["breakdown"] or "").lower())
    return row["measure"], " ".join(name.split()), row["value"], row["unit"]


def note(found: Found, line: Line, row: str | None, check: str, severity: str, message: str, **figures: str) -> None:
    """Add a note on a count."""
    found.notes.append(Note("service_counts", row, check, severity, message, line.place, **figures))


def check_share(found: Found, line: Line, what: str, part: float, whole: float, printed: str) -> None:
    """Note a share that is not what its count makes of the whole, half a printed unit allowed for.

    ``printed`` is the percentage as printed, with its sign.
    """
    digits = printed.rstrip("%")
    half = 0.5 / 10 ** len(digits.partition(".")[2])
    exact = 100 * part / whole if whole else None
    if exact is None or abs(exact - float(digits)) <= half + 1e-9:
        return
    places = len(digits.partition(".")[2])
    right = f"{exact:.{places}f}%"
    severity = "warning" if abs(exact - float(digits)) > 4 * half else "note"
    note(
        found,
        line,
        what,
        "count-share",
        severity,
        f"{what}: {part:,.0f} of {whole:,.0f} is printed as {printed}, but it is {right}.",
        stated=printed,
        expected=right,
    )
