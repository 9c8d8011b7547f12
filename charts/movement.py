"""Two months side by side: bars of how far each line moved, those that moved furthest by name, the rest added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import rows, theme
from charts.chart import PART, Chart, Table, across, stated
from charts.columns import ON_BUDGET, THOUSANDS, WORDS, Form, Value, text
from charts.theme import SCALES, Scale, Screen
from data.analysis import add_up, most_telling, others
from data.compare import Comparison, Movement, Total
from data.formatting import (
    MINUS,
    money,
    month_name,
    number,
    percent,
    round_away,
    short_month,
    variance_words,
)
from data.measures import Adverse, measures
from data.moved_costs import said_of
from data.rows import CareLine, printed_name
from data.standing import GROSS, is_gross

LINE, CHANGE = "Line", "Change"
DRAWN = 16  # lines at most where there is room; the rest is added up
ABSENT = {"new": "new", "ended": "ended"}
TRANSFERRED = "Lines that moved here or away"
REST = "Not in the lines: grants, rounding"
SUMS = {
    TRANSFERRED: "what lines were worth that came from elsewhere or went there",
    REST: "the change in the total, less all the lines",
}


@dataclass(frozen=True)
class Bar:
    """A bar: one line, or several added up, or what the lines leave of the change in the total.

    ``moved_to`` is what becomes of a cost that the line only moves elsewhere.
    """

    name: str
    moved: float
    before: float | None
    after: float | None
    lines: tuple[Movement, ...]
    moved_to: str = ""

    @property
    def adds_up(self) -> bool:
        return len(self.lines) != 1

    @property
    def is_line(self) -> bool:
        """Whether it is one line that spends or saves: not several, and not one that only moves a cost elsewhere."""
        return not self.adds_up and not self.moved_to


def movement_chart(comparison: Comparison, *, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Bars of movement from the earlier to the later month, largest rise first, in the unit of the measure.

    Where the measure can be added up, so can the bars: what lines leave of the change in the totals is a bar too.
    """
    scale = SCALES[screen]
    room = scale.rows_in(scale.head + rows.FOOT)
    bars = movement_bars(comparison, min(DRAWN, room or DRAWN))
    differs = any(each.differs for each in comparison.movements)
    table = _table(comparison, bars)
    return Chart(
        sentence=movement_sentence(comparison, bars),
        subtitle=subtitle,
        figure=_figure(table, comparison, bars, scale) if bars else None,
        table=table,
        key=_key(comparison, bars),
        empty="No line here counts the same thing in both papers."
        if differs
        else "No line here has a figure in both papers.",
        measures=(comparison.measure,),
    )


def total_sentence(comparison: Comparison, name: str) -> str:
    """Where the whole stood in both months, before grants where that is so; what moved, where one is not known."""
    earlier, later = month_name(comparison.earlier.period), month_name(comparison.later.period)
    before, after = comparison.total_before, comparison.total_after
    if before is None or after is None:
        return f"{name}: what moved between {earlier} and {later}"
    # Where all is before grants, or no grant is printed at all, nothing has to be told apart.
    then, now = (f" {GROSS}" if _is_gross(comparison, each) else "" for each in comparison.totals)
    if measures()[comparison.measure].is_variance:
        return f"{name}: {variance_words(before)}{then} in {earlier}, {variance_words(after)}{now} in {later}"
    return f"{name}: a budget of {_money(before)}{then} in {earlier}, {_money(after)}{now} in {later}"


def _is_gross(comparison: Comparison, total: Total) -> bool:
    known = any(each.grants in ("after", "before") for each in comparison.totals)
    return is_gross(total.grants, known)


def movement_sentence(comparison: Comparison, bars: Sequence[Bar]) -> str:
    """The longest bar of a line that rose and of one that fell."""
    if not bars:
        return "No line can be compared between the two months"
    named = [bar.lines[0] for bar in bars if bar.is_line]
    moved = [line for line in named if _size(comparison, line.movement or 0.0)]
    elsewhere = _elsewhere(comparison, bars)
    if not moved:
        return "; ".join(elsewhere) or "No line moved between the two months"
    up, down = moved[0], moved[-1]
    parts = []
    if (up.movement or 0) > 0:
        parts.append(f"{line_label(up)} {_verb(comparison, up)}")
    if (down.movement or 0) < 0:
        parts.append(f"{line_label(down)} {_verb(comparison, down)}")
    return "; ".join([*parts, *elsewhere])


