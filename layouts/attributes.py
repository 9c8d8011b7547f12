"""Attributes of HTML whose names Python cannot write as keywords."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """``aria(labelledby="x")`` is ``{"aria-labelledby": "x"}``; empty values are left out."""
    return {f"aria-{name}": value for name, value in values.items() if value}


def data(**values: str) -> dict[str, Any]:
    """``data(card="x")`` is ``{"data-card": "x"}``; empty values are left out."""
    return {f"data-{name}": value for name, value in values.items() if value}
