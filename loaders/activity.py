"""What the key activity tables share: their titles, columns, blocks and levels.

A table is announced by a sentence ("Key activity data to ... for ... is shown below"), which names the care group.
Its heading gives the columns where cells are kept apart; where they are not, the care group's own order of columns
is used and a figure's column is decided by its unit, by arrows and by arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import Found, Note, Row, without_superscript

FIGURES = [
    "count_budget",
    "count_actual",
    "count_average",
    "count_previous",
    "weeks_funded",
    "unit_cost_budget",
    "unit_cost_actual",
    "cost_budget_k",
    "cost_actual_k",
    "cost_variance_k",
    "count_variance",
    "count_average_variance",
    "unit_cost_variance",
]
COUNTS = tuple(name for name in FIGURES if name.startswith("count_"))
UNIT_COSTS = ("unit_cost_budget", "unit_cost_actual", "unit_cost_variance")
DIRECTIONS = ("count_direction", "unit_cost_direction", "cost_direction")

# The words of a title or of a group's label, and the care group they name; the first that fits is taken.
_CARE_GROUPS = (
    (r"looked after children|children in care", "Children in care"),
    (r"\bsen\b", "SEN placements"),
    (r"physical disabilit", "Physical disabilities"),
    (r"older people mental health|\(opmh\)|\bopmh\b", "Older people mental health"),
    (r"older people|\(op\) services|\bop total\b", "Older people"),
    (r"learning disability", "Learning disability"),
    (r"adult disability", "Adult disability"),
    (r"adult mental health", "Adult mental health"),
)
_COUNTED = (
    (r"\bservice users\b", "service users"),
    (r"\bclients\b", "clients"),
    (r"\bcare packages\b", "care packages"),
    (r"\bplacements\b", "placements"),
)
# What else may stand where a care group's name does: the month of the figures, and the heading of the labels.
_UNTIL = re.compile(r"\s*\b(?:at|to|as at) (?:the )?end of\b.*", re.IGNORECASE)
_NO_GROUP = re.compile(
    r"(?:(?:service|care|placement|client) )?(?:type|group|category)s?(?: of care)?|services?|placements?|total|budget|"
    r"description",
    re.IGNORECASE,
)
_LONGEST = 80
TITLE = re.compile(r"key activity data .{0,40}?\bfor (.{1,120}?) is ?shown", re.IGNORECASE)
_ADJUSTMENT = re.compile(
    r"growth|pressure funded|additional one off|mitigations|further savings|inflation|recoupment", re.IGNORECASE
)
_INCOME = re.compile(r"\bincome\b|\bcontributions?\b", re.IGNORECASE)
BLOCKS = ("Accommodation based", "Community based")
# In the table of children's placements each block ends with its own total, in this order.
CHILDREN_BLOCKS = ("External", "In-house", "Adoption and permanence")


@dataclass
class Block:
    """The rows of one table as they are read: knows the care group, and the block within the table."""

    found: Found
    care_group: str
    count_of: str | None = None
    per: str | None = None
    category: str | None = None
    per_hour: bool = False
    children_block: int = 0
    labels: list[str] = field(default_factory=list)

    def add(self, label: str, cells: dict[str, str], line: Line) -> Row:
        """Add the row ``label`` with ``cells``, its figures as printed; raises ``ValueError`` for a bad figure."""
        label = tidy(label)
        level = self._level(label)
        row: Row = {
            "care_group": self.care_group,
            "category": self._category(level),
            "service_type_reported": label,
            "level": level,
            "count_of": None,
            "unit_cost_per": None,
            **dict.fromkeys([*FIGURES, *DIRECTIONS]),
            "locator": line.place,
        }
        notes: list[Note] = []
        for name, text in cells.items():
            if name in DIRECTIONS:
                row[name] = amounts.direction(text)
            elif name in UNIT_COSTS:
                self._unit_cost(row, name, text, notes)
            elif name.endswith("_k"):
                row[name] = amounts.thousands(text)
            else:
                row[name] = amounts.count(text)
        # What a figure counts or covers is stated only where the figure is.
        if any(row[name] is not None for name in COUNTS):
            row["count_of"] = self.count_of
        self.found.rows.append(row)
        self.found.notes += notes
        self.per_hour = False
        if self.care_group == "Children in care" and level == "subtotal":
            self.children_block += 1
        return row

    def _unit_cost(self, row: Row, name: str, text: str, notes: list[Note]) -> None:
        cost = amounts.unit_cost(text, "hour" if self.per_hour else self.per or "week")
        if cost is None:
            return
        row[name], row["unit_cost_per"] = cost.value, cost.per
        if cost.implausible:
            label = row["service_type_reported"]
            notes.append(
                Note(
                    "activity",
                    f"{self.care_group}: {label}",
                    "implausible-unit",
                    "warning",
                    f"{label} ({self.care_group}) prints {text} in a column of pounds a {cost.per}; "
                    f"it is loaded as £{cost.value:,.0f}.",
                    row["locator"],
                    stated=text,
                    expected=f"£{cost.value:,.0f}",
                )
            )

    def _level(self, label: str) -> str:
        plain = label.lower()
        if plain in ("overall total", "net total") or plain.startswith("forecast total"):
            return "total"
        if plain == "total":
            return "subtotal" if self.care_group == "Children in care" else "total"
        if plain.startswith("total ") or plain.endswith(" total"):
            # The total of adult mental health in 2018 closes its table, income included.
            return "total" if plain == "adult mental health total" else "subtotal"
        if _ADJUSTMENT.match(label):
            return "adjustment"
        return "income" if _INCOME.search(label) else "line"

    def _category(self, level: str) -> str | None:
        if self.care_group == "Children in care":
            return None if level == "total" else CHILDREN_BLOCKS[min(self.children_block, 2)]
        if level == "income" or (level == "subtotal" and self.labels and self.labels[-1] == "income"):
            self.labels.append("income")
            return "Income"
        self.labels.append(level)
        return self.category if level == "line" else None


def is_adjustment(label: str) -> bool:
    """Whether a row is growth, a saving or the like, and no care."""
    return _ADJUSTMENT.match(label) is not None


def is_income(label: str) -> bool:
    """Whether a row is income."""
    return _INCOME.search(label) is not None


def tidy(label: str) -> str:
    """A label without its leading tilde, note's mark and surplus spaces."""
    label, _ = without_superscript(label.lstrip("~ "))
    return label.rstrip("* ").strip()


