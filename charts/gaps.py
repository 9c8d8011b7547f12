"""How far a type of care is from its budget: the difference that its paper prints, or the one worked out."""

from __future__ import annotations

from collections.abc import Collection

from charts.chart import Table
from data.formatting import NOT_STATED

CARE = "Type of care"
WORKED_OUT, AS_PRINTED = "Difference", "Difference as printed"
JUDGED = "Against budget"
TRAVEL = "Since last month"


def gaps(table: Table, doubts: Collection[str]) -> list[float | None]:
    """The difference of each row that ``table`` draws: as printed, for budgets are rounded in print, or worked out.

    Where the paper contradicts itself, at one of the places in ``doubts``, it is worked out.
    """
    worked_out = table.figures(WORKED_OUT)
    printed = table.figures(AS_PRINTED) if AS_PRINTED in table.columns else [None] * len(worked_out)
    places = [table.locators[row] for row in table.drawn]
    return [
        own if own is None or said is None or place in doubts else said
        for own, said, place in zip(worked_out, printed, places, strict=True)
    ]


def travels(table: Table) -> list[str]:
    """The direction of travel of each row that is drawn; empty where the paper marks none."""
    if TRAVEL not in table.columns:
        return [""] * len(table.drawn)
    return ["" if each == NOT_STATED else each for each in table.words(TRAVEL)]