def _elsewhere(comparison: Comparison, bars: Sequence[Bar]) -> list[str]:
    """Of lines that only move a cost elsewhere, how much more or less of it: neither better nor worse."""
    return [
        _two_ways(comparison, bar) or f"{money(bar.moved)} {'more' if bar.moved < 0 else 'less'} is {bar.moved_to}"
        for bar in bars
        if bar.moved_to and round_away(bar.moved)
    ]


def _two_ways(comparison: Comparison, bar: Bar) -> str:
    """Both amounts, where the year before did something else with the cost: one is not more of the other."""
    (line,) = bar.lines
    earlier = said_of(line.name, comparison.earlier.financial_year, comparison.earlier.authority)
    if earlier == bar.moved_to or not earlier or not line.before or not line.after:
        return ""
    was = "was" if comparison.earlier.basis == "outturn" else "is"
    then = f"{money(line.before)} {was} {earlier} in {month_name(comparison.earlier.period)}"
    return f"{then}, {money(line.after)} is {bar.moved_to} in {month_name(comparison.later.period)}"


def _is_grant(line: Movement) -> bool:
    return (line.now or line.pieces[0].line).level in ("grant", "grant_total")


def line_label(line: Movement) -> str:
    """A line's name, whether it is a grant, and whether only one of the papers has it; of care, with its group."""
    name = f"{line.name} ({line.place})" if isinstance(line.now or line.pieces[0].line, CareLine) else line.name
    grant = ["grant"] if _is_grant(line) and "grant" not in name.lower() else []
    said = grant + [words for change, words in ABSENT.items() if change in line.changes]
    return f"{name} ({', '.join(said)})" if said else name


def value_text(comparison: Comparison, value: float | None) -> str:
    """A figure of either month: ``+£739k`` or ``on budget``, ``£23,919k``, ``449``; nothing that was not there."""
    return text(value, form_of(comparison))


def form_of(comparison: Comparison) -> Form:
    """How the figures of either month are written."""
    measure = measures()[comparison.measure]
    if measure.is_variance:
        return ON_BUDGET
    return THOUSANDS if measure.unit == "£000" else Form("number", None)


def moved_form(comparison: Comparison) -> Form:
    """How a movement is written."""
    money = measures()[comparison.measure].unit == "£000"
    return Form("£000" if money else "number", 0 if money else None, signed=True, nought="same", missing="not known")


def _size(comparison: Comparison, value: float) -> float:
    return abs(round_away(value, 0 if measures()[comparison.measure].unit == "£000" else 1))


def _verb(comparison: Comparison, line: Movement) -> str:
    moved = line.movement or 0.0
    unit = measures()[comparison.measure].unit
    size = money(moved) if unit == "£000" else number(abs(moved), 0 if moved == round_away(moved) else 1)
    if _judged(comparison):
        return f"{'worsened' if moved > 0 else 'improved'} by {size}"
    return f"{'rose' if moved > 0 else 'fell'} by {size}"


def _judged(comparison: Comparison) -> bool:
    """Whether a movement is good or bad news: not of budgets or numbers, nor across a year's end, when budgets change.

    What is over one year's budget is set against another budget in the next: the difference is no verdict.
    """
    return measures()[comparison.measure].is_variance and comparison.same_year


def other_years(comparison: Comparison) -> str:
    """That two months of different years are held against different budgets."""
    earlier, later = month_name(comparison.earlier.period), month_name(comparison.later.period)
    return f"{earlier} and {later} are of different financial years, each with a budget of its own"


def _adverse(comparison: Comparison) -> Adverse:
    return measures()[comparison.measure].adverse if comparison.same_year else "neutral"


