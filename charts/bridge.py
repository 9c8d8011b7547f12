"""The bridge from budget to forecast: what each line adds or takes away, until it closes on the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import rows, theme
from charts.chart import PART, Chart, Table, across, stated
from charts.columns import THOUSANDS, VARIANCE, WORDS, Value
from charts.theme import SCALES, Scale, Screen
from data.analysis import VarianceLine, fold_to
from data.formatting import MINUS, listing, money, round_away, signed_thousands, thousands

RESIDUAL = "Rounding and lines not shown"
STEP, ADDS, TOTAL = "Step", "Adds or takes away", "Running total"


def bridge_chart(
    lines: Sequence[VarianceLine],
    *,
    budget_k: float | None,
    variance_k: float | None,
    outturn: bool,
    locator: str = "",
    computed_from: str = "",
    screen: Screen = "desk",
    subtitle: str = "",
) -> Chart:
    """Steps in £000 from ``budget_k`` to budget plus ``variance_k``, in the order given.

    ``locator`` is where budget and variance are printed; where they are not, ``computed_from`` says what was added up.
    Lines that stay on budget take no step. Where the lines do not add up to ``variance_k``, a last step says by how
    much, so that the bridge always closes.
    """
    end = "Outturn" if outturn else "Forecast"
    if budget_k is None or variance_k is None:
        return Chart(f"No bridge: the {end.lower()} is not stated", subtitle, None, Table((), ()), empty="")
    steps = [line for line in lines if line.variance_k is not None and round_away(line.variance_k) != 0]
    residual = variance_k - sum(line.variance_k or 0 for line in lines)
    if round_away(residual) != 0:
        steps.append(VarianceLine(RESIDUAL, "service", None, None, residual, None, "", folded=1))
    drawn = _drawn(steps, SCALES[screen])
    table = _table(drawn, _sides(steps), budget_k, variance_k, end, locator, computed_from)
    return Chart(
        sentence=bridge_sentence(steps, variance_k, outturn=outturn),
        subtitle=subtitle,
        figure=_figure(table, drawn, _sides(steps), SCALES[screen]),
        table=table,
        key=f"Diamonds: budget and {end.lower()}. Bars: what each line adds (orange) or takes away (blue). "
        "The axis does not start at zero, because only the steps are bars."
        + rows.moved_key([line.moved for line in drawn])
        + rows.unexplained_key(drawn),
        measures=("budget", "forecast_outturn", "forecast_variance"),
    )


def bridge_sentence(steps: Sequence[VarianceLine], variance_k: float, *, outturn: bool) -> str:
    """Gross overspends, gross underspends, costs only moved elsewhere and what is left; rounding is none of them."""
    over, under = _sides(steps)
    residual = sum(line.variance_k or 0.0 for line in steps if line.name == RESIDUAL)
    if not steps:
        return "Nothing stands between the budget and the outturn" if outturn else "The forecast is the budget"
    left = money(variance_k)
    word = "over" if round_away(variance_k) > 0 else "under"
    result = f"{left} {word} budget" if round_away(variance_k) else "on budget"
    named = ((over, "overspends"), (under, "underspends"), (residual, RESIDUAL.lower()))
    parts = [f"{money(amount)} of {name}" for amount, name in named if round_away(amount)]
    parts += [f"{money(line.variance_k or 0)} {line.moved}" for line in steps if line.moved]
    return f"{listing(parts)} leave it {result}"


def _sides(steps: Sequence[VarianceLine]) -> tuple[float, float]:
    """All lines that add and all that take away, in £000; one that only moves a cost does neither."""
    amounts = [line.variance_k or 0.0 for line in steps if line.name != RESIDUAL and not line.moved]
    return sum(amount for amount in amounts if amount > 0), sum(amount for amount in amounts if amount < 0)


def _drawn(steps: Sequence[VarianceLine], scale: Scale) -> list[VarianceLine]:
    """As many steps as the screen has room for beside the two ends; the rest is one step."""
    room = scale.rows_in(scale.head + scale.font * 2 + 8)
    return fold_to(steps, max(room - 2, 1) if room else None)


def _figure(table: Table, steps: Sequence[VarianceLine], sides: tuple[float, float], scale: Scale) -> dict[str, Any]:
    """The rows that ``table`` says are drawn: both ends, and between them those of ``steps``, which say how each looks.

    A step starts where the row before it ends.
    """
    labels = table.words(STEP)
    budget_k, *ends, forecast_k = stated(table.figures(TOTAL))
    starts = [budget_k, *ends[:-1]] if steps else []
    amounts = stated(table.figures(ADDS)[1:-1])
    heights = rows.mark_heights(len(labels), scale)
    values = [signed_thousands(each) + rows.mark(line) for each, line in zip(amounts, steps, strict=True)]
    columns: list[rows.Column] = [("", [thousands(budget_k), *values, thousands(forecast_k)], True)]
    facts = [[theme.words(name), value] for name, value in zip(labels, columns[0][1], strict=True)]
    hover = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
    reached = [budget_k, forecast_k, *(start + step for start, step in zip(starts, amounts, strict=True))]
    low, high = min(reached), max(reached)
    air = (high - low) * 0.06 or max(abs(budget_k) * 0.01, 1.0)
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "base": starts,
            "x": amounts,
            "y": heights[1:-1],
            "width": rows.mark_size(scale),
            "marker": rows.bar_marker(
                [
                    theme.NEUTRAL if line.folded else theme.direction_colour(each)
                    for each, line in zip(amounts, steps, strict=True)
                ],
                [line.moved for line in steps],
            ),
            "customdata": facts[1:-1],
            "hovertemplate": hover,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [budget_k, forecast_k],
            "y": [heights[0], heights[-1]],
            "marker": {"symbol": "diamond", "size": scale.font + 4, "color": theme.INK},
            "customdata": [facts[0], facts[-1]],
            "hovertemplate": hover,
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": [place for step in [*starts, forecast_k] for place in (step, step, None)],
            "y": [place for row in range(len(heights) - 1) for place in (heights[row], heights[row + 1], None)],
            "line": {"color": theme.NEUTRAL, "width": 1},
            "hoverinfo": "skip",
        },
    ]
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(1, scale),
        "t": scale.head,
        "b": scale.font * 2 + 8,
    }
    xaxis = theme.axis(
        range=[low - air, high + air],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        tickvals=[budget_k],
        ticktext=[f"budget {MINUS if budget_k < 0 else ''}{money(budget_k)}"],
    )
    layout = theme.layout(
        scale,
        margin["t"] + margin["b"] + scale.row * len(labels),
        margin=margin,
        annotations=rows.label_notes(labels, scale)
        + rows.value_notes(columns, scale)
        + _side_notes(sides, scale)
        + _moved_notes(steps, starts, heights[1:-1], (low - air, high + air), scale),
        xaxis=xaxis,
        yaxis=rows.row_axis(len(labels)),
    )
    return {"data": data, "layout": layout}


def _moved_notes(
    steps: Sequence[VarianceLine],
    starts: Sequence[float],
    heights: Sequence[float],
    span: tuple[float, float],
    scale: Scale,
) -> list[dict[str, Any]]:
    """On a step that only moves a cost elsewhere, or beside it where there is more room: that it does."""
    notes = []
    for line, start, height in zip(steps, starts, heights, strict=True):
        if line.moved:
            left, right = sorted((start, start + (line.variance_k or 0)))
            low, high = max(((span[0], left), (left, right), (right, span[1])), key=lambda gap: gap[1] - gap[0])
            place = {"xref": "x", "yref": "y", "xanchor": "center", "yanchor": "middle", "bgcolor": theme.PAPER}
            quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
            notes.append(
                theme.note(rows.moved_word(line.variance_k, scale), (low + high) / 2, height, **place, font=quiet)
            )
    return notes


def _side_notes(sides: tuple[float, float], scale: Scale) -> list[dict[str, Any]]:
    """Above the steps, what all that add and all that take away come to: the sentence says it."""
    over, under = sides
    names = ("over", "under") if scale.narrow else ("all overspends", "all underspends")
    notes = []
    if round_away(over):
        notes.append(rows.head_note(f"{names[0]} {signed_thousands(over)}", scale, xref="paper", xanchor="left"))
    if round_away(under):
        note = rows.head_note(f"{names[1]} {signed_thousands(under)}", scale, xref="paper", xanchor="right")
        notes.append(note | {"x": 1})
    return notes


def _table(
    steps: Sequence[VarianceLine],
    sides: tuple[float, float],
    budget_k: float,
    variance_k: float,
    end: str,
    locator: str,
    computed_from: str,
) -> Table:
    """The two ends, the steps and their two sides; below a step that adds up lines, a row for each of them."""
    found: list[tuple[tuple[Value, ...], str, str]] = []

    def add(name: str, step: Value, reached: Value, place: str, made: str, moved: str = "") -> None:
        found.append(((name, step, reached, moved), place, "" if place else made))

    add("Budget", "", budget_k, locator, computed_from)
    total = budget_k
    drawn = [0]
    for line in steps:
        step = line.variance_k or 0
        total += step
        drawn.append(len(found))
        add(line.name, step, total, line.locator, _sum(line), line.moved)
        for part in line.parts:
            add(f"{PART}{part.name}", part.variance_k, "", part.locator, _sum(part), part.moved)
    for name, side in zip(("All overspends", "All underspends"), sides, strict=True):
        if round_away(side):
            add(name, side, "", "", "adds up these steps above")
    add(end, variance_k, budget_k + variance_k, "", "the budget and the variance, added up")
    drawn.append(len(found) - 1)
    headings = [(STEP, WORDS), (ADDS, VARIANCE), (TOTAL, THOUSANDS)]
    if any(row[3] for row, _, _ in found):
        headings.append((rows.MOVED_COLUMN, WORDS))
    return Table(
        across(headings, [row[: len(headings)] for row, _, _ in found]),
        locators=tuple(place for _, place, _ in found),
        sums=tuple(made for _, _, made in found),
        worked_out=((TOTAL, "the budget and every step so far, added up"),),
        drawn=tuple(drawn),
    )


def _sum(line: VarianceLine) -> str:
    if line.name == RESIDUAL:
        return "the variance of the whole, less all the lines above"
    return f"adds up {len(line.parts)} line{'s' * (len(line.parts) != 1)} below" if line.parts else ""
