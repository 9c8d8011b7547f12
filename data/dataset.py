"""A dataset as the pages read it: cut by month once, so that a request never scans a whole table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, cast

import pandas as pd

from data import authorities, schema
from data.addresses import Addresses, addresses, line_text
from data.committees import committees
from data.formatting import month_name
from data.parts import NOT_STATED, Part, Stated, address_of, parts_of, words_of
from data.places import BETWEEN
from data.rows import (
    ROWS,
    CapitalScheme,
    CareLine,
    Commentary,
    FinanceLine,
    Finding,
    ReportRow,
    Row,
    Saving,
    SummaryLine,
    place_of,
)

ONLY_COUNTS = {"service_counts"}  # tables of papers that are no finance report
SEVERITIES = ("error", "warning", "note")  # of findings, worst first

NO_PART = Part("", "")


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Rows of ``findings`` by how much they matter; those that matter alike stay in their order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


@dataclass(frozen=True)
class Month:
    """Everything that one month's report states, in the order of the paper.

    ``authority`` is the council whose report it is, empty where that is not known. ``part`` is the council and the
    block in words, as far as they tell the month from others of the same date; empty where there is no other part.
    ``label`` is what the report itself calls its period, such as ``Quarter 2 2024/25``.
    """

    period: date
    financial_year: str
    basis: str
    report: str
    title: str
    files: tuple[str, ...]
    service_block: str
    published: date | None
    tables: Mapping[str, tuple[Row, ...]]
    authority: str = ""
    part: str = ""
    label: str = ""

    @property
    def named(self) -> str:
        """``September 2024``, with what the report calls it where that is something else: ``(Quarter 2 2024/25)``."""
        month = month_name(self.period)
        return f"{month} ({self.label})" if self.label and self.label.casefold() != month.casefold() else month

    @property
    def whole(self) -> str:
        """What the report is of, in words: the block of services, or the council where its paper names no block."""
        return self.service_block if self.service_block != NOT_STATED else self.authority or "the council"

    @property
    def paper(self) -> str:
        """The report's title; where several councils or blocks are loaded, whose it is as well."""
        return f"{self.title}, {self.part}" if self.part else self.title

    @property
    def held(self) -> tuple[str, ...]:
        """The tables that the report has rows of, but for findings."""
        return tuple(name for name, rows in self.tables.items() if rows and name != "findings")

    @property
    def finance(self) -> tuple[FinanceLine, ...]:
        """The service level budgetary control report."""
        return cast("tuple[FinanceLine, ...]", self.tables["finance"])

    @cached_property
    def services(self) -> tuple[FinanceLine, ...]:
        """Its service lines, without totals and grants."""
        return tuple(line for line in self.finance if line.level == "service")

    @property
    def finance_summary(self) -> tuple[SummaryLine, ...]:
        """The one-page tables of the whole block and of committees."""
        return cast("tuple[SummaryLine, ...]", self.tables["finance_summary"])

    @property
    def activity(self) -> tuple[CareLine, ...]:
        """The key activity data."""
        return cast("tuple[CareLine, ...]", self.tables["activity"])

    @property
    def commentary(self) -> tuple[Commentary, ...]:
        """What the paper says about lines with a note."""
        return cast("tuple[Commentary, ...]", self.tables["commentary"])

    @property
    def savings(self) -> tuple[Saving, ...]:
        """The savings tracker."""
        return cast("tuple[Saving, ...]", self.tables["savings"])

    @property
    def capital(self) -> tuple[CapitalScheme, ...]:
        """The capital programme."""
        return cast("tuple[CapitalScheme, ...]", self.tables["capital"])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not add up, and what could not be read."""
        return cast("tuple[Finding, ...]", self.tables["findings"])

    @cached_property
    def found_at(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings by the place in the paper that they are about, worst first.

        One that holds two lines against each other is about both. One about the report as a whole is about none of its
        lines, wherever it stands.
        """
        found: dict[str, list[Finding]] = {}
        known = {
            row.locator for name, rows in self.tables.items() if name not in ("findings", "reports") for row in rows
        }
        for finding in worst_first(self.findings):
            if finding.locator and finding.table != "reports":
                others = known.intersection((finding.also_at or "").split(BETWEEN))
                for place in (finding.locator, *sorted(others - {finding.locator})):
                    found.setdefault(place, []).append(finding)
        return {place: tuple(each) for place, each in found.items()}

    @cached_property
    def key(self) -> str:
        """The month as it stands in an address: ``2020-01``."""
        return f"{self.period:%Y-%m}"

    @property
    def is_outturn(self) -> bool:
        """Whether the figures are the year's final outturn."""
        return self.basis == "outturn"

    @property
    def previous_period(self) -> date:
        """Last day of the month before, which the report's previous column describes."""
        return self.period.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Dataset:
    """Every month loaded of one council's one block, oldest first, and a version that changes when any figure does.

    ``earlier`` are the reports of months that were published again with other figures. ``notice`` is a sentence that
    must stand on every page with these figures, where there is one. ``beside`` are the datasets of the other councils
    and blocks that are loaded: a page reads one of them all, so that no sum crosses from one to another. ``address`` is
    how this one is asked for, and ``choices`` how each one is and what it is called; empty where there is no other.
    """

    months: tuple[Month, ...]
    version: str
    earlier: tuple[Month, ...] = ()
    notice: str = ""
    part: Part = NO_PART
    address: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    beside: tuple[Dataset, ...] = ()

    @property
    def parts(self) -> tuple[Dataset, ...]:
        """Each council's each block as a dataset of its own; first the one that is shown where none is asked for."""
        return (self, *self.beside)

    def with_notice(self, notice: str) -> Dataset:
        """The same figures with ``notice`` on every page of them."""
        return replace(self, notice=notice, beside=tuple(replace(each, notice=notice) for each in self.beside))

    @cached_property
    def by_key(self) -> dict[str, Month]:
        """Months by their key in an address: each once, for they are of one council and one block."""
        return {month.key: month for month in self.months}

    @cached_property
    def addresses(self) -> Addresses:
        """How names of these months stand in an address."""
        lines = [line for month in self.months for line in month.finance]
        care = [line for month in self.months for line in month.activity]
        return addresses(
            committees(self.part.authority),
            {line.directorate for line in lines if line.directorate},
            {line.service_group for line in lines if line.service_group},
            {line.service for line in lines},
            {line.care_group for line in care},
            # Of lines over the months, a place and a name are one text.
            {line_text(place_of(line), line.service) for line in lines if line.level == "service"},
            {line_text(line.care_group, line.service_type) for line in care},
        )

    @property
    def latest(self) -> Month:
        """The newest month loaded."""
        return self.months[-1]

    @cached_property
    def today(self) -> Month:
        """The newest month with service level figures, on whose structure earlier ones are shown; else the newest."""
        return next((month for month in reversed(self.months) if month.finance), self.latest)


