"""A PDF as lines: words in their printed order, and the rows of ruled tables with their cells kept apart.

A table that goes on over a page goes on in the lines: what a page prints at its head and foot again and again is set
aside.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import LimitReachedError, PyPdfError

from loaders.containers import pdf_margins, pdf_page
from loaders.containers.cells import Lines
from loaders.containers.pdf_page import Printed, Table
from loaders.containers.text import LOOKED_FOR, Document, Line, Remark, contents
from loaders.errors import LoadError

MAX_BYTES = 100_000_000
MAX_PAGES = 1_000
MAX_CHARACTERS = 20_000_000
MAX_PAGE_CHARACTERS = 200_000
MAX_CELLS = 300_000
# What the pages' instructions may unpack to, in all.
MAX_UNPACKED = 200_000_000
_DAMAGED = "open it, print it to PDF again and load that"
_SAME_EDGE = 4.0


def read(path: Path, by_place: bool = False) -> Document:
    """The lines of a PDF; places are ``page 41, line 3`` and ``page 41, table 2, row 7``.

    Words are rows of cells where rules are drawn around them, and ``by_place`` also where they stand in columns.

    Raises ``LoadError`` for a file that is damaged or locked, has more pages or text than a paper, or is only pictures.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    _gate(raw, path.name)
    try:
        pages = list(_pages(raw, path.name, by_place))
    except (pypdfium2.PdfiumError, RecursionError) as error:
        raise LoadError(f"{path.name} is damaged and cannot be read as a PDF: {_DAMAGED}") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise LoadError(f"{path.name} breaks the rules of PDF ({type(error).__name__}): {_DAMAGED}") from error
    running = pdf_margins.running(pages)
    lines, aside = _lines(pages, running)
    if not any(line.filled for line in lines):
        turned = any(page.turned for page in pages)
        what = (
            "holds only text that runs up or down its pages: turn the pages, save it again and load that"
            if turned
            else "holds pictures of pages and no text: save the report from the program it was written in"
        )
        raise LoadError(f"{path.name} {what}; looked for {LOOKED_FOR}")
    checksum = hashlib.sha256(raw).hexdigest()
    placed = any(page.placed for page in pages)
    return Document(path.name, checksum, tuple(lines), tuple(_remarks(pages)), tuple(aside), placed=placed)


def _gate(raw: bytes, name: str) -> None:
    """Refuse what the other libraries would choke on: pypdf stops at limits where they do not."""
    try:
        opened = pypdf.PdfReader(io.BytesIO(raw))
        if opened.is_encrypted and not opened.decrypt(""):
            raise LoadError(f"{name} is locked by a password: save it without one")
        count = len(opened.pages)
        if count > MAX_PAGES:
            raise LoadError(
                f"{name} has {count:,} pages, more than any paper (the limit is {MAX_PAGES:,}): save the report's own "
                "pages as a file of their own and load that"
            )
        unpacked = 0
        for page in opened.pages:
            content = page.get_contents()
            unpacked += len(content.get_data()) if content is not None else 0
            if unpacked > MAX_UNPACKED:
                raise LoadError(f"{name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB, more than any paper")
    except LimitReachedError as error:
        raise LoadError(f"{name} unpacks to far more than a paper needs and is not read") from error
    except LoadError:
        raise
    except (PyPdfError, RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError) as error:
        raise LoadError(f"{name} is damaged and cannot be read as a PDF: {_DAMAGED}") from error
    except NotImplementedError as error:
        raise LoadError(f"{name} is locked in a way that is not read: save it without a password") from error


def _pages(raw: bytes, name: str, by_place: bool) -> Iterator[pdf_page.Page]:
    characters = cells = 0
    opened = pypdfium2.PdfDocument(raw, password="")
    if opened.get_formtype() != pdfium.FORMTYPE_NONE:
        opened.init_forms()
    for number in range(1, len(opened) + 1):
        page = opened[number - 1]
        text = page.get_textpage()
        characters += text.count_chars()
        if text.count_chars() > MAX_PAGE_CHARACTERS or characters > MAX_CHARACTERS:
            raise LoadError(f"{name} has more text on page {number} than any page of a paper and is not read")
        text.close()
        read_page = pdf_page.read(page, number, by_place)
        page.close()
        cells += sum(len(row) for block in read_page.blocks if isinstance(block, Table) for row in block.rows)
        if cells > MAX_CELLS:
            raise LoadError(f"{name} has more cells than any paper (the limit is {MAX_CELLS:,})")
        yield read_page


def _lines(pages: Sequence[pdf_page.Page], running: set[tuple[int, int]]) -> tuple[list[Line], list[Line]]:
    """The lines of all pages, and those set aside; one copy of each running title goes to the end."""
    out = Lines()
    aside: list[Line] = []
    once: dict[str, Line] = {}
    before: Table | None = None
    for page in pages:
        bottom: float | None = None
        for number, block in enumerate(page.blocks):
            if isinstance(block, Table):
                if before is None or not _goes_on(before, block):
                    out.gap()
                for position, row in enumerate(block.rows, start=1):
                    out.row(f"page {page.number}, table {block.number}, row {position}", row)
                before, bottom = block, block.bottom
                continue
            line = Line(f"page {page.number}, line {block.number}", (block.text,))
            if (page.number, number) in running:
                aside.append(line)
                once.setdefault(pdf_margins.pattern(block.text), line)
                continue
            if before is not None or _is_apart(block, bottom):
                out.gap()
            out.prose(line.place, block.text)
            before, bottom = None, block.bottom
    for line in once.values():
        out.gap()
        out.lines.append(line)
    # A watermark stands behind the text; it may say that the paper is a draft, or not for the public.
    for text in dict.fromkeys(page.watermark for page in pages if page.watermark):
        number = next(page.number for page in pages if page.watermark == text)
        out.gap()
        out.prose(f"page {number}, watermark", text)
    kept = {line.place for line in once.values()}
    return out.lines, [line for line in aside if line.place not in kept]


def _goes_on(before: Table, table: Table) -> bool:
    """Whether ``table`` is ``before``, gone on over the page: nothing between, and the same edges."""
    return (
        table.page == before.page + 1
        and abs(table.left - before.left) < _SAME_EDGE
        and abs(table.right - before.right) < _SAME_EDGE
    )


def _is_apart(block: Printed, bottom: float | None) -> bool:
    return bottom is None or block.top - bottom > 0.7 * (block.bottom - block.top)


def _remarks(pages: Sequence[pdf_page.Page]) -> Iterator[Remark]:
    for check, holds, words in (
        ("page-picture", lambda page: page.picture, "a picture and no text, so nothing on it was read"),
        ("turned-text", lambda page: page.turned, "text that runs up or down the page, which is not read"),
        ("beside-table", lambda page: page.beside, "words beside a ruled table that are in none of its cells"),
    ):
        numbers = [page.number for page in pages if holds(page)]
        if numbers:
            shown = ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")
            which = f"Page {shown} holds" if len(numbers) == 1 else f"Each of the pages {shown} holds"
            yield Remark(check, "warning", f"{which} {words}.", f"page {numbers[0]}")
