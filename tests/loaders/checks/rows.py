"""Rows of the contract with only what a test is about."""

from __future__ import annotations

from typing import Any

from loaders.activity import DIRECTIONS, FIGURES
from loaders.tables import Row


def line(service: str, level: str = "service", **stated: Any) -> Row:
    """A row of ``finance``."""
    row = dict.fromkeys(
        ("budget_k", "actual_k", "forecast_variance_k", "forecast_variance_pct", "previous_forecast_variance_k")
    )
    standing = {"directorate": "Education", "service_group": None, "service": service, "service_reported": service}
    return {**standing, "level": level, "note": None, "locator": "line 7", **row, **stated}


def summary(name: str, level: str = "directorate", view: str = "overall", **stated: Any) -> Row:
    """A row of ``finance_summary``."""
    figures = {key: value for key, value in line(name).items() if key.endswith(("_k", "_pct"))}
    row = {"view": view, "line": name, "line_reported": name, "level": level, "original_budget_k": None}
    return {**row, **figures, "locator": "line 7", **stated}


def care(name: str, level: str = "line", group: str = "Older people", **stated: Any) -> Row:
    """A row of ``activity``."""
    row = {"care_group": group, "category": None, "service_type": name, "service_type_reported": name}
    rest = {"count_of": None, "unit_cost_per": None, "locator": "line 7"}
    return {**row, **rest, "level": level, **dict.fromkeys([*FIGURES, *DIRECTIONS]), **stated}
