"""The tables that are read from a report: one entry a table says how it is found and how its rows are spoken of.

To add a table, write a module with ``find(lines) -> list[Found]``, describe its columns in
``data/reference/columns.csv``, and add an entry here; everything else follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import activity_find, finance, finance_summary, grants, lookup, reserves, virements
from loaders.tables import Found, Note, Row
from loaders.text import Line

Kept = tuple[list[Found], list[Found]]


def first_of_each_name(tables: Sequence[Found], begins: int) -> Kept:
    """The first table of each name, from the report (which ``begins`` at that line) rather than from pages before it.

    The second list has those left out, so that no line is there twice.
    """
    kept: list[Found] = []
    left: list[Found] = []
    for found in sorted(tables, key=lambda each: (each.start < begins, each.start)):
        taken = found.rows and any(found.name == each.name for each in kept if each.rows)
        (left if taken else kept).append(found)
    return sorted(kept, key=lambda each: each.start), left


@dataclass(frozen=True)
class Recogniser:
    """One table of the contract.

    ``find`` reads every such table in a text; ``keep`` parts those of the report from those left out. ``name`` looks
    labels up in the reference (given the row, the report's particulars and the notes to add to). ``identity`` are the
    columns that tell two rows of a report apart, ``scope`` the one that says which of several tables in the paper a
    row belongs to. ``label`` is a row's key in words; ``printed`` is the row as the paper prints it, for a sentence.
    A table that is ``essential`` is missed where it is absent.
    """

    table: str
    short: str
    find: Callable[[Sequence[Line]], list[Found]]
    identity: tuple[str, ...]
    scope: str | None = None
    keep: Callable[[Sequence[Found], int], Kept] = first_of_each_name
    name: Callable[[Row, dict[str, Any], list[Note]], Row] | None = None
    label: Callable[[Row], str] | None = None
    printed: Callable[[Row], str] | None = None
    essential: bool = False


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "finance",
        "service level",
        finance.find,
        ("level", "directorate", "service_group", "service"),
        keep=finance.first_whole,
        name=lookup.finance,
        label=lambda row: str(row["service"]),
        printed=lambda row: str(row["service_reported"]),
    ),
    Recogniser(
        "finance_summary",
        "summary",
        finance_summary.find,
        ("view", "line"),
        scope="view",
        keep=finance_summary.every_view,
        name=lookup.summary,
        printed=lambda row: f"{row['line_reported']} ({row['view']} summary)",
        essential=True,
    ),
    Recogniser(
        "activity",
        "activity",
        activity_find.find,
        ("care_group", "category", "service_type"),
        scope="care_group",
        name=lookup.activity,
        label=lookup.activity_label,
        printed=lookup.activity_printed,
        essential=True,
    ),
    Recogniser("grants", "grants", grants.find, ("level", "grant"), printed=lambda row: str(row["grant"])),
    Recogniser(
        "virements",
        "virements",
        virements.find,
        ("level", "line", "effective", "amount_k"),
        label=lambda row: str(row["line"]),
    ),
    Recogniser(
        "reserves",
        "reserves",
        reserves.find,
        ("level", "heading", "fund"),
        name=reserves.name,
        printed=lambda row: f"{row['fund']} ({row['heading']})" if row["heading"] else str(row["fund"]),
    ),
)
TABLES = tuple(each.table for each in RECOGNISERS)
BY_TABLE = {each.table: each for each in RECOGNISERS}


def label(table: str, row: Row) -> str:
    """The key of a row of ``table`` in words, under the names used across all months."""
    recogniser = BY_TABLE[table]
    if recogniser.label:
        return recogniser.label(row)
    return ": ".join(str(row[name]) for name in recogniser.identity if name != "level" and row[name] is not None)


def printed(table: str, row: Row) -> str:
    """A row of ``table`` as the paper prints it, for a sentence."""
    recogniser = BY_TABLE[table]
    return recogniser.printed(row) if recogniser.printed else label(table, row)
