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
from loaders.containers.text import without_waiting
from loaders.errors import LoadError
from loaders.report import NoReportError, Report

SETTLED = 5.0
PAUSE = 2.0
_AGAIN = "and tried again at the next look"

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
    _troubles: set[str] = field(default_factory=set)

    def look(self, now: float) -> list[str]:
        """Look once, at the time ``now`` in seconds, and load what is ready; returns what there is to tell.

        Whatever goes wrong is told and the next look goes on: nobody sits beside a watch to start it again.
        """
        told: list[str] = []
        troubles = set()
        for step in (self._notice, self._read, self._write):
            try:
                told += step(now)
            except Exception as error:  # a fault of ours must not end the watch either
                troubles.add(f"Not done, {_AGAIN}: {type(error).__name__}: {error}")
        told += sorted(troubles - self._troubles)
        self._troubles = troubles
        return told

    def _notice(self, now: float) -> list[str]:
        told: list[str] = []
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

    def _read(self, now: float) -> list[str]:
        ready = [
            path
            for path, seen in self._seen.items()
            if not seen.read and not seen.gone and now - seen.since >= SETTLED and _opens(path)
        ]
        told = []
        with dataset.reading(ready) as readings:
            for path, reading in zip(ready, readings, strict=True):
                self._seen[path].read = True
                told += self._take(path, reading)
        return told

    def _take(self, path: Path, reading: Report | LoadError) -> list[str]:
        if isinstance(reading, NoReportError):
            return [f"Passed over: {reading}"]
        if isinstance(reading, LoadError):
            return [f"Refused: {reading}"]
        try:
            # Alone first: one report that breaks the contract must not keep all others out of the dataset.
            dataset.joined([reading]).tables()
        except Exception as error:
            return [f"Refused: {path.name} cannot be joined to the dataset ({type(error).__name__}: {error})"]
        self._reports[path] = reading
        self._written = False
        return []

    def _write(self, now: float) -> list[str]:
        if self._written:
            return []
        try:
            read = [*self.always, *(self._reports[path] for path in sorted(self._reports))]
            loaded = dataset.add(read, self.output, self.csv, self.afresh)
        except (LoadError, StoreError) as error:
            return [f"Not written, {_AGAIN}: {error}"]
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
        with open(path, "rb", opener=without_waiting) as file:
            file.read(1)
    except OSError:
        return False
    return True
