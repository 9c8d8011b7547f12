"""Small parts that several pages share."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from data.selection import Order, Selection
from layouts.attributes import aria
from layouts.elements import Cell, element, link
from layouts.ids import Ids
from views.site_map import FIND


def beside(*words: str) -> str:
    """``words`` beside each other with commas; a line that stands in no directorate has none to name."""
    return ", ".join(filter(None, words))


def heading(title: str, lead: str, notes: list[str], source: Sequence[Cell] = ()) -> list[Cell]:
    """The page's one first-level heading, the sentence under it, and a notice for each thing not honoured.

    ``source`` leads to where the numbers of the heading are printed, where nothing below it does.
    """
    notices = [element("P", note, className="notice", role="alert") for note in notes]
    printed = [element("P", list(source), className="heading-source")] if source else []
    return [*notices, element("H1", title, tabIndex="-1"), element("P", lead, className="lead"), *printed]


def tile(label: str, value: str, detail: str, tone: str = "", source: Sequence[Cell] = (), aside: str = "") -> Cell:
    """One number with its name above and its meaning below; ``tone`` is ``adverse``, ``favourable`` or empty.

    ``aside`` is told of the number in a quiet line. ``source`` leads to where the number is printed, or to the lines
    that were counted or added up.
    """
    return element(
        "Div",
        [
            element("P", label, className="tile-label"),
            element("P", value, className="tile-value"),
            element("P", detail, className=f"tile-detail {tone}".strip()),
            *([element("P", aside, className="tile-detail")] if aside else []),
            *([element("P", list(source), className="tile-source")] if source else []),
        ],
        className="tile",
    )


def switch(label: str, choices: list[tuple[str, str, bool]]) -> Cell:
    """Links between a few views of one page: words, address, and whether it is the one on screen."""
    links = [link(words, address, className="here" if here else "") for words, address, here in choices]
    return element("Nav", [element("Span", f"{label}: "), *links], className="switch", **aria(label=label))


def search_form(field: str, words: str = "") -> Component:
    """A plain form, so that it works like any other; the browser's script keeps it from loading the page anew."""
    return html.Form(
        [
            html.Label("Find a service", htmlFor=field, className="visually-hidden"),
            dbc.Input(id=field, name="q", type="search", value=words, placeholder="Find a service", autocomplete="off"),
            html.Button("Find", type="submit"),
        ],
        action=FIND.path,
        method="get",
        className="search",
        role="search",
        **aria(label="Find a service" if field == Ids.SEARCH else "Find another service"),
    )


def trail(steps: list[tuple[str, str]]) -> Cell:
    """Where a view stands, from the widest to itself: words and address of each step."""
    items = [element("Li", link(words, address)) for words, address in steps[:-1]]
    return element(
        "Nav",
        element("Ol", [*items, element("Li", steps[-1][0], **aria(current="page"))]),
        className="trail",
        **aria(label="Where you are"),
    )


def chooser(label: str, control: str, options: list[tuple[str, str]], chosen: str) -> Component:
    """A labelled native select on a page, from value and words of each option; a change writes the address."""
    named = [{"value": value, "label": words} for value, words in options]
    select = dbc.Select(id=control, options=named, value=chosen)
    return html.Div([html.Label(label, htmlFor=control), select], className="choice")


def order_switch(selection: Selection, path: str) -> Cell:
    """Links between ranking by size and the order of the paper."""
    names: dict[Order, str] = {"size": "Largest first", "paper": "The paper’s order"}
    return switch(
        "Order of lines",
        [(words, selection.address(path, order=order), order == selection.order) for order, words in names.items()],
    )
