"""Finds every table of activity in a paper and hands each to the reader of its layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import activity_cells, activity_words, amounts
from loaders.activity import DIRECTIONS, FIGURES, group_named, title_at
from loaders.containers.text import Line
from loaders.labels_and_figures import without_total
from loaders.tables import MONTHS, Found, Note, Row, told

EXTERNAL = "External placements"
_EXTERNAL_COLUMNS = ("count_budget", "count_previous", "count_actual", "count_variance")


def find(lines: Sequence[Line]) -> list[Found]:
    """Every key activity table and every table of external placements in ``lines``.

    A title with no table below it (a picture, perhaps) gives a table without rows and a note ``missing-table``.
    """
    tables: list[Found] = []
    position = 0
    while position < len(lines):
        found, position = _at(lines, position)
        if found is not None:
            tables.append(told(found, lines))
    return tables


def _at(lines: Sequence[Line], position: int) -> tuple[Found | None, int]:
    title = title_at(lines, position)
    if title is not None:
        subject, body = title
        below = _below(lines, position, body, subject)
        return below, max(below.end, body)
    if activity_cells.is_heading(lines, position):  # a heading without a title
        untitled = activity_cells.read(lines, position, None)
        return untitled, untitled.end
    table = _external(lines, position)
    return table, table.end if table else position + 1


def _below(lines: Sequence[Line], start: int, body: int, subject: str) -> Found:
    for position in range(body, min(body + 30, len(lines))):
        if title_at(lines, position):
            break
        if activity_cells.is_heading(lines, position):
            return activity_cells.read(lines, position, subject)
    table = activity_words.read(lines, start, body, subject)
    if table is not None:
        return table
    group = group_named(subject) or subject
    note = Note(
        "activity",
        group,
        "missing-table",
        "warning",
        f"The key activity table for {group} is announced but not in the text (in the paper it may be a picture), "
        "so none of its figures are loaded.",
        lines[start].place,
    )
    return Found("activity", group, start, end=body, notes=[note], furniture=body - start)


def _external(lines: Sequence[Line], start: int) -> Found | None:
    """The commentary's table of children placed outside the council's own homes: packages and no costs."""
    line = lines[start]
    if not line.text.lower().startswith("external placements"):
        return None
    if len(line.cells) >= 5 and "client group" in line.cells[0].lower():
        return _external_rows(lines, start, start + 1, line.text, torn=False)
    heading: list[str] = []
    for position in range(start, min(start + 40, len(lines))):
        words = lines[position].text.split()
        if len(words) >= 5 and all(amounts.kind(word) in ("number", "dash") for word in words[-4:]):
            plain = " ".join(heading).lower()
            if re.match(r"external placements client group budgeted packages .*variance from budget$", plain):
                return _external_rows(lines, start, position, " ".join(heading), torn=True)
            return None
        heading += words
    return None


def _external_rows(lines: Sequence[Line], start: int, body: int, heading: str, torn: bool) -> Found:
    found = Found("activity", EXTERNAL, start)
    found.furniture = sum(1 for line in lines[start:body] if line.filled)
    position = body
    while position < len(lines):
        line = lines[position]
        if not line.filled:
            position += 1
            continue
        if line.text == heading:  # the heading again, on a new page
            found.furniture += 1
            position += 1
            continue
        cells = line.text.split() if torn else [cell for cell in line.cells if cell]
        try:
            counts = [amounts.count(text) for text in cells[-4:]]
        except ValueError as error:
            if torn or len(line.cells) < len(_EXTERNAL_COLUMNS) + 1:
                break  # prose, or another table
            found.leave_unread(line, str(error))
            position += 1
            continue
        label = " ".join(cells[:-4])
        if len(counts) < 4 or not label:
            break
        found.rows.append(_external_row(label, counts, line))
        found.row_lines += 1
        position += 1
        if found.rows[-1]["level"] == "total":
            break
    found.end = position
    if found.rows and found.rows[-1]["level"] != "total":
        found.notes.append(without_total(found))
    found.notes += _dates(lines[start], heading)
    return found


def _external_row(label: str, counts: Sequence[float | None], line: Line) -> Row:
    return {
        "care_group": EXTERNAL,
        "category": None,
        "service_type_reported": label,
        "level": "total" if label.upper() == "TOTAL" else "line",
        "count_of": "placements",
        "unit_cost_per": None,
        **dict.fromkeys([*FIGURES, *DIRECTIONS]),
        **dict(zip(_EXTERNAL_COLUMNS, counts, strict=True)),
        "locator": line.place,
    }


def _dates(line: Line, heading: str) -> list[Note]:
    """The two dates of the heading should be a month apart; the papers sometimes print last year's."""
    months = "|".join(month[:3] for month in MONTHS)
    dates = re.findall(rf"(\d{{1,2}}) ({months})[a-z]* (20\d\d)", heading.lower())
    if len(dates) != 2:
        return []
    numbers = [int(year) * 12 + [month[:3] for month in MONTHS].index(name) for _, name, year in dates]
    if numbers[1] - numbers[0] == 1:
        return []
    shown = [f"{day} {name.capitalize()} {year}" for day, name, year in dates]
    return [
        Note(
            "activity",
            EXTERNAL,
            "heading-date",
            "note",
            f"The heading of the external placements prints {shown[0]} and {shown[1]}, which are not a month apart; "
            "the columns are read as the month before and this month.",
            line.place,
            stated=f"{shown[0]}, {shown[1]}",
        )
    ]
