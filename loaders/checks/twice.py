"""One measure of one month that a paper states twice with two values: in its prose, and in its table of indicators.

Which words name a measure in prose is in ``reference/stated_measures.csv``; an indicator is named by its own words.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.folders import REFERENCE
from data.places import BETWEEN
from loaders.containers.text import Line
from loaders.dates import MONTH_NAMES, day_named, month_end, month_number
from loaders.report import Report
from loaders.tables import Note, Row

CHECK = "stated-twice"
_SENTENCES = re.compile(r"(?<=[.;!?])\s+(?=[A-Z0-9])")
_ENDS = (".", ":", ";", "!", "?")
_MONTH = re.compile(rf"\b(?:in|of|end) (?P<month>{MONTH_NAMES})\b(?: (?P<year>20\d\d))?", re.IGNORECASE)
# A count is whole; it is no share, no part of a date or of "16+", and no difference from another.
_COUNT = r"(?P<value>\d{1,3}(?:,\d{3})+|\d+)(?!\d|[.,]\d|[%+/]|(?:st|nd|rd|th)\b| (?:more|fewer|higher|lower|less)\b)"
_STATES = r"\b(?:held at|stood at|was|were|is|are) "
_SHARE = re.compile(rf"\b(?P<value>\d+(?:\.\d+)?%) in (?P<when>(?:{MONTH_NAMES}) 20\d\d)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
# Words that say how something is measured, not what; several indicators have them.
_HOW = frozenset(
    (
        *("proportion", "percentage", "number", "average", "monthly", "population", "year", "date", "people"),
        *("that", "their", "with"),
    )
)
_LEAST_WORDS = 4  # that tell one indicator from all others
_PROSE_WORDS = 6  # in a cell; fewer are a label
_PARAGRAPH = 12  # lines at most


@dataclass(frozen=True)
class Statement:
    """What a paper states of ``measure`` at the end of ``period``, as it is printed at ``place``.

    ``row`` is what holds it, in its ``column``: the table, the label and the place of a row of the report; None where
    prose outside the tables states it.
    """

    measure: str
    period: date
    value: str
    place: str
    row: tuple[str, str, str] | None
    column: str = "text"


def check(lines: Sequence[Line], report: Report) -> list[Note]:
    """A warning for each measure and month of which ``report``, printed in ``lines``, states two values."""
    found: dict[tuple[str, date], dict[str, Statement]] = {}
    for each in (*_indicators(report), *_prose(lines, report)):
        values = found.setdefault((each.measure, each.period), {})
        # Of places that state one value, one that is a row of a table can be led to.
        if each.value not in values or (each.row and not values[each.value].row):
            values[each.value] = each
    return [_note(list(values.values())) for values in found.values() if len(values) > 1]


def _note(statements: Sequence[Statement]) -> Note:
    first, *others = sorted(statements, key=lambda each: each.row is None)
    table, row, locator = first.row or ("reports", None, first.place)
    printed = " and ".join(f"{each.value} ({each.place})" for each in (first, *others))
    measure = f"{first.measure[:1].upper()}{first.measure[1:]}"
    return Note(
        table,
        row,
        CHECK,
        "warning",
        f"{measure}, {first.period:%B %Y}: the paper prints {printed}.",
        locator,
        stated=first.value,
        expected=others[0].value,
        column=first.column if first.row else None,
        also_at=BETWEEN.join(each.row[2] if each.row else each.place for each in others),
    )


def _indicators(report: Report) -> Iterator[Statement]:
    for row in report.tables["indicators"]:
        if row["actual"] is not None and row["unit"] == "percent":
            period = row["period"] or report.particulars["period"]
            named = f"“{row['indicator']}”"
            yield Statement(named, period, f"{row['actual']:g}%", row["locator"], _of_indicator(row), "actual")


def _of_indicator(row: Row) -> tuple[str, str, str]:
    return "indicators", row["indicator"], row["locator"]


def _prose(lines: Sequence[Line], report: Report) -> Iterator[Statement]:
    """Statements in sentences: counts by the words that name them, shares by the words of an indicator."""
    shares = [(f"“{row['indicator']}”", _telling(row["indicator"])) for row in report.tables["indicators"]]
    shares = [each for each in shares if len(each[1]) >= _LEAST_WORDS]
    holders = _holders(lines, report)
    for paragraph in _paragraphs(lines):
        month: date | None = None
        for start, sentence in paragraph.sentences():
            month = _month(sentence, report.particulars["period"]) or month
            for measure, pattern in _named():
                match = pattern.search(sentence)
                if match and month:
                    at = paragraph.at(start + match.start("value"))
                    yield Statement(measure, month, match["value"], lines[at].place, holders.get(at))
            match = _SHARE.search(sentence)
            if match is None:
                continue
            when, words = day_named(match["when"]), set(_WORD.findall(sentence.lower()))
            at = paragraph.at(start + match.start("value"))
            for measure, telling in shares:
                if when and telling <= words:
                    yield Statement(measure, when, match["value"], lines[at].place, holders.get(at))


def _telling(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower())) - _HOW


@cache
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The measures that prose names, each with the pattern of a sentence that states its count."""
    with (REFERENCE / "stated_measures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    patterns = {
        "words first": lambda words: rf"\b{words}\b[^.]*?{_STATES}{_COUNT}",
        "count first": lambda words: rf"(?<![\d.,£]){_COUNT} {words}\b",
    }
    return tuple(
        (row["measure"], re.compile(patterns[row["order"]](re.escape(row["words"])), re.IGNORECASE)) for row in rows
    )


