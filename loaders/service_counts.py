"""Papers that state counts of service outside the finance report: a directors' report, a customer care report.

Each is a document of its own, with a row of its own in ``reports``; a paper may hold it beside a finance report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders import counts_care, counts_prose
from loaders.containers.text import Line
from loaders.tables import Found

_DIRECTORS = re.compile(r"(?P<service>[A-Z][\w&,' -]{2,60}?) ?[–—-] ?Director[’']?s?[’']? Report", re.IGNORECASE)
_CARE = re.compile(r"Customer Care (?:Annual )?Report", re.IGNORECASE)
_YEAR = re.compile(r"1 April (?P<start>20\d\d) to 31 March (?P<end>20\d\d)")
_ADDRESSED = re.compile(r"To:? .*\bCommittee", re.IGNORECASE)
_LINES_BELOW = 14


@dataclass(frozen=True)
class Paper:
    """A document that states counts: where it begins and ends, what it says of itself, and its counts."""

    kind: str
    title: str
    service_block: str
    begins: int
    period: date
    found: Found


def papers(lines: Sequence[Line]) -> list[Paper]:
    """Every such document in ``lines`` that states any counts."""
    return [paper for at in range(len(lines)) for paper in (_directors(lines, at), _care(lines, at)) if paper]


def find(lines: Sequence[Line]) -> list[Found]:
    """The counts of every such document, as one table a document."""
    return [paper.found for paper in papers(lines)]


def none_of_the_report(tables: Sequence[Found], begins: int) -> tuple[list[Found], list[Found]]:
    """No table: the counts are those of other documents in the same paper, not of the finance report."""
    return [], []


def particulars(paper: Paper) -> dict[str, Any]:
    """What the document's row in ``reports`` has from the document itself."""
    slug = re.sub(r"[^a-z0-9]+", "-", f"{paper.service_block} {paper.kind}".lower().replace("&", "and")).strip("-")
    return {
        "report": f"{slug}-{paper.period:%Y-%m}",
        "title": paper.title,
        "service_block": paper.service_block,
        "period": paper.period,
        "basis": "actual",
        "published": None,
    }


def _directors(lines: Sequence[Line], at: int) -> Paper | None:
    """A directors' report, which is addressed to a committee; its month is the last that a figure is of."""
    match = _DIRECTORS.fullmatch(lines[at].text)
    if not match or not any(_ADDRESSED.fullmatch(line.text) for line in lines[at + 1 : at + _LINES_BELOW]):
        return None
    body = next(position for position in range(at + 1, len(lines)) if _ADDRESSED.fullmatch(lines[position].text)) + 1
    found = Found("service_counts", "directors’ report", body)
    prose = counts_prose.Prose(found)
    stating = [prose.read(line) for line in lines[body : _end(lines, body)]]
    if not found.rows:
        return None
    positions = [body + number for number, states in enumerate(stating) if states]
    found.row_lines = len(positions)
    _bound(found, lines, positions)
    months = [row["period"] for row in found.rows if row["period"]]
    if not months:
        return None
    return Paper("directors report", lines[at].text, match["service"], at, max(months), found)


def _care(lines: Sequence[Line], at: int) -> Paper | None:
    """A customer care report; the year that it covers stands below its title."""
    if not _CARE.fullmatch(lines[at].text):
        return None
    below = lines[at + 1 : at + _LINES_BELOW]
    year = next((match for match in (_YEAR.fullmatch(line.text) for line in below) if match), None)
    if year is None:
        return None
    found = Found("service_counts", "customer care report", at)
    stating = counts_care.read(found, lines[at : _end(lines, at)], f"{year['start']}-{year['end'][-2:]}")
    if not found.rows:
        return None
    _bound(found, lines, [at + position for position in stating])
    service = next((line.text.partition(" / ")[2] for line in below if " / " in line.text), "") or "Not stated"
    title = f"{lines[at].text}, {year.group()}"
    return Paper("customer care", title, service, at, date(int(year["end"]), 3, 31), found)


def _bound(found: Found, lines: Sequence[Line], stating: Sequence[int]) -> None:
    """Let ``found`` reach from the first line that states counts to the last; prose between them is furniture."""
    found.start, found.end = stating[0], stating[-1] + 1
    filled = sum(1 for line in lines[found.start : found.end] if line.filled)
    found.furniture = filled - found.row_lines - found.unread


def _end(lines: Sequence[Line], start: int) -> int:
    """One past the document: the next that is addressed to a committee, or the end."""
    return next((at for at in range(start, len(lines)) if _ADDRESSED.fullmatch(lines[at].text)), len(lines))
