"""A paper as blocks, and the same paper written as each kind of file that is read.

A block is a paragraph (text) or a table: rows of cells, where a ``Span`` covers cells to its right or below it. The
writers do what Word, Excel and a web page do: merged headings, tables ruled and carried over pages with their headings
and running titles, one sheet a table, figures as numbers with formats.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.utils import get_column_letter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable

from loaders import amounts


@dataclass(frozen=True)
class Span:
    """A cell over several columns or rows."""

    text: str
    across: int = 1
    down: int = 1


Cell = str | Span
Table = list[list[Cell]]
Block = str | Table


def grid(table: Table) -> list[list[str]]:
    """The table with a merged cell's text where it begins, and blanks where it goes on."""
    return [[cell.text if isinstance(cell, Span) else cell for cell in row] for row in table]


def spans(table: Table) -> list[tuple[int, int, Span]]:
    """Row, column and extent of every merged cell; the cells that it covers are blank in the table."""
    return [
        (top, left, cell)
        for top, row in enumerate(table)
        for left, cell in enumerate(row)
        if isinstance(cell, Span) and (cell.across > 1 or cell.down > 1)
    ]


def covered(table: Table) -> set[tuple[int, int]]:
    """Cells that a merged cell goes on in."""
    return {
        (top + down, left + across)
        for top, left, span in spans(table)
        for down in range(span.down)
        for across in range(span.across)
        if down or across
    }


def as_text(blocks: Sequence[Block], path: Path) -> None:
    """Tab-separated, with an empty line between one block and the next."""
    parts = [block if isinstance(block, str) else "\n".join(map("\t".join, grid(block))) for block in blocks]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def as_docx(blocks: Sequence[Block], path: Path) -> None:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        cells = grid(block)
        table = document.add_table(0, len(cells[0]))
        for row in cells:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for top, left, span in spans(block):
            table.cell(top, left).merge(table.cell(top + span.down - 1, left + span.across - 1)).text = span.text
        document.add_paragraph("")
    document.sections[0].footer.paragraphs[0].text = "Printed by the finance team"
    document.save(str(path))


def as_html(blocks: Sequence[Block], path: Path) -> None:
    parts = ["<!DOCTYPE html>\n<html>\n<head><meta charset='utf-8'><title>A paper</title></head>\n<body>"]
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>\n  {html.escape(block)}\n</p>")
            continue
        hidden = covered(block)
        rows = []
        for top, row in enumerate(block):
            cells = "".join(_td(cell) for left, cell in enumerate(row) if (top, left) not in hidden)
            rows.append(f"<tr>{cells}</tr>")
        parts.append("<table><tbody>\n" + "\n".join(rows) + "\n</tbody></table>")
    path.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")


def _td(cell: Cell) -> str:
    span = cell if isinstance(cell, Span) else Span(cell)
    across = f' colspan="{span.across}"' if span.across > 1 else ""
    down = f' rowspan="{span.down}"' if span.down > 1 else ""
    return f"<td{across}{down}>{html.escape(span.text)}</td>"


def as_csv(blocks: Sequence[Block], path: Path, delimiter: str = ",", encoding: str = "utf-8") -> None:
    """All blocks in one file, with an empty line between one and the next."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for block in blocks:
        writer.writerows([[block]] if isinstance(block, str) else grid(block))
        writer.writerow([])
    path.write_bytes(out.getvalue().encode(encoding))


def as_xlsx(blocks: Sequence[Block], path: Path) -> None:
    """One sheet a table, with the paragraphs before it as title rows; figures as numbers under a format."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    titles: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            titles.append(block)
            continue
        sheet = book.create_sheet(f"Table {len(book.sheetnames) + 1}")
        for title in titles:
            sheet.append([title])
            end = get_column_letter(len(block[0]))
            sheet.merge_cells(f"A{sheet.max_row}:{end}{sheet.max_row}")
        first = sheet.max_row + (1 if titles else 0)
        titles = []
        for top, row in enumerate(grid(block), start=first):
            for left, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(top, left)
                    cell.value, cell.number_format = number(text)
        for top, left, span in spans(block):
            a, b = first + top, left + 1
            sheet.merge_cells(None, a, b, a + span.down - 1, b + span.across - 1)
    if titles:
        sheet = book.create_sheet("Notes")
        for title in titles:
            sheet.append([title])
    book.save(path)


