"""Builds the tidy dataset from papers: read, name, join, check, write. All inputs are good, or nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from data import schema, store
from loaders import checks, names, prints, report, snapshot, text
from loaders.errors import LoadError
from loaders.report import Report
from loaders.tables import Note

TEXT_ENDINGS = (".txt", ".text")
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


@dataclass
class Load:
    """What a set of inputs came to: the joined reports, their findings, and files passed over with the reason."""

    reports: list[Report]
    findings: list[dict[str, Any]]
    passed_over: list[str] = field(default_factory=list)

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the contract."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows = {
            "reports": [{**each.particulars, "loaded_at": now} for each in self.reports],
            **{table: [row for each in self.reports for row in each.tables[table]] for table in report.TABLES},
            "findings": self.findings,
        }
        return {table: schema.frame(table, each) for table, each in rows.items()}


def build(inputs: Sequence[Path], output: Path, csv: bool = False) -> Load:
    """Write the dataset of ``inputs`` (files, folders, or both) to the folder ``output``.

    A file that is named must hold a report. A folder is searched: a text in it that holds no report is passed over
    and listed in the result, and snapshots in it are read like papers. With ``csv``, a CSV of each table stands beside
    the Parquet. Raises ``LoadError`` for an input that cannot be used and ``StoreError`` where ``output`` cannot be
    written; neither changes what is there.
    """
    loaded = load(inputs)
    store.write(loaded.tables(), output, csv=csv)
    return loaded


def load(inputs: Sequence[Path]) -> Load:
    """What ``build`` writes, without writing it."""
    read: list[Report] = []
    passed_over: list[str] = []
    for path in inputs:
        path = Path(path)
        if path.is_dir():
            before = len(read)
            for file in _files(path):
                try:
                    read.append(_read(file))
                except report.NoReportError as error:
                    passed_over.append(str(error))
            if len(read) == before:
                raise LoadError(f"{path} holds no report in any text or snapshot; looked for {text.LOOKED_FOR}")
        else:
            read.append(_read(path))
    if not read:
        raise LoadError("no input was named: name the papers, or folders of them")
    reports = prints.join([names.apply(each) for each in read])
    return Load(reports, findings(reports), passed_over)


def check(document: text.Document) -> tuple[Report, list[dict[str, Any]]]:
    """One paper's report under the names of all months, and its findings; raises ``LoadError`` as ``build`` does."""
    named = names.apply(report.read(document))
    return named, findings([named])


def _files(folder: Path) -> Iterator[Path]:
    """Texts below ``folder``, and for each snapshot its table of reports, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        wanted = path.suffix.lower() in TEXT_ENDINGS or path.name == snapshot.REPORTS
        if wanted and path.is_file() and not path.name.startswith("."):
            yield path


def _read(path: Path) -> Report:
    if not path.exists():
        raise LoadError(f"{path} does not exist: check the path")
    if path.suffix.lower() == ".csv":
        return snapshot.read(path)
    return report.read(text.read(path))


def findings(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Every note of the readers and every result of the checks as rows of ``findings``, in the papers' order."""
    rows = []
    for each in reports:
        notes = [*each.notes, *checks.run(each, reports)]
        notes.sort(key=lambda note: (note.table, _place(note), _SEVERITY[note.severity], note.check, note.message))
        rows += [_row(each.key, note) for note in notes]
    return rows


def _place(note: Note) -> tuple[str, int]:
    number = re.match(r"line (\d+)(.*)", note.locator)
    return (number[2], int(number[1])) if number else (note.locator, 0)


def _row(key: str, note: Note) -> dict[str, Any]:
    return {
        "report": key,
        "table": note.table,
        "row": note.row,
        "check": note.check,
        "severity": note.severity,
        "stated": note.stated,
        "expected": note.expected,
        "difference": note.difference,
        "message": note.message,
        "locator": note.locator,
    }
