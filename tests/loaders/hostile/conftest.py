"""A good dataset that each hostile file is loaded over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders import dataset
from loaders.sandbox import limited_process
from tests.loaders.hostile import good, outcome
from tests.once import once


@pytest.fixture(scope="session")
def _good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "good", lambda folder: dataset.build([good.PATH], folder))


@pytest.fixture
def good_dataset(_good: Path, tmp_path: Path) -> Path:
    """A copy of a good dataset."""
    return Path(shutil.copytree(_good, tmp_path / "dataset"))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: for files that are odd, not dangerous."""
    monkeypatch.setattr(limited_process, "read_each", outcome.read_each_here)
