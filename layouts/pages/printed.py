"""Any table of the dataset as the paper prints it: which columns, under which headings, and each figure in its unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from dash import html
from dash.development.base_component import Component

from data import schema
from data.dataset import Month
from data.formatting import NOT_STATED, number, pounds, signed, signed_pounds, signed_thousands, thousands
from data.measures import measures
from data.places import place_key
from data.rows import CareLine, Commentary, Finding, Row
from data.schema import Column
from data.summaries import SUMMARY, summary_of
from layouts import elements
from views.provenance import finding_id

NAMES = {
    "finance": "Service level figures",
    "finance_summary": "Summary tables",
    "activity": "Care activity",
    "commentary": "Commentary figures",
    "status": "Status",
    "portfolio": "Programmes",
    "capital": "Capital schemes",
    "capital_funding": "Capital funding",
    "capital_variances": "Capital variances",
    "capital_variation": "Allowance for slippage",
    "savings": "Savings",
    "indicators": "Indicators",
    "reserves": "Reserves",
    "grants": "Grants",
    "virements": "Virements",
    "service_counts": "Other counts",
}
ABOUT_THE_REPORT = ("period", "financial_year", "basis", "report", "level", "locator")
TOTALS = ("total", "subtotal")
PRINTED = "printed-line"  # the id of the line that a visitor came to see


def printed_table(table: str, month: Month, place: str, caption: str) -> Component:
    """The month's ``table`` in the order of the paper; lines at ``place`` are marked, empty columns left out.

    A line that a finding touches leads to it.
    """
    rows = month.tables[table]
    columns = [column for column in shown_columns(table) if any(getattr(row, column.name) is not None for row in rows)]
    first, *others = [elements.head(column_heading(column), numeric=column.type == "number") for column in columns]
    said = {row.locator: summary for row in rows if isinstance(row, Commentary) and (summary := summary_of(row))}
    others += [elements.head(SUMMARY, numeric=False)] if said else []
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(elements.row([first, elements.head("Printed at", numeric=False), *others])),
            html.Tbody([_row(row, columns, place, month, said, _is_total(table, row)) for row in rows]),
        ],
        className="numbers dense",
    )


@cache
def shown_columns(table: str) -> tuple[Column, ...]:
    """The columns that tell a reader something; not what is the same in every row.

    First stands the one that names a row, as printed where that is kept: each row has it.
    """
    columns = {column.name: column for column in schema.tables()[table] if column.name not in ABOUT_THE_REPORT}
    joined = [name for name in columns if f"{name}_reported" in columns]
    told = [column for name, column in columns.items() if name not in joined]
    told.sort(key=lambda column: not column.name.endswith("_reported"))
    naming = next(column for column in told if column.required and column.type == "text")
    return (naming, *(column for column in told if column is not naming))


def column_heading(column: Column) -> str:
    """The heading of a column in words: those of its measure where its own name says less."""
    known = column.name.removesuffix("_k")
    if known.startswith(("count_", "unit_cost_", "cost_")) and known in measures():
        return measures()[known].label
    if known == "count_average_variance":
        return "Difference in the average over the year"
    words = column.name.removesuffix("_reported").removesuffix("_k").removesuffix("_pct").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}" + (" %" if column.unit == "percent" else "")


def _is_total(table: str, row: Row) -> bool:
    """Whether a line is a total, in a table whose lines have levels."""
    levels = [column.name for column in schema.tables()[table] if column.name == "level"]
    return any(str(getattr(row, level)).endswith(TOTALS) for level in levels)


def _row(
    row: Row, columns: list[Column], place: str, month: Month, said: Mapping[str, str], total: bool
) -> elements.Cell:
    """A line; where any line of the table has a summary in ``said`` by its place, each has a cell for one."""
    cited = bool(place) and place_key(row.locator) == place
    first, *others = columns
    names = " ".join(name for name, yes in (("cited", cited), ("total", total)) if yes)
    found = month.found_at.get(row.locator, ())
    return elements.row(
        [
            elements.name(cell_text(row, first)),
            elements.value([row.locator, *_found(found)] if found else row.locator, numeric=False),
            *(elements.value(cell_text(row, column), column.type == "number") for column in others),
            *([elements.value(said.get(row.locator, ""), numeric=False)] if said else []),
        ],
        className=names,
        **({"id": PRINTED} if cited else {}),
    )


def _found(found: tuple[Finding, ...]) -> list[elements.Cell]:
    words = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    return [", ", elements.element("A", words, href=f"#{finding_id(found[0].locator)}")]


def name_text(table: str, row: Row) -> str:
    """What a line is called in its table; a type of care with its group, because several have one of the same name."""
    name = cell_text(row, shown_columns(table)[0])
    return f"{name} ({row.care_group})" if isinstance(row, CareLine) and row.care_group != name else name


def difference_text(column: Column, was: float | None, now: float | None) -> str:
    """How far a figure moved, in its unit; a dash where one of the two is not stated."""
    if was is None or now is None:
        return "–"
    moved = round(now - was, 6)
    if column.unit == "£000":
        return signed_thousands(moved)
    return signed_pounds(moved, 2) if column.unit == "£" else _short(moved, signed)


def cell_text(row: Row, column: Column) -> str:
    """One value in its unit; a dash where a figure is not stated."""
    value = getattr(row, column.name)
    if column.type != "number":
        return "" if value is None else str(value)
    return "–" if value is None else _format(column)(value)


def _format(column: Column) -> Callable[[float | None], str]:
    if column.unit == "£000":
        return signed_thousands if "variance" in column.name or "movement" in column.name else thousands
    if column.unit == "£":
        return lambda value: pounds(value, 2)
    if column.unit == "percent":
        return lambda value: f"{_short(value, signed)}%"
    return lambda value: _short(value, number)


def _short(value: float | None, write: Callable[[float | None, int], str]) -> str:
    """A number with no more decimals than it has, two at the most."""
    if value is None:
        return NOT_STATED
    return write(value, next((places for places in (0, 1) if round(value, places) == value), 2))
