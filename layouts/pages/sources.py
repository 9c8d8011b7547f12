"""Sources and findings: what was loaded for a month, what does not add up in it, and every figure at its line."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data.dataset import Dataset, Month, worst_first
from data.formatting import month_name
from data.places import place_key
from data.rows import Finding
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria
from layouts.pages.absent import holds
from layouts.pages.cited import cited_line
from layouts.pages.printed import NAMES, printed_table
from layouts.pages.restated import restated
from layouts.parts import heading, switch
from views.provenance import figure_address, finding_id
from views.site_map import SOURCES
from views.words import SEVERITY_WORDS, published

FIGURES = "figures"  # the id of the heading above the table
MOST_FINDINGS = 300  # a paper has a few dozen; more would make the page slow and nobody the wiser


def sources(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one month; with a line chosen, that line is marked and brought into view."""
    there = [name for name in NAMES if month.tables.get(name)]
    table = selection.table or _table_of(month, selection.place)
    lead = f"{_report(month)} {_counted(len(month.findings))}"
    if selection.place and not any(_printed_at(month, name, selection.place) for name in there):
        place = selection.place.replace("-", " ")
        notes = [*notes, f"No figure is loaded from {place} of this paper. Here is every one that is."]
    return [
        *heading(f"Where the figures for {month.named} come from", lead, notes),
        *cited_line(dataset, month, table, selection),
        *restated(dataset, month, selection),
        _findings(month, table, selection),
        *(_figures(there, table, month, selection) if table else [html.P(holds(month), className="empty")]),
    ]


def _figures(there: list[str], table: str, month: Month, selection: Selection) -> list[Component]:
    """Every line of ``table``, and the way to the other tables."""
    return [
        html.H2("Every figure at its line", id=FIGURES),
        switch(
            "Table",
            [(NAMES[name], _table_address(name, selection), name == table) for name in there],
        ),
        html.Div(
            printed_table(
                table,
                month,
                selection.place,
                f"{NAMES[table]}, {month_name(month.period)}, in the order of the paper",
            ),
            className="table-view scrolls",
            tabIndex="0",
            role="region",
            **aria(label=NAMES[table]),
        ),
    ]


def _table_address(table: str, selection: Selection) -> str:
    """Where a table stands on this page; what else is chosen is kept, except the place of one figure."""
    return f"{selection.address(SOURCES.path, place='', table=table)}#{FIGURES}"


def _printed_at(month: Month, table: str, place: str) -> bool:
    return any(place_key(row.locator) == place for row in month.tables.get(table, ()))


def _table_of(month: Month, place: str) -> str:
    """The table with a figure printed at ``place``; where none has, the first there is."""
    holding = (name for name in NAMES if _printed_at(month, name, place))
    usual = next((name for name in NAMES if name in month.held), "")
    return next(holding, usual) if place else usual


def _report(month: Month) -> str:
    files = "; ".join(month.files)
    return f"{month.paper}{published(month)}. Read from {files}."


def _counted(count: int) -> str:
    if count == 0:
        return "Every total and difference that it prints adds up."
    return (
        "1 thing in it does not add up or needs a remark."
        if count == 1
        else (f"{count} things in it do not add up or need a remark.")
    )


def _findings(month: Month, table: str, selection: Selection) -> Component:
    if not month.findings:
        return html.P("No findings: every figure agrees with its parts.", className="empty")
    places = {row.locator for rows in month.tables.values() for row in rows}
    ordered = worst_first(month.findings)
    touching = [
        each for place, found in month.found_at.items() if place_key(place) == selection.place for each in found
    ]
    led_to = {row.locator for row in month.tables.get(table, ())}
    begun: set[str | None] = set()
    items = []
    for at, finding in enumerate(ordered):
        # The worst stand first; what links of this page lead to, and what touches the line asked for, stands there too.
        leads = finding.locator in led_to and finding.locator not in begun
        if at >= MOST_FINDINGS and not leads and finding not in touching:
            continue
        # Links lead to the first finding about a place; all of them are marked.
        named = {} if finding.locator in begun else {"id": finding_id(finding.locator), "tabIndex": "-1"}
        begun.add(finding.locator)
        cited = finding in touching
        marked = "cited" if cited else ""
        items.append(elements.element("Li", _finding(finding, month, selection, places), className=marked, **named))
    return html.Section(
        [
            html.H2("What does not add up", id="findings"),
            html.Ol(items, className="findings"),
            *_further(len(ordered) - len(items)),
        ],
        **aria(labelledby="findings"),
    )


def _further(count: int) -> list[Component]:
    """What is said of findings for which the page has no room; they are beside their lines, and in the file."""
    if count == 0:
        return []
    further = "1 further finding is" if count == 1 else f"{count:,} further findings are"
    words = f"{further} not listed here: they are listed with the table that they are about."
    return [html.P(words, className="further")]


def _finding(finding: Finding, month: Month, selection: Selection, places: set[str]) -> list[elements.Cell]:
    """How much it matters, what it is, and the way to the figure where one is printed there."""
    place = elements.element("Span", finding.locator or "", className="place")
    if finding.locator in places:
        place = elements.link(f"see {finding.locator}", figure_address(finding.locator, month.key, selection))
    severity = elements.element("Span", SEVERITY_WORDS[finding.severity], className=f"severity {finding.severity}")
    return [severity, f" {finding.message} ", place]
