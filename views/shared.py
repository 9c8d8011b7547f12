"""The charts that pages and meetings share, each built in one place: the same finding in a card and on a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from charts.bridge import bridge_chart
from charts.chart import Chart, Reasons, Table
from charts.columns import column
from charts.costs import costs_chart
from charts.placements import Counts, placements_chart
from charts.split import split_chart
from charts.theme import MEETING, Screen
from charts.track import track_chart
from charts.unit_costs import unit_cost_chart
from charts.variance import Share, variance_chart, variance_sentence
from data import queries
from data.analysis import VarianceLine, fold, pressures_and_offsets, ranked
from data.dataset import Dataset, Month
from data.findings import Findings, doubted
from data.formatting import listing, month_name
from data.rows import CareLine, Commentary
from data.selection import Selection
from data.standing import totals_not_shown
from data.summaries import SUMMARY, opening, summary_of
from views import alike
from views.absent import no_budget
from views.numbers import Number, key_numbers
from views.provenance import touching
from views.words import measure, scope, stands

IN_SHORT = 200  # letters of a commentary beside its chart; the view of the line has it whole
WITHIN = "within 2% or £100k"
FOLDING = "Lines within 2% of budget or £100k, whichever is greater, are added up as others"


@dataclass(frozen=True)
class View:
    """A chart of a selection, and the findings that touch its figures; or a few numbers with their table.

    ``lead`` goes on from the chart's sentence where a meeting reads them aloud. ``own`` is that sentence of the lines
    that spend or save by themselves, for where what the others only move is told beside it.
    """

    chart: Chart
    findings: Findings
    numbers: tuple[Number, ...] = ()
    lead: str = ""
    own: str = ""


def key_figures(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The few numbers that say where the selection stands."""
    position = queries.headline(month, selection)
    numbers = key_numbers(month, selection, position)
    chart = Chart(
        sentence=stands(month, position),
        subtitle=f"{measure(month)}, {scope(month, selection)}",
        figure=None,
        empty=f"{no_budget(month)}.",
        table=Table(
            (
                column("Number", [each.label for each in numbers]),
                column("Value", [each.value for each in numbers]),
                column("In words", [_told(each) for each in numbers]),
            ),
            locators=tuple(each.locator for each in numbers),
            sums=tuple(each.how for each in numbers),
        ),
    )
    return View(chart, touching(dataset, month, chart), tuple(numbers))


def _told(each: Number) -> str:
    return "; ".join(part for part in (each.detail, each.aside) if part)


def by_directorate(dataset: Dataset, month: Month, selection: Selection, screen: Screen, share: Share = "none") -> View:
    """Where the variance arises: directorates, or the groups and lines of the one chosen."""
    lines = _upper(month, selection)
    thing = _step(month, selection)
    chart = _bars(month, screen)(
        lines,
        share=share,
        thing=thing,
        net=queries.net_line(month, selection),
        subtitle=f"{measure(month)} by {thing}, {scope(month, selection)}",
    )
    beside = totals_not_shown(month, {line.name for line in lines if line.parts})
    return View(chart, touching(dataset, month, chart, also=beside), own=_own(lines, month, thing))


def _own(lines: list[VarianceLine], month: Month, thing: str) -> str:
    """The largest line over budget and the largest under it, of those that do not only move a cost elsewhere."""
    own = [line for line in lines if not line.moved and line.variance_k is not None]
    return variance_sentence(own, outturn=month.is_outturn, thing=thing) if own else ""


def _upper(month: Month, selection: Selection) -> list[VarianceLine]:
    """The lines one level down, in the order chosen; one whose name has another figure below says which it is."""
    lines = queries.directorate_variance(month, selection)
    return ranked(alike.told_apart(lines, month, selection), selection.order)


def _step(month: Month, selection: Selection) -> str:
    """What the next level down from a selection is."""
    if not selection.directorate:
        return "directorate"
    return "group" if queries.has_groups(month, selection) else "service"


