"""Savings and capital schemes of a month, where its report has them."""

from __future__ import annotations

from charts.plans import capital_chart, savings_chart
from charts.theme import MEETING, Screen
from data.dataset import Dataset, Month
from data.rows import Saving
from data.selection import Selection
from views.provenance import touching
from views.shared import View
from views.words import scope

ON_A_SCREEN = 7  # rows


def savings(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The savings of a committee, or of all, against their plan."""
    chart = savings_chart(
        savings_of(month, selection.committee),
        outturn=month.is_outturn,
        subtitle=f"Savings planned and forecast, {scope(month, selection)}. Savings are a minus",
        most=ON_A_SCREEN if screen in MEETING else 0,
    )
    return View(chart, touching(dataset, month, chart))


def savings_of(month: Month, committee: str) -> list[Saving]:
    """The savings that the tracker gives to ``committee``, by its name or its initials, or all."""
    return [line for line in month.savings if not committee or _is_of(line.committee or "", committee)]


def _is_of(stated: str, committee: str) -> bool:
    initials = "".join(word[0] for word in committee.split() if word not in ("and", "&"))
    letters = "".join(letter for letter in stated if letter.isalpha())
    return stated.lower() == committee.lower() or letters == initials


def capital(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The capital schemes of the whole block: papers do not say which committee oversees which."""
    chart = capital_chart(
        month.capital,
        outturn=month.is_outturn,
        subtitle=f"Capital budget and forecast for the year, £000, all of {month.whole}",
        most=ON_A_SCREEN if screen in MEETING else 0,
    )
    return View(chart, touching(dataset, month, chart))
