"""How long it takes to read papers into a dataset."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import loaders
from bench.measure import Measure


def loading(papers: Sequence[Path], kind: str) -> Iterator[Measure]:
    """Each of ``papers`` on its own, then all of them as one dataset; ``kind`` says what they are."""
    for paper in papers:
        yield Measure(f"load {paper.name}", _time([paper]), f"{kind}, {_size(paper) / 1000:.0f} kB")
    yield Measure("load all of them", _time(papers), f"{len(papers)} of {kind}, one dataset")


def _time(papers: Sequence[Path]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        loaders.build(papers, Path(folder) / "dataset")
        return f"{time.perf_counter() - begun:.2f} s"


def _size(paper: Path) -> int:
    files = paper.rglob("*") if paper.is_dir() else [paper]
    return sum(file.stat().st_size for file in files if file.is_file())
