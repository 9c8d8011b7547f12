"""The first sentences of a page: where the budget stands and which way it moves."""

from __future__ import annotations

from datetime import date

from data.formatting import is_missing, money, number, percent, round_away


def headline_sentence(name: str, variance_k: float, budget_k: float, *, outturn: bool) -> str:
    """``People & Communities is forecast to overspend by £4.2m, 1.6% of its budget``; past tense at closedown."""
    if is_missing(variance_k):
        return f"{name}: the paper states no variance"
    size = round_away(variance_k)
    if size == 0:
        return f"{name} ended the year on budget" if outturn else f"{name} is forecast to end the year on budget"
    verb = "over" if size > 0 else "under"
    spent = f"{verb}spent" if outturn else f"is forecast to {verb}spend"
    share = f", {percent(abs(variance_k) / budget_k * 100)} of its budget" if budget_k > 100 else ""
    return f"{name} {spent} by {money(variance_k)}{share}"


def movement_sentence(variance_k: float, previous_k: float | None, previous_period: date) -> str:
    """How the position moved since the report before: ``£98k better than in December``."""
    if previous_k is None or is_missing(previous_k) or is_missing(variance_k):
        return ""
    movement = round_away(variance_k) - round_away(previous_k)
    if movement == 0:
        return f"unchanged since {previous_period:%B}"
    return f"{money(movement)} {'worse' if movement > 0 else 'better'} than in {previous_period:%B}"


def count_words(actual: float, budget: float) -> str:
    """A count against its budget: ``28 more than the 329 budgeted``."""
    gap = round_away(actual) - round_away(budget)
    if gap == 0:
        return "as budgeted"
    return f"{number(abs(gap))} {'more' if gap > 0 else 'fewer'} than the {number(budget)} budgeted"
