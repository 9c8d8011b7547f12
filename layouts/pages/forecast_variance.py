"""Forecast variance: directorate, then group, then service, with £ and % side by side and last month's position."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data import queries
from data.dataset import Dataset, Month
from data.selection import Selection, directorate_options
from layouts.card.alike_card import alike_card
from layouts.card.chart_card import chart_card
from layouts.pages.absent import absent
from layouts.pages.service import service_page
from layouts.parts import heading, order_switch, switch, trail
from layouts.source_links import lines_counted, printed_at
from views import alike, leads, shared
from views.absent import NO_BUDGET, no_budget
from views.chart_keys import Charts
from views.site_map import VARIANCE
from views.words import lead, stands


def forecast_variance(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the chosen service by itself where there is one."""
    crumbs = _trail(month, selection)
    if selection.service:
        return [crumbs, *service_page(dataset, month, selection, screen, notes)]
    position = queries.headline(month, selection)
    if position.absent:
        return [crumbs, *absent(NO_BUDGET, no_budget(month), month, selection, notes)]
    upper = shared.by_directorate(dataset, month, selection, screen, share="panel")
    lines = shared.by_service(dataset, month, selection, screen)
    bridge = shared.bridge(dataset, month, selection, screen)
    cards = [(Charts.DIRECTORATES, upper), (Charts.SERVICES, lines), (Charts.BRIDGE, bridge)]
    if not queries.has_groups(month, selection):
        # The lines by group would be the lines by service once more.
        cards = cards[1:2] if selection.group else cards[1:]
    title = stands(month, position)
    links, commentaries = leads.down(month, selection), leads.commentaries(month, selection)
    return [
        crumbs,
        *heading(
            title,
            lead(month, selection, position, cards[0][1].own),
            notes,
            printed_at(position.locator, month, selection, title)
            if position.locator
            else lines_counted(position.computed_from, selection, title),
        ),
        html.Div([_directorates(month, selection), order_switch(selection, VARIANCE.path)], className="switches"),
        html.Div(
            [
                *(
                    chart_card(key, view.chart, month, selection, view.findings, True, links, commentaries)
                    for key, view in cards
                ),
                *(alike_card(told, month, selection) for told in alike.of_selection(month, selection)),
            ],
            className="cards",
        ),
    ]


def _trail(month: Month, selection: Selection) -> Component:
    """Where we are and the way back up."""
    block = selection.address(VARIANCE.path, directorate="", group="", service="")
    steps = [(f"All of {month.whole}", block)]
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
