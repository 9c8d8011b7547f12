"""Where words stand beside points of a line: as near as they can without covering another point, a line or a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

NEAR = 1.0  # lines of text between a point and words above it
BELOW = 2.3  # and to the foot of words below it
TALL = 1.3  # lines of text that words take, with air
PIECE = 14.0  # pixels
STEP = 0.6
STEPS = 12

Box = tuple[float, float, float, float]  # left, right, bottom, top


@dataclass(frozen=True)
class Label:
    """Words at a point, all in pixels of the figure; ``lift`` is where their foot stands, above or below the point.

    ``shift`` is how far they are moved to the right, or to the left where it is a minus.
    """

    x: float
    y: float
    width: float
    anchor: Literal["left", "center", "right"]
    lift: float = 0.0
    shift: float = 0.0

    def box(self, tall: float) -> Box:
        """The room that the words take."""
        left = self.x + self.shift - {"left": 0.0, "center": self.width / 2, "right": self.width}[self.anchor]
        return left, left + self.width, self.y + self.lift, self.y + self.lift + tall


def anchored(x: float, width: float, right_edge: float) -> Literal["left", "right"]:
    """Words of a point begin there where there is room to its right, and end there where there is none."""
    return "left" if right_edge - x > width else "right"


def within(label: Label, left_edge: float, right_edge: float) -> Label:
    """``label`` moved between the edges of the plot; words wider than it begin at its left edge.

    Words that are moved are anchored at the edge, so that they keep to it where their width was not known exactly.
    """
    left, right, _, _ = label.box(0.0)
    if left < left_edge or right - left > right_edge - left_edge:
        return replace(label, anchor="left", shift=left_edge - label.x)
    if right > right_edge:
        return replace(label, anchor="right", shift=right_edge - label.x)
    return label


def point_box(x: float, y: float, radius: float) -> Box:
    """The room that a point takes."""
    return x - radius, x + radius, y - radius, y + radius


def stretch_boxes(start: tuple[float, float], end: tuple[float, float]) -> Iterable[Box]:
    """The room that the line between two points takes, in pieces that leave no place for words between them."""
    across, up = end[0] - start[0], end[1] - start[1]
    pieces = max(2, ceil(max(abs(across), abs(up)) / PIECE))
    for piece in range(1, pieces):
        share = piece / pieces
        yield point_box(start[0] + across * share, start[1] + up * share, 2.0)


def placed(labels: Sequence[Label], taken: Sequence[Box], font: float, floor: float) -> list[Label]:
    """``labels`` in their order, each lifted above its point or below it to the nearest place that is free.

    None goes below ``floor``. The first ones choose first; where no place near is free, words stand highest.
    """
    boxes = list(taken)
    found: list[Label] = []
    for label in labels:
        left, right, _, _ = label.box(0.0)
        near = [box for box in boxes if box[0] < right and left < box[1]]
        moved = next((each for each in _places(label, font, floor) if _is_free(each.box(TALL * font), near)), None)
        if moved is None:
            highest = max((box[3] for box in near), default=label.y)
            moved = replace(label, lift=highest - label.y + font / 4)
        found.append(moved)
        boxes.append(moved.box(TALL * font))
    return found


def _places(label: Label, font: float, floor: float) -> Iterable[Label]:
    for step in range(STEPS):
        yield replace(label, lift=(NEAR + STEP * step) * font)
        below = -(BELOW + STEP * step) * font
        if label.y + below >= floor:
            yield replace(label, lift=below)


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    left, right, bottom, top = box
    return not any(other[2] < top and bottom < other[3] and other[0] < right and left < other[1] for other in taken)
