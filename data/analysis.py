"""Arithmetic on figures as reported. Pure functions; money in £000 unless a name says otherwise."""

from __future__ import annotations

import pandas as pd

MATERIAL_SHARE = 0.02  # of the budget; the papers explain a line above this share or amount, whichever is greater
MATERIAL_AMOUNT_K = 100.0
WEEKS_IN_YEAR = 52.0


def is_material(variance_k: pd.Series, budget_k: pd.Series) -> pd.Series:
    """Whether each variance is large enough for the papers to explain: over 2 % of budget or £100k, the greater."""
    line = (budget_k.abs() * MATERIAL_SHARE).clip(lower=MATERIAL_AMOUNT_K).fillna(MATERIAL_AMOUNT_K)
    return variance_k.abs() > line


def variance_pct(variance_k: pd.Series, budget_k: pd.Series) -> pd.Series:
    """Variance as percent of budget, only where the budget is spending of more than £100k; else not stated."""
    usable = budget_k > MATERIAL_AMOUNT_K
    return (variance_k / budget_k.where(usable)) * 100


def over_and_under(variance_k: pd.Series) -> tuple[int, int]:
    """How many lines are over and how many under budget; one that rounds to nothing is neither."""
    rounded = variance_k.fillna(0)
    return int((rounded >= 0.5).sum()), int((rounded <= -0.5).sum())


def fold(lines: pd.DataFrame, keep: pd.Series) -> pd.DataFrame:
    """``lines`` marked by ``keep``, then one line that adds up the rest, so that the parts still add up.

    The added line is called ``7 others`` and has ``folded`` (its number of lines); columns that end ``_k`` are summed.
    """
    kept = lines[keep].assign(folded=0)
    rest = lines[~keep]
    if rest.empty:
        return kept
    sums = {column: rest[column].sum(min_count=1) for column in rest.columns if column.endswith("_k")}
    name = "1 other" if len(rest) == 1 else f"{len(rest)} others"
    return pd.concat([kept, pd.DataFrame([{"line": name, "folded": len(rest), **sums}])], ignore_index=True)


def split_cost_variance(lines: pd.DataFrame) -> pd.DataFrame:
    """Each care type's cost variance split into numbers, price, both together, and the rest, in £000.

    ``lines``: ``count_budget``, ``count_actual``, ``unit_cost_budget``, ``unit_cost_actual`` (£ a week),
    ``weeks_funded``, ``cost_variance_k``. Returns ``volume_k``, ``price_k``, ``joint_k``, ``other_k``, which add up to
    the reported variance. Lines without both counts and both weekly unit costs are not split: all four are missing.
    """
    weeks = lines["weeks_funded"].fillna(WEEKS_IN_YEAR)
    weekly = lines["unit_cost_per"] == "week"
    more = (lines["count_actual"] - lines["count_budget"]).where(weekly)
    dearer = (lines["unit_cost_actual"] - lines["unit_cost_budget"]).where(weekly)
    split = pd.DataFrame(
        {
            "volume_k": more * lines["unit_cost_budget"] * weeks / 1000,
            "price_k": dearer * lines["count_budget"] * weeks / 1000,
            "joint_k": more * dearer * weeks / 1000,
        }
    )
    split = split.where(split.notna().all(axis=1))
    split["other_k"] = lines["cost_variance_k"] - split.sum(axis=1, skipna=False)
    return split


def ranked(lines: pd.DataFrame, order: str) -> pd.DataFrame:
    """``lines`` with the largest overspend first and the largest underspend last, or left in the paper's order."""
    if order == "paper":
        return lines
    return lines.sort_values("forecast_variance_k", ascending=False, kind="stable", na_position="last")


def pressures_and_offsets(lines: pd.DataFrame, each: int = 5) -> pd.DataFrame:
    """The ``each`` largest overspends and underspends, largest first, and one line that adds up all others."""
    variance = lines["forecast_variance_k"].fillna(0)
    over = variance[variance >= 0.5].nlargest(each).index
    under = variance[variance <= -0.5].nsmallest(each).index
    return fold(ranked(lines, "size"), ranked(lines, "size").index.isin(over.union(under)))


def price_effect_k(lines: pd.DataFrame) -> pd.Series:
    """What the difference in weekly unit cost adds at the numbers budgeted, in £000 a year; else not stated."""
    return split_cost_variance(lines)["price_k"]
