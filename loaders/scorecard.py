"""Recognisers of the report's own verdicts: the status of its finances, and of each programme in the portfolio."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import prose
from loaders.containers.text import Line
from loaders.tables import Found, every, is_page_furniture, told

_COLOUR = re.compile(r"(?:red|amber|green|blue)", re.IGNORECASE)
_STATUS = (
    (r"previous status", "previous"),
    (r"category", "category"),
    (r"target", "target"),
    (r"current status", "current"),
)


def find_status(lines: Sequence[Line]) -> list[Found]:
    """Every table of previous and current status by category, its cells kept apart."""
    tables = []
    for position, line in enumerate(lines):
        names = [cell.lower() for cell in line.cells]
        if names[:1] == ["previous status"] and "category" in names and "current status" in names:
            tables.append(told(_read_status(lines, position), lines))
    return tables


def _read_status(lines: Sequence[Line], start: int) -> Found:
    found = Found("status", "status", start, furniture=1)
    names = [cell.lower() for cell in lines[start].cells]
    places = {column: names.index(name) for name, column in _STATUS if name in names}
    position = start + 1
    while position < len(lines) and lines[position].filled > 1:
        line = lines[position]
        if len(line.cells) != len(names) or not line.cells[places["category"]]:
            found.leave_unread(line, f"it has {len(line.cells)} cells where the heading has {len(names)}, or no label")
        else:
            values = {column: line.cells[place] or None for column, place in places.items()}
            found.rows.append({"target": None, **values, "locator": line.place})
            found.row_lines += 1
        position += 1
    found.end = position
    return found


def find_portfolio(lines: Sequence[Line]) -> list[Found]:
    """Every table of programmes with their colour; a programme may be torn into lines that end in its colour."""
    return every(lines, lambda position: _read_portfolio(lines, position) if _is_portfolio(lines[position]) else None)


def _is_portfolio(line: Line) -> bool:
    names = [cell.lower() for cell in line.cells]
    return len(names) == 3 and names[0].startswith("programme") and "description" in names[1] and names[2] == "rag"


def _is_rule(line: Line) -> bool:
    return all(re.fullmatch(r"-*", cell) for cell in line.cells)


def _read_portfolio(lines: Sequence[Line], start: int) -> Found:
    found = Found("portfolio", "portfolio", start)
    position = end = start
    while position < len(lines):
        line = lines[position]
        if line.filled and (_is_portfolio(line) or is_page_furniture(line) or _is_rule(line)):
            found.furniture += 1
        elif len(line.cells) == 3 and line.filled:
            if line.cells[0] and _COLOUR.fullmatch(line.cells[2]):
                _add(found, line.cells[0], [line.cells[1]], line.cells[2], line)
                found.row_lines += 1
            else:
                found.leave_unread(line, "it should have a programme, a description and a colour")
        elif line.filled:
            after = _torn(found, lines, position)
            if after is None:
                break  # prose, or another table
            position = end = after
            continue
        position += 1
        end = position if line.filled else end
    found.end = end
    return found


def _torn(found: Found, lines: Sequence[Line], start: int) -> int | None:
    """Read a programme torn into lines: a label with a colon, prose, and its colour alone; one past it."""
    label: list[str] = []
    position = start
    while position < len(lines) and lines[position].filled == 1 and len(label) < 3:
        label.append(lines[position].text)
        position += 1
    if ":" not in " ".join(label) or len(" ".join(label)) > 160:
        return None
    text: list[str] = []
    while position < min(start + 80, len(lines)):
        line = lines[position]
        if line.filled > 1 or re.match(r"appendix\b", line.text, re.IGNORECASE):
            return None
        if _COLOUR.fullmatch(line.text):
            _add(found, " ".join(label), text, line.text, lines[start])
            found.row_lines += sum(1 for each in lines[start : position + 1] if each.filled)
            return position + 1
        text.append(line.text)
        position += 1
    return None


def _add(found: Found, label: str, text: Sequence[str], colour: str, line: Line) -> None:
    programme, colon, lead = label.rpartition(":")
    found.rows.append(
        {
            "programme": " ".join(programme.split()) if colon else label,
            "lead": lead.strip() or None if colon else None,
            "rag": colour.lower(),
            "text": prose.joined(text),
            "locator": line.place,
        }
    )
