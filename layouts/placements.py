"""Placements and unit costs: are there more people, or does each cost more?"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data import queries
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.selection import Selection
from layouts import views
from layouts.chart_card import chart_card
from layouts.ids import Charts
from layouts.pages import PLACEMENTS
from layouts.parts import heading, switch


def placements(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the first care group in scope where none is chosen."""
    groups = queries.care_groups(month, selection)
    if not groups:
        return heading(
            "No placements or care packages here",
            f"The paper for {month_name(month.period)} prints no care activity for this choice. "
            "Choose another directorate or committee.",
            notes,
        )
    group = views.care_group_of(month, selection)
    if selection.care_group and group != selection.care_group:
        notes = [*notes, f"{selection.care_group} is not part of this choice. Showing {group}."]
    numbers = views.placement_numbers(dataset, month, selection, screen)
    unit_costs = views.unit_costs(dataset, month, selection, screen)
    causes = views.causes(dataset, month, selection, screen)
    lead = f"{group}, {month_name(month.period)}. {unit_costs.chart.sentence}. {causes.chart.sentence}."
    return [
        *heading(numbers.chart.sentence, lead, notes),
        switch(
            "Care group",
            [(name, selection.address(PLACEMENTS.path, care_group=name), name == group) for name in groups],
        ),
        html.Div(
            [
                chart_card(Charts.PLACEMENTS, numbers.chart, month, selection, numbers.findings),
                chart_card(Charts.UNIT_COSTS, unit_costs.chart, month, selection, unit_costs.findings),
                chart_card(Charts.SPLIT, causes.chart, month, selection, causes.findings, wide=True),
            ],
            className="cards",
        ),
    ]
