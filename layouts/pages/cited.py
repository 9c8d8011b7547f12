"""The line of a paper that a visitor came to see: its figures as printed, what touches them, and the way back."""

from __future__ import annotations

from urllib.parse import urlsplit

from dash import dcc, html
from dash.development.base_component import Component

from data.dataset import Dataset, Month
from data.formatting import month_name
from data.places import place_key
from data.rows import Commentary, Row
from data.selection import Selection, read_selection
from data.summaries import summary_of
from layouts.attributes import aria, data
from layouts.pages.commentary import summarised
from layouts.pages.printed import NAMES, PRINTED, cell_text, column_heading, name_text, shown_columns
from views.provenance import finding_id
from views.site_map import page_at
from views.words import published


def cited_line(dataset: Dataset, month: Month, table: str, selection: Selection) -> list[Component]:
    """A panel with the figures printed at the place of ``selection``; nothing where none are."""
    rows = [row for row in month.tables.get(table, ()) if selection.place and place_key(row.locator) == selection.place]
    if not rows:
        return []
    where = f"{month.paper}{published(month)}, {rows[0].locator}. {NAMES[table]}, {month_name(month.period)}."
    return [
        html.Section(
            [
                html.H2(f"As printed: {name_text(table, rows[0])}", id="cited-line"),
                html.P(where),
                *(html.Dl(_figures(table, row)) for row in rows),
                *(summarised(each) for row in rows if isinstance(row, Commentary) and (each := summary_of(row))),
                html.P("Where a figure here has £ and k, the paper prints the bare number in thousands of pounds."),
                *_found(month, rows[0].locator),
                html.P(
                    [
                        *_way_back(dataset, selection),
                        " ",
                        html.A("See the lines around it", href=f"#{PRINTED}"),
                    ],
                    className="ways",
                ),
            ],
            className="commentary cited-line",
            **aria(labelledby="cited-line"),
            **data(cited="yes"),
        )
    ]


def _figures(table: str, row: Row) -> list[Component]:
    """Each column with a figure or words, under the heading that it has in the table below."""
    _, *columns = shown_columns(table)
    return [
        html.Div([html.Dt(column_heading(column)), html.Dd(cell_text(row, column))])
        for column in columns
        if getattr(row, column.name) is not None
    ]


def _found(month: Month, locator: str) -> list[Component]:
    found = month.found_at.get(locator, ())
    if not found:
        return [html.P("No finding touches this line.")]
    word = "1 finding touches" if len(found) == 1 else f"{len(found)} findings touch"
    return [html.P(html.A(f"{word} this line", href=f"#{finding_id(found[0].locator)}"))]


def _way_back(dataset: Dataset, selection: Selection) -> list[Component]:
    """A link to the view that led here: read from the address and written anew, so that it leads nowhere else."""
    asked = urlsplit(selection.origin)
    page = page_at(asked.path) if asked.path and not (asked.scheme or asked.netloc) else None
    if page is None:
        return []
    view, _ = read_selection(asked.query, dataset)
    return [dcc.Link(f"Back to {page.name}", href=view.address(page.path))]