def by_service(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """Every service far from budget, the rest added up; every service of a group, or of a directorate without any."""
    lines = ranked(queries.service_variance(month, selection), selection.order)
    whole = not queries.has_groups(month, selection)
    drawn = lines if whole else fold(lines, lambda line: line.is_material, WITHIN)
    chart = _bars(month, screen)(
        drawn,
        share="panel",
        thing="service",
        net=queries.net_line(month, selection),
        subtitle=f"{measure(month)} by service, {selection.group or scope(month, selection)}"
        # A meeting has room for fewer lines than that.
        + ("" if whole or screen in MEETING else f". {FOLDING}"),
    )
    chart = with_reasons(chart, month, drawn)
    return View(chart, touching(dataset, month, chart))


def with_reasons(chart: Chart, month: Month, lines: list[VarianceLine]) -> Chart:
    """The chart with what the paper says of its ``lines``, in short; lines with one note stand together."""
    told: dict[Commentary, list[str]] = {}
    for line in lines:
        for words in month.commentary:
            if line.note and line.note == words.note and not line.folded:
                told.setdefault(words, []).append(line.name)
    said = {words: summary_of(words) or opening(words.text or "", IN_SHORT)[0] for words in told}
    if not any(said.values()):
        return chart
    ours = any(summary_of(words) for words in told)
    title = f"Why: {SUMMARY[:1].lower()}{SUMMARY[1:]}" if ours else "Why: from the paper’s commentary"
    named = [(words, names) for words, names in told.items() if said[words]]
    each = tuple((listing(names), said[words]) for words, names in named)
    return replace(chart, reasons=Reasons(title, each, tuple(words.note for words, _ in named)))


def bridge(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """From the budget to the forecast, step by step."""
    lines = _upper(month, selection)
    position = queries.headline(month, selection)
    end = "outturn" if month.is_outturn else "forecast"
    chart = bridge_chart(
        lines,
        budget_k=position.budget_k,
        variance_k=position.variance_k,
        outturn=month.is_outturn,
        locator=position.locator,
        computed_from=position.computed_from,
        screen=screen,
        subtitle=f"From budget to {end} by {_step(month, selection)}, {scope(month, selection)}",
    )
    return View(chart, touching(dataset, month, chart))


def pressures(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The services furthest over and under budget; fewer of them where the letters are large."""
    each, words = (3, "three") if screen in MEETING else (5, "five")
    lines = pressures_and_offsets(queries.service_variance(month, selection), each)
    chart = _bars(month, screen)(
        lines,
        thing="service",
        subtitle=f"The {words} largest pressures and offsets by service, {scope(month, selection)}",
    )
    chart = with_reasons(chart, month, lines)
    return View(chart, touching(dataset, month, chart))


def over_time(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """How the forecast moved from report to report."""
    track = queries.outturn_track(dataset, selection)
    chart = track_chart(
        track,
        financial_year=month.financial_year,
        screen=screen,
        subtitle=f"Full-year variance at each monthly report, £, {scope(month, selection, dated=False)}",
        apart=[each.period for each in queries.apart(dataset, selection)],
    )
    return View(chart, touching(dataset, month, chart, "forecast"))


def care_group_of(month: Month, selection: Selection) -> str:
    """The care group chosen, or the first one within the selection; empty where there is none."""
    groups = queries.care_groups(month, selection)
    return selection.care_group if selection.care_group in groups else next(iter(groups), "")


def placement_numbers(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """Numbers of people or placements of one care group at the end of the month, against budget."""
    return _numbers(dataset, month, selection, screen, "end")


def average_numbers(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """Average numbers of one care group over the year, which is another measure, against budget."""
    return _numbers(dataset, month, selection, screen, "average")


def _numbers(dataset: Dataset, month: Month, selection: Selection, screen: Screen, counts: Counts) -> View:
    lines, within = _care(month, selection)
    kinds = list(dict.fromkeys(line.count_of for line in lines if line.count_of))
    counted = kinds[0].capitalize() if len(kinds) == 1 else "Numbers"
    when = "on average over the year" if counts == "average" else "at the end of the month"
    about = "average" if counts == "average" else "count"
    chart = placements_chart(
        lines,
        counts=counts,
        screen=screen,
        subtitle=f"{counted}, budgeted and {when}, {within}",
        doubts=doubted(month, lines, about),
    )
    return View(chart, touching(dataset, month, chart, about))


def unit_costs(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """Unit costs of one care group against budget."""
    lines, within = _care(month, selection)
    chart = unit_cost_chart(
        lines,
        screen=screen,
        subtitle=f"Budgeted and current average unit cost, £, {within}",
        doubts=doubted(month, lines, "unit"),
    )
    return View(chart, touching(dataset, month, chart, "unit"))


def costs(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """What one care group costs in the year against budget."""
    lines, within = _care(month, selection)
    now = "outturn" if month.is_outturn else "forecast"
    chart = costs_chart(
        lines,
        outturn=month.is_outturn,
        screen=screen,
        subtitle=f"Budget and {now} for the year, £000, {within}",
        doubts=doubted(month, lines, "cost"),
    )
    return View(chart, touching(dataset, month, chart, "cost"))


def causes(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """Why the cost of one care group differs from its budget."""
    lines, within = _care(month, selection)
    chart = split_chart(
        lines,
        screen=screen,
        subtitle=f"Cost variance by cause, £000, {within}. The parts and the lines add up to the last row",
        doubts=doubted(month, lines, "cost"),
    )
    return View(chart, touching(dataset, month, chart, "cost"))


def _care(month: Month, selection: Selection) -> tuple[list[CareLine], str]:
    """The lines of the care group, and what they are in words."""
    group = care_group_of(month, selection)
    within = ", ".join(part for part in (group, month_name(month.period)) if part)
    return queries.care_types(month, selection, group), within


def _bars(month: Month, screen: Screen) -> partial[Chart]:
    return partial(
        variance_chart,
        period=month.period,
        previous_period=queries.compared_with(month),
        outturn=month.is_outturn,
        screen=screen,
    )
