"""Performance indicators: the direction of travel against the figures, the rating against the target, the date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.dates import MONTH_NAMES
from loaders.figures import shown
from loaders.tables import Note, Row

# Where the better direction is printed, the papers rate by these shares of the target: a figure worse by more than a
# tenth is red, one that is worse at all amber, and one that is better by more than a twentieth blue.
_RED, _BLUE = 0.10, -0.05
_DATED = re.compile(rf"\d|\b(?:{MONTH_NAMES})\b", re.IGNORECASE)  # "Feb", "Q3", "2016/17", "Autumn term 2017"


def check(rows: Sequence[Row]) -> list[Note]:
    """Notes about the rows of ``indicators``; what is not stated is not judged.

    Where many ratings of a paper are not those of the shares below, it rates by rules of its own, and none is doubted.
    """
    doubted = sum(len(_rating(row)) for row in rows)
    own_rules = doubted >= 3 and 4 * doubted > sum(rating(row) is not None for row in rows)
    return [note for row in rows for note in (*_direction(row), *([] if own_rules else _rating(row)), *_date(row))]


def _direction(row: Row) -> list[Note]:
    previous, actual, direction = row["previous"], row["actual"], row["direction"]
    if previous is None or actual is None or direction is None:
        return []
    if actual == previous or row["good_is"] is None:
        # Up is better, so without the better direction only standing still can be told from the figures.
        right = (direction == "same") == (actual == previous)
    else:
        right = direction == ("up" if (actual > previous) == (row["good_is"] == "high") else "down")
    if right:
        return []
    return [
        Note(
            "indicators",
            row["indicator"],
            "indicator-direction",
            "error",
            f"“{row['indicator']}” goes from {shown('previous', previous)} to {shown('actual', actual)}, which is not "
            f"the direction of travel that is printed ({direction}; up is better).",
            row["locator"],
            stated=direction,
        )
    ]


def _rating(row: Row) -> list[Note]:
    expected = rating(row)
    if expected is None or row["rag"] in (None, "no target", expected):
        return []
    return [
        Note(
            "indicators",
            row["indicator"],
            "rag-against-target",
            "note",
            f"“{row['indicator']}” is rated {row['rag']}, but {shown('actual', row['actual'])} against a target of "
            f"{shown('target', row['target'])} would be {expected}; the comment may say why.",
            row["locator"],
            stated=row["rag"],
            expected=expected,
        )
    ]


def _date(row: Row) -> list[Note]:
    """The words of a heading may stand where the date of the latest figure should be."""
    if row.get("data_date") is None or _DATED.search(row["data_date"]):
        return []
    return [
        Note(
            "indicators",
            row["indicator"],
            "no-date",
            "warning",
            f"“{row['indicator']}” prints “{row['data_date']}” where the date of its latest figure should be.",
            row["locator"],
            stated=row["data_date"],
            column="data_date",
        )
    ]


def rating(row: Row) -> str | None:
    """The rating that the figures make by the papers' rule; ``None`` where it does not apply."""
    if not row["target"] or row["actual"] is None or row["good_is"] is None:
        return None
    worse = (row["actual"] - row["target"]) / abs(row["target"])
    worse = -worse if row["good_is"] == "high" else worse
    if worse > _RED:
        return "red"
    if worse > 0:
        return "amber"
    return "blue" if worse < _BLUE else "green"
