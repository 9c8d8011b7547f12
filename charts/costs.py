"""Cost against budget: the year's budget outlined, its forecast hatched (or outturn solid) in front of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table, places_of
from charts.columns import ON_BUDGET, THOUSANDS, VARIANCE, Form, column, text
from charts.gaps import CARE, JUDGED, TRAVEL
from charts.gaps import travels as directions
from charts.theme import SCALES, Scale, Screen
from charts.travel import CORNER, TRAVEL_KEY, against_budget, travel
from data.analysis import extremes_first, most_telling
from data.care import TOTALS, named, printed_total, told_of
from data.findings import beyond_doubt
from data.formatting import NOT_STATED, money, round_away
from data.rows import CareLine

FOOT = 8
BUDGET, GAP = "Budget", "Variance"
AMOUNT = Form("£000", missing="–")


def costs_chart(
    lines: Sequence[CareLine],
    *,
    outturn: bool,
    screen: Screen = "desk",
    subtitle: str = "",
    doubts: Collection[str] = (),
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
    table = _table(stated, now, drawn)
    return Chart(
        sentence=costs_sentence(beyond_doubt(stated, doubts), outturn=outturn),
        subtitle=subtitle,
        figure=_figure(table, now, scale) if drawn else None,
        table=table,
        key=f"Outline: budget. {'Solid: outturn' if outturn else 'Hatched: forecast'}. Orange: over budget (adverse). "
        "Blue: under (favourable). Income is to the left of zero."
        + (f" {TRAVEL_KEY}" if any(line.cost_direction for line in drawn) else "")
        + (f" {left} more, nearer their budget, {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no costs for this care group.",
        measures=("cost_budget", "cost_actual", "cost_variance"),
    )


def costs_sentence(lines: Sequence[CareLine], *, outturn: bool) -> str:
    """The care group against its budget where its total is printed, and the line that adds most to that side.

    Without a total, the lines furthest above and below their budgets. Income that falls short is adverse: it is said
    to bring in less, and more comes from income above its budget.
    """
    stated = [line for line in lines if line.cost_variance_k is not None]
    total = printed_total(stated)
    parts = sorted((line for line in stated if line.level not in TOTALS), key=lambda line: -_gap(line))
    over = [line for line in parts[:1] if round_away(_gap(line)) > 0]
    under = [line for line in parts[-1:] if round_away(_gap(line)) < 0]
    ends = over + under
    if total:
        beside = [line for line in ends if _gap(line) * _gap(total) > 0]
        return told_of([total], _against_budget(total, outturn) + "".join(map(_beside, beside)))
    if ends:
        return told_of(lines, _against_budget(ends[0], outturn, ends[0].service_type) + "".join(map(_beside, ends[1:])))
    return told_of(lines, "every cost is as budgeted" if parts else "no cost is printed beside its budget")


def _gap(line: CareLine) -> float:
    """The variance of a line that states one."""
    return line.cost_variance_k or 0.0


def _against_budget(line: CareLine, outturn: bool, name: str = "") -> str:
    now, forecast = ("brought in", "to bring in") if line.level == "income" else ("cost", "to cost")
    verb = now if outturn else f"forecast {forecast}"
    if round_away(_gap(line)) == 0:
        return f"{name} {verb} what was budgeted".lstrip()
    return f"{name} {verb} {_gap_words(line)} than budgeted".lstrip()


def _beside(line: CareLine) -> str:
    if line.level == "income":
        return f"; {_gap_words(line)} from {line.service_type}"
    return f"; {line.service_type} {_gap_words(line)}"


def _gap_words(line: CareLine) -> str:
    """Above budget is more cost, and less income."""
    more = (_gap(line) > 0) != (line.level == "income")
    return f"{money(_gap(line))} {'more' if more else 'less'}"


def _is_stated(line: CareLine) -> bool:
    return any(amount is not None for amount in (line.cost_budget_k, line.cost_actual_k, line.cost_variance_k))


def _figure(table: Table, now: str, scale: Scale) -> dict[str, Any]:
    labels = table.words(CARE)
    budgets, amounts, variances = (table.figures(heading) for heading in (BUDGET, now.capitalize(), GAP))
    travels = directions(table)
    columns: list[rows.Column] = [
        ("budget", [text(each, AMOUNT) for each in budgets], False),
        (now, [text(each, AMOUNT) for each in amounts], False),
        ("variance", [text(each, ON_BUDGET) for each in variances], True),
    ]
    if any(travels):
        columns.append((rows.DIRECTION, travels, False))
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": rows.mark_heights(len(labels), scale),
        "customdata": list(map(_facts, labels, budgets, amounts, variances, travels)),
        "hovertemplate": rows.HOVER,
    }
    outline = {"color": theme.PAPER, "line": {"color": theme.EDGE, "width": 2}}
    colours = [theme.direction_colour(round_away(each or 0)) for each in variances]
    solid: dict[str, Any] = {"color": colours, "line": {"color": theme.EDGE, "width": 1}}
    if now == "forecast":
        solid["pattern"] = {"shape": "/", "size": 6, "solidity": 0.45}
    thickness = rows.mark_size(scale)
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
        margin["t"] + margin["b"] + scale.row * len(labels),
        margin=margin,
        annotations=notes,
        xaxis=rows.zero_axis([each for each in (*budgets, *amounts) if each is not None]),
        yaxis=rows.row_axis(len(labels)),
        barmode="overlay",
    )
    data = [
        bar | {"x": budgets, "width": thickness + 0.2, "marker": outline},
        bar | {"x": amounts, "width": thickness - 0.12, "marker": solid},
    ]
    return {"data": data, "layout": layout}


def _facts(
    name: str, budget_k: float | None, amount_k: float | None, variance_k: float | None, moved: str
) -> list[str]:
    """What is said when a mark is pointed at; all of it stands in the table too."""
    judged = "" if variance_k is None else against_budget(variance_k, same="")
    return [
        theme.words(name),
        text(budget_k, THOUSANDS),
        text(amount_k, THOUSANDS),
        ", ".join(part for part in (text(variance_k, ON_BUDGET), judged) if part),
        f"<br>Since last month: {moved}" if moved else "",
    ]


def _table(lines: Sequence[CareLine], now: str, drawn: Sequence[CareLine]) -> Table:
    """Every line that states an amount, totals as printed among them; travel only where the paper marks one."""
    columns = [
        column(CARE, [named(line) for line in lines]),
        column(BUDGET, [line.cost_budget_k for line in lines], THOUSANDS),
        column(now.capitalize(), [line.cost_actual_k for line in lines], THOUSANDS),
        column(GAP, [line.cost_variance_k for line in lines], VARIANCE),
        column(JUDGED, [against_budget(line.cost_variance_k, same="on budget") for line in lines]),
    ]
    if any(line.cost_direction for line in lines):
        columns.append(column(TRAVEL, [travel(line.cost_direction) or NOT_STATED for line in lines]))
    return Table(tuple(columns), tuple(line.locator for line in lines), drawn=places_of(drawn, lines))
