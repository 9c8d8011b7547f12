"""Months kept as figures only: one folder a month, one CSV a table, under the contract's own headings.

A snapshot passes through the same names, joins and checks as a paper, so an edit to the reference files or a new
check reaches it. Its ``findings.csv`` carries only what the paper's text alone could show, and columns of prose are
kept empty. Files are split by the csv module and every row's width is checked: a cell that slips by one would put a
figure under another heading.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from data import columns as contract
from data import csv_cells
from loaders import amounts, bounds
from loaders.containers.text import contents
from loaders.errors import LoadError
from loaders.joining import lookup
from loaders.recognisers import TABLES
from loaders.report import Report
from loaders.tables import Note, note_again

REPORTS = "reports.csv"
MAX_BYTES = 10_000_000
NOT_FIGURES = ("text", "lead")  # the paper's prose, and names of officers
# A month that was kept before the other tables were read has these.
_ALWAYS = ("finance", "finance_summary", "activity")
# Checks and names are worked out again from the rows, so only the readers' own notes are kept.
_CARRIED = (
    "ambiguous-period",
    "count-change",
    "count-share",
    "count-total",
    "sign-assumed",
    "heading-date",
    "marked-exempt",
    "implausible-unit",
    "missing-figures",
    "missing-page",
    "missing-table",
    "other-month",
    "scorecard-count",
    "second-table",
    "shifted-cells",
    "stated-twice",
    "torn-cell",
    "two-prints-differ",
    "unknown-block",
    "unknown-rating",
    "unread-column",
    "unread-figure",
    "unread-row",
    "unread-table",
)


def write(reports: Sequence[Report], folder: Path) -> list[Path]:
    """Write each of ``reports`` below ``folder``, in a folder named for its month; returns those folders.

    Where several councils or blocks have reports of one month, the folder of each is named for those too. Raises
    ``LoadError`` where two reports of one of them describe the same month.
    """
    from data import schema, store  # pandas comes with them, and a process that only reads does without

    months = Counter(_folder(each) for each in reports)
    places = {_folder(each, alone=months[_folder(each)] == 1): each for each in reports}
    if len(places) < len(reports):
        raise LoadError("two reports describe the same month: write their snapshots to different folders")
    for month, report in places.items():
        tables: dict[str, list[Mapping[str, Any]]] = {
            "reports": [{**report.particulars, "loaded_at": None}],
            **{table: [_figures_only(row) for row in report.tables[table]] for table in TABLES},
            "findings": [_carried(report.key, note) for note in report.notes if note.check in _CARRIED],
        }
        (folder / month).mkdir(parents=True, exist_ok=True)
        for table, rows in tables.items():
            path = folder / month / f"{table}.csv"
            if rows or table not in TABLES or (table in _ALWAYS and report.tables["finance"]):
                store.write_csv(table, schema.frame(table, rows), path)
            else:
                path.unlink(missing_ok=True)
    return [folder / month for month in places]


def _folder(report: Report, alone: bool = True) -> str:
    """The month of a finance report ``alone`` in it; any other paper has its own name behind its month."""
    month = f"{report.particulars['period']:%Y-%m}"
    return month if report.tables["finance"] and alone else f"{month}-{report.part}"


def _figures_only(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: None if name in NOT_FIGURES else value for name, value in row.items()}


def _carried(key: str, note: Note) -> dict[str, Any]:
    return {"report": key, **asdict(note)}


def is_part(path: Path) -> bool:
    """Whether ``path`` is a table of a snapshot: a CSV by the name of a table, with the table of reports beside it."""
    named = path.suffix.lower() == ".csv" and path.stem in ("reports", "findings", *TABLES)
    return named and (path.parent / REPORTS).is_file()


def read(path: Path) -> Report:
    """The report whose snapshot ``path`` belongs to; the other tables stand beside it.

    Raises ``LoadError`` for a file that is not the contract's table, a row of another width, or a value of another
    type than its column's.
    """
    folder = path.parent
    reports = _table("reports", folder / REPORTS)
    if len(reports) != 1:
        raise LoadError(f"{folder / REPORTS} has {len(reports)} reports; a snapshot holds one month's report")
    particulars = reports[0]
    needed = () if (folder / "service_counts.csv").exists() else _ALWAYS
    tables = {
        table: _table(table, folder / f"{table}.csv") if table in needed or (folder / f"{table}.csv").exists() else []
        for table in TABLES
    }
    tables["finance_summary"] = [lookup.summary_before(row) for row in tables["finance_summary"]]
    stray = {row["report"] for rows in tables.values() for row in rows} - {particulars["report"]}
    if stray:
        raise LoadError(f"{folder} has rows of {min(stray)}, but its report is {particulars['report']}")
    findings = _table("findings", folder / "findings.csv") if (folder / "findings.csv").exists() else []
    return Report(particulars, tables, [note_again(row) for row in findings])


def _table(table: str, path: Path) -> list[dict[str, Any]]:
    columns = contract.tables()[table]
    names = [column.name for column in columns]
    if not path.exists():
        raise LoadError(f"{path} is missing: a snapshot has {', '.join(['reports', *_ALWAYS])} as CSV")
    if path.stat().st_size > MAX_BYTES:
        raise LoadError(f"{path} is larger than any month's table (the limit is {MAX_BYTES // 1_000_000} MB)")
    try:
        content = contents(path, MAX_BYTES, "any month's table").decode("utf-8-sig")
        lines = list(islice(csv.reader(io.StringIO(content, newline=""), strict=True), bounds.MAX_ROWS + 2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"{path} cannot be read as CSV ({error}): write the snapshot again") from error
    heading = lines[0] if lines else []
    # A month that was kept before a column was added lacks it.
    if not heading or heading != [name for name in names if name in heading]:
        raise LoadError(f"{path} is not the table {table}: its first row should be {','.join(names)}")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(heading):
            raise LoadError(f"{path}, row {number}: {len(line)} cells where the heading has {len(heading)}")
        stated = dict(zip(heading, line, strict=True))
        try:
            rows.append({column.name: _value(column.type, stated.get(column.name, "")) for column in columns})
        except ValueError as error:
            raise LoadError(f"{path}, row {number}: {error}") from error
    try:
        contract.hold(table, rows)
    except contract.SchemaError as error:
        raise LoadError(f"{path}: {error}") from error
    return rows


def _value(kind: str, text: str) -> Any:
    if not text:
        return None
    if kind == "date":
        return date.fromisoformat(text)
    return amounts.count(text) if kind == "number" else csv_cells.unguarded(text)
