"""Trends: any service line or type of care over every month loaded, and how good the forecasts were."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from charts.accuracy import accuracy_chart
from charts.chart import Chart
from charts.limits import limits_chart
from charts.theme import Screen
from charts.trend import line_name, trend_chart, trend_notes
from charts.unit_costs import PER_WORDS
from data import queries
from data.accuracy import misses
from data.control_limits import Sample, control_limits
from data.dataset import Dataset, Month
from data.formatting import month_name, slug
from data.measures import can_follow, measures
from data.selection import Selection
from data.structure import Basis
from data.trends import Line, Trend, find_line, first_line, lines, opening_line, service_key, track_of, trend
from layouts.attributes import aria
from layouts.card.chart_card import NO_LINKS, chart_card
from layouts.ids import Ids
from layouts.parts import beside, chooser, heading
from views import absent, leads
from views.chart_keys import Charts
from views.provenance import touching
from views.site_map import TRENDS
from views.words import KINDS, scope

BASES: dict[Basis, str] = {"today": "On today’s structure", "reported": "As reported"}
FLOWS = ("count_actual", "count_average")  # numbers of people, which can have natural limits


def trends(dataset: Dataset, month: Month, selection: Selection, screen: Screen, notes: list[str]) -> list[Component]:
    """The page for one selection; the line furthest from its budget where none is chosen."""
    known = lines(dataset, selection, selection.following.kind, selection.following.basis)
    asked = bool(selection.following.line or selection.service)
    opening = None if asked else opening_line(dataset, month, selection, known)
    if not asked and opening is None:
        selection, known, opening, notes = _as_reported(dataset, month, selection, known, notes)
    if not known:
        title = f"No {KINDS[selection.following.kind].lower()} to follow here"
        nowhere = absent.nowhere(dataset, selection.following.kind)
        advice = "The papers loaded print none for this choice. Choose another directorate or committee."
        advice = f"{nowhere}." if nowhere else advice
        return [*heading(title, advice, notes), _controls(selection, [], None, selection.following.measure)]
    line = _chosen(dataset, month, selection, known)
    if asked and line is None:
        notes = [*notes, "That line is not part of this choice. Showing the one furthest from its budget."]
        known_only = replace(selection, following=replace(selection.following, line=""))
        selection = known_only.from_page(TRENDS.path)
    line = line or opening or first_line(known)
    measure = selection.following.measure or can_follow(selection.following.kind)[0]
    followed = trend(dataset, line, measure, selection.following.basis)
    chart = trend_chart(
        followed,
        financial_year=month.financial_year,
        screen=screen,
        subtitle=beside(_measured(followed), line.name, line.place, BASES[selection.following.basis].lower()),
    )
    return [
        *heading(chart.sentence, _lead(dataset, followed), notes),
        _controls(selection, known, line, measure),
        html.Div(
            [
                _card(
                    dataset,
                    Charts.TREND,
                    chart,
                    month,
                    selection,
                    wide=True,
                    about=measures()[measure].finding,
                ),
                *_remarks(followed),
                *_limits(dataset, followed, month, selection, screen),
                *_accuracy(dataset, followed, month, selection, screen),
            ],
            className="cards",
        ),
    ]


def _as_reported(
    dataset: Dataset, month: Month, selection: Selection, known: list[Line], notes: list[str]
) -> tuple[Selection, list[Line], Line | None, list[str]]:
    """The lines as each paper prints them, where none of those of ``month`` goes on to the newest paper."""
    reported = replace(selection, following=replace(selection.following, basis="reported"))
    found = lines(dataset, reported, reported.following.kind, "reported")
    opening = opening_line(dataset, month, reported, found)
    if opening is None or selection.following.basis == "reported":
        return selection, known, None, notes
    today, then = month_name(dataset.today.period), month_name(month.period)
    why = f"No line that {then} has for this choice is in the paper for {today}, so lines are followed as reported."
    return reported, found, opening, [*notes, why]


def _chosen(dataset: Dataset, month: Month, selection: Selection, known: list[Line]) -> Line | None:
    """The line that the address names, or the service that another page was showing."""
    wanted = selection.following.line
    if selection.service and not wanted:
        wanted = service_key(dataset, queries.service_line(month, selection))
    return find_line(dataset, selection, wanted, known) if wanted else None


def _controls(selection: Selection, known: list[Line], line: Line | None, measure: str) -> Component:
    """What to follow; each choice is written into the address."""
    options = [(each.key, _label(each, known)) for each in known]
    offered = [(slug(key), measures()[key].label) for key in can_follow(selection.following.kind)]
    return html.Section(
        [
            chooser("Follow a", Ids.KIND, list(KINDS.items()), selection.following.kind),
            chooser(KINDS[selection.following.kind], Ids.LINE, options, line.key if line else ""),
            chooser("Measure", Ids.MEASURE, offered, slug(measure) or offered[0][0]),
            chooser("Earlier years", Ids.BASIS, list(BASES.items()), selection.following.basis),
        ],
        className="choices page-choices",
        **aria(label="Choose what to follow"),
    )


def _label(line: Line, known: list[Line]) -> str:
    """A line's name in the list, with its place where the name alone could mean another, and its end if it ended."""
    name = line.name
    if line.place and (line.kind == "care" or sum(other.name == line.name for other in known) > 1):
        name = f"{line.name} ({line.place})"
    newest = max(other.last.period for other in known)
    return name if line.last.period == newest else f"{name}, last in {month_name(line.last.period)}"


