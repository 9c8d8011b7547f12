"""The last day of the month, quarter or year that words name."""

from __future__ import annotations

import calendar
import re
from datetime import date

from loaders.tables import MONTHS

MONTH_NAMES = "|".join(["sept", *(rf"{month}|{month[:3]}" for month in MONTHS)])
_MONTH = re.compile(rf"\b(?P<month>{MONTH_NAMES})\.? (?P<year>(?:20)?\d\d)\b(?!/)", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:quarter |q)(?P<quarter>[1-4])\b(?: \(q[1-4]\))?,? (?P<year>20\d\d)[/-]\d\d", re.IGNORECASE)
_CLOSE = re.compile(r"\b(?:close|closedown|outturn|year end)(?: of)? (?:20)?\d\d[/-](?P<year>\d\d)\b", re.IGNORECASE)


def month_end(year: int, month: int) -> date:
    """The last day of a month; a year of two digits is one of this century."""
    year = year if year > 99 else 2000 + year
    return date(year, month, calendar.monthrange(year, month)[1])


def month_number(name: str) -> int:
    """The number of a month from its name or the start of it."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def day_named(words: str) -> date | None:
    """The last day of the first month, quarter or close that ``words`` name with its year; ``None`` without one.

    Such words are ``March 2018``, ``Quarter 3 2019/20``, ``Close 2017/18``.
    """
    found = {match.start(): match for match in (each.search(words) for each in (_MONTH, _QUARTER, _CLOSE)) if match}
    if not found:
        return None
    match = found[min(found)]
    if match.re is _MONTH:
        return month_end(int(match["year"]), month_number(match["month"]))
    if match.re is _CLOSE:
        return date(2000 + int(match["year"]), 3, 31)
    # Quarters are those of the financial year, from April.
    last = 3 * int(match["quarter"]) + 3
    return month_end(int(match["year"]) + (last > 12), last - 12 * (last > 12))
