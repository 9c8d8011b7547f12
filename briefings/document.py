"""A briefing as a Word document: headings, tables whose heads repeat, charts that Word draws itself, and sources."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from briefings.contents import Briefing
from briefings.plain import cut, plain
from briefings.section import Section, sentence, told
from briefings.steady import steady
from briefings.word_parts import add_caption, add_chart, add_table, field
from charts import theme
from charts.chart import NOTE, PART, Table
from views.chart_keys import Charts

FONT: Final = "Arial"
WIDTH, HEIGHT = Cm(21.0), Cm(29.7)
PRINTED_AT: Final = "Printed at"
ONE_FINDING, ONE_REASON = 220, 170  # letters of one on a page
ROW_CM: Final = 0.66
ON_ONE_PAGE: Final = 3  # lines that changed, each with its reason
BROAD: Final = 60  # letters of a column that takes more room than others
PAD: Final = 2.7  # letters between columns
LETTER: Final = 0.54  # how wide a letter is beside its height
SMALLEST: Final = 6.5


@dataclass(frozen=True)
class Measures:
    """Sizes of a document: margins in cm and letters in points; a briefing on one page is closer set."""

    margin: float
    text: float
    table: float
    chart: float
    title: float
    heading: float
    after: float

    @property
    def width(self) -> int:
        """The room between the margins."""
        return int(WIDTH) - 2 * int(Cm(self.margin))


ROOMY: Final = Measures(2.2, 11, 9, 9, 22, 15, 6)
CLOSE: Final = Measures(1.4, 9.5, 8, 8, 17, 12, 3)


class Paper:
    """A document being written, with the numbers of its figures and tables so far."""

    def __init__(self, briefing: Briefing) -> None:
        self.close, self.whole = briefing.length == "page", briefing.length == "full"
        self.sizes = CLOSE if self.close else ROOMY
        self.document: Any = Document()
        self.figures = 0
        self.tables = 0
        _set_up(self.document, self.sizes, briefing)

    def line(self, words: str, style: str = "Normal") -> Any:
        """A paragraph of ``words``; nothing where there are none."""
        return self.document.add_paragraph(plain(words), style=style) if words else None

    def lines(self, many: Iterable[str], style: str = "List Bullet") -> None:
        """A paragraph each."""
        for words in many:
            self.line(words, style)


def document(briefing: Briefing, progress: Callable[[int, int], None] | None = None) -> bytes:
    """The briefing as a .docx."""
    paper = Paper(briefing)
    paper.line(briefing.title, "Title")
    paper.line(f"{briefing.council}. {briefing.state}. {briefing.stamp}.", "Subtitle")
    paper.line(briefing.notice, "Finding")
    for place, section in enumerate(briefing.sections, start=1):
        (_briefly if paper.close else _section)(paper, section)
        if progress:
            progress(place, len(briefing.sections))
    drawn = [] if paper.close else [each for each in briefing.sections if each.drawings]
    paper.line("The figures, and where each is printed" if drawn else "", "Heading 1")
    for section in drawn:
        paper.line(section.name, "Heading 2")
        _figures(paper, section)
    _ending(paper, briefing)
    made = io.BytesIO()
    paper.document.save(made)
    return steady(made.getvalue())


def _section(paper: Paper, section: Section) -> None:
    """The finding, what goes on from it, the chart, why, and the numbers with where each is printed."""
    chart = section.view.chart
    paper.line(section.name, "Heading 1")
    paper.line(sentence(section.headline), "Finding")
    paper.line(section.view.lead)
    _charts(paper, section)
    if section.said and chart.reasons:
        paper.line(chart.reasons.title, "Heading 2")
        paper.lines(section.said)
    if not chart.table.typed:
        paper.line(chart.empty)
    elif section.drawings:
        paper.line(f"Source: {section.source}. The figures stand in a table at the end.", "Source")
    else:
        _figures(paper, section)


def _figures(paper: Paper, section: Section) -> None:
    """The numbers of a section with where each is printed, and how those were worked out that no paper prints."""
    chart = section.view.chart
    paper.tables += 1
    add_caption(paper.document, "Table", paper.tables, chart.subtitle, above=True)
    _table(paper, section, chart.table, places=True)
    how = [f"{heading}: {words}." for heading, words in chart.table.worked_out if heading in chart.table.columns]
    paper.line(f"Worked out here, not printed in the paper. {' '.join(how)}" if how else "", "Source")
    paper.line(f"Source: {section.source}.", "Source")


def _briefly(paper: Paper, section: Section) -> None:
    """A section of a briefing on one page: its finding, and a few lines or a chart."""
    chart = section.view.chart
    paper.line(section.name, "Heading 1")
    paper.line(sentence(section.headline), "Finding")
    paper.line(section.view.lead if section.key == Charts.NUMBERS else "")
    if section.key in (Charts.CHANGES, Charts.MOVEMENT):  # its lead stands at the top of the page
        paper.lines(_changed(section)[:ON_ONE_PAGE])
    elif section.drawings:
        _charts(paper, section)
    elif chart.table.typed:
        paper.tables += 1
        add_caption(paper.document, "Table", paper.tables, chart.subtitle, above=True)
        _table(paper, section, chart.table, places=False)
    else:
        paper.line(chart.empty)
    paper.line(f"Source: {section.source}.", "Source")


def _changed(section: Section) -> list[str]:
    """The lines that moved most, each with where it is printed and, where the paper says why, with that."""
    table, reasons = section.view.chart.table, section.view.chart.reasons
    notes = dict(zip(reasons.notes, (words for _, words in reasons.told), strict=True)) if reasons else {}
    noted = table.columns.index(NOTE) if NOTE in table.columns else 0
    found = []
    for row in table.drawn:
        name, moved, *_ = table.rows[row]
        why = cut(notes.get(table.rows[row][noted], ""), ONE_REASON) if noted else ""
        where = table.locators[row] or (table.sums[row] if table.sums else "")
        found.append(f"{name}: {moved} ({where}). {why}".strip())
    return found


def _charts(paper: Paper, section: Section) -> None:
    chart = section.view.chart
    for drawing in section.drawings:
        paper.figures += 1
        of = f"{drawing.head}. " if drawing.head else ""
        words = f"{section.headline}. {of}{chart.subtitle}. The figures stand in the chart’s data."
        tall = max(3.2, drawing.rows * ROW_CM + (2.0 if drawing.ticks else 0.6)) if drawing.kind != "line" else 6.5
        size = (paper.sizes.width, int(Cm(tall * (0.8 if paper.close else 1))))
        add_chart(paper.document, drawing, words, paper.figures, size, paper.sizes.chart)
        key = f" {drawing.key}" if drawing.key else ""
        add_caption(paper.document, "Figure", paper.figures, f"{of}{sentence(chart.subtitle)}{key}", above=False)


def _table(paper: Paper, section: Section, table: Table, *, places: bool) -> None:
    rows: list[list[str]] = [list(table.columns), *map(list, table.rows)]
    numeric = [each.form.unit != "" for each in table.typed]
    if places:
        months = table.months or (section.month.key,) * len(table.locators)
        sums = table.sums or ("",) * len(table.locators)
        apart = len(set(months)) > 1
        printed = [
            (f"{place} ({month})" if apart else place) if place else made
            for place, month, made in zip(table.locators, months, sums, strict=True)
        ]
        rows = [[*row, where] for row, where in zip(rows, [PRINTED_AT, *printed], strict=True)]
        numeric.append(False)
    if not paper.whole:
        rows = [row for row in rows if not row[0].startswith(PART)]
    title = f"Table {paper.tables}: {section.name}"
    widths, points = _fitted(rows, paper.sizes.width, paper.sizes.table)
    add_table(paper.document, rows, numeric, widths, (title, section.headline), points)


def _fitted(rows: Sequence[Sequence[str]], room: int, points: float) -> tuple[list[int], float]:
    """The widths of columns that no word is broken in, and letters so small that they fit; names take what is left."""
    columns = list(zip(*rows, strict=True))
    least = [max((len(word) for text in texts for word in text.split()), default=1) + PAD for texts in columns]
    wanted = [max(low, min(max(map(len, texts)) + PAD, BROAD)) for low, texts in zip(least, columns, strict=True)]
    while points > SMALLEST and sum(least) * _letter(points) > room:
        points -= 0.5
    letters = room / _letter(points)
    if sum(least) > letters:  # a word longer than a line is broken, whatever is done
        least = [min(each, BROAD) * letters / sum(min(low, BROAD) for low in least) for each in least]
    spare, asked = letters - sum(least), sum(want - low for want, low in zip(wanted, least, strict=True) if want > low)
    share = min(1.0, spare / asked) if asked else 0.0
    widths = [low + max(want - low, 0) * share for want, low in zip(wanted, least, strict=True)]
    widths[0] += letters - sum(widths)
    return [int(each * _letter(points)) for each in widths], points


def _letter(points: float) -> int:
    """How wide a letter is, about."""
    return int(Pt(points) * LETTER)


def _ending(paper: Paper, briefing: Briefing) -> None:
    """What is to be known of the figures, and the papers that they come from."""
    found = [told(each) for each in briefing.findings]
    if paper.close and found:
        more = f" {len(found) - 1} more are listed in the short briefing." if len(found) > 1 else ""
        paper.line(f"To know about these figures: {sentence(cut(found[0], ONE_FINDING))}{more}", "Source")
    elif found or briefing.caveats:
        paper.line("What to know about these figures", "Heading 1")
        for words in briefing.caveats:
            paper.line(words)
        paper.line("Findings that touch a figure used here. What a paper prints is never corrected." if found else "")
        paper.lines(found)
    if paper.close:
        paper.line(f"Figures: {sentence('; '.join(briefing.sources))} A plus is over budget, a minus under.", "Source")
        return
    paper.line("Where the figures come from", "Heading 1")
    paper.lines(map(sentence, briefing.sources))
    paper.line(f"{briefing.stamp}. Positive variances are over budget, negative ones under.", "Source")


def _set_up(document: Any, sizes: Measures, briefing: Briefing) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.left_margin = page.right_margin = Cm(sizes.margin)
    page.top_margin = page.bottom_margin = Cm(sizes.margin - 0.2)
    page.footer_distance = Cm(0.8)
    about = document.core_properties
    about.title, about.subject = plain(briefing.title), plain(briefing.stamp)
    about.author = about.last_modified_by = plain(briefing.council)
    about.language, about.comments, about.keywords, about.revision = "en-GB", "", "", 1
    about.created = about.modified = briefing.made.replace(tzinfo=None)
    _styles(document, sizes)
    foot = page.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run(plain(f"{briefing.title}. {briefing.stamp}. Page "))
    field(foot, "PAGE", "1")
    foot.add_run(" of ")
    field(foot, "NUMPAGES", "1")


def _styles(document: Any, sizes: Measures) -> None:
    styles = document.styles
    quiet, ink = theme.QUIET_INK, theme.INK
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), "en-GB")
    for name in ("Finding", "Source", "Figure", "Table Text", "Table Head"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, points, bold, colour, before, after in (
        ("Normal", sizes.text, False, ink, 0, sizes.after),
        ("Title", sizes.title, True, ink, 0, sizes.after),
        ("Subtitle", sizes.text, False, quiet, 0, sizes.after * 2),
        ("Heading 1", sizes.heading, True, ink, sizes.after * 2.5, sizes.after),
        ("Heading 2", sizes.text + 1, True, ink, sizes.after, sizes.after / 2),
        ("Finding", sizes.text + 1, True, ink, 0, sizes.after),
        ("List Bullet", sizes.text, False, ink, 0, sizes.after / 2),
        ("Caption", sizes.table, False, quiet, sizes.after / 2, sizes.after),
        ("Source", sizes.table, False, quiet, sizes.after, sizes.after),
        ("Figure", sizes.text, False, ink, sizes.after / 2, 0),
        ("Table Text", sizes.table, False, ink, 1, 1),
        ("Table Head", sizes.table, True, ink, 1, 1),
        ("Footer", 8, False, quiet, 0, 0),
    ):
        _style(styles[name], points, bold, colour, before, after)
    for name in ("Heading 1", "Heading 2", "Finding", "Figure"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _style(style: Any, points: float, bold: bool, colour: str, before: float, after: float) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(points), bold, False
    font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    font.all_caps = False
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
