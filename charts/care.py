"""Care activity: unit cost against budget, and numbers against budget, one row a type of care."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import rows, theme
from charts.chart import Chart, Table, text
from charts.theme import SCALES, Scale, Screen
from data.analysis import WEEKS_IN_YEAR
from data.formatting import is_missing, number, pounds, round_away, signed, signed_percent, signed_pounds

PER_WORDS = {"week": "a week", "hour": "an hour", "year": "a year"}
BLOCK_HEAD = 34


def unit_cost_chart(lines: pd.DataFrame, *, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Budgeted unit cost (open circle) and current average (diamond) in £, a block for each category and unit.

    ``lines``: rows of ``activity`` in the paper's order. Week, hour and year never share an axis. A line with neither
    unit cost, or with nobody budgeted and nobody there, is left out of the figure and stays in the table.
    """
    lines = lines[lines["level"] == "line"]
    drawn = lines[_priced(lines["unit_cost_budget"]) | _priced(lines["unit_cost_actual"])]
    return Chart(
        sentence=unit_cost_sentence(drawn),
        subtitle=subtitle,
        figure=None if drawn.empty else _unit_cost_figure(drawn, SCALES[screen]),
        table=_unit_cost_table(lines),
        table_name="activity",
        key="Open circle: budget. Diamond: now. Orange: dearer than budgeted. Blue: cheaper.",
        empty="This month’s paper prints no unit costs for this care group.",
    )