def _measured(followed: Trend) -> str:
    """The measure with its unit: ``Forecast outturn variance, £000``."""
    known = measures()[followed.measure]
    unit = f"£ {PER_WORDS[followed.per]}" if followed.per else known.unit
    return known.label if unit == "number" else f"{known.label}, {unit}"


def _lead(dataset: Dataset, followed: Trend) -> str:
    definition = measures()[followed.measure].definition
    if followed.basis == "reported":
        return f"{definition} Figures stand where each paper prints them."
    if followed.line.last is not dataset.today:
        return f"{definition} The papers loaded print this line last in {month_name(followed.line.last.period)}."
    return f"{definition} Earlier figures stand where the line stands in {month_name(dataset.today.period)}."


def _remarks(followed: Trend) -> list[Component]:
    """What must be known before the points are compared, in words."""
    found = trend_notes(followed)
    if not found:
        return []
    items = html.Ul([html.Li(each) for each in found])
    title = html.H2("Before you compare", id=f"{Charts.TREND}-remarks")
    return [
        html.Section([title, items], className="chart-card wide remarks", **aria(labelledby=f"{Charts.TREND}-remarks"))
    ]


def _limits(dataset: Dataset, followed: Trend, month: Month, selection: Selection, screen: Screen) -> list[Component]:
    """The flow with its natural limits, where there are months enough for any; nothing where there are not."""
    samples = [Sample(point.period, point.value) for point in followed.points]
    limits = control_limits(samples) if followed.measure in FLOWS else None
    if limits is None:
        return []
    chart = limits_chart(
        samples,
        limits,
        name=line_name(followed),
        measure=followed.measure,
        locators=[point.locator for point in followed.points],
        months=[point.month for point in followed.points],
        screen=screen,
        subtitle=f"{_measured(followed)}, every month loaded, with natural limits by NHS Making Data Count’s rules",
    )
    return [_card(dataset, Charts.LIMITS, chart, month, selection, wide=True, about="count")]


def _accuracy(dataset: Dataset, followed: Trend, month: Month, selection: Selection, screen: Screen) -> list[Component]:
    """How far forecasts of services missed, for everything chosen and the one followed; nothing beside care."""
    if followed.line.kind == "care":
        return []
    everything, where = (
        queries.outturn_track(dataset, replace(selection, month=dataset.latest.key)),
        scope(month, selection, False),
    )
    line = followed.line
    stated = followed if followed.measure == "forecast_variance" else None
    stated = stated or trend(dataset, line, "forecast_variance", followed.basis)
    found = [
        (Charts.ACCURACY, where, everything, where),
        (Charts.LINE_ACCURACY, line.name, track_of(stated.points), beside(line.name, line.place)),
    ]
    charts = [
        (
            key,
            accuracy_chart(misses(track), name=name, screen=screen, subtitle=f"Outturn minus forecast, £000, {where}"),
        )
        for key, name, track, where in found
    ]
    return [_card(dataset, key, chart, month, selection, wide=False, about="") for key, chart in charts]


def _card(
    dataset: Dataset, key: str, chart: Chart, month: Month, selection: Selection, wide: bool, about: str = ""
) -> Component:
    """A card with the findings that touch it; its source is the chosen month's report, or the newest one in it."""
    stating = month.key if month.key in chart.table.months else max(chart.table.months, default=month.key)
    source = dataset.by_key[stating]
    links = leads.counted(chart.table, selection) if key == Charts.ACCURACY else NO_LINKS
    return chart_card(key, chart, source, selection, touching(dataset, source, chart, about), wide, links)
