"""The measure registry: everything that is to be known of a measure stands in its row of ``reference/measures.csv``.

``line`` is the kind of line that states it and ``column`` where; ``previous`` is the column of the report before and
``headline`` the part of a selection's position that totals it. ``follow`` and ``compare`` are its place among the
measures offered on Trends and Compare, empty where it is not; ``limits`` says that it can have natural limits, as
numbers of people can. ``moment`` is what its figure is of: a ``forecast`` of the year, spending ``to date``, or what is
there ``on the day``. ``finding`` is what findings that touch it are about.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from data.folders import REFERENCE

Adverse = Literal["high", "low", "neutral"]
Moment = Literal["", "forecast", "to date", "on the day"]


@dataclass(frozen=True)
class Measure:
    """One measure: what it is called, what it counts in, which direction is bad news, and where it stands.

    ``is_variance`` where it is already a difference from the budget, to be told as over or under.
    """

    key: str
    label: str
    unit: str
    adverse: Adverse
    is_variance: bool
    line: str
    column: str
    previous: str
    headline: str
    follow: int | None
    compare: int | None
    has_limits: bool
    moment: Moment
    finding: str
    definition: str
    source: str


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its key, in the order of the glossary."""
    with (REFERENCE / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: _measure(row) for row in csv.DictReader(file)}


@cache
def can_follow(line: str) -> tuple[str, ...]:
    """Keys of the measures of a kind of ``line`` that can be followed over the months; the first is shown unasked."""
    return _offered({each.key: each.follow for each in measures().values() if each.line == line})


@cache
def can_compare(line: str) -> tuple[str, ...]:
    """Keys of those in which two months can be set side by side: spending so far grows by itself."""
    return _offered({each.key: each.compare for each in measures().values() if each.line == line})


def _offered(places: Mapping[str, int | None]) -> tuple[str, ...]:
    ranked = sorted((place, key) for key, place in places.items() if place is not None)
    return tuple(key for _, key in ranked)


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        key=row["key"],
        label=row["label"],
        unit=row["unit"],
        adverse=cast(Adverse, row["adverse"]),
        is_variance=row["variance"] == "yes",
        line=row["line"],
        column=row["column"],
        previous=row["previous"],
        headline=row["headline"],
        follow=int(row["follow"]) if row["follow"] else None,
        compare=int(row["compare"]) if row["compare"] else None,
        has_limits=row["limits"] == "yes",
        moment=cast(Moment, row["moment"]),
        finding=row["finding"],
        definition=row["definition"],
        source=row["source"],
    )
