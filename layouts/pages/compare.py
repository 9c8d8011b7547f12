"""Compare: any two months side by side, ranked by how far each line moved, and which lines are not the same."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from charts.movement import movement_chart, other_years, total_sentence, value_text
from charts.theme import Screen
from data.care import REPEATED, REPEATING
from data.compare import Change, Comparison, Movement, compare, other_month
from data.dataset import Dataset, Month
from data.formatting import listing, month_name, percent, slug
from data.measures import can_compare, measures
from data.rows import CareLine, Line, counted_as, name_of, place_of, printed_name
from data.selection import Selection
from data.standing import GROSS
from layouts import elements
from layouts.attributes import aria
from layouts.card.chart_card import chart_card
from layouts.ids import Ids
from layouts.parts import chooser, heading
from layouts.source_links import source_link
from views import absent
from views.chart_keys import Charts
from views.provenance import touching
from views.words import KINDS, scope

WHAT: dict[Change, str] = {
    "new": "new",
    "ended": "ended",
    "renamed": "renamed",
    "moved": "moved",
    "shared": "added up or shared out",
    "counted": "counted differently",
}
# A paper may leave out a table of care, so a type of care that it does not print has not ended.
CARE_WHAT: dict[Change, str] = WHAT | {"new": "only in the later paper", "ended": "only in the earlier paper"}
SAME = "Every line stands in both papers under the same name and in the same place."


def compare_months(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection; the newest month before the chosen one where none is named to compare with."""
    other = other_month(dataset, month, selection.following.comparison)
    if other is None:
        title = "There is only one month to look at"
        return heading(title, f"Only {month_name(month.period)} is loaded. Load another month to compare.", notes)
    if selection.following.comparison == month.key:
        notes = [*notes, f"A month cannot be compared with itself. Comparing with {month_name(other.period)}."]
    kind = selection.following.kind
    measure = selection.following.measure
    lacking = [said for each in (month, other) if (said := absent.not_in(each, kind))]
    if lacking:
        words = " ".join(f"{said}." for said in lacking)
        title = f"{month_name(month.period)} and {month_name(other.period)} cannot be compared line by line"
        usual = can_compare(kind)[0]
        return [*heading(title, words, notes), _controls(dataset, month, other, selection, measure or usual)]
    if measure not in can_compare(kind):
        usual = can_compare(kind)[0]
        if measure:
            notes = [*notes, f"{measures()[measure].label} cannot be compared. Showing: {measures()[usual].label}."]
        measure = usual
    found = compare(month, other, selection, kind, measure)
    known = measures()[measure]
    unit = "" if known.unit == "number" else f", {known.unit}"
    where = scope(month, selection, dated=False)
    chart = movement_chart(
        found,
        screen=screen,
        subtitle=f"{known.label}{unit}, {where}, "
        f"{month_name(found.earlier.period)} to {month_name(found.later.period)}",
    )
    return [
        *heading(total_sentence(found, where), _lead(found), notes),
        _controls(dataset, month, other, selection, measure),
        html.Div(
            [
                *_remarks(found),
                chart_card(
                    Charts.MOVEMENT,
                    chart,
                    found.later,
                    selection,
                    touching(dataset, found.later, chart, known.finding),
                    wide=True,
                ),
                _changes(found, selection),
            ],
            className="cards",
        ),
    ]


def _controls(dataset: Dataset, month: Month, other: Month, selection: Selection, measure: str) -> Component:
    months = [(each.key, month_name(each.period)) for each in reversed(dataset.months) if each.key != month.key]
    offered = [(slug(key), measures()[key].label) for key in can_compare(selection.following.kind)]
    return html.Section(
        [
            chooser("Compare with", Ids.COMPARISON, months, other.key),
            chooser("Look at each", Ids.KIND, list(KINDS.items()), selection.following.kind),
            chooser("Measure", Ids.MEASURE, offered, slug(measure)),
        ],
        className="choices page-choices",
        **aria(label="Choose what to compare"),
    )


def _lead(found: Comparison) -> str:
    """How the lines and the total agree, and what counts as the same line."""
    sentences = ["Lines of the earlier month are followed to where they stand in the later one"]
    sentences += [
        f"No total is printed for this choice in {month_name(month.period)}: {total.made}"
        for month, total in zip((found.earlier, found.later), found.totals, strict=True)
        if total.made and total.value is not None
    ]
    if not found.joined:
        sentences.append(
            f"One of the totals is {GROSS} and the other after them, so they are not set against each other"
        )
    if not found.same_year and measures()[found.measure].is_variance:
        sentences.append(f"{other_years(found)}, so no change is called better or worse")
    if found.earlier.is_outturn != found.later.is_outturn:
        closed = found.earlier if found.earlier.is_outturn else found.later
        sentences.append(f"{month_name(closed.period)} is a final outturn, the other month a forecast")
    return " ".join(f"{sentence}." for sentence in sentences)


def _remarks(found: Comparison) -> list[Component]:
    """What must be known before types of care are compared, in words; nothing where nothing must."""
    notes = [*_counted(found), *_other_tables(found), *_repeated(found)] if found.kind == "care" else []
    if not notes:
        return []
    title = html.H2("Before you compare", id="compare-remarks")
    items = html.Ul([html.Li(note) for note in notes])
    return [html.Section([title, items], className="chart-card wide remarks", **aria(labelledby="compare-remarks"))]


