"""Years laid over each other from April to the close: one line a year, gaps open, each year named at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from charts import theme
from charts.labels import Box, Label, anchored, placed, point_box, stretch_boxes, within
from charts.theme import Scale
from data.formatting import MINUS, month_name

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Close")
CLOSE = len(MONTHS) - 1
FEBRUARY = MONTHS.index("Feb")
FIRST_MONTH = 4
EARLIER = "#8D9599"
SYMBOLS = {"forecast": "circle", "previous": "circle-open", "outturn": "diamond"}
LABELLED = 6  # points of the strong year that have their values printed on them, at most
ROWS = 8
IN_MILLIONS = 2000.0  # from this size on, an axis in £000 is drawn in £ million
AIR = 6  # pixels between the values of the axis and words beside it
BOLD = 1.15  # how much wider bold words are
# Elsewhere a month has room for so many letters at the least, in a card as wide as the page and in one half as wide.
WIDE, HALF = 8, 5


@dataclass(frozen=True)
class Mark:
    """One point: the year it belongs to, its place on the axis, its value in the unit of the axis, and its words.

    ``label`` stands on the point; ``facts`` are what the point is and its figure.
    """

    year: str
    place: int
    value: float
    symbol: str
    label: str
    facts: tuple[str, str]


@dataclass(frozen=True)
class _Words:
    mark: Mark
    text: str
    strong: bool
    ends: bool


def money_axis(values_k: Iterable[float]) -> tuple[float, Callable[[float], str]]:
    """What values in £000 are divided by to stand on their axis, £ million where large; and what writes one of it."""
    divisor = 1000.0 if max(map(abs, values_k), default=0.0) >= IN_MILLIONS else 1.0
    return divisor, partial(written, before="£", after="m" if divisor > 1 else "k")


def written(value: float, before: str = "", after: str = "") -> str:
    """A value of an axis: ``−£2m``, ``£500k``, ``£1,200`` or ``150``; a step such as 0.2 is not stored exactly."""
    return f"{MINUS if value < 0 else ''}{before}{abs(value):,.12g}{after}"


def describe(period: date, kind: str) -> str:
    """A point in words: ``January 2020, forecast``, ``March 2018, final outturn``; a number counted, by its month."""
    kinds = {"forecast": ", forecast", "previous": ", from the next report", "outturn": ", final outturn"}
    return f"{month_name(period)}{kinds.get(kind, '')}"


def place_in_year(period: date, *, outturn: bool) -> int:
    """Where a month stands on the axis: 0 for April, 11 for March, 12 for the close of the year."""
    return CLOSE if outturn else (period.month - FIRST_MONTH) % 12


def years_figure(
    marks: Sequence[Mark], strong: str, scale: Scale, amount: Callable[[float], str], month_letters: int = WIDE
) -> dict[str, Any]:
    """The figure of ``marks`` (oldest first); the year ``strong`` stands out, the one before it is lighter.

    ``amount`` writes a value of the axis. ``month_letters`` is the room of a month on it, ``WIDE`` or ``HALF``.
    """
    years = list(dict.fromkeys(mark.year for mark in marks))
    lines = {year: [mark for mark in marks if mark.year == year] for year in years}
    height = 330 if scale.narrow else scale.row * ROWS + 40
    low, high = reach([mark.value for mark in marks])
    ticks = round_values(low, high)
    letters = max(len(amount(value)) for value in ticks)
    margin = {"l": round(letters * scale.letter) + 2 * AIR, "r": 16, "t": 20, "b": scale.font * 2 + 8}
    plot = height - margin["t"] - margin["b"]
    step = month_letters * scale.letter
    if scale.narrowest:
        step = (scale.narrowest - margin["l"] - margin["r"]) / len(MONTHS)
    unit = plot / (high - low)
    # Where nothing is below zero its line is the foot of the plot, and words stand above it.
    lowest = low * unit if any(mark.value < 0 for mark in marks) else 0.0
    notes, top = _notes(lines, strong, scale, step, unit, lowest)
    # Words that stand on one another may need more room above the highest value.
    lifted = max(0, ceil(top - high * plot / (high - low)))
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
        scale, height + lifted, margin=margin, xaxis=_months_axis(scale), yaxis=axis, annotations=notes
    )
    # The strong year is drawn last, above the others.
    order = sorted(years, key=lambda year: (year == strong, year))
    return {"data": [_year(lines[year], _look(year, strong, years), scale) for year in order], "layout": layout}


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
    shown = [month if not scale.narrow or month in narrow else "" for month in MONTHS]
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
        "cliponaxis": False,
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


def _notes(
    lines: Mapping[str, Sequence[Mark]], strong: str, scale: Scale, step: float, unit: float, lowest: float
) -> tuple[list[dict[str, Any]], float]:
    """The words beside points, and how high they reach; ``step`` pixels are a month, ``unit`` pixels one of value.

    No words go below ``lowest``, in pixels.
    """
    found = _words(lines, strong, scale)
    right_edge = (CLOSE + 0.5) * step
    labels = []
    for each in found:
        x, width = each.mark.place * step, len(each.text) * scale.letter * (BOLD if each.strong else 1)
        anchor = anchored(x, width, right_edge) if each.ends else "center"
        labels.append(within(Label(x, each.mark.value * unit, width, anchor), AIR - step / 2, right_edge))
    places = placed(labels, _taken(lines.values(), scale, step, unit), scale.font, lowest)
    notes = [
        theme.note(
            f"<b>{theme.words(each.text)}</b>" if each.strong else theme.words(each.text),
            each.mark.place,
            each.mark.value,
            xanchor=label.anchor,
            yanchor="bottom",
            xshift=label.shift,
            yshift=label.lift,
            font={"color": theme.FAVOURABLE if each.strong else theme.QUIET_INK, "size": scale.font},
            **theme.LEADING,
        )
        for each, label in zip(found, places, strict=True)
    ]
    return notes, max(label.box(scale.font)[3] for label in places)


def _words(lines: Mapping[str, Sequence[Mark]], strong: str, scale: Scale) -> list[_Words]:
    """The strong year first: its last value with its name, its other values where they are few; then other years."""
    ends = [_Words(marks[-1], _end(marks[-1], strong), year == strong, True) for year, marks in lines.items()]
    others = lines.get(strong, ())[:-1]
    shown = [_Words(mark, mark.label, True, False) for mark in others]
    if len(shown) >= LABELLED or scale.narrow:
        shown = []
    return [each for each in ends if each.strong] + shown + [each for each in ends if not each.strong]


def _end(mark: Mark, strong: str) -> str:
    """The last value of a year with its name; of another year that has no outturn, the month that the value is of."""
    forecast = mark.year != strong and mark.place != CLOSE
    month = f" in {date(1, (mark.place + FIRST_MONTH - 1) % 12 + 1, 1):%B}" if forecast else ""
    return f"{mark.year}{month}: {mark.label}"


def _taken(lines: Iterable[Sequence[Mark]], scale: Scale, step: float, unit: float) -> list[Box]:
    """The room that points and the lines between them take."""
    boxes = []
    for marks in lines:
        spots = [(mark.place * step, mark.value * unit) for mark in marks]
        boxes += [point_box(*spot, scale.font * 0.6) for spot in spots]
        for (before, start), (mark, end) in pairwise(zip(marks, spots, strict=True)):
            if follows(before.place, mark.place):
                boxes += stretch_boxes(start, end)
    return boxes
