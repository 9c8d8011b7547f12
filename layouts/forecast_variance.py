"""Forecast variance: directorate, then group, then service, with £ and % side by side and last month's position."""

from __future__ import annotations

from functools import partial

from dash import html
from dash.development.base_component import Component

from charts.bridge import bridge_chart
from charts.headline import headline_sentence
from charts.theme import Screen
from charts.variance import variance_chart
from data import queries
from data.analysis import VarianceLine, fold, ranked
from data.committees import services
from data.dataset import Dataset, Month
from data.selection import Selection, directorate_options
from layouts.chart_card import chart_card
from layouts.ids import Charts
from layouts.pages import VARIANCE
from layouts.parts import heading, order_switch, switch, trail
from layouts.service import service_page
from layouts.words import lead, measure, scope

FOLDING = "Lines within 2% of budget or £100k, whichever is greater, are added up as others"


def forecast_variance(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the chosen service by itself where there is one."""
    crumbs = _trail(month, selection)
    if selection.service:
        return [crumbs, *service_page(dataset, month, selection, screen, notes)]
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
        lines if selection.group else fold(lines, lambda line: line.is_material),
        thing="service",
        subtitle=f"{measure(month)} by service, {selection.group or scope(month, selection)}"
        + ("" if selection.group else f". {FOLDING}"),
    )
    position = queries.headline(month, selection)
    end = "outturn" if month.is_outturn else "forecast"
    bridge = bridge_chart(
        upper,
        budget_k=position.budget_k,
        variance_k=position.variance_k,
        outturn=month.is_outturn,
        screen=screen,
        subtitle=f"From budget to {end} by {thing}, {scope(month, selection)}",
    )
    cards = [
        (Charts.DIRECTORATES, by_directorate, upper, _leads(month, selection, upper)),
        (Charts.SERVICES, by_service, lines, _leads(month, selection, lines)),
        (Charts.BRIDGE, bridge, upper, {}),
    ]
    where = by_directorate.sentence
    if selection.group:
        cards = cards[1:2]
        where = headline_sentence(selection.group, position.variance_k, position.budget_k, outturn=month.is_outturn)
    return [
        crumbs,
        *heading(by_service.sentence, lead(month, selection, position, where), notes),
        _directorates(month, selection),
        order_switch(selection, VARIANCE.path),
        html.Div(
            [
                chart_card(
                    key,
                    chart,
                    month,
                    selection,
                    queries.findings_at(month, (line.locator for line in of)),
                    wide=True,
                    links=leads,
                )
                for key, chart, of, leads in cards
            ],
            className="cards",
        ),
    ]


def _leads(month: Month, selection: Selection, lines: list[VarianceLine]) -> dict[str, str]:
    """Where each row leads: a directorate to its groups, a group to its services, a service to all about it."""
    within = services(month, selection.committee, selection.directorate)
    directorates = {line.directorate for line in within}
    groups = {line.service_group for line in within if line.service_group}
    homes = {line.service: line.directorate for line in within}
    leads = {}
    for line in lines:
        if line.name in directorates and not selection.directorate:
            leads[line.name] = selection.address(VARIANCE.path, directorate=line.name)
        elif line.name in groups and selection.directorate and not selection.group:
            leads[line.name] = selection.address(VARIANCE.path, group=line.name)
        elif line.name in homes:
            leads[line.name] = selection.address(VARIANCE.path, directorate=homes[line.name], service=line.name)
    return leads


def _trail(month: Month, selection: Selection) -> Component:
    """Where we are and the way back up."""
    block = selection.address(VARIANCE.path, directorate="", group="", service="")
    steps = [(f"All of {month.service_block}", block)]
    if selection.directorate:
        steps.append((selection.directorate, selection.address(VARIANCE.path, group="", service="")))
    if selection.group:
        steps.append((selection.group, selection.address(VARIANCE.path, service="")))
    if selection.service:
        steps.append((selection.service, selection.address(VARIANCE.path)))
    return trail(steps)


def _directorates(month: Month, selection: Selection) -> Component:
    """The way from one directorate to another."""
    names = ["", *directorate_options(month, selection.committee)]
    return switch(
        "Directorate",
        [
            (
                name or "All",
                selection.address(VARIANCE.path, directorate=name, group=""),
                name == selection.directorate,
            )
            for name in names
        ],
    )
