"""Recogniser of the service level budgetary control report.

It is known by its heading: the previous forecast variance, service, budget, actual, outturn variance and its
percentage, in the layouts of ``data/reference/headings.csv``. The commentary's tables have the same words without the
previous variance and are left alone. The table runs over pages, each with the heading again, until the line
``Net Total``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import Found, every, heading_run, is_page_furniture

_NUMBERED = re.compile(r"(\d{1,2}) +(?=[^\d\s])(.+)")
_DIRECTORATE = re.compile(r"\s+Directorate$")


def find(lines: Sequence[Line]) -> list[Found]:
    """Every service level table in ``lines``; each is read to its end."""

    def read(position: int) -> Found | None:
        return _WordReader(lines, position).read() if _is_torn_heading(lines, position) else None

    return every(lines, read)


def first_whole(tables: Sequence[Found], begins: int) -> tuple[list[Found], list[Found]]:
    """The service level table up to its net total, which may be read in pieces, and what comes after it."""
    for number, found in enumerate(tables, start=1):
        if any(row["level"] == "net_total" for row in found.rows):
            return list(tables[:number]), list(tables[number:])
    return list(tables), []


def _is_torn_heading(lines: Sequence[Line], position: int) -> bool:
    if not lines[position].text.lower().startswith(("forecast", "outturn")):
        return False
    words = heading_run(lines, position)[1].lower()
    # The previous variance stands before "service"; the commentary's heading begins with "service".
    return (
        bool(re.match(r"(?:forecast |variance |outturn )+\(\w+\) service budget", words))
        and len(re.findall(r"£['’]?000", words)) == 4
        and words.endswith("%")
    )


class _Reader:
    """Rows and headings in the order of the paper; keeps which directorate and group a line stands under."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self.lines = lines
        self.found = Found("finance", "service level budgetary control", start)
        self.position = start
        self.directorate: str | None = None
        self.directorate_heading: str | None = None
        self.group: str | None = None
        self.grants = False
        self.finished = False

    def heading(self, text: str) -> None:
        name = _DIRECTORATE.sub("", text)
        if name == "Grant Funding":
            self.grants, self.directorate, self.group = True, None, None
        elif self.directorate is None or name != text:
            self.directorate, self.directorate_heading, self.group = name, text, None
        else:
            self.group = text

    def row(self, label: str, note: str | None, figures: Sequence[str], line: Line) -> None:
        """Add one row; ``figures`` are previous variance, budget, actual, variance and percentage as printed."""
        previous, budget, actual, variance, share = figures
        values = {
            "budget_k": amounts.thousands(budget),
            "actual_k": amounts.thousands(actual),
            "forecast_variance_k": amounts.thousands(variance),
            "forecast_variance_pct": amounts.percent(share),
            "previous_forecast_variance_k": amounts.thousands(previous),
        }
        level = self._level(label)
        if level in ("expenditure_total", "net_total", "directorate_total"):
            self.group = None
        standing = None if level in ("grant", "grant_total", "expenditure_total", "net_total") else self.directorate
        self.found.rows.append(
            {
                "directorate": standing,
                "service_group": None if standing is None else self.group,
                "service_reported": label,
                "level": level,
                **values,
                "note": note,
                "locator": line.place,
            }
        )
        if level in ("group_total", "directorate_total", "expenditure_total", "grant_total"):
            self.group = None
        if level in ("directorate_total", "expenditure_total"):
            self.directorate = None
        self.finished = level == "net_total"

    def _level(self, label: str) -> str:
        if label == "Net Total":
            return "net_total"
        if label == "Total":
            return "expenditure_total"
        if not label.endswith(" Total"):
            return "grant" if self.grants else "service"
        if self.grants:
            return "grant_total"
        heading = self.directorate_heading or ""
        if label.endswith(" Directorate Total") or label == f"{heading} Total":
            return "directorate_total"
        return "group_total"


class _WordReader(_Reader):
    """Rows whose cells are separated by single spaces, with labels and headings wrapped over lines.

    A row is a line that ends in budget, actual, variance and percentage. What is still missing from it stands on the
    lines before: the previous variance alone, then the label in one or more lines.
    """

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        super().__init__(lines, start)
        self.pending: list[Line] = []
        self.previous: str | None = None
        self.label: list[str] = []
        self.title: list[Line] = []

    def read(self) -> Found:
        while self.position < len(self.lines) and not self.finished:
            line = self.lines[self.position]
            if not line.filled:
                self._end_heading()
                self.position += 1
                continue
            # A label may wrap into a line of heading words ("Service"), so a row in progress goes first.
            end, words = (0, "") if self.pending else heading_run(self.lines, self.position)
            if words and len(words.split()) > 3:
                self._end_heading()
                self.found.furniture += sum(1 for each in self.lines[self.position : end] if each.filled)
                self.position = end
                continue
            if is_page_furniture(line):
                self.found.furniture += 1
            elif re.match(r"appendix\b", line.text, re.IGNORECASE):
                break
            else:
                self._read_line(line)
            self.position += 1
        self._end_heading()
        self._give_up("its figures are missing")
        self.found.end = self.position
        return self.found

    def _read_line(self, line: Line) -> None:
        tokens = line.text.split()
        kinds = [amounts.kind(token) for token in tokens]
        if len(tokens) >= 4 and kinds[-1] == "percent" and set(kinds[-4:-1]) <= {"number", "dash"}:
            self._end_heading()
            self._read_figures(line, tokens[:-4], tokens[-4:])
        elif kinds == ["number"]:
            self._end_heading()
            self._give_up("its figures are missing")
            self.previous, self.pending = tokens[0], [line]
        elif set(kinds) == {"text"} or (kinds[0] == "text" and not self.pending):
            if self.pending:
                self.label.append(line.text)
                self.pending.append(line)
            else:
                self.title.append(line)
        elif self.pending:
            self.label.append(line.text)
            self.pending.append(line)
        else:
            self._end_heading()
            self.found.leave_unread(line, "it has neither four figures nor a heading's words")

    def _read_figures(self, line: Line, before: list[str], figures: list[str]) -> None:
        if before and amounts.kind(before[0]) in ("number", "dash"):
            self._give_up("its figures are missing")
            self.previous, before = before[0], before[1:]
        label = " ".join([*self.label, *before])
        numbered = _NUMBERED.fullmatch(label)
        note, label = (numbered[1], numbered[2]) if numbered else (None, label)
        if not label:
            self._give_up("its label is missing")
            self.found.leave_unread(line, "its label is missing")
            return
        try:
            self.row(label, note, (self.previous or "", *figures), line)
        except ValueError as error:
            self.found.leave_unread(line, str(error))
        else:
            self.found.row_lines += 1 + len(self.pending)
            self.pending = []
        self.previous, self.label = None, []
        self._give_up("its figures are missing")

    def _end_heading(self) -> None:
        if self.title:
            self.heading(" ".join(line.text for line in self.title))
            self.found.furniture += len(self.title)
            self.title = []

    def _give_up(self, reason: str) -> None:
        for line in self.pending:
            self.found.leave_unread(line, reason)
        self.pending, self.previous, self.label = [], None, []
