"""Recogniser of the performance indicators: a table by outcome, or a card for each (``indicators_cards``).

The figures are those of the month or quarter that the title names, which may be earlier than the report's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from loaders import amounts, indicators_cards, tables_of_cells
from loaders.containers.text import Line
from loaders.dates import day_named
from loaders.indicators_rows import COMPARED, code_and_name, note_odd_unit, note_scorecard, unit_of
from loaders.tables import Found, Note, Row

_SHAPE = tables_of_cells.Shape(
    "indicators",
    "indicators",
    {
        "indicator": "measure|indicator",
        "previous": "previous period",
        "target": "target",
        "actual": "actual|current",
        "rag": "rag(?: status)?",
    },
    optional={
        "directorate": r"responsible directorate(?:\(s\)|s)?",
        "data_date": "date of latest data",
        "direction": "direction of travel.*",
        "statistical_neighbours": "stat(?:istical)? neighbours",
        "england": "england",
        "text": "comments?",
    },
)
_RATINGS = {
    "on target": "green",
    "within 10%": "amber",
    "off target": "red",
    "no target": "no target",
    **{colour: colour for colour in ("red", "amber", "green", "blue")},
}
_TITLE = re.compile(r"(?:appendix \d+\W*)?performance at (?:the )?end of (?P<words>.+)", re.IGNORECASE)
_LINES_ABOVE = 12


def find(lines: Sequence[Line]) -> list[Found]:
    """Every table of indicators in ``lines``, and every run of cards."""
    tables = []
    for found in tables_of_cells.read(lines, _SHAPE, _Outcomes(lines).row):
        period = _period(lines, found.start)
        for row in found.rows:
            row["period"] = period
        tables.append(found)
    tables += indicators_cards.find(lines)
    for found in tables:
        if found.rows:
            note_scorecard(found, lines)
    return sorted(tables, key=lambda found: found.start)


def name(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """``row`` with the report's month where the title of the indicators names none."""
    return {**row, "period": row["period"] or particulars["period"]}


def _period(lines: Sequence[Line], start: int) -> date | None:
    for line in reversed(lines[max(0, start - _LINES_ABOVE) : start]):
        match = _TITLE.fullmatch(line.text)
        if match:
            return day_named(match["words"])
    return None


class _Outcomes:
    """Rows under the outcome that they stand under; it is printed above the heading of each page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.outcome: str | None = None

    def row(self, found: Found, line: Line, stated: Mapping[str, str]) -> None:
        if not found.rows:
            self._look_above(found)
        if stated["indicator"].lower() == "outcome":
            self.outcome = _outcome(line)
            return
        if not stated["indicator"]:
            raise ValueError("its label is missing")
        code, name = code_and_name(stated["indicator"])
        rag = stated["rag"].lower()
        row = {
            "period": None,
            "outcome": self.outcome,
            "indicator": name,
            "code": code,
            "directorate": stated.get("directorate") or None,
            **{column: _figure(stated.get(column, "")) for column in ("previous", "target", "actual")},
            "unit": unit_of(name, [stated.get(column, "") for column in COMPARED]),
            "data_date": stated.get("data_date") or None,
            "good_is": None,
            "direction": amounts.direction(stated.get("direction", "")),
            "rag": _RATINGS.get(rag),
            "statistical_neighbours": _figure(stated.get("statistical_neighbours", "")),
            "england": _figure(stated.get("england", "")),
            "text": stated.get("text") or None,
            "locator": line.place,
        }
        found.rows.append(row)
        note_odd_unit(found, row)
        if rag and row["rag"] is None:
            found.notes.append(_odd_rating(row, stated["rag"]))

    def _look_above(self, found: Found) -> None:
        """Take the outcome that stands above the first heading into the table."""
        above = next((at for at in range(found.start - 1, -1, -1) if self.lines[at].filled), None)
        if above is not None and self.lines[above].cells[0].lower() == "outcome":
            self.outcome = _outcome(self.lines[above])
            found.start = above
            found.furniture += 1


def _outcome(line: Line) -> str | None:
    return " ".join(cell for cell in line.cells[1:] if cell) or None


def _figure(text: str) -> float | None:
    found = amounts.amount(text)
    if found is not None and (found.pound or found.suffix):
        raise ValueError(f"{text!r} is neither a number nor a percentage")
    return None if found is None else found.value


def _odd_rating(row: Row, printed: str) -> Note:
    return Note(
        "indicators",
        row["indicator"],
        "unknown-rating",
        "note",
        f"The status of “{row['indicator']}” is printed as “{printed}”, which is none of the ratings; it is loaded "
        "without one.",
        row["locator"],
        stated=printed,
    )
