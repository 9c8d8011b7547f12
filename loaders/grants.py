"""Recogniser of the grant income analysis: each grant with the body that awards it, then the sums by directorate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders import amounts, tables_of_cells
from loaders.containers.text import Line
from loaders.tables import Found

_GRAND_TOTAL = re.compile(r"total grants?(?: funding| income)?\b.*", re.IGNORECASE)
_TOTAL = re.compile(r"total\b.*", re.IGNORECASE)
_GRANTS = tables_of_cells.Shape(
    "grants",
    "grants",
    {"grant": "grant", "awarding_body": "awarding body", "expected_k": "expected amount"},
    last=lambda row: bool(row["level"] == "total"),
)
_DIRECTORATES = tables_of_cells.Shape(
    "grants",
    "grants by directorate",
    {"grant": "directorate", "expected_k": "grant total"},
    last=lambda row: bool(row["level"] == "directorate_total"),
)


def find(lines: Sequence[Line]) -> list[Found]:
    """Every table of grants in ``lines``, by grant and by directorate."""
    tables = tables_of_cells.read(lines, _GRANTS, _add_grant) + tables_of_cells.read(
        lines, _DIRECTORATES, _add_directorate
    )
    return sorted(tables, key=lambda found: found.start)


def _add_grant(found: Found, line: Line, stated: Mapping[str, str]) -> None:
    level = "total" if _GRAND_TOTAL.fullmatch(stated["grant"]) else "grant"
    level = "subtotal" if level == "grant" and _TOTAL.fullmatch(stated["grant"]) else level
    _add(found, line, stated, level)


def _add_directorate(found: Found, line: Line, stated: Mapping[str, str]) -> None:
    _add(found, line, stated, "directorate_total" if _TOTAL.fullmatch(stated["grant"]) else "directorate")


def _add(found: Found, line: Line, stated: Mapping[str, str], level: str) -> None:
    if not stated["grant"]:
        raise ValueError("its label is missing")
    found.rows.append(
        {
            "grant": stated["grant"],
            "awarding_body": stated.get("awarding_body") or None,
            "level": level,
            "expected_k": amounts.thousands(stated["expected_k"]),
            "locator": line.place,
        }
    )
