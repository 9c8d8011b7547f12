"""Looks the labels of a row up in the reference files; a label that they do not know becomes a note."""

from __future__ import annotations

from typing import Any

from data import lineage
from loaders.tables import Note, Row

COVERING = ", covering paper"


def known(name: lineage.Name, table: str, reported: str, locator: str, notes: list[Note], what: str) -> str:
    """The name used across all months; ``what`` it names ends the note where the reference does not know it."""
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


def finance(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``finance`` with the names of its directorate, group and service."""
    locator = row["locator"]
    directorate = group = None
    if row["directorate"] is not None:
        directorate = known(
            lineage.directorate(row["directorate"]), "finance", row["directorate"], locator, notes, "directorates"
        )
    if row["service_group"] is not None:
        group = known(
            lineage.service_group(row["service_group"]), "finance", row["service_group"], locator, notes, "groups"
        )
    reported = row["service_reported"]
    service = known(lineage.service(reported, directorate), "finance", reported, locator, notes, "services")
    return {**row, "directorate": directorate, "service_group": group, "service": service}


def summary(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``finance_summary`` with the names of its view and line."""
    printed, locator = row["view_reported"], row["locator"]
    view = printed
    if printed != "overall":
        view = known(lineage.committee(printed), "finance_summary", printed, locator, notes, "committees")
    reported = row["line_reported"]
    line = known(lineage.summary_line(reported), "finance_summary", reported, locator, notes, "summary lines")
    rest = {key: value for key, value in row.items() if key not in ("view_reported", "covering")}
    return {**rest, "view": view + COVERING if row["covering"] else view, "line": line}


def activity(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``activity`` with the name of its service type and the directorate that pays."""
    group, reported = row["care_group"], row["service_type_reported"]
    name = known(
        lineage.service_type(reported, group), "activity", reported, row["locator"], notes, f"types of care ({group})"
    )
    directorate = lineage.care_directorate(group, row["category"], particulars["financial_year"])
    return {**row, "service_type": name, "directorate": directorate}


def activity_label(row: Row) -> str:
    """The key of a row of ``activity`` in words."""
    block = f" ({row['category']})" if row["service_type"] == "Total" and row["category"] else ""
    return f"{row['care_group']}: {row['service_type']}{block}"


def activity_printed(row: Row) -> str:
    """A row of ``activity`` as the paper prints it."""
    block = f"{row['category']}, " if row["service_type"] == "Total" and row["category"] else ""
    return f"{row['service_type_reported']} ({block}{row['care_group']})"
