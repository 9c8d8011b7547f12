"""What each kind of file costs: the same month as a text, a PDF and the rest, beside its library's bare words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import ROOT
from bench.measure import Measure
from bench.words import LIBRARIES
from tests.loaders.containers import months
from tests.loaders.containers.paper import WRITERS

MONTH = "2018-05"
TIMES = 3


def containers() -> Iterator[Measure]:
    """One line a kind of file."""
    blocks = months.blocks(months.month(MONTH))
    with tempfile.TemporaryDirectory() as folder:
        for ending, (library, _) in LIBRARIES.items():
            path = Path(folder) / f"month{ending}"
            WRITERS[ending](blocks, path)
            ours, theirs = (_best(what, path) for what in ("all", "words"))
            how = f"{path.stat().st_size / 1000:.0f} kB; the words alone take {library} {theirs}"
            yield Measure(f"read {MONTH} as {ending}", ours, how)


def _best(what: str, path: Path) -> str:
    """Seconds and peak memory of the quickest of a few."""
    runs = [_run(what, path) for _ in range(TIMES)]
    seconds, peak = min(runs)
    return f"{seconds:.2f} s, {peak:.0f} MB"


def _run(what: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.words", what, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak, _ = map(float, done.stdout.split())
    return seconds, peak
