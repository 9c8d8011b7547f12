"""Unit cost against budget: open circle for the budget, diamond for the current average, one row a type of care."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from charts import rows, theme
from charts.chart import Chart, Table, places_of
from charts.columns import Column, Form, column, text
from charts.gaps import AS_PRINTED, CARE, JUDGED, TRAVEL, WORKED_OUT, gaps, travels
from charts.theme import SCALES, Scale, Screen
from charts.travel import CORNER, TRAVEL_KEY, against_budget, travel
from data.analysis import most_telling
from data.care import TIMES_A_YEAR, price_gap, told_apart, told_of
from data.findings import beyond_doubt
from data.formatting import NOT_STATED, pounds, round_away, signed_pounds
from data.rows import CareLine

PENCE = Form("£", 2)
GAP = Form("£", 2, signed=True)
SHARE = Form("percent", 1, signed=True, missing="")
PER, BUDGETED, NOW, SHARE_OF_BUDGETED = "Per", "Budgeted", "Now", "Share of budgeted"
PER_WORDS = {"week": "a week", "hour": "an hour", "year": "a year"}
MOST_KEY = " What adds or saves most goes by the difference times the number budgeted."


class _Price(NamedTuple):
    """One row that is drawn, in £; ``share`` is written, and ``said`` judges the gap or says why there is none."""

    name: str
    per: str
    budget: float | None
    now: float | None
    gap: float | None
    share: str
    said: str
    moved: str

    @property
    def judged(self) -> str:
        """Adverse or favourable; empty where there is nothing to judge."""
        return self.said if self.said in ("adverse", "favourable") else ""

    @property
    def difference(self) -> str:
        """The gap as it stands beside the marks, or why there is none."""
        return signed_pounds(self.gap, _pence(self.per)) if self.judged else self.said


def unit_cost_chart(
    lines: Sequence[CareLine], *, screen: Screen = "desk", subtitle: str = "", doubts: Collection[str] = ()
) -> Chart:
    """Budgeted and current unit cost in £, a block for each category and unit: they never share an axis.

    ``lines``: rows of ``activity`` in the paper's order. A line with neither unit cost, as where nobody was budgeted
    for and nobody came, is left out of the figure and stays in the table; so is one that the screen has no room for.
    No sentence is built on a line that stands at one of the places in ``doubts``.
    """
    scale = SCALES[screen]
    lines = [line for line in lines if line.level == "line"]
    firm = [_without_doubted_gap(line, doubts) for line in lines]
    costed = [line for line in firm if line.unit_cost_budget or line.unit_cost_actual]
    drawn = _fitting(costed, scale, doubts)
    table = _table(lines, firm, drawn)
    left = len(costed) - len(drawn)
    return Chart(
        sentence=unit_cost_sentence(beyond_doubt(costed, doubts)),
        subtitle=subtitle,
        figure=_figure(drawn, _prices(table, doubts), scale) if drawn else None,
        table=table,
        key="Open circle: budget. Diamond: now. Orange: dearer than budgeted (adverse). Blue: cheaper (favourable)."
        + (MOST_KEY if any(_yearly(costed)) else "")
        + (f" {TRAVEL_KEY}" if any(line.unit_cost_direction for line in drawn) else "")
        + (f" {left} more with a smaller effect {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no unit costs for this care group.",
        measures=("unit_cost_actual", "unit_cost_budget", "unit_cost_variance"),
    )


def unit_cost_sentence(lines: Sequence[CareLine]) -> str:
    """The type of care whose price adds most (or, if none does, saves most) at the numbers budgeted; says so."""
    both = [line for line in lines if line.unit_cost_budget and line.unit_cost_actual]
    if not both:
        return told_of(lines, "no type of care has both a budgeted and a current unit cost")
    effects = _effects(both)
    chosen = max(effects) if max(effects) > 0 else min(effects)
    line = both[effects.index(chosen)]
    gap = price_gap(line)
    if round_away(gap, _pence(line.unit_cost_per)) == 0:
        return told_of(lines, "unit costs are as budgeted")
    size, per = pounds(abs(gap), _pence(line.unit_cost_per)), PER_WORDS.get(line.unit_cost_per or "", "each")
    sentence = f"{size} {per} {'more' if gap > 0 else 'less'} for {told_apart(line, lines)} than budgeted"
    if len(both) > 1 and any(_yearly(both)):
        sentence += f", which {'adds' if gap > 0 else 'saves'} most in all"
    return told_of(lines, sentence)


def _effects(lines: Sequence[CareLine]) -> list[float]:
    """What each price adds in a year at the number budgeted, in £; or in one week or hour, where none can be had."""
    effects = _yearly(lines)
    return effects if any(effects) else [_known_gap(line) for line in lines]


def _yearly(lines: Sequence[CareLine]) -> list[float]:
    times = [TIMES_A_YEAR.get(line.unit_cost_per or "", 0) for line in lines]
    return [_known_gap(line) * (line.count_budget or 0) * each for line, each in zip(lines, times, strict=True)]


def _known_gap(line: CareLine) -> float:
    return price_gap(line) if line.unit_cost_budget and line.unit_cost_actual else 0.0


def _blocks(lines: Sequence[CareLine]) -> list[list[CareLine]]:
    return [list(block) for _, block in groupby(lines, key=lambda line: (line.category, line.unit_cost_per))]


def _block_frame(scale: Scale) -> int:
    """Pixels above and below the rows of a block: its heading and the values of its axis."""
    return scale.head - 2 + scale.font * 2


def _fitting(lines: Sequence[CareLine], scale: Scale, doubts: Collection[str]) -> list[CareLine]:
    """As many of the lines whose price matters most as the screen has room for, in the order given."""
    effects = [0.0 if line.locator in doubts else effect for line, effect in zip(lines, _effects(lines), strict=True)]
    if scale.named_first and lines:
        return _told_first(lines, effects)
    for most in range(len(lines), 1, -1):
        chosen = [lines[place] for place in sorted(most_telling(effects, most))]
        if not scale.room or len(_blocks(chosen)) * _block_frame(scale) + most * scale.row <= scale.room:
            return chosen
    return list(lines[:1])


def _told_first(lines: Sequence[CareLine], effects: Sequence[float]) -> list[CareLine]:
    """All lines, before them the one that the sentence names with its block, for a block shares an axis."""
    told = lines[effects.index(max(effects) if max(effects) > 0 else min(effects))]
    block = next(block for block in _blocks(lines) if told in block)
    inside = [told, *(line for line in block if line is not told)]
    return inside + [line for line in lines if line not in block]


def _without_doubted_gap(line: CareLine, doubts: Collection[str]) -> CareLine:
    """A line without the difference that the paper prints, where it contradicts itself on it."""
    return line._replace(unit_cost_variance=None) if line.locator in doubts else line


def _pence(per: str | None) -> int:
    return 2 if per == "hour" else 0


def _share_pct(line: CareLine) -> float | None:
    if not line.unit_cost_budget or not line.unit_cost_actual:
        return None
    return float(line.unit_cost_actual / line.unit_cost_budget - 1) * 100


def _prices(table: Table, doubts: Collection[str]) -> list[_Price]:
    """What is drawn of each row that ``table`` says is drawn. A price of nothing is none: nobody pays it."""
    return [
        _Price(name, per, budget or None, now or None, gap, share, said, moved)
        for name, per, budget, now, gap, share, said, moved in zip(
            table.words(CARE),
            table.words(PER),
            table.figures(BUDGETED),
            table.figures(NOW),
            gaps(table, doubts),
            table.texts(SHARE_OF_BUDGETED),
            table.words(JUDGED),
            travels(table),
            strict=True,
        )
    ]


def _figure(lines: Sequence[CareLine], prices: Sequence[_Price], scale: Scale) -> dict[str, Any]:
    """Blocks stand one under the other on y axes of their own; each has its own x axis in its own unit.

    ``lines`` say what blocks there are, ``prices`` what is drawn in them, row for row.
    """
    left_over = iter(prices)
    blocks = [(block[0].category, list(islice(left_over, len(block)))) for block in _blocks(lines)]
    moved = any(price.moved for price in prices)
    head, foot = scale.head - 2, scale.font * 2
    heights = [_block_frame(scale) + len(block) * scale.row for _, block in blocks]
    total = sum(heights)
    room = 1.1 if scale.narrow else 1.0  # words such as "not budgeted" are wider than their column on a phone
    left = rows.label_margin([price.name for price in prices], scale)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    top = 0
    for place, ((category, block), height) in enumerate(zip(blocks, heights, strict=True), start=1):
        tag = "" if place == 1 else str(place)
        domain = [1 - (top + height - foot) / total, 1 - (top + head) / total]
        highest = max(cost or 0 for price in block for cost in (price.budget, price.now))
        axes[f"yaxis{tag}"] = rows.row_axis(len(block), domain=domain, anchor=f"x{tag}")
        axes[f"xaxis{tag}"] = rows.value_axis(highest * room, scale, moved, anchor=f"y{tag}", tickprefix="£")
        data += _marks(block, scale, tag)
        notes += _notes(category, block, scale, tag, left)
        top += height
    margin = {"l": left, "r": rows.value_margin(3 if moved else 2, scale, moved), "t": 6, "b": 8}
    return {"data": data, "layout": theme.layout(scale, total + 14, margin=margin, annotations=notes, **axes)}


def _notes(category: str | None, block: Sequence[_Price], scale: Scale, tag: str, left: int) -> list[dict[str, Any]]:
    per = PER_WORDS.get(block[0].per, "each")
    heading = f"<b>{theme.words(category)}</b>, £ {per}" if category else f"<b>£ {per}</b>"
    place = {"xref": "paper", "yref": f"y{tag}", "xanchor": "left", "xshift": 2 - left, "yanchor": "bottom"}
    columns: list[rows.Column] = [
        ("difference", [price.difference for price in block], True),
        ("", [price.share for price in block], False),
    ]
    moves = [price.moved for price in block]
    if any(moves):
        columns.append((rows.DIRECTION, moves, False))
    labels = [price.name for price in block]
    return [
        theme.note(heading, 0, -0.5, **place),
        *rows.label_notes(labels, scale, f"y{tag}", corner=CORNER if any(moves) else 0),
        *rows.value_notes(columns, scale, f"y{tag}"),
        *(rows.corner_notes(moves, scale, f"y{tag}") if scale.stacked else []),
    ]


def _marks(block: Sequence[_Price], scale: Scale, tag: str) -> list[dict[str, Any]]:
    heights = rows.mark_heights(len(block), scale)
    axes = {"type": "scatter", "xaxis": f"x{tag}", "yaxis": f"y{tag}"}
    colours = [theme.direction_colour(price.gap if price.judged else 0.0) for price in block]
    bridges = [
        axes
        | {"mode": "lines", "hoverinfo": "skip", "line": {"color": colour, "width": 5}}
        | {"x": [price.budget, price.now], "y": [height, height]}
        for price, height, colour in zip(block, heights, colours, strict=True)
        if price.budget and price.now
    ]
    points = axes | {
        "mode": "markers",
        "y": heights,
        "customdata": [
            [
                theme.words(price.name),
                text(price.budget, PENCE),
                text(price.now, PENCE),
                ", ".join(part for part in (price.difference, price.share, price.judged) if part),
                f"<br>Since last month: {price.moved}" if price.moved else "",
            ]
            for price in block
        ],
        "hovertemplate": rows.HOVER,
    }
    budget = {"symbol": "circle", "size": scale.font, "color": theme.PAPER, "line": {"color": theme.EDGE, "width": 3}}
    now = {"symbol": "diamond", "size": scale.font + 2, "color": colours, "line": {"color": theme.EDGE, "width": 1}}
    return [
        *bridges,
        points | {"x": [price.budget for price in block], "marker": budget},
        points | {"x": [price.now for price in block], "marker": now},
    ]


def _judged(line: CareLine) -> str:
    """Adverse or favourable, where there are two prices to compare; or why there is nothing to judge."""
    if line.unit_cost_budget and line.unit_cost_actual:
        return against_budget(price_gap(line), _pence(line.unit_cost_per))
    if line.unit_cost_budget or line.unit_cost_actual:
        return "not budgeted" if line.unit_cost_actual else "none now"
    return NOT_STATED


def _table(lines: Sequence[CareLine], firm: Sequence[CareLine], drawn: Sequence[CareLine]) -> Table:
    """As printed, pence included; the direction of travel only where the paper marks one.

    ``firm`` are the same lines without the differences that are in doubt: on those no line is judged.
    """
    columns: list[Column] = [
        column(CARE, [line.service_type for line in lines]),
        column(PER, [line.unit_cost_per or "" for line in lines]),
        column(BUDGETED, [line.unit_cost_budget for line in lines], PENCE),
        column(NOW, [line.unit_cost_actual for line in lines], PENCE),
        column(WORKED_OUT, [_worked_out(line) for line in lines], GAP),
        column(SHARE_OF_BUDGETED, [_share_pct(line) for line in lines], SHARE),
        column(JUDGED, [_judged(line) for line in firm]),
    ]
    if any(line.unit_cost_variance is not None for line in lines):
        columns.insert(5, column(AS_PRINTED, [line.unit_cost_variance for line in lines], GAP))
    if any(line.unit_cost_direction for line in lines):
        columns.append(column(TRAVEL, [travel(line.unit_cost_direction) or NOT_STATED for line in lines]))
    return Table(
        tuple(columns),
        tuple(line.locator for line in lines),
        worked_out=(
            (
                WORKED_OUT,
                "the unit cost now less the one budgeted; the chart shows the printed one where there is one",
            ),
            (SHARE_OF_BUDGETED, "the difference divided by the unit cost budgeted"),
        ),
        drawn=places_of(drawn, firm),
    )


def _worked_out(line: CareLine) -> float | None:
    if line.unit_cost_budget is None or line.unit_cost_actual is None:
        return None
    return line.unit_cost_actual - line.unit_cost_budget
