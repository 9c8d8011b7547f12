"""What the browser draws of a page that was packed for the way, in Python: see `assets/drawn.js`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layouts.compact_table import html_table
from layouts.elements import node


def figures(page: Any) -> list[dict[str, Any]]:
    """Every figure of a packed page, whole again."""
    return list(_figures(page["props"]["parts"], page["props"]["shared"]))


def words(page: Any) -> list[str]:
    """Every text of a packed page, in its order."""
    shared = page["props"]["shared"]
    return [each for part in page["props"]["parts"] for each in _words(part, shared)]


def _figures(part: Any, shared: list[Any]) -> Iterator[dict[str, Any]]:
    if isinstance(part, list) and part and part[0] == "Graph":
        yield _figure(part[1]["figure"], shared)
    elif isinstance(part, list):
        for each in part:
            yield from _figures(each, shared)


def _figure(figure: dict[str, Any], shared: list[Any]) -> dict[str, Any]:
    data = [
        shared[kind] | {name: shared[value] for name, value in values.items()} | (axes[0] if axes else {})
        for kind, values, *axes in figure["data"]
    ]
    layout = {name: _whole(each, shared) for name, each in _whole(figure["layout"], shared).items()}
    notes = [
        {"text": f"<b>{text}</b>" if any(bold[:1]) else text, "x": x, "y": y, **shared[kind], **dict(*bold[1:])}
        for kind, said, x, y, *bold in figure["notes"]
        for text in _texts([said], shared)
    ]
    return {"data": data, "layout": layout | ({"annotations": notes} if notes else {})}


def _whole(part: Any, shared: list[Any]) -> Any:
    if not isinstance(part, dict) or "like" not in part:
        return part
    return shared[part["like"]] | {name: value for name, value in part.items() if name != "like"}


def _words(part: Any, shared: list[Any]) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, int):
        yield from _words(shared[part], shared)
    elif part[0] == "Numbers":
        said = dict(part[1])
        said["caption"], *said["addresses"] = _texts([said["caption"], *said["addresses"]], shared)
        said["rows"] = [_texts(row, shared) for row in said["rows"]]
        yield from _cells(html_table(said))
    elif part[0] != "Graph":
        for each in part[1:]:
            if not isinstance(each, dict):
                yield from _words(each, shared)


def _texts(found: list[Any], shared: list[Any]) -> list[Any]:
    return [shared[each] if isinstance(each, int) else each for each in found]


def _cells(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from _cells(each)
    elif content is not None:
        yield from _cells(node(content)[1].get("children"))
