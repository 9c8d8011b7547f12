"""One paper read into one report: its own particulars, its tables as rows, and what was noted on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data import authorities
from loaders import finding, particulars, service_counts, unread
from loaders.complaints import absent, as_printed, assumed_signs, left_out, refusal, rows_outside
from loaders.containers.text import Document, Line, Remark
from loaders.engine import taught
from loaders.engine.locate import has_figures
from loaders.engine.prove import sign_of_rows
from loaders.engine.read import UNSIGNED
from loaders.engine.told import Told, spoken_in, told_by
from loaders.errors import LoadError
from loaders.exempt import marked_exempt
from loaders.heading_months import misdated
from loaders.particulars import NEAR_TITLE
from loaders.recognisers import RECOGNISERS, TABLES
from loaders.stated import Stated
from loaders.tables import Found, Note, Row

_PARTICULARS = (
    *("report", "title", "authority", "service_block", "period", "period_label", "financial_year", "basis"),
    *("published", "unit_as_printed", "sign_as_printed", "file", "sha256", "loaded_at"),
)
# Tables that make a paper a finance report by themselves; the others are read beside these.
_OWN = frozenset(TABLES) - {"service_counts", "status", "portfolio", "commentary", "grants", "virements"}


class NoReportError(LoadError):
    """A readable text that holds no report; ``document`` is that text, where it was asked for."""

    def __init__(self, told: str, document: Document | None = None) -> None:
        super().__init__(told)
        self.document = document


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


def read(document: Document, stated: Stated | None = None) -> Report:
    """The report in ``document``, and with it others that stand in the same paper.

    ``stated`` is what a person says of the paper that it does not say itself. Raises ``NoReportError`` where there is
    none: nothing that says its month, no table that can be read, and no paper that counts services.
    """
    stated = stated or Stated()
    counts = [_of_counts(document, paper, stated) for paper in service_counts.papers(document.lines)]
    try:
        report = _finance_report(document, stated)
    except NoReportError:
        if not counts:
            raise
        report, *counts = counts
    report.others = counts
    if document.whole:
        report.notes += unread.notes(document.lines, report.inside())
    return report


def _of_counts(document: Document, paper: service_counts.Paper, stated: Stated) -> Report:
    own = {
        **service_counts.particulars(paper),
        "authority": stated.council or particulars.authority(document.lines),
        "period_label": None,
        "financial_year": particulars.financial_year(paper.period),
        "unit_as_printed": None,
        "sign_as_printed": None,
        "file": document.name,
        "sha256": document.sha256,
        "loaded_at": None,
    }
    tables = {table: paper.found.rows if table == "service_counts" else [] for table in TABLES}
    marked = marked_exempt(document.lines[max(0, paper.begins - NEAR_TITLE) :], document.name)
    notes = [*paper.found.notes, *marked]
    return Report({name: own[name] for name in _PARTICULARS}, tables, notes, [paper.found], paper.begins)


def _finance_report(document: Document, stated: Stated) -> Report:
    lines = document.lines
    tables = _tables(document, stated)
    starts = sorted(found.start for table, each in tables.items() for found in each if found.rows and table in _OWN)
    # The service level table is the report's own; a paper without one has others.
    largest = max(tables["finance"], key=lambda found: len(found.rows), default=None)
    begins = largest.start if largest else starts[0] if starts else None
    title = particulars.title(document, begins if begins is not None else len(lines), stated)
    own = any(found.rows for table in ("finance", "finance_summary") for found in tables[table])
    if begins is None or title is None or (document.whole and not own and not title.strong):
        unsettled = [note for each in tables.values() for found in each for note in found.notes]
        raise NoReportError(refusal(document, begins is not None, title is not None, unsettled))
    report = Report(_particulars(document, title, stated), {table: [] for table in TABLES}, begins=title.at)
    for each in RECOGNISERS:
        kept, left = each.keep(tables[each.table], title.at)
        report.notes += [left_out(found, kept, lines) for found in left]
        report.left_out += left
        for found in kept:
            report.found.append(found)
            report.notes += found.notes
            report.tables[each.table] += found.rows
    report.found.sort(key=lambda found: found.start)
    report.particulars |= as_printed(report.found)
    report.notes += [_noted(remark, report, lines) for remark in document.remarks]
    # An agenda speaks of the exempt appendices of other items: what counts is what stands with the report itself.
    report.notes += marked_exempt(lines[max(0, title.at - NEAR_TITLE) :], document.name)
    dated = [found for found in report.found if found.table in ("finance", "finance_summary")]
    report.notes += misdated(dated, lines, report.particulars["period"])
    report.notes += assumed_signs(report.found, lines)
    report.notes += absent(report.tables, document, title)
    report.notes += rows_outside(report.found, document)
    return report


def _tables(document: Document, stated: Stated) -> finding.Tables:
    """Every table of the paper. What some of them prove of the sign of variances holds for those that prove nothing."""
    lines = document.lines
    figures = next((at for at, line in enumerate(lines) if line.filled > 2 and has_figures(line)), len(lines))
    title = particulars.title(document, figures, stated)
    unit, sign = told_by(lines)
    authority = stated.council or particulars.authority(lines)
    council = authorities.council(authority)
    told = Told(
        month=title.period.end.month if title else None,
        year=title.period.end.year - (title.period.end.month < 4) if title else None,
        unit=stated.unit or None,
        paper_unit=unit,
        paper_sign=sign,
        spoken=spoken_in(lines),
        closed=_closed(title),
        council_unit=council.unit or None if council else None,
        council_sign=council.variance or None if council else None,
        headings=taught.headings(authority),
    )
    tables = finding.find(lines, told)
    signs = {found.sign for each in tables.values() for found in each if found.trace} - {UNSIGNED}
    care = [row for found in tables["activity"] if not found.trace for row in found.rows]
    signs |= {sign_of_rows(care, "cost_variance_k", "cost_actual_k", "cost_budget_k")} - {None}
    if sign is None and None in signs and len(signs) == 2:
        return finding.find(lines, replace(told, paper_sign=next(filter(None, signs))))
    return tables


def _closed(title: particulars.Title | None) -> bool:
    return title is not None and title.period.basis == "outturn"


def _particulars(document: Document, title: particulars.Title, stated: Stated) -> dict[str, Any]:
    lines = document.lines
    period = title.period.end
    block = stated.block or particulars.service_block(lines, title.at)
    own = {
        "report": particulars.key_for(block, period),
        "title": title.text,
        "authority": stated.council or particulars.authority(lines),
        "service_block": block,
        "period": period,
        "period_label": title.period.label,
        "financial_year": particulars.financial_year(period),
        "basis": title.period.basis,
        "published": particulars.published(lines, title.at),
        "unit_as_printed": None,
        "sign_as_printed": None,
        "file": document.name,
        "sha256": document.sha256,
        "loaded_at": None,
    }
    return {name: own[name] for name in _PARTICULARS}


def _noted(remark: Remark, report: Report, lines: Sequence[Line]) -> Note:
    """A reader's remark as a finding on the table in which its place stands, or on the paper as a whole."""
    for found in report.found:
        if any(line.place == remark.place for line in lines[found.start : found.end]):
            return Note(found.table, found.name, remark.check, remark.severity, remark.message, remark.place)
    return Note("reports", None, remark.check, remark.severity, remark.message, remark.place)
