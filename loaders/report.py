"""One paper read into one report: its own particulars, its tables as rows, and what was noted on the way."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data.parts import NOT_STATED, plain
from loaders import service_counts, unread
from loaders.containers.text import LOOKED_FOR, Document, Line, Remark
from loaders.errors import LoadError
from loaders.exempt import marked_exempt
from loaders.heading_months import misdated
from loaders.recognisers import RECOGNISERS, TABLES
from loaders.tables import MONTHS, Found, Note, Row

_MONTH = "|".join(MONTHS)
_TITLE = re.compile(
    r"(?:subject:? )?(?P<title>finance (?:and|&) performance report|finance monitoring report) ?[–—-] ?"
    rf"(?:(?P<month>{_MONTH}) (?P<year>20\d\d)|(?P<close>closedown|outturn) (?P<start>20\d\d)(?:[/-]\d\d(?:\d\d)?)?)",
    re.IGNORECASE,
)
_DATE = re.compile(rf"date:? *(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH}) (?P<year>20\d\d)", re.IGNORECASE)
_BLOCK = (
    re.compile(r"(?P<block>[A-Z][\w&,' -]{2,60}?) \([A-Z&]{2,8}\) Service"),
    re.compile(r"Service:? (?P<block>[A-Z][\w&,' -]{2,60}?)(?: \([A-Z&]{2,8}\))?"),
)
_COUNCIL = re.compile(
    r"\b((?!The )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}?) (?:County|City|Borough|District|Metropolitan) Council\b"
)
_ADDRESS = re.compile(r"(?:@|www\.)([a-z]+)\.gov\.uk", re.IGNORECASE)


# Fewer cells may be a title, or a date beside its name.
_ROW_CELLS = 2


NEAR_TITLE = 8  # lines above and below a title that still belong to it


class NoReportError(LoadError):
    """A readable text that holds no report."""


@dataclass
class Report:
    """A report as read: ``particulars`` is its row of ``reports``, ``tables`` its rows by table in printed order.

    ``others`` are further reports that were read from the same paper; ``left_out`` are tables that it has twice.
    """

    particulars: dict[str, Any]
    tables: dict[str, list[Row]]
    notes: list[Note] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    begins: int = 0
    others: list[Report] = field(default_factory=list)
    left_out: list[Found] = field(default_factory=list)

    def inside(self) -> set[int]:
        """The positions of all lines that stand in a table of this paper, read or left out."""
        tables = [*self.left_out, *(found for report in (self, *self.others) for found in report.found)]
        return {position for found in tables for position in range(found.start, found.end)}

    @property
    def key(self) -> str:
        """The key of the report: the part of the council it covers, and its month."""
        return str(self.particulars["report"])

    @property
    def part(self) -> str:
        """The council and block of the report as its key has them: the same for all months of one block."""
        return str(self.particulars.get("report", "")).partition(f"-{self.particulars['period']:%Y-%m}")[0]


def under(report: Report, key: str) -> Report:
    """``report`` with its rows under another key."""
    tables = {
        table: [{**row, "report": key} if "report" in row else row for row in rows]
        for table, rows in report.tables.items()
    }
    return replace(report, particulars={**report.particulars, "report": key}, tables=tables)


def read(document: Document) -> Report:
    """The report in ``document``, and with it others that stand in the same paper.

    Raises ``NoReportError`` where there is none: no finance report with a title, a month and a service level table,
    and no paper that counts services.
    """
    counts = [_of_counts(document, paper) for paper in service_counts.papers(document.lines)]
    try:
        report = _finance_report(document)
    except NoReportError:
        if not counts:
            raise
        report, *counts = counts
    report.others = counts
    if document.whole:
        report.notes += unread.notes(document.lines, report.inside())
    return report


def _of_counts(document: Document, paper: service_counts.Paper) -> Report:
    own = {
        **service_counts.particulars(paper),
        "authority": _authority(document.lines),
        "financial_year": financial_year(paper.period),
        "file": document.name,
        "sha256": document.sha256,
        "loaded_at": None,
    }
    columns = (
        *("report", "title", "authority", "service_block", "period", "financial_year", "basis", "published"),
        *("file", "sha256", "loaded_at"),
    )
    tables = {table: paper.found.rows if table == "service_counts" else [] for table in TABLES}
    marked = marked_exempt(document.lines[max(0, paper.begins - NEAR_TITLE) :], document.name)
    notes = [*paper.found.notes, *marked]
    return Report({name: own[name] for name in columns}, tables, notes, [paper.found], paper.begins)


def _finance_report(document: Document) -> Report:
    lines = document.lines
    tables = {each.table: each.find(lines) for each in RECOGNISERS}
    # A CSV may be one table of a report, whichever it is; a whole paper has the service level table.
    either = [found for each in tables.values() for found in each if found.rows and not document.whole]
    stated = [found for found in tables["finance"] if found.rows]
    budgets = stated or sorted(either, key=lambda found: found.start)
    titles = [position for position, line in enumerate(lines) if _TITLE.fullmatch(line.text)]
    if not budgets or not titles:
        lacking = "its service level table" if titles else "a title with the month"
        lacking = lacking if titles or budgets else "either"
        raise NoReportError(
            f"{document.name} holds no report that can be loaded: looked for {LOOKED_FOR}; found no sign of {lacking}"
        )
    # A paper may name the report in its minutes, its agenda and its covering pages: the title that stands nearest
    # above the tables is the report's own.
    first = budgets[0].start
    title_at = max((position for position in titles if position < first), default=titles[0])
    report = Report(_particulars(document, title_at), {table: [] for table in TABLES}, begins=title_at)
    for each in RECOGNISERS:
        kept, left = each.keep(tables[each.table], title_at)
        report.notes += [_left_out(found, kept, lines) for found in left]
        report.left_out += left
        for found in kept:
            report.found.append(found)
            report.notes += found.notes
            report.tables[each.table] += found.rows
    report.found.sort(key=lambda found: found.start)
    report.notes += [_noted(remark, report, lines) for remark in document.remarks]
    # An agenda speaks of the exempt appendices of other items: what counts is what stands with the report itself.
    report.notes += marked_exempt(lines[max(0, title_at - NEAR_TITLE) :], document.name)
    dated = [found for found in report.found if found.table in ("finance", "finance_summary")]
    report.notes += misdated(dated, lines, report.particulars["period"])
    _complain_of_absent(report, document)
    if not document.whole:
        _complain_of_unknown(report, document)
    return report


def _noted(remark: Remark, report: Report, lines: Sequence[Line]) -> Note:
    """A reader's remark as a finding on the table in which its place stands, or on the paper as a whole."""
    for found in report.found:
        if any(line.place == remark.place for line in lines[found.start : found.end]):
            return Note(found.table, found.name, remark.check, remark.severity, remark.message, remark.place)
    return Note("reports", None, remark.check, remark.severity, remark.message, remark.place)


