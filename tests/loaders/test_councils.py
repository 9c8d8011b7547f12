"""Whole reports of councils with house styles of their own give the rows that are right, in every kind of file.

The reports are not part of the project; this runs where a folder of them stands beside it. A cell of the truth is one
value, ``{a|b}`` for either, ``?`` for left open; an empty cell must not be stated.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from loaders import dataset

COUNCILS = Path(__file__).resolve().parents[2].parent / "shared" / "councils"
REPORTS = sorted(path for path in COUNCILS.glob("*/report*") if path.suffix != ".toml")
# Of the rows of a PDF whose words stand in columns without rules fewer are read; what is read is right.
LEAST = {"report_plain.pdf": 0.0}
LABELS = {
    "finance": "service_reported",
    "activity": "service_type_reported",
    "capital": "scheme_reported",
    "reserves": "fund",
    "indicators": "indicator",
    "reports": "authority",
}

Row = Mapping[str, object]


@dataclass
class Held:
    """What one report came to beside its truth: cells right, cells missing, and cells that are wrong."""

    right: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of cells that are right."""
        return self.right / (self.right + len(self.missing) + len(self.wrong))


def truth(folder: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The rows of each table that are right."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem in LABELS:
            with path.open(encoding="utf-8", newline="") as file:
                yield path.stem, list(csv.DictReader(file))


def agrees(wanted: str, got: object) -> bool:
    """Whether a loaded value is one of those that are right."""
    if wanted == "?":
        return True
    if wanted.startswith("{"):
        return any(agrees(each, got) for each in wanted.strip("{}").split("|"))
    if not wanted or got is None:
        return not wanted and got in (None, "")
    if isinstance(got, float | int):
        try:
            return abs(float(wanted) - got) < 0.0006
        except ValueError:
            return False
    printed = got.isoformat() if isinstance(got, date) else str(got)
    return " ".join(printed.split()).casefold() == " ".join(wanted.split()).casefold()


def nearest(wanted: Mapping[str, str], rows: Sequence[Row], label: str) -> Row | None:
    """The loaded row of the label that agrees in most cells."""
    same = [row for row in rows if agrees(wanted[label], row[label])]
    return max(same, key=lambda row: sum(agrees(text, row[name]) for name, text in wanted.items()), default=None)


def hold(path: Path) -> tuple[Held, set[str]]:
    """The report at ``path`` against its truth, and the checks that found something."""
    folder = path.parent / "truth_csv" if path.suffix == ".csv" else path.parent / "truth"
    loaded = dataset.load([path])
    (report,) = loaded.reports
    held = Held()
    for table, rows in truth(folder):
        got: list[Row] = [report.particulars] if table == "reports" else list(report.tables[table])
        for wanted in rows:
            row = nearest(wanted, got, LABELS[table])
            for name, text in wanted.items():
                place = f"{table} {wanted[LABELS[table]]} {name}: wanted {text}, got {row and row[name]}"
                if row is None or (row[name] is None and not agrees(text, None)):
                    held.missing.append(place)
                elif agrees(text, row[name]):
                    held.right += 1
                else:
                    held.wrong.append(place)
        spare = len(got) - len(rows)
        held.wrong += [f"{table}: {spare} rows too many"] if spare > 0 else []
    return held, {str(finding["check"]) for finding in loaded.findings}


@pytest.mark.skipif(not REPORTS, reason="no reports of other councils stand beside the project")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_report_of_another_council(path: Path) -> None:
    held, checks = hold(path)
    assert held.wrong == []
    assert held.share >= LEAST.get(path.name, 0.995), held.missing
    planted = {row["check"] for row in _defects(path)}
    assert path.name in LEAST or planted <= checks


def _defects(path: Path) -> list[dict[str, str]]:
    folder = path.parent / "truth_csv" if path.suffix == ".csv" else path.parent / "truth"
    with (folder / "planted_defects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
