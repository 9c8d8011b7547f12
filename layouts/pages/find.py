"""Find a service or a type of care by any name that a paper has used."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from charts.theme import Screen
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.search import Hit, search
from data.selection import Selection
from layouts.ids import Ids
from layouts.parts import beside, heading, search_form
from views.absent import nowhere
from views.site_map import PLACEMENTS, VARIANCE
from views.words import KINDS


def find(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The lines that match the words in the address, each with its earlier names and places."""
    words = selection.words
    if not words:
        lead = "Type part of its name. Earlier names work too."
        return [*heading("Find a service", lead, notes), search_form(Ids.SEARCH_AGAIN)]
    hits = search(dataset, words)
    count = "1 line has" if len(hits) == 1 else f"{len(hits)} lines have"
    title = f"{count} a name with “{words}”" if hits else f"No line has a name with “{words}”"
    lead = "Earlier names count too." if hits else "Try fewer letters, or a word from the paper such as “transport”."
    if all(nowhere(dataset, kind) for kind in KINDS):
        lead = f"{nowhere(dataset, 'service')}, and none a table of care activity, so there is no line to find."
    return [
        *heading(title, lead, notes),
        search_form(Ids.SEARCH_AGAIN, words),
        html.Ul([_hit(dataset, hit, selection) for hit in hits], className="hits"),
    ]


def _hit(dataset: Dataset, hit: Hit, selection: Selection) -> Component:
    if hit.kind == "service":
        address = selection.elsewhere(hit.month, directorate=hit.place, service=hit.name).address(VARIANCE.path)
    else:
        address = selection.elsewhere(hit.month, care_group=hit.place).address(PLACEMENTS.path)
    newest = month_name(dataset.by_key[hit.month].period)
    return html.Li(
        [
            dcc.Link(hit.name, href=address),
            html.Span(f" {beside(hit.place, newest)}", className="place"),
            *(html.P(f"{change[:1].upper()}{change[1:]}.".replace("..", ".")) for change in hit.changes),
        ]
    )
