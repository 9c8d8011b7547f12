"""What stands in a paper like a table and is read by none: each block is named, and prose is not."""

from __future__ import annotations

import pytest

from loaders import unread
from loaders.containers.text import Line


def _lines(text: str) -> list[Line]:
    return [Line(f"line {number}", tuple(line.split("\t"))) for number, line in enumerate(text.split("\n"), start=1)]


TABLES = {
    "figures in words": "Care in £000\nBudget Apr Q1\n\nResidential 1,339 1,293 1,397\n\nNursing 12 14 -10\n",
    "a label torn over lines": "Places £\nNorth\nand\nSouth 2 -60 -60 0\nEast 14 -3,419 -3,389 30\n",
    "one row of cells below its unit": "£000\t\t\nUpper estimate\tSpent\tTotal\nAdults\t434\t35,638\n",
    "ratings": "Previous Status\nCategory\nRed\nRevenue position\nRed 1.2\nGreen Capital\nWithin resources\nGreen 2\n",
    "schemes in a list": "Rephased:\n- North School; £152k slippage.\n- East slippage £950k.\n- Quay; £4,508k.\n",
}
OTHERS = {
    "prose with figures": "In all 12 of 14 lanes and 3 bridges were mended, at £12k each.\nMore follow in 2032.\n",
    "an agenda with pages": "1\tApologies\t\n2\tMinutes\t5 - 14\n3 Lanterns 15 - 20\n4 Bridges 21 - 28\n",
    "contents": "1.0\tContext\t2\n2.0\tSummary\t3\n3.0\tLanterns\t4\n",
    "dates and telephone numbers": "Thursday 12 March 2032 10 00\nCall 01234 567890\nCall 01234 567891\n",
    "an amount or two in a list": "- Lanterns; £12k more.\n- Bridges; £13k less.\n",
    "colours without a status": "Red\nboats\nGreen\nboats\n",
    "page numbers": "Page 4 of 9\nPage 5 of 9\n7\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_what_is_like_a_table_is_named_with_its_place(text: str) -> None:
    lines = _lines(text)
    (note,) = unread.notes(lines, set())
    (block,) = unread.blocks(lines, set())
    assert note.check == "unread-table"
    assert note.locator == lines[block.first].place
    assert str(block.rows) in note.message


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_none_is_not_named(text: str) -> None:
    assert list(unread.notes(_lines(text), set())) == []


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_that_was_read_is_not_named(text: str) -> None:
    lines = _lines(text)
    assert list(unread.notes(lines, set(range(len(lines))))) == []


def test_every_line_is_counted_once() -> None:
    lines = _lines("".join([*TABLES.values(), *OTHERS.values()]))
    inside = set(range(4))
    counted = unread.count(lines, inside)
    assert all(counted)
    assert sum(counted) == sum(1 for at, line in enumerate(lines) if line.filled and at not in inside)