def care_group(text: str) -> str | None:
    """The care group that ``text`` names, if it names one."""
    plain = text.lower()
    return next((name for pattern, name in _CARE_GROUPS if re.search(pattern, plain)), None)


def group_named(text: str) -> str | None:
    """The care group that a title or a label names: a known one, or else one under the words that it is printed in.

    ``None`` where the words are none: nothing, a whole sentence, or the heading of a column of labels.
    """
    known = care_group(text)
    if known:
        return known
    words = re.sub(r"^the\s+", "", tidy(_UNTIL.sub("", text)), flags=re.IGNORECASE).strip(" :.–-")
    if not words or len(words) > _LONGEST or _NO_GROUP.fullmatch(words) or not re.search(r"[A-Za-z]", words):
        return None
    return words[:1].upper() + words[1:]


def without_unproved_blocks(found: Found) -> None:
    """Take the blocks back where a table of children's placements does not close each of its three with a total.

    A block has no name in print: only the three totals show which lines are external placements and which in-house.
    """
    rows = [row for row in found.rows if row["care_group"] == "Children in care"]
    closing = [row for row in rows if row["level"] == "subtotal"]
    if not rows or len(closing) == len(CHILDREN_BLOCKS):
        return
    for row in rows:
        row["category"] = None
    if len(closing) == 1 and not any(row["level"] == "total" for row in rows):
        closing[0]["level"] = "total"
    message = (
        f"In the table {found.name} a total should close each of {len(CHILDREN_BLOCKS)} blocks "
        f"({', '.join(CHILDREN_BLOCKS)}), but {len(closing)} could be read, so its lines have no block."
    )
    place = rows[0]["locator"]
    found.notes.append(Note("activity", found.name, "unknown-block", "warning", message, place, str(len(closing))))


def unread_table(group: str, lines: Sequence[Line], start: int, end: int, reason: str) -> Found:
    """A table of care without rows, and the finding that says why, with its place."""
    message = f"The table {group} was left out: {reason}."
    note = Note("activity", group, "unread-table", "error", message, lines[start].place)
    filled = sum(1 for line in lines[start:end] if line.filled)
    return Found("activity", group, start, end=end, notes=[note], furniture=filled)


def counted(heading: str) -> str | None:
    """What the counts under ``heading`` count."""
    plain = heading.lower()
    return next((name for pattern, name in _COUNTED if re.search(pattern, plain)), None)


def title_at(lines: Sequence[Line], position: int) -> tuple[str, int] | None:
    """The subject of a title that begins on this line (it may wrap onto the next), and one past its last line."""
    if "ey activity data" not in lines[position].text:
        return None
    joined = ""
    for end in range(position, min(position + 2, len(lines))):
        joined = f"{joined} {lines[end].text}".strip()
        match = TITLE.search(joined)
        if match:
            # The rest of a wrapped sentence belongs to the title.
            if "below" not in joined and end + 1 < len(lines) and "below" in lines[end + 1].text:
                end += 1
            return match[1], end + 1
    return None
