"""Forecast variance: directorate, then group, then service, with £ and % side by side and last month's position."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.headline import headline_sentence
from charts.theme import Screen
from data import queries
from data.committees import services
from data.dataset import Dataset, Month
from data.selection import Selection, directorate_options
from layouts import views
from layouts.chart_card import NO_LINKS, chart_card
from layouts.ids import Charts
from layouts.pages import VARIANCE
from layouts.parts import heading, order_switch, switch, trail
from layouts.service import service_page
from layouts.words import lead


def forecast_variance(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the chosen service by itself where there is one."""
    crumbs = _trail(month, selection)
    if selection.service:
        return [crumbs, *service_page(dataset, month, selection, screen, notes)]
    upper = views.by_directorate(dataset, month, selection, screen, share="panel")
    services_view = views.by_service(dataset, month, selection, screen)
    leads = _leads(month, selection)
    cards = [
        (Charts.DIRECTORATES, upper, leads),
        (Charts.SERVICES, services_view, leads),
        (Charts.BRIDGE, views.bridge(dataset, month, selection, screen), NO_LINKS),
    ]
    position = queries.headline(month, selection)
    where = upper.chart.sentence
    if selection.group:
        cards = cards[1:2]
        where = headline_sentence(selection.group, position.variance_k, position.budget_k, outturn=month.is_outturn)
    return [
        crumbs,
        *heading(services_view.chart.sentence, lead(month, selection, position, where), notes),
        _directorates(month, selection),
        order_switch(selection, VARIANCE.path),
        html.Div(
            [
                chart_card(key, view.chart, month, selection, view.findings, wide=True, links=links)
                for key, view, links in cards
            ],
            className="cards",
        ),
    ]


def _leads(month: Month, selection: Selection) -> dict[str, str]:
    """Where each row leads: a directorate to its groups, a group to its services, a service to all about it."""
    within = services(month, selection.committee, selection.directorate)
    leads = {
        line.service: selection.address(VARIANCE.path, directorate=line.directorate, service=line.service)
        for line in within
    }
    if not selection.directorate:
        directorates = {line.directorate for line in within}
        leads |= {name: selection.address(VARIANCE.path, directorate=name) for name in directorates}
    elif not selection.group:
        groups = {line.service_group for line in within if line.service_group}
        leads |= {group: selection.address(VARIANCE.path, group=group) for group in groups}
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
