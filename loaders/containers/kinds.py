"""Which reader opens which file: by its ending and its content together, never by one of them alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from loaders.containers import zipped
from loaders.containers.text import LOOKED_FOR, Document, Remark, contents, file_name, is_no_text
from loaders.errors import LoadError

MAX_BYTES = 100_000_000
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S)
_BLOCK = re.compile(rb"<(?:table|body|p|div|h[1-6])\b", re.I)


@dataclass(frozen=True)
class Container:
    """A kind of file: what it is called, the content that it may have, and the module whose ``read`` opens it."""

    name: str
    contents: tuple[str, ...]
    module: str


_TEXT = Container("text", ("text", "fragment", "bytes"), "text")  # which says itself what is no text
_WEB = Container("a web page", ("html", "fragment"), "html")
# Modules are named, not imported: a text is read without the libraries that open the others.
READERS: dict[str, Container] = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _TEXT,
    ".pdf": Container("a PDF", ("pdf",), "pdf"),
    ".docx": Container("a Word document", ("docx",), "docx"),
    ".xlsx": Container("an Excel workbook", ("xlsx",), "xlsx"),
    ".xlsm": Container("an Excel workbook", ("xlsx",), "xlsx"),
    ".xls": Container("a workbook of an older Excel", ("ole",), "xls"),
    ".ods": Container("an OpenDocument workbook", ("ods",), "ods"),
    ".html": _WEB,
    ".htm": _WEB,
    ".csv": Container("a CSV", ("text",), "csv_file"),
    ".tsv": Container("a table parted by tabs", ("text",), "csv_file"),
}
ENDINGS = tuple(READERS)

# What a file's content is called, and the ending that belongs to it where there is one.
_WORDS = {
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word document", ".docx"),
    "xlsx": ("an Excel workbook", ".xlsx"),
    "ods": ("an OpenDocument workbook", ".ods"),
    "html": ("a web page", ".html"),
    "fragment": ("text", ".txt"),
    "text": ("text", ".txt"),
    "ole": ("a document of an older Office, or one locked by a password", None),
    "rtf": ("rich text", None),
    "zip": ("a zip of other files", None),
    "image": ("a picture", None),
    "bytes": ("neither text nor any kind of file that is read", None),
}
# What the libraries raise for a part that is missing, or is not what the rest of the file says of it.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
# Text whose UTF-8 was taken for Windows-1252 once.
_MANGLED = ("Â£", "â€")


def read(path: Path, by_place: bool = False) -> Document:
    """The lines of ``path``, whatever it is; ``by_place`` is for a PDF, and is explained there.

    Raises ``LoadError`` for a file that cannot be read, has an ending that is not in ``READERS``, or holds something
    other than its ending says.
    """
    container = READERS.get(path.suffix.lower())
    raw = contents(path, MAX_BYTES, "any paper")
    if not raw.strip():
        raise LoadError(f"{path.name} is empty; looked for {LOOKED_FOR}")
    kind = content(raw, path.name)
    if container is None:
        raise LoadError(
            f"{path.name} is {_WORDS[kind][0]} and its ending {path.suffix or '(none)'} is not one that is read "
            f"({', '.join(ENDINGS)}); looked for {LOOKED_FOR}"
        )
    if kind not in container.contents:
        what, ending = _WORDS[kind]
        advice = f"rename it to end in {ending}" if ending else f"save it as {container.name}"
        raise LoadError(
            f"{path.name} is {what}, but its ending {path.suffix} says {container.name}: {advice}; "
            f"looked for {LOOKED_FOR}"
        )
    reader: Callable[..., Document] = import_module(f"loaders.containers.{container.module}").read
    try:
        document = reader(path, by_place=True) if by_place else reader(path)
    except _BROKEN as error:
        if container is _TEXT:  # it follows no rules that it could break
            raise
        raise LoadError(
            f"{path.name} breaks the rules of {container.name} ({type(error).__name__}), so a part of it cannot be "
            "found or read: open it and save it again, or save it as text, and load that"
        ) from error
    document = replace(document, name=file_name(path))
    if any(mark.encode() in raw for mark in _MANGLED):
        message = f"{document.name} was once saved in the wrong encoding (“Â£” for “£”); its text is read as it was."
        remark = Remark("mended-text", "note", message, document.lines[0].place)
        return replace(document, remarks=(*document.remarks, remark))
    return document


def content(raw: bytes, name: str) -> str:
    """What ``raw`` is, by its first bytes: one of ``_WORDS``."""
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw, name)
    for start, kind in (
        (b"\xd0\xcf\x11\xe0", "ole"),
        (b"{\\rtf", "rtf"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
    ):
        if raw.startswith(start):
            return kind
    head = _plain(raw[:16384])
    if _HTML.match(head):
        return "html"
    if _BLOCK.search(head):
        return "fragment"
    return "bytes" if is_no_text(head.decode("latin-1")) else "text"


def _plain(head: bytes) -> bytes:
    """``head`` in one byte a character, so that a web page is known in any encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) // 4:
        head = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return head.removeprefix(b"\xef\xbb\xbf")


def _zipped(raw: bytes, name: str) -> str:
    names = zipped.members(raw, name)
    for member, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if member in names:
            return kind
    if "mimetype" in names and b"opendocument.spreadsheet" in zipped.beginning(raw, name, "mimetype", 100):
        return "ods"
    # A document may keep its main part under another name; its list of types says what it is.
    if "[Content_Types].xml" in names:
        listed = zipped.beginning(raw, name, "[Content_Types].xml", 100_000)
        for word, kind in ((b"wordprocessingml", "docx"), (b"spreadsheetml", "xlsx")):
            if word in listed:
                return kind
    return "zip"
