"""How far each forecast for a full year missed the outturn, where both are known. Money in £000."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.queries import TrackPoint


@dataclass(frozen=True)
class Miss:
    """A forecast and the outturn of its year."""

    forecast: TrackPoint
    outturn: TrackPoint

    @property
    def miss_k(self) -> float:
        """Outturn minus forecast: a plus means that the year ended worse than this report expected."""
        return self.outturn.variance_k - self.forecast.variance_k


def misses(track: Iterable[TrackPoint]) -> list[Miss]:
    """A miss for each forecast of ``track`` (oldest first) whose year has closed in it."""
    points = list(track)
    closed = {point.financial_year: point for point in points if point.kind == "outturn"}
    return [
        Miss(point, closed[point.financial_year])
        for point in points
        if point.kind != "outturn" and point.financial_year in closed
    ]
