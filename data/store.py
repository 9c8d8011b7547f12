"""The only reader and writer of the tidy dataset on disk.

A dataset is a folder with one Parquet file a table. It is written beside its place, synced, and put in its
place by rename, so that a load which is killed leaves the last good dataset. Readers that meet the moment
between the two renames, or a machine that stopped there, are given the dataset that was set aside.
"""

from __future__ import annotations

import csv as csv_module
import math
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from data import schema


class StoreError(RuntimeError):
    """The dataset cannot be read or written; the message says which folder and what to do."""


def write(tables: Mapping[str, pd.DataFrame], directory: Path, csv: bool = False) -> None:
    """Replace the dataset in ``directory`` by ``tables``, all or nothing.

    Each table is checked against the schema first. With ``csv``, a ``<table>.csv`` stands beside each Parquet file.
    Raises ``SchemaError`` for a table that breaks the contract and ``StoreError`` where ``directory`` holds
    anything other than a dataset; neither changes what is there.
    """
    directory = directory.absolute()
    for name, table in tables.items():
        schema.check(name, table)
    _refuse_foreign_files(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{directory.name}.new-", dir=directory.parent))
    try:
        staged.chmod(0o755)
        for name, table in tables.items():
            _write_parquet(name, table, staged / f"{name}.parquet")
            if csv:
                write_csv(name, table, staged / f"{name}.csv")
        _sync_folder(staged)
        _swap(staged, directory)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def read(directory: Path) -> dict[str, pd.DataFrame]:
    """Every table in ``directory``, checked against the schema.

    Raises ``StoreError`` where there is no dataset or a file in it is damaged.
    """
    place = _present(directory.absolute())
    names = [name for name in schema.tables() if (place / f"{name}.parquet").is_file()]
    if not names:
        raise StoreError(f"{directory} holds no dataset: run `python -m loaders build` with this folder as output")
    return {name: _read_parquet(name, place / f"{name}.parquet") for name in names}


def holds_dataset(directory: Path) -> bool:
    """Whether ``directory`` (or the one set aside for it) has a dataset to read."""
    return any(_present(directory.absolute()).glob("*.parquet"))


def write_csv(name: str, table: pd.DataFrame, path: Path) -> None:
    """Write ``table`` as UTF-8 with a header row; an empty cell is a value that is not stated."""
    columns = [column.name for column in schema.tables()[name]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv_module.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in table[columns].itertuples(index=False):
            writer.writerow([_csv_cell(value) for value in row])
        file.flush()
        os.fsync(file.fileno())


def _csv_cell(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _write_parquet(name: str, table: pd.DataFrame, path: Path) -> None:
    arrow = schema.to_arrow(name, {column: table[column] for column in schema.arrow_schema(name).names})
    with path.open("wb") as file:
        pq.write_table(arrow, file, compression="zstd", write_page_checksum=True)
        file.flush()
        os.fsync(file.fileno())


def _read_parquet(name: str, path: Path) -> pd.DataFrame:
    try:
        arrow = pq.read_table(path, page_checksum_verification=True)
        frame = schema.to_pandas(arrow)
        return schema.check(name, frame)
    except (OSError, ValueError) as error:
        raise StoreError(f"{path.name} in {path.parent} is damaged ({error}): build the dataset again") from error


def _refuse_foreign_files(directory: Path) -> None:
    if directory.is_file():
        raise StoreError(f"{directory} is a file: name a folder for the dataset")
    if not directory.is_dir():
        return
    ours = {f"{name}.{ending}" for name in schema.tables() for ending in ("parquet", "csv")}
    foreign = sorted(entry.name for entry in directory.iterdir() if entry.name not in ours)
    if foreign:
        raise StoreError(
            f"{directory} holds {foreign[0]}, which is not part of a dataset: name an empty folder or a new one"
        )


def _set_aside(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.old")


def _present(directory: Path) -> Path:
    aside = _set_aside(directory)
    return aside if aside.is_dir() and not directory.is_dir() else directory


def _swap(staged: Path, directory: Path) -> None:
    aside = _set_aside(directory)
    if directory.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
        directory.rename(aside)
    staged.rename(directory)
    _sync_folder(directory.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
