"""Links from a number to where it is printed, and to the findings that touch it."""

from __future__ import annotations

from charts.chart import Chart
from data.dataset import Month
from data.formatting import month_name
from data.places import span
from data.rows import Finding
from data.selection import Selection
from layouts import elements
from views.chart_keys import Charts
from views.provenance import figure_address, finding_id
from views.site_map import PLACEMENTS, VARIANCE


def source_link(locator: str, month: str, selection: Selection) -> elements.Cell:
    """A link to the figure as printed; nothing for a line that adds up others."""
    return elements.link(locator, figure_address(locator, month, selection)) if locator else ""


def finding_mark(found: tuple[Finding, ...], month: str, selection: Selection) -> tuple[str, str]:
    """``2 findings`` about one place and the address of the first of them; what only needs a remark is called so."""
    remarks = all(finding.severity == "note" for finding in found)
    word = ("remark" if remarks else "finding") + "s" * (len(found) > 1)
    place = found[0].locator
    return f"{len(found)} {word}", f"{figure_address(place, month, selection)}#{finding_id(place)}"


def printed_at(locator: str, month: Month, selection: Selection, what: str) -> list[elements.Cell]:
    """Where one number is printed, in words that mean something without a table around them, and what touches it.

    ``what`` names the number for those who hear the link by itself.
    """
    words = [f"Printed at {locator}", elements.heard(f" in the {month_name(month.period)} paper: {what}")]
    link = elements.link(words, figure_address(locator, month.key, selection))
    found = month.found_at.get(locator, ())
    return [
        link,
        *([elements.element("Br", None), elements.link(*finding_mark(found, month.key, selection))] if found else []),
    ]


def lines_counted(how: str, selection: Selection, what: str, care_group: str = "") -> list[elements.Cell]:
    """How a number was worked out, as a link to the table of the lines behind it: services, or those of care."""
    address = f"{selection.address(VARIANCE.path, group='', service='')}#{Charts.SERVICES}-table"
    if care_group:
        address = f"{selection.address(PLACEMENTS.path, care_group=care_group)}#{Charts.PLACEMENTS}-table"
    return [elements.link([f"{how[:1].upper()}{how[1:]}: see each line", elements.heard(f" of {what}")], address)]


def source(chart: Chart, month: Month, selection: Selection) -> elements.Cell:
    """The paper and the places of a chart's figures in it, as a link to the first of them."""
    months = chart.table.months or (month.key,) * len(chart.table.locators)
    places = [place for place, of in zip(chart.table.locators, months, strict=True) if of == month.key and place]
    words = f"{month.paper}, {span(places)}" if places else month.paper
    first = figure_address(next(iter(places), ""), month.key, selection)
    return elements.element("P", ["Source: ", elements.link(words, first)], className="source")
