"""A CSV as lines: one table of a report, or several with their titles above them.

Fields are split by the csv module, and a row is never filled up or cut: one of another width than its heading is for
the recogniser to refuse, since a cell that slips by one puts a figure under another heading.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from pathlib import Path

from loaders.containers.cells import Lines, joined
from loaders.containers.grid import GridRow, add
from loaders.containers.text import LOOKED_FOR, Document, contents, decode, unreadable
from loaders.errors import LoadError

MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_FIELD = 40_000
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DELIMITERS = (",", ";", "\t", "|")


def read(path: Path) -> Document:
    """The lines of a CSV in any encoding, parted by commas, semicolons, tabs or bars; places are ``line 12``.

    Raises ``LoadError`` for a file that is empty, too large, or has a quotation mark that is never closed.
    """
    raw = contents(path, MAX_BYTES, "any table")
    content = decode(raw, path.name)
    if len(content.splitlines()) > MAX_ROWS:
        raise LoadError(
            f"{path.name} has more lines than any table (the limit is {MAX_ROWS:,}); looked for {LOOKED_FOR}"
        )
    out = Lines()
    mark = "\t" if path.suffix.lower() == ".tsv" else delimiter(content)
    add(out, _rows(content, path.name, mark))
    lines = tuple(out.lines)
    return Document(path.name, hashlib.sha256(raw).hexdigest(), lines, unreadable(path.name, lines), whole=False)


def delimiter(content: str) -> str:
    """The mark that parts the fields: the one that most rows have the same number of, and most of.

    Rows of titles have few, and commas stand in text and in figures, so it is not enough to count marks. A comma
    between thousands
    counts only where there is no other mark.
    """
    plain = _THOUSANDS.sub("", content)
    scores = {}
    for mark in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(plain, newline=""), delimiter=mark) if row)
        except csv.Error:
            continue
        width, rows = max(widths.items(), key=lambda each: (each[0] > 1, each[1], each[0]), default=(1, 0))
        scores[mark] = (width > 1, rows / max(1, sum(widths.values())), width)
    return max(scores, key=lambda mark: scores[mark]) if scores else ","


def _rows(content: str, name: str, mark: str) -> list[GridRow]:
    # The csv module wants its line ends as they stand; a lone return ends a line as well.
    rows = []
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=mark, strict=True)
    number = 1
    try:
        for fields in reader:
            if len(fields) > MAX_COLUMNS:
                raise LoadError(f"{name}, line {number}: {len(fields)} cells, more than any table has")
            if any(len(field) > MAX_FIELD for field in fields):
                raise LoadError(f"{name}, line {number}: a cell is longer than any table's; is a quotation mark open?")
            rows.append(GridRow(f"line {number}", tuple(joined(field.splitlines()) for field in fields)))
            number = reader.line_num + 1
    except csv.Error as error:
        raise LoadError(
            f"{name}, line {number}: cannot be read as CSV ({error}); check its quotation marks, or save it again"
        ) from error
    return rows
