"""Columns of a budget table that are only a part of its figures: gross spending, income, and a single month's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.containers.text import Line
from loaders.engine.locate import Head, Profile, has_figures

_TABLES = ("finance", "finance_summary")
_SPENDING = re.compile(r"\b(?:gross|expenditure)\b", re.IGNORECASE)
_INCOME = re.compile(r"\bincome\b", re.IGNORECASE)
_NET_INCOME = re.compile(r"\bnet\b.*\bincome\b", re.IGNORECASE)
_ONLY_NET = r"net(?: total)?[ (]*(?:£[ ’']?(?:000|m)?[’']?s?)?\)?"
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
# "Month 6 actual" and "Month to date" are the year's so far; a month's variance may be its forecast.
_MONTHS_OWN = re.compile(
    r"^(?:(?:in|this|current)[ -])?month(?:[’']?s|ly)? (?!end\b|to\b|\d).*\b(?:budget|actuals?|spend|expenditure)\b",
    re.IGNORECASE,
)
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_BAND = re.compile(rf"(?:(?:in|this|current)[ -])?month|(?:{_NAMES})[a-z]*(?: 20\d\d)?", re.IGNORECASE)
_YEAR_BAND = re.compile(r"\b(?:year|annual|cumulative|ytd)\b|\b20\d\d[/-]\d\d", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:actuals?|spend|spent|expenditure)\b", re.IGNORECASE)


def gross_and_income(table: str, head: Head, profiles: Sequence[Profile]) -> set[int]:
    """The places of figures that are gross spending or income, in a table of ``table`` that shows them apart."""
    if table not in _TABLES:
        return set()
    texts = _texts(head)
    figured = {place for place, profile in enumerate(profiles) if profile.figures > profile.texts}
    part = {place for place in figured if not _NET.search(texts[place])}
    income = {place for place in figured if _INCOME.search(texts[place]) and not _NET_INCOME.search(texts[place])}
    spending = {place for place in part if _SPENDING.search(texts[place]) and place not in income}
    if income:
        # Where what is left after income stands alone, a bare actual beside it is before income.
        netted = any(re.fullmatch(_ONLY_NET, text.strip(), re.IGNORECASE) for text in texts)
        before = {place for place in part if netted and _SPENT.search(texts[place])}
        return income | spending | before
    if any(_NET.search(texts[place]) for place in figured):
        return {place for place in spending if re.search(r"\bgross\b", texts[place], re.IGNORECASE)}
    return set()


def is_cut_off(table: str, lines: Sequence[Line], start: int) -> bool:
    """Whether a heading at ``start`` lacks the row of bands above it, such as ``Expenditure`` beside ``Income``.

    Without them two budgets have one heading, and one of them would be taken for the whole.
    """
    if table not in _TABLES or not start:
        return False
    above = lines[start - 1]
    return above.filled > 1 and not has_figures(above) and any(_INCOME.search(cell) for cell in above.cells)


def months_own(table: str, head: Head) -> set[int]:
    """The places of one month's own figures, beside those of the year."""
    if table not in _TABLES:
        return set()
    own = {place for place, text in enumerate(head.own) if _MONTHS_OWN.search(text)}
    banded = {band for band in head.bands if band and _MONTH_BAND.fullmatch(band.strip())}
    beside = any(_YEAR_BAND.search(band) for band in head.bands)
    for band in banded if beside else ():
        under = {place for place, each in enumerate(head.bands) if each == band}
        if any(_SPENT.search(head.own[place]) for place in under):
            own |= under
    return own


def _texts(head: Head) -> list[str]:
    return [f"{band} {own}" for own, band in zip(head.own, head.bands, strict=True)]
