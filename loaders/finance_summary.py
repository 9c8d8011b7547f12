"""Recogniser of the one-page tables: the overall position by directorate, and each committee's.

Known by their heading: the previous variance, then the directorate (or an unnamed column of lines), budget, actual
and variance, in the layouts of ``data/reference/headings.csv``. A committee's table stands under the committee's name;
one in a covering paper is that committee's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import Found, every, heading_run, is_page_furniture

OVERALL = "overall"
_COMMITTEE = re.compile(r"(?:[\d.]+ +)?(?:To:? +)?([A-Z][\w&, ]{2,60}?) Committee", re.ASCII)
# A sentence or a sheet's title that names the committee whose table follows.
_NAMED = re.compile(
    r"\b(?:relating to|for|of|by|under|within) (?:the )?"
    r"([A-Z][\w&,]*(?: (?:[A-Z][\w&,]*|and|of|the|for|&)){0,8}?) Committee\b",
    re.ASCII,
)
_FIGURES = ("original_budget_k", "budget_k", "actual_k", "forecast_variance_k", "forecast_variance_pct")


def find(lines: Sequence[Line]) -> list[Found]:
    """Every summary table in ``lines``. ``name`` is ``overall`` or the committee's name as printed."""

    def read(position: int) -> Found | None:
        if not lines[position].text.lower().startswith("forecast"):
            return None
        end, words = heading_run(lines, position)
        with_share = _torn_heading(words)
        return None if with_share is None else _read_words(lines, position, end, with_share)

    return every(lines, read)


def every_view(tables: Sequence[Found], begins: int) -> tuple[list[Found], list[Found]]:
    """Every table, its rows with their ``view_reported`` and whether they stand in a ``covering`` paper.

    The committee's table in a covering paper is a table of its own only where the report has that committee's too: it
    then compares with an earlier report, and gets a view of its own so that no line is there twice.
    """
    own = {found.name for found in tables if found.start >= begins}
    for found in tables:
        covering = found.start < begins and found.name in own
        found.rows = [{"view_reported": found.name, "covering": covering, **row} for row in found.rows]
    return list(tables), []


def _torn_heading(words: str) -> bool | None:
    """Whether a heading torn into ``words`` has a column of percentages; ``None`` if it is not a summary's."""
    plain = words.lower()
    if not re.match(r"(?:forecast |variance |outturn )+\(\w+\) directorate budget", plain):
        return None
    if "actual" not in plain or len(re.findall(r"£['’]?000", plain)) != 4:
        return None
    return plain.endswith("%")


def name_of(lines: Sequence[Line], start: int) -> str:
    """The committee whose heading or address stands nearest above the table, or ``overall``."""
    # A heading just above decides; failing that, the committee to which the paper is addressed.
    above = [position for position in range(start - 1, max(-1, start - 40), -1) if lines[position].filled][:6]
    for position in above:
        text = lines[position].text
        if re.search(r"overall position|by directorate", text, re.IGNORECASE):
            return OVERALL
        match = _COMMITTEE.fullmatch(text) or _NAMED.search(text)
        if match:
            return match[1]
    for position in range(start - 1, -1, -1):
        text = lines[position].text
        match = re.match(r"To: +", text) and _COMMITTEE.fullmatch(text)
        if match:
            return str(match[1])
    return OVERALL


def _level(label: str, after_expenditure: bool) -> str:
    if label == "Total":
        return "net_total"
    if label.startswith("Grant Funding"):
        return "grant_total"
    if label.startswith("Total ") or label.endswith(" Total"):
        return "expenditure_total"
    return "adjustment" if after_expenditure else "directorate"


def _add(found: Found, label: str, figures: dict[str, float | None], line: Line) -> None:
    after = any(row["level"] == "expenditure_total" for row in found.rows)
    row = {"line_reported": label, "level": _level(label, after), **dict.fromkeys(_FIGURES), **figures}
    found.rows.append({**row, "locator": line.place})


def _read_words(lines: Sequence[Line], start: int, heading_end: int, with_share: bool) -> Found:
    found = Found("finance_summary", name_of(lines, start), start)
    found.furniture = sum(1 for line in lines[start:heading_end] if line.filled)
    pending: list[Line] = []
    position = heading_end
    for position in range(heading_end, len(lines)):
        line = lines[position]
        if not line.filled:
            continue
        if is_page_furniture(line):
            found.furniture += 1
            continue
        if pending and _is_whole(line, with_share):
            _give_up(found, pending, "it has no figures")
        pending.append(line)
        words = " ".join(each.text for each in pending).split()
        begins = amounts.kind(words[0]) in ("number", "dash")
        figures = _trailing(words, with_share)
        label = " ".join(words[1 : len(words) - len(figures)])
        if begins and label and figures:
            _read_line(found, pending, label, words[0], figures, with_share)
            if found.rows and found.rows[-1]["level"] == "net_total":
                position += 1
                break
        elif not begins or len(pending) > 4:
            _give_up(found, pending, "it has no previous variance, label and figures")
        if found.unread > 6:
            position += 1
            break  # prose: the table has ended without its total
    else:
        position = len(lines)
    _give_up(found, pending, "it has no figures")
    found.end = position
    return found


def _read_line(
    found: Found, pending: list[Line], label: str, previous: str, figures: Sequence[str], with_share: bool
) -> None:
    """Add the row that ``pending`` lines make; they are used up in any case."""
    names = ["budget_k", "actual_k", "forecast_variance_k"] + ["forecast_variance_pct"] * with_share
    # A line that states one figure states the variance, the column that every line has; the totals prove it.
    stated = ["forecast_variance_k"] if len(figures) == 1 else names
    if len(figures) != len(stated):
        _give_up(found, pending, f"it has {len(figures)} figures where the heading has {len(names)}")
        return
    values: dict[str, float | None] = {}
    try:
        values["previous_forecast_variance_k"] = amounts.thousands(previous)
        for name, figure in zip(stated, figures, strict=True):
            values[name] = amounts.percent(figure) if name.endswith("_pct") else amounts.thousands(figure)
    except ValueError as error:
        _give_up(found, pending, str(error))
        return
    _add(found, label, values, pending[-1])
    found.row_lines += len(pending)
    pending.clear()


def _give_up(found: Found, pending: list[Line], reason: str) -> None:
    for line in pending:
        found.leave_unread(line, reason)
    pending.clear()


def _is_whole(line: Line, with_share: bool) -> bool:
    """Whether ``line`` is a row by itself: a previous variance, a label and figures."""
    words = line.text.split()
    if len(words) < 3:
        return False
    inner = words[1 : len(words) - len(_trailing(words, with_share))]
    return (
        amounts.kind(words[0]) in ("number", "dash")
        and bool(inner)
        and amounts.kind(inner[0]) == "text"
        and len(inner) + 1 < len(words)
    )


def _trailing(words: Sequence[str], with_share: bool) -> list[str]:
    """The figures that ``words`` end in."""
    end = len(words)
    while end > 1 and amounts.kind(words[end - 1]) in ("number", "dash", "percent"):
        end -= 1
    figures = list(words[end:])
    if any(amounts.kind(figure) == "percent" for figure in figures) and not with_share:
        return []
    return figures
