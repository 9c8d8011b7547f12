"""The numbers of a chart as short rows, and the same as the HTML table that they stand for.

Most of what a page holds are the cells of its tables. They are sent as rows of texts, and the browser draws a table of
them (`assets/drawn.js`); a page without a script has it from ``html_table``, which is what the script's table must be.

A cell is its text; or pieces of text and links, ``[words, which address, its end]``; or ``{"made": words}`` for what
was worked out and is printed nowhere. Its place says the rest: the first cell of a row is its heading, all others are
numbers. Addresses differ at their end only, so what comes before is written once for all links; and where the end is
the link's words as they stand in an address (``line-20`` of ``line 20``), it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from layouts import elements
from layouts.elements import Cell

Link = list[Any]  # words, the place of the beginning of its address among all, and the rest of it where that differs
APART = re.compile("[^a-z0-9]+")
Content = str | list[str | Link] | dict[str, str]


@dataclass
class Addresses:
    """Beginnings of addresses, each once."""

    begin: dict[str, int] = field(default_factory=dict)

    def link(self, words: str, address: str) -> Link:
        """A link with ``words`` to ``address``."""
        name, sign, value = address.rpartition("=")
        place = self.begin.setdefault(name + sign, len(self.begin))
        return [words, place] if words.isascii() and value == as_address(words) else [words, place, value]


def as_address(words: str) -> str:
    """``words`` of ASCII as they stand in most addresses: the browser makes the same of them."""
    return APART.sub("-", words.lower()).strip("-")


def words_of(content: Content) -> str:
    """What a cell says, without where it leads."""
    if isinstance(content, dict):
        return content["made"]
    pieces = [content] if isinstance(content, str) else content
    return "".join(piece if isinstance(piece, str) else str(piece[0]) for piece in pieces)


def compact_table(caption: str, head: Sequence[str], rows: list[list[Content]], addresses: Addresses) -> Cell:
    """The table as it is sent."""
    props = {"caption": caption, "head": list(head), "addresses": list(addresses.begin), "rows": rows}
    return {"type": "Numbers", "namespace": "drawn", "props": props}


def html_table(sent: Mapping[str, Any]) -> Cell:
    """The table that a browser draws of the properties of a ``compact_table``."""
    head = [elements.head(name, numeric=place > 0) for place, name in enumerate(sent["head"])]
    body = [
        elements.row([_cell(each, place, sent["addresses"]) for place, each in enumerate(row)]) for row in sent["rows"]
    ]
    return elements.element(
        "Table",
        [
            elements.element("Caption", sent["caption"], className="visually-hidden"),
            elements.element("Thead", elements.row(head)),
            elements.element("Tbody", body),
        ],
        className="numbers",
    )


def _cell(content: Content, place: int, addresses: Sequence[str]) -> Cell:
    if isinstance(content, dict):
        return elements.element("Td", content["made"], className="made")
    said: Any = content if isinstance(content, str) else [_piece(each, addresses) for each in content]
    return elements.value(said) if place else elements.name(said)


def _piece(piece: str | Link, addresses: Sequence[str]) -> Cell:
    if isinstance(piece, str):
        return piece
    words, begin, *end = piece
    return elements.link(words, addresses[begin] + (end[0] if end else as_address(words)))
