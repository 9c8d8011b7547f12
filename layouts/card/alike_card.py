"""The card that tells two figures of one name apart, with each as a line of the paper."""

from __future__ import annotations

from data.dataset import Month
from data.formatting import slug
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria
from layouts.card.chart_card import table
from views.alike import Told


def alike_card(told: Told, month: Month, selection: Selection) -> elements.Cell:
    """A card without a chart: the two figures and what lies between them, each with where it is printed."""
    key = slug(told.key)
    numbers = elements.element(
        "Div",
        table(told.title, told.table, month, selection),
        className="table-view scrolls",
        tabIndex="0",
        role="region",
        **aria(label=f"Table: {told.title}"),
    )
    sent = elements.element(
        "Section",
        [
            elements.element("H2", told.title, id=f"{key}-title"),
            elements.element("P", told.words),
            numbers,
        ],
        id=key,
        className="chart-card wide remarks",
        **aria(labelledby=f"{key}-title"),
    )
    return elements.Card(sent, told.table)
