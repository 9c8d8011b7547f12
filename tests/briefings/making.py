"""What the tests of briefings share: a briefing of a selection, and each kind of file opened again."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from briefings.contents import Briefing, Format, build
from briefings.making import screen_for, write
from data.brief import Length
from data.dataset import Dataset
from data.selection import read_selection

MADE = datetime(2026, 11, 28, 9, 5)
KINDS: tuple[Format, ...] = ("pptx", "docx", "xlsx")


def briefing_of(
    dataset: Dataset, query: str, kind: Format = "docx", length: Length = "short", **parts: Any
) -> Briefing:
    """A briefing of the view that an address asks for."""
    selection, _ = read_selection(query, dataset)
    month = dataset.by_key[selection.month]
    parts = {"made": MADE, "screen": screen_for(kind, length)} | parts
    return build(dataset, month, selection, length=length, **parts)


def made(briefing: Briefing, kind: Format) -> bytes:
    """The file of a briefing."""
    return write(briefing, kind)


def slides_of(packed: bytes) -> Any:
    """A .pptx opened."""
    return Presentation(io.BytesIO(packed))


def document_of(packed: bytes) -> Any:
    """A .docx opened."""
    return Document(io.BytesIO(packed))


def book_of(packed: bytes) -> Any:
    """An .xlsx opened, formulas as they stand."""
    return load_workbook(io.BytesIO(packed))


def parts_of(packed: bytes) -> dict[str, bytes]:
    """Every part of a packed file by its name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return {name: file.read(name) for name in file.namelist()}
