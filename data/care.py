"""Arithmetic on lines of the key activity tables: who is counted, and why a cost differs from its budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.formatting import round_away
from data.rows import CareLine

TIMES_A_YEAR = {"week": 52.0, "year": 1.0}  # how often a price is paid; hours a year are not printed
BASIC, SKILLS = " - Basic", " - Skills"
TOTALS = ("subtotal", "total")
REPEATED, REPEATING = ("Children in care", "External"), "External placements"  # a block, and the table that repeats it


@dataclass(frozen=True)
class Split:
    """A cost variance in £000 in parts that add up to it; what is not split at all is a part of its own."""

    volume_k: float = 0.0
    price_k: float = 0.0
    joint_k: float = 0.0
    other_k: float = 0.0
    not_split_k: float = 0.0


def split_cost_variance(line: CareLine) -> Split | None:
    """A care type's cost variance split into numbers, price, both together, and the rest, in £000.

    ``line``: a row of ``activity``. The cost of a year follows the average number of the year: it is used where the
    paper prints it, else the number at the end of the month. Where nobody was budgeted for, or nobody is there, there
    are not two prices to compare and all is number. Three parts are whole thousands, as papers print them, and the
    fourth is the rest, so that what is printed adds up too. None where a count, a unit cost or a variance is missing,
    or the price is by the hour: the hours are not printed.
    """
    was, now = line.count_budget, yearly_number(line)
    budgeted, price = line.unit_cost_budget, line.unit_cost_actual
    if not was:
        budgeted = price
    if not now:
        price = budgeted
    variance_k, per = line.cost_variance_k, line.unit_cost_per or ""
    if was is None or now is None or budgeted is None or price is None or variance_k is None or per not in TIMES_A_YEAR:
        return None
    times = (per == "week" and line.weeks_funded) or TIMES_A_YEAR[per]
    more, dearer = now - was, price - budgeted
    volume_k = round_away(more * budgeted * times / 1000)
    price_k = round_away(dearer * was * times / 1000)
    joint_k = round_away(more * dearer * times / 1000)
    return Split(volume_k, price_k, joint_k, variance_k - volume_k - price_k - joint_k)


def yearly_number(line: CareLine) -> float | None:
    """The number that the year's cost follows: the average over the year, or the number now where none is printed."""
    return line.count_actual if line.count_average is None else line.count_average


def number_gap(line: CareLine, now: float | None, printed: float | None) -> float | None:
    """How many more there are than budgeted: as printed, for budgets are rounded in print, or else worked out."""
    if now is None or line.count_budget is None:
        return None
    return now - line.count_budget if printed is None else printed


def price_gap(line: CareLine) -> float:
    """How much dearer a line with both prices is than budgeted, in £: as printed, or else worked out."""
    worked_out = (line.unit_cost_actual or 0.0) - (line.unit_cost_budget or 0.0)
    return worked_out if line.unit_cost_variance is None else line.unit_cost_variance


def printed_total(lines: Sequence[CareLine]) -> CareLine | None:
    """The line that prints what a care group costs against its budget in all, where its paper has one."""
    return next((line for line in reversed(lines) if line.level == "total" and line.cost_variance_k is not None), None)


def without_repeated(lines: Sequence[CareLine]) -> list[CareLine]:
    """Lines of ``activity`` without the table of external placements where the children in care's own has them too."""
    known = any((line.care_group, line.category) == REPEATED for line in lines)
    return [line for line in lines if not (known and line.care_group == REPEATING)]


def told_of(lines: Sequence[CareLine], words: str) -> str:
    """A sentence with its subject, so that it can be told by itself: the care group of ``lines``, where it is one."""
    groups = {line.care_group for line in lines}
    return f"{groups.pop()}: {words}" if len(groups) == 1 else f"{words[:1].upper()}{words[1:]}"


def told_apart(line: CareLine, lines: Sequence[CareLine]) -> str:
    """A type of care with its care group where ``lines`` are of several."""
    name: str = line.service_type
    return name if all(each.care_group == line.care_group for each in lines) else f"{name} ({line.care_group})"


def counted_once(lines: Sequence[CareLine]) -> list[CareLine]:
    """Lines of ``activity`` without those that count the same children again.

    A foster carer is paid a basic allowance for each child and one for skills, on two lines; the papers' own totals
    count the children of the first.
    """
    paid_basic = {(line.category, _carer(line)) for line in lines if line.service_type.endswith(BASIC)}
    return [
        line
        for line in lines
        if not (line.service_type.endswith(SKILLS) and (line.category, _carer(line)) in paid_basic)
    ]


def named(line: CareLine) -> str:
    """What a line of ``activity`` is called in a table: a total as printed, with the block that it adds up."""
    name: str = line.service_type
    if line.level not in TOTALS:
        return name
    printed: str = line.service_type_reported or name
    if printed.casefold() != name.casefold():  # a paper's capitals are no other name
        name = printed
    return f"{name}, {line.category}" if line.category and line.category not in name else name


def _carer(line: CareLine) -> str:
    carer: str = line.service_type.removesuffix(BASIC).removesuffix(SKILLS)
    return carer
