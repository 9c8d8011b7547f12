"""Forecast outturn variance by directorate, group or service: bars that grow right where money is short."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from charts import rows, theme
from charts.chart import Chart, Table, text
from charts.theme import SCALES, Scale, Screen
from data.formatting import (
    is_missing,
    money,
    round_away,
    short_month,
    signed_percent,
    signed_thousands,
    thousands,
)

HEAD = 58
FOOT = 14


def variance_chart(
    lines: pd.DataFrame,
    *,
    period: date,
    previous_period: date,
    outturn: bool,
    screen: Screen = "desk",
    thing: str = "directorate",
    subtitle: str = "",
    percent_panel: bool = False,
) -> Chart:
    """Bars of variance in £000 (positive is adverse), with last month's as a black tick, in the order given.

    ``lines``: ``line``, ``level``, ``budget_k``, ``forecast_variance_k``, ``variance_pct``,
    ``previous_forecast_variance_k``, ``locator``, and ``folded`` above zero for a line that adds up others.
    """
    lines = lines if "folded" in lines else lines.assign(folded=0)
    drawn = lines[lines["forecast_variance_k"].notna()]
    columns = (short_month(period), "of budget", short_month(previous_period))
    return Chart(
        sentence=variance_sentence(drawn, outturn=outturn, thing=thing),
        subtitle=subtitle,
        figure=None if drawn.empty else _figure(drawn, columns, SCALES[screen], percent_panel),
        table=_table(lines, period, previous_period, outturn),
        table_name="finance",
        key=f"Bar: {short_month(period)}. Black line: {short_month(previous_period)}.",
        empty="No line here has a variance in this month’s paper.",
    )


def variance_sentence(lines: pd.DataFrame, *, outturn: bool, thing: str) -> str:
    """The largest line over budget and the largest under it, as one sentence of about ten words."""
    named = lines[lines["folded"] == 0]
    verb = "ended" if outturn else "is"
    over = named[named["forecast_variance_k"] >= 0.5].sort_values("forecast_variance_k", ascending=False)
    under = named[named["forecast_variance_k"] <= -0.5].sort_values("forecast_variance_k")
    if over.empty and under.empty:
        if lines.empty:
            return f"No {thing} has a variance here"
        if (lines["folded"] > 0).any():
            return f"No {thing} is far enough from budget to need explaining"
        return f"Every {thing} {verb} on budget"
    parts = [_part(side.iloc[0], verb) for side in (over, under) if not side.empty]
    if len(parts) == 1:
        side = over if under.empty else under
        if len(side) > 1:
            parts.append(_part(side.iloc[1], "").replace(" budget", ""))
    else:
        parts[1] = parts[1].replace(" budget", "")
    return "; ".join(part.replace("  ", " ") for part in parts)


def _part(line: pd.Series, verb: str) -> str:
    variance = line["forecast_variance_k"]
    return f"{line['line']} {verb} {money(variance)} {'over' if variance > 0 else 'under'} budget"


def value_text(variance_k: float) -> str:
    """A variance on its mark: ``+£739k``, ``−£60k`` or ``on budget``."""
    if is_missing(variance_k):
        return "not stated"
    return "on budget" if round_away(variance_k) == 0 else signed_thousands(variance_k)


def _percent_text(value: float) -> str:
    return "–" if is_missing(value) else signed_percent(value)


def _figure(lines: pd.DataFrame, headings: tuple[str, str, str], scale: Scale, panel: bool) -> dict[str, Any]:
    labels = lines["line"].tolist()
    variance = lines["forecast_variance_k"].tolist()
    previous = lines["previous_forecast_variance_k"].tolist()
    share = lines["variance_pct"].tolist()
    heights = rows.mark_heights(len(labels), scale)
    panel = panel and not scale.stacked and any(not is_missing(value) for value in share)
    columns: list[rows.Column] = [
        (headings[0], [value_text(value) for value in variance], True),
        (headings[1], [_percent_text(value) for value in share], False),
        (headings[2], [value_text(value) for value in previous], False),
    ]
    data = [_bars(labels, variance, columns, heights, scale, "x"), *_ghosts(previous, heights, scale)]
    notes = rows.label_notes(labels, scale) + rows.value_notes(columns, scale) + _side_notes(scale, "x")
    stated = [value for value in variance + previous if not is_missing(value)]
    axes = {"xaxis": theme.axis(range=rows.reach(stated), zeroline=True, zerolinecolor=theme.INK, zerolinewidth=2)}
    if panel:
        axes["xaxis"]["domain"] = [0, 0.6]
        axes["xaxis2"] = theme.axis(
            range=rows.reach([value for value in share if not is_missing(value)]),
            domain=[0.68, 1],
            zeroline=True,
            zerolinecolor=theme.INK,
            zerolinewidth=2,
        )
        data.append(_bars(labels, share, columns, heights, scale, "x2"))
        quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
        place = {"xref": "x2", "yref": "y", "yanchor": "bottom", "font": quiet}
        notes.append(theme.note("% of budget", 0, -0.5, **place))
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(columns), scale),
        "t": 30 if scale.stacked else HEAD - 22,
        "b": FOOT,
    }
    height = margin["t"] + margin["b"] + scale.row * len(labels)
    layout = theme.layout(scale, height, margin=margin, annotations=notes, yaxis=rows.row_axis(len(labels)), **axes)
    return {"data": data, "layout": layout | {"barmode": "overlay"}}


def _bars(
    labels: list[str],
    values: list[float],
    columns: list[rows.Column],
    heights: list[float],
    scale: Scale,
    xaxis: str,
) -> dict[str, Any]:
    now, share, before = (column[1] for column in columns)
    facts = [[theme.words(label), now[row], share[row], before[row]] for row, label in enumerate(labels)]
    (month, _, month_before) = (column[0] for column in columns)
    return {
        "type": "bar",
        "orientation": "h",
        "x": [None if is_missing(value) else value for value in values],
        "y": heights,
        "width": rows.mark_size(scale),
        "xaxis": xaxis,
        "marker": {
            "color": [theme.direction_colour(0 if is_missing(value) else value) for value in values],
            "line": {"color": theme.EDGE, "width": 1},
        },
        "customdata": facts,
        "hovertemplate": (
            "<b>%{customdata[0]}</b><br>"
            f"{month}: %{{customdata[1]}} (%{{customdata[2]}} of budget)<br>"
            f"{month_before}: %{{customdata[3]}}<extra></extra>"
        ),
    }


def _ghosts(previous: list[float], heights: list[float], scale: Scale) -> list[dict[str, Any]]:
    """Last month's position: a black tick with a white edge, so that it shows on a bar and beside it."""
    reach = scale.row * rows.mark_size(scale) + 6
    tick = {
        "type": "scatter",
        "mode": "markers",
        "x": [None if is_missing(value) else value for value in previous],
        "y": heights,
        "hoverinfo": "skip",
    }
    return [
        tick | {"marker": {"symbol": "line-ns", "size": reach, "line": {"color": colour, "width": width}}}
        for colour, width in ((theme.PAPER, 7), (theme.INK, 3))
    ]


def _side_notes(scale: Scale, xref: str) -> list[dict[str, Any]]:
    quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
    place = {"xref": xref, "yref": "y", "yanchor": "bottom", "font": quiet}
    return [
        theme.note("under budget", 0, -0.5, xanchor="right", xshift=-6, **place),
        theme.note("over budget", 0, -0.5, xanchor="left", xshift=6, **place),
    ]


def _table(lines: pd.DataFrame, period: date, previous_period: date, outturn: bool) -> Table:
    measure = "Outturn variance" if outturn else "Forecast variance"
    return Table(
        columns=(
            "Line",
            "Budget",
            f"{measure}, {short_month(period)}",
            "Share of budget",
            f"Variance, {short_month(previous_period)}",
        ),
        rows=tuple(
            (
                str(line.line),
                thousands(line.budget_k),
                signed_thousands(line.forecast_variance_k),
                _percent_text(line.variance_pct),
                signed_thousands(line.previous_forecast_variance_k),
            )
            for line in lines.itertuples()
        ),
        locators=tuple(text(lines["locator"])),
    )
