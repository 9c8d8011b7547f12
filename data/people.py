"""How many people or placements a care group has against the number budgeted: in all first, and then where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from data.care import TOTALS, counted_once
from data.rows import CareLine

# Two measures that never share a line: the last day of the month, and the average over the year.
Counts = Literal["end", "average"]
# Blocks of the children's table that count children placed, and the one that counts children who have left care.
PLACED = ("External", "In-house")
PERMANENCE = "Adoption and permanence"


@dataclass(frozen=True)
class Count:
    """A number now, or on average over the year, against the number budgeted.

    ``lines`` are the rows of ``activity`` that it rests on: the one that prints it, or those that are added up.
    ``block`` is the part of the table that it counts, empty where it counts the whole.
    """

    now: float
    budget: float
    lines: tuple[CareLine, ...]
    block: str = ""

    @property
    def gap(self) -> float:
        """How many more there are than budgeted."""
        return self.now - self.budget

    @property
    def locator(self) -> str:
        """Where it is printed; empty where it is added up here."""
        return self.lines[0].locator if len(self.lines) == 1 else ""


@dataclass(frozen=True)
class People:
    """A care group's ``whole``, the ``blocks`` that it adds up (none where the table has none), and what is beside.

    ``counted`` is what is counted, empty where the paper does not say. ``is_partial`` says that types of care with
    only one of the two numbers are left out. ``overall`` is the printed total of a table that counts other blocks too,
    which ``also`` names.
    """

    group: str
    counted: str
    whole: Count
    blocks: tuple[Count, ...] = ()
    is_partial: bool = False
    overall: Count | None = None
    also: tuple[str, ...] = ()

    @property
    def is_one_type(self) -> bool:
        """Whether it is nothing but the one line of a type of care."""
        return len(self.whole.lines) == 1 and self.whole.lines[0].level not in TOTALS


def people(lines: Sequence[CareLine], counts: Counts = "end", doubts: Collection[str] = ()) -> People | None:
    """The people or placements of a care group in all, from its rows of ``activity``.

    Children placed are those of the external and the in-house block together: the overall total that their table
    prints counts adoption and permanence too. Elsewhere it is the printed total, or the lines added up where none is
    printed. What the paper contradicts (at one of the places in ``doubts``) is worked out from its lines, if those are
    beyond doubt. None where nothing has both numbers, or ``lines`` are of several care groups or count several things.
    """
    groups = {line.care_group for line in lines}
    if len(groups) != 1:
        return None
    categories = {line.category for line in lines}
    blocks = [block for block in PLACED if block in categories] or [PERMANENCE] * (categories == {PERMANENCE})
    if not blocks:
        whole = _count(lines, counts, doubts)
        return _people(whole, (), lines, counts)
    placed = [_count([line for line in lines if line.category == block], counts, doubts, block) for block in blocks]
    found = [each for each in placed if each]
    if not found or len(found) < len(placed):
        return None
    also = tuple(dict.fromkeys(line.category for line in lines if line.category and line.category not in blocks))
    printed = _printed([line for line in lines if not line.category], counts, doubts)
    whole = found[0] if len(found) == 1 else printed if printed and not also else _added_up(found)
    within = [line for line in lines if line.category in blocks]
    return _people(whole, tuple(found), within, counts, printed if also and len(found) > 1 else None, also)


def _people(
    whole: Count | None,
    blocks: tuple[Count, ...],
    lines: Sequence[CareLine],
    counts: Counts,
    overall: Count | None = None,
    also: tuple[str, ...] = (),
) -> People | None:
    if whole is None:
        return None
    kinds = {line.count_of for line in whole.lines}
    if len(kinds) > 1:
        return None
    printed = any(line.level in TOTALS for line in whole.lines)
    halves = (
        line for line in lines if line.level == "line" and (line.count_budget is None) != (_now(line, counts) is None)
    )
    return People(
        group=lines[0].care_group,
        counted=kinds.pop() or "",
        whole=whole,
        blocks=blocks,
        is_partial=not printed and any(halves),
        overall=overall,
        also=also,
    )


def _count(lines: Sequence[CareLine], counts: Counts, doubts: Collection[str], block: str = "") -> Count | None:
    """The printed total of ``lines``, or its types of care added up; None where neither can be had beyond doubt."""
    totals = lines if block else [line for line in lines if not line.category]
    printed = _printed(totals, counts, doubts, block)
    if printed:
        return printed
    stated = _stated([line for line in lines if line.level == "line"], counts)
    parts = [Count(_now(line, counts) or 0, line.count_budget or 0, (line,)) for line in counted_once(stated)]
    if not parts or any(line.locator in doubts for part in parts for line in part.lines):
        return None
    return _added_up(parts, block)


def _printed(lines: Sequence[CareLine], counts: Counts, doubts: Collection[str], block: str = "") -> Count | None:
    """The total that a paper prints of a table or a block; several subtotals without a total are none."""
    stated = _stated([line for line in lines if line.level in TOTALS], counts)
    found = [line for line in stated if line.level == "total"] or stated
    if len(found) != 1 or found[0].locator in doubts:
        return None
    return Count(_now(found[0], counts) or 0, found[0].count_budget or 0, (found[0],), block)


def _added_up(parts: Sequence[Count], block: str = "") -> Count:
    lines = tuple(line for part in parts for line in part.lines)
    return Count(sum(part.now for part in parts), sum(part.budget for part in parts), lines, block)


def _stated(lines: Sequence[CareLine], counts: Counts) -> list[CareLine]:
    return [line for line in lines if None not in (line.count_budget, _now(line, counts))]


def _now(line: CareLine, counts: Counts) -> float | None:
    return line.count_average if counts == "average" else line.count_actual
