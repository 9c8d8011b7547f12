"""What a month's newest report says otherwise than the one it replaced: the month was published again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from data import schema
from data.dataset import Dataset, Month
from data.rows import Row
from data.schema import Column

# What tells a line apart from the others of its table; a figure stands here only where names do not tell lines apart.
NAMED_BY = {
    "finance": ("level", "directorate", "service_group", "service"),
    "finance_summary": ("view", "line"),
    "activity": ("care_group", "category", "service_type"),
    "savings": ("level", "reference", "title"),
    "indicators": ("indicator",),
    "grants": ("level", "grant"),
    "virements": ("level", "line", "effective", "amount_k"),
    "reserves": ("level", "heading", "fund"),
    "commentary": ("note",),
    "service_counts": ("measure", "breakdown", "period_text", "unit", "value"),
    "status": ("category",),
    "portfolio": ("programme",),
    "capital": ("scheme",),
    "capital_funding": ("source",),
    "capital_variances": ("programme", "scheme"),
    "capital_variation": ("service",),
}


@dataclass(frozen=True)
class Change:
    """A figure that is not what it was, in the unit of its ``column``; the row is missing where a report has none.

    A line that only one of the reports has is a change for each figure that is printed of it.
    """

    table: str
    column: Column
    before: Row | None
    now: Row | None

    @property
    def line(self) -> Row:
        """The line that the figure is of, as the newest of the reports that has it prints it."""
        return cast(Row, self.now or self.before)  # one of the two reports has it

    @property
    def was(self) -> float | None:
        """The figure in the earlier report."""
        return None if self.before is None else getattr(self.before, self.column.name)

    @property
    def value(self) -> float | None:
        """The figure in the newest report."""
        return None if self.now is None else getattr(self.now, self.column.name)


def editions(dataset: Dataset, month: Month) -> list[Month]:
    """The reports that ``month`` replaced, newest first."""
    same = [each for each in dataset.earlier if each.period == month.period]
    return sorted(same, key=lambda each: (each.published is not None, each.published), reverse=True)


def changes(now: Month, before: Month) -> list[Change]:
    """Every figure in which two reports of one month differ, in the order of the paper.

    A table that one of the papers leaves out is no change of its figures.
    """
    return [
        change
        for table in NAMED_BY
        if now.tables.get(table) and before.tables.get(table)
        for change in _changes(table, now.tables[table], before.tables[table])
    ]


def _changes(table: str, now: tuple[Row, ...], before: tuple[Row, ...]) -> Iterator[Change]:
    columns = [column for column in schema.tables()[table] if column.type == "number"]
    earlier: dict[tuple[Any, ...], list[Row]] = {}
    for row in before:
        earlier.setdefault(_name(table, row), []).append(row)
    for row in now:
        same = earlier.get(_name(table, row), [])
        # Of lines with one name, the one that changed least is the same line.
        before_it = min(same, key=lambda each: sum(1 for _ in _figures(table, columns, row, each)), default=None)
        if before_it is not None:
            same.remove(before_it)
        yield from _figures(table, columns, row, before_it)
    for gone in earlier.values():
        for row in gone:
            yield from _figures(table, columns, None, row)


def _figures(table: str, columns: list[Column], now: Row | None, before: Row | None) -> Iterator[Change]:
    for column in columns:
        change = Change(table, column, before, now)
        if change.was != change.value:
            yield change


def _name(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in NAMED_BY[table])
