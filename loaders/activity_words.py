"""Key activity tables from a PDF's text: cells separated by single spaces, blank cells gone, labels wrapped.

The columns of each kind of table are known in their order. A row with all its figures falls into place; in a row
with fewer, a figure's column is decided by its unit, by the arrow beside it, and by arithmetic: the variance is the
actual minus the budget. What none of these decides is left unread and noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders import amounts
from loaders.activity import (
    BLOCKS,
    Block,
    care_group,
    counted,
    group_named,
    title_at,
    unread_table,
    without_unproved_blocks,
)
from loaders.containers.text import Line
from loaders.tables import Found, Note, Row, is_page_furniture

CHILDREN = [
    "count_budget",
    "cost_budget_k",
    "weeks_funded",
    "unit_cost_budget",
    "count_actual",
    "count_average",
    "cost_actual_k",
    "unit_cost_actual",
    "count_average_variance",
    "cost_variance_k",
    "unit_cost_variance",
]
CHILDREN_TOTAL = [name for name in CHILDREN if name != "weeks_funded" and not name.startswith("unit_cost")]
SEN = [
    "cost_budget_k",
    "unit_cost_budget",
    "count_actual",
    "count_average",
    "cost_actual_k",
    "unit_cost_actual",
    "count_variance",
    "count_average_variance",
    "cost_variance_k",
    "unit_cost_variance",
]
ADULTS = [
    "count_budget",
    "unit_cost_budget",
    "cost_budget_k",
    "count_actual",
    "count_direction",
    "unit_cost_actual",
    "unit_cost_direction",
    "cost_actual_k",
    "cost_direction",
    "cost_variance_k",
]
COSTS = ("cost_budget_k", "cost_actual_k", "cost_variance_k")
PROOF = 0.8  # of the rows; one that is misprinted is loaded as printed, and a finding
_COLUMNS = {"Children in care": CHILDREN, "SEN placements": SEN}  # any other known group has those of adults
_VALUE_OF = {
    "count_direction": "count_actual",
    "unit_cost_direction": "unit_cost_actual",
    "cost_direction": "cost_actual_k",
}
_HEADING = re.compile(r"budget|actual|variance|forecast|d|o|t|no\.?|of|placements?|budgeted", re.IGNORECASE)


def read(lines: Sequence[Line], start: int, body: int, subject: str) -> Found | None:
    """The table announced at ``start`` with its heading from ``body`` on; ``None`` where there are no rows.

    A care group that is not known is loaded under its own name where its rows prove which columns it has, and is left
    out with a finding where they do not.
    """
    first = _first_row(lines, body)
    if first is None:
        return None
    known, name = care_group(subject), group_named(subject) or subject
    if known:
        return _read(lines, start, body, first, known, _COLUMNS.get(known, ADULTS))
    proved = [
        found for columns in (ADULTS, SEN) if _is_proved(found := _read(lines, start, body, first, name, columns))
    ]
    if len(proved) == 1:
        return proved[0]
    return unread_table(name, lines, start, first, "its rows do not prove which figure stands in which column")


def _is_proved(found: Found) -> bool:
    """Whether every line was read, and nearly every row agrees that the variance is the actual minus the budget."""
    stated = [row for row in found.rows if None not in (row["cost_budget_k"], row["cost_actual_k"])]
    agree = sum(map(_is_sum, stated))
    return not found.unread and agree > 1 and agree >= PROOF * len(stated)


def _is_sum(row: Row) -> bool:
    return row["cost_variance_k"] is not None and _is_difference(
        row["cost_budget_k"], row["cost_actual_k"], row["cost_variance_k"]
    )


def _read(lines: Sequence[Line], start: int, body: int, first: int, group: str, columns: Sequence[str]) -> Found:
    heading = " ".join(line.text for line in lines[body:first] if line.filled)
    found = Found("activity", group, start)
    found.furniture = sum(1 for line in lines[start:first] if line.filled)
    annual = "annual cost" in re.sub(r"\s+", " ", heading.lower())
    block = Block(found, group, counted(heading), "year" if annual else "week")
    reader = _Reader(lines, first, block, {line.text for line in lines[body:first]}, columns)
    reader.read()
    found.end = reader.position
    without_unproved_blocks(found)
    if columns == SEN:
        _torn_off_counts(found, lines)
    return found


def _first_row(lines: Sequence[Line], start: int) -> int | None:
    """The first line below the heading that is a row or a block's name; ``None`` if other text comes first."""
    for position in range(start, min(start + 160, len(lines))):
        text = lines[position].text
        if text in BLOCKS or len(_split(text)[1]) >= 5:
            return position
        if title_at(lines, position) or re.match(r"appendix\b|\d+(?:\.\d+)+ ", text, re.IGNORECASE):
            return None
    return None


