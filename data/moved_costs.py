"""Lines that only move a cost elsewhere, from each council's ``moved_costs.csv``: money moved is not money saved."""

from __future__ import annotations

from dataclasses import dataclass

from data import authorities
from data.authorities import remembered
from data.formatting import slug
from data.parts import is_of


@dataclass(frozen=True)
class MovedCost:
    """A line of the finance tables that pays for a cost from elsewhere; ``said`` is what becomes of that cost.

    ``financial_year_from`` and ``financial_year_until`` are the first and the last year that it is said of; either is
    empty where there is no such bound. ``directorate`` is where all of that cost stands, empty where the papers do not
    say so. ``authority`` is the council whose line it is, empty for any.
    """

    line: str
    financial_year_from: str
    financial_year_until: str
    said: str
    source: str
    directorate: str = ""
    authority: str = ""


@remembered
def moved_costs() -> tuple[MovedCost, ...]:
    """Every line that is registered."""
    return tuple(MovedCost(**row) for row in authorities.rows("moved_costs.csv"))


@remembered
def _by_line() -> dict[str, list[MovedCost]]:
    found: dict[str, list[MovedCost]] = {}
    for each in moved_costs():
        found.setdefault(slug(each.line), []).append(each)
    return found


def said_of(line: str, financial_year: str, authority: str | None = None) -> str:
    """What becomes of the cost that a line of ``authority`` moves: ``carried as a deficit on the schools grant``.

    Empty where it moves none.
    """
    found = _entry(line, financial_year, authority)
    return found.said if found else ""


def cost_of(line: str, financial_year: str, authority: str | None = None) -> str:
    """The directorate that all of the cost which a line moves is a cost of; empty where the papers do not say."""
    found = _entry(line, financial_year, authority)
    return found.directorate if found else ""


def _entry(line: str, financial_year: str, authority: str | None) -> MovedCost | None:
    for each in _by_line().get(slug(line), ()):
        until = each.financial_year_until or financial_year
        if each.financial_year_from <= financial_year <= until and is_of(each.authority, authority):
            return each
    return None
