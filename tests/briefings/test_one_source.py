"""Every kind of file holds the figures of the typed columns, cell by cell, those of the workbooks in charts too."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import zip_longest
from typing import Any

import pytest
from openpyxl import load_workbook

from briefings.contents import Briefing, usual
from briefings.native import LABEL_LETTERS, Drawing, cell
from briefings.plain import short
from briefings.section import Section
from charts.columns import Value, text
from data.dataset import Dataset
from tests.briefings.making import KINDS, book_of, briefing_of, document_of, made, parts_of, slides_of
from views.chart_keys import Charts

QUERIES = [
    "?month=2020-01&committee=adults",
    "?month=2020-01&committee=children-and-young-people",
    "?month=2020-01&committee=communities-and-partnership",
    "?month=2020-01&directorate=commissioning",
    "?month=2018-05&committee=adults",
    "?month=2018-03&committee=communities-and-partnership",
    "?month=2018-03",
]
every_view = pytest.mark.parametrize("query", QUERIES)


def drawn(briefing: Briefing) -> list[Drawing]:
    return [drawing for section in briefing.sections for drawing in section.drawings]


def rows_of(book: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))


def as_held(value: Value, drawing: Drawing, place: int) -> Any:
    held = cell(value, drawing.columns[place].form)
    if isinstance(held, str) and place == 0:
        return short(held, LABEL_LETTERS)
    if isinstance(held, float) and held.is_integer():
        return int(held)
    return None if held == "" else held


@every_view
@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_a_workbook_inside_a_chart_holds_the_columns_that_it_draws(dataset: Dataset, query: str, kind: Any) -> None:
    briefing = briefing_of(dataset, query, kind, "full")
    parts = parts_of(made(briefing, kind))
    books = [content for name, content in parts.items() if name.endswith(".xlsx")]
    wanted = drawn(briefing)
    assert len(books) == len(wanted) > 3
    held = sorted(map(str, map(rows_of, books)))
    assert held == sorted(
        str(
            [
                tuple(each.heading for each in drawing.columns),
                *(
                    tuple(as_held(value, drawing, place) for place, value in enumerate(row))
                    for row in zip(*(each.values for each in drawing.columns), strict=True)
                ),
            ]
        )
        for drawing in wanted
    )


@every_view
def test_a_chart_draws_rows_of_its_table_and_nothing_else(dataset: Dataset, query: str) -> None:
    for kind in ("pptx", "docx"):
        for section in briefing_of(dataset, query, kind, "full").sections:
            table = section.view.chart.table
            for drawing in section.drawings:
                if drawing.kind == "line":
                    figures = [value for each in drawing.columns[1:] for value in each.values if value is not None]
                    assert sorted(figures) == sorted(table.figures("Full-year variance"))
                    continue
                names = set(table.words(table.columns[0]))
                assert set(drawing.columns[0].values) <= names
                for column in drawing.columns[1:]:
                    if column.heading in table.columns:
                        stated = set(map(str, table.figures(column.heading))) | {"None", ""}
                        assert {str(value) for value in column.values} <= stated, (section.key, column.heading)


@every_view
def test_a_caption_of_points_in_the_chart_is_what_its_workbook_holds(dataset: Dataset, query: str) -> None:
    deck = slides_of(made(briefing_of(dataset, query, "pptx", "full"), "pptx"))
    seen = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_chart:
                continue
            rows = rows_of(shape.chart.part.chart_workbook.xlsx_part.blob)
            held = [value for row in rows for value in row if isinstance(value, int | float)]
            for plot in shape.chart.plots:
                for series in plot.series:
                    values = [value for value in series.values if value is not None]
                    assert all(any(abs(value - each) < 1e-6 for each in held) for value in values), shape.name
                    seen += len(values)
    assert seen > 30


@every_view
def test_every_sheet_of_the_workbook_holds_the_table_with_numbers_as_numbers(dataset: Dataset, query: str) -> None:
    briefing = briefing_of(dataset, query, "xlsx", "full")
    book = book_of(made(briefing, "xlsx"))
    for section, name in zip(briefing.sections, book.sheetnames[2:], strict=False):
        sheet = book[name]
        (reference,) = [each.ref for each in sheet.tables.values()]
        held = [[each.value for each in row] for row in sheet[reference]][1:]
        table = section.view.chart.table
        for row, cells in zip(zip(*(each.values for each in table.typed), strict=True), held, strict=True):
            for column, value, found in zip(table.typed, row, cells, strict=False):
                wanted = cell(value, column.form)
                assert found == (wanted if wanted not in (None, "") else "[z]"), (section.key, column.heading)


def table_texts(section: Section, whole: bool) -> list[list[str]]:
    table = section.view.chart.table
    rows = [list(row) for row in table.rows if whole or not row[0].startswith("– ")]
    return [list(table.columns), *rows]


@every_view
def test_every_table_of_the_document_says_what_the_page_says(dataset: Dataset, query: str) -> None:
    briefing = briefing_of(dataset, query, "docx", "full")
    found = [
        [[each.text for each in row.cells] for row in table.rows]
        for table in document_of(made(briefing, "docx")).tables
    ]
    plain = [each for each in briefing.sections if not each.drawings and each.view.chart.table.typed]
    at_the_end = [each for each in briefing.sections if each.drawings]
    for section, rows in zip_longest([*plain, *at_the_end], found):
        for wanted, row in zip_longest(table_texts(section, whole=True), rows):
            assert row[: len(wanted)] == wanted, section.key


def test_the_same_figures_give_the_same_bytes(dataset: Dataset) -> None:
    for kind in KINDS:
        one, two = (made(briefing_of(dataset, QUERIES[0], kind), kind) for _ in range(2))
        assert one == two, kind


def test_only_the_stamp_differs_between_two_that_were_made_at_different_times(dataset: Dataset) -> None:
    for kind in KINDS:
        early, late = (
            parts_of(made(briefing_of(dataset, QUERIES[0], kind, made=moment), kind))
            for moment in (datetime(2026, 1, 2, 3, 4), datetime(2026, 5, 6, 7, 8))
        )
        assert early.keys() == late.keys()
        stamps = ((b"2 January 2026 at 03:04", b"STAMP"), (b"6 May 2026 at 07:08", b"STAMP"))
        for name, content in early.items():
            other = late[name]
            for said, kept in stamps:
                content, other = content.replace(said, kept), other.replace(said, kept)
            assert content == other or name == "docProps/core.xml", (kind, name)


def test_text_is_that_of_the_typed_columns(dataset: Dataset) -> None:
    (section,) = [each for each in briefing_of(dataset, QUERIES[0]).sections if each.key == Charts.DIRECTORATES]
    for each in section.view.chart.table.typed:
        assert each.texts == tuple(text(value, each.form) for value in each.values)


def test_a_full_briefing_holds_every_usual_section(dataset: Dataset) -> None:
    briefing = briefing_of(dataset, QUERIES[0], "docx", "full")
    wanted = usual(briefing.month, briefing.selection, "full")
    held = [each.key for each in briefing.sections]
    assert held == [key for key in wanted if key in held]
    assert len(held) >= len(wanted) - 2
