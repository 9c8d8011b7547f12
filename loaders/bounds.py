"""How much one report may hold: more than any council prints, and no more than every page shows within its time.

The longest table of the bundled papers has 112 rows. A ledger of thousands of cost centres is no report for members: it
is refused with a sentence, never cut short.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from data.columns import Column, tables
from loaders.errors import LoadError
from loaders.report import Report

MAX_ROWS: Final = 1_000
MAX_NAME: Final = 500
MAX_PROSE: Final = 20_000
LARGEST: Final = 1e12
YEARS: Final = range(2000, 2100)
_PROSE: Final = frozenset({"text", "lead", "message", "title"})


def hold(report: Report, name: str) -> None:
    """Raise ``LoadError`` where ``report``, read from the file ``name``, has more rows, longer text, larger figures or
    other years than a report has."""
    for table, rows in {"reports": [report.particulars], **report.tables}.items():
        if len(rows) > MAX_ROWS:
            raise LoadError(
                f"{name} has more than {MAX_ROWS:,} rows in its table {table}, more than any report: load the table of "
                "services that members see, not the ledger behind it"
            )
        columns = {column.name: column for column in tables()[table]}
        for row in rows:
            for key, value in row.items():
                fault = _fault(columns[key], value) if key in columns else ""
                if fault:
                    raise LoadError(f"{name}, {row.get('locator') or table}, column {key}: {fault}")


def _fault(column: Column, value: Any) -> str:
    if isinstance(value, str):
        most = MAX_PROSE if column.name in _PROSE else MAX_NAME
        return f"a text of {len(value):,} letters, longer than in any report (the limit is {most:,})" * (
            len(value) > most
        )
    if isinstance(value, date):
        outside = value.year not in YEARS
        return f"{value} is not a date of a report (from {YEARS[0]} to {YEARS[-1]})" if outside else ""
    if isinstance(value, float | int):
        return f"{value:g} is larger than any figure of a report" if not abs(value) <= LARGEST else ""
    return ""
