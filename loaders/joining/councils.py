"""Which council each report is of: where reports of several councils are loaded, each key says whose it is.

With one council the key of a report is its block and its month, ``people-and-places-2032-05``. With several, two of
them may have a block of one name, so the council stands in front, as in
``eastmoor-county-council-people-and-places-2032-05``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.parts import Stated, councils_of, plain
from loaders.report import Report, under
from loaders.tables import Note

CHECK = "unknown-council"


def keyed(reports: Sequence[Report]) -> list[Report]:
    """``reports`` in their order, each under a key that no report of another council can have.

    A paper that does not say whose it is is told in a note where that makes a difference.
    """
    councils = of_each(reports)
    several = len({plain(council) for council in councils if council}) > 1
    return [_of(council, each, several) for council, each in zip(councils, reports, strict=True)]


def of_each(reports: Sequence[Report]) -> list[str]:
    """The council of each of ``reports``; of one that does not say it, the only one that it can be; else empty."""
    return councils_of(
        [
            Stated(each.particulars.get("authority"), each.particulars["service_block"], each.particulars["period"])
            for each in reports
        ]
    )


def _of(council: str, report: Report, several: bool) -> Report:
    base = base_key(report.particulars)
    key = f"{plain(council)}-{base}" if several and council else base
    found = report if key == report.key else under(report, key)
    if several and not report.particulars.get("authority"):
        return _told(council, found)
    return found


def base_key(particulars: dict[str, Any]) -> str:
    """The key of a report without its council."""
    council = plain(str(particulars.get("authority") or ""))
    return str(particulars["report"]).removeprefix(f"{council}-" if council else "")


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two reports, by their rows of ``reports``, are of one block and month, and may be of one council."""
    councils = {plain(each["authority"]) for each in (one, other) if each.get("authority")}
    return base_key(one) == base_key(other) and len(councils) < 2


def _told(council: str, report: Report) -> Report:
    becomes = (
        f"it is taken for one of {council}, the only one with such a part"
        if council
        else "it stands by itself: name the council in the paper or in the template, and load it again"
    )
    message = f"The paper does not say which council’s it is, and reports of several councils are loaded, so {becomes}."
    place = next((str(row["locator"]) for rows in report.tables.values() for row in rows), "")
    note = Note("reports", None, CHECK, "note" if council else "warning", message, place)
    return Report(report.particulars, report.tables, [*report.notes, note], report.found, report.begins, report.others)
