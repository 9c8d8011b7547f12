"""Forecast outturn variance by directorate, group or service: bars that grow right where money is short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal

from charts import rows, theme
from charts.chart import NOTE, PART, Chart, Table, places_of
from charts.columns import THOUSANDS, VARIANCE, WORDS, Form, Value, column, text
from charts.theme import MEETING, SCALES, Scale, Screen
from data.analysis import VarianceLine, add_up_whole, fold_to
from data.formatting import money, round_away, short_month, signed_thousands

Share = Literal["none", "column", "panel"]
LINE = "Line"
MEASURES = ("Forecast variance", "Outturn variance")
SHARE = "Share of budget"
AS_PRINTED = "Share as printed"
SHARE_FORM = Form("percent", 1, signed=True, missing="–")
PRINTED_FORM = Form("percent", None, signed=True, missing="–")  # with the decimals that the paper gives it, one at most
CHANGE = "Change"
BLACK_LINE = "Black line"  # what the mark of the report before is, in the key
BEFORE = "Before money is moved"


def variance_chart(
    lines: Sequence[VarianceLine],
    *,
    period: date,
    previous_period: date | None,
    outturn: bool,
    screen: Screen = "desk",
    thing: str = "directorate",
    subtitle: str = "",
    share: Share = "column",
    net: tuple[VarianceLine, str] | None = None,
) -> Chart:
    """Bars of variance in £000 (positive is adverse), with last month's as a black tick, in the order given.

    Lines that the screen has no room for are added up. ``share`` says how the percent of budget is shown: not drawn, as
    a column, or as bars of its own beside. ``net`` is what all lines come to, and how where no paper prints it: it ends
    the table and is never drawn beside its parts. ``previous_period`` is None for the first report of a year: no report
    is before it, whatever its column for one prints.
    """
    scale = SCALES[screen]
    lines = fold_to(lines, scale.rows_in(scale.head + rows.FOOT))
    drawn = [line for line in lines if line.variance_k is not None]
    headings = (short_month(period), "of budget", short_month(previous_period) if previous_period else "")
    named = _named_first(drawn) if scale.named_first else drawn
    table = _table(lines, headings, outturn, screen, net, named)
    return Chart(
        sentence=variance_sentence(drawn, outturn=outturn, thing=thing),
        subtitle=subtitle,
        figure=_figure(table, named, headings, scale, share) if drawn else None,
        table=table,
        key=f"Bar: {headings[0]}."
        + (f" {BLACK_LINE}: {headings[2]}." if headings[2] else "")
        + (" Grey: lines added up." if any(line.folded for line in drawn) else "")
        + rows.moved_key([line.moved for line in drawn])
        + rows.unexplained_key(drawn),
        empty="No line here has a variance in this month’s paper.",
        measures=(
            "outturn_variance" if outturn else "forecast_variance",
            *(("previous_forecast_variance",) if headings[2] else ()),
            "forecast_variance_pct",
        ),
    )


def variance_sentence(lines: Sequence[VarianceLine], *, outturn: bool, thing: str) -> str:
    """The largest line over budget and the largest under it, as one sentence of about ten words.

    A line that only moves a cost elsewhere is neither, however large: what becomes of the cost is said instead.
    """
    if not lines:
        return f"No {thing} has a variance here"
    over, under, moved = _sides(lines)
    verb = "ended" if outturn else "is"
    if moved:
        first = [
            f"{_part(line, verb)} {word} budget" for side, word in ((over, "over"), (under, "under")) for line in side
        ]
        return "; ".join([*first[:1], moved_words(moved, outturn=outturn)])
    if over and under:
        return f"{_part(over[0], verb)} over budget; {_part(under[0], verb)} under"
    side, word = (over, "over") if over else (under, "under")
    if side:
        second = f"; {_part(side[1])} {word}" if len(side) > 1 else ""
        return f"{_part(side[0], verb)} {word} budget{second}"
    if any(line.folded for line in lines):
        return f"No {thing} is far enough from budget to need explaining"
    return f"Every {thing} {verb} on budget"


def _sides(lines: Sequence[VarianceLine]) -> tuple[list[VarianceLine], list[VarianceLine], VarianceLine | None]:
    """Lines over budget and those under, the largest first; and one that moves more of a cost than any is under."""
    own = [line for line in lines if not line.folded and not line.moved]
    printed = sorted(own, key=lambda line: -(line.variance_k or 0))
    over = [line for line in printed if round_away(line.variance_k or 0) > 0]
    under = [line for line in reversed(printed) if round_away(line.variance_k or 0) < 0]
    moved = max((line for line in lines if line.moved), key=_size, default=None)
    if moved and round_away(_size(moved)) and _size(moved) > max(map(_size, under), default=0.0):
        return over, under, moved
    return over, under, None


def _named_first(lines: Sequence[VarianceLine]) -> list[VarianceLine]:
    """The lines that the sentence names, then the others in their order."""
    over, under, moved = _sides(lines)
    both = [over[0], under[0]] if over and under else (over or under)[:2]
    told = [*(over or under)[:1], moved] if moved else both
    return [*told, *(line for line in lines if not any(line is each for each in told))]


def moved_words(line: VarianceLine, *, outturn: bool) -> str:
    """What becomes of a cost that a line only moves: ``£10.5m is carried as a deficit on the schools grant``."""
    return f"{money(line.variance_k or 0)} {'was' if outturn else 'is'} {line.moved}"


def value_text(variance_k: float | None) -> str:
    """A variance on its mark: ``+£739k``, ``−£60k`` or ``on budget``."""
    if variance_k is None:
        return "not stated"
    return "on budget" if round_away(variance_k) == 0 else signed_thousands(variance_k)


def _size(line: VarianceLine) -> float:
    return abs(line.variance_k or 0.0)


def _part(line: VarianceLine, verb: str = "") -> str:
    return " ".join(word for word in (line.name, verb, money(line.variance_k or 0)) if word)


def _measure(table: Table) -> str:
    """The heading of the column of variances."""
    return next(heading for heading in table.columns if heading.startswith(MEASURES))


def _figure(
    table: Table, lines: Sequence[VarianceLine], headings: tuple[str, str, str], scale: Scale, share: str
) -> dict[str, Any]:
    """The rows that ``table`` says are drawn: those of ``lines``, which say how each is to look."""
    labels = table.words(LINE)
    values, shares = table.figures(_measure(table)), table.figures(SHARE)
    before = table.figures(f"Variance, {headings[2]}") if headings[2] else []
    columns: list[rows.Column] = [
        (headings[0], [value_text(each) + rows.mark(line) for each, line in zip(values, lines, strict=True)], True),
        (headings[1], [text(each, SHARE_FORM) for each in shares], False),
    ]
    if headings[2]:
        columns.append((headings[2], [value_text(each) for each in before], False))
    printed = [column for column in columns if share != "none" or column[0] != headings[1]]
    if share == "panel" and scale.room:
        printed = printed[:2]  # large letters leave no room for last month's numbers beside its marks
    heights = rows.mark_heights(len(lines), scale)
    bars = _bars(lines, labels, values, columns, heights, scale)
    moved = [line.moved for line in lines]
    room = rows.HALF_ROOM if share == "none" else rows.WIDE_ROOM
    stated = [value for value in (*values, *before, *rows.moved_room(values, moved, room)) if value is not None]
    axes: dict[str, Any] = {"xaxis": rows.zero_axis(stated)}
    notes = rows.label_notes(labels, scale) + rows.value_notes(printed, scale)
    notes += rows.moved_notes(values, moved, heights, scale, room)
    data = [bars, *(_ghosts(before, heights, scale) if before else ())]
    end = 1.0
    if share == "panel" and not scale.narrow and any(value is not None for value in shares):
        end = 0.6
        axes["xaxis"]["domain"] = [0, end]
        axes["xaxis2"] = rows.zero_axis([value for value in shares if value is not None], domain=[0.68, 1])
        data.append(bars | {"x": shares, "xaxis": "x2"})
        notes.append(rows.head_note("% of budget", scale, xref="paper") | {"x": 0.84})
    notes += rows.side_notes("under budget", "over budget", scale, axes["xaxis"]["range"], end, room)
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(printed), scale),
        "t": scale.head,
        "b": rows.FOOT,
    }
    height = scale.head + rows.FOOT + scale.row * len(lines)
    layout = theme.layout(scale, height, margin=margin, annotations=notes, yaxis=rows.row_axis(len(lines)), **axes)
    return {"data": data, "layout": layout | {"barmode": "overlay"}}


def _bars(
    lines: Sequence[VarianceLine],
    labels: Sequence[str],
    values: Sequence[float | None],
    columns: list[rows.Column],
    heights: list[float],
    scale: Scale,
) -> dict[str, Any]:
    facts = zip(*[column[1] for column in columns], strict=True)
    month, _, *before = (column[0] for column in columns)
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": heights,
        "width": rows.mark_size(scale),
        # Lines added up are grey: many small overs and unders are neither one pressure nor one saving.
        "marker": rows.bar_marker(
            [
                theme.NEUTRAL if line.folded else theme.direction_colour(each)
                for each, line in zip(values, lines, strict=True)
            ],
            [line.moved for line in lines],
        ),
        "customdata": [[theme.words(name), *fact] for name, fact in zip(labels, facts, strict=True)],
        "hovertemplate": (
            "<b>%{customdata[0]}</b><br>"
            f"{month}: %{{customdata[1]}} (%{{customdata[2]}} of budget)"
            + "".join(f"<br>{each}: %{{customdata[3]}}" for each in before)
            + "<extra></extra>"
        ),
    }


def _ghosts(before: Sequence[float | None], heights: list[float], scale: Scale) -> list[dict[str, Any]]:
    """Last month's position: a black tick with a white edge, so that it shows on a bar and beside it."""
    tick = {
        "type": "scatter",
        "mode": "markers",
        "x": before,
        "y": heights,
        "hoverinfo": "skip",
    }
    size = scale.row * rows.mark_size(scale) + 6
    return [
        tick | {"marker": {"symbol": "line-ns", "size": size, "line": {"color": colour, "width": width}}}
        for colour, width in ((theme.PAPER, 6), (theme.INK, 3))
    ]


