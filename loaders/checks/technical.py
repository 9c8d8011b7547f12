"""The technical appendix: sums of grants, virements and reserves, and what the service level table says of them."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.checks.compare import Doubt, against_parts, doubt
from loaders.report import Report
from loaders.tables import Row

_RESERVES = ("opening_k", "movement_k", "balance_k", "year_end_k")


def grants(rows: Sequence[Row], finance: Sequence[Row]) -> list[Doubt]:
    """Totals of ``grants`` against their rows, and against the budgets of ``finance``, which are negative."""
    doubts: list[Doubt] = []
    open_rows: list[Row] = []
    subtotals: list[Row] = []
    directorates: list[Row] = []
    first_subtotal = next((row for row in rows if row["level"] == "subtotal"), None)
    for row in rows:
        if row["level"] == "grant":
            open_rows.append(row)
        elif row["level"] == "subtotal":
            doubts += against_parts("grants", row, open_rows, ["expected_k"], "grants-total", "its grants")
            subtotals.append(row)
            open_rows = []
        elif row["level"] == "total":
            parts = [*subtotals, *open_rows]
            doubts += against_parts("grants", row, parts, ["expected_k"], "grants-total", "its grants")
            doubts += _against_finance(row, finance, "grant_total")
        elif row["level"] == "directorate":
            directorates.append(row)
        elif row["level"] == "directorate_total":
            doubts += against_parts("grants", row, directorates, ["expected_k"], "grants-total", "the directorates")
            if first_subtotal is not None and first_subtotal["expected_k"] is not None:
                because = f"the list of grants ({first_subtotal['locator']}) has"
                expected = first_subtotal["expected_k"]
                doubts += doubt(
                    "grants",
                    row,
                    "expected_k",
                    expected,
                    1.0,
                    "grants-by-directorate",
                    because,
                    also_at=[first_subtotal],
                )
    return doubts


def _against_finance(row: Row, finance: Sequence[Row], level: str) -> list[Doubt]:
    line = next((each for each in finance if each["level"] == level), None)
    if line is None or line["budget_k"] is None:
        return []
    because = f"the service level table ({line['locator']}) has a budget for grants of"
    return doubt("grants", row, "expected_k", -line["budget_k"], 1.0, "grants-against-table", because, also_at=[line])


def virements(rows: Sequence[Row], finance: Sequence[Row]) -> list[Doubt]:
    """The closing budget against opening and virements, and against the net budget of ``finance``."""
    total = next((row for row in rows if row["level"] == "total"), None)
    if total is None:
        return []
    parts = [row for row in rows if row["level"] != "total"]
    doubts = against_parts("virements", total, parts, ["amount_k"], "virements-total", "the opening and the virements")
    net = next((each for each in finance if each["level"] == "net_total"), None)
    if net is not None and net["budget_k"] is not None:
        because = f"the service level table ({net['locator']}) has a net budget of"
        doubts += doubt(
            "virements", total, "amount_k", net["budget_k"], 1.0, "virements-against-table", because, also_at=[net]
        )
    return doubts


def reserves(rows: Sequence[Row]) -> list[Doubt]:
    """Opening plus movement is the balance; subtotals and totals are the sum of what stands above them."""
    doubts: list[Doubt] = []
    funds: list[Row] = []
    subtotals: list[Row] = []
    for row in rows:
        if row["level"] == "subtotal":
            doubts += against_parts("reserves", row, funds, _RESERVES, "reserves-subtotal", "its funds")
            subtotals.append(row)
            funds = []
        elif row["level"] == "total":
            doubts += against_parts("reserves", row, [*subtotals, *funds], _RESERVES, "reserves-total", "its parts")
            subtotals, funds = [], []
        else:
            funds.append(row)
    for row in rows:
        if row["opening_k"] is not None and row["movement_k"] is not None:
            expected = row["opening_k"] + row["movement_k"]
            because = "the opening balance and the movement come to"
            doubts += doubt("reserves", row, "balance_k", expected, 1.5, "reserves-balance", because)
    return doubts


def restated(report: Report, reports: Sequence[Report]) -> list[Doubt]:
    """Balances that the report of another month states for the same day, where that report is loaded.

    A schedule that was not brought up to date repeats the balances of an earlier month, and should repeat them rightly.
    """
    note = next((each for each in report.notes if each.check == "other-month" and each.table == "reserves"), None)
    before = next(
        (
            each
            for each in reports
            if note is not None
            and f"{each.particulars['period']:%Y-%m-%d}" == note.stated
            and each.part == report.part
            and each.tables["reserves"]
        ),
        None,
    )
    if before is None:
        return []
    earlier = {(row["heading"], row["fund"]): row for row in before.tables["reserves"] if row["level"] == "fund"}
    doubts: list[Doubt] = []
    for row in report.tables["reserves"]:
        found = earlier.get((row["heading"], row["fund"]))
        if found is not None and found["balance_k"] is not None:
            because = f"for the same day {before.particulars['title']} ({found['locator']}) has"
            doubts += doubt("reserves", row, "balance_k", found["balance_k"], 0.0, "reserves-restated", because, "note")
    return doubts
