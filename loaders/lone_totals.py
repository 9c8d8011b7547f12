"""A printed total with one line only above it: it is left out where it repeats a scheme or is no total of that line."""

from __future__ import annotations

from loaders.figures import shown, words
from loaders.tables import Found, Note, Row

_TOTALS = ("total", "subtotal")


def leave_out(found: Found) -> None:
    """Take the total of a single line out of ``found``; where the two differ, a note says so.

    The total of a single scheme says nothing that the scheme does not. The total of a single type of care is kept, as
    printed, unless it is the total of something else: it differs, and no line of the table is unread.
    """
    if found.table not in ("activity", "capital_variances") or found.unread:
        return
    totals = [row for row in found.rows if row["level"] in _TOTALS]
    lines = [row for row in found.rows if row["level"] not in _TOTALS]
    if len(totals) != 1 or len(lines) != 1:
        return
    (total,), (line,) = totals, lines
    differing = [name for name in line if _differ(line[name], total.get(name))]
    if found.table == "activity" and not differing:
        return
    found.rows = lines
    found.row_lines -= 1
    found.furniture += 1
    if differing:
        found.notes.append(_note(found, total, line, differing[0]))


def _differ(one: object, other: object) -> bool:
    return isinstance(one, float) and isinstance(other, float) and abs(one - other) > 1.0


def _note(found: Found, total: Row, line: Row, column: str) -> Note:
    label = total.get("service_type_reported") or total.get("scheme_reported")
    stated, expected = shown(column, total[column]), shown(column, line[column])
    message = (
        f"“{label}” in the table {found.name} has one line above it, so it was left out; it prints {stated} as the "
        f"{words(column)} where that line has {expected}: lines may be missing."
    )
    return Note(found.table, label, "total-of-one-line", "error", message, total["locator"], stated, expected)
