"""Colour, type and space of every figure, in one place."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final, Literal

# This pair stays apart for every common colour vision and in grey print; red and green do not.
ADVERSE = "#F46A25"
FAVOURABLE = "#12436D"
NEUTRAL = "#6F777B"
EDGE = "#3D3D3D"
INK = "#1D2326"
QUIET_INK = "#505A5F"
GRID = "#E3E6E8"
PAPER = "#FFFFFF"
STRIPES = {"fgcolor": PAPER, "fillmode": "overlay", "size": 8, "solidity": 0.3}  # over the colour of a bar
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

# A sheet is a picture for a page of A4: 16 cm of it are 640 pixels, so that 13 pixels are letters of 9 pt.
# In a meeting whose letters are enlarged, the rows that the title names come first and the others are scrolled to.
Screen = Literal["phone", "desk", "wall", "present", "enlarged", "sheet"]
SCREENS: tuple[Screen, ...] = ("phone", "desk", "wall", "present", "enlarged", "sheet")
MEETING: tuple[Screen, ...] = ("present", "enlarged")


@dataclass(frozen=True)
class Scale:
    """Sizes in pixels for one kind of screen; ``stacked`` puts a row's label above its mark instead of beside it.

    Where it is ``narrow``, labels take one line, one column of values is shown and words are short.

    ``narrowest`` is the width of a figure at the least, where what stands in it is placed by that.

    ``named_first`` puts the rows that the sentence names before the others.

    ``head`` is kept free above the first row. ``room`` is the height that a figure may take: rows that do not fit are
    added up or left to the table. Without it a figure is as tall as its rows.
    """

    font: int
    row: int
    letter: float
    label_letters: int
    value_column: int
    stacked: bool = False
    narrow: bool = False
    narrowest: int = 0
    named_first: bool = False
    head: int = 36
    room: int = 0

    def rows_in(self, frame: int) -> int | None:
        """How many rows fit beside ``frame`` pixels above and below them; None where all do."""
        return (self.room - frame) // self.row if self.room else None


SCALES: dict[Screen, Scale] = {
    "phone": Scale(
        font=15, row=58, letter=8.2, label_letters=37, value_column=106, stacked=True, narrow=True, narrowest=294
    ),
    "desk": Scale(font=14, row=40, letter=7.9, label_letters=26, value_column=92),
    "wall": Scale(font=20, row=56, letter=11.2, label_letters=28, value_column=132),
    "present": Scale(font=29, row=76, letter=16.2, label_letters=26, value_column=212, head=54, room=680),
    "enlarged": Scale(
        font=29,
        row=104,
        letter=16.2,
        label_letters=48,
        value_column=212,
        stacked=True,
        narrow=True,
        narrowest=816,
        named_first=True,
        head=54,
    ),
    "sheet": Scale(font=14, row=25, letter=7.9, label_letters=40, value_column=100, narrow=True, narrowest=592),
}


def layout(scale: Scale, height: int, **parts: Any) -> dict[str, Any]:
    """The layout that every figure starts from: white, no legend, nothing to drag, values read on the marks."""
    base = {
        "font": {"family": FONT, "size": scale.font, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "height": height,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": EDGE, "font": {"family": FONT, "size": scale.font}},
        "separators": ".,",
    }
    return base | parts


def axis(**parts: Any) -> dict[str, Any]:
    """An axis without decoration; ``parts`` add what a chart needs."""
    base = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "showticklabels": False,
    }
    return base | parts


def words(text: str) -> str:
    """Text from a paper made safe to draw: markup in it is shown, never obeyed."""
    return escape(text, quote=False)


@lru_cache(maxsize=4096)  # the same names stand on many charts
def wrapped(label: str, letters: int, lines: int = 2) -> str:
    """A label broken over ``lines`` at most; of one that does not fit the middle is left out, for long names differ at
    their end. It stays whole in the table.
    """
    broken = textwrap.wrap(label, letters, break_long_words=True)
    if len(broken) > lines:
        kept, last = broken[: lines - 1], letters - len(" … ")
        ending = textwrap.wrap(label[::-1], last if kept else last // 2)[0][::-1]
        if "(" not in ending:
            ending = ending.replace(")", "")  # its beginning is among what is left out
        beginning = "" if kept else textwrap.wrap(label, last - len(ending))[0] + " "
        broken = [*kept, f"{beginning}… {ending}"]
    return "<br>".join(words(line) for line in broken)


# Words of a row or a point that lead where its mark leads.
LEADING: Final = {"captureevents": True}


def note(text: str, x: float, y: float, **parts: Any) -> dict[str, Any]:
    """A piece of text on a figure, by default without arrow and left of nothing."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **parts}


def direction_colour(value: float | None, adverse: Literal["high", "low", "neutral"] = "high") -> str:
    """Orange for the adverse side, dark blue for the favourable, grey where neither is bad news or none is stated."""
    if adverse == "neutral" or not value:
        return NEUTRAL
    return ADVERSE if (value > 0) == (adverse == "high") else FAVOURABLE
