"""Workbooks in the other forms that officers send: of Excel before 2007, of LibreOffice, Strict, and with macros."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from loaders.containers import kinds, sheets
from loaders.containers.text import Document
from loaders.errors import LoadError

OLD = Path(__file__).parents[2] / "fixtures" / "workbooks" / "before_2007.xls"
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def _rows(document: Document) -> list[tuple[str, ...]]:
    return [line.cells for line in document.lines if line.filled]


def _ods(path: Path, tables: str, styles: str = "") -> Path:
    content = (
        f"<office:document-content{SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def _table(*rows: str, name: str = "Table 1", more: str = "") -> str:
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def _cell(text: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"


def test_an_old_workbook_reads_as_it_prints() -> None:
    document = kinds.read(OLD)
    assert _rows(document)[3:] == [
        ("(10)", "Alpha day centres", "1,200", "640", "48", "4%"),
        ("0", "Beta care homes", "3,000", "1,850", "-120", "-4%"),
        ("5", "Gamma transport", "800", "410", "0", "0%"),
        ("", "As at", "31 May 2032"),
        ("Sum",),
    ]
    assert {remark.check for remark in document.remarks} == {"hidden-sheet", "hidden-rows"}
    assert next(line.place for line in document.lines if "Alpha day centres" in line.cells) == "Appendix 1!A5"


@pytest.mark.parametrize("raw", [b"\xd0\xcf\x11\xe0" + bytes(600), OLD.read_bytes()[:3000]], ids=["of nothing", "cut"])
def test_an_old_file_that_is_no_workbook(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "paper.xls").write_bytes(raw)
    with pytest.raises(LoadError, match=r"paper\.xls .* save it as a workbook that ends in \.xlsx"):
        kinds.read(tmp_path / "paper.xls")


def test_a_workbook_of_libreoffice(tmp_path: Path) -> None:
    alike = ' table:number-rows-repeated="2"'
    empty = '<table:table-cell table:number-columns-repeated="16380"/>'
    red = ' office:value-type="float" office:value="-120"'
    path = _ods(
        tmp_path / "paper.ods",
        _table(
            "<table:table-header-rows>",
            _row(_cell("Service"), _cell("Budget"), _cell("Forecast<text:line-break/>variance")),
            "</table:table-header-rows>",
            _row(_cell("Alpha<text:s/>homes"), _cell("3,000"), _cell("120", red), empty),
            _row(_cell("Beta"), _cell("7%", ' table:number-columns-repeated="2"'), more=alike),
            _row(_cell("Gamma"), "<table:covered-table-cell/>", _cell("#REF!")),
            _row(_cell("Delta"), _cell("1"), _cell("2"), more=' table:visibility="collapse"'),
            _row(empty, more=' table:number-rows-repeated="1048000"'),
        )
        + _table(_row(_cell("secret")), name="Workings", more=' table:style-name="ta2"'),
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>',
    )
    document = kinds.read(path)
    assert _rows(document) == [
        ("Service", "Budget", "Forecast variance"),
        ("Alpha homes", "3,000", "-120"),
        ("Beta", "7%", "7%"),
        ("Beta", "7%", "7%"),
        ("Gamma",),
        ("Delta", "1", "2"),
    ]
    assert sorted(remark.check for remark in document.remarks) == ["formula-error", "hidden-rows", "hidden-sheet"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([_row(_cell("x", ' table:number-columns-repeated="16384"'))], "has more than 500 columns"),
        ([_row(_cell("x"), _cell("y"), more=' table:number-rows-repeated="1048576"')], "more cells than any report"),
        ([_row("<table:table-cell/>")], "holds no text on a sheet that shows"),
    ],
)
def test_a_workbook_of_libreoffice_that_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[str], sentence: str
) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 5_000)
    with pytest.raises(LoadError, match=sentence):
        kinds.read(_ods(tmp_path / "paper.ods", _table(*rows)))


def test_a_strict_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Service", "Budget"])
    book.worksheets[0].append(["Alpha", 0.5])
    book.worksheets[0]["B2"].number_format = "0%"
    usual = io.BytesIO()
    book.save(usual)
    path = tmp_path / "paper.xlsx"
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(path, "w") as strict:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            for part in ("spreadsheetml", "officeDocument", "drawingml"):
                content = content.replace(
                    f"http://schemas.openxmlformats.org/{part}/2006/", f"http://purl.oclc.org/ooxml/{part}/"
                )
            strict.writestr(name, content)
    assert _rows(kinds.read(path)) == [("Service", "Budget"), ("Alpha", "50%")]


def test_values_parted_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "paper.tsv"
    path.write_text("Service\tBudget\nAlpha, Beta, Gamma\t1,200\n", encoding="utf-8")
    assert _rows(kinds.read(path)) == [("Service", "Budget"), ("Alpha, Beta, Gamma", "1,200")]
