"""Meeting mode: one message a screen, every screen of the running order in one answer, so that none is waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from charts.theme import Screen
from data import queries
from data.dataset import Dataset, Month
from data.formatting import day, listing, month_name, slug
from data.meeting import USUAL, Meeting
from data.selection import Selection
from layouts import views
from layouts.attributes import aria, data
from layouts.cells import Cell, made_once
from layouts.chart_card import GRAPH_CONFIG, source, table
from layouts.ids import Charts, Ids
from layouts.pages import OVERVIEW, PRESENT, Page, page_at
from layouts.parts import tile
from layouts.views import View

Build = Callable[[Dataset, Month, Selection, Screen], View]

# The usual running order; a link may name any of them, in any order.
SCREENS: dict[str, Build] = {
    Charts.NUMBERS: views.key_figures,
    Charts.DIRECTORATES: views.by_directorate,
    Charts.PRESSURES: views.pressures,
    Charts.BRIDGE: views.bridge,
    Charts.TRACK: views.over_time,
    Charts.PLACEMENTS: views.placement_numbers,
    Charts.UNIT_COSTS: views.unit_costs,
    Charts.SPLIT: views.causes,
}
# Nothing on a screen is pointed at: what matters is written on the marks.
STILL: Any = GRAPH_CONFIG | {"staticPlot": True}
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
    kept = Selection(
        selection.month,
        selection.committee,
        selection.directorate,
        care_group=selection.care_group,
        order=selection.order,
    )
    made, unknown = _running_order(meeting.screens, dataset, month, kept, "phone" if screen == "phone" else "present")
    if unknown:
        notes = [*notes, f"There is no screen called {listing(unknown)}. Showing the others."]
    if meeting.version not in ("", dataset.version):
        notes = [*notes, CHANGED]
    front = min(meeting.screen, len(made))
    sections = [
        _section(place, len(made), place == front, view, month, kept) for place, view in enumerate(made, start=1)
    ]
    named = ", ".join(part for part in (selection.committee, selection.directorate) if part) or month.service_block
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
    """The usual running order of a view, made from these figures, with the way back to ``page``."""
    meeting = Meeting(version=dataset.version, origin=page.path.strip("/"))
    return replace(selection, meeting=meeting).address(PRESENT.path)


def _running_order(
    keys: Sequence[str], dataset: Dataset, month: Month, selection: Selection, screen: Screen
) -> tuple[list[View], list[str]]:
    """The screens asked for, or the usual ones that have something to show; and the names that mean nothing."""
    asked = {key: _asked(key, month, selection) for key in keys}
    unknown = [key for key, found in asked.items() if found is None]
    order = [found for key in keys if (found := asked[key])]
    if order:
        return [build(dataset, month, chosen, screen) for build, chosen in order], unknown
    usual = [build(dataset, month, selection, screen) for build in SCREENS.values()]
    return [view for view in usual if view.chart.figure or view.numbers], unknown


def _asked(key: str, month: Month, selection: Selection) -> tuple[Build, Selection] | None:
    """What makes the screen called ``key``, and of which selection; None where there is no such screen."""
    name, _, care = key.partition(".")
    if name not in SCREENS:
        return None
    if not care:
        return SCREENS[name], selection
    group = next((group for group in queries.care_groups(month, selection) if slug(group) == care), None)
    return (SCREENS[name], replace(selection, care_group=group)) if group else None


def _section(place: int, count: int, front: bool, view: View, month: Month, selection: Selection) -> Component:
    chart, key = view.chart, f"screen-{place}"
    words = ". ".join(part.rstrip(".") for part in (chart.subtitle, chart.key) if part)
    return html.Section(
        [
            html.H2(chart.sentence, id=f"{key}-title", tabIndex="-1"),
            html.Div(
                [
                    html.Div(_picture(key, view), className="screen-chart"),
                    html.Div(
                        table(chart.sentence, chart.table, month, selection),
                        className="screen-table",
                        tabIndex="0",
                        role="region",
                        **aria(label=f"Table: {chart.sentence}"),
                    ),
                    html.Div(_printed(view, month, selection), className="screen-source"),
                ],
                className="screen-views",
            ),
            html.Div(
                [
                    html.Div([html.P(f"{words}.", id=f"{key}-words"), " ", source(chart, month, selection)]),
                    html.P(f"{place} of {count}", className="screen-count"),
                ],
                className="screen-foot",
            ),
        ],
        id=key,
        className="screen current" if front else "screen",
        **aria(labelledby=f"{key}-title"),
        **data(view="chart"),
    )


def _picture(key: str, view: View) -> Component:
    if view.numbers:
        return html.Div(
            [tile(each.label, each.value, each.detail, each.tone) for each in view.numbers], className="tiles"
        )
    chart = view.chart
    if chart.figure is None:
        return html.P(chart.empty, className="empty")
    graph = dcc.Graph(id=f"{key}-graph", figure=chart.figure, config=STILL, responsive=True)
    height = chart.figure["layout"]["height"]
    room = {"minHeight": f"{round(height * LEAST)}px", "maxHeight": f"{round(height * MOST)}px"}
    named = html.Div(graph, role="img", **aria(label=chart.sentence, describedby=f"{key}-words"))
    return html.Div(named, className="plot", style={"height": f"{height}px"} if _narrow(chart.figure) else room)


def _narrow(figure: dict[str, Any]) -> bool:
    return bool(figure["layout"]["font"]["size"] < 20)


def _printed(view: View, month: Month, selection: Selection) -> list[Component]:
    """What was published, where the numbers are in it, and what does not add up there."""
    published = f", published {day(month.published)}" if month.published else ""
    found = [html.Li(finding.message) for finding in view.findings]
    return [
        html.P(f"{month.title}{published}. Read from {listing(list(month.files))}."),
        source(view.chart, month, selection),
        html.P("Every line of the table leads to the figure as it is printed."),
        html.P("What does not add up:" if found else "No finding touches these figures."),
        *([html.Ul(found)] if found else []),
    ]


def _notices(notes: Sequence[str]) -> list[Component]:
    if not notes:
        return []
    words = [html.P(note, className="notice", role="alert") for note in notes]
    return [html.Div([*words, _button("dismiss", "Close")], className="meeting-notices")]


def _controls(selection: Selection) -> Component:
    """A visible button for every key; the way out is a link, so that it can be read before it is taken."""
    origin = page_at(selection.meeting.origin)
    page = OVERVIEW if origin in (None, PRESENT) else origin
    back = replace(selection, meeting=USUAL).address(page.path if page else OVERVIEW.path)
    leave = dcc.Link(["Leave ", html.Kbd("Esc")], href=back, className="meeting-button", id=Ids.LEAVE)
    return html.Div([*_buttons(), leave], className="meeting-controls", role="group", **aria(label="Meeting controls"))


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
    leave = html.Tr([html.Th(html.Kbd("Esc"), scope="row"), html.Td("full screen first, then the meeting, is left")])
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
