"""Checks that work a report's own sums out again. What they doubt is loaded as printed all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.checks import activity, finance, previous, technical
from loaders.checks.compare import Doubt
from loaders.report import Report
from loaders.tables import Note


def run(report: Report, reports: Sequence[Report]) -> list[Note]:
    """What does not add up in ``report``; ``reports`` are all that are loaded.

    A figure is doubted once: the first check to doubt it speaks, the others are silent.
    """
    rows = report.tables
    outturn = report.particulars["basis"] == "outturn"
    lines = finance.check(rows["finance"], outturn)
    doubted = {(id(each.row), each.column) for each in lines}
    doubts: list[Doubt] = [
        *lines,
        *finance.summary(rows["finance_summary"]),
        *finance.summary_against_table(rows["finance_summary"], rows["finance"], doubted),
        *activity.check(rows["activity"]),
        *activity.against_external(rows["activity"]),
        *previous.check(report, reports),
        *technical.grants(rows["grants"], rows["finance"]),
        *technical.virements(rows["virements"], rows["finance"]),
        *technical.reserves(rows["reserves"]),
        *technical.restated(report, reports),
    ]
    notes = once(doubts)
    notes += finance.signs("finance", rows["finance"])
    notes += activity.units(rows["activity"])
    return notes


def once(doubts: Iterable[Doubt]) -> list[Note]:
    """The notes of ``doubts``, of each figure only the first."""
    spoken: dict[tuple[int, str], Note] = {}
    for each in doubts:
        spoken.setdefault((id(each.row), each.column), each.note)
    return list(spoken.values())
