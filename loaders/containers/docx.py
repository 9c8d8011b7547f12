"""A Word document as lines: paragraphs and rows of tables in their order. A merged cell counts once, where it begins.

What an author has struck out with tracked changes is not read; what was put in is, and a remark says so.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from loaders.containers import zipped
from loaders.containers.cells import Lines, joined, raised
from loaders.containers.text import LOOKED_FOR, Document, Remark, clean, contents
from loaders.errors import LoadError

MAX_BYTES = 100_000_000
MAX_CELLS = 300_000
MAX_CHARACTERS = 20_000_000
MAX_DEPTH = 40
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_ADDED, _REMOVED = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
# Elements that merely stand around others.
_AROUND = tuple(f"{_W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml"))
# Arrows of direction are often set in a font of symbols, which has codes of its own.
_SYMBOLS = {"DF": "←", "E0": "→", "E1": "↑", "E2": "↓", "E7": "⬅", "E8": "➡", "E9": "⬆", "EA": "⬇", "F3": "↔"}
_WORDS = {
    "tracked-insertion": "has text put in as a tracked change, which is read; accept or reject it in the document",
    "tracked-deletion": "has text struck out as a tracked change, which is not read; accept or reject it",
    "hidden-text": "has hidden text, which is not read",
    "unread-part": "holds a part taken in from another file, which is not read",
}


def read(path: Path) -> Document:
    """The lines of a Word document; places are ``paragraph 12`` and ``table 3, row 7``.

    Raises ``LoadError`` for a file that is damaged, locked, too large, or saved in a form that is not read.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    zipped.check(raw, path.name)
    try:
        opened = docx.Document(io.BytesIO(raw))
        body = opened.element.body
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, etree.XMLSyntaxError) as error:
        if _is_strict(raw) or "not a Word file" in str(error):
            advice = "save it as a Word document (.docx), not as Strict Open XML"
        else:
            advice = "open it in Word and save it again"
        raise LoadError(f"{path.name} cannot be opened as a Word document: {advice}") from error
    reader = _Reader(path.name)
    reader.body(body, 0)
    reader.margins(opened)
    lines = reader.out.lines
    if not any(line.filled for line in lines):
        raise LoadError(f"{path.name} holds no text; looked for {LOOKED_FOR}")
    return Document(path.name, hashlib.sha256(raw).hexdigest(), tuple(lines), tuple(reader.remarks()))


