"""Numbered datasets: every table of edition n says n, so that a mixture of two loads shows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data import schema, store
from tests.builders import finance_row, report_row


def tables(number: int) -> dict[str, pd.DataFrame]:
    """Edition ``number``."""
    finding = {"report": "2020-01", "check": "c", "severity": "note", "message": str(number)}
    return {
        "reports": schema.frame("reports", [report_row(title=str(number))]),
        "finance": schema.frame("finance", [finance_row(f"Service {line}", number, number) for line in range(3)]),
        "findings": schema.frame("findings", [finding]),
    }


def write(number: int, folder: Path) -> None:
    """Put edition ``number`` in ``folder``."""
    store.write(tables(number), folder)


def number_in(folder: Path) -> int:
    """The edition that is in ``folder``; fails for a mixture."""
    read = store.read(folder)
    told = {
        *read["reports"]["title"].astype(int),
        *read["findings"]["message"].astype(int),
        *read["finance"]["budget_k"].astype(int),
        *read["finance"]["forecast_variance_k"].astype(int),
    }
    assert len(told) == 1, f"a mixture of {sorted(told)}"
    assert len(read["finance"]) == 3
    return int(told.pop())


def beside(folder: Path) -> list[str]:
    """What stands beside the dataset in its parent folder."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)
