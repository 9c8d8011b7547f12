"""A briefing as a workbook by the government's checklist for accessible spreadsheets.

One marked table a sheet with its title in A1, a contents and a notes sheet, no merged or hidden cells, no blank rows,
numbers as numbers. gptables, the Analysis Function's own package, is not used: it has neither charts, nor a format for
each column, nor defined names, and takes pandas frames where these are typed columns.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from briefings.chart_xml import completed
from briefings.contents import Briefing
from briefings.native import Drawing, Series, cell, chart_of
from briefings.plain import cut, plain
from briefings.section import Section
from briefings.sheets import (
    CONTENTS,
    UNITS,
    Sheet,
    contents_sheet,
    findings_sheets,
    notes_sheet,
    provenance_sheet,
    section_sheet,
)
from briefings.steady import steady
from charts.columns import Column, Form, text
from views.chart_keys import Charts

LONGEST_CELL: Final = 32_000
WIDEST: Final = 60
LINE: Final = 90  # letters of what is said above a table, at least
ROW: Final = 15.5  # points
A4: Final = 9
LETTERS: Final = 10.0
FONT: Final = "Arial"


def workbook(briefing: Briefing, progress: Callable[[int, int], None] | None = None) -> bytes:
    """The briefing as an .xlsx."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, options)
    _properties(book, briefing)
    styles = _styles(book)
    tables = [section_sheet(place, section) for place, section in enumerate(briefing.sections, start=1)]
    sheets = [*tables, *findings_sheets(briefing), provenance_sheet(briefing)]
    every = [contents_sheet(briefing, [*sheets, notes_sheet(briefing)]), notes_sheet(briefing), *sheets]
    for place, sheet in enumerate(every):
        _write(book, styles, sheet, place)
        if progress:
            progress(place + 1, len(every))
    book.close()
    return steady(made.getvalue(), _completed)


def _completed(name: str, content: bytes) -> bytes:
    return completed(content, ()) if name.startswith("xl/charts/") else content


def _properties(book: Any, briefing: Briefing) -> None:
    book.set_properties(
        {
            "title": plain(briefing.title),
            "subject": plain(briefing.stamp),
            "author": plain(briefing.council),
            "created": briefing.made.replace(tzinfo=None),
        }
    )


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 11}
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(11)
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 15}),
        "said": book.add_format(base),
        "head": book.add_format(base | wrapped | {"bold": True, "bottom": 1, "indent": 1}),
        "number head": book.add_format(base | wrapped | {"bold": True, "bottom": 1, "align": "right"}),
        "words": book.add_format(base | wrapped | {"indent": 1}),  # apart from a figure at the right of the cell before
        "link": book.add_format(base | {"font_color": "#1D70B8", "underline": 1, "valign": "top", "indent": 1}),
        "missing": book.add_format(base | {"align": "right", "valign": "top"}),
    }


def _write(book: Any, styles: dict[str, Any], sheet: Sheet, place: int) -> None:
    """A sheet: its title in A1, what is said in rows of their own, then one marked table, and a chart below it."""
    made = book.add_worksheet(sheet.name)
    made.hide_gridlines(2)
    widths = _widths(sheet.columns)
    across = max(LINE, int(sum(widths)))
    said = [line for words in sheet.said for line in textwrap.wrap(plain(words), across)]
    lines = [(sheet.title, "title"), *((words, "said") for words in said)]
    lines += [("This sheet has one table.", "said")] if sheet.columns else []
    for row, (words, style) in enumerate(lines):
        made.write_string(row, 0, cut(words, LONGEST_CELL), styles[style])
    made.set_landscape()
    made.fit_to_pages(1, 0)
    made.set_paper(A4)
    if sheet.columns and sheet.columns[0].values:
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        _fill(book, made, styles, sheet, len(lines), widths)
        _mark(book, made, styles, sheet, len(lines), place)
        _chart(book, made, sheet, len(lines))


def _mark(book: Any, made: Any, styles: dict[str, Any], sheet: Sheet, top: int, place: int) -> None:
    """Mark the table as one, with a name for it and one for its cells."""
    headings, rows = _headings(sheet.columns), len(sheet.columns[0].values)
    name = f"Table_{place}_{re.sub(r'[^A-Za-z0-9]+', '_', sheet.name).strip('_')}"
    columns = [
        {"header": head, "header_format": styles["number head" if each.form.unit else "head"]}
        for head, each in zip(headings, sheet.columns, strict=True)
    ]
    options = {"name": name, "style": None, "autofilter": False, "columns": columns}
    made.add_table(top, 0, top + rows, len(headings) - 1, options)
    first, last = (xl_rowcol_to_cell(*at, True, True) for at in ((top, 0), (top + rows, len(headings) - 1)))
    book.define_name(f"{name}_cells", f"='{sheet.name}'!{first}:{last}")
    made.freeze_panes(top + 1, 1)


