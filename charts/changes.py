"""What changed since the report before: bars of how far each line moved, the largest first, the rest added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts import rows, theme
from charts.chart import NOTE, Chart, Table, across, stated
from charts.columns import VARIANCE, WORDS, Form, Value, text
from charts.movement import CHANGE, LINE
from charts.theme import SCALES, Scale, Screen
from data.analysis import MATERIAL_AMOUNT_K, VarianceLine, added_up, others
from data.formatting import listing, money, round_away, short_month

CHANGED = Form("£000", signed=True, nought="same", missing="not known")
MOST = 10  # lines at most; the rest is added up
CANCELS = 0.25  # of what worsened or improved, whichever is more: a total that moved less hides what it adds up
NO_REPORT = "This is the first report of its year, so there is none to compare it with."


@dataclass(frozen=True)
class Sides:
    """What all lines that worsened and all that improved come to, in £000; neither nets the other off.

    ``elsewhere`` is how much more (a minus) or less of a cost is only moved elsewhere.
    """

    worse: float
    better: float
    elsewhere: float = 0.0

    @property
    def net(self) -> float:
        """What is left of all of it: how the total moved."""
        return self.worse + self.better + self.elsewhere

    @property
    def cancels(self) -> bool:
        """Whether a small change of the whole hides large movements."""
        largest = max(self.worse, -self.better)
        return largest >= MATERIAL_AMOUNT_K and abs(self.net) <= CANCELS * largest


def changes_chart(
    lines: Sequence[VarianceLine],
    *,
    period: date,
    previous_period: date | None,
    screen: Screen = "desk",
    subtitle: str = "",
) -> Chart:
    """How the variance of each line moved since the report before, in £000 (a plus is for the worse), largest first.

    ``previous_period`` is None for the first report of a year, which has none before it. Lines that state one of the
    two figures alone are not ranked; those of the rest that the screen has no room for are added up.
    """
    scale = SCALES[screen]
    known = [line for line in lines if previous_period and change(line)]
    ordered = sorted(known, key=lambda line: -abs(change(line) or 0.0))
    room = scale.rows_in(scale.head + rows.FOOT)
    drawn = _folded(ordered, min(MOST, room or MOST))
    table = _table(drawn, period, previous_period)
    return Chart(
        sentence=changes_sentence(ordered, previous_period),
        subtitle=subtitle,
        figure=_figure(table, drawn, scale) if drawn else None,
        table=table,
        key="Orange: worse. Blue: better."
        + (" Grey: lines added up." if any(line.folded for line in drawn) else "")
        + rows.moved_key([line.moved for line in drawn]),
        empty="No line moved since the report before." if previous_period else NO_REPORT,
        measures=("movement",),
    )


def change(line: VarianceLine) -> float | None:
    """How the variance of a line as printed moved; None where one of the two is not stated."""
    if line.variance_k is None or line.previous_k is None:
        return None
    return round_away(line.variance_k) - round_away(line.previous_k)


def sides(lines: Sequence[VarianceLine]) -> Sides:
    """All that worsened and all that improved; a line that only moves a cost elsewhere did neither."""
    moved = [change(line) or 0.0 for line in lines if not line.moved]
    elsewhere = sum(change(line) or 0.0 for line in lines if line.moved)
    return Sides(sum(each for each in moved if each > 0), sum(each for each in moved if each < 0), elsewhere)


def changes_sentence(ordered: Sequence[VarianceLine], previous_period: date | None) -> str:
    """The line that worsened most and the one that improved most."""
    if previous_period is None:
        return "No earlier report of this year to compare with"
    if not ordered:
        return f"No line moved since {previous_period:%B}"
    own = [line for line in ordered if not line.moved]
    ends = [next((line for line in own if (change(line) or 0.0) * sign > 0), None) for sign in (1, -1)]
    told = [
        f"{line.name} {verb} by {money(change(line) or 0.0)}"
        for line, verb in zip(ends, ("worsened", "improved"), strict=True)
        if line
    ]
    if not told:
        return f"Only costs that are carried elsewhere changed since {previous_period:%B}"
    return f"{'; '.join(told)} since {previous_period:%B}"


def cancelling_sentence(lines: Sequence[VarianceLine]) -> str:
    """What worsened and what improved in all; said first where a small change of the whole hides both."""
    both = sides(lines)
    said = [
        f"{verb} by {money(amount)}" for verb, amount in (("worsened", both.worse), ("improved", both.better)) if amount
    ]
    if not said:
        return ""
    own = [line for line in lines if not line.moved]
    counts = [sum((change(line) or 0.0) * sign > 0 for line in own) for sign in (1, -1)]
    named = [f"{count} line{'s' * (count != 1)}" for count in counts if count]
    parts = [f"{name} {words}" for name, words in zip(named, said, strict=True)]
    if both.elsewhere:
        parts.append(f"{money(both.elsewhere)} {'more' if both.elsewhere < 0 else 'less'} is only moved elsewhere")
    together = listing(parts)
    if both.cancels:
        return f"The total hides larger movements that cancel out: {together}"
    return together


def _folded(ordered: Sequence[VarianceLine], most: int) -> list[VarianceLine]:
    if len(ordered) <= most:
        return list(ordered)
    rest = ordered[most - 1 :]
    return [*ordered[: most - 1], added_up(others(len(rest), "that moved less"), rest, folded=len(rest))]


def _table(lines: Sequence[VarianceLine], period: date, previous_period: date | None) -> Table:
    if previous_period is None:
        return Table((), ())
    then, now = (f"Variance, {short_month(each)}" for each in (previous_period, period))
    headings = [(LINE, WORDS), (CHANGE, CHANGED), (then, VARIANCE), (now, VARIANCE), (NOTE, WORDS)]
    found: list[tuple[Value, ...]] = [
        (line.name, change(line), line.previous_k, line.variance_k, line.note) for line in lines
    ]
    return Table(
        across(headings, found),
        locators=tuple(line.locator for line in lines),
        sums=tuple("" if line.locator else f"adds up {len(line.parts)} lines" for line in lines),
        worked_out=((CHANGE, "the variance less that of the report before; a plus is for the worse"),),
        drawn=tuple(range(len(lines))),
    )


def _figure(table: Table, lines: Sequence[VarianceLine], scale: Scale) -> dict[str, Any]:
    labels, values = table.words(LINE), stated(table.figures(CHANGE))
    written = [text(each, CHANGED) for each in values]
    colours = [
        theme.NEUTRAL if line.folded else theme.direction_colour(each) for each, line in zip(values, lines, strict=True)
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": rows.mark_heights(len(labels), scale),
        "width": rows.mark_size(scale),
        "marker": rows.bar_marker(colours, [line.moved for line in lines]),
        "customdata": [[theme.words(name), said] for name, said in zip(labels, written, strict=True)],
        "hovertemplate": "<b>%{customdata[0]}</b>: %{customdata[1]}<extra></extra>",
    }
    columns: list[rows.Column] = [("change", written, True)]
    layout = rows.sided_layout(labels, columns, scale, sides=("better", "worse"), across=values)
    return {"data": [bars], "layout": layout}
