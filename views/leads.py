"""Where the rows of a chart lead: down from directorate to group to service, and to what the paper says of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from charts.chart import Table
from data import queries
from data.alike import Pair, pairs
from data.committees import services
from data.dataset import Dataset, Month
from data.following import Following
from data.places import place_key
from data.rows import FinanceLine
from data.selection import Selection
from data.trends import find_line, lines, service_key
from views.chart_keys import Charts
from views.provenance import figure_address
from views.site_map import TRENDS, VARIANCE

COMMENTARY = "commentary"  # the id of what the paper says, on the view of a service


def down(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a directorate to its groups, a group to its services, a service to all about it."""
    leads = _service_views(month, selection)
    within = services(month, selection.committee, selection.directorate)
    if not selection.directorate:
        directorates = {line.directorate for line in within if line.directorate}
        leads |= {name: selection.address(VARIANCE.path, directorate=name) for name in directorates}
        leads |= {pair.label: _pair_view(pair, selection) for pair in pairs(month, selection.committee)}
    elif not selection.group:
        groups = {line.service_group for line in within if line.service_group}
        leads |= {group: selection.address(VARIANCE.path, group=group) for group in groups}
    return leads


def _pair_view(pair: Pair, selection: Selection) -> str:
    return selection.address(VARIANCE.path, directorate=pair.directorate, group=pair.group)


def commentaries(month: Month, selection: Selection) -> dict[str, str]:
    """By name: a service with a note to its commentary on its view, a grant to the commentary's own figures."""
    views = _service_views(month, selection)
    named = [(name, line) for name, line in queries.named_services(month, selection) if line.level == "service"]
    leads = {name: f"{views[name]}#{COMMENTARY}" for name, line in named if line.note}
    for line in month.finance:
        if line.note and line.level != "service":
            said = next(iter(queries.commentary_on(month, line)), line)
            leads[line.service] = figure_address(said.locator, month.key, selection)
    return leads


def _service_views(month: Month, selection: Selection) -> dict[str, str]:
    """The addresses of the views of services: what they share is written once, for there are many.

    A group stands in it where it is the one chosen or tells the line apart from another of its name, and the place in
    the paper where nothing else does. A line that stands in no directorate is asked for without one.
    """
    shared = selection.address(VARIANCE.path, directorate="", group="", service="")
    key = selection.addresses.of
    named = [(name, line) for name, line in queries.named_services(month, selection) if line.level == "service"]
    called = Counter((line.directorate, line.service) for _, line in named)
    grouped = Counter((line.directorate, line.service_group, line.service) for _, line in named)
    views = {}
    for name, line in named:
        alone = called[line.directorate, line.service] == 1
        told = line.service_group and (line.service_group == selection.group or not alone)
        group = f"&group={key(line.service_group or '')}" if told else ""
        within = f"&directorate={key(line.directorate)}" if line.directorate else ""
        twin = grouped[line.directorate, line.service_group, line.service] > 1
        place = f"&at={place_key(line.locator)}" if twin else ""
        views[name] = f"{shared}{within}{group}&service={key(line.service)}{place}"
    return views


def own_trend(dataset: Dataset, selection: Selection, line: FinanceLine) -> str:
    """The address of the trend of a service, and of no other: as much of the choice is kept as still holds the line.

    A line that has ended without a successor is followed as it was reported.
    """
    wanted = service_key(dataset, line)
    alone = selection.elsewhere()
    within = selection.elsewhere(committee=selection.committee)
    for kept in (replace(within, directorate=selection.directorate), within, alone):
        if find_line(dataset, kept, wanted, lines(dataset, kept, "service", "today")):
            return replace(kept, following=Following(line=wanted)).address(TRENDS.path)
    return replace(alone, following=Following(line=wanted, basis="reported")).address(TRENDS.path)


def counted(table: Table, selection: Selection) -> dict[str, str]:
    """By name: a row that no paper prints to the lines of its month that were added up."""
    return {
        row[0]: f"{selection.address(VARIANCE.path, month=month)}#{Charts.SERVICES}-table"
        for row, locator, month in zip(table.rows, table.locators, table.months, strict=True)
        if not locator
    }
