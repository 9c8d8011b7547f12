"""A page of which the month's report holds nothing: what is not there, what is, and the way to it."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from data.dataset import Month
from data.formatting import listing, month_name
from data.selection import Selection
from layouts.pages.printed import NAMES
from layouts.parts import heading
from views.site_map import PLACEMENTS, SOURCES


def absent(title: str, why: str, month: Month, selection: Selection, notes: list[str]) -> list[Component]:
    """The page called ``title``; ``why`` says what is not there, without its full stop."""
    named = [NAMES[table] for table in NAMES if table in month.held]
    ways = [("See every figure of this report", SOURCES.path)] if named else []
    if month.activity:
        ways.append(("See placements and unit costs", PLACEMENTS.path))
    links: list[Component | str] = []
    for words, path in ways:
        links += [dcc.Link(words, href=selection.elsewhere().address(path)), " "]
    return [
        *heading(title, f"{why}. {holds(month)}", notes),
        *([html.P(list(links), className="ways")] if links else []),
    ]


def holds(month: Month) -> str:
    """The tables that were read from the month's report, in a sentence."""
    named = [NAMES[table] for table in NAMES if table in month.held]
    if not named:
        return f"No table was read from the report for {month_name(month.period)}."
    return f"What was read from it: {listing(named)}."
