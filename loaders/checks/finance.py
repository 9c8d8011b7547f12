"""The service level table: totals against their lines, percentages, and at closedown actual minus budget."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from loaders.checks.compare import Doubt, against_parts, doubt, step
from loaders.figures import shown
from loaders.recognisers import label, printed
from loaders.tables import Note, Row

COLUMNS = (
    *("original_budget_k", "budget_k", "actual_k", "forecast_outturn_k"),
    *("forecast_variance_k", "previous_forecast_variance_k"),
)


def check(rows: Sequence[Row], outturn: bool) -> list[Doubt]:
    """Doubts about the rows of ``finance``, which stand in the paper's order."""
    stated = [*totals(rows), *forecasts("finance", rows)]
    return [*stated, *(outturns(rows) if outturn else []), *percentages("finance", rows)]


def totals(rows: Sequence[Row]) -> list[Doubt]:
    """Group, directorate and grand totals against what stands above them."""
    doubts: list[Doubt] = []
    group: list[Row] = []
    directorate: list[Row] = []
    directorates: list[Row] = []
    grants: list[Row] = []
    expenditure: Row | None = None
    grant_total: Row | None = None
    for row in rows:
        level = row["level"]
        if level == "service":
            if group and group[-1]["service_group"] != row["service_group"]:
                group = []
            group.append(row)
            directorate.append(row)
        elif level == "group_total":
            doubts += against_parts("finance", row, group, COLUMNS, "group-total", "its lines")
            group = []
        elif level == "directorate_total":
            doubts += against_parts("finance", row, directorate, COLUMNS, "directorate-total", "its lines")
            directorates.append(row)
            group, directorate = [], []
        elif level == "expenditure_total":
            doubts += against_parts("finance", row, directorates, COLUMNS, "expenditure-total", "the directorates")
            expenditure = row
        elif level == "grant":
            grants.append(row)
        elif level == "grant_total":
            doubts += against_parts("finance", row, grants, COLUMNS, "grant-total", "the grants")
            grant_total = row
        elif level == "net_total" and expenditure and grant_total:
            # Where the expenditure total is itself in doubt, its directorates stand in for it.
            wrong = {each.column for each in doubts if each.row is expenditure}
            for column in COLUMNS:
                parts = [*directorates, grant_total] if column in wrong else [expenditure, grant_total]
                doubts += against_parts("finance", row, parts, [column], "net-total", "expenditure and grants")
    return doubts


def forecasts(table: str, rows: Sequence[Row]) -> list[Doubt]:
    """The printed variance against the forecast outturn minus the budget, where all three are printed."""
    doubts = []
    for row in rows:
        forecast, budget = row.get("forecast_outturn_k"), row["budget_k"]
        if forecast is not None and budget is not None:
            slack = 1.5 * step(table, row, "budget_k")
            parts = [(row, "forecast_outturn_k"), (row, "budget_k")]
            because = "the forecast outturn minus the budget is"
            doubts += doubt(
                table, row, "forecast_variance_k", forecast - budget, slack, "variance", because, parts=parts
            )
    return doubts


def outturns(rows: Sequence[Row]) -> list[Doubt]:
    """At closedown the variance is the actual minus the budget."""
    doubts = []
    for row in rows:
        if row["actual_k"] is not None and row["budget_k"] is not None:
            expected = row["actual_k"] - row["budget_k"]
            doubts += doubt(
                "finance",
                row,
                "forecast_variance_k",
                expected,
                1.5,
                "outturn-variance",
                "the actual minus the budget is",
                parts=[(row, "actual_k"), (row, "budget_k")],
            )
    return doubts


def percentages(table: str, rows: Sequence[Row], half_step: float | None = None) -> list[Doubt]:
    """Printed percentages against variance over budget, at the decimals that the table prints.

    The variance and the budget are themselves rounded, so the whole range that they allow is accepted. The sign of a
    percentage of a negative budget is left to ``signs``; of any other it is the variance's.
    """
    doubts = []
    if half_step is None:
        half_step = 0.05 if any((row["forecast_variance_pct"] or 0) % 1 for row in rows) else 0.5
    for row in rows:
        budget, variance, share = row["budget_k"], row["forecast_variance_k"], row["forecast_variance_pct"]
        if not budget or variance is None or share is None or abs(budget) <= 0.5:
            continue
        half = step(table, row, "budget_k") / 2
        opposite = budget > 0 and abs(variance) > half and abs(share) > half_step and (share > 0) != (variance > 0)
        low = 100 * max(0.0, abs(variance) - half) / (abs(budget) + half) - half_step
        high = 100 * (abs(variance) + half) / (abs(budget) - half) + half_step
        if low - 1e-6 <= abs(share) <= high + 1e-6 and not opposite:
            continue
        exact = round(100 * variance / budget if opposite else math.copysign(100 * variance / budget, share), 1)
        severity = "error" if opposite or abs(share - exact) > 2 * half_step else "note"
        because = "the variance divided by the budget is"
        parts = [(row, "forecast_variance_k"), (row, "budget_k")]
        doubts += doubt(table, row, "forecast_variance_pct", exact, 0.0, "variance-pct", because, severity, parts)
    return doubts


