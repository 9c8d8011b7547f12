"""One thing, many names: which labels of the papers mean the same line, and what pays for which care.

The knowledge is in each council's folder of small files that can be edited by hand (``data.authorities``). A label is
looked up without regard to case, dashes, apostrophes, spaces, and whether "and" is written "&". One that is not in the
files keeps its own name, tidied, and is not ``known``, so that a load can list it.

Each function asks for the names of ``authority``, which is missing where a paper does not say: then any council's hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data import authorities
from data.authorities import remembered
from data.parts import is_of

_DASHES = re.compile(r"\s*[–—−]\s*|\s+-\s+|\s+-(?=\w)|(?<=\w)-\s+")
_KEY = re.compile(r"[^a-z0-9+]+")
# Names that share a smaller percentage of their letters have little to do with each other.
_ALIKE = 65.0
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Name:
    """The name used across all months, and whether the council's files know the label.

    Where they do not, ``file`` is the one that would, ``closest`` the name in it that is most like the label, and
    ``listed`` whether it lists names of this kind at all, so that a new one is worth a word.
    """

    name: str
    known: bool
    file: str = field(default="", compare=False)
    closest: str | None = field(default=None, compare=False)
    listed: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget line that care is charged to; ``service`` is ``None`` where a whole group of lines pays."""

    directorate: str
    service_group: str | None
    service: str | None


def service(reported: str, directorate: str | None = None, authority: str | None = None) -> Name:
    """The name of a line of the service level table: a service, a grant or a total."""
    return _look_up("service_aliases.csv", "line", directorate or "", reported, authority)


def service_group(reported: str, authority: str | None = None) -> Name:
    """The name of a sub-heading within a directorate."""
    return _look_up("service_aliases.csv", "group", "", reported, authority)


def summary_line(reported: str, authority: str | None = None) -> Name:
    """The name of a line of a summary table."""
    return _look_up("service_aliases.csv", "summary", "", reported, authority)


def commented_service(reported: str, authority: str | None = None) -> Name:
    """The name of what a commentary is about: a line of the service level table, a group, or several lines together."""
    kinds = ("commentary", "line", "group")
    names = [_look_up("service_aliases.csv", kind, "", reported, authority) for kind in kinds]
    return next((name for name in names if name.known), names[0])


def capital_scheme(reported: str, authority: str | None = None) -> Name:
    """The name of a line of the capital programme."""
    return _look_up("capital_aliases.csv", "scheme", "", reported, authority)


def capital_source(reported: str, authority: str | None = None) -> Name:
    """The name of a source of capital funding."""
    return _look_up("capital_aliases.csv", "source", "", reported, authority)


def directorate(reported: str, authority: str | None = None) -> Name:
    """The name of a directorate, without the word Directorate."""
    return _look_up("directorate_aliases.csv", "directorate", "", re.sub(r"\s+Directorate$", "", reported), authority)


def committee(reported: str, authority: str | None = None) -> Name:
    """The name of a committee, without the word Committee."""
    return _look_up("directorate_aliases.csv", "committee", "", re.sub(r"\s+Committee$", "", reported), authority)


def service_type(reported: str, care_group: str, authority: str | None = None) -> Name:
    """The name of a type of care within a care group."""
    return _look_up("service_type_aliases.csv", "type", care_group, reported, authority)


def budget_lines(
    care_group: str, category: str | None, financial_year: str, authority: str | None = None
) -> tuple[BudgetLine, ...]:
    """The budget lines that pay for a block of a care group's table in a financial year; empty where not known.

    Without a ``category``, or with one that no block of the reference has, the lines of the whole care group.
    """
    rows = [
        row
        for row in _rows_of("care_groups.csv", authority)
        if row["care_group"] == care_group and _applies(row, financial_year)
    ]
    block = [row for row in rows if category and row["category"] == category]
    return tuple(
        BudgetLine(row["directorate"], row["service_group"] or None, row["service"] or None) for row in block or rows
    )


def care_groups(authority: str | None = None) -> frozenset[str]:
    """The care groups of which it is known who pays; any other is loaded under its own name."""
    return frozenset(row["care_group"] for row in _rows_of("care_groups.csv", authority))


def care_directorate(
    care_group: str, category: str | None, financial_year: str, authority: str | None = None
) -> str | None:
    """The directorate that pays, or ``None`` where several do or it is not known."""
    paying = {line.directorate for line in budget_lines(care_group, category, financial_year, authority)}
    return paying.pop() if len(paying) == 1 else None


def tidy(label: str) -> str:
    """``label`` with one style of dash and apostrophe; words are left alone."""
    plain = re.sub(r"['`´‘]", "’", " ".join(label.split()))
    return _DASHES.sub(" – ", plain)


def _look_up(file: str, kind: str, scope: str, reported: str, authority: str | None = None) -> Name:
    names = _names(file, authority)
    for each in (scope, ""):
        found = names.get((kind, each, _key(reported)))
        if found is not None:
            return Name(found, known=True)
    return Name(
        tidy(reported),
        known=False,
        file=file,
        closest=_closest(file, kind, scope, _key(reported), authority),
        listed=any(its_kind == kind for its_kind, *_ in names),
    )


@remembered
def _closest(file: str, kind: str, scope: str, key: str, authority: str | None) -> str | None:
    """The name whose label is most like ``key``, letter by letter, with the words in any order."""
    from rapidfuzz import fuzz, process  # only labels that are new need it

    total = key.endswith(" total")
    labels = {
        label: name
        for (its_kind, its_scope, label), name in _names(file, authority).items()
        if its_kind == kind and its_scope in (scope, "") and label.endswith(" total") == total
    }
    found = process.extractOne(key[:_LONGEST], labels.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
    return labels[found[0]] if found else None


def _key(label: str) -> str:
    plain = label.lower().replace("’", "").replace("'", "").replace("&", " and ")
    return _KEY.sub(" ", plain).strip()


@remembered
def _names(file: str, authority: str | None) -> dict[tuple[str, str, str], str]:
    names = {}
    for row in _rows_of(file, authority):
        scope = row.get("directorate") or row.get("care_group") or ""
        names[row["kind"], scope, _key(row["reported"])] = row["name"]
        names.setdefault((row["kind"], scope, _key(row["name"])), row["name"])
    return names


@remembered
def _rows_of(file: str, authority: str | None) -> tuple[dict[str, str], ...]:
    """The rows that hold for ``authority``; of a paper that names none, those of every council."""
    return tuple(row for row in authorities.rows(file) if is_of(row["authority"], authority))


def _applies(row: dict[str, str], financial_year: str) -> bool:
    return row["financial_year_from"] <= financial_year <= (row["financial_year_until"] or "9999/99")
