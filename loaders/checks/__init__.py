"""Checks that work a report's own sums out again. What they doubt is loaded as printed all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.checks import activity, capital, commentary, finance, indicators, previous, savings, technical
from loaders.checks.compare import Doubt
from loaders.report import Report
from loaders.tables import Note


def run(report: Report, reports: Sequence[Report]) -> list[Note]:
    """What does not add up in ``report``; ``reports`` are all that are loaded.

    A figure is doubted once: the first check to doubt it speaks, the others are silent. A doubt is an ``error``; one
    that rests on a figure already in doubt is a ``warning``, because it may follow from that; a ``note`` is a remark.
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
        *savings.check(rows["savings"], report.notes),
        *technical.grants(rows["grants"], rows["finance"]),
        *technical.virements(rows["virements"], rows["finance"]),
        *technical.reserves(rows["reserves"]),
        *technical.restated(report, reports),
        *commentary.figures(rows["commentary"], rows["finance"], doubted),
        *capital.programme(rows["capital"]),
        *capital.funding(rows["capital_funding"], rows["capital"]),
        *capital.variances(rows["capital_variances"]),
        *capital.variation(rows["capital_variation"], rows["capital"]),
    ]
    notes = once(doubts)
    notes += commentary.numbers(rows["commentary"], rows["finance"])
    notes += commentary.unexplained(rows["commentary"], rows["finance"])
    notes += indicators.check(rows["indicators"])
    notes += finance.signs("finance", rows["finance"])
    notes += activity.units(rows["activity"])
    return notes


def once(doubts: Iterable[Doubt]) -> list[Note]:
    """The notes of ``doubts``, of each figure only the first; one that rests on a doubted figure is a consequence."""
    spoken: dict[tuple[int, str], Note] = {}
    for each in doubts:
        follows = any((id(row), column) in spoken for row, column in each.parts)
        note = replace(each.note, severity="warning") if follows and each.note.severity == "error" else each.note
        spoken.setdefault((id(each.row), each.column), note)
    return list(spoken.values())