def signs(table: str, rows: Sequence[Row]) -> list[Note]:
    """A remark where percentages of negative budgets take now the variance's sign, now the quotient's."""
    lines = [row for row in rows if (row["budget_k"] or 0) < 0 and row["forecast_variance_pct"]]
    own = [row for row in lines if (row["forecast_variance_pct"] > 0) == (row["forecast_variance_k"] > 0)]
    quotient = [row for row in lines if row not in own]
    if not own or not quotient:
        return []
    one, other = own[0], quotient[0]

    def words(row: Row) -> str:
        share = shown("forecast_variance_pct", row["forecast_variance_pct"])
        return f"{printed(table, row)} prints {share} for {shown('forecast_variance_k', row['forecast_variance_k'])}"

    return [
        Note(
            table,
            label(table, other),
            "variance-pct-sign",
            "note",
            f"Percentages of negative budgets follow two rules: {words(one)}, but {words(other)}; "
            "compare the variances in pounds.",
            other["locator"],
        )
    ]


def summary(rows: Sequence[Row]) -> list[Doubt]:
    """Totals of the summary tables against their lines, and their percentages."""
    doubts: list[Doubt] = []
    for view in dict.fromkeys(row["view"] for row in rows):
        table = [row for row in rows if row["view"] == view]
        lines = [row for row in table if row["level"] == "directorate"]
        rest = [row for row in table if row["level"] in ("grant_total", "adjustment")]
        spent = next((row for row in table if row["level"] == "expenditure_total"), None)
        net = next((row for row in table if row["level"] == "net_total"), None)
        if spent:
            doubts += against_parts("finance_summary", spent, lines, COLUMNS, "expenditure-total", "its lines")
        if net and spent:
            what = "expenditure, grants and adjustments" if len(rest) > 1 else "expenditure and grants"
            doubts += against_parts("finance_summary", net, [spent, *rest], COLUMNS, "net-total", what)
    return doubts + percentages("finance_summary", rows)


def summary_against_table(
    summaries: Sequence[Row], finance: Sequence[Row], doubted: Collection[tuple[int, str]]
) -> list[Doubt]:
    """Lines of the summary tables against the same lines of the service level table, a rounding apart at most.

    A committee's variances are compared only where its table has no adjustment: with one, they are stated before it.
    A covering paper's previous variances describe an earlier report, so they are left out; so are figures of the
    service level table that are ``doubted`` already (the row's identity and the column).
    """
    by_name: dict[tuple[str, str], Row] = {}
    for row in finance:
        if row["level"] == "directorate_total":
            by_name["directorate", row["directorate"]] = row
        elif row["level"] == "service":
            by_name["directorate", row["service"]] = by_name.get(("directorate", row["service"]), row)
        elif row["level"] in ("expenditure_total", "grant_total", "net_total"):
            by_name["overall", row["level"]] = row
    adjusted = {row["view"] for row in summaries if row["level"] == "adjustment"}
    doubts = []
    for row in summaries:
        totals = row["view"] == "overall" and row["level"] != "directorate"
        found = by_name.get(("overall", row["level"]) if totals else ("directorate", row["line"]))
        if found is None or (not totals and row["level"] != "directorate"):
            continue
        columns = ["budget_k", "actual_k"]
        if row["view"] not in adjusted:
            columns.append("forecast_variance_k")
            columns += [] if "," in row["view"] else ["previous_forecast_variance_k"]
        for column in columns:
            if found[column] is not None and (id(found), column) not in doubted:
                doubts += doubt(
                    "finance_summary",
                    row,
                    column,
                    found[column],
                    1.0,
                    "summary-against-table",
                    f"the service level table ({found['locator']}) has",
                    also_at=[found],
                )
    return doubts
