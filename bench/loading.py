"""How long it takes to read papers into a dataset."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import loaders
from bench.measure import Measure


def loading(folder: Path, kind: str) -> Iterator[Measure]:
    """Each paper or month in ``folder`` on its own, then the folder as one dataset; ``kind`` says what it holds."""
    for paper in sorted(folder.iterdir()):
        if paper.is_dir() or paper.suffix != ".md":
            yield _load(paper, f"{kind}, {_size(paper) / 1000:.0f} kB")
    yield _load(folder, f"all {kind}, one dataset")


def _load(papers: Path, how: str) -> Measure:
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        try:
            loaders.build([papers], Path(place) / "dataset")
        except loaders.LoadError:
            how += ", passed over: no report that can be loaded"
        return Measure(f"load {papers.name}", f"{time.perf_counter() - begun:.2f} s", how)


def _size(paper: Path) -> int:
    files = paper.rglob("*") if paper.is_dir() else [paper]
    return sum(file.stat().st_size for file in files if file.is_file())
