"""A page packed for the way: short lists that one component of the browser draws (`assets/drawn.js`).

As Dash writes it, each of a page's thousand parts repeats its kind, its package and the names of its properties, and
the browser wraps and watches each of them; nothing of a page needs that, since all of it follows from the address.
Nothing is left to be asked for later: a table is read, printed, searched and taken away whether it was opened or not.

A part is written ``["p.subtitle", {properties}, words and parts...]``, without the properties where it has none. What
stands on a page several times is written once, in ``shared``, and its place there stands for it: long words, parts that
are the same on every card, values that several traces of a figure show. The notes of a figure differ in their words and
their place only, its traces in their values: all else is shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from charts import theme
from layouts.elements import Cell, Kept, node

NAMESPACE: Final = "drawn"
OWN: Final = "Link"  # drawn in a way of its own; any other name is a tag
WRITTEN_APART: Final = ("children", "className")
LONG: Final = 14  # letters of words that are shared
VALUES: Final = ("customdata", "hovertemplate", "x", "y")  # of a trace
AXES: Final = ("xaxis", "yaxis")
PLACE: Final = ("text", "x", "y")  # what the notes of a kind differ in
EVERY_LAYOUT: Final = frozenset(theme.layout(theme.SCALES["desk"], 0)) - {"height"}
EVERY_AXIS: Final = frozenset(theme.axis())
BOLD: Final = re.compile("<b>([^<]*)</b>")

Packed = Any  # words, a list, or the place of either in what is shared
Properties = Mapping[str, Any]


@dataclass
class Shared:
    """What is written once on a page: each value, and where it stands."""

    values: list[Any] = field(default_factory=list)
    places: dict[str | bytes, int] = field(default_factory=dict)

    def place(self, value: Any) -> int:
        """Where ``value`` stands, at the end where it was not there."""
        key = value if isinstance(value, str) else orjson.dumps(value)
        place = self.places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


def packed_page(content: Any) -> Cell:
    """The component that draws ``content``, which may hold components and parts in plain form."""
    shared = Shared()
    parts = list(_parts(content, shared))
    return {"type": "Page", "namespace": NAMESPACE, "props": {"parts": parts, "shared": shared.values}}


def _parts(content: Any, shared: Shared) -> Iterator[Packed]:
    if isinstance(content, str):
        yield _words(content, shared)
    elif isinstance(content, list | tuple):
        for each in content:
            yield from _parts(each, shared)
    elif isinstance(content, Kept):
        yield shared.place(_kept(content))
    elif content is not None and not isinstance(content, bool):
        yield _part(content, shared)


def _words(words: str, shared: Shared) -> Packed:
    return shared.place(words) if len(words) > LONG else words


def _label(label: str, shared: Shared) -> Packed:
    """A name for who hears it, such as ``Table: `` and the sentence of a card, which stands on the page already."""
    kind, colon, said = label.partition(": ")
    return [kind + colon, shared.places[said]] if said in shared.places else _words(label, shared)


def _kept(content: Kept) -> Packed:
    """A part that is the same in every answer; what is shared on one page is of no use on another."""
    if content.packed is None:
        alone = Shared()
        content.packed = whole(_part(content, alone), alone.values)
    return content.packed


def whole(packed: Packed, shared: list[Any]) -> Packed:
    """Words and parts with what is shared in its place."""
    if isinstance(packed, int):
        return whole(shared[packed], shared)
    return [whole(each, shared) for each in packed] if isinstance(packed, list) else packed


def _part(content: Any, shared: Shared) -> list[Any]:
    kind, properties = node(content)
    if kind in SPECIAL:
        return SPECIAL[kind](properties, shared)
    said = {name: value for name, value in properties.items() if value is not None and name not in WRITTEN_APART}
    if "aria-label" in said:
        said["aria-label"] = _label(said["aria-label"], shared)
    named = properties.get("className")
    tag = kind if kind == OWN else kind.lower()
    head = [f"{tag}.{named}" if named else tag]
    return [*head, *([said] if said else []), *_parts(properties.get("children"), shared)]


def _select(properties: Properties, shared: Shared) -> list[Any]:
    options = [["option", {"value": each["value"]}, each["label"]] for each in properties["options"]]
    nothing = ["option", {"value": "", "disabled": True, "hidden": True}]
    return ["select.form-select", {"id": properties["id"], "defaultValue": properties["value"]}, nothing, *options]


def _input(properties: Properties, shared: Shared) -> list[Any]:
    said = {name: value for name, value in properties.items() if name not in ("autocomplete", "value")}
    own = {"autoComplete": properties["autocomplete"], "defaultValue": properties["value"]}
    return ["input.form-control", {**said, **own}]


def _numbers(properties: Properties, shared: Shared) -> list[Any]:
    """The name of a row stands on the page for each of its charts; most other cells are short."""
    begin = [_words(each, shared) for each in properties["addresses"]]
    rows = [[_words(row[0], shared) if isinstance(row[0], str) else row[0], *row[1:]] for row in properties["rows"]]
    said = {"caption": _words(properties["caption"], shared), "addresses": begin, "rows": rows}
    return ["Numbers", {**properties, **said}]


def _graph(properties: Properties, shared: Shared) -> list[Any]:
    config = shared.place(properties["config"])
    return ["Graph", {**properties, "config": config, "figure": _figure(properties["figure"], shared)}]


def _figure(figure: dict[str, Any], shared: Shared) -> dict[str, Any]:
    """What every figure or axis is like is shared as ``like``."""
    layout = dict(figure["layout"])
    notes = [_note(each, shared) for each in layout.pop("annotations", ())]
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            layout[name] = _alike(axis, EVERY_AXIS, shared)
    data = [_trace(each, shared) for each in figure["data"]]
    return {"data": data, "layout": _alike(layout, EVERY_LAYOUT, shared), "notes": notes}


def _alike(found: dict[str, Any], names: frozenset[str], shared: Shared) -> dict[str, Any]:
    like = {name: value for name, value in found.items() if name in names}
    return {"like": shared.place(like)} | {name: value for name, value in found.items() if name not in names}


def _trace(trace: dict[str, Any], shared: Shared) -> list[Any]:
    """``[what its kind is like, places of values, its axes...]``."""
    values = {name: shared.place(trace[name]) for name in VALUES if name in trace}
    kind = shared.place(_without(trace, (*VALUES, *AXES)))
    return [kind, values, *([{name: trace[name] for name in AXES if name in trace}] if AXES[0] in trace else [])]


def _note(note: dict[str, Any], shared: Shared) -> list[Any]:
    """``[what its kind is like, words, x, y, whether all of its words are bold, what it differs in from its kind]``."""
    words, x, y = (note[name] for name in PLACE)
    bold = BOLD.fullmatch(words)
    like = _without(note, PLACE)
    apart = {}
    if note.get("yref", "y") != "y":
        # The rows of each block of a figure have an axis of their own.
        apart, like = {"yref": note["yref"]}, like | {"yref": "y"}
    further = [1 if bold else 0, apart] if apart else [1] if bold else []
    return [shared.place(like), _words(bold[1] if bold else words, shared), x, y, *further]


def _without(found: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in names}


# The controls of a page do nothing by themselves: a choice is written into the address, and the page follows from it.
SPECIAL: Final[dict[str, Callable[[Properties, Shared], list[Any]]]] = {
    "Select": _select,
    "Input": _input,
    "Numbers": _numbers,
    "Graph": _graph,
}
