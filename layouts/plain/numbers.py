"""The numbers of a card as a CSV file, made on the server; what a browser with scripts saves says the same."""

from __future__ import annotations

import re
from typing import Any, Final

from data import csv_cells
from layouts.plain.markup import Properties, nodes

UNITS: Final = (
    (re.compile(r"[+−]?£.*k"), " (£000)"),
    (re.compile(r"[+−]?£.*"), " (£)"),
    (re.compile(r"[+−]?[0-9.,]+%"), " (%)"),
)


def numbers_csv(content: Any, key: str, address: str) -> str | None:
    """Finding, subtitle, source, ``address`` and table of the card called ``key``; None where there is no such card."""
    card = next((each for _, each in nodes(content) if each.get("id") == key and _is(each, "chart-card")), None)
    table = card and next((each for _, each in nodes(card["children"]) if _is(each, "numbers")), None)
    if card is None or table is None:
        return None
    within = list(nodes(card["children"]))
    finding = next(_text(each) for kind, each in within if kind == "H2")
    head = [finding, *(_first(within, name) for name in ("subtitle", "source")), address]
    headings, *rows = [
        [_text(cell) for kind, cell in nodes(row["children"]) if kind in ("Th", "Td")]
        for kind, row in nodes(table["children"])
        if kind == "Tr"
    ]
    named = [name + _unit([row[place] for row in rows]) for place, name in enumerate(headings)]
    lines = [*map(csv_cell, head), "", *(",".join(map(csv_cell, row)) for row in (named, *rows))]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def csv_cell(cell: str) -> str:
    """A quoted cell: a figure as a plain number, and any other text marked where a spreadsheet would work it out."""
    number = csv_cells.figure(cell)
    safe = csv_cells.guarded(cell) if number is None else number
    return '"' + safe.replace('"', '""') + '"'


def _unit(cells: list[str]) -> str:
    """Cells lose their £, k and % so that a spreadsheet can count them; the heading keeps the unit."""
    shown = next((cell for cell in cells if re.search("[0-9]", cell)), "")
    return next((unit for form, unit in UNITS if form.fullmatch(shown)), "")


def _first(within: list[tuple[str, Properties]], name: str) -> str:
    return next((_text(each) for _, each in within if _is(each, name)), "")


def _is(properties: Properties, name: str) -> bool:
    return name in str(properties.get("className") or "").split()


def _text(properties: Properties) -> str:
    """Everything written in a component."""
    return _words(properties.get("children"))


def _words(content: Any) -> str:
    if isinstance(content, list | tuple):
        return "".join(map(_words, content))
    if isinstance(content, str | int | float) and not isinstance(content, bool):
        return str(content)
    return "" if content is None or isinstance(content, bool) else _text(next(iter(nodes(content)))[1])