def _left_out(found: Found, kept: Sequence[Found], lines: Sequence[Line]) -> Note:
    same = any(_figures(found) == _figures(each) for each in kept if each.name == found.name)
    told = (
        "the figures are the same, so it is loaded once" if same else "it was left out, so that no line is there twice"
    )
    return Note(
        found.table,
        found.name,
        "second-table",
        "note" if same else "warning",
        f"A second table {found.name} stands in the same paper; {told}.",
        lines[found.start].place,
    )


def _figures(found: Found) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in ("locator", "text")} for row in found.rows]


def _complain_of_absent(report: Report, document: Document) -> None:
    rows = report.tables["finance"]
    if rows and not any(row["level"] == "net_total" for row in rows):
        report.notes.append(
            Note(
                "finance",
                None,
                "missing-page",
                "error",
                "The service level table ends without its net total, so lines or a page may be missing.",
                rows[-1]["locator"],
            )
        )
    place = document.lines[report.begins].place
    for each in RECOGNISERS:
        if each.essential and document.whole and not report.tables[each.table]:
            message = f"No {each.short} table was found in the paper."
            report.notes.append(Note(each.table, None, "missing-table", "warning", message, place))


def _complain_of_unknown(report: Report, document: Document) -> None:
    """Name rows that stand in no table: a paper has tables of all kinds, but what is sent as a table is to be read."""
    inside = {position for found in report.found for position in range(found.start, found.end)}
    outside = [
        line for position, line in enumerate(document.lines) if position not in inside and line.filled > _ROW_CELLS
    ]
    if outside:
        rows = "1 row" if len(outside) == 1 else f"{len(outside)} rows"
        message = f"{rows} from {outside[0].place} on stand under no heading that is known, so they were not read."
        report.notes.append(Note("reports", None, "unread-table", "warning", message, outside[0].place))


