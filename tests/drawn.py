"""What the browser draws of a page that was packed for the way, in Python: see `assets/drawn.js`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layouts.compact_table import html_table
from layouts.elements import node


def figures(packed: Any) -> list[dict[str, Any]]:
    """Every figure of a packed page, whole again."""
    return [unpacked(properties["figure"]) for kind, properties in _own(packed) if kind == "Graph"]


def unpacked(figure: dict[str, Any]) -> dict[str, Any]:
    """One figure as it was before it was packed."""
    shared, kinds = figure["shared"], figure["kinds"]
    named = ("customdata", "hovertemplate", "x", "y")
    data = [
        {name: shared[value] if name in named else value for name, value in trace.items()} for trace in figure["data"]
    ]
    notes = [{"text": text, "x": x, "y": y, **kinds[kind]} for kind, text, x, y in figure["notes"]]
    return {"data": data, "layout": figure["layout"] | ({"annotations": notes} if notes else {})}


def words(packed: Any) -> list[str]:
    """Every text of a packed page, in its order."""
    return list(_words(packed))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif part and part[0] == "Numbers":
        yield from _cells(html_table(part[1]))
    elif part and part[0] != "Graph":
        for each in part[1:]:
            if not isinstance(each, dict):
                yield from _words(each)


def _cells(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from _cells(each)
    elif content is not None:
        yield from _cells(node(content)[1].get("children"))


def _own(packed: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(packed, list):
        if packed and packed[0] in ("Graph", "Numbers"):
            yield packed[0], packed[1]
        else:
            for each in packed:
                yield from _own(each)
