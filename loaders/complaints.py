"""What is said of a paper as a whole: what it lacks, what was left out, and what stands in it that was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from loaders.containers.text import LOOKED_FOR, Document, Line
from loaders.engine.read import UNIT_UNKNOWN, UNSIGNED
from loaders.particulars import Title
from loaders.recognisers import RECOGNISERS
from loaders.tables import Found, Note, Row

# Fewer cells may be a title, or a date beside its name.
_ROW_CELLS = 2

_TOTALS = ("group_total", "directorate_total", "expenditure_total")


def refusal(document: Document, tables: bool, title: bool, unsettled: Sequence[Note] = ()) -> str:
    """Why nothing of ``document`` can be loaded, and what would settle it."""
    lacking = "its service level table" if title else "a title with the month" if tables else "either"
    advice = "; state its month with --period, such as --period 2024-09" if tables and not title else ""
    unit = next((note for note in unsettled if note.check == UNIT_UNKNOWN), None)
    advice += f"; {unit.locator}: {unit.message.rstrip('.')}" if unit else ""
    return (
        f"{document.name} holds no report that can be loaded: looked for {LOOKED_FOR}; found no sign of "
        f"{lacking}{advice}"
    )


def left_out(found: Found, kept: Sequence[Found], lines: Sequence[Line]) -> Note:
    """That a second table of one name is not loaded beside the first."""
    same = any(_figures(found) == _figures(each) for each in kept if each.name == found.name)
    told = (
        "the figures are the same, so it is loaded once" if same else "it was left out, so that no line is there twice"
    )
    return Note(
        found.table,
        found.name,
        "second-table",
        "note" if same else "warning",
        f"A second table {found.name} stands in the same paper; {told}.",
        lines[found.start].place,
    )


def _figures(found: Found) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in ("locator", "text")} for row in found.rows]


def absent(tables: Mapping[str, Sequence[Row]], document: Document, title: Title) -> Iterator[Note]:
    """A net total that does not come, and tables that a paper of this name has and this one has not."""
    rows = tables["finance"]
    if rows and not any(row["level"] == "net_total" for row in rows) and not _ends(rows, tables, title.house):
        message = "The service level table ends without its net total, so lines or a page may be missing."
        yield Note("finance", None, "missing-page", "error", message, rows[-1]["locator"])
    for each in RECOGNISERS:
        if each.essential and title.house and document.whole and not tables[each.table]:
            message = f"No {each.short} table was found in the paper."
            yield Note(each.table, None, "missing-table", "warning", message, document.lines[title.at].place)


def _ends(rows: Sequence[Row], tables: Mapping[str, Sequence[Row]], house: bool) -> bool:
    """Whether a table may end as it does: with a total of everything that no summary carries on to another net total.

    Papers of other houses may have nothing but one total, whatever it is called.
    """
    last = rows[-1]
    if not house and last["level"] in _TOTALS:
        return all(row["level"] == "service" for row in rows[:-1])
    nets = [
        row["budget_k"]
        for row in tables["finance_summary"]
        if row["view_reported"] == "overall" and row["level"] == "net_total"
    ]
    return last["level"] == "expenditure_total" and all(budget == last["budget_k"] for budget in nets)


def rows_outside(found: Sequence[Found], document: Document) -> Iterator[Note]:
    """Name rows that stand in no table: a paper has tables of all kinds, but what is sent as a table is to be read."""
    if document.whole:
        return
    inside = {position for each in found for position in range(each.start, each.end)}
    outside = [
        line for position, line in enumerate(document.lines) if position not in inside and line.filled > _ROW_CELLS
    ]
    if outside:
        rows = "1 row" if len(outside) == 1 else f"{len(outside)} rows"
        message = f"{rows} from {outside[0].place} on stand under no heading that is known, so they were not read."
        yield Note("reports", None, "unread-table", "warning", message, outside[0].place)


def assumed_signs(found: Sequence[Found], lines: Sequence[Line]) -> Iterator[Note]:
    """A remark on each table of which nothing says whether a positive variance is over or under budget."""
    for each in found:
        if each.sign is None and each.rows:
            yield Note(
                each.table,
                each.name,
                "sign-assumed",
                "note",
                f"Neither the words nor the figures of {each.name} say whether a positive variance is over or under "
                "budget; it is taken as over.",
                lines[each.start].place,
            )


def as_printed(found: Sequence[Found]) -> dict[str, str | None]:
    """The unit of money that most tables print, and what a positive variance means in them."""
    units = Counter(each.unit for table in found for each in table.trace if each.unit and "£" in each.unit)
    signs = Counter(table.sign for table in found if table.trace and table.sign not in (None, UNSIGNED))
    unit, sign = (counted.most_common(1)[0][0] if counted else None for counted in (units, signs))
    return {"unit_as_printed": unit, "sign_as_printed": sign}
