"""What the tests of the loaders share: fixtures of our own, and published papers where a copy of them stands nearby."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import store
from loaders import dataset
from tests.loaders.golden import FIXTURES
from tests.once import once

# Published papers are not part of the project; tests over them run where a folder of them stands beside it.
PAPERS = Path(__file__).parents[3] / "shared" / "reports"


@pytest.fixture
def reports() -> Path:
    """Papers of our own, with invented figures."""
    return FIXTURES / "reports"


@pytest.fixture(scope="session")
def papers() -> Path:
    """The folder of published papers."""
    if not PAPERS.is_dir():
        pytest.skip("no folder of published papers beside the project")
    return PAPERS


@pytest.fixture(scope="session")
def published(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The dataset of the published papers, as written and read again."""
    return store.read(once(tmp_path_factory, "published", lambda folder: dataset.build([papers], folder)))
