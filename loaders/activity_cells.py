"""Key activity tables whose cells are kept apart: the heading's two rows say what each column is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.activity import BLOCKS, Block, counted, group_named, unread_table, without_unproved_blocks
from loaders.containers.text import Line
from loaders.tables import Found, Note, is_page_furniture

_PER = re.compile(r"(?:£ )?per (hour|week|night|session|year)", re.IGNORECASE)
_REQUIRED = {"count_budget", "cost_budget_k", "count_actual", "cost_actual_k", "cost_variance_k"}


def is_heading(lines: Sequence[Line], position: int) -> bool:
    """Whether this line is the upper row of a heading: the bands for budget, actual and variance."""
    cells = lines[position].cells
    return len(cells) > 8 and "BUDGET" in cells and any(cell.startswith("ACTUAL") for cell in cells)


def read(lines: Sequence[Line], start: int, subject: str | None) -> Found:
    """The table whose heading begins at ``start``; ``subject`` is the title's care group where there was a title.

    A care group that is not known is loaded under its own name.
    """
    group = (subject and group_named(subject)) or group_named(lines[start].cells[0])
    if group is None:
        reason = "neither a title above it nor its heading names the care group"
        return unread_table("of care activity", lines, start, start + 1, reason)
    if start + 1 >= len(lines):
        return unread_table(group, lines, start, start + 1, "nothing stands below the first row of its heading")
    found = Found("activity", group, start)
    found.furniture = sum(1 for line in lines[start : start + 2] if line.filled)
    columns = _columns(lines[start].cells, lines[start + 1].cells)
    missing = sorted(_REQUIRED - set(columns.values()))
    if missing:
        found.notes.append(
            Note(
                "activity",
                group,
                "unread-table",
                "error",
                f"The table {group} has no column for {', '.join(missing)}, so it was left out.",
                lines[start].place,
            )
        )
        found.end = start + 2
        return found
    heading = " ".join(lines[start + 1].cells)
    block = Block(found, group, counted(heading), "year" if "annual cost" in heading.lower() else "week")
    width, first = len(lines[start + 1].cells), min(columns)
    position = start + 2
    while position < len(lines):
        line = lines[position]
        if not line.filled:
            pass
        elif is_page_furniture(line):
            found.furniture += 1
        elif is_heading(lines, position):
            if line.cells != lines[start].cells:
                break
            found.furniture += 1  # the heading again, on a new page
            if position + 1 < len(lines) and lines[position + 1].cells == lines[start + 1].cells:
                found.furniture += 1
                position += 1
        elif len(line.cells) == 1 or (len(line.cells) != width and not lines[position - 1].filled):
            break  # prose, or another table
        elif len(line.cells) != width:
            found.leave_unread(line, f"it has {len(line.cells)} cells where the heading has {width}")
        else:
            _read_row(block, line, first, columns)
        position += 1
    found.end = position
    without_unproved_blocks(found)
    return found


def _read_row(block: Block, line: Line, first: int, columns: dict[int, str]) -> None:
    found = block.found
    names = [cell for cell in line.cells[:first] if cell]
    times = {match[1].lower() for cell in line.cells if (match := _PER.fullmatch(cell))}
    if len(times) == 1 and all(_PER.fullmatch(cell) for cell in line.cells if cell):
        block.per = times.pop()  # of the unit costs in the rows below
        found.furniture += 1
        return
    if not names:
        found.leave_unread(line, "its label is missing")
        return
    if len(names) > 2:
        found.leave_unread(line, "it has more labels than a care group and a type of care")
        return
    if len(names) == 2 and names[0] in BLOCKS:
        block.category = names[0]
    elif len(names) == 2:  # the care group stands before its first row
        block.care_group = group_named(names[0]) or block.care_group
    if line.filled == len(names) and names[-1] in BLOCKS:
        block.category = names[-1]
        found.furniture += 1
        return
    if line.filled == len(names):
        found.leave_unread(line, "it has no figures")
        return
    try:
        block.add(names[-1], {name: line.cells[index] for index, name in columns.items()}, line)
    except ValueError as error:
        found.leave_unread(line, str(error))
    else:
        found.row_lines += 1


def _columns(bands: Sequence[str], names: Sequence[str]) -> dict[int, str]:
    """Which figure stands in which cell, from the band above each name and the name."""
    columns: dict[int, str] = {}
    band = ""
    for index, name in enumerate(names):
        band = bands[index] if index < len(bands) and bands[index] else band
        column = _column(band.split("(")[0].strip().lower(), name.lower(), columns.get(index - 1))
        if column is not None and column not in columns.values():
            columns[index] = column
    return columns


def _column(band: str, name: str, before: str | None) -> str | None:
    if re.fullmatch(r"d ?o ?t", name):
        # An arrow belongs to the figure before it.
        return {
            "count_actual": "count_direction",
            "unit_cost_actual": "unit_cost_direction",
            "cost_actual_k": "cost_direction",
        }.get(before or "")
    average_cost = bool(re.search(r"average .*\bcost\b", name))
    if "weeks funded" in name:
        return "weeks_funded"
    if name.startswith("variance"):
        return "cost_variance_k"
    if band == "variance":
        if average_cost:
            return "unit_cost_variance"
        if name.startswith("yearly average"):
            return "count_average_variance"
        if "variance" in name or "cost" in name:
            return "cost_variance_k"
        return "count_variance" if counted(name) else None
    if band == "budget":
        if average_cost:
            return "unit_cost_budget"
        if re.search(r"\bno\b|\bno\.", name):
            return "count_budget"
        return "cost_budget_k" if "budget" in name else None
    if band.startswith(("actual", "year end", "forecast")):
        if average_cost:
            return "unit_cost_actual"
        if name.startswith("yearly average"):
            return "count_average"
        if counted(name):
            return "cost_actual_k" if "cost" in name else "count_actual"
        if re.search(r"\bactual\b|\bspend\b|\bforecast\b", name):
            return "cost_actual_k"
    return None
