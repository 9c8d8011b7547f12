"""Recogniser of the capital schemes explained one by one: a label, seven figures below it, then prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data import lineage
from loaders import amounts, labels_and_figures, prose
from loaders.containers.text import Line
from loaders.tables import Found, every, heading_run, is_page_furniture

NAME = "capital schemes with significant variances"
COLUMNS = (
    "revised_budget_k",
    "forecast_outturn_k",
    "forecast_variance_k",
    "previous_variance_k",
    "movement_k",
    "under_overspend_k",
    "rephasing_k",
)
_VOCABULARY = re.compile(
    rf"{labels_and_figures.VOCABULARY.pattern}|variance|last|month|movement|breakdown|under|/|overspend|reprogramming|slippage|"
    r"rephasing",
    re.IGNORECASE,
)
_HEADING = re.compile(r"revised budget .*variance.* last month .*movement.* under ?/ ?overspend", re.IGNORECASE)
_TOTAL = re.compile(r"total\b.*variances?:?$", re.IGNORECASE)
_REST = re.compile(r"other changes\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;:?!]['’”)]?$")


def find(lines: Sequence[Line]) -> list[Found]:
    """Every such table in ``lines``, over all its pages."""
    return every(lines, lambda position: None if _heading(lines, position) is None else _Reader(lines, position).read())


def _heading(lines: Sequence[Line], position: int) -> int | None:
    """One past the heading that begins at ``position``; ``None`` where none does."""
    if not lines[position].text.lower().startswith("revised budget"):
        return None
    if lines[position].filled > 1:
        end = position
        while end < len(lines) and len(lines[end].cells) == len(lines[position].cells) and not _begins(lines[end]):
            end += 1
        return end if _HEADING.match(" ".join(line.text for line in lines[position:end])) else None
    end, words = heading_run(lines, position, _VOCABULARY)
    return end if _HEADING.match(words) else None


def _begins(line: Line) -> bool:
    """Whether ``line`` of cells is a row or the name of one, not part of the heading."""
    return bool(line.cells[0]) and (line.filled == 1 or amounts.kind(line.cells[0]) in ("number", "dash", "thousands"))


class _Reader:
    """Gathers lines until figures come: the last of them are the label, those before are the prose of the row above."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self.lines, self.position = lines, start
        self.found = Found("capital_variances", NAME, start)
        self.programme: str | None = None
        self.gathered: list[int] = []
        self.unread = False  # the row above could not be read, so neither is its prose

    def read(self) -> Found:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            end = _heading(self.lines, self.position)
            if end is not None:
                self.found.furniture += sum(1 for each in self.lines[self.position : end] if each.filled)
                self.position = end
                continue
            if re.match(r"appendix\b", line.text, re.IGNORECASE):
                break
            if line.filled and is_page_furniture(line):
                self.found.furniture += 1
            elif line.filled and self._figures(line):
                if self.found.rows and self.found.rows[-1]["level"] == "total":
                    self.found.end = self.position + 1
                    return self.found
            else:
                self.gathered.append(self.position)
            self.position += 1
        return self._without_total()

    def _figures(self, line: Line) -> bool:
        """Read ``line`` if it is a row's figures; whether it is."""
        words = line.text.split()
        end = len(words)
        while end and amounts.kind(words[end - 1]) in ("number", "dash", "thousands"):
            end -= 1
        label, figures = " ".join(words[:end]), words[end:]
        if _TOTAL.match(label) and figures:
            self._close_prose(len(self.gathered))
            self._row(label.rstrip(":"), None, "total", figures, [line])
            return True
        if label or len(figures) < 3:
            return False
        blocks = list(self._blocks())
        if not blocks or _SENTENCE.search(blocks[-1][1]):
            self.found.leave_unread(line, "its label is missing")
            return True
        first, scheme = blocks[-1]
        taken = [line, *self._lines(first)]
        programme = self.programme
        known = lineage.capital_scheme(scheme).known
        if len(blocks) > 1 and not known and _is_programme(blocks, self.found):
            first, programme = blocks[-2]
            self.found.furniture += sum(1 for each in self._lines(first) if each not in taken)
        elif known:
            programme = scheme
        level = "scheme"
        if _REST.match(scheme):
            level, programme = "adjustment", None
        else:
            self.programme = programme
        self._close_prose(first)
        self._row(scheme, programme, level, figures, taken)
        return True

    def _blocks(self) -> Iterator[tuple[int, str]]:
        """Runs of neighbouring gathered lines: the place of each in ``gathered``, and its words."""
        start, parts = 0, list[str]()
        before = -2
        for index, position in enumerate(self.gathered):
            text = self.lines[position].text
            # In cells each label has a row of its own.
            if parts and (not text or position != before + 1 or len(self.lines[position].cells) > 1):
                yield start, " ".join(parts)
                parts = []
            # A label may follow a sentence without an empty line between.
            if parts and _SENTENCE.search(parts[-1]) and text[:1].isupper() and len(text) < 60:
                yield start, " ".join(parts)
                parts = []
            if text:
                start = start if parts else index
                parts.append(text)
            before = position
        if parts:
            yield start, " ".join(parts)

    def _lines(self, first: int) -> list[Line]:
        return [self.lines[position] for position in self.gathered[first:] if self.lines[position].filled]

    def _close_prose(self, first: int) -> None:
        """Give what was gathered before ``first`` to the row above as its text."""
        above = [self.lines[position] for position in self.gathered[:first]]
        filled = [line for line in above if line.filled]
        if self.unread:
            self.found.unread += len(filled)
        elif self.found.rows:
            self.found.rows[-1]["text"] = prose.joined(line.text for line in above)
            self.found.row_lines += len(filled)
        else:
            for line in filled:
                self.found.leave_unread(line, "it stands before the first scheme")
        self.gathered = []

    def _row(
        self, scheme: str, programme: str | None, level: str, figures: Sequence[str], taken: Sequence[Line]
    ) -> None:
        placed = _placed(figures)
        if placed is None:
            reason = "its figures do not fit the seven columns in a way that adds up; its explanation is left out too"
            for line in taken:
                self.found.leave_unread(line, reason)
            self.unread = True
            return
        self.unread = False
        row = {"programme_reported": programme, "scheme_reported": scheme, "level": level, **placed, "text": None}
        self.found.rows.append({**row, "locator": taken[0].place})
        self.found.row_lines += len(taken)

    def _without_total(self) -> Found:
        """The table ended without its total: what was gathered last may be other prose, so it stays outside."""
        self.found.end = self.gathered[0] if self.gathered else self.position
        if self.found.rows:
            self.found.notes.append(labels_and_figures.without_total(self.found))
        return self.found


def _is_programme(blocks: Sequence[tuple[int, str]], found: Found) -> bool:
    """Whether the block before the scheme's label is the heading of a programme, not the end of prose."""
    text = blocks[-2][1]
    alone = len(blocks) > 2 or not found.rows
    return lineage.capital_scheme(text).known or (alone and len(text) < 60 and not _SENTENCE.search(text))


def _placed(figures: Sequence[str]) -> dict[str, float | None] | None:
    """Each figure's column; ``None`` where that is not certain.

    A total states no budgets: it is five figures, of which the movement and the split must add up to prove it.
    """
    try:
        values = [amounts.thousands(figure) for figure in figures]
    except ValueError:
        return None
    if len(values) == len(COLUMNS):
        return dict(zip(COLUMNS, values, strict=True))
    if len(values) != len(COLUMNS) - 2 or any(value is None for value in values):
        return None
    variance, before, movement, spent, moved = (value or 0.0 for value in values)
    if abs(variance - before - movement) > 1.5 or abs(spent + moved - variance) > 1.5:
        return None
    return {**dict.fromkeys(COLUMNS), **dict(zip(COLUMNS[2:], values, strict=True))}