def _money(value_k: float) -> str:
    return f"{MINUS if round_away(value_k) < 0 else ''}{money(value_k)}"


def movement_bars(comparison: Comparison, most: int) -> list[Bar]:
    """The lines that moved furthest in their order, the rest as one bar where they add up, then what lines leave."""
    known = [each for each in comparison.movements if each.movement is not None]
    adds_up = measures()[comparison.measure].unit == "£000"
    ends = [
        Bar(name, value, None, None, ())
        for name, value in ((TRANSFERRED, comparison.transferred), (REST, comparison.rounding))
        if value is not None and round_away(value) and comparison.change is not None
    ]
    named = most - len(ends)
    kept = most_telling([each.movement for each in known], named - 1 if adds_up and len(known) > named else named)
    bars = [
        Bar(line_label(each), each.movement or 0.0, each.before, each.after, (each,), _moved_to(comparison, each))
        for place, each in enumerate(known)
        if place in kept
    ]
    rest = [each for place, each in enumerate(known) if place not in kept]
    if rest and adds_up:
        sums = [add_up(values) for values in zip(*((each.before, each.after) for each in rest), strict=True)]
        moved = sum(each.movement or 0.0 for each in rest)
        bars.append(Bar(others(len(rest)), moved, sums[0], sums[1], tuple(rest)))
    return bars + ends


def _moved_to(comparison: Comparison, line: Movement) -> str:
    """What becomes of a cost that a line only moves elsewhere; empty where budgets or care are compared."""
    if comparison.measure != "forecast_variance":
        return ""
    return said_of(line.name, comparison.later.financial_year, comparison.later.authority)


def _key(comparison: Comparison, bars: Sequence[Bar]) -> str:
    differ = sum(each.differs for each in comparison.movements)
    left = sum(each.movement is None for each in comparison.movements)
    adverse = _adverse(comparison)
    parts = ["Orange: worse. Blue: better." if adverse == "high" else ""]
    if measures()[comparison.measure].is_variance and not comparison.same_year:
        parts.append(f"{other_years(comparison)}: what rose or fell is not called worse or better.")
    parts.append("Grey: lines added up." if adverse == "high" and any(bar.adds_up for bar in bars) else "")
    undrawn = len(comparison.movements) - left - sum(len(bar.lines) for bar in bars)
    parts.append(rows.moved_key([bar.moved_to for bar in bars]).strip())
    parts.append(f"{undrawn} that moved less: see the table." if undrawn else "")
    parts.append(f"Not ranked, because the papers count them differently: {differ}." if differ else "")
    parts.append(f"Not ranked, because one of the papers has no figure: {left - differ}." if left > differ else "")
    return " ".join(part for part in parts if part)


def _figure(table: Table, comparison: Comparison, bars: Sequence[Bar], scale: Scale) -> dict[str, Any]:
    """The rows that ``table`` says are drawn: those of ``bars``, which say how each is to look."""
    labels, values = table.words(LINE), stated(table.figures(CHANGE))
    elsewhere = [bar.moved_to for bar in bars]
    adverse = _adverse(comparison)
    months = [short_month(month.period) for month in (comparison.earlier, comparison.later)]
    columns: list[rows.Column] = [
        ("change", table.texts(CHANGE), True),
        *((month, table.texts(month), False) for month in months),
    ]
    facts = zip(map(theme.words, labels), *(column[1] for column in columns), strict=True)
    heights = rows.mark_heights(len(bars), scale)
    marks = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": heights,
        "width": rows.mark_size(scale),
        "marker": rows.bar_marker(
            [
                theme.NEUTRAL if bar.adds_up else theme.direction_colour(value, adverse)
                for value, bar in zip(values, bars, strict=True)
            ],
            elsewhere,
        ),
        "customdata": [list(fact) for fact in facts],
        "hovertemplate": f"<b>%{{customdata[0]}}</b>: %{{customdata[1]}}<br>{columns[1][0]}: %{{customdata[2]}}<br>"
        f"{columns[2][0]}: %{{customdata[3]}}<extra></extra>",
    }
    sides = ("better", "worse") if adverse == "high" else ("less", "more")
    across = [*values, *rows.moved_room(values, elsewhere, rows.WIDE_ROOM)]
    layout = rows.sided_layout(labels, columns, scale, sides=sides, across=across)
    layout["annotations"] += rows.moved_notes(values, elsewhere, heights, scale)
    return {"data": [marks], "layout": layout}


