"""Which budget lines each committee oversees in a financial year, from ``reference/committees.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.dataset import Month, Row
from data.folders import REFERENCE


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


def overseen(month: Month, committee: str, shared: bool) -> list[Row]:
    """Service lines of ``committee`` in the month's year: its own, or those it shares with others."""
    mine = [
        remit
        for remit in remits()
        if (remit.committee, remit.financial_year, remit.shared) == (committee, month.financial_year, shared)
    ]
    return [line for line in month.finance if line.level == "service" and any(_covers(remit, line) for remit in mine)]


def services(month: Month, committee: str = "", directorate: str = "") -> list[Row]:
    """Service lines of the appendix: those of ``committee`` alone or all, within ``directorate`` or all."""
    if committee:
        lines = overseen(month, committee, shared=False)
    else:
        lines = [line for line in month.finance if line.level == "service"]
    return [line for line in lines if directorate in ("", line.directorate)]


def shared_lines(month: Month, committee: str) -> list[str]:
    """Names of the lines that ``committee`` shares with others; no total of the committee's own includes them."""
    return [line.service for line in overseen(month, committee, shared=True)] if committee else []


def _covers(remit: Remit, line: Row) -> bool:
    return (
        remit.directorate == line.directorate
        and remit.service_group in ("", line.service_group)
        and remit.service in ("", line.service)
    )
