"""Numbers in the words of a finding."""

from __future__ import annotations

from data import formatting

WORDS = {
    "original_budget_k": "original budget",
    "budget_k": "budget",
    "actual_k": "actual",
    "forecast_variance_k": "variance",
    "forecast_variance_pct": "variance percentage",
    "previous_forecast_variance_k": "previous variance",
    "revised_budget_k": "revised budget",
    "forecast_outturn_k": "forecast outturn",
    "previous_variance_k": "variance last month",
    "under_overspend_k": "under or overspend",
    "total_scheme_budget_k": "total scheme budget",
    "total_scheme_variance_k": "total scheme variance",
    "original_k": "original amount",
    "revised_k": "revised amount",
    "forecast_k": "forecast",
    "used_k": "budget used",
    "used_pct": "percentage of the budget used",
    "revised_variance_k": "revised variance",
    "count_budget": "budgeted number",
    "count_actual": "number now",
    "count_average": "yearly average",
    "count_previous": "number the month before",
    "weeks_funded": "weeks funded",
    "unit_cost_budget": "budgeted unit cost",
    "unit_cost_actual": "current unit cost",
    "cost_budget_k": "budget",
    "cost_actual_k": "actual",
    "cost_variance_k": "variance",
    "count_variance": "variance in number",
    "count_average_variance": "variance in yearly average",
    "unit_cost_variance": "variance in unit cost",
    "count_direction": "direction of travel of the number",
    "unit_cost_direction": "direction of travel of the unit cost",
    "cost_direction": "direction of travel of the cost",
    "count_of": "what is counted",
    "unit_cost_per": "time that the unit cost covers",
    "note": "note",
}


def words(column: str) -> str:
    """What ``column`` is called in a sentence."""
    return WORDS.get(column) or column.removesuffix("_k").removesuffix("_pct").replace("_", " ")


def shown(column: str, value: object) -> str:
    """``value`` as a person writes it, with the unit that ``column`` has; ``not stated`` for none."""
    if value is None:
        return formatting.NOT_STATED
    if not isinstance(value, float):
        return str(value)
    if column.startswith("unit_cost"):
        return formatting.pounds(value, 2 if value % 1 else 0)
    places = next((places for places in (0, 1) if formatting.round_away(value, places) == value), 2)
    if column.endswith("_k"):
        return formatting.thousands(value, places)
    if column.endswith("_pct"):
        return formatting.percent(value, places)
    return formatting.number(value, places)
