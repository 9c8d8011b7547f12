"""Numbers against budget: the number budgeted outlined, the number at the end of the month solid in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import rows, theme
from charts.chart import DIRECTIONS, Chart, Table
from charts.theme import SCALES, Scale, Screen
from data.analysis import most_telling
from data.dataset import Row
from data.formatting import number, signed


def placements_chart(lines: Sequence[Row], *, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Snapshot against budget, one row a type of care.

    ``lines``: rows of ``activity`` in the paper's order. Averages and full-time equivalents are other measures and
    are not drawn. A line with neither count is left out of the figure and stays in the table; so does one that the
    screen has no room for. Counts are never added up: a child in foster care stands in two lines, basic and skills.
    """
    scale = SCALES[screen]
    lines = [line for line in lines if line.level == "line"]
    counted = [line for line in lines if line.count_budget or line.count_actual]
    told = most_telling([_gap(line) for line in counted], scale.rows_in(scale.head + _foot(scale)))
    drawn = [line for place, line in enumerate(counted) if place in told]
    left = len(counted) - len(drawn)
    return Chart(
        sentence=placements_sentence(counted),
        subtitle=subtitle,
        figure=_figure(drawn, scale) if drawn else None,
        table=_table(lines),
        key="Outline: budget. Solid: end of the month. Orange: more than budgeted. Blue: fewer. Grey: as budgeted."
        + (f" {left} more, nearer their budget, {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no numbers of people or placements for this care group.",
        measures=("count_actual", "count_budget", "count_variance", "count_average"),
    )


def placements_sentence(lines: Sequence[Row]) -> str:
    """The type of care furthest above its budgeted number, and the one furthest below."""
    gaps = [(gap, line.service_type) for line in lines if (gap := _gap(line)) is not None]
    if not gaps:
        return "No type of care has both a budgeted and a current number"
    most, least = max(gaps, key=lambda pair: pair[0]), min(gaps, key=lambda pair: pair[0])
    parts = []
    if most[0] > 0:
        parts.append(f"{most[1]}: {number(most[0])} more than budgeted")
    if least[0] < 0:
        parts.append(f"{least[1]}: {number(-least[0])} {'fewer' if parts else 'fewer than budgeted'}")
    return "; ".join(parts) or "Every type of care is at the number budgeted"


def _foot(scale: Scale) -> int:
    return scale.font * 2 + 6


def _gap(line: Row) -> float | None:
    if line.count_budget is None or line.count_actual is None:
        return None
    return float(line.count_actual - line.count_budget)


def _gap_text(line: Row) -> str:
    gap = _gap(line)
    return "" if gap is None else signed(gap)


def _figure(lines: Sequence[Row], scale: Scale) -> dict[str, Any]:
    labels = [line.service_type for line in lines]
    counts = ["–" if line.count_actual is None else number(line.count_actual) for line in lines]
    gaps = [_gap_text(line) for line in lines]
    columns: list[rows.Column] = [("now", counts, True), ("difference", gaps, False)]
    if scale.stacked:
        joined = [", ".join(part for part in pair if part) for pair in zip(counts, gaps, strict=True)]
        columns = [("", joined, True)]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": rows.mark_heights(len(lines), scale),
        "customdata": [
            [theme.words(line.service_type), number(line.count_budget), number(line.count_actual), _gap_text(line)]
            for line in lines
        ],
        "hovertemplate": rows.HOVER,
    }
    outline = {"color": theme.PAPER, "line": {"color": theme.EDGE, "width": 2}}
    solid = {
        "color": [theme.direction_colour(_gap(line)) for line in lines],
        "line": {"color": theme.EDGE, "width": 1},
    }
    thickness = rows.mark_size(scale)
    data = [
        bar | {"x": [line.count_budget for line in lines], "width": thickness + 0.2, "marker": outline},
        bar | {"x": [line.count_actual for line in lines], "width": thickness - 0.12, "marker": solid},
    ]
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(columns), scale),
        "t": 8 if scale.stacked else scale.head,
        "b": _foot(scale),
    }
    highest = max(count or 0 for line in lines for count in (line.count_budget, line.count_actual))
    layout = theme.layout(
        scale,
        margin["t"] + margin["b"] + scale.row * len(lines),
        margin=margin,
        annotations=rows.label_notes(labels, scale) + rows.value_notes(columns, scale),
        xaxis=rows.value_axis(highest, scale),
        yaxis=rows.row_axis(len(lines)),
        barmode="overlay",
    )
    return {"data": data, "layout": layout}


def _table(lines: Sequence[Row]) -> Table:
    return Table(
        columns=(
            "Type of care",
            "Budgeted",
            "End of month",
            "Difference",
            "Average this year",
            "Month before",
            "Since last month",
        ),
        rows=tuple(
            (
                line.service_type,
                number(line.count_budget),
                number(line.count_actual),
                "not stated" if _gap(line) is None else signed(_gap(line)),
                number(line.count_average, 2),
                number(line.count_previous),
                DIRECTIONS.get(line.count_direction, "not stated"),
            )
            for line in lines
        ),
        locators=tuple(line.locator for line in lines),
        worked_out=(("Difference", "the number at the end of the month less the number budgeted"),),
    )
