"""The parts of a Word document that python-docx has no words for: charts, tables in one go, numbered captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from briefings.chart_xml import linked
from briefings.native import Drawing, office_chart
from briefings.plain import plain

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DRAWN: Final = (
    "<w:drawing {w} "
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    "<wp:docPr id={number} name={name} descr={words}/><wp:cNvGraphicFramePr/>"
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
_BORDER: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>' for side in ("top", "bottom", "insideH")
)
HEAD_FILL: Final = "E3E6E8"
TWIPS: Final = 1440 / 914400  # a twentieth of a point, in the units of Office's drawings


def add_chart(document: Any, drawing: Drawing, words: str, number: int, size: tuple[int, int], points: float) -> None:
    """A chart that Word draws itself in a paragraph of its own, with its workbook; ``number`` tells it from others."""
    xml, book = office_chart(drawing, points)
    package = document.part.package
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    chart._blob = linked(xml, chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE))
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    width, height = size
    drawn = _DRAWN.format(
        w=_W,
        width=int(width),
        height=int(height),
        number=quoteattr(str(number)),
        name=quoteattr(f"Chart {number}"),
        words=quoteattr(plain(words)),
        relation=relation,
    )
    paragraph = document.add_paragraph(style="Figure")
    paragraph.add_run()._r.append(parse_xml(drawn))


def add_table(
    document: Any,
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    widths: Sequence[int],
    words: tuple[str, str],
    points: float,
) -> None:
    """A table whose first row is its head and repeats on each page; ``words`` are its title and its description.
    ``widths`` are in Office's units of drawing, letters are ``points`` high.

    It is made in one go: python-docx takes a second for a table of 400 rows.
    """
    shares = [round(width * TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in shares)
    body = "".join(_row(row, numeric, shares, points, head=place == 0) for place, row in enumerate(rows))
    title, description = (quoteattr(plain(each)) for each in words)
    made = (
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(shares)}" w:type="dxa"/><w:tblBorders>{_BORDER}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={title}/><w:tblDescription w:val={description}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(made), "w:sectPr")


def _row(texts: Sequence[str], numeric: Sequence[bool], widths: Sequence[int], points: float, *, head: bool) -> str:
    cells = "".join(_cell(*each, points, head=head) for each in zip(texts, numeric, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: str, numeric: bool, width: int, points: float, *, head: bool) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/>' if head else ""
    side = '<w:jc w:val="right"/>' if numeric else ""
    style = "TableHead" if head else "TableText"
    size = f'<w:rPr><w:sz w:val="{round(points * 2)}"/></w:rPr>'
    words = f'<w:r>{size}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{words}</w:p></w:tc>'
    )


def add_caption(document: Any, kind: str, number: int, words: str, *, above: bool) -> None:
    """``Figure 3: …`` with a number that Word keeps; ``above`` what it names, it stays on the page of that."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = above
    paragraph.add_run(f"{kind} ")
    field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    paragraph.add_run(f": {plain(words)}")


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word works out, such as the number of a page."""
    made = f"<w:fldSimple {_W} w:instr={quoteattr(instruction)}><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>"
    paragraph._p.append(parse_xml(made))
