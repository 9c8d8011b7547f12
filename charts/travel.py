"""Direction of travel: up, down or the same as a month before. Whether that is good news is another question."""

from __future__ import annotations

from data.formatting import NOT_STATED, number, round_away
from data.rows import CareLine

ARROWS = {"up": "▲ up", "down": "▼ down", "same": "● same"}
CORNER = 4  # letters of "▼ down", which a narrow screen sets at the end of a label's line
TRAVEL_KEY = "Direction: against the month before."


def count_travel(line: CareLine) -> str:
    """Which way a count moved as the paper marks it, or by how much where it prints the month before: ``▼ down 7``."""
    if line.count_direction or line.count_actual is None or line.count_previous is None:
        return travel(line.count_direction)
    more = round_away(line.count_actual - line.count_previous)
    if more == 0:
        return ARROWS["same"]
    return f"{ARROWS['up' if more > 0 else 'down']} {number(abs(more))}"


def travel(direction: str | None) -> str:
    """The paper's own mark as an arrow and a word; empty where it prints none."""
    return ARROWS.get(direction or "", "")


def against_budget(gap: float | None, places: int = 0, same: str = "as budgeted") -> str:
    """``adverse`` for more than budgeted, ``favourable`` for less: judged apart from the direction of travel."""
    if gap is None:
        return NOT_STATED
    rounded = round_away(gap, places)
    return "adverse" if rounded > 0 else "favourable" if rounded < 0 else same
