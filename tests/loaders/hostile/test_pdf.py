"""PDFs that are odd, broken or hostile (P1-P44): each is loaded, with what was noticed, or refused with a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.loaders.containers.paper import as_pdf
from tests.loaders.hostile import good
from tests.loaders.hostile.good import same
from tests.loaders.hostile.outcome import Case, load, refused
from tests.loaders.hostile.pdfs import FONT, made, packed, rewritten, stream, text

PAPER = good.written(".pdf")
DAMAGED = refused("damaged")
HELLO = text("Hello")


def _borderless() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        as_pdf(good.blocks(), Path(folder) / "paper.pdf", ruled=False)
        return (Path(folder) / "paper.pdf").read_bytes()


def _turned(writer: pypdf.PdfWriter) -> None:
    for page in writer.pages:
        page.rotate(90)


def _with_blank(writer: pypdf.PdfWriter) -> None:
    writer.insert_blank_page(200, 5_000, 0)


def _no_text() -> bytes:
    return made([stream(b"0 0 100 100 re f"), FONT])


def _javascript(writer: pypdf.PdfWriter) -> None:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x');")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject(k): v for k, v in action.items()})


def _embedded(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("evil.exe", b"MZ")


# Those that a reader might never end with, read in the process that has limits.
APART = [
    Case("P7 stream of 300 MB", made([packed(b" " * 300_000_000), FONT]), refused("paper.pdf")),
    Case("P8 text of 4 million characters", made([packed(text("a" * 4_000_000)), FONT]), refused("paper.pdf")),
    Case("P9 filters in a chain", made([packed(b" " * 50_000_000, times=6), FONT]), refused("paper.pdf")),
    Case(
        "P12 one page 200,000 times",
        made([stream(HELLO), FONT], pages=b"<< /Type /Pages /Count 200000 /Kids [%s] >>" % (b"3 0 R " * 200_000)),
        refused("paper.pdf"),
    ),
    Case(
        "P13 nested arrays",
        made([stream(HELLO), FONT, b"[" * 100_000 + b"]" * 100_000], trailer=b"/Info 6 0 R"),
        refused("paper.pdf"),
    ),
    Case(
        "P13 nested arrays on the page",
        made([stream(b"[" * 100_000 + b"]" * 100_000 + b" TJ"), FONT]),
        refused("paper.pdf"),
    ),
    Case(
        "P19 form that calls itself",
        made(
            [
                stream(b"/X Do"),
                FONT,
                stream(
                    b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
                ),
            ]
        ),
        refused("paper.pdf"),
    ),
    Case(
        "P20 picture without end",
        made([stream(b"BI /W 9 /H 9 /BPC 8 /CS /G ID " + b"x" * 100_000), FONT]),
        refused("paper.pdf"),
    ),
    Case(
        "P22 picture of 100,000 by 100,000",
        made(
            [
                stream(b"100 0 0 100 0 0 cm /X Do"),
                FONT,
                stream(
                    b"x",
                    b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB "
                    b"/BitsPerComponent 8",
                ),
            ]
        ),
        refused("paper.pdf"),
    ),
]
CASES = [
    Case("P1 empty", b"", refused("paper.pdf")),
    Case("P2 cut", PAPER[: len(PAPER) // 2], DAMAGED),
    Case("P3 nothing after the head", b"%PDF-1.7\n" + bytes(range(256)) * 20, DAMAGED),
    Case("P4 head far in", b" " * 2_000 + PAPER, refused("its ending .pdf says a PDF")),
    Case("P4 head not far in", b" " * 500 + PAPER, same()),
    Case("P5 locked", rewritten(PAPER, lambda writer: writer.encrypt("secret")), refused("password")),
    Case("P6 locked without password", rewritten(PAPER, lambda writer: writer.encrypt("", "owner")), same()),
    Case(
        "P10 pages in a circle",
        made([stream(HELLO), FONT], pages=b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        refused("paper.pdf"),
    ),
    Case("P11 tables in a circle", made([stream(HELLO), FONT], trailer=b"/Prev 9"), refused("paper.pdf")),
    Case(
        "P12 count that lies",
        made([stream(HELLO), FONT], pages=b"<< /Type /Pages /Count 200000 /Kids [3 0 R] >>"),
        refused("paper.pdf"),
    ),
    Case("P14 wrong length", made([stream(HELLO, length=3), FONT]), refused("paper.pdf")),
    Case("P14 length of a gigabyte", made([stream(HELLO, length=1_000_000_000), FONT]), refused("paper.pdf")),
    Case("P15 reference table of nought", PAPER.replace(b"xref\n0 ", b"xref\n0 0 \n0 ", 1), same()),
    Case("P16 no end", PAPER[: PAPER.rfind(b"startxref")], DAMAGED),
    Case("P17 two revisions", PAPER + b"\n%%EOF\n" + PAPER[PAPER.rfind(b"startxref") :], same()),
    Case("P23 picture without text", _no_text(), refused("holds pictures of pages and no text")),
    Case("P28 JavaScript", rewritten(PAPER, _javascript), same()),
    Case("P30 embedded file", rewritten(PAPER, _embedded), same()),
    Case("P35 turned pages", rewritten(PAPER, _turned), refused("runs up or down its pages: turn the pages")),
    Case("P36 page of another size", rewritten(PAPER, _with_blank), same()),
    Case("P38 no rules", _borderless(), same()),
    Case(
        "P44 a title that is exempt", rewritten(PAPER, lambda writer: writer.add_metadata({"/Title": "Exempt"})), same()
    ),
    Case("a PDF that is a zip too", PAPER + good.written(".docx"), same()),
    Case("a page by the name of a PDF", b"<!DOCTYPE html><p>x</p>", refused("is a web page, but its ending .pdf")),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_pdf(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.pdf"), good_dataset))


@pytest.mark.parametrize("case", APART, ids=lambda case: case.code)
def test_a_pdf_apart(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.pdf"), good_dataset))