def _table(
    lines: Sequence[VarianceLine],
    headings: tuple[str, str, str],
    outturn: bool,
    screen: Screen,
    net: tuple[VarianceLine, str] | None,
    drawn: Sequence[VarianceLine],
) -> Table:
    """The columns that the paper prints, and our own share of budget; below lines added up, a row for each of them.

    In a meeting, whose letters are large, the lines added up are only counted.
    """
    measure = MEASURES[outturn]
    columns: list[tuple[str, Form, Callable[[VarianceLine], Value]]] = [
        ("Budget", THOUSANDS, lambda line: line.budget_k),
        ("Spent in the year" if outturn else "Spent so far", THOUSANDS, lambda line: line.actual_k),
        (f"{measure}, {headings[0]}", VARIANCE, lambda line: line.variance_k),
        (SHARE, SHARE_FORM, lambda line: line.variance_pct),
        (AS_PRINTED, PRINTED_FORM, lambda line: line.printed_pct),
    ]
    if headings[2]:
        columns.append((f"Variance, {headings[2]}", VARIANCE, lambda line: line.previous_k))
        columns.append((CHANGE, VARIANCE, _change))
    columns.append((rows.MOVED_COLUMN, WORDS, lambda line: line.moved))
    columns.append((NOTE, WORDS, lambda line: "no commentary" if line.unexplained else line.note))
    if any(line.original_budget_k is not None for line in lines):
        columns.insert(0, ("Budget at the start of the year", THOUSANDS, lambda line: line.original_budget_k))
    listed = list(_listed(lines, screen))
    empty = {
        AS_PRINTED: all(line.printed_pct is None for _, line, _ in listed),
        rows.MOVED_COLUMN: not any(line.moved for _, line, _ in listed),
        NOTE: not any(line.note or line.unexplained for _, line, _ in listed),
    }
    columns = [each for each in columns if not empty.get(each[0])]
    if net and any(line.moved for line in lines):
        listed.append((BEFORE, _before(net[0], lines), "the total below, less what only moves a cost"))
    listed += [(net[0].name, *net)] if net else []
    figures = [column(heading, [value(line) for _, line, _ in listed], form) for heading, form, value in columns]
    return Table(
        (column(LINE, [name for name, _, _ in listed]), *figures),
        locators=tuple(line.locator for _, line, _ in listed),
        sums=tuple("" if line.locator else made for _, line, made in listed),
        worked_out=(
            (SHARE, "the variance divided by the budget, where the budget is over £100k"),
            (CHANGE, f"the variance less that of {headings[2]}; a plus is for the worse"),
        ),
        drawn=places_of(drawn, [line for _, line, _ in listed]),
    )


