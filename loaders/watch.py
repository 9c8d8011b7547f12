"""Loads what is dropped into a folder, once it has stopped growing.

A file is ready when its size and date have stayed the same for ``SETTLED`` seconds and it can be opened. One that is
refused is told once and left out until it changes. A file that goes away, or changes into one that cannot be read,
keeps its month in the dataset: a folder that is out of reach for a moment must not empty the dashboard. What another
load adds to the dataset meanwhile stays too, and only a watch that starts ``afresh`` drops what was there before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.store import StoreError
from loaders import account, dataset, snapshot
from loaders.errors import LoadError
from loaders.report import NoReportError, Report

SETTLED = 5.0
PAUSE = 2.0

Signature = tuple[tuple[str, int, int], ...]


@dataclass
class _Seen:
    """A file as it was when it last changed; ``read`` once it was read as it now is."""

    signature: Signature
    since: float
    read: bool = False
    gone: bool = False


@dataclass
class Watch:
    """A folder, what was read from it, and the dataset to which that and ``always`` are added."""

    folder: Path
    output: Path
    always: Sequence[Report] = ()
    csv: bool = False
    afresh: bool = False
    _seen: dict[Path, _Seen] = field(default_factory=dict)
    _reports: dict[Path, Report] = field(default_factory=dict)
    _written: bool = True

    def look(self, now: float) -> list[str]:
        """Look once, at the time ``now`` in seconds, and load what is ready; returns what there is to tell."""
        told = self._notice(now)
        for path, seen in self._seen.items():
            if not seen.read and not seen.gone and now - seen.since >= SETTLED and _opens(path):
                seen.read = True
                told += self._read(path)
        if not self._written:
            told += self._write()
        return told

    def _notice(self, now: float) -> list[str]:
        told = []
        found = set()
        for path in dataset.files_in(self.folder):
            signature = _signature(path)
            if not signature:
                continue
            found.add(path)
            seen = self._seen.get(path)
            if seen is None or seen.gone or seen.signature != signature:
                self._seen[path] = _Seen(signature, now)
        for path, seen in self._seen.items():
            if path not in found and not seen.gone:
                seen.gone = True
                if path in self._reports:
                    told.append(f"Gone: {path.name}; its month stays in the dataset")
        return told

    def _read(self, path: Path) -> list[str]:
        try:
            self._reports[path] = dataset.read_file(path)
        except NoReportError as error:
            return [f"Passed over: {error}"]
        except LoadError as error:
            return [f"Refused: {error}"]
        self._written = False
        return []

    def _write(self) -> list[str]:
        try:
            read = [*self.always, *(self._reports[path] for path in sorted(self._reports))]
            loaded = dataset.add(read, self.output, self.csv, self.afresh)
        except (LoadError, StoreError) as error:
            return [f"Not written, and tried again at the next look: {error}"]
        self._written, self.afresh = True, False
        return [*account.changes(loaded), account.loaded(loaded, self.output)]


def _signature(path: Path) -> Signature:
    """Names, sizes and dates of the file, or of every file of a snapshot; empty where one is already gone."""
    files = sorted(path.parent.glob("*.csv")) if snapshot.is_part(path) else [path]
    try:
        states = [(file.name, file.stat()) for file in files]
    except OSError:
        return ()
    return tuple((name, state.st_size, state.st_mtime_ns) for name, state in states)


def _opens(path: Path) -> bool:
    """Whether the file can be opened; on Windows one that is still being written cannot."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True
