"""What the command line tells: the account of one paper, in which each line is counted once, and the sum of a load."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from loaders import unread
from loaders.containers.text import Document
from loaders.dataset import Load
from loaders.recognisers import BY_TABLE
from loaders.report import Report
from loaders.tables import Found

_COLUMNS = ("table", "lines", "rows", "held", "used", "furniture", "unread", "findings")
_SHOWN_FINDINGS = 8
_SHOWN_LABELS = 3
_SEVERITIES = ("error", "warning", "note")


def table(document: Document, report: Report, findings: Sequence[Mapping[str, Any]]) -> Table:
    """One row a recognised table: of the lines that hold something, those used in rows, furniture and unread."""
    shown = Table(
        title=f"{report.particulars['title']} ({document.name})", box=None, pad_edge=False, title_justify="left"
    )
    for name in _COLUMNS:
        if name == "table":
            shown.add_column(name, max_width=26)
        else:
            shown.add_column(name, justify="right", no_wrap=True)
    for found in report.found:
        places = {document.lines[position].place for position in range(found.start, found.end)}
        touching = sum(1 for each in findings if each["table"] == found.table and each["locator"] in places)
        first, last = document.lines[found.start].place, document.lines[max(found.start, found.end - 1)].place
        recogniser = BY_TABLE[found.table]
        name = f"{recogniser.short}: {found.name}" if recogniser.scope else recogniser.short
        counts = (len(found.rows), lines_of(document, found), found.row_lines, found.furniture, found.unread, touching)
        shown.add_row(name, span(first, last), *map(str, counts))
    return shown


def understood(report: Report) -> list[str]:
    """How the columns of each table were understood: the heading as printed, what it was taken for, what proved it."""
    lines = []
    for found in report.found:
        if not found.trace or found.continues:
            continue
        lines.append(f"{BY_TABLE[found.table].short}: {found.name}")
        for each in found.trace:
            signed = f", positive is {each.sign}" if each.sign else ""
            what = f"{each.column} ({each.unit or 'no unit'}{signed})" if each.column else "left out"
            lines.append(f"  “{each.heading}” → {what}" + (f": {each.proof}" if each.proof else ""))
    return lines


def span(first: str, last: str) -> str:
    """From one place to another in few letters: ``26–40`` for lines, ``page 3–5``, ``table 3``, ``Appendix 1``."""
    heads = [re.split(r"[,!]", place)[0].removeprefix("line ") for place in (first, last)]
    if heads[0] == heads[1]:
        return heads[0]
    words = [head.rpartition(" ")[0] for head in heads]
    return f"{heads[0]}–{heads[1].removeprefix(words[0]).strip() if words[0] == words[1] else heads[1]}"


def told(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    """The findings that matter most, each in a line, and how many there are; new labels have a few of the lines."""
    worst = sorted(findings, key=lambda finding: _SEVERITIES.index(finding["severity"]))
    labels = [finding for finding in worst if finding["check"] == "unknown-label"][:_SHOWN_LABELS]
    others = [finding for finding in worst if finding["check"] != "unknown-label"][: _SHOWN_FINDINGS - len(labels)]
    lines = [_counted(findings)]
    lines += [f"{finding['locator']}: {finding['message']}" for finding in [*others, *labels]]
    if len(worst) > len(others) + len(labels):
        lines.append(f"and {len(worst) - len(others) - len(labels)} more, which build writes to findings")
    return lines


def _counted(findings: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(finding["severity"] for finding in findings)
    return ", ".join(f"{counts[name]} {name}{'s' * (counts[name] != 1)}" for name in _SEVERITIES)


def summary(load: Load) -> Table:
    """One row a report: how many rows of how many tables, and its findings by severity."""
    shown = Table(box=None, pad_edge=False)
    shown.add_column("report")
    for name in ("rows", "tables", "errors", "warnings", "notes"):
        shown.add_column(name, justify="right", no_wrap=True)
    for report in load.reports:
        tables = [rows for rows in report.tables.values() if rows]
        counts = Counter(finding["severity"] for finding in load.findings if finding["report"] == report.key)
        severities = (f"{counts[name]}" for name in _SEVERITIES)
        shown.add_row(report.particulars["title"], f"{sum(map(len, tables)):,}", f"{len(tables)}", *severities)
    return shown


def loaded(load: Load, output: Path) -> str:
    """The whole load in a sentence."""
    reports = "1 report" if len(load.reports) == 1 else f"{len(load.reports)} reports"
    before = f", {load.before} of them loaded before," if load.before else ""
    return f"{reports}{before} with {_counted(load.findings)}; written to {output}"


def changes(load: Load) -> list[str]:
    """What was in the dataset and is there no more: a line for each file that was replaced and each report dropped."""
    replaced = [
        f"Replaced: {each.particulars['file']}, loaded before with other content for {each.particulars['period']:%B %Y}"
        for each in load.replaced
    ]
    return [*replaced, *(f"Dropped: {told}" for told in load.dropped)]


def sentence(document: Document, report: Report) -> str:
    """How the whole paper adds up: every line with text stands in a table, or is told apart outside of all tables."""
    filled = sum(1 for line in document.lines if line.filled)
    inside = report.inside()
    held = sum(1 for position in inside if document.lines[position].filled)
    parts = [sum(getattr(found, name) for found in report.found) for name in ("row_lines", "furniture", "unread")]
    others = held - sum(parts)
    beside = f" + {others:,} in tables of other reports or printed twice" if others else ""
    furniture, prose, alike = unread.count(document.lines, inside)
    aside = f" {len(document.aside):,} page numbers and running titles stand aside." if document.aside else ""
    return (
        f"{filled:,} lines hold text: {parts[0]:,} in rows + {parts[1]:,} furniture + {parts[2]:,} unread{beside} "
        f"= {held:,} in tables, and {filled - held:,} outside them: {furniture:,} page furniture + {prose:,} prose + "
        f"{alike:,} like a table but not read.{aside}"
    )


def lines_of(document: Document, found: Found) -> int:
    """How many lines of a table hold something."""
    return sum(1 for line in document.lines[found.start : found.end] if line.filled)
