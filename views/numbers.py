"""The few numbers that say where a selection stands, each with where it is printed: tiles of a page or a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.headline import budget_share, count_words
from charts.unit_costs import PER_WORDS
from data import queries
from data.analysis import VarianceLine, over_and_under
from data.care import TOTALS, counted_once, price_gap, split_cost_variance
from data.dataset import Month, Row
from data.findings import beyond_doubt, doubted
from data.formatting import listing, number, pounds, round_away, signed_thousands, within
from data.queries import Headline
from data.selection import Selection
from data.standing import GROSS
from views.words import measure, moved_since, tone


@dataclass(frozen=True)
class Number:
    """One number with its name and its meaning; ``tone`` is ``adverse``, ``favourable`` or empty.

    ``how`` says how a number was worked out that is not printed at ``locator``, ``care_group`` from whose lines if not
    from those of the budget; ``aside`` is what else is told of it.
    """

    label: str
    value: str
    detail: str
    tone: str
    locator: str
    how: str = ""
    aside: str = ""
    care_group: str = ""


def key_numbers(month: Month, selection: Selection, position: Headline) -> list[Number]:
    """Net variance, lines over and under, placements against budget, and the largest price pressure."""
    lines, counted = lines_of(month, selection)
    over, under = over_and_under(line.variance_k for line in lines)
    moved = moved_since(month, position)
    movement = (position.variance_k or 0) - (position.previous_k or 0) if moved else 0.0
    if queries.is_first_report(month):
        moved = f"first report of {month.financial_year}"
    share = budget_share(position.variance_k, position.budget_k)
    net = Number(
        _whole(month, position),
        signed_thousands(position.variance_k),
        moved,
        tone(round_away(movement)),
        position.locator,
        position.computed_from,
        f"{share} of the budget" if share else "",
    )
    sides = Number(
        f"{'Services and grants' if 'grant' in counted else 'Services'} over and under budget",
        f"{over} over, {under} under",
        f"of {counted}",
        "",
        "",
        "counted here",
    )
    care = queries.care_lines(month, selection)
    return [net, sides, *_placements(care), *_price(beyond_doubt(care, doubted(month, care, "unit")))]


def _whole(month: Month, position: Headline) -> str:
    """What the variance of the whole is called: net only where grants are in it."""
    if position.grants == "after":
        return f"Net {measure(month).lower()}"
    return f"{measure(month)}, {GROSS}" if position.grants == "before" else measure(month)


def lines_of(month: Month, selection: Selection) -> tuple[list[VarianceLine], str]:
    """Every line of the table by service, and in words how many: ``73 services and 2 grants``."""
    lines = queries.service_variance(month, replace(selection, group=""))
    kinds = {"service": 0, "grant": 0}
    for line in lines:
        kinds[line.level] += 1
    return lines, listing([f"{count} {kind}{'s' * (count != 1)}" for kind, count in kinds.items() if count])


def _placements(care: list[Row]) -> list[Number]:
    """Children in external placements; elsewhere the care group furthest from its budgeted number."""
    totals = [line for line in care if line.level in TOTALS and None not in (line.count_budget, line.count_actual)]
    # A note lists them by kind once more: the key activity table is the one that all care stands in.
    external = [line for line in totals if line.category == "External"]
    external += [line for line in totals if line.care_group == "External placements"]
    if external:
        return [_external(external[0], external[1:])]
    groups = dict.fromkeys(line.care_group for line in care)
    numbers = [number for group in groups if (number := _people([line for line in care if line.care_group == group]))]
    return [max(numbers, key=lambda pair: pair[0])[1]] if numbers else []


def _external(total: Row, again: Sequence[Row]) -> Number:
    """The total of external placements, and the number budgeted where the paper prints it ``again`` and differs."""
    others = [number(line.count_budget) for line in again if line.count_budget != total.count_budget]
    aside = f"elsewhere the paper prints {listing(others)} budgeted" if others else ""
    return Number(
        "Children in external placements",
        number(total.count_actual),
        count_words(total.count_actual, total.count_budget),
        tone(total.count_actual - total.count_budget),
        total.locator,
        aside=aside,
    )


def _people(lines: Sequence[Row]) -> tuple[float, Number] | None:
    """How far a care group is from its budgeted number, and that number; None where it counts nothing, or two things.

    It is the printed total, or the sum of the lines where none is printed.
    """
    stated = [line for line in lines if None not in (line.count_budget, line.count_actual)]
    totals = [line for line in stated if line.level in TOTALS and not line.category]
    counted = totals[-1:] or counted_once([line for line in stated if line.level == "line"])
    if len({line.count_of for line in counted}) != 1:
        return None
    now, budget = (sum(getattr(line, column) for line in counted) for column in ("count_actual", "count_budget"))
    group, what = counted[0].care_group, counted[0].count_of
    printed = bool(totals) or len(counted) == 1
    return abs(now - budget), Number(
        f"{group}: {what} now",
        number(now),
        count_words(now, budget),
        tone(now - budget),
        counted[0].locator if printed else "",
        "" if printed else f"{len(counted)} types of care, added up here",
        care_group=group,
    )


def _price(care: list[Row]) -> list[Number]:
    """The type of care whose price adds most at the numbers budgeted."""
    split = [(parts.price_k, line) for line in care if line.level == "line" and (parts := split_cost_variance(line))]
    price, line = max(split, key=lambda pair: pair[0], default=(0.0, None))
    if price <= 0 or line is None:
        return []
    dearer = pounds(price_gap(line))
    return [
        Number(
            f"Price that adds most to the cost: {line.service_type}, {within(line.care_group)}",
            f"{pounds(line.unit_cost_actual)} {PER_WORDS[line.unit_cost_per]}",
            f"{dearer} more than the {pounds(line.unit_cost_budget)} budgeted",
            "adverse",
            line.locator,
        )
    ]
