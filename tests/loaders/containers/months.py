"""A month that is kept as figures, printed again in the shape of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.folders import SNAPSHOTS
from loaders import snapshot
from loaders.joining import names
from loaders.joining.lookup import COVERING
from loaders.report import Report
from loaders.tables import Row
from tests.loaders.containers.paper import Block, Cell, Span, Table

CHILDREN = {
    "count_budget": "No of placements Budgeted",
    "cost_budget_k": "Annual Budget",
    "weeks_funded": "No. of weeks funded",
    "unit_cost_budget": "Average weekly cost per head",
    "count_actual": "Snapshot of No. of placements",
    "count_average": "Yearly Average",
    "cost_actual_k": "Actual Spend",
    "unit_cost_actual": "Average weekly cost per head",
    "count_average_variance": "Yearly Average budgeted no. of placements",
    "cost_variance_k": "Net Variance to Budget",
    "unit_cost_variance": "Average weekly cost diff",
}
SEN = {
    "count_budget": "No. of Placements Budgeted",
    "cost_budget_k": "Total Cost to SEN Placements Budget",
    "unit_cost_budget": "Average annual cost",
    "count_actual": "No. of Placements",
    "count_average": "Yearly Average",
    "cost_actual_k": "Total Cost to SEN Placements Budget",
    "unit_cost_actual": "Average Annual Cost",
    "count_variance": "No of Placements",
    "count_average_variance": "Yearly Average",
    "cost_variance_k": "Total Cost to SEN Placements Budget",
    "unit_cost_variance": "Average Annual Cost",
}
ADULTS = {
    "count_budget": "Budgeted No. of {}",
    "unit_cost_budget": "Budgeted Average Unit Cost (per week) £",
    "cost_budget_k": "Annual Budget £000",
    "count_actual": "No. of {} at End of Month",
    "count_direction": "D o T",
    "unit_cost_actual": "Current Average Unit Cost (per week) £",
    "unit_cost_direction": "D o T",
    "cost_actual_k": "Actual £000",
    "cost_direction": "D o T",
    "cost_variance_k": "Variance £000",
}
_TITLES = {
    "Children in care": "Looked After Children",
    "SEN placements": "SEN Placements",
    "Learning disability": "Learning Disability Services",
    "Adult disability": "Adult Disability Services",
    "Adult mental health": "Adult Mental Health Services",
    "Older people": "Older People (OP) Services",
    "Older people mental health": "Older People Mental Health (OPMH) Services",
    "Physical disabilities": "Physical Disabilities Services",
}
_ARROWS = {"up": "↑", "down": "↓", "same": "↔"}


def month(name: str) -> Report:
    """The rows of a month that comes with the product."""
    return names.apply(snapshot.read(SNAPSHOTS / name / "reports.csv"))


def blocks(report: Report) -> list[Block]:
    """The report's service level table, summaries and activity as a paper prints them."""
    views: dict[str, list[Row]] = {}
    for row in report.tables["finance_summary"]:
        views.setdefault(str(row["view"]), []).append(row)
    block, date = report.particulars["service_block"], report.particulars["published"]
    found: list[Block] = []
    for view, rows in views.items():
        if view.endswith(COVERING):
            found += [f"To: {view.removesuffix(COVERING)} Committee", _summary(rows)]
    found += [f"Service: {block}", report.particulars["title"], f"Date: {date.day} {date:%B %Y}"]
    for view, rows in views.items():
        if not view.endswith(COVERING):
            found += ["Overall Position" if view == "overall" else f"{view} Committee", _summary(rows)]
    groups: dict[str, list[Row]] = {}
    for row in report.tables["activity"]:
        groups.setdefault(str(row["care_group"]), []).append(row)
    for group, rows in groups.items():
        found += _activity(group, rows)
    return [*found, "Appendix 1: Service Level Budgetary Control", _finance(report.tables["finance"])]


def k(value: float | None) -> str:
    """Thousands in a column headed £000."""
    return "" if value is None else f"{value:,.15g}"


def pct(value: float | None) -> str:
    """A percentage."""
    return "" if value is None else f"{value:.15g}%"


def _summary(rows: Sequence[Row]) -> Table:
    with_original = any(row["original_budget_k"] is not None for row in rows)
    with_share = any(row["forecast_variance_pct"] is not None for row in rows)
    heading: list[Cell] = ["Forecast Variance Outturn (Previous) £000", "Directorate"]
    heading += ["Original Budget £000"] if with_original else []
    heading += ["Budget £000", "Actual £000", "Forecast Outturn Variance £000"]
    heading += ["Forecast Outturn Variance %"] if with_share else []
    table: Table = [heading]
    for row in rows:
        cells: list[Cell] = [k(row["previous_forecast_variance_k"]), row["line_reported"]]
        cells += [k(row["original_budget_k"])] if with_original else []
        cells += [k(row[name]) for name in ("budget_k", "actual_k", "forecast_variance_k")]
        table.append(cells + ([pct(row["forecast_variance_pct"])] if with_share else []))
    return table


