"""What a cell says: a figure with what is printed around it, or that no figure is stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders import amounts

# Marks for what is not stated: to come, not applicable, kept back so that nobody can be recognised.
_MISSING = frozenset(
    (
        "tbc",
        "tba",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "[x]",
        "[c]",
        "[z]",
        "[low]",
        "c",
        "x",
        "*",
        "**",
        "..",
        "...",
        ":",
        "~",
        "?",
        "not available",
        "not applicable",
        "not known",
        "not stated",
        "not yet known",
        "pending",
        "to follow",
    )
)
_NOUGHT = frozenset(("nil", "zero", "none", "nought", "£nil"))
_CREDIT = re.compile(
    r"^(?P<figure>.*\d.*?)\s*(?P<mark>cr|dr)\.?$|^(?P<before>cr|dr)\.?\s*(?P<after>.*\d.*)$", re.IGNORECASE
)
_VERDICT = re.compile(
    r"^(?P<figure>.*\d.*?)\s*\(?(?P<word>adverse|adv|favourable|favorable|fav|overspend|underspend|over|under|[af])\)?$",
    re.IGNORECASE,
)
_OPPOSED = ("adverse", "adv", "overspend", "over", "a")
_NOTES = re.compile(r"(?<=[\d)%kKmM])\s*(?:[*†‡§#]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,2}\])$")
# No figure is longer, with everything printed around it: what is longer is prose, and slow to take apart.
_LONGEST = 80
_ARROWS = re.compile(r"^[↑↓↔▲▼⬆⬇➔→←]\s*|\s*[↑↓↔▲▼⬆⬇➔→←]$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: ``value`` without any unit applied, and the unit or verdict that stands beside it.

    ``verdict`` is ``adverse`` or ``favourable`` where the cell itself says so; ``value`` is then without a sign.
    ``step`` is the smallest difference that its decimals can print.
    """

    value: float
    unit: str | None = None
    pound: bool = False
    verdict: str | None = None
    step: float = 1.0


def read(text: str) -> Figure | None:
    """The figure in a cell, ``None`` where none is stated; raises ``ValueError`` for a cell that is neither."""
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:40]!r} and so on is not a figure")
    plain = " ".join(text.split())
    lowered = plain.lower()
    if not plain or lowered in _MISSING or plain in amounts.NOT_STATED:
        return None
    if lowered in _NOUGHT:
        return Figure(0.0)
    plain = _ARROWS.sub("", _NOTES.sub("", plain))
    credit = _CREDIT.match(plain)
    if credit:
        inner = _plain(credit["figure"] or credit["after"])
        minus = (credit["mark"] or credit["before"]).lower() == "cr"
        return _with(inner, -abs(inner.value) if minus else abs(inner.value))
    try:
        return _plain(plain)
    except ValueError:
        verdict = _VERDICT.match(plain)
        if verdict is None:
            raise
        inner = _plain(verdict["figure"])
        word = "adverse" if verdict["word"].lower() in _OPPOSED else "favourable"
        return Figure(abs(inner.value), inner.unit, inner.pound, word, inner.step)


@lru_cache(maxsize=20_000)
def is_figure(text: str) -> bool:
    """Whether a cell holds a figure; a year, a unit, and a mark for what is not stated are none."""
    if re.fullmatch(r"(?:19|20)\d\d|\(?£? ?['’]?0{3}['’]?s?\)?", text.strip()):
        return False
    try:
        return read(text) is not None
    except ValueError:
        return False


@lru_cache(maxsize=20_000)
def is_blank(text: str) -> bool:
    """Whether a cell states no figure: empty, a dash, or a mark for what is not stated."""
    try:
        return read(text) is None
    except ValueError:
        return False


def _with(figure: Figure, value: float) -> Figure:
    return Figure(value, figure.unit, figure.pound, figure.verdict, figure.step)


def _plain(text: str) -> Figure:
    found = amounts.amount(re.sub(r"(?<=\d) ?(?:million|mn)\b", "m", text, flags=re.IGNORECASE))
    if found is None:
        raise ValueError(f"{text!r} is not a figure")
    unit = "%" if found.percent else {"k": "£000", "m": "£m"}.get(found.suffix)
    decimals = re.search(r"\.(\d+)", text)
    return Figure(found.value, unit, found.pound, None, 10.0 ** -len(decimals[1]) if decimals else 1.0)


def scaled(figure: Figure, factor: float) -> Figure:
    """``figure`` in another unit, or with the other sign."""
    value = round(figure.value * factor, 6) + 0.0
    return Figure(value, figure.unit, figure.pound, figure.verdict, figure.step * abs(factor))
