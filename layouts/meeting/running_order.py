"""Choosing the screens of a meeting and their order: every step is a link, and what comes of it is one too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from charts.theme import Screen
from data.brief import Brief
from data.dataset import Dataset, Month
from data.formatting import listing, slug
from data.meeting import Meeting, moved
from data.selection import Selection
from layouts.attributes import aria
from layouts.ids import Ids
from layouts.meeting.present import present_address
from layouts.pages.briefing import file_address
from layouts.parts import heading
from views.screens import Offer, offered, order_keys
from views.site_map import RUNNING_ORDER

LEAD = "Put the screens into the order of your agenda, then send the link of the meeting to who presents."


def running_order(
    dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]
) -> list[Component]:
    """The page for one selection: the screens shown, those that can be added, and the meeting they make."""
    names = offered(month, selection)
    asked = selection.meeting.screens
    order = order_keys(asked, dataset, month, selection)
    keys = [key for key in order if key in names]
    unknown = [key for key in asked if key.partition(".")[0] not in {name.partition(".")[0] for name in names}]
    if unknown:
        notes = [*notes, f"There is no screen called {listing(unknown)}. Showing the others."]
    empty = [key for key in order if key not in names]
    if empty:
        notes = [*notes, f"Nothing is printed this month for the screen {listing(empty)}, so it is left out."]
    composed = selection.with_meeting(Meeting(tuple(keys)))
    count = f"{len(keys)} screen{'s' * (len(keys) != 1)}"
    return [
        *heading("Choose the screens of a meeting", LEAD, notes),
        html.P(
            [
                dcc.Link(
                    f"Start the meeting of {count}",
                    href=present_address(dataset, composed, RUNNING_ORDER),
                    id=Ids.MEETING_LINK,
                    className="start-meeting",
                ),
                html.A("Slides of it (PowerPoint)", href=_slides(composed, keys), className="card-action"),
                html.Button("Copy the meeting’s link", type="button", id=Ids.COPY_MEETING, className="card-action"),
            ],
            className="running-order-link",
        ),
        html.Div(
            [
                _part("Shown, in this order", html.Ol(_shown(keys, names, composed))),
                _part("Not shown", *_others(keys, names, composed)),
            ],
            className="running-order",
        ),
    ]


def _slides(selection: Selection, keys: Sequence[str]) -> str:
    """The deck of the meeting: the same screens as slides."""
    return file_address(selection, "pptx", Brief(sections=tuple(keys), meeting=True))


def _part(title: str, *screens: Component) -> Component:
    key = slug(title)
    return html.Section([html.H2(title, id=key), *screens], className="chart-card", **aria(labelledby=key))


def _shown(keys: Sequence[str], names: Mapping[str, Offer], selection: Selection) -> list[Component]:
    """One line a screen, with what can be done to it; a meeting has one screen at least."""
    steps = [
        [
            ("Earlier", moved(keys, key, -1) if place > 0 else None),
            ("Later", moved(keys, key, 1) if place < len(keys) - 1 else None),
            ("Leave out", tuple(each for each in keys if each != key) if len(keys) > 1 else None),
        ]
        for place, key in enumerate(keys)
    ]
    return [
        html.Li(
            [
                html.Span(names[key].name, className="screen-name"),
                *(_step(words, key, names[key].name, order, selection) for words, order in of_key if order),
            ]
        )
        for key, of_key in zip(keys, steps, strict=True)
    ]


def _others(keys: Sequence[str], names: Mapping[str, Offer], selection: Selection) -> list[Component]:
    """The screens that can be added: those of everything chosen, then under its name those of each care group."""
    left = [(key, offer) for key, offer in names.items() if key not in keys]
    parts: list[Component] = []
    for group, offers in groupby(left, key=lambda pair: pair[1].group):
        screens = [
            html.Li(
                [
                    html.Span(offer.what, className="screen-name"),
                    _step("Add", key, offer.name, (*keys, key), selection),
                ]
            )
            for key, offer in offers
        ]
        parts += [*([html.H3(group)] if group else []), html.Ul(screens)]
    return parts


def _step(words: str, key: str, name: str, order: tuple[str, ...], selection: Selection) -> Component:
    return dcc.Link(
        [words, html.Span(f" {name}", className="visually-hidden")],
        href=selection.with_meeting(Meeting(order)).address(RUNNING_ORDER.path),
        id=f"{slug(words)}-{slug(key)}",
        className="card-action",
    )
