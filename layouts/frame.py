"""What stands on every page: skip link, menu, the three choices, the state of the data, and room for the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from data.addresses import EVERYTHING
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.selection import Selection
from layouts.attributes import aria
from layouts.ids import Ids
from layouts.parts import chooser, search_form
from views.site_map import BRIEFING, FIND, PAGES, PRESENT, PRODUCT, TRENDS, Page
from views.words import published

Options = list[dict[str, str]]

SIGNS: Final = "Figures as the council’s own papers print them. A plus is over budget, a minus is under."
EVERY_DIRECTORATE: Final = "All directorates"


def frame() -> Component:
    """The frame, empty: the first answer of the page's callback fills the menu, the choices and the page."""
    return html.Div(
        [
            dcc.Location(id=Ids.ADDRESS, refresh="callback-nav"),
            dcc.Store(id=Ids.SCREEN),
            dcc.Store(id=Ids.TITLE),
            html.A("Skip to the figures", href=f"#{Ids.PAGE}", className="skip-link"),
            html.Header(
                html.Div(
                    [
                        html.Span(PRODUCT, className="brand"),
                        search_form(Ids.SEARCH),
                        html.Button(
                            "Menu",
                            id=Ids.MENU_BUTTON,
                            type="button",
                            className="menu-button",
                            **aria(expanded="false", controls=Ids.MENU),
                        ),
                        html.Nav(id=Ids.MENU, **aria(label="Pages")),
                    ],
                    className="band",
                ),
                className="masthead",
            ),
            html.Section(
                [
                    html.P(id=Ids.LOST, className="lost"),
                    html.P(id=Ids.WORKING, className="working"),
                    html.Div(
                        [
                            html.Div(id=Ids.PARTS, className="parts"),
                            choice("Month", Ids.MONTH, []),
                            choice("Committee", Ids.COMMITTEE, []),
                            choice("Directorate", Ids.DIRECTORATE, []),
                            html.Div(
                                [
                                    html.P(id=Ids.DATA_STATE, className="data-state"),
                                    dcc.Link(PRESENT.name, href=PRESENT.path, id=Ids.PRESENT, className="present-link"),
                                    dcc.Link(
                                        BRIEFING.name, href=BRIEFING.path, id=Ids.BRIEFING, className="present-link"
                                    ),
                                ],
                                className="state-bar",
                            ),
                        ],
                        className="band choices",
                    ),
                ],
                className="choice-bar",
                **aria(label="Choose what to show"),
            ),
            html.Main(id=Ids.PAGE, tabIndex="-1", className="band page"),
            html.P(id=Ids.SPOKEN, role="status", className="visually-hidden"),
            html.Footer(html.Div(SIGNS, className="band")),
        ]
    )


def choice(label: str, control: str, options: Options) -> Component:
    """A labelled native select; its value is set from the address and a change writes the address."""
    return html.Div([html.Label(label, htmlFor=control), dbc.Select(id=control, options=options)], className="choice")


def options(everything: str, names: Sequence[str], selection: Selection) -> Options:
    """A choice of one of ``names``, each as it stands in an address, or of ``everything``."""
    each = [{"label": name, "value": selection.addresses.of(name)} for name in names]
    return [{"label": everything, "value": EVERYTHING}, *each]


def menu(selection: Selection, here: Page) -> list[Component]:
    """Links to the pages that keep the month, committee and directorate; that to the trends keeps the service too."""
    kept = selection.elsewhere(committee=selection.committee, directorate=selection.directorate)
    return [
        dcc.Link(
            page.name,
            href=kept.address(page.path, service=selection.service if page == TRENDS else ""),
            className=" ".join(["here"] * (page == here) + ["narrow-only"] * (not page.in_menu)),
        )
        for page in PAGES
        if page.in_menu or page == FIND
    ]


def part_choice(dataset: Dataset, selection: Selection) -> list[Component]:
    """The choice of a council and a block of its services; nothing where only one of them is loaded."""
    chosen = chooser("Council and part", Ids.PART, list(dataset.choices), selection.part)
    return [chosen] if dataset.choices else []


def every_committee(month: Month) -> str:
    """What the choice of no committee is called."""
    return f"All of {month.whole}"


def data_state(month: Month) -> list[Component]:
    """``January 2020, published 14 February 2020`` and whether the figures are a forecast or final."""
    words = "Final outturn" if month.is_outturn else "Forecast"
    return [
        html.Span(words, className=f"badge-basis {month.basis}"),
        html.Span(f"{month.named}{published(month)}"),
    ]


def months(dataset: Dataset) -> Options:
    """The months to choose from, newest first."""
    return [{"label": month_name(month.period), "value": month.key} for month in reversed(dataset.months)]
