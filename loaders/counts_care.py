"""Reads a customer care report: complaints, compliments and enquiries by service area and year.

The counts stand in tables by service area and by year, and in sentences that compare a year with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loaders import amounts, tables_of_cells
from loaders.containers.text import Line
from loaders.counts_words import add, check_share, note, put
from loaders.tables import Found

FORMAL = "formal complaints"
_AREA = {"area": "service area", "people": "number of people receiving service"}
_SHARE = {"share": "percentage of complaints per population.*"}
_TABLES = (
    (tables_of_cells.Shape("service_counts", FORMAL, {**_AREA, "count": "number of complaints", **_SHARE}), FORMAL),
    (
        tables_of_cells.Shape(
            "service_counts", "informal", {**_AREA, "count": "number of informal complaints", **_SHARE}
        ),
        "informal complaints",
    ),
)
_YEARS = tables_of_cells.Shape(
    "service_counts",
    "years",
    {"year": "financial year", "count": "number of complaints received", "share": "percentage rise.*"},
)
_YEAR = r"20\d\d ?[–-] ?(?:20)?\d\d"
_KINDS = "(?P<what>(?:[A-Za-z]+ (?:and )?){0,3}(?:complaints|compliments|enquiries|representations))"
_BEFORE = r"received (?:in )?the previous (?:\w+ )?year"
# A count received in a year, and what it was in the year before.
_RECEIVED = re.compile(
    rf"(?<![\w.])(?P<count>\d[\d,]*) (?!more ){_KINDS}(?: (?P<about>about [^.,]{{3,60}}?))? "
    rf"were received in (?P<year>{_YEAR})"
    rf"(?:(?:\. This is|,) an? (?:(?P<rise>\d+)% )?(?:small )?(?P<way>increase|decrease)(?: of (?P<share>\d+)%)? "
    rf"(?:on|from) the (?P<previous>\d[\d,]*) [^.]{{0,80}}?{_BEFORE}"
    r"|\. This is about the same as the previous year, when (?P<same>\d+) were received)?"
)
_THERE_WERE = re.compile(
    rf"\b(?:In (?P<first>{_YEAR}), )?[Tt]here were (?P<count>\d[\d,]*) {_KINDS} received(?: in (?P<year>{_YEAR}))?"
    r"(?:\. This compares to (?P<previous>\d[\d,]*) received in the previous (?:\w+ )?year, an? "
    r"(?P<way>increase|decrease) of (?P<share>\d+)%)?"
)
_OUTCOME = re.compile(
    r"(?P<count>\d+) \((?P<share>\d+)%\)(?: of)?(?: complaints)?(?: were| are| required)? "
    r"(?P<outcome>Partially Upheld|Not Upheld|Upheld|No Further Action|Ongoing|Withdrawn)"
)


def read(found: Found, lines: Sequence[Line], year: str) -> list[int]:
    """Add the counts of ``lines`` to ``found``; ``year`` is the one that the report covers.

    Returns the positions of the lines that state counts. A sentence that only repeats what has been stated is none.
    """
    tables = {table.start: table for shape, measure in _TABLES for table in _by_area(lines, shape, measure, year)}
    tables |= {table.start: table for table in _by_year(lines)}
    stating: list[int] = []
    position = 0
    while position < len(lines):
        table = tables.get(position)
        before = len(found.rows)
        if table:
            _take(found, table)
            stating += range(table.start, table.end)
        elif len(lines[position].cells) == 1:
            _read_sentences(found, lines[position], year)
            if len(found.rows) > before:
                stating.append(position)
                found.row_lines += 1
        position = table.end if table else position + 1
    return stating


def _take(found: Found, table: Found) -> None:
    for row in table.rows:
        put(found, row)
    found.notes += table.notes
    found.row_lines += table.row_lines
    found.unread += table.unread


def _by_area(lines: Sequence[Line], shape: tables_of_cells.Shape, measure: str, year: str) -> list[Found]:
    def add_row(found: Found, line: Line, stated: Mapping[str, str]) -> None:
        people, count = amounts.count(stated["people"]), amounts.count(stated["count"])
        if people is None or count is None or not stated["area"]:
            raise ValueError("its numbers are missing")
        area = None if stated["area"].lower() == "total" else stated["area"]
        if area is None:
            _check_total(found, line, measure, {"people receiving service": people, measure: count})
        what = f"{measure}, {area or 'total'}"
        add(found, line, "people receiving service", people, area, period_text=year, unit="people")
        add(found, line, measure, count, area, period_text=year)
        share = amounts.percent(stated["share"])
        if share is not None:
            add(
                found,
                line,
                f"{measure}, share of people receiving service",
                share,
                area,
                period_text=year,
                unit="percent",
            )
            check_share(found, line, what, count, people, stated["share"])

    return tables_of_cells.read(lines, shape, add_row)


def _check_total(found: Found, line: Line, measure: str, totals: Mapping[str, float]) -> None:
    for name, total in totals.items():
        summed = sum(row["value"] for row in found.rows if row["measure"] == name)
        if summed != total:
            message = (
                f"{measure}: the total for {name} is printed as {total:,.0f}, but its lines add up to {summed:,.0f}."
            )
            stated, expected = f"{total:,.0f}", f"{summed:,.0f}"
            note(found, line, measure, "count-total", "error", message, stated=stated, expected=expected)


def _by_year(lines: Sequence[Line]) -> list[Found]:
    def add_row(found: Found, line: Line, stated: Mapping[str, str]) -> None:
        count = amounts.count(stated["count"])
        if count is None or not re.fullmatch(_YEAR, stated["year"]):
            raise ValueError("it has no year with a number")
        before = next((row["value"] for row in reversed(found.rows) if row["measure"] == FORMAL), None)
        year = _tidy(stated["year"])
        add(found, line, FORMAL, count, period_text=year)
        rise = amounts.percent(stated["share"])
        if rise is not None:
            add(found, line, f"{FORMAL}, rise on the year before", rise, period_text=year, unit="percent")
            if before is not None:
                check_share(found, line, f"{FORMAL}, rise in {year}", count - before, before, stated["share"])

    return tables_of_cells.read(lines, _YEARS, add_row)


def _read_sentences(found: Found, line: Line, year: str) -> None:
    for match in (*_RECEIVED.finditer(line.text), *_THERE_WERE.finditer(line.text)):
        stated = match.groupdict()
        when = _tidy(stated.get("year") or stated.get("first") or year)
        measure = FORMAL if stated["what"] == "complaints" else stated["what"]
        count = float(stated["count"].replace(",", ""))
        about = stated.get("about")
        add(found, line, measure, count, about, period_text=when)
        previous = stated.get("previous") or stated.get("same")
        if previous:
            before = float(previous.replace(",", ""))
            add(found, line, measure, before, about, period_text=_year_before(when))
            share = stated.get("share") or stated.get("rise")
            if share and before:
                sign = "-" if stated["way"] == "decrease" else ""
                what = f"{measure}{' ' + about if about else ''}, change in {when}"
                check_share(found, line, what, count - before, before, f"{sign}{share}%")
    for match in _OUTCOME.finditer(line.text):
        outcome = match["outcome"].lower()
        add(found, line, FORMAL, float(match["count"]), outcome, period_text=year)
        add(found, line, FORMAL, float(match["share"]), outcome, period_text=year, unit="percent")


def _tidy(year: str) -> str:
    """``2015-16`` for a year however it is spaced and written."""
    start, end = re.findall(r"\d+", year)
    return f"{start}-{end[-2:]}"


def _year_before(year: str) -> str:
    start = int(year[:4]) - 1
    return f"{start}-{(start + 1) % 100:02d}"
