"""Recognisers of the capital programme's tables: spending by scheme, its funding, and the allowance for slippage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import labels_and_figures
from loaders.containers.text import Line
from loaders.tables import Found

_ADJUSTMENT = re.compile(r"capital variation|capitali[sz]", re.IGNORECASE)


def _level_of_scheme(label: str) -> str:
    if label.lower().startswith("total"):
        return "total"
    # The allowance for slippage and the interest on borrowing are not schemes.
    return "adjustment" if _ADJUSTMENT.search(label) else "scheme"


SPENDING = labels_and_figures.Layout(
    "capital",
    "capital programme",
    "scheme_reported",
    (
        (r"total scheme(?= original)", ""),
        (r"original (?:20\S+ )?budget(?: as per bp)?", "original_budget_k"),
        (r"total scheme (?:revised )?budget", "total_scheme_budget_k"),
        (r"total scheme (?:forecast )?variance", "total_scheme_variance_k"),
        (r"scheme", "scheme_reported"),
        (r"revised budget", "revised_budget_k"),
        (r"actual(?: spend)?", "actual_k"),
        (r"forecast (?:spend ?-? ?)?outturn(?! variance)", "forecast_outturn_k"),
        (r"(?:forecast )?(?:outturn )?variance", "forecast_variance_k"),
    ),
    frozenset({"revised_budget_k", "actual_k", "total_scheme_budget_k"}),
    re.compile(r"20\d\d/\d\d total scheme$|original\b", re.IGNORECASE),
    _level_of_scheme,
)

FUNDING = labels_and_figures.Layout(
    "capital_funding",
    "capital funding",
    "source_reported",
    (
        (r"original (?:20\S+ )?funding(?: allocation)?(?: as per bp)?", "original_k"),
        (r"source of funding", "source_reported"),
        (r"revised funding", "revised_k"),
        (r"(?:forecast )?funding variance", "variance_k"),
        (r"(?:forecast )?funding outturn|spend ?-? ?outturn", "forecast_k"),
    ),
    frozenset({"original_k", "revised_k", "forecast_k", "variance_k"}),
    re.compile(r"20\d\d/\d\d$|original\b", re.IGNORECASE),
    lambda label: "total" if label.lower().startswith("total") else "source",
)

VARIATION = labels_and_figures.Layout(
    "capital_variation",
    "capital variation",
    "service_reported",
    (
        (r"service", "service_reported"),
        (r"capital programme variations? budget used %", "used_pct"),
        (r"capital programme variations? budget used", "used_k"),
        (r"capital programme variations? budget used", "used_pct"),
        (r"capital programme variations? budget", "budget_k"),
        (r"revised outturn variance", "revised_variance_k"),
        (r"(?:forecast )?outturn variance", "forecast_variance_k"),
    ),
    frozenset({"budget_k", "forecast_variance_k", "used_k", "revised_variance_k"}),
    re.compile(r"20\d\d/\d\d$|service$", re.IGNORECASE),
    lambda label: "total" if label.lower().startswith("total") else "service",
)


def find(lines: Sequence[Line]) -> list[Found]:
    """Every table of capital spending by scheme."""
    return labels_and_figures.find(lines, SPENDING)


def find_funding(lines: Sequence[Line]) -> list[Found]:
    """Every table of capital funding by source."""
    return labels_and_figures.find(lines, FUNDING)


def find_variation(lines: Sequence[Line]) -> list[Found]:
    """Every table of the allowance for slippage and how much of it is used."""
    return labels_and_figures.find(lines, VARIATION)
