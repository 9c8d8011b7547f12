"""Recogniser of the virements: the budget as agreed, each transfer with its month and reason, the budget now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders import amounts, tables_of_cells
from loaders.containers.text import Line
from loaders.tables import Found

_BUDGET = re.compile(r"(?:budget|total)\b.*", re.IGNORECASE)
_SHAPE = tables_of_cells.Shape(
    "virements",
    "virements",
    {"line": "|directorate|service|description|line", "effective": r"eff(?:\.|ective)? period", "amount_k": ""},
    optional={"text": "notes?"},
    last=lambda row: bool(row["level"] == "total"),
)


def find(lines: Sequence[Line]) -> list[Found]:
    """Every table of virements in ``lines``."""
    return tables_of_cells.read(lines, _SHAPE, _add)


def _add(found: Found, line: Line, stated: Mapping[str, str]) -> None:
    label, effective = stated["line"], stated["effective"] or None
    if not label:
        raise ValueError("its label is missing")
    amount = amounts.thousands(stated["amount_k"])
    level = "virement"
    # A budget line may itself be called a budget, but a transfer has a month.
    if effective is None and not found.rows and _BUDGET.fullmatch(label):
        level = "opening"
    elif effective is None and _BUDGET.fullmatch(label):
        level = "total"
    found.rows.append(
        {
            "line": label,
            "effective": effective,
            "amount_k": amount,
            "level": level,
            "text": stated.get("text") or None,
            "locator": line.place,
        }
    )