def _split(text: str) -> tuple[str, list[str]]:
    """A line as its label and the figures it ends in."""
    words = text.split()
    end = len(words)
    while end and amounts.is_figure(words[end - 1]):
        end -= 1
    return " ".join(words[:end]), words[end:]


class _Reader:
    """Reads rows until the table's closing total; a label may stand on the lines before its figures."""

    def __init__(
        self, lines: Sequence[Line], start: int, block: Block, heading: set[str], columns: Sequence[str]
    ) -> None:
        self.lines, self.position, self.block, self.found = lines, start, block, block.found
        self.heading, self.columns = heading, columns
        self.label: list[Line] = []

    def read(self) -> None:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            label, figures = _split(line.text)
            if not line.filled:
                pass
            elif title_at(self.lines, self.position) or re.match(r"NOTE:|appendix\b", line.text, re.IGNORECASE):
                break
            elif is_page_furniture(line) or (line.text in self.heading and not self.label):
                self.found.furniture += 1  # the heading comes again on a new page
            elif line.text in BLOCKS:
                self.block.category = line.text
                self.found.furniture += 1
            elif re.fullmatch(r"(?:per hour ?)+", line.text, re.IGNORECASE):
                self.block.per_hour = True
                self.found.furniture += 1
            elif not figures:
                self.label.append(line)
            elif not label and not self.label:
                self._loose_figures(line, figures)
            elif self._row(line, label, figures):
                self.position += 1
                self._below_the_total()
                break
            self.position += 1
            if len(self.label) > 3:
                break
        for line in self.label:
            self.found.leave_unread(line, "it has no figures")
        self._closing_heading()

    def _loose_figures(self, line: Line, figures: list[str]) -> None:
        # An empty line of the spreadsheet prints what its formulas come to: nought.
        if all(amounts.kind(figure) == "thousands" and not amounts.thousands(figure) for figure in figures):
            self.found.furniture += 1
        else:
            self.found.leave_unread(line, "its label is missing")

    def _row(self, line: Line, label: str, figures: list[str]) -> bool:
        """Read one row; whether it closes the table."""
        label = " ".join([*(each.text for each in self.label), label]).strip()
        placed = place(figures, self._columns(label))
        if placed is None:
            self.found.leave_unread(line, "its figures do not fit the columns, or fit them in more than one way")
        else:
            try:
                self.block.add(label, placed, line)
            except ValueError as error:
                self.found.leave_unread(line, str(error))
            else:
                self.found.row_lines += 1 + len(self.label)
                self.label = []
                return bool(self.found.rows[-1]["level"] == "total")
        for each in self.label:
            self.found.leave_unread(each, "its figures could not be read")
        self.label = []
        return False

    def _below_the_total(self) -> None:
        """Leave rows unread that follow the total at once: a table closes with it, and they are not to be lost."""
        for position in range(self.position, len(self.lines)):
            line = self.lines[position]
            label, figures = _split(line.text)
            if line.filled and (not label or len(figures) < len(COSTS) or title_at(self.lines, position)):
                return
            if line.filled:
                self.found.leave_unread(line, "it stands below the total that closes the table")
                self.position = position + 1

    def _columns(self, label: str) -> Sequence[str]:
        return CHILDREN_TOTAL if self.columns == CHILDREN and label.upper().endswith("TOTAL") else self.columns

    def _closing_heading(self) -> None:
        """Take in the band names, which such text prints below the table they stand above."""
        for position in range(self.position, min(self.position + 12, len(self.lines))):
            line = self.lines[position]
            if line.filled and re.match(r"BUDGET\b.*ACTUAL", line.text):
                self.found.furniture += 1
                if position == self.position + 1:
                    self.position = position + 1
                else:
                    self.found.furniture -= 1
                return


