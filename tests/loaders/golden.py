"""Golden tables: a small text in ``tests/fixtures`` and, beside it, what the readers should make of it.

The expected CSV has the row's own columns (those in which any row states something), and below the rows one line for
each note: its check and its place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from loaders.containers.text import Document, read
from loaders.tables import Found, Row

FIXTURES = Path(__file__).parent.parent / "fixtures"


def texts(folder: str) -> list[Path]:
    """The texts of one folder of fixtures."""
    return sorted((FIXTURES / folder).glob("*.txt"))


def document(path: Path) -> Document:
    """A fixture as the readers see it."""
    return read(path)


def as_csv(tables: Sequence[Found]) -> str:
    """Rows and notes of ``tables`` in the form of the expected files."""
    rows: list[Row] = [{"table": found.name, **row} for found in tables for row in found.rows]
    columns = [name for name in (rows[0] if rows else {}) if any(row[name] is not None for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if row[name] is None else _plain(row[name]) for name in columns] for row in rows])
    writer.writerows([["note", note.check, note.locator] for found in tables for note in found.notes])
    return out.getvalue()


def expected(path: Path) -> str:
    """What stands beside ``path``."""
    return path.with_suffix(".csv").read_text(encoding="utf-8")


def _plain(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
