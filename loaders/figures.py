"""Numbers in the words of a finding."""

from __future__ import annotations

WORDS = {
    "original_budget_k": "original budget",
    "budget_k": "budget",
    "actual_k": "actual",
    "forecast_variance_k": "variance",
    "forecast_variance_pct": "variance percentage",
    "previous_forecast_variance_k": "previous variance",
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
        return "not stated"
    if not isinstance(value, float):
        return str(value)
    sign = "-" if value < 0 else ""
    size = abs(value)
    if column.endswith("_k"):
        return f"{sign}£{_plain(size)}k"
    if column.endswith("_pct"):
        return f"{sign}{_plain(size)}%"
    if column.startswith("unit_cost"):
        return f"{sign}£{size:,.0f}" if size == int(size) else f"{sign}£{size:,.2f}"
    return sign + _plain(size)


def _plain(size: float) -> str:
    text = f"{size:,.2f}"
    return text.rstrip("0").rstrip(".")
