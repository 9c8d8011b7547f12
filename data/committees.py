"""Which budget lines each committee oversees in a financial year, from ``reference/committees.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.dataset import Month
from data.schema import REFERENCE


@dataclass(frozen=True)
class Remit:
    """Lines that a committee oversees: a whole directorate, a group in it, or one service; shared or its own."""

    committee: str
    financial_year: str
    directorate: str
    service_group: str
    service: str
    shared: bool
    source: str


@cache
def remits() -> tuple[Remit, ...]:
    """Every remit that the papers state."""
    with (REFERENCE / "committees.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_remit(row) for row in csv.DictReader(file))


def _remit(row: Mapping[str, str]) -> Remit:
    return Remit(
        row["committee"],
        row["financial_year"],
        row["directorate"],
        row["service_group"],
        row["service"],
        row["shared"] == "yes",
        row["source"],
    )


def committees_of(financial_year: str) -> list[str]:
    """Committees whose lines the papers state for ``financial_year``, in alphabetical order."""
    return sorted({remit.committee for remit in remits() if remit.financial_year == financial_year})


def overseen(finance: pd.DataFrame, committee: str, shared: bool) -> pd.Series:
    """A mask over ``finance`` rows (one month): lines of ``committee``, either its own or those it shares."""
    found = pd.Series(False, index=finance.index)
    for remit in remits():
        if remit.committee != committee or remit.shared != shared:
            continue
        lines = (finance["financial_year"] == remit.financial_year) & (finance["directorate"] == remit.directorate)
        if remit.service_group:
            lines &= finance["service_group"] == remit.service_group
        if remit.service:
            lines &= finance["service"] == remit.service
        found |= lines
    return found & (finance["level"] == "service")


def services(month: Month, committee: str = "", directorate: str = "") -> pd.DataFrame:
    """Service lines of the appendix: those of ``committee`` alone or all, within ``directorate`` or all."""
    finance = month.finance
    mask = overseen(finance, committee, shared=False) if committee else finance["level"] == "service"
    if directorate:
        mask &= finance["directorate"] == directorate
    return finance[mask]


def shared_lines(month: Month, committee: str) -> list[str]:
    """Names of the lines that ``committee`` shares with others; no total of the committee's own includes them."""
    if not committee:
        return []
    return list(month.finance[overseen(month.finance, committee, shared=True)]["service"])
