"""Reads one paper in a process of its own, which may take only so much memory and time.

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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loaders.containers.text import Document
from loaders.errors import LoadError
from loaders.report import NoReportError, Report

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 30  # of wall time; limits.py has those of memory and processor time
_KNOWN: Final = {
    ("datetime", "date"),
    ("loaders.report", "Report"),
    ("loaders.tables", "Found"),
    ("loaders.tables", "Note"),
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


def read(path: Path, lines: bool = False) -> Reading:
    """The report in the file at ``path``, and with ``lines`` its text.

    Raises ``NoReportError`` for a readable paper without a report and ``LoadError`` for a file that cannot be read,
    that is not a paper, or that needs more than a paper may take.
    """
    path = readable(path)
    with tempfile.TemporaryDirectory(prefix="paper-", ignore_cleanup_errors=True) as scratch:
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "loaders.sandbox.reading", str(path), "lines" if lines else "report"],
                cwd=scratch,
                env=_surroundings(scratch),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LoadError(
                f"{path.name} took longer than {SECONDS} seconds to read and was stopped: {_SMALLER}"
            ) from None
    return _result(path.name, ended.returncode, ended.stdout)


def readable(path: Path) -> Path:
    """``path`` in full; raises ``LoadError`` where nothing is there, or something that could be read for ever."""
    if not path.exists():
        raise LoadError(f"{path} does not exist: check the path")
    if not path.is_file():
        raise LoadError(f"{path} is not a file that can be read: name a paper, or a folder of papers")
    return path.absolute()


def _surroundings(scratch: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), scratch)
    return {**kept, **own, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def _result(name: str, status: int, sent: bytes) -> Reading:
    if status:
        raise LoadError(_why_it_ended(name, status))
    try:
        kind, *content = _Plain(io.BytesIO(sent)).load()
    except Exception as error:  # whatever a broken stream raises
        raise LoadError(f"{name} could not be read to its end ({error}): {_ANOTHER}") from error
    if kind == "read":
        return Reading(*content)
    raise (NoReportError if kind == "no report" else LoadError)(*content)


def _why_it_ended(name: str, status: int) -> str:
    if status == -getattr(signal, "SIGXCPU", 0):
        return f"{name} takes longer to read than any paper and was stopped: {_SMALLER}"
    by = f"signal {-status}" if status < 0 else f"status {status}"
    return f"{name} ended the process that read it ({by}), so it is damaged or not what its name says: {_ANOTHER}"


class _Plain(pickle.Unpickler):
    """Takes a report and its lines, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"a {module}.{name} was sent in place of a report")
        return super().find_class(module, name)
