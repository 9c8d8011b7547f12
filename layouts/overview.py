"""The overview: are we over or under, where, and is it getting better or worse?"""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.headline import count_words, headline_sentence, movement_sentence
from charts.theme import Screen
from charts.track import track_chart
from charts.variance import variance_chart
from data import queries
from data.analysis import over_and_under, pressures_and_offsets, price_effect_k, ranked
from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import number, pounds, round_away, signed_thousands
from data.queries import Headline
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
    common = {"period": month.period, "previous_period": month.previous_period, "outturn": month.is_outturn}
    thing = "line" if selection.directorate else "directorate"
    by_directorate = variance_chart(
        directorates,
        **common,
        screen=screen,
        thing=thing,
        subtitle=f"{measure(month)} by {thing}, {scope(month, selection)}",
    )
    pressures = variance_chart(
        pressures_and_offsets(lines),
        **common,
        screen=screen,
        thing="service",
        subtitle=f"The five largest pressures and offsets by service, {scope(month, selection)}",
    )
    over_time = track_chart(
        track,
        financial_year=month.financial_year,
        screen=screen,
        subtitle=f"Forecast full-year variance at each monthly report, £ million, {scope(month, selection, dated=False)}",
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


def tiles(month: Month, selection: Selection, position: Headline, lines: pd.DataFrame) -> list[Component]:
    """Net variance, services over and under, placements against budget, and the largest price pressure."""
    over, under = over_and_under(lines["forecast_variance_k"])
    moved = movement_sentence(position.variance_k, position.previous_k, month.previous_period)
    movement = 0.0 if position.previous_k is None else position.variance_k - position.previous_k
    if queries.is_first_report(month):
        moved, movement = f"first report of {month.financial_year}", 0.0
    net = tile(
        f"Net {measure(month).lower()}", signed_thousands(position.variance_k), moved, tone(round_away(movement))
    )
    counted = tile("Services over and under budget", f"{over} over, {under} under", f"of {len(lines)} services")
    return [net, counted, *_placement_tile(month, selection), *_price_tile(month, selection)]


def _placement_tile(month: Month, selection: Selection) -> list[Component]:
    totals = month.activity[
        (month.activity["level"] == "total")
        & month.activity["care_group"].isin(queries.care_groups(month, selection))
        & month.activity["count_budget"].notna()
        & month.activity["count_actual"].notna()
    ]
    if totals.empty:
        return []
    external = totals[totals["care_group"] == "External placements"]
    gaps = (totals["count_actual"] - totals["count_budget"]).abs()
    total = external.iloc[0] if not external.empty else totals.loc[gaps.idxmax()]
    actual, budget = total["count_actual"], total["count_budget"]
    label = "Children in external placements" if not external.empty else f"{total['care_group']}, number now"
    return [tile(label, number(actual), count_words(actual, budget), tone(actual - budget))]


def _price_tile(month: Month, selection: Selection) -> list[Component]:
    lines = month.activity[
        (month.activity["level"] == "line") & month.activity["care_group"].isin(queries.care_groups(month, selection))
    ]
    effect = price_effect_k(lines)
    if effect.notna().sum() == 0 or effect.max() <= 0:
        return []
    line = lines.loc[effect.idxmax()]
    dearer = line["unit_cost_actual"] - line["unit_cost_budget"]
    detail = f"{pounds(dearer)} more than the {pounds(line['unit_cost_budget'])} budgeted: the largest price pressure"
    return [
        tile(
            f"{line['service_type']}, {line['care_group'].lower()}, a week",
            pounds(line["unit_cost_actual"]),
            detail,
            "adverse",
        )
    ]


def _touching(month: Month, lines: pd.DataFrame) -> pd.DataFrame:
    return queries.findings_at(month, lines["locator"])