def _counted(found: Comparison) -> list[str]:
    """That the papers count different things, and what becomes of such lines here."""
    then, now = found.counted
    if not then:
        return []
    earlier, later = month_name(found.earlier.period), month_name(found.later.period)
    counted = f"For some types of care, {earlier} counts {listing(then)} and {later} counts {listing(now)}"
    return [f"{counted}: not the same thing. They are not ranked; they are listed below as counted differently."]


def _other_tables(found: Comparison) -> list[str]:
    """Groups with a table in one of the papers only: what a group of the other lost may stand there."""
    notes = []
    months = (found.earlier, found.later)
    for groups, month, other, verb in zip(found.groups, months, reversed(months), ("rise", "fall"), strict=True):
        unread = {each.row for each in other.findings if each.check == "missing-table"}
        for group in groups:
            if group in unread:
                without = f"The table of {group} is not in the text of the {month_name(other.period)} paper"
                notes.append(f"{without}, so its types of care cannot be compared.")
                continue
            only = (
                f"{group} has a table of its own in {month_name(month.period)} and none in {month_name(other.period)}"
            )
            notes.append(f"{only}. A {verb} in another group may be only a change of table.")
    return notes


def _repeated(found: Comparison) -> list[str]:
    """Printed lines that stand here on another line."""
    again = dict.fromkeys(place_of(line) for line in found.repeated if place_of(line) == REPEATING)
    skills = dict.fromkeys(name_of(line) for line in found.repeated if place_of(line) != REPEATING)
    notes = [f"A second table, {group}, repeats lines of {REPEATED[0]}: each stands here once." for group in again]
    if skills:
        notes.append(f"Not listed, because another line counts the same children: {listing(list(skills))}.")
    return notes


def _changes(found: Comparison, selection: Selection) -> Component:
    """Lines that are not the same in both papers, by name; and each with its places and the reason for joining them."""
    title = html.H2("Lines that are not the same in both papers", id="changed-lines")
    what = WHAT if found.kind == "service" else CARE_WHAT
    named = [
        (words, [_label(line) for line in found.movements if change in line.changes]) for change, words in what.items()
    ]
    listed = [
        html.P([html.B(f"{words[:1].upper()}{words[1:]} ({len(names)}): "), listing(names), "."])
        for words, names in named
        if names
    ]
    body = [*listed, _places(found, selection, what)] if listed else [html.P(SAME)]
    return html.Section([title, *body], className="chart-card wide remarks", **aria(labelledby="changed-lines"))


def _places(found: Comparison, selection: Selection, what: Mapping[Change, str]) -> Component:
    order = list(what)
    changed = sorted((line for line in found.movements if line.changes), key=lambda line: order.index(line.changes[0]))
    earlier, later = month_name(found.earlier.period), month_name(found.later.period)
    head = [elements.head(words, numeric=False) for words in ("Line", "What changed", earlier, later, "Why")]
    rows = [
        elements.row(
            [
                elements.name(_label(line)),
                elements.value(listing([what[change] for change in line.changes]), numeric=False),
                elements.value(_then(found, line, selection), numeric=False),
                elements.value(_now(found, line, selection), numeric=False),
                elements.value(". ".join(line.reasons), numeric=False),
            ]
        )
        for line in changed
    ]
    caption = html.Caption("Lines that are not the same in both papers", className="visually-hidden")
    table = html.Table([caption, html.Thead(elements.row(head)), html.Tbody(rows)], className="numbers dense")
    region = html.Div(table, className="table-view scrolls", tabIndex="0", role="region", **aria(label="Changed lines"))
    summary = html.Summary("Where each is printed, and why the lines are held to be the same")
    return html.Details([summary, region], className="changed")


def _label(line: Movement) -> str:
    """A line's name; of a type of care, with its group."""
    return f"{line.name} ({line.place})" if isinstance(line.now or line.pieces[0].line, CareLine) else line.name


def _then(found: Comparison, line: Movement, selection: Selection) -> list[Component | str]:
    parts: list[Component | str] = []
    for piece in line.pieces:
        share = f", {percent(piece.part.weight * 100)} of it" if piece.part.weight != 1 else ""
        place = place_of(piece.line)
        words = f"{printed_name(piece.line)}{f' ({place})' if place else ''}{share}, {_number(found, line, piece.line)}"
        parts += ["; " if parts else "", words, source_link(piece.line.locator, found.earlier.key, selection)]
    return parts or ["–"]


def _now(found: Comparison, line: Movement, selection: Selection) -> list[Component | str]:
    if line.now is None:
        return ["–"]
    place = f" ({line.place})" if line.place else ""
    return [
        f"{printed_name(line.now)}{place}, {_number(found, line, line.now)}",
        source_link(line.now.locator, found.later.key, selection),
    ]


def _number(found: Comparison, line: Movement, stated: Line) -> str:
    """What a line that is counted differently states: ``1,471 service users, ``; nothing for others."""
    figure = getattr(stated, measures()[found.measure].column)
    return f"{value_text(found, figure)} {counted_as(stated)}, " if line.differs else ""
