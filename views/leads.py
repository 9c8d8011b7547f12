"""Where the rows of a chart lead: down from directorate to group to service, and to what the paper says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.chart import Table
from data import queries
from data.committees import services
from data.dataset import Month, Row
from data.formatting import slug
from data.selection import Selection
from views.chart_keys import Charts
from views.provenance import figure_address
from views.site_map import VARIANCE

COMMENTARY = "commentary"  # the id of what the paper says, on the view of a service


def down(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a directorate to its groups, a group to its services, a service to all about it."""
    within = services(month, selection.committee, selection.directorate)
    leads = {line.service: each for line, each in zip(within, _service_views(within, selection), strict=True)}
    if not selection.directorate:
        directorates = {line.directorate for line in within}
        leads |= {name: selection.address(VARIANCE.path, directorate=name) for name in directorates}
    elif not selection.group:
        groups = {line.service_group for line in within if line.service_group}
        leads |= {group: selection.address(VARIANCE.path, group=group) for group in groups}
    return leads


def commentaries(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a service with a note to its commentary on its view, a grant to the commentary's own figures."""
    noted = [line for line in month.finance if line.note]
    lines = [line for line in noted if line.level == "service"]
    leads = {
        line.service: f"{view}#{COMMENTARY}" for line, view in zip(lines, _service_views(lines, selection), strict=True)
    }
    for line in noted:
        if line.level != "service":
            said = next(iter(queries.commentary_on(month, line)), line)
            leads[line.service] = figure_address(said.locator, month.key, selection)
    return leads


def _service_views(lines: Sequence[Row], selection: Selection) -> Iterator[str]:
    """The addresses of the views of services: what they share is written once, for there are many."""
    shared = selection.address(VARIANCE.path, directorate="", group="", service="")
    group = f"&group={slug(selection.group)}" if selection.group else ""
    return (
        f"{shared}&directorate={slug(line.directorate)}"
        f"{group if line.service_group == selection.group else ''}&service={slug(line.service)}"
        for line in lines
    )


def counted(table: Table, selection: Selection) -> dict[str, str]:
    """By name: a row that no paper prints to the lines of its month that were added up."""
    return {
        row[0]: f"{selection.address(VARIANCE.path, month=month)}#{Charts.SERVICES}-table"
        for row, locator, month in zip(table.rows, table.locators, table.months, strict=True)
        if not locator
    }
