"""The one chart card: finding, chart, the same numbers as a table, where they are printed, and what to take away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from charts.chart import NOTE, PART, Chart, Table
from data.dataset import Month, worst_first
from data.findings import Findings
from data.measures import measures
from data.selection import Selection
from layouts import elements
from layouts.attributes import aria, data
from layouts.compact_table import Addresses, Content, compact_table
from layouts.source_links import finding_mark, source
from views.provenance import figure_address, finding_id

# Plotly's own bar holds a button that sends the figures to another host; none of it is ours to show.
GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "modeBarButtonsToRemove": ["sendChartToCloud"]}
FINDINGS_SHOWN = 2
NO_LINKS: Mapping[str, str] = {}
NO_FINDINGS: Findings = {}


def chart_card(
    key: str,
    chart: Chart,
    month: Month,
    selection: Selection,
    findings: Findings,
    wide: bool = False,
    links: Mapping[str, str] = NO_LINKS,
    notes: Mapping[str, str] = NO_LINKS,
) -> elements.Cell:
    """A card for ``chart``; ``findings`` are those that touch the figures in it.

    ``links`` say where the name of a row leads; its mark in the chart leads there too. A mark of any other row leads to
    that row of the table. ``notes`` say where the numbers of commentaries lead.
    """
    sent = elements.element(
        "Article",
        [
            elements.element("H2", chart.sentence, id=f"{key}-title"),
            elements.element("P", chart.subtitle, className="subtitle", id=f"{key}-subtitle"),
            *_findings(findings, month, selection),
            _drawing(key, chart),
            elements.element(
                "Div",
                table(chart.sentence, chart.table, month, selection, findings, links, notes),
                id=f"{key}-table",
                className="table-view",
                tabIndex="0",
                role="region",
                **aria(label=f"Table: {chart.sentence}"),
            ),
            why(chart),
            _words(chart.measures),
            elements.element("Div", [source(chart, month, selection), _actions(key, chart)], className="card-foot"),
        ],
        id=key,
        className="chart-card wide" if wide else "chart-card",
        **aria(labelledby=f"{key}-title"),
    )
    return elements.Card(sent, chart.table)


def why(chart: Chart) -> elements.Cell | None:
    """What the paper says about the lines of a chart, folded away; nothing where it says nothing."""
    if chart.reasons is None:
        return None
    terms = [
        part
        for names, words in chart.reasons.told
        for part in (elements.element("Dt", names), elements.element("Dd", words))
    ]
    return elements.element(
        "Details",
        [elements.element("Summary", chart.reasons.title), elements.element("Dl", terms)],
        className="meanings",
    )


@cache
def _words(keys: tuple[str, ...]) -> elements.Cell | None:
    """The measures of a chart in plain English, where they are met."""
    if not keys:
        return None
    known = [measures()[key] for key in keys]
    terms = [part for each in known for part in (html.Dt(each.label), html.Dd(each.definition))]
    return elements.made_once(html.Details([html.Summary("What the words mean"), html.Dl(terms)], className="meanings"))


def _drawing(key: str, chart: Chart) -> elements.Cell:
    if chart.figure is None:
        return elements.element("P", chart.empty, className="empty")
    graph = elements.graph(f"{key}-graph", chart.figure, GRAPH_CONFIG)
    named = elements.element("Div", graph, role="img", **aria(label=chart.sentence, describedby=f"{key}-subtitle"))
    height = {"height": f"{chart.figure['layout']['height']}px"}
    plot = elements.element("Div", named, className="plot", style=height)
    return elements.element("Div", [plot, elements.element("P", chart.key, className="key")], className="chart-view")


def table(
    caption: str,
    numbers: Table,
    month: Month,
    selection: Selection,
    findings: Findings = NO_FINDINGS,
    links: Mapping[str, str] = NO_LINKS,
    notes: Mapping[str, str] = NO_LINKS,
) -> list[elements.Cell]:
    """The numbers as a table, and how those were worked out that no paper prints.

    The last column leads each row to its line in the paper, or both papers, or says what was added up. Before it stand
    the findings that touch a row, where there are any. ``notes`` say where the note of a row leads.
    """
    addresses = Addresses()
    months = numbers.months or (month.key,) * len(numbers.rows)
    touched = any(findings)
    further = (*(("Findings",) if touched else ()), "Printed at", *(("Earlier at",) if numbers.earlier else ()))
    rows = []
    for row, (key, locator) in enumerate(zip(months, numbers.locators, strict=True)):
        at = [(key, locator), *((of, place) for place, of in numbers.earlier[row : row + 1])]
        built = _figures(numbers, row, links, notes, addresses)
        if touched:
            built.append(_marks(at, findings, selection, addresses))
        # What was worked out stands where a place is missing, once in a row.
        made: list[Content] = ["", {"made": numbers.sums[row] if numbers.sums else ""}]
        for of, place in at:
            built.append([addresses.link(place, figure_address(place, of, selection))] if place else made.pop())
        rows.append(built)
    return [compact_table(caption, (*numbers.columns, *further), rows, addresses), *_how(numbers)]


def _figures(
    numbers: Table, row: int, links: Mapping[str, str], notes: Mapping[str, str], addresses: Addresses
) -> list[Content]:
    """The name and the figures of one row, with where its name and its note lead."""
    texts = numbers.rows[row]
    built: list[Content] = list(texts)
    name = texts[0].removeprefix(PART)
    if name in links:
        built[0] = [addresses.link(texts[0], links[name])]
    note = numbers.columns.index(NOTE) if NOTE in numbers.columns else 0
    if note and texts[note] and name in notes:
        built[note] = [addresses.link(texts[note], notes[name])]
    return built


def _marks(at: list[tuple[str, str]], findings: Findings, selection: Selection, addresses: Addresses) -> Content:
    """The findings about the places of one row, as links with commas between."""
    found = [finding_mark(findings[each], each[0], selection) for each in at if each in findings]
    return [piece for mark in found for piece in (", ", addresses.link(*mark))][1:]


def _how(numbers: Table) -> list[elements.Cell]:
    """How the columns were worked out that no paper prints."""
    found = [f"{column}: {how}." for column, how in numbers.worked_out if column in numbers.columns]
    words = f"Worked out here, not printed in the paper. {' '.join(found)}"
    return [elements.element("P", words, className="key worked-out")] if found else []


def _findings(findings: Findings, month: Month, selection: Selection) -> list[elements.Cell]:
    """The errors and warnings of the card's own paper in words; remarks, and other papers, are marked in the table."""
    here = [each for (key, _), found in findings.items() if key == month.key for each in found]
    serious = worst_first(finding for finding in here if finding.severity != "note")
    if not serious:
        return []
    count = len(serious)
    lead = "1 finding touches this chart: " if count == 1 else f"{count} findings touch this chart: "
    shown = " ".join(finding.message for finding in serious[:FINDINGS_SHOWN])
    place = serious[0].locator
    address = f"{figure_address(place, month.key, selection)}#{finding_id(place)}"
    link = elements.link("See the finding" if count == 1 else "See the findings", address)
    return [elements.element("P", [elements.element("B", lead), shown, " ", link], className="finding")]


