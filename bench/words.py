"""Read one file and say how long it took and how much memory: ``python -m bench.words (all|words) FILE``.

``all`` is what a load does: lines, tables, rows. ``words`` is what the container's own library needs merely to hand
over the words. It runs in a process of its own, so that the peak is this file's.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path


def everything(path: Path) -> int:
    """The report in ``path``, as the process of a load reads it."""
    from loaders.sandbox import reading

    kind, *content = reading.outcome(path, lines=False)
    if kind != "read":
        raise SystemExit(content[0])
    return sum(map(len, content[0].tables.values()))


def _text(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").split())


def _csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(len(cell.split()) for row in csv.reader(file) for cell in row)


def _html(path: Path) -> int:
    from lxml import html

    return len(html.parse(str(path)).getroot().text_content().split())


def _docx(path: Path) -> int:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return sum(len(text.split()) for text in [*cells, *(each.text for each in document.paragraphs)])


def _xlsx(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return sum(
        value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row
    )


def _pdf(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(len(page.extract_words()) for page in document.pages)


LIBRARIES: dict[str, tuple[str, Callable[[Path], int]]] = {
    ".txt": ("Python", _text),
    ".csv": ("the csv module", _csv),
    ".html": ("lxml", _html),
    ".docx": ("python-docx", _docx),
    ".xlsx": ("openpyxl", _xlsx),
    ".pdf": ("pdfplumber", _pdf),
}


def _peak() -> float:
    """Megabytes at the most, or nought where the system does not say; what it says of a child counts its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def main() -> None:
    """Print seconds and megabytes."""
    path = Path(sys.argv[2])
    read = everything if sys.argv[1] == "all" else LIBRARIES[path.suffix][1]
    begun = time.perf_counter()
    found = read(path)
    print(time.perf_counter() - begun, _peak(), found)


if __name__ == "__main__":
    main()