def _finance(rows: Sequence[Row]) -> Table:
    table: Table = [
        [
            Span("Forecast Outturn Variance (Previous) £'000", down=2),
            Span("Service", across=2, down=2),
            "",
            Span("Budget £'000", down=2),
            Span("Actual £'000", down=2),
            Span("Forecast Outturn Variance", across=2),
            "",
        ],
        ["", "", "", "", "", "£'000", "%"],
    ]
    directorate = group = None
    grants = False
    for row in rows:
        if row["level"] == "grant" and not grants:
            grants = True
            table.append(_sub_heading("Grant Funding"))
        if row["directorate"] and row["directorate"] != directorate:
            directorate, group = row["directorate"], None
            plain = directorate == "Executive Director"
            table.append(_sub_heading(directorate if plain else f"{directorate} Directorate"))
        if row["service_group"] and row["service_group"] != group:
            group = row["service_group"]
            table.append(_sub_heading(group))
        table.append(
            [
                k(row["previous_forecast_variance_k"]),
                row["note"] or "",
                row["service_reported"],
                k(row["budget_k"]),
                k(row["actual_k"]),
                k(row["forecast_variance_k"]),
                pct(row["forecast_variance_pct"]),
            ]
        )
    return table


def _sub_heading(text: str) -> list[Cell]:
    return [Span(text, across=7), *[""] * 6]


def _activity(group: str, rows: Sequence[Row]) -> list[Block]:
    if group == "External placements":
        return [_external(rows)]
    of = next((str(row["count_of"]) for row in rows if row["count_of"]), "placements")
    columns = {"Children in care": CHILDREN, "SEN placements": SEN}.get(group, ADULTS)
    headings = [text.format(of.title()) for text in columns.values()]
    starts = [index for index, name in enumerate(columns) if name in _starts(columns)]
    bands: list[Cell] = [Span("Service Type", down=2)]
    for start, end, band in zip(starts, [*starts[1:], len(columns)], ("BUDGET", "ACTUAL", _last(columns)), strict=True):
        bands += [Span(band, across=end - start), *[""] * (end - start - 1)]
    table: Table = [bands, ["", *headings]]
    category = None
    for row in rows:
        if row["category"] in ("Accommodation based", "Community based") and row["category"] != category:
            category = row["category"]
            table.append([str(category), *[""] * len(columns)])
        table.append([row["service_type_reported"], *(_figure(row, name) for name in columns)])
    return [f"Key activity data to the end of the month for {_TITLES[group]} is shown below:", table]


def _starts(columns: dict[str, str]) -> tuple[str, str, str]:
    """The first column of each band."""
    last = {"count_average_variance", "count_variance"} & set(columns)
    third = "count_variance" if "count_variance" in columns else "count_average_variance" if last else "cost_variance_k"
    return "count_budget", "count_actual", third


def _last(columns: dict[str, str]) -> str:
    return "Year End" if columns is ADULTS else "VARIANCE"


def _figure(row: Row, name: str) -> str:
    value: Any = row[name]
    if value is None:
        return ""
    if name.endswith("direction"):
        return _ARROWS[value]
    if name.startswith("unit_cost"):
        sign, size = "-" if value < 0 else "", f"{abs(value):,.15g}"
        if row["unit_cost_per"] == "year":
            return f"{sign}£{abs(value) / 1000:,.15g}k"
        return f"per hour {sign}£{size}" if row["unit_cost_per"] == "hour" else f"{sign}£{size}"
    if name.endswith("_k"):
        return f"-£{abs(value):,.15g}k" if value < 0 else f"£{value:,.15g}k"
    return f"{value:,.15g}"


def _external(rows: Sequence[Row]) -> Table:
    table: Table = [
        [
            "External Placements Client Group",
            "Budgeted Packages",
            "Packages Last Month",
            "Packages",
            "Variance from Budget",
        ]
    ]
    names = ("count_budget", "count_previous", "count_actual", "count_variance")
    for row in rows:
        table.append([row["service_type_reported"], *(f"{row[name]:,.15g}" for name in names)])
    return table


def compared(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows without what tells one file from another."""
    return [{name: value for name, value in row.items() if name != "locator"} for row in rows]


def written(name: str, path: Path, writer: Any) -> Path:
    """A month written to ``path``."""
    writer(blocks(month(name)), path)
    return path