def _particulars(document: Document, title_at: int) -> dict[str, Any]:
    lines = document.lines
    line = lines[title_at]
    match = _TITLE.fullmatch(line.text)
    assert match is not None
    period, basis = _period(match)
    block = _service_block(lines, title_at)
    return {
        "report": key_for(block, period),
        "title": re.sub(r"^subject:? +", "", line.text, flags=re.IGNORECASE),
        "authority": _authority(lines),
        "service_block": block,
        "period": period,
        "financial_year": financial_year(period),
        "basis": basis,
        "published": _published(lines, title_at),
        "file": document.name,
        "sha256": document.sha256,
        "loaded_at": None,
    }


def _period(match: re.Match[str]) -> tuple[date, str]:
    if match["month"]:
        month, year = MONTHS.index(match["month"].lower()) + 1, int(match["year"])
        return date(year, month, calendar.monthrange(year, month)[1]), "forecast"
    # "Closedown 2018" is the year that ended in March 2018; "Outturn 2017-18" names the year it began.
    year = int(match["start"]) + (match["close"].lower() == "outturn")
    return date(year, 3, 31), "outturn"


def key_for(service_block: str, period: date) -> str:
    """The key of a report: ``people-and-places-2032-05``."""
    return f"{plain(service_block)}-{period:%Y-%m}"


def financial_year(period: date) -> str:
    """The financial year of ``period``, April to March: ``2018/19``."""
    start = period.year if period.month >= 4 else period.year - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _beside(lines: Sequence[Line], title_at: int) -> list[int]:
    """The positions within a few lines of a title, the nearest first."""
    near = range(max(0, title_at - NEAR_TITLE), min(len(lines), title_at + NEAR_TITLE + 1))
    return sorted(near, key=lambda at: abs(at - title_at))


def _published(lines: Sequence[Line], title_at: int) -> date | None:
    """The date printed beside the report's title, within a few lines of it; a meeting's date is not it."""
    for position in _beside(lines, title_at):
        match = _DATE.fullmatch(lines[position].text)
        if match:
            try:
                return date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
            except ValueError:
                return None
    return None


def _service_block(lines: Sequence[Line], title_at: int) -> str:
    for position in _beside(lines, title_at):
        for pattern in _BLOCK:
            match = pattern.fullmatch(lines[position].text)
            if match:
                return match["block"].replace(" and ", " & ")
    return NOT_STATED


def _authority(lines: Iterable[Line]) -> str | None:
    """The council whose own addresses the paper gives, by its full name; ``None`` where it is not stated.

    Papers name their neighbours too, sometimes more often than themselves, so counting names is not enough.
    """
    addresses: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if ".gov.uk" in line.text:
            addresses.update(word.lower() for word in _ADDRESS.findall(line.text))
        if "Council" in line.text:
            names.update((match[1], match.group()) for match in _COUNCIL.finditer(line.text))
    for address, _ in addresses.most_common():
        for (place, name), _ in names.most_common():
            if place.replace(" ", "").lower() == address:
                return name
    return None