def index(tables: dict[str, pd.DataFrame]) -> Dataset:
    """Cut ``tables`` (every table of the contract that was loaded) by council and block, and by month.

    A paper that only counts, such as one on complaints, is no month of the dashboard beside reports that hold more. The
    part that was loaded first is the one that an address means which names none: it was sent when there was no other.
    """
    names = [name for name in schema.tables() if name != "reports"]
    by_table = {name: _by_report(name, tables[name]) if name in tables else {} for name in names}
    every = [
        (report, {name: cut.get(report.report, ()) for name, cut in by_table.items()})
        for report in report_rows(tables["reports"].sort_values("period"))
    ]
    more = set(names) - ONLY_COUNTS - {"findings"}
    reports = [(report, held) for report, held in every if any(held[name] for name in more)] or every
    parts = parts_of([Stated(each.authority, each.service_block, each.period) for each, _ in reports])
    version = _version(tables)
    choices = {part.key: (address_of(part, parts), words_of(part, parts)) for part in parts}
    in_order = tuple(sorted(choices.values(), key=lambda choice: choice[1])) if len(choices) > 1 else ()
    of_part: dict[tuple[str, str], list[ReportRow]] = {}
    months: dict[tuple[str, str], list[Month]] = {}
    for part, (report, held) in zip(parts, reports, strict=True):
        of_part.setdefault(part.key, []).append(report)
        months.setdefault(part.key, []).append(_month(report, part, choices[part.key][1], held))
    named = {part.key: part for part in parts}
    found = [
        replace(_dataset(months[key], version), part=named[key], address=choices[key][0], choices=in_order)
        for key in sorted(of_part, key=lambda key: (*_loaded(of_part[key]), key))
    ]
    first, *others = found or [Dataset((), version)]
    return replace(first, beside=tuple(others))


def _loaded(reports: list[ReportRow]) -> tuple[str, int]:
    """When a part was loaded first; of parts that were loaded together, the one with the newest month comes first."""
    return min(each.loaded_at or "" for each in reports), -max(each.period for each in reports).toordinal()


def _dataset(months: list[Month], version: str) -> Dataset:
    # Of several reports of a block's month the one published last is current.
    newest = {each.period: each.report for each in sorted(months, key=lambda each: each.published or date.min)}
    current = tuple(each for each in months if newest[each.period] == each.report)
    earlier = tuple(each for each in months if newest[each.period] != each.report)
    return Dataset(current, version, earlier)


def rows(name: str, table: pd.DataFrame) -> tuple[Row, ...]:
    """The rows of the table ``name`` as the type that ``data.rows`` gives them; dates as ``date``, missing as None.

    A request reads a hundred rows: picking them from plain tuples takes microseconds, from a frame milliseconds.
    """
    kind = ROWS[name]
    columns = [_plain(table[column]) for column in kind._fields]
    return tuple(map(kind, *columns)) if len(table) else ()


def report_rows(table: pd.DataFrame) -> tuple[ReportRow, ...]:
    """The rows of the table of reports."""
    return cast("tuple[ReportRow, ...]", rows("reports", table))


def _plain(column: pd.Series) -> list[Any]:
    if column.dtype.kind == "M":
        return [None if value is pd.NaT else value.date() for value in column]
    return column.astype(object).where(column.notna(), None).tolist()


def _by_report(name: str, table: pd.DataFrame) -> dict[str, tuple[Row, ...]]:
    cut: dict[str, list[Row]] = {}
    for row in rows(name, table):
        cut.setdefault(row.report, []).append(row)
    return {report: tuple(lines) for report, lines in cut.items()}


def _month(report: ReportRow, part: Part, told: str, tables: dict[str, tuple[Row, ...]]) -> Month:
    return Month(
        period=report.period,
        financial_year=report.financial_year,
        basis=report.basis,
        report=report.report,
        title=report.title,
        files=tuple(report.file.split("; ")),
        service_block=report.service_block,
        published=report.published,
        tables=tables,
        authority=part.authority,
        part=told,
        label=report.period_label or "",
    )


def _version(tables: dict[str, pd.DataFrame]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tables):
        stable = tables[name].drop(columns=["loaded_at"], errors="ignore")
        digest.update(name.encode())
        digest.update(pd.util.hash_pandas_object(stable, index=False).to_numpy().tobytes())
    digest.update(authorities.content())
    return digest.hexdigest()[:12]
