"""Looks the labels of a row up in the council's own files; a label that they do not know becomes a note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from data import authorities, lineage
from data.lineage import Name
from loaders.tables import Note, Row

COVERING = ", covering paper"


def _names(table: str, row: Row, particulars: dict[str, Any], notes: list[Note]) -> Callable[[Name, str, str], str]:
    """What names a label of ``row``: it takes what is known of the label, the label as printed, and what it names."""
    return partial(_named, table, row["locator"], particulars.get("authority"), notes)


def _named(
    table: str, locator: str, authority: str | None, notes: list[Note], name: Name, reported: str, what: str
) -> str:
    """The name used across all months; ``what`` it names ends the note where the council's files do not know it."""
    # A heading stands over many rows: once is enough. Where no names of its kind are listed, none of them is news.
    if (
        not name.known
        and name.listed
        and not any(note.check == "unknown-label" and note.row == reported for note in notes)
    ):
        notes.append(
            Note(
                table,
                reported,
                "unknown-label",
                "note",
                _unknown(name, reported, what, authority),
                locator,
                stated=reported,
            )
        )
    return name.name


def _unknown(name: Name, reported: str, what: str, authority: str | None) -> str:
    label = reported if len(reported) <= 80 else reported[:77] + "..."
    place = authorities.shown(authority, name.file)
    advice = (
        f"The closest is “{name.closest}”: if that is the same, say so in {place}."
        if name.closest
        else f"No name there is like it: if it is to stay, add it to {place}."
    )
    return f"“{label}” is not among the names of {what}, so it is loaded under its own name. {advice}"


def finance(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``finance`` with the names of its directorate, group and service."""
    authority, named = particulars.get("authority"), _names("finance", row, particulars, notes)
    directorate, group, service = row["directorate"], row["service_group"], row["service_reported"]
    if directorate is not None:
        directorate = named(lineage.directorate(directorate, authority), directorate, "directorates")
    if group is not None:
        group = named(lineage.service_group(group, authority), group, "groups")
    service = named(lineage.service(service, directorate, authority), service, "services")
    return {**row, "directorate": directorate, "service_group": group, "service": service}


def summary(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``finance_summary`` with the names of its view and line."""
    authority, named = particulars.get("authority"), _names("finance_summary", row, particulars, notes)
    view, line = row["view_reported"], row["line_reported"]
    if view != "overall":
        view = named(lineage.committee(view, authority), view, "committees")
    line = named(lineage.summary_line(line, authority), line, "summary lines")
    return {
        **_without(row, "view_reported", "covering"),
        "view": view + COVERING if row["covering"] else view,
        "line": line,
    }


def summary_before(row: Row) -> Row:
    """A row of ``finance_summary`` of the contract, as it was before its view was looked up."""
    view = str(row["view"])
    return {**row, "covering": view.endswith(COVERING), "view_reported": view.removesuffix(COVERING)}


def activity(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``activity`` with the name of its service type and the directorate that pays, as stated or as known."""
    authority, named = particulars.get("authority"), _names("activity", row, particulars, notes)
    group, reported = row["care_group"], row["service_type_reported"]
    if group not in lineage.care_groups(authority):
        _note_care_group(group, row["locator"], notes, authority)
    name = named(lineage.service_type(reported, group, authority), reported, f"types of care ({group})")
    directorate = lineage.care_directorate(group, row["category"], particulars["financial_year"], authority)
    return {**row, "service_type": name, "directorate": row.get("directorate") or directorate}


def _note_care_group(group: str, locator: str, notes: list[Note], authority: str | None) -> None:
    if any(note.check == "unknown-care-group" and note.row == group for note in notes):
        return  # a table has many rows: once is enough
    if authority and authorities.council(authority) is None:
        return  # of a council of which nothing is known that is said once for all
    message = (
        f"“{group}” is not among the care groups, so it is loaded under its own name, and no committee or directorate "
        f"shows it. Say which budget line pays for it in {authorities.shown(authority, 'care_groups.csv')}."
    )
    notes.append(Note("activity", group, "unknown-care-group", "note", message, locator, stated=group))


def activity_label(row: Row) -> str:
    """The key of a row of ``activity`` in words."""
    block = f" ({row['category']})" if row["service_type"] == "Total" and row["category"] else ""
    return f"{row['care_group']}: {row['service_type']}{block}"


def activity_printed(row: Row) -> str:
    """A row of ``activity`` as the paper prints it."""
    block = f"{row['category']}, " if row["service_type"] == "Total" and row["category"] else ""
    return f"{row['service_type_reported']} ({block}{row['care_group']})"


def commentary(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``commentary`` with the name of the line, group or lines that it is about."""
    reported = row["service_reported"]
    found = lineage.commented_service(reported, particulars.get("authority"))
    return {**row, "service": _names("commentary", row, particulars, notes)(found, reported, "services")}


def capital(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``capital`` with the name of its scheme."""
    reported = row["scheme_reported"]
    found = lineage.capital_scheme(reported, particulars.get("authority"))
    return {**row, "scheme": _names("capital", row, particulars, notes)(found, reported, "capital schemes")}


def capital_funding(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``capital_funding`` with the name of its source."""
    reported = str(row.get("source_reported", row.get("source")))
    found = lineage.capital_source(reported, particulars.get("authority"))
    named = _names("capital_funding", row, particulars, notes)
    return {**_without(row, "source_reported"), "source": named(found, reported, "sources of capital funding")}


def capital_variances(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``capital_variances``: its programme under the name that it has in the capital programme."""
    reported = row.get("programme_reported", row.get("programme"))
    programme = lineage.capital_scheme(reported, particulars.get("authority")).name if reported else None
    scheme = lineage.tidy(str(row.get("scheme_reported", row.get("scheme"))))
    return {**_without(row, "programme_reported", "scheme_reported"), "programme": programme, "scheme": scheme}


def capital_variation(row: Row, particulars: dict[str, Any], notes: list[Note]) -> Row:
    """A row of ``capital_variation`` with its label."""
    return {**_without(row, "service_reported"), "service": row.get("service_reported", row.get("service"))}


def _without(row: Row, *columns: str) -> Row:
    return {name: value for name, value in row.items() if name not in columns}
