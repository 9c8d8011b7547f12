"""Charts that Office draws itself, each made from the typed columns of a chart and the marks of its figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from briefings.drawings.bars import change, costs, placements, split, variance
from briefings.drawings.bridge import bridge
from briefings.drawings.points import unit_costs
from briefings.drawings.track import track
from briefings.native import Drawing
from charts.chart import Chart
from data.dataset import Month
from views.chart_keys import Charts

DRAWN: Final[Mapping[str, Callable[[Chart], list[Drawing]]]] = {
    Charts.DIRECTORATES: variance,
    Charts.PRESSURES: variance,
    Charts.SERVICES: variance,
    Charts.CHANGES: change,
    Charts.MOVEMENT: change,
    Charts.COSTS: costs,
    Charts.BRIDGE: bridge,
    Charts.TRACK: track,
    Charts.SERVICE_TRACK: track,
    Charts.PLACEMENTS: placements,
    Charts.AVERAGES: placements,
    Charts.SPLIT: split,
}


def drawings(key: str, chart: Chart, month: Month) -> list[Drawing]:
    """The charts that Office draws for the card called ``key``, one under the other; none where nothing is drawn.

    Their figures are those of its table at the rows that it says are drawn, their looks those of the screen's marks.
    """
    if chart.figure is None:
        return []
    if key == Charts.UNIT_COSTS:
        return unit_costs(chart, {line.locator: line.category or "" for line in month.activity})
    return DRAWN[key](chart) if key in DRAWN else []
