"""The bundled months are the figures read from the papers: any that changes is noticed, papers at hand or not.

``bundled.csv`` has a row for each column of each table: how many rows and how many values it has, and the checksum of
its values in their order. Where a month is bundled or put right on purpose, `python -m tests.loaders.test_bundled`
writes it anew.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from data.folders import SNAPSHOTS
from loaders import dataset
from tests.loaders.golden import FIXTURES

KNOWN = FIXTURES / "bundled.csv"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns() -> Iterator[dict[str, str]]:
    """What is to be known of each column of the bundled months."""
    for path in sorted(SNAPSHOTS.glob("*/*.csv")):
        table = rows(path)
        for column in table[0] if table else ():
            values = [row[column] for row in table]
            yield {
                "table": f"{path.parent.name}/{path.stem}",
                "column": column,
                "rows": str(len(values)),
                "values": str(sum(map(bool, values))),
                "check": f"{zlib.crc32(chr(10).join(values).encode()):08x}",
            }


def test_no_bundled_figure_or_name_has_changed() -> None:
    known, found = rows(KNOWN), list(columns())
    told = [",".join(each.values()) for each in found if each not in known]
    gone = [each for each in known if each not in found]
    assert (told, gone) == ([], [])


def test_every_bundled_figure_is_loaded() -> None:
    loaded = dataset.load([SNAPSHOTS]).tables()
    seen = 0
    for path in sorted(SNAPSHOTS.glob("*/*.csv")):
        stored = rows(path)
        if path.stem in ("reports", "findings") or not stored:
            continue
        table = loaded[path.stem]
        of_report = table[table["report"] == stored[0]["report"]]
        for column in of_report.select_dtypes("number"):
            figures = pd.Series([float(row.get(column) or "nan") for row in stored])
            pd.testing.assert_series_equal(
                of_report[column].reset_index(drop=True), figures, check_dtype=False, check_names=False, obj=str(path)
            )
            seen += figures.count()
    assert seen > 5000


if __name__ == "__main__":
    with KNOWN.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("table", "column", "rows", "values", "check"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(columns())
