"""A month that was published again with other figures: both reports are kept, and the one published last is current.

Reports of one service block and month are told apart by ``published``, the date printed on them. The one with the
latest date has the month's own key; an earlier one has its date in its key, as in
``people-and-places-2032-05-of-2032-06-12``, and all of its rows and findings under that key, so that it can be shown.
``data.dataset`` reads the current one as the month and the earlier ones as ``earlier``. Every figure that changed is a
finding of the current report.

Papers with the same date, or with the same figures, are prints of one report, and so is a paper without a date: it is
held against the current report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from loaders.figures import shown, words
from loaders.joining import two_prints
from loaders.recognisers import label, printed
from loaders.report import Report, under
from loaders.tables import Note

CHECK = "restated"


def join(reports: Sequence[Report]) -> list[Report]:
    """``reports`` with prints joined and months that were published again told apart, oldest month first."""
    by_key: dict[str, list[Report]] = {}
    for report in reports:
        by_key.setdefault(report.key, []).append(report)
    joined: list[Report] = []
    for same in by_key.values():
        *earlier, current = (two_prints.join(each)[0] for each in _editions(same))
        current.notes += [note for each in earlier for note in _changes(current, each)]
        joined += [current, *map(_kept, earlier)]
    return sorted(joined, key=lambda each: (each.particulars["period"], each.key))


def _editions(same: Sequence[Report]) -> list[list[Report]]:
    """The prints of each edition of one report, the current edition last."""
    dates = sorted({each.particulars["published"] for each in same} - {None})
    if len(dates) < 2:
        return [list(same)]
    editions: list[list[Report]] = []
    for published in dates:
        prints_of_it = [each for each in same if each.particulars["published"] == published]
        if editions and not any(_figures(two_prints.join(prints_of_it)[0], two_prints.join(editions[-1])[0])):
            editions[-1] += prints_of_it
        else:
            editions.append(prints_of_it)
    editions[-1] += [each for each in same if each.particulars["published"] is None]
    return editions


def _figures(current: Report, earlier: Report) -> Iterator[two_prints.Change]:
    for table, rows in current.tables.items():
        before = {two_prints.identity(table, row): row for row in earlier.tables[table]}
        for row in rows:
            other = before.pop(two_prints.identity(table, row), None)
            if other is not None:
                yield from two_prints.changes(table, row, other)
            elif earlier.tables[table]:
                yield two_prints.Change(table, row, None)
        if rows:
            yield from (two_prints.Change(table, None, other) for other in before.values())


def _changes(current: Report, earlier: Report) -> list[Note]:
    published: date = earlier.particulars["published"]
    when = f"the report published on {published.day} {published:%B %Y}"
    message = f"The month was published again with other figures; {when} is kept as {_key(earlier)}."
    notes = [Note("reports", None, CHECK, "warning", message, _place(current))]
    for change in _figures(current, earlier):
        row = change.row or change.other or {}
        what = printed(change.table, row)
        if change.other is None:
            message = f"The line {what} is not in {when}."
        elif change.row is None:
            message = f"The line {what} of {when} is no longer there."
        else:
            was, now = (shown(change.column, each[change.column]) for each in (change.other, change.row))
            message = f"The {words(change.column)} of {what} is {now}; it was {was} in {when}."
        locator = change.row["locator"] if change.row else _place(current)
        notes.append(Note(change.table, label(change.table, row), CHECK, "note", message, locator))
    return notes


def _place(report: Report) -> str:
    return next((str(row["locator"]) for rows in report.tables.values() for row in rows), "")


def _key(report: Report) -> str:
    return f"{report.key}{_dated(report.particulars['published'])}"


def _dated(published: date) -> str:
    return f"-of-{published:%Y-%m-%d}"


def month_key(key: str, published: date | None) -> str:
    """The key of the month that the report ``key`` is an edition of."""
    return key.removesuffix(_dated(published)) if published else key


def _kept(report: Report) -> Report:
    """``report`` under a key with its date."""
    return under(report, _key(report))
