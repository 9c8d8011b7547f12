"""A whole published report, printed again into every container, gives every table as its text does.

Published papers are not part of the project; this runs where a folder of them stands beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import report
from loaders.containers import kinds
from loaders.containers.text import read
from loaders.joining import names
from loaders.recognisers import TABLES
from tests.loaders.containers import months, paper
from tests.loaders.containers.paper import Block

PAPER = "finance-and-performance-report-2018-05.txt"


def _blocks(path: Path) -> list[Block]:
    blocks: list[Block] = []
    table: list[list[paper.Cell]] = []
    for line in [*read(path).lines]:
        if len(line.cells) > 1 and (not table or len(table[-1]) == len(line.cells)):
            table.append(list(line.cells))
            continue
        if table:
            blocks.append(table)
            table = []
        if len(line.cells) > 1:
            table.append(list(line.cells))
        elif line.filled:
            blocks.append(line.text)
    return [*blocks, table] if table else blocks


@pytest.mark.parametrize("ending", [ending for ending in paper.WRITERS if ending != ".txt"])
def test_every_table_of_a_report(papers: Path, tmp_path: Path, ending: str) -> None:
    plain = names.apply(report.read(read(papers / PAPER)))
    path = tmp_path / f"paper{ending}"
    paper.WRITERS[ending](_blocks(papers / PAPER), path)
    found = names.apply(report.read(kinds.read(path)))
    for table in TABLES:
        assert months.compared(found.tables[table]) == months.compared(plain.tables[table]), table
    stated = {(note.check, note.row) for note in plain.notes if note.check != "unread-table"}
    assert {(note.check, note.row) for note in found.notes if note.check != "unread-table"} == stated
