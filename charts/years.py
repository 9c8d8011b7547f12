"""Years laid over each other from April to the close: one line a year, gaps open, each year named at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
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
PHONE_MONTH = 18  # pixels of a month on the axis at the least; elsewhere there is room for
MONTH_LETTERS = 8


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
    ends: bool
    shift: float = 0.0


def place_in_year(period: date, *, outturn: bool) -> int:
    """Where a month stands on the axis: 0 for April, 11 for March, 12 for the close of the year."""
    return CLOSE if outturn else (period.month - FIRST_MONTH) % 12


def years_figure(marks: Sequence[Mark], strong: str, scale: Scale, amount: Callable[[float], str]) -> dict[str, Any]:
    """The figure of ``marks`` (oldest first); the year ``strong`` stands out, the one before it is lighter.

    ``amount`` writes a value of the axis.
    """
    years = list(dict.fromkeys(mark.year for mark in marks))
    # The strong year is drawn last, above the others.
    order = sorted(years, key=lambda year: (year == strong, year))
    height = 330 if scale.stacked else scale.row * ROWS + 40
    margin = {"l": scale.font * 5, "r": 16, "t": 20, "b": scale.font * 2 + 8}
    low, high = reach([mark.value for mark in marks])
    ticks = round_values(low, high)
    pixels = (height - margin["t"] - margin["b"]) / (high - low)
    labels = _apart(_labels(marks, strong, scale), pixels, scale)
    # Labels that stand on one another may need more room above the highest value.
    tops = [(label.value - high) * pixels + label.shift + scale.font * LABEL_GAP for label in labels]
    lifted = max(0, ceil(max(tops)))
    margin["t"] += lifted
    axis = theme.axis(
        range=[low, high],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        tickmode="array",
        tickvals=ticks,
        ticktext=[amount(value) for value in ticks],
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=2,
    )
    layout = theme.layout(
        scale,
        height + lifted,
        margin=margin,
        xaxis=_months_axis(scale),
        yaxis=axis,
        annotations=[*map(_note(scale), labels)],
    )
    data = [_year([mark for mark in marks if mark.year == year], _look(year, strong, years), scale) for year in order]
    return {"data": data, "layout": layout}


def reach(values: Sequence[float]) -> tuple[float, float]:
    """A range that holds zero and every value, with room for a label above the highest and below the lowest."""
    low, high = min([0.0, *values]), max([0.0, *values])
    air = (high - low) * 0.16 or 1.0
    return low - (air if low < 0 else air / 4), high + air


def round_values(low: float, high: float, most: int = 6) -> list[float]:
    """Round values between ``low`` and ``high``, zero among them: steps of 1, 2 or 5, at most ``most`` of them."""
    rough = (high - low) / most
    size = 10.0 ** floor(log10(rough))
    step = next(times * size for times in (1, 2, 5, 10) if times * size >= rough)
    return [place * step for place in range(ceil(low / step), floor(high / step) + 1)]


def _months_axis(scale: Scale) -> dict[str, Any]:
    narrow = ("Apr", "Jun", "Aug", "Oct", "Dec", "Close")
    shown = [month if not scale.stacked or month in narrow else "" for month in MONTHS]
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
            "opacity": 1,
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
    shown = [_Label(end.place, end.value, f"{year}: {end.label}", year == strong, True) for year, end in ends.items()]
    others = [mark for mark in marks if mark.year == strong and mark is not ends[strong]]
    if len(others) < LABELLED and not scale.stacked:
        shown += [_Label(mark.place, mark.value, mark.label, True, False) for mark in others]
    return shown


def _apart(labels: Sequence[_Label], pixels: float, scale: Scale) -> list[_Label]:
    """The labels, lifted so that none stands on another; ``pixels`` are those of one unit of the axis."""
    gap = scale.font * LABEL_GAP
    placed: list[_Label] = []
    for label in sorted(labels, key=lambda label: label.value):
        bottom = label.value * pixels + scale.font
        for other in placed:
            if _meet(_span(label, scale), _span(other, scale)):
                bottom = max(bottom, other.value * pixels + other.shift + gap)
        placed.append(replace(label, shift=bottom - label.value * pixels))
    return placed


def _anchor(label: _Label, scale: Scale) -> str:
    """A year's label begins at its last point where there is room to its right, and ends there where there is none."""
    if not label.ends:
        return "center"
    room = (CLOSE - label.place) * _month_pixels(scale)
    return "left" if room > len(label.text) * scale.letter else "right"


def _span(label: _Label, scale: Scale) -> tuple[float, float]:
    """Where a label begins and ends, in months."""
    width = len(label.text) * scale.letter / _month_pixels(scale)
    left = {"left": 0.0, "center": width / 2, "right": width}[_anchor(label, scale)]
    return label.place - left, label.place - left + width


def _month_pixels(scale: Scale) -> float:
    return PHONE_MONTH if scale.stacked else MONTH_LETTERS * scale.letter


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _note(scale: Scale) -> Any:
    def note(label: _Label) -> dict[str, Any]:
        text = theme.words(label.text)
        return theme.note(
            f"<b>{text}</b>" if label.strong else text,
            label.place,
            label.value,
            xanchor=_anchor(label, scale),
            yanchor="bottom",
            yshift=label.shift,
            font={"color": theme.FAVOURABLE if label.strong else theme.QUIET_INK, "size": scale.font},
        )

    return note
