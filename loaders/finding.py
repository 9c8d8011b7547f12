"""Every table of a paper: those that a recogniser knows by its own marks, those that the engine reads by meaning."""

from __future__ import annotations

from collections.abc import Sequence

from loaders import commentary, lone_totals
from loaders.containers.text import Line
from loaders.engine import read, torn
from loaders.engine.told import Told
from loaders.recognisers import RECOGNISERS
from loaders.tables import Found

Tables = dict[str, list[Found]]


def find(lines: Sequence[Line], told: Told | None = None) -> Tables:
    """The tables in ``lines`` by their name in the contract, each list in the order of the paper.

    A recogniser that finds its own table keeps it. Commentary is read last: tables may stand inside it.
    """
    tables: Tables = {each.table: each.find(lines) if each.table != "commentary" else [] for each in RECOGNISERS}
    taken = [range(found.start, found.end) for each in tables.values() for found in each]
    taken += [range(position, position + 1) for position in commentary.headings(lines)]
    told = told or Told()
    in_cells = read.tables(lines, taken, told)
    taken += [range(found.start, found.end) for found in in_cells]
    already = {
        found.table for found in [*in_cells, *(each for found in tables.values() for each in found)] if found.rows
    }
    for found in [*in_cells, *torn.tables(lines, taken, told, already)]:
        # What a recogniser has named as unread is not named again.
        if found.rows or not any(each.end == found.start for each in tables[found.table]):
            tables[found.table].append(found)
    for each in tables.values():
        each.sort(key=lambda found: found.start)
        for found in each:
            lone_totals.leave_out(found)
    inside = {found.start: found.end for table, each in tables.items() for found in each}
    tables["commentary"] = commentary.find(lines, inside)
    return tables


def of(table: str, lines: Sequence[Line]) -> list[Found]:
    """The tables of one kind in ``lines``."""
    return find(lines)[table]
