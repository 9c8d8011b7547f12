"""A report as long as any that loads: every page still answers within its time and size, scripts or none."""

from __future__ import annotations

import csv
import random
import shutil
import time
import zlib
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import SNAPSHOTS
from data.opened import open_dataset
from loaders import bounds, build
from tests.asking import body_of
from views.site_map import PAGES

# Ten times what a page of the bundled months may take, and as much on the wire as a small picture.
SECONDS = 1.5
WIRE = 300_000
WHOLE = 6_000_000
MONTHS = ("2018-05", "2020-01")
LABELS = {"finance": "service", "activity": "service_type"}
LINES = {"finance": "service", "activity": "line"}


def _fill(table: Path, chance: random.Random) -> None:
    """Add lines like those of ``table`` until it has as many as may be, each with a name and a place of its own."""
    with table.open(encoding="utf-8", newline="") as file:
        heading, *rows = list(csv.reader(file))
    label = LABELS.get(table.stem, "")
    level = LINES.get(table.stem)
    seeds = [row for row in rows if level is None or level in row]
    for number in range(bounds.MAX_ROWS - len(rows) if seeds else 0):
        row = list(chance.choice(seeds))
        for column in (label, f"{label}_reported"):
            if column in heading:
                row[heading.index(column)] += f" of area {number}"
        if "forecast_variance_k" in heading:
            row[heading.index("forecast_variance_k")] = str(chance.randrange(-2_000, 2_000))
        row[heading.index("locator")] = f"line {100_000 + number}"
        rows.append(row)
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months whose every table is as long as may be."""
    folder = tmp_path_factory.mktemp("filled")
    for month in MONTHS:
        shutil.copytree(SNAPSHOTS / month, folder / "months" / month)
        for table in (folder / "months" / month).glob("*.csv"):
            if table.stem not in ("reports", "finance_summary"):
                _fill(table, random.Random(f"{month} {table.stem}"))
    build([folder / "months"], folder / "dataset")
    return folder / "dataset"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *((page.path, "?month=2020-01") for page in PAGES),
        ("/", "?month=2018-05&directorate=Education"),
        ("/sources", "?month=2020-01&table=activity"),
        ("/sources", "?month=2018-05&table=indicators"),
    ],
)
def test_pages_hold_their_budget_at_the_bound(
    path: str, query: str, dashboard: Dash, client: FlaskClient, filled: Path
) -> None:
    open_dataset(filled)
    body = body_of(dashboard, path, query)
    for ask in (
        lambda: client.post("/_dash-update-component", json=body),
        lambda: client.get(f"/plain{path}{query}"),
    ):
        began = time.process_time()
        answer = ask()
        taken = time.process_time() - began
        assert answer.status_code == 200
        assert taken < SECONDS
        assert len(answer.data) < WHOLE
        assert len(zlib.compress(answer.data)) < WIRE
