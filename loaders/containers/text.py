"""A text file as lines of cells, each with its place."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError

MAX_BYTES = 20_000_000
MAX_LINES = 500_000
LOOKED_FOR = (
    "a monthly finance report: its title with the month, and its service level table "
    "(service, budget, actual, outturn variance)"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ANSI = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")
# What prints nothing inside a word: soft hyphen, zero-width characters, marks of the direction of writing.
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
# Each character of Windows-1252 with its byte; the bytes that it leaves free stand for themselves.
_WINDOWS = {bytes([byte]).decode("cp1252", errors="ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_FOLLOWING = "[" + "".join(re.escape(letter) for letter, byte in _WINDOWS.items() if byte < 0xC0) + "]"
# "Â£", "Ã©", "â€“": letters that no English text has beside each other, and UTF-8 taken for Windows-1252 has.
_MANGLED = re.compile(f"[ÂÃ]{_FOLLOWING}|[âï]{_FOLLOWING}{{2}}")
_UNREADABLE = "\ufffd"
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper: its ``place`` (``line 1026``) and its cleaned ``cells``; prose is a line of one cell."""

    place: str
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The cells that hold something, with a space between."""
        return " ".join(cell for cell in self.cells if cell)

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that only the container shows, such as a hidden sheet; becomes a row of ``findings``."""

    check: str
    severity: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a container's reader hands to the recognisers: the file's name, its checksum and its lines.

    ``remarks`` are what the reader noted on the way. ``aside`` are page numbers and running titles that were taken out
    from between the lines of one page and the next. A file that is not ``whole`` may be one table of a report. Where it
    has ``placed`` tables, only the places of words told their columns.
    """

    name: str
    sha256: str
    lines: Sequence[Line]
    remarks: Sequence[Remark] = ()
    aside: Sequence[Line] = ()
    whole: bool = True
    placed: bool = False


def clean(cell: str) -> str:
    """``cell`` without markup, invisible characters and surplus spaces."""
    bare = _TAG.sub("", _ANSI.sub("", cell)) if "<" in cell or "\x1b" in cell else cell
    if not bare.isascii():
        bare = _MANGLED.sub(_unmangled, bare)
        bare = _INVISIBLE.sub("", bare).translate(_LIGATURES)
    return _SPACES.sub(" ", _CONTROLS.sub(" ", bare).replace("**", "")).strip()


def _unmangled(found: re.Match[str]) -> str:
    """What ``found`` was before its UTF-8 was taken for Windows-1252 once; itself where it never was."""
    raw = bytes(_WINDOWS[letter] for letter in found.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def read(path: Path, by_place: bool = False) -> Document:
    """The lines of a text file, numbered from 1 as an editor numbers them.

    Tabs part cells; ``by_place``, so do the places of words, where the text keeps the look of its page.

    Raises ``LoadError`` for a file that cannot be read, is empty, is not text, or is too large to be a paper.
    """
    raw = contents(path, MAX_BYTES, "any paper's text")
    content = decode(raw, path.name)
    # Only line feeds count: form feeds and the like stand inside lines, and would shift every number after them.
    separator = "\n" if "\n" in content else "\r"
    if content.count(separator) > MAX_LINES:
        raise LoadError(
            f"{path.name} has more lines than any paper (the limit is {MAX_LINES:,}); looked for {LOOKED_FOR}"
        )
    if by_place:
        from loaders.containers import layout  # it needs this module

        printed = [
            _CONTROLS.sub(" ", line.rstrip("\r")) if "\t" not in line else line for line in content.split(separator)
        ]
        placed = layout.lines(printed) if layout.keeps(printed) else ([], False)
        if placed[1]:
            return Document(path.name, hashlib.sha256(raw).hexdigest(), tuple(placed[0]), placed=True)
    rows = [tuple(clean(cell) for cell in line.rstrip("\r").split("\t")) for line in content.split(separator)]
    lines = tuple(Line(f"line {number}", cells) for number, cells in enumerate(with_blanks(rows), start=1))
    return Document(path.name, hashlib.sha256(raw).hexdigest(), lines, unreadable(path.name, lines))


def with_blanks(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """``rows`` of a text with the blank cells back that an editor, an e-mail or a version control took off their ends.

    Rows that follow each other without an empty line are one table and as wide as the widest of them, or as the table
    above that they go on with; what stands before the first row of several cells, or after the last, is prose. A short
    row may as well lack a cell in its middle, so blanks are given back only where none is left at the end of any row,
    and some table begins with a short row or has a sub-heading that is one: no table that has its blanks looks so.
    """
    if any(len(cells) > 1 and not cells[-1] for cells in rows):
        return rows
    whole = list(rows)
    taken_off = False
    width = 0
    for first, end in _tables(rows):
        own = max(map(len, rows[first:end]))
        if own < width and _goes_on(rows, first):
            first -= len(rows[first - 1]) == 1 and rows[first - 1] != ("",)
        else:
            width = own
        for position in range(first, end):
            cells = rows[position]
            if len(cells) < width:
                taken_off |= position == first or sum(map(bool, cells)) == 1
                whole[position] = cells + ("",) * (width - len(cells))
    return whole if taken_off else rows


def _goes_on(rows: Sequence[tuple[str, ...]], first: int) -> bool:
    """Whether a table that begins with figures, below a name at most, follows another with but empty lines between."""
    above = first - (first > 0 and len(rows[first - 1]) == 1 and rows[first - 1] != ("",))
    while above and rows[above - 1] == ("",):
        above -= 1
    figures = sum(any(letter.isdigit() for letter in cell) for cell in rows[first])
    return figures > 1 and above > 0 and len(rows[above - 1]) > 1


def _tables(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """From the first row of several cells to one past the last, of each run of ``rows`` without an empty line."""
    first = last = None
    for position, cells in enumerate([*rows, ("",)]):
        if len(cells) > 1:
            first, last = position if first is None else first, position
        elif cells == ("",) and first is not None and last is not None:
            yield first, last + 1
            first = last = None


def unreadable(name: str, lines: Sequence[Line]) -> tuple[Remark, ...]:
    """A remark on the first line with a character that was lost before or while the file was read."""
    marked = [line.place for line in lines if any(_UNREADABLE in cell for cell in line.cells)]
    if not marked:
        return ()
    lines_of = "1 line" if len(marked) == 1 else f"{len(marked)} lines"
    message = f"Damaged characters stand on {lines_of} of {name}, first on {marked[0]}."
    return (Remark("damaged-text", "warning", message, marked[0]),)


def contents(path: Path, limit: int, what: str) -> bytes:
    """The bytes of a file; raises ``LoadError`` where it cannot be read or has more than ``limit``.

    A pipe or a device could be read for ever, also one that took the file's place a moment ago, so it is opened
    without waiting and looked at again.
    """
    try:
        with open(path, "rb", opener=without_waiting) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise LoadError(f"{path.name} is not a file that can be read: name a paper, or a folder of papers")
            if state.st_size > limit:
                raise LoadError(
                    f"{path.name} is {state.st_size // 1_000_000} MB, more than {what} (the limit is "
                    f"{limit // 1_000_000} MB); looked for {LOOKED_FOR}"
                )
            # Not to its end: a log of the system says that it is empty and never ends.
            return file.read(state.st_size) if state.st_size else b""
    except OSError as error:
        raise LoadError(f"{path} cannot be read ({error.strerror}); check the path and its permissions") from error


def without_waiting(path: str, flags: int) -> int:
    """Open ``path`` as ``open`` does, but not wait for what a pipe or a device may never give."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def file_name(path: Path) -> str:
    """The file's name as it may stand in a table: a byte of it that is no letter of any alphabet is marked."""
    return "".join(letter if letter.isprintable() else _UNREADABLE for letter in path.name)


