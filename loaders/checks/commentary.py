"""The commentary against the lines of the service level table that carry its number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from loaders.checks.compare import Doubt, doubt, sum_of
from loaders.checks.finance import percentages
from loaders.recognisers import label, printed
from loaders.tables import Note, Row

_FIGURES = ("budget_k", "actual_k", "forecast_variance_k")


def figures(rows: Sequence[Row], finance: Sequence[Row], doubted: Collection[tuple[int, str]]) -> list[Doubt]:
    """Figures against the line that carries the note, or the sum of the lines that carry it; then percentages.

    A note on several lines (a pooled budget) is by design. Figures of the table that are ``doubted`` already are left
    alone.
    """
    doubts: list[Doubt] = []
    for row in rows:
        lines = [line for line in finance if line["note"] == row["note"]]
        for column in _FIGURES:
            expected = sum_of(lines, column)
            if expected is None or any((id(line), column) in doubted for line in lines):
                continue
            places = ", ".join(line["locator"] for line in lines)
            if len(lines) == 1:
                because = f"the service level table ({places}) has"
            else:
                because = f"the lines with this note in the service level table ({places}) add up to"
            slack = (len(lines) + 1) / 2
            doubts += doubt("commentary", row, column, expected, slack, "commentary-against-table", because)
    return [*doubts, *percentages("commentary", rows, 0.5)]


def numbers(rows: Sequence[Row], finance: Sequence[Row]) -> list[Note]:
    """Notes in the service level table without commentary, and commentaries whose number no line carries."""
    if not rows:
        return []
    told = {row["note"] for row in rows}
    marked = {line["note"] for line in finance}
    notes = [
        Note(
            "commentary",
            label("commentary", row),
            "commentary-without-line",
            "warning",
            f"{printed('commentary', row)}: no line of the service level table carries the number {row['note']}.",
            row["locator"],
            stated=row["note"],
        )
        for row in rows
        if row["note"] not in marked
    ]
    seen: set[str] = set()
    for line in finance:
        number = line["note"]
        if number is None or number in told or number in seen:
            continue
        seen.add(number)
        notes.append(
            Note(
                "finance",
                label("finance", line),
                "line-without-commentary",
                "warning",
                f"{printed('finance', line)} carries the number {number}, but there is no commentary {number}.",
                line["locator"],
                stated=number,
            )
        )
    return notes
