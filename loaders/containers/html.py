"""A web page as lines: paragraphs and rows of tables in their order. A cell that spans others counts once.

What a reader does not see is not read, and what stands in a field of a form is. Rows are mended as browsers mend them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from loaders.containers.cells import Lines, joined, raised
from loaders.containers.html_hidden import Sheet
from loaders.containers.text import LOOKED_FOR, Document, Remark, contents, decode
from loaders.errors import LoadError

MAX_BYTES = 20_000_000
MAX_CELLS = 300_000
MAX_COLUMNS = 500
MAX_DEPTH = 100
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Elements with nothing to read in them.
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "object", "iframe", "canvas"})
# Elements that stand within a line; every other one begins and ends a paragraph.
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data dfn em font i img ins kbd label mark q s samp small span strong sub sup "
        "time tt u var wbr",
    )
)
_FIELDS = ("input", "textarea", "select")
_SHOWN_FIELDS = ("text", "number", "tel", "date", "month", "search", "email", "url")
_STRUCK = ("del", "s", "strike")
_STRUCK_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.I)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.I)
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Document:
    """The lines of a web page; places are ``paragraph 12`` and ``table 3, row 7``.

    Raises ``LoadError`` for a page that is empty, too large, or no text.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    content = _decode(raw, path.name)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", content, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"{path.name} cannot be read as a web page: save it again, or save it as text") from error
    reader = _Reader(path.name, Sheet([style.text or "" for style in root.iter("style")]))
    reader.block(root, 0)
    reader.end_paragraph()
    if not any(line.filled for line in reader.out.lines):
        raise LoadError(f"{path.name} holds no text; looked for {LOOKED_FOR}")
    return Document(path.name, hashlib.sha256(raw).hexdigest(), tuple(reader.out.lines), tuple(reader.remarks))


def _decode(raw: bytes, name: str) -> str:
    """By the page's own word for its encoding where it has no mark and is not UTF-8."""
    said = _CHARSET.search(raw[:4096])
    if said and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = said[1].decode("ascii").lower()
        # Pages that say Latin 1 mean the Windows code page, as browsers take it.
        encoding = "cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeError):
            pass
    return decode(raw, name)


