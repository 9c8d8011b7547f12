"""A page packed for the way: short lists that one component of the browser draws (`assets/drawn.js`).

As Dash writes it, each of a page's thousand parts repeats its kind, its package and the names of its properties, and
the browser wraps and watches each of them; nothing of a page needs that, since all of it follows from the address.
Nothing is left to be asked for later: a table is read, printed, searched and taken away whether it was opened or not.

A part is written ``["p.subtitle", {properties}, words and parts...]``, without the properties where it has none. A
figure's notes differ in their words and their place and share all else, which is written once for each kind of note;
so is what several of its traces share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from layouts.elements import Cell, node

NAMESPACE: Final = "drawn"
OWN: Final = {"Graph", "Link", "Numbers"}  # what the script draws in a way of its own; anything else is a tag
APART: Final = ("children", "className")
DIFFERENT: Final = ("text", "x", "y")
SHARED: Final = ("customdata", "hovertemplate", "x", "y")

Packed = str | list[Any]


def packed_page(content: Any) -> Cell:
    """The component that draws ``content``, which may hold components and parts in plain form."""
    return {"type": "Page", "namespace": NAMESPACE, "props": {"parts": list(_parts(content))}}


def _parts(content: Any) -> Iterator[Packed]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | tuple):
        for each in content:
            yield from _parts(each)
    elif content is not None and not isinstance(content, bool):
        yield _part(content)


def _part(content: Any) -> list[Any]:
    kind, properties = node(content)
    if kind == "Numbers":
        return [kind, properties]
    if kind == "Graph":
        return [kind, {**properties, "figure": packed_figure(properties["figure"])}]
    if kind in CONTROLS:
        return CONTROLS[kind](properties)
    said = {name: value for name, value in properties.items() if value is not None and name not in APART}
    named = properties.get("className")
    tag = kind if kind in OWN else kind.lower()
    head = [f"{tag}.{named}" if named else tag]
    return [*head, *([said] if said else []), *_parts(properties.get("children"))]


def _select(properties: Mapping[str, Any]) -> list[Any]:
    options = [["option", {"value": each["value"]}, each["label"]] for each in properties["options"]]
    nothing = ["option", {"value": "", "disabled": True, "hidden": True}]
    return ["select.form-select", {"id": properties["id"], "defaultValue": properties["value"]}, nothing, *options]


def _input(properties: Mapping[str, Any]) -> list[Any]:
    said = {name: value for name, value in properties.items() if name not in ("autocomplete", "value")}
    own = {"autoComplete": properties["autocomplete"], "defaultValue": properties["value"]}
    return ["input.form-control", {**said, **own}]


# The controls of a page do nothing by themselves: a choice is written into the address, and the page follows from it.
CONTROLS: Final = {"Select": _select, "Input": _input}


def packed_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` with each kind of note, and what several traces hold, written once.

    ``notes`` are ``[kind, text, x, y]``; a number in the place of a trace's values is their place in ``shared``.
    """
    shared: list[Any] = []
    traces = [_trace(trace, shared) for trace in figure["data"]]
    layout = dict(figure["layout"])
    kinds: list[dict[str, Any]] = []
    notes = []
    for each in layout.pop("annotations", ()):
        rest = {name: value for name, value in each.items() if name not in DIFFERENT}
        notes.append([_place(rest, kinds), *(each[name] for name in DIFFERENT)])
    return {"data": traces, "layout": layout, "shared": shared, "kinds": kinds, "notes": notes}


def _trace(trace: dict[str, Any], shared: list[Any]) -> dict[str, Any]:
    return {name: _place(value, shared) if name in SHARED else value for name, value in trace.items()}


def _place(value: Any, shared: list[Any]) -> int:
    """Where ``value`` stands in ``shared``, whose last line it is where it was not there."""
    if value not in shared:
        shared.append(value)
    return shared.index(value)
