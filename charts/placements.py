"""Numbers against budget: the number budgeted outlined, the number now or over the year solid in front of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table, places_of
from charts.columns import Column, Form, Value, column
from charts.gaps import AS_PRINTED, CARE, JUDGED, TRAVEL, WORKED_OUT, gaps, travels
from charts.headline import count_words, more_or_fewer
from charts.theme import SCALES, Scale, Screen
from charts.travel import CORNER, TRAVEL_KEY, against_budget, count_travel
from data.analysis import extremes_first, most_telling
from data.care import TOTALS, counted_once, named, number_gap, told_apart, told_of
from data.findings import beyond_doubt
from data.formatting import NOT_STATED, listing, number, round_away, signed, within
from data.people import PLACED, Count, Counts, People, people
from data.rows import CareLine

WHOLE = Form("number")
BUDGETED = "Budgeted"
HEADINGS: dict[Counts, str] = {"end": "End of month", "average": "Average over the year"}
PLACES: dict[Counts, int] = {"end": 0, "average": 1}
TWICE = " Skills lines are the same children as Basic ones: they are counted once, and stand in the table."


def placements_chart(
    lines: Sequence[CareLine],
    *,
    counts: Counts = "end",
    screen: Screen = "desk",
    subtitle: str = "",
    doubts: Collection[str] = (),
) -> Chart:
    """The number now, or the average over the year, against budget: one row a type of care.

    ``lines``: rows of ``activity`` in the paper's order. A line with neither count is left out of the figure and stays
    in the table; so does one that the screen has no room for, one that counts the same children again, and a total.
    The sentence leads with all of a care group, and then says where. None is built on a line that stands at one of the
    places in ``doubts``.
    """
    scale = SCALES[screen]
    kinds = [line for line in lines if line.level == "line"]
    firm = [_without_doubted_gap(line, doubts) for line in kinds]
    once = counted_once(firm)
    counted = [line for line in once if line.count_budget or _now(line, counts)]
    if counts == "average" and all(line.count_average is None for line in counted):
        counted = []
    sizes = [None if line.locator in doubts else _gap(line, counts) for line in counted]
    told = most_telling(sizes, scale.rows_in(scale.head + _foot(scale)))
    order = extremes_first(sizes) if scale.named_first else range(len(counted))
    drawn = [counted[place] for place in order if place in told]
    left = len(counted) - len(drawn)
    solid = "average over the year" if counts == "average" else "end of the month"
    whole = people(lines, counts, doubts) if counted else None
    table = _with_whole(_table([*kinds, *_totals(lines)], firm, counts, drawn), whole, counts)
    return Chart(
        sentence=placements_sentence(beyond_doubt(counted, doubts), counts, whole),
        subtitle=subtitle,
        figure=_figure(table, gaps(table, doubts), counts, scale) if drawn else None,
        table=table,
        key=f"Outline: budget. Solid: {solid}. Orange: more than budgeted (adverse). Blue: fewer (favourable). "
        "Grey: as budgeted."
        + (f" {overall}." if (overall := overall_words(whole, counts)) else "")
        + (f" {TRAVEL_KEY}" if any(travels(table)) else "")
        + (TWICE if len(once) < len(kinds) else "")
        + (f" {left} more, nearer their budget, {'is' if left == 1 else 'are'} in the table." if left else ""),
        empty="This month’s paper prints no averages over the year for this care group."
        if counts == "average"
        else "This month’s paper prints no numbers of people or placements for this care group.",
        measures=("count_average", "count_budget")
        if counts == "average"
        else ("count_actual", "count_budget", "count_variance"),
    )


def placements_sentence(lines: Sequence[CareLine], counts: Counts = "end", whole: People | None = None) -> str:
    """How many there are in all against the number budgeted, and then where: the blocks, or the types furthest off.

    Without a ``whole`` the types of care alone: the one furthest above its budgeted number, and the one furthest below.
    """
    places = PLACES[counts]
    gaps = [
        (round_away(gap, places), told_apart(line, lines)) for line in lines if (gap := _gap(line, counts)) is not None
    ]
    when = "on average over the year, " if counts == "average" else ""
    if whole and not whole.is_one_type:
        where = _blocks_words(whole, places) if len(whole.blocks) > 1 else _types_words(gaps, places)
        said = f"{_whole_words(whole, places)}, {count_words(whole.whole.now, whole.whole.budget, places)}"
        return told_of(whole.whole.lines, when + "; ".join([said, *([", ".join(where)] if where else [])]))
    if not gaps:
        return told_of(lines, "no type of care has both a budgeted and a current number")
    where = _types_words(gaps, places)
    if where:
        where[0] += " than budgeted"
    return told_of(lines, when + ("; ".join(where) or "every type of care is at the number budgeted"))


def overall_words(whole: People | None, counts: Counts = "end") -> str:
    """The total that a table prints of more than the people asked about, named as what it is."""
    if whole is None or whole.overall is None:
        return ""
    now, budget = number(whole.overall.now, PLACES[counts]), number(whole.overall.budget)
    also = listing([within(block) for block in whole.also])
    return f"The table’s overall total, {now} against {budget} budgeted, counts {also} too"


def where_words(whole: People, counts: Counts = "end") -> str:
    """Where people are more or fewer than budgeted: ``27 more external, 32 fewer in-house``; empty without blocks."""
    return ", ".join(_blocks_words(whole, PLACES[counts])) if len(whole.blocks) > 1 else ""


def _whole_words(whole: People, places: int) -> str:
    count = number(whole.whole.now, places)
    counted = whole.counted.removesuffix("s") if count == "1" else whole.counted or "in all"
    if whole.blocks:
        counted = "placed" if len(whole.blocks) > 1 else f"in {block_words(whole.blocks[0])}"
    return f"{count} {counted}{' in the types of care with both numbers' if whole.is_partial else ''}"


def block_words(block: Count) -> str:
    """A block of the children's table: ``external placements``, ``adoption and permanence``."""
    return f"{within(block.block)} placements" if block.block in PLACED else within(block.block)


