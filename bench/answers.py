"""How long the server takes for a choice that nobody made before: every page, month and directorate.

Each choice is the first of its kind in a process that has just started: ``python -m bench.answers FOLDER`` is that
process. On a machine that does other things too, the quickest of a few processes says what the answer itself costs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]

from app import ROOT, create_app
from callbacks.compression import COMPRESSION
from callbacks.kept_answers import CALLBACKS
from data.dataset import Dataset
from data.opened import opened
from data.selection import Selection, directorate_options
from tests.asking import body_of
from views.site_map import PAGES

ACCEPTED = {"Accept-Encoding": "gzip, br"}
PROCESSES = 3


class Answer(NamedTuple):
    """What one answer took: processor seconds, seconds by the clock, bytes as they are sent, and of its JSON."""

    computing: float
    whole: float
    size: int
    written: int


def answers(folder: Path) -> dict[str, list[Answer]]:
    """Every choice on the page of each path, over the dataset in ``folder``."""
    runs = [_run(folder) for _ in range(PROCESSES)]
    return {path: [_quickest(same) for same in zip(*(run[path] for run in runs), strict=True)] for path in runs[0]}


def finish_compression() -> None:
    """Wait until the files of the first page are ready, as they are a few seconds after a start."""
    for thread in threading.enumerate():
        if thread.name == COMPRESSION:
            thread.join()


def _quickest(same: tuple[Answer, ...]) -> Answer:
    computing, whole, sizes, written = zip(*same, strict=True)
    return Answer(min(computing), min(whole), max(sizes), max(written))


def _run(folder: Path) -> dict[str, list[Answer]]:
    command = [sys.executable, "-m", "bench.answers", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {path: [Answer(*each) for each in found] for path, found in json.loads(done.stdout).items()}


def views(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Path and query of each: every page of one choice, then every page of the next."""
    for month in dataset.months:
        for directorate in ("", *directorate_options(month, "")):
            for page in PAGES:
                yield page.path, Selection(month.key, directorate=directorate).query()


def main() -> None:
    """Ask for each choice once, as the browser does, and print what the answers took."""
    dashboard = create_app(Path(sys.argv[1]))
    finish_compression()
    client = dashboard.server.test_client()
    client.get("/")
    found: dict[str, list[Answer]] = defaultdict(list)
    for path, query in views(opened()):
        body = body_of(dashboard, path, query)
        computing, whole = time.thread_time(), time.perf_counter()
        reply = client.post(CALLBACKS, json=body, headers=ACCEPTED)
        computing, whole = time.thread_time() - computing, time.perf_counter() - whole
        if reply.status_code != 200:
            raise RuntimeError(f"{path}{query} was answered with status {reply.status_code}")
        found[path].append(Answer(computing, whole, len(reply.data), len(brotli.decompress(reply.data))))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
