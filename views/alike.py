"""Two figures under one name, told in one place: which each of them is, and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.chart import Table
from charts.columns import VARIANCE, column
from data import alike
from data.alike import Care, Figure, Pair
from data.analysis import VarianceLine
from data.dataset import Month
from data.formatting import listing, month_name, variance_words
from data.rows import FinanceLine
from data.selection import Selection
from data.standing import summary

ADDED = "the budget lines above, added up"
LESS = "the budget lines less the table"


@dataclass(frozen=True)
class Told:
    """A title that states both figures, what must be known of them, and the table of all that they are made of.

    ``pointer`` is what is said beside one of the figures where the other stands further down.
    """

    key: str
    title: str
    words: str
    table: Table
    pointer: str = ""


def of_selection(month: Month, selection: Selection) -> list[Told]:
    """What is to be told on the page of a committee or of the whole, or of a directorate or group chosen in it."""
    if not selection.directorate:
        return [_pair(pair, month, selection) for pair in alike.pairs(month, selection.committee)]
    pair = alike.pair_of(month, selection)
    return [_pair(pair, month, selection)] if pair else []


def of_care(month: Month, group: str) -> list[Told]:
    """What is to be told beside the figures of a care group."""
    found = alike.care(month, group)
    return [_care(found, month)] if found else []


def of_service(month: Month, line: FinanceLine) -> list[Told]:
    """What is to be told of a budget line that pays for care."""
    return [_care(found, month) for found in alike.care_of(month, line)]


def told_apart(lines: Sequence[VarianceLine], month: Month, selection: Selection) -> list[VarianceLine]:
    """``lines`` of the summary table, named with what tells them from others of their name."""
    if selection.directorate:
        return list(lines)
    labels = labels_of(month, selection)
    places = {line.locator for line in summary(month, selection)}
    return [
        replace(line, name=labels[line.name]) if line.name in labels and line.locator in places else line
        for line in lines
    ]


def labels_of(month: Month, selection: Selection) -> dict[str, str]:
    """By name, what a line of the summary table is called where another figure goes by its name too."""
    return {pair.name: pair.label for pair in alike.pairs(month, selection.committee)}


def aside(month: Month, selection: Selection) -> str:
    """On the page of a directorate or group: what the table that led there says of it, and why; or nothing."""
    pair = alike.pair_of(month, selection)
    if pair is None:
        return ""
    words, table = variance_words(pair.summary.variance_k), _whose(selection)
    names = listing([each.name for each in pair.between])
    if not names:
        return f"{table} prints another figure of {pair.name}, {words}, and no line of it says what lies between"
    if pair.off:
        return f"Before “{names}”, which {table} prints on a line of its own, it is {words}"
    return f"With {names}, which {table} counts in it, it is {words}"


def _whose(selection: Selection) -> str:
    return f"the {selection.committee} Committee’s table" if selection.committee else "the summary table"


def _pair(pair: Pair, month: Month, selection: Selection) -> Told:
    above, below = (variance_words(each.variance_k) for each in (pair.summary, pair.below))
    names = listing([each.name for each in pair.between])
    title, words = f"{pair.name}: {above} in one place, {below} in another", "No line of the paper says why."
    if pair.off:
        title = f"{pair.name}: {above} before {pair.taken_off}, {below} after {pair.taken_off}"
        words = f"{names} stands on a line of its own in the one, and is taken off in the other."
    elif pair.between:
        title = f"{pair.name}: {above} with {names}, {below} without"
        words = f"The one counts {names}, the other does not."
    rows = [replace(pair.summary, name=f"{pair.label} in {_whose(selection)}"), *pair.between]
    after = f" (after {pair.taken_off})" if pair.off else ""
    rows.append(replace(pair.below, name=f"{pair.name}{after} in the service level table"))
    return Told(
        f"alike-{pair.directorate}-{pair.group}",
        title,
        f"{month_name(month.period)}’s paper prints both. {words}",
        _table(rows),
    )


def _care(care: Care, month: Month) -> Told:
    lines = sum(line.variance_k for line in care.payers)
    one = len(care.payers) == 1
    paying = f"on the budget line {care.payers[0].name}" if one else "on the budget lines that pay for it"
    blocks = [
        replace(block, name=f"{block.name}: paid for by {listing(list(paid_by))}") for block, paid_by in care.blocks
    ]
    rows = [care.total, *blocks, *(replace(line, name=f"Budget line: {line.name}") for line in care.payers)]
    if not one:
        rows.append(Figure("All these budget lines", lines, "", ADDED))
    rows.append(Figure("Between the two", care.between_k, "", LESS))
    return Told(
        f"alike-{care.group}",
        f"{care.group}: {variance_words(care.total.variance_k)} in its table, {variance_words(lines)} {paying}",
        "The names are alike, the figures are of different things: a care table counts what each type of care costs, "
        f"and a budget line holds all that is charged to it. What else that is, {month_name(month.period)}’s paper "
        "does not print.",
        _table(rows),
        f"This is a budget line: its figure is not that of the care table called {care.group}; the last card says why.",
    )


def _table(rows: Sequence[Figure]) -> Table:
    return Table(
        (
            column("Figure", [row.name for row in rows]),
            column("Variance", [row.variance_k for row in rows], VARIANCE),
        ),
        locators=tuple(row.locator for row in rows),
        sums=tuple("" if row.locator else row.made for row in rows),
    )