def place(figures: Sequence[str], columns: Sequence[str]) -> dict[str, str] | None:
    """Each figure's column, keeping the order of both; ``None`` if no way or more than one way is left.

    Every row states its variance. Where units leave several ways, those stay in which the money adds up; of these, the
    one whose arrows stand closest to their figures. Where units leave one way it is taken even if the money does not
    add up: then the paper has a misprint, which is loaded as printed.
    """
    if len(figures) == len(columns):
        whole = dict(zip(columns, figures, strict=True))
        return whole if all(_fits(text, name) for name, text in whole.items()) else None
    ways = [way for way in _ways(list(figures), list(columns)) if "cost_variance_k" in way]
    if len(ways) > 1:
        ways = [way for way in ways if _adds_up(way)]
    if not ways:
        return None
    best = max(map(_closeness, ways))
    chosen = [way for way in ways if _closeness(way) == best]
    return chosen[0] if len(chosen) == 1 else None


def _ways(figures: list[str], columns: list[str]) -> Iterator[dict[str, str]]:
    if not figures:
        yield {}
        return
    for index in range(len(columns) - len(figures) + 1):
        column = columns[index]
        # Where blanks are gone only a pound sign without k tells a unit cost from a count or a total.
        sure = (
            not column.startswith("unit_cost_") or column.endswith("direction") or amounts.kind(figures[0]) == "pounds"
        )
        if sure and _fits(figures[0], column):
            for rest in _ways(figures[1:], columns[index + 1 :]):
                yield {column: figures[0], **rest}


def _fits(text: str, column: str) -> bool:
    kind = amounts.kind(text)
    if kind == "dash":
        return not column.endswith("direction")
    if column.endswith("direction"):
        return kind == "arrow"
    if column.endswith("_k"):
        return kind == "thousands"
    if column.startswith("unit_cost"):
        return kind in ("pounds", "number", "thousands")
    return kind == "number"


def _adds_up(way: dict[str, str]) -> bool:
    """Whether the actual minus the budget is the variance, to a rounding, where all three are stated."""
    budget, actual, variance = (
        amounts.thousands(way[name]) if name in way else None
        for name in ("cost_budget_k", "cost_actual_k", "cost_variance_k")
    )
    if budget is None or actual is None or variance is None:
        return True
    return _is_difference(budget, actual, variance)


def _is_difference(budget: float, actual: float, variance: float) -> bool:
    return abs(actual - budget - variance) <= 1.5


def _closeness(way: dict[str, str]) -> tuple[int, int, int]:
    """How well arrows stand beside their figures; then how far to the right what is left stands."""
    beside = sum(1 for arrow, value in _VALUE_OF.items() if arrow in way and value in way)
    alone = sum(1 for arrow, value in _VALUE_OF.items() if arrow in way and value not in way)
    return beside, -alone, sum(ADULTS.index(name) for name in way if name.endswith("direction"))


def _torn_off_counts(found: Found, lines: Sequence[Line]) -> None:
    """Give back the budgeted placements, a column printed after the table out of order.

    Each row's number is its placements minus its printed variance. They are taken only if, together, they are exactly
    the numbers of the torn-off column.
    """
    torn: list[float | None] = []
    position = found.end
    last = position
    while position < min(found.end + 60, len(lines)):
        text = lines[position].text
        words = text.split()
        kinds = {amounts.kind(word) for word in words}
        if kinds and kinds <= {"number", "dash"} and len(words) == 1:
            torn.append(amounts.count(text))
            last = position + 1
        elif words and all(_HEADING.fullmatch(word) for word in words if word[0] != "(" and not word.endswith(")")):
            last = position + 1
        elif words:
            break
        position += 1
    found.furniture += sum(1 for line in lines[found.end : last] if line.filled)
    found.end = last
    worked_out = [
        None
        if row["count_actual"] is None or row["count_variance"] is None
        else row["count_actual"] - row["count_variance"]
        for row in found.rows
    ]
    if torn and Counter(torn) == Counter(worked_out):
        for row, number in zip(found.rows, worked_out, strict=True):
            row["count_budget"] = number
            if number is not None:
                row["count_of"] = "placements"
        return
    found.notes.append(
        Note(
            "activity",
            found.name,
            "unread-column",
            "warning",
            "The number of placements budgeted could not be matched to the rows, so it was left out: "
            f"{len(torn)} numbers were printed for {len(found.rows)} rows.",
            lines[found.start].place,
        )
    )
