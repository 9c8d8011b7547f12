"""What every recogniser hands back, and the words that tables are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from loaders.containers.text import Line

Row = dict[str, Any]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "(?:" + "|".join(rf"{month}|{month[:3]}|sept" for month in MONTHS) + ")"

# Words that headings of the finance tables consist of, where a heading is torn into a line for each word. A digit may
# be glued to a year or to £000: a footnote's mark.
_HEADING_WORD = re.compile(
    r"(?:original|forecast|variance|outturn|directorate|service|budget|actual|"
    rf"\(?(?:{_MONTH}|month|previous)\)?|20\d\d\d?|20\d\d/\d\d|\d?£['’]?000['’]?s?|%)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"page \d{1,4}(?: of \d{1,4})?|-{2,}|\d{1,4} of \d{1,4}", re.IGNORECASE)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass
class Note:
    """Something only the text can show about one line; becomes a row of ``findings``.

    ``column`` is the figure that it is about, ``also_at`` the other places in the same paper that it is held against.
    """

    table: str
    row: str | None
    check: str
    severity: str
    message: str
    locator: str
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    column: str | None = None
    also_at: str | None = None


def note_again(found: Mapping[str, Any]) -> Note:
    """A row of ``findings`` as the note that it was made of."""
    said = {column.name: found[column.name] for column in fields(Note)}
    return Note(**{**said, "table": found["table"] or "", "locator": found["locator"] or ""})


@dataclass(frozen=True)
class Understood:
    """How one column was understood: its heading as printed, what it is, and what proved it.

    ``column`` is ``None`` where it was left out; ``sign`` says what a positive figure means.
    """

    heading: str
    column: str | None
    unit: str | None = None
    sign: str | None = None
    proof: str = ""


@dataclass
class Found:
    """One recognised table: its rows, what was noted on the way, and an account of its lines.

    ``start`` and ``end`` are positions in the document (``end`` is one past the last line). Every line between
    them that holds something is counted once: as part of a row, as furniture, or as unread.
    """

    table: str
    name: str
    start: int
    end: int = 0
    # A further piece of the table before it, which another table interrupts.
    continues: bool = False
    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    row_lines: int = 0
    furniture: int = 0
    unread: int = 0
    trace: tuple[Understood, ...] = ()
    # What a positive variance means as printed: ``adverse``, ``favourable``; ``None`` where nothing says so.
    sign: str | None = "adverse"

    def leave_unread(self, line: Line, reason: str) -> None:
        """Count ``line`` as unread and note why."""
        self.unread += 1
        shown = line.text if len(line.text) <= 80 else line.text[:77] + "..."
        self.notes.append(
            Note(
                self.table,
                shown,
                "unread-row",
                "warning",
                f"“{shown}” in the table {self.name} could not be read: {reason}.",
                line.place,
            )
        )


def told(found: Found, lines: Sequence[Line]) -> Found:
    """``found`` with a note where its heading was met and nothing is loaded from below it: no table goes in silence."""
    if not found.rows and not found.notes:
        found.notes.append(
            Note(
                found.table,
                found.name,
                "unread-table",
                "error",
                f"The table {found.name} has its heading here, but none of its rows could be read.",
                lines[found.start].place,
            )
        )
    return found


def every(lines: Sequence[Line], read: Callable[[int], Found | None]) -> list[Found]:
    """Every table in ``lines``; ``read`` is asked, line by line, for the one that begins at a position."""
    tables = []
    position = 0
    while position < len(lines):
        found = read(position)
        if found is not None:
            tables.append(told(found, lines))
        position = max(found.end, position + 1) if found else position + 1
    return tables


def is_page_furniture(line: Line) -> bool:
    """A page number or a rule between rows."""
    return all(_PAGE.fullmatch(cell) for cell in line.cells if cell)


def heading_run(lines: Sequence[Line], start: int, vocabulary: re.Pattern[str] = _HEADING_WORD) -> tuple[int, str]:
    """The heading torn into words of ``vocabulary`` that begins at ``start``: one past its last line, and its words.

    Blank lines may stand between. The words are empty where no such heading begins here.
    """
    words: list[str] = []
    end = position = start
    while position < len(lines) and position < start + 80:
        line = lines[position]
        if line.filled > 1:
            break
        tokens = line.text.split()
        if not all(vocabulary.fullmatch(token) for token in tokens):
            break
        if tokens:
            words += tokens
            end = position + 1
        elif not words:
            break
        position += 1
    return end, " ".join(words)


def without_superscript(label: str) -> tuple[str, str | None]:
    """``label`` without a note's mark in superscript at either end, and the note's number."""
    match = _SUPERSCRIPT.search(label)
    if match is None:
        return label, None
    return " ".join(_SUPERSCRIPT.sub(" ", label).split()), match.group().translate(SUPERSCRIPTS)


def paragraphs(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Runs of neighbouring lines of prose as one text each, with the position of the first."""
    first, parts = start, list[str]()
    for position in range(start, min(end, len(lines))):
        text = lines[position].text
        if text and not parts:
            first = position
        if text:
            parts.append(text)
        elif parts:
            yield first, " ".join(parts)
            parts = []
    if parts:
        yield first, " ".join(parts)
