"""Reads performance indicators printed as a card each, from text whose cells are separated by single spaces.

A card begins with its number and name. Its figures stand in two lines: the comparators with the letter of the rating,
and target, direction for improvement, current and previous figure with the change. Between them stand the description,
the comment and the labels of two charts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from loaders import amounts
from loaders.containers.text import Line
from loaders.dates import day_named
from loaders.indicators_rows import code_and_name, note_odd_unit, unit_of
from loaders.tables import Found, Note, Row

_CARD = re.compile(r"Indicator (?P<number>\d+): (?P<name>.+?)(?: Return to Index)?(?: 20\d\d)?")
_DESCRIPTION = "Indicator Description"
_CARD_LINES = 400
_FIGURE = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
_COMPARATORS = re.compile(rf"(?P<neighbours>{_FIGURE}) (?P<england>{_FIGURE}) (?P<rag>[RAGB])")
# The direction for improvement is an arrow in a font of its own, which leaves the letter behind it: h up, i down.
_VALUES = re.compile(
    rf"(?P<target>{_FIGURE} )?(?P<good>[hi]) (?P<actual>{_FIGURE}) (?P<previous>{_FIGURE})"
    r"(?: (?P<change>Improving|Declining|Unchanged))?"
)
_ALMOST = re.compile(
    rf"(?:{_FIGURE} )*(?:[hi] )?{_FIGURE}(?: {_FIGURE})*(?: (?:[RAGB]|Improving|Declining|Unchanged))?"
)
_RATINGS = {"R": "red", "A": "amber", "G": "green", "B": "blue"}
_CHANGES = {"Improving": "up", "Declining": "down", "Unchanged": "same"}
_TITLE = re.compile(r".*\bperformance\b.*\bquarter [1-4] .*", re.IGNORECASE)
_ENDS = re.compile(r"(?:appendix|agenda item)\b.*", re.IGNORECASE)


def find(lines: Sequence[Line]) -> list[Found]:
    """Every run of cards in ``lines``."""
    starts = [position for position in range(len(lines)) if _is_card(lines, position)]
    runs: list[list[int]] = []
    for start in starts:
        if runs and start - runs[-1][-1] < _CARD_LINES and not _ended(lines, runs[-1][-1], start):
            runs[-1].append(start)
        else:
            runs.append([start])
    return [_read(lines, run) for run in runs]


def _is_card(lines: Sequence[Line], position: int) -> bool:
    if not _CARD.fullmatch(lines[position].text):
        return False
    for line in lines[position + 1 : position + _CARD_LINES]:
        if line.text == _DESCRIPTION or _CARD.fullmatch(line.text):
            return line.text == _DESCRIPTION  # the list of all indicators has their names alone
    return False


def _ended(lines: Sequence[Line], start: int, end: int) -> bool:
    return any(_ENDS.fullmatch(line.text) for line in lines[start:end])


def _read(lines: Sequence[Line], starts: Sequence[int]) -> Found:
    found = Found("indicators", "indicator cards", starts[0])
    period = _period(lines, starts[0])
    for start, end in zip(starts, [*starts[1:], _end(lines, starts[-1])], strict=True):
        _Card(found, lines[start:end], period).read()
        found.end = end
    return found


def _end(lines: Sequence[Line], start: int) -> int:
    """One past the last card: its line of values, and the labels of charts that may follow."""
    end = start + 1
    for position in range(start + 1, min(len(lines), start + _CARD_LINES)):
        text = lines[position].text
        if _ENDS.fullmatch(text):
            break
        if _VALUES.fullmatch(text) or (text and end > start + 1 and end == position and amounts.is_figure(text)):
            end = position + 1
    if end == start + 1:
        last = next((at for at in range(start, len(lines)) if _ENDS.fullmatch(lines[at].text)), len(lines))
        end = min(last, start + _CARD_LINES)
    return end


def _period(lines: Sequence[Line], start: int) -> date | None:
    for line in reversed(lines[max(0, start - _CARD_LINES) : start]):
        if _TITLE.fullmatch(line.text):
            return day_named(line.text)
    return None


class _Card:
    """One indicator: what its lines were found to be."""

    def __init__(self, found: Found, lines: Sequence[Line], period: date | None) -> None:
        self.found = found
        self.lines = [line for line in lines if line.filled]
        self.period = period
        self.comparators: re.Match[str] | None = None
        self.values: re.Match[str] | None = None
        self.comment: list[str] = []

    def read(self) -> None:
        in_comment = False
        for line in self.lines[1:]:
            text = line.text
            if text == "Useful Links":
                in_comment = False
            if in_comment:
                self.comment.append(text)
                self.found.row_lines += 1
            elif self.comparators is None and _COMPARATORS.fullmatch(text):
                self.comparators = _COMPARATORS.fullmatch(text)
                self.found.row_lines += 1
            elif self.values is None and _VALUES.fullmatch(text):
                self.values = _VALUES.fullmatch(text)
                self.found.row_lines += 1
            elif len(text.split()) > 1 and _ALMOST.fullmatch(text):
                self.found.leave_unread(line, "it has figures, but not all that a card has")
            else:
                self.found.furniture += 1
            in_comment = in_comment or text == "Commentary" or text.endswith(" Commentary")
        self.found.row_lines += 1
        self._add()

    def _add(self) -> None:
        title = _CARD.fullmatch(self.lines[0].text)
        assert title is not None
        code, name = code_and_name(title["name"])
        compared, values = self.comparators, self.values
        printed = [compared[each] for each in ("neighbours", "england")] if compared else []
        printed += [(values[each] or "").strip() for each in ("target", "actual", "previous")] if values else []
        row: Row = {
            "period": self.period,
            "outcome": None,
            "indicator": name,
            "code": code or title["number"],
            "directorate": None,
            "previous": _number(values["previous"]) if values else None,
            "target": _number(values["target"]) if values and values["target"] else None,
            "actual": _number(values["actual"]) if values else None,
            "unit": self._unit(name, printed),
            "data_date": None,  # a card heads its latest figure “Current Month”, and prints no date of it
            "good_is": {"h": "high", "i": "low"}[values["good"]] if values else None,
            "direction": _CHANGES.get(values["change"]) if values else None,
            "rag": _RATINGS[compared["rag"]] if compared else None,
            "statistical_neighbours": _number(compared["neighbours"]) if compared else None,
            "england": _number(compared["england"]) if compared else None,
            "text": " ".join(self.comment) or None,
            "locator": self.lines[0].place,
        }
        self.found.rows.append(row)
        note_odd_unit(self.found, row)
        stated = {"its figures": values, "its comparators and rating": compared}
        lacking = [words for words, there in stated.items() if there is None]
        if lacking:
            self.found.notes.append(
                Note(
                    "indicators",
                    row["indicator"],
                    "missing-figures",
                    "warning",
                    f"The text has the card of indicator {title['number']}, “{name}”, without {' and '.join(lacking)}.",
                    self.lines[0].place,
                )
            )

    def _unit(self, name: str, printed: Sequence[str]) -> str | None:
        try:
            return unit_of(name, printed)
        except ValueError as error:
            self.found.notes.append(
                Note(
                    "indicators",
                    name,
                    "implausible-unit",
                    "warning",
                    f"The figures of “{name}” cannot be compared: {error}.",
                    self.lines[0].place,
                    stated=", ".join(filter(None, printed)),
                )
            )
            return None


def _number(text: str) -> float | None:
    found = amounts.amount(text.strip())
    return found.value if found else None
