"""The tables that are read from a report: one entry a table says how it is found and how its rows are spoken of.

To add a table, write a module with ``find(lines) -> list[Found]``, describe its columns in
``data/reference/columns.csv``, and add an entry here; everything else follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from loaders import (
    activity_find,
    capital,
    capital_variances,
    commentary,
    finance,
    finance_summary,
    grants,
    indicators,
    reserves,
    savings,
    scorecard,
    service_counts,
    virements,
)
from loaders.containers.text import Line
from loaders.joining import lookup
from loaders.tables import Found, Note, Row

Kept = tuple[list[Found], list[Found]]


def first_of_each_name(tables: Sequence[Found], begins: int) -> Kept:
    """The first table of each name, from the report (which ``begins`` at that line) rather than from pages before it.

    The second list has those left out, so that no line is there twice. The pieces of a table stay together.
    """
    whole: list[list[Found]] = []
    for found in tables:
        if found.continues and whole:
            whole[-1].append(found)
        else:
            whole.append([found])
    kept: list[Found] = []
    left: list[Found] = []
    for pieces in sorted(whole, key=lambda each: (each[0].start < begins, each[0].start)):
        stated = any(found.rows for found in pieces)
        taken = stated and any(pieces[0].name == each.name for each in kept if each.rows)
        (left if taken else kept).extend(pieces)
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
    Recogniser(
        "savings",
        "savings",
        savings.find,
        ("level", "reference", "title"),
        label=lambda row: str(row["reference"] or row["title"]),
        printed=lambda row: " ".join(filter(None, (row["reference"], row["title"]))),
    ),
    Recogniser(
        "indicators",
        "indicators",
        indicators.find,
        ("indicator",),
        name=indicators.name,
        printed=lambda row: f"“{row['indicator']}”",
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
    Recogniser(
        "commentary",
        "commentary",
        commentary.find,
        ("note",),
        name=lookup.commentary,
        label=lambda row: f"{row['note']}) {row['service']}",
        printed=lambda row: f"commentary {row['note']}, {row['service_reported']}",
    ),
    Recogniser(
        "service_counts",
        "service counts",
        service_counts.find,
        ("measure", "breakdown", "period_text", "unit", "value"),
        keep=service_counts.none_of_the_report,
        label=lambda row: ", ".join(filter(None, (row["measure"], row["breakdown"], row["period_text"]))),
    ),
    Recogniser("status", "status", scorecard.find_status, ("category",)),
    Recogniser("portfolio", "portfolio", scorecard.find_portfolio, ("programme",)),
    Recogniser(
        "capital",
        "capital programme",
        capital.find,
        ("scheme",),
        name=lookup.capital,
        printed=lambda row: str(row["scheme_reported"]),
    ),
    Recogniser("capital_funding", "capital funding", capital.find_funding, ("source",), name=lookup.capital_funding),
    Recogniser(
        "capital_variances",
        "capital variances",
        capital_variances.find,
        ("programme", "scheme"),
        name=lookup.capital_variances,
        label=lambda row: str(row["scheme"]),
    ),
    Recogniser(
        "capital_variation",
        "capital variation",
        capital.find_variation,
        ("service",),
        name=lookup.capital_variation,
        printed=lambda row: f"{row['service']} (capital variation)",
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