_FIGURE = re.compile(r"(-?)(£?)([\d,]+)(\.\d+)?(k|%)?")


def number(text: str) -> tuple[str | int | float, str]:
    """A figure as a workbook keeps it, and the format that prints it; other text as it is."""
    match = _FIGURE.fullmatch(text)
    if match is None or amounts.kind(text) == "text":
        return text, "General"
    sign, pound, whole, decimals, unit = match.groups("")
    value = Decimal(sign + whole.replace(",", "") + decimals)
    body = ("#,##0" if "," in whole else "0") + ("." + "0" * (len(decimals) - 1) if decimals else "")
    if unit == "%":
        return float(value / 100), body + "%"
    return float(value) if decimals else int(value), f'{pound}{body}"k"' if unit else f"{pound}{body}"


_STYLE = ParagraphStyle("cell", fontName="Helvetica", fontSize=7, leading=8)
_PROSE = ParagraphStyle("prose", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=8)


def as_pdf(blocks: Sequence[Block], path: Path, turned: bool = True, ruled: bool = True) -> None:
    """Ruled tables over landscape pages, with their two rows of headings again on each, running titles and numbers."""
    flow: list[Flowable] = []
    for block in blocks:
        if isinstance(block, str):
            flow.append(Paragraph(html.escape(block), _PROSE))
        else:
            flow += [_pdf_table(block, ruled, 740 if turned else 500), Spacer(0, 8)]
    size = landscape(A4) if turned else A4
    document = SimpleDocTemplate(str(path), pagesize=size, topMargin=60, bottomMargin=50, leftMargin=40, rightMargin=40)
    document.build(flow, onFirstPage=_margins, onLaterPages=_margins)


def _pdf_table(table: Table, ruled: bool, width: float) -> PdfTable:
    cells = [[Paragraph(html.escape(text), _STYLE) if text else "" for text in row] for row in grid(table)]
    # Every column has room for its longest word, and shares in the rest of the page by its longest text.
    columns = list(zip(*grid(table), strict=True))
    least = [
        12 + max(stringWidth(word, "Helvetica", 7) for text in each for word in (text or " ").split(" "))
        for each in columns
    ]
    share = (width - sum(least)) / sum(min(90, max(map(len, each))) for each in columns)
    widths = [room + share * min(90, max(map(len, each))) for room, each in zip(least, columns, strict=True)]
    style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    style += [("SPAN", (left, top), (left + span.across - 1, top + span.down - 1)) for top, left, span in spans(table)]
    return PdfTable(cells, colWidths=widths, style=style, repeatRows=2 if _has_two_rows_of_heading(table) else 1)


def _has_two_rows_of_heading(table: Table) -> bool:
    return (
        len(table) > 2
        and sum(map(bool, grid(table)[1])) > 1
        and not any(amounts.is_figure(text) for text in grid(table)[1] if text and text != "%")
    )


def _margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
    width, height = document.pagesize
    canvas.setFont("Helvetica", 8)
    canvas.drawString(40, height - 30, "People and Places finance, for the committee")
    canvas.drawString(40, 25, "Printed by the finance team")
    canvas.drawRightString(width - 40, 25, f"Page {document.page} of 99")


WRITERS: dict[str, Callable[[Sequence[Block], Path], None]] = {
    ".txt": as_text,
    ".pdf": as_pdf,
    ".docx": as_docx,
    ".xlsx": as_xlsx,
    ".html": as_html,
    ".csv": as_csv,
}
