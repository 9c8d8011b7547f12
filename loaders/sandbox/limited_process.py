"""Reads papers in a process of its own, which may take only so much memory and time.

A paper comes from outside: it may be damaged, or made to do harm. What goes wrong while it is read ends that process
and becomes one sentence; the load, the dataset and the dashboard go on. The process gives its result back through a
pipe, as plain data of a few known kinds, and ``loaders.sandbox.reading`` is what runs in it.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from data import authorities
from loaders.containers.text import Document
from loaders.errors import LoadError
from loaders.report import NoReportError, Report
from loaders.sandbox.reading import LENGTH_BYTES
from loaders.stated import Stated

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 30  # of wall time; limits.py has those of memory and processor time
_KNOWN: Final = {
    ("datetime", "date"),
    ("loaders.report", "Report"),
    ("loaders.tables", "Found"),
    ("loaders.tables", "Note"),
    ("loaders.tables", "Understood"),
    ("loaders.containers.text", "Document"),
    ("loaders.containers.text", "Line"),
    ("loaders.containers.text", "Remark"),
}
# What a process needs of its surroundings to start at all; nothing else of them reaches it.
_SURROUNDINGS: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
_SMALLER: Final = "save the report's own pages as a file of their own and load that"
_ANOTHER: Final = "open it and save it again, or save it as text, and load that"


@dataclass(frozen=True)
class Reading:
    """What became of one paper: its report, and its lines where they were asked for."""

    report: Report
    document: Document | None = None


@dataclass(frozen=True)
class _Ended:
    """How a process ended (``None`` where it was stopped for its time), and the results that it sent before."""

    status: int | None
    sent: list[bytes]


def read(path: Path, lines: bool = False, stated: Stated | None = None) -> Reading:
    """The report in the file at ``path``, and with ``lines`` its text; ``stated`` is what a person says of it.

    Raises ``NoReportError`` for a readable paper without a report and ``LoadError`` for a file that cannot be read,
    that is not a paper, or that needs more than a paper may take.
    """
    (reading,) = read_each([path], lines, stated)
    if isinstance(reading, LoadError):
        raise reading
    return reading


def read_each(paths: Sequence[Path], lines: bool = False, stated: Stated | None = None) -> list[Reading | LoadError]:
    """What became of each of a handful of files, in their order; the error is what ``read`` would have raised.

    They share one process and what it may take, which is no more than for one. Where it ends before its work is done,
    the file at which it ended is read again by itself, so that no file suffers from the one before.
    """
    readings: list[Reading | LoadError] = []
    alone = len(paths) == 1
    while len(readings) < len(paths):
        left = paths[len(readings) :]
        left = left[:1] if alone else left
        try:
            readable(left[0])
        except LoadError as error:
            readings.append(error)
            continue
        ended = _run(left, lines, stated or Stated())
        readings += [_result(path.name, sent) for path, sent in zip(left, ended.sent, strict=False)]
        stopped = ended.status != 0 or not ended.sent
        if stopped and len(left) == 1 and not ended.sent:
            readings.append(LoadError(_why_it_ended(left[0].name, ended.status)))
        alone = stopped and not alone
    return readings


def readable(path: Path) -> Path:
    """``path`` in full; raises ``LoadError`` where nothing is there, or something that could be read for ever."""
    if not path.exists():
        raise LoadError(f"{path} does not exist: check the path")
    if not path.is_file():
        raise LoadError(f"{path} is not a file that can be read: name a paper, or a folder of papers")
    return path.absolute()


def _run(paths: Sequence[Path], lines: bool, stated: Stated) -> _Ended:
    with tempfile.TemporaryDirectory(prefix="paper-", ignore_cleanup_errors=True) as scratch:
        asked = [
            "lines" if lines else "report",
            stated.packed(),
            str(authorities.own() or ""),
            *(str(path.absolute()) for path in paths),
        ]
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "loaders.sandbox.reading", *asked],
                cwd=scratch,
                env=_surroundings(scratch),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            return _Ended(None, _results(error.stdout or b""))
    return _Ended(ended.returncode, _results(ended.stdout))


def _results(stream: bytes) -> list[bytes]:
    """The results in what a process wrote, each after its length; one that was cut off is left out."""
    found = []
    while len(stream) >= LENGTH_BYTES:
        end = LENGTH_BYTES + int.from_bytes(stream[:LENGTH_BYTES], "big")
        if len(stream) < end:
            break
        found.append(stream[LENGTH_BYTES:end])
        stream = stream[end:]
    return found


def _surroundings(scratch: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), scratch)
    return {**kept, **own, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def _result(name: str, sent: bytes) -> Reading | LoadError:
    try:
        kind, *content = _Plain(io.BytesIO(sent)).load()
    except Exception as error:  # whatever a broken stream raises
        return LoadError(f"{name} could not be read to its end ({error}): {_ANOTHER}")
    if kind == "read":
        return Reading(*content)
    return (NoReportError if kind == "no report" else LoadError)(*content)


def _why_it_ended(name: str, status: int | None) -> str:
    if status is None:
        return f"{name} took longer than {SECONDS} seconds to read and was stopped: {_SMALLER}"
    if status == -getattr(signal, "SIGXCPU", 0):
        return f"{name} takes longer to read than any paper and was stopped: {_SMALLER}"
    if status == 0:
        return f"{name} could not be read to its end (nothing came of it): {_ANOTHER}"
    by = f"signal {-status}" if status < 0 else f"status {status}"
    return f"{name} ended the process that read it ({by}), so it is damaged or not what its name says: {_ANOTHER}"


class _Plain(pickle.Unpickler):
    """Takes a report and its lines, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"a {module}.{name} was sent in place of a report")
        return super().find_class(module, name)
