"""The few numbers that say where a selection stands, each with where it is printed: tiles of a page or a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.columns import VARIANCE, Form, text
from charts.headline import before_moved, budget_share, count_words
from charts.placements import block_words, overall_words, where_words, whole_parts
from charts.unit_costs import PER_WORDS
from data import queries
from data.analysis import VarianceLine, over_and_under
from data.care import REPEATED, REPEATING, TOTALS, price_gap, split_cost_variance
from data.dataset import Month
from data.findings import beyond_doubt, doubted
from data.formatting import listing, number, pounds, round_away, within
from data.people import People, people
from data.queries import Headline
from data.rows import CareLine
from data.selection import Selection
from data.standing import GROSS
from views.words import measure, moved_since, tone

WHOLE, WHOLE_POUNDS = Form("number"), Form("£")
TOTAL_OF_GRANTS = "total of grants"


@dataclass(frozen=True)
class Figure:
    """One figure of a number, how it is written, and the words that follow it: ``9`` ``over``, ``£584`` ``a week``."""

    value: float | None
    form: Form
    words: str = ""

    @property
    def text(self) -> str:
        """As it is shown."""
        return " ".join(part for part in (text(self.value, self.form), self.words) if part)


@dataclass(frozen=True)
class Number:
    """One number with its name and its meaning; ``tone`` is ``adverse``, ``favourable`` or empty.

    ``figures`` are what it is: one, or several that are told together. ``how`` says how a number was worked out that is
    not printed at ``locator``, ``care_group`` from whose lines if not from those of the budget; ``aside`` is what else
    is told of it.
    """

    label: str
    figures: tuple[Figure, ...]
    detail: str
    tone: str
    locator: str
    how: str = ""
    aside: str = ""
    care_group: str = ""

    @property
    def value(self) -> str:
        """Its figures as they are shown."""
        return ", ".join(figure.text for figure in self.figures)


def key_numbers(month: Month, selection: Selection, position: Headline) -> list[Number]:
    """Net variance, lines over and under, placements against budget, and the largest price pressure."""
    lines, counted = lines_of(month, selection)
    over, under = over_and_under(line.variance_k for line in lines)
    moved = moved_since(month, position)
    movement = (position.variance_k or 0) - (position.previous_k or 0) if moved else 0.0
    if queries.is_first_report(month):
        moved = f"first report of {month.financial_year}"
    share = budget_share(position.variance_k, position.budget_k)
    before = before_moved(position.variance_k, queries.moved_lines(month, selection))
    net = Number(
        _whole(month, position),
        (Figure(position.variance_k, VARIANCE),),
        moved,
        tone(round_away(movement)),
        position.locator,
        position.computed_from,
        "; ".join(part for part in (f"{share} of the budget" if share else "", before) if part),
    )
    sides = Number(
        f"{'Services and grants' if 'grant' in counted else 'Services'} over and under budget",
        (Figure(over, WHOLE, "over"), Figure(under, WHOLE, "under")),
        f"of {counted}",
        "",
        "",
        "counted here",
        _set_aside(month, selection),
    )
    care = queries.care_lines(month, selection)
    budget = [*([] if position.absent else [net]), *([sides] if lines else [])]
    return [*budget, *_placements(month, care), *_price(beyond_doubt(care, doubted(month, care, "unit")))]


def _whole(month: Month, position: Headline) -> str:
    """What the variance of the whole is called: net only where grants are in it."""
    if position.grants == "after":
        return f"Net {measure(month).lower()}"
    return f"{measure(month)}, {GROSS}" if position.grants == "before" else measure(month)


def _set_aside(month: Month, selection: Selection) -> str:
    """How many lines are counted neither over nor under budget, because they only move a cost elsewhere."""
    moved = [line for line in queries.service_variance(month, replace(selection, group="")) if line.moved]
    return f"not counted: {len(moved)} that only move{'s' * (len(moved) == 1)} a cost" if moved else ""


def lines_of(month: Month, selection: Selection) -> tuple[list[VarianceLine], str]:
    """Every line of the table by service that spends or saves, and in words how many: ``73 services and 1 grant``."""
    lines = [line for line in queries.service_variance(month, replace(selection, group="")) if not line.moved]
    kinds = {"service": 0, "grant": 0, TOTAL_OF_GRANTS: 0}
    for line in lines:
        kinds[TOTAL_OF_GRANTS if line.level == "grant_total" else line.level] += 1
    return lines, listing([f"{count} {kind}{'s' * (count != 1)}" for kind, count in kinds.items() if count])


def _placements(month: Month, care: list[CareLine]) -> list[Number]:
    """All children placed where they are in scope; elsewhere the care group furthest from its budgeted number."""
    doubts = doubted(month, care, "count")
    groups = dict.fromkeys(line.care_group for line in care)
    found = [people([line for line in care if line.care_group == group], doubts=doubts) for group in groups]
    counted = [each for each in found if each]
    children = [each for each in counted if each.blocks]
    if not children and REPEATED[0] not in groups:
        children = [each for each in counted if each.group == REPEATING]
    if children:
        return [_children(month, care, children[0])]
    return [_people(max(counted, key=lambda each: abs(each.whole.gap)))] if counted else []


def _children(month: Month, care: list[CareLine], found: People) -> Number:
    """All children placed, and where; of one block the number of it, with all beside it."""
    whole, where = found.whole, where_words(found)
    detail = count_words(whole.now, whole.budget)
    others = "" if where else _with_other_blocks(month, found)
    opposed = any(each.gap > 0 for each in found.blocks) and any(each.gap < 0 for each in found.blocks)
    block = block_words(found.blocks[0]) if found.blocks else "external placements"
    return Number(
        "Children placed" if where else f"Children in {block}",
        (Figure(whole.now, WHOLE),),
        f"{detail}: {where}" if where else detail,
        # Fewer in all is no good news where the dearer placements are the ones that grew.
        "" if opposed else tone(round_away(whole.gap)),
        whole.locator,
        "" if whole.locator else f"{_added_up(found)} added up here",
        "; ".join(part for part in (overall_words(found), others, _printed_again(care, found)) if part),
        care_group=found.group,
    )


def _added_up(found: People) -> str:
    return listing([within(each.block) for each in found.blocks]) if len(found.blocks) > 1 else whole_parts(found)


def _with_other_blocks(month: Month, found: People) -> str:
    """All children placed, where a choice has only some of them within it."""
    lines = [line for line in month.activity if line.care_group == found.group]
    every = people(lines, doubts=doubted(month, lines, "count"))
    if every is None or len(every.blocks) <= len(found.blocks):
        return ""
    whole = every.whole
    return (
        f"{listing([within(each.block) for each in every.blocks])} together {number(whole.now)}, "
        f"{count_words(whole.now, whole.budget)}"
    )


def _printed_again(care: Sequence[CareLine], found: People) -> str:
    """The number of external placements budgeted where a second table of the paper prints another."""
    external = next((each for each in found.blocks if each.block == REPEATED[1]), None)
    again = [line for line in care if line.care_group == REPEATING and line.level in TOTALS]
    others = [line.count_budget for line in again if external and line.count_budget not in (None, external.budget)]
    return f"elsewhere the paper prints {listing(list(map(number, others)))} external budgeted" if others else ""


def _people(found: People) -> Number:
    """A care group's number: the printed total, or the sum of its types of care where none is printed."""
    whole = found.whole
    return Number(
        f"{found.group}: {found.counted or 'people or placements'} now",
        (Figure(whole.now, WHOLE),),
        count_words(whole.now, whole.budget),
        tone(round_away(whole.gap)),
        whole.locator,
        "" if whole.locator else f"{whole_parts(found)}, added up here",
        care_group=found.group,
    )


def _price(care: list[CareLine]) -> list[Number]:
    """The type of care whose price adds most at the numbers budgeted."""
    split = [(parts.price_k, line) for line in care if line.level == "line" and (parts := split_cost_variance(line))]
    price, line = max(split, key=lambda pair: pair[0], default=(0.0, None))
    if price <= 0 or line is None:
        return []
    dearer = pounds(price_gap(line))
    return [
        Number(
            f"Price that adds most to the cost: {line.service_type}, {within(line.care_group)}",
            (Figure(line.unit_cost_actual, WHOLE_POUNDS, PER_WORDS[line.unit_cost_per or ""]),),
            f"{dearer} more than the {pounds(line.unit_cost_budget)} budgeted",
            "adverse",
            line.locator,
        )
    ]
