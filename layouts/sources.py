"""Sources and findings: what was loaded for a month, what does not add up in it, and every figure at its line."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.theme import Screen
from data.dataset import Dataset, Month, Row
from data.formatting import day, month_name, number, pounds, signed, signed_thousands, thousands
from data.places import place_key
from data.selection import Selection
from layouts import cells
from layouts.attributes import aria, data
from layouts.pages import SOURCES
from layouts.parts import heading, switch

TABLES = {
    "finance": "Service level figures",
    "finance_summary": "Summary tables",
    "activity": "Care activity",
}
PARTS = ("service", "grant", "directorate", "line", "income", "adjustment")
SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Remark"}

FORMATS = {
    "k": thousands,
    "+k": signed_thousands,
    "%": lambda value: f"{signed(value, 0 if float(value).is_integer() else 1)}%",
    "count": lambda value: number(value, 0 if float(value).is_integer() else 2),
    "£": lambda value: pounds(value, 2),
}

COLUMNS = {
    "finance": [
        ("Line as printed", "service_reported", "text"),
        ("Directorate", "directorate", "text"),
        ("Budget", "budget_k", "k"),
        ("Actual", "actual_k", "k"),
        ("Variance", "forecast_variance_k", "+k"),
        ("%", "forecast_variance_pct", "%"),
        ("Previous", "previous_forecast_variance_k", "+k"),
        ("Note", "note", "text"),
        ("Printed at", "locator", "text"),
    ],
    "finance_summary": [
        ("Line as printed", "line_reported", "text"),
        ("Table", "view", "text"),
        ("Budget", "budget_k", "k"),
        ("Actual", "actual_k", "k"),
        ("Variance", "forecast_variance_k", "+k"),
        ("%", "forecast_variance_pct", "%"),
        ("Previous", "previous_forecast_variance_k", "+k"),
        ("Printed at", "locator", "text"),
    ],
    "activity": [
        ("Type of care as printed", "service_type_reported", "text"),
        ("Care group", "care_group", "text"),
        ("Budgeted", "count_budget", "count"),
        ("End of month", "count_actual", "count"),
        ("Average", "count_average", "count"),
        ("Unit cost budgeted", "unit_cost_budget", "£"),
        ("Unit cost now", "unit_cost_actual", "£"),
        ("Per", "unit_cost_per", "text"),
        ("Budget", "cost_budget_k", "k"),
        ("Forecast or actual", "cost_actual_k", "k"),
        ("Variance", "cost_variance_k", "+k"),
        ("Printed at", "locator", "text"),
    ],
}


def sources(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one month; with a line chosen, that line is marked and brought into view."""
    table = selection.table or _table_of(month, selection.place)
    count = len(month.findings)
    lead = f"{_report(month)} {_counted(count)}"
    return [
        *heading(f"Where the figures for {month_name(month.period)} come from", lead, notes),
        _findings(month),
        html.H2("Every figure at its line", id="figures"),
        switch(
            "Table",
            [
                (words, Selection(month.key, table=name).address(SOURCES.path), name == table)
                for name, words in TABLES.items()
            ],
        ),
        html.Div(
            _figures(month, table, selection.place),
            className="table-view scrolls",
            tabIndex="0",
            role="region",
            **aria(label=TABLES[table]),
        ),
    ]


def _table_of(month: Month, place: str) -> str:
    """The table with a figure printed at ``place``; the service level figures where none does."""
    holding = (name for name in TABLES if any(place_key(row.locator) == place for row in getattr(month, name)))
    return next(holding, "finance") if place else "finance"


def _report(month: Month) -> str:
    published = f", published {day(month.published)}" if month.published else ""
    files = "; ".join(month.files)
    return f"{month.title}{published}. Read from {files}."


def _counted(count: int) -> str:
    if count == 0:
        return "Every total and difference that it prints adds up."
    return (
        "1 thing in it does not add up or needs a remark."
        if count == 1
        else (f"{count} things in it do not add up or need a remark.")
    )


def _findings(month: Month) -> Component:
    if not month.findings:
        return html.P("No findings: every figure agrees with its parts.", className="empty")
    order = list(SEVERITIES)
    items = [
        html.Li(
            [
                html.Span(SEVERITIES[finding.severity], className=f"severity {finding.severity}"),
                f" {finding.message} ",
                html.Span(finding.locator or "", className="place"),
            ]
        )
        for finding in sorted(month.findings, key=lambda finding: order.index(finding.severity))
    ]
    return html.Section(
        [html.H2("What does not add up", id="findings"), html.Ol(items, className="findings")],
        **aria(labelledby="findings"),
    )


def _figures(month: Month, table: str, place: str) -> Component:
    columns = COLUMNS[table]
    head = cells.row([cells.head(name, numeric=kind != "text") for name, _, kind in columns])
    body = [_row(row, columns, place) for row in getattr(month, table)]
    return html.Table(
        [
            html.Caption(f"{TABLES[table]}, {month_name(month.period)}, in the order of the paper"),
            html.Thead(head),
            html.Tbody(body),
        ],
        className="numbers dense",
    )


def _row(row: Row, columns: list[tuple[str, str, str]], place: str) -> cells.Cell:
    cited = bool(place) and place_key(row.locator) == place
    first, *others = columns
    total = row.level not in PARTS
    names = " ".join(name for name, yes in (("cited", cited), ("total", total)) if yes)
    return cells.row(
        [cells.name(_cell(row, first)), *(cells.value(_cell(row, column), column[2] != "text") for column in others)],
        className=names,
        **data(cited="yes" if cited else ""),
    )


def _cell(row: Row, column: tuple[str, str, str]) -> str:
    _, name, kind = column
    value = getattr(row, name)
    if kind == "text":
        return value or ""
    return "–" if value is None else FORMATS[kind](value)
