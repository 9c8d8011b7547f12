"""Cost against budget: the year's budget outlined, its forecast hatched (or outturn solid) in front of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table
from charts.columns import THOUSANDS, VARIANCE, column
from charts.theme import SCALES, Scale, Screen
from charts.travel import CORNER, TRAVEL_KEY, against_budget, travel
from data.analysis import extremes_first, most_telling
from data.care import TOTALS, named, printed_total, told_of
from data.findings import beyond_doubt
from data.formatting import NOT_STATED, money, round_away, signed_thousands, thousands
from data.rows import Row

FOOT = 8


def costs_chart(
    lines: Sequence[Row], *, outturn: bool, screen: Screen = "desk", subtitle: str = "", doubts: Collection[str] = ()
) -> Chart:
    """What each type of care costs in the year against its budget in £000, with income and adjustments beside it.

    ``lines``: rows of ``activity`` in the paper's order. Income is a minus and is drawn to the left. Totals stand in
    the table as printed, and so does a line without any amount or one that the screen has no room for.
    No sentence is built on a line that stands at one of the places in ``doubts``.
    """
    scale = SCALES[screen]
    parts = [line for line in lines if line.level not in TOTALS]
    costed = [line for line in parts if line.cost_budget_k or line.cost_actual_k or line.cost_variance_k]
    sizes = [None if line.locator in doubts else line.cost_variance_k for line in costed]
    told = most_telling(sizes, scale.rows_in(scale.head + FOOT))
    order = extremes_first(sizes) if scale.named_first else range(len(costed))
    drawn = [costed[place] for place in order if place in told]
    left = len(costed) - len(drawn)
    now = "outturn" if outturn else "forecast"
    stated = [line for line in lines if _is_stated(line)]
    return Chart(
        sentence=costs_sentence(beyond_doubt(stated, doubts), outturn=outturn),
        subtitle=subtitle,
        figure=_figure(drawn, now, scale) if drawn else None,
        table=_table(stated, now),
        key=f"Outline: budget. {'Solid: outturn' if outturn else 'Hatched: forecast'}. Orange: over budget (adverse). "
        "Blue: under (favourable). Income is to the left of zero."
        + (f" {TRAVEL_KEY}" if any(line.cost_direction for line in drawn) else "")
        + (f" {left} more, nearer their budget, {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no costs for this care group.",
        measures=("cost_budget", "cost_actual", "cost_variance"),
    )


def costs_sentence(lines: Sequence[Row], *, outturn: bool) -> str:
    """The care group against its budget where its total is printed, and the line that adds most to that side.

    Without a total, the lines furthest above and below their budgets. Income that falls short is adverse: it is said
    to bring in less, and more comes from income above its budget.
    """
    stated = [line for line in lines if line.cost_variance_k is not None]
    total = printed_total(stated)
    parts = sorted((line for line in stated if line.level not in TOTALS), key=lambda line: -line.cost_variance_k)
    over = [line for line in parts[:1] if round_away(line.cost_variance_k) > 0]
    under = [line for line in parts[-1:] if round_away(line.cost_variance_k) < 0]
    ends = over + under
    if total:
        beside = [line for line in ends if line.cost_variance_k * total.cost_variance_k > 0]
        return told_of([total], _against_budget(total, outturn) + "".join(map(_beside, beside)))
    if ends:
        return told_of(lines, _against_budget(ends[0], outturn, ends[0].service_type) + "".join(map(_beside, ends[1:])))
    return told_of(lines, "every cost is as budgeted" if parts else "no cost is printed beside its budget")


def _against_budget(line: Row, outturn: bool, name: str = "") -> str:
    now, forecast = ("brought in", "to bring in") if line.level == "income" else ("cost", "to cost")
    verb = now if outturn else f"forecast {forecast}"
    if round_away(line.cost_variance_k) == 0:
        return f"{name} {verb} what was budgeted".lstrip()
    return f"{name} {verb} {_gap_words(line)} than budgeted".lstrip()


def _beside(line: Row) -> str:
    if line.level == "income":
        return f"; {_gap_words(line)} from {line.service_type}"
    return f"; {line.service_type} {_gap_words(line)}"


def _gap_words(line: Row) -> str:
    """Above budget is more cost, and less income."""
    more = (line.cost_variance_k > 0) != (line.level == "income")
    return f"{money(line.cost_variance_k)} {'more' if more else 'less'}"


def _is_stated(line: Row) -> bool:
    return any(amount is not None for amount in (line.cost_budget_k, line.cost_actual_k, line.cost_variance_k))


def _variance_text(line: Row) -> str:
    if line.cost_variance_k is None:
        return NOT_STATED
    return "on budget" if round_away(line.cost_variance_k) == 0 else signed_thousands(line.cost_variance_k)


def _figure(lines: Sequence[Row], now: str, scale: Scale) -> dict[str, Any]:
    labels = [line.service_type for line in lines]
    travels = [travel(line.cost_direction) for line in lines]
    columns: list[rows.Column] = [
        ("budget", [_amount(line.cost_budget_k) for line in lines], False),
        (now, [_amount(line.cost_actual_k) for line in lines], False),
        ("variance", [_variance_text(line) for line in lines], True),
    ]
    if any(travels):
        columns.append((rows.DIRECTION, travels, False))
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": rows.mark_heights(len(lines), scale),
        "customdata": [_facts(line) for line in lines],
        "hovertemplate": rows.HOVER,
    }
    outline = {"color": theme.PAPER, "line": {"color": theme.EDGE, "width": 2}}
    colours = [theme.direction_colour(round_away(line.cost_variance_k or 0)) for line in lines]
    solid: dict[str, Any] = {"color": colours, "line": {"color": theme.EDGE, "width": 1}}
    if now == "forecast":
        solid["pattern"] = {"shape": "/", "size": 6, "solidity": 0.45}
    thickness = rows.mark_size(scale)
    amounts = [amount for line in lines for amount in (line.cost_budget_k, line.cost_actual_k) if amount is not None]
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(columns), scale, any(travels)),
        "t": 8 if scale.stacked else scale.head,
        "b": FOOT,
    }
    notes = rows.label_notes(labels, scale, corner=CORNER if any(travels) else 0) + rows.value_notes(columns, scale)
    if scale.stacked:
        notes += rows.corner_notes(travels, scale)
    layout = theme.layout(
        scale,
        margin["t"] + margin["b"] + scale.row * len(lines),
        margin=margin,
        annotations=notes,
        xaxis=rows.zero_axis(amounts),
        yaxis=rows.row_axis(len(lines)),
        barmode="overlay",
    )
    data = [
        bar | {"x": [line.cost_budget_k for line in lines], "width": thickness + 0.2, "marker": outline},
        bar | {"x": [line.cost_actual_k for line in lines], "width": thickness - 0.12, "marker": solid},
    ]
    return {"data": data, "layout": layout}


def _amount(amount_k: float | None) -> str:
    return "–" if amount_k is None else thousands(amount_k)


def _facts(line: Row) -> list[str]:
    """What is said when a mark is pointed at; all of it stands in the table too."""
    judged = "" if line.cost_variance_k is None else against_budget(line.cost_variance_k, same="")
    moved = travel(line.cost_direction)
    return [
        theme.words(line.service_type),
        thousands(line.cost_budget_k),
        thousands(line.cost_actual_k),
        ", ".join(part for part in (_variance_text(line), judged) if part),
        f"<br>Since last month: {moved}" if moved else "",
    ]


def _table(lines: Sequence[Row], now: str) -> Table:
    """Every line that states an amount, totals as printed among them; travel only where the paper marks one."""
    columns = [
        column("Type of care", [named(line) for line in lines]),
        column("Budget", [line.cost_budget_k for line in lines], THOUSANDS),
        column(now.capitalize(), [line.cost_actual_k for line in lines], THOUSANDS),
        column("Variance", [line.cost_variance_k for line in lines], VARIANCE),
        column("Against budget", [against_budget(line.cost_variance_k, same="on budget") for line in lines]),
    ]
    if any(line.cost_direction for line in lines):
        columns.append(column("Since last month", [travel(line.cost_direction) or NOT_STATED for line in lines]))
    return Table(tuple(columns), tuple(line.locator for line in lines))
