"""What both readers of the savings tracker share: the row, the totals, whether a row adds up, what a page lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from loaders import amounts
from loaders.containers.text import Line
from loaders.figures import shown
from loaders.tables import Found, Note, Row

PLANNED = tuple(f"planned_q{quarter}_k" for quarter in range(1, 5))
FORECAST = tuple(f"forecast_q{quarter}_k" for quarter in range(1, 5))
FIGURES = ("investment_k", *PLANNED, "original_k", *FORECAST, "forecast_k", "variance_k")
_ORDER = ("investment_k", "title", "committee", "workstream", "kind", "original_k", *PLANNED, *FORECAST)
_REST = ("forecast_k", "variance_k", "variance_pct", "complete", "rag", "direction", "text", "locator")
# A PDF may part two letters that stand close ("resil ience"); no word begins with these letters.
_PARTED = re.compile(r"(?<=[a-z]) (?=(?:ience|ised|ions|ities|ity)\b)")


def blank(level: str) -> Row:
    """A row that states nothing yet."""
    return {"reference": None, "level": level, **dict.fromkeys((*_ORDER, *_REST))}


def text_of(parts: Iterable[str]) -> str:
    """Words of a title or a comment, parted over lines, as one text."""
    return _PARTED.sub("", " ".join(" ".join(parts).split()))


def add_total(found: Found, line: Line, names: Sequence[str], figures: Sequence[str]) -> None:
    """Add the tracker's totals the first time; on later pages they are furniture if they are the same."""
    try:
        stated = {name: amounts.thousands(figure) for name, figure in zip(names, figures, strict=True)}
    except ValueError:
        found.leave_unread(line, f"it has {len(figures)} figures for {len(names)} columns of totals")
        return
    total = next((row for row in found.rows if row["level"] == "total"), None)
    if total is None:
        found.rows.append({**blank("total"), "title": "Total", **stated, "locator": line.place})
        found.row_lines += 1
    elif all(total[name] == value for name, value in stated.items()):
        found.furniture += 1
    else:
        found.leave_unread(line, f"its totals are not those of {total['locator']}")


def fits(figures: Mapping[str, float | None]) -> bool:
    """Whether quarters add up to the year and the variance is the forecast minus the plan."""
    planned, forecast, variance = (figures.get(name) for name in ("original_k", "forecast_k", "variance_k"))
    return (
        _adds_up([figures.get(name) for name in PLANNED], planned)
        and _adds_up([figures.get(name) for name in FORECAST], forecast)
        and (None in (planned, forecast, variance) or _adds_up([forecast, -(planned or 0.0)], variance))
    )


def _adds_up(parts: Sequence[float | None], whole: float | None) -> bool:
    values = [part for part in parts if part is not None]
    return not values or whole is None or abs(math.fsum(values) - whole) <= (len(values) + 1) / 2


def note_missing_page(found: Found, page: Line | None) -> None:
    """Note that the rows stay short of the printed total; ``page`` is the last page's number that stands among them.

    Only a gap in the planned saving and in the forecast saving alike is taken for lines that are not in the text, and
    only where every line that is there could be read.
    """
    total = next((row for row in found.rows if row["level"] == "total"), None)
    rows = [row for row in found.rows if row["level"] == "saving"]
    if total is None or not rows or found.unread:
        return
    gaps = {}
    for column in ("original_k", "forecast_k"):
        values = [row[column] for row in rows if row[column] is not None]
        if total[column] is None or not values:
            return
        gaps[column] = total[column] - math.fsum(values)
        if abs(gaps[column]) <= (len(values) + 1) / 2 or gaps[column] * total[column] < 0:
            return
    listed = total["forecast_k"] - gaps["forecast_k"]
    where = f"; look at “{page.text}”" if page else ""
    found.notes.append(
        Note(
            "savings",
            None,
            "missing-page",
            "error",
            f"The {len(rows)} savings listed add up to {shown('forecast_k', listed)}, but the printed total is "
            f"{shown('forecast_k', total['forecast_k'])}, so savings of {shown('forecast_k', gaps['forecast_k'])} "
            f"(planned: {shown('original_k', gaps['original_k'])}) are not in the text{where}.",
            page.place if page else total["locator"],
            stated=shown("forecast_k", total["forecast_k"]),
            expected=shown("forecast_k", listed),
            difference=shown("forecast_k", gaps["forecast_k"]),
        )
    )
