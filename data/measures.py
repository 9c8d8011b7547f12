"""The measure registry: label, unit, plain meaning and adverse direction of every measure, read from one CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from data.folders import REFERENCE

Adverse = Literal["high", "low", "neutral"]

# Measures that can be followed over the months, by kind of line, with their columns; the first is shown unasked.
FOLLOWED: Mapping[str, Mapping[str, str]] = {
    "service": {"forecast_variance": "forecast_variance_k", "budget": "budget_k", "actual": "actual_k"},
    "care": {
        "count_actual": "count_actual",
        "count_average": "count_average",
        "unit_cost_actual": "unit_cost_actual",
        "cost_actual": "cost_actual_k",
        "cost_variance": "cost_variance_k",
    },
}


@dataclass(frozen=True)
class Measure:
    """One measure: what it is called, what it counts in, and which direction is bad news."""

    key: str
    label: str
    unit: str
    adverse: Adverse
    definition: str
    source: str


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its key, from ``reference/measures.csv``."""
    with (REFERENCE / "measures.csv").open(encoding="utf-8", newline="") as file:
        rows = [_measure(row) for row in csv.DictReader(file)]
    return {measure.key: measure for measure in rows}


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        row["key"], row["label"], row["unit"], cast(Adverse, row["adverse"]), row["definition"], row["source"]
    )