def _widths(columns: Sequence[Column]) -> list[float]:
    """How wide each column is, in letters."""
    return [
        min(max([9, len(head) * 0.7, *(len(text(value, each.form)) for value in each.values)]) + 4, WIDEST)
        for head, each in zip(_headings(columns), columns, strict=True)
    ]


def _headings(columns: Sequence[Column]) -> list[str]:
    """The headings with their unit, no two alike."""
    found: list[str] = []
    for each in columns:
        unit = UNITS.get(each.form.unit, "")
        head = f"{plain(each.heading)} ({unit})" if unit else plain(each.heading)
        while head.lower() in map(str.lower, found):
            head += " "
        found.append(head)
    return found


def _fill(book: Any, made: Any, styles: dict[str, Any], sheet: Sheet, top: int, widths: Sequence[float]) -> None:
    headings = _headings(sheet.columns)
    made.set_row(top, ROW * 2)
    for row, values in enumerate(zip(*(each.values for each in sheet.columns), strict=True), start=top + 1):
        shown = [text(value, each.form) for value, each in zip(values, sheet.columns, strict=True)]
        tall = [ceil(len(words) * 1.1 / width) for words, width in zip(shown, widths, strict=True)]
        made.set_row(row, ROW * max(1, *tall))
    for place, (column, head) in enumerate(zip(sheet.columns, headings, strict=True)):
        number = book.add_format(
            {"font_name": FONT, "font_size": 11, "num_format": _format(column.form), "valign": "top"}
        )
        made.write_string(top, place, head, styles["number head" if column.form.unit else "head"])
        for row, value in enumerate(column.values, start=top + 1):
            held = cell(value, column.form)
            if sheet.name == CONTENTS and place == 0:
                made.write_url(row, 0, f"internal:'{held}'!A1", styles["link"], str(held))
            elif isinstance(held, str) and held:
                made.write_string(row, place, held[:LONGEST_CELL], styles["words"])
            elif isinstance(held, int | float):
                made.write_number(row, place, held, number)
            else:
                made.write_string(row, place, "[z]", styles["missing" if column.form.unit else "words"])


def _format(form: Form) -> str:
    """Figures of a column whose heading has the unit: ``+#,##0;−#,##0;0``."""
    digits = "#,##0" + {0: "", None: ".##"}.get(form.places, f".{'0' * (form.places or 0)}")
    if form.places is None:
        return "General"
    return f"{'+' if form.signed else ''}{digits};−{digits};{digits}"


def _chart(book: Any, made: Any, sheet: Sheet, top: int) -> None:
    """A chart of the table's own cells, where those that it draws stand under one another."""
    section = sheet.section
    if section is None:
        return
    drawing = _plain_chart(section)
    if drawing is None:
        return
    chart = chart_of(book, drawing, sheet.name, LETTERS, top)
    chart.set_size({"width": 820, "height": 140 + 34 * drawing.rows})
    words = plain(f"{section.headline}. {section.view.chart.subtitle}. The figures stand in the table above it.")
    made.insert_chart(top + len(sheet.columns[0].values) + 2, 0, chart, {"description": words, "object_position": 2})


def _plain_chart(section: Section) -> Drawing | None:
    """The drawing of a section from the cells of its table: bars of the figures that its chart draws."""
    table, drawn = section.view.chart.table, section.view.chart.table.drawn
    drawings = section.drawings
    adjacent = bool(drawn) and list(drawn) == list(range(drawn[0], drawn[0] + len(drawn)))
    if not adjacent or len(drawings) != 1 or drawings[0].kind != "bar" or section.key.startswith(Charts.BRIDGE):
        return None
    places = {each.heading: place for place, each in enumerate(table.typed)}
    own = drawings[0]
    if drawn[0] != 0 or any(each.heading not in places for each in own.columns):
        return None

    def moved(series: Sequence[Series]) -> tuple[Series, ...]:
        return tuple(replace(each, column=places[own.columns[each.column].heading]) for each in series)

    return replace(own, series=moved(own.series), front=moved(own.front))
