"""Builds the tidy dataset from papers: read, name, join, check, write. All inputs are good, or nothing is written.

A load adds to the dataset that is there, unless it is told to start afresh.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from data import authorities, schema, store
from data.dataset import report_rows, rows
from loaders import checks, report, snapshot
from loaders.containers import kinds, text
from loaders.engine import taught
from loaders.errors import LoadError
from loaders.joining import councils, kept, names, restated
from loaders.report import Report
from loaders.sandbox import limited_process
from loaders.stated import Stated
from loaders.tables import Note, note_again

Track = Callable[[Iterable[Report | LoadError], int], Iterable[Report | LoadError]]
# So many files are read by one process where they are small.
HANDFUL = 40
SMALL_BYTES = 300_000
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


@dataclass
class Load:
    """What a set of inputs came to: the joined reports, their findings, and files passed over with the reason.

    ``readings`` are what the reports were joined from. Of the reports, ``before`` were in the dataset and are not among
    the inputs; ``replaced`` are readings whose file was loaded again with other content, and ``dropped`` the titles and
    files of reports that are in the dataset no more.
    """

    reports: list[Report]
    findings: list[dict[str, Any]]
    passed_over: list[str] = field(default_factory=list)
    readings: list[Report] = field(default_factory=list)
    before: int = 0
    replaced: list[Report] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the contract."""
        rows = {
            "reports": [each.particulars for each in self.reports],
            **{table: [row for each in self.reports for row in each.tables[table]] for table in report.TABLES},
            "findings": self.findings,
        }
        return {table: schema.frame(table, each) for table, each in rows.items()}


def build(
    inputs: Sequence[Path],
    output: Path,
    csv: bool = False,
    track: Track | None = None,
    afresh: bool = False,
    stated: Stated | None = None,
) -> Load:
    """Add ``inputs`` (files, folders, or both) to the dataset in the folder ``output``; ``afresh`` drops what is there.

    A file that is named must hold a report. A folder is searched: a paper in it that holds no report is passed over
    and listed in the result, and snapshots in it are read like papers. With ``csv``, a CSV of each table stands beside
    the Parquet. ``track`` is given the readings as they come, and their number, and hands them on: a progress bar.
    ``stated`` is what a person says of the papers that they do not say themselves.
    Raises ``LoadError`` for an input that cannot be used and ``StoreError`` where ``output`` cannot be written, or
    where what is to be added to cannot be read; none of them changes what is there.
    """
    authorities.use(authorities.beside(output))
    taught.check()
    read, passed_over = read_all(inputs, track, stated)
    return replace(add(read, output, csv, afresh), passed_over=passed_over)


def add(read: Sequence[Report], output: Path, csv: bool = False, afresh: bool = False) -> Load:
    """Write the dataset of ``read``, and of what was read for it before unless ``afresh``, to the folder ``output``.

    Raises as ``build`` does.
    """
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = [replace(each, particulars={**each.particulars, "loaded_at": now}) for each in _each(read)]
    made: list[Load] = []

    def make() -> store.Stored:
        before = _before(output, afresh)
        readings, replaced = kept.with_new([] if afresh else before.readings, new)
        loaded = joined(readings)
        named = {each.key for each in councils.keyed(readings)[len(readings) - len(new) :]}
        made.append(
            replace(
                loaded,
                before=sum(_month(each) not in named for each in loaded.reports),
                replaced=replaced,
                dropped=[told for was, told in before.told if not any(_is_it(was, each) for each in loaded.reports)],
            )
        )
        return store.Stored(loaded.tables(), kept.packed(loaded.readings))

    store.rewrite(make, output, csv=csv)
    return made[0]


def _is_it(was: dict[str, Any], report: Report) -> bool:
    """Whether a report that was in the dataset is ``report``, whose key may have its council now."""
    return bool(was) and councils.is_same(was, report.particulars)


def _month(report: Report) -> str:
    return restated.month_key(report.key, report.particulars["published"])


@dataclass(frozen=True)
class _Before:
    """What a dataset was made of, and each of its reports: its row of ``reports``, and in words."""

    readings: list[Report] = field(default_factory=list)
    told: list[tuple[dict[str, Any], str]] = field(default_factory=list)


def _before(output: Path, afresh: bool) -> _Before:
    """What is in the folder ``output``; with ``afresh``, a dataset that cannot be read is none."""
    try:
        stored = store.stored(output)
    except store.StoreError as error:
        if afresh:
            return _Before(told=[({}, f"what was in {output}, which could not be read ({error})")])
        raise store.StoreError(
            f"{error}. Nothing was added to it: --replace starts afresh with the papers that you name"
        ) from error
    if stored is None:
        return _Before()
    told = [(_plain(row), f"{row.title} (read from {row.file})") for row in report_rows(stored.tables["reports"])]
    if afresh:
        return _Before(told=told)
    if stored.readings is not None:
        return _Before(kept.unpacked(stored.readings), told)
    return _Before(_read_from_tables(stored.tables), told)


def _read_from_tables(tables: Mapping[str, pd.DataFrame]) -> list[Report]:
    """The reports of a dataset without readings, with the findings that are not made again from their rows."""
    reports = kept.of_tables(tables)
    again = {_about(each) for each in joined(reports).findings}
    lost = [found for found in map(_plain, rows("findings", tables["findings"])) if _about(found) not in again]
    by_key = {row.report: report for row, report in zip(report_rows(tables["reports"]), reports, strict=True)}
    for found in lost:
        by_key[found["report"]].notes.append(note_again(found))
    return reports


def _about(found: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(found[column] or "") for column in ("report", "table", "row", "check"))


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = row._asdict()
    return plain


def load(inputs: Sequence[Path], track: Track | None = None) -> Load:
    """What ``build`` writes, without writing it."""
    return joined(*read_all(inputs, track))


