"""Briefings made one after the other, each in a process of its own, so that pages are answered as before meanwhile.

What is asked for twice is made once. A file lies in a folder that all workers of this server share, by a name that
holds the dataset and everything that was chosen; the folder is kept small. A worker makes one at a time, at the lowest
rank that the machine has, and keeps no more waiting than ``MOST_WAITING``. A page that waits asks every second; what
nobody has asked for in ``ABANDONED_SECONDS`` when its turn comes is not made.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

ROOT: Final = Path(__file__).resolve().parent.parent
MOST_WAITING: Final = 40
MOST_KEPT: Final = 60  # folders of files
KEPT_SECONDS: Final = 3600.0
ABANDONED_SECONDS: Final = 90.0  # longer than a browser lets a page rest that is not looked at
LONGEST_SECONDS: Final = 120.0  # to make one
STALE_SECONDS: Final = 150.0  # after which one that another worker began is given up
PROGRESS, FAILED = "progress", "failed"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """How far a briefing is: ``ahead`` are those that wait before it, ``done`` of ``of`` its sections."""

    what: Literal["made", "being made", "waiting", "failed", "full"]
    file: Path | None = None
    ahead: int = 0
    done: int = 0
    of: int = 0


class Queue:
    """The briefings of one worker: those that wait, and where what was made lies."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _own_folder()
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="briefing")
        self._waiting: dict[str, float] = {}  # when each was last asked for, in the order of their turns
        self._lock = threading.Lock()

    def ask(self, query: str, kind: str, dataset: Path, version: str) -> State:
        """How far the briefing of ``query`` is; one that nobody asked for before is begun, where there is room."""
        key = hashlib.sha256("\n".join((version, query, kind)).encode()).hexdigest()[:32]
        with self._lock:
            if key in self._waiting:
                self._waiting[key] = time.monotonic()
            state = self._state(key, kind)
            if state is not None:
                return state
            if len(self._waiting) >= MOST_WAITING:
                return State("full")
            self._waiting[key] = time.monotonic()
            ahead = len(self._waiting) - 1
        self._maker.submit(self._make, key, query, kind, dataset)
        return State("waiting", ahead=ahead)

    def _state(self, key: str, kind: str) -> State | None:
        place = self.folder / key
        found = next(iter(sorted(place.glob(f"*.{kind}"))), None)
        if found:
            return State("made", file=found)
        if (place / FAILED).exists():
            shutil.rmtree(place, ignore_errors=True)  # whoever asks again may have more luck
            return State("failed")
        progress = _progress(place / PROGRESS)
        if progress:
            return State("being made", done=progress[0], of=progress[1])
        if key in self._waiting:
            return State("waiting", ahead=list(self._waiting).index(key))
        return None

    def _make(self, key: str, query: str, kind: str, dataset: Path) -> None:
        place = self.folder / key
        if self._abandoned(key):
            return
        try:
            self._tidy()
            place.mkdir(mode=0o700, exist_ok=True)
            (place / PROGRESS).write_text("0 0", encoding="utf-8")
            command = [sys.executable, "-m", "briefings", "--background", "--query", query, "--format", kind]
            command += ["--dataset", str(dataset), "--output", str(place), "--progress", str(place / PROGRESS)]
            _run(command)
        except (OSError, subprocess.SubprocessError) as error:
            said = error.stderr if isinstance(error, subprocess.CalledProcessError) else error
            logger.error("A briefing could not be made: %s", said)
            with suppress(OSError):
                (place / FAILED).touch()
        finally:
            with suppress(OSError):
                (place / PROGRESS).unlink()
            with self._lock:
                del self._waiting[key]

    def _abandoned(self, key: str) -> bool:
        """Whether nobody waits for it any more; it then leaves the queue, and whoever comes back begins it anew."""
        with self._lock:
            abandoned = time.monotonic() - self._waiting[key] > ABANDONED_SECONDS
            if abandoned:
                del self._waiting[key]
            return abandoned

    def _tidy(self) -> None:
        """Keep what was made lately, and not much of it."""
        made = sorted((each for each in self.folder.iterdir() if each.is_dir()), key=_age)
        for place, each in enumerate(made):
            if place >= MOST_KEPT or _age(each) > KEPT_SECONDS:
                shutil.rmtree(each, ignore_errors=True)


def _run(command: Sequence[str]) -> None:
    # Python's own switches and the council's settings are those of the server; nothing of a request is among them.
    subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        timeout=LONGEST_SECONDS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _age(place: Path) -> float:
    with suppress(OSError):
        return time.time() - place.stat().st_mtime
    return 0.0


def _progress(file: Path) -> tuple[int, int] | None:
    """How many sections are done, of how many; None where nobody is at it."""
    with suppress(OSError, ValueError):
        done, of = file.read_text(encoding="utf-8").split()
        if _age(file) <= STALE_SECONDS:
            return int(done), int(of)
    return None


def _own_folder() -> Path:
    """A folder that this server's workers share, and that nobody else of this machine may look into."""
    owner = os.getuid() if hasattr(os, "getuid") else 0
    name = f"briefings-{owner}-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
    folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and (folder.is_symlink() or folder.stat().st_uid != owner):
        return Path(tempfile.mkdtemp(prefix="briefings-"))  # somebody else made one of that name
    return folder
