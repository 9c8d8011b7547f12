"""Word documents: order, merged cells, tracked changes, hidden text, content controls, boxes, raised marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx as word
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders import LoadError, finding
from loaders.containers import docx
from loaders.containers.text import Document

W = nsdecls("w")


def _read(document: WordDocument, folder: Path) -> Document:
    path = folder / "paper.docx"
    document.save(str(path))
    return docx.read(path)


def _filled(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.place, line.cells) for line in document.lines if line.filled]


def _paragraph(xml: str) -> Any:
    return parse_xml(f"<w:p {W}>{xml}</w:p>")


def _add(document: WordDocument, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, _paragraph(xml))


def test_paragraphs_and_tables_stand_in_their_order_with_a_gap_between(tmp_path: Path) -> None:
    document = word.Document()
    document.add_paragraph("before")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "a", "b"
    document.add_paragraph("after")
    found = _read(document, tmp_path)
    assert [line.cells for line in found.lines] == [("before",), ("",), ("a", ""), ("", "b"), ("",), ("after",), ("",)]
    assert [place for place, _ in _filled(found)] == ["paragraph 1", "table 1, row 1", "table 1, row 2", "paragraph 2"]


def test_a_merged_cell_counts_once_where_it_begins(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"
    assert [cells for _, cells in _filled(_read(document, tmp_path))] == [
        ("wide", "", "02"),
        ("10", "11", "tall"),
        ("20", "21", ""),
    ]


def test_a_cell_of_two_paragraphs_is_one_text_but_two_figures_do_not_run_together(tmp_path: Path) -> None:
    document = word.Document()
    cells = document.add_table(1, 3).rows[0].cells
    for cell, parts in zip(cells, (("Forecast", "Variance"), ("12", "345"), ("2032", "total")), strict=True):
        cell.text = parts[0]
        cell.add_paragraph(parts[1])
    assert _filled(_read(document, tmp_path))[0][1] == ("Forecast Variance", "12 / 345", "2032 total")


def test_what_was_struck_out_is_not_read_and_what_was_put_in_is(tmp_path: Path) -> None:
    document = word.Document()
    _add(
        document,
        "<w:r><w:t>Budget </w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>200</w:t></w:r></w:ins>",
    )
    found = _read(document, tmp_path)
    assert _filled(found) == [("paragraph 1", ("Budget 200",))]
    assert [(remark.check, remark.severity, remark.place) for remark in found.remarks] == [
        ("tracked-deletion", "warning", "paragraph 1"),
        ("tracked-insertion", "note", "paragraph 1"),
    ]
    assert found.remarks[0].message.startswith("Paragraph 1 of paper.docx has text struck out as a tracked change")


def test_a_row_that_was_struck_out_is_not_read(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "stays", "goes"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1' w:author='x'/>"))
    found = _read(document, tmp_path)
    assert _filled(found) == [("table 1, row 1", ("stays",))]
    assert [(remark.check, remark.place) for remark in found.remarks] == [("tracked-deletion", "table 1, row 2")]


def test_hidden_text_is_not_read_and_is_noted(tmp_path: Path) -> None:
    document = word.Document()
    _add(document, "<w:r><w:t>seen </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>")
    _add(document, "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown again</w:t></w:r>")
    found = _read(document, tmp_path)
    assert [cells for _, cells in _filled(found)] == [("seen",), ("shown again",)]
    assert [remark.check for remark in found.remarks] == ["hidden-text"]


def test_a_raised_digit_is_a_mark_and_no_part_of_the_figure(tmp_path: Path) -> None:
    document = word.Document()
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
    _add(document, "<w:r><w:t>90</w:t></w:r>" + raised.format("24"))
    _add(document, "<w:r><w:t>12</w:t></w:r>" + raised.format("th") + "<w:r><w:t> June 2032</w:t></w:r>")
    assert [cells for _, cells in _filled(_read(document, tmp_path))] == [("90 ²⁴",), ("12th June 2032",)]


def test_a_note_raised_in_a_table_reaches_its_row(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(2, 6)
    heading = ["Forecast Outturn Variance (Apr)", "Service", "Budget £000", "Actual", "Forecast Outturn Variance", "%"]
    for cell, text in zip(table.rows[0].cells, heading, strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ["", "Parks", "1,000", "80", "12", "1%"], strict=True):
        cell.text = text
    previous = table.cell(1, 0).paragraphs[0]
    previous.add_run("5")
    previous.add_run("24").font.superscript = True
    (found,) = finding.of("finance", _read(document, tmp_path).lines)
    assert (found.rows[0]["previous_forecast_variance_k"], found.rows[0]["note"]) == (5, "24")


def test_tabs_breaks_links_controls_and_symbols(tmp_path: Path) -> None:
    document = word.Document()
    _add(document, "<w:r><w:t>Date:</w:t><w:tab/><w:t>12 June 2032</w:t></w:r>")
    _add(document, "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t></w:r>")
    _add(document, "<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>")
    _add(document, "<w:sdt><w:sdtContent><w:r><w:t>a control</w:t></w:r></w:sdtContent></w:sdt>")
    _add(document, "<w:r><w:sym w:font='Wingdings' w:char='F0E1'/><w:instrText>PAGE</w:instrText></w:r>")
    assert [cells for _, cells in _filled(_read(document, tmp_path))] == [
        ("Date:", "12 June 2032"),
        ("one two-three",),
        ("a link",),
        ("a control",),
        ("↑",),
    ]


def test_a_table_in_a_control_and_a_table_in_a_cell(tmp_path: Path) -> None:
    document = word.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "outer"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"
    body = document.element.body
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    body.replace(table._tbl, control)
    control[0].append(table._tbl)
    assert _filled(_read(document, tmp_path)) == [
        ("table 1, row 1", ("outer", "")),
        ("table 1, row 1, inner table 1, row 1", ("x", "y")),
    ]


def test_a_box_of_text_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    document = word.Document()
    _add(
        document,
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert [cells for _, cells in _filled(_read(document, tmp_path))] == [("in a box",)]


def test_headers_and_footers_come_last_and_once(tmp_path: Path) -> None:
    document = word.Document()
    document.add_paragraph("body")
    document.sections[0].header.paragraphs[0].text = "Finance Monitoring Report – May 2032"
    document.add_section().footer.is_linked_to_previous = False
    document.sections[1].footer.paragraphs[0].text = "Finance Monitoring Report – May 2032"
    assert _filled(_read(document, tmp_path)) == [
        ("paragraph 1", ("body",)),
        ("header", ("Finance Monitoring Report – May 2032",)),
    ]


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"paper\.docx holds no text; looked for"):
        _read(word.Document(), tmp_path)


@pytest.mark.parametrize(("name", "reason"), [("MAX_CELLS", "more cells"), ("MAX_CHARACTERS", "more text")])
def test_cells_and_characters_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    document = word.Document()
    document.add_table(3, 3).cell(0, 0).text = "some words"
    monkeypatch.setattr(docx, name, 8)
    with pytest.raises(LoadError, match=f"{reason} than any report"):
        _read(document, tmp_path)


def test_tables_within_tables_have_an_end(tmp_path: Path) -> None:
    document = word.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _ in range(docx.MAX_DEPTH + 2):
        cell = cell.add_table(1, 1).cell(0, 0)
    with pytest.raises(LoadError, match="tables within tables"):
        _read(document, tmp_path)
