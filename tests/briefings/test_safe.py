"""Whatever a paper calls a line: no formula, no broken file, and a document that opens."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefings.contents import Format, file_name
from briefings.plain import cut, plain, short
from data.dataset import Dataset
from tests.briefings.making import KINDS, book_of, briefing_of, document_of, made, parts_of, slides_of
from tests.builders import activity_row, dataset, finance_row, report_row, summary_row

OFFICE = shutil.which("soffice")
OPENED_BY = {"pptx": slides_of, "docx": document_of, "xlsx": book_of}
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "+44 people",
    "-2+3",
    "-1",
    "@SUM(1)",
    "@x",
    "\t=1",
    "\tplain",
    "\r=1",
    "\n=1",
    " =1",
    "  +1",
    "'=1",
    '"=1"',
    "＝1+1",
    "＋1",
    "－1+1",
    "＠x",
    "﹣1+1",
    "\u200b=1",
    "\ufeff=1",
    "\u00ad=1",
    "\u3000＝1",
    "\u2800=1",
    "|calc",
    "%x",
    "{=1}",
    "=A1",
    "=Data!A1",
    "=1;2",
    "==1",
    "=-1",
    "=+1",
    "=SUM(A1:A9)",
    '=WEBSERVICE("http://example.org")',
    '=DDE("a";"b";"c")',
    "=1e9",
    "Wow!A1",
)
ODD = (
    "Day care \x00\x01\x0b\x1f",
    "\ufffe\uffff",
    "x" * 300,
    "Very long name " * 20,
    "خدمات الرعاية الاجتماعية للبالغين",
    "\u202egnol\u202c right to left override",
    "<w:p>&amp;</w:p>",
    "]]>",
    "Tab\tand\nline",
    "😀 emoji",
)


def months(names: tuple[str, ...], **parts: Any) -> Dataset:
    """A month whose services and types of care have these names, on both sides of budget."""
    lines = [
        finance_row(
            name,
            1000.0 + place,
            (-1) ** place * (300.0 + place),
            previous_forecast_variance_k=(-1) ** place * (310.0 - 2 * place),
            locator=f"line {place + 10}",
            **parts,
        )
        for place, name in enumerate(names)
    ]
    total = sum(line["forecast_variance_k"] for line in lines)
    care = [
        activity_row(
            name,
            count_budget=10.0 + place,
            count_actual=12.0,
            unit_cost_budget=500.0 + place,
            unit_cost_actual=520.0,
            cost_budget_k=260.0,
            cost_actual_k=330.0,
            cost_variance_k=70.0,
            locator=f"line {place + 500}",
        )
        for place, name in enumerate(names)
    ]
    summary = [summary_row("Net total", 1000.0 * len(names), total, level="net_total", locator="line 2")]
    return dataset(finance=lines, finance_summary=summary, activity=care, reports=[report_row()])


def sheets_of(packed: bytes) -> list[bytes]:
    """Every workbook in a file, itself or inside its charts."""
    inside = [content for name, content in parts_of(packed).items() if name.endswith(".xlsx")]
    return inside or [packed]


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_a_formula(kind: Format) -> None:
    packed = made(briefing_of(months(FORMULAS), "?month=2020-01", kind, "full"), kind)
    books = sheets_of(packed)
    assert books
    for book in map(book_of, books):
        for sheet in book:
            for row in sheet.iter_rows():
                assert [cell.value for cell in row if cell.data_type == "f"] == []


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_chart_refers_to_its_own_workbook_alone(kind: Format) -> None:
    packed = made(briefing_of(months(FORMULAS), "?month=2020-01", kind, "full"), kind)
    for name, content in parts_of(packed).items():
        if "/charts/chart" in name and name.endswith(".xml"):
            formulas = etree.fromstring(content).iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}f")
            assert all(str(each.text).startswith("Data!$") for each in formulas), name


@pytest.mark.parametrize("kind", KINDS)
def test_negative_numbers_stay_numbers(kind: Format) -> None:
    packed = made(briefing_of(months(FORMULAS), "?month=2020-01", kind, "full"), kind)
    cells = [cell for book in map(book_of, sheets_of(packed)) for sheet in book for row in sheet for cell in row]
    assert any(isinstance(cell.value, int | float) and cell.value < 0 for cell in cells)


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_a_file_leads_elsewhere(kind: Format) -> None:
    packed = made(briefing_of(months(FORMULAS), "?month=2020-01", kind, "full"), kind)
    for name, content in parts_of(packed).items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content, name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ODD, ids=range(len(ODD)))
def test_an_odd_name_makes_a_file_that_opens(kind: Format, name: str) -> None:
    briefing = briefing_of(months((name, "Day care", "Homes")), "?month=2020-01", kind, "full")
    packed = made(briefing, kind)
    OPENED_BY[kind](packed)
    for part, content in parts_of(packed).items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(content)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_four_hundred_rows_makes_a_file_that_opens(kind: Format) -> None:
    found = months(tuple(f"Service {place}" for place in range(400)))
    packed = made(briefing_of(found, "?month=2020-01", kind, "full"), kind)
    opened = OPENED_BY[kind](packed)
    if kind == "docx":
        assert max(len(table.rows) for table in opened.tables) > 300


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_selection_makes_a_file_that_says_so(kind: Format) -> None:
    found = dataset(finance=[finance_row("Carers", None, None)])
    briefing = briefing_of(found, "?month=2020-01", kind)
    assert briefing.sections
    OPENED_BY[kind](made(briefing, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_of_every_system_is_given_to_the_file(kind: Format) -> None:
    found = months(("Homes",), directorate="../..\\" + "x" * 300)
    query = "?month=2020-01&directorate=" + found.addresses.of("../..\\" + "x" * 300)
    name = file_name(briefing_of(found, query, kind, made=datetime(2026, 1, 2, 3, 4)), kind)
    assert len(name) < 200
    assert all(letter.isalnum() or letter in "-." for letter in name)
    assert name.count(".") == 1


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_no_formula_in_any_workbook(tmp_path: Path) -> None:
    packed = made(briefing_of(months(FORMULAS), "?month=2020-01", "xlsx", "full"), "xlsx")
    (tmp_path / "book.xlsx").write_bytes(packed)
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    # Every sheet, with formulas as they are written instead of what they come to.
    wanted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,true,false,-1"
    subprocess.run([*command, wanted, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")], check=True, timeout=120)
    sheets = sorted(tmp_path.glob("book-*.csv"))
    assert len(sheets) > 5
    cells = [cell for each in sheets for row in csv.reader(each.open(encoding="utf-8")) for cell in row]
    assert "=1+1" in cells
    assert "2" not in {cell for cell in cells if cell == "=1+1"}
    assert not any(cell.startswith("#") and cell.endswith(("!", "?")) for cell in cells)


def test_half_of_a_pair_and_controls_leave_a_mark_and_a_line_stays_one() -> None:
    assert plain("Half \ud800 of a pair\x00") == "Half \ufffd of a pair\ufffd"
    assert plain("two\r\nlines\tand a tab") == "two lines and a tab"
    assert plain("\u202egnol\u202c") == "gnol"


def test_what_is_shortened_says_so() -> None:
    assert short("Adults and children of the north (east)", 20) == "Adults and ch…(east)"
    assert len(short("x" * 300, 60)) == 60
    assert cut("One sentence that goes on for long", 20) == "One sentence that…"
    assert cut("Short", 20) == short("Short", 20) == "Short"