def _actions(key: str, chart: Chart) -> elements.Cell:
    return elements.element(
        "Div",
        list(_buttons(drawn=chart.figure is not None)),
        className="card-actions",
        role="group",
        **data(card=key),
        **aria(label=f"Take away: {chart.sentence}"),
    )


@cache
def _buttons(*, drawn: bool) -> tuple[elements.Cell, ...]:
    """What can be taken away from a card; the picture too, where one is ``drawn``."""

    def action(name: str, label: str, pressed: str = "") -> Component:
        attributes = data(action=name) | aria(pressed=pressed)
        return html.Button(label, type="button", className="card-action", **attributes)

    views = [action("show-chart", "Chart", pressed="true"), action("show-table", "Table", pressed="false")]
    pictures = [
        action("png", "Picture (PNG)"),
        action("svg", "Picture to enlarge (SVG)"),
        action("png-page", "Picture for a page of A4 (PNG)"),
        action("svg-page", "Picture for a page of A4 (SVG)"),
    ]
    downloads = [action("csv", "Numbers (CSV)"), action("copy-link", "Copy link")]
    if not drawn:
        views, pictures = [], []
    menu = html.Details(
        [html.Summary("Download", className="card-action"), html.Div([*pictures, *downloads], className="card-menu")]
    )
    return tuple(map(elements.made_once, [*views, action("copy-sentence", "Copy sentence"), menu]))
