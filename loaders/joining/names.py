"""Gives a report's rows the names used across all months, and the period."""

from __future__ import annotations

from data import authorities
from data import columns as contract
from loaders.recognisers import RECOGNISERS
from loaders.report import Report
from loaders.tables import Note, Row


def apply(report: Report, council: str = "") -> Report:
    """``report`` with rows as the contract has them; a label that the reference does not know becomes a note.

    ``council`` is whose names they are where the paper itself does not say it.
    """
    known = {**report.particulars, "authority": report.particulars.get("authority") or council or None}
    notes: list[Note] = []
    tables: dict[str, list[Row]] = {}
    for each in RECOGNISERS:
        columns = {column.name for column in contract.tables()[each.table]}
        dated = {
            key: report.particulars[key] for key in ("period", "financial_year", "basis", "report") if key in columns
        }
        # A row that states its own period keeps it.
        rows = [{**dated, **row} for row in report.tables[each.table]]
        tables[each.table] = [each.name(row, known, notes) for row in rows] if each.name else rows
    authority = known["authority"]
    if authority and authorities.council(authority) is None:
        notes.append(_nothing_known(authority, tables))
    return Report(report.particulars, tables, [*report.notes, *notes], report.found, report.begins)


def _nothing_known(authority: str, tables: dict[str, list[Row]]) -> Note:
    place = next((str(row["locator"]) for rows in tables.values() for row in rows), "")
    message = (
        f"Nothing is known yet of the names of {authority}, so each line has the name that its paper prints, no "
        "committee is shown, and no directorate for its care unless the paper says it. `python -m loaders teach FILE` "
        "asks for what only the council can say."
    )
    return Note("reports", None, "names-as-printed", "note", message, place)
