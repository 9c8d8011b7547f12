"""A briefing as one of the three kinds of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefings.contents import Briefing, Format
from briefings.document import document
from briefings.slides import slides
from briefings.workbook import workbook
from charts.theme import Screen
from data.brief import Length

MIME: dict[Format, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def screen_for(kind: Format, length: Length) -> Screen:
    """What charts are drawn for: a meeting's few large rows on slides and on one page, a sheet of A4 elsewhere."""
    return "present" if kind == "pptx" or (kind == "docx" and length == "page") else "sheet"


def write(
    briefing: Briefing,
    kind: Format,
    template: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The file. Raises ``TemplateError`` where ``template`` cannot be used for slides."""
    if kind == "pptx":
        return slides(briefing, template, progress)
    return document(briefing, progress) if kind == "docx" else workbook(briefing, progress)
