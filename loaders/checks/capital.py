"""The capital programme: schemes against their totals, spending against its funding, and the allowance for slippage."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.checks.compare import Doubt, against_parts, doubt
from loaders.tables import Row

_PROGRAMME = (
    "original_budget_k",
    "revised_budget_k",
    "actual_k",
    "forecast_outturn_k",
    "forecast_variance_k",
    "total_scheme_budget_k",
    "total_scheme_variance_k",
)
_FUNDING = ("original_k", "revised_k", "forecast_k", "variance_k")
_VARIANCES = ("forecast_variance_k", "previous_variance_k", "movement_k", "under_overspend_k", "rephasing_k")
_VARIATION = ("budget_k", "forecast_variance_k", "used_k", "revised_variance_k")


def _total(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if row["level"] == "total"), None)


def _parts(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["level"] != "total"]


def _difference(
    table: str, row: Row, column: str, more: str, less: str, check: str, because: str, severity: str = "error"
) -> list[Doubt]:
    """A doubt if ``column`` is not ``more`` minus ``less``, each of the three rounded."""
    if row[more] is None or row[less] is None:
        return []
    parts = [(row, more), (row, less)]
    return doubt(table, row, column, row[more] - row[less], 1.5, check, because, severity, parts)


def programme(rows: Sequence[Row]) -> list[Doubt]:
    """Variances of ``capital`` against forecast and budget, and its total against its lines."""
    doubts: list[Doubt] = []
    for row in rows:
        # At closedown the table states no forecast: what is spent takes its place.
        forecast, named = (
            ("forecast_outturn_k", "forecast") if row["forecast_outturn_k"] is not None else ("actual_k", "actual")
        )
        because = f"the {named} minus the revised budget is"
        doubts += _difference(
            "capital", row, "forecast_variance_k", forecast, "revised_budget_k", "capital-variance", because
        )
    total = _total(rows)
    if total is not None:
        doubts += against_parts("capital", total, _parts(rows), _PROGRAMME, "capital-total", "its lines")
    return doubts


def funding(rows: Sequence[Row], capital: Sequence[Row]) -> list[Doubt]:
    """Variances of ``capital_funding``, its total against its sources, and against the spending that it pays for."""
    doubts: list[Doubt] = []
    for row in rows:
        because = "the forecast minus the revised funding is"
        doubts += _difference(
            "capital_funding", row, "variance_k", "forecast_k", "revised_k", "funding-variance", because
        )
    total, spending = _total(rows), _total(capital)
    if total is None:
        return doubts
    doubts += against_parts("capital_funding", total, _parts(rows), _FUNDING, "funding-total", "its sources")
    if spending is not None:
        last = "forecast_outturn_k" if spending["forecast_outturn_k"] is not None else "actual_k"
        pairs = (("original_k", "original_budget_k"), ("revised_k", "revised_budget_k"), ("forecast_k", last))
        for column, paid in pairs:
            if spending[paid] is not None:
                because = f"the spending that it pays for ({spending['locator']}) is"
                parts = [(spending, paid)]
                doubts += doubt(
                    "capital_funding",
                    total,
                    column,
                    spending[paid],
                    1.0,
                    "funding-balance",
                    because,
                    parts=parts,
                    also_at=[spending],
                )
    return doubts


def variances(rows: Sequence[Row]) -> list[Doubt]:
    """Variance, movement and split of each row of ``capital_variances``, and the total against the schemes."""
    doubts: list[Doubt] = []
    table = "capital_variances"
    for row in rows:
        doubts += _difference(
            table,
            row,
            "forecast_variance_k",
            "forecast_outturn_k",
            "revised_budget_k",
            "scheme-variance",
            "the forecast minus the revised budget is",
        )
        doubts += _difference(
            table,
            row,
            "movement_k",
            "forecast_variance_k",
            "previous_variance_k",
            "scheme-movement",
            "the variance minus last month’s is",
        )
        spent, moved = row["under_overspend_k"], row["rephasing_k"]
        if spent is not None and moved is not None:
            # The split is of the variance as printed, so a split that fits it does not prove the variance.
            parts = [(row, "under_overspend_k"), (row, "rephasing_k")]
            because = "under or overspend and rephasing add up to"
            doubts += doubt(table, row, "forecast_variance_k", spent + moved, 1.5, "scheme-split", because, parts=parts)
    total = _total(rows)
    if total is not None:
        doubts += against_parts(table, total, _parts(rows), _VARIANCES, "scheme-total", "the schemes")
    return doubts


def variation(rows: Sequence[Row], capital: Sequence[Row]) -> list[Doubt]:
    """The allowance in ``capital_variation``: its total, the share used, and the same allowance in the programme.

    How the revised variance follows from the others is not checked: the papers use the column in three ways.
    """
    doubts: list[Doubt] = []
    table = "capital_variation"
    lines = _parts(rows)
    # The total of a single line only repeats it.
    for row in lines if len(lines) == 1 else rows:
        if row["budget_k"] and row["used_k"] is not None:
            exact = round(100 * row["used_k"] / abs(row["budget_k"]), 1)
            parts = [(row, "used_k"), (row, "budget_k")]
            because = "the budget used divided by the budget is"
            doubts += doubt(table, row, "used_pct", exact, 0.5, "variation-pct", because, parts=parts)
    total = _total(rows)
    if total is not None:
        doubts += against_parts(table, total, lines, _VARIATION, "variation-total", "its lines")
        allowance = next((row for row in capital if row["scheme"] == "Capital Variation"), None)
        if allowance is not None and allowance["revised_budget_k"] is not None:
            because = f"the capital programme ({allowance['locator']}) has"
            expected = allowance["revised_budget_k"]
            doubts += doubt(
                table, total, "budget_k", expected, 1.0, "variation-against-programme", because, also_at=[allowance]
            )
    return doubts
