"""Meeting mode: one message a screen, every screen of the running order in one answer, so that none is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from charts.theme import Screen
from data.dataset import Dataset, Month
from data.formatting import listing, month_name
from data.meeting import USUAL, Meeting
from data.selection import Selection
from layouts.attributes import aria, data
from layouts.card.chart_card import GRAPH_CONFIG, table
from layouts.elements import Cell, Kept, as_sent, element, graph, made_once
from layouts.ids import Ids
from layouts.parts import tile
from layouts.source_links import source
from views.screens import running_order
from views.shared import View
from views.site_map import OVERVIEW, PRESENT, RUNNING_ORDER, Page, page_at
from views.words import published

# Nothing on a screen is pointed at: what matters is written on the marks.
STILL: Any = GRAPH_CONFIG | {"staticPlot": True}
POINTED_AT = ("customdata", "hovertemplate")
LEAST, MOST = 0.85, 1.5  # how far a figure may be squeezed or stretched to fill the room there is

CHANGED = (
    "The figures have been loaded anew since this running order was made, so they may differ from those it was made "
    "with."
)


@dataclass(frozen=True)
class Control:
    """A button and the key that does the same; ``letter`` keys can be switched off."""

    action: str
    label: str
    key: str
    does: str
    letter: bool = False


CONTROLS = (
    Control("previous", "Previous", "←", "the screen before; also ↑, Page Up and Shift with Space"),
    Control("next", "Next", "→", "the next screen; also ↓, Page Down and Space"),
    Control("first", "First", "Home", "the first screen"),
    Control("last", "Last", "End", "the last screen"),
    Control("table", "Table", "T", "the same numbers as a table, and back", letter=True),
    Control("source", "Source", "S", "where the numbers are printed, and back", letter=True),
    Control("blank", "Blank", "B", "an empty screen, and back", letter=True),
    Control("full", "Full screen", "F", "full screen, and back", letter=True),
    Control("smaller", "Smaller", "−", "smaller letters", letter=True),
    Control("larger", "Larger", "+", "larger letters", letter=True),
    Control("help", "Help", "?", "this list", letter=True),
)


def present(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The running order of a selection, with the screen that the address names in front."""
    meeting = selection.meeting
    kept = selection.elsewhere(
        committee=selection.committee,
        directorate=selection.directorate,
        care_group=selection.care_group,
        order=selection.order,
        origin=selection.origin,
    )
    drawn_for: Screen = screen if screen in ("phone", "enlarged") else "present"
    made, unknown = running_order(meeting.screens, dataset, month, kept, drawn_for)
    if unknown:
        notes = [*notes, f"There is no screen called {listing(unknown)}. Showing the others."]
    if meeting.version not in ("", dataset.version):
        notes = [*notes, CHANGED]
    front = min(meeting.screen, len(made))
    sections = [
        _section(place, len(made), place == front, view, month, kept) for place, view in enumerate(made, start=1)
    ]
    named = ", ".join(part for part in (selection.committee, selection.directorate) if part) or month.whole
    return [
        html.H1(f"Meeting: {named}, {month_name(month.period)}", className="visually-hidden", tabIndex="-1"),
        html.Div(
            [
                *_notices(notes),
                html.Div(html.Div(sections, className="stage"), className="stage-room"),
                _controls(selection),
                html.P(id=Ids.MEETING_STATUS, role="status", className="visually-hidden"),
                _help(),
            ],
            className="meeting",
        ),
    ]


def present_address(dataset: Dataset, selection: Selection, page: Page) -> str:
    """The running order of a view, made from these figures, with the way back to ``page``."""
    screens = selection.meeting.screens if page == RUNNING_ORDER else ()
    meeting = Meeting(screens, version=dataset.version, origin=page.path.strip("/"))
    return replace(selection, meeting=meeting).address(PRESENT.path)


def _section(place: int, count: int, front: bool, view: View, month: Month, selection: Selection) -> Cell:
    chart, key = view.chart, f"screen-{place}"
    standing = replace(selection.meeting, screen=place)  # the way back from a source leads to this screen
    selection = replace(selection, meeting=standing).from_page(PRESENT.path)
    printed_in = Kept(source(chart, month, selection))
    numbers = element(
        "Div",
        table(chart.sentence, chart.table, month, selection, view.findings),
        className="screen-table",
        tabIndex="0",
        role="region",
        **aria(label=f"Table: {chart.sentence}"),
    )
    ways = [
        element("Div", _picture(key, view), className="screen-chart"),
        numbers,
        element("Div", _printed(view, month, printed_in), className="screen-source"),
    ]
    meaning = [element("P", _ended(chart.key)), " "] if chart.key else []
    foot = [
        element("Div", [*meaning, printed_in]),
        element("P", None, className="screen-more"),
        element("P", f"{place} of {count}", className="screen-count"),
    ]
    return element(
        "Section",
        [
            element("H2", chart.sentence, id=f"{key}-title", tabIndex="-1"),
            element("P", _ended(view.lead or chart.subtitle), id=f"{key}-lead", className="screen-lead"),
            element("Div", ways, className="screen-views"),
            element("Div", foot, className="screen-foot"),
        ],
        id=key,
        className="screen current" if front else "screen",
        **aria(labelledby=f"{key}-title"),
        **data(view="chart"),
    )


