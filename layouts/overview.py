"""The overview: are we over or under, where, and is it getting better or worse?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from charts.headline import count_words, headline_sentence, movement_sentence
from charts.theme import Screen
from charts.track import track_chart
from charts.variance import variance_chart
from data import queries
from data.analysis import VarianceLine, over_and_under, pressures_and_offsets, ranked, split_cost_variance
from data.committees import services
from data.dataset import Dataset, Month, Row
from data.formatting import number, pounds, round_away, signed_thousands
from data.queries import Headline, TrackPoint
from data.selection import Selection
from layouts.chart_card import chart_card
from layouts.ids import Charts
from layouts.pages import OVERVIEW
from layouts.parts import heading, order_switch, tile, tone
from layouts.words import lead, measure, scope


def overview(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one selection."""
    position = queries.headline(month, selection)
    directorates = ranked(queries.directorate_variance(month, selection), selection.order)
    lines = queries.service_variance(month, selection)
    track = queries.outturn_track(dataset, selection)
    bars = partial(
        variance_chart,
        period=month.period,
        previous_period=month.previous_period,
        outturn=month.is_outturn,
        screen=screen,
    )
    thing = "line" if selection.directorate else "directorate"
    by_directorate = bars(
        directorates,
        share="none",
        thing=thing,
        subtitle=f"{measure(month)} by {thing}, {scope(month, selection)}",
    )
    pressures = bars(
        pressures_and_offsets(lines),
        thing="service",
        subtitle=f"The five largest pressures and offsets by service, {scope(month, selection)}",
    )
    over_time = track_chart(
        track,
        financial_year=month.financial_year,
        screen=screen,
        subtitle=f"Full-year variance at each monthly report, £ million, {scope(month, selection, dated=False)}",
    )
    return [
        *heading(
            headline_sentence(position.name, position.variance_k, position.budget_k, outturn=month.is_outturn),
            lead(month, selection, position, by_directorate.sentence),
            notes,
        ),
        html.Div(
            tiles(month, selection, position, services(month, selection.committee, selection.directorate)),
            className="tiles",
        ),
        order_switch(selection, OVERVIEW.path),
        html.Div(
            [
                chart_card(Charts.DIRECTORATES, by_directorate, month, selection, _touching(month, directorates)),
                chart_card(Charts.TRACK, over_time, month, selection, _touching(month, track)),
                chart_card(Charts.PRESSURES, pressures, month, selection, _touching(month, lines), wide=True),
            ],
            className="cards",
        ),
    ]


def tiles(month: Month, selection: Selection, position: Headline, lines: list[Row]) -> list[Component]:
    """Net variance, services over and under, placements against budget, and the largest price pressure."""
    over, under = over_and_under(line.forecast_variance_k for line in lines)
    moved = movement_sentence(position.variance_k, position.previous_k, month.previous_period)
    movement = (position.variance_k or 0) - (position.previous_k or 0)
    if queries.is_first_report(month):
        moved, movement = f"first report of {month.financial_year}", 0.0
    net = tile(
        f"Net {measure(month).lower()}", signed_thousands(position.variance_k), moved, tone(round_away(movement))
    )
    counted = tile("Services over and under budget", f"{over} over, {under} under", f"of {len(lines)} services")
    care = queries.care_lines(month, selection)
    return [net, counted, *_placement_tile(care), *_price_tile(care)]


def _placement_tile(care: list[Row]) -> list[Component]:
    totals = [line for line in care if line.level == "total" and None not in (line.count_budget, line.count_actual)]
    if not totals:
        return []
    external = [line for line in totals if line.care_group == "External placements"]
    total = external[0] if external else max(totals, key=lambda line: abs(line.count_actual - line.count_budget))
    label = "Children in external placements" if external else f"{total.care_group}: {total.count_of} now"
    gap = total.count_actual - total.count_budget
    return [tile(label, number(total.count_actual), count_words(total.count_actual, total.count_budget), tone(gap))]


def _price_tile(care: list[Row]) -> list[Component]:
    """The type of care whose weekly price adds most at the numbers budgeted."""
    split = [(parts.price_k, line) for line in care if line.level == "line" and (parts := split_cost_variance(line))]
    price, line = max(split, key=lambda pair: pair[0], default=(0.0, None))
    if price <= 0 or line is None:
        return []
    dearer = pounds(line.unit_cost_actual - line.unit_cost_budget)
    return [
        tile(
            f"Largest price pressure: {line.service_type}, {line.care_group.lower()}",
            f"{pounds(line.unit_cost_actual)} a week",
            f"{dearer} more than the {pounds(line.unit_cost_budget)} budgeted",
            "adverse",
        )
    ]


def _touching(month: Month, lines: Sequence[VarianceLine | TrackPoint]) -> list[Row]:
    return queries.findings_at(month, (line.locator for line in lines))
