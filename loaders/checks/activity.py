"""The key activity tables: differences against the figures they compare, and totals against their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.checks.compare import Doubt, against_parts, doubt, step
from loaders.tables import Note, Row

_DIFFERENCES = (
    ("cost_variance_k", "cost_actual_k", "cost_budget_k", "cost-variance", "the actual minus the budget is"),
    ("unit_cost_variance", "unit_cost_actual", "unit_cost_budget", "unit-cost-variance", "the unit costs differ by"),
    ("count_variance", "count_actual", "count_budget", "count-variance", "the numbers differ by"),
    (
        "count_average_variance",
        "count_average",
        "count_budget",
        "average-variance",
        "the yearly average minus the budgeted number is",
    ),
)
# Checks of a total are called by what they add up, so that a page shows each beside that measure and no other.
_MONEY = dict.fromkeys(("cost_budget_k", "cost_actual_k", "cost_variance_k"), "care-cost-total")
# Budgeted numbers and averages are rounded for print, so their sums may be off; what is there on a day is whole.
_ROUNDED = {
    "count_budget": "care-budgeted-total",
    "count_average": "care-average-total",
    "count_average_variance": "care-average-total",
}
_WHOLE = ("count_actual", "count_previous", "count_variance")


def check(rows: Sequence[Row]) -> list[Doubt]:
    """Doubts about the rows of ``activity``, which stand in the papers' order."""
    return [*differences(rows), *totals(rows)]


def differences(rows: Iterable[Row]) -> list[Doubt]:
    """The printed differences: cost, unit cost, number, yearly average."""
    doubts = []
    for row in rows:
        for column, actual, budget, name, because in _DIFFERENCES:
            if row[column] is None or row[actual] is None or row[budget] is None:
                continue
            steps = (step("activity", row, each) / 2 for each in (column, actual, budget))
            slack = 0.0 if column in _WHOLE else sum(steps)
            expected, parts = row[actual] - row[budget], [(row, actual), (row, budget)]
            doubts += doubt("activity", row, column, expected, slack, name, because, parts=parts)
    return doubts


def totals(rows: Sequence[Row]) -> list[Doubt]:
    """Subtotals against the rows since the last one; totals against the subtotals and what no subtotal took in."""
    doubts: list[Doubt] = []
    for group in dict.fromkeys(row["care_group"] for row in rows):
        open_rows: list[Row] = []
        subtotals: list[Row] = []
        for row in rows:
            if row["care_group"] != group:
                continue
            if row["level"] == "subtotal":
                doubts += _against(row, open_rows)
                subtotals.append(row)
                open_rows = []
            elif row["level"] == "total":
                doubts += _against(row, [*subtotals, *open_rows])
                open_rows, subtotals = [], []
            else:
                open_rows.append(row)
    return doubts


def _against(total: Row, parts: Sequence[Row]) -> list[Doubt]:
    # A row for skills payments counts the same placements as the row for basic payments: money is added, numbers not.
    counted = [row for row in parts if not row["service_type"].endswith(" Skills")]
    doubts: list[Doubt] = []
    for columns, rows in ((_MONEY, parts), (_ROUNDED, counted)):
        for column, name in columns.items():
            doubts += against_parts("activity", total, rows, [column], name, "its parts")
    for column in _WHOLE:
        doubts += _whole(total, counted, column)
    return doubts


def _whole(total: Row, parts: Sequence[Row], column: str) -> list[Doubt]:
    values = [row[column] for row in parts if row[column] is not None]
    if not values:
        return []
    stated = [(row, column) for row in parts]
    return doubt("activity", total, column, sum(values), 0.0, "care-count-total", "its parts add up to", parts=stated)


def against_external(rows: Sequence[Row]) -> list[Doubt]:
    """The total of external placements in the commentary against the same total in the key activity table."""
    table = next(
        (
            row
            for row in rows
            if row["care_group"] == "Children in care" and row["category"] == "External" and row["level"] == "subtotal"
        ),
        None,
    )
    doubts: list[Doubt] = []
    for row in rows:
        if row["care_group"] == "External placements" and row["level"] == "total" and table is not None:
            for column in ("count_budget", "count_actual"):
                if table[column] is not None:
                    because = f"the key activity table ({table['locator']}) has"
                    doubts += doubt(
                        "activity",
                        row,
                        column,
                        table[column],
                        0.0,
                        "two-tables-differ",
                        because,
                        "note",
                        also_at=[table],
                    )
    return doubts


def units(rows: Sequence[Row]) -> list[Note]:
    """A remark where one type of care has its unit cost by the hour in most tables and by the week in one."""
    notes = []
    for name in dict.fromkeys(row["service_type"] for row in rows if row["unit_cost_per"] == "hour"):
        hourly = [row for row in rows if row["service_type"] == name and row["unit_cost_per"] == "hour"]
        for row in rows:
            if row["service_type"] == name and row["unit_cost_per"] == "week":
                notes.append(
                    Note(
                        "activity",
                        f"{row['care_group']}: {name}",
                        "unit-cost-per",
                        "note",
                        f"{name} ({row['care_group']}) stands under a heading by the week, while {name} "
                        f"({hourly[0]['care_group']}) is by the hour in the same report; it is loaded by the week.",
                        row["locator"],
                        stated="week",
                    )
                )
    return notes