def _ended(words: str) -> str:
    return f"{words.rstrip('.')}."


def _picture(key: str, view: View) -> Component | Cell:
    if view.numbers:
        tiles = [as_sent(tile(each.label, each.value, each.detail, each.tone)) for each in view.numbers]
        return element("Div", tiles, className="tiles")
    chart = view.chart
    if chart.figure is None:
        return element("P", chart.empty, className="empty")
    drawn = graph(f"{key}-graph", _still(chart.figure), STILL)
    height = chart.figure["layout"]["height"]
    room = {"minHeight": f"{round(height * LEAST)}px", "maxHeight": f"{round(height * MOST)}px"}
    named = element("Div", drawn, role="img", **aria(label=chart.sentence, describedby=f"{key}-lead"))
    return element("Div", named, className="plot", style={"height": f"{height}px"} if _narrow(chart.figure) else room)


def _still(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` without what is told of a mark that is pointed at."""
    traces = [{name: value for name, value in each.items() if name not in POINTED_AT} for each in figure["data"]]
    return {**figure, "data": traces}


def _narrow(figure: dict[str, Any]) -> bool:
    return bool(figure["layout"]["font"]["size"] < 20)


def _printed(view: View, month: Month, printed_in: Cell) -> list[Cell]:
    """What was published, where the numbers are in it, and what does not add up there."""
    serious = [each for found in view.findings.values() for each in found if each.severity != "note"]
    found = [element("Li", finding.message) for finding in serious]
    return [
        element("P", f"{month.paper}{published(month)}. Read from {listing(list(month.files))}."),
        printed_in,
        element("P", "Every line of the table leads to the figure as it is printed."),
        element("P", "What does not add up:" if found else "No finding touches these figures."),
        *([element("Ul", found)] if found else []),
    ]


def _notices(notes: Sequence[str]) -> list[Component]:
    if not notes:
        return []
    words = [html.P(note, className="notice", role="alert") for note in notes]
    return [html.Div([*words, _button("dismiss", "Close")], className="meeting-notices")]


def _controls(selection: Selection) -> Component:
    """A visible button for every key; the ways out are links, so that they can be read before they are taken."""
    composed = replace(selection, meeting=Meeting(selection.meeting.screens))
    origin = page_at(selection.meeting.origin) or OVERVIEW
    page = OVERVIEW if origin == PRESENT else origin
    back = (composed if page == RUNNING_ORDER else replace(selection, meeting=USUAL)).address(page.path)
    ways_out = [
        dcc.Link("Choose screens", href=composed.address(RUNNING_ORDER.path), className="meeting-button"),
        dcc.Link(["Leave ", html.Kbd("Esc")], href=back, className="meeting-button", id=Ids.LEAVE),
    ]
    return html.Div(
        [*_buttons(), *ways_out], className="meeting-controls", role="group", **aria(label="Meeting controls")
    )


@cache
def _buttons() -> tuple[Cell, ...]:
    return tuple(made_once(_button(each.action, each.label, each)) for each in CONTROLS)


def _button(action: str, label: str, control: Control | None = None) -> Component:
    words: list[str | Component] = [label]
    if control:
        words += [" ", html.Kbd(control.key, className="letter" if control.letter else "")]
    return html.Button(words, type="button", className="meeting-button", **data(meeting=action))


@cache
def _help() -> Cell:
    """The keys, and the switch for those that are single letters: speech input and slips of the hand set them off."""
    rows = [
        html.Tr([html.Th(html.Kbd(each.key), scope="row"), html.Td(each.does)], className="letter" * each.letter)
        for each in CONTROLS
    ]
    leave = html.Tr(
        [html.Th(html.Kbd("Esc"), scope="row"), html.Td("full screen, then what is open, then the meeting is left")]
    )
    dialog = html.Dialog(
        [
            html.H2("Keys", id=f"{Ids.MEETING_HELP}-title"),
            html.Table(html.Tbody([*rows, leave])),
            html.Div(
                [
                    html.Button(
                        "Single keys (F, T, S, B, +, −, ?) work",
                        type="button",
                        className="meeting-button",
                        **data(meeting="letters"),
                        **aria(pressed="true"),
                    ),
                    _button("copy", "Copy link to this screen"),
                    _button("close", "Close"),
                ],
                className="meeting-choices",
            ),
        ],
        id=Ids.MEETING_HELP,
        **aria(labelledby=f"{Ids.MEETING_HELP}-title"),
    )
    return made_once(dialog)
