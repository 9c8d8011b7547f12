"""The one chart card: finding, chart, the same numbers as a table, where they are printed, and what to take away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from charts.chart import Chart, Table
from data.dataset import Month, Row
from data.measures import measures
from data.places import place_key, span
from data.selection import Selection
from layouts import cells
from layouts.attributes import aria, data
from layouts.pages import SOURCES

# Plotly's own bar holds a button that sends the figures to another host; none of it is ours to show.
GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "modeBarButtonsToRemove": ["sendChartToCloud"]}
FINDINGS_SHOWN = 2
NO_LINKS: Mapping[str, str] = {}


def chart_card(
    key: str,
    chart: Chart,
    month: Month,
    selection: Selection,
    findings: list[Row],
    wide: bool = False,
    links: Mapping[str, str] = NO_LINKS,
) -> Component:
    """A card for ``chart``; ``findings`` (of the contract) are those that touch the figures in it.

    ``links`` say where the name of a row leads; its mark in the chart leads there too.
    """
    return html.Article(
        [
            html.H2(chart.sentence, id=f"{key}-title"),
            html.P(chart.subtitle, className="subtitle", id=f"{key}-subtitle"),
            *_findings(findings, month, selection),
            _drawing(key, chart),
            _numbers(key, chart, month, selection, links),
            _words(chart.measures),
            html.Div([source(chart, month, selection), _actions(key, chart)], className="card-foot"),
        ],
        id=key,
        className=" ".join(["chart-card", *["wide"][: int(wide)], *["leads-on"][: int(bool(links))]]),
        **aria(labelledby=f"{key}-title"),
    )


@cache
def _words(keys: tuple[str, ...]) -> cells.Cell | None:
    """The measures of a chart in plain English, where they are met."""
    if not keys:
        return None
    known = [measures()[key] for key in keys]
    terms = [part for each in known for part in (html.Dt(each.label), html.Dd(each.definition))]
    return cells.made_once(html.Details([html.Summary("What the words mean"), html.Dl(terms)], className="meanings"))


def _drawing(key: str, chart: Chart) -> Component:
    if chart.figure is None:
        return html.P(chart.empty, className="empty")
    graph = dcc.Graph(id=f"{key}-graph", figure=chart.figure, config=GRAPH_CONFIG, responsive=True)
    named = html.Div(graph, role="img", **aria(label=chart.sentence, describedby=f"{key}-subtitle"))
    height = {"height": f"{chart.figure['layout']['height']}px"}
    return html.Div(
        [html.Div(named, className="plot", style=height), html.P(chart.key, className="key")], className="chart-view"
    )


def _numbers(key: str, chart: Chart, month: Month, selection: Selection, links: Mapping[str, str]) -> Component:
    return html.Div(
        table(chart.sentence, chart.table, month, selection, links),
        id=f"{key}-table",
        className="table-view",
        tabIndex="0",
        role="region",
        **aria(label=f"Table: {chart.sentence}"),
    )


def table(
    caption: str, numbers: Table, month: Month, selection: Selection, links: Mapping[str, str] = NO_LINKS
) -> Component:
    """The numbers as an HTML table; the last column leads each row to its line in the paper, or both papers."""
    months = numbers.months or (month.key,) * len(numbers.rows)
    places = ("Printed at", "Earlier at") if numbers.earlier else ("Printed at",)
    head = [cells.head(name, numeric=place > 0) for place, name in enumerate((*numbers.columns, *places))]
    body = [
        cells.row(
            [
                cells.name(cells.link(first, links[first]) if first in links else first),
                *map(cells.value, others),
                cells.value(source_link(locator, key, selection)),
                *(cells.value(source_link(*at, selection)) for at in numbers.earlier[row : row + 1]),
            ]
        )
        for row, ((first, *others), locator, key) in enumerate(zip(numbers.rows, numbers.locators, months, strict=True))
    ]
    return html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(cells.row(head)),
            html.Tbody(body),
        ],
        className="numbers",
    )


def source_link(locator: str, month: str, selection: Selection) -> cells.Cell:
    """A link to the figure as printed; nothing for a line that adds up others."""
    return cells.link(locator, _target(locator, month, selection)) if locator else ""


def _target(locator: str, month: str, selection: Selection) -> str:
    """Where a figure is shown as printed; the rest of the view is kept where it is of the same month."""
    return _paper(month, selection) + (f"&at={quote(place_key(locator))}" if locator else "")


@lru_cache(maxsize=256)  # every row of a table leads to the same paper
def _paper(month: str, selection: Selection) -> str:
    kept = selection if month == selection.month else Selection(month)
    return kept.address(SOURCES.path, place="", table="")


def source(chart: Chart, month: Month, selection: Selection) -> Component:
    """The paper and the places of a chart's figures in it, as a link to the first of them."""
    months = chart.table.months or (month.key,) * len(chart.table.locators)
    places = [place for place, of in zip(chart.table.locators, months, strict=True) if of == month.key and place]
    words = f"{month.title}, {span(places)}" if places else month.title
    return html.P(
        ["Source: ", dcc.Link(words, href=_target(next(iter(places), ""), month.key, selection))], className="source"
    )


def _findings(findings: list[Row], month: Month, selection: Selection) -> list[Component]:
    if not findings:
        return []
    count = len(findings)
    lead = "1 finding touches this chart: " if count == 1 else f"{count} findings touch this chart: "
    shown = " ".join(finding.message for finding in findings[:FINDINGS_SHOWN])
    link = dcc.Link("All findings", href=Selection(month.key).address(SOURCES.path))
    return [html.P([html.B(lead), shown, " ", link], className="finding")]


def _actions(key: str, chart: Chart) -> Component:
    return html.Div(
        list(_buttons(key, drawn=chart.figure is not None)),
        className="card-actions",
        role="group",
        **aria(label=f"Take away: {chart.sentence}"),
    )


@cache
def _buttons(key: str, *, drawn: bool) -> tuple[cells.Cell, ...]:
    """What can be taken away from a card; the picture too, where one is ``drawn``."""

    def action(name: str, label: str, pressed: str = "") -> Component:
        attributes = data(action=name, card=key) | aria(pressed=pressed)
        return html.Button(label, type="button", className="card-action", **attributes)

    views = [action("show-chart", "Chart", pressed="true"), action("show-table", "Table", pressed="false")]
    pictures = [action("png", "Picture (PNG)"), action("svg", "Picture to enlarge (SVG)")]
    downloads = [action("csv", "Numbers (CSV)"), action("copy-link", "Copy link")]
    if not drawn:
        views, pictures = [], []
    menu = html.Details(
        [html.Summary("Download", className="card-action"), html.Div([*pictures, *downloads], className="card-menu")]
    )
    return tuple(map(cells.made_once, [*views, action("copy-sentence", "Copy sentence"), menu]))
