"""A month that was published again: which report it replaced, and each figure that is not what it was."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.dataset import Dataset, Month
from data.formatting import NOT_STATED, listing, month_name
from data.places import place_key
from data.restated import Change, changes, editions
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria
from layouts.pages.printed import NAMES, cell_text, column_heading, difference_text, name_text
from layouts.source_links import source_link
from views.words import published


def restated(dataset: Dataset, month: Month, selection: Selection) -> list[Component]:
    """A section for the reports that the month's own one replaced; nothing where there is none."""
    replaced = editions(dataset, month)
    if not replaced:
        return []
    count = "An earlier report of" if len(replaced) == 1 else f"{len(replaced)} earlier reports of"
    told = (
        f"{count} {month_name(month.period)} said something else in places. Every page shows the newest report"
        f"{published(month)}. Below is what changed."
    )
    return [
        html.Section(
            [
                html.H2("This month was published again", id="published-again"),
                html.P(told),
                *(part for place, each in enumerate(replaced) for part in _edition(place, month, each, selection)),
            ],
            className="commentary",
            **aria(labelledby="published-again"),
        )
    ]


def _edition(place: int, month: Month, before: Month, selection: Selection) -> list[Component]:
    """One report that was replaced, and its figures that changed."""
    found = changes(month, before)
    counted = "1 figure changed" if len(found) == 1 else f"{len(found)} figures changed"
    title = html.H3(f"{before.paper}{published(before)}", id=f"edition-{place}")
    told = html.P(f"Read from {listing(list(before.files))}. {counted if found else 'No figure changed'}.")
    if not found:
        return [title, told]
    names = ("Line", "Table", "Figure", "Before", "Now", "Difference", "Printed before at", "Printed now at")
    head = elements.row([elements.head(name, numeric=name in ("Before", "Now", "Difference")) for name in names])
    table = html.Table(
        [
            html.Caption(f"Figures that are not what the report{published(before)} said", className="visually-hidden"),
            html.Thead(head),
            html.Tbody([_row(change, month, selection) for change in found]),
        ],
        className="numbers dense",
    )
    region = html.Div(
        table, className="table-view scrolls", tabIndex="0", role="region", **aria(labelledby=f"edition-{place}")
    )
    return [title, told, region]


def _row(change: Change, month: Month, selection: Selection) -> elements.Cell:
    line = change.line
    now = source_link(change.now.locator, month.key, selection) if change.now else "not in this report"
    then = change.before.locator if change.before else "not in that report"
    cited = bool(selection.place) and change.now is not None and place_key(change.now.locator) == selection.place
    figures = (
        cell_text(change.before, change.column) if change.before else NOT_STATED,
        cell_text(change.now, change.column) if change.now else NOT_STATED,
        difference_text(change.column, change.was, change.value),
    )
    return elements.row(
        [
            elements.name(name_text(change.table, line)),
            elements.value(NAMES[change.table], numeric=False),
            elements.value(column_heading(change.column), numeric=False),
            *map(elements.value, figures),
            elements.value(then, numeric=False),
            elements.value(now, numeric=False),
        ],
        className="cited" if cited else "",
    )
