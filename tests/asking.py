"""What the browser sends to ask for a view."""

from __future__ import annotations

from typing import Any

from dash import Dash


def body_of(dashboard: Dash, path: str = "/", query: str = "", **changes: object) -> dict[str, Any]:
    """The body of the request for the view at ``path`` and ``query``, with ``changes`` made to it."""
    output, callback = next((key, each) for key, each in dashboard.callback_map.items() if "callback" in each)
    given = {"pathname": path, "search": query}

    def values(items: list[dict[str, str]]) -> list[dict[str, str | None]]:
        return [{**item, "value": given.get(item["property"])} for item in items]

    names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
    outputs = [{"id": component, "property": changed} for component, changed in names]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": values(callback["inputs"]),
        "state": values(callback["state"]),
        "changedPropIds": ["address.pathname"],
        **changes,
    }
