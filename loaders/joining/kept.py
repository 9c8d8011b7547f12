"""What was read from each paper, kept in the dataset, so that a later load can add to it when the paper is gone.

A dataset's tables hold the outcome of a load: names of all months, prints joined, editions told apart. A further print
or edition can only be joined to what each paper said by itself, and a name that is taught later is to reach every
month. So what was read is kept as it was read, and each load takes it through names, joins and checks again, together
with what is new: to load one month after another comes to the same as to load all at once.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import pandas as pd

from data.dataset import rows
from loaders.errors import LoadError
from loaders.joining import lookup, restated
from loaders.joining.councils import is_same
from loaders.recognisers import TABLES
from loaders.report import Report
from loaders.tables import Note

FORM: Final = 1  # of what is packed; another form is refused by its number
_DAY: Final = "day"


def packed(readings: Sequence[Report]) -> bytes:
    """``readings`` as they are kept; the same readings always give the same bytes."""
    content = [
        {
            "particulars": each.particulars,
            "tables": {table: lines for table, lines in each.tables.items() if lines},
            "notes": [asdict(note) for note in each.notes],
            "begins": each.begins,
        }
        for each in readings
    ]
    written = json.dumps({"form": FORM, "readings": content}, default=_day, ensure_ascii=False, allow_nan=False)
    return gzip.compress(written.encode(), mtime=0)


def unpacked(content: bytes) -> list[Report]:
    """What ``packed`` was given; raises ``LoadError`` where it is of another form than this program's."""
    kept = json.loads(gzip.decompress(content), object_hook=_day_again)
    if kept["form"] != FORM:
        raise LoadError(
            f"the dataset was written by another version of this program (its form is {kept['form']}, this one’s "
            f"{FORM}): load its papers again with --replace"
        )
    return [
        Report(
            each["particulars"],
            {table: each["tables"].get(table, []) for table in TABLES},
            [Note(**note) for note in each["notes"]],
            begins=each["begins"],
        )
        for each in kept["readings"]
    ]


def _day(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(f"{value!r} cannot be kept: a row holds text, numbers and dates")


def _day_again(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value[_DAY]) if value.keys() == {_DAY} else value


def of_tables(tables: Mapping[str, pd.DataFrame]) -> list[Report]:
    """The reports of a dataset that was written before readings were kept, as its tables have them, without findings.

    Prints that were joined stay joined. An earlier edition of a month is a reading of that month again.
    """
    lines = {table: rows(table, tables[table]) if table in tables else () for table in TABLES}
    return [
        Report(particulars, {table: list(_of(key, particulars["report"], table, lines[table])) for table in TABLES}, [])
        for key, particulars in map(_particulars, rows("reports", tables["reports"]))
    ]


def _particulars(report: Any) -> tuple[str, dict[str, Any]]:
    """A report's key in the dataset, and its particulars under the key of its month."""
    return report.report, {**report._asdict(), "report": restated.month_key(report.report, report.published)}


def _of(key: str, month: str, table: str, lines: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.report == key:
            row = {**line._asdict(), "report": month}
            yield lookup.summary_before(row) if table == "finance_summary" else row


def with_new(kept: Sequence[Report], new: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """All readings, and those of ``kept`` whose place a file with other content takes.

    A file takes the place of one that was loaded before under the same name for the same month, unless the papers
    bear different dates: those are two editions of the month, and both stay.
    """
    left = [each for each in kept if not any(_again(each, other) for other in new)]
    sums = {str(each.particulars["sha256"]) for each in new}
    gone = [each for each in kept if each not in left and each.particulars["sha256"] not in sums]
    return [*left, *new], gone


def _again(before: Report, now: Report) -> bool:
    dates = {each.particulars["published"] for each in (before, now)} - {None}
    same = before.particulars["file"] == now.particulars["file"] and is_same(before.particulars, now.particulars)
    return same and len(dates) < 2
