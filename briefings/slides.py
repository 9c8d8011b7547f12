"""A briefing as slides: one message each, its chart drawn by PowerPoint itself, what to read aloud in the notes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from pptx.util import Emu, Inches, Pt

from briefings.contents import Briefing
from briefings.native import Drawing, office_chart
from briefings.plain import cut, plain, short
from briefings.section import Section, told
from briefings.steady import steady
from briefings.template import Deck, open_deck
from charts import theme
from charts.chart import Table

HEADLINE: Final = 230  # letters at most
LETTERS: Final = 14.0  # points, of a chart
SMALL: Final = 12.0
PLAIN_GRID: Final = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # Office's own table style of lines alone
FINDINGS_SHOWN: Final = 6
CELL_LETTERS: Final = 150
LINE: Final = 115  # letters of 14 points across a slide
ROWS: Final = 9  # of a table


def slides(
    briefing: Briefing, template: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The briefing as a .pptx; one section alone is one slide, to go into a deck that there is.

    Raises ``TemplateError`` where ``template`` lacks a layout that is needed.
    """
    deck = open_deck(template)
    _properties(deck, briefing)
    alone = len(briefing.sections) == 1
    if not alone:
        _first(deck, briefing)
    for place, section in enumerate(briefing.sections, start=1):
        _section(deck, briefing, section)
        if progress:
            progress(place, len(briefing.sections))
    known = [*briefing.caveats, *_findings(briefing)]
    if known and not alone:
        _list(deck, "What to know about these figures", known)
    if not alone:
        _list(deck, "Where the figures come from", [*briefing.sources, briefing.stamp])
    made = io.BytesIO()
    deck.presentation.save(made)
    return steady(made.getvalue())


def _properties(deck: Deck, briefing: Briefing) -> None:
    about = deck.presentation.core_properties
    about.title, about.subject = plain(briefing.title), plain(briefing.stamp)
    about.author = about.last_modified_by = plain(briefing.council)
    about.language, about.keywords, about.comments = "en-GB", "", ""
    about.created = about.modified = briefing.made.replace(tzinfo=None)
    about.revision = 1


def _first(deck: Deck, briefing: Briefing) -> None:
    slide = deck.presentation.slides.add_slide(deck.title)
    _write(slide.shapes.title.text_frame, [short(briefing.title, HEADLINE)], size=40 if deck.own else None)
    if deck.own:
        slide.shapes.title.text_frame.paragraphs[0].font.bold = True
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    lines = [briefing.council, briefing.position + ".", f"{briefing.state[:1].upper()}{briefing.state[1:]}"]
    lines += [briefing.stamp, *([briefing.notice] if briefing.notice else [])]
    frame = next(each for each in slide.placeholders if each.placeholder_format.idx == 1).text_frame
    _write(frame, [cut(line, HEADLINE) for line in dict.fromkeys(lines)], size=20 if deck.own else None)
    for place, paragraph in enumerate(frame.paragraphs):
        if deck.own:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.font.color.rgb = _colour(theme.INK if place < 2 else theme.QUIET_INK)
            paragraph.font.size = Pt(28 if place == 1 else 18)
            paragraph.space_after = Pt(14)
    _notes(slide, [briefing.position + "."], [f"{briefing.title}. {briefing.stamp}."])


def _section(deck: Deck, briefing: Briefing, section: Section) -> None:
    slide, left, top, width, height = _titled(deck, section.headline)
    chart = section.view.chart
    tall = Inches(0.4 if len(chart.subtitle) <= LINE else 0.65)
    top += _words(slide, chart.subtitle, (left, top, width, tall), 14)
    height -= tall - Inches(0.4)
    foot = Inches(0.4)
    if len(briefing.sections) == 1:  # in another deck nothing else says whose it is
        height -= Inches(0.35)
        of = dict.fromkeys((briefing.council, briefing.title))
        _words(slide, ". ".join(of), (left, top + height - foot, width, foot), SMALL)
    source = f"Source: {section.source}"
    _words(slide, source, (left, top + height - foot - Inches(0.4), width, foot), SMALL)
    room = height - Inches(0.85) - foot
    if section.drawings:
        key = section.drawings[0].key
        _words(slide, key, (left, top + room - Inches(0.1), width, Inches(0.5)), SMALL)
        _charts(slide, section, (left, top, width, room - Inches(0.15)))
    elif chart.table.typed:
        top += _words(slide, section.view.lead, (left, top, width, Inches(1.3)), 16)
        _table(slide, section, chart.table, (left, top + Inches(0.1), width))
    else:
        _words(slide, chart.empty, (left, top, width, Inches(1)), 18)
    _notes(slide, section.read_aloud, [*section.printed, briefing.stamp], [told(each) for each in _touching(section)])


def _touching(section: Section) -> list[Any]:
    return [each for found in section.view.findings.values() for each in found][:FINDINGS_SHOWN]


def _titled(deck: Deck, headline: str) -> tuple[Any, int, int, int, int]:
    """A slide with its headline, and the room below it: left, top, width and height."""
    slide = deck.presentation.slides.add_slide(deck.body)
    title = slide.shapes.title
    words = cut(headline, HEADLINE)
    _write(title.text_frame, [words], size=28 if len(words) <= 95 else 24 if len(words) <= 150 else 20)
    if deck.own:
        title.text_frame.paragraphs[0].font.bold = True
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for each in list(slide.placeholders):
        if each.placeholder_format.idx != 0:
            each._element.getparent().remove(each._element)  # its room is taken by the chart
    size = deck.presentation
    left, top = Inches(0.6), title.top + title.height + Inches(0.05)
    return slide, left, top, size.slide_width - 2 * left, size.slide_height - top - Inches(0.1)


