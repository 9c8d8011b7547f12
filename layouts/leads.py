"""Where the rows of a chart lead: down from directorate to group to service, and to what the paper says of them."""

from __future__ import annotations

from charts.chart import Table
from data import queries
from data.committees import services
from data.dataset import Month
from data.selection import Selection
from layouts.ids import Charts
from layouts.pages import VARIANCE
from layouts.provenance import figure_address

COMMENTARY = "commentary"  # the id of what the paper says, on the view of a service


def down(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a directorate to its groups, a group to its services, a service to all about it."""
    within = services(month, selection.committee, selection.directorate)
    leads = {
        line.service: selection.address(VARIANCE.path, directorate=line.directorate, service=line.service)
        for line in within
    }
    if not selection.directorate:
        directorates = {line.directorate for line in within}
        leads |= {name: selection.address(VARIANCE.path, directorate=name) for name in directorates}
    elif not selection.group:
        groups = {line.service_group for line in within if line.service_group}
        leads |= {group: selection.address(VARIANCE.path, group=group) for group in groups}
    return leads


def commentaries(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a service with a note to its commentary on its view, a grant to the commentary's own figures."""
    leads = {}
    for line in month.finance:
        if not line.note:
            continue
        if line.level == "service":
            view = selection.address(VARIANCE.path, directorate=line.directorate, group="", service=line.service)
            leads[line.service] = f"{view}#{COMMENTARY}"
        else:
            said = next(iter(queries.commentary_on(month, line)), line)
            leads[line.service] = figure_address(said.locator, month.key, selection)
    return leads


def counted(table: Table, selection: Selection) -> dict[str, str]:
    """By name: a row that no paper prints to the lines of its month that were added up."""
    return {
        row[0]: f"{selection.address(VARIANCE.path, month=month)}#{Charts.SERVICES}-table"
        for row, locator, month in zip(table.rows, table.locators, table.months, strict=True)
        if not locator
    }
