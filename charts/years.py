"""Years laid over each other from April to the close: one line a year, gaps open, each year named at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from charts import theme
from charts.theme import Scale

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Close")
CLOSE = len(MONTHS) - 1
FEBRUARY = MONTHS.index("Feb")
FIRST_MONTH = 4
EARLIER = "#A3ABB0"
LABELLED = 6  # points of the strong year that have their values printed on them, at most
ROWS = 8
LABEL_GAP = 1.6  # lines of text between labels


@dataclass(frozen=True)
class Mark:
    """One point: the year it belongs to, its place on the axis, its value in the unit of the axis, and its words."""

    year: str
    place: int
    value: float
    symbol: str
    label: str
    facts: tuple[str, str]


@dataclass(frozen=True)
class _Label:
    place: int
    value: float
    text: str
    strong: bool
    shift: float = 0.0


def place_in_year(period: date, *, outturn: bool) -> int:
    """Where a month stands on the axis: 0 for April, 11 for March, 12 for the close of the year."""
    return CLOSE if outturn else (period.month - FIRST_MONTH) % 12


def years_figure(marks: Sequence[Mark], strong: str, scale: Scale, yaxis: Mapping[str, Any]) -> dict[str, Any]:
    """The figure of ``marks`` (oldest first); the year ``strong`` stands out, the one before it is lighter."""
    years = list(dict.fromkeys(mark.year for mark in marks))
    # The strong year is drawn last, above the others.
    order = sorted(years, key=lambda year: (year == strong, year))
    height = 330 if scale.stacked else scale.row * ROWS + 40
    margin = {"l": scale.font * 5, "r": 16, "t": 20, "b": scale.font * 2 + 8}
    low, high = reach([mark.value for mark in marks])
    labels = _apart(_labels(marks, strong, scale), (height - margin["t"] - margin["b"]) / (high - low), scale)
    axis = theme.axis(
        range=[low, high],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        nticks=6,
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=2,
        **yaxis,
    )
    layout = theme.layout(
        scale, height, margin=margin, xaxis=_months_axis(scale), yaxis=axis, annotations=[*map(_note(scale), labels)]
    )
    data = [_year([mark for mark in marks if mark.year == year], _look(year, strong, years), scale) for year in order]
    return {"data": data, "layout": layout}


def reach(values: Sequence[float]) -> tuple[float, float]:
    """A range that holds zero and every value, with room for a label above the highest and below the lowest."""
    low, high = min([0.0, *values]), max([0.0, *values])
    air = (high - low) * 0.16 or 1.0
    return low - (air if low < 0 else air / 4), high + air


def _months_axis(scale: Scale) -> dict[str, Any]:
    shown = [month if not scale.stacked or place % 2 == 0 else "" for place, month in enumerate(MONTHS)]
    return theme.axis(
        range=[-0.5, CLOSE + 0.5],
        showticklabels=True,
        tickmode="array",
        tickvals=list(range(len(MONTHS))),
        ticktext=shown,
        tickangle=0,
    )


def _look(year: str, strong: str, years: Sequence[str]) -> tuple[str, int]:
    """Colour and width of a year's line."""
    if year == strong:
        return theme.FAVOURABLE, 4
    before = [other for other in years if other < strong]
    return (theme.NEUTRAL, 2) if before and year == max(before) else (EARLIER, 2)


def _year(marks: Sequence[Mark], look: tuple[str, int], scale: Scale) -> dict[str, Any]:
    """One year as one trace; a missing value between two months that do not follow each other breaks the line."""
    colour, width = look
    gap = Mark(marks[0].year, 0, 0.0, "circle", "", ("", ""))
    drawn: list[Mark | None] = [marks[0]]
    for before, mark in pairwise(marks):
        drawn += [mark] if follows(before.place, mark.place) else [None, mark]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": marks[0].year,
        "x": [mark and mark.place for mark in drawn],
        "y": [mark and mark.value for mark in drawn],
        "connectgaps": False,
        "line": {"color": colour, "width": width},
        "marker": {
            "symbol": [(mark or gap).symbol for mark in drawn],
            "size": round(scale.font * (0.9 if width > 2 else 0.7)) + 3,
            "color": colour,
            "line": {"width": 3, "color": colour},
        },
        "customdata": [list((mark or gap).facts) for mark in drawn],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def follows(before: int, place: int) -> bool:
    """Whether two places are of reports that follow one another; February's is followed by the close of the year."""
    return place - before == 1 or (before, place) == (FEBRUARY, CLOSE)


def _labels(marks: Sequence[Mark], strong: str, scale: Scale) -> list[_Label]:
    """The last value of each year with the year's name, and the other values of the strong one where they are few."""
    ends = {mark.year: mark for mark in marks}
    shown = [_Label(end.place, end.value, f"{year}: {end.label}", year == strong) for year, end in ends.items()]
    others = [mark for mark in marks if mark.year == strong and mark is not ends[strong]]
    if len(others) < LABELLED and not scale.stacked:
        shown += [_Label(mark.place, mark.value, mark.label, True) for mark in others]
    return shown


def _apart(labels: Sequence[_Label], pixels: float, scale: Scale) -> list[_Label]:
    """The labels, lifted or lowered so that none stands on another near it; ``pixels`` are those of one unit."""
    gap = scale.font * LABEL_GAP
    near = CLOSE if scale.stacked else 3
    placed: list[_Label] = []
    for label in sorted(labels, key=lambda label: label.value):
        bottom = label.value * pixels + scale.font
        for other in placed:
            if abs(other.place - label.place) <= near:
                bottom = max(bottom, other.value * pixels + other.shift + gap)
        placed.append(replace(label, shift=bottom - label.value * pixels))
    return placed


def _note(scale: Scale) -> Any:
    def note(label: _Label) -> dict[str, Any]:
        anchor = "right" if label.place >= CLOSE - 4 else "left" if label.place <= 2 else "center"
        text = theme.words(label.text)
        return theme.note(
            f"<b>{text}</b>" if label.strong else text,
            label.place,
            label.value,
            xanchor=anchor,
            yanchor="bottom",
            yshift=label.shift,
            font={"color": theme.FAVOURABLE if label.strong else theme.QUIET_INK, "size": scale.font},
        )

    return note
