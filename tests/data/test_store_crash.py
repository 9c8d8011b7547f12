"""A load that is killed: what was acknowledged is there, nothing is mixed, and the next load tidies up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import whole_folder
from tests import killing

ROOT = Path(__file__).parents[2]
KILLS = 500

MEMORY = Path("/dev/shm")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses no more there than on a disk, and it is quicker."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as place:
        yield Path(place)


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no kill -9")


def _ask(*arguments: object) -> Any:
    command = [sys.executable, "-m", "tests.killing", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("first", "before"), [("1", 1), ("null", None)], ids=["over a dataset", "into a new folder"])
def test_killed_at_every_step(folder: Path, first: str, before: int | None) -> None:
    outcomes = _ask("at_every_step", folder, first)
    steps = [outcome["before"] for outcome in outcomes]
    assert steps.count("fsync") == 11  # three tables, the manifest and their folder, all of it twice, and the parent
    assert {"mkdir .dataset.new", "rename .dataset.new", "unlink .dataset.lock"} <= set(steps)
    assert ("rename dataset" in steps) == (before is not None)
    renamed = steps.index("rename .dataset.new")
    assert [outcome["there"] for outcome in outcomes] == [before] * (renamed + 1) + [2] * (len(steps) - renamed - 1)
    assert {outcome["next"] for outcome in outcomes} == {3}
    assert [outcome["left"] for outcome in outcomes if outcome["left"]] == []


def test_killed_at_random_moments(folder: Path) -> None:
    outcomes = _ask("at_random", folder, KILLS)
    assert len(outcomes) == KILLS
    wrong = [each for each in outcomes if each["there"] - each["acknowledged"] not in (0, 1)]
    assert wrong == []
    # Neither all before the first load nor all after it, or the kills would have proved nothing.
    assert 50 < len({each["there"] for each in outcomes}) <= outcomes[-1]["there"] + 1
    assert any(each["there"] > each["acknowledged"] for each in outcomes)


def test_a_reader_while_a_writer_writes(folder: Path) -> None:
    seen = _ask("while_writing", folder, 150)
    assert seen == sorted(seen)
    assert seen[0] >= 0
    assert seen[-1] == 150
    assert len(set(seen)) > 3


@pytest.mark.parametrize("writers", [2, 8])
def test_loads_at_once(folder: Path, writers: int) -> None:
    times = 40 // writers
    assert _ask("at_once", folder, writers, times) == [0] * writers
    files = whole_folder.read(folder / "dataset", lambda name: True)
    assert killing.number_of(files) in {writer * 1000 + times for writer in range(1, writers + 1)}
    assert [path.name for path in folder.iterdir()] == ["dataset"]