def _before(net: VarianceLine, lines: Sequence[VarianceLine]) -> VarianceLine:
    """The variance of the whole without its ``lines`` that only move a cost elsewhere; no paper prints it as such."""
    moved = [line for line in lines if line.moved]
    variances = (net.variance_k, *(-(line.variance_k or 0) for line in moved))
    previous = [net.previous_k, *(None if line.previous_k is None else -line.previous_k for line in moved)]
    return VarianceLine(BEFORE, net.level, None, None, add_up_whole(variances), add_up_whole(previous), "")


def _change(line: VarianceLine) -> float | None:
    """How the variance as printed moved since the report before."""
    if line.variance_k is None or line.previous_k is None:
        return None
    return round_away(line.variance_k) - round_away(line.previous_k)


def _listed(lines: Sequence[VarianceLine], screen: Screen) -> Iterator[tuple[str, VarianceLine, str]]:
    """The name of each row, its line, and how a line was made that no paper prints."""
    for line in lines:
        yield line.name, line, _sum(line, screen)
        if screen not in MEETING:
            yield from ((PART + part.name, part, "") for part in line.parts)


def _sum(line: VarianceLine, screen: Screen) -> str:
    """How a line that no paper prints was made."""
    if not line.parts:
        return ""
    lines = "line" if len(line.parts) == 1 else "lines"
    return f"adds up {len(line.parts)} {lines}" + ("" if screen in MEETING else " below")
