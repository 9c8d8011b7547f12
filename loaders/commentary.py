"""Recogniser of the commentary on the service level table: numbered notes with the line's figures, then prose.

Known by its heading (service, budget, actual, outturn variance and its percentage, without a previous variance) and
by its rows, which begin with the note's number and a bracket. It runs over many pages, each with the heading again and
perhaps the words "continued", until the next appendix. Tables inside it belong to ``activity``, so it comes in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders import activity_find, amounts, prose
from loaders.containers.text import Line
from loaders.tables import Found, Row, heading_run, is_page_furniture

NAME = "commentary"
COLUMNS = ("budget_k", "actual_k", "forecast_variance_k", "forecast_variance_pct")
_NUMBERED = re.compile(r"(\d{1,2})\) ?(\S.*)")
_CONTINUED = re.compile(r"(.{2,100}?),? (?:\(?continued\)?|cont[’'.]?d)\b[ ;:.–-]*", re.IGNORECASE)
# Of 2017: the budget, the variance to date with its percentage, then the forecast's; the layout since has the actual.
_TO_DATE = re.compile(
    r"service (?:current )?budget(?: for)?(?: 20\S+)? current variance"
    r"(?: forecast)?(?: outturn)?(?: forecast)? variance\b"
)
_UNITS = re.compile(r"(?:£['’]?000['’]?s?|%|\s)+")
_LONGEST_TITLE = 90
_END = re.compile(r"appendix \d", re.IGNORECASE)


@dataclass
class _Note:
    row: Row | None  # none where its figures could not be read
    text: list[str] = field(default_factory=list)


def headings(lines: Sequence[Line]) -> list[int]:
    """Where the headings of a commentary stand: one with a note below it, and those that repeat it on later pages."""
    found = [at for at in range(len(lines)) if _heading(lines, at) is not None]
    first = next((number for number, at in enumerate(found) if _has_notes(lines, at)), len(found))
    return found[first:]


def find(lines: Sequence[Line], inside: Mapping[int, int] | None = None) -> list[Found]:
    """Every commentary in ``lines``, each in as many pieces as tables inside it make.

    ``inside`` says of each table that is read elsewhere where it begins and ends.
    """
    tables: list[Found] = []
    position = 0
    while position < len(lines):
        if _heading(lines, position) is None or not _has_notes(lines, position):
            position += 1
            continue
        if inside is None:  # only a paper with commentary is searched for the tables inside it
            inside = {each.start: each.end for each in activity_find.find(lines)}
        pieces = _Reader(lines, position, inside).read()
        tables += pieces
        position = max(pieces[-1].end, position + 1)
    return tables


def _heading(lines: Sequence[Line], position: int) -> int | None:
    """One past the heading that begins at ``position``; ``None`` where none does."""
    line = lines[position]
    if not line.text.lower().startswith("service"):
        return None
    if len(line.cells) >= 4:
        names = [cell.lower() for cell in line.cells]
        if _to_date(line):
            return position + 1 + (position + 1 < len(lines) and _is_units(lines[position + 1]))
        whole = names[0] == "service" and names[1].startswith("budget") and names[2].startswith("actual")
        if not whole or not names[3].endswith(("variance", "variance £000", "variance £'000")):
            return None
        return position + 1 + (position + 1 < len(lines) and _is_units(lines[position + 1]))
    end, words = heading_run(lines, position)
    plain = words.lower()
    fits = re.match(r"service budget (?:20\S+ )?actual (?:forecast )?outturn variance ", plain)
    return end if fits and len(re.findall(r"£['’]?000", plain)) == 3 and plain.endswith("%") else None


def _is_units(line: Line) -> bool:
    return line.filled > 0 and all(_UNITS.fullmatch(cell) for cell in line.cells if cell)


def _to_date(line: Line) -> bool:
    """Whether ``line`` heads the layout of 2017, whose first variance is that to date and not kept."""
    words = re.sub(r"£['’]?000['’]?|£|%", " ", line.text.lower())
    return _TO_DATE.match(" ".join(words.split())) is not None


def _has_notes(lines: Sequence[Line], position: int) -> bool:
    """Whether a note follows the heading, before anything else."""
    end = _heading(lines, position)
    first = next((line for line in lines[end : (end or 0) + 12] if line.filled), None)
    return first is not None and _NUMBERED.match(first.text) is not None


def _sheet(line: Line) -> str:
    """The sheet of a workbook that a line stands on; empty in any other paper."""
    return line.place.rpartition("!")[0]


class _Reader:
    def __init__(self, lines: Sequence[Line], start: int, inside: Mapping[int, int]) -> None:
        self.lines, self.position, self.inside = lines, start, inside
        self.pieces = [Found("commentary", NAME, start)]
        self.notes: list[_Note] = []
        self.to_date = False
        self.sheet = _sheet(lines[start])

    @property
    def found(self) -> Found:
        """The piece that is read now."""
        return self.pieces[-1]

    def read(self) -> list[Found]:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if _END.match(line.text) or self._leaves_sheet(line):
                break
            end = self.inside.get(self.position)
            if end is not None:
                self.found.end = self.position
                self.pieces.append(Found("commentary", NAME, end, continues=True))
                self.position = end
                continue
            end = _heading(self.lines, self.position)
            if end is not None:
                self.to_date = _to_date(line)
                self.found.furniture += sum(1 for each in self.lines[self.position : end] if each.filled)
                self.position = end
            elif line.filled and is_page_furniture(line):
                self.found.furniture += 1
                self.position += 1
            elif not self._row():
                self._prose(line)
                self.position += 1
        self.found.end = self.position
        if self.found.continues and self.found.end == self.found.start:
            self.pieces.pop()  # nothing comes after the table inside
        for note in self.notes:
            if note.row is not None:
                note.row["text"] = prose.joined(note.text)
        return self.pieces

    def _leaves_sheet(self, line: Line) -> bool:
        """Whether ``line`` begins another sheet of a workbook, and that sheet neither a next note nor more prose."""
        sheet = _sheet(line)
        if not line.filled or sheet == self.sheet:
            return False
        self.sheet = sheet
        at = next(
            (at for at in range(self.position, len(self.lines)) if len(self.lines[at].cells) > 1), len(self.lines)
        )
        another = at < len(self.lines) and _sheet(self.lines[at]) == sheet and _heading(self.lines, at) is None
        return another and len(line.text) <= _LONGEST_TITLE

    def _row(self) -> bool:
        """Read the note that begins here, its label and figures perhaps wrapped; whether one does."""
        numbered = _NUMBERED.match(self.lines[self.position].text)
        if numbered is None:
            return False
        cells = self.lines[self.position].cells
        if len(cells) >= 5 and sum(1 for cell in cells[1:] if amounts.is_figure(cell)) >= 2:
            label = _NUMBERED.match(cells[0])
            printed = cells[1:5] if not self.to_date or len(cells) < 6 else (cells[1], "", *cells[4:6])
            self._add(numbered[1], label[2] if label else "", printed, [self.lines[self.position]])
            self.position += 1
            return True
        taken: list[Line] = []
        for position in range(self.position, min(self.position + 8, len(self.lines))):
            line = self.lines[position]
            if not line.filled:
                continue
            taken.append(line)
            words = " ".join(each.text for each in taken).split()
            if amounts.kind(words[-1]) == "percent":
                end = len(words)
                while end and amounts.kind(words[end - 1]) in ("number", "dash", "thousands", "percent"):
                    end -= 1
                label = _NUMBERED.match(" ".join(words[:end]))
                self._add(numbered[1], label[2] if label else "", words[end:], taken)
                self.position = position + 1
                return True
            if len(taken) == 4:
                break
        return False  # a numbered list within the prose

    def _add(self, number: str, label: str, figures: Sequence[str], taken: Sequence[Line]) -> None:
        reason = None
        values: dict[str, float | None] = {}
        if not label:
            reason = "its label is missing"
        elif len(figures) != len(COLUMNS):
            reason = f"it has {len(figures)} figures where the heading has {len(COLUMNS)}"
        else:
            try:
                for name, text in zip(COLUMNS, figures, strict=True):
                    values[name] = amounts.percent(text) if name.endswith("_pct") else amounts.thousands(text)
            except ValueError as error:
                reason = str(error)
        if reason:
            for line in taken:
                self.found.leave_unread(line, f"{reason}; the words below it are left out too")
            self.notes.append(_Note(None))
            return
        row = {"note": number, "service_reported": label, **values, "text": None, "locator": taken[-1].place}
        self.found.rows.append(row)
        self.found.row_lines += len(taken)
        self.notes.append(_Note(row))

    def _prose(self, line: Line) -> None:
        if not line.filled:
            if self.notes:
                self.notes[-1].text.append("")
            return
        if not self.notes:
            self.found.leave_unread(line, "it stands before the first note")
            return
        note = self.notes[-1]
        if note.row is None:
            self.found.unread += 1
        else:
            self.found.row_lines += 1
            note.text.append(_without_continued(line.text, note.row["service_reported"]))


def _without_continued(text: str, label: str) -> str:
    """``text`` without the label and "continued" that open it on a new page."""
    match = _CONTINUED.match(text)
    return text[match.end() :] if match and _letters(match[1]) == _letters(label) else text


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
