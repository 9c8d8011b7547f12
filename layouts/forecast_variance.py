"""Forecast variance: directorate or group, then service, with £ and % side by side and last month's position."""

from __future__ import annotations

from functools import partial

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from charts.variance import variance_chart
from data import queries
from data.analysis import fold, ranked
from data.dataset import Dataset, Month
from data.selection import Selection, directorate_options
from layouts.chart_card import chart_card
from layouts.ids import Charts
from layouts.pages import VARIANCE
from layouts.parts import heading, order_switch, switch
from layouts.words import lead, measure, scope

FOLDING = "Lines within 2% of budget or £100k, whichever is greater, are added up as others"


def forecast_variance(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection."""
    upper = ranked(queries.directorate_variance(month, selection), selection.order)
    lines = ranked(queries.service_variance(month, selection), selection.order)
    thing = "group" if selection.directorate else "directorate"
    bars = partial(
        variance_chart,
        period=month.period,
        previous_period=month.previous_period,
        outturn=month.is_outturn,
        screen=screen,
        share="panel",
    )
    by_directorate = bars(upper, thing=thing, subtitle=f"{measure(month)} by {thing}, {scope(month, selection)}")
    by_service = bars(
        fold(lines, lambda line: line.is_material),
        thing="service",
        subtitle=f"{measure(month)} by service, {scope(month, selection)}. {FOLDING}",
    )
    position = queries.headline(month, selection)
    return [
        *heading(by_service.sentence, lead(month, selection, position, by_directorate.sentence), notes),
        _directorates(month, selection),
        order_switch(selection, VARIANCE.path),
        html.Div(
            [
                chart_card(
                    key, chart, month, selection, queries.findings_at(month, (line.locator for line in of)), wide=True
                )
                for key, chart, of in (
                    (Charts.DIRECTORATES, by_directorate, upper),
                    (Charts.SERVICES, by_service, lines),
                )
            ],
            className="cards",
        ),
    ]


def _directorates(month: Month, selection: Selection) -> Component:
    """The way down into a directorate and back up, as links that keep everything else."""
    names = ["", *directorate_options(month, selection.committee)]
    return switch(
        "Directorate",
        [
            (name or "All", selection.address(VARIANCE.path, directorate=name), name == selection.directorate)
            for name in names
        ],
    )