def decode(raw: bytes, name: str) -> str:
    """The text of ``raw`` in its own encoding; raises ``LoadError`` where it is empty or no text."""
    content = _decode(raw, name)
    if not content.strip():
        raise LoadError(f"{name} is empty; looked for {LOOKED_FOR}")
    return content


def _decode(raw: bytes, name: str) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return _strict(raw, encoding, name)
    head = raw[:4096]
    if head.count(0) > len(head) // 4:
        # Text in a two-byte encoding without its mark: nearly every second byte is nought.
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        if head[1::2].count(0) and head[::2].count(0):
            raise LoadError(_not_text(name))
        return _strict(raw, encoding, name)
    if raw.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG")):
        raise LoadError(_not_text(name))
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError:
        content = _nearly_utf8(raw) or _strict(raw, "cp1252", name)
    if is_no_text(content):
        raise LoadError(_not_text(name))
    return content


def is_no_text(content: str) -> bool:
    """Whether ``content`` has more control characters in it than slips of a text have."""
    controls = sum(content.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c\x1b")
    return controls > max(3, len(content) // 1000)


def _nearly_utf8(raw: bytes) -> str | None:
    """``raw`` as UTF-8 with a mark for each byte that is none, where more characters are than are not."""
    content = raw.decode("utf-8", errors="replace")
    marks = content.count(_UNREADABLE)
    return content if sum(1 for each in content if each > "\x7f") > 2 * marks else None


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(_not_text(name)) from error


def _not_text(name: str) -> str:
    return f"{name} is not text; looked for {LOOKED_FOR}; save the paper as text and load that"