def _month(sentence: str, until: date) -> date | None:
    """The first month that a sentence names; without its year, the last such month up to the report's."""
    match = _MONTH.search(sentence)
    if match is None:
        return None
    month = month_number(match["month"])
    if match["year"]:
        return month_end(int(match["year"]), month)
    return month_end(until.year - (month > until.month), month)


@dataclass(frozen=True)
class _Paragraph:
    """Lines of prose put together: the text, and where in it each line, by its position, begins."""

    text: str
    starts: tuple[int, ...]
    positions: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The position of the line that holds the letter at ``offset``."""
        return self.positions[bisect_right(self.starts, offset) - 1]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its offset."""
        start = 0
        for gap in _SENTENCES.finditer(self.text):
            yield start, self.text[start : gap.start()]
            start = gap.end()
        yield start, self.text[start:]


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Prose of ``lines``: a cell of many words by itself, lines of one cell up to the end of a sentence."""
    held: list[int] = []
    for position, line in enumerate(lines):
        if line.filled > 1:
            yield from (
                _Paragraph(cell, (0,), (position,)) for cell in line.cells if cell.count(" ") + 1 >= _PROSE_WORDS
            )
        elif line.filled:
            held.append(position)
        if held and (line.filled > 1 or len(held) == _PARAGRAPH or line.text.endswith(_ENDS)):
            yield _joined(lines, held)
            held = []
    if held:
        yield _joined(lines, held)


def _joined(lines: Sequence[Line], positions: Sequence[int]) -> _Paragraph:
    starts, text = [], ""
    for position in positions:
        text = f"{text} " if text else ""
        starts.append(len(text))
        text += lines[position].text
    return _Paragraph(text, tuple(starts), tuple(positions))


def _holders(lines: Sequence[Line], report: Report) -> dict[int, tuple[str, str, str]]:
    """By the position of a line: the indicator whose row it is, or the commentary that it is a part of."""
    places: dict[str, int] = {}
    for position, line in enumerate(lines):
        places.setdefault(line.place, position)
    held = {
        places[row["locator"]]: _of_indicator(row) for row in report.tables["indicators"] if row["locator"] in places
    }
    last: tuple[str, str, str] | None = None
    for found in report.found:
        if found.table != "commentary":
            continue
        begun = {places[row["locator"]]: row for row in found.rows if row["locator"] in places}
        for position in range(found.start, found.end):
            if position in begun:
                row = begun[position]
                last = ("commentary", f"{row['note']}) {row['service_reported']}", row["locator"])
            if last:
                held[position] = last
    return held
