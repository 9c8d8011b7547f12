"""What the readers of Word, Excel, PDF and web pages share: text from several pieces, and lines with gaps between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders import amounts
from loaders.containers.text import Line, clean

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = re.compile(r"\s*\d+\s*")
# Two figures in one cell must not run together: "12" above "345" is not 12,345.
_BETWEEN_FIGURES = " / "


def joined(parts: Iterable[str]) -> str:
    """The paragraphs or printed lines of one cell as one text."""
    text = last = ""
    for part in (clean(each.replace("\t", " ")) for each in parts):
        if not part:
            continue
        figures = bool(last) and amounts.is_figure(last) and amounts.is_figure(part)
        broken = bool(re.search(r"[^\s–—-][-/]$", text))
        text += (_BETWEEN_FIGURES if figures else "" if broken or not text else " ") + part
        last = part
    return text


def raised(text: str) -> str:
    """Raised digits as the characters for them, so that a note's mark is not taken for part of a figure."""
    return f" {text.strip()} ".translate(_RAISED) if _DIGITS.fullmatch(text) else text


class Lines:
    """Lines in the order of a document, with an empty line between one block and the next."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def prose(self, place: str, text: str) -> None:
        """A paragraph; a tab in it parts cells, as in a text."""
        cells = tuple(clean(cell) for cell in text.split("\t"))
        if any(cells):
            self.lines.append(Line(place, cells))

    def row(self, place: str, cells: Sequence[str]) -> None:
        """A row of a table, its cells already clean."""
        self.lines.append(Line(place, tuple(cells)))

    def gap(self) -> None:
        """The end of a block."""
        if self.lines and self.lines[-1].filled:
            self.lines.append(Line(self.lines[-1].place, ("",)))
