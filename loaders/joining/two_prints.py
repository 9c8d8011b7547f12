"""One report printed in several papers: joined into one, and compared figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loaders.figures import shown, words
from loaders.recognisers import BY_TABLE, label, printed
from loaders.report import Report
from loaders.tables import Note, Row

# Columns that are the paper's words, not its figures: prints are not compared by them.
_PROSE = ("locator", "text", "report")


def join(reports: Sequence[Report]) -> list[Report]:
    """``reports`` with the prints of the same report joined, oldest month first.

    The print in which the report begins first is the one that is loaded: it has least in front of it. From the others
    come only tables that it lacks; their locators name their file.
    """
    by_key: dict[str, list[Report]] = {}
    for report in reports:
        by_key.setdefault(report.key, []).append(report)
    joined = []
    for key in sorted(by_key, key=lambda key: (by_key[key][0].particulars["period"], key)):
        prints = sorted(by_key[key], key=lambda each: (each.begins, each.particulars["file"]))
        report, seen = prints[0], set(_checksums(prints[0]))
        for other in prints[1:]:
            if seen.isdisjoint(_checksums(other)):
                report = _join_two(report, other)
                seen.update(_checksums(other))
            else:  # the very same file once more, or the figures that were kept of it
                _take_words(report, other)
        joined.append(report)
    return joined


def _checksums(report: Report) -> list[str]:
    return str(report.particulars["sha256"]).split("; ")


def _join_two(report: Report, other: Report) -> Report:
    file = other.particulars["file"]
    particulars = dict(report.particulars)
    for column in ("file", "sha256"):
        particulars[column] = f"{particulars[column]}; {other.particulars[column]}"
    for column in ("authority", "published"):
        particulars[column] = particulars[column] or other.particulars[column]
    tables, notes = {}, list(report.notes)
    for table, rows in report.tables.items():
        extra, differences = _compare(table, rows, other.tables[table], file)
        tables[table] = [*rows, *extra]
        notes += differences
    already = {(note.check, note.row, note.stated) for note in report.notes}
    notes += [
        replace(note, locator=f"{note.locator} of {file}")
        for note in other.notes
        if (note.check, note.row, note.stated) not in already
    ]
    return Report(particulars, tables, notes, [*report.found, *other.found], report.begins)


def _take_words(report: Report, other: Report) -> None:
    """Give rows of ``report`` without their text that of ``other``: a snapshot has the figures of a paper only."""
    for table, rows in report.tables.items():
        said = {identity(table, row): row["text"] for row in other.tables[table] if row.get("text")}
        for row in rows:
            if "text" in row and not row["text"]:
                row["text"] = said.get(identity(table, row))


def identity(table: str, row: Row) -> tuple[Any, ...]:
    """What tells ``row`` apart from the other rows of ``table`` in one report."""
    return tuple(row[name] for name in BY_TABLE[table].identity)


def _scope(table: str, row: Row) -> Any:
    """The table within the paper that a row belongs to."""
    scope = BY_TABLE[table].scope
    return row[scope] if scope else None


def _compare(table: str, rows: Sequence[Row], others: Sequence[Row], file: str) -> tuple[list[Row], list[Note]]:
    """The rows of tables that only the other print has, and a note for each figure in which the two differ.

    A row without its text is given that of the other print.
    """
    mine = {identity(table, row): row for row in rows}
    scopes = {_scope(table, row) for row in rows}
    extra: list[Row] = []
    notes: list[Note] = []
    seen = set()
    for other in others:
        seen.add(identity(table, other))
        row = mine.get(identity(table, other))
        if row is not None:
            notes += _differences(table, row, other, file)
            if "text" in row:
                row["text"] = row["text"] or other["text"]
        elif _scope(table, other) in scopes:
            notes.append(
                _one_sided(table, other, f"{file} has the line {printed(table, other)}, the other print has not.")
            )
        else:
            extra.append({**other, "locator": f"{other['locator']} of {file}"})
    compared = {_scope(table, other) for other in others}
    for key, row in mine.items():
        if key not in seen and _scope(table, row) in compared:
            notes.append(
                _one_sided(table, row, f"{file} does not have the line {printed(table, row)}, the other print has.")
            )
    return extra, notes


def _one_sided(table: str, row: Row, message: str) -> Note:
    return Note(table, label(table, row), "two-prints-differ", "warning", message, row["locator"])


@dataclass(frozen=True)
class Change:
    """One figure of ``row`` that ``other`` states otherwise; a row that only one of them has lacks the other."""

    table: str
    row: Row | None
    other: Row | None
    column: str = ""


def changes(table: str, row: Row, other: Row) -> Iterator[Change]:
    """The columns in which two prints of one row differ, but for those of prose and of places."""
    for column, value in row.items():
        prose = column in _PROSE or column.endswith("_reported")
        if not prose and value != other.get(column):
            yield Change(table, row, other, column)


def _differences(table: str, row: Row, other: Row, file: str) -> list[Note]:
    notes = []
    for column in (change.column for change in changes(table, row, other)):
        value, against = row[column], other.get(column)
        both = isinstance(value, float) and isinstance(against, float)
        difference = shown(column, value - against) if both else None
        notes.append(
            Note(
                table,
                label(table, row),
                "two-prints-differ",
                "warning",
                f"The {words(column)} of {printed(table, row)} is {shown(column, value)} in the print that "
                f"is loaded and {shown(column, against)} in the other ({file}, {other['locator']}).",
                row["locator"],
                stated=shown(column, value),
                expected=shown(column, against),
                difference=difference,
                column=column,
                also_at=f"{other['locator']} of {file}",
            )
        )
    return notes
