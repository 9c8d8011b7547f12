"""The month that a report describes, in any of the forms in which titles name it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loaders.dates import MONTH_NAMES, month_number
from loaders.tables import MONTHS

_YEAR = r"(?P<year>(?:20)?\d\d) ?[/–-] ?(?:20)?(?P<next>\d\d)\b"
_FINANCIAL = re.compile(rf"\b(?:fy ?)?{_YEAR}", re.IGNORECASE)
_ISO = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?\b(?![/–-])")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d\d)\b")
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH_NAMES})\b\.?,? (?P<year>20\d\d)\b", re.IGNORECASE
)
_MONTH = re.compile(
    rf"\b(?P<month>{MONTH_NAMES})\b\.?(?:,? (?P<long>20\d\d)(?! ?[/–-] ?\d)|[ -]'?(?P<short>\d\d)\b(?![/\d]))",
    re.IGNORECASE,
)
_LONE = re.compile(rf"\b(?P<month>{MONTH_NAMES})\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:period|month|p|m)[ .]?0?(?P<number>1[0-2]|[1-9])\b(?!\s*%)", re.IGNORECASE)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_QUARTER = re.compile(
    r"\b(?:(?:quarter|qtr|q)[ .]?(?P<number>[1-4])|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) quarter"
    r"|quarter (?P<word>one|two|three|four))\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?P<word>closedown|outturn|year[ -]end|final accounts|end of year)\b(?P<between>[^\d]{0,30}?)"
    r"\b(?P<start>20\d\d)(?: ?(?P<slash>[/–-]) ?(?:20)?\d\d)?\b|"
    r"\b(?P<first>20\d\d) ?[/–-] ?(?:20)?\d\d\b[^\d]{0,30}?\b(?:closedown|outturn|year[ -]end)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """The last day of a period, whether it closes the year (``outturn``) or not, and what the paper calls it."""

    end: date
    basis: str
    label: str


def named(text: str) -> Period | None:
    """The period that ``text`` names; ``None`` where it names none with its year.

    A period or month by number, and a quarter, are those of a financial year that begins in April.
    """
    plain = " ".join(text.replace("’", "'").split())
    year = _FINANCIAL.search(plain)
    for find in (_numbered, _dated, _month_of_year, _closed):
        found = find(plain, year)
        if found is not None:
            return found
    return None


def _numbered(text: str, year: re.Match[str] | None) -> Period | None:
    quarter, period = _QUARTER.search(text), _PERIOD.search(text)
    match = quarter or period
    if match is None or year is None or not _follows(year):
        return None
    if quarter:
        word = (quarter["number"] or quarter["ordinal"] or quarter["word"]).lower()
        number = 3 * (int(word[0]) if word[0].isdecimal() else _QUARTERS[word])
    else:
        number = int(match["number"])
    end = _end(_start(year) + (number > 9), (number + 2) % 12 + 1)
    near = match.end() <= year.start() <= match.end() + 12
    label = text[match.start() : year.end()] if near else f"{match.group()} {year.group()}"
    return Period(end, "forecast", label)


def _dated(text: str, year: re.Match[str] | None) -> Period | None:
    iso, numeric = _ISO.search(text), _NUMERIC.search(text)
    day, month = _DAY.search(text), _MONTH.search(text)
    if _several(text):
        return None
    if day:
        end = _end(int(day["year"]), month_number(day["month"]))
    elif month:
        end = _end(int(month["long"] or 2000 + int(month["short"])), month_number(month["month"]))
    elif numeric and 1 <= int(numeric[2]) <= 12:
        end = _end(int(numeric[3]) % 100 + 2000, int(numeric[2]))
    elif iso:
        end = _end(int(iso[1]), int(iso[2]))
    else:
        return None
    closes = end.month == 3 and re.search(
        r"\b(?:closedown|outturn report|final outturn|provisional outturn)\b", text, re.I
    )
    return Period(end, "outturn" if closes else "forecast", f"{MONTHS[end.month - 1].capitalize()} {end.year}")


def _several(text: str) -> bool:
    """Whether a title names two months side by side, so that nothing says which of them it is about."""
    months = list(_MONTH.finditer(text))
    return any(
        re.fullmatch(r" ?(?:and|&|,) ?", text[one.end() : other.start()]) and one.group() != other.group()
        for one, other in pairwise(months)
    )


def _month_of_year(text: str, year: re.Match[str] | None) -> Period | None:
    month = _LONE.search(text)
    if month is None or year is None or not _follows(year):
        return None
    number = month_number(month["month"])
    return Period(_end(_start(year) + (number < 4), number), "forecast", f"{month.group()} {year.group()}")


def _closed(text: str, year: re.Match[str] | None) -> Period | None:
    match = _CLOSE.search(text)
    if match is None or re.search(r"\bforecast\b|\bprojected\b", text, re.IGNORECASE):
        return None
    if match["first"]:
        start = int(match["first"])
        return Period(date(start + 1, 3, 31), "outturn", match.group())
    # "Closedown 2018" is the year that ended in March 2018; "Outturn 2017" and "Closedown 2017/18" name its beginning.
    later = bool(match["slash"]) or match["word"].lower() == "outturn"
    return Period(date(int(match["start"]) + later, 3, 31), "outturn", match.group())


def _follows(year: re.Match[str]) -> bool:
    """Whether the second year of ``2024/25`` is the one after the first."""
    return (int(year["year"]) + 1) % 100 == int(year["next"])


def _start(year: re.Match[str]) -> int:
    return int(year["year"]) % 100 + 2000


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
