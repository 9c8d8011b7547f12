"""The dataset that the pages read: opened once, cut by month once, so that a request never scans a whole table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from data import schema, store


@dataclass(frozen=True)
class Month:
    """Everything that one month's report states; frames keep the order of the paper."""

    period: date
    financial_year: str
    basis: str
    report: str
    title: str
    files: tuple[str, ...]
    service_block: str
    published: date | None
    finance: pd.DataFrame
    finance_summary: pd.DataFrame
    activity: pd.DataFrame
    findings: pd.DataFrame

    @property
    def key(self) -> str:
        """The month as it stands in an address: ``2020-01``."""
        return f"{self.period:%Y-%m}"

    @property
    def is_outturn(self) -> bool:
        """Whether the figures are the year's final outturn."""
        return self.basis == "outturn"

    @property
    def previous_period(self) -> date:
        """Last day of the month before, which the report's previous column describes."""
        return (pd.Timestamp(self.period).replace(day=1) - pd.Timedelta(days=1)).date()


@dataclass(frozen=True)
class Dataset:
    """Every month loaded, oldest first, and a version that changes when any figure does."""

    months: tuple[Month, ...]
    version: str

    @cached_property
    def by_key(self) -> dict[str, Month]:
        """Months by their key in an address."""
        return {month.key: month for month in self.months}

    @property
    def latest(self) -> Month:
        """The newest month loaded."""
        return self.months[-1]


_opened: list[Dataset] = []


def open_dataset(directory: Path) -> Dataset:
    """Read and index the dataset in ``directory`` and make it the one that the pages read.

    Raises ``StoreError`` where there is none or it is damaged; the pages then keep the one they had.
    """
    _opened[:] = [index(store.read(directory))]
    return opened()


def opened() -> Dataset:
    """The dataset that the pages read: whole, never changed in place, replaced only by ``open_dataset``."""
    return _opened[0]


def index(tables: dict[str, pd.DataFrame]) -> Dataset:
    """Cut ``tables`` (every table of the contract that was loaded) by month."""
    months = [_month(report, tables) for report in tables["reports"].sort_values("period").to_dict("records")]
    return Dataset(tuple(months), _version(tables))


def _month(report: dict, tables: dict[str, pd.DataFrame]) -> Month:
    def rows(table: str) -> pd.DataFrame:
        frame = tables.get(table, schema.frame(table, []))
        return frame[frame["report"] == report["report"]].reset_index(drop=True)

    published = report["published"]
    return Month(
        period=report["period"].date(),
        financial_year=report["financial_year"],
        basis=report["basis"],
        report=report["report"],
        title=report["title"],
        files=tuple(report["file"].split("; ")),
        service_block=report["service_block"],
        published=None if pd.isna(published) else published.date(),
        finance=rows("finance"),
        finance_summary=rows("finance_summary"),
        activity=rows("activity"),
        findings=rows("findings"),
    )


def _version(tables: dict[str, pd.DataFrame]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        stable = tables[name].drop(columns=["loaded_at"], errors="ignore")
        digest.update(name.encode())
        digest.update(pd.util.hash_pandas_object(stable, index=False).to_numpy().tobytes())
    return digest.hexdigest()[:12]
