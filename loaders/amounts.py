"""Figures as printed turned into numbers.

A parser returns ``None`` for a figure that is not stated (a dash, a blank cell) and raises ``ValueError``
for text that is not a figure of its kind, so that nothing is guessed. ``£k`` is nought: the papers print a
rounded nought without its digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
NOT_STATED = frozenset({"", *DASHES, "n/a", "N/A"})
DIRECTIONS: dict[str, Literal["up", "down", "same"]] = {
    **dict.fromkeys("↑▲⬆🠅🡅", "up"),
    **dict.fromkeys("↓▼⬇🠇🡇", "down"),
    **dict.fromkeys("↔⟷⬌➡➔→", "same"),
}
# No figure of a paper has more characters; the patterns below would take hours over a million digits.
_LONGEST = 60
# More digits than this, the decimal point counted, would not all be kept.
_DIGITS = 16
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
# A space stands between thousands or beside a sign or unit; "12 13" is two figures and not 1,213.
_TWO_FIGURES = re.compile(r"\d{4,}\s+\d|\d\s+(?!\d{3}(?!\d))\d")
# One number: digits with or without commas between thousands, then perhaps decimals. A lone "£" with "k" has no digits.
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?(?P<pound>£)?(?P<inner>-)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<decimals>\.\d+)?"
    r"(?P<suffix>[kKmM])?(?P<percent>%)?(?P<close>\))?(?P<after>-)?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with the unit that was printed beside it: ``pound`` sign, ``k`` or ``m``, or a percent sign."""

    value: float
    pound: bool = False
    suffix: str = ""
    percent: bool = False


def amount(text: str) -> Amount | None:
    """Any printed figure, or ``None`` where it is not stated; raises ``ValueError`` for other text."""
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:20] + '…'!r} is not a figure")
    plain = _SPACES.sub("", text)
    if plain in NOT_STATED:
        return None
    for dash in DASHES[1:]:
        plain = plain.replace(dash, "-")
    match = _AMOUNT.fullmatch(plain)
    if match is None or _TWO_FIGURES.search(text) or bool(match["open"]) != bool(match["close"]):
        raise ValueError(f"{text!r} is not a figure")
    digits, decimals = match["digits"] or "", match["decimals"] or ""
    if not digits and not decimals and not (match["pound"] and match["suffix"]):
        raise ValueError(f"{text!r} is not a figure")
    signs = [match["open"], match["sign"] == "-", match["inner"], match["after"]]
    if sum(map(bool, signs)) > 1:
        raise ValueError(f"{text!r} has more than one sign")
    number = (digits.replace(",", "") or "0") + decimals
    if len(number) > _DIGITS:
        raise ValueError(f"{text!r} has more digits than can be kept")
    value = float(number)
    if value and any(signs):
        value = -value
    return Amount(value, bool(match["pound"]), (match["suffix"] or "").lower(), bool(match["percent"]))


def thousands(text: str) -> float | None:
    """Thousands of pounds from a column headed £000: ``£1,235k`` and ``1,235`` are 1235, ``£1.2m`` is 1200."""
    found = amount(text)
    if found is None:
        return None
    if found.percent or (found.pound and not found.suffix and found.value):
        raise ValueError(f"{text!r} is not in thousands of pounds")
    return round(found.value * 1000, 6) if found.suffix == "m" else found.value


def percent(text: str) -> float | None:
    """A percentage as printed; the sign may be missing, as in a column headed %."""
    found = amount(text)
    if found is None:
        return None
    if found.pound or found.suffix:
        raise ValueError(f"{text!r} is not a percentage")
    return found.value


def count(text: str) -> float | None:
    """A number of placements, people, packages or weeks."""
    found = amount(text)
    if found is None:
        return None
    if found.pound or found.suffix or found.percent:
        raise ValueError(f"{text!r} is not a count")
    return found.value


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Pounds for one ``per``; ``implausible`` where thousands were printed for a week or an hour."""

    value: float
    per: str
    implausible: bool = False


def unit_cost(text: str, per: str) -> UnitCost | None:
    """Pounds from a column of unit costs, ``per`` being the column's ``week``, ``hour`` or ``year``.

    ``per hour £16.31`` overrides the column. ``£63k`` for a year is 63000 pounds; ``£1,444k`` for a week is kept
    as 1444 and marked implausible, because the papers print a stray k there.
    """
    words = text.strip()
    for other in ("hour", "week", "year"):
        if words.lower().startswith(f"per {other}"):
            words, per = words[len(f"per {other}") :], other
    found = amount(words)
    if found is None:
        return None
    if found.percent or found.suffix == "m":
        raise ValueError(f"{text!r} is not a unit cost")
    if found.suffix == "k" and per == "year":
        return UnitCost(found.value * 1000, per)
    return UnitCost(found.value, per, implausible=bool(found.suffix == "k" and found.value))


def direction(text: str) -> Literal["up", "down", "same"] | None:
    """The way an arrow points, ``None`` where there is none; raises ``ValueError`` for other text."""
    mark = _SPACES.sub("", text).replace("\ufe0f", "")
    if mark in NOT_STATED:
        return None
    try:
        return DIRECTIONS[mark]
    except KeyError:
        raise ValueError(f"{text!r} is not a direction of travel") from None


def is_figure(text: str) -> bool:
    """Whether ``text`` is a figure, a dash for one that is not stated, or an arrow."""
    return kind(text) != "text"


def kind(text: str) -> Literal["thousands", "pounds", "number", "percent", "dash", "arrow", "text"]:
    """What sort of figure one word is, by its unit; this decides its column where blank cells are gone."""
    if text in DIRECTIONS:
        return "arrow"
    try:
        found = amount(text)
    except ValueError:
        return "text"
    if found is None:
        return "dash" if text in DASHES else "text"
    if found.percent:
        return "percent"
    if found.suffix:
        return "thousands"
    return "pounds" if found.pound else "number"
