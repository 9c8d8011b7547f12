"""Process behaviour (XmR) limits and special causes, by the rules of NHS England's Making Data Count.

The limits are the mean ± 2.66 × the mean moving range. Papers come monthly, but none describes April: two months
that follow one another, or with one month between them, are neighbours; a longer gap takes no moving range and ends
every run, because nothing is known of what happened in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

FEWEST_POINTS = 13
RANGES_TO_LIMIT = 2.66  # 3 divided by 1.128, which turns a mean moving range of two into three standard deviations
SHIFT_RUN = 7
TREND_RUN = 6
NEAR_SHARE = 2 / 3  # of the way from the mean to a limit
NEIGHBOURS = 2  # months apart at most

Rule = Literal["outside", "shift", "trend", "near"]


@dataclass(frozen=True)
class Sample:
    """One month's value of an activity flow."""

    period: date
    value: float


@dataclass(frozen=True)
class Limits:
    """Mean and natural process limits in the unit of the values, and the rules that each value breaks."""

    mean: float
    lower: float
    upper: float
    special: tuple[tuple[Rule, ...], ...]


def control_limits(samples: Sequence[Sample]) -> Limits | None:
    """Limits of ``samples`` (oldest first), or None where there are fewer than 13 or no two of them are neighbours."""
    if len(samples) < FEWEST_POINTS:
        return None
    runs = _unbroken(samples)
    ranges = [abs(after - before) for run in runs for before, after in pairwise(run)]
    if not ranges:
        return None
    values = [sample.value for sample in samples]
    mean = math.fsum(values) / len(values)
    reach = RANGES_TO_LIMIT * math.fsum(ranges) / len(ranges)
    special = [rules for run in runs for rules in special_causes(run, mean, reach)]
    return Limits(mean, mean - reach, mean + reach, tuple(special))


def special_causes(values: Sequence[float], mean: float, reach: float) -> list[tuple[Rule, ...]]:
    """The rules that each of ``values``, neighbours in time, breaks; ``reach`` is from the mean to a limit."""
    away = [0.0 if math.isclose(value, mean, rel_tol=1e-9, abs_tol=1e-9) else value - mean for value in values]
    steps = [after - before for before, after in pairwise(values)]
    broken: dict[Rule, set[int]] = {
        "outside": {place for place, value in enumerate(away) if _beyond(abs(value), reach)},
        "shift": _runs(away, SHIFT_RUN),
        "trend": {place + end for place in _runs(steps, TREND_RUN - 1) for end in (0, 1)},
        "near": _near(away, reach * NEAR_SHARE),
    }
    return [tuple(rule for rule, places in broken.items() if place in places) for place in range(len(values))]


def _beyond(distance: float, border: float) -> bool:
    return distance > border and not math.isclose(distance, border, rel_tol=1e-9)


def _unbroken(samples: Sequence[Sample]) -> list[list[float]]:
    """The values, cut wherever months are missing."""
    runs: list[list[float]] = []
    last: date | None = None
    for sample in samples:
        if last is None or _months(sample.period) - _months(last) > NEIGHBOURS:
            runs.append([])
        runs[-1].append(sample.value)
        last = sample.period
    return runs


def _months(period: date) -> int:
    return period.year * 12 + period.month


def _runs(values: Sequence[float], length: int) -> set[int]:
    """Places in runs of at least ``length`` values of the same sign; zero has none and ends a run."""
    return {
        place
        for sign in (1, -1)
        for begin in range(len(values) - length + 1)
        if all(value * sign > 0 for value in values[begin : begin + length])
        for place in range(begin, begin + length)
    }


def _near(away: Sequence[float], border: float) -> set[int]:
    """Places of two or three of three values that lie beyond ``border`` on the same side of the mean."""
    found: set[int] = set()
    sides: tuple[Callable[[float], bool], ...] = (lambda value: value > 0, lambda value: value < 0)
    for side in sides:
        close = [side(value) and _beyond(abs(value), border) for value in away]
        for begin in range(len(close) - 2):
            three = [place for place in range(begin, begin + 3) if close[place]]
            if len(three) > 1:
                found.update(three)
    return found
