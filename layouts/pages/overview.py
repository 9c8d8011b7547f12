"""The overview: are we over or under, where, and is it getting better or worse?"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data import queries
from data.dataset import Dataset, Month
from data.selection import Selection
from layouts.card.alike_card import alike_card
from layouts.card.chart_card import chart_card
from layouts.elements import Cell
from layouts.pages.absent import absent
from layouts.parts import heading, order_switch, tile
from layouts.source_links import lines_counted, printed_at
from views import alike, leads, shared
from views.absent import NO_BUDGET, no_budget
from views.chart_keys import Charts
from views.numbers import Number, key_numbers
from views.site_map import OVERVIEW
from views.words import lead, stands


def overview(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one selection."""
    position = queries.headline(month, selection)
    if position.absent:
        return absent(NO_BUDGET, no_budget(month), month, selection, notes)
    where = shared.by_directorate(dataset, month, selection, screen)
    over_time = shared.over_time(dataset, month, selection, screen)
    pressures = shared.pressures(dataset, month, selection, screen)
    tiles = [
        tile(each.label, each.value, each.detail, each.tone, _where(each, month, selection), each.aside)
        for each in key_numbers(month, selection, position)
    ]
    down, commentaries = leads.down(month, selection), leads.commentaries(month, selection)
    counted = leads.counted(over_time.chart.table, selection)
    return [
        *heading(
            stands(month, position),
            lead(month, selection, position, where.own),
            notes,
        ),
        html.Div(
            [
                html.Div([html.Div(tiles, className="tiles"), order_switch(selection, OVERVIEW.path)]),
                chart_card(Charts.DIRECTORATES, where.chart, month, selection, where.findings, links=down),
            ],
            className="beside",
        ),
        html.Div(
            [
                chart_card(Charts.TRACK, over_time.chart, month, selection, over_time.findings, True, counted),
                chart_card(
                    Charts.PRESSURES, pressures.chart, month, selection, pressures.findings, True, down, commentaries
                ),
                *(alike_card(told, month, selection) for told in alike.of_selection(month, selection)),
            ],
            className="cards",
        ),
    ]


def _where(number: Number, month: Month, selection: Selection) -> list[Cell]:
    """The way to where a number is printed, or to the lines that it was worked out from."""
    if number.locator:
        return printed_at(number.locator, month, selection, number.label)
    return lines_counted(number.how, selection, number.label, number.care_group)
