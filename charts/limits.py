"""An activity flow with its natural limits: which months are out of the ordinary, and which are only noise."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from charts import theme
from charts.chart import Chart, Table, stated
from charts.columns import Form, column
from charts.columns import text as written
from charts.theme import SCALES, Scale, Screen
from data.control_limits import Limits, Rule, Sample
from data.formatting import listing, month_name, short_month
from data.trends import WORKED_OUT

RULES: dict[Rule, str] = {
    "outside": "outside the limits",
    "shift": "seven or more in a row on one side of the mean",
    "trend": "six or more in a row rising or falling",
    "near": "two of three in a row near a limit",
}
MONTH, NUMBER, MEAN, LOWER, UPPER = "Month", "Number", "Mean", "Lower limit", "Upper limit"
ROWS = 7
COUNTED = Form("number", None)


def limits_chart(
    samples: Sequence[Sample],
    limits: Limits,
    *,
    name: str,
    measure: str,
    locators: Sequence[str],
    months: Sequence[str],
    screen: Screen = "desk",
    subtitle: str = "",
) -> Chart:
    """``samples`` (oldest first) with their ``limits``; ``locators`` and ``months`` say where each is printed."""
    table = _table(samples, limits, locators, months)
    return Chart(
        sentence=limits_sentence(samples, limits, name),
        subtitle=subtitle,
        figure=_figure(table, samples, limits, SCALES[screen]),
        table=table,
        key="Diamond: a month that stands out. Line: the mean. Dashed: the limits within which months usually fall.",
        measures=(measure,),
    )


def _table(samples: Sequence[Sample], limits: Limits, locators: Sequence[str], months: Sequence[str]) -> Table:
    return Table(
        (
            column(MONTH, [month_name(sample.period) for sample in samples]),
            column(NUMBER, [sample.value for sample in samples], COUNTED),
            column(MEAN, [limits.mean] * len(samples), COUNTED),
            # No number of people lies below zero.
            column(LOWER, [limits.lower if limits.lower > 0 else "none above zero"] * len(samples), COUNTED),
            column(UPPER, [limits.upper] * len(samples), COUNTED),
            column("What stands out", [_rules(each) or "nothing" for each in limits.special]),
        ),
        locators=tuple(locators),
        months=tuple(months),
        sums=tuple("" if place else WORKED_OUT for place in locators),
        worked_out=(
            (MEAN, "the numbers in this table, added up and divided by how many they are"),
            (LOWER, "the mean less 2.66 times the usual step from one month to the next"),
            (UPPER, "the mean and 2.66 times that step, added up"),
        ),
        drawn=tuple(range(len(samples))),
    )


def limits_sentence(samples: Sequence[Sample], limits: Limits, name: str) -> str:
    """Whether any month stands out, and by which rules the newest one that does."""
    found = [(sample, rules) for sample, rules in zip(samples, limits.special, strict=True) if rules]
    if not found:
        return f"{name}: no month stands out from the usual ups and downs"
    sample, rules = found[-1]
    return f"{name}: {month_name(sample.period)} stands out at {text(sample.value)}: {RULES[rules[0]]}"


def _rules(found: Sequence[Rule]) -> str:
    return listing([RULES[rule] for rule in found])


def text(value: float) -> str:
    """A number or a limit: whole where it is whole, else with one decimal."""
    return written(value, COUNTED)


def _figure(table: Table, samples: Sequence[Sample], limits: Limits, scale: Scale) -> dict[str, Any]:
    places = list(range(len(samples)))
    special = [bool(rules) for rules in limits.special]
    values = stated(table.figures(NUMBER))
    # A limit that is none stands in the table in words.
    dashes = ((MEAN, "solid"), (UPPER, "dash"), (LOWER, "dash"))
    lines = [(level, name, dash) for name, dash in dashes for level in table.figures(name)[:1] if level is not None]
    low, high = min([*values, *(level for level, _, _ in lines)]), max([*values, *(level for level, _, _ in lines)])
    air = (high - low) * 0.12 or 1.0
    levels = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [-0.5, len(samples) - 0.5],
            "y": [level, level],
            "line": {"color": theme.QUIET_INK, "width": 2, "dash": dash},
            "hoverinfo": "skip",
        }
        for level, _, dash in lines
    ]
    facts = [
        [
            month,
            text(value),
            _rules(rules) or "nothing stands out",
        ]
        for month, value, rules in zip(table.words(MONTH), values, limits.special, strict=True)
    ]
    points = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": places,
        "y": values,
        "line": {"color": theme.NEUTRAL, "width": 1},
        "marker": {
            "symbol": ["diamond" if stands_out else "circle" for stands_out in special],
            "size": [scale.font + (2 if stands_out else -4) for stands_out in special],
            "color": [theme.FAVOURABLE if stands_out else theme.NEUTRAL for stands_out in special],
            "opacity": 1,
            "line": {"color": theme.EDGE, "width": 1},
        },
        "customdata": facts,
        "hovertemplate": "<b>%{customdata[0]}</b>: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    }
    notes = [
        theme.note(f"{words}<br>{text(level)}", 1, level, xref="paper", xanchor="left", align="left", xshift=4)
        for level, words, _ in lines
    ]
    notes += [
        theme.note(f"<b>{text(value)}</b>", place, value, yanchor="bottom", yshift=scale.font * 0.7)
        for place, value, stands_out in zip(places, values, special, strict=True)
        if stands_out and (not scale.narrow or not any(special[place + 1 :]))  # the newest, where room is short
    ]
    every = max(1, ceil(len(samples) / (2 if scale.narrow else 8)))
    xaxis = theme.axis(
        range=[-0.5, len(samples) - 0.5],
        showticklabels=True,
        tickmode="array",
        tickvals=places[::every],
        ticktext=[short_month(sample.period) for sample in samples[::every]],
        tickangle=0,
    )
    yaxis = theme.axis(
        range=[low - air, high + air * 1.5], showgrid=True, gridcolor=theme.GRID, showticklabels=True, nticks=6
    )
    margin = {"l": scale.font * 4, "r": round(11 * scale.letter) + 8, "t": 16, "b": scale.font * 2 + 8}
    height = 330 if scale.narrow else scale.row * ROWS + 40
    layout = theme.layout(scale, height, margin=margin, xaxis=xaxis, yaxis=yaxis, annotations=notes)
    return {"data": [*levels, points], "layout": layout}