def placements_chart(lines: pd.DataFrame, *, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Number at the end of the month (solid) in front of the number budgeted (outlined), one row a type of care.

    ``lines``: rows of ``activity`` in the paper's order. Averages and full-time equivalents are other measures and
    are not drawn. A line without either count is left out of the figure and stays in the table.
    """
    lines = lines[lines["level"] == "line"]
    drawn = lines[(lines["count_budget"].fillna(0) != 0) | (lines["count_actual"].fillna(0) != 0)]
    return Chart(
        sentence=placements_sentence(drawn),
        subtitle=subtitle,
        figure=None if drawn.empty else _placements_figure(drawn, SCALES[screen]),
        table=_placements_table(lines),
        table_name="activity",
        key="Outline: budget. Solid: end of the month. Orange: more than budgeted. Blue: fewer.",
        empty="This month’s paper prints no numbers of people or placements for this care group.",
    )


def unit_cost_sentence(lines: pd.DataFrame) -> str:
    """The type of care whose price adds most (or, if none does, saves most) at the numbers budgeted."""
    both = lines[_priced(lines["unit_cost_budget"]) & _priced(lines["unit_cost_actual"])]
    if both.empty:
        return "No type of care has both a budgeted and a current unit cost"
    difference = both["unit_cost_actual"] - both["unit_cost_budget"]
    times = both["unit_cost_per"].map({"week": WEEKS_IN_YEAR, "year": 1.0}).fillna(0)
    effect = difference * both["count_budget"].fillna(0) * times
    effect = effect.where(times > 0, difference)
    worst = effect.idxmax() if effect.max() > 0 else effect.idxmin()
    line, gap = both.loc[worst], difference.loc[worst]
    if round_away(gap) == 0:
        return "Unit costs are as budgeted"
    word = "more" if gap > 0 else "less"
    return f"{line['service_type']}: {pounds(abs(gap))} {_per(line)} {word} than budgeted"


def placements_sentence(lines: pd.DataFrame) -> str:
    """The type of care furthest above its budgeted number, and the one furthest below."""
    both = lines[lines["count_budget"].notna() & lines["count_actual"].notna()]
    if both.empty:
        return "No type of care has both a budgeted and a current number"
    gap = both["count_actual"] - both["count_budget"]
    parts = []
    if gap.max() > 0:
        parts.append(f"{both.loc[gap.idxmax(), 'service_type']}: {number(gap.max())} more than budgeted")
    if gap.min() < 0:
        words = "fewer" if parts else "fewer than budgeted"
        parts.append(f"{both.loc[gap.idxmin(), 'service_type']}: {number(-gap.min())} {words}")
    return "; ".join(parts) or "Every type of care is at the number budgeted"


def _priced(unit_cost: pd.Series) -> pd.Series:
    return unit_cost.fillna(0) != 0


def _per(line: pd.Series) -> str:
    return PER_WORDS.get(line["unit_cost_per"], "")


def _pence(per: object) -> int:
    return 2 if per == "hour" else 0


def _unit_cost_figure(lines: pd.DataFrame, scale: Scale) -> dict[str, Any]:
    """Blocks stand one under the other on y axes of their own; each has its own x axis in its own unit."""
    blocks = [block for _, block in lines.groupby([lines["category"].fillna(""), "unit_cost_per"], sort=False)]
    labels = lines["service_type"].tolist()
    heights = [BLOCK_HEAD + len(block) * scale.row + scale.font * 2 for block in blocks]
    margin = {"l": rows.label_margin(labels, scale), "r": rows.value_margin(2, scale), "t": 6, "b": 8}
    total = sum(heights)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    top = 0
    for place, (block, height) in enumerate(zip(blocks, heights, strict=True), start=1):
        tag = "" if place == 1 else str(place)
        domain = [1 - (top + height - scale.font * 2) / total, 1 - (top + BLOCK_HEAD) / total]
        traces, texts, highest = _dumbbells(block, scale, tag)
        data += traces
        notes += texts
        axes[f"yaxis{tag}"] = rows.row_axis(len(block), domain=domain, anchor=f"x{tag}")
        axes[f"xaxis{tag}"] = theme.axis(
            range=[0, highest * 1.06],
            anchor=f"y{tag}",
            showgrid=True,
            gridcolor=theme.GRID,
            showticklabels=True,
            tickprefix="£",
            tickformat=",",
            nticks=4 if scale.stacked else 6,
            zeroline=True,
            zerolinecolor=theme.INK,
        )
        top += height
    layout = theme.layout(scale, total + 14, margin=margin, annotations=notes, **axes)
    return {"data": data, "layout": layout}


def _dumbbells(block: pd.DataFrame, scale: Scale, tag: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    labels = block["service_type"].tolist()
    budget = [value or None for value in block["unit_cost_budget"].fillna(0)]
    actual = [value or None for value in block["unit_cost_actual"].fillna(0)]
    heights = rows.mark_heights(len(labels), scale)
    per = block["unit_cost_per"].iloc[0]
    differences = [_difference(was, now, per) for was, now in zip(budget, actual, strict=True)]
    shares = [_share(was, now) for was, now in zip(budget, actual, strict=True)]
    columns: list[rows.Column] = [("difference", differences, True), ("", shares, False)]
    category = block["category"].fillna("").iloc[0]
    unit = f"£ {PER_WORDS.get(per, '')}".strip()
    heading = f"<b>{theme.words(category)}</b>, {unit}" if category else f"<b>{unit}</b>"
    left = 0 if scale.stacked else -rows.label_margin(labels, scale)
    place = {
        "xref": "paper",
        "yref": f"y{tag}",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 0 if left == 0 else 2,
    }
    notes = [theme.note(heading, 0, -0.5, **place)]
    notes += rows.label_notes(labels, scale, f"y{tag}")
    notes += rows.value_notes(columns, scale, f"y{tag}")
    gaps = [(now or 0) - (was or 0) if was and now else 0 for was, now in zip(budget, actual, strict=True)]
    colours = [theme.direction_colour(gap) for gap in gaps]
    common: dict[str, Any] = {"type": "scatter", "xaxis": f"x{tag}", "yaxis": f"y{tag}"}
    traces: list[dict[str, Any]] = [
        common
        | {"mode": "lines", "x": [was, now], "y": [height, height], "line": {"color": colour, "width": 5}}
        | {"hoverinfo": "skip"}
        for was, now, height, colour in zip(budget, actual, heights, colours, strict=True)
        if was and now
    ]
    places = _pence(per)
    facts = [
        [theme.words(label), pounds(was, places), pounds(now, places), difference]
        for label, was, now, difference in zip(labels, budget, actual, differences, strict=True)
    ]
    hover = "<b>%{customdata[0]}</b><br>Budget: %{customdata[1]}<br>Now: %{customdata[2]}<br>%{customdata[3]}<extra></extra>"
    size = scale.font
    open_circle = {
        "symbol": "circle",
        "size": size,
        "color": theme.PAPER,
        "line": {"color": theme.EDGE, "width": 3},
    }
    diamond = {
        "symbol": "diamond",
        "size": size + 2,
        "color": colours,
        "line": {"color": theme.EDGE, "width": 1},
    }
    points = {"mode": "markers", "y": heights, "customdata": facts, "hovertemplate": hover}
    traces.append(common | points | {"x": budget, "marker": open_circle})
    traces.append(common | points | {"x": actual, "marker": diamond})
    return traces, notes, max(value for value in budget + actual if value)


def _difference(was: float | None, now: float | None, per: object) -> str:
    if was and now:
        text = signed_pounds(now - was, _pence(per))
        return "as budgeted" if text.strip("+−£0.") == "" else text
    return "not budgeted" if now else "none now"


def _share(was: float | None, now: float | None) -> str:
    return signed_percent((now / was - 1) * 100) if was and now else ""


def _unit_cost_table(lines: pd.DataFrame) -> Table:
    body = []
    for line in lines.itertuples():
        was, now = line.unit_cost_budget, line.unit_cost_actual
        gap = "not stated" if is_missing(was) or is_missing(now) else signed_pounds(now - was, 2)
        per = PER_WORDS.get(line.unit_cost_per, "")
        body.append((line.service_type, per, pounds(was, 2), pounds(now, 2), gap))
    columns = ("Type of care", "Per", "Budgeted", "Now", "Difference")
    return Table(columns, tuple(body), tuple(text(lines["locator"])))


def _placements_figure(lines: pd.DataFrame, scale: Scale) -> dict[str, Any]:
    labels = lines["service_type"].tolist()
    budget = [None if is_missing(value) else value for value in lines["count_budget"]]
    actual = [None if is_missing(value) else value for value in lines["count_actual"]]
    heights = rows.mark_heights(len(labels), scale)
    gaps = [now - was if was is not None and now is not None else None for was, now in zip(budget, actual, strict=True)]
    differences = ["" if gap is None else ("as budgeted" if gap == 0 else signed(gap)) for gap in gaps]
    counts = ["–" if now is None else number(now) for now in actual]
    if scale.stacked:
        joined = [f"{count}, {gap}" if gap else count for count, gap in zip(counts, differences, strict=True)]
        columns: list[rows.Column] = [("", joined, True)]
    else:
        columns = [("now", counts, True), ("difference", differences, False)]
    facts = [
        [theme.words(label), number(was), number(now), gap or "not stated"]
        for label, was, now, gap in zip(labels, budget, actual, differences, strict=True)
    ]
    hover = "<b>%{customdata[0]}</b><br>Budget: %{customdata[1]}<br>Now: %{customdata[2]}<br>%{customdata[3]}<extra></extra>"
    bar = {"type": "bar", "orientation": "h", "y": heights, "customdata": facts, "hovertemplate": hover}
    thickness = rows.mark_size(scale)
    outline = {"color": theme.PAPER, "line": {"color": theme.EDGE, "width": 2}}
    solid = {
        "color": [theme.direction_colour(gap or 0) for gap in gaps],
        "line": {"color": theme.EDGE, "width": 1},
    }
    data = [
        bar | {"x": budget, "width": thickness + 0.2, "marker": outline},
        bar | {"x": actual, "width": thickness - 0.12, "marker": solid},
    ]
    notes = rows.label_notes(labels, scale) + rows.value_notes(columns, scale)
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(columns), scale),
        "t": 8 if scale.stacked else 36,
        "b": scale.font * 2 + 6,
    }
    highest = max([value for value in budget + actual if value] or [1])
    xaxis = theme.axis(
        range=[0, highest * 1.04],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        tickformat=",",
        nticks=4 if scale.stacked else 6,
        zeroline=True,
        zerolinecolor=theme.INK,
    )
    height = margin["t"] + margin["b"] + scale.row * len(labels)
    yaxis = rows.row_axis(len(labels))
    layout = theme.layout(scale, height, margin=margin, annotations=notes, xaxis=xaxis, yaxis=yaxis)
    return {"data": data, "layout": layout | {"barmode": "overlay"}}


def _placements_table(lines: pd.DataFrame) -> Table:
    body = []
    for line in lines.itertuples():
        was, now = line.count_budget, line.count_actual
        gap = "not stated" if is_missing(was) or is_missing(now) else signed(now - was)
        average = number(line.count_average, 2)
        body.append((line.service_type, number(was), number(now), gap, average, number(line.count_previous)))
    columns = ("Type of care", "Budgeted", "End of month", "Difference", "Average this year", "Month before")
    return Table(columns, tuple(body), tuple(text(lines["locator"])))
