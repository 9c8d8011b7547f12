"""The only reader and writer of the tidy dataset on disk: a folder with one Parquet file a table.

``data.whole_folder`` replaces the folder as a whole and notices damage; this module knows what is in it.
"""

from __future__ import annotations

import csv as csv_module
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import csv_cells, schema, whole_folder
from data.whole_folder import StoreError

__all__ = [
    "StoreError",
    "Stored",
    "has_folder",
    "holds_dataset",
    "read",
    "read_intact",
    "rewrite",
    "stamp",
    "stored",
    "write",
    "write_csv",
]

READINGS: Final = "readings.json.gz"
Content = TypeVar("Content")


@dataclass(frozen=True)
class Stored:
    """What a folder holds: its tables, and what was read from the papers that they were made of.

    ``readings`` is missing in a dataset that was written before they were kept; ``loaders.joining.kept`` opens it.
    """

    tables: Mapping[str, pd.DataFrame]
    readings: bytes | None = None


def write(tables: Mapping[str, pd.DataFrame], directory: Path, csv: bool = False) -> None:
    """Replace the dataset in ``directory`` by ``tables``, all or nothing.

    Each table is checked against the schema first. With ``csv``, a ``<table>.csv`` stands beside each Parquet file.
    Raises ``SchemaError`` for a table that breaks the contract and ``StoreError`` where ``directory`` holds
    anything other than a dataset, where another load is writing it, or where it cannot be written; none of them
    changes what is there.
    """
    rewrite(lambda: Stored(tables), directory, csv)


def rewrite(make: Callable[[], Stored], directory: Path, csv: bool = False) -> None:
    """As ``write``, of what ``make`` gives, which may read ``directory``: no other load writes meanwhile."""
    known = {f"{name}.{ending}" for name in schema.tables() for ending in ("parquet", "csv")} | {READINGS}
    whole_folder.rewrite(directory.absolute(), lambda: _files(make(), csv), known)


def _files(made: Stored, csv: bool) -> dict[str, bytes]:
    files = {} if made.readings is None else {READINGS: made.readings}
    for name, table in made.tables.items():
        schema.check(name, table)
        files[f"{name}.parquet"] = _parquet(name, table)
        if csv:
            files[f"{name}.csv"] = _csv(name, table)
    return files


def read(directory: Path, *, copy: bool = False) -> dict[str, pd.DataFrame]:
    """Every table in ``directory``, all of one load, checked against the schema; with ``copy``, from the copy in it.

    Raises ``StoreError`` where there is no dataset or a file in it is damaged.
    """
    files = whole_folder.read(directory.absolute(), lambda name: name.endswith(".parquet"), copy=copy)
    return _tables(files, directory)


def stored(directory: Path) -> Stored | None:
    """Everything in ``directory``, or nothing where there is no dataset; from its copy where a file is damaged.

    Raises ``StoreError`` where a file in it is damaged or missing, and in the copy too.
    """
    if not holds_dataset(directory) and not any(directory.glob("*.parquet")):
        return None
    return _intact(lambda copy: _stored(directory, copy))[0]


def _stored(directory: Path, copy: bool) -> Stored:
    files = whole_folder.read(
        directory.absolute(), lambda name: name == READINGS or name.endswith(".parquet"), copy=copy
    )
    return Stored(_tables(files, directory), files.get(READINGS))


def _tables(files: Mapping[str, bytes], directory: Path) -> dict[str, pd.DataFrame]:
    tables = {name: files[f"{name}.parquet"] for name in schema.tables() if f"{name}.parquet" in files}
    return {name: _table(name, content, directory) for name, content in tables.items()}


def read_intact(directory: Path) -> tuple[dict[str, pd.DataFrame], str]:
    """As ``read``, from the copy that every load keeps where a file is damaged; and what is wrong, where anything is.

    Raises ``StoreError`` where the copy cannot be read either; it says what is wrong with the dataset itself.
    """
    return _intact(lambda copy: read(directory, copy=copy))


def _intact(reading: Callable[[bool], Content]) -> tuple[Content, str]:
    try:
        return reading(False), ""
    except StoreError as damage:
        try:
            return reading(True), str(damage)
        except StoreError:
            raise damage from None


def stamp(directory: Path) -> tuple[object, ...]:
    """What changes as soon as a load replaces the dataset, or a file of it is damaged or mended; cheap to ask for."""
    return whole_folder.stamp(directory.absolute())


def has_folder(directory: Path) -> bool:
    """Whether there is a folder for a dataset, sound or not, or one that a load has set aside."""
    return whole_folder.has_folder(directory.absolute())


def holds_dataset(directory: Path) -> bool:
    """Whether there is a dataset to read in ``directory``, or one that a load has set aside."""
    return whole_folder.holds(directory.absolute())


def write_csv(name: str, table: pd.DataFrame, path: Path) -> None:
    """Write ``table`` as UTF-8 with a header row; an empty cell is a value that is not stated, and text is guarded."""
    path.write_bytes(_csv(name, table))


def _csv(name: str, table: pd.DataFrame) -> bytes:
    columns = [column.name for column in schema.tables()[name]]
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in table[columns].itertuples(index=False):
        writer.writerow([_csv_cell(value) for value in row])
    return out.getvalue().encode()


def _csv_cell(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.15g}"
    return csv_cells.guarded(str(value))


def _parquet(name: str, table: pd.DataFrame) -> bytes:
    arrow = schema.to_arrow(name, {column: table[column] for column in schema.arrow_schema(name).names})
    out = io.BytesIO()
    pq.write_table(arrow, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def _table(name: str, content: bytes, directory: Path) -> pd.DataFrame:
    try:
        arrow = pq.read_table(pa.BufferReader(content), page_checksum_verification=True)
        return schema.check(name, schema.to_pandas(schema.grown(name, arrow)))
    except (OSError, ValueError, pa.ArrowException) as error:
        raise StoreError(f"{name}.parquet in {directory} cannot be read ({error}): build the dataset again") from error
