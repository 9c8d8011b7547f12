"""The tables of the tidy dataset: one list of columns that is checked whenever a table is written or read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from data.columns import Column, SchemaError, tables

__all__ = ["CONTRACT", "Column", "SchemaError", "arrow_schema", "check", "frame", "tables", "to_arrow", "to_pandas"]

# Goes up by one with each column that is added; a dataset carries that of the program which wrote it.
CONTRACT: Final = 2
ARROW_TYPES = {"text": pa.string(), "number": pa.float64(), "date": pa.timestamp("ms")}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of ``table``: each column's unit and meaning, and the version of the contract, as metadata."""
    fields = [
        pa.field(
            column.name,
            ARROW_TYPES[column.type],
            nullable=not column.required,
            metadata={"unit": column.unit, "meaning": column.meaning},
        )
        for column in tables()[table]
    ]
    return pa.schema(fields, metadata={"contract": str(CONTRACT)})


def missing(table: str, names: Iterable[str]) -> list[str]:
    """Columns of ``table`` that are not among ``names``, in the contract's order: those that were added since.

    Raises ``SchemaError`` for a name that the contract does not know, and where a column is missing that must be
    filled: neither can be told by leaving it empty.
    """
    named = list(names)
    unknown = [name for name in named if name not in arrow_schema(table).names]
    if unknown:
        raise SchemaError(
            f"{table}: no column called {', '.join(unknown)} is known in version {CONTRACT} of the contract"
        )
    lacking = [column for column in tables()[table] if column.name not in named]
    needed = [column.name for column in lacking if column.required]
    if needed:
        raise SchemaError(f"{table}: column {', '.join(needed)} is missing")
    return [column.name for column in lacking]


def grown(table: str, arrow: pa.Table) -> pa.Table:
    """``arrow``, which an older version of the contract may have written, with each column added since left empty.

    Raises ``SchemaError`` as ``missing`` does.
    """
    for name in missing(table, arrow.column_names):
        arrow = arrow.append_column(name, pa.nulls(arrow.num_rows, arrow_schema(table).field(name).type))
    return arrow.select(arrow_schema(table).names)


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A checked frame of ``table`` from ``rows``; a column that a row leaves out is not stated.

    Raises ``SchemaError`` as ``check`` does, and for a column that the table does not have.
    """
    rows = list(rows)
    names = arrow_schema(table).names
    for row in rows:
        unknown = sorted(set(row) - set(names))
        if unknown:
            raise SchemaError(f"{table}: no column called {', '.join(unknown)}; it has {', '.join(names)}")
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in names}
    for column in tables()[table]:
        if column.type == "date":
            columns[column.name] = pd.to_datetime(pd.Series(columns[column.name], dtype="object"))
    return check(table, to_pandas(to_arrow(table, columns)))


def to_arrow(table: str, columns: Mapping[str, Any]) -> pa.Table:
    """An Arrow table of ``table`` from lists or series; raises ``SchemaError`` where a value has the wrong type."""
    arrays = []
    for field in arrow_schema(table):
        try:
            arrays.append(pa.array(columns[field.name], type=field.type, from_pandas=True))
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise SchemaError(f"{table}.{field.name}: expected {field.type}, {error}") from error
        except KeyError as error:
            raise SchemaError(f"{table}: column {field.name} is missing") from error
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """The frame of an Arrow table: text as ``str``, numbers as ``float64``, dates as ``datetime64``."""
    return table.to_pandas()


def check(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` unchanged if it keeps the contract of ``table``.

    Raises ``SchemaError`` naming the first column with a missing required value or a value not allowed.
    """
    for column in tables()[table]:
        if column.name not in frame:
            raise SchemaError(f"{table}: column {column.name} is missing")
        values = frame[column.name]
        if column.required and values.isna().any():
            first = int(values.isna().to_numpy().argmax()) + 1
            raise SchemaError(f"{table}.{column.name}: row {first} is empty, but the column must be filled")
        if column.allowed:
            wrong = sorted(set(values.dropna()) - set(column.allowed))
            if wrong:
                raise SchemaError(f"{table}.{column.name}: {wrong[0]!r} is not one of {', '.join(column.allowed)}")
    return frame