def _blocks_words(whole: People, places: int) -> list[str]:
    said = []
    for each in whole.blocks:
        gap = round_away(round_away(each.now, places) - round_away(each.budget, places), places)
        block = within(each.block)
        said.append(f"{more_or_fewer(gap, places)} {block}" if gap else f"{block} as budgeted")
    return said


def _types_words(gaps: Sequence[tuple[float, str]], places: int) -> list[str]:
    """The type of care furthest above its budgeted number, and the one furthest below."""
    ends = [max(gaps, key=lambda pair: pair[0]), min(gaps, key=lambda pair: pair[0])] if gaps else []
    over = [f"{more_or_fewer(gap, places)} in {name}" for gap, name in ends[:1] if gap > 0]
    return over + [f"{more_or_fewer(gap, places)} in {name}" for gap, name in ends[1:] if gap < 0]


def _foot(scale: Scale) -> int:
    return scale.font * 2 + 6


def _now(line: CareLine, counts: Counts) -> float | None:
    return line.count_average if counts == "average" else line.count_actual


def _gap(line: CareLine, counts: Counts) -> float | None:
    return number_gap(line, _now(line, counts), _printed_gap(line, counts))


def _worked_out(line: CareLine, counts: Counts) -> float | None:
    return number_gap(line, _now(line, counts), None)


def _printed_gap(line: CareLine, counts: Counts) -> float | None:
    return line.count_average_variance if counts == "average" else line.count_variance


def _without_doubted_gap(line: CareLine, doubts: Collection[str]) -> CareLine:
    """A line without the differences that the paper prints, where it contradicts itself on them."""
    return line._replace(count_variance=None, count_average_variance=None) if line.locator in doubts else line


def _totals(lines: Sequence[CareLine]) -> list[CareLine]:
    return [line for line in lines if line.level in TOTALS and (line.count_budget is not None or line.count_actual)]


def _figure(table: Table, differences: Sequence[float | None], counts: Counts, scale: Scale) -> dict[str, Any]:
    """The rows that ``table`` says are drawn, each with its difference from budget."""
    labels, budgets, nows = table.words(CARE), table.figures(BUDGETED), table.figures(HEADINGS[counts])
    places = PLACES[counts]
    written = ["–" if each is None else number(each, places) for each in nows]
    apart = ["" if each is None else signed(each, places) for each in differences]
    moves = travels(table)
    columns: list[rows.Column] = [
        (
            "now, difference" if counts == "end" else "average, difference",
            [", ".join(filter(None, both)) for both in zip(written, apart, strict=True)],
            True,
        )
    ]
    if any(moves):
        columns.append((rows.DIRECTION, moves, False))
    elif not scale.narrow:
        columns = [("now" if counts == "end" else "average", written, False), ("difference", apart, True)]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": rows.mark_heights(len(labels), scale),
        "customdata": [_facts(*each, places) for each in zip(labels, budgets, nows, differences, moves, strict=True)],
        "hovertemplate": rows.HOVER,
    }
    outline = {"color": theme.PAPER, "line": {"color": theme.EDGE, "width": 2}}
    solid = {
        "color": [theme.direction_colour(round_away(each or 0, places)) for each in differences],
        "line": {"color": theme.EDGE, "width": 1},
    }
    thickness = rows.mark_size(scale)
    data = [
        bar | {"x": budgets, "width": thickness + 0.2, "marker": outline},
        bar | {"x": nows, "width": thickness - 0.12, "marker": solid},
    ]
    margin = {
        "l": rows.label_margin(labels, scale),
        "r": rows.value_margin(len(columns), scale, any(moves)),
        "t": 8 if scale.stacked else scale.head,
        "b": _foot(scale),
    }
    highest = max(count or 0 for count in (*budgets, *nows))
    notes = rows.label_notes(labels, scale, corner=CORNER if any(moves) else 0) + rows.value_notes(columns, scale)
    if scale.stacked:
        notes += rows.corner_notes([" ".join(travel.split()[:2]) for travel in moves], scale)
    layout = theme.layout(
        scale,
        margin["t"] + margin["b"] + scale.row * len(labels),
        margin=margin,
        annotations=notes,
        xaxis=rows.value_axis(highest, scale),
        yaxis=rows.row_axis(len(labels)),
        barmode="overlay",
    )
    return {"data": data, "layout": layout}


