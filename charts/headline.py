"""The first sentences of a page: where the budget stands and which way it moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.analysis import MATERIAL_AMOUNT_K, VarianceLine
from data.formatting import listing, money, number, percent, round_away, variance_words


def headline_sentence(
    name: str, variance_k: float | None, budget_k: float | None, *, outturn: bool, gross: bool = False, moved: str = ""
) -> str:
    """``People & Communities is forecast to overspend by £4.2m, 1.6% of its budget``; past tense at closedown.

    A figure that leaves grants out is ``gross``, and is called so. ``moved`` is what becomes of a cost that the line
    only moves elsewhere.
    """
    if variance_k is None:
        return f"{name}: the paper states no variance"
    size = round_away(variance_k)
    name = f"Before grants, {name[:1].lower() + name[1:] if name.startswith('The ') else name}" if gross else name
    be, its = ("are", "their") if "’s services" in name else ("is", "its")
    if size == 0:
        return f"{name} ended the year on budget" if outturn else f"{name} {be} forecast to end the year on budget"
    if moved:
        return f"{name}: {money(variance_k)} {'was' if outturn else 'is'} {moved}"
    verb = "over" if size > 0 else "under"
    spent = f"{verb}spent" if outturn else f"{be} forecast to {verb}spend"
    share = budget_share(variance_k, budget_k)
    return f"{name} {spent} by {money(variance_k)}" + (f", {share} of {its} budget" if share else "")


def moved_sentence(variance_k: float | None, moved: Sequence[VarianceLine]) -> str:
    """The position before and after what lines only move elsewhere; empty where there are no such lines.

    ``moved`` lines are among those that ``variance_k`` adds up, all in £000.
    """
    if variance_k is None or not moved:
        return ""
    before = variance_words(_without(variance_k, moved))
    return f"Before {_amounts(moved)}, the position is {before}; after it, {variance_words(variance_k)}"


def before_moved(variance_k: float | None, moved: Sequence[VarianceLine]) -> str:
    """The same in a few words: ``£14.7m over before £10.5m carried as a deficit on the schools grant``."""
    if variance_k is None or not moved:
        return ""
    before = variance_words(_without(variance_k, moved), "over", "under")
    return f"{before} before {_amounts(moved)}"


def _amounts(moved: Sequence[VarianceLine]) -> str:
    return listing([f"{money(line.variance_k or 0)} {line.moved}" for line in moved])


def _without(variance_k: float, moved: Sequence[VarianceLine]) -> float:
    return variance_k - sum(line.variance_k or 0 for line in moved)


def budget_share(variance_k: float | None, budget_k: float | None) -> str:
    """How large a variance is beside its budget: ``1.6%``; empty where that would mislead."""
    if variance_k is None or not budget_k or budget_k <= MATERIAL_AMOUNT_K:
        return ""
    return percent(abs(variance_k) / budget_k * 100)


def movement_sentence(
    variance_k: float | None, previous_k: float | None, previous_period: date | None, *, outturn: bool = False
) -> str:
    """How the position moved since the report before: ``£98k better than in December``.

    At closedown it is an outturn beside a forecast: ``£367k worse than February’s forecast``. Nothing where there is no
    report of the same year before.
    """
    if previous_k is None or variance_k is None or previous_period is None:
        return ""
    movement = round_away(variance_k) - round_away(previous_k)
    if movement == 0:
        return f"as forecast in {previous_period:%B}" if outturn else f"unchanged since {previous_period:%B}"
    before = f"{previous_period:%B}’s forecast" if outturn else f"in {previous_period:%B}"
    return f"{money(movement)} {'worse' if movement > 0 else 'better'} than {before}"


def count_words(actual: float, budget: float, places: int = 0) -> str:
    """A count against its budget: ``28 more than the 329 budgeted``."""
    gap = round_away(round_away(actual, places) - round_away(budget, places), places)
    if gap == 0:
        return "as budgeted"
    budgeted = number(budget, 0 if float(budget).is_integer() else places)
    return f"{more_or_fewer(gap, places)} than the {budgeted} budgeted"


def more_or_fewer(gap: float, places: int = 0) -> str:
    """A difference in people: ``27 more``, ``32 fewer``."""
    return f"{number(abs(gap), places)} {'more' if gap > 0 else 'fewer'}"
