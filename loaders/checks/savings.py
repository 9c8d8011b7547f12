"""The savings tracker: quarters against the year, variance, percentage, and the printed totals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from loaders.checks.compare import Doubt, against_parts, doubt, sum_of
from loaders.savings_rows import FIGURES, FORECAST, PLANNED
from loaders.tables import Note, Row


def check(rows: Sequence[Row], notes: Sequence[Note]) -> list[Doubt]:
    """Doubts about the rows of ``savings``.

    A saving is negative money, so a variance (forecast minus plan) that is positive is a saving missed. Totals are left
    alone where the reader's ``notes`` say already that a page is missing.
    """
    page_missing = any(note.table == "savings" and note.check == "missing-page" for note in notes)
    savings = [row for row in rows if row["level"] == "saving"]
    doubts = [each for row in savings for each in _row(row)]
    for total in (row for row in rows if row["level"] == "total"):
        # Where the quarters of a saving do not make its year, those of all savings will not either.
        parts = tuple((row, name) for row in savings for name in ("original_k", "forecast_k"))
        doubts += [replace(each, parts=parts) for each in _row(total)]
        if not page_missing:
            doubts += against_parts("savings", total, savings, FIGURES, "savings-total", "its savings")
    return doubts


def _row(row: Row) -> list[Doubt]:
    return [*_quarters(row, PLANNED, "original_k"), *_quarters(row, FORECAST, "forecast_k"), *_variance(row)]


def _quarters(row: Row, quarters: Sequence[str], year: str) -> list[Doubt]:
    stated = [{"figure": row[name]} for name in quarters if row[name] is not None]
    expected = sum_of(stated, "figure")
    if expected is None or len(stated) < len(quarters):
        return []
    return doubt("savings", row, year, expected, (len(stated) + 1) / 2, "savings-quarters", "its quarters add up to")


def _variance(row: Row) -> list[Doubt]:
    planned, forecast, variance, share = (
        row[name] for name in ("original_k", "forecast_k", "variance_k", "variance_pct")
    )
    doubts: list[Doubt] = []
    if planned is not None and forecast is not None:
        because = "the forecast saving minus the planned saving is"
        doubts += doubt("savings", row, "variance_k", forecast - planned, 1.5, "savings-variance", because)
    if share is not None and variance is not None and planned is not None and abs(planned) > 0.5:
        low = 100 * max(0.0, abs(variance) - 0.5) / (abs(planned) + 0.5)
        high = 100 * (abs(variance) + 0.5) / (abs(planned) - 0.5)
        signs_agree = share * variance >= 0
        if not (signs_agree and low - 0.5 <= abs(share) <= high + 0.5):
            exact = round(100 * math.copysign(1, variance) * abs(variance / planned), 2)
            because = "the variance divided by the planned saving is"
            doubts += doubt("savings", row, "variance_pct", exact, 0.0, "savings-pct", because)
    return doubts
