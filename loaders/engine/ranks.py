"""The levels of the contract for rows whose totals are known, and the headings that each row stands under."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.engine.levels import Entry, find_totals, is_plain, leaves, named, parents, same_name

_GRANTS = re.compile(r"\bgrants?\b|^(?:funded|financed|funding)\b|^sources? of fund", re.IGNORECASE)
# What is done with a grant is no grant.
_DEPLOYED = re.compile(
    r"\b(?:deployment|use|application|drawdown|transfer|movement)s? (?:of|from|to|in)\b", re.IGNORECASE
)
_DIRECTORATE = re.compile(r"\s+Directorate$", re.IGNORECASE)
DIRECTORATE, GROUP = "directorate", "group"


@dataclass(frozen=True)
class Rank:
    """The level of one row and the headings above it, the outer one first."""

    level: str
    outer: str | None = None
    inner: str | None = None


@dataclass
class _Tree:
    entries: Sequence[Entry]
    kinds: Mapping[int, str]
    up: Mapping[int, int]
    overall: Sequence[int]


def budget(entries: Sequence[Entry], kinds: Mapping[int, str]) -> dict[int, Rank]:
    """Levels of the service level table; ``kinds`` says of a section whether it is a directorate or a group.

    The totals of everything are the expenditure total and, last, the net total. A total within another is a group's.
    """
    find_totals(entries)
    tree = _tree(entries, kinds)
    first = tree.overall[0] if tree.overall else len(entries)
    levels = {index: _level(tree, index, first) for index, entry in enumerate(entries) if not entry.section}
    kinds = _section_kinds(tree, levels)
    found: dict[int, Rank] = {}
    directorate: str | None = None
    group: str | None = None
    for index, entry in enumerate(entries):
        if entry.section:
            if kinds[index] == DIRECTORATE:
                directorate, group = _DIRECTORATE.sub("", entry.label), None
            else:
                group = entry.label
            continue
        level = levels[index]
        whole = level in ("expenditure_total", "net_total", "grant", "grant_total")
        standing = None if whole else directorate or _closed_by(tree, levels, index)
        if level == "directorate_total":
            group = None
        found[index] = Rank(level, standing, None if standing is None and directorate else group if not whole else None)
        if level in ("group_total", "directorate_total") or whole:
            group = None
        if level in ("directorate_total", "expenditure_total", "net_total"):
            directorate = None
    return found


def summary(entries: Sequence[Entry], kinds: Mapping[int, str]) -> dict[int, Rank]:
    """Levels of a one-page table: its lines, what is spent, what is granted, and what is left."""
    find_totals(entries)
    tree = _tree(entries, kinds)
    found = {}
    after = False
    for index, entry in enumerate(entries):
        if entry.section:
            continue
        if index in tree.overall:
            level = "net_total" if index == tree.overall[-1] and not _lines_after(tree, index) else "expenditure_total"
            after = True
        elif entry.total:
            level = "grant_total" if _GRANTS.search(entry.label) else "expenditure_total"
        elif after:
            granted = _GRANTS.search(entry.label) and not _DEPLOYED.search(entry.label)
            level = "grant_total" if granted else "adjustment"
        else:
            level = "directorate"
        found[index] = Rank(level)
    return found


def flat(line: str) -> Callable[[Sequence[Entry], Mapping[int, str]], dict[int, Rank]]:
    """Levels of a table of lines, subtotals and a total, each under the headings above it."""

    def ranks(entries: Sequence[Entry], kinds: Mapping[int, str]) -> dict[int, Rank]:
        find_totals(entries)
        tree = _tree(entries, kinds)
        found = {}
        section: str | None = None
        for index, entry in enumerate(entries):
            if entry.section:
                section = entry.label
                continue
            level = line
            if entry.total:
                level = (
                    "total" if index in tree.overall or (not tree.overall and index == len(entries) - 1) else "subtotal"
                )
            found[index] = Rank(level, None if level == "total" else section)
            if level != line:
                section = None
        return found

    return ranks


def _tree(entries: Sequence[Entry], kinds: Mapping[int, str]) -> _Tree:
    up = parents(entries)
    lines = [index for index, entry in enumerate(entries) if not entry.section and not entry.total]
    overall: list[int] = []
    for index, entry in enumerate(entries):
        if not entry.total:
            continue
        before = {each for each in lines if each < index}
        whole = leaves(entries, index) >= before if entry.parts else False
        under = sum(1 for part in entry.parts if entries[part].total)
        names = [each for each, other in enumerate(entries) if other.section and same_name(other.label, entry.label)]
        if (
            (
                whole
                and (
                    is_plain(entry.label)
                    or (under > 1 and not names)
                    or (not names and under == 1 and is_plain(named(entry.label)))
                )
            )
            or (is_plain(entry.label) and index == len(entries) - 1 and index not in up)
            or (overall and whole)
        ):
            overall.append(index)
    return _Tree(entries, kinds, up, [each for each in overall if not _is_sections(entries, each, overall)])


def _is_sections(entries: Sequence[Entry], index: int, overall: Sequence[int]) -> bool:
    """Whether a total of all lines so far is that of the first section only: others with lines of their own follow."""
    if index != overall[0]:
        return False
    sections = [at for at, entry in enumerate(entries) if entry.section]
    before = [at for at in sections if at < index]
    after = [at for at in sections if at > index and not _GRANTS.search(entries[at].label)]
    subtotal = re.match(r"sub", entries[index].label, re.IGNORECASE) is not None
    return (len(before) == 1 and bool(after) and not any(entries[part].total for part in entries[index].parts)) or (
        subtotal and len(overall) > 1
    )


def _lines_after(tree: _Tree, index: int) -> bool:
    return any(not entry.section for entry in tree.entries[index + 1 :])


def _level(tree: _Tree, index: int, first: int) -> str:
    entry = tree.entries[index]
    if index in tree.overall:
        last = index == tree.overall[-1] and not _lines_after(tree, index)
        # A single total says by its words whether income is taken off.
        return "net_total" if last and (index > first or entry.label.lower() != "total") else "expenditure_total"
    granted = _is_grant(tree, index, first)
    if not entry.total:
        return "grant" if granted else "service"
    if granted:
        return "grant_total"
    above = tree.up.get(index)
    if above is not None and above not in tree.overall:
        return "group_total"
    kind = next(
        (
            tree.kinds.get(at)
            for at in range(index - 1, -1, -1)
            if tree.entries[at].section and same_name(tree.entries[at].label, entry.label)
        ),
        None,
    )
    if kind is not None:
        return f"{kind}_total"
    # Where the paper calls its directorates so, a total before the directorate's own is a group's.
    return "group_total" if _inside(tree, index, entry.label) else "directorate_total"


def _inside(tree: _Tree, index: int, label: str) -> bool:
    """Whether an entry stands in a directorate that is called so and that its total has not closed."""
    opened = max((at for at, kind in tree.kinds.items() if at < index and kind == DIRECTORATE), default=None)
    if opened is None or same_name(tree.entries[opened].label, label):
        return False
    name = tree.entries[opened].label
    later = [
        at for at, entry in enumerate(tree.entries) if entry.total and at > opened and same_name(entry.label, name)
    ]
    return bool(later) and index < later[0]


def _is_open(tree: _Tree, index: int, totals: Sequence[int]) -> bool:
    """Whether a heading stands in a directorate that is called so, of which no total has come."""
    opened = max((at for at, kind in tree.kinds.items() if at < index and kind == DIRECTORATE), default=None)
    return opened is not None and not any(opened < at < index for at in totals)


def _is_grant(tree: _Tree, index: int, first: int) -> bool:
    if index < first:
        return False
    section = next((each for each in reversed(tree.entries[:index]) if each.section), None)
    at = next((each for each in range(index - 1, -1, -1) if tree.entries[each].section), -1)
    under = section is not None and at > first and _GRANTS.search(section.label) is not None
    return under or _GRANTS.search(tree.entries[index].label) is not None


def _section_kinds(tree: _Tree, levels: Mapping[int, str]) -> dict[int, str]:
    """Whether each section is a directorate or a group: as it is called, by its total, or by what it stands within."""
    found: dict[int, str] = {}
    sections = [index for index, entry in enumerate(tree.entries) if entry.section]
    directorates = [index for index, level in levels.items() if level == "directorate_total"]
    for index in sections:
        entry = tree.entries[index]
        total = next(
            (
                at
                for at in levels
                if at > index and tree.entries[at].total and same_name(tree.entries[at].label, entry.label)
            ),
            None,
        )
        if index in tree.kinds:
            found[index] = tree.kinds[index]
        elif total is not None and levels[total] in ("group_total", "directorate_total"):
            found[index] = GROUP if levels[total] == "group_total" else DIRECTORATE
        elif any(min(leaves(tree.entries, at)) < index < at for at in directorates) or _is_open(
            tree, index, directorates
        ):
            found[index] = GROUP
        else:
            found[index] = DIRECTORATE
    # A heading right below a directorate's is that of a group within it.
    for one, other in pairwise(sections):
        if other == one + 1 and other not in tree.kinds and found[one] == found[other] == DIRECTORATE:
            found[other] = GROUP
    return found


def _closed_by(tree: _Tree, levels: Mapping[int, str], index: int) -> str | None:
    """The directorate of a line that stands under no heading: the name of the total that adds it up."""
    at: int | None = index
    while at is not None:
        if levels.get(at) == "directorate_total":
            return named(tree.entries[at].label) or None
        at = tree.up.get(at)
    return None


Ranker = Callable[[Sequence[Entry], Mapping[int, str]], dict[int, Rank]]
