"""Placements and unit costs: are there more people, or does each cost more?"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data import queries
from data.dataset import Dataset, Month
from data.formatting import listing, month_name
from data.selection import Selection
from layouts.card.alike_card import alike_card
from layouts.card.chart_card import chart_card
from layouts.pages.absent import absent
from layouts.parts import heading, switch
from views import alike, shared
from views.absent import not_in
from views.chart_keys import Charts
from views.site_map import PLACEMENTS


def placements(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the first care group in scope where none is chosen."""
    groups = queries.care_groups(month, selection)
    unplaced = queries.care_without_payer(month, selection)
    left_out = f"Not shown, for it is not known which budget line pays: {listing(unplaced)}." if unplaced else ""
    if not month.activity:
        return absent("No placements or care packages here", not_in(month, "care"), month, selection, notes)
    if not groups:
        known = " that is known to be part of" if unplaced else " for"
        nothing = f"The paper for {month_name(month.period)} prints no care activity{known} this choice."
        words = " ".join(part for part in (nothing, left_out, "Choose another directorate or committee.") if part)
        return heading("No placements or care packages here", words, notes)
    group = shared.care_group_of(month, selection)
    if selection.care_group and group != selection.care_group:
        notes = [*notes, f"{selection.care_group} is not part of this choice. Showing {group}."]
    asked = (dataset, month, selection, screen)
    numbers, averages = shared.placement_numbers(*asked), shared.average_numbers(*asked)
    unit_costs, costs, causes = shared.unit_costs(*asked), shared.costs(*asked), shared.causes(*asked)
    beside = averages.chart.figure is not None
    cards = [
        (Charts.PLACEMENTS, numbers, False),
        (Charts.AVERAGES, averages, False),
        (Charts.UNIT_COSTS, unit_costs, beside),
        (Charts.COSTS, costs, True),
        (Charts.SPLIT, causes, True),
    ]
    shown = [(key, view, wide) for key, view, wide in cards if view.chart.figure or key == Charts.PLACEMENTS]
    title = numbers.chart.sentence
    said = [f"{view.chart.sentence}." for key, view, _ in shown if key in (Charts.COSTS, Charts.SPLIT)]
    missing = [name for name, view in (("unit costs", unit_costs), ("costs", costs)) if not view.chart.figure]
    if missing:
        said.append(f"The paper prints no {' and no '.join(missing)} for this care group.")
    said += [left_out] if left_out else []
    return [
        *heading(title, " ".join([_of(group, month, title), *said]), notes),
        switch(
            "Care group",
            [(name, selection.address(PLACEMENTS.path, care_group=name), name == group) for name in groups],
        ),
        html.Div(
            [
                *(chart_card(key, view.chart, month, selection, view.findings, wide) for key, view, wide in shown),
                *(alike_card(told, month, selection) for told in alike.of_care(month, group)),
            ],
            className="cards",
        ),
    ]


def _of(group: str, month: Month, title: str) -> str:
    """What the lead is about, without the care group where the title above it names it."""
    return f"{month_name(month.period)}." if title.startswith(f"{group}:") else f"{group}, {month_name(month.period)}."