def read_all(
    inputs: Sequence[Path], track: Track | None = None, stated: Stated | None = None
) -> tuple[list[Report], list[str]]:
    """Every report in ``inputs`` under the labels that it prints, and why other papers in folders were passed over."""
    files = [(file, path) for path in map(Path, inputs) for file in (files_in(path) if path.is_dir() else [path])]
    with reading([file for file, _ in files], stated) as readings:
        return _sorted_out(inputs, files, track(readings, len(files)) if track else readings)


@contextmanager
def reading(files: Sequence[Path], stated: Stated | None = None) -> Iterator[Iterable[Report | LoadError]]:
    """What each of ``files`` came to, in their order and as they come, a few read at once.

    A report is under the labels that it prints; the error says why there is none. Whatever comes from outside is read
    in a process that may take only so much.
    """
    # Shut here and not where readings are handed on: a generator that is given up may be closed by any thread, and a
    # thread of the pool cannot wait for itself.
    workers = min(4, os.cpu_count() or 1)
    pool = ThreadPoolExecutor(workers)
    try:
        yield chain.from_iterable(pool.map(partial(_read_each, stated=stated), list(_handfuls(files, workers))))
    finally:
        pool.shutdown(cancel_futures=True)


def _sorted_out(
    inputs: Sequence[Path], files: Sequence[tuple[Path, Path]], readings: Iterable[Report | LoadError]
) -> tuple[list[Report], list[str]]:
    """The reports among ``readings`` of ``files`` (each beside the input that holds it), and why others are not."""
    read: list[Report] = []
    passed_over: list[str] = []
    holding = set()
    for (file, path), reading in zip(files, readings, strict=True):
        if isinstance(reading, Report):
            read.append(reading)
            holding.add(path)
        elif file == path or not isinstance(reading, report.NoReportError):
            raise reading
        else:
            passed_over.append(str(reading))
    for path in map(Path, inputs):
        if path not in holding:
            raise LoadError(f"{path} holds no report in any paper or snapshot; looked for {text.LOOKED_FOR}")
    if not read:
        raise LoadError("no input was named: name the papers, or folders of them")
    return read, passed_over


def joined(read: Sequence[Report], passed_over: Sequence[str] = ()) -> Load:
    """One load of reports as they were read: under the names of all months, prints joined, and checked."""
    readings = sorted(_each(read), key=_order)
    named = [names.apply(each, council) for each, council in zip(readings, councils.of_each(readings), strict=True)]
    reports = restated.join(councils.keyed(named))
    return Load(reports, findings(reports), list(passed_over), readings)


def _each(read: Sequence[Report]) -> list[Report]:
    """``read``, and the other reports in each paper, by themselves and without the account of the paper's lines."""
    return [replace(each, found=[], others=[]) for paper in read for each in (paper, *paper.others)]


def _order(reading: Report) -> tuple[str, ...]:
    """Readings in one order, whichever was loaded first."""
    return tuple(str(reading.particulars[column]) for column in ("report", "file", "sha256", "published"))


def check(path: Path, stated: Stated | None = None) -> tuple[text.Document, Report, list[dict[str, Any]]]:
    """One paper's lines, its report under the names of all months, and its findings; raises ``LoadError``."""
    reading = limited_process.read(path, lines=True, stated=stated)
    if reading.document is None:
        raise LoadError(
            f"{path} is a month that was kept as figures: its tables are its lines, so there is nothing to account for"
        )
    named = [names.apply(each) for each in (reading.report, *reading.report.others)]
    found = [found for each in named for found in each.found]
    return reading.document, replace(named[0], found=found), findings(named)


def files_in(folder: Path) -> Iterator[Path]:
    """Papers below ``folder``, and for each snapshot its table of reports, in the order of their names.

    Office keeps a small file beside a document that is open; its name begins with ``~$``.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in kinds.ENDINGS or path.name.startswith((".", "~$")):
            continue
        try:
            wanted = path.is_file() and (path.name == snapshot.REPORTS or not snapshot.is_part(path))
        except OSError:  # a folder that may not be entered: reading the file says so
            wanted = True
        if wanted:
            yield path


def _handfuls(files: Sequence[Path], workers: int) -> Iterator[list[Path]]:
    """``files`` in their order, small ones together: to start a process takes longer than to read one of them."""
    most = min(HANDFUL, max(1, math.ceil(len(files) / workers)))
    handful: list[Path] = []
    for file in files:
        if handful and (len(handful) == most or not _is_small(file)):
            yield handful
            handful = []
        handful.append(file)
        if not _is_small(file):
            yield handful
            handful = []
    if handful:
        yield handful


def _is_small(file: Path) -> bool:
    try:
        return file.stat().st_size <= SMALL_BYTES
    except OSError:
        return True


def _read_each(files: Sequence[Path], stated: Stated | None) -> list[Report | LoadError]:
    readings = limited_process.read_each(files, stated=stated)
    return [reading if isinstance(reading, LoadError) else reading.report for reading in readings]


def findings(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Every note of the readers and every result of the checks as rows of ``findings``, in the papers' order."""
    rows = []
    for each in reports:
        notes = [*each.notes, *checks.run(each, reports)]
        notes.sort(key=lambda note: (note.table, _place(note), _SEVERITY[note.severity], note.check, note.message))
        rows += [_row(each.key, note) for note in notes]
    return rows


def _place(note: Note) -> tuple[str, list[str | int]]:
    """Places in the order of the paper: page 9 before page 10; those of another print come after all."""
    where, _, file = note.locator.partition(" of ")
    return file, [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", where)]


def _row(key: str, note: Note) -> dict[str, Any]:
    return {"report": key, **asdict(note)}
