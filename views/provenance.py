"""Where a number is shown as printed, and which findings touch it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from charts.chart import Chart
from data.dataset import Dataset, Month
from data.findings import Findings, findings_at
from data.places import place_key
from data.selection import Selection
from views.site_map import SOURCES


def figure_address(locator: str | None, month: str, selection: Selection) -> str:
    """Where a figure is shown as printed; the rest of the view is kept where it is of the same month."""
    return _paper(month, selection) + _place(locator)


@lru_cache(maxsize=4096)  # a place in a paper is led to from several pages, whatever is chosen
def _place(locator: str) -> str:
    return f"&at={quote(place_key(locator))}" if locator else ""


@lru_cache(maxsize=16)  # every row of a table leads to the same paper; no more, since a request says what is kept
def _paper(month: str, selection: Selection) -> str:
    kept = selection if month == selection.month else selection.elsewhere(month)
    back = f"&back={quote(selection.origin, safe='')}" if selection.origin else ""
    return kept.address(SOURCES.path, place="", table="") + back


def finding_id(locator: str | None) -> str:
    """The name in an address of the first finding about a place."""
    return f"finding-{place_key(locator)}"


def touching(dataset: Dataset, month: Month, chart: Chart, about: str = "", also: Sequence[str] = ()) -> Findings:
    """Findings that touch the rows of a chart's table; ``about`` names the measure where it shows one only.

    ``also`` are further places of the month whose figures the chart could have shown and does not.
    """
    table = chart.table
    months = table.months or (month.key,) * len(table.rows)
    places = [*zip(months, table.locators, strict=True), *((key, place) for place, key in table.earlier)]
    places += [(month.key, place) for place in also]
    return findings_at(dataset, places, about)