def _charts(slide: Any, section: Section, box: tuple[int, int, int, int]) -> None:
    """The charts of a section one under the other, each as high as its rows ask for."""
    left, top, width, height = box
    shares = [drawing.rows + (2.2 if drawing.ticks else 1.0) for drawing in section.drawings]
    for drawing, share in zip(section.drawings, shares, strict=True):
        own = int(height * share / sum(shares))
        head = _words(slide, drawing.head, (left, top, width, Inches(0.35)), 14, bold=True) if drawing.head else 0
        _chart(slide, section, drawing, (left, top + head, width, own - head))
        top += own


def _chart(slide: Any, section: Section, drawing: Drawing, box: tuple[int, int, int, int]) -> None:
    xml, book = office_chart(drawing, LETTERS)
    package = slide.part.package
    part = ChartPart.load(package.next_partname(ChartPart.partname_template), CONTENT_TYPE.DML_CHART, package, xml)
    part.chart_workbook.update_from_xlsx_blob(book)
    frame = slide.shapes._add_chart_graphicFrame(slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART), *box)
    _describe(frame, f"Chart: {drawing.head or section.name}", alternative(section, drawing.head))


def alternative(section: Section, head: str = "") -> str:
    """What is said in the place of a chart or table: the finding, what it measures, and where its figures stand."""
    of = f" {head}." if head else ""
    return plain(f"{section.headline}.{of} {section.view.chart.subtitle}. The figures stand in the chart’s data.")


def _describe(frame: Any, name: str, words: str) -> None:
    about = frame._nvXxPr.cNvPr
    about.set("name", short(name, 120))
    about.set("descr", words)


def _table(slide: Any, section: Section, table: Table, box: tuple[int, int, int]) -> None:
    left, top, width = box
    rows = [[cut(text, CELL_LETTERS) for text in row] for row in table.rows[:ROWS]]
    left_out = len(table.rows) - len(rows)
    if left_out:
        rows.append([f"{left_out} more rows stand in the workbook", *[""] * (len(table.columns) - 1)])
    numeric = [each.form.unit != "" for each in table.typed]
    shape = slide.shapes.add_table(len(rows) + 1, len(table.columns), left, top, width, Inches(0.4) * (len(rows) + 1))
    _describe(shape._element, f"Table: {section.name}", plain(f"{section.headline}. {section.view.chart.subtitle}"))
    grid = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find(f"{_A}tableStyleId").text = PLAIN_GRID
    for column, share in zip(grid.columns, _shares(table), strict=True):
        column.width = Emu(int(width * share))
    for at, row in enumerate([list(table.columns), *rows]):
        for place, text in enumerate(row):
            cell = grid.cell(at, place)
            _write(cell.text_frame, [plain(text)], size=14)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.font.bold = at == 0
            paragraph.alignment = PP_ALIGN.RIGHT if numeric[place] else PP_ALIGN.LEFT
            if at == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = _colour(theme.GRID)


_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _shares(table: Table) -> list[float]:
    """How the width is shared out: by the longest text of each column, within reason."""
    longest = [min(max([8, len(each.heading) * 0.8, *(len(text) for text in each.texts)]), 46) for each in table.typed]
    return [each / sum(longest) for each in longest]


def _list(deck: Deck, title: str, lines: Sequence[str]) -> None:
    slide, left, top, width, height = _titled(deck, title)
    box = slide.shapes.add_textbox(left, top, width, height)
    box.text_frame.word_wrap = True
    _write(box.text_frame, [cut(line, 420) for line in lines], size=16)
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(8)
    _notes(slide, [title + "."], list(lines))


def _findings(briefing: Briefing) -> list[str]:
    shown = [told(each) for each in briefing.findings[:FINDINGS_SHOWN]]
    more = len(briefing.findings) - len(shown)
    return [*shown, *([f"{more} more are listed on the page Sources and findings."] if more > 0 else [])]


def _words(slide: Any, words: str, box: tuple[int, int, int, int], size: float, bold: bool = False) -> int:
    """A line of words; the height that it takes, which is none where there are none."""
    if not words:
        return 0
    left, top, width, height = box
    shape = slide.shapes.add_textbox(left, top, width, height)
    shape.text_frame.word_wrap = True
    _write(shape.text_frame, [cut(words, 600)], size=size)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.font.color.rgb, paragraph.font.bold = _colour(theme.QUIET_INK if not bold else theme.INK), bold
    return height


def _write(frame: Any, lines: Sequence[str], size: float | None = None) -> None:
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(line)
        run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
        if size:
            paragraph.font.size = Pt(size)


def _notes(slide: Any, aloud: Sequence[str], printed: Sequence[str], findings: Sequence[str] = ()) -> None:
    """What to read aloud, where each figure is printed, and what touches it."""
    parts = [("Read aloud", aloud), ("Where each figure is printed", printed), ("What to know of them", findings)]
    lines = [line for head, said in parts if said for line in (f"{head}:", *said)]
    _write(slide.notes_slide.notes_text_frame, [plain(line) for line in lines])


def _colour(code: str) -> RGBColor:
    return RGBColor.from_string(code.removeprefix("#"))