def _whole(comparison: Comparison) -> str:
    """What the row of the totals is called: printed, if both papers print theirs."""
    name = "Total" if any(total.made for total in comparison.totals) else "Printed total"
    gross = [_is_gross(comparison, total) for total in comparison.totals]
    if any(gross) and comparison.joined:
        return f"{name} {GROSS}"
    months = (comparison.earlier, comparison.later)
    apart = [short_month(month.period) for month, is_so in zip(months, gross, strict=True) if is_so]
    return f"{name}, of {apart[0]} {GROSS}" if apart else name


def _either(bar: Bar, value: float | None) -> Value:
    """A figure of one month beside a bar; a dash where the line, or such a figure, did not exist."""
    return "–" if value is None and (not bar.lines or bar.lines[0].changes) else value


def _table(comparison: Comparison, bars: Sequence[Bar]) -> Table:
    """A row a bar; below lines added up, a row for each of them; then lines that cannot be ranked, and the totals."""
    found: list[tuple[tuple[Value, ...], tuple[str, str], str]] = []

    def add(name: str, line: Movement) -> None:
        one = Bar(name, 0.0, line.before, line.after, (line,))
        figures = (_either(one, line.before), _either(one, line.after))
        moved = "counted differently" if line.differs else line.movement
        now = line.now.locator if line.now else ""
        if all(piece.part.weight == 1 for piece in line.pieces) and len(line.pieces) < 2:
            then = line.pieces[0].line.locator if line.pieces else ""
            found.append(((name, moved, *figures), (now, then), ""))
            return
        made = f"worked out from {len(line.pieces)} line{'s' * (len(line.pieces) > 1)} below"
        found.append(((name, moved, *figures), (now, ""), made))
        for piece in line.pieces:
            share = f", {percent(piece.part.weight * 100)} of it" if piece.part.weight != 1 else ""
            figure = getattr(piece.line, measures()[comparison.measure].column)
            found.append(
                ((f"{PART}{PART}{printed_name(piece.line)}{share}", "", figure, ""), ("", piece.line.locator), "")
            )

    drawn = []
    for bar in bars:
        drawn.append(len(found))
        if len(bar.lines) == 1:
            add(bar.name, bar.lines[0])
            continue
        figures = (_either(bar, bar.before), _either(bar, bar.after))
        made = f"adds up {len(bar.lines)} lines below" if bar.lines else SUMS[bar.name]
        found.append(((bar.name, bar.moved, *figures), ("", ""), made))
        for line in bar.lines:
            add(f"{PART}{line_label(line)}", line)
    shown = {id(line) for bar in bars for line in bar.lines}
    for line in comparison.movements:
        if id(line) not in shown:
            add(line_label(line), line)
    if comparison.total_before is not None and comparison.total_after is not None:
        whole = [total.value for total in comparison.totals]
        made = " / ".join(dict.fromkeys(total.made for total in comparison.totals if total.made))
        found.append(((_whole(comparison), comparison.change, *whole), comparison.total_places[::-1], made))
    earlier, later = short_month(comparison.earlier.period), short_month(comparison.later.period)
    form = form_of(comparison)
    return Table(
        across(
            [(LINE, WORDS), (CHANGE, moved_form(comparison)), (earlier, form), (later, form)],
            [row for row, _, _ in found],
        ),
        locators=tuple(places[0] for _, places, _ in found),
        months=(comparison.later.key,) * len(found),
        earlier=tuple((places[1], comparison.earlier.key) for _, places, _ in found),
        sums=tuple(made for _, _, made in found),
        worked_out=((CHANGE, f"{later} less {earlier}"),),
        drawn=tuple(drawn),
    )
