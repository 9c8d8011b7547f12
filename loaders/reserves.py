"""Recogniser of the reserve schedule: opening balance, movement and balance of each fund, two rows of headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from loaders import amounts, tables_of_cells
from loaders.containers.text import Line
from loaders.dates import day_named
from loaders.tables import Found, Note, Row

_BALANCE = re.compile(r"balance at (?!1 april).*", re.IGNORECASE)
_SHAPE = tables_of_cells.Shape(
    "reserves",
    "reserves",
    {
        "fund": "fund(?: description)?",
        "opening_k": r"(?:opening )?balance at 1 april.*",
        "movement_k": r".*\bmovements?\b.*",
        "balance_k": r"balance at .*",
        "year_end_k": r".*\byear end\b.*",
    },
    optional={"text": "notes?"},
)
_FIGURES = ("opening_k", "movement_k", "balance_k", "year_end_k")


def find(lines: Sequence[Line]) -> list[Found]:
    """Every reserve schedule in ``lines``; its pages, each with the heading again, are one table."""
    headings = _Headings()
    return [_dated(found, lines) for found in tables_of_cells.read(lines, _SHAPE, headings.row, headings.group)]


class _Headings:
    """Which heading a fund stands under: a section up to its subtotal, and a part of it."""

    def __init__(self) -> None:
        self.section: str | None = None
        self.part: str | None = None

    def group(self, found: Found, label: str) -> None:
        # A subtotal or total closes a section, so the next heading opens one; any other is a part of it.
        if self.section is None or not found.rows:
            self.section, self.part = label, None
        else:
            self.part = label

    def row(self, found: Found, line: Line, stated: Mapping[str, str]) -> None:
        fund = stated["fund"]
        if not fund:
            raise ValueError("its label is missing")
        figures = {name: amounts.thousands(stated[name]) for name in _FIGURES}
        level = "fund"
        if re.match(r"total\b", fund, re.IGNORECASE):
            level, self.section, self.part = "total", None, None
        elif fund.lower() in ("subtotal", "sub-total", "sub total"):
            level = "subtotal"
        part = self.part if level == "fund" else None
        under = ": ".join(filter(None, (self.section, part))) or None
        text = stated.get("text") or None
        found.rows.append({"fund": fund, "heading": under, "level": level, **figures, "text": text})
        found.rows[-1]["locator"] = line.place
        if level == "subtotal":
            self.section = self.part = None


def _dated(found: Found, lines: Sequence[Line]) -> Found:
    """``found`` with the day of its balances on each row, where the heading names it."""
    heading = tables_of_cells.heading(lines, found.start)[0]
    named = [day_named(cell) for cell in heading if _BALANCE.fullmatch(cell)]
    for row in found.rows:
        row["as_at"] = named[0] if named else None
    return found


def name(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """``row`` without the day of its balances, which is noted once where it is not the report's month."""
    as_at = row.get("as_at")
    if as_at not in (None, particulars["period"]) and not any(
        note.check == "other-month" and note.table == "reserves" for note in notes
    ):
        notes.append(
            Note(
                "reserves",
                None,
                "other-month",
                "note",
                f"The reserves are those of {as_at:%B %Y}, although the report is for "
                f"{particulars['period']:%B %Y}: the schedule was not brought up to date.",
                row["locator"],
                stated=f"{as_at:%Y-%m-%d}",
                expected=f"{particulars['period']:%Y-%m-%d}",
            )
        )
    return {column: value for column, value in row.items() if column != "as_at"}