def _facts(name: str, budget: float | None, now: float | None, gap: float | None, moved: str, places: int) -> list[str]:
    """What is said when a mark is pointed at; all of it stands in the table too."""
    apart = "" if gap is None else signed(gap, places)
    return [
        theme.words(name),
        number(budget),
        number(now, places),
        ", ".join(part for part in (apart, against_budget(gap, places)) if part),
        f"<br>Since last month: {moved}" if moved else "",
    ]


def _with_whole(table: Table, whole: People | None, counts: Counts) -> Table:
    """A table with a last row that adds up the whole, where no paper prints it."""
    if whole is None or whole.whole.locator:
        return table
    count = whole.whole
    known: dict[str, Value] = {
        CARE: _whole_name(whole),
        BUDGETED: count.budget,
        HEADINGS[counts]: count.now,
        WORKED_OUT: count.gap,
        JUDGED: against_budget(count.gap, PLACES[counts]),
    }
    return replace(
        table,
        typed=tuple(replace(each, values=(*each.values, known.get(each.heading, ""))) for each in table.typed),
        locators=(*table.locators, ""),
        sums=(*("" for _ in table.locators), f"adds up {whole_parts(whole)}"),
    )


def _whole_name(whole: People) -> str:
    """What a whole that is added up here is called in a table."""
    blocks = [within(each.block) for each in whole.blocks]
    return f"Placed, {listing(blocks)}" if blocks else "Every type of care, added up"


def whole_parts(whole: People) -> str:
    """What is added up to a whole that no paper prints."""
    if len(whole.blocks) > 1 and len(whole.whole.lines) == len(whole.blocks):
        return f"the totals of {listing([within(each.block) for each in whole.blocks])}"
    return f"{len(whole.whole.lines)} types of care"


def _table(lines: Sequence[CareLine], firm: Sequence[CareLine], counts: Counts, drawn: Sequence[CareLine]) -> Table:
    """The lines, then the totals as printed; a column that no line states is left out.

    ``firm`` are the lines above the totals without the differences that are in doubt: on those no line is judged.
    """
    counted = Form("number", 2 if counts == "average" else 0)
    gap = replace(counted, signed=True)
    judged = [*firm, *lines[len(firm) :]]
    columns: list[Column] = [
        column(CARE, [named(line) for line in lines]),
        column(BUDGETED, [line.count_budget for line in lines], WHOLE),
        column(HEADINGS[counts], [_now(line, counts) for line in lines], counted),
        column(WORKED_OUT, [_worked_out(line, counts) for line in lines], gap),
        column(JUDGED, [against_budget(_gap(line, counts), PLACES[counts]) for line in judged]),
    ]
    if any(_printed_gap(line, counts) is not None for line in lines):
        columns.insert(4, column(AS_PRINTED, [_printed_gap(line, counts) for line in lines], gap))
    if counts == "end" and any(line.count_average is not None for line in lines):
        columns.append(column(HEADINGS["average"], [line.count_average for line in lines], Form("number", 2)))
    if counts == "end" and any(line.count_previous is not None for line in lines):
        columns.append(column("Month before", [line.count_previous for line in lines], WHOLE))
    if counts == "end" and any(map(count_travel, lines)):
        columns.append(column(TRAVEL, [count_travel(line) or NOT_STATED for line in lines]))
    return Table(
        tuple(columns),
        tuple(line.locator for line in lines),
        worked_out=(
            (
                WORKED_OUT,
                f"the {'average' if counts == 'average' else 'number at the end of the month'} less the budget; "
                "the chart shows the printed one where there is one, for budgets are rounded in print",
            ),
            (TRAVEL, "by how much, where the paper prints the month before"),
        ),
        drawn=places_of(drawn, firm),
    )
