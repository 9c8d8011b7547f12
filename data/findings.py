"""Findings that touch the figures of a view: by the place of each figure, and by what a check is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from data.dataset import Dataset, Month
from data.rows import Finding, Row

Printed = TypeVar("Printed", bound=Row)

Findings = Mapping[tuple[str, str], tuple[Finding, ...]]  # by month and place
# What the name of a check says that it is about, the first that it names: "unit-cost" is about unit costs.
SUBJECTS = ("unit", "cost", "count", "average", "budgeted", "budget", "actual", "forecast")
NUMBERS = ("count", "average")  # both are held against the number budgeted
# Checks of service lines and their totals take several columns each: the finding says which one it is about.
SERVICES = ("finance", "finance_summary", "commentary")
COLUMNS = {"budget_k": "budget", "actual_k": "actual", "forecast_variance_k": "forecast"}


def findings_at(dataset: Dataset, places: Iterable[tuple[str, str]], about: str = "") -> Findings:
    """Findings about figures printed at ``places`` (each a month's key and a locator), worst first at each.

    Those that are about another measure than ``about`` (one of ``SUBJECTS``) are left out.
    """
    found = {
        (month, place): tuple(each for each in dataset.by_key[month].found_at.get(place, ()) if _is_about(each, about))
        for month, place in places
        if place
    }
    return {where: each for where, each in found.items() if each}


def doubted(month: Month, lines: Iterable[Row], about: str) -> frozenset[str]:
    """Places of those ``lines`` whose figures of one measure contradict each other in the paper itself."""
    return frozenset(
        line.locator
        for line in lines
        if any(
            finding.severity == "error" and _is_about(finding, about)
            for finding in month.found_at.get(line.locator, ())
        )
    )


def beyond_doubt(lines: Iterable[Printed], doubts: Collection[str]) -> list[Printed]:
    """The lines on which a sentence may be built: those that do not stand at a place in doubt."""
    return [line for line in lines if line.locator not in doubts]


def _is_about(finding: Finding, measure: str) -> bool:
    """Whether a finding touches a measure: a check that names none may touch any, one on prices touches no number."""
    if measure and finding.column and finding.table in SERVICES:
        return COLUMNS.get(finding.column, measure) == measure
    words = finding.check.split("-")
    named = next((subject for subject in SUBJECTS if subject in words), "")
    return not (measure and named) or named == measure or (named == "budgeted" and measure in NUMBERS)
