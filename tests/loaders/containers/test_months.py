"""The same month as text, PDF, Word, workbook, web page and CSV gives the same rows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from loaders import dataset, report
from loaders.account import lines_of
from loaders.containers import kinds
from loaders.containers.text import Document, read
from loaders.joining import names
from loaders.report import Report
from loaders.tables import Found
from tests.loaders.containers import months, paper
from tests.loaders.containers.paper import Block
from tests.loaders.golden import FIXTURES

TABLES = ("finance", "finance_summary", "activity")
MONTHS = ("2018-05", "2020-01")
ENDINGS = tuple(paper.WRITERS)


@cache
def _month(name: str) -> Report:
    return months.month(name)


def _fixture() -> list[Block]:
    """One of our own small reports, its tables and paragraphs."""
    blocks: list[Block] = []
    table: paper.Table = []
    for line in read(FIXTURES / "reports" / "may_2032.txt").lines:
        if len(line.cells) > 1:
            table.append(list(line.cells))
            continue
        if table:
            blocks.append(table)
            table = []
        if line.filled:
            blocks.append(line.text)
    return blocks


def _read(path: Path) -> tuple[Document, Report]:
    document = kinds.read(path)
    return document, report.read(document)


@pytest.fixture(scope="module")
def months_in(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Document, Report]]:
    """Every month in every container, read once."""
    folder = tmp_path_factory.mktemp("months")
    found = {}
    for month in MONTHS:
        blocks = months.blocks(_month(month))
        for ending, writer in paper.WRITERS.items():
            path = folder / f"{month}{ending}"
            writer(blocks, path)
            found[month, ending] = _read(path)
    return found


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("month", MONTHS)
def test_a_whole_month_comes_back_as_it_was(
    months_in: dict[tuple[str, str], tuple[Document, Report]], month: str, ending: str
) -> None:
    found = names.apply(months_in[month, ending][1])
    for table in TABLES:
        assert months.compared(found.tables[table]) == months.compared(_month(month).tables[table])
    assert found.notes == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("month", MONTHS)
def test_every_line_of_a_table_is_counted_once(
    months_in: dict[tuple[str, str], tuple[Document, Report]], month: str, ending: str
) -> None:
    document, found = months_in[month, ending]
    counted: list[Found] = [each for each in found.found if each.table in TABLES]
    assert len(counted) > 8
    for each in counted:
        assert (each.unread, each.row_lines + each.furniture) == (0, lines_of(document, each))


@pytest.mark.parametrize(
    ("ending", "place"),
    [
        (".txt", r"line \d+"),
        (".pdf", r"page \d+, table \d+, row \d+"),
        (".docx", r"table \d+, row \d+"),
        (".xlsx", r"Table \d+!A\d+"),
        (".html", r"table \d+, row \d+"),
        (".csv", r"line \d+"),
    ],
)
def test_a_row_says_where_it_stands(
    months_in: dict[tuple[str, str], tuple[Document, Report]], ending: str, place: str
) -> None:
    document, found = months_in["2020-01", ending]
    lines = {line.place: line for line in document.lines if line.filled}
    for row in found.tables["finance"]:
        assert re.fullmatch(place, row["locator"])
        assert row["service_reported"] in lines[row["locator"]].text


@pytest.mark.parametrize("ending", ENDINGS)
def test_our_own_report_by_the_whole_load(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"paper{ending}"
    paper.WRITERS[ending](_fixture(), path)
    loaded = dataset.load([path])
    plain = dataset.load([FIXTURES / "reports" / "may_2032.txt"])
    (one,), (other,) = loaded.reports, plain.reports
    for table in TABLES:
        assert months.compared(one.tables[table]) == months.compared(other.tables[table])
    same = ("report", "title", "period", "basis", "published", "service_block")
    assert [one.particulars[name] for name in same] == [other.particulars[name] for name in same]
    assert [finding["check"] for finding in loaded.findings] == [finding["check"] for finding in plain.findings] == []


def test_the_same_report_in_two_containers_is_one_report_with_two_sources(tmp_path: Path) -> None:
    for ending in (".docx", ".pdf"):
        paper.WRITERS[ending](_fixture(), tmp_path / f"paper{ending}")
    (one,) = dataset.load([tmp_path]).reports
    assert one.particulars["file"] == "paper.docx; paper.pdf"
    assert len(one.tables["finance"]) == 7