class _Reader:
    """Walks the page once; text gathers until a block begins or ends."""

    def __init__(self, name: str, sheet: Sheet) -> None:
        self.name = name
        self.sheet = sheet
        self.out = Lines()
        self.remarks: list[Remark] = []
        self.text: list[str] = []
        self.paragraphs = self.tables = self.cells = 0

    def block(self, element: Any, depth: int) -> None:
        """Everything below ``element``; what follows it is its parent's."""
        self._limit(depth)
        self.text.append(element.text or "")
        for child in element.iterchildren():
            tag = str(child.tag).lower()
            if self._is_unread(child, tag):
                pass
            elif tag in _FIELDS:
                self.text.append(_entered(child, tag))
            elif tag == "table":
                self.end_paragraph()
                self._table(child, depth + 1)
            elif tag == "br":
                self.end_paragraph()
            elif tag in _INLINE and child.find(".//table") is None:
                self.text += self._inline(child, depth + 1)
            else:
                self.end_paragraph()
                self.block(child, depth + 1)
                self.end_paragraph()
            self.text.append(child.tail or "")

    def end_paragraph(self) -> None:
        """Make a line of the text that has gathered."""
        text = _SPACE.sub(" ", "".join(self.text)).strip()
        self.text = []
        if text:
            self.paragraphs += 1
            self.out.prose(f"paragraph {self.paragraphs}", text)
            self.out.gap()

    def _limit(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise LoadError(f"{self.name} has blocks within blocks to a depth that no report has")

    def _is_unread(self, element: Any, tag: str) -> bool:
        if tag in _SILENT:
            return True
        hidden = self.sheet.hides(element)
        if (
            not (hidden or tag in _STRUCK or _STRUCK_STYLE.search(element.get("style", "")))
            or not element.text_content().strip()
        ):
            return hidden
        check, why = ("hidden-text", "hidden") if hidden else ("tracked-deletion", "struck out")
        place = f"paragraph {self.paragraphs + 1}" if self.tables == 0 else f"table {self.tables}"
        message = f"{self.name} has text that is {why} near {place}; it is not read."
        if not any(remark.message == message for remark in self.remarks):
            self.remarks.append(Remark(check, "warning", message, place))
        return True

    def _inline(self, element: Any, depth: int) -> Iterator[str]:
        self._limit(depth)
        own = _SPACE.sub(" ", element.text or "")
        yield raised(own) if _is_raised(element) else own
        for child in element.iterchildren():
            tag = str(child.tag).lower()
            if tag == "br":
                yield "\n"
            elif tag in _FIELDS:
                yield "" if self._is_unread(child, tag) else _entered(child, tag)
            elif not self._is_unread(child, tag):
                block = tag not in _INLINE
                yield "\n" if block else ""
                yield from self._inline(child, depth + 1)
                yield "\n" if block else ""
            yield _SPACE.sub(" ", child.tail or "")

    def _table(self, table: Any, depth: int) -> None:
        self._limit(depth)
        self.tables += 1
        number = self.tables
        self.out.gap()
        inner: list[Any] = []
        waiting: dict[int, int] = {}  # columns that a cell above still covers, and for how many rows
        for caption in table.iterchildren("caption"):
            self.text += self._inline(caption, depth)
            self.end_paragraph()
        _mend(table)
        for stray in _strays(table):
            self.text.append(stray)
            self.end_paragraph()
        for position, row in enumerate(_rows(table), start=1):
            if self._is_unread(row, "tr"):
                continue
            tag_cells = [cell for cell in row.iterchildren("td", "th") if not self._is_unread(cell, str(cell.tag))]
            cells = self._row(tag_cells, waiting, inner, depth)
            self.cells += len(cells)
            if self.cells > MAX_CELLS:
                raise LoadError(f"{self.name} has more cells than any report (the limit is {MAX_CELLS:,})")
            self.out.row(f"table {number}, row {position}", cells)
        self.out.gap()
        for nested in inner:
            self._table(nested, depth + 1)

    def _row(self, row: list[Any], waiting: dict[int, int], inner: list[Any], depth: int) -> list[str]:
        cells: list[str] = []
        begun: dict[int, int] = {}
        for cell in row:
            while waiting.get(len(cells), 0):
                cells.append("")
            nested = list(cell.iterfind(".//table"))
            if nested:
                inner += [each for each in nested if not _is_inside(each, nested)]
                for each in inner:
                    if each.getparent() is not None:
                        each.drop_tree()
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + across):
                begun[column] = down
            text = joined("".join(self._inline(cell, depth)).split("\n"))
            cells += [text, *[""] * (across - 1)]
            if len(cells) > MAX_COLUMNS:
                raise LoadError(f"{self.name} has a table of more than {MAX_COLUMNS} columns, more than any report's")
        while waiting.get(len(cells), 0):
            cells.append("")
        for column in [each for each in waiting if each not in begun]:
            waiting[column] = max(0, waiting[column] - 1)
        waiting.update({column: down - 1 for column, down in begun.items()})
        return cells


def _is_raised(element: Any) -> bool:
    """Whether the text of ``element`` stands high, or is the number of a note that it leads to."""
    if element.tag == "sup" or _RAISED_STYLE.search(element.get("style", "")):
        return True
    note = element.tag == "a" and element.get("href", "").startswith("#")
    return note and re.fullmatch(r"\s*[\[(]?(?:\d{1,2}|[a-z*†‡])[\])]?\s*", element.text or "") is not None


def _rows(table: Any) -> Iterator[Any]:
    """The table's own rows: not those of a table within it."""
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _mend(table: Any) -> None:
    """Give cells that stand in no row a row of their own, as browsers do."""
    for section in [table, *table.iterchildren("thead", "tbody", "tfoot")]:
        row: Any = None
        for child in list(section):
            if child.tag not in ("td", "th"):
                row = None
                continue
            if row is None:
                row = etree.SubElement(section, "tr")
                child.addprevious(row)
            row.append(child)


def _strays(table: Any) -> Iterator[str]:
    """Text that stands in a table but in none of its cells; browsers show it above."""
    for element in [table, *table.iterchildren("thead", "tbody", "tfoot"), *_rows(table)]:
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield text


def _entered(field: Any, tag: str) -> str:
    """What a field of a form shows: the value that was entered or chosen."""
    if tag == "textarea":
        return str(field.text or "")
    if tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options[:1]
        return ", ".join(" ".join(option.text_content().split()) for option in chosen)
    return str(field.get("value", "")) if field.get("type", "text").lower() in _SHOWN_FIELDS else ""


def _is_inside(table: Any, tables: list[Any]) -> bool:
    return any(ancestor in tables for ancestor in table.iterancestors("table"))


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1").strip()
    return max(1, min(int(text), MAX_COLUMNS + 1)) if text.isdigit() and text.isascii() else 1
