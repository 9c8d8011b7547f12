"""Which rows are lines, which are totals and of what: by their words and place, and by what they add up to.

A total closes the lines that it adds up; lines and closed totals form a tree. Nothing is counted twice where only the
leaves of that tree are added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_WORDS = re.compile(
    r"\b(?:sub ?-? ?total|total|totals|grand total)\b"
    r"|^(?:net|gross|overall|overall net|total net)\s+"
    r"(?:revenue |general fund |service |council |directorate |committee )*"
    r"(?:budget|expenditure|total|cost|costs|position|spend|spending|requirement|outturn|cost of services)\b"
    r"|^all\s+\w+$|^(?:net )?cost of services$|^balance$",
    re.IGNORECASE,
)
# What a total may say beside the name of what it adds up.
_PLAIN = re.compile(
    r"\b(?:sub|total|totals|grand|overall|net|gross|all|services?|expenditure|budget|revenue|council|general|fund|"
    r"position|cost|costs|of|for|the|spend|spending|requirement|directorates?|outturn|provision|portfolios?|and|"
    r"income|departments?|committees?|schemes?|savings?|reserves?|programme|capital|projects?|balance)\b|[-–—:&*]",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:sub ?-? ?)?total(?:s)?\b(?: for| of)?|\bnet expenditure\b|\bdirectorate\b|[-–—:*]", re.IGNORECASE
)


@dataclass
class Entry:
    """A row or a section's heading, in the order of the table; ``values`` are the figures that can be added up."""

    label: str
    values: Mapping[str, float] = field(default_factory=dict)
    steps: Mapping[str, float] = field(default_factory=dict)
    section: bool = False
    total: bool = False
    # The entries that a total adds up, themselves perhaps totals; and whether their sum proves it.
    parts: list[int] = field(default_factory=list)
    proved: bool = False


def says_total(label: str) -> bool:
    """Whether the words of a label say that its row is a total; a row without a label is one."""
    return not label or _WORDS.search(label) is not None


def is_plain(label: str) -> bool:
    """Whether a total names nothing that it adds up, as ``Grand Total`` does."""
    return not re.sub(r"[\s()]", "", _PLAIN.sub("", label))


def named(label: str) -> str:
    """The name of what a total adds up: ``Place`` for ``Total for Place``."""
    return " ".join(_NAMED.sub(" ", label).split()).strip(" &")


def same_name(one: str, other: str) -> bool:
    """Whether a total and a heading name the same thing."""
    plain = [re.sub(r"[^a-z0-9]", "", named(each).lower().replace("&", "and")) for each in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]


def find_totals(entries: Sequence[Entry]) -> None:
    """Mark the totals among ``entries`` and what each adds up."""
    stack: list[int] = []
    sections: list[int] = []
    for index, entry in enumerate(entries):
        if entry.section:
            sections.append(index)
            continue
        says = says_total(entry.label)
        span, matched = _span(entries, stack, index, says, sections)
        stated = len([name for name in entry.values if entry.values[name]])
        if span is None and says and (is_plain(entry.label) or _names_section(entries, sections, entry)):
            span = _by_place(entries, stack, sections, entry)
        if span is not None and (says or (matched >= 2 and matched == stated and span >= 2)):
            entry.total = True
            entry.proved = matched > 0
            entry.parts = stack[len(stack) - span :]
            del stack[len(stack) - span :]
        elif says and not entry.label:
            entry.total = True
        stack.append(index)


def _span(
    entries: Sequence[Entry], stack: Sequence[int], index: int, says: bool, sections: Sequence[int]
) -> tuple[int | None, int]:
    """How many of the open entries ``index`` adds up, and in how many columns other than nought it does."""
    entry = entries[index]
    sums: dict[str, float] = dict.fromkeys(entry.values, 0.0)
    slack: dict[str, float] = {name: entry.steps.get(name, 1.0) / 2 for name in entry.values}
    best: tuple[float, int, int] | None = None
    begins = _begins(entries, sections, entry)
    for span in range(1, len(stack) + 1):
        part = entries[stack[-span]]
        for name in sums:
            sums[name] += part.values.get(name, 0.0)
            slack[name] += part.steps.get(name, 1.0) / 2 if name in part.values else 0.0
        telling = [name for name in sums if entry.values[name]]
        matched = sum(1 for name in telling if abs(sums[name] - entry.values[name]) <= slack[name] + 1e-6)
        if not telling or matched * 2 < len(telling) + (0 if says else len(telling)):
            continue
        if span == 1 and not says:
            continue
        # Of spans that add up alike, the one that begins where its section does, else the longer.
        place = (
            0.5
            if begins is not None and stack[-span] >= begins and (span == len(stack) or stack[-span - 1] < begins)
            else 0.0
        )
        rank = (matched + place, span if says else -span, matched)
        if best is None or rank[:2] > best[:2]:
            best = rank
            chosen = span
    return (chosen, best[2]) if best else (None, 0)


def _names_section(entries: Sequence[Entry], sections: Sequence[int], entry: Entry) -> bool:
    return any(same_name(entries[index].label, entry.label) for index in sections)


def _begins(entries: Sequence[Entry], sections: Sequence[int], entry: Entry) -> int | None:
    """Where the section begins that a total names; for one that names none, where the last section does."""
    for index in reversed(sections):
        if same_name(entries[index].label, entry.label):
            return index
    return sections[-1] if sections and is_plain(entry.label) else None


def _by_place(entries: Sequence[Entry], stack: Sequence[int], sections: Sequence[int], entry: Entry) -> int | None:
    """What a total adds up by its place alone, where its figures fit nothing: its section, or all that is open."""
    begins = _begins(entries, sections, entry)
    inside = [index for index in stack if begins is None or index > begins]
    if is_plain(entry.label) and not re.match(r"sub", entry.label, re.IGNORECASE):
        inside = list(stack)
    return len(inside) or None


def leaves(entries: Sequence[Entry], index: int) -> set[int]:
    """The lines that a total adds up in the end."""
    entry = entries[index]
    if not entry.total or not entry.parts:
        return {index}
    return set().union(*(leaves(entries, part) for part in entry.parts))


def parents(entries: Sequence[Entry]) -> dict[int, int]:
    """The total that adds up each entry, where one does."""
    return {part: index for index, entry in enumerate(entries) if entry.total for part in entry.parts}


def adds_up(values: Sequence[float], total: float, step: float) -> bool:
    """Whether ``total`` is the sum of ``values``, each rounded to ``step``."""
    return abs(math.fsum(values) - total) <= step * (len(values) + 1) / 2
