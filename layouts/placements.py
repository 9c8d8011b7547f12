"""Placements and unit costs: are there more people, or does each cost more?"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.placements import placements_chart
from charts.split import split_chart
from charts.theme import Screen
from charts.unit_costs import unit_cost_chart
from data import queries
from data.dataset import Dataset, Month, Row
from data.formatting import month_name
from data.selection import Selection
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
    group = selection.care_group if selection.care_group in groups else groups[0]
    if selection.care_group and group != selection.care_group:
        notes = [*notes, f"{selection.care_group} is not part of this choice. Showing {group}."]
    lines = queries.care_types(month, selection, group)
    scope = f"{group}, {month_name(month.period)}"
    unit_costs = unit_cost_chart(lines, screen=screen, subtitle=f"Budgeted and current average unit cost, £, {scope}")
    numbers = placements_chart(
        lines, screen=screen, subtitle=f"{_counted(lines)}, budgeted and at the end of the month, {scope}"
    )
    causes = split_chart(
        lines,
        screen=screen,
        subtitle=f"Cost variance by cause, £000, {scope}. The parts add up to the reported variance",
    )
    touching = queries.findings_at(month, (line.locator for line in lines if line.level == "line"))
    on_prices = [finding for finding in touching if "unit" in finding.check]
    on_costs = [finding for finding in touching if "cost" in finding.check and "unit" not in finding.check]
    on_numbers = [finding for finding in touching if "count" in finding.check]
    return [
        *heading(numbers.sentence, f"{scope}. {unit_costs.sentence}. {causes.sentence}.", notes),
        switch(
            "Care group",
            [(name, selection.address(PLACEMENTS.path, care_group=name), name == group) for name in groups],
        ),
        html.Div(
            [
                chart_card(Charts.PLACEMENTS, numbers, month, selection, on_numbers),
                chart_card(Charts.UNIT_COSTS, unit_costs, month, selection, on_prices),
                chart_card(Charts.SPLIT, causes, month, selection, on_costs, wide=True),
            ],
            className="cards",
        ),
    ]


def _counted(lines: list[Row]) -> str:
    kinds = list(dict.fromkeys(line.count_of for line in lines if line.count_of))
    return kinds[0].capitalize() if len(kinds) == 1 else "Numbers"
