"""Gives a report's rows the names used across all months, the period, and the directorate that pays."""

from __future__ import annotations

from typing import Any

from data import lineage
from loaders.report import Report
from loaders.tables import Note, Row

COVERING = ", covering paper"


def apply(report: Report) -> Report:
    """``report`` with rows as the contract has them; a label that the reference does not know becomes a note."""
    notes: list[Note] = []
    dated = {key: report.particulars[key] for key in ("period", "financial_year", "basis")}
    rows: dict[str, list[Row]] = {
        "finance": [_finance(row, notes) for row in report.tables["finance"]],
        "finance_summary": [_summary(row, notes) for row in report.tables["finance_summary"]],
        "activity": [_activity(row, dated["financial_year"], notes) for row in report.tables["activity"]],
    }
    tables = {table: [{**dated, **row, "report": report.key} for row in each] for table, each in rows.items()}
    return Report(report.particulars, tables, [*report.notes, *notes], report.found, report.begins)


def _known(name: lineage.Name, table: str, reported: str, locator: str, notes: list[Note], what: str) -> str:
    # A heading stands over many rows: once is enough.
    if not name.known and not any(note.check == "unknown-label" and note.row == reported for note in notes):
        notes.append(
            Note(
                table,
                reported,
                "unknown-label",
                "note",
                f"“{reported}” is not among the names of {what} in data/reference, so it is loaded under its own name.",
                locator,
                stated=reported,
            )
        )
    return name.name


def _finance(row: Row, notes: list[Note]) -> dict[str, Any]:
    locator = row["locator"]
    directorate = group = None
    if row["directorate"] is not None:
        directorate = _known(
            lineage.directorate(row["directorate"]), "finance", row["directorate"], locator, notes, "directorates"
        )
    if row["service_group"] is not None:
        group = _known(
            lineage.service_group(row["service_group"]), "finance", row["service_group"], locator, notes, "groups"
        )
    reported = row["service_reported"]
    service = _known(lineage.service(reported, directorate), "finance", reported, locator, notes, "services")
    return {**row, "directorate": directorate, "service_group": group, "service": service}


def _summary(row: Row, notes: list[Note]) -> dict[str, Any]:
    printed, locator = row["view_reported"], row["locator"]
    view = printed
    if printed != "overall":
        view = _known(lineage.committee(printed), "finance_summary", printed, locator, notes, "committees")
    reported = row["line_reported"]
    line = _known(lineage.summary_line(reported), "finance_summary", reported, locator, notes, "summary lines")
    rest = {key: value for key, value in row.items() if key not in ("view_reported", "covering")}
    return {**rest, "view": view + COVERING if row["covering"] else view, "line": line}


def _activity(row: Row, financial_year: str, notes: list[Note]) -> dict[str, Any]:
    group, reported = row["care_group"], row["service_type_reported"]
    name = _known(
        lineage.service_type(reported, group), "activity", reported, row["locator"], notes, f"types of care ({group})"
    )
    directorate = lineage.care_directorate(group, row["category"], financial_year)
    return {**row, "service_type": name, "directorate": directorate}
