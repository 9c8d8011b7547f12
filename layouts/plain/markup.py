"""A page as HTML that needs no script: made from the components that the browser would draw, tables for charts.

Whatever a paper or an address says is escaped here, and links lead only to our own pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import parse_qsl

from dash import html
from dash.development.base_component import Component

from layouts import elements
from layouts.compact_table import html_table
from layouts.elements import Cell, element
from views.site_map import page_at

SIGNED: Final = re.compile(r"([+−]£[\d,.]+\w*)")
PLAIN: Final = "/plain"
CSV: Final = "csv"  # the part of an address that asks for the numbers of a card instead of the page

NEEDS_A_SCRIPT: Final = {"Dialog", "Graph", "Location", "Store"}
ONLY_WITH_A_SCRIPT: Final = {"chart-view", "meeting-controls", "plot"}
CLOSED_AT_ONCE: Final = {"hr", "br", "img", "input"}
CLASSES: Final = {"Input": "form-control", "Select": "form-select"}
NAMES: Final = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "tabIndex": "tabindex"}
KEPT: Final = ("action", "data-cited", "href", "id", "method", "name", "placeholder", "role", "scope", "type", "value")

Properties = Mapping[str, Any]


def plain_address(address: str) -> str:
    """The address of the plain page that stands for the page at ``address``; any other address is left as it is."""
    view, _, part = address.partition("#")
    path, _, query = view.partition("?")
    if page_at(path) is None or not path.startswith("/"):
        return address
    part = part or ("cited" if any(name == "at" and value for name, value in parse_qsl(query)) else "")
    return f"{PLAIN}{view}#{part}" if part else f"{PLAIN}{view}"


def head_links(linked: Sequence[str]) -> str:
    """What the head of a page without scripts links to: its stylesheets and its icon, by their addresses."""
    return "".join(
        f'<link rel="{"icon" if each.endswith(".ico") else "stylesheet"}" href="{escape(each)}">' for each in linked
    )


def markup(content: Any, query: str) -> str:
    """``content``, components or text, as HTML; ``query`` of the address is what its forms and downloads keep."""
    if content is None or isinstance(content, bool):
        return ""
    if isinstance(content, list | tuple):
        return "".join(markup(each, query) for each in content)
    if not isinstance(content, Component | dict):
        return _words(str(content))
    kind, properties = _node(content)
    classes = set(str(properties.get("className") or "").split())
    if kind in NEEDS_A_SCRIPT or classes & ONLY_WITH_A_SCRIPT or _is_button_of_a_script(kind, properties):
        return ""
    if "card-actions" in classes:
        return _download(properties, query)
    return _element(kind, {**properties, **_without_script(kind, properties, classes, query)}, query)


def _node(content: Component | dict[str, Any]) -> tuple[str, Properties]:
    """The kind and the properties of a part; of the numbers of a chart, those of their table."""
    kind, properties = elements.node(content)
    return elements.node(html_table(properties)) if kind == "Numbers" else (kind, properties)


def _words(text: str) -> str:
    """``text`` as HTML, with each signed amount in one piece: a browser would end a line between its sign and its £."""
    return SIGNED.sub(r'<span class="whole">\1</span>', escape(text))


def nodes(content: Any) -> Iterator[tuple[str, Properties]]:
    """Every component in ``content``, each before what is in it."""
    if isinstance(content, list | tuple):
        for each in content:
            yield from nodes(each)
    elif isinstance(content, Component | dict):
        kind, properties = _node(content)
        yield kind, properties
        yield from nodes(properties.get("children"))


def _is_button_of_a_script(kind: str, properties: Properties) -> bool:
    return kind == "Button" and properties.get("type") != "submit"


def _without_script(kind: str, properties: Properties, classes: set[str], query: str) -> dict[str, Any]:
    """What a script would do to a component, done here."""
    children: Any = properties.get("children")
    if kind == "Link":
        return {"href": plain_address(properties["href"]), **({"aria-current": "page"} if "here" in classes else {})}
    if "search" in classes:
        shown = {name: value for name, value in parse_qsl(query) if name in ("part", "month")}
        return {"action": plain_address(properties["action"]), "children": [*_hidden(shown), *children]}
    if "page-choices" in classes:
        return {"children": choice_form(children, query), "className": None}
    if kind == "Select":
        options = [_option(each, properties.get("value")) for each in properties["options"]]
        return {"name": properties["id"], "value": None, "options": None, "children": options}
    return {}


def choice_form(choices: list[Any], query: str) -> Component:
    """A form of native selects that asks for the same page with the choices made; the rest of ``query`` is kept."""
    asked = {properties["id"] for kind, properties in nodes(choices) if kind == "Select"}
    kept = {name: value for name, value in parse_qsl(query) if name not in {*asked, "at", CSV}}
    return html.Form(
        [*choices, *_hidden(kept), html.Button("Show", type="submit", className="show")],
        action="",
        method="get",
        className="choices plain-choices",
    )


def _hidden(pairs: Mapping[str, str]) -> list[Any]:
    return [element("Input", None, type="hidden", name=name, value=value) for name, value in pairs.items()]


def _option(option: Mapping[str, str], chosen: object) -> Cell:
    return element("Option", option["label"], value=option["value"], selected=option["value"] == chosen)


def _download(properties: Properties, query: str) -> str:
    """In the place of a card's buttons, the numbers as a file, which the server makes."""
    asked = f"{query}&{CSV}" if query else CSV
    address = escape(f"{asked}={properties['data-card']}")
    return f'<p class="card-actions"><a href="?{address}">Numbers (CSV)</a></p>'


def _element(kind: str, properties: Properties, query: str) -> str:
    tag = "a" if kind == "Link" else kind.lower()
    opened = f"<{tag}{''.join(_attributes(kind, properties))}>"
    if tag in CLOSED_AT_ONCE:
        return opened
    inside = properties.get("children")
    return f"{opened}{escape(str(inside)) if tag == 'option' else markup(inside, query)}</{tag}>"


def _attributes(kind: str, properties: Properties) -> Iterator[str]:
    if kind in CLASSES and properties.get("type") != "hidden":
        yield f' class="{CLASSES[kind]}"'
    if properties.get("selected"):
        yield " selected"
    for name, value in properties.items():
        known = name in NAMES or name in KEPT or name.startswith("aria-")
        said = value is not None and (value != "" or name == "value")
        if known and said and (name != "href" or _is_ours(str(value))):
            yield f' {NAMES.get(name, name)}="{escape(str(value))}"'


def _is_ours(address: str) -> bool:
    return address.startswith(("#", "/")) and not address.startswith(("//", "/\\"))
