"""The grid that all row charts share: one line a row, its label, and its values in aligned columns at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import theme
from charts.theme import Scale
from data.analysis import VarianceLine
from data.formatting import listing

HOVER = (
    "<b>%{customdata[0]}</b><br>Budget: %{customdata[1]}<br>Now: %{customdata[2]}<br>%{customdata[3]}"
    "%{customdata[4]}<extra></extra>"
)

UNEXPLAINED_MARK = "†"
UNEXPLAINED_KEY = (
    f" {UNEXPLAINED_MARK} Far enough from budget to need explaining, but the paper has no commentary on it."
)
MOVED_COLUMN = "Only moves a cost"  # the heading over what becomes of the cost

Column = tuple[str, list[str], bool]  # heading, values, whether it is the column that matters
FOOT = 14
DIRECTION = "direction"  # the heading of the column of travel
# The share of an axis that words above its right side need, in a card as wide as the page and in one half as wide.
WIDE_ROOM, HALF_ROOM = 0.2, 0.42
BUDGET = " budget"  # goes without saying where words are short of room


def sided_layout(
    labels: list[str],
    columns: list[Column],
    scale: Scale,
    *,
    sides: tuple[str, str],
    across: list[float],
    **parts: Any,
) -> dict[str, Any]:
    """The layout of bars on both sides of zero: labels, value columns, and what each side means above them.

    ``across`` are the values that the axis must hold.
    """
    margin = {
        "l": label_margin(labels, scale),
        "r": value_margin(len(columns), scale),
        "t": scale.head,
        "b": FOOT,
    }
    zero = zero_axis(across)
    notes = [*label_notes(labels, scale), *value_notes(columns, scale), *side_notes(*sides, scale, zero["range"])]
    height = scale.head + FOOT + scale.row * len(labels)
    return theme.layout(
        scale, height, margin=margin, annotations=notes, xaxis=zero, yaxis=row_axis(len(labels)), **parts
    )


def label_notes(labels: list[str], scale: Scale, yref: str = "y", corner: int = 0) -> list[dict[str, Any]]:
    """Row labels: beside the row, right-aligned; or above the mark where the screen is narrow.

    ``corner`` is how many letters ``corner_notes`` need at the end of that line.
    """
    notes = []
    for row, label in enumerate(labels):
        text = theme.wrapped(label, scale.label_letters - corner, lines=1 if scale.narrow else 2)
        if scale.stacked:
            place = {"xref": "paper", "yref": yref, "xanchor": "left", "yanchor": "middle", "bgcolor": theme.PAPER}
            notes.append(theme.note(text, 0, row - 0.27, **place, **theme.LEADING))
        else:
            place = {"xref": "paper", "yref": yref, "xanchor": "right", "yanchor": "middle", "align": "right"}
            notes.append(theme.note(text, 0, row, xshift=-10, **place, **theme.LEADING))
    return notes


def value_notes(columns: list[Column], scale: Scale, yref: str = "y") -> list[dict[str, Any]]:
    """Values of each row in columns at the right; a narrow screen shows only the column that matters."""
    if scale.narrow:
        directions = [column for column in columns if column[0] == DIRECTION and not scale.stacked]
        columns = [column for column in columns if column[2]][:1] + directions
    notes = []
    heights = mark_heights(max((len(column[1]) for column in columns), default=0), scale)
    for place, (heading, values, matters) in enumerate(columns):
        shift = (place + 1) * scale.value_column
        across = {"xref": "paper", "yref": yref, "xanchor": "right", "xshift": shift}
        if not scale.stacked:
            quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
            notes.append(theme.note(heading, 1, -0.5, **across, yanchor="bottom", font=quiet))
        for row, value in enumerate(values):
            text = f"<b>{theme.words(value)}</b>" if matters else theme.words(value)
            font = {"color": theme.INK if matters else theme.QUIET_INK}
            notes.append(theme.note(text, 1, heights[row], **across, yanchor="middle", font=font, **theme.LEADING))
    return notes


def corner_notes(values: list[str], scale: Scale, yref: str = "y") -> list[dict[str, Any]]:
    """On a narrow screen, a second value of each row: quiet, at the end of the line that its label stands on."""
    across = {"xref": "paper", "yref": yref, "xanchor": "right", "xshift": scale.value_column, "yanchor": "middle"}
    quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
    return [
        theme.note(value, 1, row - 0.27, **across, font=quiet, **theme.LEADING)
        for row, value in enumerate(values)
        if value
    ]


def side_notes(
    left: str, right: str, scale: Scale, span: Sequence[float], end: float = 1.0, room: float = WIDE_ROOM
) -> list[dict[str, Any]]:
    """What each side of zero means: beside zero, or at the edges where words at the right would run into others.

    ``span`` is the range of the axis, which ends at ``end`` of the figure; ``room`` the share of it that words need.
    """
    low, high = span
    if scale.narrow or high < room * (high - low):
        return [
            head_note(f"◂ {left.removesuffix(BUDGET)}", scale, xref="paper", xanchor="left"),
            head_note(f"{right.removesuffix(BUDGET)} ▸", scale, xref="paper", xanchor="right") | {"x": end},
        ]
    return [
        head_note(left, scale, xref="x", xanchor="right", xshift=-6),
        head_note(right, scale, xref="x", xanchor="left", xshift=6),
    ]


def head_note(text: str, scale: Scale, **place: Any) -> dict[str, Any]:
    """Quiet words above the first row."""
    quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
    return theme.note(text, 0, -0.5, yref="y", yanchor="bottom", font=quiet, **place)


def bar_marker(colours: Sequence[str], moved: Sequence[str]) -> dict[str, Any]:
    """The marker of bars in ``colours``; one that only moves a cost elsewhere is grey with stripes."""
    colours = [theme.NEUTRAL if each else colour for colour, each in zip(colours, moved, strict=True)]
    marker: dict[str, Any] = {"color": colours, "line": {"color": theme.EDGE, "width": 1}}
    if any(moved):
        stripes = ["/" if each else "" for each in moved]
        marker["pattern"] = {
            "shape": stripes,
            "fgcolor": theme.PAPER,
            "fillmode": "overlay",
            "size": 8,
            "solidity": 0.3,
        }
    return marker


def mark(line: VarianceLine) -> str:
    """What follows the value of a line that is to be explained and is not; ``unexplained_key`` says what it means."""
    return f" {UNEXPLAINED_MARK}" if line.unexplained else ""


def unexplained_key(lines: Sequence[VarianceLine]) -> str:
    """What the mark of unexplained lines means; empty where none is there."""
    return UNEXPLAINED_KEY if any(line.unexplained for line in lines) else ""


def moved_word(value: float | None, scale: Scale, room: float = WIDE_ROOM) -> str:
    """What is written beside a bar that only moves a cost elsewhere; a narrow chart leaves the rest to its key."""
    narrow = scale.narrow or (room > WIDE_ROOM and not scale.room)
    return "moved" if narrow or (value or 0) > 0 else "moved, not saved"


def moved_notes(
    values: Sequence[float | None],
    moved: Sequence[str],
    heights: Sequence[float],
    scale: Scale,
    room: float = WIDE_ROOM,
) -> list[dict[str, Any]]:
    """Beside zero, across from a bar that only moves a cost elsewhere: that it does."""
    notes = []
    for value, each, height in zip(values, moved, heights, strict=True):
        if each and value:
            left = value > 0
            place = {"xanchor": "right" if left else "left", "xshift": -6 if left else 6, "yanchor": "middle"}
            quiet = {"color": theme.QUIET_INK, "size": scale.font - 1}
            notes.append(theme.note(moved_word(value, scale, room), 0, height, **place, font=quiet))
    return notes


def moved_room(values: Sequence[float | None], moved: Sequence[str], room: float) -> list[float]:
    """Values that an axis must hold so that ``moved_notes`` have ``room``, a share of it, across from their bars."""
    return [-value * room for value, each in zip(values, moved, strict=True) if each and value]


def moved_key(moved: Sequence[str]) -> str:
    """What striped bars are, and what becomes of the cost; empty where there are none."""
    said = list(dict.fromkeys(each for each in moved if each))
    return f" Grey stripes: money moved, not saved: {listing(said)}." if said else ""


def mark_heights(count: int, scale: Scale) -> list[float]:
    """Where the marks of ``count`` rows stand: on the row, or in its lower half under the label."""
    return [row + 0.17 if scale.stacked else float(row) for row in range(count)]


def mark_size(scale: Scale) -> float:
    """Thickness of a bar as a share of its row."""
    return 0.36 if scale.stacked else 0.56


def label_margin(labels: list[str], scale: Scale) -> int:
    """Pixels to keep free at the left for the widest label."""
    if scale.stacked:
        return 2
    longest = max((min(len(label), scale.label_letters) for label in labels), default=0)
    return round(longest * scale.letter) + 18


def value_margin(columns: int, scale: Scale, directions: bool = False) -> int:
    """Pixels to keep free at the right for the value columns; ``directions`` says that one is of travel."""
    if scale.narrow:
        columns = 2 if directions and not scale.stacked else 1
    return columns * scale.value_column + 4


def row_axis(count: int, **parts: Any) -> dict[str, Any]:
    """A y axis with one unit a row, the first row at the top."""
    return theme.axis(range=[count - 0.5, -0.5], **parts)


def zero_axis(values: list[float], **parts: Any) -> dict[str, Any]:
    """An x axis that holds ``values`` on both sides of a strong line at zero."""
    return theme.axis(range=reach(values), zeroline=True, zerolinecolor=theme.INK, zerolinewidth=2, **parts)


def value_axis(highest: float, scale: Scale, narrow: bool = False, **parts: Any) -> dict[str, Any]:
    """An x axis that starts at zero, with a few quiet grid lines and their values."""
    return theme.axis(
        range=[0, highest * 1.05],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        tickformat=",",
        tickangle=0,
        nticks=4 if narrow or scale.narrow else 6,
        zeroline=True,
        zerolinecolor=theme.INK,
        **parts,
    )


def reach(values: list[float], pad: float = 0.04) -> list[float]:
    """An x range that holds zero and every value with a little air."""
    low, high = min([0.0, *values]), max([0.0, *values])
    air = (high - low) * pad or 1.0
    return [low - (air if low < 0 else air / 4), high + (air if high > 0 else air / 4)]
