"""Parts as Dash sends them: a page has hundreds, and making each a component costs more than the figures do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from charts.chart import Table

Cell = Any  # a component in the form in which Dash sends it, a plain dictionary


class Card(dict[str, Any]):
    """A card as it is sent, with the typed table that its numbers were made of: what is sent is the dictionary only."""

    def __init__(self, sent: Cell, numbers: Table) -> None:
        super().__init__(sent)
        self.numbers = numbers


def head(text: str, numeric: bool) -> Cell:
    """The heading of a column."""
    return element("Th", text, scope="col", className="n" if numeric else "")


def name(content: str | Component) -> Cell:
    """The heading of a row, which may lead further."""
    return element("Th", content, scope="row")


def value(content: str | Component | list[Component | str], numeric: bool = True) -> Cell:
    """A cell with a number, or with words or a link."""
    return element("Td", content, className="n" if numeric else "")


def link(words: str | list[Cell], address: str) -> Cell:
    """A link to another view; most cells of some tables are one."""
    return {"type": "Link", "namespace": "dash_core_components", "props": {"children": words, "href": address}}


def graph(name: str, figure: dict[str, Any], config: dict[str, Any]) -> Cell:
    """A figure that the browser draws, called ``name``."""
    drawn = {"id": name, "figure": figure, "config": config, "responsive": True}
    return {"type": "Graph", "namespace": "dash_core_components", "props": drawn}


def heard(words: str) -> Cell:
    """Words for those who hear a link by itself and do not see what stands around it."""
    return element("Span", words, className="visually-hidden")


def row(cells: Sequence[Cell], **properties: Any) -> Cell:
    """A row of cells."""
    return element("Tr", list(cells), **properties)


class Kept(dict[str, Any]):
    """A part that stands on a page several times, or in every answer; ``packed`` is how it is sent (``packed.py``)."""

    packed: Any = None


def made_once(component: Component) -> Kept:
    """``component`` in that form, for what is the same in every answer and so is kept."""
    return Kept(json.loads(to_json_plotly(component)))


def as_sent(part: Any) -> Any:
    """``part`` of an answer with its components in that form, in which it is written far more quickly.

    What is in that form already is taken as it is: no component may stand within it.
    """
    if isinstance(part, Component):
        sent = part.to_plotly_json()
        if "children" in sent["props"]:
            sent["props"]["children"] = as_sent(sent["props"]["children"])
        return sent
    return [as_sent(each) for each in part] if isinstance(part, list | tuple) else part


def element(tag: str, children: Any, **properties: Any) -> Cell:
    """Any other part of a page that stands in an answer many times."""
    return {"type": tag, "namespace": "dash_html_components", "props": {"children": children, **properties}}


def node(content: Component | Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The kind and the properties of a part, however it is written."""
    written = content if isinstance(content, Mapping) else content.to_plotly_json()
    return written["type"], written["props"]
