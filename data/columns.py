"""The columns of the contract: one list, from ``reference/columns.csv``, against which plain rows are held.

Nothing here needs pandas, so that the process that reads a file starts quickly; ``data.schema`` makes frames of it.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from data.folders import REFERENCE

_TYPES: Final = {"text": (str,), "number": (int, float), "date": (date,)}


class SchemaError(ValueError):
    """A table breaks the contract; the message names the table, the column and what was expected."""


@dataclass(frozen=True)
class Column:
    """One column of one table, as described in ``reference/columns.csv``."""

    table: str
    name: str
    type: str
    unit: str
    required: bool
    allowed: tuple[str, ...]
    meaning: str


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """Every table of the dataset by name, its columns in the order they are written."""
    found: dict[str, list[Column]] = {}
    with (REFERENCE / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            allowed = tuple(row["allowed"].split("|")) if row["allowed"] else ()
            column = Column(
                row["table"],
                row["column"],
                row["type"],
                row["unit"],
                row["required"] == "yes",
                allowed,
                row["meaning"],
            )
            found.setdefault(column.table, []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


def hold(table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Hold plain ``rows`` against the contract of ``table``; a column that a row leaves out is not stated.

    Raises ``SchemaError`` naming the first row and column with a value of another type than the column's, one that is
    not allowed, or none where there must be one, and a column that the table does not have.
    """
    columns = tables()[table]
    names = {column.name for column in columns}
    for number, row in enumerate(rows, start=1):
        unknown = sorted(row.keys() - names)
        if unknown:
            raise SchemaError(f"{table}: no column called {', '.join(unknown)}; it has {', '.join(names)}")
        for column in columns:
            fault = _fault(column, row.get(column.name))
            if fault:
                raise SchemaError(f"{table}.{column.name}: row {number} {fault}")


def _fault(column: Column, value: Any) -> str:
    if value is None:
        return "is empty, but the column must be filled" if column.required else ""
    if not isinstance(value, _TYPES[column.type]) or (isinstance(value, float) and not math.isfinite(value)):
        return f"holds {value!r} where a {column.type} is expected"
    if column.allowed and value not in column.allowed:
        return f"has a value that is not allowed: {value!r} is not one of {', '.join(column.allowed)}"
    return ""
