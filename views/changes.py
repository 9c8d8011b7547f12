"""What changed: since the report before as the paper itself prints it, or between any two months that are loaded."""

from __future__ import annotations

from dataclasses import replace

from charts.changes import cancelling_sentence, change, changes_chart
from charts.movement import movement_chart
from charts.theme import Screen
from data import queries
from data.analysis import VarianceLine
from data.compare import compare
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.measures import measures
from data.selection import Selection
from views.provenance import touching
from views.shared import View, with_reasons
from views.words import measure, scope

MEASURE = "forecast_variance"


def since_report_before(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The lines that moved since the report before, the largest first, with what the paper says of them.

    The ``lead`` never lets a total that stayed hide lines that moved: it says what worsened and what improved in all.
    """
    lines = queries.service_variance(month, selection)
    before = queries.compared_with(month)
    chart = changes_chart(
        lines,
        period=month.period,
        previous_period=before,
        screen=screen,
        subtitle=f"Change in {measure(month).lower()} since {month_name(before) if before else 'the report before'}, "
        f"{scope(month, selection)}",
    )
    moved = [line for line in lines if change(line)] if before else []
    chart = with_reasons(chart, month, _named(moved, chart.table.words(chart.table.columns[0]) if moved else []))
    said = cancelling_sentence(moved)
    return View(chart, touching(dataset, month, chart, "forecast"), lead=f"{said}." if said else "")


def _named(lines: list[VarianceLine], names: list[str]) -> list[VarianceLine]:
    return [line for line in lines if line.name in names]


def between(dataset: Dataset, month: Month, other: Month, selection: Selection, screen: Screen) -> View:
    """How the variance of each line moved between two months, each line followed to where it stands in the later."""
    found = compare(month, other, selection, "service", MEASURE)
    months = f"{month_name(found.earlier.period)} to {month_name(found.later.period)}"
    known = measures()[MEASURE]
    chart = movement_chart(
        found,
        screen=screen,
        subtitle=f"{known.label}, {known.unit}, {scope(month, selection, dated=False)}, {months}",
    )
    lines = queries.service_variance(found.later, replace(selection, group=""))
    names = {each.name for each in found.movements if each.movement}
    chart = with_reasons(chart, found.later, [line for line in lines if line.name in names][:10])
    return View(chart, touching(dataset, found.later, chart, known.finding))
