"""Reads the savings tracker from text whose cells are separated by single spaces, with labels and headings wrapped.

A row begins with its rating and reference. Its title runs on until the line that has all its figures; the comment
follows until the next row. A cell that is torn off to the foot of a page goes to the one row that lacks it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import amounts
from loaders.containers.text import Line
from loaders.savings_rows import add_total, blank, note_missing_page, text_of
from loaders.tables import Found, Note, Row, every, is_page_furniture

_HEADING = re.compile(r"(?:rag )?reference title\b.*", re.IGNORECASE)
_FIRST = re.compile(r"(?:rag|reference)\b", re.IGNORECASE)
_OPENING_LINES = 3
_HEADING_END = re.compile(r".*commentary$", re.IGNORECASE)
_HEADING_LINES = 80
_TORN_LINES = 4
_ABOVE = re.compile(r"(?:planned|forecast|original) savings?\b.*£['’]?000", re.IGNORECASE)
_ENDS = re.compile(r"(?:appendix|agenda item|section)\b.*", re.IGNORECASE)
_START = re.compile(
    r"(?:(?P<rag>Red|Amber|Green|Blue|Black) )?(?P<reference>[A-Z]{1,3}/[A-Z]\.\d[\w.]*)(?: (?P<rest>.*))?"
)
# The part of the council ("P&C") stands before the committees.
_COMMITTEE = re.compile(r"\b[A-Z]{1,2}&[A-Z]{1,3}(?: (?P<committee>[A-Z][\w&]*(?: & [A-Z][\w&]*)*))?$")
_TORN = re.compile(r"[A-Z][\w&]*(?: & [A-Z][\w&]*)*")
_COLUMNS = re.compile(
    r"(?P<investment_k>investment [\d-]+)|(?P<original_k>original saving)|original phasing\W+q(?P<planned>[1-4])"
    r"|current forecast phasing\W+q(?P<forecast>[1-4])|(?P<forecast_k>forecast saving)"
    r"|(?P<variance_k>variance from plan)",
    re.IGNORECASE,
)


def find(lines: Sequence[Line]) -> list[Found]:
    """Every tracker whose cells are not kept apart."""

    def read(position: int) -> Found | None:
        begins = lines[position].filled == 1 and _heading_end(lines, position)
        return _Reader(lines, position).read() if begins else None

    return every(lines, read)


def _heading_end(lines: Sequence[Line], start: int) -> int:
    """One past the heading that begins at ``start``, perhaps with a line for each word; nought if none does."""
    if not _FIRST.match(lines[start].text) or not _HEADING.fullmatch(_opening(lines, start)):
        return 0
    for end in range(start, min(len(lines), start + _HEADING_LINES)):
        if _HEADING_END.fullmatch(lines[end].text):
            words = " ".join(line.text for line in lines[start : end + 1])
            return end + 1 if len(_figures_named(words)) > 2 else 0
    return 0


def _opening(lines: Sequence[Line], start: int) -> str:
    """The words of the line at ``start`` and of the next few, the blank ones between left out."""
    near = lines[start : start + 3 * _OPENING_LINES]
    return " ".join([line.text for line in near if line.filled == 1][:_OPENING_LINES])


def _figures_named(words: str) -> list[str]:
    """The columns of figures that the heading names, in its order."""
    names = []
    for match in _COLUMNS.finditer(" ".join(words.split())):
        quarter = match["planned"] or match["forecast"]
        names.append(
            f"{'planned' if match['planned'] else 'forecast'}_q{quarter}_k" if quarter else str(match.lastgroup)
        )
    return names


class _Reader:
    """One tracker: the lines of the row being read, and what lies loose between two pages."""

    def __init__(self, lines: Sequence[Line], heading: int) -> None:
        self.lines = lines
        self.names = _names(lines, heading)
        above = next((at for at in range(heading - 1, max(-1, heading - 5), -1) if lines[at].filled), heading)
        start = above if self._is_total(lines[above]) else heading
        self.found = Found("savings", "savings", start, heading + 1)
        self.row: list[Line] = []
        self.torn: list[Line] = []
        self.loose: list[Line] = []

    def read(self) -> Found:
        position, blanks = self.found.start, 0
        while position < len(self.lines):
            line = self.lines[position]
            end = _heading_end(self.lines, position) if line.filled else 0
            if end:
                self._end_row()
                self._keep_torn()
                self.names = _names(self.lines, position)
                self.found.furniture += sum(1 for each in self.lines[position:end] if each.filled)
            elif not line.filled:
                blanks += 1
            elif line.filled > 1 or _ENDS.fullmatch(line.text) or len(self.torn) > _TORN_LINES:
                break
            else:
                self._take(line, blanks)
                blanks = 0
            position = end or position + 1
            if line.filled and not self.torn:
                self.found.end = position
        self._end_row()
        self._place_loose()
        note_missing_page(self.found, None)
        return self.found

    def _take(self, line: Line, blanks: int) -> None:
        if _START.fullmatch(line.text):
            self._end_row()
            self._keep_torn()
            self.row = [line]
        elif self._is_total(line):
            self._end_row()
            self._keep_torn()
            add_total(self.found, line, self.names, line.text.split())
        elif _is_furniture(line) and not self.torn:
            self._end_row()
            self.found.furniture += 1
        elif self.row and (blanks < 2 or not any(self._figures(each.text) for each in self.row)):
            self.row.append(line)
        else:
            self._end_row()
            self.torn.append(line)

    def _is_total(self, line: Line) -> bool:
        words = line.text.split()
        return len(words) == len(self.names) and all(map(amounts.is_figure, words))

    def _keep_torn(self) -> None:
        """The table goes on, so what stood before this line was inside it."""
        self.loose += [line for line in self.torn if not _is_furniture(line)]
        self.found.furniture += sum(1 for line in self.torn if _is_furniture(line))
        self.torn = []

    def _figures(self, text: str) -> tuple[list[str], int] | None:
        """The words of ``text`` and where the figures begin in them; they end before Yes or No."""
        words, width = text.split(), len(self.names)
        for at in range(len(words) - width):
            if words[at + width] in ("Yes", "No"):
                figures = words[at : at + width]
                kinds = {amounts.kind(word) for word in figures}
                before = amounts.kind(words[at - 1]) if at else "text"
                return (words, at) if kinds <= {"number", "dash"} and before == "text" else None
        return None

    def _end_row(self) -> None:
        lines, self.row = self.row, []
        if not lines:
            return
        start = _START.fullmatch(lines[0].text)
        assert start is not None
        texts = [start["rest"] or "", *(line.text for line in lines[1:])]
        for number, text in enumerate(texts):
            found = self._figures(text)
            if found:
                self._add(start, texts[:number], *found, texts[number + 1 :], lines[0])
                self.found.row_lines += len(lines)
                return
        for line in lines:
            self.found.leave_unread(line, f"{start['reference']} does not have its {len(self.names)} figures")

    def _add(
        self, start: re.Match[str], above: list[str], words: list[str], at: int, below: list[str], line: Line
    ) -> None:
        label = " ".join([*above, *words[:at]])
        committee = _COMMITTEE.search(label)
        after = words[at + len(self.names) + 1 :]
        share = amounts.percent(after[0]) if after and amounts.kind(after[0]) in ("number", "percent") else None
        title = text_of([label[: committee.start()] if committee else label])
        figures = words[at : at + len(self.names)]
        self.found.rows.append(
            {
                **blank("saving"),
                "reference": start["reference"],
                "title": title or start["reference"],
                "committee": committee["committee"] if committee else None,
                **{name: amounts.thousands(figure) for name, figure in zip(self.names, figures, strict=True)},
                "variance_pct": share,
                "complete": words[at + len(self.names)],
                "rag": start["rag"].lower() if start["rag"] else None,
                "text": text_of([" ".join(after[share is not None :]), *below]) or None,
                "locator": line.place,
            }
        )

    def _place_loose(self) -> None:
        text = " ".join(line.text for line in self.loose)
        savings = [row for row in self.found.rows if row["level"] == "saving"]
        lacking = [row for row in savings if row["committee"] is None]
        if self.loose and len(lacking) == 1 and _TORN.fullmatch(text):
            lacking[0]["committee"] = text
            self.found.row_lines += len(self.loose)
            return
        summed = [(row, place) for row in savings for place in self._summaries(text, row)] if self.loose else []
        if len({id(row) for row, _ in summed}) == 1:
            row, place = summed[0]
            self.found.notes.append(_laid_over(row, text, place, self.loose[0]))
            row["committee"] = text
            self.found.row_lines += len(self.loose)
            return
        for line in self.loose:
            self.found.leave_unread(line, "it is torn off from its row")

    def _summaries(self, committee: str, row: Row) -> list[str]:
        """Places of a summary's line that has ``row`` as the only saving of ``committee``."""
        figures = [row[name] for name in ("original_k", "forecast_k", "variance_k")]
        places = []
        for line in self.lines:
            if line.text.startswith(f"{committee} 1 "):
                words = line.text.removeprefix(f"{committee} 1 ").split()
                if all(map(amounts.is_figure, words)) and [amounts.thousands(word) for word in words] == figures:
                    places.append(line.place)
        return places


def _laid_over(row: Row, committee: str, place: str, line: Line) -> Note:
    return Note(
        "savings",
        row["reference"],
        "torn-cell",
        "note",
        f"The table prints {row['committee']} as the committee of {row['reference']} {row['title']}, and {committee} "
        f"apart from any row; it is loaded as {committee}, because the summary by committee ({place}) counts it there.",
        line.place,
        stated=row["committee"],
        expected=committee,
    )


def _is_furniture(line: Line) -> bool:
    return is_page_furniture(line) or bool(_ABOVE.fullmatch(line.text))


def _names(lines: Sequence[Line], heading: int) -> list[str]:
    end = _heading_end(lines, heading)
    return _figures_named(" ".join(line.text for line in lines[heading:end]))
