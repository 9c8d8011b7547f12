"""Unit cost against budget: open circle for the budget, diamond for the current average, one row a type of care."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table
from charts.columns import Column, Form, column, text
from charts.theme import SCALES, Scale, Screen
from charts.travel import CORNER, TRAVEL_KEY, against_budget, travel
from data.analysis import most_telling
from data.care import TIMES_A_YEAR, price_gap, told_apart, told_of
from data.findings import beyond_doubt
from data.formatting import NOT_STATED, pounds, round_away, signed_pounds
from data.rows import Row

PENCE = Form("£", 2)
GAP = Form("£", 2, signed=True)
SHARE = Form("percent", 1, signed=True, missing="")
PER_WORDS = {"week": "a week", "hour": "an hour", "year": "a year"}
MOST_KEY = " What adds or saves most goes by the difference times the number budgeted."


def unit_cost_chart(
    lines: Sequence[Row], *, screen: Screen = "desk", subtitle: str = "", doubts: Collection[str] = ()
) -> Chart:
    """Budgeted and current unit cost in £, a block for each category and unit: they never share an axis.

    ``lines``: rows of ``activity`` in the paper's order. A line with neither unit cost, as where nobody was budgeted
    for and nobody came, is left out of the figure and stays in the table; so is one that the screen has no room for.
    No sentence is built on a line that stands at one of the places in ``doubts``.
    """
    scale = SCALES[screen]
    lines = [line for line in lines if line.level == "line"]
    costed = [_without_doubted_gap(line, doubts) for line in lines if line.unit_cost_budget or line.unit_cost_actual]
    drawn = _fitting(costed, scale, doubts)
    left = len(costed) - len(drawn)
    return Chart(
        sentence=unit_cost_sentence(beyond_doubt(costed, doubts)),
        subtitle=subtitle,
        figure=_figure(drawn, scale) if drawn else None,
        table=_table(lines),
        key="Open circle: budget. Diamond: now. Orange: dearer than budgeted (adverse). Blue: cheaper (favourable)."
        + (MOST_KEY if any(_yearly(costed)) else "")
        + (f" {TRAVEL_KEY}" if any(line.unit_cost_direction for line in drawn) else "")
        + (f" {left} more with a smaller effect {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no unit costs for this care group.",
        measures=("unit_cost_actual", "unit_cost_budget", "unit_cost_variance"),
    )


def unit_cost_sentence(lines: Sequence[Row]) -> str:
    """The type of care whose price adds most (or, if none does, saves most) at the numbers budgeted; says so."""
    both = [line for line in lines if line.unit_cost_budget and line.unit_cost_actual]
    if not both:
        return told_of(lines, "no type of care has both a budgeted and a current unit cost")
    effects = _effects(both)
    chosen = max(effects) if max(effects) > 0 else min(effects)
    line = both[effects.index(chosen)]
    gap = price_gap(line)
    if round_away(gap, _pence(line)) == 0:
        return told_of(lines, "unit costs are as budgeted")
    size, per = pounds(abs(gap), _pence(line)), PER_WORDS.get(line.unit_cost_per, "each")
    sentence = f"{size} {per} {'more' if gap > 0 else 'less'} for {told_apart(line, lines)} than budgeted"
    if len(both) > 1 and any(_yearly(both)):
        sentence += f", which {'adds' if gap > 0 else 'saves'} most in all"
    return told_of(lines, sentence)


def _effects(lines: Sequence[Row]) -> list[float]:
    """What each price adds in a year at the number budgeted, in £; or in one week or hour, where none can be had."""
    effects = _yearly(lines)
    return effects if any(effects) else [_known_gap(line) for line in lines]


def _yearly(lines: Sequence[Row]) -> list[float]:
    return [_known_gap(line) * (line.count_budget or 0) * TIMES_A_YEAR.get(line.unit_cost_per, 0) for line in lines]


def _known_gap(line: Row) -> float:
    return price_gap(line) if line.unit_cost_budget and line.unit_cost_actual else 0.0


def _blocks(lines: Sequence[Row]) -> list[list[Row]]:
    return [list(block) for _, block in groupby(lines, key=lambda line: (line.category, line.unit_cost_per))]


def _block_frame(scale: Scale) -> int:
    """Pixels above and below the rows of a block: its heading and the values of its axis."""
    return scale.head - 2 + scale.font * 2


def _fitting(lines: Sequence[Row], scale: Scale, doubts: Collection[str]) -> list[Row]:
    """As many of the lines whose price matters most as the screen has room for, in the order given."""
    effects = [0.0 if line.locator in doubts else effect for line, effect in zip(lines, _effects(lines), strict=True)]
    if scale.named_first and lines:
        return _told_first(lines, effects)
    for most in range(len(lines), 1, -1):
        chosen = [lines[place] for place in sorted(most_telling(effects, most))]
        if not scale.room or len(_blocks(chosen)) * _block_frame(scale) + most * scale.row <= scale.room:
            return chosen
    return list(lines[:1])


def _told_first(lines: Sequence[Row], effects: Sequence[float]) -> list[Row]:
    """All lines, before them the one that the sentence names with its block, for a block shares an axis."""
    told = lines[effects.index(max(effects) if max(effects) > 0 else min(effects))]
    block = next(block for block in _blocks(lines) if told in block)
    inside = [told, *(line for line in block if line is not told)]
    return inside + [line for line in lines if line not in block]


def _without_doubted_gap(line: Row, doubts: Collection[str]) -> Row:
    """A line without the difference that the paper prints, where it contradicts itself on it."""
    return line._replace(unit_cost_variance=None) if line.locator in doubts else line


def _pence(line: Row) -> int:
    return 2 if line.unit_cost_per == "hour" else 0


def _difference(line: Row) -> str:
    if line.unit_cost_budget and line.unit_cost_actual:
        gap = price_gap(line)
        return signed_pounds(gap, _pence(line)) if round_away(gap, _pence(line)) else "as budgeted"
    return "not budgeted" if line.unit_cost_actual else "none now"


def _share(line: Row) -> str:
    return text(_share_pct(line), SHARE)


def _share_pct(line: Row) -> float | None:
    if not line.unit_cost_budget or not line.unit_cost_actual:
        return None
    return float(line.unit_cost_actual / line.unit_cost_budget - 1) * 100


def _figure(lines: Sequence[Row], scale: Scale) -> dict[str, Any]:
    """Blocks stand one under the other on y axes of their own; each has its own x axis in its own unit."""
    blocks = _blocks(lines)
    moved = any(line.unit_cost_direction for line in lines)
    head, foot = scale.head - 2, scale.font * 2
    heights = [_block_frame(scale) + len(block) * scale.row for block in blocks]
    total = sum(heights)
    room = 1.1 if scale.narrow else 1.0  # words such as "not budgeted" are wider than their column on a phone
    left = rows.label_margin([line.service_type for line in lines], scale)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    top = 0
    for place, (block, height) in enumerate(zip(blocks, heights, strict=True), start=1):
        tag = "" if place == 1 else str(place)
        domain = [1 - (top + height - foot) / total, 1 - (top + head) / total]
        highest = max(cost or 0 for line in block for cost in (line.unit_cost_budget, line.unit_cost_actual))
        axes[f"yaxis{tag}"] = rows.row_axis(len(block), domain=domain, anchor=f"x{tag}")
        axes[f"xaxis{tag}"] = rows.value_axis(highest * room, scale, moved, anchor=f"y{tag}", tickprefix="£")
        data += _marks(block, scale, tag)
        notes += _notes(block, scale, tag, left)
        top += height
    margin = {"l": left, "r": rows.value_margin(3 if moved else 2, scale, moved), "t": 6, "b": 8}
    return {"data": data, "layout": theme.layout(scale, total + 14, margin=margin, annotations=notes, **axes)}


def _notes(block: Sequence[Row], scale: Scale, tag: str, left: int) -> list[dict[str, Any]]:
    category, per = block[0].category, PER_WORDS.get(block[0].unit_cost_per, "each")
    heading = f"<b>{theme.words(category)}</b>, £ {per}" if category else f"<b>£ {per}</b>"
    place = {"xref": "paper", "yref": f"y{tag}", "xanchor": "left", "xshift": 2 - left, "yanchor": "bottom"}
    columns: list[rows.Column] = [
        ("difference", [_difference(line) for line in block], True),
        ("", [_share(line) for line in block], False),
    ]
    travels = [travel(line.unit_cost_direction) for line in block]
    if any(travels):
        columns.append((rows.DIRECTION, travels, False))
    labels = [line.service_type for line in block]
    return [
        theme.note(heading, 0, -0.5, **place),
        *rows.label_notes(labels, scale, f"y{tag}", corner=CORNER if any(travels) else 0),
        *rows.value_notes(columns, scale, f"y{tag}"),
        *(rows.corner_notes(travels, scale, f"y{tag}") if scale.stacked else []),
    ]


def _marks(block: Sequence[Row], scale: Scale, tag: str) -> list[dict[str, Any]]:
    heights = rows.mark_heights(len(block), scale)
    axes = {"type": "scatter", "xaxis": f"x{tag}", "yaxis": f"y{tag}"}
    colours = [theme.direction_colour(_known_gap(line)) for line in block]
    bridges = [
        axes
        | {"mode": "lines", "hoverinfo": "skip", "line": {"color": colour, "width": 5}}
        | {"x": [line.unit_cost_budget, line.unit_cost_actual], "y": [height, height]}
        for line, height, colour in zip(block, heights, colours, strict=True)
        if line.unit_cost_budget and line.unit_cost_actual
    ]
    points = axes | {
        "mode": "markers",
        "y": heights,
        "customdata": [
            [
                theme.words(line.service_type),
                pounds(line.unit_cost_budget or None, 2),
                pounds(line.unit_cost_actual or None, 2),
                ", ".join(part for part in (_difference(line), _share(line), _judged(line)) if part),
                f"<br>Since last month: {moved}" if (moved := travel(line.unit_cost_direction)) else "",
            ]
            for line in block
        ],
        "hovertemplate": rows.HOVER,
    }
    budget = {"symbol": "circle", "size": scale.font, "color": theme.PAPER, "line": {"color": theme.EDGE, "width": 3}}
    now = {"symbol": "diamond", "size": scale.font + 2, "color": colours, "line": {"color": theme.EDGE, "width": 1}}
    return [
        *bridges,
        points | {"x": [line.unit_cost_budget or None for line in block], "marker": budget},
        points | {"x": [line.unit_cost_actual or None for line in block], "marker": now},
    ]


def _judged(line: Row) -> str:
    """Adverse or favourable, where there are two prices to compare."""
    both = line.unit_cost_budget and line.unit_cost_actual
    return against_budget(price_gap(line), _pence(line), same="") if both else ""


def _table(lines: Sequence[Row]) -> Table:
    """As printed, pence included; the direction of travel only where the paper marks one."""
    columns: list[Column] = [
        column("Type of care", [line.service_type for line in lines]),
        column("Per", [line.unit_cost_per or "" for line in lines]),
        column("Budgeted", [line.unit_cost_budget for line in lines], PENCE),
        column("Now", [line.unit_cost_actual for line in lines], PENCE),
        column("Difference", [_worked_out(line) for line in lines], GAP),
        column("Share of budgeted", [_share_pct(line) for line in lines], SHARE),
        column("Against budget", [_judged(line) or _no_gap(line) for line in lines]),
    ]
    if any(line.unit_cost_variance is not None for line in lines):
        columns.insert(5, column("Difference as printed", [line.unit_cost_variance for line in lines], GAP))
    if any(line.unit_cost_direction for line in lines):
        columns.append(column("Since last month", [travel(line.unit_cost_direction) or NOT_STATED for line in lines]))
    return Table(
        tuple(columns),
        tuple(line.locator for line in lines),
        worked_out=(
            (
                "Difference",
                "the unit cost now less the one budgeted; the chart shows the printed one where there is one",
            ),
            ("Share of budgeted", "the difference divided by the unit cost budgeted"),
        ),
    )


def _worked_out(line: Row) -> float | None:
    if None in (line.unit_cost_budget, line.unit_cost_actual):
        return None
    return float(line.unit_cost_actual - line.unit_cost_budget)


def _no_gap(line: Row) -> str:
    return _difference(line) if line.unit_cost_budget or line.unit_cost_actual else NOT_STATED
