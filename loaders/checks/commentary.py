"""The commentary against the lines of the service level table that carry its number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.analysis import MATERIAL_AMOUNT_K, MATERIAL_SHARE, UNEXPLAINED, is_material
from data.formatting import money, percent, variance_words
from loaders.checks.compare import Doubt, doubt, sum_of
from loaders.checks.finance import percentages
from loaders.recognisers import label, printed
from loaders.tables import Note, Row

_FIGURES = ("budget_k", "actual_k", "forecast_variance_k")


def figures(rows: Sequence[Row], finance: Sequence[Row], doubted: Collection[tuple[int, str]]) -> list[Doubt]:
    """Figures against the line that carries the note, or the sum of the lines that carry it; then percentages.

    A note on several lines (a pooled budget) is by design. Figures of the table that are ``doubted`` already are left
    alone.
    """
    doubts: list[Doubt] = []
    for row in rows:
        lines = [line for line in finance if line["note"] == row["note"]]
        for column in _FIGURES:
            expected = sum_of(lines, column)
            if expected is None or any((id(line), column) in doubted for line in lines):
                continue
            places = ", ".join(line["locator"] for line in lines)
            if len(lines) == 1:
                because = f"the service level table ({places}) has"
            else:
                because = f"the lines with this note in the service level table ({places}) add up to"
            slack = (len(lines) + 1) / 2
            doubts += doubt(
                "commentary", row, column, expected, slack, "commentary-against-table", because, also_at=lines
            )
    return [*doubts, *percentages("commentary", rows)]


def numbers(rows: Sequence[Row], finance: Sequence[Row]) -> list[Note]:
    """Notes in the service level table without commentary, and commentaries whose number no line carries."""
    if not rows:
        return []
    told = {row["note"] for row in rows}
    marked = {line["note"] for line in finance}
    notes = [
        Note(
            "commentary",
            label("commentary", row),
            "commentary-without-line",
            "warning",
            f"{printed('commentary', row)}: no line of the service level table carries the number {row['note']}.",
            row["locator"],
            stated=row["note"],
        )
        for row in rows
        if row["note"] not in marked
    ]
    seen: set[str] = set()
    for line in finance:
        number = line["note"]
        if number is None or number in told or number in seen:
            continue
        seen.add(number)
        notes.append(
            Note(
                "finance",
                label("finance", line),
                "line-without-commentary",
                "warning",
                f"{printed('finance', line)} carries the number {number}, but there is no commentary {number}.",
                line["locator"],
                stated=number,
            )
        )
    return notes


def unexplained(rows: Sequence[Row], finance: Sequence[Row]) -> list[Note]:
    """Services and grants further from budget than the papers' rule allows, on which no commentary is given.

    A line is commented on by its note, by the note of the group or directorate that it stands in, or by its name. A
    paper without commentary is not asked for it. Where the group nets to within the rule, that is only a remark.
    """
    if not rows:
        return []
    named = {row["service"] for row in rows}
    totals = [line for line in finance if line["level"] in ("group_total", "directorate_total")]
    notes = []
    for line in finance:
        if line["level"] not in ("service", "grant") or not is_material(line["forecast_variance_k"], line["budget_k"]):
            continue
        above = _above(line, totals)
        if not named.intersection((line["service"], line["service_group"])) and not any(
            each["note"] for each in (line, *above)
        ):
            notes.append(_unexplained(line, next((each for each in above if each["level"] == "group_total"), None)))
    return notes


def _above(line: Row, totals: Sequence[Row]) -> list[Row]:
    """The totals that count ``line``: of its group, and of its directorate."""
    if line["directorate"] is None:
        return []
    return [
        total
        for total in totals
        if total["directorate"] == line["directorate"]
        and (total["level"] == "directorate_total" or total["service_group"] == line["service_group"] is not None)
    ]


def _unexplained(line: Row, group: Row | None) -> Note:
    rule = f"{percent(MATERIAL_SHARE * 100, 0)} of its budget or {money(MATERIAL_AMOUNT_K)}, whichever is greater"
    message = (
        f"{printed('finance', line)} is {variance_words(line['forecast_variance_k'])}, more than {rule}, "
        "but the paper has no commentary on it."
    )
    netted = group is not None and not is_material(group["forecast_variance_k"], group["budget_k"])
    if group is not None and netted:
        together = variance_words(group["forecast_variance_k"])
        message += f" The group as a whole, {group['service_group']}, is {together}, which the rule lets pass."
    return Note(
        "finance",
        label("finance", line),
        UNEXPLAINED,
        "note" if netted else "warning",
        message,
        line["locator"],
        column="forecast_variance_k",
    )
