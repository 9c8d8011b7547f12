"""How every check compares what is printed with what it should be, and says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.places import BETWEEN
from loaders.figures import shown, words
from loaders.recognisers import label, printed
from loaders.tables import Note, Row

# So many standard deviations of rounding may a sum be off.
_DEVIATIONS = 4
# Printed steps of a column: a figure may be off by half of one.
_STEPS = {"count_average": 0.01, "count_average_variance": 0.01}


@dataclass(frozen=True)
class Doubt:
    """A figure that is not what its parts make it: the row and column it stands in, and the note to write.

    ``parts`` are the rows and columns that it was worked out from: where one of them is in doubt itself, this doubt is
    a consequence of that one.
    """

    row: Row
    column: str
    note: Note
    parts: tuple[tuple[Row, str], ...] = ()


def step(table: str, row: Row, column: str) -> float:
    """The smallest difference that ``column`` can print in ``row``."""
    if column.startswith("unit_cost"):
        return 1000.0 if row.get("unit_cost_per") == "year" else _pennies(row)
    if column.endswith("_k") and any(name.endswith("_k") and value and value % 1 for name, value in row.items()):
        return 0.001  # the paper prints pounds
    return _STEPS.get(column, 1.0)


def _pennies(row: Row) -> float:
    values = [row[name] for name in ("unit_cost_budget", "unit_cost_actual", "unit_cost_variance")]
    return 0.01 if any(value is not None and value != int(value) for value in values) else 1.0


def sum_of(rows: Iterable[Row], column: str) -> float | None:
    """The sum of ``column``, leaving out what is not stated; ``None`` if nothing is."""
    values = [row[column] for row in rows if row.get(column) is not None]
    return math.fsum(values) if values else None


def doubt(
    table: str,
    row: Row,
    column: str,
    expected: float,
    slack: float,
    check: str,
    because: str,
    severity: str = "error",
    parts: Iterable[tuple[Row, str]] = (),
    also_at: Iterable[Row] = (),
) -> list[Doubt]:
    """One doubt if the printed figure is further than ``slack`` from ``expected``; ``because`` ends the sentence.

    ``also_at`` are the rows of another table of the paper that ``expected`` comes from: the doubt is about them too.
    """
    stated = row.get(column)
    if stated is None or abs(stated - expected) <= slack + 1e-6:
        return []
    difference = stated - expected
    name, right = label(table, row), shown(column, _tidy(expected))
    message = (
        f"{printed(table, row)}: the {words(column)} is printed as {shown(column, stated)}, but {because} {right}."
    )
    return [
        Doubt(
            row,
            column,
            Note(
                table,
                name,
                check,
                severity,
                message,
                row["locator"],
                _typed(column, stated),
                _typed(column, _tidy(expected)),
                _typed(column, _tidy(difference)),
                column,
                BETWEEN.join(each["locator"] for each in also_at) or None,
            ),
            tuple(parts),
        )
    ]


def against_parts(
    table: str,
    total: Row,
    parts: Sequence[Row],
    columns: Iterable[str],
    check: str,
    what: str,
    severity: str = "error",
) -> list[Doubt]:
    """Doubts about each of the total's ``columns`` that is not the sum of its ``parts``, rounding allowed for.

    Figures are rounded each by itself, by up to half a step and as often up as down. The error of a sum of n of them
    therefore has a standard deviation of the step times √(n/12), and hardly ever reaches the worst case of n halves:
    four standard deviations are passed once in some 16,000 sums, and never more than that worst case is allowed.
    """
    doubts = []
    for column in columns:
        expected = sum_of(parts, column)
        if expected is None:
            continue
        steps = [step(table, row, column) for row in [total, *parts] if row.get(column) is not None]
        slack = min(sum(steps) / 2, _DEVIATIONS * math.hypot(*steps) / math.sqrt(12))
        stated = [(row, column) for row in parts if row.get(column) is not None]
        doubts += doubt(table, total, column, expected, slack, check, f"{what} add up to", severity, stated)
    return doubts


def _typed(column: str, value: float) -> str:
    """``value`` as a paper prints it: a percentage has the minus of a keyboard, not the true minus of a sentence."""
    text = shown(column, value)
    return text.replace("−", "-") if column.endswith("_pct") else text


def _tidy(value: float) -> float:
    return round(value, 2) + 0.0
