"""PDFs: running titles, tables over pages, turned pages, raised marks, pictures, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from loaders import LoadError, finding, report
from loaders.containers import pdf
from loaders.containers.text import Document
from loaders.exempt import marking
from loaders.report import NoReportError
from tests.loaders.containers import paper
from tests.loaders.containers.paper import Block

HEADING = ["Forecast Outturn Variance (Apr)", "Service", "Budget £000", "Actual", "Forecast Outturn Variance", "%"]


def _drawn(folder: Path, *pages: Callable[[Canvas], None]) -> Document:
    path = folder / "paper.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return pdf.read(path)


def _words(*lines: str, top: float = 700, step: float = 14) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(60, top - step * number, line)

    return draw


def _ruled(canvas: Canvas, rows: list[list[str]], top: float = 700, left: float = 60, wide: float = 80) -> None:
    across = [left + wide * column for column in range(len(rows[0]) + 1)]
    down = [top - 20 * row for row in range(len(rows) + 1)]
    canvas.grid(across, down)
    canvas.setFont("Helvetica", 5)
    for y, row in zip(down, rows, strict=False):
        for x, text in zip(across, row, strict=False):
            canvas.drawString(x + 3, y - 14, text)


def _filled(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.place, line.cells) for line in document.lines if line.filled]


def _long(rows: int) -> list[Block]:
    table = [HEADING, ["Parks Directorate", "", "", "", "", ""]]
    table += [[str(number), f"Service {number}", "1,000", "80", "12", "1%"] for number in range(rows)]
    return ["Finance Monitoring Report – May 2032", [*table, ["5", "Net Total", "1,000", "80", "12", "1%"]]]


@pytest.mark.parametrize("turned", [True, False], ids=["landscape", "portrait"])
def test_a_table_over_many_pages_is_one_table(tmp_path: Path, turned: bool) -> None:
    path = tmp_path / "paper.pdf"
    paper.as_pdf(_long(150), path, turned=turned)
    document = pdf.read(path)
    (found,) = finding.of("finance", document.lines)
    assert [row["service_reported"] for row in found.rows] == [
        *(f"Service {number}" for number in range(150)),
        "Net Total",
    ]
    assert {row["directorate"] for row in found.rows[:-1]} == {"Parks"}
    assert found.notes == []
    pages = {row["locator"].split(",")[0] for row in found.rows}
    assert len(pages) > 2
    # A head on every page but the first and a foot on every page, less the one copy of each that is kept.
    assert len(document.aside) == 2 * len(pages) - 3


def test_the_last_page_of_a_table_need_not_print_its_heading_again(tmp_path: Path) -> None:
    one = [HEADING, ["5", "Gates", "1,000", "80", "12", "1%"]]
    two = [["5", "Swings", "1,000", "80", "12", "1%"], ["5", "Net Total", "2,000", "80", "24", "1%"]]
    (found,) = finding.of(
        "finance", _drawn(tmp_path, lambda c: _ruled(c, one, top=120), lambda c: _ruled(c, two)).lines
    )
    assert [row["service_reported"] for row in found.rows] == ["Gates", "Swings", "Net Total"]
    assert found.rows[1]["locator"] == "page 2, table 1, row 1"


def test_running_titles_and_page_numbers_stand_aside_and_one_copy_of_each_is_kept(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, 810, "Finance Monitoring Report – May 2032")
            canvas.drawString(60, 400, f"Words of page {number}")
            canvas.drawString(280, 20, str(number))

        return draw

    found = _drawn(tmp_path, page(1), page(2), page(3))
    assert [cells for _, cells in _filled(found)] == [
        ("Finance Monitoring Report – May 2032",),
        ("Words of page 1",),
        ("Words of page 2",),
        ("Words of page 3",),
        ("1",),
        ("Finance Monitoring Report – May 2032",),
    ]
    assert [line.place for line in found.aside] == ["page 2, line 3", "page 3, line 1", "page 3, line 3"]


def test_the_same_words_in_the_midst_of_two_pages_are_not_running(tmp_path: Path) -> None:
    found = _drawn(tmp_path, _words("Total", top=500), _words("Total", top=500))
    assert [place for place, _ in _filled(found)] == ["page 1, line 1", "page 2, line 1"]
    assert found.aside == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    rows = [["a", "b", "c"], ["1", "2", "3"]]
    plain = _drawn(tmp_path, lambda canvas: (_words("A title")(canvas), _ruled(canvas, rows, top=600))[0])
    raw = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=tmp_path / "paper.pdf")
    # The words are turned one way and the page the other, as a program does for a landscape page.
    width, height = 595.2756, 841.8898
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
    page = writer.pages[0]
    page.add_transformation(matrix)
    if turn != 180:
        page.mediabox = pypdf.generic.RectangleObject((0, 0, height, width))
        page.cropbox = page.mediabox
    page.rotate(turn)
    writer.write(raw)
    (tmp_path / "turned.pdf").write_bytes(raw.getvalue())
    assert _filled(pdf.read(tmp_path / "turned.pdf")) == _filled(plain)


def test_raised_digits_are_marks(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 700, "90")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(71.5, 704, "24")

    assert _filled(_drawn(tmp_path, draw)) == [("page 1, line 1", ("90 ²⁴",))]


def test_two_figures_in_one_cell_do_not_run_together(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _ruled(canvas, [["a", "", "c"], ["1", "2", "3"]])
        canvas.drawString(143, 691, "12")
        canvas.drawString(143, 683, "345")

    assert _filled(_drawn(tmp_path, draw))[0][1] == ("a", "12 / 345", "c")


def test_words_close_together_in_neighbouring_cells_stay_apart(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 100, 140], [700, 680, 660])
        canvas.drawRightString(99.5, 685, "1,234")
        canvas.drawString(100.5, 685, "56")
        canvas.drawString(61, 665, "x")

    assert _filled(_drawn(tmp_path, draw)) == [
        ("page 1, table 1, row 1", ("1,234", "56")),
        ("page 1, table 1, row 2", ("x", "")),
    ]


def test_rules_drawn_as_thin_boxes_and_shaded_cells(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(60, 680, 80, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y in (660, 680, 700):
            canvas.rect(60, y, 80, 0.5, stroke=0, fill=1)
        for x in (60, 100, 140):
            canvas.rect(x, 660, 0.5, 40.5, stroke=0, fill=1)
        for x, y, text in ((63, 685, "a"), (103, 685, "b"), (63, 665, "1"), (103, 665, "2")):
            canvas.drawString(x, y, text)

    assert [cells for _, cells in _filled(_drawn(tmp_path, draw))] == [("a", "b"), ("1", "2")]


def test_words_off_the_page_are_not_read(tmp_path: Path) -> None:
    found = _drawn(tmp_path, lambda canvas: (canvas.drawString(60, 700, "on"), canvas.drawString(60, 2000, "off"))[0])
    assert _filled(found) == [("page 1, line 1", ("on",))]


def _picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "grey")), 60, 500, 200, 200)


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    found = _drawn(tmp_path, _words("words"), _picture, _picture)
    assert [(remark.check, remark.message, remark.place) for remark in found.remarks] == [
        (
            "page-picture",
            "Each of the pages 2, 3 holds a picture and no text, so nothing on it was read.",
            "page 2",
        )
    ]


def test_words_that_run_up_the_page_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -200, "sideways")

    found = _drawn(tmp_path, _words("words"), draw)
    assert [(remark.check, remark.place) for remark in found.remarks] == [("turned-text", "page 2")]


def test_words_beside_a_table_whose_side_is_open_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _ruled(canvas, [["a", "b"], ["1", "2"]])
        canvas.drawString(260, 686, "%")

    found = _drawn(tmp_path, _words("words"), draw)
    assert [(remark.check, remark.message) for remark in found.remarks] == [
        ("beside-table", "Page 2 holds words beside a ruled table that are in none of its cells.")
    ]


def test_a_paper_of_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"paper\.pdf holds pictures of pages and no text: save the report from"):
        _drawn(tmp_path, _picture)


def _locked(folder: Path, password: str) -> Path:
    _drawn(folder, _words("words"))
    writer = pypdf.PdfWriter(clone_from=folder / "paper.pdf")
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(folder / "locked.pdf")
    return folder / "locked.pdf"


def test_a_password_is_asked_to_be_taken_off_and_an_empty_one_opens(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"locked\.pdf is locked by a password: save it without one"):
        pdf.read(_locked(tmp_path, "secret"))
    assert _filled(pdf.read(_locked(tmp_path, ""))) == [("page 1, line 1", ("words",))]


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"%PDF-1.7\n" + b"garbage " * 100,
        lambda raw: raw[: len(raw) // 3],
        lambda raw: raw.replace(b"/Pages", b"/Pagez"),
        lambda raw: raw.replace(b"/Kids", b"/Kidz"),
    ],
    ids=["garbage", "cut", "no pages", "no kids"],
)
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _drawn(tmp_path, _words("words"), _words("more"))
    path = tmp_path / "broken.pdf"
    path.write_bytes(damage((tmp_path / "paper.pdf").read_bytes()))
    with pytest.raises(LoadError) as caught:
        pdf.read(path)
    assert str(caught.value).startswith("broken.pdf ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "limit", "reason"),
    [
        ("MAX_PAGES", 1, "has 2 pages, more than any paper"),
        ("MAX_UNPACKED", 100, "unpacks to more than"),
        ("MAX_PAGE_CHARACTERS", 3, "more text on page 1"),
        ("MAX_CHARACTERS", 7, "more text on page 2"),
        ("MAX_CELLS", 1, "more cells than any paper"),
    ],
)
def test_pages_text_and_cells_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, reason: str
) -> None:
    monkeypatch.setattr(pdf, name, limit)
    with pytest.raises(LoadError, match=reason):
        _drawn(tmp_path, _words("words"), lambda canvas: _ruled(canvas, [["a", "b"], ["c", "d"]]))


def test_a_table_without_rules_is_refused_rather_than_guessed(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    paper.as_pdf(_long(3), path, ruled=False)
    with pytest.raises(NoReportError, match="found no sign of its service level table"):
        report.read(pdf.read(path))


@pytest.mark.parametrize("aside", [0.0, 0.3, 0.6])
def test_letters_that_are_drawn_twice_to_look_bold_are_read_once(tmp_path: Path, aside: float) -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, aside):
            canvas.drawString(60 + shift, 700, "Illness: 11,111 bills")
        canvas.drawString(60, 680, "Illness: 11,111 bills")

    assert [cells for _, cells in _filled(_drawn(tmp_path, draw))] == [("Illness: 11,111 bills",)] * 2


def test_what_was_typed_into_the_fields_of_a_form_stands_in_their_cells(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _ruled(canvas, [["Service", "Budget", "Variance", "Note"], ["Alpha", "", "", ""]])
        for at, value in enumerate(("1,200", "-48", ""), start=1):
            canvas.acroForm.textfield(
                name=f"field{at}", x=62 + 80 * at, y=662, width=70, height=16, value=value, fontSize=6
            )

    document = _drawn(tmp_path, draw)
    assert [cells for _, cells in _filled(document)] == [
        ("Service", "Budget", "Variance", "Note"),
        ("Alpha", "1,200", "-48", ""),
    ]


def test_a_watermark_stands_apart_from_what_it_lies_behind(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(50)
        canvas.setFont("Helvetica", 90)
        canvas.drawString(0, 0, "CONFIDENTIAL")
        canvas.restoreState()
        canvas.setFont("Helvetica", 80)
        canvas.drawString(60, 650, "DRAFT")
        canvas.setFont("Helvetica", 10)
        _words(*(f"Line {number} of the paper" for number in range(1, 11)))(canvas)

    document = _drawn(tmp_path, draw, draw)
    lines = [cells[0] for _, cells in _filled(document)]
    assert lines[:-1] == [f"Line {number} of the paper" for number in range(1, 11)] * 2
    assert document.lines[-1].place == "page 1, watermark"
    assert lines[-1] == "CONFIDENTIAL DRAFT"
    assert marking("CONFIDENTIAL DRAFT") == "CONFIDENTIAL DRAFT"


def test_a_large_title_is_no_watermark(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 28)
        canvas.drawString(60, 740, "Finance Monitoring Report")
        canvas.setFont("Helvetica", 10)
        _words("Some words", "and others")(canvas)

    assert _filled(_drawn(tmp_path, draw))[0][1] == ("Finance Monitoring Report",)


PLACES = (60, 110, 300, 380, 460, 520)  # the right edges of figures, and the left edge of the labels
UNRULED = [
    ["-10", "Alpha day centres", "1,200", "640", "48", "4%"],
    ["0", "Beta care homes", "3,000", "1,850", "-120", "-4%"],
    ["5", "Gamma transport", "800", "", "0", "0%"],
    ["-5", "Parks Directorate Total", "5,000", "2,490", "-72", "-1%"],
]


def _unruled(canvas: Canvas, heading: list[list[str]], rows: list[list[str]]) -> None:
    canvas.setFont("Helvetica", 8)
    y = 700.0
    for line in [*heading, ["", "Parks Directorate"], *rows]:
        for column, (at, text) in enumerate(zip(PLACES, line, strict=False)):
            (canvas.drawString if column == 1 else canvas.drawRightString)(at, y, text)
        y -= 13


@pytest.mark.parametrize("across", [False, True], ids=["no rules", "rules across"])
@pytest.mark.parametrize(
    "heading",
    [
        [["Before", "Service", "Budget £000", "Actual £000", "Variance £000", "Variance %"]],
        [["", "", "Budget", "Actual", "Variance", "Variance"], ["Before", "Service", "£000", "£000", "£000", "%"]],
    ],
    ids=["one line", "two lines"],
)
def test_columns_without_rules_are_told_by_the_places_of_words(
    tmp_path: Path, heading: list[list[str]], across: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        _words("Finance Monitoring Report – May 2032", top=760)(canvas)
        _unruled(canvas, heading, UNRULED)
        for number in range(7 if across else 0):
            canvas.line(40, 709 - 13 * number, 530, 709 - 13 * number)

    _drawn(tmp_path, draw)
    document = pdf.read(tmp_path / "paper.pdf", by_place=True)
    assert [cells for _, cells in _filled(document)] == [
        ("Finance Monitoring Report – May 2032",),
        ("Before", "Service", "Budget £000", "Actual £000", "Variance £000", "Variance %"),
        ("", "Parks Directorate", "", "", "", ""),
        *map(tuple, UNRULED),
    ]


def test_a_word_that_reaches_into_the_next_column_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        long = [["1", "A service whose name reaches as far as the figures of its budget", "7", "8", "9", "1%"]]
        _unruled(canvas, [["Before", "Service", "Budget", "Actual", "Variance", "%"]], [*UNRULED, *long])

    _drawn(tmp_path, draw)
    document = pdf.read(tmp_path / "paper.pdf", by_place=True)
    assert all(len(cells) == 1 for _, cells in _filled(document))


def test_prose_with_figures_is_no_table(tmp_path: Path) -> None:
    lines = [f"In {2020 + number} it cost £{number}00k more, and £{number}50k in all" for number in range(6)]
    _drawn(tmp_path, _words(*lines))
    assert [cells for _, cells in _filled(pdf.read(tmp_path / "paper.pdf", by_place=True))] == [
        (line,) for line in lines
    ]