def _is_strict(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, suppress(KeyError), archive.open("word/document.xml") as main:
        return _STRICT.encode() in main.read(10_000)
    return False


class _Reader:
    """Walks the body once; keeps the number of the paragraph and of the table."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.out = Lines()
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0
        self.characters = 0
        self.place = ""
        self.noted: Counter[tuple[str, str]] = Counter()
        self.boxes: list[Any] = []

    def body(self, parent: Any, depth: int) -> None:
        """Paragraphs and tables below ``parent``."""
        if depth > MAX_DEPTH:
            raise LoadError(f"{self.name} has tables within tables to a depth that no report has")
        for element in parent.iterchildren():
            if element.tag == f"{_W}p":
                self._paragraph(element, depth)
            elif element.tag == f"{_W}tbl":
                self.tables += 1
                self._table(element, f"table {self.tables}", depth)
            elif element.tag in (*_AROUND, *_ADDED):
                self.body(element, depth + 1)
            elif element.tag == f"{_W}altChunk":
                self.noted["unread-part", "the document"] += 1

    def margins(self, opened: Any) -> None:
        """Headers and footers, each once, after everything else: a title may stand only there."""
        seen = set()
        for section in opened.sections:
            for where, part in (
                ("header", section.header),
                ("footer", section.footer),
                ("header of the first page", section.first_page_header),
                ("footer of the first page", section.first_page_footer),
            ):
                if part.is_linked_to_previous:
                    continue
                for element in part._element.iter(f"{_W}p"):
                    text = clean(self._text(element))
                    if text and text not in seen:
                        seen.add(text)
                        self.out.gap()
                        self.out.prose(where, text)

    def remarks(self) -> Iterator[Remark]:
        """What was noted, once a place and kind."""
        for check, place in self.noted:
            severity = "note" if check == "tracked-insertion" else "warning"
            yield Remark(check, severity, f"{place.capitalize()} of {self.name} {_WORDS[check]}.", place)

    def _paragraph(self, element: Any, depth: int) -> None:
        self.paragraphs += 1
        self.place = f"paragraph {self.paragraphs}"
        text = self._text(element)
        if clean(text):
            self.out.prose(self.place, text)
        self.out.gap()
        self._boxes(depth)

    def _boxes(self, depth: int) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.body(box, depth + 1)

    def _table(self, table: Any, place: str, depth: int) -> None:
        self.out.gap()
        inner: list[tuple[Any, str]] = []
        for number, row in enumerate(_within(table, f"{_W}tr"), start=1):
            self.place = f"{place}, row {number}"
            if row.find(f"{_W}trPr/{_W}del") is not None:
                self.noted["tracked-deletion", self.place] += 1
                continue
            if row.find(f"{_W}trPr/{_W}ins") is not None:
                self.noted["tracked-insertion", self.place] += 1
            cells = self._row(row, inner)
            self.cells += len(cells)
            if self.cells > MAX_CELLS:
                raise LoadError(f"{self.name} has more cells than any report (the limit is {MAX_CELLS:,})")
            self.out.row(self.place, cells)
        self.out.gap()
        for number, (nested, where) in enumerate(inner, start=1):
            if depth >= MAX_DEPTH:
                raise LoadError(f"{self.name} has tables within tables to a depth that no report has")
            self._table(nested, f"{where}, inner table {number}", depth + 1)
        self._boxes(depth)

    def _row(self, row: Any, inner: list[tuple[Any, str]]) -> list[str]:
        cells = [""] * _number(row.find(f"{_W}trPr/{_W}gridBefore"))
        for cell in _within(row, f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span, merge = 1, None
            if properties is not None:
                span = max(1, _number(properties.find(f"{_W}gridSpan"), 1))
                merge = properties.find(f"{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            text = "" if continues else joined(self._text(each) for each in _within(cell, f"{_W}p"))
            cells += [text, *[""] * (span - 1)]
            inner += [(table, self.place) for table in _within(cell, f"{_W}tbl")]
            if len(cells) > MAX_CELLS:
                raise LoadError(f"{self.name} has more cells than any report (the limit is {MAX_CELLS:,})")
        return cells + [""] * _number(row.find(f"{_W}trPr/{_W}gridAfter"))

    def _text(self, paragraph: Any) -> str:
        text = "".join(self._pieces(paragraph, 0))
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise LoadError(f"{self.name} has more text than any report (the limit is {MAX_CHARACTERS:,} characters)")
        return text

    def _pieces(self, parent: Any, depth: int) -> Iterator[str]:
        if depth > MAX_DEPTH:
            return
        for element in parent.iterchildren():
            if element.tag == f"{_W}r":
                yield from self._run(element)
            elif element.tag in _AROUND:
                yield from self._pieces(element, depth + 1)
            elif element.tag in _ADDED:
                pieces = list(self._pieces(element, depth + 1))
                if any(piece.strip() for piece in pieces):
                    self.noted["tracked-insertion", self.place] += 1
                yield from pieces
            elif element.tag in _REMOVED and any(
                (each.text or "").strip() for each in element.iter(f"{_W}delText", f"{_W}t")
            ):
                self.noted["tracked-deletion", self.place] += 1

    def _run(self, run: Any) -> Iterator[str]:
        properties = run.find(f"{_W}rPr")
        text = "".join(self._run_pieces(run))
        if properties is not None:
            if _is_on(properties.find(f"{_W}vanish")):
                if text.strip():
                    self.noted["hidden-text", self.place] += 1
                return
            if _is_on(properties.find(f"{_W}strike")) or _is_on(properties.find(f"{_W}dstrike")):
                if text.strip():
                    self.noted["tracked-deletion", self.place] += 1
                return
            position = properties.find(f"{_W}vertAlign")
            if position is not None and position.get(f"{_W}val") == "superscript":
                text = raised(text)
        yield text

    def _run_pieces(self, run: Any) -> Iterator[str]:
        for element in run.iterchildren():
            if element.tag == f"{_W}t":
                yield element.text or ""
            elif element.tag == f"{_W}tab":
                yield "\t"
            elif element.tag in (f"{_W}br", f"{_W}cr"):
                yield " "
            elif element.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif element.tag == f"{_W}sym":
                yield _SYMBOLS.get(element.get(f"{_W}char", "")[-2:].upper(), "\ufffd")
            elif element.tag in (f"{_W}drawing", f"{_W}pict", _ALTERNATIVE):
                # The same box stands twice, the second time for programs of old: the first is read.
                self.boxes += list(element.iter(f"{_W}txbxContent"))[:1]


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Children of ``parent`` with ``tag``, also those that stand in a content control or a tracked insertion."""
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in _AROUND or element.tag in _ADDED:
            yield from _within(element, tag)


def _number(element: Any, default: int = 0) -> int:
    text = "" if element is None else element.get(f"{_W}val", "")
    return min(int(text), MAX_CELLS) if text.isdigit() else default


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in ("false", "0", "off")
